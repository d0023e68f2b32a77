"""Our identifiers are frozen: what was once published is never lost and never used for something else.

``data/iris.txt`` is the ledger: one line for every identifier of a thing or concept, sorted. Nothing is ever deleted
from it. To add things, write them in the data, run this test and append the lines that it prints, in their place. To
withdraw a thing, keep its line and write what takes its place behind it:
``https://… # withdrawn: https://…``
"""

import re
from functools import cache
from typing import Final

import pytest
from rdflib import RDF, URIRef

from bochum_kg.namespaces import BO, BOV
from bochum_kg.resources import folder
from bochum_kg.sources import read

LEDGER: Final = folder("data") / "iris.txt"
LINE: Final = re.compile(r"(?P<iri>\S+)(?: # withdrawn: (?P<successor>\S+))?")
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def ledger() -> dict[str, str | None]:
    """Read the ledger: identifier to its successor, which only a withdrawn one has."""
    entries: dict[str, str | None] = {}
    for line in LEDGER.read_text(encoding="utf-8").splitlines():
        match = LINE.fullmatch(line)
        assert match is not None, f"{line!r} is neither an identifier nor a withdrawn one"
        entries[match["iri"]] = match["successor"]
    return entries


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
    missing = sorted(minted() - ledger().keys())
    assert not missing, "add to data/iris.txt:\n" + "\n".join(missing)


def test_what_the_ledger_names_still_exists_or_is_withdrawn() -> None:
    """No published identifier disappears: it is described by the data or has a successor."""
    gone = sorted(iri for iri, successor in ledger().items() if iri not in minted() and successor is None)
    assert not gone, "withdraw or bring back:\n" + "\n".join(gone)


def test_a_withdrawn_identifier_has_a_living_successor_and_is_not_used_again() -> None:
    """The successor of a withdrawn identifier exists; the withdrawn one itself is described nowhere."""
    withdrawn = {iri: successor for iri, successor in ledger().items() if successor is not None}
    assert not minted() & withdrawn.keys()
    assert set(withdrawn.values()) <= minted()


@pytest.mark.parametrize("base", [str(BO), str(BOV)])
def test_identifiers_are_lower_case_ascii_with_hyphens(base: str) -> None:
    """Every part of an identifier is in lower case, ASCII, with single hyphens."""
    parts = {part for iri in ledger() if iri.startswith(base) for part in iri.removeprefix(base).split("/")}
    assert sorted(part for part in parts if not SLUG.fullmatch(part)) == []
