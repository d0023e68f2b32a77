"""What pages say: dates, numbers and names in the reader's language, and links that can do no harm."""

import re
from pathlib import Path

import pytest
from rdflib import RDF, XSD

from bochum_kg import web
from bochum_kg.describe import Basis, Description, Group, Link, Links, Source, Text, Thing, Value, Words
from bochum_kg.namespaces import BO, BOV, EDTF, STRAT
from bochum_kg.web import views
from bochum_kg.web.views.lists import sort_key
from bochum_kg.web.views.sentence import sentence

GERMAN, ENGLISH = views.Reader("de"), views.Reader("en")
SOURCE = Source(Thing(str(BO["quelle/q"]), Words.of(de="Bericht")), "Stadt", "2020-03", "https://example.org/q")
OTHER = Source(Thing(str(BO["quelle/r"]), Words.of(de="Zeitung")))


def described(*groups: Group, types: tuple[str, ...] = (), **more: tuple[Thing, ...]) -> Description:
    """Describe an activity that has these values."""
    facts = {str(STRAT[name]): things for name, things in more.items()}
    thing = Thing(str(BO["kernaktivitaet/haus"]), Words.of(de="Haus", en="House"))
    kinds = tuple(Thing(iri) for iri in types)
    return Description(thing, kinds, Words.of(de="Ein Haus.", en="A house."), groups, (SOURCE,), None, (), facts)


def rows(*values: Value, name: str = str(STRAT.statement), reader: views.Reader = GERMAN) -> views.ResourceView:
    """Lay out a page with one row."""
    return views.resource(
        described(Group(Thing(name, Words.of(de="angabe", en="statement")), values)), reader, "/doc/x"
    )


@pytest.mark.parametrize(
    ("value", "datatype", "german", "english"),
    [
        ("2017-08-29", EDTF, "29.\N{NO-BREAK SPACE}August 2017", "29\N{NO-BREAK SPACE}August 2017"),
        ("2024-05", EDTF, "Mai 2024", "May 2024"),
        ("2030", EDTF, "2030", "2030"),
        ("2030-13", EDTF, "2030-13", "2030-13"),
        ("irgendwann", EDTF, "irgendwann", "irgendwann"),
        ("1234567.5", XSD.decimal, "1.234.567,5", "1,234,567.5"),
        ("1E999999999", XSD.decimal, "1E999999999", "1E999999999"),
        ("true", XSD.boolean, "ja", "yes"),
        ("0", XSD.boolean, "nein", "no"),
    ],
)
def test_values_are_written_as_people_write_them(value: str, datatype: str, german: str, english: str) -> None:
    """Dates keep their precision, numbers take the marks of the language, what cannot be read stays as it is."""
    assert GERMAN.text(Text(value, "", str(datatype))).text == german
    assert ENGLISH.text(Text(value, "", str(datatype))).text == english


@pytest.mark.parametrize(
    ("iri", "href"),
    [
        (str(BO["saeule/wissen"]), "/doc/saeule/wissen"),
        (str(BOV["status/laufend"]), "/vocab/status/laufend.html"),
        ("https://example.org/a'b\"c<d>", "https://example.org/a%27b%22c%3Cd%3E"),
        ("mailto:post@example.org", "mailto:post@example.org"),
        ("tel:+49234", "tel:+49234"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("http://[broken", ""),
        ("//example.org", ""),
        ("", ""),
    ],
)
def test_only_harmless_addresses_become_links(iri: str, href: str) -> None:
    """Other schemes than http, https, mailto and tel are text."""
    assert GERMAN.link(iri) == href


def test_links_keep_the_language_that_was_asked_for() -> None:
    """A reader who chose a language stays in it; one whose browser chose gets plain addresses."""
    iri = str(BO["saeule/wissen"])
    assert views.Reader("en", chosen=True).link(iri) == "/doc/saeule/wissen?lang=en"
    assert ENGLISH.link(iri) == "/doc/saeule/wissen"


def test_words_of_the_other_language_say_so() -> None:
    """Where there is no English the German stands in, marked as German."""
    assert ENGLISH.words(Words.of(de="Rathaus")) == views.Span("Rathaus", "", "de")
    assert GERMAN.words(Words.of(de="Rathaus", en="Town hall")) == views.Span("Rathaus")


@pytest.mark.parametrize(
    ("when", "german", "english"),
    [
        (("2019", ""), "seit 2019", "since 2019"),
        (("", "2020-12"), "bis Dezember 2020", "until December 2020"),
        (("2016", "2020"), "2016 bis 2020", "2016 to 2020"),
        (("2020",), "2020", "2020"),
        ((), "", ""),
    ],
)
def test_spans_of_time_are_sentences(when: tuple[str, ...], german: str, english: str) -> None:
    """An open end is told as since or until."""
    assert (GERMAN.when(when), ENGLISH.when(when)) == (german, english)


def test_sources_are_numbered_once_and_the_entry_says_its_own() -> None:
    """Two values from one source have one footnote; the source of the entry keeps its number."""
    view = rows(Value((Text("a"),), sources=(OTHER,)), Value((Text("b"),), sources=(OTHER, SOURCE)))
    marks = [[note.number for note in entry.notes] for entry in view.rows[0].entries]
    assert marks == [[1], [1, 2]]
    assert [note.number for note in view.entry_notes] == [2]
    assert [(one.number, one.title.text, one.about) for one in view.footnotes] == [
        (1, "Zeitung", ""),
        (2, "Bericht", "Stadt, März 2020"),
    ]


def test_competing_values_stand_together_and_say_so() -> None:
    """A row with values that disagree is marked as one."""
    assert rows(Value((Text("11"),), competing=True), Value((Text("12"),), competing=True)).rows[0].competing
    assert not rows(Value((Text("11"),))).rows[0].competing


def test_an_inferred_value_shows_that_and_why() -> None:
    """The badge names the basis and holds the reason in the reader's language."""
    basis = Basis(Thing(str(BOV["aussagegrundlage/erschlossen"]), Words.of(de="erschlossen")), Words.of(de="Inhalt"))
    badge = rows(Value((Text("a"),), basis=basis)).rows[0].entries[0].badge
    assert badge is not None
    assert (badge.text.text, badge.reason) == ("erschlossen", views.Span("Inhalt"))


def test_amounts_carry_their_currency_and_small_things_are_tags() -> None:
    """Euros stand with the number, a plain yes is a tag, and a share is not said twice."""
    euro = Thing("http://publications.europa.eu/resource/authority/currency/EUR")
    details = (
        Group(Thing(str(STRAT.currency)), (Value((euro,)),)),
        Group(Thing(str(STRAT.planned), Words.of(de="angekündigt")), (Value((Text("true", "", str(XSD.boolean)),)),)),
        Group(Thing(str(STRAT.share)), (Value((Words.of(de="57 %"),)),)),
        Group(Thing(str(STRAT.sharePercent)), (Value((Text("57", "", str(XSD.decimal)),)),)),
    )
    value = Value((Text("12000000", "", str(XSD.decimal)),), details=details)
    entry = rows(value).rows[0].entries[0]
    assert entry.spans[0].text == "12.000.000\N{NO-BREAK SPACE}€"
    assert entry.tags == ("angekündigt",)
    assert [row.label.text for row in entry.details] == ["strat:share"]
    assert rows(value, reader=ENGLISH).rows[0].entries[0].spans[0].text == "€12,000,000"


def test_a_status_is_not_said_twice_and_lists_speak_one_language() -> None:
    """A text that only repeats the value falls out, and so do keywords in the other language."""
    status = Value((Thing(str(BOV["status/im-bau"]), Words.of(de="im Bau")), Words.of(de="Im Bau.")))
    assert [span.text for span in rows(status).rows[0].entries[0].spans] == ["im Bau"]
    keywords = [Value((Words.of(de="Stadt"),)), Value((Words.of(en="city"),)), Value((Words.of(de="Rat"),))]
    assert [entry.spans[0].text for entry in rows(*keywords).rows[0].entries] == ["Stadt", "Rat"]
    assert [entry.spans[0].text for entry in rows(*keywords, reader=ENGLISH).rows[0].entries] == ["city"]


def test_mail_and_telephone_can_be_called() -> None:
    """An address in a literal becomes a link by what it is, never by what it looks like."""
    mail = rows(Value((Text("post@example.org"),)), name="http://data.europa.eu/m8g/email")
    phone = rows(Value((Text("0234 910-0"),)), name="http://data.europa.eu/m8g/telephone")
    assert mail.rows[0].entries[0].spans[0].href == "mailto:post@example.org"
    assert phone.rows[0].entries[0].spans[0].href == "tel:0234910-0"


def test_a_sentence_says_what_a_thing_is_in_both_languages() -> None:
    """Kind, lead and status in one sentence; a thing of no known kind has none."""
    activity = described(
        types=(str(STRAT.CoreActivity),),
        leadOrganization=(Thing("urn:a", Words.of(de="Stadt", en="City")),),
        currentStatus=(Thing("urn:b", Words.of(de="im Bau", en="under construction")),),
    )
    assert (
        sentence(activity, GERMAN) == "„Haus“ ist eine Kernaktivität der Strategie; federführend: Stadt; Stand: im Bau."
    )
    assert sentence(activity, ENGLISH) == (
        "“House” is a core activity of the strategy; led by City; status: under construction."
    )
    assert sentence(described(types=(str(RDF.Bag),)), GERMAN) == ""


def test_incoming_links_say_how_many_more_there_are() -> None:
    """A group that shows only some links leads to the page with all of them."""
    other = Thing(str(BO["organisation/a"]), Words.of(de="A"))
    relation = Thing(str(BO["beziehung/rel-1"]), Words.of(de="A – ist Teil von – Haus"))
    links = Links(
        Thing(str(BOV["beziehungsart/teil-von"]), Words.of(de="ist Teil von")), 12_000, (Link(other, relation),)
    )
    description = described()
    view = views.resource(
        Description(description.thing, (), Words(), (), (), None, (links,)), GERMAN, "/doc/kernaktivitaet/haus"
    )
    group = view.incoming[0]
    assert (group.label.text, group.count, group.more and group.more.text) == (
        "Ist Teil von",
        "12.000",
        "alle 12.000 ansehen",
    )
    assert group.more is not None
    assert group.more.href.startswith("/doc/kernaktivitaet/haus?by=https%3A%2F%2Fw3id.org")
    assert (group.entries[0].thing.text, group.entries[0].aside, group.entries[0].node) == (
        "A",
        None,
        "/doc/beziehung/rel-1",
    )


def test_names_are_sorted_as_in_a_german_dictionary() -> None:
    """Umlauts stand with their vowels, numbers by value, quotes are passed over."""
    names = ["Zeche", "Ökologie", "„Natur“", "Ort", "10. Konferenz", "2. Konferenz"]
    assert sorted(names, key=sort_key) == ["2. Konferenz", "10. Konferenz", "„Natur“", "Ökologie", "Ort", "Zeche"]


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * one for one in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_its_ground(scheme: str) -> None:
    """Contrast of at least 4.5 to 1 in both colour schemes (WCAG 2.2, 1.4.3), 3 to 1 for the focus (1.4.11)."""
    sheet = (Path(web.__file__).parent / "static" / "site.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", one)) for one in sheet.split("prefers-color-scheme")[:2]
    )
    colours = light if scheme == "light" else light | dark
    pairs = [
        *((text, ground) for text in ("ink", "ink-2", "link", "link-visited") for ground in ("paper", "paper-2")),
        *((text, "paper") for text in ("run", "plan", "done", "build", "stop", "accent")),
        *((text, "warn-paper") for text in ("ink", "ink-2", "link", "link-visited", "warn-ink")),
        ("mark-ink", "mark-paper"),
        ("ink", "mark-paper"),
        ("link", "mark-paper"),
    ]
    for text, ground in pairs:
        low, high = sorted((_luminance(colours[text]), _luminance(colours[ground])))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
    low, high = sorted((_luminance(colours["focus"]), _luminance(colours["paper"])))
    assert (high + 0.05) / (low + 0.05) >= 3
