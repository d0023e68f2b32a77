"""The core activities: all at a glance on the start page, as a list to narrow down, and their milestones by year."""

from typing import Final

from bochum_kg.describe.questions import question
from bochum_kg.engine.base import Engine
from bochum_kg.web.topics.topic import Choice, Topic, once
from bochum_kg.web.views import activities as listed
from bochum_kg.web.views import timeline as dated
from bochum_kg.web.views.activity import Activity, read_activities
from bochum_kg.web.views.milestones import Milestone, read_milestones, spans

__all__ = ["ACTIVITIES", "TIMELINE", "undertakings"]


@once
def undertakings(engine: Engine) -> tuple[Activity, ...]:
    """Return the core activities and candidates that an engine knows."""
    return read_activities(engine.select(question("activities")))


@once
def _milestones(engine: Engine) -> tuple[Milestone, ...]:
    """Return the dated milestones of the core activities that an engine knows."""
    return read_milestones(engine.select(question("milestones")), undertakings(engine))


@once
def _spans(engine: Engine) -> listed.Spans:
    return spans(_milestones(engine))


def _activities(choice: Choice) -> listed.ActivitiesView:
    return listed.activities(undertakings(choice.engine), _spans(choice.engine), choice.values, choice.reader)


def _timeline(choice: Choice) -> dated.TimelineView:
    day = str(choice.release.manifest["data_date"])
    return dated.timeline(_milestones(choice.engine), day, choice.values, choice.reader)


ACTIVITIES: Final = Topic(listed.ACTIVITIES, "activities.html", _activities, listed.PARAMETERS)
TIMELINE: Final = Topic(dated.TIMELINE, "timeline.html", _timeline, dated.PARAMETERS)
