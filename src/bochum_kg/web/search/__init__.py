"""The search: a page for people, its results for programs, completion for the search box and for browsers."""

import json
import unicodedata
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import FastAPI
from rdflib import Dataset
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg import search
from bochum_kg.errors import UnknownChoiceError, UnknownNameError
from bochum_kg.filenames import NQUADS
from bochum_kg.formats import HTML
from bochum_kg.search import Found, Index
from bochum_kg.settings import Settings
from bochum_kg.web import openapi
from bochum_kg.web.numerals import page_number
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.release import Release
from bochum_kg.web.render import page
from bochum_kg.web.requests import client_of, format_of, reader_of
from bochum_kg.web.search.view import EACH, SIZE, Wish, kind_name, page_view, result
from bochum_kg.web.sparql.budget import Budget
from bochum_kg.web.views import KINDS, Reader

__all__ = ["add_to"]

#: Suggestions that a list shows at most; more would have to be scrolled.
_SUGGESTIONS: Final = 8
#: Kinds that an example is taken from.
_EXAMPLES: Final = ("kernaktivitaet", "organisation", "ort", "kompetenz")
_JSON: Final = "application/json"
#: OpenSearch Suggestions 1.1.
_SUGGESTED: Final = "application/x-suggestions+json"
#: OpenSearch 1.1 Draft 6 §3.
_DESCRIBED: Final = "application/opensearchdescription+xml"
_BY_LANGUAGE: Final = {"Vary": "Accept-Language"}


def _read(request: Request) -> Wish:
    """Read the parameters of an address; what is too long or no character of a text is left out."""
    parameters = request.query_params
    text = "".join(one if unicodedata.category(one)[0] != "C" else " " for one in parameters.get("q", ""))
    query = " ".join(text[: search.LONGEST].split())
    return Wish(query, parameters.get("kind", ""), page_number(parameters.get("page", "")), reader_of(request))


def add_to(app: FastAPI) -> None:
    """Add the routes to an application whose state holds release, settings and budget; it will hold the index too."""
    routes = _Search(app.state.release, app.state.settings, app.state.budget)
    app.state.index = routes.index
    for path, route in {
        "/search": routes.page,
        "/search.json": routes.answering(routes.data),
        "/search/suggest.json": routes.answering(routes.suggestions),
        "/opensearch.xml": routes.answering(routes.description),
    }.items():
        app.add_route(path, route, methods=["GET", "HEAD"], include_in_schema=False)
    _tell(app, routes)


def _tell(app: FastAPI, routes: "_Search") -> None:
    openapi.tell(
        app,
        "/search.json",
        routes.answering(routes.data),
        name="search",
        summary="Search the names and descriptions of things",
        answers=[_JSON],
        parameters={
            "q": "The words that are looked for.",
            "kind": "The kind of thing, as the answer names them; all kinds without it.",
            "page": "The page of the results, from 1.",
            **openapi.LANGUAGE,
        },
    )
    openapi.tell(
        app,
        "/search/suggest.json",
        routes.answering(routes.suggestions),
        name="suggest",
        summary="Complete the beginning of a name (OpenSearch Suggestions 1.1)",
        answers=[_SUGGESTED],
        parameters={"q": "The beginning.", **openapi.LANGUAGE},
    )


class _Search:
    """The routes, over the index of one release."""

    def __init__(self, release: Release, settings: Settings, budget: Budget) -> None:
        """Open the index, since a new build replaces the file; that of a release without one is made when asked for."""
        self._address, self._budget = settings.address, budget

        @cache
        def index() -> Index:
            return _index(release.folder, settings.time_limit)

        self.index = index
        if (release.folder / search.FILE).is_file():
            index()

    def answering(self, make: Callable[[Wish], Stored]) -> Callable[[Request], Awaitable[Response]]:
        """Return a route: it makes the answer in a thread, on the account of the client."""

        def respond(request: Request) -> Response:
            with self._budget.account(client_of(request.client)):
                return make(_read(request)).response(request)

        async def serve(request: Request) -> Response:
            return await run_in_threadpool(respond, request)

        return serve

    async def page(self, request: Request) -> Response:
        """Answer with the page."""
        format_of(request, (HTML,))
        return await self.answering(self._page)(request)

    def _page(self, wish: Wish) -> Stored:
        found = self._found(wish) if wish.query else None
        examples = [] if found and found.total else self.index().samples(_EXAMPLES)
        view = page_view(wish, found, examples)
        body = bytes(page("search.html", view, address=self._address).body)
        return Stored(body, HTML.content_type, wish.reader.language, _BY_LANGUAGE)

    def data(self, wish: Wish) -> Stored:
        """Make the results for programs."""
        found = self._listed(wish)
        count = dict(found.counts).get(wish.kind, 0) if wish.kind else found.total
        pages = max(1, -(-count // SIZE))
        results = [result(hit, found.terms, wish.reader) for hit in found.hits]
        said = {
            "query": wish.query,
            "didYouMean": found.instead or None,
            "words": found.how,
            "total": count,
            "page": wish.page,
            "pages": pages,
            "next": self._next(wish) if wish.page < pages else None,
            "kinds": [
                {"kind": kind, "label": kind_name(kind, wish.reader), "count": count} for kind, count in found.counts
            ],
            "results": [
                {
                    "iri": one.iri,
                    "label": one.name.text,
                    "kind": one.kind,
                    "kindLabel": kind_name(one.kind, wish.reader),
                    "snippet": one.text.text,
                    "page": self._address + one.href,
                }
                for one in results
            ],
        }
        return _json(said, _JSON, wish.reader)

    def suggestions(self, wish: Wish) -> Stored:
        """Make what a text may be the beginning of: names, kinds, addresses."""
        found = self.index().complete(wish.query, limit=_SUGGESTIONS)
        results = [result(hit, found.terms, wish.reader) for hit in found.hits]
        said = [
            wish.query,
            [one.name.text for one in results],
            [kind_name(one.kind, wish.reader) for one in results],
            [self._address + one.href for one in results],
        ]
        return _json(said, _SUGGESTED, wish.reader)

    def description(self, wish: Wish) -> Stored:
        """Make what tells a browser how to search here."""
        view = _Description(wish.reader.language, self._address)
        body = bytes(page("opensearch.xml", view).body)
        return Stored(body, f"{_DESCRIBED}; charset=utf-8", wish.reader.language, _BY_LANGUAGE)

    def _found(self, wish: Wish) -> Found:
        """Return the best of each kind, or a page of one kind.

        Raises:
            UnknownNameError: nothing of the kind was found, or there is no such page.
        """
        if wish.kind:
            return self._listed(wish)
        _check_page(wish.page, 1)
        return self.index().overview(wish.query, each=EACH)

    def _listed(self, wish: Wish) -> Found:
        offset = (wish.page - 1) * SIZE if wish.page else 0
        found = self.index().find(wish.query, kind=wish.kind, limit=SIZE, offset=offset)
        counts = dict(found.counts)
        if wish.kind not in {"", *KINDS, *counts}:
            what, known = "kind", tuple(counts or KINDS)
            labels = {one: kind_name(one, wish.reader) for one in known}
            raise UnknownChoiceError(what, wish.kind, known, labels=labels)
        _check_page(wish.page, -(-(counts.get(wish.kind, 0) if wish.kind else found.total) // SIZE))
        return found

    def _next(self, wish: Wish) -> str:
        values = {"q": wish.query, "kind": wish.kind, "page": wish.page + 1, "lang": wish.reader.lang}
        return f"{self._address}/search.json?{urlencode({name: one for name, one in values.items() if one})}"


@dataclass(frozen=True, slots=True)
class _Description:
    """What the description document says."""

    language: str
    address: str
    title: str = ""
    path: str = ""
    alternates: tuple[tuple[str, str, str], ...] = ()
    schema_org: Mapping[str, Any] = field(default_factory=dict)


def _index(folder: Path, time_limit: float) -> Index:
    """Open the index of a release; where it has none, as one of an earlier version, write it from the N-Quads."""
    if (folder / search.FILE).is_file():
        return Index(folder / search.FILE, time_limit=time_limit)
    quads = Dataset().parse(folder / NQUADS, format="nquads").quads()
    with TemporaryDirectory() as beside:
        path = Path(beside, search.FILE)
        path.write_bytes(search.write(quad[:3] for quad in quads))
        return Index(path, time_limit=time_limit)


def _check_page(page: int, pages: int) -> None:
    if not 1 <= page <= max(1, pages):
        what = "page"
        raise UnknownNameError(what, str(page), [str(max(1, pages))])


def _json(said: Mapping[str, object] | Sequence[object], media_type: str, reader: Reader) -> Stored:
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    return Stored(body, media_type, reader.language, _BY_LANGUAGE)
