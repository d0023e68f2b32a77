"""The states of a document over time, as HTTP speaks of them (RFC 7089, Memento)."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from bochum_kg.history import Step
from bochum_kg.web import urls
from bochum_kg.web.problems import Problem, ProblemError

__all__ = ["LINK_FORMAT", "asked", "at", "http_date", "links_in_time", "map_of", "neighbours"]

#: RFC 6690, RFC 7089 §5.
LINK_FORMAT: Final = "application/link-format"
#: RFC 7089 §2.1.1 takes one form of date only.
_DATE: Final = re.compile(r"[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT")


def asked(header: str) -> datetime:
    """Read ``Accept-Datetime``.

    Raises:
        ProblemError: it is no date of that form (400, RFC 7089 §4.5.3).
    """
    try:
        if _DATE.fullmatch(header.strip()):
            return parsedate_to_datetime(header.strip())
    except ValueError:
        pass
    detail = "Accept-Datetime was not understood; write it like 'Tue, 30 Jun 2026 00:00:00 GMT'."
    raise ProblemError(Problem(400, "accept-datetime", "Date not understood", detail))


def at(steps: Sequence[Step], when: datetime) -> Step:
    """Return the last of some releases that was there at a time; the first one for times before it."""
    return next((one for one in reversed(steps) if one.when <= when), steps[0])


def http_date(step: Step) -> str:
    """Write when the data of a release hold from (RFC 9110 §5.6.7)."""
    return format_datetime(step.when, usegmt=True)


def links_in_time(original: str) -> str:
    """Write where the states of a document are found; it is its own TimeGate (RFC 7089 §4.1.1).

    >>> links_in_time("/doc/saeule/wissen").split(", ")[0]
    '</doc/saeule/wissen>; rel="original timegate"'
    """
    path = urls.href(original)
    return f'<{path}>; rel="original timegate", <{urls.timemap(path)}>; rel="timemap"; type="{LINK_FORMAT}"'


def neighbours(steps: Sequence[Step], step: Step, original: str) -> str:
    """Write which states of a document there are beside one of them (RFC 7089 §2.2.4)."""
    place = steps.index(step)
    ranks = {"first": 0, "prev": place - 1, "": place, "next": place + 1, "last": len(steps) - 1}
    relations: dict[int, list[str]] = {}
    for rank, number in ranks.items():
        if 0 <= number < len(steps):
            relations.setdefault(number, []).append(rank)
    return ", ".join(
        _memento(steps[number], urls.href(original), " ".join([*filter(None, found), "memento"]))
        for number, found in sorted(relations.items())
    )


def _memento(step: Step, original: str, relation: str) -> str:
    return f'<{urls.fixed(original, step.release)}>; rel="{relation}"; datetime="{http_date(step)}"'


def map_of(steps: Sequence[Step], original: str, base: str) -> str:
    """Write the TimeMap of a document: all its states, oldest first (RFC 7089 §5).

    Args:
        steps: the releases that have it.
        original: its path.
        base: the address of the service, since these references stand in a file of their own.
    """
    path = urls.href(original)
    first, last = http_date(steps[0]), http_date(steps[-1])
    lines = [
        f'<{base}{path}>; rel="original timegate"',
        f'<{base}{urls.timemap(path)}>; rel="self"; type="{LINK_FORMAT}"; from="{first}"; until="{last}"',
        *(
            _memento(one, path, rank).replace("<", f"<{base}", 1)
            for one, rank in zip(steps, _ranks(steps), strict=True)
        ),
    ]
    return ",\n".join(lines) + "\n"


def _ranks(steps: Sequence[Step]) -> Iterable[str]:
    for number in range(len(steps)):
        ends = [name for name, place in (("first", 0), ("last", len(steps) - 1)) if place == number]
        yield " ".join([*ends, "memento"])
