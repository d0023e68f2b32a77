"""Do sectors mix: assortativity, the E-I index with its expectation, and who is tied to whom."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations_with_replacement

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked, checked_draws, is_label, missing
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
        AnalysisError: labels are missing, all nodes are of one group, or the network is directed, has self-loops or
            no tie.
    """
    fresh = checked(graph, "mixing measure")
    checked_draws(draws, "mixing measure", least=0)
    labels = {node: str(value) for node, value in fresh.nodes(data=attribute) if is_label(value)}
    lacking = missing(fresh, labels)
    if len(lacking) > most_unlabelled * len(fresh):
        problem = (
            f"The mixing measure needs the attribute {attribute!r} of every node, but {len(lacking)} of {len(fresh)} "
            f"have none, such as {lacking[0]!r}; add it or leave them out."
        )
        raise AnalysisError(problem)
    fresh.remove_nodes_from(lacking)
    fresh = checked(fresh, "mixing measure")
    sizes = {label: list(labels.values()).count(label) for label in sorted(set(labels.values()))}
    if len(sizes) == 1:
        problem = f"All nodes have the {attribute} {next(iter(sizes))!r}, so there is no mixing to measure."
        raise AnalysisError(problem)
    matrix, expected = _matrices(fresh, labels, sizes)
    index = _external_internal(fresh, labels)
    drawn = _permuted(fresh, labels, draws, seed)
    return AttributeMixing(
        _assortativity(matrix),
        index,
        _expectation(sizes),
        matrix,
        expected,
        sizes,
        len(lacking),
        _two_sided(index, drawn) if drawn else None,
        (drawn[int(0.025 * (len(drawn) - 1))], drawn[int(0.975 * (len(drawn) - 1) + 0.5)]) if drawn else None,
    )


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
    drawing = random.Random(seed)  # noqa: S311 - a permutation test, not a secret
    values, found = [labels[node] for node in graph], []
    for _ in range(draws):
        drawing.shuffle(values)
        found.append(_external_internal(graph, dict(zip(graph, values, strict=True))))
    return sorted(found)


def _two_sided(value: float, drawn: list[float]) -> float:
    below, above = sum(one <= value for one in drawn), sum(one >= value for one in drawn)
    return min(1.0, 2 * (min(below, above) + 1) / (len(drawn) + 1))
