"""Pages that list: things of a kind, vocabularies, shapes, questions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bochum_kg.describe import Thing, Words
from bochum_kg.engine.base import Row
from bochum_kg.queries import Query
from bochum_kg.web.views.frame import Framed, Pager, frame, listing, pager
from bochum_kg.web.views.words import Reader, Span, date, entries_count

__all__ = [
    "SIZE",
    "Item",
    "ListView",
    "QueriesView",
    "Section",
    "items",
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

    def there(target: int) -> str:
        return reader.href(path, page=str(target) if target > 1 else "")

    shown = tuple(entries[(page - 1) * SIZE : page * SIZE])
    framed = frame(reader, title, path, iri=iri, about=lead, page=str(page) if page > 1 else "")
    return ListView(
        frame=listing(framed, (one.name for one in shown)),
        lead=lead,
        count=entries_count(len(entries), reader),
        sections=(Section("", shown),),
        pager=pager(page, pages, reader, there),
    )


def questions(found: Iterable[Query], reader: Reader) -> QueriesView:
    """Lay out the prepared queries."""
    shown = tuple(_question(one, reader) for one in found)
    title, lead = reader.say("nav.queries"), reader.say("queries.lead")
    framed = frame(reader, title, "/queries", about=lead)
    return QueriesView(listing(framed, (Span(one.title, one.page) for one in shown)), lead, shown)


def _question(query: Query, reader: Reader) -> Question:
    title = query.titles[reader.language]
    run = Span(reader.say("queries.run.title", title=title), reader.href("/sparql", query=query.body))
    page = reader.href(f"/queries/{query.short_name}")
    return Question(query.short_name, title, query.summaries[reader.language], query.text, run, page)
