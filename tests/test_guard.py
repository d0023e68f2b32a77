"""The guard in front of the workers: what it sees in a query, at a glance and in a close look."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, strategies

from bochum_kg import queries
from bochum_kg.engine.guard import check, glance, inspect
from bochum_kg.engine.remote.dialect import without_dataset
from bochum_kg.errors import LimitError
from bochum_kg.settings import Settings

PIECES = [
    "SELECT",
    "ASK",
    "INSERT",
    "* ",
    "?s ",
    "a ",
    ":p ",
    "<urn:o>",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ".",
    ";",
    "|",
    "/",
]
TELLING = [
    "SERVICE",
    "FROM ",
    "FROM NAMED ",
    "\\u0046ROM",
    "NOW()",
    "rand()",
    "PREFIX x: ",
    "# FROM\n",
    '"FROM"',
    "+ ",
    "1",
]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://192.0.2.1/> {} }",
        "SELECT * { SERVICE<http://192.0.2.1/>{} }",
        "SELECT * { sErViCe SILENT <http://192.0.2.1/> {} }",
        "SELECT * { SERVICE # { }\n <http://192.0.2.1/> {} }",
        "SELECT * {}SERVICE ?x {}",
        "PREFIX : <http://192.0.2.1/> SELECT * { SERVICE:x {} }",
        r"SELECT * { \u0053ERVICE <http://192.0.2.1/> {} }",
        r"SELECT * { \U00000053ERVICE <http://192.0.2.1/> {} }",
        "SELECT * { ?s ?p 1SERVICE ?x {} }",
        'SELECT * { ?s ?p "\\"" SERVICE ?x {} }',
        "SELECT * { ?s ?p '''it's''' SERVICE ?x {} }",
    ],
)
def test_service_is_seen_in_every_spelling(text: str) -> None:
    """Case, comments, missing spaces, escapes and quotes do not hide it."""
    assert inspect(text).service


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?SERVICE $service { ?SERVICE a ?x }",
        "PREFIX s: <http://example.org/> SELECT * { ?s a s:SERVICE }",
        "PREFIX SERVICE: <http://example.org/> SELECT * { ?s a SERVICE:x }",
        'SELECT * { ?s ?p "SERVICE <http://192.0.2.1/> {}" }',
        "SELECT * { ?s ?p '''\nSERVICE\n''' }",
        "SELECT * { ?s ?p <http://example.org/SERVICE> }",
        "SELECT * { # SERVICE\n }",
        "SELECT * { _:SERVICE ?p ?o }",
    ],
)
def test_service_is_not_seen_where_it_is_only_a_word(text: str) -> None:
    """Variables, names, strings, IRIs and comments may say it."""
    assert not inspect(text).service


@pytest.mark.parametrize("piece", ['"', "'", '"""', '\\"', "a.", "a-", "<", ":", "_:", "%", "@", "\\u", "?", '"\\'])
def test_the_guard_takes_linear_time(piece: str) -> None:
    """No text of 64 kB takes longer than others of its length."""
    started = time.perf_counter()
    inspect((piece * 65_536)[:65_536])
    assert time.perf_counter() - started < 1.0


@given(strategies.lists(strategies.sampled_from([*PIECES, *TELLING]), max_size=40).map("".join))
def test_a_glance_never_says_less_than_a_close_look(text: str) -> None:
    """Where a glance is enough it sees the same, and its numbers are at least as large."""
    seen, shape = glance(text), inspect(text)
    if seen is None:
        return
    assert (seen.form, seen.update, seen.service) == (shape.form, shape.update, shape.service)
    assert (seen.volatile, seen.graphs) == (shape.volatile, shape.graphs)
    for name in ("tokens", "depth", "patterns", "operators"):
        assert getattr(seen, name) >= getattr(shape, name)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX from: <http://example.org/> SELECT * { ?s from:place ?o }",
        "SELECT ?from { ?from a <http://example.org/X_(Y)_from_Z> }",
        "SELECT * FROM <urn:g> WHERE { ?s ?p ?o }",
        "DESCRIBE <urn:x> FROM NAMED <urn:g> LIMIT 1",
        "DESCRIBE <urn:x> FROM <urn:g>",
    ],
)
def test_from_is_clear_in_usual_queries(text: str) -> None:
    """Names, IRIs and variables may say it, and what may follow a graph does."""
    assert not inspect(text).unclear


def test_escapes_of_escapes_are_undone_once() -> None:
    """However deep they nest, a look at them ends (SPARQL 1.1 §19.2)."""
    assert inspect("ASK { '\\u005c" + "u005c" * 12_000 + "' }").form is not None
    assert not inspect(r"ASK { ?s ?p '\u005cu0053ERVICE' }").service


def test_the_dataset_is_taken_out_wherever_it_stands() -> None:
    """What stands in its place are blanks, also after the template of CONSTRUCT."""
    assert without_dataset("CONSTRUCT { ?s ?p ?o } FROM <urn:a> WHERE { ?s ?p ?o }") == (
        "CONSTRUCT { ?s ?p ?o }              WHERE { ?s ?p ?o }"
    )


def test_a_glance_is_enough_for_a_usual_query() -> None:
    """Nearly all of our own questions need no closer look."""
    texts = [queries.read(name).text for name in queries.names()]
    assert sum(glance(text) is not None for text in texts) > len(texts) / 2


def test_a_limit_that_a_glance_cannot_clear_is_measured_closely() -> None:
    """Signs in strings and comments count for the glance, and for no limit."""
    text = "SELECT * { # {{{{{{{{{{\n ?s ?p '(((((((((((((((' }"
    assert check(text, replace(Settings(), nesting_limit=1)).depth == 1
    with pytest.raises(LimitError, match="2 brackets deep, and 1 are allowed"):
        check("SELECT * { { ?s ?p ?o } }", replace(Settings(), nesting_limit=1))
