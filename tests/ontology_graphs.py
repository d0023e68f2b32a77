"""The graphs that the tests of the ontology look at, each read once."""

from functools import cache
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.term import Node

from bochum_kg.derive import derive, lines
from bochum_kg.namespaces import LANGUAGES, PREFIXES, STRAT
from bochum_kg.resources import folder
from bochum_kg.sources import Sources, read

KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ONTOLOGY: Final = URIRef(STRAT)
STATUS: Final = URIRef(PREFIXES["vs"] + "term_status")
FOLDER: Final = folder("ontology")
ROOT: Final = FOLDER.parent


def union(pattern: str) -> Graph:
    """Read every Turtle file of the ontology folder that the pattern matches into one graph."""
    graph = Graph()
    for path in sorted(FOLDER.glob(pattern)):
        graph.parse(path)
    return graph


@cache
def core() -> Graph:
    """Read the ontology itself, without alignments and vocabularies."""
    return union("*.ttl")


@cache
def alignments() -> Graph:
    """Read the hard alignments."""
    return union("alignments/*.ttl")


@cache
def vocabularies() -> Graph:
    """Read the concept schemes."""
    return union("vocab/*.ttl")


def local(term: Node) -> str:
    """Return the name of one of our terms."""
    return str(term).removeprefix(STRAT)


@cache
def terms() -> tuple[URIRef, ...]:
    """List the classes and properties that the ontology mints."""
    found = {term for kind in KINDS for term in core().subjects(RDF.type, kind)}
    return tuple(sorted(term for term in found if isinstance(term, URIRef) and term.startswith(STRAT)))


@cache
def classes() -> frozenset[URIRef]:
    """List the classes among them."""
    return frozenset(term for term in terms() if (term, RDF.type, OWL.Class) in core())


@cache
def unstable() -> frozenset[URIRef]:
    """List the terms that are marked as not yet used."""
    return frozenset(term for term in terms() if (term, STATUS, Literal("unstable")) in core())


def texts(graph: Graph, subject: Node, predicate: Node) -> list[Literal]:
    """List the literals that a thing has for a property."""
    return [value for value in graph.objects(subject, predicate) if isinstance(value, Literal)]


def languages(graph: Graph, subject: Node, predicate: Node) -> list[str | None]:
    """List the languages in which a thing has a text, one entry per text."""
    return sorted((text.language for text in texts(graph, subject, predicate)), key=str)


def labels(graph: Graph, subject: Node, language: str | None) -> list[str]:
    """List the labels of a term or concept in a language."""
    found = (*texts(graph, subject, RDFS.label), *texts(graph, subject, SKOS.prefLabel))
    return [str(label) for label in found if label.language == language]


#: What a text in both languages looks like to ``languages``.
BOTH: Final = sorted(LANGUAGES)


@cache
def sources() -> Sources:
    """Read the real data with everything that describes it."""
    return read()


@cache
def derived() -> Graph:
    """Derive what the rules of the build make of the real data."""
    stated = {
        "data": lines(sources().data),
        "ontology": lines(sources().ontology),
        "vocabulary": lines(sources().vocabulary),
    }
    return Graph().parse(data=b"\n".join(derive(stated)), format="nt")
