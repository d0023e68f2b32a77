"""What every page has: language, title, address, other formats."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bochum_kg.formats import HTML
from bochum_kg.namespaces import curie
from bochum_kg.web import urls
from bochum_kg.web.views import schema
from bochum_kg.web.views.words import Reader, Span

__all__ = ["Frame", "Framed", "Pager", "alternates", "frame", "listing", "pager", "short"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the base template needs of a page.

    Args:
        language: ``de`` or ``en``.
        title: the title, without the name of the site.
        path: path and query of the page, without the language.
        alternates: media type, address and label of each other format.
        keep: the parameter that links within the site carry on, with its question mark; empty if none.
        about: one sentence for search engines.
        schema_org: the page in the words of schema.org.
    """

    language: str
    title: str
    path: str
    alternates: tuple[tuple[str, str, str], ...] = ()
    keep: str = ""
    about: str = ""
    schema_org: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Framed:
    """A page in its frame; every view of ours is one."""

    frame: Frame

    @property
    def language(self) -> str:
        """Return the language of the page."""
        return self.frame.language

    @property
    def title(self) -> str:
        """Return the title of the page."""
        return self.frame.title

    @property
    def path(self) -> str:
        """Return path and query of the page, without the language."""
        return self.frame.path

    @property
    def alternates(self) -> tuple[tuple[str, str, str], ...]:
        """Return media type, address and label of each other format."""
        return self.frame.alternates

    @property
    def keep(self) -> str:
        """Return the parameter that links within the site carry on."""
        return self.frame.keep

    @property
    def about(self) -> str:
        """Return one sentence for search engines."""
        return self.frame.about

    @property
    def schema_org(self) -> Mapping[str, Any]:
        """Return the page in the words of schema.org."""
        return {**self.frame.schema_org, "url": self.path}


@dataclass(frozen=True, slots=True)
class Pager:
    """The pages of a list: which one this is, and the ones beside it."""

    text: str
    previous: Span | None = None
    following: Span | None = None


def pager(page: int, pages: int, reader: Reader, href: Callable[[int], str]) -> Pager | None:
    """Lead from a page of a list to those beside it; None where it is the only one.

    Args:
        page: which it is, counted from 1.
        pages: how many there are.
        reader: who reads.
        href: returns the address of a page.
    """
    if pages == 1:
        return None
    return Pager(
        reader.say("page.of", page=page, pages=pages),
        Span(reader.say("page.previous"), href(page - 1)) if page > 1 else None,
        Span(reader.say("page.next"), href(page + 1)) if page < pages else None,
    )


def alternates(iri: str) -> tuple[tuple[str, str, str], ...]:
    """Return the other formats of the page about an IRI.

    >>> alternates("https://w3id.org/bochum-strategie/id/saeule/wissen")[0]
    ('text/turtle', '/doc/saeule/wissen.ttl', 'Turtle')
    """
    return tuple(
        (one.media_type, urls.href(path), one.title)
        for one in urls.OFFERED
        if one is not HTML and (path := urls.document(iri, one)) is not None
    )


def frame(reader: Reader, title: str, path: str, *, iri: str = "", about: str = "", **parameters: str) -> Frame:
    """Return the frame of a page; ``parameters`` are those of its address besides the language."""
    keep = f"?lang={reader.lang}" if reader.lang else ""
    address = urls.href(path, **parameters)
    data = schema.page(title, about, reader.language)
    return Frame(reader.language, title, address, alternates(iri) if iri else (), keep, about, data)


def listing(framed: Frame, entries: Iterable[Span]) -> Frame:
    """Return the frame of a page that lists things."""
    listed = schema.collection(framed.schema_org, ((one.text, one.href) for one in entries))
    return replace(framed, schema_org=listed)


def short(iri: str) -> str:
    """Return the short form of an IRI, or nothing where there is none."""
    name = curie(iri)
    return "" if name == iri else name
