"""What a page about a topic is: an address, a template, and the function that lays out its view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bochum_kg.engine.base import Engine
from bochum_kg.history import History
from bochum_kg.web.release import Release
from bochum_kg.web.views import Framed, Reader

__all__ = ["Choice", "Topic"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a topic is shown from, for whom, and what the parameters of the address choose; absent ones are empty."""

    engine: Engine
    release: Release
    reader: Reader
    values: Mapping[str, str]
    history: History


@dataclass(frozen=True, slots=True)
class Topic:
    """A page about a topic.

    Args:
        path: its address.
        template: its template.
        view: lays out what a choice shows; raises UnknownNameError where a parameter names what is not there.
        parameters: the names of the parameters that choose; others in an address are passed over.
    """

    path: str
    template: str
    view: Callable[[Choice], Framed]
    parameters: tuple[str, ...] = ()
