"""A short soak of the real command: the long one is ``python -m benchmarks.soak``."""

from benchmarks.data import Data
from benchmarks.soak import KINDS, soak

from bochum_kg.build import Release


def test_good_answers_stay_right_among_slow_broken_and_hostile_clients(bochum_release: Release) -> None:
    """Every answer of every kind of client is a right one, and processes and files are as before at the end."""
    data = Data("real", bochum_release.folder, bochum_release.folder / "strategie.ttl")
    result = soak(data, minutes=0.25, clients=16)
    assert list(result.faults(timed=False)) == []
    assert {kind for kind, _ in result.mixed.statuses} == set(KINDS)
    assert len(result.mixed.good) > 50
