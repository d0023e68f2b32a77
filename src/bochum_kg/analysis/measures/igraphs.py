"""The one place that knows igraph: where networkx is too slow or has no such method."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, Final

import networkx as nx

from bochum_kg.analysis.measures.checks import Node
from bochum_kg.analysis.measures.drawing import Draws

__all__ = ["igraph_betweenness", "leiden", "optimal"]

#: A gain of modularity that is more than rounding.
_GAIN: Final = 1e-12


def _graph(graph: nx.Graph, attribute: str | None) -> tuple[Any, list[float] | None]:
    import igraph

    names = {node: number for number, node in enumerate(graph)}
    made = igraph.Graph(n=len(names), edges=[(names[a], names[b]) for a, b in graph.edges])
    return made, [graph.edges[edge][attribute] for edge in graph.edges] if attribute else None


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a generator of our own while the block runs."""
    import igraph

    igraph.set_random_number_generator(Draws(seed))
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def igraph_betweenness(graph: nx.Graph, distance: str | None) -> dict[Node, float]:
    """Return betweenness divided by the number of pairs of other nodes."""
    made, lengths = _graph(graph, distance)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2 or 1
    return dict(zip(graph, (value / pairs for value in made.betweenness(weights=lengths)), strict=True))


def leiden(graph: nx.Graph, *, seed: int, weight: str | None) -> list[int]:
    """Return the community of each node, by the Leiden algorithm until nothing improves (Traag et al. 2019).

    The rounds are counted here, since igraph ends only when no node moves, and where moves gain and lose no more than
    rounding does, one always does.
    """
    made, strengths = _graph(graph, weight)
    membership: list[int] | None = None
    reached = -inf
    with _seeded(seed):
        while True:
            found = made.community_leiden(
                "modularity", weights=strengths, n_iterations=1, initial_membership=membership
            ).membership
            modularity = made.modularity(found, weights=strengths)
            if modularity <= reached + _GAIN:
                return list(found if membership is None else membership)
            membership, reached = found, modularity


def optimal(graph: nx.Graph, *, weight: str | None) -> list[int]:
    """Return the community of each node in a partition of the greatest modularity (Brandes et al. 2008)."""
    made, strengths = _graph(graph, weight)
    return list(made.community_optimal_modularity(weights=strengths).membership)
