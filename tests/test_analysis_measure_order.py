"""Measures are independent of the order of nodes and ties and of the hash seed of the process."""

import json
import random
import subprocess
import sys
from math import isfinite

import networkx as nx

from bochum_kg import analysis
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.measures.twomode import projected_draws
from well_known import DAVIS, MISERABLES


def everything(davis: nx.Graph, miserables: nx.Graph) -> str:
    """Return what all measures say of two networks, written with every digit."""
    women = [node for node, mode in davis.nodes(data="bipartite") if mode == 0]
    projected = analysis.newman_projection(davis, women)
    nx.set_node_attributes(miserables, {node: node[0] for node in miserables}, "letter")
    found = {
        "two": vars(analysis.two_mode_centrality(davis, women)),
        "one": vars(analysis.centrality(miserables, weight="weight")),
        "holes": vars(analysis.structural_holes(miserables, weight="weight")),
        "roles": {node: vars(one) for node, one in analysis.brokerage(miserables, "letter").items()},
        "leiden": _listed(analysis.communities(miserables, seed=42, weight="weight")),
        "louvain": _listed(analysis.communities(miserables, "louvain", seed=42, weight="weight")),
        "consensus": _listed(analysis.consensus(projected, runs=10, weight="weight")),
        "cores": analysis.core_numbers(miserables),
        "periphery": _split(analysis.core_periphery(miserables, draws=5, seed=1)),
        "mixing": vars(analysis.attribute_mixing(miserables, "letter", draws=20, seed=3)),
        "weave": {key: vars(one) for key, one in analysis.weave(davis, women, draws=20, seed=4).items()},
        "pairs": [vars(one) for one in analysis.pair_significance(davis, women, draws=20, seed=5)],
        "edges": [(a, b, data) for a, b, data in projected.edges(data=True)],
        "bridges": {str(key): value for key, value in analysis.bridges(davis, women).only_link.items()},
        "gone": vars(analysis.robustness(miserables, ["Valjean"])),
        "cuts": analysis.cut_points(miserables),
        "betweenness": betweenness(miserables),
        "exact": _listed(analysis.communities(projected, "exact", weight="weight")),
        "agreement": analysis.adjusted_rand(
            analysis.communities(miserables, "louvain", seed=1).groups, analysis.communities(miserables, seed=1).groups
        ),
        "centralisation": analysis.centralisation(dict(miserables.degree)),
        "summaries": [vars(analysis.summary(davis, women)), vars(analysis.summary(miserables))],
        "ranks": {node: vars(one) for node, one in analysis.rank_ranges(davis, women, betweenness).items()},
        "clustering": analysis.robins_alexander(davis, women),
        "draws": [list(one.edges) for one in analysis.curveball(davis, women, 3, 6)],
        "projected": [list(one.edges(data=True)) for one in projected_draws(davis, women, 3, 6)],
        "coverage": vars(analysis.coverage(davis, [node for node in davis if node not in women])),
        "related": {key: list(value.items()) for key, value in vars(analysis.relatedness(davis, women)).items()},
        "change": [vars(one) for one in analysis.evolve({1: davis, 2: miserables, 3: projected})],
    }
    return json.dumps(found, sort_keys=True, default=str)


def _listed(found: analysis.Communities) -> object:
    return [sorted(map(str, group)) for group in found.groups], found.modularity, found.agreement


def _split(found: analysis.CorePeriphery) -> object:
    return sorted(map(str, found.core)), found.fit, found.p


def _shuffled(graph: nx.Graph, seed: int) -> nx.Graph:
    shuffling = random.Random(seed)
    nodes, edges = list(graph.nodes(data=True)), [(b, a, data) for a, b, data in graph.edges(data=True)]
    shuffling.shuffle(nodes)
    shuffling.shuffle(edges)
    fresh = nx.Graph()
    fresh.add_nodes_from((node, dict(data)) for node, data in nodes)
    fresh.add_edges_from(edges)
    return fresh


def test_no_figure_depends_on_the_order_of_nodes_or_ties() -> None:
    """Shuffled networks give the same bytes, which plain Louvain does not."""
    expected = everything(DAVIS.copy(), MISERABLES.copy())
    for seed in range(3):
        assert everything(_shuffled(DAVIS, seed), _shuffled(MISERABLES, seed)) == expected
    assert all(isfinite(number) for number in json.loads(expected)["one"]["closeness"].values())


def test_no_figure_depends_on_the_hash_seed_of_the_process() -> None:
    """Two processes with different hash seeds give the same bytes."""
    code = (
        "import networkx as nx, test_analysis_measure_order as t;"
        "print(t.everything(nx.Graph(nx.davis_southern_women_graph()), nx.les_miserables_graph()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(path for path in sys.path if path)},
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
