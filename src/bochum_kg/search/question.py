"""What the index is asked: a query for each place where words may be found, and what is bound in it."""

from dataclasses import dataclass
from typing import Final, Literal

from bochum_kg.search.writing import IDENTIFIER

__all__ = ["How", "Question"]

How = Literal["all", "any"]

#: Letters that a part of a word has at least.
_TRIGRAM: Final = 3
#: Where words may be found, the best place first: as a name, as the first words of a name, as words of a name, at the
#: beginning of a name, as beginnings of words of a name, within words of a name, as beginnings of words of a text, within
#: words of a text. The number orders what was found in the same place.
_PLACES: Final = (
    "SELECT entry, 0 FROM name WHERE folded IN (:whole, :identifier)",
    "SELECT entry, 0 FROM name WHERE folded > :first AND folded < :after_first",
    "SELECT rowid, 0 FROM words WHERE words MATCH :name_words",
    "SELECT entry, 0 FROM name WHERE folded > :whole AND folded < :after",
    "SELECT rowid, 0 FROM words WHERE words MATCH :names",
    "SELECT rowid, 0 FROM parts WHERE parts MATCH :name_parts AND {short}",
    "SELECT rowid, rank FROM words WHERE words MATCH :texts",
    "SELECT rowid, 0 FROM parts WHERE parts MATCH :text_parts AND {short}",
)
#: How many of them are names.
_NAMES: Final = 6
#: With a plus, the words are looked up once, and not for each entry that the parts are in (SQLite, unary plus).
_SHORT: Final = "+rowid IN (SELECT rowid FROM words WHERE words MATCH :short)"


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and whether all of them have to be there; in names only, or in texts too."""

    terms: tuple[str, ...]
    how: How
    names: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """Return what is asked for each place."""
        short = _SHORT if self.how == "all" and self._short else "TRUE"
        return tuple(one.format(short=short) for one in _PLACES[: _NAMES if self.names else len(_PLACES)])

    @property
    def values(self) -> dict[str, str]:
        """Return what is bound: words in quotation marks, which no word contains (FTS5 §3.1)."""
        joined = " AND " if self.how == "all" else " OR "
        beginnings = joined.join(_beginning(one, alone=len(self.terms) == 1) for one in self.terms)
        inner = joined.join(f'"{one}"' for one in self.terms if len(one) >= _TRIGRAM) or '""'
        whole = " ".join(self.terms)
        return {
            "whole": whole,
            "identifier": IDENTIFIER + whole,
            "after": f"{whole}\N{COMBINING LATIN SMALL LETTER X}",
            "first": f"{whole} ",
            "after_first": f"{whole}!",
            "name_words": f"names : ({joined.join(f'"{one}"' for one in self.terms)})",
            "names": f"names : ({beginnings})",
            "texts": beginnings,
            "name_parts": f"names : ({inner})",
            "text_parts": inner,
            "short": joined.join(_beginning(one, alone=False) for one in self._short),
        }

    @property
    def _short(self) -> list[str]:
        """Return the words that are too short to be looked for within others."""
        return [one for one in self.terms if len(one) < _TRIGRAM]


def _beginning(term: str, *, alone: bool) -> str:
    """Return what matches words that begin with a term (FTS5 §3.3); one letter among others is a word of its own."""
    return f'"{term}"' if len(term) == 1 and not alone else f'"{term}" *'
