"""The page of a thing in a real browser: the network of its neighbourhood, and what can be copied."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO
from bochum_kg.settings import Settings
from bochum_kg.web import assets
from chromium import Window, launched, window
from serving import Service, running
from test_pages import HOUSE

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PATHS = (HOUSE, "/def.html", "/def/CoreActivity.html", "/vocab/organisationsart.html", "/vocab/status/laufend.html")


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served with the bundle."""
    assert assets.address("entity.js"), "There is no bundle; build it with 'npm ci && npm run build' in frontend/."
    with running(city_release, city, Settings(report_address="mailto:strategie@example.org")) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser) -> Iterator[Window]:
    """A wide, light window; what it complains about fails the test."""
    with window(browser) as opened:
        yield opened


def draw(page: Page, service: Service, path: str = HOUSE) -> None:
    """Open a page and scroll to its network."""
    page.goto(f"{service.url}{path}?lang=de")
    page.locator(".surroundings").scroll_into_view_if_needed()
    page.locator(".surroundings canvas").first.wait_for()


def painted(page: Page) -> int:
    """Return how many colours the picture of the network has."""
    shot = page.locator(".canvas").screenshot()
    script = """async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      const { data } = canvas.getImageData(0, 0, image.width, image.height);
      const colours = new Set();
      for (let at = 0; at < data.length; at += 4) colours.add(data[at] * 65536 + data[at + 1] * 256 + data[at + 2]);
      return colours.size;
    }"""
    return int(page.evaluate(script, list(shot)))


class TestNetwork:
    """The neighbourhood."""

    def test_it_is_loaded_only_when_it_comes_into_view(self, service: Service, opened: Window) -> None:
        """The large script is not fetched with the page, but when a reader scrolls to the section."""
        asked: list[str] = []
        opened.page.on("request", lambda request: asked.append(request.url))
        opened.page.set_viewport_size({"width": 1280, "height": 300})
        opened.page.goto(f"{service.url}{HOUSE}")
        opened.page.wait_for_load_state("networkidle")
        assert not [one for one in asked if "neighbourhood" in one or "network.json" in one]
        opened.page.locator(".surroundings").scroll_into_view_if_needed()
        opened.page.locator(".surroundings canvas").first.wait_for()
        assert [one for one in asked if "neighbourhood" in one]
        assert [one for one in asked if "network.json" in one]

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_it_is_drawn_with_caption_colours_and_table(
        self, service: Service, browser: Browser, *, dark: bool
    ) -> None:
        """The picture has a name, its colours are named, and the table has a row for each line."""
        with window(browser, dark=dark) as opened:
            draw(opened.page, service)
            picture = opened.page.get_by_role("img", name=re.compile("in der Mitte und 11 direkt verbundene"))
            expect(picture).to_be_visible()
            expect(opened.page.locator(".surroundings .tables .scroll").first.locator("tbody tr")).to_have_count(11)
            expect(opened.page.locator(".kinds li").first).to_have_text("Kernaktivitäten")
            expect(opened.page.locator(".surroundings td", has_text="maschinell abgeleitet").first).to_be_visible()
            opened.page.wait_for_timeout(500)
            assert painted(opened.page) > 20

    def test_the_table_leads_on_with_the_keyboard(self, service: Service, opened: Window) -> None:
        """Whoever cannot point reaches every neighbour by its link."""
        draw(opened.page, service)
        link = opened.page.locator('.surroundings .tables a[href^="/doc/organisation/tu-musterstadt"]')
        link.first.focus()
        opened.page.keyboard.press("Enter")
        opened.page.wait_for_url("**/doc/organisation/tu-musterstadt?lang=de")

    def test_a_click_in_the_picture_leads_on(self, service: Service, opened: Window) -> None:
        """The first neighbour stands at the top on the right; a click on it opens its page."""
        draw(opened.page, service, "/doc/saeule/neugier")
        opened.page.wait_for_timeout(500)
        box = opened.page.locator(".canvas").bounding_box()
        assert box is not None
        network = opened.page.request.get(f"{service.url}/network.json?iri={BO['saeule/neugier']}&lang=de").json()
        first = network["nodes"][1]
        room = min(280, box["width"] * 0.36)
        x = box["x"] + box["width"] / 2 + first["x"] * (box["width"] / 2 - room)
        y = box["y"] + box["height"] / 2 - first["y"] * (box["height"] / 2 - 13)
        opened.page.mouse.click(x, y)
        opened.page.wait_for_url(f"**{first['href']}")

    def test_without_scripts_the_lists_are_there(self, service: Service, browser: Browser) -> None:
        """No button that does nothing, and every neighbour as a link."""
        with window(browser, javascript=False) as opened:
            opened.page.goto(f"{service.url}{HOUSE}?lang=de")
            expect(opened.page.get_by_text("Direkt verbunden mit 11 anderen")).to_be_visible()
            assert opened.page.locator("main button").count() == 0
            assert opened.page.locator('main a[href^="/doc/organisation/tu-musterstadt"]').count() >= 1


class TestCopying:
    """What can be copied."""

    def test_identifier_and_citation_are_copied_with_a_click(self, service: Service, browser: Browser) -> None:
        """The clipboard has the IRI, the short form and each form of the citation; the page says so."""
        with window(browser) as opened:
            page = opened.page
            page.context.grant_permissions(["clipboard-read", "clipboard-write"])
            page.goto(f"{service.url}{HOUSE}?lang=de")
            page.locator("details.cite summary").click()
            for label, expected in (
                ("Kennung (IRI)", str(BO["kernaktivitaet/buergerhaus"])),
                ("Kurzform", "bo:kernaktivitaet/buergerhaus"),
                ("In Worten", "Projekt bochum-kg: „"),
                ("BibTeX", "@misc{bo-kernaktivitaet-buergerhaus-"),
                ("CSL-JSON", "[\n  {\n"),
            ):
                button = page.get_by_role("button", name=f"Kopieren: {label}")
                button.click()
                expect(page.get_by_role("status").filter(has_text="Kopiert.").first).to_be_visible()
                assert page.evaluate("navigator.clipboard.readText()").startswith(expected)


class TestPages:
    """How the pages stand up to checks."""

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("path", PATHS)
    def test_they_are_accessible(self, service: Service, browser: Browser, path: str, *, dark: bool) -> None:
        """The rules of WCAG 2.2 that a program can check find nothing serious, with everything unfolded."""
        with window(browser, dark=dark) as opened:
            opened.page.goto(f"{service.url}{path}?lang=en")
            if opened.page.locator(".surroundings").count():
                opened.page.locator(".surroundings").scroll_into_view_if_needed()
                opened.page.locator(".surroundings canvas").first.wait_for()
            opened.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            opened.page.evaluate(AXE.read_text(encoding="utf-8"))
            found: list[dict[str, Any]] = opened.page.evaluate("axe.run().then(report => report.violations)")
            serious = [
                (one["id"], [node["html"][:120] for node in one["nodes"]])
                for one in found
                if one["impact"] in {"serious", "critical"}
            ]
            assert serious == []

    @pytest.mark.parametrize("width", [390, 1280])
    @pytest.mark.parametrize("path", PATHS)
    def test_they_fit_their_window(self, service: Service, browser: Browser, path: str, width: int) -> None:
        """Nothing but what scrolls by itself is wider than the window, with everything unfolded."""
        with window(browser, width=width) as opened:
            opened.page.goto(f"{service.url}{path}?lang=de")
            if opened.page.locator(".surroundings").count():
                opened.page.locator(".surroundings").scroll_into_view_if_needed()
                opened.page.locator(".surroundings canvas").first.wait_for()
            opened.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
            assert opened.page.evaluate("document.documentElement.scrollWidth") <= width

    def test_values_that_disagree_stand_side_by_side_where_there_is_room(
        self, service: Service, browser: Browser
    ) -> None:
        """On a wide window two values share a line; on a narrow one they follow each other."""
        tops = {}
        for width in (1280, 390):
            with window(browser, width=width) as opened:
                opened.page.goto(f"{service.url}{HOUSE}")
                rivals = opened.page.locator(".competing").first.locator("dd.rival")
                boxes = [rivals.nth(place).bounding_box() for place in (0, 1)]
                tops[width] = [box["y"] for box in boxes if box]
        assert tops[1280][0] == tops[1280][1]
        assert tops[390][0] < tops[390][1]
