"""The parts of the strategy, read from the rows of the query ``pages/structure``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bochum_kg.describe import Thing, Words
from bochum_kg.engine.base import Row
from bochum_kg.namespaces import STRAT
from bochum_kg.web.views.rows import named

__all__ = ["Part", "names_of", "read_parts", "under"]


@dataclass(frozen=True, slots=True)
class Part:
    """Something that stands under something else in the strategy.

    Args:
        thing: what it is.
        class_: the IRI of its class.
        parent: the IRI of what it stands under; the strategy stands under itself.
        complete: whether the data say that all its goals are known.
    """

    thing: Thing
    class_: str
    parent: str
    complete: bool


def names_of(rows: Iterable[Row]) -> dict[str, Words]:
    """Return the names of the things in some rows, by IRI."""
    return {iri: thing.words for iri, thing in named(rows, "thing", "name").items()}


def read_parts(rows: Sequence[Row]) -> list[Part]:
    """Return the parts of the strategy, by position."""
    names = names_of(rows)
    found = {(str(row["thing"]), str(row["parent"])): row for row in rows if "thing" in row}

    def place(row: Row) -> tuple[int, str]:
        return int(str(row.get("position", 0))), str(row["thing"])

    return [
        Part(
            Thing(str(row["thing"]), names[str(row["thing"])]),
            str(row["class"]),
            str(row["parent"]),
            str(row.get("complete", "")) == "true",
        )
        for row in sorted(found.values(), key=place)
    ]


def under(parts: Iterable[Part], parent: str, class_: str) -> list[Part]:
    """Return the parts of a class that stand under a thing."""
    return [one for one in parts if one.parent == parent and one.class_ == str(STRAT[class_])]
