"""The sources and what each supports."""

from typing import Final

from bochum_kg.describe.questions import question
from bochum_kg.engine.base import Engine
from bochum_kg.web.topics.topic import Choice, Topic, once
from bochum_kg.web.views.sources import SOURCES as PATH
from bochum_kg.web.views.sources import Source, SourcesView, read_sources, sources

__all__ = ["SOURCES"]


@once
def _read(engine: Engine) -> tuple[Source, ...]:
    return read_sources(engine.select(question("sources")))


def _sources(choice: Choice) -> SourcesView:
    return sources(_read(choice.engine), choice.values, choice.reader)


SOURCES: Final = Topic(PATH, "sources.html", _sources, ("kind", "page", "publisher", "sort"))
