"""What is measured: the release of the real data, and a generated city of a million triples of the same shape."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

__all__ = ["CITY", "REAL", "Data", "city", "real"]

#: Triples that the generated city has at least.
SIZE: Final = 1_000_000
#: The graphs that grow with a city, and the IRIs in them that do.
_GROWING: Final = ("/graph/data> .", "/graph/derived> .")
_THINGS: Final = "<https://w3id.org/bochum-strategie/id/"


@dataclass(frozen=True, slots=True)
class Data:
    """A release, and its triples in one file for peers that know no named graphs.

    Args:
        name: what the tables call it.
        folder: the release.
        triples: the file of triples; N-Triples, since Virtuoso misreads the escaped slashes of our Turtle.
    """

    name: str
    folder: Path
    triples: Path

    @property
    def manifest(self) -> dict[str, Any]:
        """Return what the release says about itself."""
        manifest: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return manifest


REAL: Final = Data("real", Path("build/release"), Path("build/real.nt"))
CITY: Final = Data("generated", Path("build/city"), Path("build/city.nt"))


def real() -> Data:
    """Write the triples of the release, whichever graph they stand in."""
    with (REAL.folder / "strategie.nq").open("rb") as quads:
        REAL.triples.write_bytes(b"".join(sorted({_triple(quad) for quad in quads})))
    return REAL


def city() -> Data:
    """Write the generated city next to the release, if it is not there yet for this release.

    Every thing of the real data stands there once under its own IRI and then again and again under others, with all
    that is said about it; vocabulary, ontology and catalogue stand there once. So a question finds more in proportion.
    """
    real = REAL.manifest
    if not (CITY.folder / "manifest.json").is_file() or CITY.manifest["grown_from"] != real["release"]:
        _write(real)
    return CITY


def _write(real: dict[str, Any]) -> None:
    shutil.rmtree(CITY.folder, ignore_errors=True)
    CITY.folder.mkdir()
    small = [name for name in real["files"] if not name.startswith("strategie.")]
    for name in small:
        shutil.copyfile(REAL.folder / name, CITY.folder / name)
    digest = hashlib.sha256()
    with (CITY.folder / "strategie.nq").open("wb") as quads, CITY.triples.open("wb") as triples:
        for quad in _quads(real):
            line = f"{quad}\n".encode()
            digest.update(line)
            quads.write(line)
            triples.write(_triple(line))
    files = {name: real["files"][name] for name in small}
    files["strategie.nq"] = {**real["files"]["strategie.nq"], "sha256": digest.hexdigest()}
    manifest = {**real, "release": digest.hexdigest()[:16], "files": files, "grown_from": real["release"]}
    (CITY.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _quads(real: dict[str, Any]) -> Iterator[str]:
    quads = (REAL.folder / "strategie.nq").read_text(encoding="utf-8").splitlines()
    yield from quads
    growing = [quad for quad in quads if quad.endswith(_GROWING) and _THINGS in quad]
    left = SIZE - sum(real["counts"]["triples"].values())
    for copy in range(1, -(-left // len(growing)) + 1):
        for quad in growing:
            yield quad.replace(_THINGS, f"{_THINGS}{copy}/")


def _triple(quad: bytes) -> bytes:
    return quad[: quad.rindex(b" <")] + b" .\n"
