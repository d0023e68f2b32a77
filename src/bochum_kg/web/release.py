"""The release that is served, as the pages see it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

__all__ = ["Release"]


class Release(Protocol):
    """A folder of files that never change, its name and what it says about itself."""

    @property
    def folder(self) -> Path:
        """Return where the files lie."""
        ...

    @property
    def id(self) -> str:
        """Return what names this release and no other."""
        ...

    @property
    def manifest(self) -> Mapping[str, Any]:
        """Return what the release says about itself."""
        ...
