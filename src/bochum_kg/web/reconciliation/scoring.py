"""How well what was found fits a query: names are compared as the reader sees them, and in no other language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from bochum_kg.search import LONGEST, Hit
from bochum_kg.web.reconciliation.batch import Query

__all__ = ["Candidate", "candidates", "labels", "plain", "shown"]

#: The score of the same name, and the most that another one gets.
_SAME: Final = 100.0
_OTHER: Final = 99.0
#: What remains of a score with the words in another order, and with another type than the one asked for.
_REORDERED: Final = 0.95
_MISTYPED: Final = 0.5
_WORD: Final = re.compile(r"[^\W_]+")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that a query may mean.

    Args:
        hit: what it is.
        similarity: how like its names are to the query, from 0 to 100.
        typed: whether it is of a kind that is asked for.
        share: the part of the conditions that it meets.
        match: whether it alone bears the name.
    """

    hit: Hit
    similarity: float
    typed: bool
    share: float
    match: bool = False

    @property
    def exact(self) -> bool:
        """Tell whether the query is one of its names."""
        return self.similarity == _SAME

    @property
    def fits(self) -> bool:
        """Tell whether nothing speaks against it."""
        return self.exact and self.typed and self.share == 1

    @property
    def score(self) -> float:
        """Return how well it fits, from 0 to 100."""
        return round(self.similarity * (1 if self.typed else _MISTYPED) * (1 + self.share) / 2, 1)


def plain(text: str) -> str:
    """Return a name without what does not tell names apart: case, marks, and how umlauts are written.

    >>> plain("Bürgerhaus, e. V."), plain("BUERGERHAUS e.V."), plain("Burgerhaus e.V.")
    ('buergerhaus e v', 'buergerhaus e v', 'burgerhaus e v')
    """
    return " ".join(_WORD.findall(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)))


def shown(hit: Hit, language: str) -> str:
    """Return the name that a reader sees: in their language, or else the one there is."""
    return hit.names[language] or next((one for one in hit.names.values() if one), hit.iri)


def labels(hit: Hit, language: str) -> tuple[str, ...]:
    """Return the names that count: the one shown, others in that language, and those that are the same in all."""
    return (shown(hit, language), *hit.others[language], *hit.others[""])


def candidates(
    query: Query, hits: Iterable[Hit], met: Mapping[str, float], language: str, *, identified: bool = False
) -> Sequence[Candidate]:
    """Return candidates, the best first.

    Args:
        query: what is asked.
        hits: what may be meant.
        met: the part of the conditions that each of the things meets, by IRI.
        language: that in which names are shown.
        identified: whether the query is the identifier of what was found.
    """
    text = plain(query.text[:LONGEST])
    found = {
        hit.iri: Candidate(
            hit,
            _SAME if identified else max(_similarity(text, one) for one in labels(hit, language)),
            not query.kinds or hit.kind in query.kinds,
            met.get(hit.iri, 0.0) if query.conditions else 1.0,
        )
        for hit in hits
    }
    fitting = [one for one in found.values() if one.fits]
    sure = fitting[0].hit.iri if len(fitting) == 1 else ""
    ordered = sorted(found.values(), key=lambda one: (-one.score, shown(one.hit, language), one.hit.iri))
    return [
        Candidate(one.hit, one.similarity, one.typed, one.share, match=one.fits and one.hit.iri == sure)
        for one in ordered[: query.limit]
    ]


def _similarity(text: str, name: str) -> float:
    """Return how like a name is to a text, both without what does not tell names apart (Ratcliff and Obershelp)."""
    other = plain(name)
    if text == other and text:
        return _SAME
    in_order = SequenceMatcher(None, text, other, autojunk=False).ratio()
    ours, theirs = (" ".join(sorted(one.split())) for one in (text, other))
    reordered = SequenceMatcher(None, ours, theirs, autojunk=False).ratio() * _REORDERED
    return min(_OTHER, round(_SAME * max(in_order, reordered), 1))
