"""A JavaScript client from npm, against a real server over the small city: it gets exactly what the release holds."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, SKOS, Dataset, Literal, URIRef
from rdflib.term import Node

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO, STRAT
from serving import Service, running

PROJECT = Path(__file__).parent / "javascript"
HOUSE = URIRef(f"{BO}kernaktivitaet/buergerhaus")
ACTIVITY = URIRef(f"{STRAT}CoreActivity")
QUERIES = {
    "select": f"SELECT ?s ?p ?o {{ ?s a <{ACTIVITY}> ; ?p ?o }}",
    "ask": f"ASK {{ <{HOUSE}> a <{ACTIVITY}> }}",
    "construct": f"CONSTRUCT {{ ?s <{SKOS.prefLabel}> ?o }} WHERE {{ ?s a <{ACTIVITY}> ; <{SKOS.prefLabel}> ?o }}",
}
OPERATIONS = ("get", "postUrlencoded", "postDirect")


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


@pytest.fixture(scope="module")
def triples(city_release: Release) -> set[tuple[Node, Node, Node]]:
    """What the release says of the core activities, read by rdflib."""
    dataset = Dataset(default_union=True)
    dataset.parse(city_release.nquads, format="nquads")
    return {triple for one in dataset.subjects(RDF.type, ACTIVITY) for triple in dataset.triples((one, None, None))}


@pytest.fixture(scope="module")
def said(service: Service, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the client printed, installed from its lock file into a folder of its own."""
    npm = shutil.which("npm")
    assert npm, "npm is missing; 'make test' installs it, or install Node.js 22 or newer"
    folder = shutil.copytree(PROJECT, tmp_path_factory.mktemp("javascript") / "client")
    subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=folder, check=True)
    node = shutil.which("node")
    assert node, "node is missing although npm is there"
    command = [node, "client.mjs", f"{service.url}/sparql", json.dumps(QUERIES)]
    printed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=60).stdout
    answer: dict[str, Any] = json.loads(printed)
    return answer


def read(term: dict[str, str]) -> Node:
    """Return a term of RDF/JS as one of rdflib."""
    if term["termType"] == "NamedNode":
        return URIRef(term["value"])
    datatype = None if term["language"] else URIRef(term["datatype"])
    return Literal(term["value"], lang=term["language"] or None, datatype=datatype, normalize=False)


def plain(triples: set[tuple[Node, Node, Node]]) -> set[tuple[str, ...]]:
    """Write triples down; a string is one with and without its datatype (RDF 1.1 §3.3)."""
    xsd_string = "^^<http://www.w3.org/2001/XMLSchema#string>"
    return {tuple(term.n3().removesuffix(xsd_string) for term in triple) for triple in triples}


@pytest.mark.parametrize("operation", OPERATIONS)
class TestParsingClient:
    """The client of sparql-http-client that parses answers, by GET, POST of a form and POST of the query."""

    def test_rows_are_those_of_the_release(
        self, said: dict[str, Any], triples: set[tuple[Node, Node, Node]], operation: str
    ) -> None:
        """Every IRI, language and datatype of a SELECT arrives, each row once."""
        rows = [tuple(read(row[name]) for name in "spo") for row in said["answers"][operation]["select"]]
        assert plain({(s, p, o) for s, p, o in rows}) == plain(triples)
        assert len(rows) == len(triples) > 20

    def test_a_truth_value_is_one(self, said: dict[str, Any], operation: str) -> None:
        """ASK is true."""
        assert said["answers"][operation]["ask"] is True

    def test_triples_are_those_of_the_release(
        self, said: dict[str, Any], triples: set[tuple[Node, Node, Node]], operation: str
    ) -> None:
        """CONSTRUCT gives the names of the core activities."""
        found = {(read(s), read(p), read(o)) for s, p, o in said["answers"][operation]["construct"]}
        expected = {triple for triple in triples if triple[1] == SKOS.prefLabel}
        assert plain(found) == plain(expected)
        assert len(found) > 2


def test_a_mistake_reaches_the_program(said: dict[str, Any]) -> None:
    """The exception of the client holds status and reason of the refusal."""
    assert "400" in said["refusal"]
    assert "grammar of SPARQL 1.1" in said["refusal"]
