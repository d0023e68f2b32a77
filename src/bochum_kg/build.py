"""Sources become a release: an immutable folder that everything is served from.

The same sources give the same bytes: lines are sorted, nothing is dated by the clock, and no node is blank.
"""

import fcntl
import gzip
import hashlib
import io
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from rdflib import DCTERMS, RDF, BNode, Graph

from bochum_kg import catalogue, ledger, search
from bochum_kg.derive import derive, lines
from bochum_kg.documentation import document
from bochum_kg.engine.local import convert
from bochum_kg.errors import ReleaseError
from bochum_kg.filenames import DOCUMENTATION, NQUADS, REPORT, RULES
from bochum_kg.formats import FORMATS, JSON_LD, TURTLE
from bochum_kg.namespaces import DATASET, GRAPHS, PREFIXES, curie
from bochum_kg.resources import folder as resource
from bochum_kg.sources import Sources
from bochum_kg.tables import METADATA, tables
from bochum_kg.validate import Report

__all__ = ["MANIFEST", "Addition", "Release", "build", "check_target", "replace_folder"]

#: The file that lists the others.
MANIFEST: Final = "manifest.json"
#: All tables and their description in one file.
TABLES: Final = "tabellen.zip"

#: By the end of a file's name; all others are those of the formats.
_MEDIA_TYPES: Final = {
    METADATA: "application/csvm+json",
    ".sqlite": "application/vnd.sqlite3",
    ".svg": "image/svg+xml",
    ".gz": "application/gzip",
    ".zip": "application/zip",
    ".json": "application/json",
}

Progress = Callable[[str], None]
#: Makes further files of a release from its N-Quads and its name.
Addition = Callable[[bytes, str, Progress], Mapping[str, bytes]]


@dataclass(frozen=True)
class Release:
    """A release folder: its name is the beginning of the SHA-256 of its N-Quads."""

    folder: Path
    id: str
    manifest: Mapping[str, Any]

    @classmethod
    def open(cls, folder: Path) -> "Release":
        """Open a release and check that every file is the one that the manifest names.

        Raises:
            ReleaseError: a file is missing or is not the one listed.
        """
        try:
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            problem = f"{folder} is not a release ({error}); make one with 'bochum-kg build --out {folder}'."
            raise ReleaseError(problem) from error
        for name, file in manifest["files"].items():
            path = folder / name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
                problem = f"{path} is missing or was changed; make the release again with 'bochum-kg build'."
                raise ReleaseError(problem)
        return cls(folder, manifest["release"], manifest)

    @property
    def nquads(self) -> Path:
        """Return the path of the N-Quads."""
        return self.folder / NQUADS


def build(
    sources: Sources,
    out: Path,
    *,
    report: Report,
    progress: Progress = lambda _: None,
    additions: Sequence[Addition] = (),
) -> Release:
    """Write a release of sources that conform; the folder is replaced as a whole.

    Args:
        sources: what was read.
        out: the folder to write.
        report: what validation found in these sources.
        progress: is told each step before it begins.
        additions: what makes further files; it comes from floors that build on releases, such as the analysis.

    Raises:
        ReleaseError: the report has violations, or the folder holds what no build made; nothing is written.
        OSError: the folder cannot be written.
    """
    check_target(out)
    if not report.conforms:
        problem = "The data do not conform, so nothing was built; correct what 'bochum-kg validate' reports."
        raise ReleaseError(problem)
    graphs = _graphs(sources, progress)
    progress("catalogue")
    data_date = str(sources.data.value(DATASET, DCTERMS.modified))
    parsed = _parsed(graphs)
    graphs["catalogue"] = lines(catalogue.catalogue(parsed, data_date=data_date))
    progress("search")
    index = search.write(chain.from_iterable(parsed.values()))
    progress("files")
    files = _files(sources, graphs, report) | _tables(parsed) | {search.FILE: index}
    for addition in additions:
        files |= addition(files[NQUADS], _named_by(files), progress)
    return _write(files, graphs, out, data_date=data_date)


def _graphs(sources: Sources, progress: Progress) -> dict[str, list[bytes]]:
    stated = {
        "data": lines(sources.data),
        "ontology": lines(sources.ontology + _named(sources.shapes)),
        "vocabulary": lines(sources.vocabulary),
    }
    return {**stated, "derived": derive(stated, progress=progress)}


def _named(shapes: Graph) -> Graph:
    """Return the triples of the shapes that have no blank node, so that each shape has a page."""
    named = Graph()
    for triple in shapes:
        if not any(isinstance(node, BNode) for node in triple):
            named.add(triple)
    return named


def _parsed(graphs: Mapping[str, list[bytes]]) -> dict[str, Graph]:
    return {name: Graph().parse(data=b"\n".join(triples), format="nt") for name, triples in graphs.items()}


def _files(sources: Sources, graphs: Mapping[str, list[bytes]], report: Report) -> dict[str, bytes]:
    triples = sorted({triple for part in graphs.values() for triple in part})
    documentation = document(sources.ontology)
    whole = {
        NQUADS: _quads(graphs),
        "strategie.ttl": convert(triples, TURTLE, PREFIXES),
        "strategie.jsonld": convert(triples, JSON_LD, PREFIXES),
    }
    return {
        **whole,
        **{f"{name}.gz": gzip.compress(content, mtime=0) for name, content in whole.items()},
        RULES: b"\n".join(path.read_bytes() for path in sorted(resource("shapes").glob("*.ttl"))),
        REPORT: report.as_turtle().encode(),
        DOCUMENTATION: documentation.html.encode(),
        **{f"ontology-{language}.svg": svg.encode() for language, svg in documentation.diagrams.items()},
    }


def _tables(graphs: Mapping[str, Graph]) -> dict[str, bytes]:
    """Return the tables one by one and all in one file."""
    files = tables(graphs)
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # dated 1980, not by the clock
    return {**files, TABLES: packed.getvalue()}


def _quads(graphs: Mapping[str, list[bytes]]) -> bytes:
    quads = [
        triple.removesuffix(b" .") + f" <{GRAPHS[name]}> .\n".encode()
        for name, triples in graphs.items()
        for triple in triples
    ]
    return b"".join(sorted(quads))


def _write(files: dict[str, bytes], graphs: Mapping[str, list[bytes]], out: Path, *, data_date: str) -> Release:
    release = _named_by(files)
    listed = {name: _entry(name, content) for name, content in sorted(files.items())}
    dcat = catalogue.distributions(listed, data_date=data_date, version=release)
    files["dcat.ttl"] = dcat.serialize(format="turtle", encoding="utf-8")
    listed["dcat.ttl"] = _entry("dcat.ttl", files["dcat.ttl"])
    manifest = {
        "release": release,
        "data_date": data_date,
        "withdrawn": dict(sorted(ledger.read(resource("data")).withdrawn.items())),
        "counts": {"triples": {name: len(triples) for name, triples in graphs.items()}, "things": _things(graphs)},
        "files": dict(sorted(listed.items())),
    }
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    replace_folder(files, out)
    return Release(out, release, manifest)


def _named_by(files: Mapping[str, bytes]) -> str:
    """Return what names the release that these are the files of."""
    return hashlib.sha256(files[NQUADS]).hexdigest()[:16]


def _entry(name: str, content: bytes) -> dict[str, str | int]:
    return {"bytes": len(content), "media_type": _media_type(name), "sha256": hashlib.sha256(content).hexdigest()}


def _media_type(name: str) -> str:
    known = next((media_type for end, media_type in _MEDIA_TYPES.items() if name.endswith(end)), None)
    return known or next(one.media_type for one in FORMATS if one.suffix == Path(name).suffix)


def _things(graphs: Mapping[str, list[bytes]]) -> dict[str, int]:
    """Count the things of each class, over all graphs."""
    typed = f"<{RDF.type}>"
    parts = (triple.decode().split(" ", 2) for triples in graphs.values() for triple in triples)
    pairs = {(subject, value) for subject, predicate, value in parts if predicate == typed}
    return dict(sorted(Counter(curie(kind[1:-3]) for _, kind in pairs).items()))


def check_target(out: Path) -> None:
    """Make sure that a folder can be replaced by a release: it is new, empty, or holds a release and nothing else.

    Raises:
        ReleaseError: replacing it would delete what no build made.
    """
    if not os.path.lexists(out):
        return
    if not out.is_dir() or Path.cwd().is_relative_to(out.resolve()):
        problem = f"{out} is no folder that a release can replace; name a new folder with --out."
        raise ReleaseError(problem)
    surplus = sorted({path.name for path in out.iterdir()} - _made(out))
    if surplus:
        problem = (
            f"{out} holds {surplus[0]!r}, which no build made, so it is not replaced; name a new folder with --out."
        )
        raise ReleaseError(problem)


def _made(folder: Path) -> set[str]:
    """Return the names that the manifest of a folder lists, its own among them; none where there is no manifest."""
    try:
        return {MANIFEST, *json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def replace_folder(files: Mapping[str, bytes], out: Path) -> None:
    """Write files beside a folder, then put the new folder in its place; builds at the same time take turns.

    Raises:
        OSError: the folder cannot be written.
        ReleaseError: the folder holds what no build made.
    """
    target = out.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as beside:
        fresh = Path(beside, "new")
        fresh.mkdir()
        for name, content in files.items():
            (fresh / name).write_bytes(content)
        with _turn(target.parent):
            check_target(out)
            if target.exists():
                target.rename(Path(beside, "old"))
            fresh.rename(target)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Hold a folder's lock, which ends with the process (flock)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
