"""Reconciliation: names in tables find the things they mean (Reconciliation Service API 0.2 of a W3C community group).

Answers are JSON only; JSONP, which version 0.2 leaves to services, would let others run scripts, and every answer may
be read from any page anyway (CORS).
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bochum_kg.engine.base import Engine
from bochum_kg.search import Index
from bochum_kg.settings import Settings
from bochum_kg.web import openapi
from bochum_kg.web.bodies import FORM, INCOMPLETE, media_type, parameters, read_body
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.problems import Problem, ProblemError
from bochum_kg.web.reconciliation.answers import Answers
from bochum_kg.web.reconciliation.manifest import EXTEND, PATH, PREVIEW, SUGGEST
from bochum_kg.web.requests import client_of, preflight, reader_of
from bochum_kg.web.sparql.budget import Budget
from bochum_kg.web.views import Reader

__all__ = ["add_to"]

_READING: Final = ("GET", "HEAD", "OPTIONS")
_ASKING: Final = (*_READING, "POST")
#: Answers a request from its parameters, in the language of a reader.
_Make = Callable[[Mapping[str, str], Reader], Stored]


def add_to(app: FastAPI) -> None:
    """Add the service to an application whose state holds engine, settings, budget and the index of the search."""
    service = _Service(app.state.engine, app.state.settings, app.state.budget, app.state.index)
    answers = service.answers
    app.add_route(PATH, service.endpoint, methods=list(_ASKING), include_in_schema=False)
    openapi.tell(
        app,
        PATH,
        service.endpoint,
        name="reconcile",
        summary="Match names to things (Reconciliation Service API 0.2, which posts the same parameters as a form)",
        answers=["application/json"],
        parameters={
            "queries": "A batch of names, as JSON; without queries and extend the service describes itself.",
            "extend": "Things and the properties that are asked of them, as JSON.",
            **openapi.LANGUAGE,
        },
    )
    for path, make in {
        PREVIEW: answers.preview,
        f"{SUGGEST}entity": answers.suggest_entities,
        f"{SUGGEST}property": answers.suggest_properties,
        f"{SUGGEST}type": answers.suggest_types,
        EXTEND: answers.propose_properties,
    }.items():
        app.add_route(path, service.reading(make), methods=list(_READING), include_in_schema=False)


class _Service:
    """The routes, over one index and one engine."""

    def __init__(self, engine: Engine, settings: Settings, budget: Budget, index: Callable[[], Index]) -> None:
        """Take what answers and what limits it."""
        self._settings, self._budget = settings, budget
        self.answers = Answers(engine, index, settings.address)

    def reading(self, make: _Make) -> Callable[[Request], Awaitable[Response]]:
        """Return a route that only reads its address."""

        async def serve(request: Request) -> Response:
            if request.method == "OPTIONS":
                return preflight(_READING)
            stored = await self._made(request, make, request.query_params)
            return stored.response(request)

        return serve

    async def endpoint(self, request: Request) -> Response:
        """Answer with the manifest, or a batch of queries or an extension from the address or a form."""
        if request.method == "OPTIONS":
            return preflight(_ASKING)
        if request.method != "POST":
            stored = await self._made(request, self.answers.asked, request.query_params)
            return stored.response(request)
        sent = await self._form(request)
        if not sent.keys() & {"queries", "extend"}:
            detail = "The form has neither 'queries' nor 'extend'; send one of them, with JSON in it."
            raise ProblemError(Problem(400, "parameters", "Nothing asked", detail))
        stored = await self._made(request, self.answers.asked, sent)
        headers = {
            "Cache-Control": "no-store",
            "Content-Language": stored.language,
            "Content-Type": stored.content_type,
        }
        return Response(stored.body, stored.status, headers)

    async def _made(self, request: Request, make: _Make, sent: Mapping[str, str]) -> Stored:
        """Make an answer in a thread, on the account of the client."""

        def made() -> Stored:
            with self._budget.account(client_of(request.client)):
                return make(sent, reader_of(request))

        return await run_in_threadpool(made)

    async def _form(self, request: Request) -> dict[str, str]:
        """Read a form.

        Raises:
            ProblemError: it is none, or too long.
        """
        sent = media_type(request.headers.get("content-type", ""))
        if sent != FORM or request.headers.get("content-encoding", "identity") != "identity":
            detail = f"The body is {sent[:80] or 'without Content-Type'} or coded; {FORM} was expected."
            raise ProblemError(Problem(415, "media-type", "Unsupported media type", detail, {}, {"Accept-Post": FORM}))
        try:
            return dict(parameters(await read_body(request, self._settings)))
        except ClientDisconnect:
            raise ProblemError(INCOMPLETE) from None
