"""The page of what the endpoint grants: each limit with its value, and what passing it is answered with."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.formats import HTML
from bochum_kg.settings import TABLE, Setting, Settings
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.problems import status_of
from bochum_kg.web.render import page
from bochum_kg.web.requests import reader_of
from bochum_kg.web.views import Framed, Reader, number, size
from bochum_kg.web.views.frame import frame

__all__ = ["LimitsView", "add_to", "view"]

_PATH: Final = "/sparql/limits"
#: What passing a limit leads to where the status does not tell all.
_OUTCOMES: Final = {
    "connection_limit": "busy",
    "connections_per_client": "crowd",
    "queue_limit": "busy",
    "queue_time": "busy",
    "stall_seconds": "cut",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit: the name of its setting, what it bounds, its value, and what passing it is answered with."""

    name: str
    meaning: str
    value: str
    outcome: str


@dataclass(frozen=True)
class LimitsView(Framed):
    """The limits that a service runs with."""

    lead: str
    limits: tuple[Limit, ...]


def add_to(app: FastAPI) -> None:
    """Add the page to an application whose state holds the settings."""
    settings: Settings = app.state.settings

    @cache
    def stored(reader: Reader) -> Stored:
        body = bytes(page("limits.html", view(settings, reader), address=settings.address).body)
        return Stored(body, HTML.content_type, reader.language, {"Vary": "Accept-Language"})

    async def serve(request: Request) -> Response:
        return stored(reader_of(request)).response(request)

    app.add_route(_PATH, serve, methods=["GET", "HEAD"], include_in_schema=False)


def view(settings: Settings, reader: Reader) -> LimitsView:
    """Lay out every setting that is a limit, those that are added later included."""
    lead = reader.say("limits.lead")
    limits = tuple(_limit(one, settings, reader) for one in TABLE if one.is_limit)
    return LimitsView(frame(reader, reader.say("limits.title"), _PATH, about=lead), lead, limits)


def _limit(setting: Setting, settings: Settings, reader: Reader) -> Limit:
    value = _value(getattr(settings, setting.name), setting.unit, reader)
    outcome = reader.say(f"limits.{_OUTCOMES.get(setting.name) or status_of(setting.name)}")
    return Limit(setting.name, setting.helps[reader.language], value, outcome)


def _value(value: object, unit: str, reader: Reader) -> str:
    """Write a value with its unit."""
    if value is None:
        return reader.say("limits.off")
    if unit == "bytes":
        return size(int(str(value)), reader.language)
    count = number(str(value), reader.language)
    return reader.say("limits.seconds", count=count) if unit == "seconds" else count
