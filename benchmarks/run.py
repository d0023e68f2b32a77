"""Measure bochum-kg and its peers in one run on the same data, and write the results into ``benchmarks/results``.

Run it with ``make bench``. The numbers are those of one machine: compare ratios, not times.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from benchmarks import networks
from benchmarks.breakdown import breakdown
from benchmarks.data import city, real
from benchmarks.measuring import Run, commands, fairness, large, pages, result, survey
from benchmarks.plot import draw
from benchmarks.questions import bound, open_questions
from benchmarks.report import report, summary
from benchmarks.servers import OURS, OXIGRAPH, SERVERS, TRIFID, VIRTUOSO, running

__all__ = ["main", "shown"]

RESULTS: Final = Path("benchmarks/results")
README: Final = Path("README.md")
#: What stands around the table in the README.
_BEGIN, _END = "<!-- written by make bench -->\n", "<!-- until here -->\n"
Step = TypeVar("Step")


def main() -> None:
    """Measure, write tables and picture, and print the tables."""
    for server in _told("installed", (*SERVERS, TRIFID)):
        server.version()  # what is missing is told now, not after minutes
    networks.main()
    texts, data = open_questions(), real()
    timed = dict(_told("commands", commands()))
    rows = {server.name: survey(server, data, texts) for server in _told("rows", SERVERS)}
    results = []
    for server in _told("questions", SERVERS):
        with running(server, data) as one:
            if server is OURS:
                read, layers = {server.name: pages(one)}, tuple(breakdown(one, data))
            results.append(result(one, rows[server.name], texts))
    with running(TRIFID, data) as one:
        read[TRIFID.name] = pages(one)
    with running(OURS, data, BOCHUM_KG_CLIENT_BUDGET="30") as one:
        fair = fairness(one, list(texts.values()))
    grown = city()
    compared = [
        large(server, grown, bound(), with_pages=server is OURS) for server in _told("city", (OURS, OXIGRAPH, VIRTUOSO))
    ]
    run = Run(timed, read, results, fair, layers, compared)
    text, short = ("\n".join(lines) + "\n" for lines in (report(run, data, grown), summary(run)))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "latest.md").write_text(text, encoding="utf-8")
    (RESULTS / "summary.md").write_text(short, encoding="utf-8")
    README.write_text(shown(README.read_text(encoding="utf-8"), short), encoding="utf-8")
    draw(results, RESULTS / "latest.svg")
    print(text)  # noqa: T201 - the result of a command


def shown(page: str, table: str) -> str:
    """Return a page with a table in the place of the one between its marks."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    return before + begin + table + end + after


def _told(task: str, steps: Iterable[Step]) -> Iterator[Step]:
    """Go through steps and tell each, on standard error."""
    for step in steps:
        print(f"{task}: {getattr(step, 'name', step)} ...", file=sys.stderr)  # noqa: T201 - progress of a command
        yield step


if __name__ == "__main__":
    main()
