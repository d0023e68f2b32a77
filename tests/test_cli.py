"""The command as a person types it."""

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rdflib import Graph

from bochum_kg.analysis.usage import USAGES
from bochum_kg.build import Release
from bochum_kg.cli import main, reference
from bochum_kg.cli.terminal import preferred_language
from bochum_kg.namespaces import BO
from bochum_kg.resources import folder

CITY = Path(__file__).parent / "city" / "data"


def run(*arguments: str | Path, given: str | None = None) -> Result:
    """Type a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)


def ask(release: Release, *arguments: str, given: str | None = None) -> Result:
    """Ask a question to a release."""
    return run("query", *arguments, "--release", release.folder, given=given)


def test_every_command_says_what_it_does() -> None:
    """Each command has a help text that is a sentence."""
    for name, command in main.commands.items():
        assert re.match(r"[A-Z].+[.:]", command.get_short_help_str(200)), name


def test_no_help_shows_what_only_the_terminal_should_read() -> None:
    """No backslash is left of a layout that was asked for, and each verb of the analysis has a line of its own."""
    helps = {name: run(name, "--help").stdout for name in main.commands}
    assert [name for name, text in helps.items() if "\\" in text] == []
    assert all(re.search(rf"^  {verb}  +\w", helps["analyse"], re.MULTILINE) for verb in USAGES)


def test_the_generated_pages_are_current() -> None:
    """What docs/ says of commands, queries and rules is what the code says."""
    for path, text in reference.pages(main).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is not current; run bochum-kg docs"


def test_the_real_data_conform() -> None:
    """Validating the data of the project exits with 0."""
    result = run("validate", "--validator", "shacl", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert "The data conform" in result.output


def test_a_violation_exits_with_1_and_names_file_and_line(tmp_path: Path) -> None:
    """A changed copy of a file is checked in the place of the original."""
    changed = tmp_path / "orte.yaml"
    text = (CITY / "orte.yaml").read_text(encoding="utf-8")
    changed.write_text(text.replace("type: dct:Location", "typ: dct:Location", 1), encoding="utf-8")
    line = changed.read_text(encoding="utf-8").splitlines().index("  typ: dct:Location") + 1
    result = run("validate", changed, "--data", CITY, "--validator", "shacl", "--format", "json")
    assert result.exit_code == 1
    findings = json.loads(result.output)["findings"]
    assert (str(changed), line) in [(finding["file"], finding["line"]) for finding in findings]


def test_a_file_that_cannot_be_read_exits_with_2(tmp_path: Path) -> None:
    """A file that is not YAML is named with its line, in one sentence on standard error."""
    broken = tmp_path / "orte.yaml"
    broken.write_text("- id: ort/a\n  name: {de: a\n", encoding="utf-8")
    result = run("validate", broken, "--data", CITY)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{broken}:")
    assert len(result.stderr.splitlines()) == 1


def test_nothing_is_built_from_bad_data(tmp_path: Path) -> None:
    """Build reports what validate would report, exits with 1 and leaves no folder."""
    data = shutil.copytree(CITY, tmp_path / "data")
    (data / "neu.yaml").write_text("- id: ziel/neu\n  type: StrategicGoal\n", encoding="utf-8")
    result = run("build", "--data", data, "--out", tmp_path / "release", "--validator", "shacl")
    assert result.exit_code == 1
    assert "neu.yaml:1" in result.stderr
    assert not (tmp_path / "release").exists()


def test_build_names_the_release(tmp_path: Path) -> None:
    """Build prints folder, release and size."""
    result = run("build", "--data", CITY, "--out", tmp_path / "release", "--validator", "shacl")
    assert result.exit_code == 0, result.output
    release = Release.open(tmp_path / "release")
    assert f"release {release.id}" in result.output


def test_a_named_question_is_answered_as_a_table(city_release: Release) -> None:
    """A query of the project is found by its short name; its columns head the answer."""
    result = ask(city_release, "cq-12")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[0].startswith("competenceDe")


def test_a_parameter_is_bound(city_release: Release) -> None:
    """Only rows about the thing that is named come back."""
    result = ask(city_release, "cq-09", "--param", "activity=bo:kernaktivitaet/stadtportal", "--format", "csv")
    assert result.exit_code == 0, result.output
    rows = result.output.splitlines()[1:]
    assert rows
    assert all(row.startswith(BO["kernaktivitaet/stadtportal"]) for row in rows)


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("csv", "n"), ("tsv", "?n"), ("json", "{"), ("xml", "<?xml"), ("table", "n")],
)
def test_rows_come_in_every_results_format(city_release: Release, form: str, beginning: str) -> None:
    """A SELECT from standard input is written as asked."""
    result = ask(city_release, "-", "--format", form, given="SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    assert result.exit_code == 0, result.output
    assert result.output.startswith(beginning)


@pytest.mark.parametrize(
    ("form", "parser"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("json", "json-ld"), ("rdf", "xml")]
)
def test_triples_come_in_every_graph_format(city_release: Release, form: str, parser: str) -> None:
    """A CONSTRUCT from a file is written as asked."""
    query = "CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }"
    result = ask(city_release, "-", "--format", form, given=query)
    assert result.exit_code == 0, result.output
    assert len(Graph().parse(data=result.output, format=parser)) > 100


def test_a_truth_value_is_said_in_a_word(city_release: Release) -> None:
    """ASK answers yes or no."""
    assert ask(city_release, "-", given="ASK { ?s ?p ?o }").output == "yes\n"
    assert ask(city_release, "-", given="ASK { ?s ?p 'nowhere' }").output == "no\n"


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (["cq-99"], None, "no query named 'cq-99'"),
        (["cq-99"], None, "near names are: cq-19"),
        (["nowhere.rq"], None, "No such file"),
        (["cq-09", "--param", "activity"], None, "name=value"),
        (["cq-09", "--param", "aktivitaet=bo:x"], None, "near names are: activity"),
        (["-"], "SELECT * WHERE { ?s ?p }", "line 1"),
        (["-"], "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        (["-", "--format", "ttl"], "SELECT * { ?s ?p ?o } LIMIT 1", "no format of rows named 'ttl'"),
        (["-", "--format", "csv"], "DESCRIBE <http://example.org/>", "no format of triples named 'csv'"),
        (["-", "--format", "parquet"], "ASK {}", "no format named 'parquet'"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_a_sentence(
    city_release: Release, arguments: list[str], given: str | None, words: str
) -> None:
    """What is wrong stands on standard error, and the exit code is 2."""
    result = ask(city_release, *arguments, given=given)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_missing_release_says_how_to_make_one(tmp_path: Path) -> None:
    """Asking before building names the command that builds."""
    result = run("query", "cq-01", "--release", tmp_path / "none")
    assert result.exit_code == 2
    assert "bochum-kg build" in result.stderr


@pytest.mark.parametrize("name", ["buergerhaus", "bo:kernaktivitaet/buergerhaus", BO["kernaktivitaet/buergerhaus"]])
def test_a_thing_is_described_by_any_of_its_names(city_release: Release, name: str) -> None:
    """Slug, CURIE and IRI lead to the same thing."""
    result = run("describe", name, "--release", city_release.folder, "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Community house on the market\n")


def test_a_thing_is_described_as_data(city_release: Release) -> None:
    """The Turtle of a thing speaks of that thing."""
    result = run("describe", "buergerhaus", "--release", city_release.folder, "--format", "ttl")
    assert BO["kernaktivitaet/buergerhaus"] in set(Graph().parse(data=result.output, format="turtle").subjects())


def test_an_unknown_thing_is_answered_with_near_names(city_release: Release) -> None:
    """A slip of the pen is met with what was probably meant."""
    result = run("describe", "buergerhus", "--release", city_release.folder)
    assert result.exit_code == 2
    assert "buergerhaus" in result.stderr


def test_settings_are_listed_with_their_variables() -> None:
    """The list names environment variable, value and meaning, in the language asked for."""
    result = run("settings", "--lang", "de")
    assert "BOCHUM_KG_CLIENT_BUDGET" in result.output
    assert "Sekunden" in result.output


def test_a_setting_that_does_not_fit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable with a wrong value is named, with what was expected."""
    monkeypatch.setenv("BOCHUM_KG_WORKERS", "many")
    result = run("settings")
    assert result.exit_code == 2
    assert "BOCHUM_KG_WORKERS" in result.stderr


def test_a_service_says_where_it_is_and_ends_quietly(city_release: Release) -> None:
    """Once requests are taken the address is printed, and Ctrl-C is an end like any other."""
    command = [sys.executable, "-m", "bochum_kg", "serve", "--port", "0", "--release", str(city_release.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as service:
        assert service.stdout is not None
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+\n", service.stdout.readline())
        service.send_signal(signal.SIGINT)
        _, errors = service.communicate(timeout=60)
    assert (service.returncode, errors) == (0, "")


def test_an_option_that_does_not_fit_is_refused() -> None:
    """An option has the limits of its setting, and the sentence names it."""
    result = run("serve", "--workers", "0")
    assert result.exit_code == 2
    assert "--workers" in result.stderr


def test_what_the_system_refuses_is_one_sentence(tmp_path: Path) -> None:
    """A folder that cannot be written is named with the reason, and no traceback is shown."""
    (tmp_path / "file").touch()
    result = run("build", "--data", CITY, "--out", tmp_path / "file" / "release", "--validator", "shacl")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{tmp_path / 'file'}: File exists")
    assert len(result.stderr.splitlines()) == 1


def test_debug_shows_where_an_error_comes_from(tmp_path: Path) -> None:
    """With --debug the error is raised, not told."""
    result = run("--debug", "query", "cq-01", "--release", tmp_path / "none")
    assert type(result.exception).__name__ == "ReleaseError"


def test_the_language_follows_the_environment() -> None:
    """German where the system speaks German, English elsewhere."""
    assert preferred_language({"LANG": "de_DE.UTF-8"}) == "de"
    assert preferred_language({"LANG": "fr_FR.UTF-8"}) == "en"


def test_the_docs_command_finds_stale_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """With --check nothing is written, and the exit code tells."""
    page = folder("docs") / "queries.md"
    monkeypatch.setattr(reference, "pages", lambda _: {page: "other"})
    result = run("docs", "--check")
    assert result.exit_code == 1
    assert "not current" in result.stderr
    assert page.read_text(encoding="utf-8") != "other"


def test_the_docs_command_writes_the_documentation_of_the_ontology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The HTML and a diagram in each language lie in the folder that is named."""
    monkeypatch.setattr(reference, "pages", lambda _: {})
    result = run("docs", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert "<html" in (tmp_path / "ontology.html").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == ["ontology-de.svg", "ontology-en.svg"]
