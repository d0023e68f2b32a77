"""The rules that the shapes hold, with their texts in German and English."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from rdflib.term import Node

from bochum_kg.namespaces import SHAPES

__all__ = ["SEVERITIES", "Rule", "read_rules", "texts"]

#: From the gravest to the lightest.
SEVERITIES: Final = ("Violation", "Warning", "Info")


@dataclass(frozen=True)
class Rule:
    """One constraint: its number in the list of rules, its severity, and what it says."""

    iri: URIRef
    number: int
    severity: str
    labels: Mapping[str, str]
    descriptions: Mapping[str, str]
    messages: Mapping[str, str]
    remedies: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the local name, such as ``MilestonesInOrder``."""
        return self.iri.removeprefix(SHAPES)


def read_rules(shapes: Graph) -> dict[URIRef, Rule]:
    """Read every shape that carries a number as a rule, by IRI."""
    numbered = sorted(shapes.subject_objects(SHAPES.constraintNumber))
    return {iri: _rule(shapes, iri, number) for iri, number in numbered if isinstance(iri, URIRef)}


def _rule(shapes: Graph, iri: URIRef, number: Node) -> Rule:
    has_path = (iri, RDF.type, SH.PropertyShape) in shapes
    return Rule(
        iri=iri,
        number=int(str(number)),
        severity=str(shapes.value(iri, SH.severity)).removeprefix(str(SH)),
        labels=texts(shapes, iri, SH.name if has_path else RDFS.label),
        descriptions=texts(shapes, iri, SH.description if has_path else RDFS.comment),
        messages=texts(shapes, iri, SH.message),
        remedies=texts(shapes, iri, SHAPES.remedy),
    )


def texts(graph: Graph, subject: Node, predicate: URIRef) -> dict[str, str]:
    """Return the texts of a property by language, in the order of the language tags."""
    found = (text for text in graph.objects(subject, predicate) if isinstance(text, Literal) and text.language)
    return dict(sorted((str(text.language), str(text)) for text in found))
