"""Networks as files for other programs, each with a manifest beside it; the same network gives the same bytes."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final
from xml.sax.saxutils import escape

import networkx as nx

from bochum_kg.analysis.pictures import layout, network_scene, png, style, svg
from bochum_kg.analysis.projections import Network
from bochum_kg.analysis.texts import term
from bochum_kg.analysis.verbs import dump
from bochum_kg.errors import AnalysisError, UnknownChoiceError
from bochum_kg.namespaces import curie

__all__ = ["FORMATS", "export_files", "plain"]

Value = str | int | float | bool
Rows = Sequence[Mapping[str, Value]]


def plain(network: Network, *, language: str = "en") -> nx.Graph:
    """Return the graph with plain values only: nothing None, tuples joined with ``|``, one type in each column.

    Each ``label`` stands once; where nodes share a name, as an institution and the circle of its members do, all but
    the institution say what they are, or if that is not enough, their short form. The sources of a tie are called
    ``sources``, since the formats call one of its ends ``source``.
    """
    graph = network.graph.__class__()
    labels = _labels(network, language)
    for node, data in network.graph.nodes(data=True):
        graph.add_node(node, label=labels[node], **_plain(data))
    for a, b, data in network.graph.edges(data=True):
        graph.add_edge(a, b, **_plain({"sources" if name == "source" else name: one for name, one in data.items()}))
    return graph


def _labels(network: Network, language: str) -> dict[str, str]:
    """Return a name for each node that no other node has."""
    plain = {node: network.label(node, language) for node in network.graph}
    times = Counter(plain.values())
    typed = {
        node: f"{name} ({term(language, kind)})" if times[name] > 1 and kind != "institution" else name
        for node, name in plain.items()
        for kind in [network.graph.nodes[node]["type"]]
    }
    times = Counter(typed.values())
    return {node: f"{name} ({curie(node)})" if times[name] > 1 else name for node, name in typed.items()}


def _plain(data: Mapping[str, Any]) -> dict[str, Value]:
    return {
        key: "|".join(map(str, value)) if isinstance(value, tuple) else value
        for key, value in sorted(data.items())
        if value is not None
    }


def _tables(graph: nx.Graph) -> dict[str, Rows]:
    return {
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "edges": [{"source": a, "target": b, **data} for a, b, data in graph.edges(data=True)],
    }


def _columns(rows: Rows, first: Sequence[str]) -> list[str]:
    return [*first, *sorted({key for row in rows for key in row} - set(first))]


_FIRST: Final = {"nodes": ("id", "label"), "edges": ("source", "target")}


def _csv(graph: nx.Graph, stem: str) -> dict[str, bytes]:
    files = {}
    for name, rows in _tables(graph).items():
        out = io.StringIO()
        writer = csv.DictWriter(out, _columns(rows, _FIRST[name]), restval="")
        writer.writeheader()
        writer.writerows(rows)
        files[f"{stem}.{name}.csv"] = out.getvalue().encode()
    return files


def _parquet(graph: nx.Graph, stem: str) -> dict[str, bytes]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        problem = "Parquet needs the package pyarrow; install it with: pip install 'bochum-kg[analysis]'."
        raise AnalysisError(problem) from error
    files = {}
    for name, rows in _tables(graph).items():
        columns = {column: [row.get(column) for row in rows] for column in _columns(rows, _FIRST[name])}
        out = io.BytesIO()
        parquet.write_table(pa.table(columns), out, compression="none")
        files[f"{stem}.{name}.parquet"] = out.getvalue()
    return files


def _graphml(graph: nx.Graph, stem: str) -> dict[str, bytes]:
    lines = nx.generate_graphml(graph, encoding="utf-8", named_key_ids=True)
    return {
        f"{stem}.graphml": "".join(
            ["<?xml version='1.0' encoding='utf-8'?>\n", *(f"{one}\n" for one in lines)]
        ).encode()
    }


def _json(graph: nx.Graph, stem: str) -> dict[str, bytes]:
    data = nx.node_link_data(graph, edges="edges")
    return {f"{stem}.json": (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()}


def _gexf(graph: nx.Graph, stem: str, seed: int = 0) -> dict[str, bytes]:
    """Write GEXF that Gephi opens with labels, places and a colour for each sector; it holds no date of today."""
    drawn = graph.copy()
    places = layout(drawn, seed=seed)
    for node, data in drawn.nodes(data=True):
        colour, _ = style(data)
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        x, y = places[node]
        data["viz"] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "position": {"x": round(x * 1000, 1), "y": round(-y * 1000, 1), "z": 0.0},
            "size": float(4 + graph.degree[node]),
        }
    for number, (_, _, data) in enumerate(drawn.edges(data=True)):
        data["id"] = str(number)
    text = "\n".join(nx.generate_gexf(drawn, version="1.2draft"))
    return {f"{stem}.gexf": re.sub(r"<meta .*?</meta>", _META, text, count=1, flags=re.DOTALL).encode()}


_META: Final = (
    f"<meta><creator>bochum-kg</creator><description>{escape('Network of the Bochum strategy graph; see manifest')}"
    "</description></meta>"
)


def _pajek(graph: nx.Graph, stem: str, seed: int = 0) -> dict[str, bytes]:
    """Write the network, the sectors as a partition and the degrees as a vector, each in a file of its own.

    A vertex has its IRI as ``url``, a line its evidence as label (``l``): Pajek keeps no other attributes.
    """
    first = [node for node, mode in graph.nodes(data="bipartite", default=0) if mode == 0]
    nodes = [*first, *(node for node in graph if node not in set(first))]
    place = {node: number for number, node in enumerate(nodes, start=1)}
    sectors = sorted({data["sector"] for _, data in graph.nodes(data=True) if "sector" in data})
    head = f"*Vertices {len(nodes)}"
    points = layout(graph, seed=seed)
    names = [
        f"{place[node]} {_quoted(graph.nodes[node]['label'])} {x} {y} ellipse url {_quoted(node)}"
        for node in nodes
        for x, y in [points[node]]
    ]
    ties = [f"{place[a]} {place[b]} {_line(data)}" for a, b, data in graph.edges(data=True)]
    groups = [
        str(sectors.index(graph.nodes[node]["sector"]) + 1 if "sector" in graph.nodes[node] else 0) for node in nodes
    ]
    degrees = [str(graph.degree[node]) for node in nodes]
    parts = {
        "net": [head, *names, "*Arcs" if graph.is_directed() else "*Edges", *ties],
        "clu": [head, *groups],
        "vec": [head, *degrees],
    }
    return {f"{stem}.{suffix}": ("\n".join(lines) + "\n").encode() for suffix, lines in parts.items()}


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), chr(39))}"'


def _line(data: Mapping[str, Value]) -> str:
    evidence = "; ".join(f"{name}={value}" for name, value in data.items() if name not in _STRENGTH)
    return f"{data.get('weight', 1.0):.6g} l {_quoted(evidence)}"


#: What says how strong a tie is, not what stands behind it.
_STRENGTH: Final = frozenset({"distance", "n_shared", "weight"})
#: The formats for other programs by name; pictures are made apart, since they have a language and a seed.
FORMATS: Final[Mapping[str, Callable[[nx.Graph, str], dict[str, bytes]]]] = MappingProxyType(
    {"csv": _csv, "gexf": _gexf, "graphml": _graphml, "json": _json, "pajek": _pajek, "parquet": _parquet}
)
#: Those of them that hold places, which have a seed.
_PLACED: Final = MappingProxyType({"gexf": _gexf, "pajek": _pajek})
_PICTURES: Final = ("png", "svg")


def export_files(
    network: Network, form: str, name: str | None = None, *, language: str = "en", seed: int = 0
) -> dict[str, bytes]:
    """Return the files of a network in a format, by name, with the manifest.

    Args:
        network: what to write.
        form: one of `FORMATS`, ``png`` or ``svg``.
        name: how the file is to be called; what belongs to it takes the same stem.
        language: the language of labels.
        seed: the seed of the layout.

    Raises:
        UnknownChoiceError: there is no such format.
        AnalysisError: a package is missing, or there is nothing to draw.
    """
    if form not in {*FORMATS, *_PICTURES}:
        kind = "export format"
        raise UnknownChoiceError(kind, form, [*FORMATS, *_PICTURES])
    stem = PurePath(name).stem if name else network.name
    graph = plain(network, language=language)
    if form in FORMATS:
        files = _PLACED[form](graph, stem, seed) if form in _PLACED else FORMATS[form](graph, stem)
    else:
        scene = network_scene(
            graph, title=f"{network.name}, {network.manifest['release']}", language=language, seed=seed
        )
        files = {f"{stem}.{form}": png(scene) if form == "png" else svg(scene).encode()}
    if name and len(files) == 1:
        files = {name: next(iter(files.values()))}
    return {**files, f"{stem}.manifest.json": dump({**network.manifest, "format": form, "layout_seed": seed})}
