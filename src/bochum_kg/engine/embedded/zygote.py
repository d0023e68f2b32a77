"""The process that holds the store and forks workers from it; it has one thread and never runs a query itself.

Run as ``python -m bochum_kg.engine.embedded.zygote DESCRIPTOR``. Over the socket of that number it gets one message
with the file to load, the prefixes and the limits, and then one message for each worker that is wanted, with the
worker to end first. It ends, and its workers with it, when the socket closes.
"""

import gc
import os
import signal
import socket
import sys
from collections.abc import Mapping

from pyoxigraph import DefaultGraph, RdfFormat, Store

from bochum_kg.engine.embedded.worker import Limits, Stores, die_with_parent, serve
from bochum_kg.engine.frames import receive, send

__all__ = ["main"]


def _load(path: str) -> Stores:
    """Load N-Quads; the default graph becomes the union of the named graphs, each triple once.

    The union is stored and not left to the query, since pyoxigraph returns a triple of two graphs twice.
    """
    whole, union = Store(), Store()
    whole.load(path=path, format=RdfFormat.N_QUADS)
    whole.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    triples = whole.dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    union.bulk_load(triples, format=RdfFormat.N_TRIPLES)
    return Stores(whole, union)


def _start(stores: Stores, prefixes: Mapping[str, str], limits: Limits, control: socket.socket) -> int:
    """Fork a worker, send its channel over the control socket, and return its process id."""
    ours, theirs = socket.socketpair()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        die_with_parent(parent)
        ours.close()
        control.close()
        serve(theirs, stores, prefixes, limits)
        os._exit(0)
    theirs.close()
    socket.send_fds(control, [b"w"], [ours.fileno()])
    ours.close()
    return pid


def _end(pid: int) -> int:
    """Kill a worker if it still runs, and return the signal that ended it (0: it ended by itself)."""
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main(descriptor: int) -> None:
    """Load the store, then start and end workers as the other side of the socket asks."""
    control = socket.socket(fileno=descriptor)
    start, _ = receive(control)
    limits = Limits(**start["limits"])
    try:
        stores = _load(start["file"])
    except (OSError, SyntaxError) as error:
        send(control, {"error": str(error)})
        return
    send(control, {"graphs": sorted(graph.value for graph in stores.whole.named_graphs())})
    gc.collect()
    gc.freeze()
    workers: set[int] = set()
    while True:
        try:
            wish, _ = receive(control)
        except EOFError:
            break
        ended = _end(wish["end"]) if wish["end"] in workers else 0
        workers.discard(wish["end"])
        workers.add(pid := _start(stores, start["prefixes"], limits, control))
        send(control, {"pid": pid, "signal": ended})
    for pid in workers:
        _end(pid)


if __name__ == "__main__":
    main(int(sys.argv[1]))
