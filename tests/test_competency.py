"""The competency questions: exact answers on the small city, plausible ones on Bochum, none to the checks."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from rdflib import Dataset, URIRef
from rdflib.query import ResultRow

from bochum_kg import queries
from bochum_kg.build import Release
from bochum_kg.engine import IRI, Engine, Literal
from bochum_kg.engine.base import XSD_STRING
from bochum_kg.engine.binding import bind
from bochum_kg.formats import CSV
from bochum_kg.namespaces import curie
from bochum_kg.resources import folder

HERE = Path(__file__).parent / "competency"
CITY: list[dict[str, Any]] = yaml.safe_load((HERE / "city.yaml").read_text(encoding="utf-8"))
BOCHUM: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "bochum.yaml").read_text(encoding="utf-8"))
UNPLANTED = [case for case in CITY if not case.get("planted")]
PLANTED: dict[str, str] = yaml.safe_load((HERE / "planted.yaml").read_text(encoding="utf-8"))


def bindings(query: queries.Query, values: Mapping[str, str]) -> dict[str, IRI | Literal]:
    """Return the terms of a query's parameters as the engine takes them."""
    return {
        name: IRI(str(term)) if isinstance(term, URIRef) else Literal(str(term), None, str(term.datatype or XSD_STRING))
        for name, term in query.bind(values).items()
    }


def rows(engine: Engine, name: str, values: Mapping[str, str] | None = None) -> list[dict[str, str]]:
    """Return the answer to a question, with our IRIs shortened."""
    query = queries.read(name)
    found = engine.select(query.text, **bindings(query, values or {}))
    return [{column: curie(str(term)) for column, term in row.items()} for row in found]


@pytest.mark.parametrize("case", CITY, ids=[case["rows"] for case in CITY])
def test_the_city_answers_with_exactly_these_rows(case: dict[str, Any], city: Engine, planted_city: Engine) -> None:
    """Every column of every row, in this order, and nothing else."""
    query = queries.read(f"competency/{case['question']}")
    engine = planted_city if case.get("planted") else city
    answer = engine.query(query.text, results_format=CSV, bindings=bindings(query, case.get("parameters", {})))
    assert answer.body.decode().replace("\r\n", "\n") == (HERE / case["rows"]).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def city_in_rdflib(city_release: Release) -> Dataset:
    """The city in an engine that shares no code with ours."""
    dataset = Dataset(default_union=True)
    dataset.parse(city_release.nquads, format="nquads")
    return dataset


@pytest.mark.parametrize("case", UNPLANTED, ids=[case["rows"] for case in UNPLANTED])
def test_another_engine_gives_the_same_rows(case: dict[str, Any], city_in_rdflib: Dataset) -> None:
    """The questions mean the same in any SPARQL 1.1 engine, in the same order."""
    query = queries.read(f"competency/{case['question']}")
    found = city_in_rdflib.query(bind(query.text, bindings(query, case.get("parameters", {}))))
    answer = [["" if value is None else str(value) for value in row] for row in found if isinstance(row, ResultRow)]
    with (HERE / case["rows"]).open(encoding="utf-8", newline="") as expected:
        assert answer == list(csv.reader(expected))[1:]


@pytest.mark.parametrize("name", BOCHUM)
def test_the_real_data_answer_plausibly(name: str, bochum: Engine) -> None:
    """The number of rows lies within what the sources allow, and the facts that are known are among them."""
    expected = BOCHUM[name]
    found = rows(bochum, f"competency/{name}", expected.get("parameters"))
    assert expected["least"] <= len(found) <= expected["most"], expected["because"]
    for fact in expected.get("facts", []):
        assert any(fact.items() <= row.items() for row in found), fact


def test_every_question_is_put_to_both() -> None:
    """No question is asked of the city alone or of Bochum alone."""
    names = {name.removeprefix("competency/") for name in queries.names()}
    assert {case["question"] for case in CITY} == names
    assert set(BOCHUM) == names


@pytest.mark.parametrize(
    "name", [name for name in queries.names() if any(one.kind == "iri" for one in queries.read(name).parameters)]
)
def test_a_parameter_picks_the_rows_of_its_value(name: str, bochum: Engine) -> None:
    """Asked about one thing, a question has those rows that it has about this thing when asked about everything."""
    query = queries.read(name)
    parameter = next(one.name for one in query.parameters if one.kind == "iri")
    everything = bochum.select(query.text)
    values = sorted({value for row in everything if isinstance(value := row.get(parameter), IRI)})
    for value in values[:: max(len(values) // 5, 1)]:
        found = bochum.select(query.text, **{parameter: value})
        assert sorted(map(str, found)) == sorted(str(row) for row in everything if row.get(parameter) == value)


@pytest.mark.parametrize("name", [name for name in queries.names() if queries.read(name).parameters])
def test_a_default_names_something_real(name: str, bochum: Engine) -> None:
    """Whoever asks without filling anything in is not answered about a thing that does not exist."""
    for term in queries.read(name).bind({}).values():
        if isinstance(term, URIRef):
            assert bochum.ask("ASK { ?thing ?property ?value }", thing=IRI(str(term)))


def test_the_seed_page_is_told_back_in_order(bochum: Engine) -> None:
    """One query returns the pillars, the competence, its goals, its focus areas and their commitments."""
    told = rows(bochum, "competency/seed")
    assert [row["thing"].removeprefix("bo:") for row in told] == [
        "saeule/wissen",
        "saeule/wandel",
        "saeule/wir-gefuehl",
        "kompetenz/shootingstar",
        "ziel/shootingstar-1",
        "ziel/shootingstar-2",
        "ziel/shootingstar-3",
        "schwerpunkt/offene-innovationskultur",
        "selbstverpflichtung/innovationsklima",
        "selbstverpflichtung/wissenstransfer",
        "selbstverpflichtung/gruendungen",
        "schwerpunkt/praegnante-innovationsschwerpunkte",
        "selbstverpflichtung/cluster",
        "selbstverpflichtung/ansiedlungen",
        "schwerpunkt/exzellente-forschung",
        "selbstverpflichtung/forschung",
        "selbstverpflichtung/hochschulpersonal",
        "schwerpunkt/gute-beschaeftigung",
        "selbstverpflichtung/gering-qualifizierte",
        "selbstverpflichtung/absolventen",
        "schwerpunkt/zukunftssichere-infrastruktur",
        "selbstverpflichtung/digitale-infrastruktur",
        "selbstverpflichtung/standortangebot",
    ]
    assert all(row["textDe"] and row["textEn"] for row in told)


@pytest.mark.parametrize("name", queries.names("checks"))
def test_a_check_has_no_answer_on_the_real_data(name: str, bochum: Engine) -> None:
    """What must not be, is not."""
    assert rows(bochum, name) == []


@pytest.mark.parametrize("name", queries.names("checks"))
def test_a_check_finds_what_is_planted_for_it(name: str, city: Engine, planted_city: Engine) -> None:
    """The check sees its mistake in the planted city, and does not see it in the sound one."""
    planted = PLANTED[name.removeprefix("checks/")]
    assert any(planted in row.values() for row in rows(planted_city, name))
    assert rows(city, name) == []


def test_every_check_has_its_mistake() -> None:
    """No check goes without proof that it can fail."""
    assert {f"checks/{name}" for name in PLANTED} == set(queries.names("checks"))


def keys(entries: object) -> Iterator[str]:
    """Yield the keys of entries and of what is nested in them."""
    for one in entries if isinstance(entries, list) else [entries]:
        if isinstance(one, dict):
            yield from one
            for value in one.values():
                yield from keys(value)


def used(data: Path) -> set[str]:
    """Return the keys that the YAML files of a folder use."""
    return {key for path in data.glob("*.yaml") for key in keys(yaml.safe_load(path.read_text(encoding="utf-8")))}


def test_the_city_has_every_feature_of_the_real_data() -> None:
    """What a steward writes for Bochum occurs in Musterstadt at least once."""
    assert used(folder("data")) - used(Path(__file__).parent / "city" / "data") == set()
