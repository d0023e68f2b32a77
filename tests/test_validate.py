"""Validation as a library: findings with lines, and the report as text, JSON and Turtle."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from bochum_kg.namespaces import BO, DATASET, SHAPES
from bochum_kg.resources import folder
from bochum_kg.sources import Sources, read
from bochum_kg.validate import Finding, Report, read_rules, validate, with_tables
from bochum_kg.validate.engines import report_of_pyshacl, report_of_shacl

CITY = """\
- id: ort/musterstadt
  type: dct:Location
  name: {de: Musterstadt, en: Sampletown}
  summary:
    de: Eine erfundene Stadt.
  colour: green
  related: ort/nirgends
  source: quelle/muster
- id: quelle/muster
  type: Source
  title: {de: Muster}
  publisher: Stadt Musterstadt
  url: https://example.org/muster
  undated: true
  sourceKind: vocab:quellenart/stadt
- id: quelle/ungenutzt
  type: Source
  title: {de: Ungenutzt}
  publisher: Stadt Musterstadt
  url: https://example.org/ungenutzt
  undated: true
  sourceKind: vocab:quellenart/stadt
"""
FOUND_IN_CITY = [
    ("data/stadt.yaml", 4, "Violation", "SummaryInBothLanguages"),
    ("data/stadt.yaml", 6, "Violation", "UnknownKey"),
    ("data/stadt.yaml", 7, "Violation", "DanglingReference"),
    ("data/stadt.yaml", 16, "Warning", "SourceUsed"),
]


@pytest.fixture(scope="module")
def real() -> Sources:
    """The real data."""
    return read()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """What is found in a small city with mistakes of every severity but a note."""
    data = tmp_path_factory.mktemp("city") / "data"
    (data / "vocab").mkdir(parents=True)
    (data / "stadt.yaml").write_text(CITY, encoding="utf-8")
    for path in sorted((folder("ontology") / "vocab").glob("*.ttl")):
        kept = Graph()
        for triple in Graph().parse(path):
            if not str(triple[2]).startswith(BO):
                kept.add(triple)
        kept.serialize(data / "vocab" / path.name, format="turtle")
    return validate(read(folder=data), engine="shacl")


def _summary(report: Report) -> list[tuple[str, int, str, str]]:
    return [(one.file, one.line, one.severity, one.rule.removeprefix(SHAPES)) for one in report.findings]


def test_the_real_data_conform(real: Sources) -> None:
    """The data of Bochum break no rule, and both engines find the same."""
    fast, reference = validate(real, engine="shacl"), validate(real, engine="pyshacl")
    assert reference.findings == fast.findings
    assert fast.conforms, fast.as_text("en")


def test_every_finding_in_the_real_data_has_its_line(real: Sources) -> None:
    """Warnings and notes on the real data name an existing line of a file."""
    for finding in validate(real, engine="shacl").findings:
        assert finding.file.startswith(("data/", "ontology/"))
        assert finding.line > 0


def test_findings_come_with_file_and_line_gravest_first(city: Report) -> None:
    """What reading found stands among what the rules found, sorted by severity and place."""
    assert _summary(city) == FOUND_IN_CITY
    assert not city.conforms
    assert city.counts == {"Violation": 3, "Warning": 1, "Info": 0}


def test_a_dangling_reference_is_told_where_it_stands(city: Report) -> None:
    """The finding names the thing that refers, the key and the missing thing."""
    finding = next(one for one in city.findings if one.rule == SHAPES.DanglingReference)
    assert finding.focus == BO["ort/musterstadt"]
    assert finding.path == URIRef("http://purl.org/dc/terms/relation")
    assert finding.value == BO["ort/nirgends"]
    assert finding.labels == {"de": "Musterstadt", "en": "Sampletown"}


def test_only_violations_stop() -> None:
    """Without a violation a report conforms, whatever else it says."""
    assert Report(()).conforms
    assert Report((_finding("Warning"), _finding("Info"))).conforms
    assert not Report((_finding("Violation"),)).conforms


def _finding(severity: str, value: URIRef | Literal | None = None) -> Finding:
    return Finding(
        rule=SHAPES.Example,
        severity=severity,
        focus=BO["ort/musterstadt"],
        path=SKOS.note,
        value=value,
        component=SH.PatternConstraintComponent,
        labels={"de": "Musterstadt", "en": "Sampletown"},
        messages={"de": "So nicht.", "en": "Not so."},
        remedies={"de": "Anders.", "en": "Differently."},
        file="data/stadt.yaml",
        line=3,
    )


ON_A_TERMINAL = {
    "de": """\
Warnungen (1)
  data/stadt.yaml:3: [Warnung] Musterstadt: So nicht. [ort/nirgends] → Anders. (Example)

Die Daten enthalten keinen Verstoß (Verstöße: 0, Warnungen: 1, Hinweise: 0).
""",
    "en": """\
Warnings (1)
  data/stadt.yaml:3: [warning] Sampletown: Not so. [ort/nirgends] → Differently. (Example)

The data conform (Violations: 0, Warnings: 1, Notes: 0).
""",
}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_reads_well_on_a_terminal(language: str) -> None:
    """Each finding is one line: place, severity, name, message, what was found, remedy, rule."""
    assert Report((_finding("Warning", BO["ort/nirgends"]),)).as_text(language) == ON_A_TERMINAL[language]


def test_a_report_as_json_says_everything(city: Report) -> None:
    """The JSON carries verdict, counts, and every finding with its texts in both languages."""
    document = json.loads(city.as_json())
    assert document["conforms"] is False
    assert document["counts"] == city.counts
    assert [(one["file"], one["line"], one["severity"]) for one in document["findings"]] == [
        place[:3] for place in FOUND_IN_CITY
    ]
    assert document["findings"][2] == {
        "rule": str(SHAPES.DanglingReference),
        "severity": "Violation",
        "file": "data/stadt.yaml",
        "line": 7,
        "focus": str(BO["ort/musterstadt"]),
        "path": "http://purl.org/dc/terms/relation",
        "value": str(BO["ort/nirgends"]),
        "label": {"de": "Musterstadt", "en": "Sampletown"},
        "message": {"de": "Verweist auf etwas, das es nicht gibt.", "en": "Refers to something that does not exist."},
        "remedy": {
            "de": "Prüfen Sie die Schreibweise der Kennung, oder legen Sie den fehlenden Eintrag an.",
            "en": "Check how the identifier is spelled, or add the missing entry.",
        },
    }


def test_a_report_in_turtle_is_a_shacl_report(city: Report) -> None:
    """The Turtle is a validation report with one result per finding, all with IRIs, and each result complete."""
    graph = Graph().parse(data=city.as_turtle(), format="turtle")
    results = set(graph.subjects(RDF.type, SH.ValidationResult))
    assert len(results) == len(city.findings)
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)
    for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape):
        assert {result for result in results if (result, required, None) in graph} == results
    assert graph.value(predicate=RDF.type, object=SH.ValidationReport) is not None
    assert graph.value(predicate=SH.conforms, object=Literal(lexical_or_value=False)) is not None


def test_a_report_in_turtle_follows_section_3_6() -> None:
    """One note makes ``sh:conforms`` false, and what belongs to no thing has focus and result."""
    nameless = [replace(_finding("Violation"), focus=None, path=None, line=line) for line in (3, 4)]
    graph = Graph().parse(data=Report(tuple(nameless)).as_turtle(), format="turtle")
    assert len(set(graph.subjects(SH.focusNode, DATASET))) == len(nameless)
    for findings in ((), (_finding("Info"),)):
        told = Graph().parse(data=Report(findings).as_turtle(), format="turtle")
        assert list(told.objects(None, SH.conforms)) == [Literal(not findings)]


def test_a_report_in_turtle_depends_on_the_findings_only(city: Report) -> None:
    """The same findings in another order give the same bytes."""
    assert Report(tuple(reversed(city.findings))).as_turtle() == city.as_turtle()


def test_a_report_keeps_what_was_written() -> None:
    """A value that is not of its datatype stands in the report as it was written, with its quotation marks."""
    value = Literal('7,85 "Mio"', datatype=URIRef("http://www.w3.org/2001/XMLSchema#decimal"))
    turtle = Report((_finding("Violation", value),)).as_turtle()
    assert '"7,85 \\"Mio\\""^^<http://www.w3.org/2001/XMLSchema#decimal>' in turtle


def test_both_engines_answer_with_a_report_graph() -> None:
    """The two engines give the same report on one broken rule, but for the names of its blank nodes."""
    shapes = Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .
        ex:Named a sh:PropertyShape ; sh:targetClass ex:Thing ; sh:path ex:name ; sh:minCount 1 ;
            sh:severity sh:Violation ; sh:message "Name missing."@en ."""
    )
    data = Graph().parse(data="@prefix ex: <https://example.org/> . ex:one a ex:Thing .")
    assert isomorphic(report_of_pyshacl(data, shapes), report_of_shacl(data, shapes))


def test_progress_is_told(real: Sources) -> None:
    """Each step is told before it begins."""
    steps: list[str] = []
    validate(real, engine="shacl", progress=steps.append)
    assert steps == ["shapes (shacl)", "findings"]


def test_the_page_of_rules_is_current(real: Sources) -> None:
    """The tables in ``docs/rules.md`` are what the shapes say now; ``bochum-kg docs`` writes them."""
    path = Path(__file__).parents[1] / "docs" / "rules.md"
    text = path.read_text(encoding="utf-8")
    assert with_tables(text, read_rules(real.shapes)) == text
    assert all(f"`{rule.name}`" in text for rule in read_rules(real.shapes).values())
