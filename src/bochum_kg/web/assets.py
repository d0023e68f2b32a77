"""The files of the site itself: style sheet and pictures, and the browser code where it was built.

The browser code is bundled from ``frontend/``. Without it every page works as plain HTML; so nothing here asks for it.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["File", "address", "files", "version"]

_FOLDER: Final = Path(__file__).parent / "static"
_BUNDLE: Final = "bundle"
#: Says how the build called each file of the bundle: its name, and what the name is with a hash of the bytes.
_MANIFEST: Final = "manifest.json"
_TYPES: Final = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file: its bytes, its type, and whether its name changes with the bytes."""

    body: bytes
    content_type: str
    hashed: bool


@cache
def files() -> Mapping[str, File]:
    """Return every file by its path under ``/static/``."""
    return {path.relative_to(_FOLDER).as_posix(): _read(path) for path in sorted(_paths())}


def _paths() -> Iterator[Path]:
    for folder in (_FOLDER, _FOLDER / _BUNDLE):
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if path.suffix in _TYPES)


def _read(path: Path) -> File:
    bundled = path.parent.name == _BUNDLE and path.suffix == ".js"
    return File(path.read_bytes(), _TYPES[path.suffix], bundled)


@cache
def _manifest() -> Mapping[str, str]:
    file = _FOLDER / _BUNDLE / _MANIFEST
    return dict(json.loads(file.read_bytes())) if file.is_file() else {}


@cache
def address(name: str) -> str:
    """Return the address of a file, which changes with its bytes; empty for a script that was not built.

    >>> address("site.css").startswith("/static/site.css?v=")
    True
    >>> address("nothing.js")
    ''
    """
    if name.endswith(".js"):
        return f"/static/{_BUNDLE}/{_manifest()[name]}" if name in _manifest() else ""
    return f"/static/{name}?v={version(name)}"


@cache
def version(name: str = "") -> str:
    """Return what changes with the bytes of a file; without a name, with those of any."""
    chosen = (files()[name],) if name else tuple(files().values())
    return hashlib.sha256(b"".join(one.body for one in chosen)).hexdigest()[:12]
