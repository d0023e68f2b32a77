"""The page about a thing in an earlier release: what it said, without what points there and without the engine."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from bochum_kg.changes import Statement
from bochum_kg.describe.model import Text, Thing
from bochum_kg.describe.words import WORDS
from bochum_kg.engine.base import IRI, XSD_STRING, Literal
from bochum_kg.formats import HTML
from bochum_kg.history import Step
from bochum_kg.namespaces import curie
from bochum_kg.web import urls
from bochum_kg.web.views.frame import Framed, frame
from bochum_kg.web.views.words import Reader, Span, date

__all__ = ["PastView", "State", "past"]


@dataclass(frozen=True, slots=True)
class State:
    """What a release said of a thing.

    Args:
        step: the release.
        iri: the thing.
        path: the path of its document today.
        statements: what was said of it and of its details, sorted.
        current: the release of today.
    """

    step: Step
    iri: str
    path: str
    statements: tuple[Statement, ...]
    current: Step


@dataclass(frozen=True, slots=True)
class Part:
    """What was said of the thing itself or of a detail, property by property."""

    heading: str
    rows: tuple[tuple[Span, tuple[Span, ...]], ...]


@dataclass(frozen=True)
class PastView(Framed):
    """A thing in an earlier release."""

    note: str
    gone: str
    iri: str
    parts: tuple[Part, ...]
    links: tuple[Span, ...]


def past(state: State, reader: Reader) -> PastView:
    """Lay out what a release said of a thing."""
    step, path = state.step, state.path
    names = step.names(_mentioned(state))
    name = names.get(state.iri, Thing(state.iri)).name(reader.language).value
    is_current = step is state.current
    known = is_current or state.current.knows(state.iri)
    note = reader.say(
        "past.current" if is_current else "past.earlier",
        release=step.release,
        date=date(step.data_date, reader.language),
    )
    today = Span(reader.say("past.today"), reader.href(path))
    base = frame(reader, reader.say("past.title", name=name, release=step.release), urls.fixed(path, step.release))
    return PastView(
        replace(base, alternates=_alternates(state)),
        note,
        "" if known else reader.say("past.gone"),
        state.iri,
        tuple(_parts(state, names, reader)),
        (*((today,) if known else ()), Span(reader.say("past.all"), urls.timemap(path))),
    )


def _alternates(state: State) -> tuple[tuple[str, str, str], ...]:
    stem = state.path.removesuffix(HTML.suffix)
    return tuple(
        (one.media_type, urls.href(urls.fixed(stem + one.suffix, state.step.release)), one.title)
        for one in urls.OFFERED
        if one is not HTML
    )


def _mentioned(state: State) -> set[str]:
    said = state.statements
    nodes = {one.node for one in said} | {one.property for one in said}
    return nodes | {one.value.value for one in said if isinstance(one.value, IRI)} | {state.iri}


def _parts(state: State, names: Mapping[str, Thing], reader: Reader) -> list[Part]:
    ordered = sorted(state.statements, key=lambda one: (one.node != state.iri, one.node, one.property))
    parts = []
    for node, group in groupby(ordered, key=lambda one: one.node):
        rows = tuple(
            (
                _property(property_, state, names, reader),
                tuple(_span(one.value, state, names, reader) for one in _ordered(values, reader)),
            )
            for property_, values in groupby(group, key=lambda one: one.property)
        )
        heading = "" if node == state.iri else names.get(node, Thing(node)).name(reader.language).value
        parts.append(Part(heading, rows))
    return parts


def _ordered(said: Iterable[Statement], reader: Reader) -> list[Statement]:
    """Put the words in the reader's language first."""
    return sorted(said, key=lambda one: isinstance(one.value, Literal) and one.value.language != reader.language)


def _property(iri: str, state: State, names: Mapping[str, Thing], reader: Reader) -> Span:
    known = names.get(iri)
    words = WORDS.get(iri) or (known.words if known else None)
    said = words.say(reader.language) if words else None
    return Span(said.value[:1].upper() + said.value[1:] if said else curie(iri), _link(iri, state, reader))


def _span(value: IRI | Literal, state: State, names: Mapping[str, Thing], reader: Reader) -> Span:
    if isinstance(value, Literal):
        datatype = "" if value.datatype == XSD_STRING else value.datatype
        return reader.text(Text(value.value, value.language or "", datatype))
    name = reader.text(names.get(value.value, Thing(value.value)).name(reader.language))
    return Span(name.text, _link(value.value, state, reader), name.lang)


def _link(iri: str, state: State, reader: Reader) -> str:
    """Return where an IRI leads within the same release; those of others lead to the web."""
    path = urls.document(iri)
    if path is None:
        return reader.link(iri)
    document = path if path.startswith("/doc/") else urls.document(iri, HTML) or path
    return reader.href(urls.fixed(document, state.step.release))
