"""What ``analyse`` and ``export`` print and write."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bochum_kg.analysis import Options, Source, project
from bochum_kg.analysis.exporting import export_files
from bochum_kg.analysis.findings import findings
from bochum_kg.analysis.projections import DEFAULT
from bochum_kg.analysis.report import report
from bochum_kg.analysis.request import Request
from bochum_kg.analysis.tables import Table
from bochum_kg.analysis.usage import USAGES, option
from bochum_kg.analysis.verbs import analyse
from bochum_kg.cli.terminal import table
from bochum_kg.errors import UnknownChoiceError
from bochum_kg.namespaces import curie

__all__ = ["analysed", "check_options", "exported"]

#: Rows that are shown of a table; files hold all of them.
SHOWN: Final = 25
#: Verbs that write a page instead of tables.
PAGES: Final = {"findings": findings, "report": report}
#: What every verb takes: where it asks, and where and how it answers.
_COMMON: Final = ("engine", "language", "out", "release")


def check_options(verb: str, given: Iterable[str]) -> None:
    """Refuse what makes no difference to the answer, so that no manifest names it.

    Args:
        verb: what is asked.
        given: the parameters that the command line sets.

    Raises:
        UnknownChoiceError: there is no such verb, or it does not take one of the options.
    """
    if verb not in USAGES:
        kind = "verb"
        raise UnknownChoiceError(kind, verb, USAGES)
    takes = (*USAGES[verb].options, *_COMMON)
    for name in given:
        if name not in takes:
            kind = f"option of analyse {verb}"
            raise UnknownChoiceError(kind, option(name), map(option, takes))


def analysed(  # noqa: PLR0913, PLR0917 - what the command was given
    source: Source,
    chosen: Options,
    verb: str,
    out: Path | None,
    language: str,
    settings: Mapping[str, Any],
    show: Callable[[str], None],
) -> Iterator[str]:
    """Answer a verb: yield tables, or with a folder the paths of what was written."""
    request = Request(verb, options=chosen, language=language, **settings)
    if verb in PAGES:
        files = PAGES[verb](source, request, show)
        yield from map(str, _written(files, out or Path("build", verb)))
        return
    result = analyse(source, request)
    if out is None:
        yield from map(_laid_out, result.tables)
        yield f"{result.manifest['command']}  (release {source.release}{_left_out(result.manifest['counts'])})"
    else:
        yield from map(str, _written(result.files(), out))


def exported(  # noqa: PLR0913, PLR0917 - what the command was given
    source: Source, chosen: Options, form: str, out: Path | None, projection: str | None, language: str, seed: int
) -> list[Path]:
    """Write a network in a format and return the paths."""
    network = project(source, projection or DEFAULT, chosen)
    files = export_files(network, form, out.name if out else None, language=language, seed=seed)
    return _written(files, out.parent if out else Path("build", "network"))


def _laid_out(found: Table) -> str:
    """Lay out a table for reading, with its notes; of a long one the beginning."""
    rows = [[curie(cell) for cell in row] for row in found.text[:SHOWN]]
    more = len(found.rows) - len(rows)
    lines = [found.name, table(found.columns, rows) if rows else "no rows"]
    lines += [f"… {more} more rows; --out writes all"] if more else []
    return "\n".join([*lines, *(f"* {note}" for note in found.notes)]) + "\n"


def _left_out(counts: Mapping[str, Any]) -> str:
    """Say how many ties the network has not, by reason; of several years nothing, since they are in the tables."""
    reasons = counts.get("ties_left_out", {})
    said = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in reasons.items())
    return f"; ties left out: {said}" if said else ""


def _written(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in files]
