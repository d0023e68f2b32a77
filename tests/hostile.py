"""Queries that no worker survives, from the list of attacks, and how to tell that a process is gone."""

import time
from pathlib import Path

from benchmarks.attacks import CROSS, DEEP, DOUBLING, ENDLESS

__all__ = ["CROSS", "DEEP", "DOUBLING", "ENDLESS", "all_gone", "gone"]


def gone(pid: int) -> bool:
    """Say whether a process has ended, collected or not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state in {"Z", "X"}


def all_gone(pids: tuple[int, ...], seconds: float = 5.0) -> bool:
    """Wait until processes have ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if all(gone(pid) for pid in pids):
            return True
        time.sleep(0.01)
    return False
