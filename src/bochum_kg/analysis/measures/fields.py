"""Who bridges innovation fields, and which fields share actors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked_modes, ordered

__all__ = ["Bridges", "Relatedness", "bridges", "relatedness"]


@dataclass(frozen=True)
class Bridges:
    """Participation of nodes across fields, and the pairs of fields that each joins.

    ``only_link`` names for a node the pairs of fields that nobody else joins.
    """

    participation: Mapping[Node, float]
    pairs: Mapping[Node, tuple[tuple[Node, Node], ...]]
    only_link: Mapping[Node, tuple[tuple[Node, Node], ...]]


def bridges(network: nx.Graph, nodes: Iterable[Node]) -> Bridges:
    """Measure who reaches across fields.

    Definition: participation P_i = 1 - sum over fields of (k_if/k_i)^2, with k_if the ties of i to the field.

    Range: 0 (one field) to 1 - 1/F (evenly in all F). Reading: who could carry knowledge between fields. When not: with
    fewer than five ties a node's value jumps with each; fields follow the list that the editors chose.

    Source: Guimera & Amaral 2005, Nature 433, 895-900.

    Args:
        network: a two-mode network of actors and fields.
        nodes: the actors.

    Raises:
        AnalysisError: the network is not of two modes, or has no ties.
    """
    graph, actors, fields = checked_modes(network, nodes, "measure of bridges")
    place = {field: number for number, field in enumerate(fields)}
    joined = {
        actor: tuple(combinations(sorted(graph[actor], key=place.__getitem__), 2)) for actor in actors if graph[actor]
    }
    times: dict[tuple[Node, Node], int] = {}
    for pairs in joined.values():
        for pair in pairs:
            times[pair] = times.get(pair, 0) + 1
    return Bridges(
        {actor: 1 - 1 / graph.degree[actor] for actor in joined},
        {actor: pairs for actor, pairs in joined.items() if pairs},
        {
            actor: alone
            for actor, pairs in joined.items()
            if (alone := tuple(pair for pair in pairs if times[pair] == 1))
        },
    )


@dataclass(frozen=True)
class Relatedness:
    """How near fields are, by pair in the order of the fields; pairs that share nobody are left out."""

    proximity: Mapping[tuple[Node, Node], float]
    association: Mapping[tuple[Node, Node], float]
    shared: Mapping[tuple[Node, Node], int]

    @property
    def thin(self) -> tuple[tuple[Node, Node], ...]:
        """Return the pairs that one actor alone joins."""
        return tuple(pair for pair, count in self.shared.items() if count == 1)


def relatedness(network: nx.Graph, fields: Iterable[Node]) -> Relatedness:
    """Measure which fields share actors.

    Definition: proximity is the smaller of the two shares of actors that are in the other field too; association
    strength is shared/(size of one x size of the other) times the number of actors in any field.

    Range: proximity 0 to 1; association from 0, 1 where chance would put it. Reading: near fields and thin pairs that
    one actor joins. When not: with fewer than ten fields or few actors each, shares are coarse.

    Source: Hidalgo et al. 2007, Science 317, 482-487; van Eck & Waltman 2009, JASIST 60, 1635-1651.

    Raises:
        AnalysisError: the network is not of two modes, or has no ties.
    """
    graph, named, _ = checked_modes(network, fields, "measure of relatedness")
    members = {field: set(graph[field]) for field in named}
    everybody = len(set().union(*members.values()))
    shared = {
        (one, other): len(members[one] & members[other])
        for one, other in combinations(ordered(named), 2)
        if members[one] & members[other]
    }
    sizes = {pair: (len(members[pair[0]]), len(members[pair[1]])) for pair in shared}
    return Relatedness(
        {pair: count / max(sizes[pair]) for pair, count in shared.items()},
        {pair: count * everybody / (sizes[pair][0] * sizes[pair][1]) for pair, count in shared.items()},
        shared,
    )
