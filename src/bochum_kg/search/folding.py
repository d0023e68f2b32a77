"""Text without what people leave out or type otherwise: case, accents, umlauts and the e that stands for their dots."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Piece", "fold", "mark", "spoken", "words"]

_WORD: Final = re.compile(r"[^\W_]+")
#: After these letters an e is left out, so that Bürger, Buerger and Burger are the same word.
_BEFORE_E: Final = frozenset("aou")
#: Characters of a text around the first place that is marked.
_BEFORE: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, and whether it is what was looked for."""

    text: str
    found: bool = False


def fold(text: str) -> str:
    """Return a text as it is compared.

    >>> fold("Bürger"), fold("BUERGER"), fold("Straße"), fold("Café")
    ('burger', 'burger', 'strasse', 'cafe')
    """
    return "".join(letter for letter, _ in _letters(text))


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared.

    >>> words("IT-Sicherheit in Bochum (2030)")
    ['it', 'sicherheit', 'in', 'bochum', '2030']
    """
    return _WORD.findall(fold(text))


def spoken(text: str) -> list[tuple[str, str]]:
    """Return the words of a text, each as it is written and as it is compared.

    >>> spoken("Bürger fragen!")
    [('Bürger', 'burger'), ('fragen', 'fragen')]
    """
    written = _WORD.findall(unicodedata.normalize("NFC", text))
    return [(word, folded) for word in written for folded in words(word)]


def _letters(text: str) -> Iterator[tuple[str, int]]:
    """Yield the letters that are compared, each with the place of the character it comes from."""
    before = ""
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character).casefold():
            if not unicodedata.combining(letter) and not (letter == "e" and before in _BEFORE_E):
                yield letter, place
            before = letter if not unicodedata.combining(letter) else before


def mark(text: str, terms: Iterable[str], *, most: int) -> tuple[Piece, ...]:
    """Cut a text to the part around the words looked for, and mark them where words begin with them or hold them.

    Args:
        text: as it is shown.
        terms: folded words.
        most: characters that are shown at most, ellipses aside.

    >>> [one.text for one in mark("Die IT-Sicherheit wächst", ["sicherheit"], most=60) if one.found]
    ['Sicherheit']
    """
    places = _places(text, terms)
    start, end = _cut(text, places, most)
    pieces = [Piece("… ")] if start else []
    at = start
    for first, last in places:
        if start <= first and last <= end:
            pieces += [Piece(text[at:first]), Piece(text[first:last], found=True)]
            at = last
    pieces.append(Piece(text[at:end] + (" …" if end < len(text) else "")))
    return tuple(one for one in pieces if one.text)


def _places(text: str, terms: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the terms stand in a text: first character and the one after the last, in order, not overlapping."""
    letters = list(_letters(text))
    folded = "".join(letter for letter, _ in letters)
    found = sorted(
        (letters[match.start()][1], letters[match.end() - 1][1] + 1)
        for term in terms
        for match in re.finditer(_pattern(term), folded)
    )
    places: list[tuple[int, int]] = []
    for first, last in found:
        if places and first < places[-1][1]:
            places[-1] = places[-1][0], max(last, places[-1][1])
        else:
            places.append((first, last))
    return places


def _pattern(term: str) -> str:
    """Return where a term is found: short ones only where a word begins, as the index does."""
    return re.escape(term) if len(term) > 2 else rf"(?<![^\W_]){re.escape(term)}"  # noqa: PLR2004 - a trigram


def _cut(text: str, places: Sequence[tuple[int, int]], most: int) -> tuple[int, int]:
    """Return the part of a text that is shown: from a word before the first place on."""
    if len(text) <= most:
        return 0, len(text)
    start = max(0, (places[0][0] if places else 0) - _BEFORE)
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + most)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + most // 2)
    return start, end
