"""The files of the site itself: addresses that change with the bytes, and pages that do without scripts."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bochum_kg.web import assets
from serving import Service, serving

BROWSER = "text/html"
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A few triples, served."""
    with serving(tmp_path_factory.mktemp("assets")) as service:
        yield service


def test_a_file_may_be_kept_for_good_under_an_address_that_changes(service: Service) -> None:
    """The style sheet by the version in its address, without one only for minutes."""
    sheet = next(iter(re.findall(r'<link rel="stylesheet" href="([^"]+)"', service.get("/", Accept=BROWSER).text)))
    assert sheet == assets.address("site.css")
    assert service.get(sheet).headers["cache-control"] == FOREVER
    for other in ("/static/site.css", "/static/site.css?v=0"):
        assert service.get(other).headers["cache-control"].startswith("public, max-age=300")
        assert service.get(other).body == service.get(sheet).body


def test_the_scripts_of_a_page_are_there(service: Service) -> None:
    """Whatever was built is served as JavaScript, for good, with a tag."""
    for script in re.findall(r'<script type="module" src="([^"]+)"', service.get("/sparql", Accept=BROWSER).text):
        reply = service.get(script)
        assert (reply.status, reply.media_type) == (200, "text/javascript")
        assert reply.headers["cache-control"] == FOREVER
        assert service.get(script, If_None_Match=reply.headers["etag"]).status == 304


@pytest.mark.parametrize(
    ("accept", "coding"),
    [("gzip, deflate, br", "gzip"), ("br, GZIP;q=0.5", "gzip"), ("gzip;q=0, *", None), ("identity", None), ("", None)],
)
def test_a_script_is_compressed_for_those_who_take_it(service: Service, accept: str, coding: str | None) -> None:
    """The same bytes, each way with a tag of its own."""
    script = assets.address("editor.js")
    plain, asked = service.get(script), service.get(script, Accept_Encoding=accept)
    assert asked.headers.get("content-encoding") == coding
    assert (gzip.decompress(asked.body) if coding else asked.body) == plain.body
    assert (asked.headers["etag"] == plain.headers["etag"]) is (coding is None)
    assert asked.headers["vary"] == "Accept-Encoding"


def test_without_a_bundle_the_form_is_plain(service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No script is referred to, and a query is answered."""
    monkeypatch.setattr(assets, "_FOLDER", tmp_path)
    cached = (assets._manifest, assets.address)  # noqa: SLF001 - what was read before
    for one in cached:
        one.cache_clear()
    try:
        monkeypatch.setattr(assets, "version", lambda _name="": "none")
        reply = service.ask("SELECT ?s WHERE { ?s a ?plain }", accept=BROWSER)
    finally:
        monkeypatch.undo()
        for one in cached:
            one.cache_clear()
    assert reply.status == 200
    assert "<script src" not in reply.text
    assert '<script type="module"' not in reply.text
    assert "Ziel eins" in reply.text


@pytest.mark.parametrize("name", ["nothing.js", "bundle/nothing.js", "bundle/manifest.json", "..%2fapp.py"])
def test_what_is_no_file_is_not_found(service: Service, name: str) -> None:
    """Only files of the site are served."""
    assert service.get(f"/static/{name}").status == 404
