"""What is asked: the competency questions, all new, as in public logs, or repeated; and what hostile clients ask."""

import random
import time
from collections.abc import Callable, Sequence
from itertools import count
from typing import Final

from benchmarks.load import Request
from benchmarks.servers import Server, sparql
from bochum_kg import queries
from bochum_kg.engine.binding import bind, term_of

__all__ = ["ENDLESS", "NEW", "always", "as_in_logs", "bound", "new", "open_questions", "repeated"]

#: The share of queries in public logs that were not asked before: 11.56 of 43.95 million (Stadler et al., LSQ 2.0,
#: Semantic Web 2022, doi:10.3233/SW-223015).
NEW: Final = 11.56 / 43.95
#: How many queries are drawn, and from which seed.
_DRAWN, _SEED = 100_000, 2030
#: Six unconnected patterns: a cross product without end.
ENDLESS: Final = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }"

Ask = Callable[[int], Request]


def open_questions() -> dict[str, str]:
    """Return the competency questions as they stand, asked about everything."""
    return {name.rpartition("/")[2]: queries.read(name).body for name in queries.names()}


def bound() -> dict[str, str]:
    """Return the competency questions with the things that their parameters name, as their pages ask them."""
    return {name.rpartition("/")[2]: _bound(queries.read(name)) for name in queries.names()}


def _bound(query: queries.Query) -> str:
    values = {name: term_of(term) for name, term in query.bind({}).items()}
    return bind(query.body, values) if values else query.body


def always(request: Request) -> Ask:
    """Ask the same again and again."""
    return lambda _: request


def new(server: Server, texts: Sequence[str]) -> Ask:
    """Ask the queries in turn, each with a comment of its own, so that no answer is one kept from before."""
    return lambda n: sparql(server, f"{texts[n % len(texts)]}\n# {time.monotonic_ns()}")


def repeated(server: Server, texts: Sequence[str]) -> Ask:
    """Ask the queries in turn, again and again."""
    return lambda n: sparql(server, texts[n % len(texts)])


def as_in_logs(server: Server, texts: Sequence[str]) -> Ask:
    """Ask new queries and earlier ones in the proportion of public logs, every server the same.

    Each draw is a new query with the probability ``NEW``, else one of all earlier draws, so that what was asked often
    is asked more often (H. A. Simon, On a class of skew distribution functions, Biometrika 42, 1955).
    """
    draw = random.Random(_SEED)  # noqa: S311 - no secret
    unseen, drawn = count(1), [0]
    while len(drawn) < _DRAWN:
        drawn.append(next(unseen) if draw.random() < NEW else draw.choice(drawn))
    return lambda n: sparql(server, f"{texts[drawn[n % _DRAWN] % len(texts)]}\n# {drawn[n % _DRAWN]}")
