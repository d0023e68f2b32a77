"""The prepared questions as pages and rows, code to copy, and the page of limits."""

import ast
import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bochum_kg import queries
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.engine.base import Form
from bochum_kg.formats import RESULTS_FORMATS, Format
from bochum_kg.settings import TABLE, Settings
from bochum_kg.web.sparql import limits
from bochum_kg.web.sparql.snippets import snippets
from bochum_kg.web.views import Reader
from serving import Service, running, serving
from test_pages import BROWSER, Page

HOUSE = "https://w3id.org/bochum-strategie/id/kernaktivitaet/buergerhaus"
ASKED = "/queries/cq-09?activity=bo%3Akernaktivitaet%2Fbuergerhaus"
ENDPOINT = "https://daten.example/sparql?default-graph-uri=urn%3Aa%27b"
HOSTILE = (
    "SELECT * { ?s ?p ?o }",
    "",
    "'; rm -rf ~; echo '$(id)`id`\"${HOME}\"\\",
    'SELECT * { ?s ?p """a\n"b\' \\" \\\\ \t%20&c=d#\n""" } # {braces} %s',
    "@file ünïcode 🚀 \u2028 \x85 \x0b end",
    "line one\nline two\n\n",
)


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def fields(page: Page, attribute: str) -> list[str]:
    """Return the values of an attribute of the fields of the question, without the search box and what is hidden."""
    return [one[attribute] for tag, one in page.tags if tag == "input" and one.get("id", "").startswith("p-")]


class TestQuestion:
    """A prepared question under an address of its own."""

    @pytest.mark.parametrize("language", ["de", "en"])
    @pytest.mark.parametrize("name", queries.names(), ids=lambda name: name.rpartition("/")[2])
    def test_every_question_has_a_page(self, service: Service, name: str, language: str) -> None:
        """Title, summary, a labelled field for each parameter, and the text of the query in both languages."""
        query = queries.read(name)
        reply = service.get(f"/queries/{query.short_name}", Accept=BROWSER, Accept_Language=language)
        page = Page(reply)
        assert reply.status == 200
        for expected in (query.titles[language], query.summaries[language], "SELECT"):
            assert expected in page.text
        assert fields(page, "id") == [one for one in page.all("label", "for") if one != "q"]
        assert fields(page, "name") == [one.name for one in query.parameters]
        assert all(one.labels[language] in page.text for one in query.parameters)

    def test_the_answer_shows_names_that_link(self, service: Service) -> None:
        """Our own things are shown by their name in the reader's language, and the number of rows is said."""
        reply = service.get(f"{ASKED}&lang=en", Accept=BROWSER)
        rows = list(csv.DictReader(io.StringIO(service.get(ASKED, Accept="text/csv").text)))
        assert {row["activity"] for row in rows} == {HOUSE}
        assert '<a href="/doc/kernaktivitaet/buergerhaus?lang=en">Community house on the market</a>' in reply.text
        assert f"{len(rows)} row" in reply.text

    def test_what_was_typed_is_kept(self, service: Service) -> None:
        """The field holds the value, the address and the permanent link hold it too."""
        page = Page(service.get(ASKED, Accept=BROWSER))
        assert fields(page, "value") == ["bo:kernaktivitaet/buergerhaus"]
        assert ASKED in page.all("a", "href")
        assert f"{service.url}{ASKED}" in page.text

    def test_the_permanent_link_names_the_defaults(self, service: Service) -> None:
        """What was not typed but answered for is in the address too."""
        reply = service.get("/queries/cq-10", Accept=BROWSER)
        assert f"{service.url}/queries/cq-10?district=Hofstede" in Page(reply).text

    def test_the_query_can_be_changed_at_the_endpoint(self, service: Service) -> None:
        """The link holds the query as it ran, and it has the same answer there."""
        page = Page(service.get(ASKED, Accept=BROWSER))
        edit = next(href for href in page.all("a", "href") if href.startswith("/sparql?query="))
        assert service.get(edit, Accept="text/csv").body == service.get(ASKED, Accept="text/csv").body

    @pytest.mark.parametrize("form", RESULTS_FORMATS, ids=lambda form: form.name)
    def test_an_answer_comes_in_every_results_format(self, service: Service, form: Format) -> None:
        """By suffix, by parameter and by Accept, the same bytes; the tag of a format is its own."""
        start, _, values = ASKED.partition("?")
        by_suffix = service.get(f"{start}{form.suffix}?{values}", Accept="image/png")
        by_parameter = service.get(f"{ASKED}&format={form.name}", Accept="image/png")
        by_accept = service.get(ASKED, Accept=form.media_type)
        assert {reply.status for reply in (by_suffix, by_parameter, by_accept)} == {200}
        assert by_suffix.headers["content-type"] == form.content_type
        assert by_suffix.body == by_parameter.body == by_accept.body
        assert by_accept.headers["content-location"] == f"{start}{form.suffix}?{values}"
        assert by_accept.headers["vary"] == "Accept"
        again = service.get(f"{start}{form.suffix}?{values}", If_None_Match=by_suffix.headers["etag"])
        assert (again.status, again.body) == (304, b"")

    def test_the_suffix_json_is_understood(self, service: Service) -> None:
        """Programs that know no ``.srj`` ask for ``.json``."""
        reply = service.get("/queries/cq-12.json")
        assert reply.media_type == "application/sparql-results+json"
        assert json.loads(reply.body)["head"]["vars"]

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/queries/cq-09?activity=two%20words", "„two words“ passt hier nicht"),
            ("/queries/cq-05?date=2026-02-30", "„2026-02-30“ passt hier nicht"),
            ("/queries/cq-09?activity=%3E%20%7D%20UNION%20%7B", "passt hier nicht"),
            ("/queries/cq-09?nothing=1", "sie kennt: activity."),
            ("/queries/cq-12?%3Cscript%3E=1", "sie kennt: keine."),
        ],
    )
    def test_a_value_that_does_not_fit_is_said_in_a_sentence(self, service: Service, path: str, said: str) -> None:
        """400: on the page beside the field, to programs as problem details; nothing of it is kept or active."""
        reply = service.get(path, Accept=BROWSER)
        assert (reply.status, reply.headers["cache-control"]) == (400, "no-store")
        assert said in Page(reply).text
        assert not [one for tag, one in Page(reply).tags if tag == "link" and one["rel"] == "alternate"]
        assert "<script>" not in reply.text
        problem = service.get(path, Accept="text/csv")
        assert (problem.status, problem.media_type) == (400, "application/problem+json")
        assert json.loads(problem.body)["type"] == "urn:bochum-kg:problem:parameter"

    def test_what_does_not_fit_is_kept_in_the_other_language(self, service: Service) -> None:
        """The link to the other language says again what was typed."""
        page = Page(service.get("/queries/cq-05?date=tomorrow&lang=de", Accept=BROWSER))
        assert fields(page, "value") == ["tomorrow"]
        assert "/queries/cq-05?date=tomorrow&lang=en" in page.all("a", "href")

    def test_a_value_is_a_term_and_no_part_of_the_query(self, service: Service) -> None:
        """A text that looks like SPARQL finds nothing and breaks nothing."""
        reply = service.get("/queries/cq-10.csv?district=%22%20%7D%20UNION%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D%20%23")
        assert reply.status == 200
        assert len(reply.text.splitlines()) == 1

    def test_a_question_that_is_not_there_is_answered_with_near_names(self, service: Service) -> None:
        """404 with links on a page and with names for programs."""
        for path in ("/queries/cq-9", "/queries/cq-09.nothing", "/queries/CQ-09"):
            reply = service.get(path, Accept=BROWSER)
            assert reply.status == 404
            assert "/queries/cq-09" in Page(reply).all("a", "href")
            assert "cq-09" in json.loads(service.get(path, Accept="*/*").body)["near"]

    def test_a_format_that_nobody_offers_is_refused(self, service: Service) -> None:
        """406 names what there is."""
        for path, accept in (("/queries/cq-09", "image/png"), ("/queries/cq-09?format=turtle", "*/*")):
            reply = service.get(path, Accept=accept)
            assert reply.status == 406
            assert json.loads(reply.body)["offered"]

    @pytest.mark.parametrize(
        ("path", "accept", "status"),
        [
            ("/queries/cq-05?nothing=1", BROWSER, 400),
            ("/queries/cq-05?date=tomorrow", "text/csv", 400),
            ("/queries/cq-05?format=turtle", "*/*", 406),
        ],
    )
    def test_what_fails_counts_as_at_the_endpoint(self, tmp_path: Path, path: str, accept: str, status: int) -> None:
        """Mistakes of a client are on one account, whether it gets a page or problem details; names are only names."""
        with serving(tmp_path, Settings(workers=1, client_budget=30.0, client_errors=2)) as service:
            assert [service.get("/queries/nothing", Accept="*/*").status for _ in range(4)] == [404] * 4
            assert [service.get(path, Accept=accept).status for _ in range(3)] == [status, status, 429]
            assert int(service.get(path, Accept=accept).headers["retry-after"]) > 0
            reply = service.ask("ASK {}")
        assert (reply.status, json.loads(reply.body)["limit"]) == (429, "client_errors")

    def test_no_parameter_is_named_like_one_of_the_page(self) -> None:
        """Language and format are chosen by parameters of the same address."""
        taken = {"lang", "format", "path", "reader", "title", "iri", "about"}
        assert not [name for name in queries.names() for one in queries.read(name).parameters if one.name in taken]


class TestElsewhere:
    """Code to copy."""

    @pytest.mark.parametrize("query", HOSTILE)
    def test_the_shell_hands_over_the_very_query(self, query: str) -> None:
        """Bash reads address, header and query as they are, and runs nothing else."""
        bash = shutil.which("bash")
        assert bash
        code = snippets(ENDPOINT, query, Form.SELECT)[0].text
        script = f"curl() {{ printf '%s\\0' \"$@\"; }}\n{code}"
        done = subprocess.run([bash, "-c", script], capture_output=True, check=True, timeout=10)
        arguments = done.stdout.decode().split("\0")[:-1]
        assert arguments == [
            "--silent",
            "--show-error",
            ENDPOINT,
            "--header",
            "Accept: text/csv",
            "--data-urlencode",
            f"query={query}",
        ]
        assert done.stderr == b""

    @pytest.mark.parametrize("form", list(Form))
    @pytest.mark.parametrize("query", HOSTILE)
    def test_python_reads_the_very_query(self, query: str, form: Form) -> None:
        """The code is one that Python parses, with the query and the address as literals."""
        tree = ast.parse(snippets(ENDPOINT, query, form)[1].text)
        literals = [node for node in ast.walk(tree) if isinstance(node, (ast.Assign, ast.Call))]
        assigned = next(one.value for one in literals if isinstance(one, ast.Assign))
        assert ast.literal_eval(assigned) == query
        assert ENDPOINT in [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]

    @pytest.mark.parametrize("which", [2, 3], ids=["R", "JavaScript"])
    @pytest.mark.parametrize("query", HOSTILE)
    def test_r_and_javascript_read_the_very_query(self, query: str, which: int) -> None:
        """The quoted lines, which both languages read as JSON does, make up the query."""
        code = snippets(ENDPOINT, query, Form.SELECT)[which].text
        quoted = re.findall(r'^  ("(?:[^"\\\n]|\\.)*")(?:,| \+|;)?$', code, re.MULTILINE)
        assert "".join(json.loads(line) for line in quoted) == query

    @pytest.mark.parametrize("query", ["SELECT ?s { ?s a ?type }", 'ASK { ?s ?p "it\'s" }', "DESCRIBE <urn:nobody's>"])
    def test_the_code_for_python_runs(self, service: Service, query: str) -> None:
        """A fresh interpreter gets the answer from the service."""
        form = Form(query.split(maxsplit=1)[0].lower())
        code = snippets(f"{service.url}/sparql", query, form)[1].text
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
        assert done.stdout

    def test_a_prepared_question_is_recognised_at_the_endpoint(self, service: Service) -> None:
        """Above its text stand the question and its sentence, whether or not the comments came along."""
        query = queries.read("competency/cq-12")
        for text in (query.text, query.body, query.body.replace("\n", "\r\n")):
            path = f"/sparql?{urlencode({'query': text, 'lang': 'en'})}"
            page = Page(service.get(path, Accept=BROWSER))
            assert query.summaries["en"] in page.text
            assert "/queries/cq-12?lang=en" in page.all("a", "href")

    def test_the_address_is_the_one_that_is_set(self, service: Service) -> None:
        """Whatever a request calls its host, the code and the link name the service as its settings do."""
        for path in (ASKED, "/sparql?query=ASK%7B%7D", "/sparql?query=DESCRIBE%20%3Curn%3Aa%3E"):
            reply = service.get(path, Accept=BROWSER, Host="evil.example")
            assert "evil.example" not in reply.text
            assert f"{service.url}/sparql" in Page(reply).text


class TestLimits:
    """The page of limits."""

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_every_limit_is_shown_with_help_value_and_status(self, service: Service, language: str) -> None:
        """Each setting that is a limit has a row; those that are added later have one by their name."""
        text = Page(service.get("/sparql/limits", Accept=BROWSER, Accept_Language=language)).text
        for setting in TABLE:
            assert (setting.helps[language] in text) == setting.is_limit
            assert not setting.is_limit or setting.name in text
        assert {"stall_seconds", "connections_per_client"} <= {one.name for one in TABLE if one.is_limit}

    @pytest.mark.parametrize(
        ("name", "advice"),
        [
            ("time_limit", "make the query simpler"),
            ("queue_time", "ask again after the seconds in Retry-After"),
            ("client_budget", "gets 429"),
            ("stall_seconds", "loses the connection"),
        ],
    )
    def test_whoever_passes_a_limit_is_told_what_helps(self, name: str, advice: str) -> None:
        """A busy service is worth another try as it is; a heavy query is not."""
        view = limits.view(Settings(), Reader("en"))
        assert advice in next(one.outcome for one in view.limits if one.name == name)

    def test_values_are_written_for_people(self) -> None:
        """Bytes in decimal units, seconds as such, and a lifted limit in a word."""
        view = limits.view(Settings(client_budget=None), Reader("de"))
        values = {one.name: one.value.replace("\N{NO-BREAK SPACE}", " ") for one in view.limits}
        expected = {
            "time_limit": "5 s",
            "result_limit": "8 MB",
            "query_limit": "65,5 kB",
            "token_limit": "4000",
            "client_budget": "aufgehoben",
        }
        assert {name: values[name] for name in expected} == expected

    def test_what_is_no_limit_is_not_shown(self) -> None:
        """Where a service runs is nobody's business here, and every other setting has to be a limit on the page."""
        running_of = {
            "host",
            "port",
            "public_url",
            "trusted_proxy",
            "release",
            "archive",
            "engine",
            "workers",
            "report_address",
        }
        assert {one.name for one in TABLE if not one.is_limit} == {*running_of, "fast_lane", "cache_size"}

    def test_the_endpoint_links_to_it(self, service: Service) -> None:
        """The form names the page of limits."""
        assert "/sparql/limits?lang=en" in Page(service.get("/sparql?lang=en", Accept=BROWSER)).all("a", "href")
