"""Results as tables: figures rounded alike on every machine, written as CSV and as text."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Cell", "Table", "figure"]

Cell = str | int | float | bool | None


@dataclass(frozen=True)
class Table:
    """A result: columns and rows, and what has to be known to read them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> list[list[str]]:
        """Return the cells as they are shown and written."""
        return [[figure(cell) for cell in row] for row in self.rows]

    def as_csv(self) -> bytes:
        """Write the table as CSV (RFC 4180)."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.columns)
        writer.writerows(self.text)
        return out.getvalue().encode()


def figure(cell: Cell) -> str:
    """Write a cell; a figure with four significant digits, so that the last bits of a machine do not show.

    >>> figure(0.123456), figure(12), figure(None), figure(True)
    ('0.1235', '12', '', 'yes')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{round(cell, 10):.4g}"
    return str(cell)


def columns(table: Table, *names: str) -> Sequence[Sequence[Cell]]:
    """Return the cells of some columns, row by row."""
    places = [table.columns.index(name) for name in names]
    return [[row[place] for place in places] for row in table.rows]
