"""The servers that are measured: how each starts and gets its data, when it answers, how much memory it holds."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import quote

from benchmarks import comunica, trifid, virtuoso
from benchmarks.data import Data
from benchmarks.load import Request, fetch

__all__ = ["OURS", "OXIGRAPH", "SERVERS", "TRIFID", "VIRTUOSO", "Running", "Server", "running", "sparql"]

_COMMANDS: Final = Path(sys.executable).parent
_JSON: Final = "application/sparql-results+json"
#: Seconds after which a server that has not answered from its data is given up.
_PATIENCE: Final = 300.0


@dataclass(frozen=True, slots=True)
class Start:
    """What a server is started with: its data, a folder of its own that is empty, and free ports."""

    data: Data
    folder: Path
    port: int
    other_port: int


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL server.

    Args:
        name: what the tables call it.
        version: returns its version.
        command: returns the command that starts it.
        path: where it answers SPARQL.
        load: brings the data into a running server that took none at its start; told again while it raises OSError.
    """

    name: str
    version: Callable[[], str]
    command: Callable[[Start], list[str]]
    path: str
    load: Callable[[Start], None] | None = None


def _ours(start: Start) -> list[str]:
    return [str(_COMMANDS / "bochum-kg"), "serve", "--port", str(start.port), "--release", str(start.data.folder)]


def _oxigraph(start: Start) -> list[str]:
    return [str(_COMMANDS / "oxigraph"), "serve", "--bind", f"127.0.0.1:{start.port}"]


def _upload(start: Start) -> None:
    connection = HTTPConnection("127.0.0.1", start.port, timeout=_PATIENCE)
    with start.data.triples.open("rb") as triples:
        connection.request("POST", "/store?default", triples, {"Content-Type": "application/n-triples"})
        connection.getresponse().read()
    connection.close()


def _rdflib(start: Start) -> list[str]:
    options = ["serve", "--host", "127.0.0.1", "--port", str(start.port), str(start.data.triples)]
    return [str(_COMMANDS / "rdflib-endpoint"), *options]


OURS: Final = Server("bochum-kg", lambda: version("bochum-kg"), _ours, "/sparql")
OXIGRAPH: Final = Server("Oxigraph server", lambda: version("oxigraph"), _oxigraph, "/query", _upload)
VIRTUOSO: Final = Server(
    "Virtuoso",
    virtuoso.version,
    lambda start: virtuoso.command(
        start.folder, http=start.port, sql=start.other_port, allowed=start.data.triples.parent.absolute()
    ),
    "/sparql",
    lambda start: virtuoso.load(start.data.triples, http=start.port, sql=start.other_port),
)
#: It is measured for its pages only.
TRIFID: Final = Server(
    "Trifid", trifid.version, lambda start: trifid.command(start.data.triples, start.folder, port=start.port), "/query"
)
SERVERS: Final = (
    OURS,
    OXIGRAPH,
    VIRTUOSO,
    Server("rdflib-endpoint", lambda: version("rdflib-endpoint"), _rdflib, "/"),
    Server(
        "Comunica", comunica.version, lambda start: comunica.command(start.data.triples, port=start.port), "/sparql"
    ),
)


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers; ``start`` is the seconds from its start to its first answer from the data."""

    server: Server
    port: int
    start: float
    _process: int

    def memory(self) -> float:
        """Return the megabytes that all its processes hold, shared pages counted once (PSS)."""
        return sum(_held(process) for process in self.family()) / 1e6

    def family(self) -> list[int]:
        """Return the ids of its processes, the one that was started first."""
        return _family(self._process)


def sparql(server: Server, query: str) -> Request:
    """Return the request that asks a server this query."""
    return Request(f"{server.path}?query={quote(query)}", _JSON)


@contextmanager
def running(server: Server, data: Data, **settings: str) -> Iterator[Running]:
    """Start a server on a free port, wait for its first answer from the data, and stop it at the end.

    Our budgets per client are off, unless the settings (environment variables of ours) say otherwise.
    """
    environment = {**os.environ, "BOCHUM_KG_CLIENT_BUDGET": "off", **settings}
    with TemporaryDirectory() as folder:
        start = Start(data, Path(folder), _free_port(), _free_port())
        begin = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 - the commands stand above
            server.command(start), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                _await(server, start)
                yield Running(server, start.port, time.perf_counter() - begin, process.pid)
            finally:
                _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a server and what it started, with force where it is still busy with a query."""
    process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()


def _await(server: Server, start: Start) -> None:
    """Wait until the server answers from the data, which it is sent first where it needs that."""
    asked = sparql(server, "SELECT ?s WHERE { ?s a <https://w3id.org/stadtstrategie/def/Strategy> }")
    end = time.perf_counter() + _PATIENCE
    loaded = server.load is None
    while time.perf_counter() < end:
        try:
            if server.load and not loaded:
                server.load(start)
                loaded = True
            connection = HTTPConnection("127.0.0.1", start.port, timeout=_PATIENCE)
            status, body = fetch(connection, asked)
            connection.close()
        except OSError:
            time.sleep(0.02)
            continue
        if status == 200 and b"bochum-strategie" in body:  # noqa: PLR2004 - OK
            return
        time.sleep(0.02)
    problem = f"{server.name} did not answer within {_PATIENCE:.0f} seconds."
    raise TimeoutError(problem)


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


def _family(process: int) -> list[int]:
    """Return a process and all its descendants."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [process, *(one for child in children for one in _family(int(child)))]


def _held(process: int) -> int:
    text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    match = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(match[1]) * 1024 if match else 0
