"""The words that an editor offers: prefixes, terms of the ontology and the vocabularies, and things with a name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.describe.questions import question
from bochum_kg.engine.base import Engine, Literal, Row
from bochum_kg.namespaces import PREFIXES
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.requests import reader_of

__all__ = ["PATH", "add_to", "terms"]

PATH: Final = "/sparql/terms.json"
_DEFINITION: Final = "http://www.w3.org/2004/02/skos/core#definition"
#: Names of things that an editor keeps; of more only the first are offered.
_MOST: Final = 4_000


@dataclass(slots=True)
class _Term:
    """A term: what kind it is, its names by language, and what it means in one language."""

    iri: str
    kind: str
    names: dict[str, str] = field(default_factory=dict)
    about: str = ""

    def read(self, row: Row, language: str) -> None:
        """Take a name or a definition."""
        text = row.get("text")
        if not isinstance(text, Literal):
            return
        if str(row.get("property")) != _DEFINITION:
            self.names.setdefault(text.language or "", text.value)
        elif text.language == language:
            self.about = text.value


def add_to(app: FastAPI) -> None:
    """Add the file to an application whose state holds the engine."""
    engine: Engine = app.state.engine

    @cache
    def stored(language: str) -> Stored:
        body = json.dumps(terms(engine, language), ensure_ascii=False, separators=(",", ":")).encode()
        return Stored(body, "application/json", language, {"Vary": "Accept-Language"})

    async def serve(request: Request) -> Response:
        found = await run_in_threadpool(stored, reader_of(request).language)
        return found.response(request)

    app.add_route(PATH, serve, methods=["GET", "HEAD"], include_in_schema=False)


def terms(engine: Engine, language: str) -> dict[str, object]:
    """Return the prefixes, and each term with kind, names in every language, and definition in one.

    Raises:
        EngineError, LimitError: as the engine.
    """
    defined = _read(engine.select(question("terms")), language)
    things = _read(engine.select(f"{question('named-things')}\nLIMIT {_MOST}"), language)
    found = {**things, **defined}
    return {
        "prefixes": PREFIXES,
        "terms": [{"iri": one.iri, "kind": one.kind, "names": one.names, "about": one.about} for one in found.values()],
    }


def _read(rows: Iterable[Row], language: str) -> dict[str, _Term]:
    """Gather the rows by term; rows without a kind are things."""
    found: dict[str, _Term] = {}
    for row in rows:
        iri = str(row["term"])
        found.setdefault(iri, _Term(iri, str(row.get("kind", "thing")))).read(row, language)
    return found
