"""An answer as people read it: a truth value, triples, or a table in which our own things have names."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final, Self

from rdflib import XSD

from bochum_kg import describe
from bochum_kg.engine.base import IRI, Answer, Engine, Form, Term, read_table
from bochum_kg.engine.base import Literal as RdfLiteral
from bochum_kg.errors import EngineError, LimitError
from bochum_kg.formats import JSON
from bochum_kg.namespaces import curie
from bochum_kg.web import urls
from bochum_kg.web.sparql.snippets import Snippet
from bochum_kg.web.views import Framed, Reader

__all__ = ["Answered", "Cell", "Link", "Naming", "content", "naming"]

#: Rows that a page shows; the downloads have them all.
_ROWS: Final = 1_000
_NUMBERS: Final = frozenset(
    str(one)
    for one in (XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.int, XSD.long, XSD.nonNegativeInteger, XSD.short)
)
#: Says what things are called.
Naming = Callable[[Iterable[str]], Mapping[str, describe.Thing]]
_NAMELESS: Final[Mapping[str, describe.Thing]] = MappingProxyType({})

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what it is called."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table.

    Args:
        text: what is shown.
        href: where it leads.
        language: the language of the text, where the term or the name has one.
        datatype: the shortened datatype, where it is not plain text and no number.
        iri: the whole IRI, of an IRI.
        title: the short form of an IRI that is shown by its name.
        number: whether it is a number.
    """

    text: str
    href: str | None = None
    language: str | None = None
    datatype: str | None = None
    iri: str | None = None
    title: str | None = None
    number: bool = False

    @classmethod
    def of(cls, term: Term | None, reader: Reader, names: Mapping[str, describe.Thing] = _NAMELESS) -> Self:
        """Show a term, by its name if there is one; only web addresses and our own things become links.

        >>> Cell.of(IRI("javascript:alert(1)"), Reader("de")).href is None
        True
        """
        if isinstance(term, IRI):
            return cls._of_iri(term.value, reader, names)
        if isinstance(term, RdfLiteral):
            number = term.datatype in _NUMBERS
            plain = number or term.language or term.datatype == str(XSD.string)
            return cls(term.value, None, term.language, None if plain else curie(term.datatype), number=number)
        return cls("" if term is None else str(term))

    @classmethod
    def _of_iri(cls, iri: str, reader: Reader, names: Mapping[str, describe.Thing]) -> Self:
        if thing := names.get(iri):
            named = reader.thing(thing)
            return cls(named.text, named.href or None, named.lang or None, iri=iri, title=curie(iri))
        outside = iri if iri.startswith(("http://", "https://")) else None
        return cls(curie(iri), urls.local(iri) or outside, iri=iri)


@dataclass(frozen=True, kw_only=True)
class Answered(Framed):
    """A page with an answer: a truth value, a table or triples, and how to have it elsewhere."""

    truth: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] | None = None
    summary: str = ""
    graph: str | None = None
    downloads: tuple[Link, ...] = ()
    permalink: Link | None = None
    snippets: tuple[Snippet, ...] = ()

    @property
    def answered(self) -> bool:
        """Tell whether there is an answer."""
        return not (self.truth is None and self.rows is None and self.graph is None)


def naming(engine: Engine) -> Naming:
    """Return what tells how things are called; it knows no names while the engine cannot say them."""
    return partial(_named, engine)


def _named(engine: Engine, iris: Iterable[str]) -> Mapping[str, describe.Thing]:
    try:
        return describe.names(engine, iris)
    except (EngineError, LimitError) as error:
        # An answer can be read without names, and it has been paid for.
        logger.warning("an answer is shown without names: %s", error)
        return _NAMELESS


def content(answer: Answer, reader: Reader, naming: Naming) -> dict[str, Any]:
    """Return the fields that show an answer: a truth value, a table or triples, with names for IRIs."""
    if answer.form is Form.ASK:
        return {"truth": b"true" in answer.body}
    if answer.format is not JSON:
        return {"graph": answer.body.decode()}
    table = read_table(answer, most=_ROWS)
    names = naming(term.value for row in table.rows for term in row.values() if isinstance(term, IRI))
    cells = tuple(tuple(Cell.of(row.get(column), reader, names) for column in table.columns) for row in table.rows)
    key = "sparql.cut" if table.total > _ROWS else "sparql.one" if table.total == 1 else "sparql.all"
    return {"columns": table.columns, "rows": cells, "summary": reader.say(key, count=table.total, shown=_ROWS)}
