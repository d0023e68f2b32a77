"""The table of formats, and the choice among them."""

from contextlib import suppress

import pytest
from hypothesis import given, strategies

from bochum_kg.errors import NotAcceptableError, UnknownNameError
from bochum_kg.formats import (
    CSV,
    FORMATS,
    GRAPH_FORMATS,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    RESULTS_FORMATS,
    TSV,
    TURTLE,
    XML,
    Format,
    by_name,
    negotiate,
    negotiate_language,
)

GRAPHS = (TURTLE, JSON_LD, N_TRIPLES, RDF_XML)
RESULTS = (JSON, XML, CSV, TSV)
PAGES = (HTML, TURTLE, JSON_LD)

CHOICES = [
    ("", PAGES, HTML),
    ("*/*", PAGES, HTML),
    ("text/turtle", PAGES, TURTLE),
    ("TEXT/Turtle", PAGES, TURTLE),
    (" text/turtle ;q=0.5 ", PAGES, TURTLE),
    ("text/html, text/turtle", PAGES, HTML),
    ("text/turtle, text/html", PAGES, HTML),
    ("text/html;q=0.5, text/turtle", PAGES, TURTLE),
    ("text/html;q=0.8, text/turtle;q=0.9, application/ld+json;q=0.85", PAGES, TURTLE),
    ("text/html;Q=0.1, text/turtle;q=0.10, application/ld+json;q=0.101", PAGES, JSON_LD),
    ("application/*", PAGES, JSON_LD),
    ("text/*", PAGES, HTML),
    ("text/*;q=0.3, text/turtle", PAGES, TURTLE),
    ("text/*, text/html;q=0.1", PAGES, TURTLE),
    ("*/*;q=0.1, application/*;q=0.2, text/turtle;q=0.15", PAGES, JSON_LD),
    ("*/*, text/html;q=0", PAGES, TURTLE),
    ("text/html;q=0, text/*", PAGES, TURTLE),
    ("text/*;q=0, */*", PAGES, JSON_LD),
    ("*/*;q=1, text/html;q=0.000, text/turtle;q=0", PAGES, JSON_LD),
    ("text/turtle;charset=utf-8", PAGES, TURTLE),
    ('text/turtle;charset="UTF-8";q=0.4', PAGES, TURTLE),
    ("text/turtle;charset=iso-8859-1, application/ld+json;q=0.1", PAGES, JSON_LD),
    ("text/turtle;version=1.1", PAGES, TURTLE),
    ("text/turtle;q=0.9, text/turtle;charset=utf-8;q=0.1, application/ld+json;q=0.5", PAGES, JSON_LD),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', PAGES, JSON_LD),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#flattened", text/turtle;q=0.1', PAGES, TURTLE),
    ('application/x;note="a, text/html;q=1", text/turtle;q=0.2', PAGES, TURTLE),
    ('application/x;note="\\"", text/turtle;q=0.2', PAGES, TURTLE),
    ("text/turtle;q=0.5;ext=1", PAGES, TURTLE),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", (*RESULTS, HTML), HTML),
    ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8", GRAPHS, RDF_XML),
    ("application/json", RESULTS, JSON),
    ("application/json", GRAPHS, JSON_LD),
    ("application/xml, text/csv;q=0.5", RESULTS, XML),
    ("application/*", GRAPHS, JSON_LD),
    ("application/sparql-results+json;q=0, application/json", RESULTS, None),
    ("text/plain, nonsense, text/turtle;q=two, text/html;q=0.5", PAGES, HTML),
    ("nonsense", PAGES, HTML),
    (",", PAGES, HTML),
    ("text/turtle;q=1.001", PAGES, HTML),
    ("*/html", PAGES, HTML),
    ("image/png", PAGES, None),
    ("text/html;q=0", PAGES, None),
    ("*/*;q=0", PAGES, None),
    ("text/html;level=1", PAGES, None),
]


@pytest.mark.parametrize(("accept", "offered", "expected"), CHOICES)
def test_the_client_gets_what_it_likes_best(accept: str, offered: tuple[Format, ...], expected: Format | None) -> None:
    """Weights, specificity, exclusion and parameters count as RFC 9110 §12.5.1 says; the first offered wins ties."""
    if expected is None:
        with pytest.raises(NotAcceptableError) as refusal:
            negotiate(accept, offered)
        assert refusal.value.offered == tuple(one.media_type for one in offered)
    else:
        assert negotiate(accept, offered) is expected


def test_a_hostile_header_takes_linear_time() -> None:
    """A header of 64 kB without an end to its quotes or parameters is read in a moment."""
    for text in ('"' * 65_536, "text/turtle;" * 5_000, 'a/b;c="' * 9_000, "*/*;q=0." * 8_000, "\\" * 65_536):
        assert negotiate(text, PAGES) in PAGES


#: Pieces of headers, put together in every order.
HEADER = 'text/turtle text/* */* text/html ; q= Q=0.5 0.001 1e9 nan , " \\ = é'
PIECES = [*HEADER.split(), " "]


@given(
    strategies.one_of(
        strategies.text(max_size=200),
        strategies.lists(strategies.sampled_from(PIECES), max_size=40).map("".join),
    )
)
def test_every_header_leads_to_a_format_or_to_a_refusal(header: str) -> None:
    """Whatever a client sends, the choice is one of those offered, or the client is told what there is."""
    assert negotiate_language(header) in {"de", "en"}
    for offered in (PAGES, GRAPHS, RESULTS):
        with suppress(NotAcceptableError):
            assert negotiate(header, offered) in offered


@pytest.mark.parametrize("one", FORMATS, ids=lambda one: one.name)
def test_every_format_is_found_by_its_name_suffix_and_type(one: Format) -> None:
    """Name, media type and suffix lead to one format only."""
    assert by_name(one.name) is one
    assert by_name(one.media_type.upper()) is one
    assert [other for other in FORMATS if other.suffix == one.suffix] == [one]
    assert negotiate(one.media_type, FORMATS) is one
    same_kind = [other for other in FORMATS if other.kind == one.kind]
    assert all(by_name(alias, same_kind) is one for alias in one.aliases)


def test_the_names_of_the_command_line_mean_what_they_say() -> None:
    """The short names of ``--format`` are known."""
    names = ["csv", "tsv", "json", "xml", "ttl", "nt", "jsonld"]
    assert [by_name(name).name for name in names] == ["csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld"]


def test_xml_and_json_mean_what_the_answer_can_be() -> None:
    """A graph asked for as json is JSON-LD, rows asked for as json are SPARQL results."""
    assert [by_name(name, GRAPH_FORMATS).name for name in ("json", "xml")] == ["jsonld", "rdfxml"]
    assert [by_name(name, RESULTS_FORMATS).name for name in ("json", "xml")] == ["json", "xml"]


def test_a_wrong_name_is_answered_with_the_names_there_are() -> None:
    """The message says what could have been meant."""
    with pytest.raises(UnknownNameError, match="turtle"):
        by_name("turtel")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "de"),
        ("de", "de"),
        ("en", "en"),
        ("en-GB,en;q=0.9,de;q=0.8", "en"),
        ("fr, en;q=0.2", "en"),
        ("fr", "de"),
        ("*", "de"),
        ("*, de;q=0.1", "en"),
        ("de;q=0, *", "en"),
        ("en;q=0", "de"),
        ("EN-us", "en"),
        ("de;q=nonsense, en;q=0.1", "en"),
        ("en;q=0.5, de;q=0.5", "de"),
    ],
)
def test_the_reader_gets_the_language_that_is_liked_best(header: str, expected: str) -> None:
    """Accept-Language is looked up with its weights; German is the language of those who do not choose."""
    assert negotiate_language(header) == expected
