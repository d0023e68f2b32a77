"""Measures against figures that somebody else published, and against identities.

Figures are held to half a unit of the last digit published. Where a docstring says that no figure is known, the
measure is held by an independent implementation or by its definition written out.
"""

from fractions import Fraction
from itertools import combinations
from math import sqrt

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bochum_kg import analysis
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.errors import AnalysisError
from well_known import DAVIS, FLORENCE, KARATE, MISERABLES, WOMEN

#: The network that Burt (1992) explains effective size with, as Borgatti (1997, Connections 20(1), fig. 1) draws it.
BURT = nx.Graph(["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"])

#: Borgatti & Everett (1997, table 1), to two digits as networkx' tests give it: degree, closeness, betweenness.
DAVIS_CENTRALITY = {
    "Evelyn Jefferson": (0.57, 0.80, 0.10),
    "Laura Mandeville": (0.50, 0.73, 0.05),
    "Theresa Anderson": (0.57, 0.80, 0.09),
    "Brenda Rogers": (0.50, 0.73, 0.05),
    "Charlotte McDowd": (0.29, 0.60, 0.01),
    "Frances Anderson": (0.29, 0.67, 0.01),
    "Eleanor Nye": (0.29, 0.67, 0.01),
    "Pearl Oglethorpe": (0.21, 0.67, 0.01),
    "Ruth DeSand": (0.29, 0.71, 0.02),
    "Verne Sanderson": (0.29, 0.71, 0.02),
    "Myra Liddel": (0.29, 0.69, 0.02),
    "Katherina Rogers": (0.43, 0.73, 0.05),
    "Sylvia Avondale": (0.50, 0.77, 0.07),
    "Nora Fayette": (0.57, 0.80, 0.11),
    "Helen Lloyd": (0.36, 0.73, 0.04),
    "Dorothy Murchison": (0.14, 0.65, 0.00),
    "Olivia Carleton": (0.14, 0.59, 0.01),
    "Flora Price": (0.14, 0.59, 0.01),
    "E1": (0.17, 0.52, 0.00),
    "E2": (0.17, 0.52, 0.00),
    "E3": (0.33, 0.56, 0.02),
    "E4": (0.22, 0.54, 0.01),
    "E5": (0.44, 0.59, 0.04),
    "E6": (0.44, 0.69, 0.07),
    "E7": (0.56, 0.73, 0.13),
    "E8": (0.78, 0.85, 0.24),
    "E9": (0.67, 0.79, 0.23),
    "E10": (0.28, 0.55, 0.01),
    "E11": (0.22, 0.54, 0.02),
    "E12": (0.33, 0.56, 0.02),
    "E13": (0.17, 0.52, 0.00),
    "E14": (0.17, 0.52, 0.00),
}
#: Closeness and betweenness of the Florentine families (Wasserman & Faust 1994; figures of networkx' tests).
FLORENCE_CENTRALITY = {
    "Acciaiuoli": (0.368, 0.000),
    "Albizzi": (0.483, 0.212),
    "Barbadori": (0.4375, 0.093),
    "Bischeri": (0.400, 0.104),
    "Castellani": (0.389, 0.055),
    "Ginori": (0.333, 0.000),
    "Guadagni": (0.467, 0.255),
    "Lamberteschi": (0.326, 0.000),
    "Medici": (0.560, 0.522),
    "Pazzi": (0.286, 0.000),
    "Peruzzi": (0.368, 0.022),
    "Ridolfi": (0.500, 0.114),
    "Salviati": (0.389, 0.143),
    "Strozzi": (0.4375, 0.103),
    "Tornabuoni": (0.483, 0.092),
}
#: Closeness and betweenness of Krackhardt's kite (Krackhardt 1990, ASQ 35, 342-369; figures of networkx' tests).
KITE = {
    0: (0.529, 0.023),
    1: (0.529, 0.023),
    2: (0.500, 0.000),
    3: (0.600, 0.102),
    4: (0.500, 0.000),
    5: (0.643, 0.231),
    6: (0.643, 0.231),
    7: (0.600, 0.389),
    8: (0.429, 0.222),
    9: (0.310, 0.000),
}


def correlation(one: list[float], other: list[float]) -> float:
    """Return Pearson's coefficient."""
    first, second = sum(one) / len(one), sum(other) / len(other)
    products = sum((a - first) * (b - second) for a, b in zip(one, other, strict=True))
    return products / sqrt(sum((a - first) ** 2 for a in one) * sum((b - second) ** 2 for b in other))


def test_two_mode_centralities_are_those_of_borgatti_and_everett() -> None:
    """All 32 nodes of the Southern women, to the two digits published."""
    found = analysis.two_mode_centrality(DAVIS, WOMEN)
    for node, expected in DAVIS_CENTRALITY.items():
        assert (found.degree[node], found.closeness[node], found.betweenness[node]) == pytest.approx(
            expected, abs=0.005
        )


def test_two_mode_betweenness_is_divided_by_the_true_maximum() -> None:
    """A woman who alone joins all events lies between every pair of branches: 445 for 18 facing 14."""
    star = nx.Graph((0, f"e{event}") for event in range(14))
    star.add_edges_from((woman, f"e{woman % 14}") for woman in range(1, 18))
    assert analysis.two_mode_centrality(star, range(18)).betweenness[0] == pytest.approx(1)


def test_the_projection_has_newmans_weights() -> None:
    """Weights at a node add up to its undertakings with partners (Newman 2001), and agree with networkx."""
    found = analysis.newman_projection(DAVIS, WOMEN)
    reference = nx.bipartite.collaboration_weighted_projected_graph(DAVIS, WOMEN)
    assert found.number_of_edges() == 139
    for a, b, data in found.edges(data=True):
        assert data["weight"] == pytest.approx(reference[a][b]["weight"])
        assert data["distance"] * data["weight"] == pytest.approx(1)
        assert data["n_shared"] == len(data["via"]) == len(set(DAVIS[a]) & set(DAVIS[b]))
    for woman in WOMEN:
        assert found.degree(woman, weight="weight") == pytest.approx(DAVIS.degree[woman])


def test_co_attendance_is_the_published_one() -> None:
    """Evelyn met Laura at 6 events and Theresa at 7 (Davis, Gardner & Gardner 1941)."""
    found = analysis.newman_projection(DAVIS, WOMEN)
    shared = found["Evelyn Jefferson"]
    assert (shared["Laura Mandeville"]["n_shared"], shared["Theresa Anderson"]["n_shared"]) == (6, 7)


def test_an_institution_without_partner_stays_as_an_isolate() -> None:
    """Single-partner undertakings give no tie and lose no node."""
    found = analysis.newman_projection(nx.Graph([("a", "x"), ("b", "y"), ("c", "y")]), ["a", "b", "c"])
    assert sorted(found) == ["a", "b", "c"]
    assert list(found.edges) == [("b", "c")]


def test_robins_alexander_clustering_is_the_published_one() -> None:
    """0.468 for the Southern women (Robins & Alexander 2004)."""
    assert analysis.robins_alexander(DAVIS, WOMEN) == pytest.approx(0.468, abs=0.0005)


@pytest.mark.parametrize(
    ("graph", "published"),
    [(FLORENCE, FLORENCE_CENTRALITY), (nx.krackhardt_kite_graph(), KITE)],
    ids=["florence", "kite"],
)
def test_closeness_and_betweenness_are_the_published_ones(
    graph: nx.Graph, published: dict[object, tuple[float, float]]
) -> None:
    """All nodes, to three digits; igraph gives the same betweenness."""
    found, faster = analysis.centrality(graph), betweenness(graph)
    for node, expected in published.items():
        assert (found.closeness[node], found.betweenness[node]) == pytest.approx(expected, abs=0.0005)
        assert faster[node] == pytest.approx(found.betweenness[node])


def test_degrees_of_the_karate_club_are_the_published_ones() -> None:
    """The administrator (34) has 17, the most, and the instructor (1) has 16 (Zachary 1977; KONECT: maximum 17)."""
    ties = {node: degree * 33 for node, degree in analysis.centrality(KARATE).degree.items()}
    assert (ties[33], ties[0]) == pytest.approx((17, 16))
    assert max(ties.values()) == ties[33]


def test_les_miserables_has_the_published_betweenness() -> None:
    """Valjean 0.570 without weights (Knuth's network; figure of networkx' tests)."""
    assert analysis.centrality(MISERABLES).betweenness["Valjean"] == pytest.approx(0.570, abs=0.0005)


def test_eigenvector_centrality_is_the_published_one() -> None:
    """Textbook path and clique (Bonacich 1972), and the Medici's 0.430 as other programs give it."""
    path = analysis.centrality(nx.path_graph(3)).eigenvector
    assert [path[node] for node in range(3)] == pytest.approx([0.5, sqrt(0.5), 0.5])
    clique = analysis.centrality(nx.complete_graph(5)).eigenvector
    assert list(clique.values()) == pytest.approx([sqrt(0.2)] * 5)
    florence = analysis.centrality(FLORENCE).eigenvector
    assert (florence["Medici"], florence["Strozzi"]) == pytest.approx((0.430, 0.356), abs=0.0005)


def test_eigenvector_centrality_solves_its_equation() -> None:
    """Ax is a multiple of x, and x has length 1."""
    found = analysis.centrality(KARATE, weight="weight", distance=None).eigenvector
    ratios = [sum(found[b] * KARATE[a][b]["weight"] for b in KARATE[a]) / found[a] for a in KARATE]
    assert ratios == pytest.approx([ratios[0]] * len(ratios))
    assert sum(value**2 for value in found.values()) == pytest.approx(1)


def test_of_several_components_the_largest_has_eigenvector_centrality() -> None:
    """It is never silently zero: the rest is left out, and a note says so."""
    graph = nx.disjoint_union(nx.path_graph(4), nx.path_graph(2))
    found = analysis.centrality(graph)
    assert set(found.eigenvector) == {0, 1, 2, 3}
    assert "4 of 6 nodes" in found.notes[0]


def test_strength_and_distance_are_never_mixed_up() -> None:
    """A strong tie is a short one: the hub of strong ties has the betweenness."""
    graph = nx.Graph()
    for a, b, weight in [("a", "hub", 10.0), ("hub", "b", 10.0), ("a", "b", 1.0)]:
        graph.add_edge(a, b, weight=weight, distance=1 / weight)
    found = analysis.centrality(graph, weight="weight", distance="distance")
    assert (found.betweenness["hub"], found.degree["hub"]) == (1.0, 20.0)
    assert betweenness(graph, distance="distance")["hub"] == 1.0


def test_structural_holes_are_burts() -> None:
    """Effective size 4.67 for G (Burt 1992; Borgatti 1997), constraint .400 for G, .595 for A, 1 for C."""
    found = analysis.structural_holes(BURT)
    assert [found.effective_size[node] for node in "GAC"] == pytest.approx([4.67, 2.5, 1], abs=0.005)
    assert [found.constraint[node] for node in "GAC"] == pytest.approx([0.400, 0.595, 1], abs=0.0005)


def test_an_isolate_has_no_constraint() -> None:
    """It is left out and named, not NaN."""
    graph = nx.Graph([("a", "b")])
    graph.add_node("c")
    found = analysis.structural_holes(graph)
    assert set(found.constraint) == set(found.effective_size) == {"a", "b"}
    assert found.isolates == ("c",)


#: The five roles as Gould & Fernandez (1989, fig. 1) draw them: groups of a, b, c in a -> b -> c.
ROLES = {"coordinator": "111", "itinerant": "121", "gatekeeper": "122", "representative": "112", "liaison": "123"}


@pytest.mark.parametrize(("role", "groups"), ROLES.items())
def test_each_role_is_the_one_of_gould_and_fernandez(role: str, groups: str) -> None:
    """In a directed path the middle plays one role, and nobody else any."""
    found = analysis.brokerage(nx.DiGraph([("a", "b"), ("b", "c")]), dict(zip("abc", groups, strict=True)))
    assert getattr(found["b"], role) == getattr(found, role)["b"] == found["b"].total == 1
    assert found["a"].total == found["c"].total == 0


def test_roles_of_a_worked_example_are_the_published_ones() -> None:
    """Four nodes and two groups, as the tests of the R package cograph work them out; sna counts the same."""
    ties = nx.DiGraph(["AB", "AC", "BC", "BD", "CD", "DA"])
    found = analysis.brokerage(ties, dict(zip("ABCD", "1122", strict=True)))
    assert {role: "".join(str(getattr(found, role)[node]) for node in "ABCD") for role in ROLES} == {
        "coordinator": "0000",
        "itinerant": "1001",
        "gatekeeper": "1010",
        "representative": "0101",
        "liaison": "0000",
    }


def test_an_undirected_tie_counts_both_ways() -> None:
    """Gatekeeper and representative are equal, and each open triad counts twice."""
    graph = nx.star_graph(3)
    found = analysis.brokerage(graph, {0: "x", 1: "x", 2: "y", 3: "z"})
    assert vars(found[0]) == {"coordinator": 0, "itinerant": 0, "gatekeeper": 2, "representative": 2, "liaison": 2}


@settings(deadline=None)  # a busy machine is no mistake
@given(st.integers(0, 500))
def test_roles_add_up_to_the_open_triads(seed: int) -> None:
    """Every ordered open pair of partners is one role of its middle."""
    graph = nx.gnp_random_graph(9, 0.4, seed=seed, directed=True)
    if not graph.number_of_edges():
        return
    found = analysis.brokerage(graph, {node: str(node % 3) for node in graph})
    for node in graph:
        pairs = [(a, c) for a in graph.predecessors(node) for c in graph.successors(node) if a != c]
        assert found[node].total == sum(not graph.has_edge(a, c) for a, c in pairs)


def test_the_greatest_modularity_of_the_karate_club_is_the_published_one() -> None:
    """0.4197896 with four communities (Brandes et al. 2008), by the exact method and by Leiden."""
    exact = analysis.communities(KARATE, method="exact")
    assert exact.modularity == pytest.approx(0.4197896120973046)
    assert len(exact.groups) == 4
    found = analysis.consensus(KARATE)
    assert found.modularity == pytest.approx(exact.modularity)
    assert found.agreement == pytest.approx(1, abs=0.1)


def test_louvain_finds_the_published_modularity() -> None:
    """0.42 for the karate club (Blondel et al. 2008, table 1), and never more than the greatest there is."""
    found = [analysis.communities(KARATE, "louvain", seed=seed).modularity for seed in range(20)]
    assert max(found) == pytest.approx(0.42, abs=0.005)
    assert max(found) <= 0.4197896120973046 + 1e-12


def test_a_consensus_is_the_run_most_like_the_others() -> None:
    """No figure is known to us; so the definition of Lancichinetti & Fortunato (2012) written out, run by run."""
    runs = [analysis.communities(KARATE, "louvain", seed=seed) for seed in range(7, 19)]
    likeness = [sum(analysis.adjusted_rand(one.groups, other.groups) for other in runs) - 1 for one in runs]
    found = analysis.consensus(KARATE, method="louvain", runs=12, seed=7)
    best = max(likeness)
    assert found.groups in [one.groups for one, value in zip(runs, likeness, strict=True) if value > best - 1e-9]
    assert found.agreement == pytest.approx(sum(likeness) / (12 * 11))


def test_the_women_fall_into_the_two_groups_of_the_literature() -> None:
    """The optimum of the Newman projection is women 1-9 and 10-18 (Freeman 2003)."""
    groups = analysis.communities(analysis.newman_projection(DAVIS, WOMEN), "exact", weight="weight").groups
    assert set(groups) == {frozenset(WOMEN[:9]), frozenset(WOMEN[9:])}


def test_modularity_agrees_with_networkx() -> None:
    """Two implementations of one definition."""
    groups = analysis.communities(MISERABLES, "louvain", seed=3, weight="weight")
    assert groups.modularity == pytest.approx(nx.community.modularity(MISERABLES, groups.groups, weight="weight"))


def test_one_community_has_modularity_zero() -> None:
    """An identity of the definition (Newman & Girvan 2004)."""
    assert analysis.modularity(KARATE, [set(KARATE)]) == pytest.approx(0)


def test_the_rand_index_is_hubert_and_arabies() -> None:
    """Equal partitions 1, the example of scikit-learn's manual 0.24, one group against single nodes 0."""
    assert analysis.adjusted_rand([{1, 2}, {3}], [{3}, {1, 2}]) == 1
    published = analysis.adjusted_rand([{0, 1, 2}, {3, 4, 5}], [{0, 1}, {2, 3}, {4, 5}])
    assert published == pytest.approx(0.24, abs=0.005)
    assert analysis.adjusted_rand([{0, 1, 2}], [{0}, {1}, {2}]) == 0


def test_cores_are_those_of_batagelj_and_zaversnik() -> None:
    """Their example (2003, fig. 1): nodes 1-8 are the 3-core, 9-16 the 2-core, 17-20 the 1-core, 21 the 0-core."""
    cliques = [(a, b) for first in (1, 5) for a, b in combinations(range(first, first + 4), 2)]
    graph = nx.Graph([*cliques, (3, 7), (2, 11), (11, 5), (11, 12), (5, 12), (12, 19), (12, 18), (3, 9), (7, 9)])
    graph.add_edges_from([(7, 10), (9, 10), (9, 20), (17, 13), (13, 14), (14, 15), (15, 16), (16, 13)])
    graph.add_node(21)
    found = analysis.core_numbers(graph)
    assert found == {node: 3 if node < 9 else 2 if node < 17 else 1 if node < 21 else 0 for node in range(1, 22)}


def test_the_karate_club_has_a_four_core_of_ten() -> None:
    """1, 11, 12 and 10 members by core number, as igraph's own implementation gives for Zachary's network."""
    numbers = list(analysis.core_numbers(KARATE).values())
    assert numbers == igraph.Graph.Famous("Zachary").coreness()
    assert [numbers.count(k) for k in (1, 2, 3, 4)] == [1, 11, 12, 10]


def test_a_clique_is_its_own_core() -> None:
    """Core number n - 1; a star has core number 1 (Seidman 1983)."""
    assert set(analysis.core_numbers(nx.complete_graph(5)).values()) == {4}
    assert set(analysis.core_numbers(nx.star_graph(5)).values()) == {1}


def test_an_ideal_core_periphery_fits_perfectly() -> None:
    """Borgatti & Everett's (1999) Freeman star and their ideal pattern have fit 1, a cycle has none."""
    star = analysis.core_periphery(nx.star_graph(6))
    assert (star.core, star.fit) == (frozenset({0}), 1)
    ideal = nx.complete_graph(4)
    ideal.add_edges_from((node, 10 + node) for node in range(4))
    assert analysis.core_periphery(ideal) == analysis.CorePeriphery(frozenset(range(4)), 1.0)
    assert analysis.core_periphery(nx.cycle_graph(12), draws=50).fit < 0.5


def test_the_core_of_borgatti_and_everetts_example_is_theirs() -> None:
    """Nodes 1-4 of their table 1 (1999); with ties between core and periphery asked for, too, it fits to 0.475."""
    graph = nx.complete_graph(range(1, 5))
    graph.add_edges_from([(1, 5), (4, 5), (2, 6), (2, 7), (2, 8), (3, 8), (3, 9), (4, 10)])
    found = analysis.core_periphery(graph)
    assert (found.core, found.fit) == (frozenset({1, 2, 3, 4}), 1)
    pairs = list(combinations(sorted(graph), 2))
    ideal = [float(bool({a, b} & found.core)) for a, b in pairs]
    assert correlation([float(graph.has_edge(a, b)) for a, b in pairs], ideal) == pytest.approx(0.475, abs=0.0005)


def test_lips_order_finds_the_best_split() -> None:
    """No other core has fewer missing ties within or present ties outside (Lip 2011), by trying all."""
    graph = FLORENCE.subgraph(sorted(FLORENCE)[:10]).copy()
    core = analysis.core_periphery(graph).core

    def misfit(chosen: frozenset[object]) -> int:
        return sum(
            graph.has_edge(a, b) != (a in chosen) for a, b in combinations(graph, 2) if (a in chosen) == (b in chosen)
        )

    every = (frozenset(one) for size in range(1, 10) for one in combinations(graph, size))
    assert misfit(frozenset(core)) == min(map(misfit, every))


def test_assortativity_is_newmans() -> None:
    """For the karate club's sides, with 35 and 32 ties within and 11 across (Newman 2003, eq. 2)."""
    within, squares = (35 + 32) / 78, (81 / 156) ** 2 + (75 / 156) ** 2
    found = analysis.attribute_mixing(KARATE, "club")
    assert found.assortativity == pytest.approx((within - squares) / (1 - squares))


def test_assortativity_of_newmans_own_table_is_his() -> None:
    """It is 0.621 for the mixing matrix of couples in Newman (2003, table I); networkx' tests give 0.623."""
    table = [[258, 16, 35, 13], [12, 157, 58, 19], [13, 23, 306, 35], [5, 7, 24, 16]]
    graph, number = nx.Graph(), iter(range(10_000))
    for i, j in ((i, j) for i in range(4) for j in range(4)):
        for _ in range(table[i][j]):
            a, b = next(number), next(number)
            graph.add_node(a, race=i)
            graph.add_node(b, race=j)
            graph.add_edge(a, b)
    found = analysis.attribute_mixing(graph, "race")
    assert found.assortativity == pytest.approx(0.621, abs=0.005)


def test_the_external_internal_index_has_its_published_ends() -> None:
    """Two groups of three: -1 with all ties within, 1 with all between (tests of the R package netmem)."""
    within, between = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3)), nx.complete_bipartite_graph(3, 3)
    for graph, expected in ((within, -1), (between, 1)):
        nx.set_node_attributes(graph, {node: "ab"[node // 3] for node in graph}, "group")
        assert analysis.attribute_mixing(graph, "group").ei_index == expected


def test_the_external_internal_index_and_its_expectation_are_by_the_formula() -> None:
    """Karate club: 11 ties between and 67 within; 17 and 17 members give 1/33 (Krackhardt & Stern 1988)."""
    found = analysis.attribute_mixing(KARATE, "club", draws=200, seed=1)
    assert found.ei_index == pytest.approx(-56 / 78)
    assert found.ei_expected == pytest.approx(float(Fraction(1, 33)))
    assert found.matrix["Mr. Hi"] == {"Mr. Hi": 35, "Officer": 11}
    assert found.ei_p is not None
    assert found.ei_p < 0.02


def test_a_missing_label_is_refused_and_never_a_group() -> None:
    """Removing a third of the labels would move the karate club from 0.72 to 0.12 without a word."""
    graph = KARATE.copy()
    for node in range(0, 34, 3):
        del graph.nodes[node]["club"]
    with pytest.raises(AnalysisError, match=r"12 of 34 have none"):
        analysis.attribute_mixing(graph, "club")
    allowed = analysis.attribute_mixing(graph, "club", most_unlabelled=0.4)
    assert (allowed.unlabelled, sum(allowed.sizes.values())) == (12, 22)
    assert allowed.assortativity > 0.5


def test_efficiency_is_latora_and_marchioris() -> None:
    """A clique stays at 1 (2001), a star of n loses everything with its hub."""
    clique = analysis.robustness(nx.complete_graph(6), [0])
    assert (clique.efficiency_before, clique.efficiency_after, clique.components_after) == (1, 1, 1)
    star = analysis.robustness(nx.star_graph(5), 0)
    assert star.efficiency_before == pytest.approx((5 + 10 / 2) / 15)
    assert (star.efficiency_after, star.components_after) == (0, 5)


@pytest.mark.parametrize(
    ("graph", "published"),
    [(nx.Graph([(0, 1), (0, 2), (0, 3), (1, 2), (1, 3)]), 11 / 12), (nx.cycle_graph(4), 5 / 6)],
    ids=["documentation", "cycle"],
)
def test_efficiency_is_the_published_one(graph: nx.Graph, published: float) -> None:
    """0.916667 in the documentation of networkx, 5/6 for a cycle of four in its tests."""
    isolated = nx.disjoint_union(graph, nx.empty_graph(1))
    assert analysis.robustness(isolated, [len(graph)]).efficiency_after == pytest.approx(published)


def test_efficiency_agrees_with_the_distances_of_igraph() -> None:
    """No figure of a known network is known to us; so the mean of 1/distance by an independent implementation."""
    distances = igraph.Graph.Famous("Zachary").distances()
    inverse = [1 / distances[a][b] for a, b in combinations(range(34), 2)]
    assert analysis.robustness(KARATE, [0]).efficiency_before == pytest.approx(sum(inverse) / len(inverse))


#: An example of a page on articulation points, as networkx' tests hand it on.
CUTS = (
    "0-1 0-5 0-6 0-14 1-5 1-6 1-14 2-4 2-10 3-4 3-15 4-6 4-7 4-10 5-14 6-14 7-9 8-9 8-12 8-13 10-15 11-12 11-13 12-13"
)


@pytest.mark.parametrize(
    ("graph", "published"),
    [
        (nx.Graph([tuple(map(int, tie.split("-"))) for tie in CUTS.split()]), {4, 6, 7, 8, 9}),
        (KARATE, {0}),
        (DAVIS, set()),
    ],
    ids=["example", "karate", "davis"],
)
def test_cut_points_are_the_published_ones(graph: nx.Graph, published: set[object]) -> None:
    """The instructor alone in the karate club, none among the Southern women (figures of networkx' tests)."""
    assert set(analysis.cut_points(graph)) == published


def test_cut_points_of_the_florentine_families_are_those_of_igraph() -> None:
    """No list of them is known to us; an independent implementation names the same four."""
    names = list(FLORENCE)
    places = {name: number for number, name in enumerate(names)}
    reference = igraph.Graph([(places[a], places[b]) for a, b in FLORENCE.edges]).articulation_points()
    found = analysis.cut_points(FLORENCE)
    assert found == ("Albizzi", "Guadagni", "Medici", "Salviati") == tuple(sorted(names[one] for one in reference))


def test_without_the_medici_two_families_fall_off() -> None:
    """Acciaiuoli alone and Pazzi with Salviati (Padgett & Ansell 1993, fig. 2a)."""
    found = analysis.robustness(FLORENCE, ["Medici"])
    assert (found.components_before, found.components_after) == (1, 3)
    assert "Medici" in analysis.cut_points(FLORENCE)


def test_concentration_is_that_of_the_justice_department() -> None:
    """Four firms with 30, 30, 20 and 20 percent: 2,600 of 10,000 (U.S. Department of Justice on the index)."""
    graph = nx.Graph()
    for firm, share in enumerate((30, 30, 20, 20)):
        graph.add_edge(firm, "market", via=tuple(f"{firm}-{one}" for one in range(share)))
    assert analysis.coverage(graph, ["market"]).concentration == {"market": pytest.approx(0.26)}


def test_coverage_counts_and_names_who_carries_alone() -> None:
    """A goal without actor is 0, a goal of one actor rests on it, shares give the Herfindahl-Hirschman index."""
    graph = nx.Graph()
    graph.add_nodes_from(["none", "one", "two"])
    graph.add_edge("city", "one", via=("a",))
    graph.add_edge("city", "two", via=("a", "b", "c"))
    graph.add_edge("lab", "two", via=("c",))
    nx.set_node_attributes(graph, {"city": "public", "lab": "science"}, "sector")
    found = analysis.coverage(graph, ["none", "one", "two"])
    assert found.actors == {"none": 0, "one": 1, "two": 2}
    assert found.activities == {"none": 0, "one": 1, "two": 3}
    assert found.sectors == {"none": 0, "one": 1, "two": 2}
    assert found.concentration == {"one": 1, "two": pytest.approx(9 / 16 + 1 / 16)}
    assert found.rests_on == {"city": ("one",)}
    assert found.with_at_most(1) == ("none", "one")


def test_coverage_counts_nothing_that_the_network_does_not_say() -> None:
    """Without activities or sectors there are no counts of them, and no zeros; a text is one activity."""
    graph = nx.Graph([("a", "goal"), ("b", "goal")])
    found = analysis.coverage(graph, ["goal"])
    assert (found.activities, found.sectors) == ({}, {})
    nx.set_edge_attributes(graph, "activity-1", "via")
    assert analysis.coverage(graph, ["goal"]).activities == {"goal": 1}


@pytest.mark.parametrize("absent", [None, float("nan"), ""])
def test_a_missing_label_is_no_group(absent: object) -> None:
    """However a table of labels writes that one is missing."""
    labels = {0: "x", 1: absent, 2: absent, 3: "y"}
    graph = nx.path_graph(4)
    nx.set_node_attributes(graph, labels, "sector")
    with pytest.raises(AnalysisError, match="2 of 4"):
        analysis.attribute_mixing(graph, "sector")
    with pytest.raises(AnalysisError, match="2 of 4"):
        analysis.brokerage(graph, labels)  # type: ignore[arg-type]


def test_eigenvector_centrality_says_where_it_did_not_settle() -> None:
    """In a long chain the two largest eigenvalues are nearly the same."""
    assert "did not settle" in analysis.centrality(nx.path_graph(300)).notes[0]
    assert analysis.centrality(nx.path_graph(30)).notes == ()


def test_participation_has_the_published_bounds() -> None:
    """0 with one field, 1 - 1/F spread evenly over all (Guimera & Amaral 2005)."""
    graph = nx.Graph([("a", "f1"), ("b", "f1"), ("b", "f2"), ("b", "f3"), ("c", "f1"), ("c", "f2")])
    found = analysis.bridges(graph, ["a", "b", "c"])
    assert found.participation == {"a": 0, "b": pytest.approx(2 / 3), "c": 0.5}
    assert found.only_link == {"b": (("f1", "f3"), ("f2", "f3"))}


def test_participation_is_by_its_definition() -> None:
    """No figure is known to us; so 1 less the squared shares of ties by field (Guimera & Amaral 2005), all women."""
    found = analysis.bridges(DAVIS, WOMEN).participation
    for woman in WOMEN:
        shares = [
            Fraction(DAVIS.number_of_edges(woman, event), DAVIS.degree[woman]) for event in set(DAVIS) - set(WOMEN)
        ]
        assert found[woman] == pytest.approx(float(1 - sum(share**2 for share in shares)))


def test_proximity_is_the_published_one() -> None:
    """17 countries export wine, 24 grapes and 11 both: 11/24 = 0.46 (Hausmann et al. 2011, Atlas, box 5.1)."""
    graph = nx.Graph((country, "wine") for country in range(17))
    graph.add_edges_from((country, "grapes") for country in range(6, 30))
    found = analysis.relatedness(graph, ["wine", "grapes"])
    assert found.shared == {("grapes", "wine"): 11}
    assert found.proximity["grapes", "wine"] == pytest.approx(0.46, abs=0.005)


def test_proximity_is_hidalgos() -> None:
    """The smaller of the two shares (Hidalgo et al. 2007): 1 of 2 and 1 of 4 give a quarter."""
    graph = nx.Graph([("a", "f1"), ("b", "f1"), ("a", "f2"), ("c", "f2"), ("d", "f2"), ("e", "f2")])
    found = analysis.relatedness(graph, ["f1", "f2"])
    assert found.proximity == {("f1", "f2"): 0.25}
    assert found.association == {("f1", "f2"): pytest.approx(1 * 5 / (2 * 4))}
    assert found.thin == (("f1", "f2"),)


@pytest.mark.parametrize(
    ("lost", "new", "kept", "published"),
    [
        (2026, 1799, 2146, 0.36),
        (1125, 965, 365, 0.15),
        (1717, 1831, 2612, 0.42),
        (1157, 1457, 564, 0.18),
        (265, 257, 381, 0.42),
        (257, 186, 116, 0.21),
    ],
)
def test_the_jaccard_index_is_the_published_one(lost: int, new: int, kept: int, published: float) -> None:
    """Friendships and antipathies of three schools (Journal of Youth and Adolescence 49, 2020, 2229-2245, table 2)."""
    pupils = [(a, b) for a in range(90) for b in range(90) if a != b]
    before = nx.DiGraph(pupils[: lost + kept])
    (change,) = analysis.evolve({1: before, 2: nx.DiGraph(pupils[lost : lost + kept + new])})
    assert (change.ties_lost, change.ties_new, change.ties_kept) == (lost, new, kept)
    assert change.jaccard == pytest.approx(published, abs=0.005)


def test_equal_networks_have_jaccard_one_and_disjoint_ones_zero() -> None:
    """The two ends of the index."""
    one, other = nx.path_graph(3), nx.Graph([(7, 8)])
    same, apart = analysis.evolve({2000: one, 2010: one, 2020: other})
    assert (same.jaccard, same.ties_kept, same.actors_new) == (1, 2, 0)
    assert (apart.jaccard, apart.ties_lost, apart.actors_lost, apart.actors_new) == (0, 2, 3, 2)


def test_closeness_of_two_modes_stays_within_its_component() -> None:
    """The best connected of a pair is at 1 within the pair, and has one of the five other nodes within reach."""
    graph = nx.Graph([("a", "x"), ("b", "y"), ("b", "z"), ("c", "z")])
    found = analysis.two_mode_centrality(graph, ["a", "b", "c"]).closeness
    assert found["a"] == found["x"] == pytest.approx(1 / 5)
    assert found["b"] == pytest.approx((2 + 2 * 1) / (1 + 1 + 2) * 3 / 5)
    assert found["c"] == pytest.approx((2 + 2 * 1) / (1 + 2 + 3) * 3 / 5)


def test_a_mode_of_one_node_has_everything_between_it() -> None:
    """The centre of a star is at 1 and the others at 0 (Freeman 1979), whichever mode is named."""
    star = nx.star_graph(3)
    for named in ([0], [1, 2, 3]):
        assert analysis.two_mode_centrality(star, named).betweenness == {0: 1, 1: 0, 2: 0, 3: 0}
    assert analysis.two_mode_centrality(nx.path_graph(2), [0]).betweenness == {0: 0, 1: 0}


def test_only_the_mode_that_is_named_counts_as_actors() -> None:
    """In a two-mode network the events are none."""
    before, after = nx.Graph([("a", "event 1")]), nx.Graph([("a", "event 1"), ("b", "event 2")])
    (change,) = analysis.evolve({2000: before, 2010: after}, (one for one in "ab"))
    assert (change.actors_new, change.actors_kept, change.actors_lost) == (1, 1, 0)
    assert (change.ties_new, change.ties_kept) == (1, 1)


def test_centralisation_is_freemans() -> None:
    """A star is 1, a cycle 0 (Freeman 1979); the Florentine families 0.267 (Wasserman & Faust 1994, with Pucci)."""
    assert analysis.centralisation(dict(nx.star_graph(4).degree)) == 1
    assert analysis.centralisation(dict(nx.cycle_graph(5).degree)) == 0
    assert analysis.centralisation({**dict(FLORENCE.degree), "Pucci": 0}) == pytest.approx(0.267, abs=0.0005)


def test_a_summary_has_the_published_figures() -> None:
    """Density .3532 of the Southern women (Borgatti & Everett 1997), transitivity .2557 of the karate club (KONECT)."""
    women = analysis.summary(DAVIS, WOMEN)
    assert (women.nodes, women.nodes_other, women.ties) == (18, 14, 89)
    assert women.density == pytest.approx(0.3531746, abs=1e-7)
    karate = analysis.summary(KARATE)
    assert karate.transitivity == pytest.approx(0.255682, abs=1e-6)
    assert karate.density == pytest.approx(2 * 78 / (34 * 33))


def test_rank_ranges_are_those_of_networks_without_an_event() -> None:
    """No figure is known to us; so each event is left out of the record, and the rest projected and ranked anew."""
    found = analysis.rank_ranges(DAVIS, WOMEN, lambda graph: betweenness(graph, distance="distance"))
    ranks: dict[object, list[int]] = {woman: [] for woman in WOMEN}
    for without in [None, *sorted(set(DAVIS) - set(WOMEN))]:
        left = nx.restricted_view(DAVIS, [without] if without else [], [])
        values = betweenness(analysis.newman_projection(left, WOMEN), distance="distance")
        for woman in WOMEN:
            ranks[woman].append(1 + sum(value > values[woman] + 1e-9 for value in values.values()))
    assert {woman: (one.rank, one.best, one.worst) for woman, one in found.items()} == {
        woman: (seen[0], min(seen), max(seen)) for woman, seen in ranks.items()
    }


@pytest.mark.parametrize("weight", [None, "weight"])
def test_structural_holes_are_those_of_networkx(weight: str | None) -> None:
    """Ours adds up in the order of the nodes, and agrees with the library to the last digits."""
    found = analysis.structural_holes(MISERABLES, weight=weight)
    assert found.constraint == pytest.approx(nx.constraint(MISERABLES, weight=weight))
    assert found.effective_size == pytest.approx(nx.effective_size(MISERABLES, weight=weight))
