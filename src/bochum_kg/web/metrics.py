"""What the service counts, in the text format of Prometheus."""

import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = ["MEDIA_TYPE", "Metrics"]

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_HELP: Final = {
    "bochum_kg_responses_total": ("counter", "Responses by status."),
    "bochum_kg_kept_answers_total": ("counter", "Answers that were repeated from memory."),
    "bochum_kg_queries_total": ("counter", "SPARQL queries by outcome: answered, or the name of the problem or limit."),
    "bochum_kg_query_seconds_total": ("counter", "Seconds that SPARQL queries took, waiting included."),
    "bochum_kg_process_resident_bytes": ("gauge", "Resident memory by process of the engine."),
}


class Metrics:
    """Counters that any thread may add to."""

    def __init__(self) -> None:
        """Begin at zero."""
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._seconds = 0.0

    def count_response(self, status: int) -> None:
        """Count a response."""
        with self._lock:
            self._counts["bochum_kg_responses_total", f'status="{status}"'] += 1

    def count_kept(self) -> None:
        """Count an answer that was repeated from memory."""
        with self._lock:
            self._counts["bochum_kg_kept_answers_total", ""] += 1

    def count_query(self, outcome: str, seconds: float) -> None:
        """Count a query and the time it took."""
        with self._lock:
            self._counts["bochum_kg_queries_total", f'outcome="{outcome}"'] += 1
            self._seconds += seconds

    def text(self, processes: tuple[int, ...] = ()) -> str:
        """Return all counters, and the memory of the processes named."""
        with self._lock:
            rows: list[tuple[str, str, float]] = [(*key, count) for key, count in sorted(self._counts.items())]
            rows.append(("bochum_kg_query_seconds_total", "", round(self._seconds, 6)))
        rows.extend(("bochum_kg_process_resident_bytes", f'pid="{pid}"', size) for pid, size in _sizes(processes))
        return "".join(_lines(rows))


def _lines(rows: list[tuple[str, str, float]]) -> Iterator[str]:
    for name, (kind, description) in _HELP.items():
        yield f"# HELP {name} {description}\n# TYPE {name} {kind}\n"
        for row, labels, value in rows:
            if row == name:
                yield f"{name}{{{labels}}} {value}\n" if labels else f"{name} {value}\n"


def _sizes(processes: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    for pid in processes:
        try:
            status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        except OSError:
            continue
        for line in status.splitlines():
            if line.startswith("VmRSS:"):
                yield pid, int(line.split()[1]) * 1024
