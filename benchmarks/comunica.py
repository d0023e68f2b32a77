"""Comunica over a file, from npm."""

from pathlib import Path
from typing import Final

from benchmarks import npm

__all__ = ["command", "version"]

_PACKAGE: Final = "@comunica/query-sparql-file"


def command(triples: Path, *, port: int) -> list[str]:
    """Return the command that serves a file of triples; a query of ten seconds is given up."""
    program = npm.installed() / ".bin" / "comunica-sparql-file-http"
    return [str(program), str(triples.absolute()), "--port", str(port), "--timeout", "10"]


def version() -> str:
    """Return the version that is installed."""
    return npm.version(_PACKAGE)
