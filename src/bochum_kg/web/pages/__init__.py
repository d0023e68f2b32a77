"""The pages: every IRI of ours answers, in the format and language that the client asks for."""

import gzip
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from fastapi import FastAPI
from rdflib import RDFS, Graph, Literal, URIRef
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import FORMATS, HTML, TURTLE, Format, negotiate
from bochum_kg.namespaces import BO, BOV, DATASET, SHAPES
from bochum_kg.web import assets, urls, views
from bochum_kg.web.cache import Cache, is_known
from bochum_kg.web.pages.links import LICENCE
from bochum_kg.web.pages.site import Site, Wish
from bochum_kg.web.pages.stored import CACHE_CONTROL, Stored, see
from bochum_kg.web.render import page
from bochum_kg.web.requests import reader_of
from bochum_kg.web.topics import TOPICS, Topic

__all__ = ["add_to"]

#: The paths under which documents lie.
_DOCUMENTS: Final = ("/id", "/doc", "/def", "/vocab", "/shapes", "/dataset", "/graph")
_COLLECTIONS: Final = frozenset({str(BOV), str(SHAPES)})
#: Namespaces that nothing is said about, and where to go instead.
_ELSEWHERE: Final = {
    str(BO): "/",
    "https://w3id.org/bochum-strategie/dataset/": urls.local(str(DATASET)) or "/",
    "https://w3id.org/bochum-strategie/graph/": urls.local(str(DATASET)) or "/",
}
_METHODS: Final = ("GET", "HEAD")
#: An address that changes with the bytes may be kept for good (RFC 8246).
_IMMUTABLE: Final = "public, max-age=31536000, immutable"
_NOT_FOUND: Final = 404


def add_to(app: FastAPI) -> None:
    """Add the routes of all pages; the release and the engine are those in the state of the application."""
    state = app.state
    site = Site(state.release, state.engine, state.settings.address, report=state.settings.report_address or "")
    pages = _Pages(site, cache_size=state.settings.cache_size)
    routes: dict[str, Callable[[Request], Awaitable[Response]]] = {
        **{path: partial(pages.topic, topic) for path, topic in TOPICS.items()},
        "/downloads/{name}": pages.download,
        "/network.json": pages.network,
        "/ontology.html": pages.documentation,
        "/static/{name:path}": pages.static,
        "/.well-known/void": pages.void,
    }
    for start in _DOCUMENTS:
        routes |= dict.fromkeys((start, f"{start}/{{path:path}}"), pages.document)
        routes |= {f"{start}{one.suffix}": pages.document for one in urls.OFFERED}
    for path, route in routes.items():
        app.add_route(path, route, methods=list(_METHODS), include_in_schema=False)


class _Pages:
    """The routes, over one site and the representations made so far."""

    def __init__(self, site: Site, *, cache_size: int) -> None:
        """Take the site, and the files that belong to it."""
        self._site, self._cache = site, Cache[Stored](cache_size)
        self._static = {name: _stored(one) for name, one in assets.files().items()}
        self._zipped = {name: _zipped(one) for name, one in assets.files().items() if one.hashed}

    async def topic(self, topic: Topic, request: Request) -> Response:
        """Answer with a page about a topic, as the parameters of the address choose."""
        negotiate(request.headers.get("accept", ""), (HTML,))
        given = ((name, request.query_params.get(name, "").strip()) for name in sorted(topic.parameters))
        values = tuple((name, value) for name, value in given if value)
        return await self._answer(request, Wish("topic", topic.path, HTML, reader_of(request), values=values))

    async def documentation(self, request: Request) -> Response:
        """Answer with the ontology's documentation."""
        return await self._answer(request, Wish("documentation", "", HTML, reader_of(request)))

    async def static(self, request: Request) -> Response:
        """Answer with a file of the site itself."""
        name = request.path_params["name"]
        if name not in self._static:
            kind = "file"
            raise UnknownNameError(kind, name, self._static)
        kept = self._zipped if name in self._zipped and _takes_gzip(request) else self._static
        response = kept[name].response(request)
        if request.query_params.get("v") == assets.version(name):
            response.headers["Cache-Control"] = _IMMUTABLE
        return response

    async def document(self, request: Request) -> Response:
        """Answer for an IRI: send on to its document, or with the document."""
        path, reader = request.scope["path"], reader_of(request)
        folder = path.removeprefix("/doc/").removeprefix("/id/")
        if folder != path and folder.removesuffix("/") in views.KINDS:
            return await self._folder(request, folder.removesuffix("/"), reader)
        address = urls.address(path)
        form = address.format if address else None
        wanted = form or negotiate(request.headers.get("accept", ""), urls.OFFERED)
        if address is None:
            meant = urls.iri(path.rstrip("/"))
            near = await run_in_threadpool(self._site.near, meant) if meant else ()
            return _missing(request, wanted, reader, path, UnknownNameError("page", meant or path, near))
        if address.iri in _ELSEWHERE and form is None:
            return see(reader.href(_ELSEWHERE[address.iri])).response(request)
        if form is None and not path.startswith("/doc/"):
            return await self._answer(request, Wish("redirect", address.iri, wanted, reader))
        maker = "collection" if address.iri in _COLLECTIONS else "thing"
        by = request.query_params.get("by", "") if wanted is HTML else ""
        number = _number(request) if by else 1
        wish = Wish(maker, address.iri, wanted, reader, by, number, negotiated=form is None)
        return await self._answer(request, wish)

    async def _folder(self, request: Request, folder: str, reader: views.Reader) -> Response:
        """Answer with the list of a kind of thing."""
        kind = views.KINDS[folder]
        if request.scope["path"] != kind.path:
            return see(reader.href(kind.path)).response(request)
        negotiate(request.headers.get("accept", ""), (HTML,))
        return await self._answer(request, Wish("list", folder, HTML, reader, page=_number(request)))

    async def network(self, request: Request) -> Response:
        """Answer with what surrounds the thing that a parameter names, for a script that draws it."""
        wish = Wish("network", request.query_params.get("iri", ""), HTML, reader_of(request))
        return (await self._made(wish)).response(request)

    async def _answer(self, request: Request, wish: Wish) -> Response:
        try:
            stored = await self._made(wish)
        except UnknownNameError as error:
            return _missing(request, wish.form, wish.reader, request.scope["path"], error)
        return stored.response(request)

    async def _made(self, wish: Wish) -> Stored:
        """Return a representation, made now or before."""
        stored = self._cache.get(wish)
        if stored is None:
            stored = await run_in_threadpool(self._site.make, wish)
            self._cache.put(wish, stored)
        return stored

    async def void(self, request: Request) -> Response:
        """Send on to the description of the dataset (VoID §7.2)."""
        offered = (TURTLE, *(one for one in urls.OFFERED if one is not TURTLE))
        form = negotiate(request.headers.get("accept", ""), offered)
        return see(urls.document(str(DATASET), form) or "/").response(request)

    async def download(self, request: Request) -> Response:
        """Answer with a file of the release, as its manifest lists it."""
        name = request.path_params["name"]
        listed: Mapping[str, Mapping[str, Any]] = self._site.release.manifest["files"]
        if name not in listed:
            error = UnknownNameError("file", name, listed)
            return _missing(request, HTML, reader_of(request), request.scope["path"], error)
        headers = {
            "ETag": f'"{listed[name]["sha256"]}"',
            "Cache-Control": CACHE_CONTROL,
            "Link": f'<{LICENCE}>; rel="license"',
        }
        if is_known(headers["ETag"], request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        body = self._site.files[name]
        headers |= {"Content-Type": _media_type(name, listed[name]), "Content-Length": str(len(body))}
        return Response(b"" if request.method == "HEAD" else body, headers=headers)


def _stored(file: assets.File) -> Stored:
    headers = {"Cache-Control": _IMMUTABLE, "Vary": "Accept-Encoding"} if file.hashed else {}
    return Stored(file.body, file.content_type, headers=headers)


def _zipped(file: assets.File) -> Stored:
    """Compress a script, which is large and the same for everyone."""
    plain = _stored(file)
    headers = {**plain.headers, "Content-Encoding": "gzip"}
    return replace(plain, body=gzip.compress(file.body, mtime=0), headers=headers)


def _takes_gzip(request: Request) -> bool:
    """Tell whether a client takes gzip (RFC 9110 §12.5.3)."""
    codings = ",".join(request.headers.getlist("accept-encoding")).replace(" ", "").lower().split(",")
    return any(re.fullmatch(r"gzip(;q=(1|0\.\d*[1-9]\d*|1\.0*))?", one) for one in codings)


def _media_type(name: str, listed: Mapping[str, Any]) -> str:
    """Return the content type of a file: as the formats write it, else as the manifest says."""
    known = next((one for one in FORMATS if name.endswith(one.suffix)), None)
    return known.content_type if known else str(listed["media_type"])


def _number(request: Request) -> int:
    """Return the page of a list that is asked for; 0, which no list has, if it is no number."""
    text = request.query_params.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < len("1000000") else 0


def _missing(request: Request, form: Format, reader: views.Reader, path: str, error: UnknownNameError) -> Response:
    """Say in the format asked for that nothing is there, and what is near."""
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "public, max-age=60"}
    if form is HTML:
        near = tuple(name for name in error.near if urls.local(name))
        body = bytes(page("error.html", views.missing(path, near, reader)).body)
        return Stored(body, form.content_type, reader.language, headers, _NOT_FOUND).response(request)
    graph = Graph()
    address = urls.address(path)
    subject = URIRef(address.iri if address else str(DATASET))
    graph.add((subject, RDFS.comment, Literal(str(error), lang="en")))
    for name in error.near:
        graph.add((subject, RDFS.seeAlso, URIRef(name)))
    names = {"jsonld": "json-ld", "ntriples": "nt", "rdfxml": "xml"}
    text = graph.serialize(format=names.get(form.name, form.name))
    return Stored(text.encode(), form.content_type, "", headers, _NOT_FOUND).response(request)
