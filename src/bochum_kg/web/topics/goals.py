"""The goals and the paths from them."""

from typing import Final

from bochum_kg.describe.questions import question
from bochum_kg.web.topics.topic import Choice, Topic
from bochum_kg.web.views.goals import GOALS as PATH
from bochum_kg.web.views.goals import GoalsView, goals

__all__ = ["GOALS"]


def _goals(choice: Choice) -> GoalsView:
    structure, activities = (choice.engine.select(question(name)) for name in ("structure", "goals"))
    return goals(structure, activities, choice.reader)


GOALS: Final = Topic(PATH, "goals.html", _goals)
