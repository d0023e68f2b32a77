"""Do sectors mix: assortativity, the E-I index with its expectation, and who is tied to whom."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

import networkx as nx

from bochum_kg.analysis.measures.checks import (
    Node,
    checked,
    checked_count,
    checked_labels,
    checked_name,
    checked_seed,
    checked_share,
    missing,
)
from bochum_kg.analysis.measures.drawing import Draws
from bochum_kg.analysis.measures.significance import interval
from bochum_kg.errors import AnalysisError

__all__ = ["AttributeMixing", "attribute_mixing"]


@dataclass(frozen=True)
class AttributeMixing:
    """How ties run between groups.

    ``matrix`` counts ties between each two groups, within a group each tie once; ``expected`` is what pairs of nodes
    drawn at random would have. ``ei_p`` is the two-sided permutation p of the E-I index, None without draws.
    """

    assortativity: float
    ei_index: float
    ei_expected: float
    matrix: Mapping[str, Mapping[str, int]]
    expected: Mapping[str, Mapping[str, float]]
    sizes: Mapping[str, int]
    unlabelled: int = 0
    ei_p: float | None = None
    ei_interval: tuple[float, float] | None = None


def attribute_mixing(
    graph: nx.Graph, attribute: str, *, most_unlabelled: float = 0.0, draws: int = 0, seed: int = 0
) -> AttributeMixing:
    """Measure whether ties stay within the groups of an attribute.

    Definition: assortativity r = (tr e - sum of squares of a)/(1 - sum of squares of a), with e the share of tie ends
    between groups and a their row sums; E-I = (E - I)/(E + I) with E ties between and I ties within groups, expected
    1 - 2 sum n_g (n_g - 1) / (n (n - 1)) where ties fall on pairs at random.

    Range: r up to 1 (only within), below 0 where groups avoid themselves; E-I from -1 (only within) to 1. Reading:
    compare E-I with its expectation, which is not 0. When not: with missing labels, which would count as a group of
    their own, and with groups of one or two nodes.

    Source: Newman 2003, Physical Review E 67, 026126; Krackhardt & Stern 1988, Social Psychology Quarterly 51,
    123-140.

    Args:
        graph: an undirected network.
        attribute: the node attribute that names the group.
        most_unlabelled: the largest share of nodes without it that may be left out; none by default.
        draws: how many permutations of the labels give p and the 95 % interval of the E-I index.
        seed: the seed of the permutations.

    Raises:
        AnalysisError: labels are missing or written alike, all nodes are of one group, draws or seed are no whole
            numbers from 0, or the network is directed, has self-loops or no tie.
    """
    measure = "mixing measure"
    times, seed = checked_count(draws, measure, least=0), checked_seed(seed, measure)
    fresh, labels, unlabelled = _labelled(
        graph, checked_name(attribute, measure), checked_share(most_unlabelled, measure)
    )
    sizes = dict(sorted(Counter(labels.values()).items()))
    if len(sizes) == 1:
        problem = f"All nodes have the {attribute} {next(iter(sizes))!r}, so there is no mixing to measure."
        raise AnalysisError(problem)
    matrix, expected = _matrices(fresh, labels, sizes)
    index = _external_internal(fresh, labels)
    null = interval(index, _permuted(fresh, labels, times, seed)) if times else None
    return AttributeMixing(
        _assortativity(matrix),
        index,
        _expectation(sizes),
        matrix,
        expected,
        sizes,
        unlabelled,
        null.p if null else None,
        (null.low, null.high) if null else None,
    )


def _labelled(graph: nx.Graph, attribute: str, most: float) -> tuple[nx.Graph, dict[Node, str], int]:
    """Return the part of the network that has labels, these labels, and how many nodes have none."""
    fresh = checked(graph, "mixing measure")
    labels = checked_labels(fresh, dict(fresh.nodes(data=attribute)), "mixing measure")
    lacking = missing(fresh, labels)
    if len(lacking) > most * len(fresh):
        problem = (
            f"The mixing measure needs the attribute {attribute!r} of every node, but {len(lacking)} of {len(fresh)} "
            f"have none, such as {lacking[0]!r}; add it or leave them out."
        )
        raise AnalysisError(problem)
    fresh.remove_nodes_from(lacking)
    return checked(fresh, "mixing measure"), labels, len(lacking)


def _matrices(
    graph: nx.Graph, labels: Mapping[Node, str], sizes: Mapping[str, int]
) -> tuple[dict[str, dict[str, int]], dict[str, dict[str, float]]]:
    matrix = {one: dict.fromkeys(sizes, 0) for one in sizes}
    for a, b in graph.edges:
        matrix[labels[a]][labels[b]] += 1
        if labels[a] != labels[b]:
            matrix[labels[b]][labels[a]] += 1
    density = graph.number_of_edges() / (len(graph) * (len(graph) - 1) / 2)
    expected = {one: dict.fromkeys(sizes, 0.0) for one in sizes}
    for one, other in combinations_with_replacement(sizes, 2):
        pairs = sizes[one] * (sizes[one] - 1) / 2 if one == other else sizes[one] * sizes[other]
        expected[one][other] = expected[other][one] = pairs * density
    return matrix, expected


def _assortativity(matrix: Mapping[str, Mapping[str, int]]) -> float:
    ends = {
        (one, other): count * (2 if one == other else 1) for one, row in matrix.items() for other, count in row.items()
    }
    total = sum(ends.values())
    trace = sum(ends[one, one] for one in matrix) / total
    chance = sum((sum(ends[one, other] for other in matrix) / total) ** 2 for one in matrix)
    if chance == 1:
        problem = "All ties run within one group, so assortativity has no value; choose a network with ties of others."
        raise AnalysisError(problem)
    return (trace - chance) / (1 - chance)


def _external_internal(graph: nx.Graph, labels: Mapping[Node, str]) -> float:
    external = sum(labels[a] != labels[b] for a, b in graph.edges)
    return float((2 * external - graph.number_of_edges()) / graph.number_of_edges())


def _expectation(sizes: Mapping[str, int]) -> float:
    n = sum(sizes.values())
    return 1 - 2 * sum(one * (one - 1) for one in sizes.values()) / (n * (n - 1))


def _permuted(graph: nx.Graph, labels: Mapping[Node, str], draws: int, seed: int) -> list[float]:
    drawing, values, found = Draws(seed), [labels[node] for node in graph], []
    for _ in range(draws):
        drawing.shuffle(values)
        found.append(_external_internal(graph, dict(zip(graph, values, strict=True))))
    return found
