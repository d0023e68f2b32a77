"""The SPARQL endpoint: the protocol on one side, the engine on the other."""

import asyncio
import hashlib
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from starlette.requests import ClientDisconnect

from bochum_kg.engine.base import Answer, Engine, Form
from bochum_kg.engine.guard import Shape, check, look
from bochum_kg.errors import KnowledgeGraphError, NotAcceptableError, UnknownNameError
from bochum_kg.formats import (
    FORMATS,
    GRAPH_FORMATS,
    HTML,
    JSON,
    RESULTS_FORMATS,
    TURTLE,
    Format,
    by_name,
    negotiate,
    negotiate_language,
)
from bochum_kg.settings import Settings
from bochum_kg.web import assets
from bochum_kg.web.bodies import FORM, INCOMPLETE, read_body
from bochum_kg.web.cache import Cache, is_known
from bochum_kg.web.metrics import Metrics
from bochum_kg.web.problems import ProblemError, problem_of, report
from bochum_kg.web.render import page
from bochum_kg.web.requests import client_of, preflight, while_connected
from bochum_kg.web.sparql.answer import naming
from bochum_kg.web.sparql.budget import Budget
from bochum_kg.web.sparql.protocol import QUERY, Operation, read, refuse_update
from bochum_kg.web.sparql.service import describe_service
from bochum_kg.web.sparql.view import SparqlView
from bochum_kg.web.views import Reader

__all__ = ["PATH", "add_to"]

PATH: Final = "/sparql"
#: HTTP QUERY (RFC 10008) is a POST that may be repeated and cached.
_METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST", "QUERY")
_WITH_BODY: Final = frozenset({"POST", "QUERY"})
_VARY: Final = "Accept, Accept-Language"
#: An answer may be kept this long without asking; after that the ETag tells whether it still holds.
_CACHE: Final = "public, max-age=300"
_ACCEPT_QUERY: Final = {"Accept-Query": f'"{QUERY}", "{FORM}"'}
#: Characters of a query from which on looking at it would hold up the event loop.
_LONG: Final = 4_000
_TEXT: Final = {"type": "string"}
_PARAMETERS: Final = {
    "query": {"schema": _TEXT, "description": "A SPARQL 1.1 query; without it the service describes itself."},
    "default-graph-uri": {"schema": {"type": "array", "items": _TEXT}, "description": "Graphs of the default graph."},
    "named-graph-uri": {"schema": {"type": "array", "items": _TEXT}, "description": "Graphs that GRAPH sees."},
    "format": {
        "schema": {"type": "string", "enum": [one.name for one in FORMATS]},
        "description": "Goes before Accept.",
    },
}
_OPERATIONS: Final[dict[str, dict[str, Any]]] = {
    "GET": {"parameters": [{"name": name, "in": "query", **details} for name, details in _PARAMETERS.items()]},
    "POST": {
        "requestBody": {
            "required": True,
            "content": {
                QUERY: {"schema": _TEXT},
                FORM: {
                    "schema": {
                        "type": "object",
                        "required": ["query"],
                        "properties": {name: details["schema"] for name, details in _PARAMETERS.items()},
                    }
                },
            },
        }
    },
}


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a client wants, and in which words and format."""

    operation: Operation
    accept: str
    reader: Reader
    client: str
    known: str
    cacheable: bool


def add_to(app: FastAPI) -> None:
    """Add the endpoint to an application whose state holds release, engine, settings and metrics."""
    state = app.state
    endpoint = _Endpoint(state.engine, state.settings, state.metrics, state.budget, state.release.id)
    app.add_route(PATH, endpoint.serve, methods=list(_METHODS), include_in_schema=False)
    # The route above answers; those below only tell OpenAPI, which has no word for QUERY, of the usual methods.
    for method, details in _OPERATIONS.items():
        app.add_api_route(
            PATH,
            endpoint.serve,
            methods=[method],
            operation_id=f"sparql{method.title()}",
            summary="Ask the graph in SPARQL 1.1",
            response_class=Response,
            responses={200: {"description": "The answer.", "content": {one.media_type: {} for one in FORMATS}}},
            openapi_extra=details,
        )


class _Endpoint:
    """The endpoint over one engine."""

    def __init__(self, engine: Engine, settings: Settings, metrics: Metrics, budget: Budget, release: str) -> None:
        """Begin without answers."""
        self._engine, self._settings, self._metrics, self._release = engine, settings, metrics, release
        self._budget = budget
        self._naming = naming(engine)
        self._answers = Cache[Answer](settings.cache_size)

    async def serve(self, request: Request) -> Response:
        """Answer a request of the SPARQL 1.1 Protocol."""
        if request.method == "OPTIONS":
            return preflight(_METHODS, _ACCEPT_QUERY)
        try:
            body = await read_body(request, self._settings) if request.method in _WITH_BODY else b""
            return await self._respond(request, body)
        except ClientDisconnect:
            raise ProblemError(INCOMPLETE) from None

    async def _respond(self, request: Request, body: bytes) -> Response:
        headers = request.headers
        operation = read(
            has_body=request.method in _WITH_BODY,
            query_string=request.scope["query_string"],
            content_type=headers.get("content-type", ""),
            coding=headers.get("content-encoding", ""),
            body=body,
        )
        wish = _Wish(
            operation,
            accept=", ".join(headers.getlist("accept")),
            reader=Reader(
                operation.language or negotiate_language(headers.get("accept-language", "")),
                chosen=operation.language is not None,
            ),
            client=client_of(request.client),
            known=headers.get("if-none-match", ""),
            cacheable=request.method != "POST",
        )
        if operation.query is None:
            response = await run_in_threadpool(self._describe, wish)
        else:
            response = await while_connected(request, self._answer(operation.query, wish))
        response.headers["Vary"] = _VARY
        return response

    def _describe(self, wish: _Wish) -> Response:
        """Answer a request without a query: the form for people, the service description for programs."""
        one = _choose(wish, (*GRAPH_FORMATS, HTML))
        tag = self._tag(one, wish)
        if _knows(wish, tag):
            return _not_modified(tag)
        if one is HTML:
            response: Response = page("sparql.html", SparqlView.form(wish.reader), address=self._settings.address)
        else:
            body = describe_service(self._engine, self._settings, one)
            response = Response(body, media_type=one.content_type)
        return _cached(response, tag)

    async def _answer(self, query: str, wish: _Wish) -> Response:
        started = perf_counter()
        outcome = "answered"
        one: Format | None = None
        try:
            if len(query) > _LONG:
                shape = await run_in_threadpool(_shape, query, self._settings)
            else:
                shape = _shape(query, self._settings)
            one = _choose(wish, _offered(shape.form))
            return await self._find(query, wish, shape, one)
        except KnowledgeGraphError as fault:
            error = self._budget.fault(wish.client, fault)
            problem = problem_of(error)
            outcome = str(problem.members.get("limit", problem.name))
            if (one or _choose_or_none(wish)) is not HTML:
                raise error from fault.__cause__
            report(error, self._settings.engine)
            view = SparqlView.failure(wish.reader, query, problem, dataset=wish.operation.dataset)
            failure = await run_in_threadpool(page, "sparql.html", view, status=problem.status)
            failure.headers.update({**problem.headers, "Cache-Control": "no-store"})
            return failure
        except asyncio.CancelledError:
            outcome = "left"
            raise
        finally:
            self._metrics.count_query(outcome, perf_counter() - started)

    async def _find(self, query: str, wish: _Wish, shape: Shape, one: Format) -> Response:
        tag = self._tag(one, wish)
        if _knows(wish, tag, exists=False) and not shape.volatile:
            return _not_modified(tag)
        answer = await (self._ask(query, wish, one) if shape.volatile else self._repeat(query, wish, one))
        if one is HTML:
            response = await run_in_threadpool(self._page, query, wish, answer)
        else:
            response = Response(answer.body, media_type=answer.format.content_type)
        if shape.volatile or not wish.cacheable:
            response.headers["Cache-Control"] = "no-store"
            return response
        return _not_modified(tag) if _knows(wish, tag) else _cached(response, tag)

    async def _repeat(self, query: str, wish: _Wish, one: Format) -> Answer:
        """Return an answer that was given before, at no cost to the client, or ask for it and keep it."""
        key = (query, wish.operation.dataset, JSON.name if one is HTML else one.name)
        return await self._answers.get_or_make(key, partial(self._ask, query, wish, one))

    async def _ask(self, query: str, wish: _Wish, one: Format) -> Answer:
        """Have the engine answer, on the account of the client."""
        with self._budget.account(wish.client):
            return await self._engine.answer(
                query,
                graph_format=one if one.kind == "graph" else TURTLE,
                results_format=one if one.kind == "results" else JSON,
                default_graphs=wish.operation.default_graphs,
                named_graphs=wish.operation.named_graphs,
            )

    def _page(self, query: str, wish: _Wish, answer: Answer) -> Response:
        view = SparqlView.answer(
            wish.reader,
            query,
            answer,
            naming=self._naming,
            dataset=wish.operation.dataset,
            address=self._settings.address,
        )
        return page("sparql.html", view, address=self._settings.address)

    def _tag(self, one: Format, wish: _Wish) -> str:
        """Return the strong validator (RFC 9110 §8.8.3) of an answer: all that its bytes depend on."""
        page = (wish.reader, assets.version()) if one is HTML else None
        operation = wish.operation
        parts = (self._release, one.name, page, operation.query, operation.dataset)
        return f'"{hashlib.sha256(repr(parts).encode(errors="surrogatepass")).hexdigest()[:32]}"'


def _shape(query: str, settings: Settings) -> Shape:
    """Look at a query before a format is chosen for it.

    Raises:
        ProblemError: it is an update.
        ForbiddenQueryError, LimitError: as ``guard.check``.
    """
    if len(query) <= settings.query_limit and look(query).update:
        raise refuse_update()
    return check(query, settings)


def _offered(form: Form | None) -> tuple[Format, ...]:
    if form is None:
        return (*RESULTS_FORMATS, *GRAPH_FORMATS, HTML)
    return (*(RESULTS_FORMATS if form in {Form.SELECT, Form.ASK} else GRAPH_FORMATS), HTML)


def _choose(wish: _Wish, offered: tuple[Format, ...]) -> Format:
    """Return the format named in the address, or else the one that Accept likes best.

    Raises:
        NotAcceptableError: nothing offered fits.
    """
    for name in wish.operation.formats:
        try:
            return by_name(name, offered)
        except UnknownNameError:
            continue
    if wish.operation.formats:
        raise NotAcceptableError(wish.operation.formats[0], tuple(one.name for one in offered))
    return negotiate(wish.accept, offered)


def _choose_or_none(wish: _Wish) -> Format | None:
    """Return the format in which a refusal is told."""
    try:
        return _choose(wish, _offered(None))
    except NotAcceptableError:
        return None


def _knows(wish: _Wish, tag: str, *, exists: bool = True) -> bool:
    return wish.cacheable and is_known(tag, wish.known, exists=exists)


def _cached(response: Response, tag: str) -> Response:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = _CACHE
    return response


def _not_modified(tag: str) -> Response:
    return _cached(Response(status_code=304), tag)
