"""What programs that arrive without knowing us read first: ``robots.txt``, sitemaps and ``llms.txt``."""

from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import quoteattr

from fastapi import FastAPI
from rdflib import OWL, SH, SKOS
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg import queries
from bochum_kg.describe.questions import question
from bochum_kg.engine.base import IRI, Engine
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import HTML
from bochum_kg.namespaces import DATASET, GRAPHS, LANGUAGES, PREFIXES, STRAT
from bochum_kg.settings import Settings
from bochum_kg.web import urls
from bochum_kg.web.cache import Cache
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.release import Release
from bochum_kg.web.topics import TOPICS
from bochum_kg.web.views import KINDS, size

__all__ = ["Discovery", "add_to"]

#: Addresses in one sitemap at most (Sitemaps 0.90).
_MOST: Final = 50_000
_TEXT: Final = "text/plain; charset=utf-8"
_XML: Final = "application/xml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_NAMESPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
#: The parts of a sitemap beside the kinds of thing: the classes of what they list.
_TERMS: Final = {
    "begriff": (SKOS.ConceptScheme, SKOS.Concept),
    "ontologie": (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
    "regel": (SH.NodeShape,),
}
#: The part with the pages that are about no single thing.
_PAGES: Final = "seiten"
#: The kinds that the description for language models counts.
_COUNTED: Final = ("kompetenz", "ziel", "schwerpunkt", "kernaktivitaet", "organisation", "beziehung", "ort", "quelle")


def add_to(app: FastAPI) -> None:
    """Add the files to an application whose state holds release, engine and settings."""
    found, kept = Discovery(app.state.release, app.state.engine, app.state.settings), Cache[Stored](1 << 22)

    async def serve(request: Request) -> Response:
        path = request.scope["path"]
        stored = kept.get(path)
        if stored is None:
            stored = await run_in_threadpool(found.make, path)
            kept.put(path, stored)
        return stored.response(request)

    for path in ("/robots.txt", "/llms.txt", "/sitemap.xml", "/sitemap/{name}"):
        app.add_route(path, serve, methods=["GET", "HEAD"], include_in_schema=False)


class Discovery:
    """The files over one release and one engine."""

    def __init__(self, release: Release, engine: Engine, settings: Settings) -> None:
        """Take what is described and how it is served."""
        self._release, self._engine, self._settings = release, engine, settings
        self._address = settings.address

    def make(self, path: str) -> Stored:
        """Make the file of a path.

        Raises:
            UnknownNameError: there is no such sitemap.
            EngineError, LimitError: as the engine.
        """
        match path:
            case "/robots.txt":
                return Stored(self._robots().encode(), _TEXT)
            case "/llms.txt":
                return Stored("\n".join(self._models()).encode(), _TEXT)
            case "/sitemap.xml":
                return Stored("\n".join(self._index()).encode(), _XML)
            case _:
                return Stored("\n".join(self._sitemap(path.removeprefix("/sitemap/"))).encode(), _XML)

    def _robots(self) -> str:
        """Allow all but what costs work without end (RFC 9309)."""
        return f"User-agent: *\nDisallow: /sparql?\nAllow: /\n\nSitemap: {self._address}/sitemap.xml\n"

    def _parts(self) -> Iterator[tuple[str, Sequence[str]]]:
        """Return the sitemaps by name, with the paths that each lists."""
        yield _PAGES, sorted(TOPICS)
        listed = {folder: (kind.class_,) for folder, kind in KINDS.items()} | _TERMS
        for name, classes in listed.items():
            paths = [path for class_ in classes for path in self._documents(str(class_))]
            for number, start in enumerate(range(0, len(paths), _MOST), 1):
                yield f"{name}-{number}", paths[start : start + _MOST]

    def _documents(self, class_: str) -> Iterator[str]:
        for row in self._engine.select(question("members"), **{"class": IRI(class_)}):
            path = urls.document(str(row["thing"])) if "thing" in row else None
            if path is not None:
                yield path if path.startswith("/doc/") else urls.document(str(row["thing"]), HTML) or path

    def _index(self) -> Iterator[str]:
        yield f"{_HEAD}\n<sitemapindex {_NAMESPACE}>"
        for name, _ in self._parts():
            yield f"<sitemap><loc>{self._address}/sitemap/{name}.xml</loc><lastmod>{self._date}</lastmod></sitemap>"
        yield "</sitemapindex>\n"

    @property
    def _date(self) -> str:
        return str(self._release.manifest["data_date"])

    def _sitemap(self, file: str) -> Iterator[str]:
        """List paths, each with its two languages."""
        parts = {f"{name}.xml": paths for name, paths in self._parts()}
        if file not in parts:
            kind = "sitemap"
            raise UnknownNameError(kind, file, parts)
        yield f'{_HEAD}\n<urlset {_NAMESPACE} xmlns:xhtml="http://www.w3.org/1999/xhtml">'
        for path in parts[file]:
            languages = "".join(self._alternate(path, language) for language in LANGUAGES)
            yield f"<url><loc>{self._address}{urls.href(path)}</loc>{languages}<lastmod>{self._date}</lastmod></url>"
        yield "</urlset>\n"

    def _alternate(self, path: str, language: str) -> str:
        target = quoteattr(self._address + urls.href(path, lang=language))
        return f'<xhtml:link rel="alternate" hreflang="{language}" href={target}/>'

    def _models(self) -> Iterator[str]:
        """Describe the service to language models and those who write programs with them (llmstxt.org)."""
        counts = self._counts()
        yield "# Bochum Strategie 2030 as a knowledge graph\n"
        yield (
            "> The strategy of the city of Bochum (Germany) as linked open data: "
            + ", ".join(f"{counts[KINDS[one].class_]} × {one}" for one in _COUNTED if KINDS[one].class_ in counts)
            + f". Every statement names its source. Data of {self._date}, release {self._release.id}, CC0 1.0."
        )
        yield "\nNot an official site of the city. What no source says stays unknown: an absent value is no 'no'.\n"
        yield from self._access()
        yield from self._graph()
        yield from self._questions()
        yield from self._files()

    def _counts(self) -> dict[str, int]:
        rows = self._engine.select(question("counts"))
        return {str(row["class"]): int(str(row["count"])) for row in rows if str(row.get("detail")) == "false"}

    def _access(self) -> Iterator[str]:
        seconds, most = self._settings.time_limit, size(self._settings.result_limit, "en")
        yield "## Access\n"
        yield f"- SPARQL 1.1 endpoint, GET or POST: {self._address}/sparql?query=… and Accept or &format=json|csv|ttl"
        yield f"- One query may take {seconds:g} s and return {most}; for more, see files"
        yield f"- One thing: {self._address}/doc/kernaktivitaet/… with suffix .ttl, .jsonld, .nt, .rdf or .html"
        yield f"- Dataset description (DCAT-AP.de, VoID): {self._address}/.well-known/void"
        yield f"- Service description: {self._address}/sparql with Accept: text/turtle"
        yield f"- Classes, properties and concepts with labels and definitions: {self._address}/sparql/terms.json\n"

    def _graph(self) -> Iterator[str]:
        yield "## Graph\n"
        yield from (f"- prefix {name}: <{PREFIXES[name]}>" for name in ("strat", "bo", "bov", "org", "skos", "dct"))
        yield f"- Things are {PREFIXES['bo']}{{type}}/{{slug}}; labels are skos:prefLabel in @de and @en"
        yield f"- Named graphs: {', '.join(f'<{one}>' for one in GRAPHS.values())}; the default graph is their union"
        yield f"- Sources: dct:source; how a statement came about: {STRAT.assertionBasis}"
        yield f"- Dataset IRI: {DATASET}\n"

    def _questions(self) -> Iterator[str]:
        yield "## Questions with ready SPARQL\n"
        for name in queries.names():
            query = queries.read(name)
            yield f"- [{query.titles['en']}]({self._address}/queries/{query.short_name}): {query.summaries['en']}"
        yield ""

    def _files(self) -> Iterator[str]:
        yield "## Files\n"
        for name, file in sorted(self._release.manifest["files"].items()):
            bytes_ = size(int(file["bytes"]), "en")
            yield f"- [{name}]({self._address}/downloads/{name}): {file['media_type']}, {bytes_}"
        yield ""
