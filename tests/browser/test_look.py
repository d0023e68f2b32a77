"""How every page looks and is worked in a real browser: keyboard, themes, narrow screens, paper, no scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page, expect

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.web import assets
from bochum_kg.web.views import navigation
from chromium import Window, launched, window
from serving import Service, running
from test_pages import HOUSE, PAGES

FRONTEND = Path(__file__).parents[2] / "frontend"
AXE = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
SHEET = Path(assets.__file__).parent / "static" / "site.css"
#: An address of each type of page; a new type of page is added here or to `test_pages.PAGES`.
ADDRESSES: Final = (*PAGES, "/search?q=Buergerhuas", "/search?q=qqqqqq", "/doc/kernaktivitaet/nichts")
#: Pages on which a script puts an editor or a choice of pictures above what was there.
REPLACING: Final = re.compile(r"^/sparql$|^/queries/")
#: All rules of axe, the size of targets too, which it leaves out by itself.
CHECK: Final = "axe.run({rules: {'target-size': {enabled: true}}}).then(report => report.violations)"
CONTRAST: Final = "axe.run({runOnly: ['color-contrast']}).then(report => report.violations)"
#: Counts how far things move without being asked to (Layout Instability §2.3).
SHIFTS: Final = """window.shifts = [];
const told = (node) => `${node?.nodeName} ${node?.textContent?.slice(0, 40)}`;
new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    if (!one.hadRecentInput) window.shifts.push([one.value, ...one.sources.map(({node}) => told(node))]);
}).observe({type: "layout-shift", buffered: true});"""
#: Notes whether the chosen theme was there before there was anything to paint.
FIRST: Final = """new MutationObserver((list, self) => {
  if (!document.body) return;
  window.first = document.documentElement.dataset.theme ?? "none";
  self.disconnect();
}).observe(document, {childList: true, subtree: true});"""


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served with the bundle."""
    assert assets.address("site.js"), "There is no bundle; build it with 'npm ci && npm run build' in frontend/."
    with running(city_release, city) as service:
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


def at(service: Service, path: str, language: str = "de") -> str:
    """Return the address of a page in a language."""
    return f"{service.url}{path}{'&' if '?' in path else '?'}lang={language}"


def visit(opened: Window, address: str) -> Page:
    """Open a page; that a page is not there is no complaint of its own."""
    opened.page.goto(address)
    opened.complaints = [one for one in opened.complaints if "status of 404" not in one]
    return opened.page


def found(page: Page, check: str) -> list[tuple[str, list[str]]]:
    """Return which rules of axe find something, and where."""
    violations: list[dict[str, Any]] = page.evaluate(check)
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in violations]


class TestAccessibility:
    """WCAG 2.2 AA, as far as a program can tell."""

    @pytest.mark.parametrize("language", ["de", "en"])
    @pytest.mark.parametrize("path", ADDRESSES)
    def test_nothing_is_found_in_either_theme(self, service: Service, opened: Window, path: str, language: str) -> None:
        """Every rule, in light colours; and the rules of colours again in dark ones."""
        page = visit(opened, at(service, path, language))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert found(page, CHECK) == []
        if page.locator(".theme").count():
            page.locator(".theme select").select_option("dark")
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(20, 24, 28)"
        assert found(page, CONTRAST) == []

    @pytest.mark.parametrize("path", ["/", HOUSE, "/doc/organisation/", "/search?q=markt", "/sparql"])
    def test_nothing_is_found_on_a_narrow_screen(self, service: Service, browser: Browser, path: str) -> None:
        """Nor with a list of suggestions open."""
        with window(browser, width=390) as opened:
            page = visit(opened, at(service, path))
            page.get_by_role("combobox", name="Suchbegriff").first.fill("markt")
            page.locator("[role=option]").first.wait_for()
            page.evaluate(AXE.read_text(encoding="utf-8"))
            assert found(page, CHECK) == []

    def test_forced_colours_are_the_readers(self, service: Service, opened: Window) -> None:
        """Text, links and borders take the colours of the system, and what is chosen still stands out."""
        opened.page.emulate_media(forced_colors="active")
        page = visit(opened, at(service, "/search?q=markt"))
        page.evaluate(AXE.read_text(encoding="utf-8"))
        assert found(page, CONTRAST) == []
        page = visit(opened, at(service, "/queries"))
        colour = "one => getComputedStyle(one).borderBottomColor"
        chosen = page.locator("header [aria-current]").evaluate(colour)
        others = page.locator("header nav a:not([aria-current])").evaluate_all(f"all => all.map({colour})")
        assert chosen not in others


class TestKeyboard:
    """Everything without a pointer."""

    @pytest.mark.parametrize(
        ("language", "typed", "name"),
        [("de", "buergerh", "Bürgerhaus am Markt"), ("en", "digital aff", "Office for Digital Affairs")],
    )
    def test_a_thing_is_found_with_the_keyboard_alone(
        self, service: Service, opened: Window, language: str, typed: str, name: str
    ) -> None:
        """From any page: the key of the search, some letters, down, Enter."""
        page = visit(opened, at(service, "/downloads", language))
        page.keyboard.press("/")
        box = page.locator("#q")
        expect(box).to_be_focused()
        page.keyboard.type(typed)
        first = page.locator("[role=option]").first
        expect(box).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("ArrowDown")
        expect(first).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
        label = first.locator("span").inner_text()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(label)
        assert page.locator("html").get_attribute("lang") == language
        assert name in page.locator("h1").inner_text()

    def test_the_list_is_left_as_it_was_entered(self, service: Service, opened: Window) -> None:
        """Arrows go around by way of the text, Escape closes the list and keeps the text, Enter searches for it."""
        page = visit(opened, at(service, "/"))
        page.keyboard.press("/")
        page.keyboard.type("markt")
        options = page.locator("[role=option]")
        options.first.wait_for()
        page.keyboard.press("ArrowUp")
        expect(options.last).to_have_attribute("aria-selected", "true")
        page.keyboard.press("ArrowDown")
        assert page.locator("[role=option][aria-selected=true]").count() == 0
        page.keyboard.press("Escape")
        box = page.get_by_role("combobox", name="Suchbegriff")
        expect(box).to_have_attribute("aria-expanded", "false")
        expect(box).to_have_value("markt")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(r"/search\?q=markt&lang=de$"))
        expect(page.locator(".summary")).to_contain_text("markt")

    def test_how_much_is_suggested_is_told(self, service: Service, opened: Window) -> None:
        """Also that there is nothing."""
        page = visit(opened, at(service, "/"))
        page.keyboard.press("/")
        page.keyboard.type("buergerh")
        status = page.locator(".search [role=status]")
        expect(status).to_contain_text("mit den Pfeiltasten")
        page.keyboard.type("qqqqqqqqqq")
        expect(status).to_have_text("keine Vorschläge")
        expect(page.locator("[role=option]")).to_have_count(0)

    def test_the_key_of_the_search_is_a_letter_where_one_writes(self, service: Service, opened: Window) -> None:
        """In fields and in the editor it is typed."""
        page = visit(opened, at(service, "/search"))
        box = page.get_by_role("combobox", name="Suchbegriff")
        box.fill("a")
        page.keyboard.type("/b")
        expect(box).to_have_value("a/b")
        page = visit(opened, at(service, "/sparql"))
        page.locator(".cm-content").focus()
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type("# a/b")
        expect(page.locator("#query")).to_have_value("# a/b")

    def test_the_first_step_is_past_the_header(self, service: Service, opened: Window) -> None:
        """Tab shows a link to the content; then come name, colours, language and search, each with a visible focus."""
        page = visit(opened, at(service, "/"))
        seen = []
        for _ in range(6):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert (seen[0], seen[1], seen[3], seen[4], seen[5]) == (
            "Zum Inhalt springen",
            "Bochum Strategie",
            "English",
            "q",
            "Suchen",
        )
        for _ in range(5):
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


class TestTheme:
    """Light and dark, as the reader chooses."""

    def test_what_is_chosen_is_kept_from_the_first_paint_on(self, service: Service, opened: Window) -> None:
        """On the next page too, and until the colours of the device are chosen again."""
        page = visit(opened, at(service, "/"))
        paper = "getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        page.get_by_label("Farben").select_option("dark")
        assert page.evaluate(paper) == "rgb(20, 24, 28)"
        page.add_init_script(FIRST)
        page = visit(opened, at(service, HOUSE))
        assert page.evaluate("window.first") == "dark"
        assert page.evaluate(paper) == "rgb(20, 24, 28)"
        expect(page.get_by_label("Farben")).to_have_value("dark")
        page.get_by_label("Farben").select_option("system")
        assert page.evaluate(paper) == "rgb(255, 255, 255)"
        page.reload()
        assert page.evaluate("window.first") == "none"

    def test_a_light_page_may_be_chosen_on_a_dark_device(self, service: Service, browser: Browser) -> None:
        """And without a choice the device decides."""
        with window(browser, dark=True) as opened:
            page = visit(opened, at(service, "/"))
            paper = "getComputedStyle(document.documentElement).backgroundColor"
            assert page.evaluate(paper) == "rgb(20, 24, 28)"
            page.get_by_label("Farben").select_option("light")
            assert page.evaluate(paper) == "rgb(255, 255, 255)"

    def test_other_open_pages_follow(self, service: Service, opened: Window) -> None:
        """At once."""
        page = visit(opened, at(service, "/"))
        other = page.context.new_page()
        other.goto(at(service, "/downloads"))
        page.get_by_label("Farben").select_option("dark")
        expect(other.locator("html")).to_have_attribute("data-theme", "dark")

    def test_the_dark_colours_are_written_twice_and_the_same(self) -> None:
        """For the device and for the choice."""
        text = SHEET.read_text(encoding="utf-8")
        blocks = re.findall(r"data-theme=\"(?:light|dark)\"\]\)? \{([^}]*--paper[^}]*)\}", text)
        device, choice = (re.findall(r"(--[\w-]+): ([^;]+);", one) for one in blocks)
        assert device == choice
        assert len(device) > 15


class TestPlace:
    """On screens of any width, on paper, with and without scripts."""

    @pytest.mark.parametrize("path", ADDRESSES)
    def test_nothing_moves_while_a_page_is_loaded(self, service: Service, opened: Window, path: str) -> None:
        """Not by a pixel, but where a script puts an editor or pictures above; there by less than is noticed (0.1)."""
        opened.page.add_init_script(SHIFTS)
        page = visit(opened, at(service, path))
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(100)
        shifts = page.evaluate("window.shifts")
        if REPLACING.match(path):
            assert sum(value for value, *_ in shifts) < 0.1, shifts
        else:
            assert shifts == []

    @pytest.mark.parametrize("width", [320, 390, 768, 1280])
    def test_every_page_fits_its_window(self, service: Service, browser: Browser, width: int) -> None:
        """Nothing but what scrolls by itself is wider (WCAG 1.4.10); the header leaves most of a phone to the page."""
        with window(browser, width=width) as opened:
            for path in ADDRESSES:
                page = visit(opened, at(service, path))
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            visit(opened, at(service, "/"))
            lines = page.locator("header nav ul").bounding_box()
            assert lines is not None
            assert lines["height"] <= (90 if width < 700 else 50)

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_the_skyline_stands_beside_the_navigation(self, service: Service, opened: Window, language: str) -> None:
        """Where it is drawn, no link lies on it."""
        page = visit(opened, at(service, "/", language))
        start = page.evaluate("""() => {
            const bar = document.querySelector("header .bar"), drawn = getComputedStyle(bar, "::after");
            const end = bar.getBoundingClientRect().right - parseFloat(drawn.right);
            return drawn.display === "none" ? null : end - parseFloat(drawn.width);
        }""")
        ends = page.locator("header nav a").evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
        assert max(ends) < start

    def test_where_one_is_is_said(self, service: Service, opened: Window) -> None:
        """Every entry of the navigation answers and marks itself; below it the entry is marked too."""
        for entry in (*navigation.MAIN, *navigation.FURTHER):
            page = visit(opened, at(service, entry.path))
            assert page.locator("[aria-current=page]").get_attribute("href") == f"{entry.path}?lang=de"
        page = visit(opened, at(service, HOUSE))
        assert page.locator("header [aria-current=true]").get_attribute("href") == "/doc/kernaktivitaet/?lang=de"

    def test_paper_is_white_and_without_what_one_clicks(self, service: Service, browser: Browser) -> None:
        """Also for those who read in dark colours."""
        with window(browser, dark=True) as opened:
            page = visit(opened, at(service, HOUSE))
            page.get_by_label("Farben").select_option("dark")
            page.emulate_media(media="print")
            assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
            for selector in ("header nav", "footer nav", ".tools", ".skip"):
                expect(page.locator(selector)).to_be_hidden()
            expect(page.locator("h1")).to_be_visible()
            expect(page.locator(".footnotes")).to_be_visible()
            assert page.pdf(format="A4").startswith(b"%PDF")

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_the_site_works_without_javascript(self, service: Service, browser: Browser, language: str) -> None:
        """The search is a form, its kinds and pages are links, and nothing is offered that would need a script."""
        with window(browser, javascript=False) as opened:
            page = visit(opened, at(service, "/", language))
            assert page.locator(".theme").is_hidden()
            page.locator("#q").fill("haus")
            page.locator("header .search button").click()
            assert page.locator("html").get_attribute("lang") == language
            page.locator(".by-kind a").nth(1).click()
            assert page.locator(".by-kind a[aria-current]").count() == 1
            target = page.locator(".results a").first
            name = target.inner_text()
            target.click()
            assert page.locator("h1").inner_text() == name

    def test_the_style_sheet_stays_small_and_asks_for_nothing_elsewhere(self) -> None:
        """Under 40 kB, and all it refers to is ours."""
        text = SHEET.read_text(encoding="utf-8")
        assert len(text.encode()) < 40_000
        assert "@import" not in text
        assert set(re.findall(r"url\(\"([^\"]+)\"\)", text)) == {"skyline.svg"}
