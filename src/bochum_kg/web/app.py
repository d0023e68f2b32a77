"""The application: the endpoint and the pages over one release and one engine, and the server that runs it."""

import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp

from bochum_kg.engine.base import Engine
from bochum_kg.engine.choosing import start_engine
from bochum_kg.errors import KnowledgeGraphError, SettingError
from bochum_kg.filenames import NQUADS
from bochum_kg.settings import Settings
from bochum_kg.web import discovery, metrics, pages, past, reconciliation, saved, search, sparql
from bochum_kg.web.cache import KeptAnswers
from bochum_kg.web.memory import release_large_blocks
from bochum_kg.web.middleware import Headers, Refusal
from bochum_kg.web.notices import add_handlers
from bochum_kg.web.problems import problem_of, report
from bochum_kg.web.release import Release
from bochum_kg.web.render import compile_templates
from bochum_kg.web.sparql import code, limits, terms
from bochum_kg.web.sparql.budget import Budget

if TYPE_CHECKING:
    from uvicorn import Config

__all__ = ["Release", "configure", "create_app", "listen", "serve"]

#: Seconds after which an idle connection is closed.
_KEEP_ALIVE: Final = 15
#: Connections that wait to be accepted.
_BACKLOG: Final = 512
#: Bytes of an answer that the kernel holds beside those that are on their way.
_UNSENT: Final = 65_536

logger = logging.getLogger(__name__)


def create_app(release: Release, engine: Engine, settings: Settings) -> FastAPI:
    """Put the endpoint and the pages together."""
    app = _Service(
        title="bochum-kg",
        summary="The Bochum Strategie 2030 as linked data.",
        version=release.id,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    compile_templates()
    app.state.release, app.state.engine, app.state.settings = release, engine, settings
    app.state.metrics = metrics.Metrics()
    app.state.budget = Budget(settings)
    add_handlers(app)
    app.add_middleware(KeptAnswers, limit=settings.cache_size, metrics=app.state.metrics)
    app.add_middleware(Refusal, url_limit=settings.url_limit, header_limit=settings.header_limit)
    app.add_api_route("/health/live", _live, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/health/ready", _ready, methods=["GET", "HEAD"], include_in_schema=False)
    app.add_api_route("/metrics", _metrics, include_in_schema=False)
    sparql.add_to(app)
    limits.add_to(app)
    code.add_to(app)
    terms.add_to(app)
    saved.add_to(app)
    discovery.add_to(app)
    search.add_to(app)
    reconciliation.add_to(app)
    past.add_to(app, pages.add_to(app))
    return app


class _Service(FastAPI):
    """The framework with our headers and counters around all of it, its answers to errors of ours included."""

    def build_middleware_stack(self) -> ASGIApp:
        """Put the headers outermost, where Starlette puts what answers such errors."""
        return Headers(super().build_middleware_stack(), metrics=self.state.metrics)


async def _live() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


def _ready(request: Request) -> Response:
    """Say whether the engine answers, and from which release."""
    state = request.app.state
    try:
        state.engine.ask("ASK {}")
    except KnowledgeGraphError as error:
        report(error, state.settings.engine)
        reason = problem_of(error).detail
        return JSONResponse({"ready": False, "release": state.release.id, "reason": reason}, 503)
    return JSONResponse({"ready": True, "release": state.release.id})


def _metrics(request: Request) -> Response:
    """Return the counters for a collector."""
    state = request.app.state
    processes = getattr(state.engine, "processes", ())
    return Response(state.metrics.text(processes), media_type=metrics.MEDIA_TYPE)


def listen(settings: Settings) -> socket.socket:
    """Open the socket that the service listens at.

    Raises:
        SettingError: the address is not ours or is taken.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family, backlog=_BACKLOG)
    except OSError as error:
        problem = (
            f"Nothing can listen at {settings.host}, port {settings.port}: {error.strerror or error};"
            " choose another host or port."
        )
        raise SettingError(problem) from error
    # Connections inherit it; without it, head and body of an answer wait for each other (RFC 896).
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # Inherited too; without it, the kernel takes megabytes at once, and nobody sees whether a slow client reads on.
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, _UNSENT)
    return listener


def configure(app: FastAPI, settings: Settings) -> "Config":
    """Return how the server runs an application: it trusts nobody, and waits for nobody without end."""
    from uvicorn import Config

    from bochum_kg.web.connections import connections

    return Config(
        app,
        http=connections(settings),
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=settings.trusted_proxy is not None,
        forwarded_allow_ips=settings.trusted_proxy or "",
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=int(settings.time_limit) + 1,
    )


def serve(release: Release, settings: Settings, *, announce: Callable[[str], None] = logger.info) -> None:
    """Serve a release until the process is told to end.

    Args:
        release: what is served.
        settings: how; port 0 takes any free one.
        announce: is told the address once requests are taken.

    Raises:
        ReleaseError: the release cannot be loaded.
        SettingError: nothing can listen at the address.
    """
    from uvicorn import Server

    class Announcing(Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets=sockets)
            announce(actual.address)

    release_large_blocks()
    with listen(settings) as listener, start_engine(settings, lambda: release.folder / NQUADS) as engine:
        actual = replace(settings, port=listener.getsockname()[1])
        app = create_app(release, engine, actual)
        Announcing(configure(app, actual)).run(sockets=[listener])
