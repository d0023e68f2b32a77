"""What the page of the search shows: results by kind, with the words found in their surroundings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bochum_kg.namespaces import LANGUAGES
from bochum_kg.search import LONGEST, Found, Hit, Piece, mark
from bochum_kg.web.views import KINDS, Framed, Pager, Reader, Span, number, schema
from bochum_kg.web.views.frame import frame, pager

__all__ = ["EACH", "SIZE", "Result", "SearchView", "Wish", "kind_name", "page_view", "result"]

#: Results of a kind beside others, and on a page of one kind.
EACH: Final = 5
SIZE: Final = 20
#: Characters of a name, and of the text around the words found.
_NAME: Final = 160
_TEXT: Final = 220


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for: the text, the kind or all of them, the page of its list, and for whom."""

    query: str
    kind: str
    page: int
    reader: Reader

    def href(self, *, kind: str = "", page: int = 1) -> str:
        """Return the page that shows a kind, or all."""
        return self.reader.href("/search", q=self.query, kind=kind, page=str(page) if page > 1 else "")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in pieces, and its language where it is not that of the page."""

    pieces: tuple[Piece, ...] = ()
    lang: str = ""

    @property
    def text(self) -> str:
        """Return the text."""
        return "".join(one.text for one in self.pieces)

    @property
    def is_found(self) -> bool:
        """Tell whether it holds what was looked for."""
        return any(one.found for one in self.pieces)


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found."""

    iri: str
    kind: str
    href: str
    name: Marked
    text: Marked


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind to choose: its name, how much there is, and whether it is the one that is shown."""

    name: Span
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The results of a kind, and where the others are."""

    anchor: str
    heading: str
    count: str
    results: tuple[Result, ...]
    more: Span | None = None


@dataclass(frozen=True)
class SearchView(Framed):
    """The form, and what was found."""

    query: str
    longest: int
    summary: str = ""
    note: str = ""
    facets: tuple[Facet, ...] = ()
    sections: tuple[Section, ...] = ()
    pager: Pager | None = None
    examples: tuple[Span, ...] = ()
    data: str = ""


def kind_name(kind: str, reader: Reader) -> str:
    """Return what a kind is called; a folder without a name of its own is called what it is.

    >>> kind_name("ort", Reader("en")), kind_name("vocab", Reader("en"))
    ('Places', 'Concepts')
    """
    if kind in KINDS:
        return reader.say(KINDS[kind].key)
    return reader.say(f"search.kind.{kind}") if kind in {"meilenstein", "detail", "vocab", "def", "shapes"} else kind


def page_view(wish: Wish, found: Found | None, examples: Sequence[Hit]) -> SearchView:
    """Lay out the page.

    Args:
        wish: what is looked for; without a text the form alone is shown.
        found: what was found; None where nothing was looked for.
        examples: what might be looked for, where nothing was or nothing was found.
    """
    reader, query = wish.reader, wish.query
    title = reader.say("search.title.query", query=query) if query else reader.say("search.title")
    page = str(wish.page) if wish.page > 1 else ""
    shown = frame(reader, title, "/search", about=reader.say("search.lead"), q=query, kind=wish.kind, page=page)
    if found is None or not found.total:
        summary = reader.say("search.none", query=query) if found else ""
        return SearchView(shown, query, LONGEST, summary, examples=tuple(_example(one, reader) for one in examples))
    count = dict(found.counts).get(wish.kind, 0) if wish.kind else found.total
    sections = tuple(_sections(wish, found))
    hits = [(one.name.text, one.href) for section in sections for one in section.results]
    return SearchView(
        replace(shown, schema_org=schema.results(shown.schema_org, hits)),
        query,
        LONGEST,
        _summary(count, wish, found),
        _note(wish, found),
        tuple(_facets(wish, found)),
        sections,
        _pager(wish, count) if wish.kind else None,
        data=reader.href("/search.json", q=query, kind=wish.kind),
    )


def _summary(count: int, wish: Wish, found: Found) -> str:
    shown = found.instead or wish.query
    if count == 1:
        return wish.reader.say("search.one", query=shown)
    return wish.reader.say("search.count", count=_number(count, wish.reader), query=shown)


def _note(wish: Wish, found: Found) -> str:
    """Say how the question was read, where that is not as it stands."""
    reader = wish.reader
    notes = [reader.say("search.instead", query=wish.query, instead=found.instead)] if found.instead else []
    notes += [reader.say("search.any")] if found.how == "any" else []
    return " ".join(notes)


def _facets(wish: Wish, found: Found) -> Iterator[Facet]:
    reader = wish.reader
    yield Facet(Span(reader.say("search.all"), wish.href()), _number(found.total, reader), chosen=not wish.kind)
    for kind, count in found.counts:
        name = Span(kind_name(kind, reader), wish.href(kind=kind))
        yield Facet(name, _number(count, reader), chosen=kind == wish.kind)


def _sections(wish: Wish, found: Found) -> Iterator[Section]:
    reader = wish.reader
    for kind, count in found.counts:
        results = tuple(result(hit, found.terms, reader) for hit in found.hits if hit.kind == kind)
        if not results:
            continue
        name, size = kind_name(kind, reader), _number(count, reader)
        more = Span(reader.say("search.more", count=size, name=name), wish.href(kind=kind))
        yield Section(f"kind-{kind}", name, size, results, more if count > EACH and not wish.kind else None)


def _number(count: int, reader: Reader) -> str:
    return number(str(count), reader.language)


def _pager(wish: Wish, count: int) -> Pager | None:
    pages = max(1, -(-count // SIZE))
    return pager(wish.page, pages, wish.reader, lambda page: wish.href(kind=wish.kind, page=page))


def _example(hit: Hit, reader: Reader) -> Span:
    name = hit.names[reader.language] or hit.names["de"]
    return Span(name, reader.href("/search", q=name))


def result(hit: Hit, terms: Sequence[str], reader: Reader) -> Result:
    """Lay out what was found, with the words that were looked for where they stand: in the reader's language or not."""
    names = [(hit.names[language], language) for language in _languages(reader) if hit.names[language]]
    name = _marked(*names[0], terms, reader, _NAME) if names else Marked((Piece(hit.iri),))
    own, other = _languages(reader)
    candidates = [
        *((text, own) for text in hit.texts[own]),
        *((text, "") for language in (own, "") for text in hit.others[language]),
        *(names[1:]),
        *((text, other) for text in (*hit.others[other], *hit.texts[other])),
    ]
    return Result(hit.iri, hit.kind, reader.link(hit.iri), name, _text(candidates, terms, reader, name))


def _languages(reader: Reader) -> tuple[str, str]:
    """Return the reader's language and the other one."""
    own, other = sorted(LANGUAGES, key=lambda one: one != reader.language)
    return own, other


def _text(candidates: Iterable[tuple[str, str]], terms: Sequence[str], reader: Reader, name: Marked) -> Marked:
    """Return the first text that holds what was looked for, or else the first one in the reader's language.

    One in the other language is only worth showing where the name does not hold it.
    """
    marked = [_marked(text, language, terms, reader, _TEXT) for text, language in candidates if text]
    found = next((one for one in marked if one.is_found), None)
    if found and not (found.lang and name.is_found):
        return found
    return next((one for one in marked if not one.lang), Marked())


def _marked(text: str, language: str, terms: Sequence[str], reader: Reader, most: int) -> Marked:
    return Marked(mark(text, terms, most=most), language if language not in {reader.language, ""} else "")
