"""Queries that no worker survives, and how to tell that a process is gone."""

import time
from pathlib import Path

__all__ = ["CROSS", "DEEP", "DOUBLING", "ENDLESS", "all_gone", "gone"]

DOUBLING = " ".join(f"BIND(CONCAT(?z{number}, ?z{number}) AS ?z{number + 1})" for number in range(28))
CROSS = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(12))
DEEP = {
    "braces": "ASK " + "{" * 6_000 + "}" * 6_000,
    "optional": "ASK { " + "OPTIONAL { " * 6_000 + "}" * 6_001,
    "exists": "ASK { " + "FILTER EXISTS { " * 3_000 + "}" * 3_001,
    "concat": "SELECT (" + "CONCAT(" * 4_000 + '""' + ")" * 4_000 + " AS ?x) {}",
    "brackets": "ASK { FILTER(" + "(" * 9_000 + "1" + ")" * 9_001 + "}",
    "sum": "SELECT (" + "+".join(["1"] * 20_000) + " AS ?x) {}",
    "union": "ASK { " + " UNION ".join(["{}"] * 20_000) + "}",
}
ENDLESS = {
    "planner": "SELECT * { " + " ".join(f"?s <urn:p{number}> ?o{number} ." for number in range(300)) + " }",
    "count": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "order": f"SELECT ?v0 {{ {CROSS} }} ORDER BY ?v0 LIMIT 1",
}


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
