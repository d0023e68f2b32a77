"""The package as it is built from a clone: it carries the browser code, made here and now from what is committed."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
#: What a clone does not have.
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "node_modules", "bundle", "__pycache__", ".*_cache")
BUNDLE = "bochum_kg/web/static/bundle"


def build(folder: Path, target: str, *, path: str | None = None) -> subprocess.CompletedProcess[str]:
    """Build a package in a folder; ``path`` is where commands are found."""
    environment = {**os.environ, "PATH": os.environ["PATH"] if path is None else path}
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", "out"]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout without anything that was built."""
    folder = tmp_path_factory.mktemp("clone") / "bochum-kg"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    return folder


@pytest.fixture(scope="module")
def wheel(clone: Path) -> zipfile.Path:
    """The wheel made from the sdist of the clone, where no npm is."""
    made = build(clone, "sdist")
    assert made.returncode == 0, made.stderr
    (archive,) = (clone / "out").glob("*.tar.gz")
    with tarfile.open(archive) as files:
        files.extractall(clone / "unpacked", filter="data")
    (source,) = (clone / "unpacked").iterdir()
    made = build(source, "wheel", path="")
    assert made.returncode == 0, made.stderr
    (file,) = (source / "out").glob("*.whl")
    return zipfile.Path(file)


def test_the_wheel_carries_the_bundle(wheel: zipfile.Path) -> None:
    """Every script that the manifest names, without a path or an address of the machine that built it."""
    names = json.loads((wheel / BUNDLE / "manifest.json").read_text())
    assert sorted(names) == ["analysis.js", "editor.js", "entity.js", "look.js", "site.js", "table.js"]
    scripts = {one.name: one.read_text(encoding="utf-8") for one in (wheel / BUNDLE).iterdir() if ".js" in one.name}
    assert set(names.values()) < scripts.keys()
    assert not [name for name, text in scripts.items() if "node_modules" in text or str(ROOT) in text]


def test_the_wheel_carries_the_licences_of_the_bundle(wheel: zipfile.Path) -> None:
    """Each package that went in, with version and licence text; tools that only build are not among them."""
    text = (wheel / BUNDLE / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    locked = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = {
        path.removeprefix("node_modules/"): one
        for path, one in locked.items()
        if path and not one.keys() & {"dev", "peer"}
    }
    assert [name for name, one in wanted.items() if f"{name} {one['version']} ({one['license']})" not in text] == []
    assert "Permission is hereby granted" in text
    assert "esbuild" not in text


def test_the_wheel_carries_the_other_files(wheel: zipfile.Path) -> None:
    """Templates, ontology, shapes, queries and data."""
    for name in (
        "bochum_kg/web/templates/sparql.html",
        "bochum_kg/web/static/site.css",
        "bochum_kg/_data/queries/pages/terms.rq",
        "bochum_kg/_data/data/context.jsonld",
        "bochum_kg/_data/ontology/vocab/status.ttl",
        "bochum_kg/_data/shapes",
    ):
        assert (wheel / name).exists(), name


def test_without_npm_the_build_says_what_to_do(clone: Path) -> None:
    """In one sentence that names what is missing."""
    made = build(clone, "wheel", path="")
    assert made.returncode != 0
    said = "The browser code needs npm to be built: install Node.js 20 or newer, or call 'make install'."
    assert made.stderr.strip().splitlines()[-1] == f"FileNotFoundError: {said}"


def test_the_lock_names_no_registry() -> None:
    """Where packages come from is the setting of the machine that installs; versions are exact and have hashes."""
    text = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    package = json.loads((ROOT / "frontend" / "package.json").read_text(encoding="utf-8"))
    assert "http" not in text
    assert "resolved" not in text
    locked = json.loads(text)["packages"]
    assert [name for name, one in locked.items() if name and "integrity" not in one] == []
    wanted = package["dependencies"] | package["devDependencies"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
