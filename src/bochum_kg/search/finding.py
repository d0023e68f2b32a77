"""Asking the index: bounded questions on a few connections that only read."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic
from typing import Final, Literal

from bochum_kg.errors import LimitError, ReleaseError
from bochum_kg.search.folding import spoken, words
from bochum_kg.search.spelling import Spelling
from bochum_kg.search.writing import IDENTIFIER

__all__ = ["LONGEST", "Found", "Hit", "Index"]

#: Characters of a question that are read, and words of it.
LONGEST: Final = 200
_MOST_WORDS: Final = 16
#: Connections, which is how many questions are answered at the same time.
_CONNECTIONS: Final = 3
#: Steps of the database between two looks at the clock.
_STEPS: Final = 20_000
#: Letters that a part of a word has at least.
_TRIGRAM: Final = 3

How = Literal["all", "any"]

#: What the questions begin with: where each entry was found best. Exact name, beginning of a name, word of a name, part
#: of a word of a name, word of a text, part of a word of a text; what is minor goes two steps after that.
_FOUND: Final = """
WITH hit (entry, tier, score) AS (
  SELECT entry, 0, 0.0 FROM name WHERE folded IN (:whole, :identifier)
  UNION ALL SELECT entry, 1, 0.0 FROM name WHERE folded > :whole AND folded < :after
  UNION ALL SELECT rowid, 2, rank FROM words WHERE words MATCH :names
  UNION ALL SELECT rowid, 3, rank FROM parts WHERE parts MATCH :name_parts AND {short}
  UNION ALL SELECT rowid, 4, rank FROM words WHERE words MATCH :texts
  UNION ALL SELECT rowid, 5, rank FROM parts WHERE parts MATCH :text_parts AND {short}
),
best (entry, tier, score) AS (SELECT entry, MIN(tier), score FROM hit GROUP BY entry),
found AS (
  SELECT entry.*, tier + 2 * minor AS place, score FROM best JOIN entry ON entry.id = best.entry
  WHERE NOT :complete OR (tier <= 3 AND NOT minor)
)
"""
_COUNTS: Final = "SELECT kind, COUNT(*), MIN(place) FROM found GROUP BY kind ORDER BY 3, 2 DESC, 1"
_ROWS: Final = """
SELECT iri, kind, name_de, name_en, text_de, text_en, others FROM found
WHERE :kind IN ('', kind) ORDER BY place, score, id LIMIT :limit OFFSET :offset
"""
_FIRST: Final = """
SELECT iri, kind, name_de, name_en, text_de, text_en, others FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY place, score, id) AS number FROM found
)
WHERE number <= :limit ORDER BY place, score, id
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: its name and what is said of it by language, and what else it is called."""

    iri: str
    kind: str
    names: Mapping[str, str]
    texts: Mapping[str, tuple[str, ...]]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Args:
        terms: the words that were looked for, folded.
        how: whether all of them or any of them had to be there.
        counts: how much there is of each kind, the kind with the best first.
        hits: the best of it.
        instead: the question in other words, where a word of it is not there and a near one is.
    """

    terms: tuple[str, ...]
    how: How
    counts: tuple[tuple[str, int], ...]
    hits: tuple[Hit, ...]
    instead: str = ""

    @property
    def total(self) -> int:
        """Return how much there is."""
        return sum(count for _, count in self.counts)


class Index:
    """An index that is open; safe for threads."""

    def __init__(self, path: Path, *, time_limit: float) -> None:
        """Open the file, which may be replaced or deleted from now on.

        Args:
            path: a file that `write` made.
            time_limit: seconds for a question, the wait for a connection included.

        Raises:
            ReleaseError: it is no index.
        """
        self._time_limit = time_limit
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        try:
            for _ in range(_CONNECTIONS):
                self._idle.put(_opened(path))
            with self._connection() as connection:
                self._spelling = Spelling(connection.execute("SELECT folded, word, count FROM term"))
        except sqlite3.DatabaseError as error:
            problem = f"{path} is no index of this release ({error}); make the release again with 'bochum-kg build'."
            raise ReleaseError(problem) from error

    def close(self) -> None:
        """Close the file."""
        while not self._idle.empty():
            self._idle.get().close()

    def find(self, text: str, *, kind: str = "", limit: int = 20, offset: int = 0) -> Found:
        """Return what fits a text best, of one kind or of all.

        Raises:
            LimitError: it took too long.
        """
        return self._find(text, _ROWS, {"kind": kind, "limit": limit, "offset": offset})

    def overview(self, text: str, *, each: int) -> Found:
        """Return the best of each kind for a text, so many at most.

        Raises:
            LimitError: it took too long.
        """
        return self._find(text, _FIRST, {"limit": each})

    def complete(self, text: str, *, limit: int) -> Found:
        """Return what a text may be the beginning of: whatever stands for itself and has its words in a name.

        Raises:
            LimitError: it took too long.
        """
        return self._find(text, _ROWS, {"kind": "", "limit": limit, "offset": 0, "complete": True})

    def samples(self, kinds: Sequence[str]) -> list[Hit]:
        """Return an entry of each kind that has some, as an example to look for: the shortest name of several words.

        Raises:
            LimitError: it took too long.
        """
        question = (
            "SELECT iri, kind, name_de, name_en, '', '', '' FROM entry WHERE kind = ? AND name_de LIKE '_____%'"
            " ORDER BY LENGTH(name_de), id LIMIT 1"
        )
        with self._connection() as connection:
            rows = [row for kind in kinds for row in connection.execute(question, (kind,))]
        return [_hit(row) for row in rows]

    def _find(self, text: str, rows: str, bounds: dict[str, str | int]) -> Found:
        asked = spoken(text[:LONGEST])[:_MOST_WORDS]
        terms = [folded for _, folded in asked]
        with self._connection() as connection:
            found = _ask(connection, terms, "all", rows, bounds)
            if found.counts or not terms:
                return found
            known = (
                word if _is_known(connection, folded) else self._spelling.nearest(folded) for word, folded in asked
            )
            instead = " ".join(dict.fromkeys(word for word in known if word))
            better = words(instead)
            if better == terms:
                return _ask(connection, terms, "any", rows, bounds)
            found = _ask(connection, better, "all", rows, bounds)
            if not found.counts:
                found = _ask(connection, better, "any", rows, bounds)
            return Found(found.terms, found.how, found.counts, found.hits, instead)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection whose questions end in time."""
        deadline = monotonic() + self._time_limit
        problem = f"The search took longer than {self._time_limit:g} seconds; look for longer words."
        try:
            connection = self._idle.get(timeout=self._time_limit)
        except Empty:
            raise LimitError(problem, limit="time_limit") from None
        connection.set_progress_handler(lambda: monotonic() > deadline, _STEPS)
        try:
            yield connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            raise LimitError(problem, limit="time_limit") from error
        finally:
            self._idle.put(connection)


def _opened(path: Path) -> sqlite3.Connection:
    """Open a file for reading; nothing can change what lies there (SQLite, URI filenames: immutable)."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    connection.execute("SELECT COUNT(*) FROM entry")
    return connection


def _is_known(connection: sqlite3.Connection, term: str) -> bool:
    """Tell whether anything is found by a word alone."""
    return bool(_ask(connection, [term], "all", _ROWS, {"kind": "", "limit": 0, "offset": 0}).counts)


def _ask(
    connection: sqlite3.Connection, terms: Sequence[str], how: How, rows: str, bounds: dict[str, str | int]
) -> Found:
    """Look for words."""
    if not terms:
        return Found((), how, (), ())
    joined = " AND " if how == "all" else " OR "
    long, short = ([one for one in terms if (len(one) >= _TRIGRAM) is wanted] for wanted in (True, False))
    beginnings = joined.join(_beginning(one, alone=len(terms) == 1) for one in terms)
    inner = joined.join(f'"{one}"' for one in long) or '""'
    whole = " ".join(terms)
    values = {
        "whole": whole,
        "after": f"{whole}\N{COMBINING LATIN SMALL LETTER X}",
        "names": f"names : ({beginnings})",
        "texts": beginnings,
        "name_parts": f"names : ({inner})",
        "text_parts": inner,
        "identifier": IDENTIFIER + whole,
        "short": joined.join(_beginning(one, alone=False) for one in short),
        "complete": False,
        **bounds,
    }
    condition = "+rowid IN (SELECT rowid FROM words WHERE words MATCH :short)" if short and how == "all" else "TRUE"
    found = _FOUND.format(short=condition)
    counts = tuple((kind, count) for kind, count, _ in connection.execute(found + _COUNTS, values))
    hits = tuple(_hit(row) for row in connection.execute(found + rows, values)) if counts else ()
    return Found(tuple(terms), how, counts, hits)


def _beginning(term: str, *, alone: bool) -> str:
    """Return what matches words that begin with a term (FTS5 §3.3); one letter among others is a word of its own."""
    return f'"{term}"' if len(term) == 1 and not alone else f'"{term}" *'


def _hit(row: tuple[str, ...]) -> Hit:
    iri, kind, name_de, name_en, text_de, text_en, others = row
    texts = {"de": tuple(text_de.split("\n")), "en": tuple(text_en.split("\n"))}
    return Hit(iri, kind, {"de": name_de, "en": name_en}, texts, tuple(others.split("\n")))
