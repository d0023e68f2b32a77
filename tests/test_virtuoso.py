"""Virtuoso behind this service: what it does as every engine does, and what it does otherwise, query by query."""

from collections.abc import Iterator

import pytest

from bochum_kg.engine import Engine
from bochum_kg.engine.remote import RemoteEngine
from bochum_kg.settings import Settings
from engine_contract import EngineContract
from serving import NQUADS
from virtuoso import virtuoso

LIMITS = Settings(workers=1, time_limit=20.0, result_limit=200_000, client_budget=None)


@pytest.fixture(scope="module")
def small() -> Iterator[Engine]:
    """A client of a Virtuoso that holds the two small graphs."""
    with virtuoso(NQUADS.encode()) as server:
        yield RemoteEngine(server.url, settings=LIMITS)


class TestVirtuoso(EngineContract):
    """A real Virtuoso does what every engine does."""

    @pytest.fixture
    def engine(self, small: Engine) -> Engine:
        """The engine under test."""
        return small
