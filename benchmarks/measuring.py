"""What is measured: each question alone, mixes of them, pages, a large city, hostile clients beside honest ones."""

import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks import questions
from benchmarks.data import Data
from benchmarks.load import PATIENCE, Request, Timing, fetch, measure
from benchmarks.servers import OURS, Running, Server, running, sparql
from bochum_kg.settings import Settings

__all__ = ["Fairness", "Large", "Result", "Run", "commands", "fairness", "large", "pages", "result", "survey"]

COMMAND: Final = Path(sys.executable).parent / "bochum-kg"
#: Seconds for each query alone, seconds for a mix, and clients that ask a mix or pages.
ALONE, MIX, CLIENTS = 1.0, 8.0, 8
#: Honest and hostile clients that are measured beside each other.
HONEST, HOSTILE = 4, 4
#: Runs of each command, of which the median counts.
RUNS: Final = 3
_FORMATS: Final = ("text/html", "text/turtle", "application/ld+json")
_THING: Final = "strategie/bochum-strategie"
#: Pages of the large city that are asked once each, cold.
_COLD: Final = (
    "strategie/bochum-strategie",
    "kompetenz/vorreiterin",
    "kernaktivitaet/gigabit-city",
    "organisation/stadt-bochum",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What one server did: each query alone, and the mix with several clients: all new, as in logs, all repeated."""

    server: Server
    start: float
    rows: Mapping[str, int]
    alone: Mapping[str, Timing]
    new: Timing
    logs: Timing
    repeated: Timing
    memory: float


@dataclass(frozen=True, slots=True)
class Large:
    """What one server did with the generated city: seconds to its first answer, megabytes, rows and times."""

    server: Server
    start: float
    memory: float
    rows: Mapping[str, int]
    alone: Mapping[str, Timing]
    cold: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Fairness:
    """What honest clients got without and with hostile ones, and when an endless query was refused, in seconds."""

    peaceful: Timing
    attacked: Timing
    refused: float
    limit: float


@dataclass(frozen=True, slots=True)
class Run:
    """All that a run measured: commands, pages, servers with the real data, our layers, servers with the large city."""

    commands: Mapping[str, float]
    pages: Mapping[str, Mapping[str, Timing]]
    results: Sequence[Result]
    fairness: Fairness
    layers: Sequence[tuple[str, tuple[float, ...]]]
    large: Sequence[Large]


def commands() -> Iterator[tuple[str, float]]:
    """Time the commands that work on the sources, each in processes of its own, in seconds."""
    with TemporaryDirectory() as folder:
        asked = {
            "build": ["build", "--out", f"{folder}/release"],
            "validate --validator pyshacl": ["validate", "--validator", "pyshacl"],
            "validate --validator shacl": ["validate", "--validator", "shacl"],
        }
        for name, arguments in asked.items():
            yield name, statistics.median(_seconds(arguments) for _ in range(RUNS))


def _seconds(arguments: Sequence[str]) -> float:
    begin = time.perf_counter()
    subprocess.run([COMMAND, *arguments], check=True, capture_output=True)  # noqa: S603 - our own command
    return time.perf_counter() - begin


def pages(one: Running) -> dict[str, Timing]:
    """Time the page of a thing and its data, by format, asked again and again as readers do."""
    path = f"/doc/{_THING}" if one.server is OURS else f"/id/{_THING}"
    return {
        accept: measure(one.port, questions.always(Request(path, accept)), clients=CLIENTS, seconds=MIX / 2)
        for accept in _FORMATS
    }


def survey(server: Server, data: Data, texts: Mapping[str, str]) -> dict[str, int]:
    """Count the rows of each answer, -1 where none came in time; a server that may still be at it is started anew."""
    rows: dict[str, int] = {}
    while len(rows) < len(texts):
        with running(server, data) as one:
            for name in [name for name in texts if name not in rows]:
                rows[name] = _rows(one, texts[name])
                if rows[name] < 0:
                    break
    return rows


def _rows(one: Running, query: str) -> int:
    connection = HTTPConnection("127.0.0.1", one.port, timeout=PATIENCE)
    try:
        status, body = fetch(connection, sparql(one.server, query))
        return len(json.loads(body)["results"]["bindings"]) if status == 200 else -1  # noqa: PLR2004 - OK
    except (HTTPException, OSError, ValueError):
        return -1
    finally:
        connection.close()


def result(one: Running, rows: Mapping[str, int], texts: Mapping[str, str]) -> Result:
    """Ask each question that this server answers alone, then mixes of all of them."""
    server, mix = one.server, list(texts.values())
    return Result(
        server=server,
        start=one.start,
        rows=rows,
        alone=_alone(one, {name: texts[name] for name, found in rows.items() if found >= 0}),
        new=measure(one.port, questions.new(server, mix), clients=CLIENTS, seconds=MIX),
        logs=measure(one.port, questions.as_in_logs(server, mix), clients=CLIENTS, seconds=MIX),
        repeated=measure(one.port, questions.repeated(server, mix), clients=CLIENTS, seconds=MIX),
        memory=one.memory(),
    )


def _alone(one: Running, texts: Mapping[str, str]) -> dict[str, Timing]:
    return {
        name: measure(one.port, questions.new(one.server, [text]), clients=1, seconds=ALONE)
        for name, text in texts.items()
    }


def large(server: Server, data: Data, texts: Mapping[str, str], *, with_pages: bool) -> Large:
    """Ask the questions of a large city, one client and each question new, and its pages once each."""
    rows = survey(server, data, texts)
    with running(server, data) as one:
        return Large(
            server=server,
            start=one.start,
            cold={f"/doc/{path}": _cold(one, f"/doc/{path}") for path in _COLD} if with_pages else {},
            alone=_alone(one, {name: texts[name] for name, found in rows.items() if found >= 0}),
            rows=rows,
            memory=one.memory(),
        )


def _cold(one: Running, path: str) -> float:
    connection = HTTPConnection("127.0.0.1", one.port, timeout=PATIENCE)
    begin = time.perf_counter()
    fetch(connection, Request(path, "text/html"))
    took = (time.perf_counter() - begin) * 1000
    connection.close()
    return took


def fairness(one: Running, texts: Sequence[str]) -> Fairness:
    """Let honest clients ask new questions, first among themselves and then beside clients that ask endless ones."""
    honest, endless = questions.new(one.server, texts), questions.new(one.server, [questions.ENDLESS])
    peaceful = measure(one.port, honest, clients=HONEST, seconds=MIX, network=1)
    attack = {"clients": HOSTILE, "seconds": MIX, "network": 3}
    hostile = threading.Thread(target=measure, args=(one.port, endless), kwargs=attack)
    hostile.start()
    attacked = measure(one.port, honest, clients=HONEST, seconds=MIX, network=2)
    hostile.join()
    begin = time.perf_counter()
    _rows(one, questions.ENDLESS)
    return Fairness(peaceful, attacked, time.perf_counter() - begin, Settings.from_environment().time_limit)
