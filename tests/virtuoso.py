"""A Virtuoso server on free ports of this machine: installed if need be, started, loaded, and ended by its id."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bochum_kg.engine.remote import UNION
from peers import free_port, union, wait_for

__all__ = ["Virtuoso", "virtuoso"]

_PACKAGE = "virtuoso-opensource-7-bin"
_COMMANDS = ("virtuoso-t", "isql-vt")
#: What docs/engines.md says that a Virtuoso needs, with every path in one folder.
_INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa

[TempDatabase]
DatabaseFile = {folder}/temporary.db
TransactionFile = {folder}/temporary.trx

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerRoot = {folder}

[SPARQL]
ResultSetMaxRows = 0
"""
#: Flags of DB.DBA.TTLP_MT: the file is N-Quads.
_QUADS = 512


@dataclass(frozen=True)
class Virtuoso:
    """A running server: its endpoint, its process, and where it takes commands."""

    url: str
    process: subprocess.Popen[bytes]
    folder: Path
    sql_port: int

    def execute(self, *statements: str) -> None:
        """Run SQL statements.

        Raises:
            RuntimeError: one of them failed.
        """
        command = [
            "isql-vt",
            f"127.0.0.1:{self.sql_port}",
            "dba",
            "dba",
            "ERRORS=STDOUT",
            f"EXEC={';'.join(statements)};",
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if "*** Error" in said:
            problem = f"Virtuoso refused {statements}: {said}"
            raise RuntimeError(problem)

    def load(self, nquads: bytes, *, united: bool) -> None:
        """Put N-Quads in the place of all that is there, and the union of their graphs into a graph of its own."""
        graphs, union_file = self.folder / "graphs.nq", self.folder / "union.nt"
        graphs.write_bytes(nquads)
        union_file.write_bytes(union(nquads) if united else b"")
        self.execute(
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


@cache
def _install() -> None:
    """Make sure that the commands are here; root of a Debian gets them.

    Raises:
        RuntimeError: they are missing, and this is another machine or another user.
    """
    if all(map(shutil.which, _COMMANDS)):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        problem = f"{' and '.join(_COMMANDS)} are missing; install the Debian package {_PACKAGE} to run these tests."
        raise RuntimeError(problem)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--no-install-recommends", _PACKAGE]
    if subprocess.run(install, env=environment, check=False, capture_output=True).returncode != 0:
        subprocess.run([install[0], "update"], env=environment, check=True, capture_output=True)
        subprocess.run(install, env=environment, check=True, capture_output=True)


@contextmanager
def virtuoso(nquads: bytes, *, united: bool = True) -> Iterator[Virtuoso]:
    """Run a Virtuoso that holds N-Quads, and their union in a graph of its own unless told otherwise."""
    _install()
    with tempfile.TemporaryDirectory() as name:
        folder, sql_port, http_port = Path(name), free_port(), free_port()
        ini = folder / "virtuoso.ini"
        ini.write_text(_INI.format(folder=folder, sql_port=sql_port, http_port=http_port), encoding="ascii")
        command = ["virtuoso-t", "-f", "-c", str(ini)]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            server = Virtuoso(f"http://127.0.0.1:{http_port}/sparql", process, folder, sql_port)
            try:
                wait_for(process, http_port)
                wait_for(process, sql_port)
                server.load(nquads, united=united)
                yield server
            finally:
                server.stop()
