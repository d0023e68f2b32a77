"""Two SHACL engines, one answer: the validation report as a graph (SHACL, section 3.6)."""

from collections.abc import Iterable
from typing import TypeAlias

import shacl
from rdflib import Graph, URIRef
from rdflib.term import Node

__all__ = ["Triple", "report_of_pyshacl", "report_of_shacl"]

Triple: TypeAlias = tuple[Node, Node, Node]


def report_of_pyshacl(data: Iterable[Triple], shapes: Graph) -> Graph:
    """Validate with pySHACL, the reference in Python."""
    import pyshacl

    graph = Graph(bind_namespaces="none")
    for triple in data:
        graph.add(triple)
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    return _as_graph(report)


def report_of_shacl(data: Iterable[Triple], shapes: Graph) -> Graph:
    """Validate with the engine ``shacl``, written in Rust."""
    compiled = shacl.Shapes.from_turtle(_as_turtle(shapes))
    report = Graph(bind_namespaces="none")
    return report.parse(data=compiled.validate_turtle(_as_turtle(data)).serialize("ntriples"), format="nt")


def _as_graph(report: object) -> Graph:
    if not isinstance(report, Graph):
        raise TypeError(report)
    return report


def _as_turtle(triples: Iterable[Triple]) -> str:
    names: dict[Node, str] = {}
    return "\n".join(f"{_n3(s, names)} {_n3(p, names)} {_n3(o, names)} ." for s, p, o in triples)


def _n3(term: Node, names: dict[Node, str]) -> str:
    if not isinstance(term, URIRef):
        return term.n3()
    name = names.get(term)
    if name is None:
        name = names[term] = term.n3()
    return name
