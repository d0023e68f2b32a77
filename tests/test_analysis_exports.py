"""Files for other programs, each read back by a reader that did not write it."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import duckdb
import igraph
import networkx as nx
import pytest

from bochum_kg.analysis import Network, Options, Source, project
from bochum_kg.analysis.exporting import FORMATS, export_files, plain
from bochum_kg.analysis.pictures import COLOURS, SHAPES, layout
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.errors import AnalysisError, UnknownChoiceError

GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


@pytest.fixture(scope="module", params=["inst-joint", "inst-inst-joint", "inst-relations", "inst-field"])
def network(request: pytest.FixtureRequest, bochum: Engine, bochum_release: Release) -> Network:
    """Two-mode, derived, directed and weighted networks."""
    return project(Source(bochum, bochum_release.id), request.param)


def _written(network: Network, form: str, folder: Path) -> Path:
    files = export_files(network, form)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder / next(iter(files))


def _pairs(network: Network) -> set[object]:
    edges = network.graph.edges
    return set(edges) if network.graph.is_directed() else {frozenset(edge) for edge in edges}


def test_csv_is_read_by_the_standard_library(network: Network) -> None:
    """Two tables, nodes with labels and edges with evidence."""
    files = export_files(network, "csv")
    nodes, edges = (list(csv.DictReader(io.StringIO(files[name].decode()))) for name in list(files)[:2])
    assert [row["id"] for row in nodes] == list(network.graph)
    assert all(row["label"] for row in nodes)
    assert [(row["source"], row["target"]) for row in edges] == list(network.graph.edges)
    assert all(row["sources"] and row["basis"] for row in edges)
    assert float(edges[0]["weight"]) > 0


def test_parquet_is_read_by_duckdb(network: Network, tmp_path: Path) -> None:
    """What pyarrow wrote another engine reads, with types."""
    path = _written(network, "parquet", tmp_path)
    with duckdb.connect() as database:
        nodes = database.execute("SELECT id FROM read_parquet(?)", [str(path)]).fetchall()
        edges = database.execute(
            "SELECT count(*), typeof(any_value(weight)) FROM read_parquet(?)", [str(path).replace("nodes", "edges")]
        ).fetchone()
        ends = database.execute(
            "SELECT source, target FROM read_parquet(?)", [str(path).replace("nodes", "edges")]
        ).fetchall()
    assert [row[0] for row in nodes] == list(network.graph)
    assert ends == list(network.graph.edges)
    assert edges == (network.graph.number_of_edges(), "DOUBLE")


def test_graphml_is_read_by_igraph(network: Network, tmp_path: Path) -> None:
    """Nodes, labels, directions and weights come back."""
    read = igraph.Graph.Read_GraphML(str(_written(network, "graphml", tmp_path)))
    assert read.is_directed() == network.graph.is_directed()
    assert read.vs["id"] == list(network.graph)
    assert read.vs["label"] == [data for _, data in plain(network).nodes(data="label")]
    assert sum(read.es["weight"]) == pytest.approx(sum(data for _, _, data in network.graph.edges(data="weight")))


def test_gexf_is_read_by_networkx_and_has_what_gephi_shows(network: Network, tmp_path: Path) -> None:
    """Labels, a colour by sector, places, and no date of today."""
    path, labels = _written(network, "gexf", tmp_path), dict(plain(network).nodes(data="label"))
    read = nx.read_gexf(path)
    found = set(read.edges) if read.is_directed() else {frozenset(edge) for edge in read.edges}
    assert found == _pairs(network)
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    for node in root.iter(f"{GEXF}node"):
        data = network.graph.nodes[str(node.get("id"))]
        assert node.get("label") == labels[str(node.get("id"))]
        colour = node.find(f"{VIZ}color")
        assert colour is not None
        written = "#" + "".join(f"{int(colour.attrib[part]):02X}" for part in "rgb")
        sector = data.get("sector", "") if data["bipartite"] == 0 else ""
        assert written == COLOURS.get(sector, "#56657A")
        assert node.find(f"{VIZ}position") is not None
    assert "lastmodified" not in path.read_text(encoding="utf-8")


def test_pajek_is_read_by_igraph(network: Network, tmp_path: Path) -> None:
    """Network, partition and vector are of one length and in one order."""
    path = _written(network, "pajek", tmp_path)
    read = igraph.Graph.Read_Pajek(str(path))
    assert (read.vcount(), read.ecount()) == (len(network.graph), network.graph.number_of_edges())
    labels = dict(plain(network).nodes(data="label"))
    named = {vertex["url"]: vertex["name"] for vertex in read.vs}
    assert named == {node: name.replace('"', "'") for node, name in labels.items()}
    for suffix in (".clu", ".vec"):
        lines = path.with_suffix(suffix).read_text(encoding="utf-8").splitlines()
        assert lines[0] == f"*Vertices {read.vcount()}"
        assert len(lines) == read.vcount() + 1
    degrees = [int(line) for line in path.with_suffix(".vec").read_text(encoding="utf-8").splitlines()[1:]]
    assert degrees == read.degree()


def test_no_two_nodes_of_an_export_share_a_label(network: Network) -> None:
    """A consortium is named as ever, the circle of its members says that it is one; in German too."""
    for language, word in (("en", "circle"), ("de", "Kreis")):
        labels = dict(plain(network, language=language).nodes(data="label"))
        assert len(set(labels.values())) == len(labels)
        for node, label in labels.items():
            name = network.label(node, language)
            assert label == (f"{name} ({word})" if node.endswith("#circle") and label != name else name)


def test_nodes_of_one_kind_and_name_are_told_apart_by_their_short_forms() -> None:
    """Where the kind is not enough."""
    graph = nx.Graph()
    base = "https://w3id.org/bochum-strategie/id/organisation"
    for node in ("a", "b"):
        graph.add_node(f"{base}/{node}", type="institution", label_en="Forum")
    labels = dict(plain(Network("inst-inst", graph, tuple(graph), {})).nodes(data="label"))
    assert list(labels.values()) == ["Forum (bo:organisation/a)", "Forum (bo:organisation/b)"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_export_keeps_the_evidence_of_a_derived_tie(bochum: Engine, tmp_path: Path, form: str) -> None:
    """Which undertakings, which statements and sources, stated or inferred, since when."""
    network = project(Source(bochum, "x"), "inst-inst-joint")
    dated = next(data for *_, data in network.graph.edges(data=True) if "start" in data)
    files = export_files(network, form)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    if form == "parquet":
        with duckdb.connect() as database:
            table = [str(next(tmp_path.glob("*.edges.parquet")))]
            written = str(database.execute("SELECT * FROM read_parquet(?)", table).fetchall())
    else:
        written = b"".join(content for name, content in files.items() if "manifest" not in name).decode()
    for name in ("via", "relation", "source"):
        assert "|".join(dated[name]) in written
    assert dated["start"] in written
    assert {"stated", "inferred"} <= set(re.findall("stated|inferred", written))


def test_node_link_json_is_read_by_the_standard_library(network: Network) -> None:
    """Nodes by id, edges by source and target."""
    read = json.loads(export_files(network, "json")[f"{network.name}.json"])
    assert [node["id"] for node in read["nodes"]] == list(network.graph)
    assert read["directed"] == network.graph.is_directed()
    assert {(edge["source"], edge["target"]) for edge in read["edges"]} == set(network.graph.edges)


@pytest.mark.parametrize("form", [*FORMATS, "png", "svg"])
def test_the_same_network_gives_the_same_bytes(bochum: Engine, form: str) -> None:
    """Made twice, each file is the same; the manifest lies beside it."""
    options = Options(field="it-sicherheit")
    first, second = (export_files(project(Source(bochum, "x"), "inst-joint", options), form) for _ in range(2))
    assert first == second
    manifest = json.loads(first["inst-joint.manifest.json"])
    assert (manifest["release"], manifest["format"], manifest["options"]) == ("x", form, {"field": "it-sicherheit"})


def test_a_picture_names_its_nodes_and_has_a_key(bochum: Engine) -> None:
    """An SVG that a browser reads: a title, a mark and a name for each node with ties, sectors in words."""
    network = project(Source(bochum, "x"), "inst-joint", Options(field="it-sicherheit"))
    files = export_files(network, "svg", language="de")
    root = ET.fromstring(files["inst-joint.svg"])  # noqa: S314 - our own file
    titles = [one.text for one in root.iter("{http://www.w3.org/2000/svg}title")]
    tied = {network.label(node, "de") for node in network.graph if network.graph.degree[node]}
    assert tied <= set(titles)
    assert "Wissenschaft" in titles
    picture = export_files(network, "png")["inst-joint.png"]
    assert picture.startswith(b"\x89PNG\r\n")


def test_sectors_differ_by_shape_and_not_only_by_colour() -> None:
    """No two sectors share a colour or a shape."""
    assert len(set(COLOURS.values())) == len(set(SHAPES.values())) == len(COLOURS) == len(SHAPES)


def test_a_layout_has_its_seed() -> None:
    """The same seed gives the same places in any order of nodes, another seed gives others."""
    graph = nx.les_miserables_graph()
    other = nx.Graph()
    other.add_nodes_from(reversed(list(graph)))
    other.add_edges_from((b, a) for a, b in graph.edges)
    assert layout(graph, seed=1) == layout(other, seed=1) != layout(graph, seed=2)


def test_an_unknown_format_is_answered_with_the_known_ones(network: Network) -> None:
    """All are named."""
    with pytest.raises(UnknownChoiceError, match="csv, gexf, graphml, json, pajek, parquet, png, svg"):
        export_files(network, "dot")


def test_there_is_no_picture_of_nothing(bochum: Engine) -> None:
    """A field without ties is told, not drawn."""
    network = project(Source(bochum, "x"), "inst-joint", Options(field="neuro-kognition"))
    with pytest.raises(AnalysisError, match="nothing to draw"):
        export_files(network, "svg")
