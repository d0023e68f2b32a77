"""What a page about a topic is: an address, a template, and the function that lays out its view."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from weakref import WeakKeyDictionary

from bochum_kg.engine.base import Engine
from bochum_kg.history import History
from bochum_kg.web.release import Release
from bochum_kg.web.views import Framed, Reader

__all__ = ["Choice", "Topic", "once"]

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a topic is shown from, for whom, and what the parameters of the address choose; absent ones are empty.

    ``address`` is that of the service as its clients see it; the files are those of the release as it was opened, by
    name.
    """

    engine: Engine
    release: Release
    address: str
    reader: Reader
    values: Mapping[str, str]
    files: Mapping[str, bytes]
    history: History


@dataclass(frozen=True, slots=True)
class Topic:
    """A page about a topic.

    Args:
        path: its address.
        template: its template.
        view: lays out what a choice shows; raises UnknownNameError where a parameter names what is not there.
        parameters: the names of the parameters that choose.
        closed: whether an address with any other parameter is refused, where passing it over would show figures that
            seem to be chosen by it.
    """

    path: str
    template: str
    view: Callable[[Choice], Framed]
    parameters: tuple[str, ...] = ()
    closed: bool = False


def once(read: Callable[[Engine], Read]) -> Callable[[Engine], Read]:
    """Keep what is read from an engine as long as the engine lasts, since it answers for one release.

    >>> reads = []
    >>> class Local: ...
    >>> count, engine = once(lambda _: reads.append(1) or len(reads)), Local()
    >>> count(engine), count(engine), count(Local())
    (1, 1, 2)
    """
    kept: WeakKeyDictionary[Engine, Read] = WeakKeyDictionary()

    def remembered(engine: Engine) -> Read:
        found = kept.get(engine)
        if found is None:
            found = kept[engine] = read(engine)
        return found

    return remembered
