"""What the engine says about a thing, its details and everything they mention: rows turned into look-ups."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rdflib import DC

from bochum_kg.describe.model import Source, Text, Thing, Words
from bochum_kg.describe.questions import question
from bochum_kg.describe.vocabulary import HEADINGS
from bochum_kg.describe.words import WORDS
from bochum_kg.engine.base import IRI, BlankNode, Engine, Literal, Term
from bochum_kg.namespaces import GRAPHS, STRAT

__all__ = ["Fact", "Facts", "read"]

_DERIVED = str(GRAPHS["derived"])


@dataclass(frozen=True, slots=True)
class Fact:
    """An object, and whether its statement follows by rule and is not in the data."""

    term: Term
    derived: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements by subject and property, and what is known of the names in them."""

    top: str
    nodes: Mapping[str, Mapping[str, tuple[Fact, ...]]]
    known: Mapping[str, Mapping[str, tuple[Term, ...]]]

    def of(self, node: str, name: str) -> tuple[Fact, ...]:
        """Return the facts of a node by property; none where it has none."""
        return self.nodes.get(node, {}).get(name, ())

    def one(self, node: str, name: str) -> str:
        """Return the first value of a property as characters; empty without one."""
        return next((str(fact.term) for fact in self.of(node, name)), "")

    def words(self, node: str, name: str) -> Words:
        """Return the values of a property as words."""
        return Words.read(fact.term for fact in self.of(node, name) if isinstance(fact.term, Literal))

    def thing(self, iri: str) -> Thing:
        """Return what an IRI stands for, with its name where the graph has one."""
        for name in HEADINGS:
            own = [fact.term for fact in self.of(iri, name)]
            texts = [one for one in own or self.known.get(iri, {}).get(name, ()) if isinstance(one, Literal)]
            if texts:
                return Thing(iri, Words.read(texts))
        return Thing(iri, WORDS.get(iri, Words()))

    def source(self, iri: str) -> Source:
        """Return a source with what a footnote says of it."""
        known = self.known.get(iri, {})
        publisher, date, address = (
            next((str(one) for one in known.get(str(name), ())), "")
            for name in (DC.publisher, STRAT.date, STRAT.webAddress)
        )
        withheld = Words.read(one for one in known.get(str(STRAT.withheldReason), ()) if isinstance(one, Literal))
        return Source(self.thing(iri), publisher, date, address, withheld)

    def position(self, iri: str) -> int:
        """Return the place of a thing among its siblings; 0 where the graph gives none."""
        own = [fact.term for fact in self.of(iri, str(STRAT.position))]
        return next((int(str(one)) for one in own or self.known.get(iri, {}).get(str(STRAT.position), ())), 0)

    def shortcut(self, iri: str) -> str:
        """Return the property that a kind of relation or an aspect is shortened to; empty without one."""
        return next((str(one) for one in self.known.get(iri, {}).get(str(STRAT.shortcut), ())), "")

    def terms(self, facts: Iterable[Fact]) -> tuple[Thing | Words | Text, ...]:
        """Return values as a reader meets them; words that say the same in several languages are one value."""
        literals: list[Literal] = []
        others: list[Thing | Words | Text] = []
        for fact in facts:
            match fact.term:
                case Literal(language=None) as one:
                    others.append(Text(one.value, "", one.datatype))
                case Literal() as one:
                    literals.append(one)
                case IRI(value) | BlankNode(value):
                    others.append(self.thing(value))
        return (*_together(literals), *others)


def _together(literals: list[Literal]) -> tuple[Words, ...]:
    """Take one text per language as translations of each other, and several as values of their own."""
    languages = [one.language for one in literals]
    if len(set(languages)) == len(languages):
        return (Words.read(literals),) if literals else ()
    return tuple(Words.read([one]) for one in sorted(literals, key=lambda one: (one.language or "", one.value)))


def read(engine: Engine, iri: str) -> Facts:
    """Ask for all statements about a thing and its details, and for the names of all that they mention.

    Two queries, however many statements there are. An IRI that the graph says nothing about has no nodes.
    """
    nodes: dict[str, dict[str, dict[Term, bool]]] = defaultdict(lambda: defaultdict(dict))
    for row in engine.select(question("thing"), thing=IRI(iri)):
        derived = str(row["graph"]) == _DERIVED
        values = nodes[str(row["node"])][str(row["property"])]
        values[row["value"]] = derived and values.get(row["value"], True)
    known: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    if nodes:
        for row in engine.select(question("mentioned"), thing=IRI(iri)):
            known[str(row["iri"])][str(row["property"])].append(row["value"])
    return Facts(
        iri,
        {
            node: {name: tuple(Fact(*one) for one in values.items()) for name, values in properties.items()}
            for node, properties in nodes.items()
        },
        {name: {key: tuple(values) for key, values in properties.items()} for name, properties in known.items()},
    )
