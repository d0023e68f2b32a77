"""Pages that list: things of a kind, vocabularies, shapes, files, questions; and the page of an error."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from bochum_kg.describe import Text, Thing, Words
from bochum_kg.engine.base import Row
from bochum_kg.formats import FORMATS
from bochum_kg.namespaces import DATASET, curie
from bochum_kg.queries import Query
from bochum_kg.web.views.frame import Framed, Pager, frame
from bochum_kg.web.views.words import Reader, Span, date, number, size

__all__ = [
    "SIZE",
    "DownloadsView",
    "ErrorView",
    "Item",
    "ListView",
    "QueriesView",
    "Section",
    "downloads",
    "failure",
    "items",
    "missing",
    "missing_question",
    "questions",
    "things",
]

#: How many things a page of a list shows.
SIZE: Final = 100


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list: a name and a line about it."""

    name: Span
    about: Span


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a list under a heading; without a heading where there is only one."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ListView(Framed):
    """A list of things."""

    lead: str
    count: str
    sections: tuple[Section, ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file to download."""

    name: Span
    format: str
    size: str
    sha256: str


@dataclass(frozen=True)
class DownloadsView(Framed):
    """The files of the release."""

    lead: str
    release: str
    citation: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A prepared query."""

    anchor: str
    title: str
    summary: str
    text: str
    run: Span
    page: str


@dataclass(frozen=True)
class QueriesView(Framed):
    """The prepared queries."""

    lead: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class ErrorView(Framed):
    """What is said instead of a page."""

    text: Span
    near: tuple[Span, ...] = ()


def items(rows: Iterable[Row], reader: Reader) -> tuple[Item, ...]:
    """Read the rows of the query ``pages/list`` as entries, sorted by name."""
    found = [_item(row, reader) for row in rows if "thing" in row]
    return tuple(sorted(found, key=lambda one: sort_key(one.name.text)))


def _item(row: Row, reader: Reader) -> Item:
    name, about = (
        Words.of(**{tag: str(row[key]) for tag in ("de", "en") if (key := f"{start}{tag.title()}") in row})
        for start in ("name", "about")
    )
    origin = [str(row["publisher"])] if "publisher" in row else []
    origin += [date(str(row["date"]), reader.language)] if "date" in row else []
    return Item(reader.thing(Thing(str(row["thing"]), name)), reader.words(about) if about else Span(", ".join(origin)))


_SORTED: Final = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "„": None, "“": None, "»": None, "«": None})


def sort_key(text: str) -> tuple[tuple[int, str], ...]:
    """Return the key that sorts names as a German dictionary does (DIN 5007-1), numbers by value.

    >>> sorted(["Zeche", "Ökologie", "Ort", "2. Konferenz", "10. Konferenz"], key=sort_key)
    ['2. Konferenz', '10. Konferenz', 'Ökologie', 'Ort', 'Zeche']
    """
    parts = re.split(r"(\d+)", text.lower().translate(_SORTED))
    return tuple((int(part), "") if part.isdigit() else (1 << 62, part) for part in parts if part)


def things(  # noqa: PLR0913 - what a list page is made of
    entries: Sequence[Item], reader: Reader, title: str, path: str, *, lead: str = "", page: int = 1, iri: str = ""
) -> ListView:
    """Lay out a page of a list; pages count from 1 and show `SIZE` entries."""
    pages = max(1, -(-len(entries) // SIZE))

    def there(key: str, target: int) -> Span:
        return Span(reader.say(key), reader.href(path, page=str(target) if target > 1 else ""))

    pager = Pager(
        reader.say("page.of", page=page, pages=pages),
        there("page.previous", page - 1) if page > 1 else None,
        there("page.next", page + 1) if page < pages else None,
    )
    return ListView(
        frame=frame(reader, title, path, iri=iri, about=lead, page=str(page) if page > 1 else ""),
        lead=lead,
        count=_count(len(entries), reader),
        sections=(Section("", tuple(entries[(page - 1) * SIZE : page * SIZE])),),
        pager=pager if pages > 1 else None,
    )


def _count(count: int, reader: Reader) -> str:
    """Say how many entries there are."""
    return reader.say("list.one") if count == 1 else reader.say("list.count", count=number(str(count), reader.language))


def downloads(manifest: Mapping[str, Any], release: str, reader: Reader) -> DownloadsView:
    """Lay out the files of a release, as its manifest lists them."""
    day = date(str(manifest["data_date"]), reader.language)
    files = tuple(_file(name, file, reader) for name, file in sorted(manifest["files"].items()))
    title = reader.say("downloads.title")
    return DownloadsView(
        frame=frame(reader, title, "/downloads", about=reader.say("downloads.lead", date=day)),
        lead=reader.say("downloads.lead", date=day),
        release=reader.say("downloads.release", release=release),
        citation=reader.say("downloads.citation", release=release, date=day, iri=str(DATASET)),
        files=files,
    )


def _file(name: str, file: Mapping[str, Any], reader: Reader) -> File:
    known = next((one.title for one in FORMATS if name.endswith(one.suffix)), name.rpartition(".")[2].upper())
    return File(Span(name, f"/downloads/{name}"), known, size(int(file["bytes"]), reader.language), str(file["sha256"]))


def questions(found: Iterable[Query], reader: Reader) -> QueriesView:
    """Lay out the prepared queries."""
    shown = tuple(_question(one, reader) for one in found)
    title, lead = reader.say("queries.title"), reader.say("queries.lead")
    return QueriesView(frame(reader, title, "/queries", about=lead), lead, shown)


def _question(query: Query, reader: Reader) -> Question:
    title = query.titles[reader.language]
    run = Span(reader.say("queries.run.title", title=title), reader.href("/sparql", query=query.body))
    page = reader.href(f"/queries/{query.short_name}")
    return Question(query.short_name, title, query.summaries[reader.language], query.text, run, page)


def missing(path: str, near: Iterable[str], reader: Reader) -> ErrorView:
    """Say that nothing is there, and what may have been meant."""
    spans = tuple(Span(curie(iri), reader.link(iri)) for iri in near)
    text = Span(reader.say("error.404.text", path=path))
    return ErrorView(frame(reader, reader.say("error.404"), "/"), text, spans)


def missing_question(path: str, near: Iterable[Span], reader: Reader) -> ErrorView:
    """Say that there is no such question, and which ones may have been meant."""
    return ErrorView(
        frame(reader, reader.say("error.404"), "/queries"), Span(reader.say("error.404.text", path=path)), tuple(near)
    )


def failure(status: int, path: str, detail: str, reader: Reader) -> ErrorView:
    """Say what went wrong: in the reader's language where there are words for it, else as programs are told."""
    if status == HTTPStatus.NOT_FOUND:
        return missing(path, (), reader)
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        text = Span(reader.say("error.405.text", path=path))
        return ErrorView(frame(reader, reader.say("error.405"), "/"), text)
    said = reader.text(Text(detail, "en"))
    return ErrorView(frame(reader, reader.say("error.title"), "/"), Span(said.text, "", said.lang))
