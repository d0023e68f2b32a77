"""Brokers: structural holes, and roles between groups."""

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, fields

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked, checked_directed, checked_labels, checked_values, missing
from bochum_kg.errors import AnalysisError

__all__ = ["Brokerage", "BrokerageRoles", "StructuralHoles", "brokerage", "structural_holes"]


@dataclass(frozen=True)
class StructuralHoles:
    """Burt's measures by node; ``isolates`` have neither and are left out of both."""

    constraint: Mapping[Node, float]
    effective_size: Mapping[Node, float]
    isolates: tuple[Node, ...] = ()


def structural_holes(graph: nx.Graph, *, weight: str | None = None) -> StructuralHoles:
    """Measure how far a node's partners are tied among each other.

    Definition: constraint c_i = sum over j of (p_ij + sum over q of p_iq p_qj)^2 with p the share of a tie in the
    node's ties; effective size the number of partners less their mean number of ties among each other (with
    ``weight``: n - sum over j, q of p_iq m_jq).

    Range: constraint above 0 and not bounded by 1 (1.125 in a triangle of equal ties); effective size from 1 to the
    degree. Reading: low constraint is access to partners who do not know each other. When not: a projection fills
    holes with cliques, so constraint there is too high; compare within one network only.

    Source: Burt 1992, Structural Holes; Borgatti 1997, Connections 20(1), 35-38.

    Raises:
        AnalysisError: the network is directed, has self-loops or no tie, or a tie lacks its weight.
    """
    fresh = checked(graph, "measure of structural holes")
    checked_values(fresh, weight, "measure of structural holes")
    isolates = tuple(nx.isolates(fresh))
    strength = {
        node: {other: float(data.get(weight, 1.0)) for other, data in ties.items()}
        for node, ties in fresh.adjacency()
        if ties
    }
    share = {node: {other: one / sum(ties.values()) for other, one in ties.items()} for node, ties in strength.items()}
    return StructuralHoles(
        {node: _constraint(node, share) for node in share},
        {node: _effective_size(node, share, strength) for node in share},
        isolates,
    )


def _constraint(node: Node, share: Mapping[Node, Mapping[Node, float]]) -> float:
    own = share[node]
    return sum(
        (direct + sum(own[third] * share[third][other] for third in _common(own, share[other]))) ** 2
        for other, direct in own.items()
    )


def _effective_size(
    node: Node, share: Mapping[Node, Mapping[Node, float]], strength: Mapping[Node, Mapping[Node, float]]
) -> float:
    own = share[node]
    return sum(
        1 - sum(own[third] * ties[third] for third in _common(own, ties)) / max(ties.values())
        for other in own
        for ties in [strength[other]]
    )


def _common(one: Mapping[Node, float], other: Mapping[Node, float]) -> Iterator[Node]:
    """Go through what two nodes are both tied to, in the order of the one with fewer ties."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return (third for third in few if third in many)


@dataclass(frozen=True)
class BrokerageRoles:
    """How often a node plays each role."""

    coordinator: int = 0
    itinerant: int = 0
    gatekeeper: int = 0
    representative: int = 0
    liaison: int = 0

    @property
    def total(self) -> int:
        """Return the number of open triads that the node is the middle of."""
        return sum(getattr(self, one.name) for one in fields(self))


class Brokerage(Mapping[Node, BrokerageRoles]):
    """The roles by node; each role is also at hand as a mapping by node."""

    def __init__(self, roles: Mapping[Node, BrokerageRoles]) -> None:
        """Take the roles over."""
        self._roles = dict(roles)

    def __getitem__(self, node: Node) -> BrokerageRoles:
        """Return the roles of a node."""
        return self._roles[node]

    def __iter__(self) -> Iterator[Node]:
        """Go through the nodes in order."""
        return iter(self._roles)

    def __len__(self) -> int:
        """Return the number of nodes."""
        return len(self._roles)

    @property
    def coordinator(self) -> Mapping[Node, int]:
        """Return how often each node stands between two of its own group."""
        return {node: one.coordinator for node, one in self._roles.items()}

    @property
    def itinerant(self) -> Mapping[Node, int]:
        """Return how often each node stands between two of one other group."""
        return {node: one.itinerant for node, one in self._roles.items()}

    @property
    def gatekeeper(self) -> Mapping[Node, int]:
        """Return how often each node passes on to its own group what comes from another."""
        return {node: one.gatekeeper for node, one in self._roles.items()}

    @property
    def representative(self) -> Mapping[Node, int]:
        """Return how often each node passes on to another group what comes from its own."""
        return {node: one.representative for node, one in self._roles.items()}

    @property
    def liaison(self) -> Mapping[Node, int]:
        """Return how often each node stands between two groups that are not its own."""
        return {node: one.liaison for node, one in self._roles.items()}


def brokerage(graph: nx.Graph, groups: Mapping[Node, Hashable] | str) -> Brokerage:
    """Count the roles that nodes play between groups.

    Definition: in each path a -> b -> c without a tie a -> c the middle b is coordinator (all of one group), itinerant
    (a and c of one group, b of another), gatekeeper (b and c of one group), representative (a and b of one group) or
    liaison (three groups). An undirected tie counts both ways, so there gatekeeper and representative are equal and
    each open triad counts twice.

    Range: counts from 0. Reading: who brings other groups to its own, who joins two others. When not: the labels
    decide everything; counts grow with degree, so compare them with it.

    Source: Gould & Fernandez 1989, Sociological Methodology 19, 89-126; undirected: Everett & Borgatti 2012.

    Args:
        graph: a network, directed or not.
        groups: the group of each node, or the name of the node attribute that holds it.

    Raises:
        AnalysisError: a node has no group, groups are written alike, or the network has self-loops or no tie.
    """
    fresh = checked_directed(graph, "brokerage", nodes=3, ties=1)
    labels = _labels(fresh, groups)
    before = fresh.predecessors if fresh.is_directed() else fresh.neighbors
    after = fresh.successors if fresh.is_directed() else fresh.neighbors
    found = {}
    for node in fresh:
        roles = Counter(
            _role(labels[a], labels[node], labels[c])
            for a in before(node)
            for c in after(node)
            if a != c and not fresh.has_edge(a, c)
        )
        found[node] = BrokerageRoles(**roles)
    return Brokerage(found)


def _labels(graph: nx.Graph, groups: Mapping[Node, Hashable] | str) -> Mapping[Node, str]:
    given = nx.get_node_attributes(graph, groups) if isinstance(groups, str) else groups
    labels = checked_labels(graph, given, "brokerage")
    lacking = missing(graph, labels)
    if lacking:
        problem = (
            f"Brokerage needs the group of every node, but {len(lacking)} of {len(graph)} have none, "
            f"such as {lacking[0]!r}; add it or leave them out."
        )
        raise AnalysisError(problem)
    return labels


def _role(before: str, middle: str, after: str) -> str:
    if before == middle == after:
        return "coordinator"
    if before == after:
        return "itinerant"
    if middle == after:
        return "gatekeeper"
    return "representative" if before == middle else "liaison"
