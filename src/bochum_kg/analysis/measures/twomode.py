"""Two-mode networks: their centralities, their projection, and draws that keep who takes part how often."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import comb

import networkx as nx
from networkx.algorithms import bipartite

from bochum_kg.analysis.measures.checks import Node, checked_count, checked_modes, checked_seed, ordered
from bochum_kg.analysis.measures.drawing import Draws
from bochum_kg.errors import AnalysisError

__all__ = [
    "Row",
    "TwoModeCentrality",
    "clustering_of",
    "columns_of",
    "curveball",
    "margin_draws",
    "newman_projection",
    "projected_draws",
    "robins_alexander",
    "rows_of",
    "shared_of",
    "two_mode_centrality",
]

#: The ties of a node, as places in the other mode.
Row = frozenset[int]

#: How often each row is traded before the first draw and between draws (Strona et al. 2014 advise five times).
_TRADES = 5


@dataclass(frozen=True)
class TwoModeCentrality:
    """Centralities of the nodes of both modes, each divided by the most that a node of its mode can reach."""

    degree: Mapping[Node, float]
    closeness: Mapping[Node, float]
    betweenness: Mapping[Node, float]


def two_mode_centrality(network: nx.Graph, nodes: Iterable[Node]) -> TwoModeCentrality:
    """Measure degree, closeness and betweenness in a two-mode network.

    Definition: Freeman's measures, each divided by its largest possible value in a network of n and m nodes:
    degree by the size of the other mode; closeness (m + 2(n-1)) / sum of distances, within the component and with its
    n and m, times its share of the nodes; betweenness by the largest number of pairs that a node of the mode can lie
    between.

    Range: 0 to 1. Reading: compares institutions and undertakings as connectors in one picture. When not: betweenness
    and closeness shift with a few missing nodes (Smith & Moody 2013), and degree follows how much was read about a
    node.

    Source: Borgatti & Everett 1997, Social Networks 19, 243-269. The largest betweenness is computed, so that of 18
    nodes facing 14 is 445; the tables of that paper divide by 442 (Evelyn .0972 there, .0966 here).

    Args:
        network: an undirected graph whose ties run between two kinds of nodes.
        nodes: the nodes of one kind.

    Raises:
        AnalysisError: the network is not of two modes, or has no ties.
    """
    graph, first, second = checked_modes(network, nodes, "two-mode centrality")
    return TwoModeCentrality(
        bipartite.degree_centrality(graph, first), _closeness(graph, first), _betweenness(graph, first, second)
    )


def _closeness(graph: nx.Graph, first: Sequence[Node]) -> dict[Node, float]:
    """Return closeness by component; networkx takes distances of a component, but the sizes of the whole network."""
    mode, found = set(first), dict.fromkeys(graph, 0.0)
    for component in nx.connected_components(graph):
        if len(component) > 1:
            part = graph.subgraph(component)
            within = bipartite.closeness_centrality(part, mode & component, normalized=False)
            share = (len(component) - 1) / (len(graph) - 1)
            found.update((node, value * share) for node, value in within.items())
    return found


def _betweenness(graph: nx.Graph, first: Sequence[Node], second: Sequence[Node]) -> dict[Node, float]:
    """Return betweenness; where a mode has one node, that node alone can lie between others."""
    if min(len(first), len(second)) > 1:
        found: dict[Node, float] = bipartite.betweenness_centrality(graph, first)
        return found
    pairs = comb(len(graph) - 1, 2)
    between = nx.betweenness_centrality(graph, normalized=False)
    return {node: value / pairs if value else 0.0 for node, value in between.items()}


def newman_projection(network: nx.Graph, nodes: Iterable[Node]) -> nx.Graph:
    """Project a two-mode network onto one mode with Newman's weights.

    Definition: two nodes are tied if they share a neighbour a; ``weight`` is the sum of 1/(k_a - 1) over the shared
    neighbours, k_a being the number of ties of a. ``distance`` is 1/weight, ``n_shared`` the number of shared
    neighbours, ``via`` their names.

    Range: weight in (0, number of shared neighbours]. The weights at a node add up to the number of its neighbours
    that have another partner. Reading: expected working contact; a large meeting makes many thin ties. When not: do
    not compare its density or clustering with those of other networks, each undertaking makes a clique.

    Source: Newman 2001, Physical Review E 64, 016132.

    Raises:
        AnalysisError: the network is not of two modes, or has no ties.
    """
    graph, first, second = checked_modes(network, nodes, "projection")
    shared: dict[tuple[Node, Node], list[Node]] = {}
    place = _places(first)
    for neighbour in second:
        for pair in combinations(sorted(graph[neighbour], key=place.__getitem__), 2):
            shared.setdefault(pair, []).append(neighbour)
    projected = nx.Graph()
    projected.add_nodes_from((node, graph.nodes[node]) for node in first)
    for (a, b), via in sorted(shared.items(), key=lambda one: (place[one[0][0]], place[one[0][1]])):
        weight = sum(1 / (graph.degree[one] - 1) for one in via)
        projected.add_edge(a, b, weight=weight, distance=1 / weight, n_shared=len(via), via=tuple(via))
    return projected


def _places(nodes: Sequence[Node]) -> dict[Node, int]:
    return {node: number for number, node in enumerate(nodes)}


def robins_alexander(network: nx.Graph, nodes: Iterable[Node]) -> float:
    """Measure how often partners meet again: the clustering of a two-mode network.

    Definition: 4 C4 / L3, C4 the number of cycles of four and L3 the number of paths of three ties.

    Range: 0 to 1. Reading: how tightly the weave is knit, without the cliques that projection adds. When not:
    compare it with draws that keep the margins (`curveball`), never with 0.

    Source: Robins & Alexander 2004, Computational and Mathematical Organization Theory 10, 69-94.

    Raises:
        AnalysisError: the network is not of two modes, or has no path of three ties.
    """
    graph, first, second = checked_modes(network, nodes, "Robins-Alexander clustering")
    found = clustering_of(rows_of(graph, first, second))
    if found is None:
        problem = "The Robins-Alexander clustering needs a path of three ties, and this network has none."
        raise AnalysisError(problem)
    return found


def clustering_of(rows: Sequence[Row]) -> float | None:
    """Return 4 C4 / L3 of rows, or None where no path of three ties exists."""
    columns = columns_of(rows)
    paths = sum((len(rows[one]) - 1) * (len(members) - 1) for members in columns for one in members)
    cycles = sum(comb(count, 2) for count in shared_of(columns).values())
    return 4 * cycles / paths if paths else None


def columns_of(rows: Sequence[Row]) -> list[list[int]]:
    """Return for each column, from the first, the numbers of the rows that have it."""
    columns: list[list[int]] = [[] for _ in range(max((max(row) + 1 for row in rows if row), default=0))]
    for number, row in enumerate(rows):
        for column in row:
            columns[column].append(number)
    return columns


def shared_of(columns: Iterable[Sequence[int]]) -> Counter[tuple[int, int]]:
    """Count what the rows of each pair share; pairs that share nothing are left out."""
    shared = Counter[tuple[int, int]]()
    for members in columns:
        shared.update(combinations(members, 2))
    return shared


def rows_of(graph: nx.Graph, first: Sequence[Node], second: Sequence[Node]) -> list[Row]:
    """Return for each node of the first mode its ties, as places in the second."""
    place = _places(second)
    return [frozenset(place[other] for other in graph[node]) for node in first]


def margin_draws(rows: Sequence[Row], draws: int, seed: int) -> Iterator[list[Row]]:
    """Yield rows with the same row and column sums, by curveball trades from a seed."""
    draw = Draws(seed).random
    current = [row for row in rows if row]
    positions = [number for number, row in enumerate(rows) if row]
    size = len(current)
    for _ in range(draws):
        for _ in range(_TRADES * size if size > 1 else 0):
            a, b = int(draw() * size), int(draw() * (size - 1))
            _trade(current, a, b + (b >= a), draw)
        full: list[Row] = [frozenset()] * len(rows)
        for position, row in zip(positions, current, strict=True):
            full[position] = row
        yield full


def _trade(rows: list[Row], a: int, b: int, draw: Callable[[], float]) -> None:
    """Deal what only one of two rows has out to both at random, as many to each as before."""
    common = rows[a] & rows[b]
    only_a, only_b = len(rows[a]) - len(common), len(rows[b]) - len(common)
    if not only_a or not only_b:
        return
    if only_a > only_b:
        a, b, only_a = b, a, only_b
    pool = sorted(rows[a] ^ rows[b])
    for place in range(only_a):
        taken = place + int(draw() * (len(pool) - place))
        pool[place], pool[taken] = pool[taken], pool[place]
    rows[a], rows[b] = common.union(pool[:only_a]), common.union(pool[only_a:])


def curveball(network: nx.Graph, nodes: Iterable[Node], draws: int, seed: int) -> Iterator[nx.Graph]:
    """Draw two-mode networks at random in which every node has as many ties as in this one.

    Definition: a Markov chain of trades; two nodes pool the neighbours that only one of them has and deal them out
    again, each getting as many as before. Five trades for each node lie before each draw.

    Range: the draws have exactly the degrees of the network. Reading: what a figure would be if only the numbers of
    participations mattered. When not: with fewer draws than 20 tests/alpha the smallest p is too coarse.

    Source: Strona et al. 2014, Nature Communications 5, 4114.

    Raises:
        AnalysisError: the network is not of two modes or has no ties, ``draws`` is not positive, or the seed no whole
            number from 0.
    """
    graph, first, second = checked_modes(network, nodes, "curveball null model")
    times, seed = checked_count(draws, "curveball null model"), checked_seed(seed, "curveball null model")
    return _graphs(graph, first, second, margin_draws(rows_of(graph, first, second), times, seed))


def _graphs(
    graph: nx.Graph, first: Sequence[Node], second: Sequence[Node], drawn: Iterator[list[Row]]
) -> Iterator[nx.Graph]:
    nodes = ordered(graph)
    for rows in drawn:
        fresh = nx.Graph()
        fresh.add_nodes_from((node, graph.nodes[node]) for node in nodes)
        for node, row in zip(first, rows, strict=True):
            fresh.add_edges_from((node, second[place]) for place in sorted(row))
        yield fresh


def projected_draws(network: nx.Graph, nodes: Iterable[Node], draws: int, seed: int) -> tuple[nx.Graph, ...]:
    """Return the Newman projections of curveball draws, with ``weight`` alone and without isolates; not to be changed.

    Raises:
        AnalysisError: as `curveball`.
    """
    graph, first, second = checked_modes(network, nodes, "curveball null model")
    times, seed = checked_count(draws, "curveball null model"), checked_seed(seed, "curveball null model")
    return _projections(tuple(rows_of(graph, first, second)), tuple(first), times, seed)


@lru_cache(maxsize=4)
def _projections(rows: tuple[Row, ...], first: tuple[Node, ...], draws: int, seed: int) -> tuple[nx.Graph, ...]:
    """Project draws; kept, since the measures of a report ask for the same ones."""
    return tuple(_projected(first, columns_of(drawn)) for drawn in margin_draws(rows, draws, seed))


def _projected(first: Sequence[Node], columns: Iterable[Sequence[int]]) -> nx.Graph:
    weights: dict[tuple[int, int], float] = {}
    for members in columns:
        for pair in combinations(members, 2):
            weights[pair] = weights.get(pair, 0.0) + 1 / (len(members) - 1)
    projected = nx.Graph()
    projected.add_nodes_from(first[one] for one in sorted({one for pair in weights for one in pair}))
    projected.add_edges_from((first[a], first[b], {"weight": weights[a, b]}) for a, b in sorted(weights))
    return projected
