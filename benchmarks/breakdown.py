"""Where the time of one query goes: each layer of the service timed with what lies below it, one client."""

import statistics
import time
from collections.abc import Callable, Iterator
from typing import Final

from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Store

from benchmarks import questions
from benchmarks.data import Data
from benchmarks.load import Request, measure
from benchmarks.servers import Running
from bochum_kg.engine.embedded import EmbeddedEngine
from bochum_kg.engine.guard import check
from bochum_kg.settings import Settings

__all__ = ["QUESTIONS", "breakdown"]

#: A small question and one of middling size.
QUESTIONS: Final = ("cq-03", "cq-09")
#: How often each layer is asked, and the seconds for those that are asked over HTTP.
_TIMES, _SECONDS = 200, 1.0


def breakdown(one: Running, data: Data) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Return the layers from the innermost, each with the median of each question in milliseconds."""
    texts = [questions.open_questions()[name] for name in QUESTIONS]
    store, settings = Store(), Settings()
    store.bulk_load(path=str(data.triples), format=RdfFormat.N_TRIPLES)

    def ask(text: str) -> object:
        found = store.query(text)
        assert isinstance(found, QuerySolutions)  # noqa: S101 - the questions select
        return found.serialize(format=QueryResultsFormat.JSON)

    yield "the guard alone", _medians(texts, lambda text: check(text, settings))
    yield "pyoxigraph alone, in one process", _medians(texts, ask)
    with EmbeddedEngine.start(data.folder / "strategie.nq", settings=settings) as engine:
        yield "guard, pipe and worker, without HTTP", _medians(texts, engine.query)
    live = questions.always(Request("/health/live", "*/*"))
    yield "HTTP and framework, nothing asked", tuple(_over_http(one, live) for _ in texts)
    yield "the whole, a kept answer", tuple(_over_http(one, questions.repeated(one.server, [text])) for text in texts)
    yield "the whole, a new query", tuple(_over_http(one, questions.new(one.server, [text])) for text in texts)


def _medians(texts: list[str], act: Callable[[str], object]) -> tuple[float, ...]:
    return tuple(_median(text, act) for text in texts)


def _median(text: str, act: Callable[[str], object]) -> float:
    times = []
    for number in range(_TIMES):
        new = f"{text}\n# {number}"
        begin = time.perf_counter()
        act(new)
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def _over_http(one: Running, ask: Callable[[int], Request]) -> float:
    return measure(one.port, ask, clients=1, seconds=_SECONDS).median
