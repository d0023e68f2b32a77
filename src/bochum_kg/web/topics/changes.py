"""What changed from release to release."""

from typing import Final

from bochum_kg.errors import UnknownNameError
from bochum_kg.web.numerals import page_number
from bochum_kg.web.topics.topic import Choice, Topic
from bochum_kg.web.views.changes import ChangesView, ReleaseView, changes, release_changes
from bochum_kg.web.views.facets import PAGE

__all__ = ["CHANGES"]


def _changes(choice: Choice) -> ChangesView | ReleaseView:
    history, reader = choice.history, choice.reader
    page = page_number(choice.values[PAGE])
    if not choice.values["release"]:
        if page != 1:
            raise UnknownNameError(PAGE, str(page), ["1"])
        return changes(history, reader)
    step = history.step(choice.values["release"])
    return release_changes(step, reader, page, current=step is history.steps[-1])


CHANGES: Final = Topic("/changes", "changes.html", _changes, ("page", "release"))
