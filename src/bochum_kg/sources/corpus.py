"""Everything that the graph is made from, read at once."""

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from rdflib import Graph
from rdflib.term import Node

from bochum_kg.errors import SourceError
from bochum_kg.resources import folder as resource
from bochum_kg.sources import context
from bochum_kg.sources.origin import Mistake, Origin
from bochum_kg.sources.turtle import read_turtle
from bochum_kg.sources.yamlld import Reader

__all__ = ["DATA_FILES", "Sources", "read", "without_collection"]

#: How the files of a data folder end.
DATA_FILES: Final = "*.yaml"
#: The line with which an entry of a data file begins.
_ENTRY: Final = re.compile(rb"^- id: *(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Sources:
    """The graphs as written, before anything is derived, and where each statement stands."""

    data: Graph
    vocabulary: Graph
    shapes: Graph
    findings: tuple[Mistake, ...]
    _subjects: dict[Node, Origin] = field(repr=False)
    _statements: dict[tuple[Node, Node], list[tuple[str, Origin]]] = field(repr=False)

    @property
    def ontology(self) -> Graph:
        """The ontology with its hard alignments, read when first asked for: validation does without it.

        Raises:
            SourceError: a file is not Turtle.
        """
        return self._ontology[0]

    @cached_property
    def _ontology(self) -> tuple[Graph, dict[Node, Origin]]:
        with without_collection():
            return read_turtle([*_turtle("ontology", "*.ttl"), *_turtle("ontology", "alignments/*.ttl")])

    def locate(self, subject: Node, predicate: Node | None = None, value: Node | None = None) -> Origin | None:
        """Find the line of a statement; without a match the line of its property, then of its subject."""
        written = self._statements.get((subject, predicate), []) if predicate is not None else []
        for text, origin in written:
            if value is not None and text == str(value):
                return origin
        if written:
            return written[0][1]
        return self._subjects.get(subject) or self._ontology[1].get(subject)


def read(
    files: Sequence[Path] = (), *, folder: Path | None = None, progress: Callable[[str], None] = lambda _: None
) -> Sources:
    """Read vocabularies, shapes and the data.

    Args:
        files: data files that take the place of those with the same name, or with most of the same entries, in the
            folder; others are added.
        folder: the data folder; the project's own where none is given. Vocabularies in its ``vocab/`` take the place
            of ours, so that another city brings its own fields, themes and tranches.
        progress: is told the name of each file before it is read.

    Raises:
        SourceError: a file cannot be read at all. What is wrong inside a readable file is in ``findings``.
    """
    with without_collection():
        return _read(files, folder or resource("data"), progress)


def _read(files: Sequence[Path], folder: Path, progress: Callable[[str], None]) -> Sources:
    vocabulary, concepts = read_turtle(_vocabularies(folder))
    shapes, constraints = read_turtle(_turtle("shapes", "*.ttl"))
    reader = Reader(context.load(resource("data") / "context.jsonld"))
    for path, shown_as in _data_files(files, folder):
        progress(shown_as)
        reader.read(path, shown_as)
    return Sources(
        data=reader.graph,
        vocabulary=vocabulary,
        shapes=shapes,
        findings=tuple(reader.mistakes),
        _subjects={**constraints, **concepts, **reader.subjects},
        _statements=reader.statements,
    )


@contextmanager
def without_collection() -> Iterator[None]:
    """Put off garbage collection: everything read lives on, and searching it for garbage took a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _turtle(name: str, pattern: str) -> list[tuple[Path, str]]:
    root = resource(name)
    return [(path, f"{name}/{path.relative_to(root).as_posix()}") for path in sorted(root.glob(pattern))]


def _vocabularies(folder: Path) -> list[tuple[Path, str]]:
    """List the vocabularies; those in the data folder's ``vocab/`` take the place of ours with the same name."""
    chosen = {path.name: (path, shown_as) for path, shown_as in _turtle("ontology", "vocab/*.ttl")}
    chosen.update({path.name: (path, f"{folder.name}/vocab/{path.name}") for path in folder.glob("vocab/*.ttl")})
    return [chosen[name] for name in sorted(chosen)]


def _data_files(files: Sequence[Path], folder: Path) -> list[tuple[Path, str]]:
    if not folder.is_dir():
        problem = "There is no such data folder; name the folder that holds the YAML files."
        raise SourceError(problem, file=str(folder), line=1)
    originals = sorted(folder.glob(DATA_FILES))
    given = list(dict.fromkeys(files))
    replaced = {_original(path, originals) for path in given}
    chosen = [(path, f"{folder.name}/{path.name}") for path in originals if path not in replaced]
    chosen += [(path, str(path)) for path in given]
    if not chosen:
        problem = "The data folder holds no YAML file; name the folder that holds the data."
        raise SourceError(problem, file=str(folder), line=1)
    return sorted(chosen, key=lambda one: (one[0].name, one[1]))


def _original(path: Path, originals: Sequence[Path]) -> Path | None:
    """Return the data file that a given one takes the place of: of the same name, or with most of its entries."""
    same = next((one for one in originals if one.name == path.name), None)
    if same is not None:
        return same
    entries = _entries(path)
    return next((one for one in originals if 2 * len(entries & _entries(one)) > len(entries)), None)


def _entries(path: Path) -> frozenset[bytes]:
    return frozenset(_ENTRY.findall(path.read_bytes())) if path.is_file() else frozenset()
