"""Good, slow, broken and hostile clients at one service for minutes: is every answer right, does it stay whole?

Run it with ``python -m benchmarks.soak --minutes 10``; it writes ``benchmarks/results/soak.md`` and exits with 1 when
something is wrong. ``tests/test_soak.py`` runs a short form of it.
"""

import argparse
import itertools
import os
import random
import socket
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, RemoteDisconnected
from pathlib import Path
from typing import Final
from urllib.parse import quote

from benchmarks.attacks import ATTACKS
from benchmarks.data import REAL, Data
from benchmarks.questions import bound
from benchmarks.servers import OURS, Running, running

__all__ = ["Soak", "main", "soak"]

RESULTS: Final = Path("benchmarks/results/soak.md")
#: The kinds of clients, in equal numbers.
KINDS: Final = ("good", "slow", "broken", "hostile")
SEED: Final = 2030
#: Seconds that a client may take to think, between two requests.
_THINK: Final = 0.1
#: Seconds after which no answer is expected any more, and after which a quiet service has forgotten its clients.
_PATIENCE, _QUIET = 15.0, 20.0
#: Bytes of kept answers: so few that they are reached at once, and what grows after that is a leak.
_CACHE: Final = "2000000"
#: How much more memory the last third may take than the one before.
_GROWTH: Final = 1.10
#: How many times as long the slowest twentieth of good answers may take as among good clients only.
_SLOWER: Final = 3.0
#: Refusals that say come back later; right for whoever asks too much.
_LATER: Final = frozenset({429, 503})
_ACCEPT: Final = "application/sparql-results+json, */*;q=0.1"
#: Counts ten million rows, which takes about a second.
_SLOW: Final = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{n} {{ 1 2 3 4 5 6 7 8 9 10 }}' for n in range(7))} }}"


@dataclass(slots=True)
class Tally:
    """What the clients saw; each appends, so no lock is needed."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    good: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class State:
    """What the service holds at a moment: megabytes, processes, open files of the web process."""

    memory: float
    processes: int
    files: int

    def is_as_quiet_as(self, before: "State") -> bool:
        """Say whether there are no more processes and hardly more files than before."""
        return self.processes <= before.processes and self.files <= before.files + 2


@dataclass(frozen=True, slots=True)
class Soak:
    """The end of it: tallies of good clients alone and of all together, and the states before, during and after."""

    minutes: float
    alone: Tally
    mixed: Tally
    before: State
    during: tuple[State, ...]
    after: State

    @property
    def slower(self) -> float:
        """Return how many times as long the slowest twentieth of good answers took among the others."""
        return p95(self.mixed.good) / p95(self.alone.good)

    @property
    def growth(self) -> float:
        """Return the memory in the last third as a multiple of that in the third before."""
        third = len(self.during) // 3
        middle, last = self.during[third : 2 * third], self.during[2 * third :]
        return statistics.median(one.memory for one in last) / statistics.median(one.memory for one in middle)

    def faults(self, *, timed: bool = True) -> Iterator[str]:
        """Return what is wrong, in sentences; what depends on the speed of the machine only if it is timed."""
        yield from self.mixed.wrong[:20]
        if not self.after.is_as_quiet_as(self.before):
            yield f"{self.after.processes} processes and {self.after.files} open files are left ({self.before} before)."
        if timed and self.growth > _GROWTH:
            yield f"Memory grew to {self.growth:.2f} times what it was in the third before."
        if timed and self.slower > _SLOWER:
            yield f"Good answers took {self.slower:.1f} times as long as alone (p95)."


def p95(seconds: list[float]) -> float:
    """Return the time that one in twenty is over."""
    return statistics.quantiles(seconds, n=20)[-1]


class _Client(threading.Thread):
    """A client with an address of its own that asks until it is told to stop."""

    def __init__(self, kind: str, number: int, port: int, tally: Tally, right: Mapping[str, bytes]) -> None:
        super().__init__(daemon=True)
        self.kind, self.port, self.tally, self.right = kind, port, tally, right
        self.texts = bound()
        self.address = f"127.0.{KINDS.index(kind) + 1}.{number}"
        self.draw = random.Random(f"{SEED} {self.address}")  # noqa: S311 - no secret
        self.done = threading.Event()
        self.connection = self._connect()

    def run(self) -> None:
        """Ask one thing after the other."""
        act: Callable[[], None] = getattr(self, f"_{self.kind}")
        while not self.done.is_set():
            act()
            self.done.wait(self.draw.uniform(0, 2 * _THINK))
        self.connection.close()

    def _connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE, source_address=(self.address, 0))

    def _ask(self, query: str, *, post: bool = False) -> tuple[int, bytes]:
        """Ask over a connection that stays open, and anew where it was closed while idle; 0 where it was cut."""
        with suppress(RemoteDisconnected):
            return self._ask_once(query, post=post)
        return self._ask_once(query, post=post)

    def _ask_once(self, query: str, *, post: bool) -> tuple[int, bytes]:
        try:
            if post:
                headers = {"Accept": _ACCEPT, "Content-Type": "application/sparql-query"}
                self.connection.request("POST", "/sparql", query.encode(errors="surrogatepass"), headers)
            else:
                self.connection.request("GET", f"/sparql?query={quote(query)}", headers={"Accept": _ACCEPT})
            response = self.connection.getresponse()
            return response.status, response.read()
        except RemoteDisconnected:
            self.connection.close()
            raise
        except (HTTPException, OSError):
            self.connection.close()
            return 0, b""

    def _expect(self, what: str, status: int, allowed: frozenset[int]) -> None:
        self.tally.statuses[self.kind, status] += 1
        if status not in allowed:
            self.tally.wrong.append(f"A {self.kind} client got {status} for {what!r}.")

    def _good(self) -> None:
        """Ask a question whose answer is known, half of the time in words that were never sent before."""
        name = self.draw.choice(sorted(self.right))
        text = self.texts[name] + (f"\n# {time.monotonic_ns()}" if self.draw.random() < 0.5 else "")  # noqa: PLR2004 - half
        begin = time.perf_counter()
        status, body = self._ask(text)
        self.tally.good.append(time.perf_counter() - begin)
        self._expect(name, status, frozenset({200}))
        if status == 200 and body != self.right[name]:  # noqa: PLR2004 - OK
            self.tally.wrong.append(f"The answer to {name} was another one.")

    def _slow(self) -> None:
        """Ask what takes seconds; it is answered rightly or refused, never in part."""
        status, body = self._ask(f"{_SLOW} # {time.monotonic_ns()}")
        self._expect("a slow query", status, frozenset({200, *_LATER}))
        if status == 200 and b'"10000000"' not in body:  # noqa: PLR2004 - OK
            self.tally.wrong.append("The answer to a slow query was another one.")

    def _broken(self) -> None:
        """Send what is no query, or no HTTP, or go away in the middle."""
        if self.draw.random() < 0.5:  # noqa: PLR2004 - half
            status, _ = self._ask(self.draw.choice(("SELECT", "SELECT * {", "ASK { ?s }", "FOO", "\u20ac" * 50)))
            self._expect("a mistake", status, frozenset({400, 429}))
            return
        head = b"POST /sparql HTTP/1.1\r\nHost: a\r\n"
        rubbish = (
            b"\x16\x03\x01" * 50,
            head + b"Content-Length: 9\r\n\r\nASK",
            b"GET /sparql?query=ASK",
            head + b"X" * 9_000,
        )
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 5, (self.address, 0)) as raw:
            raw.sendall(self.draw.choice(rubbish))
            if self.draw.random() < 0.5:  # noqa: PLR2004 - half
                raw.recv(100)
        self.tally.statuses[self.kind, 0] += 1

    def _hostile(self) -> None:
        """Send one of the attacks."""
        name = self.draw.choice(sorted(ATTACKS))
        attack = ATTACKS[name]
        status, _ = self._ask(attack.text, post=True)
        large = {422, 503} if 200 in attack.statuses else set()  # noqa: PLR2004 - answered on a small graph
        self._expect(name, status, frozenset({*attack.statuses, *large, *_LATER}))


def soak(
    data: Data = REAL, *, minutes: float, clients: int = 16, progress: Callable[[str], None] = lambda _: None
) -> Soak:
    """Let good clients ask alone, then all kinds together.

    Args:
        data: the release that is served.
        minutes: how long all ask together; the good ones ask alone for a fifth of that before.
        clients: how many, in equal parts of each kind.
        progress: is told what goes on.
    """
    each = clients // len(KINDS)
    with running(OURS, data, BOCHUM_KG_CLIENT_BUDGET="30", BOCHUM_KG_CACHE_SIZE=_CACHE) as one:
        right = _right(one)
        before = _state(one)
        progress("good clients alone")
        alone, _ = _together(one, ("good",), each, minutes * 12, right)
        progress("all kinds")
        mixed, during = _together(one, KINDS, each, minutes * 60, right)
        progress("quiet")
        end = time.monotonic() + _QUIET
        while not (after := _state(one)).is_as_quiet_as(before) and time.monotonic() < end:
            time.sleep(0.5)
        return Soak(minutes, alone, mixed, before, during, after)


def _right(one: Running) -> dict[str, bytes]:
    """Ask each question once while nobody else asks; what is too slow for a good client is left out."""
    client = _Client("good", 250, one.port, Tally(), {})
    answers = {}
    for name, text in bound().items():
        status, body = client._ask(text)  # noqa: SLF001 - a client of this module
        if status == 200:  # noqa: PLR2004 - OK
            answers[name] = body
    client.connection.close()
    return answers


def _together(
    one: Running, kinds: tuple[str, ...], each: int, seconds: float, right: Mapping[str, bytes]
) -> tuple[Tally, tuple[State, ...]]:
    tally, states = Tally(), []
    clients = [_Client(kind, n, one.port, tally, right) for kind, n in itertools.product(kinds, range(1, each + 1))]
    for client in clients:
        client.start()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(min(1.0, seconds / 12))
        states.append(_state(one))
    for client in clients:
        client.done.set()
    for client in clients:
        client.join(2 * _PATIENCE)
    return tally, tuple(states)


def _state(one: Running) -> State:
    with suppress(FileNotFoundError, ProcessLookupError):  # one of its processes ended meanwhile
        family = one.family()
        return State(one.memory(), len(family), len(list(Path(f"/proc/{family[0]}/fd").iterdir())))
    return _state(one)


def _report(result: Soak, faults: list[str]) -> Iterator[str]:
    yield f"# What a soak of {result.minutes:g} minutes showed"
    yield ""
    yield "`python -m benchmarks.soak`: good, slow, broken and hostile clients in equal parts, each with an address of"
    yield f"its own; {os.cpu_count()} cores shared with the clients."
    yield ""
    yield "| | before | median while it went on | at most | after |"
    yield "| --- | --- | --- | --- | --- |"
    for name in ("memory", "processes", "files"):
        values = [getattr(state, name) for state in result.during]
        cells = (getattr(result.before, name), statistics.median(values), max(values), getattr(result.after, name))
        yield f"| {name}{' (MB)' if name == 'memory' else ''} | {' | '.join(f'{cell:.0f}' for cell in cells)} |"
    yield ""
    yield "| good clients | answers | median (ms) | p95 (ms) |"
    yield "| --- | --- | --- | --- |"
    for name, tally in (("alone", result.alone), ("among all", result.mixed)):
        times = tally.good
        yield f"| {name} | {len(times)} | {statistics.median(times) * 1000:.1f} | {p95(times) * 1000:.1f} |"
    yield ""
    yield "| clients | status | how often |"
    yield "| --- | --- | --- |"
    for (kind, status), number in sorted(result.mixed.statuses.items()):
        yield f"| {kind} | {status or 'cut, or left'} | {number} |"
    yield ""
    yield f"Good answers among all take {result.slower:.1f} times as long as alone (p95; {_SLOWER:g} are allowed);"
    yield f"memory in the last third is {result.growth:.2f} times that of the third before ({_GROWTH:g} are allowed)."
    yield from (f"- {fault}" for fault in faults or ["Nothing was wrong."])


def main() -> int:
    """Soak, write and print the report; return 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--clients", type=int, default=16)
    chosen = parser.parse_args()
    result = soak(minutes=chosen.minutes, clients=chosen.clients, progress=lambda step: print(step, file=sys.stderr))  # noqa: T201 - progress of a command
    faults = list(result.faults())
    text = "\n".join(_report(result, faults)) + "\n"
    RESULTS.write_text(text, encoding="utf-8")
    print(text)  # noqa: T201 - the result of a command
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
