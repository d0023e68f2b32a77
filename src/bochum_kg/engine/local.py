"""A store in this process, for our own queries at build time.

Queries of clients never come here: this store has no limits and cannot be stopped (see `bochum_kg.engine.embedded`).
"""

from collections.abc import Mapping, Sequence
from typing import Final

import pyoxigraph

from bochum_kg.errors import EngineError
from bochum_kg.formats import JSON_LD, N_TRIPLES, TURTLE, Format

__all__ = ["LocalStore", "convert"]

_FORMATS: Final = {
    N_TRIPLES: pyoxigraph.RdfFormat.N_TRIPLES,
    TURTLE: pyoxigraph.RdfFormat.TURTLE,
    JSON_LD: pyoxigraph.RdfFormat.JSON_LD,
}


class LocalStore:
    """Named graphs in memory; a query sees their union."""

    def __init__(self) -> None:
        """Begin empty."""
        self._store = pyoxigraph.Store()

    def load(self, ntriples: bytes, graph: str) -> None:
        """Add N-Triples to a graph.

        Raises:
            EngineError: the bytes are not N-Triples.
        """
        try:
            self._store.bulk_load(ntriples, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=pyoxigraph.NamedNode(graph))
        except SyntaxError as error:
            problem = f"The graph {graph} cannot be loaded: {error.msg}; what was written is not N-Triples."
            raise EngineError(problem) from error

    def construct(self, text: str) -> bytes:
        """Return the triples of a CONSTRUCT query over all graphs, as N-Triples.

        Raises:
            EngineError: the query is not in the grammar or does not construct.
        """
        try:
            result = self._store.query(text, use_default_graph_as_union=True)
        except SyntaxError as error:
            problem = f"A query of ours is not SPARQL: {error.msg}."
            raise EngineError(problem) from error
        if not isinstance(result, pyoxigraph.QueryTriples):
            problem = "A query of ours was expected to CONSTRUCT, but asks for something else."
            raise EngineError(problem)
        return result.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b""


def convert(ntriples: Sequence[bytes], format_: Format, prefixes: Mapping[str, str]) -> bytes:
    """Write N-Triples lines in another format, in the order given."""
    triples = pyoxigraph.parse(b"\n".join(ntriples), format=pyoxigraph.RdfFormat.N_TRIPLES)
    written = pyoxigraph.serialize((quad.triple for quad in triples), format=_FORMATS[format_], prefixes=dict(prefixes))
    return written or b""
