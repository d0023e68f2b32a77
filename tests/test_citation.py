"""How a page is cited and a mistake on it reported."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from bochum_kg.describe import Thing, Words
from bochum_kg.describe.dataset import Published, published
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BO
from bochum_kg.web.views import Reader
from bochum_kg.web.views.citation import Citation, Edition, cite
from bochum_kg.web.views.report import report

THING = Thing(str(BO["ort/haus"]), Words.of(de="Haus & Hof_{1}", en="House & yard"))
DATASET = Published(Words.of(de="Der Graph", en="The graph"), Words.of(de="Projekt", en="Project"))
FIXED = "https://graph.example/release/0123456789abcdef/doc/ort/haus"


def cited(language: str, *, date: str = "2026-11-23", dataset: Published = DATASET) -> Citation | None:
    """Cite a place from a release."""
    return cite(THING, Edition(dataset, "0123456789abcdef", date, "https://graph.example"), Reader(language))


def test_a_citation_names_publisher_release_date_and_the_version_that_stays() -> None:
    """In words, in the language of the reader."""
    for language, expected in (
        (
            "de",
            (
                "Projekt: „Haus & Hof_{1}“. In: Der Graph. Ausgabe 0123456789abcdef, "
                f"Datenstand 23.\N{NO-BREAK SPACE}November 2026. {THING.iri} (unveränderliche Fassung: {FIXED})"
            ),
        ),
        (
            "en",
            (
                "Project: “House & yard”. In: The graph. Release 0123456789abcdef, "
                f"data as of 23\N{NO-BREAK SPACE}November 2026. {THING.iri} (version that does not change: {FIXED})"
            ),
        ),
    ):
        found = cited(language)
        assert found is not None
        assert (found.text, found.fixed) == (expected, FIXED)


def test_bibtex_has_no_character_that_tex_takes_for_a_command() -> None:
    """Braces, ampersands and underscores in a name are written for TeX."""
    found = cited("de")
    assert found is not None
    assert found.bibtex == (
        "@misc{bo-ort-haus-01234567,\n"
        "  author = {{Projekt}},\n"
        "  title = {{Haus \\& Hof\\_\\{1\\}}},\n"
        "  howpublished = {In: Der Graph},\n"
        "  year = {2026},\n"
        "  month = 11,\n"
        f"  note = {{{THING.iri}}},\n"
        "  version = {0123456789abcdef},\n"
        f"  url = {{{FIXED}}}\n"
        "}"
    )


def test_csl_json_is_one_item() -> None:
    """The item has what reference managers read: title, author, date, version, address."""
    found = cited("en")
    assert found is not None
    (item,) = json.loads(found.csl)
    assert item["author"] == [{"literal": "Project"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 23]]}
    assert (item["title"], item["version"], item["URL"]) == ("House & yard", "0123456789abcdef", FIXED)


def test_a_date_that_is_not_known_is_not_made_up() -> None:
    """Without a date of the data the words say so, and the other forms have none."""
    found = cited("de", date="")
    assert found is not None
    assert "Datenstand unbekannt" in found.text
    assert "year" not in found.bibtex
    assert "issued" not in json.loads(found.csl)[0]


def test_nobody_is_named_whom_the_catalogue_does_not_name() -> None:
    """Without a publisher there is no citation."""
    assert cited("de", dataset=Published(Words.of(de="Der Graph"))) is None


def test_title_and_publisher_are_those_of_the_catalogue(city: Engine) -> None:
    """Both are there in both languages."""
    found = published(city)
    assert found.publisher == Words.of(de="Projekt bochum-kg", en="bochum-kg project")
    assert {one.language for one in found.title.texts} == {"de", "en"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_mistake_is_reported_with_page_and_release(language: str) -> None:
    """The mail has subject and text in the reader's language; nothing of a name breaks the address."""
    found = report("mailto:strategie@example.org", THING, "0123", Reader(language))
    assert found is not None
    parts = urlsplit(found.href)
    values = parse_qs(parts.query)
    assert (parts.scheme, parts.path, set(values)) == ("mailto", "strategie@example.org", {"subject", "body"})
    assert THING.name(language).value in values["subject"][0]
    assert THING.iri in values["body"][0]
    assert "0123" in values["body"][0]


def test_a_form_gets_page_and_release_in_its_address() -> None:
    """Each placeholder is filled in once, percent-encoded."""
    found = report("https://example.org/new?page={iri}&of={release}&{name}", THING, "0123", Reader("en"))
    assert found is not None
    assert found.href == (
        "https://example.org/new?page=https%3A%2F%2Fw3id.org%2Fbochum-strategie%2Fid%2Fort%2Fhaus&of=0123"
        "&House%20%26%20yard"
    )


def test_without_an_address_nothing_is_offered() -> None:
    """No link leads nowhere."""
    assert report("", THING, "0123", Reader("de")) is None
