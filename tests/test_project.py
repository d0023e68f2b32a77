"""The frame of the project: pins, addresses, versions, and what its pages for people promise."""

import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, Graph, URIRef

from bochum_kg.namespaces import STRAT

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).parent / "bochum-kg"
#: The hosts of the package registries, each with a bracket so that this file does not name one.
REGISTRIES = re.compile(r"py[p]i\.org|python[h]osted\.org|npm[j]s\.(?:org|com)|deb[i]an\.org")
#: A folder of one machine at the beginning of a path.
MACHINE_PATHS = re.compile(r"(?<![\w.\-$}>])/(?:work|tmp|root|home|Users)/[\w.]")
PINS = ("constraints.txt", "constraints-analysis.txt", "constraints-test.txt", "constraints-bench.txt")


@cache
def _tracked() -> dict[str, str]:
    """Return the text of every file that git tracks, by its path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S607 - git is found where it is installed
    paths = [path for path in listed.split("\0") if path and (ROOT / path).is_file()]
    return {path: (ROOT / path).read_text(encoding="utf-8", errors="replace") for path in paths}


def _matches(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path}: {match[0]}"
        for path, text in _tracked().items()
        for match in [pattern.search(text)]
        if match is not None
    ]


def _project() -> dict[str, dict[str, object]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def test_no_file_names_a_package_registry() -> None:
    """Pins hold versions and hashes; where packages come from is up to the machine that installs them."""
    assert _matches(REGISTRIES) == []


def test_no_file_names_a_folder_of_one_machine() -> None:
    """What works here works elsewhere: no file holds an absolute path of the machine it was written on."""
    assert _matches(MACHINE_PATHS) == []


@pytest.mark.parametrize("text", ["see |work|main", "'|home|me'", "file:|||tmp|x"])
def test_a_folder_of_one_machine_is_noticed(text: str) -> None:
    """The pattern finds what it is meant to find."""
    assert MACHINE_PATHS.search(text.replace("|", "/"))


def test_every_version_is_the_same() -> None:
    """Package, change log, citation and ontology say the same version."""
    changes = re.search(r"^## \[?(\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    citation = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    ontology = Graph().parse(ROOT / "ontology" / "strat.ttl").value(URIRef(STRAT), OWL.versionInfo)
    assert changes is not None
    assert citation is not None
    assert {changes[1], citation[1], str(ontology)} == {_project()["project"]["version"]}


def test_every_make_target_is_documented() -> None:
    """The README shows what a user types; the targets for maintainers stand there or in CONTRIBUTING."""
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    readme, contributing = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    users = {"serve", "test", "install", "check", "bench", "docs"}
    assert sorted(users - targets) == []
    assert sorted(target for target in users if f"make {target}" not in readme) == []
    assert sorted(target for target in targets - users if f"make {target}" not in readme + contributing) == []


def _name(requirement: str) -> str:
    """Return the normal form of the name in a requirement (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def _pinned(file: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE))


def test_every_dependency_is_pinned() -> None:
    """Whoever adds a dependency renews the pins with ``make pins``, or a fresh machine does not get it."""
    project = _project()
    groups = project["dependency-groups"]
    wanted = {"constraints.txt": [*project["project"]["dependencies"], *groups["build"]]}  # type: ignore[misc]  # TOML lists
    wanted |= {f"constraints-{group}.txt": groups[group] for group in groups if group != "build"}  # type: ignore[misc]  # as above
    wanted["constraints-analysis.txt"] = project["project"]["optional-dependencies"]["analysis"]  # type: ignore[index]  # as above
    missing = {file: {_name(one) for one in ones} - _pinned(file) for file, ones in wanted.items()}
    assert missing == {file: set() for file in wanted}


@pytest.mark.parametrize("file", PINS)
def test_every_pin_has_a_hash(file: str) -> None:
    """Each entry is one exact version with at least one SHA-256, so pip refuses anything else."""
    text = (ROOT / file).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).strip())
    assert entries
    assert [one for one in entries if not re.match(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n +--hash=sha256:", one)] == []


def test_the_pins_agree_with_each_other() -> None:
    """A package that two files pin has the same versions in both, whichever is installed last."""
    versions: dict[str, dict[str, set[str]]] = {}
    for file in PINS:
        for name, version in re.findall(
            r"^([a-z0-9-]+)==(\S+)", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE
        ):
            versions.setdefault(name, {}).setdefault(file, set()).add(version)
    assert {name: found for name, found in versions.items() if len(set(map(frozenset, found.values()))) > 1} == {}


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the data with the entries of CONTRIBUTING appended where it says."""
    folder = tmp_path_factory.mktemp("walk") / "data"
    shutil.copytree(ROOT / "data", folder)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = re.findall(r"`data/(\w+\.yaml)`[^`]*```yaml\n(.*?)```", page, re.DOTALL)
    assert [name for name, _ in blocks] == ["kernaktivitaeten.yaml"]
    for name, block in blocks:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{block}")
    return folder


#: The slips that CONTRIBUTING shows, as replacements in the entry.
SLIPS = {
    "    en: Cargo bike rental\n": "",
    "  activityKind:": "  aktivitaetsart:",
    "organisation/stadt-bochum\n": "organisation/stadt-bochumm\n",
}


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)


def test_a_core_activity_is_added_as_contributing_says(walk: Path) -> None:
    """Pasted as the page shows it, the new activity conforms, is built and is described."""
    validated = _run("validate", "--data", walk)
    assert validated.returncode == 0, validated.stdout + validated.stderr
    release = walk.parent / "release"
    built = _run("build", "--validator", "shacl", "--data", walk, "--out", release)
    assert built.returncode == 0, built.stderr
    described = _run("describe", "kernaktivitaet/lastenrad-verleih", "--release", release, "--lang", "de")
    assert described.returncode == 0, described.stderr
    assert "Lastenrad-Verleih" in described.stdout


def test_a_mistake_looks_as_contributing_shows_it(walk: Path, tmp_path: Path) -> None:
    """With the three slips that the page names, the violations begin as it shows, but for the line numbers."""
    folder = shutil.copytree(walk, tmp_path / "data")
    file = folder / "kernaktivitaeten.yaml"
    before, identifier, entry = file.read_text(encoding="utf-8").partition("kernaktivitaet/lastenrad-verleih")
    for right, wrong in SLIPS.items():
        assert right in entry
        entry = entry.replace(right, wrong, 1)
    file.write_text(before + identifier + entry, encoding="utf-8")
    shown = re.search(
        r"```text\n(Violations.*?\n)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown is not None
    answer = _run("validate", "--validator", "shacl", "--lang", "en", "--data", folder)
    assert answer.returncode == 1
    assert answer.stdout.startswith("Violations")
    said, named = (_without_lines(one).splitlines() for one in (answer.stdout.split("\n\n")[0], shown[1].rstrip()))
    assert len(said) == len(named)
    assert all(line.startswith(start.removesuffix("…")) for line, start in zip(said, named, strict=True))


def _without_lines(findings: str) -> str:
    return re.sub(r"(?<=\.yaml):\d+:", ":", findings)
