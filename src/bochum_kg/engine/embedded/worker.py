"""A worker: answers queries over a store that it inherited, and can reach nothing else."""

import ctypes
import os
import resource
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat, Store

from bochum_kg.engine.frames import receive, send
from bochum_kg.engine.writing import check_xml, write_graph
from bochum_kg.errors import NotAcceptableError
from bochum_kg.formats import CSV, JSON, TSV, XML, by_name

__all__ = ["Limits", "Stores", "die_with_parent", "serve"]

RESULTS_FORMATS: Final = {
    JSON.name: QueryResultsFormat.JSON,
    XML.name: QueryResultsFormat.XML,
    CSV.name: QueryResultsFormat.CSV,
    TSV.name: QueryResultsFormat.TSV,
}
#: prctl(2): the signal that a process gets when its parent dies.
_PR_SET_PDEATHSIG: Final = 1
#: Triples are collected as N-Triples, which can be this many times as long as the format that is asked for.
_N_TRIPLES_FACTOR: Final = 4
#: Bytes that a worker may have grown by before another one takes its place.
_GROWTH: Final = 64_000_000
#: Where the only open channel of a worker lies; 0 to 2 are the null device.
_CHANNEL: Final = 3


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use: bytes of memory beside the store, bytes of an answer, seconds."""

    memory: int
    result: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Stores:
    """The data twice: with its named graphs, and their union alone, which answers faster."""

    whole: Store
    union: Store


class _TooLong(Exception):  # noqa: N818 - a signal between sink and worker, not an error of this package
    """The answer is longer than it may be."""


#: What pyoxigraph, the sink and the allocator raise, and the word for it in the answer. OSError comes from a SERVICE.
_REASONS: Final[Mapping[type[BaseException], str]] = {
    SyntaxError: "syntax",
    OSError: "reach",
    MemoryError: "memory",
    _TooLong: "result",
    RuntimeError: "refused",
    ValueError: "refused",
}


class _Sink:
    """A file that holds at most so many bytes."""

    def __init__(self, limit: int) -> None:
        """Start empty."""
        self.limit = limit
        self.content = bytearray()

    def write(self, data: bytes) -> int:
        """Take the bytes, or end the query."""
        if len(self.content) + len(data) > self.limit:
            raise _TooLong
        self.content += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: the bytes are in memory."""


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent dies, even if that has happened already."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _confine(channel: socket.socket, limits: Limits) -> socket.socket:
    """Give up all that a query has no need of: files, network, core dumps, memory without end."""
    size = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    os.dup2(channel.fileno(), _CHANNEL)
    channel.detach()
    os.dup2(0, 2)
    os.closerange(_CHANNEL + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    for what, limit in (
        (resource.RLIMIT_AS, size + limits.memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _CHANNEL + 1),
    ):
        resource.setrlimit(what, (limit, limit))
    return socket.socket(fileno=_CHANNEL)


def serve(channel: socket.socket, stores: Stores, prefixes: Mapping[str, str], limits: Limits) -> None:
    """Answer query after query until the other side closes the channel.

    A worker that a query has blown up says that the answer was its last, since its allocator keeps the memory.
    """
    confined = _confine(channel, limits)
    slim = _peak() + _GROWTH
    while True:
        try:
            request, _ = receive(confined)
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + 1)
        header, body = _answer(stores, request, prefixes, limits)
        signal.setitimer(signal.ITIMER_REAL, 0)
        send(confined, {**header, "last": _peak() > slim}, body)


def _peak() -> int:
    """Return the largest resident size so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _answer(
    stores: Stores, request: Mapping[str, Any], prefixes: Mapping[str, str], limits: Limits
) -> tuple[dict[str, Any], bytes]:
    """Return the header and body of the answer; what goes wrong becomes a word and a sentence."""
    try:
        body, form = _evaluate(stores, request, prefixes, limits)
    except NotAcceptableError as error:
        return {"error": "format", "accept": error.accept, "offered": error.offered}, b""
    except tuple(_REASONS) as error:
        return {"error": next(_REASONS[kind] for kind in _REASONS if isinstance(error, kind)), "text": str(error)}, b""
    return {"form": form}, body


def _evaluate(
    stores: Stores, request: Mapping[str, Any], prefixes: Mapping[str, str], limits: Limits
) -> tuple[bytes, str]:
    default, named = request["default_graphs"], request["named_graphs"]
    store = stores.whole if default or named or _may_name_graphs(request["text"]) else stores.union
    if default is not None and len(default) > 1:
        store, default = _merged(store, default, named), None
    stored = None if named is None else DefaultGraph()
    results = store.query(
        request["text"],
        base_iri=request["base"],
        default_graph=stored if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if named is None else [NamedNode(iri) for iri in named],
    )
    if isinstance(results, QueryTriples):
        n_triples = _written(
            lambda sink: results.serialize(sink, RdfFormat.N_TRIPLES), limits.result * _N_TRIPLES_FACTOR
        )
        one = by_name(request["graph_format"])
        body = write_graph(n_triples, one, prefixes)
        if len(body) > limits.result:
            raise _TooLong
        return body, "graph"
    name = request["results_format"]
    body = _written(lambda sink: results.serialize(sink, RESULTS_FORMATS[name]), limits.result)
    if name == XML.name:
        check_xml(body, XML, (JSON.media_type, CSV.media_type, TSV.media_type))
    return body, "ask" if isinstance(results, QueryBoolean) else "select"


def _may_name_graphs(text: str) -> bool:
    """Say whether a query could ask for named graphs: GRAPH is written in letters or as escapes."""
    return "GRAPH" in text.upper() or "\\" in text


def _merged(store: Store, default: Sequence[str], named: Sequence[str]) -> Store:
    """Return a store whose default graph is the merge of graphs, each triple once (SPARQL 1.1 §13.2).

    Of several default graphs, pyoxigraph would return a triple that stands in two of them twice.
    """
    merged = Store()
    for graph in default:
        quads = store.quads_for_pattern(None, None, None, NamedNode(graph))
        merged.extend(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    for graph in named:
        merged.extend(store.quads_for_pattern(None, None, None, NamedNode(graph)))
    return merged


def _written(write: Callable[[Any], object], limit: int) -> bytes:
    sink = _Sink(limit)
    write(sink)
    return bytes(sink.content)
