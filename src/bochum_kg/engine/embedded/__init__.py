"""The built-in engine: pyoxigraph in worker processes that can be killed and can reach nothing."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Unpack

from bochum_kg.engine.base import Answer, Bindings, Engine, Form, Options
from bochum_kg.engine.binding import bind
from bochum_kg.engine.embedded.pool import WorkerPool
from bochum_kg.engine.embedded.waits import BLOCKING, LOOPING, Waits, finish
from bochum_kg.engine.guard import Shape, check, check_graphs
from bochum_kg.engine.tokens import tokens
from bochum_kg.errors import ForbiddenQueryError, LimitError, NotAcceptableError, QueryError
from bochum_kg.formats import JSON, TURTLE, Format
from bochum_kg.settings import Settings

__all__ = ["EmbeddedEngine"]

#: How pyoxigraph says where a query leaves the grammar.
_PLACE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: Of all that was expected, so much is told; classes of characters are left out.
_MOST: Final = 8
#: What the parser tries last wherever a pattern may begin, so that it says nothing about the mistake; and what is
#: refused or unknown to SPARQL 1.1 anyway.
_TRIED: Final = frozenset({"BIND", "CONSTRUCT", "GRAPH", "IF", "LATERAL", "MINUS", "OPTIONAL", "SERVICE", "TZ"})


class EmbeddedEngine(Engine):
    """Answers from N-Quads in memory.

    DESCRIBE returns the concise description of a thing: the statements whose subject it is, since what points to a
    thing like the city has no end. Triples come sorted, so the same query gives the same bytes.
    """

    def __init__(self, pool: WorkerPool, settings: Settings) -> None:
        """Take over a pool of workers; ``start`` makes one."""
        self._pool, self._settings = pool, settings

    @classmethod
    def start(cls, nquads: Path, *, settings: Settings | None = None) -> "EmbeddedEngine":
        """Load a file of N-Quads and start the workers.

        Raises:
            ReleaseError: the file cannot be loaded.
        """
        from bochum_kg.namespaces import BO, PREFIXES

        chosen = settings or Settings()
        return cls(WorkerPool(nquads, prefixes=PREFIXES, base=str(BO), settings=chosen), chosen)

    @property
    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs."""
        return self._pool.graphs

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the ids of the processes behind this engine."""
        return self._pool.processes

    def query(self, text: str, **options: Unpack[Options]) -> Answer:
        """Answer a query in the format for its form; see ``Engine.query``."""
        return finish(self._ask(text, BLOCKING, **options))

    async def answer(self, text: str, **options: Unpack[Options]) -> Answer:
        """Answer a query while the event loop goes on; see ``Engine.answer``."""
        return await self._ask(text, LOOPING, **options)

    async def _ask(  # noqa: PLR0913 - the parameters of Engine.query
        self,
        text: str,
        waits: Waits,
        *,
        graph_format: Format = TURTLE,
        results_format: Format = JSON,
        default_graphs: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
        bindings: Bindings | None = None,
    ) -> Answer:
        shape = check(text, self._settings)
        check_graphs(shape.graphs, self.graphs)
        request = {
            "text": bind(text, bindings) if bindings else text,
            "graph_format": graph_format.name,
            "results_format": results_format.name,
            **self._dataset(shape, default_graphs, named_graphs),
        }
        header, body = await self._pool.answer(request, waits)
        if "error" in header:
            raise self._error(header, text)
        if header["form"] == "graph":
            return Answer(body, graph_format, shape.form or Form.CONSTRUCT)
        return Answer(body, results_format, Form(header["form"]))

    def close(self) -> None:
        """End all processes."""
        self._pool.close()

    def _dataset(
        self, shape: Shape, default_graphs: Sequence[str] | None, named_graphs: Sequence[str] | None
    ) -> dict[str, list[str] | None]:
        """Return the dataset of a query; None stands for the stored union and for all named graphs.

        A request goes before the query's own FROM, and naming only one kind of graph leaves the other empty (SPARQL 1.1
        Protocol §2.1.4).
        """
        if default_graphs is None and named_graphs is None:
            if not shape.graphs:
                return {"default_graphs": None, "named_graphs": None}
            default_graphs, named_graphs = shape.default_graphs, shape.named_graphs
        union = default_graphs is not None and set(default_graphs) == set(self.graphs)
        return {
            "default_graphs": None if union else list(default_graphs or ()),
            "named_graphs": list(named_graphs or ()),
        }

    def _error(self, header: Mapping[str, Any], query: str) -> Exception:
        """Return our exception for what a worker reports."""
        settings = self._settings
        reason, text = header["error"], header.get("text", "")
        if reason == "syntax":
            return _syntax_error(text, query)
        if reason == "format":
            return NotAcceptableError(header["accept"], tuple(header["offered"]))
        if reason == "refused":
            return QueryError(f"The engine cannot answer this query: {text}.")
        if reason == "reach":
            return ForbiddenQueryError(f"The query asks for something outside the graph, which is never done: {text}.")
        if reason == "memory":
            problem = f"The query needed more than {settings.memory_limit} bytes of memory; ask for less at once."
            return LimitError(problem, limit="memory_limit")
        problem = f"The answer is longer than {settings.result_limit} bytes; ask for less, or take the downloads."
        return LimitError(problem, limit="result_limit")


def _syntax_error(text: str, query: str) -> QueryError:
    """Return the place and a short reason from what pyoxigraph says; the place is that of the mistake or after it."""
    match = _PLACE.match(text)
    if match is None:
        return QueryError(f"The query is not in the grammar of SPARQL 1.1: {text}.")
    names = match[3].removeprefix("expected ").removeprefix("one of ").split(", ")
    reasons = [name for name in names if name[0].isupper() and not name.isupper()]
    signs = [name for name in names if name not in _TRIED and not name.startswith("[")][:_MOST]
    line, column = int(match[1]), int(match[2])
    fitting = f"{' or '.join(signs)} would fit" if signs else f"{_last(query, line, column)!r} does not fit there"
    problem = (
        f"The query is not in the grammar of SPARQL 1.1, here or just before: {reasons[0] if reasons else fitting}"
    )
    return QueryError(problem, line=line, column=column)


def _last(query: str, line: int, column: int) -> str:
    """Return the last word or sign of a query before a place; lines and columns count from 1."""
    before = sum(len(one) + 1 for one in query.split("\n")[: line - 1]) + column - 1
    return next((one.text for one in reversed(list(tokens(query[:before])))), "")
