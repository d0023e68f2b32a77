"""The pages: every IRI of ours answers, in the format and language that the client asks for."""

import gzip
import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg import describe
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import FORMATS, HTML, JSON_LD, TURTLE, Format
from bochum_kg.history import History, Step
from bochum_kg.namespaces import BO, BOV, DATASET, SHAPES
from bochum_kg.tables import METADATA
from bochum_kg.web import assets, memento, openapi, urls, views
from bochum_kg.web.cache import is_known
from bochum_kg.web.notices import is_choice
from bochum_kg.web.numerals import page_number
from bochum_kg.web.pages.absence import gone, lost, moved, stray
from bochum_kg.web.pages.links import COLLECTION, LICENCE, link
from bochum_kg.web.pages.making import Maker
from bochum_kg.web.pages.site import Site, Wish
from bochum_kg.web.pages.stored import CACHE_CONTROL, Stored, see
from bochum_kg.web.problems import Problem, ProblemError
from bochum_kg.web.profiles import PLAIN, profile_of
from bochum_kg.web.requests import chosen_format, format_of, reader_of
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


def add_to(app: FastAPI) -> History:
    """Add the routes of all pages over release, engine and settings in the state of the application.

    The state will hold what makes pages too.

    Returns:
        the releases on record.
    """
    state = app.state
    site = Site(state.release, state.engine, state.settings)
    state.maker = Maker(state.settings)
    pages = _Pages(site, state.maker)
    routes: dict[str, Callable[[Request], Awaitable[Response]]] = {
        **{path: partial(pages.topic, topic) for path, topic in TOPICS.items()},
        "/downloads/{name}": pages.download,
        "/network.json": pages.network,
        "/ontology.html": pages.documentation,
        views.REPORT: pages.report,
        "/static/{name:path}": pages.static,
        "/.well-known/void": pages.void,
        "/context.jsonld": pages.context,
    }
    for start in _DOCUMENTS:
        routes |= dict.fromkeys((start, f"{start}/{{path:path}}"), pages.document)
        routes |= {f"{start}{one.suffix}": pages.document for one in urls.OFFERED}
    for path, route in routes.items():
        app.add_route(path, route, methods=list(_METHODS), include_in_schema=False)
    _tell(app, pages)
    return site.history


def _tell(app: FastAPI, pages: "_Pages") -> None:
    openapi.tell(
        app,
        "/network.json",
        pages.network,
        name="network",
        summary="List what surrounds a thing, placed for a picture",
        answers=["application/json"],
        parameters={"iri": "The IRI of the thing.", **openapi.LANGUAGE},
    )
    openapi.tell(
        app,
        "/downloads/{name}",
        pages.download,
        name="download",
        summary="Send a file of the release",
        answers=["*/*"],
        parameters={"name": "The name of the file, as /downloads and the manifest list them."},
    )


class _Pages:
    """The routes, over one site and the representations made so far."""

    def __init__(self, site: Site, maker: Maker) -> None:
        """Take the site, what makes its pages, and the files that belong to it."""
        self._site, self._maker = site, maker
        self._context = Stored(describe.context(), JSON_LD.content_type)
        self._static = {name: _stored(one) for name, one in assets.files().items()}
        self._zipped = {name: _zipped(one) for name, one in assets.files().items() if one.hashed}

    async def topic(self, topic: Topic, request: Request) -> Response:
        """Answer with a page about a topic, as the parameters of the address choose."""
        format_of(request, (HTML,))
        given = ((name, request.query_params.get(name, "").strip()) for name in sorted(topic.parameters))
        values = tuple((name, value) for name, value in given if value)
        wish = Wish("topic", topic.path, HTML, reader_of(request), values=values)
        if topic.closed and (other := _other(request, topic.parameters)):
            return stray(request, wish, other, (topic.path,))
        return await self._answer(request, wish)

    async def documentation(self, request: Request) -> Response:
        """Answer with the ontology's documentation."""
        return await self._answer(request, Wish("documentation", "", HTML, reader_of(request)))

    async def report(self, request: Request) -> Response:
        """Answer with the report on the network of institutions; there is one, so no parameter chooses."""
        format_of(request, (HTML,))
        wish = Wish("report", "", HTML, reader_of(request))
        if other := _other(request, ()):
            return stray(request, wish, other, (views.REPORT, views.ANALYSIS))
        return await self._answer(request, wish)

    async def static(self, request: Request) -> Response:
        """Answer with a file of the site itself."""
        name = request.path_params["name"]
        if name not in self._static:
            kind = "file of the site"
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
        wanted, negotiated = chosen_format(request, urls.OFFERED, address.format if address else None)
        form = None if negotiated else wanted
        if address is None:
            kind, meant = "document", urls.iri(path.rstrip("/"))
            near = await self._maker.run(partial(self._site.near, meant)) if meant else ()
            raise UnknownNameError(kind, meant or path, near)
        if address.iri in self._site.withdrawn:
            return self._withdrawn(request, address, form)
        if address.iri in _ELSEWHERE and form is None:
            return see(reader.href(_ELSEWHERE[address.iri])).response(request)
        if address.format is None and not path.startswith("/doc/"):
            kept = _kept(request)
            wish = Wish("redirect", address.iri, wanted, reader, negotiated=negotiated, values=kept)
            return await self._answer(request, wish)
        return await self._document(request, address.iri, wanted, negotiated=negotiated)

    async def _document(self, request: Request, iri: str, wanted: Format, *, negotiated: bool) -> Response:
        """Answer with a document about an IRI, or send on to the one of an earlier time."""
        if "accept-datetime" in request.headers and (earlier := await self._earlier(request, iri)):
            return earlier
        reader, maker = reader_of(request), "collection" if iri in _COLLECTIONS else "thing"
        by = request.query_params.get("by", "") if wanted is HTML else ""
        profile = PLAIN if wanted is HTML or maker == "collection" else profile_of(request)
        wish = Wish(
            maker,
            iri,
            wanted,
            reader,
            by,
            _page(request) if by else 1,
            negotiated=negotiated,
            profile=profile,
        )
        return await self._answer(request, wish)

    def _withdrawn(self, request: Request, address: urls.Address, form: Format | None) -> Response:
        """Send on for good to what took the place of something, in the format that was named, or say that nothing did.

        Args:
            request: what is asked.
            address: that of what was withdrawn.
            form: the format that the address names.
        """
        reader, successor = reader_of(request), self._site.withdrawn[address.iri]
        by_name = form is None and not request.scope["path"].startswith("/doc/")
        target = (urls.local(successor) if by_name else urls.document(successor, form)) if successor else None
        if successor is None or target is None:
            return gone(request, address.iri)
        href = reader.href(target, **dict(_kept(request)))
        return moved(request, address.iri, successor, href)

    async def _earlier(self, request: Request, iri: str) -> Response | None:
        """Send on to the document as it was at a time (RFC 7089 §4.1.1); None if no release ever had it."""
        when = memento.asked(request.headers["accept-datetime"])
        steps = await self._maker.run(partial(self._site.history.knowing, iri))
        if not steps:
            return None
        path = request.scope["path"]
        target = reader_of(request).href(urls.fixed(path, memento.at(steps, when).release))
        headers = {"Location": target, "Vary": "Accept-Datetime", "Link": memento.links_in_time(path)}
        return Stored(f"{target}\n".encode(), "text/plain; charset=utf-8", headers=headers, status=302).response(
            request
        )

    async def _folder(self, request: Request, folder: str, reader: views.Reader) -> Response:
        """Answer with the list of a kind of thing."""
        kind = views.KINDS[folder]
        if request.scope["path"] != kind.path:
            return see(reader.href(kind.path)).response(request)
        format_of(request, (HTML,))
        return await self._answer(request, Wish("list", folder, HTML, reader, page=_page(request)))

    async def network(self, request: Request) -> Response:
        """Answer with what surrounds the thing that a parameter names, for a script that draws it."""
        if not request.query_params.get("iri"):
            detail = f"The parameter 'iri' is missing; name a thing, as in /network.json?iri={BO['saeule/wissen']}."
            raise ProblemError(Problem(400, "parameter", "Parameter missing", detail, {"parameters": ["iri"]}))
        wish = Wish("network", request.query_params["iri"], HTML, reader_of(request))
        return (await self._made(wish)).response(request)

    async def _answer(self, request: Request, wish: Wish) -> Response:
        try:
            stored = await self._made(wish)
        except UnknownNameError as error:
            last = None if is_choice(request, error) else await self._maker.run(partial(self._last, wish))
            if last is None:
                raise
            return lost(request, last)
        return stored.response(request)

    async def _made(self, wish: Wish) -> Stored:
        """Return a representation, made now or before."""
        return await self._maker.stored(wish, partial(self._site.make, wish))

    def _last(self, wish: Wish) -> Step | None:
        """Return the last release that had what is asked for and is gone since."""
        steps = self._site.history.knowing(wish.name) if wish.maker in {"redirect", "thing"} else ()
        return steps[-1] if steps and steps[-1] is not self._site.history.steps[-1] else None

    async def void(self, request: Request) -> Response:
        """Send on to the description of the dataset (VoID §7.2)."""
        offered = (TURTLE, *(one for one in urls.OFFERED if one is not TURTLE))
        form = format_of(request, offered)
        return see(urls.document(str(DATASET), form) or "/").response(request)

    async def context(self, request: Request) -> Response:
        """Answer with the context of our JSON-LD: the words in which the data are written, and the prefixes."""
        return self._context.response(request)

    async def download(self, request: Request) -> Response:
        """Answer with a file of the release, as its manifest lists it."""
        name = request.path_params["name"]
        listed: Mapping[str, Mapping[str, Any]] = self._site.release.manifest["files"]
        if name not in listed:
            kind = "file"
            raise UnknownNameError(kind, name, listed)
        headers = {
            "ETag": f'"{listed[name]["sha256"]}"',
            "Cache-Control": CACHE_CONTROL,
            "Link": ", ".join((link(LICENCE, "license"), link(COLLECTION, "collection", type=HTML.media_type))),
        }
        if name.endswith(".csv"):
            described = link(f"/downloads/{METADATA}", "describedby", type="application/csvm+json")
            headers["Link"] += f", {described}"
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


def _page(request: Request) -> int:
    return page_number(request.query_params.get("page", ""))


def _other(request: Request, known: Collection[str]) -> str | None:
    """Return a parameter of an address that is neither known nor one that every page has; None if there is none."""
    return next((name for name in request.query_params if name not in {*known, "lang", "format", "_mediatype"}), None)


def _kept(request: Request) -> tuple[tuple[str, str], ...]:
    """Return the parameters beside the language that an address passes on to the one that it leads to."""
    named = request.query_params.get("_profile", "")
    return (("_profile", profile_of(request).token),) if named else ()
