"""What a reader learns about a thing, before a page or the terminal puts it into the words of one language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bochum_kg.engine.base import Literal
from bochum_kg.namespaces import curie

__all__ = ["Basis", "Description", "Group", "Incoming", "Link", "Links", "Source", "Text", "Thing", "Value", "Words"]

_ANY: Final = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as the graph holds them: their language, or the datatype that says how to read them."""

    value: str
    language: str = _ANY
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in the languages there are."""

    texts: tuple[Text, ...] = ()

    @classmethod
    def of(cls, **texts: str) -> "Words":
        """Take the words language by language.

        >>> Words.of(de="Ziel", en="Goal").say("en")
        Text(value='Goal', language='en', datatype='')
        """
        return cls(tuple(Text(value, language) for language, value in sorted(texts.items())))

    @classmethod
    def read(cls, literals: Iterable[Literal]) -> "Words":
        """Take literals, sorted by language."""
        texts = {Text(one.value, one.language or _ANY, "") for one in literals}
        return cls(tuple(sorted(texts, key=lambda one: (one.language, one.value))))

    def __bool__(self) -> bool:
        """Tell whether there are any words."""
        return bool(self.texts)

    def every(self, language: str) -> tuple[Text, ...]:
        """Return all texts in a language; without one, all in the language that `say` falls back to."""
        best = self.say(language)
        return tuple(one for one in self.texts if best is not None and one.language == best.language)

    def say(self, language: str) -> Text | None:
        """Return the words in a language, or else without one, in German, English or any; None if there are none.

        >>> Words.of(de="Ziel").say("en")
        Text(value='Ziel', language='de', datatype='')
        """
        order = (language, _ANY, "de", "en")
        return min(
            self.texts, key=lambda one: order.index(one.language) if one.language in order else len(order), default=None
        )


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with an IRI, and what people call it."""

    iri: str
    words: Words = field(default_factory=Words)

    def name(self, language: str) -> Text:
        """Return what people call it in a language; without a name, its IRI shortened."""
        return self.words.say(language) or Text(curie(self.iri))


@dataclass(frozen=True, slots=True)
class Source:
    """A document that statements rest on."""

    thing: Thing
    publisher: str = ""
    date: str = ""
    address: str = ""
    withheld: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class Basis:
    """How a statement came about other than by retelling its source: inferred, editorial, derived by rule."""

    kind: Thing
    reason: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class Value:
    """One thing that is said, with what is said about it and where it comes from.

    Args:
        terms: what is said; words in several languages are one term.
        when: the date or the span of dates it holds for.
        details: what else is said about it, property by property.
        sources: the documents it rests on; empty where it rests on the sources of the whole entry.
        basis: how it came about, unless it retells a source.
        node: the IRI of the statement itself, where it has one.
        competing: whether another value disagrees with it.
    """

    terms: tuple[Thing | Words | Text, ...]
    when: tuple[str, ...] = ()
    details: tuple["Group", ...] = ()
    sources: tuple[Source, ...] = ()
    basis: Basis | None = None
    node: str | None = None
    competing: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """All values of one property, aspect or kind of relation."""

    property: Thing
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """Something that points here: the thing a reader thinks of, and the statement that says so where it has an IRI."""

    thing: Thing
    node: Thing | None = None
    basis: Thing | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What points here by one property or kind of relation: how many there are, and some of them."""

    by: Thing
    count: int
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """A page of what points at a thing by one property; pages count from 1."""

    thing: Thing
    by: Thing
    count: int
    page: int
    size: int
    links: tuple[Link, ...]

    @property
    def pages(self) -> int:
        """Return how many pages there are."""
        return max(1, -(-self.count // self.size))


@dataclass(frozen=True, slots=True)
class Description:
    """All that the graph says of a thing, in the order in which a person would tell it."""

    thing: Thing
    types: tuple[Thing, ...]
    summary: Words
    groups: tuple[Group, ...]
    sources: tuple[Source, ...]
    basis: Basis | None
    incoming: tuple[Links, ...]
    facts: Mapping[str, tuple[Thing, ...]] = field(default_factory=dict)
