"""Reading YAML-LD and Turtle."""

import json
from pathlib import Path

import pytest
import yaml
from rdflib import SKOS, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from bochum_kg.errors import SourceError
from bochum_kg.namespaces import BO, BOV, EDTF, SHAPES, STRAT
from bochum_kg.resources import folder as resource
from bochum_kg.sources import Origin, Sources, read

ENTRY = """\
- id: kernaktivitaet/werk-x
  type: CoreActivity
  name: {de: Werk X, en: Work X}
  milestone:
    - id: kernaktivitaet/werk-x/meilenstein/1
      type: Milestone
      date: 2018-07
      name:
        de: Start
        en: Beginning
      source:
        - quelle/eins
        - quelle/zwei
  activityKind: vocab:aktivitaetsart/einrichtung
"""
WERK_X = BO["kernaktivitaet/werk-x"]
START = BO["kernaktivitaet/werk-x/meilenstein/1"]


@pytest.fixture
def written(tmp_path: Path) -> "Write":
    """A folder with one file, whose text each test gives."""
    return Write(tmp_path / "data")


class Write:
    """Writes a text as the only data file and reads it."""

    def __init__(self, folder: Path) -> None:
        """Make the folder."""
        folder.mkdir()
        self.folder = folder

    def __call__(self, text: str | bytes) -> Sources:
        """Read the text."""
        content = text.encode() if isinstance(text, str) else text
        (self.folder / "stadt.yaml").write_bytes(content)
        return read(folder=self.folder)


def found(sources: Sources) -> list[tuple[str, int]]:
    """Return rule and line of each mistake."""
    return [(mistake.rule.removeprefix(SHAPES), mistake.origin.line) for mistake in sources.findings]


def test_an_entry_becomes_typed_statements(written: Write) -> None:
    """Texts carry their language, dates their datatype, and references and concepts are IRIs."""
    data = written(ENTRY).data
    assert set(data.objects(WERK_X, SKOS.prefLabel)) == {Literal("Werk X", lang="de"), Literal("Work X", lang="en")}
    assert data.value(START, STRAT.date) == Literal("2018-07", datatype=EDTF)
    assert data.value(WERK_X, STRAT.activityKind) == BOV["aktivitaetsart/einrichtung"]
    assert data.value(WERK_X, STRAT.milestone) == START


def test_every_statement_has_its_line(written: Write) -> None:
    """A statement is found at its line; without a match the line of its property, then of its entry, is given."""
    locate = written(ENTRY).locate
    assert locate(WERK_X, SKOS.prefLabel, Literal("Work X", lang="en")) == Origin("data/stadt.yaml", 3)
    assert locate(START, SKOS.prefLabel, Literal("Beginning", lang="en")) == Origin("data/stadt.yaml", 10)
    assert locate(START, URIRef("http://purl.org/dc/terms/source"), BO["quelle/zwei"]) == Origin("data/stadt.yaml", 13)
    assert locate(START, STRAT.date, Literal("2017")) == Origin("data/stadt.yaml", 7)
    assert locate(WERK_X, STRAT.mergedInto) == Origin("data/stadt.yaml", 1)
    assert locate(BO["kernaktivitaet/nie"]) is None


def test_vocabulary_and_ontology_have_lines_too(written: Write) -> None:
    """A concept and a class are found in the Turtle file that describes them."""
    sources = written(ENTRY)
    concept, term = sources.locate(BOV["status/laufend"]), sources.locate(STRAT.CoreActivity)
    assert concept is not None
    assert concept.file == "ontology/vocab/status.ttl"
    assert term is not None
    assert term.file.startswith("ontology/")


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        pytest.param(ENTRY.replace("  milestone:", "  mielstone:"), [("UnknownKey", 4)], id="unknown key"),
        pytest.param(ENTRY + "  type: Strategy\n", [("DuplicateKey", 15)], id="key twice"),
        pytest.param(ENTRY.replace("    - id: kernaktivitaet/werk-x/meilenstein/1\n      type", "    - type"),
                     [("MissingId", 5)], id="nested entry without id"),
        pytest.param(ENTRY.replace("werk-x/meilenstein", "Werk_X/meilenstein"), [("IdPattern", 5)], id="bad id"),
        pytest.param(ENTRY + ENTRY, [("DuplicateId", 15), ("DuplicateId", 19)], id="id twice"),
        pytest.param("- nur ein Wort\n", [("NotAnEntry", 1)], id="not an entry"),
        pytest.param(ENTRY.replace("date: 2018-07", "date:"), [("EmptyValue", 7)], id="empty value"),
        pytest.param(ENTRY + "  goalsComplete: ja\n", [("NotTrueOrFalse", 15)], id="neither true nor false"),
        pytest.param(ENTRY.replace("en: Work X", "en: ''"), [("EmptyValue", 3)], id="empty text"),
    ],
)  # fmt: skip
def test_what_is_wrong_at_sight_is_reported_with_its_line(
    written: Write, text: str, mistakes: list[tuple[str, int]]
) -> None:
    """Reading goes on after a mistake and reports rule and line."""
    assert found(written(text)) == mistakes


def test_a_mistake_offers_what_was_probably_meant(written: Write) -> None:
    """The remedy for an unknown key names the nearest known key, in both languages."""
    (mistake,) = written(ENTRY.replace("  milestone:", "  mielstone:")).findings
    assert "milestone" in mistake.remedies["de"]
    assert "milestone" in mistake.remedies["en"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("- id: a/b\n  name: {de: x\n- id: c/d\n", 3, "not YAML", id="unclosed bracket"),
        pytest.param("- id: a/b\n  note: &x {de: y}\n- id: c/d\n  note: *x\n", 4, "alias", id="alias"),
        pytest.param("- id: a/b\n  note: " + "[" * 30 + "]" * 30, 2, "nested deeper", id="nesting"),
        pytest.param("[" * 200_000, 1, "nested deeper", id="nesting that a recursive reader would crash at"),
        pytest.param("- id: a/b\n---\n- id: a/c\n", 2, "second document", id="second document"),
        pytest.param(b"- id: a/b\n  note: {de: \xff}\n", 1, "UTF-8", id="not UTF-8"),
        pytest.param(b"- id: a/b\n  shortName: " + b"x" * 17_000_000, 1, "bytes", id="too large"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_and_line(
    written: Write, text: str | bytes, line: int, words: str
) -> None:
    """A file that is not plain YAML stops reading, in a sentence."""
    with pytest.raises(SourceError, match=words) as refused:
        written(text)
    assert (refused.value.file, refused.value.line) == ("data/stadt.yaml", line)


def test_scalars_stay_as_they_are_written(written: Write) -> None:
    """A municipality key keeps its zero, and the Norwegian language code is not a truth value."""
    data = written("- id: ort/oslo\n  value: 05911000\n  name: {no: no}\n").data
    assert data.value(BO["ort/oslo"], STRAT.value) == Literal("05911000")
    assert data.value(BO["ort/oslo"], SKOS.prefLabel) == Literal("no", lang="no")


def test_a_file_takes_the_place_of_its_namesake(written: Write, tmp_path: Path) -> None:
    """A single changed file is read together with the rest of its folder."""
    written(ENTRY)
    changed = tmp_path / "stadt.yaml"
    changed.write_text(ENTRY.replace("Work X", "Factory X"), encoding="utf-8")
    sources = read([changed], folder=written.folder)
    assert Literal("Factory X", lang="en") in set(sources.data.objects(WERK_X, SKOS.prefLabel))
    assert sources.locate(WERK_X) == Origin(str(changed), 1)


def test_a_copy_under_another_name_takes_the_place_of_its_original(written: Write, tmp_path: Path) -> None:
    """A copy is known by its entries; a file with entries of its own is read beside the others."""
    written(ENTRY)
    copy, new = tmp_path / "copy.yaml", tmp_path / "new.yaml"
    copy.write_text(ENTRY.replace("en: Work X", "en: Factory X"), encoding="utf-8")
    new.write_text("- id: ziel/a\n  type: StrategicGoal\n", encoding="utf-8")
    sources = read([copy, new, copy], folder=written.folder)
    assert sources.findings == ()
    assert set(sources.data.objects(WERK_X, SKOS.prefLabel)) == {
        Literal("Werk X", lang="de"),
        Literal("Factory X", lang="en"),
    }
    assert sources.locate(BO["ziel/a"]) == Origin(str(new), 1)


def test_files_of_the_same_name_are_all_read(written: Write, tmp_path: Path) -> None:
    """What two given files both say is reported, and neither is passed over."""
    written(ENTRY)
    files = [tmp_path / "one" / "stadt.yaml", tmp_path / "two" / "stadt.yaml"]
    for file in files:
        file.parent.mkdir()
        file.write_text("- id: ziel/a\n  type: StrategicGoal\n", encoding="utf-8")
    sources = read(files, folder=written.folder)
    assert found(sources) == [("DuplicateId", 1)]
    assert WERK_X not in set(sources.data.subjects())


def test_a_folder_without_data_is_refused(tmp_path: Path) -> None:
    """An empty folder is no data that conform, and its name may be a slip."""
    with pytest.raises(SourceError, match="holds no YAML file"):
        read(folder=tmp_path)


def test_the_order_of_entries_does_not_matter(written: Write) -> None:
    """Shuffled entries give the same graph."""
    other = "- id: kernaktivitaet/anders\n  type: CoreActivity\n"
    assert isomorphic(written(ENTRY + other).data, written(other + ENTRY).data)


def test_a_json_ld_processor_reads_the_same() -> None:
    """The plain YAML of the real data, with our context, gives rdflib's JSON-LD parser the very same triples."""
    files = sorted(resource("data").glob("*.yaml"))
    entries = [entry for file in files for entry in yaml.load(file.read_bytes(), Loader=yaml.CBaseLoader)]  # noqa: S506 - strings only
    context = json.loads((resource("data") / "context.jsonld").read_text(encoding="utf-8"))
    graph = Graph().parse(data=json.dumps({**context, "@graph": entries}), format="json-ld")
    assert set(read().data) == set(graph)
