"""The endpoint as a page: a form, and the answer as a table that needs no script."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, Self
from urllib.parse import urlencode

from bochum_kg import queries
from bochum_kg.engine.base import Answer, Form
from bochum_kg.formats import GRAPH_FORMATS, RESULTS_FORMATS, Format
from bochum_kg.namespaces import PREFIXES
from bochum_kg.web.problems import Problem
from bochum_kg.web.sparql.answer import Answered, Link, Naming, content
from bochum_kg.web.sparql.snippets import snippets
from bochum_kg.web.views import Frame, Reader, Span, detail, explanation
from bochum_kg.web.views.frame import frame

__all__ = ["Example", "Examples", "SparqlView"]

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
class Example:
    """A prepared question: what it asks, its page, and the address under which it is open here."""

    title: str
    page: str
    edit: str


@dataclass(frozen=True, slots=True)
class Examples:
    """The prepared questions on a topic."""

    topic: str
    entries: tuple[Example, ...]


@dataclass(frozen=True, kw_only=True)
class SparqlView(Answered):
    """What the template of the endpoint shows."""

    query: str
    dataset: tuple[tuple[str, str], ...] = ()
    error: str = ""
    detail: Span | None = None
    line: int | None = None
    column: int | None = None
    line_text: str | None = None
    examples: tuple[Examples, ...] = ()
    question: Link | None = None
    sentence: str = ""

    @classmethod
    def form(cls, reader: Reader) -> Self:
        """Show the form with an example, and where the description is."""
        path = "/sparql"
        alternates = tuple((one.media_type, f"{path}?format={one.name}", one.title) for one in GRAPH_FORMATS)
        return cls(_frame(reader, path, alternates), query=_example(reader), examples=_examples(reader))

    @classmethod
    def failure(
        cls, reader: Reader, query: str, problem: Problem, *, dataset: tuple[tuple[str, str], ...] = ()
    ) -> Self:
        """Show the form with the query, what is wrong with it, and where."""
        line = problem.members.get("line")
        lines = query.split("\n")
        return cls(
            _frame(reader, _address(query, *dataset), ()),
            query=query,
            dataset=dataset,
            error=explanation(problem, reader, path="/sparql"),
            detail=detail(problem, reader),
            line=line,
            column=problem.members.get("column"),
            line_text=lines[line - 1] if line and line <= len(lines) else None,
            examples=_examples(reader),
        )

    @classmethod
    def answer(  # noqa: PLR0913 - what a page with an answer is made of
        cls,
        reader: Reader,
        query: str,
        answer: Answer,
        *,
        naming: Naming,
        dataset: tuple[tuple[str, str], ...] = (),
        address: str,
    ) -> Self:
        """Show the form with the query, and the answer with its downloads; ``address`` is that of the service."""
        alternates = _alternates(query, answer.form, dataset)
        path = _address(query, *dataset)
        return cls(
            _frame(reader, path, alternates),
            query=query,
            dataset=dataset,
            examples=_examples(reader),
            **_elsewhere(query, answer.form, dataset, address, alternates),
            **_question(query, reader),
            **content(answer, reader, naming),
        )

    @classmethod
    def code(
        cls, reader: Reader, query: str, form: Form, *, dataset: tuple[tuple[str, str], ...] = (), address: str
    ) -> Self:
        """Show the form with the query, and how to ask it elsewhere, without asking it."""
        alternates = _alternates(query, form, dataset)
        return cls(
            _frame(reader, f"/sparql/code?{urlencode([('query', query), *dataset])}", ()),
            query=query,
            dataset=dataset,
            examples=_examples(reader),
            **_elsewhere(query, form, dataset, address, alternates),
        )


def _alternates(query: str, form: Form, dataset: Iterable[tuple[str, str]]) -> tuple[tuple[str, str, str], ...]:
    """Return media type, address and label of each format that an answer comes in."""
    formats: tuple[Format, ...] = RESULTS_FORMATS if form in {Form.SELECT, Form.ASK} else GRAPH_FORMATS
    return tuple((one.media_type, _address(query, *dataset, ("format", one.name)), one.title) for one in formats)


def _elsewhere(
    query: str,
    form: Form,
    dataset: tuple[tuple[str, str], ...],
    address: str,
    alternates: tuple[tuple[str, str, str], ...],
) -> dict[str, Any]:
    """Return the fields that tell how to have an answer in other formats and programs."""
    path = _address(query, *dataset)
    return {
        "downloads": tuple(Link(href, title) for _, href, title in alternates),
        "permalink": Link(path, address + path),
        "snippets": snippets(_endpoint(address, dataset), query, form),
    }


def _address(query: str, *parameters: tuple[str, str]) -> str:
    return f"/sparql?{urlencode([('query', query), *parameters])}"


def _endpoint(address: str, dataset: tuple[tuple[str, str], ...]) -> str:
    return f"{address}/sparql" + (f"?{urlencode(dataset)}" if dataset else "")


def _frame(reader: Reader, path: str, alternates: tuple[tuple[str, str, str], ...]) -> Frame:
    return replace(frame(reader, reader.say("nav.sparql"), "/sparql"), path=path, alternates=alternates)


def _example(reader: Reader) -> str:
    return _EXAMPLE % reader.language


@cache
def _examples(reader: Reader) -> tuple[Examples, ...]:
    """Return the competency questions, which each say in their title what they ask, by topic."""
    found = tuple(map(queries.read, queries.names()))
    groups = {topic: tuple(one for one in found if one.topic == topic) for topic in queries.TOPICS}
    return tuple(
        Examples(queries.TOPICS[topic][reader.language], tuple(_listed(one, reader) for one in ones))
        for topic, ones in groups.items()
    )


def _listed(query: queries.Query, reader: Reader) -> Example:
    page = reader.href(f"/queries/{query.short_name}")
    return Example(query.titles[reader.language], page, _address(query.body, ("lang", reader.language)))


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
