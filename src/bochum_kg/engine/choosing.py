"""The choice between the built-in engine and another server."""

from collections.abc import Callable
from pathlib import Path

from bochum_kg.engine.base import Engine
from bochum_kg.settings import Settings

__all__ = ["start_engine"]


def start_engine(settings: Settings, nquads: Callable[[], Path]) -> Engine:
    """Start the engine that the settings name: a client of another server, or else the built-in one.

    Args:
        settings: which engine, and its limits.
        nquads: finds the file that the built-in engine loads, and is asked only if that engine is chosen.

    Raises:
        ReleaseError: the file cannot be loaded.
        SettingError: the address of the other server is none.
    """
    if settings.engine:
        from bochum_kg.engine.remote import RemoteEngine

        return RemoteEngine(settings.engine, settings=settings)
    from bochum_kg.engine.embedded import EmbeddedEngine

    return EmbeddedEngine.start(nquads(), settings=settings)
