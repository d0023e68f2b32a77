"""What follows from the data by rule: shortcuts, bounds of dates, labels. One CONSTRUCT query each, in order."""

from collections.abc import Callable, Mapping

from rdflib import Graph

from bochum_kg import queries
from bochum_kg.engine.local import LocalStore
from bochum_kg.namespaces import GRAPHS

__all__ = ["derive", "lines"]


def lines(graph: Graph) -> list[bytes]:
    """Return a graph as sorted N-Triples lines without repetition (RDF 1.1 N-Triples)."""
    return sorted(set(graph.serialize(format="nt", encoding="utf-8").splitlines()))


def derive(stated: Mapping[str, list[bytes]], *, progress: Callable[[str], None] = lambda _: None) -> list[bytes]:
    """Return the triples that follow from the stated graphs and are not stated there, as sorted N-Triples lines.

    Args:
        stated: N-Triples lines by short name of the graph (see `bochum_kg.namespaces.GRAPHS`).
        progress: is told the name of each rule before it runs.

    A rule sees what the rules before it derived; the names of the files give the order.
    """
    store = LocalStore()
    for name, triples in stated.items():
        store.load(b"\n".join(triples), GRAPHS[name])
    known = {triple for triples in stated.values() for triple in triples}
    derived: set[bytes] = set()
    for name in queries.names("derive"):
        progress(name)
        found = set(store.construct(queries.read(name).text).splitlines()) - known - derived
        store.load(b"\n".join(sorted(found)), GRAPHS["derived"])
        derived |= found
    return sorted(derived)
