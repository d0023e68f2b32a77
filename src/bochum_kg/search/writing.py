"""The index as a file: an SQLite database with the words of everything, and with every three letters of them."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from typing import Final

from rdflib.graph import _TripleType

from bochum_kg.namespaces import curie
from bochum_kg.search.entries import Entry, entries, name
from bochum_kg.search.folding import fold, words

__all__ = ["FILE", "IDENTIFIER", "write"]

#: The name of the index in a release.
FILE: Final = "search.sqlite"

#: What the IRIs among the names begin with.
IDENTIFIER: Final = "= "

#: ``words`` finds whole words and how they begin, ``parts`` what lies within them (FTS5 §4.3.4: three letters or more).
#: Neither keeps the text, which ``entry`` shows; both read it folded.
_SCHEMA: Final = """
CREATE TABLE entry (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, kind TEXT NOT NULL,
  name_de TEXT NOT NULL, name_en TEXT NOT NULL, text_de TEXT NOT NULL, text_en TEXT NOT NULL,
  other_de TEXT NOT NULL, other_en TEXT NOT NULL, other TEXT NOT NULL
);
CREATE TABLE name (folded TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (folded, entry)) WITHOUT ROWID;
CREATE TABLE term (folded TEXT PRIMARY KEY, word TEXT NOT NULL, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (names, texts, content = '', prefix = '2 3', tokenize = 'unicode61');
CREATE VIRTUAL TABLE parts USING fts5 (names, texts, content = '', tokenize = 'trigram');
"""
#: Where the header of a database says which SQLite wrote it (SQLite file format §1.2).
_WRITER: Final = slice(96, 100)
#: Letters of a word that may stand for a misspelt one.
_SPELT: Final = range(4, 41)


def write(triples: Iterable[_TripleType]) -> bytes:
    """Return the index over triples; the same triples give the same bytes, but for changes of SQLite's format."""
    found = sorted(entries(triples), key=lambda one: (fold(name(one.names, "de")), one.iri))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        database.executescript(_SCHEMA)
        database.execute("BEGIN")
        database.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _rows(found))
        database.executemany("INSERT OR IGNORE INTO name VALUES (?, ?)", _names(found))
        database.executemany("INSERT INTO term VALUES (?, ?, ?)", _terms(found))
        for table in ("words", "parts"):
            database.executemany(f"INSERT INTO {table} (rowid, names, texts) VALUES (?, ?, ?)", _folded(found))  # noqa: S608 - two names of ours
            database.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608 - as above
        database.execute("COMMIT")
        database.execute("VACUUM")
        content = bytearray(database.serialize())
    content[_WRITER] = bytes(4)
    return bytes(content)


def _called(entry: Entry) -> tuple[str, ...]:
    """Return all names, the last part of the IRI at the end."""
    others = (name for by in entry.others.values() for name in by)
    return (*entry.names.values(), *others, entry.slug)


def _rows(found: Iterable[Entry]) -> Iterator[tuple[object, ...]]:
    for number, one in enumerate(found, 1):
        names = [one.names.get(language, one.names.get("", "")) for language in ("de", "en")]
        texts = ["\n".join(one.texts[language]) for language in ("de", "en")]
        others = ["\n".join(one.others.get(language, ())) for language in ("de", "en", "")]
        yield number, one.iri, one.kind, *names, *texts, *others


def _names(found: Iterable[Entry]) -> Iterator[tuple[str, int]]:
    """Yield every name by which an entry is meant; IRIs are marked, since nobody types the beginning of one."""
    for number, one in enumerate(found, 1):
        for called in _called(one):
            yield " ".join(words(called)), number
        for identifier in (one.iri, curie(one.iri)):
            yield IDENTIFIER + " ".join(words(identifier)), number


def _folded(found: Iterable[Entry]) -> Iterator[tuple[int, str, str]]:
    for number, one in enumerate(found, 1):
        names = dict.fromkeys(_called(one))
        texts = dict.fromkeys(text for language in sorted(one.texts) for text in one.texts[language])
        yield number, " ".join(words(" ".join(names))), " ".join(words(" ".join(texts)))


def _terms(found: Iterable[Entry]) -> list[tuple[str, str, int]]:
    """Count the words that a misspelt one may stand for, each in the spelling that is the most frequent."""
    spellings: dict[str, Counter[str]] = {}
    for one in found:
        for text in (*_called(one)[:-1], *(text for by in one.texts.values() for text in by)):
            for word in _spellings(text):
                spellings.setdefault(fold(word), Counter())[word] += 1
    return [
        (folded, min(by, key=lambda word: (-by[word], word)), by.total())
        for folded, by in sorted(spellings.items())
        if len(folded) in _SPELT
    ]


def _spellings(text: str) -> Iterator[str]:
    """Yield the words of a text as they are written."""
    letters = "".join(letter if letter.isalpha() else " " for letter in text)
    yield from letters.split()
