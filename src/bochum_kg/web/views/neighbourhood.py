"""The neighbourhood of a thing as a network: places, colours and words, laid out the same every time."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final

from bochum_kg.describe.model import Thing
from bochum_kg.describe.neighbours import Connection, Neighbourhood
from bochum_kg.namespaces import BO
from bochum_kg.web.views.kinds import kind_of
from bochum_kg.web.views.words import Reader, number

__all__ = ["Edge", "NetworkView", "Node", "network"]

#: The colours of nodes, by the folder of their IRIs; the style sheet says which colour that is.
_COLOURS: Final = {
    folder: colour
    for colour, folders in (
        ("activity", ("kernaktivitaet", "kandidat")),
        (
            "strategy",
            ("strategie", "formel", "vision", "saeule", "kompetenz", "ziel", "schwerpunkt", "selbstverpflichtung"),
        ),
        ("organisation", ("organisation", "kontakt")),
        ("place", ("ort",)),
        ("event", ("ereignis", "kennzahl")),
    )
    for folder in folders
}
_CONCEPT: Final = "concept"
_OTHER: Final = "other"
#: How far up and down the ring is drawn out: at 1 its ends would meet above the thing in the middle.
_STRETCH: Final = 0.8


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its place between -1 and 1, what it is called, and where its page is."""

    id: str
    label: str
    lang: str
    href: str
    colour: str
    kind: str
    x: float
    y: float
    side: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A connection: from where to where, in words, and how it came about if a source does not say it outright."""

    source: str
    target: str
    label: str
    basis: str


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A neighbourhood for a program that draws it; the first node is the one in the middle."""

    iri: str
    title: str
    caption: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    between: tuple[Edge, ...]
    rows: int

    def as_json(self) -> dict[str, object]:
        """Return it as JSON has it."""
        return asdict(self)


def network(found: Neighbourhood, reader: Reader) -> NetworkView:
    """Lay out a neighbourhood: the thing in the middle, its neighbours clockwise around it in the order of the page."""
    name = found.thing.name(reader.language).value
    places = _places(len(found.things))
    middle = _node(found.thing, reader, (0.0, 0.0))
    things = zip(found.things, places, strict=True)
    shown, count = (number(str(one), reader.language) for one in (len(found.things), found.count))
    key = "network.caption" if len(found.things) >= found.count else "network.caption.some"
    return NetworkView(
        iri=found.thing.iri,
        title=reader.say("network.title", name=name),
        caption=reader.say(key, name=name, shown=shown, count=count),
        nodes=(middle, *(_node(thing, reader, place) for thing, place in things)),
        edges=_edges(found.own, reader),
        between=_edges(found.between, reader),
        rows=math.ceil(len(found.things) / 2),
    )


def _places(count: int) -> list[tuple[float, float]]:
    """Return so many places clockwise on a ring, each side in even steps so that names beside them do not touch.

    >>> _places(2)
    [(1.0, 0.0), (-1.0, 0.0)]
    """
    right = math.ceil(count / 2)
    left = count - right
    down = [_on_ring(1 - (2 * step + 1) / right, 1) for step in range(right)]
    up = [_on_ring((2 * step + 1) / left - 1, -1) for step in range(left)]
    return down + up


def _on_ring(y: float, side: int) -> tuple[float, float]:
    return round(side * math.sqrt(1 - (_STRETCH * y) ** 2), 4), round(y, 4)


def _node(thing: Thing, reader: Reader, place: tuple[float, float]) -> Node:
    name = reader.thing(thing)
    folder = thing.iri.removeprefix(str(BO)).partition("/")[0]
    ours = thing.iri.startswith(str(BO))
    colour = _COLOURS.get(folder, _OTHER) if ours else _CONCEPT
    kind = kind_of(thing.iri)
    said = reader.say(kind.key) if kind else reader.say(f"network.kind.{colour}")
    side = "left" if place[0] < 0 else "right"
    return Node(thing.iri, name.text, name.lang, name.href, colour, said, *place, side)


def _edges(connections: Sequence[Connection], reader: Reader) -> tuple[Edge, ...]:
    return tuple(
        Edge(one.start, one.end, reader.names(one.by), one.basis.name(reader.language).value if one.basis else "")
        for one in connections
    )
