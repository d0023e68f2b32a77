"""Two SHACL engines, one answer: the validation report as a graph (SHACL, section 3.6)."""

from collections.abc import Iterable
from typing import TypeAlias

import shacl
from rdflib import Graph
from rdflib.term import Node

from bochum_kg.validate.terms import as_ntriples

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
    compiled = shacl.Shapes.from_turtle(_as_text(shapes))
    report = Graph(store="SimpleMemory", bind_namespaces="none")
    return report.parse(data=compiled.validate_turtle(_as_text(data)).serialize("ntriples"), format="nt")


def _as_graph(report: object) -> Graph:
    if not isinstance(report, Graph):
        raise TypeError(report)
    return report


def _as_text(triples: Iterable[Triple]) -> str:
    names = _Names()
    return "\n".join(f"{names[s]} {names[p]} {names[o]} ." for s, p, o in triples)


class _Names(dict[Node, str]):
    """Every term in N-Triples, each written once."""

    def __missing__(self, term: Node) -> str:
        name = self[term] = as_ntriples(term)
        return name
