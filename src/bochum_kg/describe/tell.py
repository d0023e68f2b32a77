"""The statements about a thing in the order and grouping in which a person would tell them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from rdflib import DC, SKOS

from bochum_kg.describe.facts import Fact, Facts
from bochum_kg.describe.model import Basis, Description, Group, Links, Source, Text, Thing, Value, Words
from bochum_kg.describe.vocabulary import (
    ASSIGNMENTS,
    DERIVED,
    MAIN,
    PLAIN_BASES,
    STRUCTURAL,
    TERM_STATUS,
    THEN,
    TOLD_OUTSIDE,
    rank,
)
from bochum_kg.describe.words import MATURITY, OUTGOING
from bochum_kg.engine.base import IRI, Literal
from bochum_kg.namespaces import CV, STRAT

__all__ = ["tell"]

_DIGITS = re.compile(r"(\d+)")
#: Relations come after what a thing is and where it is found.
_RELATIONS = rank(str(DC.publisher))
_SOURCE = "http://purl.org/dc/terms/source"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_DESCRIPTION = "http://purl.org/dc/terms/description"


def tell(facts: Facts, incoming: tuple[Links, ...] = ()) -> Description:
    """Describe a thing from what the graph says of it."""
    top = facts.top
    types = sorted((str(fact.term) for fact in facts.of(top, _TYPE)), key=lambda iri: (not iri.startswith(STRAT), iri))
    return Description(
        thing=facts.thing(top),
        types=tuple(facts.thing(iri) for iri in types),
        summary=facts.words(top, _summary(facts)),
        groups=_groups(facts),
        sources=_sources(facts, top),
        basis=_basis(facts, top),
        incoming=incoming,
        facts={name: _things(facts, values) for name, values in facts.nodes.get(top, {}).items()},
    )


def _summary(facts: Facts) -> str:
    """Return the property that says in a sentence what the thing is: its description, or else its definition."""
    return _DESCRIPTION if facts.of(facts.top, _DESCRIPTION) else str(SKOS.definition)


def _things(facts: Facts, values: Iterable[Fact]) -> tuple[Thing, ...]:
    """Return the values that are names, in the order of the IRIs."""
    return tuple(facts.thing(iri) for iri in sorted(str(one.term) for one in values if isinstance(one.term, IRI)))


def _sources(facts: Facts, node: str) -> tuple[Source, ...]:
    return tuple(facts.source(iri) for iri in sorted(str(fact.term) for fact in facts.of(node, _SOURCE)))


def _basis(facts: Facts, node: str) -> Basis | None:
    """Return how a statement came about, unless it retells or quotes its source."""
    kind = facts.one(node, str(STRAT.assertionBasis))
    if not kind or kind in PLAIN_BASES:
        return None
    return Basis(facts.thing(kind), facts.words(node, str(STRAT.basisReason)))


def _groups(facts: Facts) -> tuple[Group, ...]:
    """Return all values of the thing, grouped by what they say of it."""
    told, summary = _told_by_nodes(facts), _summary(facts)
    groups: dict[tuple[int, str], list[Value]] = defaultdict(list)
    for name, values in facts.nodes.get(facts.top, {}).items():
        if name in TOLD_OUTSIDE or name == summary:
            continue
        plain = []
        for fact in values:
            node = str(fact.term)
            if isinstance(fact.term, IRI) and node in facts.nodes and node != facts.top:
                groups[rank(name), _label(facts, node, name)].append(_nested(facts, node))
            elif not (fact.derived and (name, node) in told):
                plain.append(fact)
        groups[rank(name), name] += _plain(facts, name, plain)
    for node, properties in facts.nodes.items():
        if facts.one(node, str(STRAT.subject)) == facts.top and node != facts.top:
            kind = next((str(fact.term) for fact in properties.get(str(STRAT.relationKind), ())), str(STRAT.subject))
            groups[_RELATIONS, kind].append(_nested(facts, node))
    made = [
        (place, Group(_heading(facts, name), tuple(sorted(values, key=lambda one: _order(facts, one)))))
        for (place, name), values in groups.items()
        if values
    ]
    return tuple(group for _, group in sorted(made, key=lambda one: (one[0], one[1].property.name("de").value)))


def _plain(facts: Facts, name: str, values: list[Fact]) -> list[Value]:
    """Return statements that have no node of their own; what follows by rule says so."""
    made = []
    for derived in (False, True):
        basis = Basis(facts.thing(DERIVED)) if derived else None
        terms = facts.terms(fact for fact in values if fact.derived is derived)
        made += [Value((_maturity(term) if name == TERM_STATUS else term,), basis=basis) for term in terms]
    return made


def _maturity(term: Thing | Words | Text) -> Thing | Words | Text:
    """Return the words for how mature a term is; what the vocabulary of maturities does not know stays as it is."""
    return MATURITY.get(term.value, term) if isinstance(term, Text) else term


def _label(facts: Facts, node: str, link: str) -> str:
    """Return the IRI of what a nested statement is told under: its aspect, role or the property it is short for."""
    for by in (STRAT.aspect, CV.role):
        if found := facts.one(node, str(by)):
            return found
    target = facts.one(node, str(STRAT.assignedTo))
    for name in ASSIGNMENTS if target else ():
        if any(str(fact.term) == target for fact in facts.of(facts.top, name)):
            return name
    return link


def _told_by_nodes(facts: Facts) -> frozenset[tuple[str, str]]:
    """Return the property and value of each shortcut whose sourced statement is on the page."""
    told: set[tuple[str, str]] = set()
    fixed: Mapping[str, tuple[str, ...]] = {
        str(STRAT.assignedTo): ASSIGNMENTS,
        str(STRAT.status): (str(STRAT.currentStatus),),
        str(STRAT.organisation): (str(STRAT.leadOrganization), str(STRAT.partnerOrganization)),
    }
    for node, properties in facts.nodes.items():
        if node == facts.top:
            continue
        values = {str(fact.term) for facts_ in properties.values() for fact in facts_}
        for by in (STRAT.relationKind, STRAT.aspect):
            shortcut = facts.shortcut(facts.one(node, str(by)))
            told |= {(shortcut, value) for value in values if shortcut}
        for name, shortcuts in fixed.items():
            told |= {(shortcut, str(fact.term)) for fact in properties.get(name, ()) for shortcut in shortcuts}
    return frozenset(told)


def _nested(facts: Facts, node: str) -> Value:
    """Return a statement that has a node of its own, with its details, dates and sources."""
    properties = _own(facts, node)
    main = next((name for name in MAIN if name in properties), "")
    said = [name for name in dict.fromkeys((main, *THEN)) if name in properties]
    details = [
        (rank(name), Group(_heading(facts, name), tuple(_detail(facts, values))))
        for name, values in properties.items()
        if name not in STRUCTURAL and name not in said
    ]
    return Value(
        terms=tuple(term for name in said for term in facts.terms(properties[name])) or (facts.thing(node),),
        when=_when(facts, node),
        details=tuple(group for _, group in sorted(details, key=lambda one: (one[0], one[1].property.iri))),
        sources=_sources(facts, node),
        basis=_basis(facts, node),
        node=node,
        competing=bool(facts.of(node, str(STRAT.competesWith))),
    )


def _own(facts: Facts, node: str) -> dict[str, tuple[Fact, ...]]:
    """Return what a statement says beyond what follows by rule and beyond what the page is about."""
    properties: dict[str, tuple[Fact, ...]] = {}
    for name, values in facts.nodes[node].items():
        others = tuple(fact for fact in values if str(fact.term) != facts.top)
        stated = tuple(fact for fact in others if not fact.derived) or (others if name in MAIN else ())
        if stated:
            properties[name] = stated
    return properties


def _detail(facts: Facts, values: tuple[Fact, ...]) -> list[Value]:
    made = []
    for fact in values:
        node = str(fact.term)
        nested = isinstance(fact.term, IRI) and node in facts.nodes and node != facts.top
        if nested:
            made.append(_nested(facts, node))
    rest = [fact for fact in values if isinstance(fact.term, Literal) or str(fact.term) not in facts.nodes]
    return made + [Value((term,)) for term in facts.terms(rest)]


def _when(facts: Facts, node: str) -> tuple[str, ...]:
    """Return the date of a statement, or the two ends of its span; an open end is empty."""
    date, start, end = (facts.one(node, str(name)) for name in (STRAT.date, STRAT.start, STRAT.end))
    if start or end:
        return (start, end)
    return (date,) if date else ()


def _heading(facts: Facts, name: str) -> Thing:
    """Return a property under the words that a list of its values is headed with."""
    return Thing(name, OUTGOING[name]) if name in OUTGOING else facts.thing(name)


def _order(facts: Facts, value: Value) -> tuple[object, ...]:
    """Return the key that sorts by date, then by position, then by IRI with numbers as numbers."""
    first = value.terms[0]
    name = value.node or (first.iri if isinstance(first, Thing) else "")
    parts = tuple((int(part), "") if part.isdigit() else (0, part) for part in _DIGITS.split(name))
    return (value.when[:1] or ("",), facts.position(name), parts)
