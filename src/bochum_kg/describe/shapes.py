"""What the rules ask of a class: which properties must, should and may stand there, and how often.

The rules are those of the release's ``shapes.ttl``: core SHACL on the class itself, on whatever has the property, and
the list of properties that a closed shape lets pass. Rules across several things are named with what they say.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.collection import Collection as Members
from rdflib.term import Node

from bochum_kg.describe.model import Text, Thing, Words
from bochum_kg.describe.vocabulary import rank
from bochum_kg.namespaces import LANGUAGES, curie

__all__ = ["Requirement", "Rule", "Shapes"]

#: A prefixed name in a query.
_NAME: Final = re.compile(r"[\w-]+:[\w-]+")
#: How gravely a missing value counts.
_GRAVITY: Final = ("", "Info", "Warning", "Violation")
#: As many values as there are languages that people read here.
_BOTH_LANGUAGES: Final = len(LANGUAGES)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, and what it says."""

    thing: Thing
    about: Words


@dataclass(frozen=True, slots=True)
class Requirement:
    """What is asked of a property.

    Args:
        path: the property, or those of which one is meant.
        inverse: whether the values are what points here by it.
        need: how gravely it counts if there is none: ``Violation``, ``Warning``, ``Info``; empty if none is needed.
        least: how many values there must be.
        most: how many there may be; None for any number.
        languages: whether there is one value for each language.
        datatype: the datatype of the values; empty where no rule names one.
        rules: the rules that say so.
    """

    path: tuple[str, ...]
    inverse: bool = False
    need: str = ""
    least: int = 0
    most: int | None = None
    languages: bool = False
    datatype: str = ""
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shape:
    """A property shape: what it is about and whom it is for."""

    rule: Rule
    path: tuple[str, ...]
    inverse: bool
    classes: frozenset[str]
    subjects: frozenset[str]
    severity: str
    least: int
    most: int | None
    languages: bool
    datatype: str


@dataclass(frozen=True)
class Shapes:
    """The rules of a release."""

    graph: Graph = field(default_factory=Graph)

    @classmethod
    def read(cls, turtle: bytes) -> "Shapes":
        """Read the rules from Turtle."""
        return cls(Graph().parse(data=turtle, format="turtle"))

    @property
    def classes(self) -> frozenset[str]:
        """Return the classes that a rule is for."""
        return frozenset(str(one) for one in self.graph.objects(None, SH.targetClass))

    def requirements(self, classes: Collection[str]) -> tuple[Requirement, ...]:
        """Return what is asked of the things of a class; ``classes`` are the class and those above it."""
        own = [one for one in self._shapes if one.classes & set(classes)]
        told = {name for one in own for name in one.path if not one.inverse}
        allowed = [(name,) for name in self._allowed(classes) if name not in told]
        paths = dict.fromkeys([*((one.path, one.inverse) for one in own), *((path, False) for path in allowed)])
        found = [self._requirement(path, own, inverse=inverse) for path, inverse in paths]
        return tuple(
            sorted(found, key=lambda one: (one.inverse, -_GRAVITY.index(one.need), rank(one.path[0]), one.path))
        )

    def further(self, class_: str) -> tuple[Rule, ...]:
        """Return the rules across several things whose query names a class."""
        return tuple(rule for rule, names in self._across if curie(class_) in names)

    @cached_property
    def _across(self) -> tuple[tuple[Rule, frozenset[str]], ...]:
        """Return the rules that are a query, each with the prefixed names in it."""
        found = sorted((str(shape), self.graph.value(query, SH.select)) for shape, query in self.graph[: SH.sparql])
        return tuple((self._rule(URIRef(shape)), frozenset(_NAME.findall(str(text)))) for shape, text in found)

    def _requirement(self, path: tuple[str, ...], own: Iterable[_Shape], *, inverse: bool) -> Requirement:
        targeted = [one for one in own if (one.path, one.inverse) == (path, inverse)]
        where = [one for one in self._shapes if not inverse and one.path == path and one.subjects & set(path)]
        asking = [one for one in targeted if one.least]
        limits = [one.most for one in (*targeted, *where) if one.most is not None]
        return Requirement(
            path,
            inverse=inverse,
            need=max((one.severity for one in asking), key=_GRAVITY.index, default=""),
            least=max((one.least for one in asking), default=0),
            most=min(limits, default=None),
            languages=any(one.languages for one in (*targeted, *where)),
            datatype=next((one.datatype for one in (*targeted, *where) if one.datatype), ""),
            rules=tuple(dict.fromkeys(one.rule for one in (*targeted, *where))),
        )

    def _allowed(self, classes: Iterable[str]) -> Iterator[str]:
        """Return the properties that the closed shapes of a class let pass."""
        for class_ in classes:
            for shape in sorted(self.graph.subjects(SH.targetClass, URIRef(class_)), key=str):
                first = self.graph.value(shape, SH.ignoredProperties)
                if first is not None:
                    yield from (str(one) for one in Members(self.graph, first) if one != RDF.type)

    @cached_property
    def _shapes(self) -> tuple[_Shape, ...]:
        shapes = sorted(one for one in self.graph.subjects(RDF.type, SH.PropertyShape) if isinstance(one, URIRef))
        return tuple(self._shape(one) for one in shapes)

    def _shape(self, shape: URIRef) -> _Shape:
        path, inverse = self._path(self.graph.value(shape, SH.path))
        least, most = (self._number(shape, name) for name in (SH.minCount, SH.maxCount))
        return _Shape(
            self._rule(shape),
            path,
            inverse,
            frozenset(map(str, self.graph.objects(shape, SH.targetClass))),
            frozenset(map(str, self.graph.objects(shape, SH.targetSubjectsOf))),
            str(self.graph.value(shape, SH.severity) or SH.Violation).removeprefix(str(SH)),
            least or 0,
            most,
            (least or 0) >= _BOTH_LANGUAGES and bool(self.graph.value(shape, SH.uniqueLang)),
            str(self.graph.value(shape, SH.datatype) or ""),
        )

    def _path(self, path: Node | None) -> tuple[tuple[str, ...], bool]:
        """Return the properties of a path, and whether it leads backwards (SHACL §2.3.1)."""
        inverse = self.graph.value(path, SH.inversePath)
        several = self.graph.value(path, SH.alternativePath)
        if several is not None:
            return tuple(str(one) for one in Members(self.graph, several)), False
        return (str(path if inverse is None else inverse),), inverse is not None

    def _number(self, shape: URIRef, name: URIRef) -> int | None:
        found = self.graph.value(shape, name)
        return None if found is None else int(str(found))

    def _rule(self, shape: URIRef) -> Rule:
        name, about = (
            self._words(shape, own) or self._words(shape, other)
            for own, other in ((SH.name, RDFS.label), (SH.description, RDFS.comment))
        )
        return Rule(Thing(str(shape), name), about)

    def _words(self, shape: URIRef, name: URIRef) -> Words:
        texts = {
            Text(str(one), one.language or "") for one in self.graph.objects(shape, name) if isinstance(one, Literal)
        }
        return Words(tuple(sorted(texts, key=lambda one: (one.language, one.value))))
