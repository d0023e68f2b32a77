"""How a network changes: what is new, kept and lost from one time to the next."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from bochum_kg.analysis.measures.checks import Node
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
    a tie.

    Range: Jaccard 0 (nothing stays) to 1 (nothing changes). Reading: is the weave tightening. When not: ties without
    a date are missing, ends are recorded less often than beginnings, and what was read differs from year to year.

    Source: Snijders, van de Bunt & Steglich 2010, Social Networks 32, 44-60 (Jaccard of successive waves).

    Raises:
        AnalysisError: there are fewer than two networks.
    """
    if len(snapshots) < 2:  # noqa: PLR2004 - a comparison
        problem = f"A comparison over time needs at least 2 networks, not {len(snapshots)}; name more years."
        raise AnalysisError(problem)
    times = list(snapshots)
    return tuple(_change(before, after, snapshots[before], snapshots[after]) for before, after in pairwise(times))


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

    Raises:
        AnalysisError: there are fewer than three nodes.
    """
    n = len(degrees)
    if n < 3:  # noqa: PLR2004 - the smallest star
        problem = f"Centralisation needs at least 3 nodes, but the network has {n}; choose a larger one."
        raise AnalysisError(problem)
    most = max(degrees.values())
    return sum(most - one for one in degrees.values()) / ((n - 1) * (n - 2))
