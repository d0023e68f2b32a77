"""What people and programs are told when something did not work: in their language and format."""

import ast
import json
import logging
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NoReturn, get_args

import pytest
from rdflib import RDFS, Graph, URIRef

import bochum_kg
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.errors import EngineError, LimitError, ReleaseError
from bochum_kg.formats import HTML, Format
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.settings import TABLE, Settings
from bochum_kg.web import urls, views
from bochum_kg.web.problems import MEDIA_TYPE, Name, Problem, problem_of, report
from bochum_kg.web.views import Reader
from serving import Service, running, serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOUSE = "/doc/kernaktivitaet/buergerhaus"
LIST = "/doc/kernaktivitaet/"
TOLD = "/srv/secret/strategie.nq cannot be loaded by http://10.0.0.7:8890/sparql"
FIXED = "The engine cannot answer at the moment; try again in a few seconds."
RDF = [form for form in urls.OFFERED if form is not HTML]


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


class Text(HTMLParser):
    """The text of the main part of a page: what is in its own language, and what is marked as English."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.own, self.english = "", ""
        self.feed(text[text.index("<main") : text.index("</main>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep whether the text that follows is marked."""
        self.open.append((tag, dict(attrs).get("lang") == "en"))

    def handle_endtag(self, tag: str) -> None:
        """Forget what is closed, with what has no end of its own."""
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if any(marked for _, marked in self.open):
            self.english += data
        else:
            self.own += data


def _limits() -> set[str]:
    """Every limit that the code names: each setting that is one, and each literal that stands for one."""
    found = {one.name for one in TABLE if one.is_limit}
    for path in Path(bochum_kg.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            pairs: list[tuple[object, ast.expr]] = []
            if isinstance(node, ast.Call):
                pairs = [(one.arg, one.value) for one in node.keywords]
            elif isinstance(node, ast.Dict):
                pairs = [
                    (getattr(key, "value", None), value) for key, value in zip(node.keys, node.values, strict=True)
                ]
            for key, value in pairs:
                if key == "limit" and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found.add(value.value)
    return found


class TestWords:
    """Every problem has a sentence for people."""

    @pytest.mark.parametrize("limit", sorted(_limits()))
    def test_every_limit_has_a_sentence_in_both_languages(self, limit: str) -> None:
        """Two different sentences, whatever the limit is answered with."""
        self.check(problem_of(LimitError("Too much.", limit=limit)))

    @pytest.mark.parametrize("name", sorted({*get_args(Name)} - {"gone", "limit", "moved"}))
    def test_every_problem_has_a_sentence_in_both_languages(self, name: Name) -> None:
        """Those of what is gone or moved name what it was, and are shown by their own tests."""
        self.check(Problem(400, name, "Title", "Detail."))

    @staticmethod
    def check(problem: Problem) -> None:
        """Make sure that there are two sentences, neither of which is the one for programs."""
        german, english = (views.failure(problem, "/x", Reader(language)) for language in LANGUAGES)
        assert german.text.text != english.text.text
        assert german.title != english.title
        for view in (german, english):
            assert re.fullmatch(r"[A-ZÄÖÜ„“/].*\.", view.text.text)
            assert problem.detail not in view.text.text

    def test_the_code_names_limits_beside_the_settings(self) -> None:
        """The walk over the code finds them."""
        assert "batch_size" in _limits()


#: Method, address, headers and status of what people can meet.
MET = {
    "unknown path": ("GET", "/nowhere", {}, 404),
    "unknown thing": ("GET", "/doc/kernaktivitaet/nichts", {}, 404),
    "unknown thing of a release": ("GET", "/release/none/doc/saeule/neugier", {}, 404),
    "unknown file": ("GET", "/downloads/nichts.ttl", {}, 404),
    "unknown file of the site": ("GET", "/static/nichts.css", {}, 404),
    "unknown question": ("GET", "/queries/cq-99", {}, 404),
    "unknown choice": ("GET", f"{LIST}?status=laufen", {}, 404),
    "unknown page": ("GET", f"{LIST}?page=99", {}, 404),
    "unknown kind of result": ("GET", "/search?q=haus&kind=orr", {}, 404),
    "parameter of the analysis": ("GET", "/analysis?year=2020", {}, 404),
    "method": ("POST", HOUSE, {}, 405),
    "format": ("GET", f"{HOUSE}?format=pdf", {}, 406),
    "format of a page": ("GET", "/timeline?format=pdf", {}, 406),
    "profile": ("GET", f"{HOUSE}?_profile=pretty", {}, 406),
    "date": ("GET", HOUSE, {"Accept_Datetime": "yesterday"}, 400),
    "missing parameter": ("GET", "/network.json", {}, 400),
    "syntax": ("GET", "/sparql?query=SELECT%20*%20WHERE%20%7B", {}, 400),
    "forbidden": ("GET", "/sparql?query=SELECT%20*%20%7BSERVICE%20%3Curn:x%3E%20%7B%7D%7D", {}, 400),
    "update": ("GET", "/sparql?update=CLEAR%20ALL", {}, 403),
    "two queries": ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", {}, 400),
    "nesting": ("GET", f"/sparql?query=ASK{'%7B' * 70}{'%7D' * 70}", {}, 400),
    "no UTF-8": ("GET", "/sparql?query=%ff", {}, 400),
    "long address": ("GET", f"/doc/{'x' * 17_000}", {}, 414),
    "long headers": ("GET", "/", {"X_Long": "x" * 32_700}, 431),
}


@pytest.mark.parametrize("case", MET)
def test_people_are_told_in_their_language(service: Service, case: str) -> None:
    """The page says in German what happened; what it repeats of the sentence for programs is marked as English."""
    method, path, headers, status = MET[case]
    page = service.request(method, path, Accept=BROWSER, Accept_Language="de", **headers)
    assert (page.status, page.media_type, page.headers["content-language"]) == (status, "text/html", "de")
    said = Text(page.text)
    program = service.request(method, path, Accept="*/*", **headers)
    assert (program.status, program.media_type) == (status, MEDIA_TYPE)
    detail = json.loads(program.body)["detail"]
    assert detail not in said.own
    assert said.english.strip() in {"", detail}
    english = service.request(method, path, Accept=BROWSER, Accept_Language="en", **headers)
    assert Text(english.text).own != said.own
    assert not Text(english.text).english


#: Method, address below the documents, headers and status of what programs can meet there.
BELOW = {
    "unknown thing": ("GET", "/doc/kernaktivitaet/nichts", {}, 404),
    "unknown name": ("GET", "/id/kernaktivitaet/nichts", {}, 404),
    "no name at all": ("GET", "/def/a//b", {}, 404),
    "unknown term": ("GET", "/vocab/status/nichts", {}, 404),
    "of a release": ("GET", "/release/none/doc/saeule/neugier", {}, 404),
    "method": ("POST", HOUSE, {}, 405),
    "format": ("GET", f"{HOUSE}?format=pdf", {}, 406),
    "profile": ("GET", "/id/saeule/neugier?_profile=pretty", {}, 406),
    "date": ("GET", HOUSE, {"Accept_Datetime": "yesterday"}, 400),
}


class TestDocuments:
    """Below the documents, errors come in the formats of the documents."""

    @pytest.mark.parametrize("form", RDF, ids=lambda form: form.name)
    @pytest.mark.parametrize("case", BELOW)
    def test_an_error_is_told_in_the_format_asked_for(self, service: Service, case: str, form: Format) -> None:
        """As data that says in a sentence what programs are told everywhere."""
        method, path, headers, status = BELOW[case]
        reply = service.request(method, path, Accept=form.media_type, **headers)
        assert (reply.status, reply.headers["content-type"]) == (status, form.content_type)
        assert reply.headers["vary"] == "Accept, Accept-Language"
        graph = Graph().parse(data=reply.body, format={"jsonld": "json-ld", "rdfxml": "xml"}.get(form.name, form.name))
        said = json.loads(service.request(method, path, Accept="application/json", **headers).body)["detail"]
        assert said in {str(one) for one in graph.objects(None, RDFS.comment)}

    @pytest.mark.parametrize("accept", ["application/json", "*/*", ""])
    @pytest.mark.parametrize("case", BELOW)
    def test_who_names_no_format_of_rdf_gets_problem_details(self, service: Service, case: str, accept: str) -> None:
        """RFC 9457, with the headers that the status asks for."""
        method, path, headers, status = BELOW[case]
        reply = service.request(method, path, Accept=accept, **headers)
        assert (reply.status, reply.media_type) == (status, MEDIA_TYPE)
        assert ("allow" in reply.headers) == (status == 405)
        assert bool(json.loads(reply.body).get("offered")) == (status == 406)

    def test_the_suffix_goes_before_accept(self, service: Service) -> None:
        """As it does for what is there, if it is one of RDF; a page is only for those who ask for one."""
        for path, media_type in ((f"{HOUSE}x.ttl", "text/turtle"), (f"{HOUSE}x.html", MEDIA_TYPE)):
            assert service.get(path, Accept="application/json").media_type == media_type
        assert service.get(f"{HOUSE}x.html", Accept=BROWSER).media_type == "text/html"

    @pytest.mark.parametrize(
        ("path", "accept", "media_type"),
        [
            (f"{HOUSE}x.ttl?format=html", BROWSER, "text/html"),
            (f"{HOUSE}x.ttl?format=html", "text/turtle", MEDIA_TYPE),
            (f"{HOUSE}x.ttl?format=jsonld", BROWSER, "application/ld+json"),
            (f"{HOUSE}x?_mediatype=text/turtle", BROWSER, "text/turtle"),
            (f"{HOUSE}x.ttl?format=pdf", BROWSER, "text/turtle"),
        ],
    )
    def test_a_parameter_goes_before_the_suffix(
        self, service: Service, path: str, accept: str, media_type: str
    ) -> None:
        """As it does for what is there; one that names no format of ours leaves it to the suffix."""
        assert service.get(path, Accept=accept).media_type == media_type

    @pytest.mark.parametrize(
        ("method", "path", "of_thing"),
        [
            ("GET", "/doc/kernaktivitaet/nichts", True),
            ("POST", HOUSE, False),
            ("GET", f"{HOUSE}?format=pdf", False),
            ("GET", "/def/a//b", False),
            ("GET", f"/release/none{HOUSE}", False),
        ],
    )
    def test_only_that_a_thing_is_not_there_is_said_of_it(
        self, service: Service, method: str, path: str, *, of_thing: bool
    ) -> None:
        """Who keeps the triples of an answer would keep anything else as a statement about the thing."""
        graph = Graph().parse(data=service.request(method, path, Accept="text/turtle").body, format="turtle")
        assert {isinstance(one, URIRef) for one in graph.subjects()} == {of_thing}

    def test_elsewhere_there_is_no_rdf(self, service: Service) -> None:
        """Other addresses never answer with it."""
        assert service.get("/timeline?format=pdf", Accept="text/turtle").media_type == MEDIA_TYPE


def _fail(error: type[EngineError | ReleaseError]) -> object:
    def fail(*_arguments: object, **_options: object) -> NoReturn:
        raise error(TOLD)

    return fail


class TestEngine:
    """What is wrong inside is for the operator."""

    @pytest.mark.parametrize("error", [EngineError, ReleaseError])
    @pytest.mark.parametrize("accept", [BROWSER, "application/json", "text/turtle"])
    @pytest.mark.parametrize(
        "path", ["/doc/ziel/eins", "/sparql?query=CONSTRUCT%20WHERE%20%7B%3Fs%20%3Fp%20%3Fo%7D", "/health/ready"]
    )
    def test_clients_get_a_fixed_sentence_and_the_log_the_rest(
        self,
        tmp_path: Path,
        caplog: pytest.LogCaptureFixture,
        error: type[EngineError | ReleaseError],
        path: str,
        accept: str,
    ) -> None:
        """503 with Retry-After and no path or address of ours; one line in the log names what failed and why."""
        with serving(tmp_path, Settings(workers=1)) as service, pytest.MonkeyPatch.context() as patch:
            for name in ("query", "answer", "ask", "select"):
                patch.setattr(service.engine, name, _fail(error))
            reply = service.get(path, Accept=accept, Accept_Language="en")
        assert reply.status == 503
        assert FIXED in reply.text
        assert "/id/ziel/eins" not in reply.text
        assert "secret" not in reply.text
        assert "10.0.0.7" not in reply.text
        assert path == "/health/ready" or reply.headers["retry-after"] == "2"
        (line,) = [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]
        assert line == f"{'release' if error is ReleaseError else 'built-in engine'}: {TOLD}"

    def test_a_failure_that_many_are_told_of_is_logged_once(self, caplog: pytest.LogCaptureFixture) -> None:
        """With the address of the engine, and nothing in it that is secret; what clients do wrong is not logged."""
        failure = EngineError("It is down.")
        for _ in range(3):
            report(failure, "https://name:word@db.example:8890/sparql?key=1")
            report(LimitError("Too much.", limit="time_limit"), None)
        assert [one.getMessage() for one in caplog.records] == ["https://db.example:8890/sparql: It is down."]


class TestParameters:
    """One rule for what stands after the question mark."""

    @pytest.mark.parametrize(
        "path", ["/", "/timeline", LIST, "/doc/organisation/", "/search?q=haus", "/changes", HOUSE, "/downloads"]
    )
    def test_unknown_names_are_passed_over(self, service: Service, path: str) -> None:
        """The page is the one without them."""
        sign = "&" if "?" in path else "?"
        reply = service.get(f"{path}{sign}utm_source=mail&colour=red", Accept=BROWSER)
        assert (reply.status, Text(reply.text).own) == (200, Text(service.get(path, Accept=BROWSER).text).own)

    @pytest.mark.parametrize("page", ["abc", "0", "-1", "99", "1.5"])
    @pytest.mark.parametrize(
        "path",
        [
            LIST,
            "/doc/saeule/",
            "/doc/quelle/",
            "/doc/organisation/",
            "/search?q=haus",
            "/search?q=haus&kind=organisation",
            "/search.json?q=haus",
            "/changes",
            "/changes.atom",
            "/doc/strategie/musterstadt-strategie?by=https%3A%2F%2Fw3id.org%2Fstadtstrategie%2Fdef%2FpartOfStrategy",
        ],
    )
    def test_a_page_that_there_is_not_is_404_with_the_last(self, service: Service, path: str, page: str) -> None:
        """The list has no such page; the link keeps what was chosen, and answers."""
        address = f"{path}{'&' if '?' in path else '?'}page={page}"
        reply = service.get(address, Accept=BROWSER, Accept_Language="de")
        assert reply.status == 404
        said = Text(reply.text)
        assert "So viele Seiten hat die Liste nicht" in said.own
        assert f"„{page}“" in said.own
        (near,) = re.findall(
            r'<li><a href="([^"]+)">Seite \d+</a></li>',
            " ".join(reply.text.split()).replace("> ", ">").replace(" <", "<"),
        )
        assert service.get(near.replace("&amp;", "&"), Accept=BROWSER).status == 200
        assert near.startswith(path.partition("&")[0].partition("%")[0])
        assert f"'{page}'" in json.loads(service.get(address, Accept="*/*").body)["detail"]

    @pytest.mark.parametrize("page", ["", "1", "01", "%201"])
    @pytest.mark.parametrize("path", [LIST, "/doc/saeule/", "/doc/quelle/", "/search.json?q=haus", "/changes.atom"])
    def test_a_page_is_read_in_one_way(self, service: Service, path: str, page: str) -> None:
        """Zeros before it and spaces around it change nothing; an empty one is the first."""
        assert service.get(f"{path}{'&' if '?' in path else '?'}page={page}").status == 200

    @pytest.mark.parametrize(
        "path",
        [
            HOUSE,
            "/id/saeule/neugier",
            "/def",
            "/vocab/status",
            "/timeline",
            LIST,
            "/search?q=haus",
            "/queries/cq-05",
            "/sparql?query=ASK%20%7B%7D",
            "/changes/feed",
            "/.well-known/void",
            "/analysis/report",
        ],
    )
    def test_an_unknown_format_is_406_everywhere(self, service: Service, path: str) -> None:
        """With the list of what is offered."""
        reply = service.get(f"{path}{'&' if '?' in path else '?'}format=pdf", Accept="*/*")
        assert reply.status == 406
        assert json.loads(reply.body)["offered"]

    @pytest.mark.parametrize(
        "path",
        [
            HOUSE,
            "/id/saeule/neugier",
            "/vocab/status",
            "/timeline",
            "/doc/saeule/",
            "/search?q=haus",
            "/queries/cq-05",
            "/changes/feed",
            "/.well-known/void",
            "/analysis",
            "/analysis/report",
        ],
    )
    def test_an_unknown_profile_is_406_everywhere(self, service: Service, path: str) -> None:
        """With the list of those that there are."""
        reply = service.get(f"{path}{'&' if '?' in path else '?'}_profile=pretty", Accept="*/*")
        assert (reply.status, json.loads(reply.body)["offered"]) == (406, ["plain", "labelled"])

    @pytest.mark.parametrize("path", ["/timeline", "/analysis", "/analysis/report", "/queries/cq-05"])
    def test_a_format_has_a_second_name_everywhere(self, service: Service, path: str) -> None:
        """`_mediatype` is `format`, also where parameters that there are not are refused."""
        reply = service.get(f"{path}?_mediatype=text/html", Accept="*/*")
        assert (reply.status, reply.media_type) == (200, "text/html")
        assert service.get(f"{path}?_mediatype=image/png", Accept="*/*").status == 406

    def test_a_release_takes_a_format_too(self, service: Service, city_release: Release) -> None:
        """By name as by suffix; an unknown one is 406."""
        path = f"/release/{city_release.id}{HOUSE}"
        assert service.get(f"{path}?format=turtle").body == service.get(f"{path}.ttl").body
        reply = service.get(f"/release/{city_release.id}/id/kernaktivitaet/buergerhaus?format=turtle")
        assert (reply.status, reply.headers["location"]) == (303, f"{path}.ttl")
        assert service.get(f"{path}?format=pdf").status == 406
        assert service.get(f"{path}?_profile=pretty").status == 406
        assert service.get("/changes/feed?format=jsonld").media_type == "application/ld+json"

    @pytest.mark.parametrize("path", ["/", HOUSE, LIST, "/search?q=haus", "/sparql", "/queries/cq-05"])
    def test_the_language_is_a_wish(self, service: Service, path: str) -> None:
        """One that there is not is passed over for that of the browser."""
        reply = service.get(f"{path}{'&' if '?' in path else '?'}lang=fr", Accept=BROWSER, Accept_Language="en")
        assert (reply.status, reply.headers["content-language"]) == (200, "en")

    @pytest.mark.parametrize(
        ("path", "language", "text", "label"),
        [
            (
                f"{LIST}?status=laufen",
                "de",
                "„laufen“ ist kein Wert für „Stand“.",
                "laufend",
            ),
            (f"{LIST}?status=laufen", "en", "“laufen” is no value of “Status”.", "running"),
            (f"{LIST}?sort=nam", "de", "kein Wert für „Reihenfolge“", "Name"),
            ("/doc/quelle/?sort=dat", "de", "„Reihenfolge“", "Datum, neueste zuerst"),
            ("/doc/organisation/?sort=foo", "de", "„Reihenfolge“", "Zahl der Partnerschaften"),
            ("/timeline?state=overdu", "de", "„overdu“", "überfällig"),
            ("/search?q=haus&kind=orr", "de", "„Art“", "Kernaktivitäten"),
        ],
    )
    def test_a_value_that_there_is_not_is_told_with_names(
        self, service: Service, path: str, language: str, text: str, label: str
    ) -> None:
        """The page is about the value, and its links bear the names that the list shows."""
        reply = service.get(path, Accept=BROWSER, Accept_Language=language)
        assert reply.status == 404
        said = Text(reply.text)
        assert {"de": "Diese Auswahl gibt es nicht", "en": "There is no such choice"}[language] in said.own
        assert text in said.own
        assert label.lower() in said.own.lower()
        near = [one.replace("&amp;", "&") for one in re.findall(r'href="([^"]+)"', reply.text.partition("<main")[2])]
        assert {service.get(one, Accept=BROWSER).status for one in near} == {200}
        program = json.loads(service.get(path, Accept="*/*").body)
        assert (program["status"], bool(program["near"])) == (404, True)

    def test_other_choices_are_kept_and_the_page_is_not(self, service: Service) -> None:
        """Who mistypes one of several gets the others back, from the first page on."""
        reply = service.get(f"{LIST}?sort=name&page=3&status=laufen", Accept=BROWSER)
        assert f'href="{LIST}?sort=name&amp;status=laufend"' in reply.text

    @pytest.mark.parametrize(
        ("path", "near"),
        [("/downloads/strategi.ttl", "/downloads/strategie.ttl"), (f"/release/none{HOUSE}", "/release/{release}")],
    )
    def test_files_and_releases_that_may_have_been_meant_are_linked(
        self, service: Service, city_release: Release, path: str, near: str
    ) -> None:
        """The page says that there is no such page, not what the graph knows, and its links answer."""
        reply = service.get(path, Accept=BROWSER, Accept_Language="de")
        assert (reply.status, "Eine Seite" in Text(reply.text).own) == (404, True)
        target = near.format(release=city_release.id)
        assert f'href="{target}"' in reply.text
        assert service.get(target).status in {200, 303}
