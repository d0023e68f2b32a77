"""How long the analysis takes: every verb on the real graph, and its measures on a large network beside its libraries.

``make bench`` runs it with the rest; ``python -m benchmarks.networks`` alone writes ``benchmarks/results/networks.md``.
"""

import random
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from math import inf
from pathlib import Path
from typing import Any, Final

import igraph
import networkx as nx
from networkx.algorithms import bipartite

from bochum_kg import analysis
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.report import report
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.verbs import VERBS, analyse

__all__ = ["Compared", "generated", "large", "main", "tables", "verbs"]

#: The generated two-mode network: institutions, undertakings and ties between them.
INSTITUTIONS, UNDERTAKINGS, TIES = 20_000, 40_000, 100_000
#: The same, so small that exact betweenness ends with every library.
SMALL: Final = (2_000, 4_000, 10_000)
#: After so many seconds plain networkx is stopped.
PATIENCE: Final = 60.0
_RESULTS: Final = Path("benchmarks/results/networks.md")
_RELEASE: Final = Path("build/release")

Call = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Compared:
    """What was measured, and the seconds of each library.

    None stands where it has no such measure, infinity where it was not waited for.
    """

    name: str
    ours: float
    networkx: float | None
    igraph: float | None
    note: str = ""


def verbs(folder: Path = _RELEASE) -> Iterator[tuple[str, float]]:
    """Time every verb with its defaults on the real graph, and the report, in seconds.

    Each has a seed of its own, so that none finds what another has drawn.
    """
    with analysis.open_release(folder) as source:
        for seed, name in enumerate(VERBS, start=1):
            yield name, _seconds(lambda: analyse(source, Request(name, seed=seed)))  # noqa: B023 - called at once
        yield "report", _seconds(lambda: report(source, Request("report")))


def generated(
    institutions: int = INSTITUTIONS, undertakings: int = UNDERTAKINGS, ties: int = TIES
) -> tuple[nx.Graph, list[str]]:
    """Draw a two-mode network, few of whose institutions take part in much; the same each time."""
    draw = random.Random(1)  # noqa: S311 - a benchmark, not a secret
    graph = nx.Graph()
    first = [f"i{number:06}" for number in range(institutions)]
    graph.add_nodes_from(first, bipartite=0)
    graph.add_nodes_from((f"u{number:06}" for number in range(undertakings)), bipartite=1)
    found: dict[tuple[str, str], None] = {}
    while len(found) < ties:
        institution = first[int(institutions * draw.random() ** 2)]
        found[institution, f"u{int(undertakings * draw.random()):06}"] = None
    graph.add_edges_from(found)
    return graph, first


def large(network: nx.Graph, first: Sequence[str]) -> Iterator[Compared]:
    """Time our measures and those of plain networkx and igraph on a network and its projection."""
    one = analysis.newman_projection(network, first)
    two_mode, projected = _igraph(network), _igraph(one)
    modes = [data["bipartite"] == 1 for _, data in network.nodes(data=True)]
    weights = [data["weight"] for _, _, data in one.edges(data=True)]
    yield _compare(
        "Newman projection",
        lambda: analysis.newman_projection(network, first),
        lambda: bipartite.collaboration_weighted_projected_graph(network, first),
        lambda: two_mode.bipartite_projection(types=modes, which=0),
        "igraph counts shared neighbours and knows no Newman weights; ours keeps which ones they are",
    )
    yield _compare("core numbers", lambda: analysis.core_numbers(one), lambda: nx.core_number(one), projected.coreness)
    yield _compare("core and periphery", lambda: analysis.core_periphery(one), None, None, "neither library has one")
    yield _compare(
        "structural holes",
        lambda: analysis.structural_holes(one, weight="weight"),
        lambda: nx.constraint(one, weight="weight"),
        lambda: projected.constraint(weights=weights),
        "ours also gives the effective size",
    )
    yield _compare(
        "communities (Leiden; networkx has Louvain)",
        lambda: analysis.communities(one, weight="weight", seed=1),
        lambda: nx.community.louvain_communities(one, weight="weight", seed=1),
        lambda: projected.community_leiden("modularity", weights=weights, n_iterations=-1),
    )
    yield _compare(
        "assortativity by an attribute",
        lambda: analysis.attribute_mixing(_sectors(one), "sector"),
        lambda: nx.attribute_assortativity_coefficient(_sectors(one), "sector"),
        lambda: projected.assortativity_nominal([number % 5 for number in range(projected.vcount())], directed=False),
        "ours also gives the E-I index, its expectation and the matrices",
    )
    yield _compare(
        "Robins-Alexander clustering",
        lambda: analysis.robins_alexander(network, first),
        lambda: bipartite.robins_alexander_clustering(network),
        None,
    )
    yield _compare(
        "a draw with the same margins",
        lambda: list(analysis.curveball(network, first, 1, 1)),
        None,
        lambda: two_mode.copy().rewire(n=10 * TIES),
        "curveball, five trades for each node; igraph swaps ten ends for each tie",
    )
    yield _betweenness()


def _betweenness() -> Compared:
    """Time betweenness, which no library does on the large network within a minute."""
    small, first = generated(*SMALL)
    one = analysis.newman_projection(small, first)
    made = _igraph(one)
    distances = [data["distance"] for _, _, data in one.edges(data=True)]
    return _compare(
        f"betweenness with distances, in a network of {SMALL[-1]} ties",
        lambda: betweenness(one, distance="distance"),
        lambda: nx.betweenness_centrality(one, weight="distance"),
        lambda: made.betweenness(weights=distances),
    )


def _compare(name: str, ours: Call, plain: Call | None, fast: Call | None, note: str = "") -> Compared:
    waited = None if plain is None else _patiently(plain)
    return Compared(name, _seconds(ours), waited, None if fast is None else _seconds(fast), note)


def _seconds(call: Call) -> float:
    begin = time.perf_counter()
    call()
    return time.perf_counter() - begin


def _patiently(call: Call) -> float:
    """Return the seconds that Python code takes, infinite where it was stopped."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    old = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        return _seconds(call)
    except TimeoutError:
        return inf
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, old)


def _igraph(graph: nx.Graph) -> Any:  # noqa: ANN401 - igraph is not typed
    names = {node: number for number, node in enumerate(graph)}
    return igraph.Graph(n=len(names), edges=[(names[a], names[b]) for a, b in graph.edges])


def _sectors(graph: nx.Graph) -> nx.Graph:
    nx.set_node_attributes(graph, {node: str(number % 5) for number, node in enumerate(graph)}, "sector")
    return graph


def tables(timed: Mapping[str, float], compared: Sequence[Compared], size: tuple[int, int]) -> Iterator[str]:
    """Write both tables in Markdown."""
    nodes, ties = size
    yield "# What the analysis takes"
    yield ""
    yield f"networkx {version('networkx')}, igraph {version('igraph')}; seconds, one run each; what takes longer than"
    yield f"{PATIENCE:.0f} seconds is not waited for. Compare ratios, not times."
    yield ""
    yield "## Every verb on the real graph, with its defaults"
    yield ""
    yield "| verb | seconds |"
    yield "| --- | --- |"
    yield from (f"| {name} | {took:.2f} |" for name, took in timed.items())
    yield ""
    yield f"## Generated two-mode network: {nodes} nodes, {ties} ties"
    yield ""
    yield "| measure | bochum-kg | networkx | igraph | |"
    yield "| --- | --- | --- | --- | --- |"
    for one in compared:
        cells = map(_cell, (one.ours, one.networkx, one.igraph))
        yield f"| {one.name} | {' | '.join(cells)} | {one.note} |"
    yield ""
    yield "Ours checks the network, copies it in the order of its names and names its nodes in the answer, so that the"
    yield "same network gives the same bytes; igraph is given a graph that is in its own form already."


def _cell(took: float | None) -> str:
    if took is None:
        return "–"
    return f"over {PATIENCE:.0f}" if took == inf else f"{took:.2f}"


def main() -> None:
    """Measure, write the tables and print them."""
    timed = dict(verbs())
    network, first = generated()
    compared = list(large(network, first))
    text = "\n".join(tables(timed, compared, (len(network), network.number_of_edges()))) + "\n"
    _RESULTS.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the result of a command


if __name__ == "__main__":
    main()
