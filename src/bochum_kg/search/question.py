"""What the index is asked: a query for each place where words may be found, and what is bound in it."""

from dataclasses import dataclass
from typing import Final, Literal

from bochum_kg.search.writing import IDENTIFIER

__all__ = ["How", "Question"]

How = Literal["all", "any"]

#: Letters that a part of a word has at least.
_TRIGRAM: Final = 3
#: Where words may be found, the best place first, each with its rank: as a name; as its first words; as words of it; at
#: its beginning, or at that of words of it; within words of it; at the beginning of words of a text; within words of a
#: text. The number that is read orders what was found in the same place.
_PLACES: Final = (
    (0, "SELECT entry, 0 FROM name WHERE folded IN (:whole, :identifier)"),
    (1, "SELECT entry, 0 FROM name WHERE folded > :whole || ' ' AND folded < :whole || '!'"),
    (2, "SELECT rowid, 0 FROM words WHERE words MATCH :name_words"),
    (3, "SELECT entry, 0 FROM name WHERE folded > :whole AND folded < :after"),
    (3, "SELECT rowid, 0 FROM words WHERE words MATCH :name_beginnings"),
    (4, "SELECT rowid, 0 FROM parts WHERE parts MATCH :name_parts AND {short}"),
    (5, "SELECT rowid, rank FROM words WHERE words MATCH :texts"),
    (6, "SELECT rowid, 0 FROM parts WHERE parts MATCH :text_parts AND {short}"),
)
#: The first rank of texts.
_TEXTS: Final = 5
#: With a plus, the words are looked up once, and not for each entry that the parts are in (SQLite, unary plus).
_SHORT: Final = "+rowid IN (SELECT rowid FROM words WHERE words MATCH :short)"


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and whether all of them have to be there; in names only, or in texts too."""

    terms: tuple[str, ...]
    how: How
    names: bool = False

    @property
    def places(self) -> tuple[tuple[int, str], ...]:
        """Return what is asked for each place, with its rank."""
        short = _SHORT if self.how == "all" and self._short else "TRUE"
        return tuple((rank, one.format(short=short)) for rank, one in _PLACES if rank < _TEXTS or not self.names)

    @property
    def values(self) -> dict[str, str]:
        """Return what is bound: words in quotation marks, which no word contains (FTS5 §3.1)."""
        joined = " AND " if self.how == "all" else " OR "
        beginnings = joined.join(_beginning(one, alone=len(self.terms) == 1) for one in self.terms)
        complete = joined.join(f'"{one}"' for one in self.terms)
        inner = joined.join(f'"{one}"' for one in self.terms if len(one) >= _TRIGRAM) or '""'
        whole = " ".join(self.terms)
        return {
            "whole": whole,
            "identifier": IDENTIFIER + whole,
            "after": f"{whole}\N{COMBINING LATIN SMALL LETTER X}",
            "name_words": f"names : ({complete})",
            "name_beginnings": f"names : ({beginnings})",
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
