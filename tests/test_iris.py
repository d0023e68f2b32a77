"""Our identifiers are frozen: what was once published is never lost and never used for something else.

``data/iris.txt`` is the ledger: one line for every identifier of a thing or concept, sorted. Nothing is ever deleted
from it. To add things, write them in the data, run this test and append the lines that it prints, in their place. To
withdraw a thing, keep its line and write what takes its place behind it:
``https://… # withdrawn: https://…``; where nothing takes its place: ``https://… # withdrawn``
"""

import re
from functools import cache
from typing import Final

import pytest
from rdflib import RDF, URIRef

from bochum_kg.errors import SourceError
from bochum_kg.ledger import FILE, Ledger, parse
from bochum_kg.ledger import read as read_ledger
from bochum_kg.namespaces import BO, BOV
from bochum_kg.resources import folder
from bochum_kg.sources import read

LEDGER: Final = folder("data") / FILE
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def ledger() -> Ledger:
    """Read the ledger of this repository."""
    return read_ledger(folder("data"))


@cache
def minted() -> frozenset[str]:
    """Every identifier that the data and the vocabularies describe."""
    sources = read()
    things = {*sources.data.subjects(RDF.type), *sources.vocabulary.subjects(RDF.type)}
    return frozenset(
        str(thing) for thing in things if isinstance(thing, URIRef) and str(thing).startswith((str(BO), str(BOV)))
    )


def test_the_ledger_is_sorted_and_names_nothing_twice() -> None:
    """The lines of the ledger stand in the order of their characters, each once."""
    lines = [line.split(" ", 1)[0] for line in LEDGER.read_text(encoding="utf-8").splitlines()]
    assert lines == sorted(set(lines))


def test_every_identifier_stands_in_the_ledger() -> None:
    """What the data mint is in the ledger; the lines shown are to be added."""
    living, withdrawn = ledger().living, ledger().withdrawn
    missing = sorted(minted() - living - withdrawn.keys())
    assert not missing, "add to data/iris.txt:\n" + "\n".join(missing)


def test_what_the_ledger_names_still_exists_or_is_withdrawn() -> None:
    """No published identifier disappears: it is described by the data or marked as withdrawn."""
    living = ledger().living
    gone = sorted(living - minted())
    assert not gone, "withdraw or bring back:\n" + "\n".join(gone)


def test_a_withdrawn_identifier_is_not_used_again_and_its_successor_lives() -> None:
    """A withdrawn identifier is described nowhere; if something takes its place, that exists."""
    withdrawn = ledger().withdrawn
    assert not minted() & withdrawn.keys()
    assert {successor for successor in withdrawn.values() if successor is not None} <= minted()


def test_a_line_tells_living_replaced_and_withdrawn_identifiers_apart() -> None:
    """An identifier can be living, withdrawn for a successor, or withdrawn without anything in its place."""
    found = parse(
        [
            "https://a.example/1",
            "https://a.example/2 # withdrawn",
            "https://a.example/3 # withdrawn: https://a.example/1",
        ]
    )
    assert found.living == {"https://a.example/1"}
    assert found.withdrawn == {"https://a.example/2": None, "https://a.example/3": "https://a.example/1"}


@pytest.mark.parametrize(
    "line", ["https://a.example/1 # gone", "https://a.example/1 # withdrawn:", "https://a.example/1 #withdrawn"]
)
def test_any_other_remark_in_the_ledger_is_refused(line: str) -> None:
    """Behind an identifier stands nothing but its withdrawal, so that a slip of the pen is no withdrawal."""
    with pytest.raises(SourceError, match="is no identifier"):
        parse([line])


@pytest.mark.parametrize("base", [str(BO), str(BOV)])
def test_identifiers_are_lower_case_ascii_with_hyphens(base: str) -> None:
    """Every part of an identifier is in lower case, ASCII, with single hyphens."""
    living, withdrawn = ledger().living, ledger().withdrawn
    parts = {
        part for iri in living | withdrawn.keys() if iri.startswith(base) for part in iri.removeprefix(base).split("/")
    }
    assert sorted(part for part in parts if not SLUG.fullmatch(part)) == []
