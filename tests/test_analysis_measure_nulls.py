"""Null models: what is drawn, against published counts, exact enumeration and published tables."""

import random
from collections import Counter
from itertools import combinations, permutations, product
from math import comb, sqrt
from statistics import mean
from typing import NoReturn

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bochum_kg import analysis
from bochum_kg.analysis.measures.drawing import Draws
from bochum_kg.analysis.measures.significance import benjamini_hochberg, interval
from well_known import DAVIS, FLORENCE, MISERABLES, WOMEN


@settings(deadline=None)  # a busy machine is no mistake
@given(st.integers(0, 200))
def test_curveball_keeps_who_takes_part_how_often(seed: int) -> None:
    """Each draw has the degrees of the network, and draws move away from it (Strona et al. 2014)."""
    drawn = list(analysis.curveball(DAVIS, WOMEN, draws=2, seed=seed))
    assert [dict(one.degree) == dict(DAVIS.degree) for one in drawn] == [True, True]
    assert {frozenset(edge) for edge in drawn[0].edges} != {frozenset(edge) for edge in DAVIS.edges}


@pytest.mark.parametrize(("size", "ties", "networks"), [(3, 1, 6), (3, 2, 6), (4, 2, 90)])
def test_curveball_reaches_every_network_with_the_margins_equally_often(size: int, ties: int, networks: int) -> None:
    """There are 3! and 6 of 3 x 3 nodes, and 90 of 4 x 4 with two ties each (OEIS A000142, A001499).

    The one trade that Strona et al. (2014) draw is not held to their figure: we have no copy of it that we trust.
    """
    first = [f"a{one}" for one in range(size)]
    graph = nx.Graph((one, (number + shift) % size) for number, one in enumerate(first) for shift in range(ties))
    draws = 200 * networks
    counts = Counter(frozenset(map(frozenset, one.edges)) for one in analysis.curveball(graph, first, draws, seed=5))
    assert len(counts) == networks
    assert max(abs(count - 200) for count in counts.values()) < 5 * sqrt(200)


def test_pairs_have_the_p_of_all_networks_with_the_margins() -> None:
    """No figure is known to us; so all networks with these margins are made, and those with as much shared counted."""
    graph = nx.Graph((a, x) for a, given in {"a": "wxy", "b": "wx", "c": "xz", "d": "w"}.items() for x in given)
    tied = [combinations("wxyz", graph.degree[node]) for node in "abcd"]
    sums = {node: graph.degree[node] for node in "wxyz"}
    every = [rows for rows in product(*tied) if Counter(x for row in rows for x in row) == sums]
    for one in analysis.pair_significance(graph, list("abcd"), draws=20_000, seed=3):
        places = ["abcd".index(str(one.first)), "abcd".index(str(one.second))]
        shared = [len(set(rows[places[0]]) & set(rows[places[1]])) for rows in every]
        assert one.expected == pytest.approx(mean(shared), abs=0.03)
        assert one.p == pytest.approx(sum(count >= one.n_shared for count in shared) / len(every), abs=0.02)


def test_no_pair_of_the_women_is_significant() -> None:
    """The smallest p is about .0075 and no pair passes 5 % false discoveries: small samples carry no single ties."""
    found = analysis.pair_significance(DAVIS, WOMEN, draws=4000, seed=1)
    assert len(found) == 153
    assert found[0].p == pytest.approx(0.0075, abs=0.004)
    assert min(one.q for one in found) > 0.05


def test_clustering_of_the_projection_is_no_finding() -> None:
    """The women's number of tied pairs lies within what attendance alone gives."""
    found = analysis.weave(DAVIS, WOMEN, draws=300, seed=1)
    assert not found["pairs"].beyond
    assert found["clustering"].value == pytest.approx(0.468, abs=0.0005)


def test_false_discoveries_are_controlled_as_published() -> None:
    """The 15 p of Benjamini & Hochberg (1995, section 3.2): four are rejected at 5 %."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert sum(q <= 0.05 for q in benjamini_hochberg(p)) == 4


def test_a_figure_beyond_all_draws_has_the_smallest_p() -> None:
    """2/(draws + 1), never 0."""
    found = interval(10, list(range(9)))
    assert (found.p, found.beyond) == (0.2, True)


def test_the_permutations_have_the_expected_mean() -> None:
    """The expectation of the index holds on average, so that it is not 0."""
    graph = nx.relabel_nodes(FLORENCE, str)
    nx.set_node_attributes(
        graph, {node: "big" if number < 11 else "small" for number, node in enumerate(sorted(graph))}, "g"
    )
    low, high = analysis.attribute_mixing(graph, "g", draws=500, seed=2).ei_interval or (0, 0)
    assert low < analysis.attribute_mixing(graph, "g").ei_expected < high


def test_the_expectation_of_the_external_internal_index_is_the_mean_of_all_labellings() -> None:
    """No figure is known to us; so all ways to deal out the labels are tried (Krackhardt & Stern 1988)."""
    graph = nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2), (4, 5)])
    values = []
    for group in combinations(range(6), 2):
        nx.set_node_attributes(graph, {node: str(node in group) for node in graph}, "g")
        values.append(analysis.attribute_mixing(graph, "g").ei_index)
    assert analysis.attribute_mixing(graph, "g").ei_expected == pytest.approx(mean(values))


def test_the_p_of_the_external_internal_index_is_that_of_all_labellings() -> None:
    """Twice the smaller share of the labellings that are as far out, by a drawn sample of them."""
    graph = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))
    nx.set_node_attributes(graph, {node: str(node < 4) for node in graph}, "g")
    found = analysis.attribute_mixing(graph, "g", draws=20_000, seed=1)
    assert found.ei_p == pytest.approx(2 / comb(7, 3), abs=0.01)


def test_every_order_is_drawn_equally_often() -> None:
    """The 24 orders of four, by draws of ``random()`` alone (Fisher & Yates)."""
    drawing, counts = Draws(1), Counter[tuple[int, ...]]()
    for _ in range(24 * 200):
        order = [0, 1, 2, 3]
        drawing.shuffle(order)
        counts[tuple(order)] += 1
    assert set(counts) == set(permutations(range(4)))
    assert max(abs(count - 200) for count in counts.values()) < 5 * sqrt(200)


def test_all_draws_come_from_the_sequence_that_python_keeps() -> None:
    """Numbers, orders and bits are made of ``random()``, which gives the same in every version for a seed."""
    first = random.Random(7).random()
    order = [0, 1]
    Draws(7).shuffle(order)
    assert (Draws(7).random(), Draws(7).below(1000), Draws(7).getrandbits(32)) == (
        first,
        int(first * 1000),
        int(first * 2**32),
    )
    assert order == [1, 0]


@pytest.mark.parametrize("method", ["leiden", "louvain"])
def test_searches_draw_from_that_sequence_too(method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both libraries draw from our generator, and ask it for nothing that is not written on ``random()``."""
    expected = [analysis.communities(MISERABLES, method, seed=seed).groups for seed in range(5)]
    drawn: list[float] = []

    def noted(self: Draws) -> float:
        drawn.append(random.Random.random(self))
        return drawn[-1]

    def refused(*_: object, **__: object) -> NoReturn:
        pytest.fail("drawn by a method whose sequence may change")

    monkeypatch.setattr(Draws, "random", noted, raising=False)
    for name in ("choice", "choices", "gauss", "randint", "randrange", "sample", "_randbelow"):
        monkeypatch.setattr(Draws, name, refused, raising=False)
    assert [analysis.communities(MISERABLES, method, seed=seed).groups for seed in range(5)] == expected
    assert drawn
