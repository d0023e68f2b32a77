"""Dependence on few: what is left without a node, and which goals rest on whom."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from bochum_kg.analysis.measures.checks import (
    Node,
    checked,
    checked_labels,
    checked_modes,
    checked_name,
    checked_nodes,
    is_label,
    ordered,
)
from bochum_kg.errors import AnalysisError

__all__ = ["Coverage", "Robustness", "coverage", "cut_points", "robustness"]


@dataclass(frozen=True)
class Robustness:
    """A network before and after nodes are removed; the largest component as a share of the nodes that are there."""

    removed: tuple[Node, ...]
    components_before: int
    components_after: int
    largest_before: float
    largest_after: float
    efficiency_before: float
    efficiency_after: float


def robustness(graph: nx.Graph, remove: Iterable[Node] | Node) -> Robustness:
    """Compare a network with what is left when nodes are removed.

    Definition: efficiency is the mean of 1/distance over all pairs, 0 for pairs that cannot reach each other; after
    the removal it is taken over the nodes that are left.

    Range: efficiency 0 to 1. Reading: how much contact rests on single institutions. When not: ties are recorded
    ones and nothing is said about what others would do; the order of removals matters.

    Source: Latora & Marchiori 2001, Physical Review Letters 87, 198701; Albert, Jeong & Barabasi 2000, Nature 406,
    378-382.

    Raises:
        AnalysisError: a node is not in the network, fewer than two would be left, or the network is directed, has
            self-loops or no tie.
    """
    fresh = checked(graph, "robustness measure")
    gone = _named_in(fresh, remove)
    left = fresh.subgraph([node for node in fresh if node not in set(gone)]).copy()
    if len(left) < 2:  # noqa: PLR2004 - a pair
        problem = f"Only {len(left)} node would be left of {len(fresh)}; remove fewer, so that pairs remain."
        raise AnalysisError(problem)
    return Robustness(
        tuple(ordered(gone)),
        nx.number_connected_components(fresh),
        nx.number_connected_components(left),
        _largest(fresh),
        _largest(left),
        nx.global_efficiency(fresh),
        nx.global_efficiency(left),
    )


def _named_in(graph: nx.Graph, remove: Iterable[Node] | Node) -> list[Node]:
    """Return the nodes to remove, of which one may be named alone."""
    alone = remove in graph or isinstance(remove, str) or not isinstance(remove, Iterable)
    named = list(dict.fromkeys(checked_nodes([remove] if alone else remove, "robustness measure")))
    strange = [node for node in named if node not in graph]
    if strange or not named:
        problem = (
            f"The node {strange[0]!r} is not in the network, so it cannot be removed; check its name."
            if strange
            else "Nothing is named that could be removed; name at least one node."
        )
        raise AnalysisError(problem)
    return named


def _largest(graph: nx.Graph) -> float:
    return max(map(len, nx.connected_components(graph))) / len(graph)


def cut_points(graph: nx.Graph) -> tuple[Node, ...]:
    """Return the nodes without which more components would be there, sorted.

    Source: Hopcroft & Tarjan 1973, Communications of the ACM 16, 372-378.

    Raises:
        AnalysisError: the network is directed, has self-loops or no tie.
    """
    return tuple(ordered(nx.articulation_points(checked(graph, "search for cut points"))))


@dataclass(frozen=True)
class Coverage:
    """How goals are carried, each mapping by goal; ``rests_on`` names for a node the goals that it alone carries.

    ``concentration`` (HHI) leaves out goals that nobody carries; ``activities`` and ``sectors`` are empty where no tie,
    or no actor, says any.
    """

    actors: Mapping[Node, int]
    activities: Mapping[Node, int]
    sectors: Mapping[Node, int]
    concentration: Mapping[Node, float]
    rests_on: Mapping[Node, tuple[Node, ...]]

    def with_at_most(self, actors: int) -> tuple[Node, ...]:
        """Return the goals that at most so many actors carry."""
        return tuple(goal for goal, count in self.actors.items() if count <= actors)


def coverage(network: nx.Graph, goals: Iterable[Node], *, attribute: str = "sector", via: str = "via") -> Coverage:
    """Count who carries each goal.

    Definition: actors are the neighbours of a goal; activities the different values of ``via`` on its ties; sectors
    the different values of the actors' ``attribute``; concentration is the Herfindahl-Hirschman index of the actors'
    shares in the activities. A goal rests on an actor who is its only one.

    Range: counts from 0; concentration 1/actors to 1. Reading: goals with one or two actors depend on them. When not:
    nobody on record is not nobody in the city; goals that stand in each other must not be added up.

    Source: Hirschman 1964, American Economic Review 54, 761 (the index); Le Blanc 2015, Sustainable Development 23,
    176-187 (goals as a network).

    Args:
        network: a two-mode network of actors and goals.
        goals: its goals; those without actor count too.
        attribute: the node attribute that holds an actor's sector.
        via: the edge attribute that holds the activities behind a tie.

    Raises:
        AnalysisError: the network is not of two modes, has no ties, or has sectors or activities that no name is.
    """
    graph, aims, actors = checked_modes(network, goals, "coverage")
    sectors = checked_labels(actors, dict(graph.nodes(data=checked_name(attribute, "coverage"))), "coverage")
    behind = _behind(graph, checked_name(via, "coverage"))
    named = {goal: {actor: behind[frozenset((actor, goal))] for actor in ordered(graph[goal])} for goal in aims}
    shares = {goal: {actor: len(names) or 1 for actor, names in one.items()} for goal, one in named.items()}
    alone = Counter(dict.fromkeys(actors, 0))
    alone.update(next(iter(one)) for one in shares.values() if len(one) == 1)
    return Coverage(
        {goal: len(one) for goal, one in shares.items()},
        _counted({goal: {name for names in one.values() for name in names} for goal, one in named.items()}),
        _counted({goal: {sectors[actor] for actor in graph[goal] if actor in sectors} for goal in aims}),
        {goal: sum((n / sum(one.values())) ** 2 for n in one.values()) for goal, one in shares.items() if one},
        {
            actor: tuple(goal for goal, one in shares.items() if list(one) == [actor])
            for actor, count in sorted(alone.items(), key=lambda one: (-one[1], actors.index(one[0])))
            if count
        },
    )


def _behind(graph: nx.Graph, via: str) -> dict[frozenset[Node], frozenset[Node]]:
    """Return the activities that each tie names; a text or a number is one of them."""
    found = {}
    for a, b, given in graph.edges(data=via):
        alone = isinstance(given, str) or not isinstance(given, Iterable)
        found[frozenset((a, b))] = frozenset(filter(is_label, checked_nodes([given] if alone else given, "coverage")))
    return found


def _counted(values: Mapping[Node, Collection[Node]]) -> dict[Node, int]:
    """Return how many there are for each goal, or nothing where the network has none at all."""
    return {goal: len(one) for goal, one in values.items()} if any(values.values()) else {}
