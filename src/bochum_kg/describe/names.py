"""What things of ours are called, found with one query."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Final

from bochum_kg.describe.model import Thing, Words
from bochum_kg.describe.questions import question
from bochum_kg.describe.vocabulary import HEADINGS
from bochum_kg.engine.base import Engine, Literal
from bochum_kg.namespaces import BASES

__all__ = ["names"]

#: As many characters of IRIs as one query may hold; a longer one is refused.
_MOST: Final = 48_000
#: An IRI that can be written between angle brackets and ends nothing there.
_PLAIN: Final = re.compile(rf"(?:{'|'.join(map(re.escape, BASES))})[A-Za-z0-9._~/-]{{0,200}}")


def names(engine: Engine, iris: Iterable[str]) -> Mapping[str, Thing]:
    """Return those of the things that are ours and have a name, by IRI; of very many only the first.

    Raises:
        EngineError, LimitError: as the engine.
    """
    ours = [f"<{iri}>" for iri in dict.fromkeys(iris) if _PLAIN.fullmatch(iri)]
    lengths = accumulate(len(one) + 1 for one in ours)
    listed = " ".join(one for one, length in zip(ours, lengths, strict=True) if length <= _MOST)
    if not listed:
        return {}
    found: dict[str, dict[str, list[Literal]]] = defaultdict(lambda: defaultdict(list))
    text = question("names").replace("# things", f"VALUES ?thing {{ {listed} }}", 1)
    for row in engine.select(text):
        if isinstance(name := row["name"], Literal):
            found[str(row["thing"])][str(row["property"])].append(name)
    return {iri: Thing(iri, Words.read(by[min(by, key=HEADINGS.index)])) for iri, by in found.items()}
