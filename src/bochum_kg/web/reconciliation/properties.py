"""The properties of things and their values, as the reader sees them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import SKOS, XSD

from bochum_kg.describe.questions import question
from bochum_kg.describe.words import WORDS
from bochum_kg.engine.base import IRI, Engine, Literal, Row, Term
from bochum_kg.namespaces import BO
from bochum_kg.web.reconciliation.batch import Condition
from bochum_kg.web.reconciliation.schema import Type, local_id
from bochum_kg.web.reconciliation.scoring import plain

__all__ = ["Value", "known_properties", "met", "properties_of", "values"]

#: What the query for values asks for as its file stands, in whose place things and properties are put.
_GIVEN: Final = "VALUES ?property { strat:currentStatus }"

_WHOLE: Final = frozenset(map(str, (XSD.integer, XSD.nonNegativeInteger, XSD.int, XSD.long)))
_BROKEN: Final = frozenset(map(str, (XSD.decimal, XSD.double, XSD.float)))
#: Values by thing and property.
Values = Mapping[tuple[str, str], Sequence["Value"]]


@dataclass(frozen=True, slots=True)
class Value:
    """A value: its text or name, its datatype, and its IRI where it is a thing."""

    text: str
    datatype: str = ""
    iri: str = ""

    @property
    def said(self) -> dict[str, object]:
        """Return it as JSON; what is no entity of this service is told by its name."""
        if self.iri.startswith(str(BO)):
            return {"id": local_id(self.iri), "name": self.text}
        try:
            if self.datatype in _WHOLE:
                return {"int": int(self.text)}
            if self.datatype in _BROKEN:
                return {"float": float(self.text)}
        except ValueError:
            pass
        return {"str": self.text}


def known_properties(engine: Engine, language: str) -> tuple[Type, ...]:
    """Return the properties that have a name, ordered by it.

    Raises:
        EngineError, LimitError: as the engine.
    """
    names: dict[str, dict[str, str]] = {}
    for row in engine.select(question("terms")):
        if str(row["kind"]) != "property":
            continue
        by, text = names.setdefault(str(row["term"]), {}), row.get("text")
        if isinstance(text, Literal) and str(row["property"]) != str(SKOS.definition):
            by.setdefault(text.language or "", text.value)
    found = [Type(iri, name) for iri, by in names.items() if (name := _named(iri, by, language))]
    return tuple(sorted(found, key=lambda one: (plain(one.name), one.id)))


def _named(iri: str, names: Mapping[str, str], language: str) -> str:
    """Return what a property is called: as the graph says, or else as our pages say; empty if nobody does."""
    if names:
        return names.get(language) or names.get("") or next(iter(names.values()))
    said = WORDS[iri].say(language) if iri in WORDS else None
    return said.value if said else ""


def properties_of(engine: Engine, class_: str) -> tuple[str, ...]:
    """Return the properties of the things of a class, the most frequent first.

    Raises:
        EngineError, LimitError: as the engine.
    """
    return tuple(str(row["property"]) for row in engine.select(question("class-properties"), **{"class": IRI(class_)}))


def values(engine: Engine, things: Iterable[str], properties: Iterable[str], language: str) -> Values:
    """Return the values of properties of things, in a language where there are any in it.

    Raises:
        EngineError, LimitError: as the engine.
    """
    listed = {"thing": " ".join(f"<{one}>" for one in things), "property": " ".join(f"<{one}>" for one in properties)}
    if not all(listed.values()):
        return {}
    given = "\n  ".join(f"VALUES ?{name} {{ {iris} }}" for name, iris in listed.items())
    found: dict[tuple[str, str], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    rows = engine.select(question("property-values").replace(_GIVEN, given, 1))
    for row in sorted(rows, key=lambda row: (str(row["value"]), str(row.get("name", "")))):
        found[str(row["thing"]), str(row["property"])][str(row["value"])].append(row)
    return {key: _spoken([_value(rows, language) for rows in by.values()], language) for key, by in found.items()}


def _value(rows: Sequence[Row], language: str) -> tuple[Value, str]:
    """Return a value and its language: a thing by the name that is shown."""
    value: Term = rows[0]["value"]
    if isinstance(value, Literal):
        return Value(value.value, value.datatype or ""), value.language or ""
    names = {one.language or "": one.value for row in rows if isinstance(one := row.get("name"), Literal)}
    name = names.get(language) or names.get("") or next(iter(names.values()), str(value))
    return Value(name, "", str(value)), ""


def _spoken(found: Sequence[tuple[Value, str]], language: str) -> Sequence[Value]:
    own = [value for value, spoken in found if spoken in {language, ""}]
    return own or [value for value, _ in found]


def met(conditions: Sequence[Condition], iri: str, known: Values) -> float:
    """Return the part of the conditions that a thing meets: one of the values is its value, by name or by identity."""
    if not conditions:
        return 1.0
    count = sum(_meets(one, known.get((iri, one.property), ())) for one in conditions)
    return count / len(conditions)


def _meets(condition: Condition, found: Iterable[Value]) -> bool:
    wanted = {*condition.values, *(plain(one) for one in condition.values if plain(one))}
    return any(one.iri in wanted or one.text in wanted or plain(one.text) in wanted for one in found)
