"""The start page, the files and the prepared questions."""

from typing import Final

from bochum_kg import queries
from bochum_kg.describe.questions import question
from bochum_kg.web import views
from bochum_kg.web.topics.activities import undertakings
from bochum_kg.web.topics.topic import Choice, Topic

__all__ = ["DOWNLOADS", "HOME", "QUERIES"]


def _home(choice: Choice) -> views.HomeView:
    structure, figures, counts = (choice.engine.select(question(name)) for name in ("structure", "figures", "counts"))
    return views.home(structure, undertakings(choice.engine), figures, counts, choice.reader)


def _downloads(choice: Choice) -> views.DownloadsView:
    return views.downloads(choice.release.manifest, choice.release.id, choice.reader, choice.address)


def _queries(choice: Choice) -> views.QueriesView:
    return views.questions(map(queries.read, queries.names()), choice.reader)


HOME: Final = Topic("/", "home.html", _home)
DOWNLOADS: Final = Topic("/downloads", "downloads.html", _downloads)
QUERIES: Final = Topic("/queries", "queries.html", _queries)
