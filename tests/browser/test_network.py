"""The network of institutions in a real browser: a picture that can be moved, with the keyboard too, and its table."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bochum_kg.analysis import Options, Source
from bochum_kg.analysis.report import report
from bochum_kg.analysis.request import Request
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from chromium import launched, window
from serving import Service, running

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
CHECK = "axe.run({rules: {'target-size': {enabled: true}}}).then(report => report.violations.map(one => one.id))"
SIZE = "(({{width, height}}) => [width, height])(document.querySelector('{}').getBoundingClientRect())"
PAGE = "/analysis?lang=de"


@pytest.fixture(scope="module")
def service(bochum_release: Release, bochum: Engine) -> Iterator[Service]:
    """The real data, served with the bundle."""
    with running(bochum_release, bochum) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this file."""
    with launched() as browser:
        yield browser


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("light", 390)])
def test_the_picture_takes_the_place_of_the_drawing(service: Service, browser: Browser, theme: str, width: int) -> None:
    """At the same size, so that nothing moves; accessible in both themes; nothing is wider than the window."""
    with window(browser, dark=theme == "dark", width=width, javascript=False) as opened:
        opened.page.goto(service.url + PAGE)
        before = opened.page.evaluate(SIZE.format(".drawing"))
    with window(browser, dark=theme == "dark", width=width) as opened:
        page = opened.page
        page.goto(service.url + PAGE)
        expect(page.locator(".graph-controls")).to_be_visible()
        assert page.evaluate(SIZE.format(".graph-frame")) == before
        assert page.locator(".graph-canvas canvas").count() > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert page.evaluate(CHECK) == []


def test_the_picture_is_worked_with_the_keyboard(service: Service, browser: Browser) -> None:
    """Buttons zoom and move it, and a row that is reached shows its partners; each changes what is drawn."""
    with window(browser) as opened:
        page = opened.page
        page.goto(service.url + PAGE)
        canvas = page.locator(".graph-canvas")
        page.get_by_role("button", name="Vergrößern").wait_for()
        page.wait_for_timeout(300)
        pictures = [canvas.screenshot()]
        for name in ("Vergrößern", "Nach links", "Alles zeigen"):
            page.get_by_role("button", name=name).focus()
            page.keyboard.press("Enter")
            page.wait_for_timeout(300)
            pictures.append(canvas.screenshot())
        assert len(set(pictures[:3])) == 3
        page.locator("table.measures tbody a").nth(3).focus()
        page.wait_for_timeout(300)
        assert canvas.screenshot() != pictures[3]


def test_a_filter_holds_in_the_picture_too(service: Service, browser: Browser) -> None:
    """The script draws the marks that the page lists."""
    with window(browser) as opened:
        page = opened.page
        page.goto(f"{service.url}/analysis?lang=de&field=it-sicherheit")
        page.locator(".graph-controls").wait_for()
        shown = page.evaluate("Object.keys(JSON.parse(document.querySelector('[data-graph]').dataset.shapes)).length")
        assert shown == page.locator("table.measures tbody tr").count() > 3


def test_without_scripts_there_are_drawing_tables_and_links(service: Service, browser: Browser) -> None:
    """The drawing has a text, a table and a way to sort it."""
    with window(browser, javascript=False) as opened:
        page = opened.page
        page.goto(service.url + PAGE)
        expect(page.locator(".drawing")).to_have_attribute("aria-labelledby", "picture")
        page.get_by_role("link", name="Partner", exact=True).click()
        expect(page.locator("th[aria-sort=descending]")).to_have_text("Partner ▼")


@pytest.mark.parametrize("field", [None, "it-sicherheit"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_prints_to_four_to_six_pages(
    bochum_release: Release, bochum: Engine, browser: Browser, language: str, field: str | None
) -> None:
    """On A4: page one stands alone, so that section 1 begins the second page."""
    asked = Request("report", options=Options(field=field), language=language, draws=50)
    html = report(Source(bochum, bochum_release.id), asked)["report.html"].decode()
    with window(browser) as opened:
        opened.page.set_content(html)
        printed = opened.page.pdf(format="A4", tagged=True, outline=True)
    pages = re.findall(rb"(\d+) 0 obj\s*<</Type\s*/Page\b", printed)
    assert 4 <= len(pages) <= 6
    found = dict(re.findall(rb"/Title \((\d) [^)]*\)[^>]*?/Dest \[(\d+) 0 R", printed))
    assert pages.index(found[b"1"]) == 1
    first = re.findall(rb"/Dest \[(\d+) 0 R", printed)
    assert first.count(pages[0]) > 3
