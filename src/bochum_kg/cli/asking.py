"""Asking from the command line: where the text of a question comes from, and how its answer is laid out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bochum_kg import queries
from bochum_kg.cli.terminal import table
from bochum_kg.engine import IRI, Bindings, Engine, Form, Literal, Row
from bochum_kg.engine.base import Table, read_boolean, read_table
from bochum_kg.engine.binding import term_of
from bochum_kg.errors import QueryError, SourceError, UnknownNameError
from bochum_kg.formats import GRAPH_FORMATS, JSON, RESULTS_FORMATS, TURTLE, Format, by_name
from bochum_kg.namespaces import curie

__all__ = ["Question", "answer", "question"]


@dataclass(frozen=True)
class Question:
    """SPARQL and the terms that its parameters stand for."""

    text: str
    bindings: Bindings = field(default_factory=dict)


def question(name: str, parameters: Sequence[str], standard_input: Callable[[], str]) -> Question:
    """Find a question by file, by name in ``queries/``, or on standard input (``-``).

    Args:
        name: a file, the name of a query such as ``cq-04`` or ``competency/cq-04``, or ``-``.
        parameters: ``name=value`` each.
        standard_input: reads it.

    Raises:
        QueryError: a parameter is not ``name=value`` or does not fit.
        SourceError: the file cannot be read.
        UnknownNameError: there is no such query or parameter.
    """
    values = dict(_pair(parameter) for parameter in parameters)
    if name == "-":
        return Question(standard_input(), _guessed(values))
    path = Path(name)
    if path.suffix or (path.exists() and not path.is_dir()):
        return Question(_text(path), _guessed(values))
    query = queries.read(_full(name))
    return Question(query.text, {key: term_of(term) for key, term in query.bind(values).items()})


def answer(engine: Engine, asked: Question, form: str) -> str:
    """Return the answer in a format by name; ``table`` lays out rows for reading and writes triples as Turtle.

    Raises:
        UnknownNameError: there is no such format for this form of query.
    """
    if form == "table":
        found = engine.query(asked.text, bindings=asked.bindings)
        if found.form is Form.ASK:
            return "yes" if read_boolean(found) else "no"
        return _table(read_table(found)) if found.format == JSON else found.body.decode()
    by_name(form, (*RESULTS_FORMATS, *GRAPH_FORMATS))
    rows, triples = _among(RESULTS_FORMATS, form), _among(GRAPH_FORMATS, form)
    found = engine.query(
        asked.text, results_format=rows or JSON, graph_format=triples or TURTLE, bindings=asked.bindings
    )
    if found.format not in (rows, triples):
        kind, offered = (
            ("format of triples", GRAPH_FORMATS)
            if found.format in GRAPH_FORMATS
            else ("format of rows", RESULTS_FORMATS)
        )
        raise UnknownNameError(kind, form, [one.name for one in offered])
    return found.body.decode()


def _among(formats: Sequence[Format], name: str) -> Format | None:
    try:
        return by_name(name, formats)
    except UnknownNameError:
        return None


def _full(name: str) -> str:
    """Return the path of a query under ``queries/``; the competency questions go by their last part too."""
    short = {one.rpartition("/")[2]: one for one in queries.names()}
    if "/" not in name and name not in short:
        kind = "query"
        raise UnknownNameError(kind, name, short)
    return short.get(name, name)


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name:
        problem = f"The parameter {parameter!r} is not of the form name=value."
        raise QueryError(problem)
    return name, value


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"The query cannot be read ({error}); give a text file in UTF-8."
        raise SourceError(problem, file=str(path), line=1) from error


def _guessed(values: dict[str, str]) -> dict[str, IRI | Literal]:
    """Bind values of a query without a header: IRIs and names with our prefixes as such, the rest as strings."""
    return {name: term_of(queries.Parameter(name, _kind(value), {}).term(value)) for name, value in values.items()}


def _kind(value: str) -> queries.Kind:
    return "iri" if curie(value) != value or value.startswith(("http://", "https://", "bo:", "bov:")) else "string"


def _table(found: Table) -> str:
    if not found.rows:
        return "no rows"
    return table(found.columns, [[_cell(row, name) for name in found.columns] for row in found.rows])


def _cell(row: Row, name: str) -> str:
    value = row.get(name)
    if isinstance(value, IRI):
        return curie(value.value)
    return "" if value is None else " ".join(str(value).split())
