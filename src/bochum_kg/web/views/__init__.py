"""What each page shows: one value for each template, made of plain words and links."""

from bochum_kg.web.views.frame import Frame, Framed, Pager, alternates
from bochum_kg.web.views.home import HomeView, home
from bochum_kg.web.views.kinds import KINDS, Kind, kind_of
from bochum_kg.web.views.lists import (
    SIZE,
    DownloadsView,
    ErrorView,
    Item,
    ListView,
    QueriesView,
    Section,
    downloads,
    failure,
    items,
    missing,
    missing_question,
    questions,
    things,
)
from bochum_kg.web.views.resource import IncomingView, ResourceView, incoming, resource
from bochum_kg.web.views.words import Reader, Span, number, size

__all__ = [
    "KINDS",
    "SIZE",
    "DownloadsView",
    "ErrorView",
    "Frame",
    "Framed",
    "HomeView",
    "IncomingView",
    "Item",
    "Kind",
    "ListView",
    "Pager",
    "QueriesView",
    "Reader",
    "ResourceView",
    "Section",
    "Span",
    "alternates",
    "downloads",
    "failure",
    "home",
    "incoming",
    "items",
    "kind_of",
    "missing",
    "missing_question",
    "number",
    "questions",
    "resource",
    "size",
    "things",
]
