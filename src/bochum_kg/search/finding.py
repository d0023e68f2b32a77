"""Asking the index: bounded questions on a few connections that only read."""

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from queue import Empty, LifoQueue
from time import monotonic
from typing import Final

from bochum_kg.errors import LimitError, ReleaseError
from bochum_kg.search.entries import MINOR, ORDER, TERMS
from bochum_kg.search.folding import spoken, words
from bochum_kg.search.question import How, Question
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
#: How many ranks a kind goes after the others: concepts, and what is minor.
_AFTER: Final = {"vocab": 2, **dict.fromkeys(MINOR, 4)}
_KINDS: Final = {kind: number for number, kind in enumerate(ORDER)}
_COLUMNS: Final = "iri, kind, name_de, name_en, text_de, text_en, other_de, other_en, other"
_SHOWN: Final = f"SELECT {_COLUMNS} FROM entry WHERE id = ?"  # noqa: S608 - names of ours
_NAMED: Final = f"SELECT {_COLUMNS} FROM entry JOIN name ON entry = id WHERE folded = ? AND iri = ?"  # noqa: S608 - as above
_KNOWN: Final = (
    "SELECT EXISTS (SELECT 1 FROM words WHERE words MATCH :texts)"
    " OR EXISTS (SELECT 1 FROM parts WHERE parts MATCH :text_parts)"
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is known of an entry without reading it."""

    kind: str
    length: int


#: Which of the entries that were found are shown.
_Choice = Callable[[Sequence[int]], Iterable[int]]
#: Which entries count at all.
_Admission = Callable[[_Kept], bool]
#: What an entry is ordered by.
_Key = tuple[int, float, int, int, int, int]


def _all(_: _Kept) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found: its name, what is said of it, and what else it is called, each by language."""

    iri: str
    kind: str
    names: Mapping[str, str]
    texts: Mapping[str, tuple[str, ...]]
    others: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Args:
        terms: the words that were looked for, folded.
        how: whether all of them or any of them had to be there.
        counts: how much there is of each kind, the kind of the best one first.
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
                kept = connection.execute("SELECT id, kind, LENGTH(name_de) FROM entry")
                self._kept = {number: _Kept(kind, length) for number, kind, length in kept}
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

        def choose(found: Sequence[int]) -> Iterable[int]:
            chosen = [one for one in found if not kind or self._kept[one].kind == kind]
            return chosen[offset : offset + limit]

        return self._find(text, choose)

    def overview(self, text: str, *, each: int) -> Found:
        """Return the best of each kind for a text, so many at most.

        Raises:
            LimitError: it took too long.
        """

        def choose(found: Sequence[int]) -> Iterator[int]:
            left = defaultdict[str, int](lambda: each)
            for one in found:
                left[self._kept[one].kind] -= 1
                if left[self._kept[one].kind] >= 0:
                    yield one

        return self._find(text, choose)

    def complete(self, text: str, *, limit: int) -> Found:
        """Return what a text may be the beginning of: whatever stands for itself and has all its words in a name.

        Raises:
            LimitError: it took too long.
        """
        part = slice(limit)
        found = self._find(text, lambda found: found[part], names=True, admits=lambda kept: kept.kind not in MINOR)
        return found if found.how == "all" else replace(found, counts=(), hits=())

    def named(self, text: str, *, kinds: Collection[str], limit: int, offset: int = 0) -> Found:
        """Return what a name may stand for: whatever is of some kinds and has its words in a name.

        Raises:
            LimitError: it took too long.
        """
        part = slice(offset, offset + limit)
        return self._find(text, lambda found: found[part], names=True, admits=lambda kept: kept.kind in kinds)

    def entry(self, iri: str) -> Hit | None:
        """Return the entry of an IRI, if there is one.

        Raises:
            LimitError: it took too long.
        """
        with self._connection() as connection:
            row = connection.execute(_NAMED, (IDENTIFIER + " ".join(words(iri)), iri)).fetchone()
        return _hit(row) if row else None

    def samples(self, kinds: Sequence[str]) -> list[Hit]:
        """Return an entry of each kind that has some, as an example to look for: the shortest name of several words.

        Raises:
            LimitError: it took too long.
        """
        question = (
            "SELECT iri, kind, name_de, name_en, '', '', '', '', '' FROM entry WHERE kind = ? AND name_de LIKE '_____%'"
            " ORDER BY LENGTH(name_de), id LIMIT 1"
        )
        with self._connection() as connection:
            rows = [row for kind in kinds for row in connection.execute(question, (kind,))]
        return [_hit(row) for row in rows]

    def _find(self, text: str, choose: _Choice, *, names: bool = False, admits: _Admission = _all) -> Found:
        """Look for the words of a text as they are, then for near ones, then for any of them."""
        asked = spoken(text[:LONGEST])[:_MOST_WORDS]
        terms = [folded for _, folded in asked]
        if not terms:
            return Found((), "all", (), ())
        with self._connection() as connection:
            ask = partial(self._ask, connection, choose=choose, admits=admits)
            found = ask(Question(tuple(terms), "all", names))
            if found.counts:
                return found
            known = (
                word if _is_known(connection, folded) else self._spelling.nearest(folded) for word, folded in asked
            )
            instead = " ".join(dict.fromkeys(word for word in known if word))
            better = tuple(words(instead))
            if better == found.terms:
                return ask(Question(better, "any", names))
            if better:
                found = ask(Question(better, "all", names))
            if better and not found.counts:
                found = ask(Question(better, "any", names))
            return replace(found, instead=instead)

    def _ask(self, connection: sqlite3.Connection, question: Question, *, choose: _Choice, admits: _Admission) -> Found:
        """Ask for each place in turn, and keep the best one of each entry."""
        best: dict[int, _Key] = {}
        for number, (rank, text) in enumerate(question.places):
            for entry, score in connection.execute(text, question.values):
                if entry not in best and admits(self._kept[entry]):
                    best[entry] = self._key(entry, rank, number, score)
        ordered = sorted(best, key=best.__getitem__)
        counts = Counter(self._kept[entry].kind for entry in ordered)
        hits = tuple(_hit(connection.execute(_SHOWN, (entry,)).fetchone()) for entry in choose(ordered))
        return Found(question.terms, question.how, tuple(counts.items()), hits)

    def _key(self, entry: int, rank: int, number: int, score: float) -> _Key:
        """Order by rank, score, kind, place and length of the name; a term called so goes first as things do."""
        kept = self._kept[entry]
        after = 0 if not rank and kept.kind in TERMS else _AFTER.get(kept.kind, 0)
        return rank + after, score, _KINDS.get(kept.kind, len(_KINDS)), number, kept.length, entry

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
    return bool(connection.execute(_KNOWN, Question((term,), "all").values).fetchone()[0])


def _hit(row: tuple[str, ...]) -> Hit:
    iri, kind, name_de, name_en, *lines = row
    text_de, text_en, *others = (tuple(one.split("\n")) if one else () for one in lines)
    spoken = dict(zip(("de", "en", ""), others, strict=True))
    return Hit(iri, kind, {"de": name_de, "en": name_en}, {"de": text_de, "en": text_en}, spoken)
