"""The words that a misspelt one may stand for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

__all__ = ["Spelling", "distance"]

#: Letters of a word from which on one mistake, and two, are forgiven.
_ONE: Final = 4
_TWO: Final = 7


@dataclass(frozen=True, slots=True)
class _Term:
    folded: str
    word: str
    count: int
    letters: int


class Spelling:
    """The words of an index."""

    def __init__(self, terms: Iterable[tuple[str, str, int]]) -> None:
        """Take folded words, each with its spelling and how often it stands there."""
        self._by_length: dict[int, list[_Term]] = {}
        for folded, word, count in terms:
            self._by_length.setdefault(len(folded), []).append(_Term(folded, word, count, _letters(folded)))

    def nearest(self, folded: str) -> str | None:
        """Return the word nearest to one that is not there, of several the most frequent; None if none is near."""
        allowed = (len(folded) >= _ONE) + (len(folded) >= _TWO)
        if not allowed:
            return None
        letters = _letters(folded)
        lengths = range(len(folded) - allowed, len(folded) + allowed + 1)
        near = (
            (far, -term.count, term.word)
            for length in lengths
            for term in self._by_length.get(length, ())
            # Each mistake changes at most two of the letters that occur.
            if (letters ^ term.letters).bit_count() <= 2 * allowed and (far := distance(folded, term.folded)) <= allowed
        )
        best = min(near, default=None)
        return best[2] if best else None


def _letters(word: str) -> int:
    """Return which letters occur in a word, a bit each."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 64)
    return bits


def distance(one: str, other: str) -> int:
    """Count the letters to add, drop, change or swap with the next (optimal string alignment).

    >>> distance("bohcum", "bochum"), distance("inovation", "innovation"), distance("haus", "maus")
    (1, 1, 1)
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        this = [row]
        for column, against in enumerate(other, 1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
