"""How a network changes: what is new, kept and lost from one time to the next."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked_directed, checked_numbers
from bochum_kg.errors import AnalysisError

__all__ = ["Change", "centralisation", "evolve"]


@dataclass(frozen=True)
class Change:
    """What happened between two times; ``jaccard`` is the share of ties of either time that both have."""

    before: Hashable
    after: Hashable
    actors_new: int
    actors_kept: int
    actors_lost: int
    ties_new: int
    ties_kept: int
    ties_lost: int
    jaccard: float | None


def evolve(snapshots: Mapping[Hashable, nx.Graph]) -> tuple[Change, ...]:
    """Compare each network of a series with the next.

    Definition: an actor is a node with a tie; Jaccard = ties kept/(new + kept + lost), None where neither time has
    a tie. In directed networks a tie there and a tie back are two.

    Range: Jaccard 0 (nothing stays) to 1 (nothing changes). Reading: is the weave tightening. When not: ties without
    a date are missing, ends are recorded less often than beginnings, and what was read differs from year to year.

    Source: Snijders, van de Bunt & Steglich 2010, Social Networks 32, 44-60 (Jaccard of successive waves).

    Args:
        snapshots: the networks by time, in their order; all directed, or none.

    Raises:
        AnalysisError: there are fewer than two networks, or one is none, has self-loops or parallel ties.
    """
    graphs = _checked(snapshots)
    return tuple(_change(before, after, graphs[before], graphs[after]) for before, after in pairwise(graphs))


def _checked(snapshots: Mapping[Hashable, nx.Graph]) -> dict[Hashable, nx.Graph]:
    if not isinstance(snapshots, Mapping):
        problem = f"The comparison over time needs a mapping of networks by time, not {snapshots!r}; make one."
        raise AnalysisError(problem)
    if len(snapshots) < 2:  # noqa: PLR2004 - a comparison
        problem = f"The comparison over time needs at least 2 networks, not {len(snapshots)}; name more years."
        raise AnalysisError(problem)
    found = {
        time: checked_directed(graph, "comparison over time", nodes=0, ties=0) for time, graph in snapshots.items()
    }
    if len({graph.is_directed() for graph in found.values()}) > 1:
        problem = "The comparison over time needs networks that are all directed or none; drop the directions of all."
        raise AnalysisError(problem)
    return found


def _change(before: Hashable, after: Hashable, old: nx.Graph, new: nx.Graph) -> Change:
    actors_old, actors_new = _actors(old), _actors(new)
    ties_old, ties_new = _ties(old), _ties(new)
    union = ties_old | ties_new
    return Change(
        before,
        after,
        len(actors_new - actors_old),
        len(actors_new & actors_old),
        len(actors_old - actors_new),
        len(ties_new - ties_old),
        len(ties_new & ties_old),
        len(ties_old - ties_new),
        len(ties_new & ties_old) / len(union) if union else None,
    )


def _actors(graph: nx.Graph) -> set[Node]:
    return {node for node, degree in graph.degree if degree}


def _ties(graph: nx.Graph) -> set[object]:
    return set(graph.edges) if graph.is_directed() else {frozenset(edge) for edge in graph.edges}


def centralisation(degrees: Mapping[Node, int]) -> float:
    """Return how far ties gather at one node: 1 for a star, 0 where all have the same number.

    Definition: sum of (largest - degree) / ((n - 1)(n - 2)). Source: Freeman 1979, Social Networks 1, 215-239.

    Args:
        degrees: the number of ties of each node of a one-mode network.

    Raises:
        AnalysisError: there are fewer than three nodes, or one has no number from 0.
    """
    numbers = checked_numbers(degrees, degrees, "centralisation").values()
    if any(one < 0 for one in numbers):
        problem = "Centralisation needs numbers of ties from 0, but one is negative; check the degrees."
        raise AnalysisError(problem)
    n = len(numbers)
    if n < 3:  # noqa: PLR2004 - the smallest star
        problem = f"Centralisation needs at least 3 nodes, but the network has {n}; choose a larger one."
        raise AnalysisError(problem)
    most = max(numbers)
    return float(sum(most - one for one in numbers) / ((n - 1) * (n - 2)))
