"""A Virtuoso server on free ports of this machine: installed if need be, started, loaded, and ended by its id."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.virtuoso import command, execute

from bochum_kg.engine.remote import UNION
from peers import free_port, union, wait_for

__all__ = ["Virtuoso", "virtuoso"]

#: Flags of DB.DBA.TTLP_MT: the file is N-Quads.
_QUADS = 512
#: Pages of 8 kB in memory, enough for the real release.
_PAGES = 2_000


@dataclass(frozen=True)
class Virtuoso:
    """A running server: its endpoint, its process, and where it takes commands."""

    url: str
    process: subprocess.Popen[bytes]
    folder: Path
    sql_port: int

    def load(self, nquads: bytes, *, united: bool) -> None:
        """Put N-Quads in the place of all that is there, and the union of their graphs into a graph of its own."""
        graphs, union_file = self.folder / "graphs.nq", self.folder / "union.nt"
        graphs.write_bytes(nquads)
        union_file.write_bytes(union(nquads) if united else b"")
        execute(
            self.sql_port,
            "log_enable(3,1)",
            "delete from DB.DBA.RDF_QUAD",
            f"DB.DBA.TTLP_MT(file_to_string_output('{graphs}'), '', 'urn:x', {_QUADS})",
            f"DB.DBA.TTLP_MT(file_to_string_output('{union_file}'), '', '{UNION}')",
            "checkpoint",
        )

    def stop(self) -> None:
        """End the process."""
        self.process.kill()
        self.process.wait()


@contextmanager
def virtuoso(nquads: bytes, *, united: bool = True) -> Iterator[Virtuoso]:
    """Run a Virtuoso that holds N-Quads, and their union in a graph of its own unless told otherwise."""
    with tempfile.TemporaryDirectory() as name:
        folder, sql_port, http_port = Path(name), free_port(), free_port()
        started = command(folder, http=http_port, sql=sql_port, pages=_PAGES)
        with subprocess.Popen(started, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            server = Virtuoso(f"http://127.0.0.1:{http_port}/sparql", process, folder, sql_port)
            try:
                wait_for(process, http_port)
                wait_for(process, sql_port)
                server.load(nquads, united=united)
                yield server
            finally:
                server.stop()
