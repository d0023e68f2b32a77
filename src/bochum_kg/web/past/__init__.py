"""The past: what each release said of a thing (Memento), and what it changed (Atom, Linked Data Event Stream)."""

from functools import partial

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bochum_kg.errors import UnknownNameError
from bochum_kg.filenames import NQUADS, PACKED
from bochum_kg.formats import JSON_LD, N_TRIPLES, TURTLE, Format
from bochum_kg.history import History, Step
from bochum_kg.namespaces import BO
from bochum_kg.web import memento, urls
from bochum_kg.web.cache import is_known
from bochum_kg.web.numerals import page_number
from bochum_kg.web.pages.making import Maker
from bochum_kg.web.pages.stored import Stored, see
from bochum_kg.web.past import atom, ldes
from bochum_kg.web.past.described import Asked, described
from bochum_kg.web.requests import chosen_format, reader_of
from bochum_kg.web.views import Reader

__all__ = ["add_to"]

_METHODS = ["GET", "HEAD"]
_STREAM = (TURTLE, JSON_LD, N_TRIPLES)
_DUMP = f"/downloads/{PACKED}"
#: What was published once stays as it is (RFC 8246).
_IMMUTABLE = "public, max-age=31536000, immutable"


def add_to(app: FastAPI, history: History) -> None:
    """Add the routes over the releases on record to an application whose state holds settings and maker."""
    past = _Past(history, app.state.settings.address, app.state.maker)
    routes = {
        "/release/{release}": past.release,
        "/release/{release}/{path:path}": past.release,
        "/timemap/{path:path}": past.timemap,
        "/changes.atom": past.atom,
        "/changes/{path:path}": past.stream,
    }
    for path, route in routes.items():
        app.add_route(path, route, methods=_METHODS, include_in_schema=False)


class _Past:
    """The routes, over the releases on record."""

    def __init__(self, history: History, base: str, maker: Maker) -> None:
        """Take the releases, the address of the service, and what makes documents."""
        self._history, self._base, self._maker = history, base, maker

    async def release(self, request: Request) -> Response:
        """Answer with what lies under the fixed address of a release."""
        step = self._history.step(request.path_params["release"])
        path = f"/{request.path_params.get('path', '')}"
        if path == "/":
            return see(reader_of(request).href("/changes", release=step.release)).response(request)
        if path == _DUMP:
            return _dump(step, request)
        address = urls.address(path)
        if address is None:
            raise _unknown(path)
        form, negotiated = chosen_format(request, urls.OFFERED, address.format)
        if address.format is None and not path.startswith("/doc/"):
            target = urls.document(address.iri, None if negotiated and address.iri.startswith(str(BO)) else form)
            return see(reader_of(request).href(urls.fixed(target or path, step.release))).response(request)
        asked = Asked(step, address.iri, path, form, negotiated=negotiated)
        reader = reader_of(request)
        wish = ("release", step.release, path, form, negotiated, reader)
        stored = await self._maker.stored(wish, partial(described, asked, self._history, reader))
        return stored.response(request)

    async def timemap(self, request: Request) -> Response:
        """Answer with all states of a document."""
        path = f"/{request.path_params['path']}"
        address = urls.address(path)
        steps = await self._maker.run(partial(self._history.knowing, address.iri)) if address else ()
        if address is None or not steps:
            raise _unknown(path)
        original = path if address.format or path.startswith("/doc/") else urls.document(address.iri) or path
        body = memento.map_of(steps, original, self._base).encode()
        return Stored(body, memento.LINK_FORMAT).response(request)

    async def atom(self, request: Request) -> Response:
        """Answer with a page of the Atom feed."""
        reader, page = reader_of(request), page_number(request.query_params.get("page", ""))
        stored = await self._maker.stored(("atom", reader, page), partial(self._feed, reader, page))
        return stored.response(request)

    def _feed(self, reader: Reader, page: int) -> Stored:
        body = atom.feed(self._history, reader, self._base, page)
        headers = {"Vary": "Accept-Language"}
        return Stored(body, f"{atom.MEDIA_TYPE}; charset=utf-8", reader.language, headers)

    async def stream(self, request: Request) -> Response:
        """Answer with a node of the event stream."""
        path = request.path_params["path"]
        suffix = next((one for one in _STREAM if path.endswith(one.suffix)), None)
        form, negotiated = chosen_format(request, _STREAM, suffix)
        name = path.removesuffix(suffix.suffix) if suffix else path
        make = partial(self._node, name, form, negotiated=negotiated)
        stored = await self._maker.stored(("stream", name, form, negotiated), make)
        return stored.response(request)

    def _node(self, name: str, form: Format, *, negotiated: bool) -> Stored:
        node = ldes.node(self._history, self._base, name, form)
        headers = {"Vary": "Accept"} if negotiated else {}
        if node.final:
            headers["Cache-Control"] = _IMMUTABLE
        return Stored(node.body, form.content_type, headers=headers)


def _unknown(path: str) -> UnknownNameError:
    kind = "document"
    return UnknownNameError(kind, path, ())


def _dump(step: Step, request: Request) -> Response:
    """Answer with all data of a release; one that was not kept has them among the downloads."""
    if step.packed is None:
        return see(f"/downloads/{NQUADS}").response(request)
    tag = f'"{step.release}-gz"'
    headers = {"ETag": tag, "Cache-Control": _IMMUTABLE}
    if is_known(tag, request.headers.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    return FileResponse(step.packed, headers=headers, media_type="application/gzip")
