"""The sources: who published what when, and how many statements rest on each."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rdflib import Literal

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
from bochum_kg.web.views.facets import (
    UNKNOWN,
    Dimension,
    Narrowed,
    OrderView,
    common_first,
    counted,
    narrow,
    ordered,
    paged,
)
from bochum_kg.web.views.frame import Framed, Pager, frame, listing
from bochum_kg.web.views.kinds import KINDS
from bochum_kg.web.views.lists import SIZE, sort_key
from bochum_kg.web.views.rows import asked, name_slug, named, slug
from bochum_kg.web.views.words import Reader, Span, date, number

__all__ = ["SOURCES", "Source", "SourcesView", "read_sources", "sources"]

#: Where the sources are listed.
SOURCES: Final = KINDS["quelle"].path


@dataclass(frozen=True, slots=True)
class Source:
    """A document, and the number of things and statements that name it as their source."""

    thing: Thing
    publisher: str
    date: str
    kinds: tuple[Thing, ...]
    count: int


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source in the list."""

    name: Span
    count: str
    publisher: str
    date: str
    kinds: tuple[Span, ...]


@dataclass(frozen=True)
class SourcesView(Framed):
    """The list of sources."""

    lead: str
    count: str
    narrowed: Narrowed[Any]
    orders: tuple[OrderView, ...]
    sources: tuple[SourceView, ...]
    pager: Pager | None
    query: Span


def read_sources(rows: Sequence[Row]) -> tuple[Source, ...]:
    """Read the rows of the query ``pages/sources``."""
    names, kinds = named(rows, "kind", "kindName"), defaultdict[str, dict[str, Thing]](dict)
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(str(row["thing"]), row)
        if (kind := str(row.get("kind", ""))) in names:
            kinds[str(row["thing"])][kind] = names[kind]
    return tuple(
        Source(
            thing,
            str(first[iri].get("publisher", "")),
            str(first[iri].get("date", "")),
            tuple(kinds[iri].values()),
            int(str(first[iri].get("count", 0))),
        )
        for iri, thing in named(rows, "thing", "title").items()
    )


def sources(found: Sequence[Source], values: Mapping[str, str], reader: Reader) -> SourcesView:
    """Lay out the sources that fit the parameters of the address, in the order that it chooses.

    Raises:
        UnknownNameError: a parameter names what is not there.
    """
    narrowed = narrow(found, _dimensions(found, reader), values, reader, SOURCES)
    order, orders = ordered(_orders(reader), values, reader, SOURCES, "sources.sort")
    shown = paged(order(narrowed.entries), values, reader, SOURCES, size=SIZE)
    title, lead = reader.say(KINDS["quelle"].key), reader.say("sources.lead")
    return SourcesView(
        listing(
            frame(reader, title, SOURCES, about=lead, **values), (reader.thing(one.thing) for one in shown.entries)
        ),
        lead,
        counted(len(narrowed.entries), len(found), reader),
        narrowed,
        orders,
        tuple(_source(one, reader) for one in shown.entries),
        shown.pager,
        asked("sources", reader, _patterns(found, values)),
    )


def _orders(reader: Reader) -> Mapping[str, Callable[[Iterable[Source]], list[Source]]]:
    """Return the orders by the value of the parameter; the first one holds where none is chosen."""

    def by_name(found: Iterable[Source]) -> list[Source]:
        return sorted(found, key=lambda one: sort_key(one.thing.name(reader.language).value))

    return {
        "statements": lambda found: sorted(by_name(found), key=lambda one: -one.count),
        "name": by_name,
        "date": lambda found: sorted(by_name(found), key=lambda one: one.date, reverse=True),
    }


def _dimensions(found: Sequence[Source], reader: Reader) -> tuple[Dimension[Source], ...]:
    def kinds(source: Source) -> tuple[str, ...]:
        return tuple(slug(one) for one in source.kinds)

    def publishers(source: Source) -> tuple[str, ...]:
        return (name_slug(source.publisher),) if source.publisher else ()

    kind_names = {slug(one): one.name(reader.language).value for source in found for one in source.kinds}
    publisher_names = {name_slug(one.publisher): one.publisher for one in found if one.publisher}
    return (
        Dimension("kind", reader.say("sources.kind"), kinds, common_first(found, kinds, kind_names)),
        Dimension(
            "publisher", reader.say("sources.publisher"), publishers, common_first(found, publishers, publisher_names)
        ),
    )


def _source(source: Source, reader: Reader) -> SourceView:
    key = "sources.statements.one" if source.count == 1 else "sources.statements"
    return SourceView(
        reader.thing(source.thing),
        reader.say(key, count=number(str(source.count), reader.language)),
        source.publisher or reader.say("sources.publisher.none"),
        date(source.date, reader.language) if source.date else reader.say("sources.undated"),
        tuple(reader.thing(one) for one in source.kinds),
    )


def _patterns(found: Iterable[Source], values: Mapping[str, str]) -> Iterable[str]:
    """Write the choices as patterns that the sources fit."""
    chosen = {name: values.get(name, "") for name in ("kind", "publisher")}
    fitting = {
        "kind": {f"<{one.iri}>" for source in found for one in source.kinds if slug(one) == chosen["kind"]},
        "publisher": {
            Literal(one.publisher).n3() for one in found if name_slug(one.publisher) == chosen["publisher"] != ""
        },
    }
    for name, by in (("kind", "strat:sourceKind"), ("publisher", "dc:publisher")):
        if chosen[name] == UNKNOWN:
            yield f"FILTER NOT EXISTS {{ ?thing {by} ?chosen_{name} }}"
        elif chosen[name]:
            yield f"?thing {by} ?chosen_{name} . VALUES ?chosen_{name} {{ {' '.join(sorted(fitting[name]))} }}"
