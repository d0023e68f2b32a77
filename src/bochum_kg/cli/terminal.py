"""What a person sees while something runs, and in which language."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from bochum_kg.namespaces import LANGUAGES

__all__ = ["preferred_language", "progress", "table"]


def preferred_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return German where the environment asks for it, else English (POSIX.1-2017, section 8.2).

    >>> preferred_language({"LANG": "de_DE.UTF-8"})
    'de'
    >>> preferred_language({"LC_ALL": "C", "LANG": "de_DE.UTF-8"})
    'en'
    """
    named = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return next((one for one in LANGUAGES if named.lower().startswith(one)), "en")


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Show the step that runs, on one line that is wiped at the end; nothing where no terminal is."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    width = shutil.get_terminal_size().columns - 1

    def show(step: str) -> None:
        sys.stderr.write(f"\r\033[K{f'{what}: {step} …'[:width]}")
        sys.stderr.flush()

    show("")
    try:
        yield show
    finally:
        sys.stderr.write("\r\033[K")
        sys.stderr.flush()


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows under their columns; on a terminal that is too narrow for them, one value a line.

    >>> print(table(["a", "b"], [["1", "two"]]))
    a  b
    -  ---
    1  two
    """
    cells = [list(columns), *map(list, rows)]
    widths = [max(len(row[index]) for row in cells) for index in range(len(columns))]
    if sys.stdout.isatty() and sum(widths) + 2 * len(widths) > shutil.get_terminal_size().columns:
        return _records(columns, rows)
    cells.insert(1, ["-" * width for width in widths])
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in cells)
    return "\n".join(line.rstrip() for line in lines)


def _records(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, columns))
    return "\n\n".join(
        "\n".join(f"{name.ljust(width)}  {value}" for name, value in zip(columns, row, strict=True) if value)
        for row in rows
    )
