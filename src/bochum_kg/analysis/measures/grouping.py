"""Communities: a partition by modularity, and one on which many runs agree."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from types import MappingProxyType
from typing import Final

import networkx as nx

from bochum_kg.analysis.measures import igraphs
from bochum_kg.analysis.measures.checks import (
    Node,
    checked,
    checked_count,
    checked_groups,
    checked_seed,
    checked_values,
    relabelled,
)
from bochum_kg.analysis.measures.drawing import Draws
from bochum_kg.errors import AnalysisError, UnknownChoiceError

__all__ = ["METHODS", "Communities", "adjusted_rand", "communities", "consensus", "modularity"]

#: The largest network that the exact method is tried on; beyond it the search can run for hours.
EXACT_NODES: Final = 80


@dataclass(frozen=True)
class Communities:
    """A partition of the nodes, the largest group first, and its modularity.

    ``agreement`` is the mean adjusted Rand index of the runs behind a consensus, None for a single run.
    """

    groups: tuple[frozenset[Node], ...]
    modularity: float
    method: str
    agreement: float | None = None


def _louvain(graph: nx.Graph, seed: int, weight: str | None) -> list[int]:
    numbered, _ = relabelled(graph)
    found = nx.community.louvain_communities(numbered, weight=weight, seed=Draws(seed))
    place = {node: number for number, group in enumerate(found) for node in group}
    return [place[node] for node in numbered]


def _leiden(graph: nx.Graph, seed: int, weight: str | None) -> list[int]:
    return igraphs.leiden(graph, seed=seed, weight=weight)


def _exact(graph: nx.Graph, seed: int, weight: str | None) -> list[int]:  # noqa: ARG001 - nothing is drawn
    if len(graph) > EXACT_NODES:
        problem = (
            f"The exact method is for networks of at most {EXACT_NODES} nodes, and this one has {len(graph)}; "
            "choose a field, or the method leiden."
        )
        raise AnalysisError(problem)
    return igraphs.optimal(graph, weight=weight)


#: The methods by name.
METHODS: Final[Mapping[str, Callable[[nx.Graph, int, str | None], list[int]]]] = MappingProxyType(
    {"exact": _exact, "leiden": _leiden, "louvain": _louvain}
)


def communities(graph: nx.Graph, method: str = "leiden", *, seed: int = 0, weight: str | None = None) -> Communities:
    """Partition the nodes into communities of great modularity.

    Definition: Q = sum over groups of L_c/m - (d_c/2m)^2, L_c the ties within, d_c the degrees of the group and m all
    ties, or their weights.

    Range: -1/2 to 1. Reading: candidate circles of closer contact. When not: Q alone says nothing, random networks
    have a high one too (compare with a null model); below the resolution limit small circles are merged.

    Source: Newman & Girvan 2004, Physical Review E 69, 026113. Methods: ``leiden`` Traag et al. 2019, Scientific
    Reports 9, 5233 (igraph); ``louvain`` Blondel et al. 2008 (networkx); ``exact`` Brandes et al. 2008 (igraph).

    Raises:
        AnalysisError: the network is directed, has self-loops or no tie, is too large for the exact method, or a tie
            lacks its weight; or the seed is no whole number from 0.
        UnknownChoiceError: there is no such method.
    """
    if not isinstance(method, str) or method not in METHODS:
        kind = "method"
        raise UnknownChoiceError(kind, str(method), METHODS)
    fresh = _weighted(graph, weight, "community detection")
    return _detected(fresh, method, checked_seed(seed, "community detection"), weight)


def _weighted(graph: nx.Graph, weight: str | None, measure: str) -> nx.Graph:
    fresh = checked(graph, measure)
    checked_values(fresh, weight, measure)
    return fresh


def _detected(graph: nx.Graph, method: str, seed: int, weight: str | None) -> Communities:
    groups = _groups(graph, METHODS[method](graph, seed, weight))
    return Communities(groups, _modularity(graph, groups, weight), method)


def _groups(graph: nx.Graph, membership: Sequence[int]) -> tuple[frozenset[Node], ...]:
    """Return groups in an order of their own: by size, then by their first node."""
    groups: dict[int, list[Node]] = {}
    for node, number in zip(graph, membership, strict=True):
        groups.setdefault(number, []).append(node)
    place = {node: number for number, node in enumerate(graph)}
    return tuple(frozenset(one) for one in sorted(groups.values(), key=lambda one: (-len(one), place[one[0]])))


def modularity(graph: nx.Graph, groups: Iterable[Collection[Node]], *, weight: str | None = None) -> float:
    """Return the modularity of a partition; see `communities`.

    Raises:
        AnalysisError: as `communities`; also where the groups are no partition of the nodes.
    """
    fresh = _weighted(graph, weight, "modularity")
    found = checked_groups(groups, "modularity")
    if set().union(*found) != set(fresh):
        problem = "The modularity needs every node of the network in one group and no other; check the groups."
        raise AnalysisError(problem)
    return _modularity(fresh, found, weight)


def _modularity(graph: nx.Graph, groups: Iterable[Collection[Node]], weight: str | None) -> float:
    place = {node: number for number, group in enumerate(groups) for node in group}
    total = sum(data.get(weight, 1.0) for _, _, data in graph.edges(data=True))
    within, degrees = dict.fromkeys(place.values(), 0.0), dict.fromkeys(place.values(), 0.0)
    for a, b, data in graph.edges(data=True):
        value = data.get(weight, 1.0)
        within[place[a]] += value if place[a] == place[b] else 0.0
        degrees[place[a]] += value
        degrees[place[b]] += value
    return float(sum(within[one] / total - (degrees[one] / (2 * total)) ** 2 for one in within))


def consensus(
    graph: nx.Graph, *, method: str = "leiden", runs: int = 50, seed: int = 0, weight: str | None = None
) -> Communities:
    """Return of many runs the partition that agrees best with all others, with the mean agreement.

    Definition: the run with the greatest mean adjusted Rand index to the others; of equals the one with the greatest
    modularity, then the first.

    Range: agreement up to 1. Reading: near 1 the circles do not depend on the seed; below about .8 they are one
    reading of several. Source: Lancichinetti & Fortunato 2012, Scientific Reports 2, 336 (the idea of a consensus).

    Raises:
        AnalysisError, UnknownChoiceError: as `communities`; also where there are no runs.
    """
    times, seed = checked_count(runs, "consensus", what="run"), checked_seed(seed, "consensus")
    first = communities(graph, method, seed=seed, weight=weight)
    fresh = _weighted(graph, weight, "consensus")
    found = [first, *(_detected(fresh, method, seed + number, weight) for number in range(1, times))]
    if len(found) == 1 or method == "exact":
        return Communities(found[0].groups, found[0].modularity, method, 1.0)
    different = list(dict.fromkeys(one.groups for one in found))
    counts = {groups: sum(one.groups == groups for one in found) for groups in different}
    index = {(a, b): adjusted_rand(a, b) for a in different for b in different}
    means = {a: (sum(counts[b] * index[a, b] for b in different) - 1) / (len(found) - 1) for a in different}
    quality = {one.groups: one.modularity for one in found}
    best = max(different, key=lambda one: (round(means[one], 12), round(quality[one], 12)))
    agreement = sum(counts[one] * means[one] for one in different) / len(found)
    return Communities(best, quality[best], method, agreement)


def adjusted_rand(one: Iterable[Collection[Node]], other: Iterable[Collection[Node]]) -> float:
    """Compare two partitions of the same nodes: 1 the same, about 0 by chance.

    Source: Hubert & Arabie 1985, Journal of Classification 2, 193-218.

    Raises:
        AnalysisError: they are no partitions, or not of the same nodes.
    """
    left, right = checked_groups(one, "adjusted Rand index"), checked_groups(other, "adjusted Rand index")
    if set().union(*left) != set().union(*right):
        problem = "The adjusted Rand index compares partitions of the same nodes; leave out those of one side only."
        raise AnalysisError(problem)
    size = sum(map(len, left))
    both = sum(comb(len(a & b), 2) for a in left for b in right)
    rows, columns = (sum(comb(len(group), 2) for group in groups) for groups in (left, right))
    pairs = comb(size, 2)
    expected = rows * columns / pairs if pairs else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)
