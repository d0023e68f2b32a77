"""The organisations: of which kind they are, in which fields and where, what they lead and join."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

from rdflib import ORG, URIRef

from bochum_kg.describe import Thing
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import STRAT
from bochum_kg.web.views.facets import (
    SORT,
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
from bochum_kg.web.views.rows import Link, LinkView, asked, inferred, linked, named, slug
from bochum_kg.web.views.words import Reader, Span, number

__all__ = ["ACTORS", "PARAMETERS", "Actor", "ActorsView", "actors", "read_actors"]

#: Where the organisations are listed.
ACTORS: Final = KINDS["organisation"].path
#: The parameters that narrow the list, and the property that each looks at.
_FACETS: Final = {"kind": ORG.classification, "field": STRAT.innovationField, "place": STRAT.locatedAt}
#: The parameters of the list.
PARAMETERS: Final = (*_FACETS, SORT, "page")
#: The order that holds where none is chosen, under a heading for each kind.
_BY_KIND: Final = "kind"
#: What an entry tells, by the key of its words.
_TOLD: Final = {
    "actors.leads": STRAT.leads,
    "actors.joins": STRAT.takesPartIn,
    "actors.fields": STRAT.innovationField,
    "actors.places": STRAT.locatedAt,
    "actors.member": ORG.memberOf,
}

Order = Callable[["Actor"], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Actor:
    """An organisation, and what it is tied to by each property."""

    thing: Thing
    links: Mapping[str, tuple[Link, ...]] = field(default_factory=dict)

    def of(self, name: object) -> tuple[Link, ...]:
        """Return what it is tied to by a property."""
        return self.links.get(str(name), ())


@dataclass(frozen=True, slots=True)
class LineView:
    """A line about an organisation: what is told, and of what."""

    label: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """An organisation in the list."""

    name: Span
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True)
class KindView:
    """The organisations of a kind on this page, and how many of it there are on all pages; without a name, of any."""

    name: str
    count: str
    actors: tuple[ActorView, ...]


@dataclass(frozen=True)
class ActorsView(Framed):
    """The list of organisations."""

    lead: str
    count: str
    narrowed: Narrowed[Any]
    orders: tuple[OrderView, ...]
    sections: tuple[KindView, ...]
    pager: Pager | None
    query: Span


def read_actors(rows: Sequence[Row]) -> tuple[Actor, ...]:
    """Read the rows of the query ``pages/actors``."""
    things, values = named(rows, "thing", "name"), named(rows, "value", "label")
    links: dict[str, dict[str, dict[str, Link]]] = defaultdict(lambda: defaultdict(dict))
    for row in rows:
        if "value" in row and str(row["value"]) in values:
            of = links[str(row["thing"])][str(row["by"])]
            known, iri = of.get(str(row["value"])), str(row["value"])
            of[iri] = Link(values[iri], inferred(row) and (known is None or known.inferred))
    return tuple(
        Actor(thing, {by: tuple(found.values()) for by, found in links[iri].items()}) for iri, thing in things.items()
    )


def actors(found: Sequence[Actor], values: Mapping[str, str], reader: Reader) -> ActorsView:
    """Lay out the organisations that fit the parameters of the address, in the order that it chooses.

    Raises:
        UnknownNameError: a parameter names what is not there.
    """
    narrowed = narrow(found, _dimensions(found, reader), values, reader, ACTORS)
    order, orders = ordered(_orders(reader), values, reader, ACTORS, "actors.sort")
    shown = paged(sorted(narrowed.entries, key=order), values, reader, ACTORS, size=SIZE)
    title, lead = reader.say(KINDS["organisation"].key), reader.say("actors.lead")
    return ActorsView(
        listing(frame(reader, title, ACTORS, about=lead, **values), (reader.thing(one.thing) for one in shown.entries)),
        lead,
        counted(len(narrowed.entries), len(found), reader),
        narrowed,
        orders,
        tuple(_sections(shown.entries, narrowed.entries, values, reader)),
        shown.pager,
        asked("actors", reader, _patterns(found, values)),
    )


def _orders(reader: Reader) -> Mapping[str, Order]:
    """Return the orders by the value of the parameter; those by number begin with the highest."""

    def name(one: Actor) -> tuple[Any, ...]:
        return sort_key(one.thing.name(reader.language).value)

    return {
        _BY_KIND: lambda one: (sort_key(_kind(one, reader)), name(one)),
        "name": name,
        "leads": lambda one: (-len(one.of(STRAT.leads)), name(one)),
        "joins": lambda one: (-len(one.of(STRAT.takesPartIn)), name(one)),
    }


def _dimensions(found: Sequence[Actor], reader: Reader) -> tuple[Dimension[Actor], ...]:
    return tuple(_dimension(name, str(by), found, reader) for name, by in _FACETS.items())


def _dimension(name: str, by: str, found: Sequence[Actor], reader: Reader) -> Dimension[Actor]:
    def keys(actor: Actor) -> tuple[str, ...]:
        return tuple(slug(one.thing) for one in actor.of(by))

    things = {slug(one.thing): one.thing for actor in found for one in actor.of(by)}
    names = {key: thing.name(reader.language).value for key, thing in things.items()}
    return Dimension(name, reader.say(f"actors.{name}"), keys, common_first(found, keys, names))


def _kind(actor: Actor, reader: Reader) -> str:
    return reader.names(one.thing for one in actor.of(ORG.classification)) or reader.say("unknown")


def _sections(
    shown: Sequence[Actor], every: Iterable[Actor], values: Mapping[str, str], reader: Reader
) -> Iterable[KindView]:
    if (values.get(SORT) or _BY_KIND) != _BY_KIND:
        told = {"actors.kind": ORG.classification, **_TOLD}
        if shown:
            yield KindView("", "", tuple(_actor(one, told, reader) for one in shown))
        return
    totals: dict[str, int] = defaultdict(int)
    for one in every:
        totals[_kind(one, reader)] += 1
    for kind, members in groupby(shown, key=lambda one: _kind(one, reader)):
        count = number(str(totals[kind]), reader.language)
        yield KindView(kind, count, tuple(_actor(one, _TOLD, reader) for one in members))


def _actor(actor: Actor, told: Mapping[str, URIRef], reader: Reader) -> ActorView:
    lines = (LineView(reader.say(key), _sorted(actor.of(by), reader)) for key, by in told.items())
    return ActorView(reader.thing(actor.thing), tuple(one for one in lines if one.links))


def _sorted(links: Iterable[Link], reader: Reader) -> tuple[LinkView, ...]:
    views = (linked(one, reader) for one in links)
    return tuple(sorted(views, key=lambda one: sort_key(one.name.text)))


def _patterns(found: Iterable[Actor], values: Mapping[str, str]) -> Iterable[str]:
    """Write the choices as patterns that the organisations fit."""
    for name, by in _FACETS.items():
        chosen = values.get(name)
        if chosen == UNKNOWN:
            yield f"FILTER NOT EXISTS {{ ?thing <{by}> ?chosen_{name} }}"
        elif chosen:
            iris = {one.thing.iri for actor in found for one in actor.of(by) if slug(one.thing) == chosen}
            listed = " ".join(f"<{iri}>" for iri in sorted(iris))
            yield f"?thing <{by}> ?chosen_{name} . VALUES ?chosen_{name} {{ {listed} }}"
