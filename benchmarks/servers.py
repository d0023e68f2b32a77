"""The servers that are measured: how each starts, when it answers, how much memory its processes hold."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Final
from urllib.parse import quote

from benchmarks.load import Request, fetch

__all__ = ["RELEASE", "SERVERS", "Running", "Server", "running", "sparql"]

RELEASE: Final = Path("build/release")
_COMMANDS: Final = Path(sys.executable).parent
_JSON: Final = "application/sparql-results+json"
#: Seconds after which a server that has not answered is given up.
_PATIENCE: Final = 120.0


@dataclass(frozen=True, slots=True)
class Server:
    """A SPARQL server over the data of the release.

    Args:
        name: what the table calls it.
        package: the distribution whose version the table names.
        command: how it starts; ``{port}`` stands for the port.
        path: where it answers SPARQL.
        upload: the file that is sent to it after the start, for one that takes none at the start.
    """

    name: str
    package: str
    command: tuple[str, ...]
    path: str
    upload: Path | None = None


SERVERS: Final = (
    Server("bochum-kg", "bochum-kg", ("bochum-kg", "serve", "--port", "{port}"), "/sparql"),
    Server(
        "Oxigraph server",
        "oxigraph",
        ("oxigraph", "serve", "--bind", "127.0.0.1:{port}"),
        "/query",
        RELEASE / "strategie.ttl",
    ),
    Server(
        "rdflib-endpoint",
        "rdflib-endpoint",
        ("rdflib-endpoint", "serve", "--host", "127.0.0.1", "--port", "{port}", str(RELEASE / "strategie.ttl")),
        "/",
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
        return sum(_held(process) for process in _family(self._process)) / 1e6


def sparql(server: Server, query: str) -> Request:
    """Return the request that asks a server this query."""
    return Request(f"{server.path}?query={quote(query)}", _JSON)


@contextmanager
def running(server: Server) -> Iterator[Running]:
    """Start a server on a free port, wait for its first answer from the data, and stop it at the end."""
    port = _free_port()
    command = [str(_COMMANDS / server.command[0]), *(part.format(port=port) for part in server.command[1:])]
    environment = {**os.environ, "BOCHUM_KG_CLIENT_BUDGET": "off"}
    begin = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - the commands stand above
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            _await(server, port)
            yield Running(server, port, time.perf_counter() - begin, process.pid)
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End a server, with force where it is still busy with a query."""
    process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()


def _await(server: Server, port: int) -> None:
    """Wait until the server answers from the data, which it is sent first where it needs that."""
    asked = sparql(server, "SELECT ?s WHERE { ?s a <https://w3id.org/stadtstrategie/def/Strategy> }")
    end = time.perf_counter() + _PATIENCE
    uploaded = server.upload is None
    while time.perf_counter() < end:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
            if not uploaded:
                uploaded = _upload(connection, server.upload)
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


def _upload(connection: HTTPConnection, file: Path | None) -> bool:
    if file is not None:
        connection.request("POST", "/store?default", file.read_bytes(), {"Content-Type": "text/turtle"})
        connection.getresponse().read()
    return True


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
