"""The pages about a topic: each has one address, whose parameters choose what it shows."""

from typing import Final

from bochum_kg.web.topics.activities import ACTIVITIES, TIMELINE
from bochum_kg.web.topics.actors import ACTORS, FIELDS
from bochum_kg.web.topics.analysis import ANALYSIS
from bochum_kg.web.topics.changes import CHANGES
from bochum_kg.web.topics.goals import GOALS
from bochum_kg.web.topics.overview import DOWNLOADS, HOME, QUERIES
from bochum_kg.web.topics.quality import QUALITY
from bochum_kg.web.topics.sources import SOURCES
from bochum_kg.web.topics.topic import Choice, Topic, once

__all__ = ["TOPICS", "Choice", "Topic", "once"]

#: By path.
TOPICS: Final = {
    one.path: one
    for one in (
        *(HOME, ACTIVITIES, TIMELINE, ACTORS, FIELDS, ANALYSIS, GOALS, SOURCES),
        *(QUALITY, CHANGES, DOWNLOADS, QUERIES),
    )
}
