"""Making a release."""

import json
import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from rdflib import Dataset, Graph

from bochum_kg.build import MANIFEST, Release, build, check_target, replace_folder
from bochum_kg.errors import ReleaseError
from bochum_kg.filenames import NQUADS
from bochum_kg.namespaces import GRAPHS
from bochum_kg.resources import folder
from bochum_kg.sources import read
from bochum_kg.validate import validate

CITY = Path(__file__).parent / "city" / "data"


def checksums(release: Path) -> dict[str, str]:
    """Return the SHA-256 of each file by name."""
    files = json.loads((release / MANIFEST).read_text(encoding="utf-8"))["files"]
    return {name: file["sha256"] for name, file in files.items()}


def build_apart(out: Path, data: Path, *, seed: str) -> dict[str, str]:
    """Build in a process of its own with a hash seed of its own."""
    command = [
        sys.executable,
        "-m",
        "bochum_kg",
        "build",
        "--out",
        str(out),
        "--data",
        str(data),
        "--validator",
        "shacl",
    ]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, timeout=300)
    return checksums(out)


def shuffle(data: Path, out: Path) -> Path:
    """Copy a data folder with the entries of each file, and their keys, in another order."""
    order = random.Random(4711)
    out.mkdir()
    for path in sorted(data.glob("*.yaml")):
        entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - strings only
        order.shuffle(entries)
        entries = [dict(order.sample(sorted(entry.items()), len(entry))) for entry in entries]
        (out / path.name).write_text(yaml.safe_dump(entries, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return out


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Two builds of the real data, one of them shuffled and both with other hash seeds, agree in every file."""
    first = build_apart(tmp_path / "one", folder("data"), seed="1")
    second = build_apart(tmp_path / "two", shuffle(folder("data"), tmp_path / "data"), seed="2")
    assert first == second


def test_quads_are_sorted_unique_and_without_blank_nodes(city_release: Release) -> None:
    """The N-Quads are a canonical listing of the five graphs."""
    quads = city_release.nquads.read_text(encoding="utf-8").splitlines()
    assert quads == sorted(set(quads), key=str.encode)
    assert not any("_:" in quad.split('"')[0] for quad in quads)
    assert {quad.rsplit("<", 1)[1].removesuffix("> .") for quad in quads} == set(map(str, GRAPHS.values()))


@pytest.mark.parametrize(("name", "form"), [("strategie.ttl", "turtle"), ("strategie.jsonld", "json-ld")])
def test_every_serialisation_holds_the_same_triples(city_release: Release, name: str, form: str) -> None:
    """Turtle and JSON-LD are the union of the named graphs."""
    union = {quad[:3] for quad in Dataset().parse(city_release.nquads, format="nquads").quads()}
    assert set(Graph().parse(city_release.folder / name, format=form)) == union


def test_a_release_is_named_after_its_quads(city_release: Release) -> None:
    """The manifest counts triples and things, and a release opens only as it was written."""
    opened = Release.open(city_release.folder)
    assert opened == city_release
    assert opened.id == checksums(city_release.folder)[NQUADS][:16]
    assert opened.manifest["counts"]["things"]["strat:CoreActivity"] == 5


def test_a_changed_file_is_noticed(city_release: Release, tmp_path: Path) -> None:
    """A release in which a file was changed by hand is refused, and so is a folder that is none."""
    for name in (MANIFEST, *city_release.manifest["files"]):
        (tmp_path / name).write_bytes((city_release.folder / name).read_bytes())
    (tmp_path / "strategie.ttl").write_text("# other\n", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"strategie\.ttl is missing or was changed"):
        Release.open(tmp_path)
    with pytest.raises(ReleaseError, match="is not a release"):
        Release.open(tmp_path / "none")


def test_nothing_is_built_from_data_that_do_not_conform(tmp_path: Path) -> None:
    """Data with a violation leave the folder untouched."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "stadt.yaml").write_text("- id: ziel/a\n  type: StrategicGoal\n", encoding="utf-8")
    sources = read(folder=data)
    with pytest.raises(ReleaseError, match="do not conform"):
        build(sources, tmp_path / "out", report=validate(sources, engine="shacl"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["notes", "file", ".", "/", "link"])
def test_only_a_release_is_ever_replaced(
    city_release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A folder with anything that no build made is left alone, and so are a file and every folder one stands in."""
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    shutil.copytree(city_release.folder, tmp_path / "notes")
    (tmp_path / "notes" / "mine.txt").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ReleaseError, match="name a new folder"):
        check_target(Path(name))
    assert (tmp_path / "notes" / "mine.txt").exists()


def test_a_release_takes_the_place_of_one(city_release: Release, tmp_path: Path) -> None:
    """A release, even a damaged one, is replaced as a whole, also through a link; nothing is left beside it."""
    shutil.copytree(city_release.folder, tmp_path / "release")
    (tmp_path / "release" / NQUADS).unlink()
    (tmp_path / "link").symlink_to("release")
    sources = read(folder=CITY)
    build(sources, tmp_path / "link", report=validate(sources, engine="shacl"))
    assert Release.open(tmp_path / "release").id == city_release.id
    assert {path.name for path in tmp_path.iterdir()} == {"release", "link"}


def test_builds_at_the_same_time_take_turns(city_release: Release, tmp_path: Path) -> None:
    """Whichever ends last, the folder holds a whole release."""
    out = tmp_path / "release"
    files = {path.name: path.read_bytes() for path in city_release.folder.iterdir()}
    with ThreadPoolExecutor(8) as threads:
        for turn in [threads.submit(replace_folder, files, out) for _ in range(40)]:
            turn.result()
    assert Release.open(out).id == city_release.id
    assert [path.name for path in tmp_path.iterdir()] == ["release"]
