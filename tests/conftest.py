"""What tests share: a release of the small city and one of Bochum, and an engine over each."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph

from bochum_kg.analysis.publishing import network_files
from bochum_kg.build import Release, build
from bochum_kg.derive import lines
from bochum_kg.engine import Engine
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.namespaces import GRAPHS
from bochum_kg.settings import Settings
from bochum_kg.sources import read
from bochum_kg.validate import validate
from releases import Releases, three_releases

CITY = Path(__file__).parent / "city" / "data"
PLANTED = Path(__file__).parent / "city" / "planted"


def _release(folder: Path | None, out: Path) -> Release:
    sources = read(folder=folder)
    return build(sources, out, report=validate(sources, engine="shacl"), additions=[network_files])


def _engine(nquads: Path) -> EmbeddedEngine:
    return EmbeddedEngine.start(nquads, settings=Settings(workers=1))


@pytest.fixture(scope="session")
def city_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of Musterstadt, the small invented city."""
    return _release(CITY, tmp_path_factory.mktemp("city") / "release")


@pytest.fixture(scope="session")
def bochum_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the real data."""
    return _release(None, tmp_path_factory.mktemp("bochum") / "release")


@pytest.fixture(scope="session")
def city(city_release: Release) -> Iterator[Engine]:
    """An engine over the small city."""
    with _engine(city_release.nquads) as engine:
        yield engine


@pytest.fixture(scope="session")
def bochum(bochum_release: Release) -> Iterator[Engine]:
    """An engine over the real data."""
    with _engine(bochum_release.nquads) as engine:
        yield engine


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Releases:
    """Three releases of the small city in a row."""
    return three_releases(tmp_path_factory.mktemp("releases"))


@pytest.fixture(scope="session")
def planted_city(city_release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine over the small city with what ``tests/city/planted`` adds to it."""
    graphs = {path.stem: Graph().parse(path) for path in PLANTED.glob("*.ttl")}
    graphs |= {path.stem: read(files=[path], folder=CITY).data for path in PLANTED.glob("*.yaml")}
    quads = city_release.nquads.read_bytes()
    for name, graph in graphs.items():
        target = f" <{GRAPHS['derived' if name == 'derived' else 'data']}> .\n".encode()
        quads += b"".join(triple.removesuffix(b" .") + target for triple in lines(graph) if triple)
    planted = tmp_path_factory.mktemp("planted") / "strategie.nq"
    planted.write_bytes(quads)
    with _engine(planted) as engine:
        yield engine
