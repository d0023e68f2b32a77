"""The editor at the endpoint, in a real browser over the small city."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.web import assets
from chromium import Window, launched, window
from serving import Service, running

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
PREFIXES = """PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX strat: <https://w3id.org/stadtstrategie/def/>
"""
#: Things of the city with their names in German.
NAMES = f"""{PREFIXES}SELECT ?thing ?name WHERE {{
  ?thing a strat:CoreActivity ; skos:prefLabel ?name . FILTER (LANG(?name) = "de")
}} ORDER BY ?name"""
COUNTS = f"""{PREFIXES}SELECT ?kind (COUNT(?thing) AS ?count) WHERE {{
  ?thing strat:activityKind ?kind
}} GROUP BY ?kind ORDER BY ?count"""
PAIRS = f"{PREFIXES}SELECT ?activity ?organisation WHERE {{ ?organisation strat:takesPartIn|strat:leads ?activity }}"
GRAPH = f"{PREFIXES}CONSTRUCT {{ ?a strat:leads ?b }} WHERE {{ ?a strat:leads|strat:takesPartIn ?b }}"
BROKEN = "SELECT ?thing WHERE {\n  ?thing a .\n}"


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served with the bundle."""
    assert assets.address("editor.js"), "There is no bundle; build it with 'npm ci && npm run build' in frontend/."
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


def at(service: Service, query: str = "", lang: str = "de") -> str:
    """Return the address of the editor with a query."""
    return f"{service.url}/sparql?{urlencode({'lang': lang} | ({'query': query} if query else {}))}"


def write(page: Page, text: str) -> None:
    """Type a text in place of the one in the editor, without what the editor adds by itself."""
    page.locator(".cm-content").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(text)


def written(page: Page) -> str:
    """Return the text in the editor."""
    return page.locator("#query").input_value()


def suggestion(page: Page, label: str) -> Locator:
    """Return the entry of the list of suggestions with that label."""
    exact = page.locator(".cm-completionLabel", has_text=re.compile(f"^{re.escape(label)}$"))
    return page.get_by_role("option").filter(has=exact)


class TestWriting:
    """Highlighting, completion and meaning."""

    def test_the_query_is_highlighted(self, service: Service, opened: Window) -> None:
        """Keywords, variables and names have colours of their own."""
        opened.page.goto(at(service, NAMES))
        colours = {
            text: opened.page.locator(".cm-line span", has_text=re.compile(f"^{re.escape(text)}$")).first.evaluate(
                "one => getComputedStyle(one).color"
            )
            for text in ("SELECT", "?thing", "strat:CoreActivity", '"de"')
        }
        assert len(set(colours.values())) == len(colours)

    def test_a_prefix_brings_its_terms_and_its_declaration(self, service: Service, opened: Window) -> None:
        """What begins with ``strat:Mile`` is completed, and the missing PREFIX line is written above."""
        opened.page.goto(at(service))
        write(opened.page, "SELECT * { ?s a ")
        opened.page.keyboard.type("strat:Mile")
        option = suggestion(opened.page, "strat:Milestone")
        expect(option).to_contain_text("Meilenstein · Milestone · Klasse")
        opened.page.wait_for_timeout(150)  # a list that has just opened does not take keys yet
        opened.page.keyboard.press("Enter")
        assert written(opened.page) == (
            "PREFIX strat: <https://w3id.org/stadtstrategie/def/>\nSELECT * { ?s a strat:Milestone"
        )

    @pytest.mark.parametrize(("lang", "typed"), [("de", "meilenst"), ("en", "milest"), ("de", "milest")])
    def test_a_term_is_found_by_its_name(self, service: Service, opened: Window, lang: str, typed: str) -> None:
        """In either language, whatever the language of the page."""
        opened.page.goto(at(service, lang=lang))
        write(opened.page, f"{PREFIXES}SELECT * {{ ?s a ")
        opened.page.keyboard.type(typed)
        suggestion(opened.page, "strat:Milestone").click()
        assert written(opened.page) == f"{PREFIXES}SELECT * {{ ?s a strat:Milestone"

    def test_a_thing_is_found_by_its_name_and_written_as_iri(self, service: Service, opened: Window) -> None:
        """A name with a slash cannot stand after a prefix, so the whole IRI is inserted."""
        opened.page.goto(at(service))
        write(opened.page, "SELECT * { ?s ?p ")
        opened.page.keyboard.type("burgerha")
        suggestion(opened.page, "Bürgerhaus am Markt").click()
        iri = "<https://w3id.org/bochum-strategie/id/kernaktivitaet/buergerhaus>"
        assert written(opened.page) == f"SELECT * {{ ?s ?p {iri}"

    @pytest.mark.parametrize(("lang", "name"), [("de", "Kernaktivität"), ("en", "Core activity")])
    def test_hovering_tells_the_meaning(self, service: Service, opened: Window, lang: str, name: str) -> None:
        """Name and definition in the language of the page; the cursor shows the same below the editor."""
        opened.page.goto(at(service, NAMES, lang))
        word = opened.page.locator(".cm-line span", has_text=re.compile("^strat:CoreActivity$"))
        word.hover()
        tooltip = opened.page.locator(".cm-tooltip .meaning")
        expect(tooltip.locator("strong")).to_have_text(name)
        assert tooltip.locator(".about").inner_text()
        word.click()
        expect(opened.page.locator("p.meaning strong")).to_have_text(name)

    def test_the_focus_stays_when_the_editor_arrives(self, service: Service, opened: Window) -> None:
        """Whoever is in the plain field before the script has come is in the editor after."""
        held: list[Route] = []
        opened.page.route("**/editor-*.js", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
        opened.page.goto(at(service), wait_until="commit")
        opened.page.locator("#query").focus()
        while not held:
            opened.page.wait_for_timeout(20)
        held[0].continue_()
        expect(opened.page.locator(".cm-content")).to_be_focused()


class TestRunning:
    """Answers in place."""

    def test_ctrl_enter_shows_a_table_that_sorts(self, service: Service, opened: Window) -> None:
        """Names with links, number of rows and time; each heading orders the rows and says how."""
        page = opened.page
        page.goto(at(service))
        write(page, NAMES)
        page.keyboard.press("ControlOrMeta+Enter")
        caption = page.locator(".answer caption")
        expect(caption).to_have_text(re.compile(r"^\d+ Zeilen · \d+ ms$"))
        first = page.locator(".answer tbody tr td:first-child a")
        names = first.all_inner_texts()
        assert "Bürgerhaus am Markt" in names
        assert first.first.get_attribute("href") == "/doc/kernaktivitaet/buergerhaus?lang=de"
        heading = page.get_by_role("columnheader", name="name")
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", "ascending")
        heading.get_by_role("button").click()
        expect(heading).to_have_attribute("aria-sort", "descending")
        assert first.all_inner_texts() == names[::-1]

    def test_numbers_sort_by_value(self, service: Service, opened: Window) -> None:
        """Ten comes after nine."""
        opened.page.goto(at(service, "SELECT ?n { VALUES ?n { 9 10 -1 } }"))
        opened.page.get_by_role("columnheader", name="n").get_by_role("button").click()
        assert opened.page.locator(".answer td").all_inner_texts() == ["-1", "9", "10"]

    def test_the_address_gives_the_same_again(self, service: Service, opened: Window) -> None:
        """It holds query and language; reloading and going back show what was there."""
        page = opened.page
        page.goto(at(service, COUNTS))
        before = page.locator(".answer tbody").inner_text()
        write(page, NAMES)
        page.keyboard.press("ControlOrMeta+Enter")
        page.wait_for_url(lambda url: parse_qs(urlsplit(url).query)["query"] == [NAMES])
        expect(page.locator(".answer caption")).to_contain_text("ms")
        after = page.locator(".answer tbody").inner_text()
        page.reload()
        assert (written(page), page.locator(".answer tbody").inner_text()) == (NAMES, after)
        page.go_back()
        expect(page.locator(".answer tbody")).to_have_text(re.compile(re.escape(before.split("\t")[0].strip())))
        assert written(page) == COUNTS

    def test_an_error_marks_its_line(self, service: Service, opened: Window) -> None:
        """The line is coloured, the cursor stands there, and the sentence is announced."""
        page = opened.page
        page.goto(at(service))
        write(page, BROKEN)
        page.keyboard.press("ControlOrMeta+Enter")
        expect(page.locator(".cm-line.fault")).to_have_text("  ?thing a .")
        expect(page.get_by_role("alert")).to_contain_text("Die Abfrage ist so kein gültiges SPARQL 1.1.")
        expect(page.get_by_role("alert").locator("[lang=en]")).to_contain_text("line 2")
        expect(page.locator(".cm-content")).to_be_focused()
        page.keyboard.type("#")
        assert "#" in written(page).splitlines()[1]
        expect(page.locator(".cm-line.fault")).to_have_count(0)

    def test_a_refusal_with_a_page_of_its_own_is_told_in_place(self, service: Service, opened: Window) -> None:
        """A query that is too long for everything: the sentence of the error page stands where the answer would."""
        page = opened.page
        page.goto(at(service))
        write(page, f"ASK {{}} # {'x' * 300_000}")
        page.keyboard.press("ControlOrMeta+Enter")
        expect(page.get_by_role("alert")).to_have_text("Der Aufruf ist zu lang; bitte Kürzeres senden.")
        opened.complaints[:] = [one for one in opened.complaints if not re.search("41[34]", one)]

    def test_a_long_query_is_answered_too(self, service: Service, opened: Window) -> None:
        """One that no address can hold is sent in the body, and the address stays."""
        page = opened.page
        page.goto(at(service))
        write(page, f"ASK {{}} # {'x' * 20_000}")
        with page.expect_response(lambda response: response.request.method == "POST"):
            page.keyboard.press("ControlOrMeta+Enter")
        expect(page.locator(".truth")).to_have_text("Ja")
        assert page.url == at(service)
        opened.complaints[:] = [one for one in opened.complaints if "414" not in one]

    def test_a_service_that_is_gone_is_said(self, service: Service, opened: Window) -> None:
        """In a sentence; the query stays, and keywords are still suggested."""
        page = opened.page
        page.goto(at(service))
        page.route("**/sparql*", lambda route: route.abort())
        page.route("**/sparql/*", lambda route: route.abort())
        write(page, NAMES)
        page.keyboard.press("ControlOrMeta+Enter")
        expect(page.get_by_role("alert")).to_have_text(
            "Der Dienst war nicht zu erreichen. Bitte noch einmal versuchen."
        )
        assert written(page) == NAMES
        write(page, "")
        page.keyboard.type("SEL")
        suggestion(page, "SELECT").click()
        assert written(page) == "SELECT"
        assert all("ERR_FAILED" in one for one in opened.complaints)
        opened.complaints.clear()


class TestPictures:
    """Charts and networks, where the columns allow them; the table stays."""

    def test_names_with_numbers_are_a_chart(self, service: Service, opened: Window) -> None:
        """One bar for each row, each with its name and value; no network is offered."""
        page = opened.page
        page.goto(at(service, COUNTS))
        page.get_by_role("radio", name="Diagramm").check()
        bars = page.locator(".chart svg g")
        bars.first.wait_for()
        assert bars.count() == page.locator(".answer tbody tr").count()
        assert page.get_by_role("img", name="count je kind; die Werte stehen in der Tabelle.").is_visible()
        assert page.get_by_role("radio", name="Netz").count() == 0

    def test_two_columns_of_things_are_a_network(self, service: Service, opened: Window) -> None:
        """One circle for each thing, one line for each pair; no chart is offered."""
        page = opened.page
        page.goto(at(service, PAIRS))
        page.get_by_role("radio", name="Netz").check()
        page.locator(".network svg").wait_for()
        cells = page.locator(".answer td").evaluate_all("all => all.map(one => one.dataset.iri)")
        pairs = {tuple(cells[at : at + 2]) for at in range(0, len(cells), 2)}
        assert page.locator(".network circle").count() == len({one for pair in pairs for one in pair})
        assert page.locator(".network line").count() == len(pairs)
        assert page.get_by_role("radio", name="Diagramm").count() == 0
        page.get_by_role("radio", name="Nur Tabelle").check()
        expect(page.locator(".network")).to_have_count(0)

    def test_triples_are_a_network(self, service: Service, opened: Window) -> None:
        """What CONSTRUCT returns can be looked at too."""
        opened.page.goto(at(service, GRAPH))
        opened.page.get_by_role("radio", name="Netz").check()
        opened.page.locator(".network line").first.wait_for(state="attached")

    def test_nothing_is_offered_where_nothing_can_be_drawn(self, service: Service, opened: Window) -> None:
        """Texts alone stay a table."""
        opened.page.goto(at(service, NAMES.replace("?thing ?name", "?name", 1)))
        expect(opened.page.locator(".answer th button")).to_have_count(1)
        assert opened.page.locator(".views").count() == 0

    def test_a_prepared_question_is_drawn_too(self, service: Service, opened: Window) -> None:
        """Its page has no editor, and the same table."""
        opened.page.goto(f"{service.url}/queries/cq-14?lang=en")
        expect(opened.page.locator(".answer th button").first).to_be_visible()
        opened.page.get_by_role("radio", name="Network").check()
        opened.page.locator(".network svg").wait_for()


class TestAround:
    """Examples and code."""

    def test_an_example_is_previewed_and_taken_over(self, service: Service, opened: Window) -> None:
        """It shows what it asks and the first rows of its answer; then it stands in the editor and runs."""
        page = opened.page
        page.goto(at(service, lang="en"))
        example = page.get_by_role(
            "button", name="Which competences, goals and focus areas does the strategy have, in which order?"
        )
        example.click()
        expect(page.locator(".preview caption")).to_contain_text("Preview: The first")
        assert 1 <= page.locator(".preview tbody tr").count() <= 5
        expect(example).to_have_attribute("aria-expanded", "true")
        page.get_by_role("button", name="Take into the editor").click()
        expect(page.locator(".answer table")).to_be_visible()
        assert "strat:" in written(page)
        assert "query=" in page.url

    def test_the_code_follows_the_text(self, service: Service, opened: Window) -> None:
        """Each piece of code holds what was typed, before it ran, and can be copied."""
        page = opened.page
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(at(service))
        write(page, "ASK { ?s ?p 'typed' }")
        page.get_by_role("button", name="Code und Downloads zeigen").click()
        code = page.locator("#elsewhere pre", has_text="typed")
        expect(code).to_have_count(4)
        page.get_by_role("button", name="Kopieren: curl").click()
        expect(page.locator("#elsewhere").get_by_role("status").first).to_have_text("Kopiert")
        assert page.evaluate("navigator.clipboard.readText()") == code.first.inner_text()
        assert "typed" in (page.get_by_role("link", name="CSV").first.get_attribute("href") or "")

    @pytest.mark.parametrize(("allowed", "said"), [(True, "Kopiert"), (False, "Nicht kopiert")])
    def test_a_clipboard_that_is_refused_is_told(
        self, service: Service, opened: Window, said: str, *, allowed: bool
    ) -> None:
        """The code is copied in the old way or, where that is refused too, selected for the keyboard; it says which."""
        page = opened.page
        page.add_init_script(
            f"navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));"
            f"document.execCommand = () => {str(allowed).lower()};"
        )
        page.goto(at(service, "ASK { ?s ?p 'asked' }"))
        page.get_by_text("Anderswo verwenden").click()
        page.get_by_role("button", name="Kopieren: curl").click()
        expect(page.locator("#elsewhere").get_by_role("status").first).to_contain_text(said)
        code = page.locator("#elsewhere pre").first.inner_text()
        assert page.evaluate("getSelection().toString()").strip() == code.strip()


class TestEveryone:
    """Keyboard, languages, no script, a strict policy, accessibility."""

    def test_the_keyboard_gets_in_and_out(self, service: Service, opened: Window) -> None:
        """Tab leads into the editor and, even from an open list of suggestions, on to the button that runs."""
        page = opened.page
        page.goto(at(service))
        page.locator("header nav a").last.focus()
        page.keyboard.press("Tab")
        expect(page.locator(".cm-content")).to_be_focused()
        page.keyboard.press("ControlOrMeta+End")
        page.keyboard.press("Control+Space")
        page.get_by_role("listbox", name="Vorschläge").wait_for()
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Abfrage ausführen")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".answer table")).to_be_visible()
        page.keyboard.press("Shift+Tab")
        expect(page.locator(".cm-content")).to_be_focused()

    @pytest.mark.parametrize(
        ("lang", "label", "button"), [("de", "Abfrage", "Abfrage ausführen"), ("en", "Query", "Run query")]
    )
    def test_it_speaks_both_languages(
        self, service: Service, opened: Window, lang: str, label: str, button: str
    ) -> None:
        """The editor has the name of the field; the help below is in the language of the page."""
        opened.page.goto(at(service, lang=lang))
        expect(opened.page.get_by_role("textbox", name=label)).to_be_visible()
        expect(opened.page.get_by_role("button", name=button)).to_be_visible()
        expect(opened.page.locator(".help")).to_contain_text("Tab")

    def test_the_form_works_without_javascript(self, service: Service, browser: Browser) -> None:
        """A field, a button, a table with names; code and examples are pages of their own."""
        with window(browser, javascript=False) as opened:
            page = opened.page
            page.goto(at(service))
            page.get_by_label("Abfrage", exact=True).fill(NAMES)
            page.get_by_role("button", name="Abfrage ausführen").click()
            assert "Bürgerhaus am Markt" in page.locator(".answer table").inner_text()
            page.get_by_role("button", name="Code und Downloads zeigen").click()
            assert "strat:CoreActivity" in page.locator("#elsewhere pre").first.inner_text()
            page.locator("section.examples li a").first.click()
            assert page.locator(".answer table").is_visible()

    def test_the_policy_is_strict_and_kept(self, service: Service, opened: Window) -> None:
        """No inline style or script is allowed, and the editor needs none: the console has nothing to say."""
        reply = opened.page.goto(at(service, NAMES))
        assert reply is not None
        policy = reply.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "nonce" not in policy
        opened.page.locator(".cm-content").click()
        assert (
            opened.page.locator("style, [style]").count()
            == opened.page.locator(".editor style, .editor [style]").count()
        )

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    @pytest.mark.parametrize("state", ["answer", "error", "chart", "network", "preview", "completion"])
    def test_it_is_accessible(self, service: Service, browser: Browser, state: str, *, dark: bool) -> None:
        """The rules of WCAG 2.2 that a program can check find nothing serious."""
        with window(browser, dark=dark) as opened:
            _bring_about(opened.page, service, state)
            opened.page.evaluate(AXE.read_text(encoding="utf-8"))
            found: list[dict[str, Any]] = opened.page.evaluate("axe.run().then(report => report.violations)")
            serious = [
                (one["id"], [node["html"][:120] for node in one["nodes"]])
                for one in found
                if one["impact"] in {"serious", "critical"}
            ]
            assert serious == []

    @pytest.mark.parametrize("width", [390, 1280])
    def test_it_fits_its_window(self, service: Service, browser: Browser, width: int) -> None:
        """Nothing but what scrolls by itself is wider than the window."""
        with window(browser, width=width) as opened:
            for state in ("answer", "chart", "network", "preview"):
                _bring_about(opened.page, service, state)
                assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


def _bring_about(page: Page, service: Service, state: str) -> None:
    """Open the editor and bring it into a state."""
    asked = {"error": BROKEN, "chart": COUNTS, "network": PAIRS}.get(state, NAMES)
    page.goto(at(service, asked))
    page.locator(".cm-content").wait_for()
    match state:
        case "chart":
            page.get_by_role("radio", name="Diagramm").check()
            page.locator(".chart svg").wait_for()
        case "network":
            page.get_by_role("radio", name="Netz").check()
            page.locator(".network svg").wait_for()
        case "preview":
            page.locator("section.examples summary").first.click()
            page.locator("button.example").first.click()
            page.locator(".preview table").wait_for()
        case "completion":
            page.locator(".cm-content").focus()
            page.keyboard.press("Control+Space")
            page.get_by_role("listbox").wait_for()


def test_the_graphs_of_the_address_stay(service: Service, opened: Window) -> None:
    """Running a query again asks the same graphs, in the answer, its address and the code."""
    graph = "https://w3id.org/bochum-strategie/graph/ontology"
    opened.page.goto(f"{at(service, NAMES)}&{urlencode({'default-graph-uri': graph})}")
    expect(opened.page.get_by_text("keine Ergebnisse")).to_be_visible()
    opened.page.get_by_role("button", name="Abfrage ausführen").click()
    expect(opened.page.get_by_role("status").filter(has_text="ms").first).to_be_visible()
    expect(opened.page.get_by_text("keine Ergebnisse")).to_be_visible()
    assert parse_qs(urlsplit(opened.page.url).query)["default-graph-uri"] == [graph]
    opened.page.get_by_text("Anderswo verwenden").click()
    addresses = [opened.page.locator("#elsewhere details a.iri"), opened.page.get_by_role("link", name="CSV").first]
    for link in addresses:
        found = parse_qs(urlsplit(link.get_attribute("href") or "").query)
        assert found["default-graph-uri"] == [graph]
    for code in opened.page.locator("#elsewhere pre").all_inner_texts():
        assert urlencode({"default-graph-uri": graph}) in code


def test_the_graphs_of_the_address_go_with_a_query_too_long_for_one(service: Service, opened: Window) -> None:
    """What is sent by POST instead asks the same graphs."""
    graph = "https://w3id.org/bochum-strategie/graph/ontology"
    opened.page.goto(f"{at(service, 'ASK {}')}&{urlencode({'default-graph-uri': graph})}")
    write(opened.page, f"{NAMES}\n#{'x' * 17_000}")
    with opened.page.expect_request(lambda request: request.method == "POST") as sent:
        opened.page.get_by_role("button", name="Abfrage ausführen").click()
    assert parse_qs(sent.value.post_data or "")["default-graph-uri"] == [graph]
    expect(opened.page.get_by_text("keine Ergebnisse")).to_be_visible()
    (refused,) = opened.complaints
    assert "status of 414" in refused
    opened.complaints.clear()
