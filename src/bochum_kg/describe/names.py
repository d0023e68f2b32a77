"""What everything of ours is called, found with one query."""

from collections import defaultdict
from collections.abc import Mapping

from bochum_kg.describe.model import Thing, Words
from bochum_kg.describe.questions import question
from bochum_kg.describe.vocabulary import HEADINGS
from bochum_kg.engine.base import Engine, Literal

__all__ = ["names"]


def names(engine: Engine) -> Mapping[str, Thing]:
    """Return every thing that has a name, by its IRI.

    Raises:
        EngineError, LimitError: as the engine.
    """
    found: dict[str, dict[str, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    for row in engine.select(question("names")):
        if isinstance(name := row["name"], Literal):
            found[str(row["thing"])][str(row["property"])].append(name)
    return {iri: Thing(iri, Words.read(by[min(by, key=HEADINGS.index)])) for iri, by in found.items()}
