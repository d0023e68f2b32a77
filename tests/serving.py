"""A real server on a free port of this machine, for tests that speak HTTP."""

import http.client
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from uvicorn import Server

from bochum_kg.engine.base import Engine
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.settings import Settings
from bochum_kg.web.app import configure, create_app, listen
from bochum_kg.web.release import Release

__all__ = ["GRAPH_A", "GRAPH_B", "NQUADS", "Reply", "Service", "TinyRelease", "running", "serving", "write_nquads"]

GRAPH_A = "http://kasei.us/2009/09/sparql/data/data1.rdf"
GRAPH_B = "http://kasei.us/2009/09/sparql/data/data2.rdf"
#: Two graphs that share one triple; two things are ours, and one literal is hostile.
NQUADS = f"""\
<https://w3id.org/bochum-strategie/id/ziel/eins> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> \
<https://w3id.org/stadtstrategie/def/StrategicGoal> <{GRAPH_A}> .
<https://w3id.org/bochum-strategie/id/ziel/eins> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ziel eins"@de \
<{GRAPH_A}> .
<https://w3id.org/bochum-strategie/id/ziel/eins> <http://www.w3.org/2004/02/skos/core#prefLabel> "Ziel eins"@de \
<{GRAPH_B}> .
<https://w3id.org/bochum-strategie/id/ziel/eins> <http://www.w3.org/2004/02/skos/core#prefLabel> "Goal one"@en \
<{GRAPH_A}> .
<https://w3id.org/bochum-strategie/id/ziel/zwei> <http://www.w3.org/2004/02/skos/core#note> \
"<script>alert(1)</script>" <{GRAPH_B}> .
<https://w3id.org/bochum-strategie/id/ziel/zwei> <http://example.org/link> <javascript:alert(1)> <{GRAPH_B}> .
<https://w3id.org/bochum-strategie/id/ziel/zwei> <http://example.org/number> \
"42"^^<http://www.w3.org/2001/XMLSchema#integer> <{GRAPH_B}> .
"""


@dataclass(frozen=True)
class TinyRelease:
    """A release of one file."""

    folder: Path
    id: str = "tiny"
    manifest: Mapping[str, Any] = field(default_factory=lambda: {"files": {}})


@dataclass(frozen=True)
class Reply:
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()

    @property
    def media_type(self) -> str:
        """Return the media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass(frozen=True)
class Service:
    """A running service."""

    host: str
    port: int
    engine: Engine

    @property
    def url(self) -> str:
        """Return the address without a slash at the end."""
        return f"http://{self.host}:{self.port}"

    def request(self, method: str, path: str, body: bytes | None = None, /, **headers: str) -> Reply:
        """Send a request as it is; underscores in the names of headers stand for hyphens."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
            response = connection.getresponse()
            found = {name.lower(): text for name, text in response.getheaders()}
            return Reply(response.status, found, response.read())
        finally:
            connection.close()

    def get(self, path: str, /, **headers: str) -> Reply:
        """Send a GET request."""
        return self.request("GET", path, **headers)

    def ask(self, query: str, /, *parameters: tuple[str, str], accept: str = "*/*") -> Reply:
        """Send a query by GET."""
        return self.get(f"/sparql?{urlencode([('query', query), *parameters])}", Accept=accept)


def write_nquads(folder: Path, text: str = NQUADS) -> Path:
    """Write the file that an engine loads."""
    file = folder / "strategie.nq"
    file.write_text(text, encoding="utf-8")
    return file


@contextmanager
def serving(
    folder: Path, settings: Settings | None = None, *, nquads: str = NQUADS, engine: Engine | None = None
) -> Iterator[Service]:
    """Serve N-Quads on a free port until the end of the block, through an engine or through the built-in one."""
    settings = replace(settings or Settings(), port=0)
    file = write_nquads(folder, nquads)
    with (
        engine or EmbeddedEngine.start(file, settings=settings) as chosen,
        running(TinyRelease(folder), chosen, settings) as service,
    ):
        yield service


@contextmanager
def running(release: Release, engine: Engine, settings: Settings | None = None) -> Iterator[Service]:
    """Serve a release through an engine until the end of the block, by default without budgets, on a free port."""
    settings = replace(settings or Settings(client_budget=None), port=0)
    with listen(settings) as listener:
        actual = replace(settings, port=listener.getsockname()[1])
        server = Server(configure(create_app(release, engine, actual), actual))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.005)
            yield Service(actual.host, actual.port, engine)
        finally:
            server.should_exit = True
            thread.join()
