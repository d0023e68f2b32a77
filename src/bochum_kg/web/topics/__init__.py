"""The pages about a topic: each has one address, whose parameters choose what it shows."""

from typing import Final

from bochum_kg.web.topics.changes import CHANGES
from bochum_kg.web.topics.overview import DOWNLOADS, HOME, QUERIES
from bochum_kg.web.topics.topic import Choice, Topic

__all__ = ["TOPICS", "Choice", "Topic"]

#: By path.
TOPICS: Final = {one.path: one for one in (HOME, DOWNLOADS, QUERIES, CHANGES)}
