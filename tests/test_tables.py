"""The tables among the downloads."""

import csv
import io
import json
from typing import Any
from zipfile import ZipFile

import pytest
from rdflib import RDF, XSD, Dataset, Graph, Literal, URIRef

from bochum_kg.build import TABLES, Release
from bochum_kg.namespaces import BO, STRAT
from bochum_kg.tables import METADATA


def _rows(release: Release, name: str) -> list[dict[str, str]]:
    text = (release.folder / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def _described(release: Release) -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = json.loads((release.folder / METADATA).read_text(encoding="utf-8"))["tables"]
    return tables


def _union(release: Release) -> Graph:
    graph = Graph()
    for subject, predicate, value, _ in Dataset().parse(release.nquads, format="nquads").quads():
        graph.add((subject, predicate, value))
    return graph


def _read_back(release: Release, table: dict[str, Any]) -> Graph:
    """Make triples of a table's cells as "Generating RDF from Tabular Data on the Web" (§4) says."""
    graph = Graph()
    columns = table["tableSchema"]["columns"]
    for row in _rows(release, table["url"]):
        for column in columns:
            if column.get("virtual"):
                graph.add((URIRef(row["iri"]), URIRef(column["propertyUrl"]), URIRef(column["valueUrl"])))
            elif not column.get("suppressOutput"):
                for part in filter(None, row[column["name"]].split(column["separator"])):
                    graph.add((URIRef(row["iri"]), URIRef(column["propertyUrl"]), _term(part, column)))
    return graph


def _term(text: str, column: dict[str, Any]) -> URIRef | Literal:
    datatype = column.get("datatype", "string")
    if datatype == "anyURI":
        return URIRef(text)
    if "lang" in column:
        return Literal(text, lang=column["lang"])
    if isinstance(datatype, dict):
        return Literal(text, datatype=URIRef(datatype["@id"]))
    return Literal(text) if datatype == "string" else Literal(text, datatype=XSD[datatype])


@pytest.mark.parametrize("which", ["city_release", "bochum_release"])
def test_the_cells_say_what_the_graph_says(which: str, request: pytest.FixtureRequest) -> None:
    """Read back as CSVW describes them, the cells are triples of the release; none is made up or mistyped."""
    release = request.getfixturevalue(which)
    union = _union(release)
    for table in _described(release):
        made = _read_back(release, table)
        surplus = sorted(str(triple) for triple in set(made) - set(union) if not isinstance(triple[2], Literal))
        texts = {(s, p, str(o)) for s, p, o in union}
        assert not surplus
        assert not [(s, p, o) for s, p, o in made if isinstance(o, Literal) and (s, p, str(o)) not in texts]
        untyped = {(s, p, o) for s, p, o in made if isinstance(o, Literal)} - set(union)
        assert not untyped, (table["url"], sorted(untyped)[:3])


@pytest.mark.parametrize("which", ["city_release", "bochum_release"])
def test_each_thing_of_a_class_has_one_row(which: str, request: pytest.FixtureRequest) -> None:
    """The rows of a table are all things of its class, once each, by IRI."""
    release = request.getfixturevalue(which)
    union = _union(release)
    for table in _described(release):
        (class_,) = (one["valueUrl"] for one in table["tableSchema"]["columns"] if one.get("virtual"))
        things = sorted(str(one) for one in set(union.subjects(RDF.type, URIRef(class_))))
        assert [row["iri"] for row in _rows(release, table["url"])] == things


def test_a_row_of_a_spreadsheet_can_be_read_without_the_graph(bochum_release: Release) -> None:
    """Beside the IRI of a status, a competence or a lead stands its name in both languages."""
    rows = {row["iri"]: row for row in _rows(bochum_release, "kernaktivitaeten.csv")}
    portal = rows[str(BO["kernaktivitaet/mein-bochum"])]
    assert (portal["name_de"], portal["status_name_de"], portal["status_name_en"]) == (
        "Mein Bochum",
        "laufend",
        "running",
    )
    assert portal["lead"].split() == [str(BO["organisation/stadt-bochum"])]
    assert portal["lead_name_de"] == "Stadt Bochum"
    assert len(portal["source"].split()) == 2


def test_every_column_says_what_it_holds(bochum_release: Release) -> None:
    """A column has the property of the graph and, where the ontology names it, that name in both languages."""
    for table in _described(bochum_release):
        header = next(csv.reader(io.StringIO((bochum_release.folder / table["url"]).read_text(encoding="utf-8"))))
        columns = [one for one in table["tableSchema"]["columns"] if not one.get("virtual")]
        assert [one["name"] for one in columns] == header
        own = [one for one in columns if one.get("propertyUrl", "").startswith(STRAT)]
        assert all({part["@language"] for part in one["dc:description"]} == {"de", "en"} for one in own)


def test_all_tables_come_in_one_file(city_release: Release) -> None:
    """The archive holds the description and each table, as they lie beside it, with no date of the clock."""
    with ZipFile(city_release.folder / TABLES) as archive:
        assert archive.namelist() == sorted([METADATA, *(one["url"] for one in _described(city_release))])
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            assert archive.read(name) == (city_release.folder / name).read_bytes()
