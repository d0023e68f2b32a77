"""The tables of a run in Markdown: the whole, and the few lines that the README shows."""

import os
import platform
import statistics
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from benchmarks import questions
from benchmarks.breakdown import QUESTIONS
from benchmarks.data import Data
from benchmarks.load import PATIENCE, Timing
from benchmarks.measuring import CLIENTS, HONEST, HOSTILE, Fairness, Large, Result, Run

__all__ = ["ratios", "report", "summary"]


def report(run: Run, data: Data, grown: Data) -> Iterator[str]:
    """Write every table of a run with the real data and the generated city."""
    results = run.results
    yield "# What `make bench` measured"
    yield ""
    yield from _circumstances(results, data)
    yield from _table(
        "Commands", ["command", "seconds"], [[name, f"{took:.2f}"] for name, took in run.commands.items()]
    )
    yield from _table(
        f"The page of a thing and its data, {CLIENTS} clients",
        ["server", "format", "median", "p95", "per second", "failed"],
        [[name, form, *_cells(timing)] for name, timings in run.pages.items() for form, timing in timings.items()],
    )
    yield ""
    yield from _pages(run.pages)
    yield from _table(
        f"SPARQL, {CLIENTS} clients, the competency questions in turn",
        ["server", "first answer (s)", "memory (MB)", "queries", "median", "p95", "per second", "failed"],
        [row for one in results for row in _mix(one)],
    )
    yield from _notes_on_mixes()
    yield from _table(
        "SPARQL, one client, each question new: median / p95",
        ["question", "rows", *(one.server.name for one in results)],
        [_alone(name, results) for name in results[0].rows],
    )
    yield ""
    yield f"Geometric mean of the medians, as a multiple of ours: {', '.join(ratios(results))}."
    yield f"A peer with another number of rows is marked with it; what took over {PATIENCE:.0f} seconds has a dash."
    yield from _table(
        "Where the time of a new query goes, one client, median",
        ["layer", *QUESTIONS],
        [[layer, *(f"{median:.2f}" for median in medians)] for layer, medians in run.layers],
    )
    yield from _fair(run.fairness)
    yield from _large(run.large, grown)


def _pages(pages: Mapping[str, Mapping[str, Timing]]) -> Iterator[str]:
    """Compare our pages with those of each peer."""
    (_, ours), *peers = pages.items()
    for name, theirs in peers:
        times = (f"{ours[form].per_second / max(theirs[form].per_second, 0.1):.0f} × for {form}" for form in theirs)
        yield f"A second, as a multiple of {name}'s: {', '.join(times)}."


def _circumstances(results: Sequence[Result], data: Data) -> Iterator[str]:
    manifest = data.manifest
    triples = sum(manifest["counts"]["triples"].values())
    yield f"Release {manifest['release']}, {triples} triples, in memory everywhere."
    yield f"Measured on {datetime.now(UTC):%Y-%m-%d} with {os.cpu_count()} cores, which the load tool shares;"
    yield f"{platform.system()}, Python {platform.python_version()};"
    yield ", ".join(f"{one.server.name} {one.server.version()}" for one in results) + "."
    yield "Milliseconds unless said otherwise. Compare ratios, not times."


def _notes_on_mixes() -> Iterator[str]:
    yield ""
    yield f"'As in logs': {questions.NEW:.0%} of the queries were not asked before, as in the public logs of LSQ 2.0"
    yield "(doi:10.3233/SW-223015); the others repeat earlier ones, often asked ones more often (Simon's process)."
    yield "'Repeated': nothing but the same questions in turn. Our answers to new queries are cold."
    yield f"Failed: no answer within {PATIENCE:.0f} seconds, or another status than 200."


def _fair(fair: Fairness) -> Iterator[str]:
    kept = fair.attacked.per_second / fair.peaceful.per_second
    yield from _table(
        f"{HONEST} honest clients, without and with {HOSTILE} that ask endless queries; each has an address of its own",
        ["clients", "median", "p95", "per second", "failed"],
        [["honest alone", *_cells(fair.peaceful)], ["honest beside hostile", *_cells(fair.attacked)]],
    )
    yield ""
    yield f"The honest keep {kept:.0%} of their throughput."
    yield f"An endless query was refused after {fair.refused:.2f} s; the limit is {fair.limit:g} s."


def _large(large: Sequence[Large], data: Data) -> Iterator[str]:
    lines = data.triples.read_bytes().count(b"\n")
    yield from _table(
        f"Generated city, {lines} triples",
        ["server", "first answer (s)", "memory (MB)"],
        [[one.server.name, f"{one.start:.1f}", f"{one.memory:.0f}"] for one in large],
    )
    yield from _table(
        "Generated city, one client, each question new and with its usual parameters: median / p95",
        ["question", "rows", *(one.server.name for one in large)],
        [_alone(name, large) for name in large[0].rows],
    )
    yield ""
    yield f"Geometric mean of the medians, as a multiple of ours: {', '.join(ratios(large))}."
    cold = ", ".join(f"{path} {took:.0f} ms" for path, took in large[0].cold.items())
    yield f"Pages of bochum-kg, cold: {cold}."


def summary(run: Run) -> Iterator[str]:
    """Write the table that the README shows."""
    loaded = {one.server.name: f"{one.start:.1f}" for one in run.large}
    head = ["server", "new queries", "as in logs", "repeated", "memory (MB)", "first answer from 1 M triples (s)"]
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join(['---'] * len(head))} |"
    for one in run.results:
        rates = [_told(timing) for timing in (one.new, one.logs, one.repeated)]
        row = [one.server.name, *rates, f"{one.memory:.0f}", loaded.get(one.server.name, "–")]
        yield f"| {' | '.join(row)} |"
    yield ""
    kept = run.fairness.attacked.per_second / run.fairness.peaceful.per_second
    yield f"Failed: no answer within {PATIENCE:.0f} seconds, or another status than 200."
    yield ""
    yield f"Beside {HOSTILE} clients that ask endless queries, honest clients keep {kept:.0%} of their throughput."


def _told(timing: Timing) -> str:
    """Write answers in a second and how many queries failed, or that none was answered."""
    if not timing.per_second:
        return f"gave up ({timing.failures} failed)"
    return f"{_rate(timing)}/s" + (f" ({timing.failures} failed)" if timing.failures else "")


def _mix(one: Result) -> Iterator[list[str]]:
    shared = [one.server.name, f"{one.start:.2f}", f"{one.memory:.0f}"]
    yield [*shared, "new", *_cells(one.new)]
    yield [*shared, "as in logs", *_cells(one.logs)]
    yield [*shared, "repeated", *_cells(one.repeated)]


def _alone(name: str, results: Sequence[Result] | Sequence[Large]) -> list[str]:
    rows = results[0].rows[name]
    cells = []
    for one in results:
        found, timing = one.rows[name], one.alone.get(name)
        if timing and timing.per_second:
            mark = "" if found == rows else f" ({found} rows)"
            cells.append(f"{timing.median:.1f} / {timing.p95:.1f}{mark}")
        else:
            cells.append("-")
    return [name, str(rows) if rows >= 0 else "-", *cells]


def ratios(results: Sequence[Result] | Sequence[Large]) -> Iterator[str]:
    """Return how many times as long each peer takes, over the questions that both answered."""
    ours = results[0].alone
    for one in results[1:]:
        shared = [name for name, timing in one.alone.items() if timing.per_second and name in ours]
        mean = statistics.geometric_mean(one.alone[name].median / ours[name].median for name in shared)
        yield f"{one.server.name} {mean:.2f} (of {len(shared)} questions)"


def _cells(timing: Timing) -> list[str]:
    times = [f"{one:.1f}" for one in (timing.median, timing.p95)] if timing.per_second else ["-", "-"]
    return [*times, _rate(timing), str(timing.failures)]


def _rate(timing: Timing) -> str:
    """Write answers in a second: slow servers with one decimal, or they would all give none."""
    return f"{timing.per_second:.{0 if timing.per_second >= 10 else 1}f}"  # noqa: PLR2004 - two digits tell enough


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"
