"""The innovation fields: who is active in each, stated or inferred, and a table of fields by sector."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bochum_kg.describe import Thing, Words
from bochum_kg.engine.base import Literal, Row
from bochum_kg.namespaces import BOV
from bochum_kg.web.views.actors import ACTORS
from bochum_kg.web.views.frame import Framed, frame, listing
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.rows import Link, LinkView, asked, badge, inferred, linked, named, slug
from bochum_kg.web.views.words import Reader, Span, number

__all__ = ["FIELDS", "Field", "FieldsView", "Tie", "fields", "read_fields"]

#: Where the fields are shown.
FIELDS: Final = "/fields"
_MEMBER: Final = str(BOV["beziehungsart/gehoert-zum-feld"])
_CURRENT: Final = str(BOV["beziehungsstand/bestehend"])


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation of an organisation or a place to a field.

    Args:
        link: who is tied, and whether that is inferred.
        kind: the kind of relation.
        types: the kinds of organisation.
        sectors: the broader kinds, of which there are only a few; a kind without one stands for itself.
        state: what the source says of the relation where it does not simply hold: ended, historical, announced.
    """

    link: Link
    kind: Thing
    types: tuple[Thing, ...]
    sectors: tuple[Thing, ...]
    state: Thing | None


@dataclass(frozen=True, slots=True)
class Field:
    """An innovation field and who is tied to it."""

    thing: Thing
    definition: Words
    rank: Words
    broader: str
    ties: tuple[Tie, ...]

    @property
    def members(self) -> tuple[Tie, ...]:
        """Return the ties of those who belong to the field today."""
        return tuple(one for one in self.ties if one.kind.iri == _MEMBER and one.state is None)


@dataclass(frozen=True, slots=True)
class MemberView:
    """Someone tied to a field, what kind of organisation that is, and whether it still holds."""

    link: LinkView
    type: str
    state: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """All ties of one kind of relation."""

    name: str
    count: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A section about a field; ``gap`` says that nobody is known."""

    anchor: str
    name: Span
    definition: Span
    rank: str
    broader: Span | None
    summary: str
    all: Span | None
    groups: tuple[GroupView, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A field in the table: its numbers by sector, and how many organisations it has."""

    name: Span
    cells: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class FieldsView(Framed):
    """The innovation fields."""

    lead: str
    count: str
    badge: Span
    sectors: tuple[Span, ...]
    matrix: tuple[MatrixRow, ...]
    sections: tuple[FieldView, ...]
    query: Span


def read_fields(rows: Sequence[Row]) -> tuple[Field, ...]:
    """Read the rows of the query ``pages/fields``."""
    relations: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    broader: dict[str, str] = {}
    for row in rows:
        if "broader" in row:
            broader[str(row["field"])] = str(row["broader"])
        if "relation" in row:
            relations[str(row["field"])][str(row["relation"])].append(row)
    columns = ("actor", "kind", "type", "sector", "state")
    names = {iri: thing for one in columns for iri, thing in named(rows, one, f"{one}Name").items()}
    definitions, ranks = (_words(rows, key) for key in ("definition", "rank"))
    none = Words()
    return tuple(
        Field(
            thing,
            definitions.get(iri, none),
            ranks.get(iri, none),
            broader.get(iri, ""),
            tuple(_tie(one, names) for one in relations[iri].values()),
        )
        for iri, thing in named(rows, "field", "name").items()
    )


def _tie(rows: Sequence[Row], names: Mapping[str, Thing]) -> Tie:
    """Read the rows about one relation."""

    def of(*columns: str) -> tuple[Thing, ...]:
        found = (next((str(row[one]) for one in columns if one in row), "") for row in rows)
        return tuple(names[iri] for iri in dict.fromkeys(found) if iri)

    states = tuple(one for one in of("state") if one.iri != _CURRENT)
    return Tie(
        Link(of("actor")[0], all(map(inferred, rows))),
        of("kind")[0],
        of("type"),
        of("sector", "type"),
        states[0] if states else None,
    )


def _words(rows: Iterable[Row], key: str) -> dict[str, Words]:
    found: dict[str, list[Literal]] = defaultdict(list)
    for row in rows:
        if isinstance(text := row.get(key), Literal):
            found[str(row["field"])].append(text)
    return {iri: Words.read(texts) for iri, texts in found.items()}


def fields(found: Sequence[Field], reader: Reader) -> FieldsView:
    """Lay out the innovation fields: the table, then a section for each."""
    ordered = sorted(found, key=lambda one: sort_key(one.thing.name(reader.language).value))
    things = {one.thing.iri: one.thing for one in ordered}
    sectors = _sectors(ordered, reader)
    title, lead = reader.say("nav.fields"), reader.say("fields.lead")
    members = {tie.link.thing.iri for one in ordered for tie in one.members}
    return FieldsView(
        listing(frame(reader, title, FIELDS, about=lead), (reader.thing(one.thing) for one in ordered)),
        lead,
        reader.say("fields.count", fields=len(ordered), members=number(str(len(members)), reader.language)),
        badge(reader),
        tuple(reader.thing(one) for one in sectors),
        tuple(_row(one, sectors, reader) for one in ordered),
        tuple(_section(one, things, reader) for one in ordered),
        asked("fields", reader),
    )


def _sectors(found: Iterable[Field], reader: Reader) -> list[Thing]:
    """Return the sectors that the members belong to, the most common first."""
    counts = Counter(kind for one in found for tie in one.members for kind in tie.sectors)
    return sorted(counts, key=lambda one: (-counts[one], sort_key(one.name(reader.language).value)))


def _row(field: Field, sectors: Iterable[Thing], reader: Reader) -> MatrixRow:
    found = {tie.link.thing.iri: tie.sectors for tie in field.members}
    counts = Counter(kind for sectors in found.values() for kind in sectors)
    cells = tuple(number(str(counts[one]), reader.language) if counts[one] else "" for one in sectors)
    name = Span(field.thing.name(reader.language).value, f"#{slug(field.thing)}")
    return MatrixRow(name, cells, number(str(len(found)), reader.language))


def _section(field: Field, things: Mapping[str, Thing], reader: Reader) -> FieldView:
    groups: dict[Thing, list[Tie]] = defaultdict(list)
    for one in field.ties:
        groups[one.kind].append(one)
    ordered = sorted(groups, key=lambda kind: (kind.iri != _MEMBER, -len(groups[kind]), kind.iri))
    members = {tie.link.thing.iri for tie in field.members}
    parent = things.get(field.broader)
    key = slug(field.thing)
    return FieldView(
        anchor=key,
        name=reader.thing(field.thing),
        definition=reader.words(field.definition),
        rank=reader.words(field.rank).text,
        broader=Span(parent.name(reader.language).value, f"#{slug(parent)}") if parent else None,
        summary=_summary(field, reader),
        all=Span(reader.say("fields.all"), reader.href(ACTORS, field=key)) if members else None,
        groups=tuple(_group(kind, groups[kind], reader) for kind in ordered),
        gap="" if members else reader.say("fields.none"),
    )


def _summary(field: Field, reader: Reader) -> str:
    """Say how many belong to a field, and how many of these ties a source states."""
    members = field.members
    unsure = {tie.link.thing.iri for tie in members if tie.link.inferred}
    sure = {tie.link.thing.iri for tie in members if not tie.link.inferred}
    if not members:
        return ""
    key = "fields.summary.one" if len(sure | unsure) == 1 else "fields.summary"
    return reader.say(key, count=len(sure | unsure), stated=len(sure), inferred=len(unsure - sure))


def _group(kind: Thing, ties: Sequence[Tie], reader: Reader) -> GroupView:
    members = (
        MemberView(
            linked(one.link, reader),
            reader.names(one.types),
            one.state.name(reader.language).value if one.state else "",
        )
        for one in ties
    )
    name = kind.name(reader.language).value
    ordered = tuple(sorted(members, key=lambda one: sort_key(one.link.name.text)))
    return GroupView(name, number(str(len(ties)), reader.language), ordered)
