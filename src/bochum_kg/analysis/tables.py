"""Results as tables: figures rounded alike on every machine, written as CSV and as text."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

__all__ = ["Cell", "Table", "columns", "figure", "leading"]

Cell = str | int | float | bool | None

#: Values that differ only behind this digit are equal, as they are for ranks.
_LAST_DIGIT: Final = 9


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

    def spare(self, *names: str) -> "Table":
        """Return the table without those of some columns that are empty in every row.

        >>> Table("x", ("node", "sector"), (("a", None),)).spare("sector").columns
        ('node',)
        """
        empty = {name for name in names if self.rows and not any(figure(row[0]) for row in columns(self, name))}
        kept = tuple(name for name in self.columns if name not in empty)
        return replace(self, columns=kept, rows=tuple(map(tuple, columns(self, *kept))))

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


def leading(table: Table, measures: Sequence[str], most: int) -> Table:
    """Return the first rows of a table that is sorted by measures, without zeros of the first one and parts of a tie.

    >>> ranked = Table("x", ("node", "value"), (("a", 0.5), ("b", 0.2), ("c", 0.2), ("d", 0.0)))
    >>> [len(leading(ranked, ["value"], most).rows) for most in (1, 2, 3, 4)]
    [1, 1, 3, 3]
    """
    values = [tuple(round(float(str(cell)), _LAST_DIGIT) for cell in row) for row in columns(table, *measures)]
    end = min(most, sum(value[0] > 0 for value in values))
    while 0 < end < len(values) and values[end] == values[end - 1]:
        end -= 1
    return replace(table, rows=table.rows[:end])
