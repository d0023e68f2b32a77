"""A list of concepts as the tree that it is, with how often each concept is used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bochum_kg.describe.model import Thing, Words
from bochum_kg.describe.questions import question
from bochum_kg.engine.base import IRI, Engine, Row

__all__ = ["Concept", "Scheme", "scheme"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept, how many statements of the data use it, and the concepts below it."""

    thing: Thing
    uses: int
    narrower: tuple["Concept", ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A list of concepts: those at the top, with all others below them."""

    thing: Thing
    top: tuple[Concept, ...]

    def way(self, iri: str) -> tuple[Concept, ...]:
        """Return the concepts from the top down to one, which is the last; none if it is not in the list."""
        return next(_ways(self.top, iri), ())


def _ways(concepts: Iterable[Concept], iri: str) -> Iterator[tuple[Concept, ...]]:
    for one in concepts:
        if one.thing.iri == iri:
            yield (one,)
        for way in _ways(one.narrower, iri):
            yield (one, *way)


def scheme(engine: Engine, thing: Thing) -> Scheme:
    """Return a list of concepts as a tree.

    Raises:
        EngineError, LimitError: as the engine.
    """
    rows = engine.select(question("scheme"), scheme=IRI(thing.iri))
    uses = {
        str(row["concept"]): int(str(row["count"]))
        for row in engine.select(question("scheme-uses"), scheme=IRI(thing.iri))
        if "concept" in row
    }
    by_iri = {str(row["concept"]): row for row in rows if "concept" in row}
    below: dict[str, list[str]] = defaultdict(list)
    for iri, row in by_iri.items():
        broader = str(row.get("broader", ""))
        below[broader if broader in by_iri else ""].append(iri)
    return Scheme(thing, _concepts(below, "", by_iri, uses))


def _concepts(
    below: Mapping[str, list[str]], above: str, rows: Mapping[str, Row], uses: Mapping[str, int]
) -> tuple[Concept, ...]:
    """Return the concepts below one; nothing is below itself, which the rules hold (NoBroaderCycle)."""
    found = [
        Concept(_thing(rows[iri]), uses.get(iri, 0), _concepts(below, iri, rows, uses)) for iri in below.get(above, ())
    ]
    return tuple(sorted(found, key=lambda one: _order(rows[one.thing.iri])))


def _order(row: Row) -> tuple[int, str]:
    return int(str(row.get("position", 0))), str(row.get("nameDe", row["concept"])).casefold()


def _thing(row: Row) -> Thing:
    texts = {tag: str(row[key]) for tag in ("de", "en") if (key := f"name{tag.title()}") in row}
    return Thing(str(row["concept"]), Words.of(**texts))
