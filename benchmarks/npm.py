"""Peers from npm, installed as the lock file beside this names them."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["installed", "version"]

_PINS: Final = Path(__file__).parent / "javascript"
_FOLDER: Final = Path("build/javascript")


@cache
def installed() -> Path:
    """Install what the lock file names, and return the folder of the modules."""
    npm = shutil.which("npm")
    if npm is None:
        message = "Comunica and Trifid need npm; 'make bench' brings it where the machine has none."
        raise FileNotFoundError(message)
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(_PINS / name, _FOLDER / name)
    subprocess.run([npm, "ci", "--ignore-scripts", "--silent"], cwd=_FOLDER, check=True)  # noqa: S603 - npm itself
    return (_FOLDER / "node_modules").absolute()


def version(package: str) -> str:
    """Return the version of a package that is installed."""
    found: str = json.loads((installed() / package / "package.json").read_text(encoding="utf-8"))["version"]
    return found
