"""What changed from release to release."""

from typing import Final

from bochum_kg.errors import UnknownNameError
from bochum_kg.web.requests import page_number
from bochum_kg.web.topics.topic import Choice, Topic
from bochum_kg.web.views.changes import ChangesView, ReleaseView, changes, release_changes

__all__ = ["CHANGES"]


def _changes(choice: Choice) -> ChangesView | ReleaseView:
    history, reader = choice.history, choice.reader
    if not choice.values["release"]:
        return changes(history, reader)
    step = history.step(choice.values["release"])
    page = choice.values["page"] or "1"
    view = release_changes(step, reader, page_number(page), current=step is history.steps[-1])
    if view is None:
        kind = "page"
        raise UnknownNameError(kind, page, ["1"])
    return view


CHANGES: Final = Topic("/changes", "changes.html", _changes, ("page", "release"))
