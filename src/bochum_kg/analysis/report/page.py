"""The HTML of a report: one file without anything from elsewhere, laid out for A4."""

from collections.abc import Sequence
from html import escape
from typing import Final

from bochum_kg.analysis.pictures import Scene, svg
from bochum_kg.analysis.report.texts import say
from bochum_kg.analysis.tables import Cell, Table, figure, leading
from bochum_kg.analysis.texts import term

__all__ = [
    "MARK",
    "figure_html",
    "heading",
    "notes_html",
    "number",
    "page",
    "paragraph",
    "table_html",
    "tile",
    "with_interval",
]

#: Stands behind a figure that is computed and has no interval; page one explains it.
MARK: Final = "°"
_COMPUTED: Final = frozenset(
    {
        "betweenness",
        "concentration",
        "constraint",
        "effective_size",
        "efficiency_after",
        "efficiency_before",
        "expected",
        "jaccard",
        "largest_after",
        "participation",
        "projected_betweenness",
        "proximity",
    }
)

STYLE: Final = """
@page { size: A4; margin: 14mm 15mm }
* { box-sizing: border-box }
body { font: 10pt/1.32 Helvetica, Arial, sans-serif; color: #1a1f24; max-width: 190mm; margin: 0 auto; padding: 4mm }
h1 { font-size: 19pt; margin: 0 }
h2 { font-size: 13pt; margin: 5mm 0 1.5mm; border-top: .6pt solid #8a949e; padding-top: 2mm }
h3 { font-size: 10.5pt; margin: 3mm 0 1mm }
p { margin: 0 0 2mm }
.lead { font-size: 12.5pt; margin: 3mm 0 }
header p { color: #4d5761 }
.tiles { display: grid; grid-template-columns: repeat(5, 1fr); gap: 2mm; margin: 3mm 0 }
.tile { border: .6pt solid #8a949e; border-radius: 1mm; padding: 2mm }
.tile b { display: block; font-size: 17pt; line-height: 1.15 }
.tile span { display: block; font-size: 8.5pt }
.tile .range { color: #4d5761 }
table { border-collapse: collapse; width: 100%; font-size: 8pt; margin: 1mm 0 2mm }
th, td { text-align: left; padding: .35mm 1.2mm; border-bottom: .4pt solid #d5dbe1; vertical-align: top }
td.n { text-align: right }
thead { display: table-header-group }
tr, figure { break-inside: avoid }
figure { margin: 1mm 0 2mm }
figure svg { width: 100%; height: auto; max-height: 96mm }
figcaption, .note { font-size: 8.5pt; color: #4d5761 }
code { font-size: 8.5pt; overflow-wrap: anywhere }
a { color: #0b4f8a }
.first { break-after: page }
@media print {
  body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.25 }
  h2 { margin-top: 3mm }
  h2, h3 { break-after: avoid }
  a { color: inherit; text-decoration: none }
}
"""


def page(language: str, title: str, body: Sequence[str]) -> str:
    """Return the whole page."""
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    content = "\n".join(body)
    start = f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}<style>{STYLE}</style></head>'
    return f"{start}\n<body>\n{content}\n</body></html>\n"


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph of plain text."""
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"


def notes_html(notes: Sequence[str]) -> str:
    """Return what has to be known to read a table."""
    return "".join(paragraph(note, "note") for note in notes)


def tile(value: str, name: str, beside: str) -> str:
    """Return a figure of page one with its interval, or the word that it is a count."""
    said = f'<span>{escape(name)}</span><span class="range">{escape(beside)}</span>'
    return f'<div class="tile"><b>{escape(value)}</b>{said}</div>'


def figure_html(scene: Scene, caption: str) -> str:
    """Return a figure with its caption."""
    return f"<figure>{svg(scene)}<figcaption>{escape(caption)}</figcaption></figure>"


def heading(language: str, name: str) -> str:
    """Return the heading of a column; one of figures that are computed and have no interval carries the mark."""
    return f"{term(language, name)}{MARK}" if name in _COMPUTED else term(language, name)


def number(value: Cell, language: str) -> str:
    """Write a figure with two digits behind the point, which is a comma in German."""
    return _words(round(value, 2) if isinstance(value, float) else value, language)


def with_interval(row: Sequence[Cell] | None, language: str) -> str:
    """Write the value of a measure with its interval, as a count, or with the mark of what has neither."""
    if row is None or row[1] is None:
        return "–"
    _, value, low, high = (*row, None, None)[:4]
    if low is not None:
        return f"{number(value, language)} [{number(low, language)}; {number(high, language)}]"
    if isinstance(value, int):
        return f"{value} ({say(language, 'count')})"
    return f"{number(value, language)}{MARK}"


def table_html(  # noqa: PLR0913 - a table and how it is shown
    table: Table, columns: Sequence[str], language: str, *, most: int = 10, by: Sequence[str] = (), order: str = ""
) -> str:
    """Return some columns of a table, the beginning of a long one; names link to the pages of the graph.

    Args:
        table: the whole table.
        columns: the names of those that are shown.
        language: of the headings.
        most: how many rows at most.
        by: the measures that the table is sorted by, if zeros and parts of a tie are to be left out.
        order: the measure that it is sorted by, if it is to be said how many more have the value of the last row.
    """
    places = [table.columns.index(name) for name in columns]
    head = "".join(f'<th scope="col">{escape(heading(language, name))}</th>' for name in columns)
    link = next((table.columns.index(name) for name in ("node", "goal") if name in table.columns), None)
    shown = leading(table, by, most).rows if by else table.rows[:most]
    rows = "".join(f"<tr>{''.join(_cell(row, place, link, language) for place in places)}</tr>" for row in shown)
    left = _left(table, shown, language, order)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{left}{notes_html(table.notes)}"


def _left(table: Table, shown: Sequence[Sequence[Cell]], language: str, order: str) -> str:
    """Say how many rows are not shown, and how many of these are tied with the last one shown."""
    left = table.rows[len(shown) :]
    if not left:
        return ""
    place = table.columns.index(order) if order and shown else None
    equal = 0 if place is None else sum(figure(row[place]) == figure(shown[-1][place]) for row in left)
    return paragraph(say(language, "more_equal" if equal else "more", more=len(left), equal=equal), "note")


def _cell(row: Sequence[Cell], place: int, link: int | None, language: str) -> str:
    value = row[place]
    text = escape(_words(value, language))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="n">{text}</td>'
    iri = str(row[link]) if link is not None and place == link + 1 else ""
    if not iri.startswith("https://"):
        return f"<td>{text}</td>"
    return f'<td><a href="{escape(iri)}" rel="external">{text}</a></td>'


def _words(value: Cell, language: str) -> str:
    if isinstance(value, bool):
        return {"de": ("nein", "ja"), "en": ("no", "yes")}[language][value]
    text = figure(value)
    if isinstance(value, float) and language == "de":
        return text.replace(".", ",")
    return term(language, text)
