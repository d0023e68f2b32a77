"""What is said under each address: pages and graphs made from the release, without a word about requests."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import SH, SKOS

from bochum_kg import describe
from bochum_kg.describe.questions import question
from bochum_kg.engine.base import IRI, Engine
from bochum_kg.errors import UnknownNameError
from bochum_kg.filenames import DOCUMENTATION, RULES
from bochum_kg.formats import HTML, Format
from bochum_kg.history import History, archive_of
from bochum_kg.namespaces import BO, BOV, DATASET, SHAPES, STRAT
from bochum_kg.settings import Settings
from bochum_kg.web import urls, views
from bochum_kg.web.memento import links_in_time
from bochum_kg.web.pages.links import links
from bochum_kg.web.pages.stored import Stored, see
from bochum_kg.web.pages.things import Things
from bochum_kg.web.profiles import LABELLED, PLAIN, Profile
from bochum_kg.web.release import Release
from bochum_kg.web.render import View, page
from bochum_kg.web.topics import TOPICS, Choice

__all__ = ["Site", "Wish"]

_JSON: Final = "application/json; charset=utf-8"
#: The documentation is a page of another tool with a style of its own; it loads nothing.
_DOCUMENTATION_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
)
_THINGS: Final = str(BO)
#: A link of the report to one of our things; the report is read without the site too, so it calls it external.
_LINK_TO_US: Final = re.compile(rf'href="{re.escape(_THINGS)}([^"]*)"(?: rel="external")?')
#: What lies directly under a namespace: the class of its members, title and lead.
_COLLECTIONS: Final = {
    str(BOV): (str(SKOS.ConceptScheme), "nav.vocabularies", "vocab.lead"),
    str(SHAPES): (str(SH.NodeShape), "nav.shapes", "shapes.lead"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """A representation that is asked for; two equal wishes have the same answer as long as the release lasts.

    Args:
        maker: the name of the method of `Site` that makes it.
        name: what it is about: an IRI, a folder of things, or the path of a topic.
        form: its format.
        reader: who reads it.
        by: the property or kind of relation of a list of incoming links; empty for none.
        page: the page of a list.
        negotiated: whether the address leaves the format open.
        values: the parameters that choose what a topic shows, or that a redirect passes on, sorted by name.
        profile: which statements a representation as data contains.
    """

    maker: str
    name: str
    form: Format
    reader: views.Reader
    by: str = ""
    page: int = 1
    negotiated: bool = False
    values: tuple[tuple[str, str], ...] = ()
    profile: Profile = PLAIN


class Site:
    """The pages over one release and one engine."""

    def __init__(self, release: Release, engine: Engine, settings: Settings) -> None:
        """Take the release and the engine that answers for it; read the files, since a new build replaces them."""
        self.release, self.engine, self.address = release, engine, settings.address
        self.withdrawn: Mapping[str, str | None] = release.manifest.get("withdrawn", {})
        self.history = History.of(release, archive_of(release.folder, settings.archive))
        self.files = {name: (release.folder / name).read_bytes() for name in release.manifest["files"]}
        rules = self.files.get(RULES, b"")
        self._things = Things(release, engine, rules, address=settings.address, report=settings.report_address or "")
        self._makers: Mapping[str, Callable[[Wish], Stored]] = {
            "collection": self._collection,
            "documentation": self._documentation,
            "list": self._list,
            "network": self._network,
            "redirect": self._redirect,
            "report": self._report,
            "thing": self._thing,
            "topic": self._topic,
        }

    def make(self, wish: Wish) -> Stored:
        """Make a representation.

        Raises:
            UnknownNameError: there is no such thing, list or page.
            EngineError, LimitError: as the engine.
        """
        return self._makers[wish.maker](wish)

    def _redirect(self, wish: Wish) -> Stored:
        """Send on from a name to its document (303, https://www.w3.org/TR/cooluris/#r303gendocument)."""
        iri = wish.name
        if iri not in _COLLECTIONS:
            if not self.engine.ask(question("exists"), thing=IRI(iri)):
                raise self._missing(iri)
            iri = self._version_of(iri) or iri
        form = wish.form if not (iri.startswith(_THINGS) and wish.negotiated) else None
        return see(wish.reader.href(urls.document(iri, form) or "/", **dict(wish.values)))

    def _version_of(self, iri: str) -> str | None:
        """Return the ontology that an IRI names a version of."""
        rows = self.engine.select(question("version"), version=IRI(iri))
        return next((str(row["ontology"]) for row in rows if "ontology" in row), None)

    def near(self, iri: str) -> list[str]:
        """Return the names that may have been meant by one that is not there."""
        return describe.near(self.engine, iri)

    def _missing(self, iri: str) -> UnknownNameError:
        """Return what to say of an IRI of ours that is not there."""
        kind = "thing"
        return UnknownNameError(kind, iri, self.near(iri))

    def _thing(self, wish: Wish) -> Stored:
        if wish.form is not HTML:
            described = self._described(wish.name)
            body = describe.graph(self.engine, described, wish.form, labelled=wish.profile is LABELLED)
            return self._data(body, wish)
        path = urls.document(wish.name, None if wish.name.startswith(_THINGS) else HTML) or "/"
        if wish.by:
            found = describe.incoming(self.engine, wish.name, wish.by, wish.page)
            name = describe.describe(self.engine, wish.name).thing
            statuses = self._things.statuses(wish.name)
            return self._page("incoming.html", views.incoming(found, name, wish.reader, path, statuses), wish)
        if wish.name == str(STRAT):
            return self._page("ontology.html", self._things.ontology(wish.reader), wish, "DefinedTermSet")
        view = self._things.page(wish.name, wish.reader, path)
        return self._page("resource.html", view, wish, str(view.schema_org["mainEntity"]["@type"]))

    def _network(self, wish: Wish) -> Stored:
        """Return what surrounds a thing, for the script that draws it."""
        if urls.local(wish.name) is None:
            raise self._missing(wish.name)
        body = self._things.network(wish.name, wish.reader)
        return Stored(body, _JSON, wish.reader.language, {"Vary": "Accept-Language"})

    def _described(self, iri: str) -> str:
        """Return an IRI that the graph says something about; of a version, that is the ontology it is one of."""
        if self.engine.ask(question("described"), thing=IRI(iri)):
            return iri
        target = self._version_of(iri)
        if target is None:
            raise self._missing(iri)
        return target

    def _collection(self, wish: Wish) -> Stored:
        class_, title, lead = _COLLECTIONS[wish.name]
        if wish.form is not HTML:
            body = self.engine.graph(question("class-graph"), wish.form, **{"class": IRI(class_)})
            return self._data(body, wish)
        reader = wish.reader
        path = urls.document(wish.name, HTML) or "/"
        view = views.things(
            self._items(class_, reader), reader, reader.say(title), path, lead=reader.say(lead), iri=wish.name
        )
        return self._page("list.html", view, wish, "Collection")

    def _items(self, class_: str, reader: views.Reader) -> tuple[views.Item, ...]:
        return views.items(self.engine.select(question("list"), **{"class": IRI(class_)}), reader)

    def _list(self, wish: Wish) -> Stored:
        kind = views.KINDS.get(wish.name)
        if kind is None:
            of = "list"
            raise UnknownNameError(of, wish.name, views.KINDS)
        entries = [one for one in self._items(kind.class_, wish.reader) if kind.path in one.name.href]
        pages = max(1, -(-len(entries) // views.SIZE))
        if not 1 <= wish.page <= pages:
            of = "page"
            raise UnknownNameError(of, str(wish.page), [str(pages)])
        view = views.things(entries, wish.reader, wish.reader.say(kind.key), kind.path, page=wish.page)
        return self._page("list.html", view, wish)

    def _topic(self, wish: Wish) -> Stored:
        topic = TOPICS[wish.name]
        values = {**dict.fromkeys(topic.parameters, ""), **dict(wish.values)}
        choice = Choice(self.engine, self.release, self.address, wish.reader, values, self.files, self.history)
        view = topic.view(choice)
        return self._page(topic.template, view, wish)

    def _documentation(self, wish: Wish) -> Stored:
        """Return the ontology's documentation as the build wrote it, with a way back to the site."""
        if DOCUMENTATION not in self.files:
            kind = "document"
            raise UnknownNameError(kind, f"/{DOCUMENTATION}", ["/def.html"])
        text = self.files[DOCUMENTATION].decode()
        reader = wish.reader
        back = f'<p lang="{reader.language}"><a href="{reader.href("/def.html")}">{reader.say("ontology.back")}</a></p>'
        body = text.replace("<body>", f"<body>\n{back}", 1).encode()
        return Stored(body, HTML.content_type, "en", {"Content-Security-Policy": _DOCUMENTATION_POLICY})

    def _report(self, wish: Wish) -> Stored:
        """Return the report on the network as the build wrote it, with links within the site and a way back."""
        reader = wish.reader
        name = f"analysis-{reader.language}.html"
        if name not in self.files:
            kind = "document"
            raise UnknownNameError(kind, views.REPORT, [views.ANALYSIS])
        text = _LINK_TO_US.sub(r'href="/doc/\1"', self.files[name].decode())
        back = f'<p><a href="{reader.href(views.ANALYSIS)}">{reader.say("analysis.report.back")}</a></p>'
        body = text.replace("<body>", f"<body>\n{back}", 1).encode()
        headers = {"Content-Security-Policy": _DOCUMENTATION_POLICY, "Vary": "Accept-Language"}
        return Stored(body, HTML.content_type, reader.language, headers)

    def _page(self, template: str, view: View, wish: Wish, kind: str = "") -> Stored:
        """Return a page; ``kind`` is what schema.org calls the thing that it is about."""
        body = bytes(page(template, view, address=self.address).body)
        return Stored(body, HTML.content_type, wish.reader.language, self._headers(wish, kind))

    def _data(self, body: bytes, wish: Wish) -> Stored:
        return Stored(body, wish.form.content_type, "", self._headers(wish))

    def _distributions(self) -> Iterator[tuple[str, str]]:
        """Return path and media type of each file that holds the dataset."""
        listed = self.release.manifest["files"]
        for row in self.engine.select(question("distributions"), dataset=IRI(str(DATASET))):
            name = str(row["url"]).rpartition("/")[2] if "url" in row else ""
            if name in listed:
                yield f"/downloads/{name}", str(listed[name]["media_type"])

    def _headers(self, wish: Wish, kind: str = "") -> dict[str, str]:
        """Return what the answer depends on, where it lies, and what it is linked to."""
        vary = [*(["Accept"] if wish.negotiated else []), *(["Accept-Language"] if wish.form is HTML else [])]
        if wish.maker == "thing" and wish.form is not HTML:
            vary.append("Accept-Profile")
        headers = {"Vary": ", ".join(vary)} if vary else {}
        if wish.maker in {"thing", "collection"} and not wish.by:
            items = self._distributions() if wish.name == str(DATASET) and kind else ()
            headers["Link"] = links(wish.name, wish.form, wish.profile, kind, items)
            if wish.form is not HTML:
                headers["Content-Profile"] = f"<{wish.profile.iri}>"
            if wish.maker == "thing":
                original = urls.document(wish.name, None if wish.negotiated else wish.form) or "/"
                headers["Link"] += f", {links_in_time(original)}"
                headers["Vary"] = ", ".join([*vary, "Accept-Datetime"])
            location = urls.document(wish.name, wish.form)
            if location and wish.negotiated:
                headers["Content-Location"] = (
                    wish.reader.href(location) if wish.form is HTML else wish.profile.href(location)
                )
        return headers
