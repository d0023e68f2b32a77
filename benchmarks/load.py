"""A small HTTP load tool: the same for every server that is measured."""

import statistics
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import count

__all__ = ["Request", "Timing", "fetch", "measure"]

#: Seconds that one answer may take.
PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: the path with its query string, and what the client accepts."""

    path: str
    accept: str


@dataclass(frozen=True, slots=True)
class Timing:
    """What was measured: milliseconds of one answer, answers in a second, and how many did not come with 200."""

    median: float
    p95: float
    per_second: float
    failures: int

    @classmethod
    def of(cls, milliseconds: list[float], seconds: float, failures: int) -> "Timing":
        """Summarise; without any answer every number is infinite or zero."""
        if not milliseconds:
            return cls(float("inf"), float("inf"), 0.0, failures)
        ranked = sorted(milliseconds)
        p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
        return cls(statistics.median(ranked), p95, len(ranked) / seconds, failures)


def fetch(connection: HTTPConnection, request: Request, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """Ask once over an open connection."""
    connection.request("GET", request.path, headers={"Accept": request.accept, **(headers or {})})
    response = connection.getresponse()
    return response.status, response.read()


def measure(
    port: int, ask: Callable[[int], Request], *, clients: int, seconds: float, network: int | None = None
) -> Timing:
    """Let clients ask one after the other until the time is over; each makes at least one request.

    Args:
        port: where the server listens on this machine.
        ask: the request of each running number.
        clients: how many ask at the same time, each over a connection of its own.
        seconds: after which no further request begins.
        network: each client has an address of its own, 127.0.this.1 and so on; None: all come from one address.
    """
    numbers, times, failures = count(), [], []
    begin = time.perf_counter()

    def work(client: int) -> None:
        source = None if network is None else (f"127.0.{network}.{client}", 0)
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE, source_address=source)
        while True:
            request, start = ask(next(numbers)), time.perf_counter()
            try:
                status, _ = fetch(connection, request)
            except (HTTPException, OSError):
                status = 0
                connection.close()
            end = time.perf_counter()
            if status == 200:  # noqa: PLR2004 - OK
                times.append((end - start) * 1000)
            else:
                failures.append(status)
            if end - begin >= seconds:
                break
        connection.close()

    threads = [threading.Thread(target=work, args=(client,)) for client in range(1, clients + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Timing.of(times, time.perf_counter() - begin, len(failures))
