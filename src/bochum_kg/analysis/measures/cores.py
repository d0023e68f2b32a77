"""How deep the weave is: k-cores, and whether there is one core with a periphery."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked, checked_count, checked_list, checked_seed, relabelled
from bochum_kg.analysis.measures.drawing import Draws

__all__ = ["CorePeriphery", "chance_of", "core_numbers", "core_periphery", "fit_of"]


def core_numbers(graph: nx.Graph) -> Mapping[Node, int]:
    """Return for each node the largest k of a k-core that it is in.

    Definition: the k-core is the largest part of the network in which each node has k ties within the part.

    Range: 0 to n - 1. Reading: how deep the weave is around a node. When not: in a projection one undertaking with k
    partners is itself a (k-1)-core; look at the two-mode network too.

    Source: Seidman 1983, Social Networks 5, 269-287; Batagelj & Zaversnik 2003.

    Raises:
        AnalysisError: the network is directed, has self-loops or no tie.
    """
    return dict(nx.core_number(checked(graph, "k-core")))


@dataclass(frozen=True)
class CorePeriphery:
    """The core, how well the pattern fits, and how often random networks with these degrees fit as well."""

    core: frozenset[Node]
    fit: float
    p: float | None = None


def core_periphery(
    graph: nx.Graph, *, draws: int = 0, seed: int = 0, null: Iterable[nx.Graph] | None = None
) -> CorePeriphery:
    """Split the nodes into a core that is tied throughout and a periphery without ties.

    Definition: the core of the s nodes with most ties that lets the fewest ties be missing within the core or present
    within the periphery, ties between the two left open. ``fit`` is the correlation of the network with that pattern
    over the pairs that it speaks of.

    Range: fit -1 to 1. Reading: near 1 there is one leading group. When not: a core is always found; ``p`` is the
    share of networks of a null model that fit at least as well, and above .05 there is no case for a core. For a
    recorded one-mode network ``draws`` networks with the same degrees will do; for a projection they are the wrong
    null model, since its cliques make a core by themselves: pass projections of curveball draws as ``null``.

    Source: Borgatti & Everett 1999, Social Networks 21, 375-395; the optimum by degree order: Lip 2011,
    arXiv:1102.5511.

    Raises:
        AnalysisError: the network is directed, has self-loops, fewer than three nodes or no tie; draws or seed are
            no whole numbers from 0; or the null model is no list of networks.
    """
    measure = "core-periphery split"
    numbered, names = relabelled(checked(graph, measure, nodes=3))
    times, seed = checked_count(draws, measure, least=0), checked_seed(seed, measure)
    given = [] if null is None else checked_list(null, measure, "networks of a null model")
    drawn = _swapped(numbered, times, seed) if null is None else [relabelled(checked(one, measure))[0] for one in given]
    core, fit = _split(numbered)
    p = chance_of(fit, [_split(one)[1] for one in drawn]) if drawn else None
    return CorePeriphery(frozenset(names[one] for one in core), fit, p)


def fit_of(graph: nx.Graph) -> float:
    """Return how well the best core fits a network whose nodes are in order; for the many of a null model."""
    return _split(graph)[1]


def chance_of(fit: float, drawn: Sequence[float]) -> float:
    """Return the share of drawn fits that are at least as good, the network itself counted among them."""
    return (sum(one >= fit - 1e-12 for one in drawn) + 1) / (len(drawn) + 1)


def _split(graph: nx.Graph) -> tuple[frozenset[Any], float]:
    order = sorted(graph, key=lambda node: (-graph.degree[node], node))
    ties, best, size, within, touched = graph.number_of_edges(), None, 1, 0, 0
    core: set[Any] = set()
    for number, node in enumerate(order[:-1], start=1):
        within += sum(other in core for other in graph[node])
        touched += graph.degree[node]
        core.add(node)
        outside = ties - (touched - within)
        misfit = number * (number - 1) // 2 - within + outside
        if best is None or misfit < best:
            best, size = misfit, number
    chosen = frozenset(order[:size])
    return chosen, _fit(graph, chosen)


def _fit(graph: nx.Graph, core: frozenset[Any]) -> float:
    """Return the correlation (phi) of ties with membership over the pairs within core or periphery."""
    inner, outer = len(core) * (len(core) - 1) / 2, (len(graph) - len(core)) * (len(graph) - len(core) - 1) / 2
    within = sum(a in core and b in core for a, b in graph.edges)
    beyond = sum(a not in core and b not in core for a, b in graph.edges)
    total, ties = inner + outer, within + beyond
    spread = inner * outer * ties * (total - ties)
    if spread == 0:
        return 1.0 if within == inner and beyond == 0 else 0.0
    return float((within * total - inner * ties) / sqrt(spread))


def _swapped(graph: nx.Graph, draws: int, seed: int) -> list[nx.Graph]:
    """Return random networks with the same degrees, by swapping the ends of two ties (Maslov & Sneppen 2002)."""
    drawing, edges, found = Draws(seed), list(graph.edges), []
    present = {frozenset(edge) for edge in edges}
    for _ in range(draws):
        for _ in range(5 * len(edges)):
            _swap(edges, present, drawing)
        fresh = nx.Graph()
        fresh.add_nodes_from(graph)
        fresh.add_edges_from(edges)
        found.append(fresh)
    return found


def _swap(edges: list[tuple[int, int]], present: set[frozenset[int]], drawing: Draws) -> None:
    """Swap the ends of two ties drawn at random, unless a tie would then be double or a loop."""
    i, j = drawing.below(len(edges)), drawing.below(len(edges))
    (a, b), (c, d) = edges[i], edges[j]
    if drawing.below(2):
        c, d = d, c
    if len({a, b, c, d}) < 4 or {frozenset((a, d)), frozenset((c, b))} & present:  # noqa: PLR2004 - four ends
        return
    present -= {frozenset((a, b)), frozenset((c, d))}
    present |= {frozenset((a, d)), frozenset((c, b))}
    edges[i], edges[j] = (a, d), (c, b)
