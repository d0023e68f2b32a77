"""Measure bochum-kg and its peers in one run on the same data, and write ``benchmarks/results/latest.md``.

Run it with ``make bench``. The numbers are those of one machine: compare ratios, not times.
"""

import json
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.load import PATIENCE, Request, Timing, fetch, measure
from benchmarks.servers import RELEASE, SERVERS, Running, Server, running, sparql

__all__ = ["main"]

RESULTS: Final = Path("benchmarks/results/latest.md")
COMMAND: Final = Path(sys.executable).parent / "bochum-kg"
#: Seconds for each query alone, seconds for the mix of all, and clients that ask the mix.
ALONE, MIX, CLIENTS = 1.0, 5.0, 8
#: The trace: how many distinct queries it draws from by Zipf's law (exponent 1), how many draws, from which seed.
DISTINCT, DRAWN, SEED = 1_000, 100_000, 2030
#: Runs of each command, of which the median counts.
RUNS: Final = 3
THING: Final = "/doc/strategie/bochum-strategie"


@dataclass(frozen=True, slots=True)
class Result:
    """What one server did: each query alone, and the mix with several clients: all new, as in a log, all repeated."""

    server: Server
    start: float
    rows: Mapping[str, int]
    alone: Mapping[str, Timing]
    new: Timing
    trace: Timing
    repeated: Timing
    memory: float


def main() -> None:
    """Measure, write the table and print it."""
    queries = {path.stem: path.read_text(encoding="utf-8") for path in sorted(Path("queries/competency").glob("*.rq"))}
    commands = dict(_commands())
    pages: dict[str, Timing] = {}
    results: list[Result] = []
    rows = {server.name: _survey(server, queries) for server in SERVERS}
    shared = [text for name, text in queries.items() if all(found[name] >= 0 for found in rows.values())]
    for server in SERVERS:
        _tell(server.name)
        answered = {name: queries[name] for name, found in rows[server.name].items() if found >= 0}
        with running(server) as one:
            if server is SERVERS[0]:
                pages.update(_pages(one))
            results.append(_result(one, rows[server.name], answered, shared))
    text = "\n".join(_report(commands, pages, results)) + "\n"
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the result of a command


def _tell(step: str) -> None:
    print(f"{step} ...", file=sys.stderr)  # noqa: T201 - progress of a command


def _commands() -> Iterator[tuple[str, float]]:
    """Time the commands that work on the sources, each in processes of its own."""
    with TemporaryDirectory() as folder:
        asked = {
            "build": ["build", "--out", f"{folder}/release"],
            "validate --validator pyshacl": ["validate", "--validator", "pyshacl"],
            "validate --validator shacl": ["validate", "--validator", "shacl"],
        }
        for name, arguments in asked.items():
            _tell(name)
            yield name, statistics.median(_seconds(arguments) for _ in range(RUNS))


def _seconds(arguments: Sequence[str]) -> float:
    begin = time.perf_counter()
    subprocess.run([COMMAND, *arguments], check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - begin


def _pages(one: Running) -> dict[str, Timing]:
    """Time the page of a thing and its files, asked again and again as readers do."""
    return {
        f"{THING} as {accept}": measure(one.port, _always(Request(THING, accept)), clients=CLIENTS, seconds=MIX)
        for accept in ("text/html", "text/turtle", "application/ld+json")
    }


def _always(request: Request) -> Callable[[int], Request]:
    return lambda _: request


def _survey(server: Server, queries: Mapping[str, str]) -> dict[str, int]:
    """Count the rows of each answer; a server that gave none in time may still be at it, and is started anew."""
    _tell(f"{server.name}: rows")
    rows: dict[str, int] = {}
    while len(rows) < len(queries):
        with running(server) as one:
            for name in [name for name in queries if name not in rows]:
                rows[name] = _rows(one, queries[name])
                if rows[name] < 0:
                    break
    return rows


def _result(one: Running, rows: Mapping[str, int], answered: Mapping[str, str], shared: Sequence[str]) -> Result:
    """Ask each question that this server answers alone, then the mix of those that every server answers."""
    return Result(
        server=one.server,
        start=one.start,
        rows=rows,
        alone={
            name: measure(one.port, _new(one.server, [text]), clients=1, seconds=ALONE)
            for name, text in answered.items()
        },
        new=measure(one.port, _new(one.server, shared), clients=CLIENTS, seconds=MIX),
        trace=measure(one.port, _trace(one.server, shared), clients=CLIENTS, seconds=MIX),
        repeated=measure(one.port, lambda n: sparql(one.server, shared[n % len(shared)]), clients=CLIENTS, seconds=MIX),
        memory=one.memory(),
    )


def _new(server: Server, texts: Sequence[str]) -> Callable[[int], Request]:
    """Ask the queries in turn, each with a comment of its own, so that no answer is one kept from before."""
    return lambda n: sparql(server, f"{texts[n % len(texts)]}\n# {time.monotonic_ns()}")


def _trace(server: Server, texts: Sequence[str]) -> Callable[[int], Request]:
    """Ask as a log does, in which few queries come often and most seldom (Zipf's law), all servers the same."""
    ranks = range(DISTINCT)
    drawn = random.Random(SEED).choices(ranks, [1 / (rank + 1) for rank in ranks], k=DRAWN)  # noqa: S311 - no secret
    return lambda n: sparql(server, f"{texts[drawn[n % DRAWN] % len(texts)]}\n# {drawn[n % DRAWN]}")


def _rows(one: Running, query: str) -> int:
    """Count the rows of an answer; -1 if none came in time or the query was refused."""
    connection = HTTPConnection("127.0.0.1", one.port, timeout=PATIENCE)
    try:
        status, body = fetch(connection, sparql(one.server, query))
    except OSError:
        return -1
    finally:
        connection.close()
    if status != 200:  # noqa: PLR2004 - OK
        return -1
    return len(json.loads(body)["results"]["bindings"])


def _report(commands: Mapping[str, float], pages: Mapping[str, Timing], results: Sequence[Result]) -> Iterator[str]:
    """Write the tables in Markdown."""
    release = json.loads((RELEASE / "manifest.json").read_text(encoding="utf-8"))
    yield "# What `make bench` measured"
    yield ""
    yield f"Release {release['release']}, {sum(release['counts']['triples'].values())} triples, in memory everywhere."
    yield f"{os.cpu_count()} cores shared with the load tool, {platform.system()}, Python {platform.python_version()};"
    yield ", ".join(f"{one.server.package} {version(one.server.package)}" for one in results) + "."
    yield "Milliseconds unless said otherwise. Compare ratios, not times."
    yield from _table("Commands", ["command", "seconds"], [[name, f"{took:.2f}"] for name, took in commands.items()])
    yield from _table(
        f"Pages, {CLIENTS} clients",
        ["page", "median", "p95", "per second", "failed"],
        [[name, *_cells(timing)] for name, timing in pages.items()],
    )
    yield from _table(
        f"SPARQL, {CLIENTS} clients, in turn the competency questions that every server answers",
        ["server", "first answer (s)", "memory (MB)", "queries", "median", "p95", "per second", "failed"],
        [row for result in results for row in _mix(result)],
    )
    yield from _table(
        "SPARQL, one client, each question new: median / p95",
        ["question", "rows", *(result.server.name for result in results)],
        [_alone(name, results) for name in results[0].rows],
    )
    yield ""
    yield f"'As in a log' draws from {DISTINCT} distinct queries by Zipf's law, exponent 1, seed {SEED}."
    yield f"Geometric mean of the medians against {results[0].server.name}: " + ", ".join(_ratios(results)) + "."
    yield "A peer whose number of rows differs is marked with it;"
    yield f"a question that it did not answer within {PATIENCE:.0f} seconds has a dash."


def _mix(result: Result) -> Iterator[list[str]]:
    shared = [result.server.name, f"{result.start:.2f}", f"{result.memory:.0f}"]
    yield [*shared, "new", *_cells(result.new)]
    yield [*shared, "as in a log", *_cells(result.trace)]
    yield [*shared, "repeated", *_cells(result.repeated)]


def _alone(name: str, results: Sequence[Result]) -> list[str]:
    rows = results[0].rows[name]
    cells = []
    for result in results:
        found, timing = result.rows[name], result.alone.get(name)
        if timing and timing.per_second:
            mark = "" if found == rows else f" ({found} rows)"
            cells.append(f"{timing.median:.1f} / {timing.p95:.1f}{mark}")
        else:
            cells.append("-")
    return [name, str(rows), *cells]


def _ratios(results: Sequence[Result]) -> Iterator[str]:
    """Return how many times as long each peer takes, over the questions that both answered."""
    ours = results[0].alone
    for result in results[1:]:
        shared = [name for name, timing in result.alone.items() if timing.per_second and name in ours]
        mean = statistics.geometric_mean(result.alone[name].median / ours[name].median for name in shared)
        yield f"{result.server.name} {mean:.2f} (of {len(shared)} questions)"


def _cells(timing: Timing) -> list[str]:
    return [f"{timing.median:.1f}", f"{timing.p95:.1f}", f"{timing.per_second:.0f}", str(timing.failures)]


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    main()
