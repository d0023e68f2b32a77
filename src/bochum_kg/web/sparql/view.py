"""The endpoint as a page: a form, and the answer as a table that needs no script."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Self
from urllib.parse import urlencode

from bochum_kg import queries
from bochum_kg.engine.base import IRI, Answer, Form, Term, read_table
from bochum_kg.engine.base import Literal as RdfLiteral
from bochum_kg.formats import GRAPH_FORMATS, JSON, RESULTS_FORMATS
from bochum_kg.namespaces import PREFIXES, curie
from bochum_kg.web import urls
from bochum_kg.web.problems import Problem
from bochum_kg.web.sparql.snippets import Snippet, snippets
from bochum_kg.web.views import Frame, Framed, Reader, Span
from bochum_kg.web.views.frame import frame

__all__ = ["Answered", "Cell", "Link", "SparqlView", "content"]

#: Rows that a page shows; the downloads have them all.
_ROWS: Final = 1_000
#: What a form without a query begins with.
_EXAMPLE: Final = f"""PREFIX rdfs: <{PREFIXES["rdfs"]}>
PREFIX skos: <{PREFIXES["skos"]}>
PREFIX strat: <{PREFIXES["strat"]}>

SELECT ?thing ?name WHERE {{
  ?thing a strat:CoreActivity ; skos:prefLabel ?name .
  FILTER(LANG(?name) = "%s")
}}
ORDER BY ?name
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Link:
    """An address and what it is called."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A term in a table: its text, where it leads, its language and its datatype."""

    text: str
    href: str | None = None
    language: str | None = None
    datatype: str | None = None

    @classmethod
    def of(cls, term: Term | None, names: Mapping[str, Span] = MappingProxyType({})) -> Self:
        """Show a term, by its name if there is one; only web addresses and our own things become links.

        >>> Cell.of(IRI("javascript:alert(1)")).href is None
        True
        """
        if isinstance(term, IRI):
            if named := names.get(term.value):
                return cls(named.text, named.href or None, named.lang or None)
            ours = urls.local(term.value)
            outside = term.value if term.value.startswith(("http://", "https://")) else None
            return cls(curie(term.value), ours or outside)
        if isinstance(term, RdfLiteral):
            datatype = None if term.language or term.datatype.endswith("#string") else curie(term.datatype)
            return cls(term.value, None, term.language, datatype)
        return cls("" if term is None else str(term))


@dataclass(frozen=True, kw_only=True)
class Answered(Framed):
    """A page with an answer: a truth value, a table or triples, and how to have it elsewhere."""

    truth: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] | None = None
    summary: str = ""
    graph: str | None = None
    downloads: tuple[Link, ...] = ()
    permalink: str = ""
    snippets: tuple[Snippet, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SparqlView(Answered):
    """What the template of the endpoint shows."""

    query: str
    error: str | None = None
    line: int | None = None
    line_text: str | None = None
    examples: tuple[Link, ...] = ()
    question: Link | None = None
    sentence: str = ""

    @classmethod
    def form(cls, reader: Reader) -> Self:
        """Show the form with an example, and where the description is."""
        path = "/sparql"
        alternates = tuple((one.media_type, f"{path}?format={one.name}", one.title) for one in GRAPH_FORMATS)
        return cls(
            _frame(reader, path, alternates), query=_EXAMPLE % reader.language, examples=_examples(reader.language)
        )

    @classmethod
    def failure(cls, reader: Reader, query: str, problem: Problem) -> Self:
        """Show the form with the query, what is wrong with it, and where."""
        line = problem.members.get("line")
        lines = query.splitlines()
        return cls(
            _frame(reader, _address(query), ()),
            query=query,
            error=problem.detail,
            line=line,
            line_text=lines[line - 1] if line and line <= len(lines) else None,
            examples=_examples(reader.language),
        )

    @classmethod
    def answer(
        cls,
        reader: Reader,
        query: str,
        answer: Answer,
        *,
        dataset: tuple[tuple[str, str], ...] = (),
        address: str,
    ) -> Self:
        """Show the form with the query, and the answer with its downloads; ``address`` is that of the service."""
        formats = RESULTS_FORMATS if answer.form in {Form.SELECT, Form.ASK} else GRAPH_FORMATS
        alternates = tuple(
            (one.media_type, _address(query, *dataset, ("format", one.name)), one.title) for one in formats
        )
        return cls(
            _frame(reader, _address(query, *dataset), alternates),
            query=query,
            downloads=tuple(Link(href, title) for _, href, title in alternates),
            permalink=address + _address(query, *dataset),
            snippets=snippets(_endpoint(address, dataset), query, answer.form),
            **_question(query, reader),
            **content(answer, reader),
        )


def _address(query: str, *parameters: tuple[str, str]) -> str:
    return f"/sparql?{urlencode([('query', query), *parameters])}"


def _endpoint(address: str, dataset: tuple[tuple[str, str], ...]) -> str:
    return f"{address}/sparql" + (f"?{urlencode(dataset)}" if dataset else "")


def _frame(reader: Reader, path: str, alternates: tuple[tuple[str, str, str], ...]) -> Frame:
    return replace(frame(reader, reader.say("sparql.title"), "/sparql"), path=path, alternates=alternates)


@cache
def _examples(language: str) -> tuple[Link, ...]:
    """Return the competency questions, which each say in their title what they ask."""
    found = (queries.read(name) for name in queries.names())
    return tuple(Link(_address(query.body, ("lang", language)), query.titles[language]) for query in found)


@cache
def _saved() -> Mapping[str, queries.Query]:
    """Return the competency questions by their text."""
    return {query.body: query for query in map(queries.read, queries.names())}


def _question(query: str, reader: Reader) -> dict[str, Any]:
    """Return the fields that tell what a query asks, if it is one of the prepared questions."""
    found = _saved().get(queries.body_of(query))
    if found is None:
        return {}
    link = Link(reader.href(f"/queries/{found.short_name}"), found.titles[reader.language])
    return {"question": link, "sentence": found.summaries[reader.language]}


def content(answer: Answer, reader: Reader, names: Mapping[str, Span] = MappingProxyType({})) -> dict[str, Any]:
    """Return the fields that show an answer: a truth value, a table or triples, with names for IRIs."""
    if answer.form is Form.ASK:
        return {"truth": b"true" in answer.body}
    if answer.format is not JSON:
        return {"graph": answer.body.decode()}
    table = read_table(answer, most=_ROWS)
    cells = tuple(tuple(Cell.of(row.get(column), names) for column in table.columns) for row in table.rows)
    key = "sparql.cut" if table.total > _ROWS else "sparql.one" if table.total == 1 else "sparql.all"
    return {"columns": table.columns, "rows": cells, "summary": reader.say(key, count=table.total, shown=_ROWS)}
