"""A list of concepts as a tree, and the place of a concept in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bochum_kg.describe.schemes import Concept, Scheme
from bochum_kg.web.views.words import Reader, Span, number

__all__ = ["Branch", "PlaceView", "place", "tree"]


@dataclass(frozen=True, slots=True)
class Branch:
    """A concept with how often it is used, and what lies below it."""

    name: Span
    uses: str
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a concept stands: what lies above it, below it and beside it."""

    way: tuple[Span, ...]
    here: str
    narrower: tuple[Branch, ...]
    beside: tuple[Branch, ...]


def tree(found: Scheme, reader: Reader) -> tuple[Branch, ...]:
    """Lay out all concepts of a list."""
    return tuple(_branch(one, reader) for one in found.top)


def _branch(one: Concept, reader: Reader) -> Branch:
    return Branch(reader.thing(one.thing), _uses(one, reader), tuple(_branch(below, reader) for below in one.narrower))


def _uses(one: Concept, reader: Reader) -> str:
    if one.uses > 1:
        return reader.say("tree.count", count=number(str(one.uses), reader.language))
    return reader.say("tree.count.one" if one.uses else "tree.count.none")


def place(found: Scheme, iri: str, reader: Reader) -> PlaceView | None:
    """Lay out where a concept stands; None if the list does not hold it."""
    way = found.way(iri)
    if not way:
        return None
    beside = way[-2].narrower if len(way) > 1 else found.top
    above = (one.thing for one in way[:-1])
    return PlaceView(
        way=(reader.thing(found.thing), *(reader.thing(one) for one in above)),
        here=way[-1].thing.name(reader.language).value,
        narrower=_flat(way[-1].narrower, reader),
        beside=_flat((one for one in beside if one.thing.iri != iri), reader),
    )


def _flat(concepts: Iterable[Concept], reader: Reader) -> tuple[Branch, ...]:
    return tuple(Branch(reader.thing(one.thing), _uses(one, reader)) for one in concepts)
