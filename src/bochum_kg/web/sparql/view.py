"""The endpoint as a page: a form, and the answer as a table that needs no script."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import dropwhile
from typing import Any, Final, Self
from urllib.parse import urlencode

from bochum_kg import queries
from bochum_kg.engine.base import IRI, Answer, Form, Term, read_table
from bochum_kg.engine.base import Literal as RdfLiteral
from bochum_kg.formats import GRAPH_FORMATS, JSON, RESULTS_FORMATS
from bochum_kg.namespaces import PREFIXES, curie
from bochum_kg.web import urls
from bochum_kg.web.problems import Problem

__all__ = ["Cell", "Link", "Reader", "SparqlView"]

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
_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("SPARQL-Abfrage", "SPARQL query"),
    "intro": (
        "Eine Frage an den Graphen in SPARQL 1.1. Die Adresse der Seite enthält sie und lässt sich weitergeben.",
        "A question to the graph in SPARQL 1.1. The address of the page holds it and can be passed on.",
    ),
    "query": ("Abfrage", "Query"),
    "run": ("Abfrage ausführen", "Run query"),
    "answer": ("Antwort", "Answer"),
    "error": ("Das ging nicht", "That did not work"),
    "line": ("Zeile", "Line"),
    "yes": ("Ja", "Yes"),
    "no": ("Nein", "No"),
    "none": ("Die Abfrage hat keine Ergebnisse.", "The query has no results."),
    "downloads": ("Antwort herunterladen", "Download the answer"),
    "examples": ("Beispiele", "Examples"),
    "description": ("Beschreibung des Endpunkts", "Description of the endpoint"),
}
_ALL: Final = ("{0} Zeilen", "{0} rows")
_CUT: Final = (
    "Die ersten {1} von {0} Zeilen; die Downloads enthalten alle.",
    "The first {1} of {0} rows; the downloads hold all.",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: in which language, and whether the address says so."""

    language: str
    chosen: bool = False


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
    def of(cls, term: Term | None) -> Self:
        """Show a term; only web addresses and our own things become links.

        >>> Cell.of(IRI("javascript:alert(1)")).href is None
        True
        """
        if isinstance(term, IRI):
            ours = urls.local(term.value)
            outside = term.value if term.value.startswith(("http://", "https://")) else None
            return cls(curie(term.value), ours or outside)
        if isinstance(term, RdfLiteral):
            datatype = None if term.language or term.datatype.endswith("#string") else curie(term.datatype)
            return cls(term.value, None, term.language, datatype)
        return cls("" if term is None else str(term))


@dataclass(frozen=True, slots=True)
class SparqlView:
    """What the template of the endpoint shows."""

    language: str
    title: str
    path: str
    alternates: tuple[tuple[str, str, str], ...]
    keep: str
    texts: Mapping[str, str]
    query: str
    error: str | None = None
    line: int | None = None
    line_text: str | None = None
    truth: bool | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] | None = None
    summary: str = ""
    graph: str | None = None
    downloads: tuple[Link, ...] = ()
    examples: tuple[Link, ...] = ()

    @classmethod
    def form(cls, reader: Reader) -> Self:
        """Show the form with an example, and where the description is."""
        path = "/sparql"
        alternates = tuple((one.media_type, f"{path}?format={one.name}", one.title) for one in GRAPH_FORMATS)
        return cls(
            **_frame(reader, path, alternates), query=_EXAMPLE % reader.language, examples=_examples(reader.language)
        )

    @classmethod
    def failure(cls, reader: Reader, query: str, problem: Problem) -> Self:
        """Show the form with the query, what is wrong with it, and where."""
        line = problem.members.get("line")
        lines = query.splitlines()
        return cls(
            **_frame(reader, _address(query), ()),
            query=query,
            error=problem.detail,
            line=line,
            line_text=lines[line - 1] if line and line <= len(lines) else None,
            examples=_examples(reader.language),
        )

    @classmethod
    def answer(cls, reader: Reader, query: str, answer: Answer, *, dataset: tuple[tuple[str, str], ...] = ()) -> Self:
        """Show the form with the query, and the answer with its downloads."""
        formats = RESULTS_FORMATS if answer.form in {Form.SELECT, Form.ASK} else GRAPH_FORMATS
        alternates = tuple(
            (one.media_type, _address(query, *dataset, ("format", one.name)), one.title) for one in formats
        )
        return cls(
            **_frame(reader, _address(query, *dataset), alternates),
            query=query,
            downloads=tuple(Link(href, title) for _, href, title in alternates),
            **_content(answer, reader.language),
        )


def _choose(pair: tuple[str, str], language: str) -> str:
    return pair[language == "en"]


def _address(query: str, *parameters: tuple[str, str]) -> str:
    return f"/sparql?{urlencode([('query', query), *parameters])}"


def _frame(reader: Reader, path: str, alternates: tuple[tuple[str, str, str], ...]) -> dict[str, Any]:
    texts = {name: _choose(pair, reader.language) for name, pair in _TEXTS.items()}
    return {
        "language": reader.language,
        "title": texts["title"],
        "path": path,
        "alternates": alternates,
        "keep": f"?lang={reader.language}" if reader.chosen else "",
        "texts": texts,
    }


@cache
def _examples(language: str) -> tuple[Link, ...]:
    """Return the competency questions, which each say in their title what they ask."""
    found = (queries.read(name) for name in queries.names())
    return tuple(Link(_address(_body(query), ("lang", language)), query.titles[language]) for query in found)


def _body(query: queries.Query) -> str:
    """Return the text of a query without the comments on top, which say what its link says."""
    return "\n".join(dropwhile(lambda line: line.startswith("#"), query.text.splitlines()))


def _content(answer: Answer, language: str) -> dict[str, Any]:
    """Return the fields that show an answer: a truth value, a table or triples."""
    if answer.form is Form.ASK:
        return {"truth": b"true" in answer.body}
    if answer.format is not JSON:
        return {"graph": answer.body.decode()}
    table = read_table(answer, most=_ROWS)
    cells = tuple(tuple(Cell.of(row.get(column)) for column in table.columns) for row in table.rows)
    sentence = _CUT if table.total > _ROWS else _ALL
    return {"columns": table.columns, "rows": cells, "summary": _choose(sentence, language).format(table.total, _ROWS)}
