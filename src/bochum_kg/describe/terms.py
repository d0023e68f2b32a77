"""What the schema and the data say of classes and properties: names, what is above them, how often they are used."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rdflib import RDFS, SKOS, VOID

from bochum_kg.describe.model import Text, Thing, Words
from bochum_kg.describe.questions import question
from bochum_kg.describe.words import WORDS
from bochum_kg.engine.base import IRI, Engine, Literal, Row
from bochum_kg.engine.base import Term as Value
from bochum_kg.engine.binding import write_term

__all__ = ["Example", "Term", "examples", "property_examples", "terms"]


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property.

    Args:
        thing: its IRI and name.
        definition: what it means.
        above: the classes that it is a subclass of.
        uses: how often the data use it, as the description of the dataset counts; None where that says nothing.
    """

    thing: Thing
    definition: Words = field(default_factory=Words)
    above: tuple[str, ...] = ()
    uses: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """Something from the data: a thing, and for a property what that says of it."""

    thing: Thing
    value: Thing | Text | None = None


def terms(engine: Engine, iris: Iterable[str]) -> Mapping[str, Term]:
    """Return what is known of classes and properties, by IRI; one that nothing is known of has its own name only.

    Raises:
        EngineError, LimitError: as the engine.
    """
    wanted = list(dict.fromkeys(iris))
    if not wanted:
        return {}
    listed = " ".join(write_term(IRI(one)) for one in wanted)
    found: dict[str, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    for row in engine.select(question("term").replace("# terms", f"VALUES ?term {{ {listed} }}", 1)):
        if "term" in row:
            found[str(row["term"])][str(row["property"])].append(row["value"])
    return {iri: _term(iri, found.get(iri, {})) for iri in wanted}


def _term(iri: str, known: Mapping[str, list[Value]]) -> Term:
    words = {
        name: Words.read(one for one in known.get(str(name), ()) if isinstance(one, Literal))
        for name in (RDFS.label, SKOS.definition)
    }
    counts = [int(str(one)) for name in (VOID.entities, VOID.triples) for one in known.get(str(name), ())]
    above = tuple(sorted({str(one) for one in known.get(str(RDFS.subClassOf), ()) if isinstance(one, IRI)}))
    name = words[RDFS.label] or WORDS.get(iri, Words())
    return Term(Thing(iri, name), words[SKOS.definition], above, max(counts, default=None))


def examples(engine: Engine, classes: Iterable[str]) -> Mapping[str, tuple[Example, ...]]:
    """Return some things of each class, by class.

    Raises:
        EngineError, LimitError: as the engine.
    """
    listed = " ".join(write_term(IRI(one)) for one in classes)
    found: dict[str, list[Example]] = defaultdict(list)
    if listed:
        for row in engine.select(question("examples").replace("# classes", f"VALUES ?class {{ {listed} }}", 1)):
            if "thing" in row:
                found[str(row["class"])].append(Example(_thing(row, "thing", "name")))
    return {class_: tuple(them) for class_, them in found.items()}


def property_examples(engine: Engine, name: str) -> tuple[Example, ...]:
    """Return some statements with a property, one about each thing that stands as an example.

    Raises:
        EngineError, LimitError: as the engine.
    """
    rows = engine.select(question("property-examples"), property=IRI(name))
    first = {str(row["thing"]): row for row in reversed(rows) if "thing" in row}
    return tuple(Example(_thing(row, "thing", "name"), _value(row)) for _, row in sorted(first.items()))


def _value(row: Row) -> Thing | Text:
    match row["value"]:
        case Literal() as one:
            return Text(one.value, one.language or "", one.datatype if one.language is None else "")
        case _:
            return _thing(row, "value", "value")


def _thing(row: Row, name: str, words: str) -> Thing:
    texts = {tag: str(row[key]) for tag in ("de", "en") if (key := f"{words}{tag.title()}") in row}
    return Thing(str(row[name]), Words.of(**texts))
