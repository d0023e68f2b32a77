"""What belongs to a class, in words: what must, should and may stand there, and examples from the data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bochum_kg.describe import Thing, Words
from bochum_kg.describe.shapes import Requirement, Rule
from bochum_kg.describe.terms import Example, Term
from bochum_kg.namespaces import curie
from bochum_kg.web.views.words import Reader, Span, number

__all__ = ["ExampleView", "ExamplesView", "RequirementView", "ShapeView", "examples_view", "shape_view", "used"]

_NEEDS: Final = {"Violation": "must", "Warning": "should", "Info": "known", "": "may"}


@dataclass(frozen=True, slots=True)
class RequirementView:
    """A property that belongs to a class: whether it is needed, how often, and the rules that say so."""

    names: tuple[Span, ...]
    inverse: bool
    need: str
    said: str
    count: str
    datatype: str
    rules: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ShapeView:
    """What belongs to a class."""

    caption: str
    rows: tuple[RequirementView, ...]
    further: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An example: a thing, and what a property says of it."""

    thing: Span
    value: Span | None = None


@dataclass(frozen=True, slots=True)
class ExamplesView:
    """Some examples, and how many uses there are in all."""

    count: str
    things: tuple[ExampleView, ...]


def shape_view(
    term: Term, asked: Sequence[Requirement], further: Sequence[Rule], names: Mapping[str, Term], reader: Reader
) -> ShapeView | None:
    """Lay out what belongs to a class; None where no rule speaks of it.

    Args:
        term: the class.
        asked: what the rules ask of its properties.
        further: the rules across several things that name it.
        names: the properties that the rules name, by IRI.
        reader: who reads.
    """
    if not asked and not further:
        return None
    rows = tuple(_row(one, names, reader) for one in asked)
    name = reader.say("quoted", name=term.thing.name(reader.language).value)
    return ShapeView(reader.say("shape.caption", name=name), rows, tuple(_further(one, reader) for one in further))


def _row(one: Requirement, names: Mapping[str, Term], reader: Reader) -> RequirementView:
    need = _NEEDS[one.need]
    spans = (reader.thing(names[iri].thing if iri in names else Thing(iri)) for iri in one.path)
    return RequirementView(
        names=tuple(spans),
        inverse=one.inverse,
        need=need,
        said=reader.say(f"shape.{need}"),
        count=_count(one, reader),
        datatype=curie(one.datatype) if one.datatype else "",
        rules=tuple(reader.thing(rule.thing) for rule in one.rules),
    )


def _count(one: Requirement, reader: Reader) -> str:
    """Say how many values there are to be."""
    if one.languages:
        return reader.say("shape.languages")
    if one.most is None:
        return reader.say("shape.least", count=one.least) if one.least else reader.say("shape.any")
    if one.most == 0:
        return reader.say("shape.none")
    if one.least == one.most:
        return reader.say("shape.exactly", count=one.most)
    if one.least:
        return reader.say("shape.between", least=one.least, most=one.most)
    return reader.say("shape.most", count=one.most)


def _further(rule: Rule, reader: Reader) -> tuple[Span, Span]:
    return reader.thing(rule.thing), reader.words(rule.about or Words())


def examples_view(found: Sequence[Example], uses: int | None, reader: Reader, *, said: str) -> ExamplesView:
    """Lay out examples; ``said`` is the key of the words that say how many uses there are."""
    items = tuple(_example(one, reader) for one in found)
    if not items:
        return ExamplesView(reader.say("examples.none"), ())
    count = reader.say(said, count=number(str(uses), reader.language)) if uses and uses > len(items) else ""
    return ExamplesView(count, items)


def used(uses: int | None, reader: Reader) -> ExamplesView | None:
    """Say how often a property is used; None where nothing counts it."""
    return ExamplesView(_times(uses, reader), ()) if uses else None


def _times(uses: int, reader: Reader) -> str:
    """Say how often something is used."""
    return (
        reader.say("tree.count.one")
        if uses == 1
        else reader.say("tree.count", count=number(str(uses), reader.language))
    )


def _example(one: Example, reader: Reader) -> ExampleView:
    return ExampleView(reader.thing(one.thing), reader.term(one.value) if one.value is not None else None)
