"""The neighbourhood of a thing: what it is directly connected with, by what, and how that is connected in turn."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Final

from rdflib import DCTERMS, RDFS

from bochum_kg.describe.model import Basis, Description, Link, Thing, Value, Words
from bochum_kg.describe.questions import question
from bochum_kg.describe.vocabulary import DERIVED
from bochum_kg.describe.words import WORDS
from bochum_kg.engine.base import IRI, Engine, Literal, Row
from bochum_kg.engine.binding import write_term
from bochum_kg.namespaces import BO, BOV, GRAPHS, STRAT

__all__ = ["MOST", "Connection", "Neighbourhood", "count", "nearest", "neighbours"]

#: How many things a neighbourhood holds, the thing in its middle included.
MOST: Final = 40
_DERIVED_GRAPH: Final = str(GRAPHS["derived"])
#: Folders of what is said about things rather than being one: relations, and the documents that statements rest on.
_SAID: Final = frozenset({"beziehung", "quelle"})
#: What connects every term with its ontology and its makers, and says nothing of the term.
_LEFT_OUT: Final = frozenset(map(str, (RDFS.isDefinedBy, DCTERMS.creator, DCTERMS.publisher)))
#: How many parts the IRI of a whole thing or of a concept has after its namespace: folder and name.
_WHOLE: Final = 2


@dataclass(frozen=True, slots=True)
class Connection:
    """What connects two things: the names of the properties, aspects and kinds of relation.

    Args:
        start: the IRI that the connection goes out from.
        end: the IRI that it leads to.
        by: the names of what connects them, in the order of the page.
        basis: how it came about, if it is more than what a source says in so many words.
    """

    start: str
    end: str
    by: tuple[Thing, ...]
    basis: Thing | None = None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A thing, the things it is directly connected with, and all connections among them.

    Args:
        thing: the thing in the middle.
        things: its neighbours, in the order in which its page tells them.
        count: how many neighbours there are, shown or not.
        own: what connects the thing with its neighbours.
        between: what connects the neighbours with each other.
    """

    thing: Thing
    things: tuple[Thing, ...]
    count: int
    own: tuple[Connection, ...]
    between: tuple[Connection, ...]


def neighbours(engine: Engine, description: Description) -> Neighbourhood:
    """Return the neighbourhood of a thing; of many neighbours, some by each property.

    Raises:
        EngineError, LimitError: as the engine.
    """
    chosen = nearest(description)
    places = {one.iri: place for place, one in enumerate(chosen)}
    own = _merged(connection for group in _groups(description) for other, connection in group if other.iri in places)
    ordered = sorted(own, key=lambda one: places.get(one.end, places.get(one.start, 0)))
    between = _between(engine, chosen, places)
    return Neighbourhood(description.thing, chosen, count(description), tuple(ordered), between)


def nearest(description: Description) -> tuple[Thing, ...]:
    """Return the neighbours that are shown: if there are too many, some by each property."""
    return tuple(_fair([[other for other, _ in one] for one in _groups(description)]))


def count(description: Description) -> int:
    """Return how many things a thing is directly connected with.

    What points at it is counted group by group, so that a thing that does so in two ways counts twice where not all of
    a group has been read.
    """
    read = {other.iri for group in _groups(description) for other, _ in group}
    unread = sum(one.count - len(one.links) for one in description.incoming if any(map(_end, one.links)))
    return len(read) + unread


def _groups(description: Description) -> list[list[tuple[Thing, Connection]]]:
    """Return the neighbours with what connects them, group by group as the page has them."""
    top = description.thing.iri
    groups: list[list[tuple[Thing, Connection]]] = []
    for group in description.groups:
        if group.property.iri in _LEFT_OUT:
            continue
        relation = group.property.iri.startswith(str(BOV))
        found = [
            (other, Connection(top, other.iri, (group.property,), _basis(value.basis)))
            for value in group.values
            for other in _things(value, wide=relation or not top.startswith(str(BO)))
            if other.iri != top
        ]
        groups.append(found)
    for links in description.incoming:
        ends = [(end, one.basis) for one in links.links if (end := _end(one)) and end.iri != top]
        groups.append([(end, Connection(end.iri, top, (links.by,), basis)) for end, basis in ends])
    return [one for one in groups if one]


def _basis(basis: Basis | None) -> Thing | None:
    return basis.kind if basis else None


def _things(value: Value, *, wide: bool) -> Iterator[Thing]:
    """Return the whole things that a value and its details name; concepts too where ``wide``."""
    for term in value.terms:
        if isinstance(term, Thing) and (_is_whole(term) or (wide and _is_concept(term))):
            yield term


def _is_whole(thing: Thing) -> bool:
    """Tell whether something is a thing of its own: not a detail, a relation or a source."""
    parts = thing.iri.removeprefix(str(BO)).split("/")
    return thing.iri.startswith(str(BO)) and len(parts) == _WHOLE and parts[0] not in _SAID


def _is_concept(thing: Thing) -> bool:
    """Tell whether something is a concept or a term of the ontology."""
    return thing.iri.startswith((str(BOV), str(STRAT))) and bool(thing.words)


def _end(link: Link) -> Thing | None:
    """Return the thing at the other end of a link, which may be what a detail belongs to."""
    ends = [one for one in (link.node, link.thing) if one is not None]
    return next((one for one in ends if _is_whole(one)), next((one for one in ends if _is_concept(one)), None))


def _fair(groups: Sequence[Sequence[Thing]]) -> list[Thing]:
    """Take the first of every group, then the second of every group, and so on; then put them back in order."""
    taken: dict[str, tuple[int, int, Thing]] = {}
    for row, things in enumerate(zip_longest(*groups)):
        for column, thing in enumerate(things):
            if thing is not None and thing.iri not in taken and len(taken) < MOST - 1:
                taken[thing.iri] = (column, row, thing)
    return [thing for _, _, thing in sorted(taken.values(), key=lambda one: one[:2])]


def _merged(connections: Iterable[Connection]) -> list[Connection]:
    """Join what connects the same two things; it is marked only if nothing plain connects them."""
    found: dict[frozenset[str], list[Connection]] = defaultdict(list)
    for one in connections:
        found[frozenset((one.start, one.end))].append(one)
    return [
        replace(
            them[0],
            by=tuple({thing.iri: thing for thing in chain.from_iterable(one.by for one in them)}.values()),
            basis=them[0].basis if all(one.basis for one in them) else None,
        )
        for them in found.values()
    ]


def _between(engine: Engine, things: Sequence[Thing], places: dict[str, int]) -> tuple[Connection, ...]:
    """Return what connects some things with each other."""
    if not things:
        return ()
    listed = " ".join(write_term(IRI(one.iri)) for one in things)
    among = listed.replace(" ", ", ")
    text = question("between").replace("# things", f"VALUES ?from {{ {listed} }}", 1)
    rows = engine.select(text.replace("# among", f"FILTER (?to IN ({among}))", 1))
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["from"]), str(row["to"]), str(row["property"])].append(row)
    merged = _merged(_connection(key, them) for key, them in found.items())
    return tuple(sorted(merged, key=lambda one: sorted((places[one.start], places[one.end]))))


def _connection(key: tuple[str, str, str], rows: Sequence[Row]) -> Connection:
    start, end, name = key
    texts = Words.read(text for one in rows if isinstance(text := one.get("name"), Literal))
    derived = all(str(one["graph"]) == _DERIVED_GRAPH for one in rows)
    basis = Thing(DERIVED, WORDS.get(DERIVED, Words())) if derived else None
    return Connection(start, end, (Thing(name, texts or WORDS.get(name, Words())),), basis)
