"""The wheel, the list of core activities and the timeline in a real browser, over the real data."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from chromium import launched, window
from serving import Service, running

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: All rules of axe, the size of targets too, which it leaves out by itself.
CHECK = "axe.run({rules: {'target-size': {enabled: true}}}).then(report => report.violations)"
LIST, TIMELINE = "/doc/kernaktivitaet/", "/timeline"
#: How far each text of the wheel goes over the edge of the picture.
OVER = """() => {
  const box = document.querySelector(".wheel svg").getBoundingClientRect();
  return [...document.querySelectorAll(".wheel svg text")].map((text) => {
    const one = text.getBoundingClientRect();
    return Math.max(box.left - one.left, box.top - one.top, one.right - box.right, one.bottom - box.bottom);
  });
}"""
#: How much room each name along an arc leaves.
ROOM = """() => [...document.querySelectorAll(".wheel textPath")].map((one) =>
  document.querySelector(one.getAttribute("href")).getTotalLength() - one.getComputedTextLength())"""
#: How wide the page is beyond the window.
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: How high each competence is below its heading, and whether that can be seen.
BELOW = """() => [...document.querySelectorAll("details.competence")].map((one) => {
  const shown = getComputedStyle(one, "::details-content").contentVisibility === "visible";
  const below = one.getBoundingClientRect().bottom - one.querySelector("summary").getBoundingClientRect().bottom;
  return shown ? below : 0;
})"""


@pytest.fixture(scope="module")
def service(bochum_release: Release, bochum: Engine) -> Iterator[Service]:
    """The real data, served."""
    with running(bochum_release, bochum) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as browser:
        yield browser


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_name_in_the_wheel_is_cut(browser: Browser, service: Service, lang: str) -> None:
    """Every name lies within the picture, and along an arc within its part, with letters that can be read."""
    with window(browser, width=1280) as opened:
        opened.page.goto(f"{service.url}/?lang={lang}")
        assert max(opened.page.evaluate(OVER)) <= 0
        assert min(opened.page.evaluate(ROOM)) > 0
        assert len(opened.page.evaluate(ROOM)) >= 8
        assert opened.page.locator(".wheel a.leaf text").count() == opened.page.locator(".wheel a.leaf").count() > 30


def test_the_wheel_is_worked_by_keyboard(browser: Browser, service: Service) -> None:
    """An activity can be reached, shows that it is, and opens; so does the fold of a competence."""
    with window(browser) as opened:
        page = opened.page
        page.goto(f"{service.url}/?lang=de")
        leaf = page.locator(".wheel a.leaf").first
        leaf.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(leaf).to_be_focused()
        assert leaf.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
        target = leaf.get_attribute("href")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{service.url}{target}")
        page.goto(f"{service.url}/?lang=de")
        page.locator("details.competence > summary").first.focus()
        page.keyboard.press("Enter")
        expect(page.locator("details.competence .activities").first).to_be_visible()


def test_a_narrow_screen_gets_the_list(browser: Browser, service: Service) -> None:
    """At 390 pixels the list stands instead of the wheel, and no page has to be moved sideways."""
    with window(browser, width=390, javascript=False) as opened:
        opened.page.goto(f"{service.url}/?lang=de")
        expect(opened.page.locator(".wheel svg").first).to_be_hidden()
        expect(opened.page.locator("details.competence > summary")).to_have_count(5)
    with window(browser, width=390) as opened:
        for path in ("/", LIST, f"{LIST}?competence=grossstadt", TIMELINE):
            opened.page.goto(f"{service.url}{path}")
            assert opened.page.evaluate(BEYOND) == 0, path


def test_paper_shows_what_is_folded(browser: Browser, service: Service) -> None:
    """On the screen competences are folded; printed they are open."""
    with window(browser) as opened:
        opened.page.goto(f"{service.url}/?lang=de")
        assert opened.page.evaluate(BELOW) == [0] * 5
        opened.page.emulate_media(media="print")
        assert min(opened.page.evaluate(BELOW)) > 100


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("path", ["/", f"{LIST}?status=laufend", TIMELINE, f"{TIMELINE}?state=overdue"])
def test_axe_finds_nothing(browser: Browser, service: Service, path: str, lang: str, dark: bool) -> None:  # noqa: FBT001
    """No barrier that axe-core knows, in both languages and both colour schemes."""
    with window(browser, dark=dark) as opened:
        opened.page.goto(f"{service.url}{path}{'&' if '?' in path else '?'}lang={lang}")
        opened.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = opened.page.evaluate(CHECK)
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found] == []


def test_a_list_is_narrowed_by_clicks_without_scripts(browser: Browser, service: Service) -> None:
    """A value, another one, a chip that takes it back, and an order: each is a link, and the address tells it."""
    with window(browser, javascript=False) as opened:
        page = opened.page
        page.goto(f"{service.url}{LIST}?lang=de")
        page.get_by_role("link", name="Großstadt mit Lebensgefühl 15").click()
        expect(page.locator(".rows > li")).to_have_count(15)
        page.locator(".facets").get_by_role("link", name="umgesetzt").click()
        expect(page.locator(".rows > li")).to_have_count(3)
        page.locator(".chip", has_text="Kompetenz").click()
        expect(page).to_have_url(f"{service.url}{LIST}?lang=de&status=umgesetzt")
        page.get_by_role("link", name="letztem Meilenstein").click()
        expect(page).to_have_url(f"{service.url}{LIST}?lang=de&status=umgesetzt&sort=end")
