"""Addresses: each IRI of ours has one path, and a path that is none of ours has no IRI."""

import pytest

from bochum_kg.formats import HTML, TURTLE
from bochum_kg.namespaces import BASES, BO, BOV, DATASET, GRAPHS, SHAPES, STRAT
from bochum_kg.resources import folder
from bochum_kg.web import urls

LEDGER = [line.split()[0] for line in (folder("data") / "iris.txt").read_text(encoding="utf-8").splitlines() if line]
OURS = [iri for iri in LEDGER if iri.startswith(tuple(BASES))]


def test_every_iri_of_the_ledger_has_a_path_and_comes_back_from_it() -> None:
    """The path of an IRI, and that of its document in each format, lead back to the same IRI."""
    assert len(OURS) > 1000
    for iri in OURS:
        assert urls.iri(urls.local(iri) or "") == iri
        for form in urls.OFFERED:
            assert urls.address(urls.document(iri, form) or "") == urls.Address(iri, form)


@pytest.mark.parametrize(
    ("iri", "path", "document"),
    [
        (str(BO["saeule/wissen"]), "/id/saeule/wissen", "/doc/saeule/wissen"),
        (str(STRAT.Milestone), "/def/Milestone", "/def/Milestone"),
        (str(STRAT), "/def/", "/def/"),
        (str(BOV["status/laufend"]), "/vocab/status/laufend", "/vocab/status/laufend"),
        (str(SHAPES.CoreActivityShape), "/shapes/CoreActivityShape", "/shapes/CoreActivityShape"),
        (str(DATASET), "/dataset/strategie", "/dataset/strategie"),
        (str(GRAPHS["data"]), "/graph/data", "/graph/data"),
        ("https://example.org/id/x", None, None),
        (f"{BO}kernaktivitaet/x\r\nSet-Cookie: a", None, None),
    ],
)
def test_only_things_have_a_document_of_another_path(iri: str, path: str | None, document: str | None) -> None:
    """A thing is described elsewhere than it is named; every other name is its own document."""
    assert urls.local(iri) == path
    assert urls.document(iri) == document


def test_a_suffix_fixes_the_format_of_a_namespace_too() -> None:
    """The document of a namespace has no slash before its suffix."""
    assert urls.document(str(STRAT), HTML) == "/def.html"
    assert urls.address("/def.html") == urls.Address(str(STRAT), HTML)
    assert urls.address("/doc/saeule/wissen") == urls.Address(str(BO["saeule/wissen"]), None)


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "/id///evil.example",
        "/id/../../etc/passwd",
        "/id/a/../b",
        "/id/.hidden",
        "/id/a\0b",
        "/id/a\ufffdb",
        "/id/stra\u00dfe",
        "/id/" + "a" * 200,
        "/id/" + "/".join("abcdefghij"),
        "/idx",
        "/",
        "",
        "/doc/javascript:alert(1)",
    ],
)
def test_a_path_that_no_iri_of_ours_has_stands_for_nothing(path: str) -> None:
    """Hosts, folders above, control characters and other letters never become an IRI."""
    assert urls.iri(path) is None
    assert urls.address(path + TURTLE.suffix) is None


def test_references_hold_nothing_that_ends_an_attribute_or_a_header() -> None:
    """Quotes, brackets, spaces and line ends are percent-encoded."""
    assert urls.href('/a"b<c>\r\nd e', lang="en") == "/a%22b%3Cc%3E%0D%0Ad%20e?lang=en"
