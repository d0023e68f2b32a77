"""One-mode centralities, and how much betweenness one node has over all others."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked, checked_values

__all__ = ["Centrality", "betweenness", "centrality"]

_STEPS: Final = 10_000
_CLOSE: Final = 1e-13


@dataclass(frozen=True)
class Centrality:
    """Centralities by node; ``notes`` says where one of them covers a part of the network only."""

    degree: Mapping[Node, float]
    closeness: Mapping[Node, float]
    betweenness: Mapping[Node, float]
    eigenvector: Mapping[Node, float]
    notes: tuple[str, ...] = ()


def centrality(graph: nx.Graph, *, weight: str | None = None, distance: str | None = None) -> Centrality:
    """Measure degree, closeness, betweenness and eigenvector centrality.

    Definition: degree is the share of the other nodes tied to a node, or with ``weight`` the sum of its weights
    (strength); closeness (n_c - 1)/sum of distances in its component of n_c nodes, times (n_c - 1)/(n - 1);
    betweenness the mean share of shortest paths that pass through it; eigenvector x with Ax = lambda x for the
    largest lambda, of length 1, over the largest component.

    Range: 0 to 1 (strength: from 0). Reading: activity, nearness, position between others, nearness to the well
    connected. When not: degree follows how much was read about a node; betweenness and closeness are fragile when
    nodes are missing (Smith & Moody 2013); give ranges of ranks.

    Source: Freeman 1979, Social Networks 1, 215-239; Wasserman & Faust 1994 (closeness of several components);
    Bonacich 1972, Journal of Mathematical Sociology 2, 113-120.

    Args:
        graph: an undirected network.
        weight: the edge attribute that says how strong a tie is, for degree and eigenvector.
        distance: the edge attribute that says how long a tie is, for closeness and betweenness.

    Raises:
        AnalysisError: the network is directed, has self-loops, fewer than two nodes or no tie, or a tie lacks a value.
    """
    fresh = checked(graph, "centrality")
    for attribute in (weight, distance):
        checked_values(fresh, attribute, "centrality")
    part, notes = _largest(fresh)
    eigenvector, unsettled = _eigenvector(part, weight)
    degree = dict(fresh.degree(weight=weight)) if weight else nx.degree_centrality(fresh)
    return Centrality(
        degree,
        nx.closeness_centrality(fresh, distance=distance),
        nx.betweenness_centrality(fresh, weight=distance),
        eigenvector,
        notes + unsettled,
    )


def _largest(graph: nx.Graph) -> tuple[nx.Graph, tuple[str, ...]]:
    """Return the largest component, the first of several by name, and a note where there are others."""
    components = list(nx.connected_components(graph))
    largest = max(components, key=len)
    if len(components) == 1:
        return graph, ()
    inside = [node for node in graph if node in largest]
    part = nx.Graph()
    part.add_nodes_from(inside)
    part.add_edges_from((a, b, data) for a, b, data in graph.edges(data=True) if a in largest)
    note = (
        f"The network has {len(components)} components; eigenvector centrality covers the largest one, "
        f"{len(inside)} of {len(graph)} nodes."
    )
    return part, (note,)


def _eigenvector(graph: nx.Graph, weight: str | None) -> tuple[dict[Node, float], tuple[str, ...]]:
    """Return the leading eigenvector by iterating A + I, which converges on bipartite networks too.

    A note says so where it does not settle, as in long chains.

    Additions run in the order of the nodes, so the result has the same bits everywhere.
    """
    links = [(node, [(other, data.get(weight, 1.0)) for other, data in graph[node].items()]) for node in graph]
    vector = dict.fromkeys(graph, 1 / sqrt(len(graph)))
    for _ in range(_STEPS):
        fresh = {node: vector[node] + sum(vector[other] * value for other, value in near) for node, near in links}
        length = sqrt(sum(value * value for value in fresh.values()))
        fresh = {node: value / length for node, value in fresh.items()}
        if sum(abs(fresh[node] - vector[node]) for node in graph) < _CLOSE * len(graph):
            return fresh, ()
        vector = fresh
    return vector, (f"Eigenvector centrality did not settle within {_STEPS} steps; do not rank by it.",)


def betweenness(graph: nx.Graph, *, distance: str | None = None) -> dict[Node, float]:
    """Return betweenness as `centrality` does, by igraph; for the many networks of a jackknife or a null model."""
    from bochum_kg.analysis.measures.igraphs import igraph_betweenness

    fresh = checked(graph, "betweenness")
    checked_values(fresh, distance, "betweenness")
    return igraph_betweenness(fresh, distance)
