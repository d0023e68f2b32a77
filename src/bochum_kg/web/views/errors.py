"""The page in place of one that cannot be shown: what went wrong, in the reader's language, and where to go instead."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from bochum_kg.describe import Text
from bochum_kg.errors import UnknownChoiceError, UnknownNameError
from bochum_kg.history import Step
from bochum_kg.namespaces import curie
from bochum_kg.web import urls
from bochum_kg.web.problems import Problem
from bochum_kg.web.texts import words
from bochum_kg.web.views.facets import PAGE
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.words import Reader, Span, date

__all__ = [
    "ErrorView",
    "detail",
    "explanation",
    "failure",
    "lost",
    "misfit",
    "missing",
    "replaced",
    "stray",
    "withdrawn",
]

#: Statuses with a heading of their own.
_HEADED: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_ACCEPTABLE})
#: Problems and limits of which programs are told more than a sentence of ours says: a place, a value, a number.
_TELLING: Final = frozenset(
    {
        "encoding",
        "forbidden",
        "media-type",
        "memory_limit",
        "nesting_limit",
        "operator_limit",
        "parameter",
        "parameters",
        "pattern_limit",
        "query_limit",
        "reconciliation",
        "result_limit",
        "syntax",
        "time_limit",
        "token_limit",
        "type",
    }
)
#: Characters of an address that a page repeats at most.
_LONGEST: Final = 200


@dataclass(frozen=True)
class ErrorView(Framed):
    """What is said instead of a page; the detail is what programs are told."""

    text: Span
    near: tuple[Span, ...] = ()
    detail: Span | None = None

    @property
    def schema_org(self) -> Mapping[str, Any]:
        """Return nothing: there is no page to describe."""
        return {}


def explanation(problem: Problem, reader: Reader, *, path: str = "") -> str:
    """Say in the reader's language what went wrong.

    Args:
        problem: what went wrong.
        reader: who reads.
        path: where it did.
    """
    name = f"limit.{problem.members['limit']}" if problem.name == "limit" else problem.name
    offered, retry = ", ".join(problem.members.get("offered", ())), problem.headers.get("Retry-After", "")
    return reader.say(f"problem.{name}", path=path[:_LONGEST], offered=offered, retry=retry)


def detail(problem: Problem, reader: Reader) -> Span | None:
    """Return what programs are told, where it says more than the sentence; None where it does not."""
    told = _TELLING & {problem.name, problem.members.get("limit")}
    return reader.text(Text(problem.detail, "en")) if told else None


def failure(problem: Problem, path: str, reader: Reader) -> ErrorView:
    """Say what went wrong, and which things of ours may have been meant."""
    title = reader.say(f"error.{problem.status}" if problem.status in _HEADED else "error.title")
    near = (Span(curie(iri), reader.link(iri)) for iri in problem.members.get("near", ()) if urls.local(iri))
    text = Span(explanation(problem, reader, path=path))
    return ErrorView(frame(reader, title, "/"), text, tuple(near), detail(problem, reader))


def misfit(error: UnknownNameError, parameter: str, path: str, given: Mapping[str, str], reader: Reader) -> ErrorView:
    """Say that a parameter of an address names nothing, and link to the values that may have been meant.

    Args:
        error: says which values there are.
        parameter: the parameter.
        path: the address without its parameters.
        given: the parameters of the address, without the language; those that choose something else are kept.
        reader: who reads.
    """
    names = error.known if isinstance(error, UnknownChoiceError) else error.near
    kept = {name: value for name, value in given.items() if name != PAGE}
    near = tuple(
        Span(_label(error, name, parameter, reader), reader.href(path, **{**kept, parameter: name})) for name in names
    )
    value = given[parameter][:_LONGEST]
    start = "error.page" if parameter == PAGE else "error.value"
    called = error.called or words("error.name.", reader.language).get(parameter, parameter)
    text = Span(reader.say(f"{start}.text", value=value, name=called))
    return ErrorView(frame(reader, reader.say(start), "/"), text, near)


def _label(error: UnknownNameError, name: str, parameter: str, reader: Reader) -> str:
    """Return what a reader calls a value of a parameter."""
    if parameter == PAGE:
        return reader.say("error.page.number", page=name)
    return error.labels.get(name) or curie(name)


def stray(parameter: str, near: Iterable[Span], reader: Reader) -> ErrorView:
    """Say that a page has no such parameter, and link to what there is without it."""
    text = Span(reader.say("error.parameter.text", name=parameter[:_LONGEST]))
    return ErrorView(frame(reader, reader.say("error.parameter"), "/"), text, tuple(near))


def missing(path: str, near: Iterable[Span], reader: Reader) -> ErrorView:
    """Say that there is no such page or file, and which ones may have been meant."""
    text = Span(reader.say("problem.not-found", path=path[:_LONGEST]))
    return ErrorView(frame(reader, reader.say("error.404"), path), text, tuple(near))


def withdrawn(iri: str, reader: Reader) -> ErrorView:
    """Say that something was withdrawn and nothing took its place."""
    text = Span(reader.say("problem.gone", iri=curie(iri)))
    return ErrorView(frame(reader, reader.say("error.410"), "/"), text)


def replaced(iri: str, successor: str, href: str, reader: Reader) -> ErrorView:
    """Say that something was withdrawn, and link to what took its place."""
    text = Span(reader.say("problem.moved", iri=curie(iri), successor=curie(successor)), href)
    return ErrorView(frame(reader, reader.say("error.301"), "/"), text)


def lost(original: str, last: Step, reader: Reader) -> ErrorView:
    """Say that a thing of an earlier release is gone, and where it was last."""
    day = date(last.data_date, reader.language)
    text = reader.say("past.missing.text", path=original, release=last.release, date=day)
    link = Span(text, reader.href(urls.fixed(original, last.release)))
    return ErrorView(frame(reader, reader.say("past.missing"), original), link)
