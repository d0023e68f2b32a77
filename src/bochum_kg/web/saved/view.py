"""A prepared question as a page: what it asks, a field for each parameter, the answer, and the query itself."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, Self

from bochum_kg.engine.base import Answer, Bindings
from bochum_kg.engine.binding import bind
from bochum_kg.errors import QueryError
from bochum_kg.formats import RESULTS_FORMATS, Format
from bochum_kg.namespaces import curie
from bochum_kg.queries import Parameter, Query
from bochum_kg.web import urls
from bochum_kg.web.sparql.answer import Answered, Link, Naming, content
from bochum_kg.web.sparql.snippets import snippets
from bochum_kg.web.views import Frame, Reader
from bochum_kg.web.views.frame import frame

__all__ = ["Field", "QuestionView", "address"]

#: Values that show what is meant, by kind.
_EXAMPLES: Final = {"iri": "bo:ziel/shootingstar-1", "date": "2026-11-23", "integer": "25", "string": "Hofstede"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the form."""

    name: str
    label: str
    value: str
    hint: str
    error: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionView(Answered):
    """What the template of a question shows; without an answer it says what does not fit."""

    lead: str
    action: str
    fields: tuple[Field, ...]
    error: str = ""
    text: str = ""
    edit: str = ""

    @classmethod
    def refusal(cls, query: Query, values: Mapping[str, str], reader: Reader) -> Self:
        """Show the form with what was typed and what is wrong with it."""
        known = ", ".join(one.name for one in query.parameters) or reader.say("saved.unknown.none")
        unknown = sorted(values.keys() - {one.name for one in query.parameters})
        typed = {one.name: values[one.name] for one in query.parameters if one.name in values}
        return cls(
            replace(_frame(query, typed, reader), alternates=()),
            lead=query.summaries[reader.language],
            action=_path(query.short_name),
            fields=_fields(query, values, reader),
            error=reader.say("saved.unknown", name=unknown[0], known=known) if unknown else "",
        )

    @classmethod
    def answer(  # noqa: PLR0913 - what a page of a question is made of
        cls,
        query: Query,
        values: Mapping[str, str],
        bindings: Bindings,
        answer: Answer,
        *,
        reader: Reader,
        naming: Naming,
        service: str,
    ) -> Self:
        """Show the answer with names for IRIs, and the query as it ran; ``service`` is where the service is."""
        framed = _frame(query, _chosen(query, values), reader)
        text = bind(query.body, bindings) if bindings else query.body
        return cls(
            framed,
            lead=query.summaries[reader.language],
            action=_path(query.short_name),
            fields=_fields(query, values, reader),
            text=text,
            edit=reader.href("/sparql", query=text),
            downloads=tuple(Link(href, title) for _, href, title in framed.alternates),
            permalink=Link(framed.path, service + framed.path),
            snippets=snippets(f"{service}/sparql", text, answer.form),
            **content(answer, reader, naming),
        )


def address(name: str, values: Mapping[str, str], form: Format | None = None, *, lang: str = "") -> str:
    """Return the address of the answer to a question.

    >>> from bochum_kg.formats import CSV
    >>> address("cq-05", {"date": "2026-11-23"}, CSV)
    '/queries/cq-05.csv?date=2026-11-23'
    """
    return urls.href(_path(name, form), **{**values, "lang": lang})


def _chosen(query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values that an answer rests on, so that its address outlives a change of the defaults."""
    chosen = {one.name: values.get(one.name) or curie(one.default or "") for one in query.parameters}
    return {name: value for name, value in chosen.items() if value}


def _path(name: str, form: Format | None = None) -> str:
    return f"/queries/{name}{form.suffix if form else ''}"


def _fits(parameter: Parameter, value: str) -> bool:
    try:
        parameter.term(value)
    except QueryError:
        return False
    return True


def _frame(query: Query, values: Mapping[str, str], reader: Reader) -> Frame:
    alternates = tuple((one.media_type, address(query.short_name, values, one), one.title) for one in RESULTS_FORMATS)
    title, about = query.titles[reader.language], query.summaries[reader.language]
    return replace(frame(reader, title, _path(query.short_name), about=about, **values), alternates=alternates)


def _fields(query: Query, values: Mapping[str, str], reader: Reader) -> tuple[Field, ...]:
    return tuple(_field(one, values.get(one.name, ""), reader) for one in query.parameters)


def _field(parameter: Parameter, typed: str, reader: Reader) -> Field:
    """Lay out a field with what was typed, or else the default."""
    default = curie(parameter.default) if parameter.default else ""
    hint = reader.say(f"saved.hint.{parameter.kind}", example=default or _EXAMPLES[parameter.kind])
    bad = bool(typed) and not _fits(parameter, typed)
    return Field(
        parameter.name,
        parameter.labels[reader.language],
        typed or default,
        hint if default else f"{hint}; {reader.say('saved.open')}",
        reader.say("saved.misfit", value=typed, hint=hint) if bad else "",
    )
