"""What the benchmarks measure: the same data everywhere, and a generated city that is the same each time."""

from dataclasses import replace
from pathlib import Path

import pytest
from benchmarks import data, networks, report, run, servers
from benchmarks.load import Timing
from benchmarks.measuring import Fairness, Result, Run
from pyoxigraph import NamedNode, RdfFormat, Store

from bochum_kg.build import Release
from bochum_kg.namespaces import STRAT
from peers import union

ACTIVITY = NamedNode(f"{STRAT}CoreActivity")
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


@pytest.fixture
def places(city_release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The release of the small city in the place of the real one, and files of their own."""
    monkeypatch.setattr(data, "REAL", replace(data.REAL, folder=city_release.folder, triples=tmp_path / "real.nt"))
    monkeypatch.setattr(data, "CITY", data.Data("generated", tmp_path / "city", tmp_path / "city.nt"))
    monkeypatch.setattr(data, "SIZE", 20_000)


@pytest.mark.usefixtures("places")
def test_every_server_gets_each_triple_of_the_release_once(city_release: Release) -> None:
    """The file for servers without named graphs is the union of the graphs."""
    written = data.real().triples.read_bytes().splitlines()
    assert written == sorted(union(city_release.nquads.read_bytes()).splitlines())


@pytest.mark.usefixtures("places")
def test_the_generated_city_repeats_every_thing(city_release: Release) -> None:
    """Each thing stands there again and again with all that is said of it, until there are triples enough."""
    small, large = Store(), Store()
    small.bulk_load(path=str(city_release.nquads), format=RdfFormat.N_QUADS)
    large.bulk_load(path=str(data.city().folder / "strategie.nq"), format=RdfFormat.N_QUADS)
    one, many = (len(list(store.quads_for_pattern(None, TYPE, ACTIVITY, None))) for store in (small, large))
    assert 20_000 <= len(large) < 20_000 + len(small)
    assert many % one == 0
    assert many // one > 1


@pytest.mark.usefixtures("places")
def test_the_generated_city_is_the_same_each_time() -> None:
    """Nothing is drawn by chance: written anew it has the same bytes."""
    first = data.city().triples.read_bytes()
    (data.CITY.folder / "manifest.json").unlink()
    assert data.city().triples.read_bytes() == first


def test_the_table_of_the_readme_is_replaced() -> None:
    """What stands between the marks is the table of the last run, and nothing else changes."""
    page = (Path(__file__).parents[1] / run.README).read_text(encoding="utf-8")
    once = run.shown(page, "| new |\n")
    assert once.count("| new |\n") == 1
    assert run.shown(once, "| newer |\n") == once.replace("| new |", "| newer |")


def test_the_table_of_the_readme_says_which_queries_failed() -> None:
    """A peer that answered nothing gave up, and one that answered some has its failures beside its rate."""
    good, some, none = Timing(1.0, 2.0, 300.0, 0), Timing(900.0, 4000.0, 0.4, 12), Timing.of([], 8.0, 16)
    ours = Result(servers.OURS, 1.0, {}, {}, good, good, good, 300.0)
    peer = Result(replace(servers.OURS, name="Peer"), 1.0, {}, {}, good, some, none, 100.0)
    calm = Fairness(good, good, 5.0, 5.0)
    text = "\n".join(report.summary(Run({}, {}, [ours, peer], calm, [], [])))
    assert "| bochum-kg | 300/s | 300/s | 300/s |" in text
    assert "| Peer | 300/s | 0.4/s (12 failed) | gave up (16 failed) |" in text


def test_the_generated_network_is_the_same_each_time_and_measured_with_every_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As many ties as asked for; each row names the seconds of ours."""
    monkeypatch.setattr(networks, "SMALL", (40, 80, 200))
    first, second = (networks.generated(60, 120, 300) for _ in range(2))
    assert list(first[0].edges) == list(second[0].edges)
    assert first[0].number_of_edges() == 300
    compared = list(networks.large(*first))
    text = "\n".join(networks.tables({"summary": 1.0}, compared, (180, 300)))
    assert len(compared) > 6
    assert all(f"| {one.name} | {one.ours:.2f} |" in text for one in compared)
    assert "| summary | 1.00 |" in text


def test_what_takes_too_long_is_stopped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow peer costs its patience and no more."""
    monkeypatch.setattr(networks, "PATIENCE", 0.1)
    monkeypatch.setattr(networks, "SMALL", (300, 600, 3000))
    graph, first = networks.generated(300, 600, 3000)
    found = list(networks.large(graph, first))
    assert any(one.networkx == float("inf") for one in found)
    assert "over 0" in "\n".join(networks.tables({}, found, (1, 1)))
