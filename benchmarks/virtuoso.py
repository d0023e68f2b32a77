"""Virtuoso, from Debian's package, with a database of its own in a folder; tests and benchmarks start it."""

import os
import re
import shutil
import socket
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["command", "execute", "install", "load", "version"]

_PACKAGE: Final = "virtuoso-opensource-7-bin"
_SERVER, _CLIENT = "virtuoso-t", "isql-vt"
#: What docs/engines.md says that a Virtuoso needs, with every path in one folder.
_CONFIGURATION: Final = """\
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
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {allowed}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxClientConnections = 16

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 16

[SPARQL]
ResultSetMaxRows = 0
MaxQueryCostEstimationTime = 0
"""
#: The graph that takes the triples of a benchmark, and the pages of 8 kB that are kept in memory for them.
_GRAPH: Final = "urn:x-benchmark:city"
_PAGES: Final = 170_000


@cache
def install() -> None:
    """Make sure that the commands are here; root of a Debian gets them.

    Raises:
        RuntimeError: they are missing, and this is another machine or another user.
    """
    if all(map(shutil.which, (_SERVER, _CLIENT))):
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        problem = f"{_SERVER} and {_CLIENT} are missing; install the Debian package {_PACKAGE} as root."
        raise RuntimeError(problem)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    packaging = ["apt-get", "-o", "DPkg::Lock::Timeout=120", "install", "--yes", "--no-install-recommends", _PACKAGE]
    if subprocess.run(packaging, env=environment, check=False, capture_output=True).returncode != 0:  # noqa: S603 - above
        subprocess.run([packaging[0], "update"], env=environment, check=True, capture_output=True)  # noqa: S603 - above
        subprocess.run(packaging, env=environment, check=True, capture_output=True)  # noqa: S603 - above


def version() -> str:
    """Return the version of the server."""
    install()
    told = subprocess.run([_SERVER, "-?"], capture_output=True, text=True, check=False)  # noqa: S603 - the server
    match = re.search(r"Version (\S+)", told.stdout + told.stderr)
    return match[1] if match else "unknown"


def command(folder: Path, *, http: int, sql: int, allowed: Path | None = None, pages: int = _PAGES) -> list[str]:
    """Return the command that serves a new database.

    Args:
        folder: where the database is put.
        http: the port of its endpoint.
        sql: the port that takes statements.
        allowed: the folder that files are loaded from; the first one unless told otherwise.
        pages: how many pages of 8 kB are kept in memory.
    """
    install()
    file = folder / "virtuoso.ini"
    text = _CONFIGURATION.format(
        folder=folder, allowed=allowed or folder, http=http, sql=sql, buffers=pages, dirty=pages * 3 // 4
    )
    file.write_text(text, encoding="utf-8")
    return [_SERVER, "-f", "-c", str(file)]


def execute(sql: int, *statements: str) -> None:
    """Run statements at the port that takes them.

    Raises:
        RuntimeError: one of them failed.
    """
    client = [_CLIENT, f"127.0.0.1:{sql}", "dba", "dba", "ERRORS=STDOUT", f"EXEC={';'.join(statements)};"]
    said = subprocess.run(client, capture_output=True, text=True, check=True).stdout  # noqa: S603 - its own client
    if "*** Error" in said:
        problem = f"Virtuoso refused {statements}: {said}"
        raise RuntimeError(problem)


def load(triples: Path, *, http: int, sql: int) -> None:
    """Load a file of N-Triples.

    Raises:
        OSError: the server takes no connections yet.
        RuntimeError: it cannot load the file.
    """
    for port in (http, sql):
        socket.create_connection(("127.0.0.1", port)).close()
    file = f"file_open('{triples.absolute()}')"
    execute(sql, "log_enable(2, 1)", f"DB.DBA.TTLP_MT({file}, '', '{_GRAPH}', 0)", "checkpoint")
