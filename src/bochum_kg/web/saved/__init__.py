"""The prepared questions, each under an address of its own: as a page with a form, or as rows in a format."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg import queries
from bochum_kg.engine.base import Answer, Bindings, Engine
from bochum_kg.engine.binding import term_of
from bochum_kg.errors import KnowledgeGraphError, QueryError, UnknownNameError
from bochum_kg.formats import HTML, JSON, RESULTS_FORMATS, Format, by_name
from bochum_kg.queries import Query
from bochum_kg.settings import Settings
from bochum_kg.web import openapi, views
from bochum_kg.web.cache import Cache
from bochum_kg.web.notices import tell
from bochum_kg.web.pages.links import LICENCE
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.problems import Problem, ProblemError, problem_of
from bochum_kg.web.render import page
from bochum_kg.web.requests import chosen_format, client_of, reader_of
from bochum_kg.web.saved.view import QuestionView, address
from bochum_kg.web.sparql.answer import naming
from bochum_kg.web.sparql.budget import Budget
from bochum_kg.web.views import Reader, Span

__all__ = ["add_to"]

_OFFERED: Final = (HTML, *RESULTS_FORMATS)
#: Parameters of the address that are none of the question.
_OURS: Final = frozenset({"lang", "format", "_mediatype"})
_LICENCE: Final = f'<{LICENCE}>; rel="license"'


@dataclass(frozen=True, slots=True)
class _Wish:
    """An answer that is asked for: to which question with which values, for whom and how."""

    name: str
    values: tuple[tuple[str, str], ...]
    form: Format
    reader: Reader
    negotiated: bool


def add_to(app: FastAPI) -> None:
    """Add the questions to an application whose state holds engine, settings and budget."""
    questions = _Questions(app.state.engine, app.state.settings, app.state.budget)
    app.add_route("/queries/{name}", questions.serve, methods=["GET", "HEAD"], include_in_schema=False)
    openapi.tell(
        app,
        "/queries/{name}",
        questions.serve,
        name="ask",
        summary="Answer a prepared question; its own parameters stand on its page",
        answers=[one.media_type for one in _OFFERED],
        parameters={
            "name": "The name of the question, as /queries lists them.",
            "format": "Goes before Accept.",
            **openapi.LANGUAGE,
        },
    )


class _Questions:
    """The questions over one engine, and the answers given so far."""

    def __init__(self, engine: Engine, settings: Settings, budget: Budget) -> None:
        """Begin without answers; computing new ones is on the account of the client, as at the endpoint."""
        self._engine, self._address, self._budget = engine, settings.address, budget
        self._cache = Cache[Stored](settings.cache_size)
        self._naming = naming(engine)

    async def serve(self, request: Request) -> Response:
        """Answer a request."""
        return await run_in_threadpool(self._respond, request)

    def _respond(self, request: Request) -> Response:
        client = client_of(request.client)
        try:
            return self._find(_read(request), client).response(request)
        except UnknownNameError as error:
            return tell(request, problem_of(error), _missing(request, error))
        except KnowledgeGraphError as error:
            self._count(client, error)
            raise

    def _find(self, wish: _Wish, client: str) -> Stored:
        """Return an answer that was given before, at no cost to the client, or make it and keep it."""
        stored = self._cache.get(wish)
        if stored is None:
            stored = self._make(wish, client)
            if stored.status == 200:  # noqa: PLR2004 - the status of what can be kept
                self._cache.put(wish, stored)
        return stored

    def _make(self, wish: _Wish, client: str) -> Stored:
        """Make an answer, or say which value does not fit."""
        query, values = _queries()[wish.name], dict(wish.values)
        try:
            bindings = _bindings(query, values)
        except ProblemError as error:
            if wish.form is not HTML:
                raise
            self._count(client, error)
            return _refusal(query, values, wish.reader, self._address)
        answer = self._ask(query, bindings, JSON if wish.form is HTML else wish.form, client)
        if wish.form is not HTML:
            return Stored(answer.body, answer.format.content_type, "", _headers(wish))
        view = QuestionView.answer(
            query, values, bindings, answer, reader=wish.reader, naming=self._naming, service=self._address
        )
        body = bytes(page("question.html", view, address=self._address).body)
        return Stored(body, HTML.content_type, wish.reader.language, _headers(wish))

    def _count(self, client: str, error: KnowledgeGraphError) -> None:
        """Count an error as the endpoint does.

        Raises:
            ProblemError: the client made too many.
        """
        told = self._budget.fault(client, error)
        if told is not error:
            raise told from error

    def _ask(self, query: Query, bindings: Bindings, form: Format, client: str) -> Answer:
        """Have the engine answer, on the account of the client."""
        with self._budget.account(client):
            return self._engine.query(query.text, results_format=form, bindings=bindings)


@cache
def _queries() -> Mapping[str, Query]:
    """Return the questions by their short names."""
    return {query.short_name: query for query in map(queries.read, queries.names())}


def _read(request: Request) -> _Wish:
    """Read which question is asked, with which values, and in which format it is answered.

    Raises:
        UnknownNameError: there is no such question.
        NotAcceptableError: nothing offered fits.
    """
    name, suffix = _split(request.path_params["name"])
    form, negotiated = chosen_format(request, _OFFERED, suffix)
    given = {key: value.strip() for key, value in request.query_params.items() if key not in _OURS}
    # A page is kept once for each language; rows have none.
    reader = reader_of(request) if form is HTML else Reader("en")
    values = tuple(sorted((key, value) for key, value in given.items() if value))
    return _Wish(name, values, form, reader, negotiated=negotiated)


def _split(path: str) -> tuple[str, Format | None]:
    """Split the end of an address into the name of a question and the format of its suffix."""
    if path in _queries():
        return path, None
    name, _, suffix = path.rpartition(".")
    if name in _queries():
        try:
            return name, by_name(suffix, _OFFERED)
        except UnknownNameError:
            pass
    kind = "query"
    raise UnknownNameError(kind, path, _queries())


def _bindings(query: Query, values: Mapping[str, str]) -> Bindings:
    """Return the terms that the parameters stand for.

    Raises:
        ProblemError: a value does not fit, or there is no such parameter.
    """
    try:
        return {name: term_of(term) for name, term in query.bind(values).items()}
    except (QueryError, UnknownNameError) as error:
        members = {"parameters": [one.name for one in query.parameters]}
        raise ProblemError(Problem(400, "parameter", "Parameter not understood", str(error), members)) from None


def _refusal(query: Query, values: Mapping[str, str], reader: Reader, address: str) -> Stored:
    """Say on the page of a question which value does not fit."""
    body = bytes(page("question.html", QuestionView.refusal(query, values, reader), address=address).body)
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
    return Stored(body, HTML.content_type, reader.language, headers, status=400)


def _headers(wish: _Wish) -> dict[str, str]:
    """Return what the answer depends on, where it lies, and its licence."""
    headers = {"Link": _LICENCE}
    vary = [*(["Accept"] if wish.negotiated else []), *(["Accept-Language"] if wish.form is HTML else [])]
    if vary:
        headers["Vary"] = ", ".join(vary)
    if wish.negotiated:
        headers["Content-Location"] = address(wish.name, dict(wish.values), wish.form, lang=wish.reader.lang)
    return headers


def _missing(request: Request, error: UnknownNameError) -> views.ErrorView:
    """Say on a page that there is no such question, and which ones are near."""
    reader = reader_of(request)
    near = (
        Span(f"{name}: {_queries()[name].titles[reader.language]}", reader.href(f"/queries/{name}"))
        for name in error.near
    )
    return views.missing(request.scope["path"], near, reader)
