"""Comunica over a file, from npm."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["command", "version"]

_PINS: Final = Path(__file__).parent / "javascript"
_FOLDER: Final = Path("build/javascript")
_PACKAGE: Final = "@comunica/query-sparql-file"


@cache
def _installed() -> Path:
    """Install what the lock file names, and return the folder of the modules."""
    npm = shutil.which("npm")
    if npm is None:
        message = "Comunica needs npm; 'make bench' brings it where the machine has none."
        raise FileNotFoundError(message)
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_PINS / name, _FOLDER / name)
    subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=_FOLDER, check=True)  # noqa: S603 - npm itself
    return _FOLDER / "node_modules"


def command(triples: Path, *, port: int) -> list[str]:
    """Return the command that serves a file of triples; a query of ten seconds is given up."""
    program = _installed() / ".bin" / "comunica-sparql-file-http"
    return [str(program.absolute()), str(triples.absolute()), "--port", str(port), "--timeout", "10"]


def version() -> str:
    """Return the version that is installed."""
    found: str = json.loads((_installed() / _PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    return found
