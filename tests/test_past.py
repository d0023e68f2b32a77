"""The past over HTTP: changes as a page, as Atom and as an event stream, and every release at its own address."""

import gzip
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest
from pyshacl import validate
from rdflib import DCTERMS, PROV, RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from bochum_kg.archive import Plain
from bochum_kg.build import Release
from bochum_kg.changes import stated
from bochum_kg.engine import Engine
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.formats import GRAPH_FORMATS, HTML, JSON_LD, N_TRIPLES, TURTLE, Format
from bochum_kg.namespaces import BO, GRAPHS, RELEASES
from bochum_kg.settings import Settings
from bochum_kg.web import urls
from releases import FORMER, HOUSE, NEW, Releases
from serving import Reply, Service, running
from test_pages import BROWSER, Page

AS = Namespace("https://www.w3.org/ns/activitystreams#")
LDES = Namespace("https://w3id.org/ldes#")
TREE = Namespace("https://w3id.org/tree#")
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PARSERS = {TURTLE: "turtle", JSON_LD: "json-ld", N_TRIPLES: "nt"}
#: Dates as clients send them: before all releases, on the day of the first, between, and after all.
EARLY, FIRST, BETWEEN, LATE = (
    "Wed, 01 Jan 2025 00:00:00 GMT",
    "Tue, 30 Jun 2026 00:00:00 GMT",
    "Wed, 15 Jul 2026 12:00:00 GMT",
    "Fri, 01 Jan 2027 00:00:00 GMT",
)


@pytest.fixture(scope="module")
def service(releases: Releases) -> Iterator[Service]:
    """The last of three releases, served with those before it."""
    with (
        EmbeddedEngine.start(releases.current.nquads, settings=Settings(workers=1)) as engine,
        running(releases.current, engine, Settings(client_budget=None, archive=releases.archive)) as running_service,
    ):
        yield running_service


@pytest.fixture(scope="module")
def alone(city_release: Release, city: Engine) -> Iterator[Service]:
    """A release that nobody kept, as in a fresh clone."""
    with running(city_release, city) as running_service:
        yield running_service


def links(reply: Reply) -> dict[str, list[str]]:
    """Read a Link header or a TimeMap: targets by relation."""
    text = reply.text if reply.media_type == "application/link-format" else reply.headers["link"]
    found: dict[str, list[str]] = {}
    for target, relations in re.findall(r'<([^>]*)>;\s*rel="([^"]*)"', text):
        for relation in relations.split():
            found.setdefault(relation, []).append(target)
    return found


class TestChangesPage:
    """People read what changed in words."""

    def test_every_release_is_listed_newest_first(self, service: Service, releases: Releases) -> None:
        """With what it changed in a sentence, in both languages."""
        page = Page(service.get("/changes?lang=en", Accept=BROWSER))
        places = [page.text.index(f"Release {release.id}") for release in reversed(releases.all)]
        assert places == sorted(places)
        assert "New: 1 place. Changed: 1 core activity, 1 dataset. Removed: 1 place." in page.text
        assert "First release on record" in page.text
        german = Page(service.get("/changes?lang=de", Accept=BROWSER))
        assert "Neu: 1 Ort. Geändert: 1 Kernaktivität, 1 Datensatz. Entfernt: 1 Ort." in german.text

    def test_a_fresh_clone_says_that_it_has_one_release(self, alone: Service) -> None:
        """Nothing is faked: earlier changes are not documented."""
        assert "This is the first release on record." in Page(alone.get("/changes?lang=en")).text
        assert "Dies ist die erste verzeichnete Ausgabe." in Page(alone.get("/changes?lang=de")).text

    def test_a_release_shows_each_thing_and_what_changed_of_it(self, service: Service, releases: Releases) -> None:
        """Linked by name: what is new to its page, what is gone to where it was last; values before and now."""
        reply = service.get(f"/changes?release={releases.all[1].id}&lang=en", Accept=BROWSER)
        page = Page(reply)
        text = re.sub(r"\s+", " ", page.text)
        assert f"Compared with release {releases.all[0].id}" in text
        assert "Name (English) before Community house on the market now House on the market" in text
        hrefs = page.all("a", "href")
        assert f"/doc/{NEW}?lang=en" in hrefs
        assert f"/release/{releases.all[0].id}/doc/{FORMER}?lang=en" in hrefs
        assert re.search(r"new\s+New market", page.text)
        assert re.search(r"removed\s+Old market", page.text)

    def test_a_detail_is_told_as_part_of_its_thing(self, service: Service, releases: Releases) -> None:
        """The date of a milestone stands under the activity, with the name of the milestone."""
        page = Page(service.get(f"/changes?release={releases.current.id}&lang=en", Accept=BROWSER))
        text = re.sub(r"\s+", " ", page.text)
        assert "Decision of the council: Date before 20 June 2019 now 21 June 2019" in text.replace("\xa0", " ")

    def test_long_lists_are_paged(self, service: Service, releases: Releases) -> None:
        """Every thing of the first release stands on one page, and beyond the last page there is nothing."""
        names: list[str] = []
        address = f"/changes?release={releases.all[0].id}&lang=en"
        for number in range(1, 40):
            reply = service.get(f"{address}&page={number}", Accept=BROWSER)
            if reply.status == 404:
                break
            names += re.findall(r'<span class="how added">', reply.text)
        graph = {triple.split(b" ")[0] for triple in stated(Plain(releases.all[0].nquads).every())}
        things = {b"/".join(one.split(b"/")[:7]).rstrip(b">") if b"/id/" in one else one for one in graph}
        assert len(names) == len(things)
        assert service.get(f"{address}&page=0").status == 404
        assert service.get(f"{address}&page=x").status == 404

    def test_an_unknown_release_is_404(self, service: Service) -> None:
        """On the page and at the fixed address."""
        assert service.get("/changes?release=nothing").status == 404
        assert service.get("/release/nothing/doc/strategie/musterstadt-strategie").status == 404


class TestAtom:
    """The same changes as a feed (RFC 4287)."""

    def test_the_feed_has_what_atom_needs(self, service: Service) -> None:
        """Id, title and updated, once each, in feed and entries; an author; links with a type; ids never twice."""
        reply = service.get("/changes.atom?lang=en")
        assert reply.media_type == "application/atom+xml"
        root = ET.fromstring(reply.body)  # noqa: S314 - our own answer
        assert root.tag == f"{{{ATOM['a']}}}feed"
        entries = root.findall("a:entry", ATOM)
        for element in (root, *entries):
            for name in ("id", "title", "updated"):
                (one,) = element.findall(f"a:{name}", ATOM)
                assert one.text
            assert datetime.fromisoformat(element.findtext("a:updated", "", ATOM)).tzinfo is not None
            assert element.find("a:link[@rel='alternate']", ATOM) is not None
        assert root.findtext("a:author/a:name", "", ATOM)
        assert root.find("a:link[@rel='self']", ATOM) is not None
        assert all(link.get("href", "").startswith("http") for link in root.iter(f"{{{ATOM['a']}}}link"))
        updated = [one.findtext("a:updated", "", ATOM) for one in entries]
        assert updated == sorted(updated, reverse=True)

    def test_an_entry_for_each_thing_and_release(self, service: Service, releases: Releases) -> None:
        """Over all pages: as many entries as changes, each id once, in every language the same."""
        ids = {language: list(self._entries(service, language)) for language in ("de", "en")}
        assert ids["de"] == ids["en"]
        assert len(ids["en"]) == len(set(ids["en"]))
        assert ids["en"][0] == f"{RELEASES}{releases.current.id}/id/{HOUSE}"
        assert ids["en"].count(f"{RELEASES}{releases.all[1].id}/id/{FORMER}") == 1

    def _entries(self, service: Service, language: str) -> Iterator[str]:
        address: str | None = f"/changes.atom?lang={language}"
        while address:
            root = ET.fromstring(service.get(address).body)  # noqa: S314 - our own answer
            yield from (one.findtext("a:id", "", ATOM) for one in root.findall("a:entry", ATOM))
            following = root.find("a:link[@rel='next']", ATOM)
            address = following.get("href", "").removeprefix(service.url) if following is not None else None

    def test_an_entry_says_what_changed(self, service: Service) -> None:
        """In words, with the value before and the value now."""
        text = service.get("/changes.atom?lang=de").text
        assert "Bürgerhaus am Markt: geändert" in text
        assert "Name (englisch) – vorher: Community house on the market; jetzt: House on the market" in text

    def test_beyond_the_last_page_there_is_nothing(self, service: Service) -> None:
        """404, not an empty feed."""
        assert service.get("/changes.atom?page=999").status == 404


class Follower:
    """A client of the stream, as https://w3id.org/ldes/specification wants one."""

    def __init__(self, service: Service, form: Format = TURTLE) -> None:
        """Fetch the root and every page that it leads to."""
        self._service, self._form = service, form
        self.root = self._fetch("/changes/feed")
        self.stream = next(self.root.subjects(RDF.type, LDES.EventStream))
        view = next(self.root.objects(self.stream, TREE.view))
        relations = list(self.root.objects(view, TREE.relation))
        self.pages = sorted({str(next(self.root.objects(one, TREE.node))) for one in relations})
        self.members: Graph = Graph()
        for page in self.pages:
            self.members += self._fetch(page.removeprefix(service.url))

    def _fetch(self, path: str) -> Graph:
        reply = self._service.get(path, Accept=self._form.media_type)
        assert (reply.status, reply.media_type) == (200, self._form.media_type)
        return Graph().parse(data=reply.body, format=PARSERS[self._form])

    def replay(self) -> set[tuple[Node, Node, Node]]:
        """Return the triples that are left when all members are taken in order, each replacing its node."""
        path = {name: next(self.root.objects(self.stream, LDES[name])) for name in ("timestampPath", "versionOfPath")}
        events = {next(self.root.objects(self.stream, LDES[f"version{name}Object"])) for name in ("Create", "Update")}
        gone = next(self.root.objects(self.stream, LDES.versionDeleteObject))
        own = {*path.values()}
        state: dict[Node, set[tuple[Node, Node, Node]]] = {}
        members = set(self.members.objects(self.stream, TREE.member))
        for member in sorted(members, key=lambda one: str(self.members.value(one, path["timestampPath"]))):
            of = self.members.value(member, path["versionOfPath"])
            assert of is not None
            said = [(p, o) for p, o in self.members.predicate_objects(member) if p not in own]
            if (RDF.type, gone) in said:
                del state[of]
            else:
                state[of] = {(of, p, o) for p, o in said if (p, o) not in {(RDF.type, event) for event in events}}
        return {triple for triples in state.values() for triple in triples}


class TestStream:
    """The same changes as a Linked Data Event Stream."""

    @pytest.mark.parametrize("form", PARSERS, ids=lambda one: one.name)
    def test_ldes_replay_equals_the_dump(self, service: Service, releases: Releases, form: Format) -> None:
        """All members in order leave exactly what the current release states, in every format."""
        dump = b"".join(triple + b" .\n" for triple in stated(Plain(releases.current.nquads).every()))
        assert Follower(service, form).replay() == set(Graph().parse(data=dump, format="nt"))

    def test_the_stream_of_a_first_release_replays_too(self, alone: Service, city_release: Release) -> None:
        """A fresh clone has everything as a first version."""
        dump = b"".join(triple + b" .\n" for triple in stated(Plain(city_release.nquads).every()))
        assert Follower(alone).replay() == set(Graph().parse(data=dump, format="nt"))

    def test_the_root_says_how_to_read_it(self, service: Service) -> None:
        """Paths, shape and one view; a lower and an upper bound to each page, along the path of the time."""
        follower = Follower(service)
        root, stream = follower.root, follower.stream
        for name in ("timestampPath", "versionOfPath", "versionCreateObject", "versionDeleteObject"):
            assert len(list(root.objects(stream, LDES[name]))) == 1
        (view,) = root.objects(stream, TREE.view)
        assert str(view) == f"{service.url}/changes/feed"
        for page in follower.pages:
            kinds = {
                kind: root.value(relation, TREE.value)
                for relation in root.subjects(TREE.node, URIRef(page))
                for kind in root.objects(relation, RDF.type)
                if root.value(relation, TREE.path) == PROV.generatedAtTime
            }
            assert set(kinds) == {TREE.GreaterThanOrEqualToRelation, TREE.LessThanOrEqualToRelation}

    def test_every_member_has_the_shape(self, service: Service) -> None:
        """The shape that the stream names is a SHACL shape, and holds for members; a member without date breaks it."""
        follower = Follower(service)
        (name,) = follower.root.objects(follower.stream, TREE.shape)
        shapes = Graph().parse(data=service.get(str(name).removeprefix(service.url)).body, format="turtle")
        assert (name, RDF.type, URIRef("http://www.w3.org/ns/shacl#NodeShape")) in shapes
        members = list(follower.members.objects(follower.stream, TREE.member))
        for member in members:
            shapes.add((name, URIRef("http://www.w3.org/ns/shacl#targetNode"), member))
        assert validate(follower.members, shacl_graph=shapes)[0]
        follower.members.remove((members[0], PROV.generatedAtTime, None))
        assert not validate(follower.members, shacl_graph=shapes)[0]

    def test_members_are_versions(self, service: Service, releases: Releases) -> None:
        """A thing that changed has a version for each change, a thing that is gone ends with a deletion."""
        members = Follower(service).members
        house = URIRef(f"{BO}{HOUSE}")
        versions = {str(one) for one in members.subjects(DCTERMS.isVersionOf, house)}
        assert versions == {f"{RELEASES}{release.id}/id/{HOUSE}" for release in releases.all[:2]}
        ended = URIRef(f"{RELEASES}{releases.all[1].id}/id/{FORMER}")
        assert (ended, RDF.type, AS.Delete) in members
        assert set(members.predicates(ended)) == {RDF.type, DCTERMS.isVersionOf, PROV.generatedAtTime}
        milestone = URIRef(f"{RELEASES}{releases.current.id}/id/{HOUSE}/meilenstein/1")
        assert (milestone, RDF.type, AS.Update) in members
        moment = Literal("2026-07-31T00:00:01+00:00", datatype=URIRef("http://www.w3.org/2001/XMLSchema#dateTime"))
        assert members.value(milestone, PROV.generatedAtTime) == moment

    def test_pages_never_change_and_the_root_may(self, service: Service) -> None:
        """Caches may keep a page for good; it says so itself."""
        follower = Follower(service)
        for page in follower.pages:
            reply = service.get(page.removeprefix(service.url), Accept="text/turtle")
            assert reply.headers["cache-control"].endswith("immutable")
            assert (URIRef(page), LDES.immutable, Literal(True)) in follower.members  # noqa: FBT003 - an RDF value
            again = service.get(
                page.removeprefix(service.url), Accept="text/turtle", If_None_Match=reply.headers["etag"]
            )
            assert again.status == 304
        assert "immutable" not in service.get("/changes/feed").headers["cache-control"]

    def test_the_pages_of_the_past_stay_when_a_release_comes(
        self, service: Service, releases: Releases, tmp_path: Path
    ) -> None:
        """Who serves the first two releases has the same bytes for them."""
        path = f"/changes/feed/{releases.all[1].id}/1.nt"
        with (
            EmbeddedEngine.start(releases.all[1].nquads, settings=Settings(workers=1)) as engine,
            running(releases.all[1], engine, Settings(client_budget=None, archive=releases.archive)) as before,
        ):
            then, address = before.get(path).text, before.url
        assert then.replace(address, service.url) == service.get(path).text
        assert not list(tmp_path.iterdir())

    def test_what_is_not_there_is_404(self, service: Service, releases: Releases) -> None:
        """Pages beyond the last, unknown releases, other names; and 406 for what the stream is not written in."""
        for name in ("feed/nothing/1", f"feed/{releases.current.id}/2", f"feed/{releases.current.id}/x", "other"):
            assert service.get(f"/changes/{name}").status == 404, name
        assert service.get("/changes/feed", Accept="image/png").status == 406


class Hostile:
    """A release with a script in a name and an IRI that runs one."""

    id = "hostile"
    manifest: Final = {"files": {}, "data_date": "2026-01-01"}

    def __init__(self, folder: Path) -> None:
        """Write its N-Quads."""
        self.folder = folder
        thing, graph = f"{BO}ziel/eins", GRAPHS["data"]
        script = '"<script>alert(1)</script>\\u0000"@de'
        values = {
            "http://www.w3.org/2004/02/skos/core#prefLabel": script,
            "http://example.org/p": "<javascript:alert(1)>",
        }
        lines = sorted(f"<{thing}> <{name}> {value} <{graph}> .\n" for name, value in values.items())
        (folder / "strategie.nq").write_text("".join(lines), encoding="utf-8")


def test_hostile_strings_show_as_text(tmp_path: Path, city: Engine) -> None:
    """In the list of changes, in the feed, in the stream and on the page of a release."""
    with running(Hostile(tmp_path), city) as service:
        for path in ("/changes?release=hostile", "/release/hostile/doc/ziel/eins.html", "/changes.atom"):
            reply = service.get(path, Accept_Language="de")
            assert reply.status == 200
            assert "<script>" not in reply.text
            assert 'href="javascript:' not in reply.text
            assert "alert(1)" in reply.text
        ET.fromstring(service.get("/changes.atom").body)  # noqa: S314 - our own answer
        follower = Follower(service)
        assert len(follower.replay()) == 2
        assert service.get(f"/changes/feed/hostile/{'9' * 9000}").status == 404


class TestMemento:
    """Every release stays at its own address, and the document leads to it by date (RFC 7089)."""

    @pytest.mark.parametrize(
        ("when", "number"), [(EARLY, 0), (FIRST, 0), (BETWEEN, 0), (LATE, 2)], ids=["early", "first", "between", "late"]
    )
    def test_a_document_is_its_own_timegate(self, service: Service, releases: Releases, when: str, number: int) -> None:
        """302 to the release at or before the date; the first one for dates before all."""
        service.get(f"/doc/{HOUSE}", Accept="text/turtle")  # what is kept without a date is no answer with one
        reply = service.get(f"/doc/{HOUSE}", Accept="text/turtle", Accept_Datetime=when)
        assert (reply.status, reply.headers["location"]) == (302, f"/release/{releases.all[number].id}/doc/{HOUSE}")
        assert "Accept-Datetime" in reply.headers["vary"]
        assert links(reply)["original"] == [f"/doc/{HOUSE}"]
        assert links(reply)["timemap"] == [f"/timemap/doc/{HOUSE}"]
        assert "memento-datetime" not in reply.headers

    def test_a_memento_says_how_it_was(self, service: Service, releases: Releases) -> None:
        """The old name in the old release, with its date and links to what there is beside it."""
        first, second, third = (release.id for release in releases.all)
        reply = service.get(f"/release/{second}/doc/{HOUSE}", Accept="text/turtle")
        assert (reply.status, reply.media_type) == (200, "text/turtle")
        assert reply.headers["memento-datetime"] == "Fri, 31 Jul 2026 00:00:00 GMT"
        found = links(reply)
        assert found["original"] == found["timegate"] == [f"/doc/{HOUSE}"]
        assert [found[name] for name in ("first", "prev", "next", "last")] == [
            [f"/release/{release}/doc/{HOUSE}"] for release in (first, first, third, third)
        ]
        assert b"Community house on the market" in service.get(f"/release/{first}/doc/{HOUSE}.ttl").body
        assert b"Community house on the market" not in reply.body

    def test_a_memento_of_today_is_the_document(self, service: Service, releases: Releases) -> None:
        """The fixed address of the current release has the triples of the document, in every format."""
        for path in (f"/doc/{HOUSE}", "/vocab/status", "/def/Milestone"):
            for form in GRAPH_FORMATS:
                if form in PARSERS:
                    fixed = service.get(urls.fixed(f"{path}{form.suffix}", releases.current.id))
                    today = service.get(f"{path}{form.suffix}")
                    graphs = [Graph().parse(data=one.body, format=PARSERS[form]) for one in (fixed, today)]
                    assert set(graphs[0]) >= set(graphs[1]) > set(), path

    def test_the_page_of_an_earlier_release_says_so(self, service: Service, releases: Releases) -> None:
        """A person sees which release it is, the old values by name, and the way to today."""
        reply = service.get(f"/release/{releases.all[0].id}/doc/{HOUSE}?lang=en", Accept=BROWSER)
        page = Page(reply)
        assert "Earlier release: this is how it was described with data as of 30 June 2026" in page.text.replace(
            "\xa0", " "
        )
        assert "Community house on the market" in page.text
        assert f"/doc/{HOUSE}?lang=en" in page.all("a", "href")
        assert reply.headers["memento-datetime"] == FIRST
        assert reply.headers["x-robots-tag"] == "noindex"
        inside = [href for href in page.all("a", "href") if re.search("/doc/quelle/[a-z]|/def/[A-Z]", href)]
        assert inside
        assert all(href.startswith(f"/release/{releases.all[0].id}/") for href in inside)
        german = Page(service.get(f"/release/{releases.all[0].id}/doc/{HOUSE}.html", Accept_Language="de"))
        assert "Frühere Ausgabe" in german.text

    def test_names_in_a_release_lead_to_documents_of_it(self, service: Service, releases: Releases) -> None:
        """303 from a thing, and from a term by format, as today."""
        start = f"/release/{releases.all[0].id}"
        for name, target in ((f"/id/{HOUSE}", f"/doc/{HOUSE}"), ("/def/Milestone", "/def/Milestone.ttl")):
            reply = service.get(start + name, Accept="text/turtle")
            assert (reply.status, reply.headers["location"]) == (303, start + target)
        reply = service.get(start)
        assert reply.headers["location"] == f"/changes?release={releases.all[0].id}"

    def test_a_timemap_lists_every_state(self, service: Service, releases: Releases) -> None:
        """Oldest first, with dates; a thing that came later begins later."""
        reply = service.get(f"/timemap/doc/{HOUSE}")
        assert (reply.status, reply.media_type) == (200, "application/link-format")
        found = links(reply)
        assert found["original"] == [f"{service.url}/doc/{HOUSE}"]
        assert found["self"] == [f"{service.url}/timemap/doc/{HOUSE}"]
        assert found["memento"] == [f"{service.url}/release/{one.id}/doc/{HOUSE}" for one in releases.all]
        dates = [parsedate_to_datetime(one) for one in re.findall(r'; datetime="([^"]*)"', reply.text)]
        assert dates == sorted(set(dates))
        assert len(links(service.get(f"/timemap/doc/{NEW}"))["memento"]) == 2
        assert links(service.get(f"/timemap/id/{NEW}")) == links(service.get(f"/timemap/doc/{NEW}"))
        assert service.get("/timemap/doc/ort/nirgends").status == 404
        assert service.get("/timemap/changes").status == 404

    def test_every_state_of_a_timemap_answers(self, service: Service) -> None:
        """With the date that the map gives."""
        text = service.get(f"/timemap/doc/{HOUSE}").text
        for target, date in re.findall(r'<([^>]*)>; rel="[^"]*memento"; datetime="([^"]*)"', text):
            reply = service.get(target.removeprefix(service.url), Accept="text/turtle")
            assert (reply.status, reply.headers["memento-datetime"]) == (200, date)

    def test_a_document_of_today_names_its_past(self, service: Service) -> None:
        """Original, TimeGate and TimeMap, and that the date matters."""
        for path in (f"/doc/{HOUSE}", f"/doc/{HOUSE}.ttl", "/def/Milestone.jsonld"):
            reply = service.get(path)
            assert "Accept-Datetime" in reply.headers["vary"]
            assert links(reply)["timegate"] == [path]
            assert links(reply)["timemap"] == [f"/timemap{path}"]

    @pytest.mark.parametrize(
        "header",
        ["yesterday", "2026-06-30", "Tue, 30 Jun 2026 00:00:00 CET", "Tue, 99 Jun 2026 00:00:00 GMT", ""],
    )
    def test_a_date_that_is_none_is_refused(self, service: Service, header: str) -> None:
        """400 with what is expected (RFC 7089 §4.5.3)."""
        reply = service.get(f"/doc/{HOUSE}", Accept="text/turtle", Accept_Datetime=header)
        assert reply.status == 400
        assert "Tue, 30 Jun 2026 00:00:00 GMT" in reply.text

    def test_what_is_gone_says_where_it_was(self, service: Service, releases: Releases) -> None:
        """410 at the thing and its document, with the last state; by date it is still found."""
        first = releases.all[0].id
        for path in (f"/id/{FORMER}", f"/doc/{FORMER}", f"/doc/{FORMER}.ttl"):
            reply = service.get(path, Accept="text/turtle")
            assert reply.status == 410, path
            assert links(reply)["memento"] == [f"/release/{first}/doc/{FORMER}"]
            version = URIRef(f"{RELEASES}{first}/id/{FORMER}")
            assert version in set(Graph().parse(data=reply.body, format="turtle").objects(None, DCTERMS.hasVersion))
        page = Page(service.get(f"/doc/{FORMER}?lang=en", Accept=BROWSER))
        assert f"/release/{first}/doc/{FORMER}?lang=en" in page.all("a", "href")
        reply = service.get(f"/doc/{FORMER}", Accept="text/turtle", Accept_Datetime=LATE)
        assert (reply.status, reply.headers["location"]) == (302, f"/release/{first}/doc/{FORMER}")
        assert service.get(f"/release/{releases.current.id}/doc/{FORMER}", Accept="text/turtle").status == 404
        assert service.get("/doc/ort/nirgends", Accept_Datetime=LATE).status == 404

    def test_all_data_of_a_release_can_be_had(self, service: Service, releases: Releases, alone: Service) -> None:
        """The compressed N-Quads of every release on record; a release that nobody kept leads to its download."""
        for release in releases.all:
            reply = service.get(f"/release/{release.id}/downloads/strategie.nq.gz")
            assert gzip.decompress(reply.body) == release.nquads.read_bytes()
            assert "content-encoding" not in reply.headers
        tag = reply.headers["etag"]
        path = f"/release/{releases.current.id}/downloads/strategie.nq.gz"
        assert service.get(path, If_None_Match=tag).status == 304
        name = Page(alone.get("/changes?lang=en")).text.split("Release ")[1].split()[0]
        reply = alone.get(f"/release/{name}/downloads/strategie.nq.gz")
        assert (reply.status, reply.headers["location"]) == (303, "/downloads/strategie.nq")

    def test_the_same_tag_means_the_same_bytes(self, service: Service, releases: Releases) -> None:
        """States, formats and languages have tags of their own, and 304 answers a tag that is known."""
        seen: dict[str, bytes] = {}
        for release in releases.all:
            for form in (TURTLE, JSON_LD, HTML):
                for language in ("de", "en"):
                    path = f"/release/{release.id}/doc/{HOUSE}{form.suffix}"
                    reply = service.get(path, Accept_Language=language)
                    assert seen.setdefault(reply.headers["etag"], reply.body) == reply.body
                    again = service.get(path, Accept_Language=language, If_None_Match=reply.headers["etag"])
                    assert again.status == 304
        assert len(seen) >= 3 * 4 - 1
