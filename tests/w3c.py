"""Reads the W3C's protocol tests, written in its HTTP vocabulary, from the folder that lies outside this repository."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from rdflib import RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

__all__ = ["GRAPHS", "Case", "Exchange", "needs_manifests", "protocol_cases", "read_graph", "service_cases"]

FOLDER = os.environ.get("BOCHUM_KG_CONFORMANCE", "")
#: The tests of the W3C lie outside this repository (licence in their own README).
needs_manifests = pytest.mark.skipif(
    not FOLDER, reason="BOCHUM_KG_CONFORMANCE names no folder with the W3C's protocol tests; .ci/run sets it"
)

#: The graphs that the cases are about.
GRAPHS = tuple(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf" for number in (1, 2, 3))
#: Where the endpoint of the manifest lies, at which ours stands in for it.
_PATH = "/sparql/"
_MANIFEST = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/manifest"

CNT = Namespace("http://www.w3.org/2011/content#")
HT = Namespace("http://www.w3.org/2011/http#")
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")


@dataclass(frozen=True)
class Exchange:
    """A request and what is expected of its answer.

    Args:
        method: the HTTP method.
        query_string: what follows the question mark of the address, if anything.
        headers: names and values, in order.
        body: the bytes sent, or None.
        statuses: the first digits of the statuses that are right.
        boolean: the truth value that is expected, or None.
        format: ``boolean``, ``tabular``, ``RDF`` or nothing.
    """

    method: str
    query_string: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: frozenset[int]
    boolean: bool | None
    format: str | None

    def path(self, endpoint: str) -> str:
        """Return the address of the request at an endpoint."""
        return f"{endpoint}?{self.query_string}" if self.query_string else endpoint


@dataclass(frozen=True)
class Case:
    """A test of the protocol: exchanges that follow each other, over graphs that the server has to hold."""

    name: str
    exchanges: tuple[Exchange, ...]
    graphs: tuple[str, ...]

    @property
    def updates(self) -> bool:
        """Say whether the case tests updates."""
        return "update" in self.name


def protocol_cases() -> list[Case]:
    """Return every case of the protocol's manifest, or none where there is no folder."""
    if not FOLDER:
        return []
    manifest = Graph().parse(Path(FOLDER) / "w3c-protocol" / "protocol-manifest.ttl", publicID=_MANIFEST)
    return [_case(manifest, entry) for entry in _entries(manifest)]


def service_cases() -> list[str]:
    """Return the names of the service description's cases, which have no machine-readable form beside them."""
    if not FOLDER:
        return []
    path = Path(FOLDER) / "w3c-protocol" / "service-description-manifest.ttl"
    manifest = Graph().parse(path, publicID=_MANIFEST)
    return [_short(entry) for entry in _entries(manifest)]


def read_graph(number: int) -> bytes:
    """Return the N-Triples of a graph of the cases; the first is number 1."""
    return (Path(FOLDER) / "w3c-protocol" / f"protocol-data{number}.nt").read_bytes()


def _entries(manifest: Graph) -> Iterator[URIRef]:
    for entry in _items(manifest, _one(manifest, URIRef(_MANIFEST), MF.entries)):
        assert isinstance(entry, URIRef)
        yield entry


def _short(entry: URIRef) -> str:
    return urlsplit(entry).fragment


def _case(manifest: Graph, entry: URIRef) -> Case:
    requests = _items(manifest, _one(manifest, _one(manifest, entry, MF.action), HT.requests))
    graphs = [_one(manifest, graph, RDFS.label) for graph in manifest.objects(entry, UT.graphData)]
    return Case(
        _short(entry), tuple(_exchange(manifest, request) for request in requests), tuple(sorted(map(str, graphs)))
    )


def _exchange(manifest: Graph, request: Node) -> Exchange:
    path = urlsplit(str(_one(manifest, request, HT.absolutePath)))
    assert path.path == _PATH
    response = _one(manifest, request, HT.resp)
    headers = manifest.value(request, HT.headers)
    boolean, kind = manifest.value(response, MF.expectedBoolean), manifest.value(response, MF.expectedFormat)
    return Exchange(
        method=str(_one(manifest, request, HT.methodName)),
        query_string=path.query,
        headers=tuple(_header(manifest, header) for header in _items(manifest, headers)) if headers else (),
        body=_body(manifest, request),
        statuses=frozenset(_status(status) for status in manifest.objects(response, MF.expectedStatus)),
        boolean=bool(boolean.toPython()) if isinstance(boolean, Literal) else None,
        format=None if kind is None else str(kind),
    )


def _header(manifest: Graph, header: Node) -> tuple[str, str]:
    return str(_one(manifest, header, HT.fieldName)).lower(), str(_one(manifest, header, HT.fieldValue))


def _body(manifest: Graph, request: Node) -> bytes | None:
    body = manifest.value(request, HT.body)
    if body is None:
        return None
    encoding = str(_one(manifest, body, CNT.characterEncoding))
    return str(_one(manifest, body, CNT.chars)).encode(encoding)


def _status(status: Node) -> int:
    """Return the first digit of ``hts:StatusCode2xx``."""
    return int(str(status).removesuffix("xx")[-1])


def _items(manifest: Graph, head: Node) -> list[Node]:
    assert isinstance(head, (BNode, URIRef))
    return list(Collection(manifest, head))


def _one(manifest: Graph, subject: Node, predicate: URIRef) -> Node:
    """Return the only value of a property."""
    (value,) = manifest.objects(subject, predicate)
    return value
