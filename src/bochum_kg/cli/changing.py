"""Keeping releases and comparing them, for the command line."""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from bochum_kg.archive import Plain
from bochum_kg.build import Release
from bochum_kg.changes import Change, Edit, How, compare
from bochum_kg.engine import IRI, Literal
from bochum_kg.errors import ReleaseError
from bochum_kg.filenames import NQUADS
from bochum_kg.history import archive_of, keep, opened
from bochum_kg.namespaces import curie

__all__ = ["FORMS", "compared", "kept"]

_SIGNS: Final = {How.ADDED: "+", How.CHANGED: "~", How.REMOVED: "-"}


def kept(out: Path, chosen: Path | None, make: Callable[[], Release]) -> tuple[Release, str]:
    """Make a release, and keep it and the one that it replaces.

    Args:
        out: where the release is made.
        chosen: the archive, unless it is the one beside ``out``.
        make: makes it.

    Returns:
        the release, and why it was not kept; empty where it was.
    """
    folder = archive_of(out, chosen)
    with suppress(ReleaseError):  # there is none, or a damaged one
        keep(Release.open(out), folder)
    release = make()
    if keep(release, folder):
        return release, ""
    return release, (
        f"{folder} does not keep this release: its data, of {release.manifest['data_date']}, are older than what was "
        "kept last; set 'modified' of the dataset, or name another folder with BOCHUM_KG_ARCHIVE."
    )


def compared(old: str, new: str, form: str, archive: Path) -> str:
    """Compare two releases, each the name of a kept one, a release folder, or a file of sorted N-Quads.

    Raises:
        ReleaseError, UnknownNameError, OSError: one of them cannot be read.
    """
    return FORMS[form](compare(_lines(old, archive), _lines(new, archive)))


def _lines(name: str, archive: Path) -> Iterator[bytes]:
    path = Path(name)
    if path.is_dir():
        return Plain(Release.open(path).folder / NQUADS).every()
    if path.suffix == ".gz":
        return _unzipped(path)
    return Plain(path).every() if path.is_file() else opened(archive, name).every()


def _unzipped(path: Path) -> Iterator[bytes]:
    with gzip.open(path) as lines:
        yield from lines


def _text(changes: Iterable[Change]) -> str:
    """Write a line for each thing, one for each value that went or came, and how many there are."""
    lines: list[str] = []
    counts: Counter[How] = Counter()
    for change in changes:
        counts[change.how] += 1
        lines.append(f"{_SIGNS[change.how]} {curie(change.iri)}")
        if change.how is How.CHANGED:
            lines += [line for edit in change.edits() for line in _edit(edit, change.iri)]
    return "\n".join([*lines, ", ".join(f"{counts[how]} {how}" for how in How)])


def _edit(edit: Edit, thing: str) -> list[str]:
    place = f"{edit.node.removeprefix(thing).lstrip('/')} {curie(edit.property)}".lstrip()
    went, came = ([f"    {sign} {place}: {_value(one)}" for one in values] for sign, values in _sides(edit))
    return went + came


def _sides(edit: Edit) -> tuple[tuple[str, tuple[IRI | Literal, ...]], ...]:
    return ("-", edit.before), ("+", edit.after)


def _value(value: IRI | Literal) -> str:
    if isinstance(value, IRI):
        return curie(value.value)
    return json.dumps(value.value, ensure_ascii=False) + (f"@{value.language}" if value.language else "")


def _json(changes: Iterable[Change]) -> str:
    found = [
        {"iri": one.iri, "how": one.how, "edits": [_edit_as_json(edit) for edit in one.edits()]} for one in changes
    ]
    return json.dumps(found, ensure_ascii=False, indent=1)


def _edit_as_json(edit: Edit) -> dict[str, object]:
    sides = {"before": edit.before, "after": edit.after}
    written = {name: [_term_as_json(one) for one in values] for name, values in sides.items()}
    return {"node": edit.node, "property": edit.property, **written}


def _term_as_json(term: IRI | Literal) -> dict[str, str]:
    """Write a term as SPARQL 1.1 Query Results JSON does (§3.2.2)."""
    if isinstance(term, IRI):
        return {"type": "uri", "value": term.value}
    kind = {"xml:lang": term.language} if term.language else {"datatype": term.datatype}
    return {"type": "literal", "value": term.value, **kind}


#: How a comparison is written, by format.
FORMS: Final = {"json": _json, "text": _text}
