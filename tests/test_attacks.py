"""The list of attacks on a public endpoint, over HTTP: each test names the input and says what happened to it."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from benchmarks.attacks import ATTACKS, Attack
from hypothesis import example, given, strategies
from hypothesis import settings as trials

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.engine.embedded.pool import WorkerPool
from bochum_kg.settings import Settings
from serving import NQUADS, Reply, Service, running, serving

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
LIMITS = Settings(time_limit=1.0, memory_limit=150_000_000, result_limit=200_000, client_budget=None)
TRUE = b'{"head":{},"boolean":true}'
#: A thing with what a page must not take for markup, and what a table must not take for a formula.
HOSTILE = f"""\
{NQUADS}\
<https://w3id.org/bochum-strategie/id/ziel/drei> <http://example.org/html> \
"<img src=x onerror=alert(1)>"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#HTML> <urn:g> .
<https://w3id.org/bochum-strategie/id/ziel/drei> <http://example.org/link> <http://e/a'onmouseover='alert(1)> <urn:g> .
<https://w3id.org/bochum-strategie/id/ziel/drei> <http://example.org/link> <data:text/html,alert(1)> <urn:g> .
<https://w3id.org/bochum-strategie/id/ziel/drei> <http://example.org/link> <http://e/a\u202egnp.exe> <urn:g> .
<https://w3id.org/bochum-strategie/id/ziel/drei> <http://example.org/formula> "=cmd|'/C calc'!A0" <urn:g> .
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A running service over graphs with hostile terms."""
    with serving(tmp_path_factory.mktemp("attacks"), LIMITS, nquads=HOSTILE) as service:
        yield service


@pytest.fixture(scope="module")
def city_service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def reason(reply: Reply) -> str:
    """Return the limit that was passed, or else the name of the problem; nothing where there is none."""
    if reply.status < 400:
        return ""
    problem = json.loads(reply.body)
    return str(problem.get("limit") or problem["type"].rpartition(":")[2])


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_a_hostile_query_gets_what_the_list_says(service: Service, attack: Attack) -> None:
    """The status and the reason are those of the list, and the next query is answered rightly."""
    reply = service.request("POST", "/sparql", attack.text.encode(), Content_Type=QUERY)
    assert (reply.status in attack.statuses, reply.status) == (True, reply.status)
    assert reason(reply) in (attack.reasons or {""})
    assert service.ask("ASK { ?s ?p 42 }").body == TRUE


#: Words and signs of queries, put together in every order, with spaces between them and without.
WORDS = r"""
    SELECT ASK CONSTRUCT DESCRIBE INSERT PREFIX BASE FROM NAMED WHERE GRAPH SERVICE FILTER BIND VALUES UNION MINUS
    OPTIONAL EXISTS AS ORDER BY LIMIT GROUP COUNT(*) NOW() ?s $p ?o a _:b [] <urn:g> <g> <http://[> x: x:y :\- { } ( ) [
    ] . ; , | / ^ ! < > = * # " ' ''' \ \u005c \u0022 \U0010FFFF \ud800 42 1e9 @de ^^xsd:integer << >>
"""
PIECES = [*WORDS.split(), *(f"{word} " for word in WORDS.split()), "\n", "\r", "\0", "é", "\u0301", "\U0001f6b2"]


@trials(max_examples=200, deadline=None)
@given(
    body=strategies.one_of(
        strategies.binary(max_size=200),
        strategies.lists(strategies.sampled_from(PIECES), max_size=30).map(lambda pieces: "".join(pieces).encode()),
    ),
    accept=strategies.sampled_from(["*/*", BROWSER, "text/turtle"]),
)
@example(body=b"BASE <http://[> SELECT * FROM <g> {}", accept="*/*")
@example(body=b"ASK { '\\u005c" + b"u005c" * 10_000 + b"' }", accept="*/*")
def test_no_query_is_answered_as_a_bug(service: Service, body: bytes, accept: str) -> None:
    """Any bytes get an answer, a refusal, or the limit that they passed, and the service goes on."""
    reply = service.request("POST", "/sparql", body, Content_Type=QUERY, Accept=accept)
    assert reply.status in {200, 400, 403, 406, 413, 422, 503}
    assert reply.status != 503 or accept == BROWSER or "limit" in json.loads(reply.body)
    assert service.ask("ASK { ?s ?p 42 }").body == TRUE


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("guarded", [True, False])
def test_no_query_of_the_list_makes_a_connection(service: Service, silent: str, *, guarded: bool) -> None:
    """A listener on this machine sees nobody: with the text guard there is 400, without it an error or no rows."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        texts = [
            f"SELECT * {{ SERVICE {silent}<{address}> {{ ?s ?p ?o }} }}",
            f"ASK {{ VALUES ?g {{ <{address}> }} SERVICE {silent}?g {{ ?s ?p ?o }} }}",
            f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {silent}<{address}> {{ ?s ?p ?o }} }}",
            f"ASK FROM <{address}> {{ ?s ?p ?o }}",
            f"ASK FROM NAMED <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            f"LOAD {silent}<{address}>",
        ]
        for text in texts:
            if guarded:
                assert service.ask(text).status in {400, 403}
            else:
                header, body = _unguarded(service, text)
                assert header.get("error") in {None, "reach", "refused", "syntax"}
                assert b"http" not in body
        listener.settimeout(0.2)
        with pytest.raises(TimeoutError):
            listener.accept()


def _unguarded(service: Service, text: str) -> tuple[dict[str, object], bytes]:
    """Give a query to a worker of the service, with nothing before it that reads the text."""
    graphs = {"default_graphs": None, "named_graphs": None}
    wish = {"text": text, "graph_format": "turtle", "results_format": "json", **graphs}
    pool: WorkerPool = service.engine._pool  # type: ignore[attr-defined]  # noqa: SLF001 - what lies behind the guard
    return pool.run(wish)


REQUESTS: dict[str, tuple[str, str, bytes | None, dict[str, str], int]] = {
    # Updates in disguise.
    "update-by-get": ("GET", "/sparql?update=CLEAR%20ALL", None, {}, 403),
    "update-beside-query": ("GET", "/sparql?query=ASK%7B%7D&update=CLEAR%20ALL", None, {}, 403),
    "update-in-address-of-post": (
        "POST",
        "/sparql?update=CLEAR%20ALL",
        b"query=ASK%7B%7D",
        {"Content_Type": FORM},
        403,
    ),
    "update-as-query": ("POST", "/sparql", b"query=DROP%20ALL", {"Content_Type": FORM}, 403),
    "update-as-text": ("POST", "/sparql", b"CLEAR ALL", {"Content_Type": "text/plain"}, 415),
    "update-type": ("POST", "/sparql", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 403),
    "update-by-path": ("POST", "/update", b"CLEAR ALL", {"Content_Type": "application/sparql-update"}, 404),
    "graph-store-put": ("PUT", "/sparql?default", b"<urn:a> <urn:b> 1 .", {"Content_Type": "text/turtle"}, 405),
    "graph-store-delete": ("DELETE", "/sparql?default", None, {}, 405),
    "method-override": ("GET", "/sparql?query=ASK%7B%7D", None, {"X_HTTP_Method_Override": "DELETE"}, 200),
    # Bodies that a parser might open.
    "rdf-with-entities": (
        "POST",
        "/sparql",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        {"Content_Type": "application/rdf+xml"},
        415,
    ),
    "jsonld-with-context": (
        "POST",
        "/sparql",
        b'{"@context": "http://169.254.169.254/"}',
        {"Content_Type": "application/ld+json"},
        415,
    ),
    "multipart": ("POST", "/sparql", b"--x--\r\n", {"Content_Type": "multipart/form-data; boundary=x"}, 415),
    "gzip": ("POST", "/sparql", b"\x1f\x8b\x08", {"Content_Type": QUERY, "Content_Encoding": "gzip"}, 415),
    "deflate-after-identity": (
        "POST",
        "/sparql",
        b"ASK {}",
        {"Content_Type": QUERY, "Content_Encoding": "identity, deflate"},
        415,
    ),
    "form-of-10000-fields": ("POST", "/sparql", b"a=b&" * 10_000 + b"query=ASK%7B%7D", {"Content_Type": FORM}, 400),
    "form-with-two-queries": ("POST", "/sparql", b"query=ASK%7B%7D&query=ASK%7B%7D", {"Content_Type": FORM}, 400),
    "form-not-utf-8": ("POST", "/sparql", b"query=ASK%7B%FF%7D", {"Content_Type": FORM}, 400),
    "charset-utf-16": ("POST", "/sparql", b"ASK {}", {"Content_Type": f"{QUERY}; charset=utf-16"}, 400),
    "charset-utf-7": ("POST", "/sparql", b"+AFs-", {"Content_Type": f"{QUERY}; charset=utf-7"}, 400),
    "charset-in-parts": ("POST", "/sparql", b"ASK {}", {"Content_Type": f"{QUERY}; charset*=utf-16''utf-8"}, 400),
    "overlong-utf-8": ("POST", "/sparql", b"ASK {\xc0\xbb}", {"Content_Type": QUERY}, 400),
    "surrogate-in-utf-8": ("POST", "/sparql", b"ASK {\xed\xa0\x80}", {"Content_Type": QUERY}, 400),
    # Addresses.
    "address-too-long": ("GET", "/sparql?query=" + "x" * 20_000, None, {}, 414),
    "percent-of-percent": ("GET", "/sparql?query=%" + "25" * 4_000 + "41", None, {}, 400),
    "percent-broken": ("GET", "/sparql?query=%zz%", None, {}, 400),
    "traversal": ("GET", "/id/..%2f..%2fetc%2fpasswd", None, {}, 404),
    "traversal-in-files": ("GET", "/static/..%2f..%2f..%2fetc/passwd", None, {}, 404),
    "traversal-in-downloads": ("GET", "/downloads/..%2f..%2fpyproject.toml", None, {}, 404),
    "traversal-in-queries": ("GET", "/queries/..%2fchecks%2fblank-node", None, {}, 404),
    "null-in-path": ("GET", "/id/ziel%00", None, {}, 404),
    "no-utf-8-in-path": ("GET", "/id/%ff", None, {}, 404),
    "line-break-in-path": ("GET", "/id/ziel/eins%0d%0aX-Injected:%201", None, {}, 404),
    "bidi-in-path": ("GET", "/doc/ziel/%E2%80%AEeins", None, {}, 404),
    "other-letters-in-path": ("GET", "/doc/ziel/%D0%B5ins", None, {}, 404),
    "host-in-path": ("GET", "//evil.example/id/ziel/eins", None, {}, 404),
    "host-in-id": ("GET", "/id/%2F%2Fevil.example", None, {}, 404),
    "script-in-id": ("GET", "/id/javascript:alert(1)", None, {}, 404),
    # What tells more than it should.
    "docs": ("GET", "/docs", None, {}, 404),
    "redoc": ("GET", "/redoc", None, {}, 404),
    "trace": ("TRACE", "/sparql", None, {"X_Secret": "a"}, 405),
    "ranges": ("GET", "/sparql", None, {"Range": "bytes=" + ",".join(f"0-{n}" for n in range(500))}, 200),
    # Headers.
    "accept-of-nonsense": ("GET", "/sparql", None, {"Accept": '"' * 3_000 + ";q=\\" * 3_000}, 200),
    "accept-of-many": ("GET", "/sparql", None, {"Accept": "a/b," * 7_000}, 406),
    "language-of-many": ("GET", "/sparql", None, {"Accept_Language": "xx-yy;q=0.1," * 2_000}, 200),
    "etags-of-many": ("GET", "/sparql", None, {"If_None_Match": '"x",' * 7_000}, 200),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_hostile_request_gets_its_status(service: Service, name: str) -> None:
    """No header is injected, nobody is sent elsewhere, nothing of the machine is told, and the graph stays."""
    method, path, body, headers, status = REQUESTS[name]
    reply = service.request(method, path, body, **headers)
    assert reply.status == status
    assert "x-injected" not in reply.headers
    assert "location" not in reply.headers
    assert b"root:" not in reply.body
    assert b"Traceback" not in reply.body
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert service.ask("ASK { ?s ?p 42 }").body == TRUE


@pytest.mark.parametrize("path", ["/id/ziel/eins", "/id/ziel/eins?u=//evil.example", "/id/ziel/eins?next=https://evil"])
def test_nobody_is_sent_to_another_host(city_service: Service, path: str) -> None:
    """A redirect leads to a path of this service, whatever the address says beside the name."""
    path = path.replace("ziel/eins", "kernaktivitaet/buergerhaus")
    reply = city_service.get(path, Host="evil.example", X_Forwarded_Host="evil.example", X_Forwarded_Proto="javascript")
    assert reply.status == 303
    assert reply.headers["location"] == "/doc/kernaktivitaet/buergerhaus"


def test_hostile_terms_are_text_on_the_page(service: Service) -> None:
    """Literals of HTML, scripts in IRIs, quotes and reversed letters are shown, and nothing of them is active."""
    reply = service.ask("SELECT ?o { <https://w3id.org/bochum-strategie/id/ziel/drei> ?p ?o }", accept=BROWSER)
    assert "&lt;img src=x onerror=alert(1)&gt;" in reply.text
    for active in ("<img src=x", "'onmouseover='", 'href="data:', 'href="javascript:'):
        assert active not in reply.text
    assert "script-src 'self'" in reply.headers["content-security-policy"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "text/html;q=0.1,*/*"])
def test_a_script_in_a_query_is_not_reflected(service: Service, accept: str) -> None:
    """The error of a query that holds a script is escaped on the page, and no page for all others."""
    reply = service.ask("SELECT <script>alert(1)</script> {", accept=accept)
    assert reply.status == 400
    assert reply.media_type in ({"text/html"} if accept == BROWSER else {"application/problem+json"})
    assert reply.media_type != "text/html" or "<script>alert" not in reply.text


def test_a_formula_stays_the_characters_of_its_literal(service: Service) -> None:
    """CSV may not change a value (SPARQL 1.1 CSV Results §3), so a formula passes; browsers are told not to guess."""
    reply = service.ask("SELECT ?o { ?s <http://example.org/formula> ?o }", accept="text/csv")
    assert reply.text == "o\r\n=cmd|'/C calc'!A0\r\n"
    assert (reply.media_type, reply.headers["x-content-type-options"]) == ("text/csv", "nosniff")


def test_a_poisoned_request_changes_no_later_answer(service: Service) -> None:
    """Host, X-Forwarded-*, Origin and cookies of one client leave no trace in what the next one gets."""
    path = f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}&poison"
    poison = {"Host": "evil.example", "X_Forwarded_Host": "evil.example", "X_Forwarded_Prefix": "/evil"}
    for accept in ("*/*", BROWSER, "text/csv"):
        first = service.get(path, Accept=accept, Origin="https://evil.example", Cookie="a=b", **poison)
        clean = service.get(path, Accept=accept)
        assert (first.status, first.body) == (200, clean.body)
        assert b"evil" not in clean.body
        assert "evil" not in str(clean.headers)
        assert clean.headers["access-control-allow-origin"] == "*"
        assert clean.headers["vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    "value", ['x" } UNION { ?s ?p ?o } #', "x\\", "x'''", "<urn:x>", "?s", "x\n} ; DROP ALL", "x\\u0022 ."]
)
def test_a_parameter_is_never_read_as_query(city_service: Service, value: str) -> None:
    """What is typed into a prepared question finds nothing as a text, and is refused in a sentence as an address."""
    text = city_service.get(f"/queries/cq-10.csv?district={quote(value)}")
    assert (text.status, len(text.text.splitlines())) == (200, 1)
    address = city_service.get(f"/queries/cq-09.csv?activity={quote(value)}")
    assert address.status == 400 or len(address.text.splitlines()) == 1
