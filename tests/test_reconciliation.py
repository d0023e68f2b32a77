"""Names in tables find the things they mean: the Reconciliation Service API 0.2, over a real server.

The schemas follow the text of the specification of the W3C Entity Reconciliation Community Group.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import pytest

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO, GRAPHS, PREFIXES, STRAT
from bochum_kg.settings import Settings
from json_schema import violations
from serving import Reply, Service, running, serving
from test_pages import BROWSER, Page

FORM: Final = "application/x-www-form-urlencoded"
TEXT: Final = {"type": "string", "minLength": 1}
ADDRESS: Final = {"type": "string", "pattern": "^https?://"}
TEMPLATE: Final = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}
#: Types and properties: identifier and name.
NAMED: Final = {"id": TEXT, "name": TEXT}
TERM: Final = {"type": "object", "properties": NAMED, "required": ["id", "name"]}
SERVICE: Final = {
    "type": "object",
    "properties": {"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
    "required": ["service_url", "service_path"],
    "additionalProperties": False,
}
MANIFEST: Final = {
    "type": "object",
    "properties": {
        "versions": {"type": "array", "items": {"enum": ["0.2"]}},
        "name": TEXT,
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
        "defaultTypes": {"type": "array", "items": TERM},
        "documentation": ADDRESS,
        "logo": ADDRESS,
        "serviceVersion": TEXT,
        "view": {"type": "object", "properties": {"url": TEMPLATE}, "required": ["url"]},
        "preview": {
            "type": "object",
            "properties": {"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
            "required": ["url", "width", "height"],
        },
        "suggest": {
            "type": "object",
            "properties": {"entity": SERVICE, "property": SERVICE, "type": SERVICE},
            "required": ["entity", "property", "type"],
        },
        "extend": {
            "type": "object",
            "properties": {"propose_properties": SERVICE, "property_settings": {"type": "array"}},
            "required": ["propose_properties"],
        },
        "batchSize": {"type": "integer"},
    },
    "required": ["versions", "name", "identifierSpace", "schemaSpace", "defaultTypes"],
    "additionalProperties": False,
}
FEATURE: Final = {
    "type": "object",
    "properties": {"id": TEXT, "value": {"anyOf": [{"type": "boolean"}, {"type": "number"}]}},
    "required": ["id", "value"],
}
CANDIDATE: Final = {
    "type": "object",
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "type": {"type": "array", "items": TERM},
        "score": {"type": "number"},
        "features": {"type": "array", "items": FEATURE},
        "match": {"type": "boolean"},
    },
    "required": ["id", "name", "type", "score", "match"],
    "additionalProperties": False,
}
RESULTS: Final = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
        "required": ["result"],
        "additionalProperties": False,
    },
}
SUGGESTED: Final = {
    "type": "object",
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {**NAMED, "description": TEXT, "notable": {"type": "array", "items": TERM}},
                "required": ["id", "name"],
                "additionalProperties": False,
            },
        }
    },
    "required": ["result"],
}
PROPOSED: Final = {
    "type": "object",
    "properties": {"type": TEXT, "limit": {"type": "integer"}, "properties": {"type": "array", "items": TERM}},
    "required": ["type", "properties"],
}
VALUE: Final = {
    "anyOf": [
        {**TERM, "additionalProperties": False},
        *(
            {"type": "object", "properties": {name: {"type": kind}}, "required": [name], "additionalProperties": False}
            for name, kind in (("str", "string"), ("int", "integer"), ("float", "number"))
        ),
    ]
}
EXTENDED: Final = {
    "type": "object",
    "properties": {
        "meta": {"type": "array", "items": TERM},
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": {"type": "array", "items": VALUE}},
        },
    },
    "required": ["meta", "rows"],
}


def expanded(name: str) -> str:
    """Return a literal as it is, and the IRI of a short form in angle brackets."""
    prefix, _, rest = name.partition(":")
    return name if name.startswith('"') else f"<{PREFIXES[prefix]}{rest}>"


def things(*lines: tuple[str, str, str]) -> str:
    """Return N-Quads of things that are named by their folder and slug, each with a property and a value."""
    graph = f"<{GRAPHS['data']}>"
    return "".join(f"<{BO}{thing}> {expanded(name)} {expanded(value)} {graph} .\n" for thing, name, value in lines)


#: Namesakes, names that only one language has, and a relation of the same name.
NAMESAKES: Final = things(
    ("ort/rathaus", "skos:prefLabel", '"Rathaus"@de'),
    ("ort/rathaus", "skos:prefLabel", '"Town hall"@en'),
    ("ort/altes-rathaus", "skos:prefLabel", '"Rathaus"@de'),
    ("ort/altes-rathaus", "skos:prefLabel", '"Old town hall"@en'),
    ("ort/altes-rathaus", "strat:addressText", '"Markt 1"'),
    ("organisation/werk", "skos:prefLabel", '"Bücherwerk e. V."@de'),
    ("organisation/werk", "skos:prefLabel", '"Book works"@en'),
    ("organisation/werk", "skos:altLabel", '"Bücherei"@de'),
    ("organisation/werk", "strat:shortName", '"BW"'),
    ("organisation/werk", "strat:locatedAt", "bo:ort/rathaus"),
    ("organisation/werk", "strat:founded", '"1969"^^<http://www.w3.org/2001/XMLSchema#integer>'),
    ("ort/werk", "skos:prefLabel", '"Bücherwerk e. V."@de'),
    ("ort/werk", "skos:prefLabel", '"Works"@en'),
    ("beziehung/rel-1", "skos:prefLabel", '"Book works"@en'),
    ("beziehung/rel-1", "skos:prefLabel", '"Beziehung"@de'),
    ("organisation/x", "skos:prefLabel", '"<script>alert(1)</script>"@de'),
    ("organisation/x", "dct:description", '"<b>fett</b>"@de'),
)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service over the namesakes."""
    with serving(tmp_path_factory.mktemp("namesakes"), Settings(client_budget=None), nquads=NAMESAKES) as one:
        yield one


@pytest.fixture(scope="module")
def town(city_release: Release, city: Engine) -> Iterator[Service]:
    """A service over the small city."""
    with running(city_release, city) as one:
        yield one


def read(reply: Reply, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON of an answer that fits a schema."""
    assert (reply.status, reply.media_type) == (200, "application/json"), reply.text
    assert reply.headers["access-control-allow-origin"] == "*"
    said: dict[str, Any] = json.loads(reply.body)
    assert violations(said, schema) == []
    return said


def post(service: Service, lang: str = "de", /, **fields: object) -> Reply:
    """Send a form with JSON in its fields."""
    body = urlencode({name: json.dumps(one) for name, one in fields.items()}).encode()
    return service.request("POST", f"/reconcile?lang={lang}", body, Content_Type=FORM)


def ask(service: Service, lang: str = "de", /, **query: object) -> list[dict[str, Any]]:
    """Return the candidates of one query."""
    found: list[dict[str, Any]] = read(post(service, lang, queries={"q": query}), RESULTS)["q"]["result"]
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)
    return found


def matched(found: list[dict[str, Any]]) -> list[str]:
    """Return the identifiers of the certain ones."""
    return [one["id"] for one in found if one["match"]]


def test_what_breaks_a_schema_is_noticed() -> None:
    """The check of the answers can fail."""
    good = {"id": "a", "name": "A", "type": [], "score": 1.5, "match": False}
    assert violations(good, CANDIDATE) == []
    wrong = (
        {"id": ""},
        {"score": "1"},
        {"match": 1},
        {"type": [{"id": "a"}]},
        {"other": 1},
        {"features": [{"id": "f"}]},
    )
    assert all(violations({**good, **one}, CANDIDATE) for one in wrong)
    assert violations({"rows": {"a": {"p": [{"str": "x", "int": 1}]}}, "meta": []}, EXTENDED)
    assert violations({"versions": ["0.1"]}, MANIFEST)


class TestManifest:
    """What the service says of itself."""

    @pytest.mark.parametrize(("lang", "places"), [("de", "Orte"), ("en", "Places")])
    def test_it_fits_the_schema_in_both_languages(self, town: Service, lang: str, places: str) -> None:
        """Chosen by the address or by the browser; the identifier space is that of the things."""
        chosen = read(town.get(f"/reconcile?lang={lang}"), MANIFEST)
        negotiated = read(town.get("/reconcile", Accept_Language=lang), MANIFEST)
        assert chosen["defaultTypes"] == negotiated["defaultTypes"]
        assert {"id": PREFIXES["dct"] + "Location", "name": places} in chosen["defaultTypes"]
        assert (chosen["identifierSpace"], chosen["schemaSpace"]) == (str(BO), str(STRAT))
        assert town.get("/reconcile").headers["vary"] == "Accept-Language"

    def test_everything_that_it_names_answers(self, town: Service) -> None:
        """View and preview of a thing whose identifier is encoded, suggestions, properties, documentation, logo."""
        manifest = read(town.get("/reconcile?lang=en"), MANIFEST)

        def get(address: str) -> Reply:
            return town.get(address.removeprefix(town.url).partition("#")[0], Accept=BROWSER)

        for name in ("documentation", "logo"):
            assert get(manifest[name]).status == 200
        assert f'id="{manifest["documentation"].partition("#")[2]}"' in get(manifest["documentation"]).text
        page = get(manifest["view"]["url"].replace("{{id}}", quote("ort/werkhalle", safe="")))
        assert (page.status, page.headers["location"]) == (303, "/doc/ort/werkhalle?lang=en")
        preview = get(manifest["preview"]["url"].replace("{{id}}", quote("ort/werkhalle", safe="")))
        assert (preview.status, preview.headers["content-language"]) == (200, "en")
        for one in manifest["suggest"].values():
            assert read(get(f"{one['service_url']}{one['service_path']}&prefix=a"), SUGGESTED)["result"]
        proposing = manifest["extend"]["propose_properties"]
        assert read(get(f"{proposing['service_url']}{proposing['service_path']}&type=ort"), PROPOSED)["properties"]

    def test_every_page_on_the_web_may_ask(self, town: Service) -> None:
        """CORS for all parts, asked beforehand or not; a callback of JSONP changes nothing."""
        for path in ("", "/preview", "/properties", "/suggest/entity", "/suggest/type", "/suggest/property"):
            reply = town.request("OPTIONS", f"/reconcile{path}", Origin="https://elsewhere.example")
            assert (reply.status, reply.headers["access-control-allow-origin"]) == (204, "*")
            assert ("POST" in reply.headers["access-control-allow-methods"]) is (not path)
        assert town.get("/reconcile?callback=run").body == town.get("/reconcile").body

    def test_the_page_of_the_search_tells_programs_of_it(self, town: Service) -> None:
        """With a link that answers, in the language of the page."""
        assert "/reconcile?lang=en" in Page(town.get("/search?lang=en", Accept=BROWSER)).all("a", "href")


class TestQueries:
    """Which candidates there are, in which order, and which one is certain."""

    def test_a_batch_gives_the_same_by_get_and_post(self, service: Service) -> None:
        """Results by the names of the queries, whatever these are; what was sent by POST is not kept."""
        batch = {"q0": {"query": "Rathaus", "limit": 1}, "\ud800": {"query": "Town hall"}, "": {"query": " "}}
        got = service.get(f"/reconcile?{urlencode({'lang': 'de', 'queries': json.dumps(batch)})}")
        posted = post(service, queries=batch)
        assert read(got, RESULTS) == read(posted, RESULTS)
        assert {name: len(one["result"]) for name, one in json.loads(got.body).items()} == {"q0": 1, "\ud800": 2, "": 0}
        assert (posted.headers["cache-control"], posted.headers["content-language"]) == ("no-store", "de")

    def test_only_a_name_that_one_thing_alone_bears_is_certain(self, service: Service) -> None:
        """Two of a name are no match, unless the type tells them apart; part of a name is none either."""
        assert [(one["id"], one["score"], one["match"]) for one in ask(service, query="Rathaus")] == [
            ("ort/altes-rathaus", 100, False),
            ("ort/rathaus", 100, False),
        ]
        assert matched(ask(service, query="Bücherwerk e. V.")) == []
        assert matched(ask(service, query="Bücherwerk e. V.", type="organisation")) == ["organisation/werk"]
        assert matched(ask(service, "en", query="Town hall")) == ["ort/rathaus"]
        assert matched(ask(service, "en", query="Town")) == []

    @pytest.mark.parametrize(
        "text", ["BUECHERWERK E.V.", "bücherwerk, e. v.", "Bu\u0308cherwerk e V", "bw", "Bücherei"]
    )
    def test_case_marks_and_umlauts_make_no_other_name(self, service: Service, text: str) -> None:
        """Short names count too; a name with another letter is like it, but not it."""
        assert matched(ask(service, query=text, type="org:Organization")) == ["organisation/werk"]
        other = ask(service, query="Bucherwerk e. V.", type="org:Organization")
        assert (matched(other), 90 < other[0]["score"] < 100) == ([], True)

    def test_scores_look_at_no_name_that_is_not_shown(self, service: Service) -> None:
        """The English name of a thing finds it for German readers, but tells them nothing of how it fits."""
        german, english = ask(service, query="Book works"), ask(service, "en", query="Book works")
        assert (german[0]["name"], matched(german), german[0]["score"] < 60) == ("Bücherwerk e. V.", [], True)
        assert (english[0]["name"], matched(english)) == ("Book works", ["organisation/werk"])
        assert (matched(ask(service, "en", query="Bücherei")), matched(ask(service, query="Bücherei"))) == (
            [],
            ["organisation/werk"],
        )

    @pytest.mark.parametrize("text", [f"{BO}ort/rathaus", "ort/rathaus", "bo:ort/rathaus"])
    def test_an_identifier_is_certain(self, service: Service, text: str) -> None:
        """As the IRI, after the identifier space, or in short."""
        assert [(one["id"], one["match"]) for one in ask(service, query=text)] == [("ort/rathaus", True)]

    @pytest.mark.parametrize("name", ["ort", "dct:Location", PREFIXES["dct"] + "Location"])
    def test_a_type_limits_the_candidates_or_goes_before(self, service: Service, name: str) -> None:
        """By IRI, in short, or by the folder of its things: should, any and all."""
        sought = {"query": "Bücherwerk e. V."}
        assert [one["id"] for one in ask(service, **sought, type=[name])] == ["ort/werk"]
        assert [one["id"] for one in ask(service, **sought, type=[{"id": name}], type_strict="any")] == ["ort/werk"]
        assert ask(service, **sought, type=[name, "organisation"], type_strict="all") == []
        preferred = ask(service, **sought, type=name, type_strict="should")
        assert [(one["id"], one["score"], one["match"]) for one in preferred] == [
            ("ort/werk", 100, True),
            ("organisation/werk", 50, False),
        ]

    def test_relations_and_sources_are_candidates_where_they_are_asked_for(self, service: Service) -> None:
        """So that they are not namesakes of what they are about."""
        assert matched(ask(service, "en", query="Book works", type="beziehung")) == ["beziehung/rel-1"]
        assert "beziehung/rel-1" not in [one["id"] for one in ask(service, "en", query="Book works")]

    @pytest.mark.parametrize(
        ("pid", "value"),
        [
            ("strat:addressText", "markt 1"),
            (f"{STRAT}addressText", ["Gasse 2", "Markt 1"]),
        ],
    )
    def test_properties_tell_namesakes_apart(self, service: Service, pid: str, value: object) -> None:
        """One of the values has to be the value; what meets no condition keeps half of its score."""
        found = ask(service, query="Rathaus", properties=[{"pid": pid, "v": value}])
        assert [(one["id"], one["score"], one["match"]) for one in found] == [
            ("ort/altes-rathaus", 100, True),
            ("ort/rathaus", 50, False),
        ]

    @pytest.mark.parametrize("value", [{"id": "ort/rathaus"}, "Rathaus", "rathaus"])
    def test_a_thing_as_value_is_meant_by_identifier_or_name(self, service: Service, value: object) -> None:
        """Numbers and truth values are compared as they are written."""
        located = {"pid": "strat:locatedAt", "v": value}
        found = ask(service, query="Bücherwerk e. V.", properties=[located, {"pid": "strat:founded", "v": 1969}])
        assert matched(found) == ["organisation/werk"]
        assert {one["id"]: one["value"] for one in found[0]["features"]}["properties_met"] == 1

    @pytest.mark.parametrize(
        ("queries", "status", "word"),
        [
            ("{", 400, "no JSON"),
            ("[" * 50_000, 400, "no JSON"),
            ("[]", 400, "no JSON object"),
            ('{"q": 1}', 400, "'q'"),
            ('{"q": {"query": 1}}', 400, "no text"),
            ('{"q": {"query": "a", "limit": 0}}', 400, "limit"),
            ('{"q": {"query": "a", "limit": true}}', 400, "limit"),
            ('{"q": {"query": "a", "limit": NaN}}', 400, "limit"),
            ('{"q": {"query": "a", "type_strict": ["any"]}}', 400, "type_strict"),
            ('{"q": {"query": "a", "type": "ortt"}}', 400, "ort"),
            ('{"q": {"query": "a", "type": [1]}}', 400, "text"),
            ('{"q": {"query": "a", "properties": {"pid": "a"}}}', 400, "array"),
            ('{"q": {"query": "a", "properties": [{"pid": "strat:x"}]}}', 400, "'pid' and 'v'"),
            ('{"q": {"query": "a", "properties": [{"pid": "http://a> <b", "v": "x"}]}}', 400, "no property"),
            ('{"q": {"query": "a", "properties": [{"pid": "strat:x", "v": null}]}}', 400, "'v'"),
            (json.dumps({str(number): {"query": "a"} for number in range(51)}), 413, "50"),
            (json.dumps({"q": {"query": "a", "properties": [{"pid": "strat:x", "v": ["b"] * 21}]}}), 413, "20"),
        ],
        ids=lambda one: str(one)[:40],
    )
    def test_what_cannot_be_read_is_told(self, service: Service, queries: str, status: int, word: str) -> None:
        """As problem details that name the place; nothing is answered by halves."""
        body = urlencode({"queries": queries}).encode()
        reply = service.request("POST", "/reconcile", body, Content_Type=FORM)
        assert (reply.status, reply.media_type) == (status, "application/problem+json")
        assert word in json.loads(reply.body)["detail"]
        assert reply.headers["access-control-allow-origin"] == "*"

    @pytest.mark.parametrize(
        ("body", "content_type", "status"),
        [
            (b"{}", "application/json", 415),
            (b"a=b", FORM, 400),
            (b"queries=%FF", FORM, 400),
            (b"queries=" + b"a" * 300_000, FORM, 413),
        ],
        ids=["type", "parameter", "encoding", "length"],
    )
    def test_a_body_is_a_short_form(self, service: Service, body: bytes, content_type: str, status: int) -> None:
        """With 'queries' or 'extend' in it."""
        reply = service.request("POST", "/reconcile", body, Content_Type=content_type)
        assert (reply.status, reply.media_type) == (status, "application/problem+json")

    def test_no_text_is_more_than_words(self, service: Service) -> None:
        """Quotes, operators, brackets, and more than anybody calls a thing."""
        texts = ['"', "'; DROP TABLE entry; --", "NEAR(a b)", "a/b> ?p ?o", "x" * 100_000, "../../etc/passwd", "\ud800"]
        batch = {str(number): {"query": text} for number, text in enumerate(texts)}
        assert read(post(service, queries=batch), RESULTS).keys() == batch.keys()


class TestOtherParts:
    """Previews, suggestions and the values of properties."""

    def test_a_preview_alone_may_be_framed(self, service: Service) -> None:
        """Whatever a thing is called is shown as text, and nothing else runs or loads; an unknown one is a page too."""
        reply = service.get("/reconcile/preview?id=organisation/x&lang=de", Accept=BROWSER)
        policy = reply.headers["content-security-policy"]
        assert (reply.status, "frame-ancestors *" in policy, "script-src" in policy) == (200, True, False)
        assert "default-src 'none'" in policy
        assert Page(reply).all("script", "src") == []
        assert "<script" not in reply.text
        assert "<b>" not in reply.text
        assert "&lt;script&gt;" in reply.text
        unknown = service.get("/reconcile/preview?id=ort/nirgends&lang=en", Accept=BROWSER)
        assert (unknown.status, "not known" in Page(unknown).text) == (404, True)
        assert "frame-ancestors *" in unknown.headers["content-security-policy"]
        for path in ("/search", "/doc/organisation/x", "/reconcile", "/sparql"):
            other = service.get(path, Accept=BROWSER if path != "/reconcile" else "*/*").headers
            assert "frame-ancestors 'none'" in other["content-security-policy"]

    def test_entities_are_suggested_by_name_and_identifier(self, town: Service) -> None:
        """From the beginning on, in the language of the reader, and page by page."""
        found = read(town.get("/reconcile/suggest/entity?prefix=Amt+f%C3%BCr&lang=en"), SUGGESTED)["result"]
        assert found[0] == {
            "id": "organisation/amt-fuer-digitales",
            "name": "Office for Digital Affairs",
            "description": "City office for its portal and its data.",
            "notable": [{"id": PREFIXES["org"] + "Organization", "name": "Organisations"}],
        }
        named = read(town.get("/reconcile/suggest/entity?prefix=ort/werkhalle"), SUGGESTED)["result"]
        assert [one["id"] for one in named] == ["ort/werkhalle"]
        pages = [
            [
                one["id"]
                for one in read(town.get(f"/reconcile/suggest/entity?prefix=m&cursor={at}"), SUGGESTED)["result"]
            ]
            for at in (0, 10)
        ]
        assert len(pages[0]) == 10
        assert pages[1]
        assert not set(pages[0]) & set(pages[1])
        assert town.get("/reconcile/suggest/entity?prefix=m&cursor=x").status == 400

    def test_types_and_properties_are_suggested(self, town: Service) -> None:
        """By the beginning of a word of their names, and by what identifies them."""
        for prefix in ("pla", "dct:Location", quote(PREFIXES["dct"] + "Location")):
            found = read(town.get(f"/reconcile/suggest/type?lang=en&prefix={prefix}"), SUGGESTED)["result"]
            assert found == [{"id": PREFIXES["dct"] + "Location", "name": "Places"}]
        for lang, prefix in (("de", "art+der+org"), ("en", "kind+of+org")):
            found = read(town.get(f"/reconcile/suggest/property?lang={lang}&prefix={prefix}"), SUGGESTED)["result"]
            assert [one["id"] for one in found] == [PREFIXES["org"] + "classification"]

    def test_properties_of_a_type_are_proposed(self, town: Service) -> None:
        """The most frequent first, as many as are wanted; an unknown type is told."""
        found = read(town.get("/reconcile/properties?type=org:Organization&limit=3&lang=en"), PROPOSED)
        assert (found["type"], found["limit"], len(found["properties"])) == ("org:Organization", 3, 3)
        whole = read(town.get("/reconcile/properties?type=organisation&lang=en"), PROPOSED)["properties"]
        assert {"id": f"{STRAT}shortName", "name": "short name"} in whole
        assert town.get("/reconcile/properties?type=nichts").status == 400
        assert town.get("/reconcile/properties").status == 400

    def test_tables_are_extended_with_values(self, service: Service) -> None:
        """Things by identifier and name, numbers as numbers, texts in one language; what is unknown stays empty."""
        properties = ["strat:locatedAt", "strat:founded", "strat:shortName", "skos:prefLabel"]
        sought = {"ids": ["organisation/werk", "ort/nirgends"], "properties": [{"id": one} for one in properties]}
        said = read(post(service, "en", extend=sought), EXTENDED)
        iris = [PREFIXES[one.partition(":")[0]] + one.partition(":")[2] for one in properties]
        assert [one["id"] for one in said["meta"]] == iris
        assert said["rows"] == {
            "organisation/werk": dict(
                zip(
                    iris,
                    [
                        [{"id": "ort/rathaus", "name": "Town hall"}],
                        [{"int": 1969}],
                        [{"str": "BW"}],
                        [{"str": "Book works"}],
                    ],
                    strict=True,
                )
            ),
            "ort/nirgends": {one: [] for one in iris},
        }
        assert service.get(f"/reconcile?{urlencode({'lang': 'en', 'extend': json.dumps(sought)})}").status == 200
        assert post(service, extend={"ids": ["ort/rathaus"]}).status == 400
        assert post(service, extend={"ids": ["ort/rathaus"] * 51, "properties": []}).status == 413


def test_every_name_in_bochum_finds_its_thing(bochum_release: Release, bochum: Engine) -> None:
    """All organisations, places and core activities in both languages; certain unless another has the name too."""
    rows = bochum.select(
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?thing ?name WHERE { ?thing skos:prefLabel ?name ."
        ' FILTER REGEX(STR(?thing), "/id/(organisation|ort|kernaktivitaet)/[^/]+$") }'
    )
    with running(bochum_release, bochum) as service:
        for lang in ("de", "en"):
            names = {
                str(row["thing"]).removeprefix(str(BO)): str(row["name"])
                for row in rows
                if getattr(row["name"], "language", "") == lang
            }
            assert len(names) > 300
            asked = list(names.items())
            for start in range(0, len(asked), 50):
                batch = {one: {"query": name, "limit": 5} for one, name in asked[start : start + 50]}
                for one, said in read(post(service, lang, queries=batch), RESULTS).items():
                    best = [found for found in said["result"] if found["score"] == 100]
                    assert one in [found["id"] for found in best], names[one]
                    assert matched(best) == ([one] if len(best) == 1 else [])


def test_a_client_reconciles_on_its_account(tmp_path: Path) -> None:
    """As in the search: who has used up the time of a minute is told when to come back."""
    with serving(tmp_path, Settings(client_budget=0.02)) as service:
        replies = (post(service, queries={"q": {"query": f"Ziel {number}"}}) for number in range(60))
        refused = next(one for one in replies if one.status != 200)
        assert (refused.status, json.loads(refused.body)["limit"]) == (429, "client_budget")
        assert re.fullmatch(r"[1-9]\d*", refused.headers["retry-after"])
