"""SPARQL servers of others on free ports of this machine, each ended by its process id."""

import contextlib
import http.client
import socket
import socketserver
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

__all__ = ["COMMANDS", "faulty", "free_port", "oxigraph", "union", "wait_for"]

#: Where the commands of installed packages lie.
COMMANDS = Path(sys.executable).parent
#: Seconds that a server has to answer for the first time.
_PATIENCE = 20.0


def free_port() -> int:
    """Return a port at which nothing listens at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def oxigraph(nquads: bytes) -> Iterator[str]:
    """Run an Oxigraph server that holds N-Quads in memory; yield the address of its endpoint.

    Its default graph is loaded with the union of the others, since the union that its option ``--union-default-graph``
    offers holds a triple of two graphs twice.
    """
    port = free_port()
    command = [str(COMMANDS / "oxigraph"), "serve", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(process, port)
            _upload(port, "/store", "application/n-quads", nquads)
            _upload(port, "/store?default", "application/n-triples", union(nquads))
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    """Wait until a server takes connections.

    Raises:
        RuntimeError: it has ended, or does not take any in time.
    """
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    problem = f"The server does not take connections at port {port}; start it by hand to see why."
    raise RuntimeError(problem)


def union(nquads: bytes) -> bytes:
    """Return the triples of all graphs, each once."""
    quads = parse(nquads, format=RdfFormat.N_QUADS)
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _upload(port: int, path: str, media_type: str, body: bytes) -> None:
    """Add to a store (SPARQL 1.1 Graph Store Protocol §5.5, which Oxigraph extends to whole datasets)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        connection.request("POST", path, body, {"Content-Type": media_type})
        response = connection.getresponse()
        assert response.status in {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NO_CONTENT}, response.read()
    finally:
        connection.close()


@contextmanager
def faulty(answer: Callable[[socket.socket], None], graphs: bytes) -> Iterator[str]:
    """Run a server that is wrong in some way; yield its address.

    Args:
        answer: is given the connection once the request is read, and does what is wrong.
        graphs: the right answer to the question for all graphs, which comes first.
    """

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            length = 0
            while (line := self.rfile.readline().strip()) != b"":
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            asked = self.rfile.read(length)
            with contextlib.suppress(OSError):
                if b"GROUP" in asked:
                    self.connection.sendall(graphs)
                else:
                    answer(self.connection)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/query"
        finally:
            server.shutdown()
            thread.join()
