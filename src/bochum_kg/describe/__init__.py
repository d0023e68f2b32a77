"""What the graph says of a thing, told as a person would tell it; and its triples, as a machine wants them.

A page takes four or five queries, however much it shows: what is said (`thing`), what that is called (`mentioned`),
what points here and how often (`incoming-counts`), and the first of those (`incoming`, `incoming-relations`).
"""

from bochum_kg.describe.facts import read
from bochum_kg.describe.find import find, near
from bochum_kg.describe.framed import context, framed
from bochum_kg.describe.incoming import incoming, overview
from bochum_kg.describe.model import (
    Basis,
    Description,
    Group,
    Incoming,
    Link,
    Links,
    Source,
    Text,
    Thing,
    Value,
    Words,
)
from bochum_kg.describe.names import names
from bochum_kg.describe.plain import plain
from bochum_kg.describe.questions import question
from bochum_kg.describe.tell import tell
from bochum_kg.engine.base import IRI, Engine
from bochum_kg.engine.writing import write_graph
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import JSON_LD, N_TRIPLES, Format
from bochum_kg.namespaces import PREFIXES

__all__ = [
    "Basis",
    "Description",
    "Group",
    "Incoming",
    "Link",
    "Links",
    "Source",
    "Text",
    "Thing",
    "Value",
    "Words",
    "context",
    "describe",
    "find",
    "graph",
    "incoming",
    "names",
    "near",
    "plain",
]


def describe(engine: Engine, iri: str) -> Description:
    """Describe a thing.

    Raises:
        UnknownNameError: the graph neither says anything about it nor points at it.
        EngineError, LimitError: as the engine.
    """
    facts = read(engine, iri)
    links = overview(engine, iri)
    if not facts.nodes and not links:
        kind = "thing"
        raise UnknownNameError(kind, iri, near(engine, iri))
    return tell(facts, links)


def graph(engine: Engine, iri: str, form: Format, *, labelled: bool = False) -> bytes:
    """Write the triples that describe a thing in a graph format; JSON-LD is a tree with the thing at its root.

    They are all triples about the thing and about the details whose IRIs lie directly under its own: milestones under
    their activity, statements under what they are about. Relations and participations have pages of their own and are
    linked, not included. A scheme brings its concepts, the ontology its terms. Every triple is one of the release, and
    the same triples are written in every format.

    Args:
        engine: what is asked.
        iri: the thing.
        form: the format.
        labelled: whether the names of everything that occurs are added.

    Raises:
        EngineError, LimitError: as the engine.
    """
    triples = engine.graph(question("thing-graph"), N_TRIPLES, thing=IRI(iri))
    names = engine.graph(question("names-graph"), N_TRIPLES, thing=IRI(iri)) if labelled else b""
    if form is JSON_LD:
        return framed(write_graph(triples, N_TRIPLES, PREFIXES), iri, names)
    return write_graph(triples + names, form, PREFIXES)
