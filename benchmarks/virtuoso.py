"""Virtuoso, from Debian's package, with a database of its own in a folder."""

import re
import shutil
import socket
import subprocess
from pathlib import Path
from typing import Final

__all__ = ["command", "load", "version"]

_SERVER: Final = "virtuoso-t"
#: Pages of 8 kB that are kept in memory, and how many of them may be changed and not yet written.
_BUFFERS, _DIRTY = 170_000, 130_000
_CONFIGURATION: Final = """
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
#: The graph that takes the triples.
_GRAPH: Final = "urn:x-benchmark:city"


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        message = f"{name} is missing; install it with 'apt-get install virtuoso-opensource-7-bin'."
        raise FileNotFoundError(message)
    return found


def version() -> str:
    """Return the version of the server."""
    told = subprocess.run([_program(_SERVER), "-?"], capture_output=True, text=True, check=False)  # noqa: S603 - ours
    match = re.search(r"Version (\S+)", told.stdout + told.stderr)
    return match[1] if match else "unknown"


def command(folder: Path, triples: Path, *, http: int, sql: int) -> list[str]:
    """Return the command that serves a new database in a folder, into which triples may be loaded."""
    file = folder / "virtuoso.ini"
    allowed = triples.parent.absolute()
    ports = {"http": http, "sql": sql}
    text = _CONFIGURATION.format(folder=folder, allowed=allowed, buffers=_BUFFERS, dirty=_DIRTY, **ports)
    file.write_text(text, encoding="utf-8")
    return [_program(_SERVER), "-f", "-c", str(file)]


def load(triples: Path, *, http: int, sql: int) -> None:
    """Load a file of Turtle.

    Raises:
        OSError: the server takes no connections yet.
    """
    socket.create_connection(("127.0.0.1", http)).close()
    text = f"file_open('{triples.absolute()}')"
    statement = f"log_enable(2, 1); DB.DBA.TTLP_MT({text}, '', '{_GRAPH}', 0); checkpoint;"
    address = f"127.0.0.1:{sql}"
    subprocess.run(  # noqa: S603 - the client of the server
        [_program("isql-vt"), address, "dba", "dba", f"EXEC={statement}"], check=True, capture_output=True
    )
