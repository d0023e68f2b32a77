"""Query files: what their headers say, and that they are SPARQL that any engine reads."""

import re

import pytest
from rdflib import XSD, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from bochum_kg import queries
from bochum_kg.errors import QueryError, SourceError, UnknownNameError
from bochum_kg.namespaces import LANGUAGES, PREFIXES
from bochum_kg.resources import folder

COMPLETE = """\
# title@de: Was?
# title@en: What?
# summary@de: Das.
# summary@en: That.
# for: research
# param goal iri <https://example.org/ziel> @de Ziel | @en goal
# param date date - @de Stichtag (leer: heute) | @en date (blank: today)
SELECT ?goal ?date WHERE { ?goal ?p ?date }
"""
QUESTIONS = (*queries.names("competency"), *queries.names("checks"))


@pytest.mark.parametrize("name", queries.names(""))
def test_a_query_is_sparql_and_says_what_it_asks(name: str) -> None:
    """Every file is in the grammar of SPARQL 1.1, with a title and a summary in both languages."""
    query = queries.read(name)
    prepareQuery(query.text)
    assert all(query.titles[language].strip() and query.summaries[language].strip() for language in LANGUAGES)


def test_titles_tell_the_questions_apart() -> None:
    """No two questions have the same title in a language."""
    titles = [queries.read(name).titles[language] for name in QUESTIONS for language in LANGUAGES]
    assert len(titles) == len(set(titles))


def test_the_25_competency_questions_are_there_and_name_their_readers() -> None:
    """The questions are numbered without gap, and each says whom it is for."""
    numbered = [name for name in queries.names() if "/cq-" in name]
    assert numbered == [f"competency/cq-{number:02}" for number in range(1, 26)]
    assert {queries.read(name).topic for name in numbered} == set(queries.TOPICS)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_projects_what_can_be_bound(name: str) -> None:
    """Each parameter is a variable of the answer, each variable of the header's kind has a fitting default."""
    query = queries.read(name)
    projected = {str(variable) for variable in prepareQuery(query.text).algebra["PV"]}
    assert {one.name for one in query.parameters} <= projected
    assert set(query.bind({})) == {one.name for one in query.parameters if one.default is not None}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_comes_in_order(name: str) -> None:
    """Rows are ordered, so that the same data give the same answer."""
    assert re.search(r"^ORDER BY \S", queries.read(name).text, re.MULTILINE)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_laid_out_as_the_others(name: str) -> None:
    """Prefixes are sorted, used and those of this project; lines are at most 120 characters long."""
    lines = queries.read(name).text.splitlines()
    declared = [re.fullmatch(r"PREFIX (\w+): <(\S+)>", line) for line in lines if line.startswith("PREFIX")]
    prefixes = [(match[1], match[2]) for match in declared if match]
    body = "\n".join(line for line in lines if not line.startswith(("PREFIX", "#")))
    assert len(prefixes) == len(declared)
    assert prefixes == sorted(prefixes)
    for prefix, iri in prefixes:
        assert f"{prefix}:" in body
        assert PREFIXES.get(prefix, iri) == iri
    assert [line for line in lines if len(line) > 120 and not line.startswith("#")] == []


def test_a_header_is_read_whole() -> None:
    """Titles, summaries, reader and parameters come back as they were written."""
    query = queries.parse("what", COMPLETE, file="what.rq")
    assert (query.titles["de"], query.summaries["en"], query.topic) == ("Was?", "That.", "research")
    assert [(one.name, one.kind, one.default) for one in query.parameters] == [
        ("goal", "iri", "https://example.org/ziel"),
        ("date", "date", None),
    ]
    assert query.parameters[1].labels == {"de": "Stichtag (leer: heute)", "en": "date (blank: today)"}
    assert query.text == COMPLETE


@pytest.mark.parametrize(
    ("written", "instead", "line"),
    [
        ("# title@en: What?\n", "", 1),
        ("# summary@de: Das.\n", "# summary@fr: Cela.\n", 1),
        ("# title@de: Was?", "# titel@de: Was?", 1),
        ("# for: research", "# for: everyone", 5),
        ("goal iri <", "goal uri <", 6),
        (" | @en goal", "", 6),
        ("date date -", "date date", 7),
    ],
    ids=["title missing", "other language", "misspelt key", "unknown reader", "kind", "label missing", "no default"],
)
def test_a_slip_in_a_header_is_reported_with_its_line(written: str, instead: str, line: int) -> None:
    """A comment on top in none of the forms is an error at its line; what is missing is one at the first line."""
    with pytest.raises(SourceError) as caught:
        queries.parse("what", COMPLETE.replace(written, instead), file="what.rq")
    assert (caught.value.file, caught.value.line) == ("what.rq", line)


def test_an_unknown_query_is_answered_with_near_names() -> None:
    """A slip in a name is met with the names there are; a path out of the folder is just an unknown name."""
    with pytest.raises(UnknownNameError, match="near names are: competency/seed"):
        queries.read("competency/seeds")
    with pytest.raises(UnknownNameError):
        queries.read("../data/context")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("iri", "https://example.org/x", URIRef("https://example.org/x")),
        ("iri", "bo:ziel/eins", URIRef("https://w3id.org/bochum-strategie/id/ziel/eins")),
        ("date", "2026-11-23", Literal("2026-11-23", datatype=XSD.date)),
        ("integer", "25", Literal("25", datatype=XSD.integer)),
        ("string", 'a "b" {c}', Literal('a "b" {c}')),
    ],
)
def test_values_are_bound_as_terms_of_their_kind(kind: queries.Kind, value: str, term: URIRef | Literal) -> None:
    """An IRI, a name with our prefix, a date, a number and a string each become the right term."""
    assert queries.Parameter("x", kind, {}).term(value) == term


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iri", "shootingstar-1"),
        ("iri", "https://example.org/> }"),
        ("date", "23.11.2026"),
        ("date", "2026-02-30"),
        ("date", "20261123"),
        ("integer", "2.5"),
        ("integer", "٣"),
    ],
)
def test_a_value_of_another_kind_is_refused(kind: queries.Kind, value: str) -> None:
    """The message names the parameter and gives an example of what was expected."""
    with pytest.raises(QueryError, match=r"The parameter 'x' got .* it expects .* such as "):
        queries.Parameter("x", kind, {}).term(value)


def test_an_empty_value_leaves_the_default() -> None:
    """A blank field of a form counts as not filled in; a parameter that the query does not have is named."""
    query = queries.parse("what", COMPLETE, file="what.rq")
    assert query.bind({"goal": "", "date": ""}) == {"goal": URIRef("https://example.org/ziel")}
    with pytest.raises(UnknownNameError, match="near names are: goal"):
        query.bind({"gaol": "x"})


def test_the_page_on_the_questions_is_current() -> None:
    """``docs/queries.md`` is what the query files say now."""
    assert (folder("docs") / "queries.md").read_text(encoding="utf-8") == queries.overview()
