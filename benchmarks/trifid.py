"""Trifid, which serves a page for every thing of a file, from npm."""

import json
from pathlib import Path
from typing import Final

from benchmarks import npm
from bochum_kg.namespaces import BO

__all__ = ["command", "version"]

_PACKAGE: Final = "trifid"


def command(triples: Path, folder: Path, *, port: int) -> list[str]:
    """Return the command that serves pages and SPARQL over a file of triples; its settings go into the folder."""
    settings = folder / "trifid.json"
    settings.write_text(json.dumps(_settings(triples)), encoding="utf-8")
    return [str(npm.installed() / ".bin" / "trifid"), "--config", str(settings), "--port", str(port)]


def _settings(triples: Path) -> dict[str, object]:
    base = str(BO).removesuffix("id/")
    data = {"url": str(triples.absolute()), "contentType": "application/n-triples", "baseIRI": base}
    graph = {"graphName": f"{base}graph/all", "unionDefaultGraph": True}
    return {
        "server": {"listener": {"host": "127.0.0.1"}},
        "globals": {"datasetBaseUrl": base, "endpoints": {"default": {"url": "/query"}}},
        "plugins": {
            "pages": {"module": "@zazuko/trifid-entity-renderer"},
            "data": {"module": "trifid-handler-fetch", "paths": "/query", "config": data | graph},
        },
    }


def version() -> str:
    """Return the version that is installed."""
    return npm.version(_PACKAGE)
