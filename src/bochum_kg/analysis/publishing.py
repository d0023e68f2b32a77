"""What a release holds of the analysis: the report on the city, and the network of institutions with its layout."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import networkx as nx

from bochum_kg.analysis.answers.shared import few
from bochum_kg.analysis.choosing import Options
from bochum_kg.analysis.measures.centralities import betweenness
from bochum_kg.analysis.measures.checks import Node
from bochum_kg.analysis.measures.cores import core_numbers
from bochum_kg.analysis.measures.summary import rank_ranges
from bochum_kg.analysis.measures.twomode import newman_projection
from bochum_kg.analysis.nodes import slug
from bochum_kg.analysis.pictures import layout
from bochum_kg.analysis.projections import DEFAULT, Network, Source, project
from bochum_kg.analysis.report import written
from bochum_kg.analysis.report.facts import Facts, collect
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Cell, figure
from bochum_kg.analysis.usage import command
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.errors import AnalysisError
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.settings import Settings
from bochum_kg.sources import without_collection

__all__ = ["network_files"]

#: What the page may leave out, by the name that the file gives the network that is left.
_VARIANTS: Final[Mapping[str, Options]] = {
    "all": Options(),
    "stated": Options(without_inferred=True),
    "without-city": Options(without_administration=True),
    "without-city-stated": Options(without_administration=True, without_inferred=True),
}
#: The reports; with fewer draws than the command line takes, since a build has seconds for them.
_REQUESTS: Final = {language: Request("report", language=language, draws=200) for language in LANGUAGES}
#: The figures of the report that the page shows first, with the verb that gives them.
_FIGURES: Final = (
    ("summary", "ties"),
    ("summary", "components"),
    ("summary", "clustering"),
    ("mixing", "assortativity"),
    ("mixing", "ei_index"),
)


def network_files(nquads: bytes, release: str, progress: Callable[[str], None] = lambda _: None) -> dict[str, bytes]:
    """Return the report on the city in each language, and the networks of institutions as JSON, by file name.

    Layout and null models use seed 0; the report is the one that the command in it writes. Where no institution has a
    tie there is nothing to write.
    """
    with TemporaryDirectory() as folder, without_collection():
        path = Path(folder, "release.nq")
        path.write_bytes(nquads)
        with EmbeddedEngine.start(path, settings=Settings(workers=1)) as engine:
            return _files(Source(engine, release), progress)


def _files(source: Source, progress: Callable[[str], None]) -> dict[str, bytes]:
    try:
        facts = {language: collect(source, request, progress) for language, request in _REQUESTS.items()}
    except AnalysisError:
        return {}
    pages = {f"analysis-{language}.html": written(facts[language], request) for language, request in _REQUESTS.items()}
    progress("network")
    return {
        **{name: page["report.html"] for name, page in pages.items()},
        "network.json": _dump(_networks(source, next(iter(facts.values())))),
    }


def _dump(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n").encode()


def _networks(source: Source, facts: Facts) -> dict[str, Any]:
    """Return the network of today with its layout, and what is left of its ties without city or inferred ones."""
    request, recorded = _REQUESTS[LANGUAGES[0]], facts.network
    drawn = _tied(newman_projection(recorded.graph, recorded.first))
    places = layout(drawn, seed=request.seed)
    numbers = {node: number for nodes in (drawn, recorded.second) for number, node in enumerate(nodes)}
    return {
        "release": source.release,
        "command": command(request),
        "made": {key: recorded.manifest[key] for key in ("projection", "weighting", "queries", "versions")},
        "seed": request.seed,
        "draws": request.draws,
        "figures": _figures(facts),
        "institutions": len(recorded.first),
        "fields": {slug(iri): _names(node) for iri, node in source.nodes.items() if node["type"] == "field"},
        "nodes": [{"id": node, **_node(recorded.graph.nodes[node], places[node])} for node in drawn],
        "undertakings": [{"id": node, **_names(recorded.graph.nodes[node])} for node in recorded.second],
        "networks": {name: _variant(source, options, numbers) for name, options in _VARIANTS.items()},
    }


def _figures(facts: Facts) -> list[dict[str, Any]]:
    """Return what the page says first: each figure with and without the city."""
    rows = []
    for verb, measure in _FIGURES:
        both = (facts.figure(verb, verb, measure, without_city=without) for without in (False, True))
        rows.append({"measure": measure, "values": [_rounded(row) for row in both]})
    return rows


def _rounded(row: Sequence[Cell] | None) -> list[str]:
    """Return value, low and high as tables write them; those that there are not are left out."""
    return [] if row is None else [figure(cell) for cell in row[1:4] if cell is not None]


def _tied(graph: nx.Graph) -> nx.Graph:
    """Return the nodes with ties in their order, which a subgraph would not keep."""
    fresh = graph.copy()
    fresh.remove_nodes_from(list(nx.isolates(graph)))
    return fresh


def _variant(source: Source, options: Options, numbers: Mapping[Node, int]) -> dict[str, Any]:
    """Return the ties of a network with the undertakings behind them, and the measures of its institutions.

    Nodes and undertakings are named by their places in the lists of all of them.
    """
    try:
        network = project(source, DEFAULT, options)
        graph = _tied(newman_projection(network.graph, network.first))
        cores = core_numbers(graph)
    except AnalysisError:
        return {"ties": [], "measures": {}, "ranked": False}
    ranked = _ranked(network)
    return {
        "ties": [
            [numbers[a], numbers[b], round(data["weight"], 4), [numbers[one] for one in data["via"]]]
            for a, b, data in graph.edges(data=True)
        ],
        "measures": {
            numbers[node]: {
                "undertakings": network.graph.degree[node],
                "partners": graph.degree[node],
                "strength": round(graph.degree(node, weight="weight"), 4),
                "core": cores[node],
                **ranked.get(node, {}),
            }
            for node in graph
        },
        "ranked": bool(ranked),
    }


def _ranked(network: Network) -> dict[Node, dict[str, float]]:
    """Return betweenness with the range of its rank; none where the sample cannot carry ranks."""
    if few(network, LANGUAGES[0]):
        return {}
    graph = network.graph
    tied = [node for node in network.first if graph.degree[node]]
    whole = graph.subgraph([*tied, *network.second])
    found = rank_ranges(whole, tied, lambda one: betweenness(one, distance="distance"))
    return {
        node: {"betweenness": round(one.value, 4), "rank": one.rank, "best": one.best, "worst": one.worst}
        for node, one in found.items()
    }


def _names(data: Mapping[str, Any]) -> dict[str, str]:
    return {language: str(data[f"label_{language}"]) for language in LANGUAGES if f"label_{language}" in data}


def _node(data: Mapping[str, Any], place: tuple[float, float]) -> dict[str, Any]:
    """Return names, place and what a reader can choose by; what is not known is left out."""
    sorts = {
        name: {"id": data[name], **{one: data[f"{name}_{one}"] for one in LANGUAGES if f"{name}_{one}" in data}}
        for name in ("kind", "sector")
        if name in data
    }
    return {**_names(data), **sorts, "field": list(data["field"]), "x": place[0], "y": place[1]}
