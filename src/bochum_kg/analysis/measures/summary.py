"""A network in a few figures, and how much the rank of a node depends on single undertakings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked, checked_modes, checked_numbers
from bochum_kg.analysis.measures.twomode import newman_projection
from bochum_kg.errors import AnalysisError

__all__ = ["Ranked", "Summary", "rank_ranges", "summary"]


@dataclass(frozen=True)
class Summary:
    """Counts and shares of a network; ``nodes_other`` is the size of the second mode, None in a one-mode network."""

    nodes: int
    nodes_other: int | None
    ties: int
    isolates: int
    components: int
    largest_component: int
    density: float
    mean_degree: float
    transitivity: float | None


def summary(graph: nx.Graph, nodes: Iterable[Node] | None = None) -> Summary:
    """Count nodes, ties, isolates and components, and measure density and transitivity.

    Definition: density is ties/possible ties, for two modes n x m of them; transitivity is three times the triangles
    by the paths of two ties, None in a two-mode network, which has no triangles.

    Range: density and transitivity 0 to 1. Reading: the size and thickness of a network. When not: density falls as a
    network grows; a projection's transitivity is mostly made by its cliques (Newman, Strogatz & Watts 2001).

    Source: Wasserman & Faust 1994, Social Network Analysis.

    Args:
        graph: an undirected network.
        nodes: the nodes of one mode, where the network has two.

    Raises:
        AnalysisError: the network is directed, has self-loops or no tie, or is not of two modes where nodes are given.
    """
    if nodes is None:
        fresh, first, second = checked(graph, "summary"), list(graph), None
        possible = len(first) * (len(first) - 1) / 2
    else:
        fresh, first, second = checked_modes(graph, nodes, "summary")
        possible = len(first) * len(second)
    components = sorted(map(len, nx.connected_components(fresh)))
    return Summary(
        len(first),
        None if second is None else len(second),
        fresh.number_of_edges(),
        nx.number_of_isolates(fresh),
        len(components),
        components[-1],
        fresh.number_of_edges() / possible,
        sum(fresh.degree[node] for node in first) / len(first),
        nx.transitivity(fresh) if second is None else None,
    )


@dataclass(frozen=True)
class Ranked:
    """A node's value and rank, and the best and worst rank when any one undertaking is left out."""

    value: float
    rank: int
    best: int
    worst: int


def rank_ranges(
    network: nx.Graph, nodes: Iterable[Node], measure: Callable[[nx.Graph], Mapping[Node, float]]
) -> Mapping[Node, Ranked]:
    """Rank nodes by a measure of their projection, and again without each undertaking in turn (jackknife).

    Reading: a rank that moves far rests on single records. Source: Tukey 1958 (the jackknife); Costenbader & Valente
    2003, Social Networks 25, 283-307 (why ranks need it).

    Args:
        network: a two-mode network.
        nodes: the nodes to rank.
        measure: takes the Newman projection.

    Raises:
        AnalysisError: the network is not of two modes, has no ties, or the measure gives a node no finite number.
    """
    graph, first, second = checked_modes(network, nodes, "ranking")
    if not callable(measure):
        problem = f"The ranking needs a measure that takes a network, not {measure!r}; pass a function."
        raise AnalysisError(problem)
    projected = newman_projection(graph, first)
    values = checked_numbers(measure(projected), projected, "ranking")
    ranks = _ranks(values)
    ranges = {node: [rank] for node, rank in ranks.items()}
    for undertaking in second:
        if graph.degree[undertaking] > 1:
            for node, rank in _fewer_ranks(graph, projected, undertaking, measure).items():
                ranges[node].append(rank)
    return {node: Ranked(values[node], ranks[node], min(ranges[node]), max(ranges[node])) for node in ranks}


def _fewer_ranks(
    graph: nx.Graph, projected: nx.Graph, without: Node, measure: Callable[[nx.Graph], Mapping[Node, float]]
) -> Mapping[Node, int]:
    """Return the ranks without one undertaking; all are equal where no tie is left."""
    fewer = projected.copy()
    for a, b in combinations(graph[without], 2):
        via = tuple(one for one in projected.edges[a, b]["via"] if one != without)
        if via:
            weight = sum(1 / (graph.degree[one] - 1) for one in via)
            fewer.add_edge(a, b, weight=weight, distance=1 / weight, n_shared=len(via), via=via)
        else:
            fewer.remove_edge(a, b)
    try:
        values = measure(fewer)
    except AnalysisError:
        return dict.fromkeys(projected, 1)
    return _ranks(checked_numbers(values, projected, "ranking"))


def _ranks(values: Mapping[Node, float]) -> dict[Node, int]:
    """Return ranks from 1; equal values, but for the last digits, have the same rank."""
    rounded = {node: round(value, 9) for node, value in values.items()}
    order = sorted(rounded.values(), reverse=True)
    return {node: order.index(value) + 1 for node, value in rounded.items()}
