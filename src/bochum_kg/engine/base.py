"""What every engine does: answer SPARQL queries, with values bound to variables and never formatted in."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Final, Protocol, Self, TypedDict, Unpack

from bochum_kg.errors import EngineError
from bochum_kg.formats import JSON, TURTLE, Format

__all__ = [
    "IRI",
    "XSD_STRING",
    "Answer",
    "Bindings",
    "BlankNode",
    "Engine",
    "Form",
    "Literal",
    "Options",
    "Row",
    "Table",
    "Term",
    "read_boolean",
    "read_table",
]

XSD_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_LANG_STRING: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
#: What SPARQL 1.1 Query Results JSON calls a literal, and what some servers still call one with a datatype.
_LITERALS: Final = ("literal", "typed-literal")


class Form(StrEnum):
    """The four query forms of SPARQL 1.1 §16."""

    SELECT = "select"
    ASK = "ask"
    CONSTRUCT = "construct"
    DESCRIBE = "describe"


@dataclass(frozen=True, slots=True, order=True)
class IRI:
    """A name in the graph."""

    value: str

    def __str__(self) -> str:
        """Return the IRI without brackets."""
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class BlankNode:
    """A node without a name; its label means something within one answer only."""

    value: str

    def __str__(self) -> str:
        """Return the label as SPARQL writes it."""
        return f"_:{self.value}"


@dataclass(frozen=True, slots=True)
class Literal:
    """A value: its characters, and its language or datatype."""

    value: str
    language: str | None = None
    datatype: str = XSD_STRING

    def __str__(self) -> str:
        """Return the characters."""
        return self.value


Term = IRI | BlankNode | Literal
#: What a variable, named without its question mark, stands for in a query.
Bindings = Mapping[str, IRI | Literal]
#: A solution: the variables that are bound in it.
Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer to a query, as bytes in a format."""

    body: bytes
    format: Format
    form: Form


class Options(TypedDict, total=False):
    """The keywords of ``Engine.query``."""

    graph_format: Format
    results_format: Format
    default_graphs: Sequence[str] | None
    named_graphs: Sequence[str] | None
    bindings: Bindings | None


class Engine(Protocol):
    """Something that answers SPARQL queries over the graphs of a release.

    Calls block and may come from any thread. The default graph is the union of the named graphs.
    """

    def query(  # noqa: PLR0913 - the parameters of the SPARQL 1.1 Protocol (§2.1) and the two formats
        self,
        text: str,
        *,
        graph_format: Format = TURTLE,
        results_format: Format = JSON,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        bindings: Bindings | None = None,
    ) -> Answer:
        """Answer a query in the format for its form.

        Args:
            text: a SPARQL 1.1 query.
            graph_format: how triples are written (CONSTRUCT, DESCRIBE).
            results_format: how rows and truth values are written (SELECT, ASK).
            default_graphs: IRIs of the graphs whose union is the default graph; goes before FROM. One that is not
                here is empty.
            named_graphs: IRIs of the graphs that GRAPH sees; goes before FROM NAMED.
            bindings: terms that variables stand for.

        Raises:
            QueryError: the text is not in the grammar.
            ForbiddenQueryError: it asks for SERVICE or an update, or names after FROM a graph that is not here.
            LimitError: it went over a limit; no part of the answer is returned.
            EngineError: the engine cannot answer.
        """
        ...

    async def answer(self, text: str, **options: Unpack[Options]) -> Answer:
        """Answer a query as ``query`` does, without blocking the event loop."""
        return await asyncio.to_thread(self.query, text, **options)

    def close(self) -> None:
        """Stop everything that the engine started."""
        ...

    def select(self, text: str, **bindings: IRI | Literal) -> tuple[Row, ...]:
        """Return the solutions of a SELECT query, with terms bound to variables named as the keywords.

        Raises:
            As ``query``; EngineError also for another query form.
        """
        return read_table(self.query(text, results_format=JSON, bindings=bindings)).rows

    def ask(self, text: str, **bindings: IRI | Literal) -> bool:
        """Return the truth value of an ASK query."""
        return read_boolean(self.query(text, results_format=JSON, bindings=bindings))

    def graph(self, text: str, graph_format: Format = TURTLE, **bindings: IRI | Literal) -> bytes:
        """Return the triples of a CONSTRUCT or DESCRIBE query, written in a format."""
        return self.query(text, graph_format=graph_format, bindings=bindings).body

    def __enter__(self) -> Self:
        """Return the engine, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the engine."""
        self.close()


def _read_term(value: Mapping[str, Any]) -> Term:
    """Read a term of SPARQL 1.1 Query Results JSON (§3.2.2).

    >>> _read_term({"type": "literal", "value": "Ziel", "xml:lang": "de"})
    Literal(value='Ziel', language='de', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString')
    """
    # A page reads thousands of terms, and patterns would take two to five times as long.
    kind, text, language = value.get("type"), value.get("value"), value.get("xml:lang")
    if kind == "uri" and isinstance(text, str):
        return IRI(text)
    if kind in _LITERALS and isinstance(text, str):
        if isinstance(language, str):
            return Literal(text, language, _LANG_STRING)
        return Literal(text, None, str(value.get("datatype", XSD_STRING)))
    if kind == "bnode" and isinstance(text, str):
        return BlankNode(text)
    problem = f"The engine returned a term that is neither IRI, blank node nor literal: {str(value)[:80]}."
    raise EngineError(problem)


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT query: the columns in order, the rows that were read, and how many there are."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


def read_table(answer: Answer, *, most: int | None = None) -> Table:
    """Return the solutions in a SPARQL JSON answer, at most so many.

    Raises:
        EngineError: the answer is none, or not a table.
    """
    match _read_json(answer):
        case {"head": {"vars": list(columns)}, "results": {"bindings": list(found)}}:
            rows = tuple({name: _read_term(term) for name, term in row.items()} for row in found[:most])
            return Table(tuple(columns), rows, len(found))
    problem = f"A table of solutions was expected, but the {answer.form} query has none; ask it with SELECT."
    raise EngineError(problem)


def read_boolean(answer: Answer) -> bool:
    """Return the truth value in a SPARQL JSON answer.

    Raises:
        EngineError: the answer is none.
    """
    match _read_json(answer):
        case {"boolean": bool(value)}:
            return value
    problem = f"A truth value was expected, but the {answer.form} query has none; ask it with ASK."
    raise EngineError(problem)


def _read_json(answer: Answer) -> object:
    if answer.format != JSON:
        problem = f"Solutions were expected, but the {answer.form} query returns triples; ask it with SELECT or ASK."
        raise EngineError(problem)
    try:
        return json.loads(answer.body)
    except ValueError as error:
        problem = f"The engine's answer is not JSON ({error}); ask the engine directly to see what it says."
        raise EngineError(problem) from error
