"""Is it more than the numbers of participations imply: intervals, p and false-discovery control."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import ceil

import networkx as nx

from bochum_kg.analysis.measures.checks import Node, checked_count, checked_modes, checked_seed
from bochum_kg.analysis.measures.twomode import Row, clustering_of, columns_of, margin_draws, rows_of, shared_of
from bochum_kg.errors import AnalysisError

__all__ = [
    "NullInterval",
    "PairTest",
    "benjamini_hochberg",
    "interval",
    "pair_significance",
    "weave",
]


@dataclass(frozen=True)
class NullInterval:
    """A figure beside what draws with the same margins give: mean, 95 % interval and two-sided p."""

    value: float
    mean: float
    low: float
    high: float
    p: float
    draws: int

    @property
    def beyond(self) -> bool:
        """Say whether the figure lies outside the interval."""
        return not self.low <= self.value <= self.high


def interval(value: float, drawn: Sequence[float]) -> NullInterval:
    """Place a figure among drawn ones.

    Definition: the interval runs from the 2.5th to the 97.5th percentile; p = 2 (min(draws below, above) + 1)/(draws
    + 1), at most 1 (North, Curtis & Sham 2002, American Journal of Human Genetics 71, 439-441).

    Raises:
        AnalysisError: nothing was drawn.
    """
    if not drawn:
        problem = "An interval needs draws of a null model, and none were given; ask for at least 1."
        raise AnalysisError(problem)
    ranked = sorted(drawn)
    last = len(ranked) - 1
    below, above = sum(one <= value for one in ranked), sum(one >= value for one in ranked)
    p = min(1.0, 2 * (min(below, above) + 1) / (len(ranked) + 1))
    low, high = ranked[int(0.025 * last)], ranked[ceil(0.975 * last)]
    return NullInterval(value, sum(ranked) / len(ranked), low, high, p, len(ranked))


def weave(network: nx.Graph, nodes: Iterable[Node], *, draws: int = 1000, seed: int = 0) -> Mapping[str, NullInterval]:
    """Compare clustering, meeting again and tied pairs with draws that keep the margins.

    Definition: ``clustering`` is the Robins-Alexander coefficient; ``pairs`` the number of pairs that share anything;
    ``repeated`` the number that share more than one undertaking. Null model: curveball (Strona et al. 2014).

    Reading: outside the interval is more (or less) than the numbers of participations imply. When not: the draws keep
    what was read about each node, not what exists.

    Raises:
        AnalysisError: the network is not of two modes, has no ties, or has no path of three ties; or draws or seed are
            no whole numbers.
    """
    measure = "comparison with a null model"
    graph, first, second = checked_modes(network, nodes, measure)
    times, seed = checked_count(draws, measure), checked_seed(seed, measure)
    rows = rows_of(graph, first, second)
    values = _weave(rows)
    if values is None:
        problem = "The comparison with a null model needs a path of three ties, and this network has none."
        raise AnalysisError(problem)
    found = _drawn_weaves(tuple(rows), times, seed)
    return {name: interval(value, [one.get(name, 0.0) for one in found]) for name, value in values.items()}


@lru_cache(maxsize=4)
def _drawn_weaves(rows: tuple[Row, ...], draws: int, seed: int) -> tuple[Mapping[str, float], ...]:
    """Return the measures of each draw; kept, since a report in another language asks for the same."""
    return tuple(_weave(drawn) or {} for drawn in margin_draws(rows, draws, seed))


def _weave(rows: Sequence[Row]) -> dict[str, float] | None:
    """Return the measures of rows, or None where no path of three ties exists."""
    clustering, shared = clustering_of(rows), shared_of(columns_of(rows))
    if clustering is None:
        return None
    repeated = sum(count > 1 for count in shared.values())
    return {"clustering": clustering, "pairs": float(len(shared)), "repeated": float(repeated)}


@dataclass(frozen=True)
class PairTest:
    """Two nodes, what they share, how often chance gives as much (p), and p corrected for all pairs (q)."""

    first: Node
    second: Node
    n_shared: int
    expected: float
    p: float
    q: float


def pair_significance(
    network: nx.Graph, nodes: Iterable[Node], *, draws: int = 10_000, seed: int = 0
) -> tuple[PairTest, ...]:
    """Test each pair of nodes for sharing more than the numbers of participations imply.

    Definition: p = (draws with at least as much shared + 1)/(draws + 1), one-sided; q after Benjamini & Hochberg over
    all pairs of nodes that have a tie.

    Range: p and q in (0, 1]. Reading: q below .05 is a partnership beyond chance. When not: p cannot fall below
    1/(draws + 1); draws should be at least 20 x pairs/.05, and in small networks no single pair is significant.

    Source: Strona et al. 2014 (draws); Benjamini & Hochberg 1995, JRSS B 57, 289-300; Neal 2014, Social Networks 39,
    84-97 (backbones of projections).

    Raises:
        AnalysisError: the network is not of two modes or has no ties, ``draws`` is not positive, or the seed no whole
            number from 0.
    """
    graph, first, second = checked_modes(network, nodes, "test of pairs")
    draws, seed = checked_count(draws, "test of pairs"), checked_seed(seed, "test of pairs")
    tied = [node for node in first if graph.degree[node]]
    if len(tied) == 1:
        problem = f"The test of pairs needs two nodes with ties, but only {tied[0]!r} has any; choose a larger network."
        raise AnalysisError(problem)
    rows = rows_of(graph, tied, second)
    pairs = list(combinations(range(len(tied)), 2))
    shared, reached, totals = shared_of(columns_of(rows)), Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for drawn in margin_draws(rows, draws, seed):
        counts = shared_of(columns_of(drawn))
        totals.update(counts)
        reached.update(pair for pair, count in counts.items() if count >= shared[pair])
    p = [((reached[pair] if shared[pair] else draws) + 1) / (draws + 1) for pair in pairs]
    tests = zip(pairs, p, benjamini_hochberg(p), strict=True)
    found = [PairTest(tied[a], tied[b], shared[a, b], totals[a, b] / draws, one, q) for (a, b), one, q in tests]
    return tuple(sorted(found, key=lambda one: (one.p, -one.n_shared)))


def benjamini_hochberg(p: Sequence[float]) -> list[float]:
    """Correct p values for their number, so that of what is called significant a share of at most q is not.

    >>> [round(q, 3) for q in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    order = sorted(range(len(p)), key=lambda place: p[place], reverse=True)
    corrected, least = [0.0] * len(p), 1.0
    for rank, place in zip(range(len(p), 0, -1), order, strict=True):
        least = min(least, p[place] * len(p) / rank)
        corrected[place] = least
    return corrected
