"""A page of another origin matches names and shows previews, as OpenRefine does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Final

import pytest
from playwright.sync_api import Browser, expect

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from chromium import launched, window
from serving import running

ASK: Final = """async (address) => {
  const queries = JSON.stringify({q: {query: "Werkhalle", type: "ort"}});
  const answer = await fetch(address, {method: "POST", body: new URLSearchParams({queries})});
  return (await answer.json()).q.result[0];
}"""


@contextmanager
def elsewhere(body: str) -> Iterator[str]:
    """Serve a page from another origin until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<link rel="icon" href="data:,">{body}'.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_another_page_matches_a_name_and_frames_the_preview(city_release: Release, city: Engine, *, dark: bool) -> None:
    """Nothing is complained about, the thing is there without scrolling, and its name leads to the page."""
    with running(city_release, city) as service, launched() as browser:
        _match_and_frame(browser, service.url, dark=dark)


def _match_and_frame(browser: Browser, service: str, *, dark: bool) -> None:
    frame = f'<iframe src="{service}/reconcile/preview?id=ort%2Fwerkhalle&lang=en" width="430" height="200"></iframe>'
    with elsewhere(frame) as address, window(browser, dark=dark) as opened:
        page = opened.page
        page.goto(address)
        found = page.evaluate(ASK, f"{service}/reconcile?lang=en")
        assert (found["id"], found["match"]) == ("ort/werkhalle", True)
        preview = page.frames[1]
        link = preview.get_by_role("link", name="Werkhalle")
        expect(link).to_have_attribute("href", "/doc/ort/werkhalle?lang=en")
        expect(preview.get_by_text("Former factory hall.")).to_be_visible()
        assert preview.evaluate("document.documentElement.scrollHeight <= innerHeight")
