"""What each page shows: one value for each template, made of plain words and links."""

from bochum_kg.web.views.analysis import ANALYSIS, REPORT
from bochum_kg.web.views.errors import (
    ErrorView,
    detail,
    explanation,
    failure,
    lost,
    misfit,
    missing,
    replaced,
    stray,
    withdrawn,
)
from bochum_kg.web.views.files import DownloadsView, downloads
from bochum_kg.web.views.frame import Frame, Framed, Pager, alternates
from bochum_kg.web.views.home import HomeView, home
from bochum_kg.web.views.kinds import KINDS, Kind, kind_of
from bochum_kg.web.views.lists import SIZE, Item, ListView, QueriesView, Section, items, questions, things
from bochum_kg.web.views.resource import IncomingView, ResourceView, incoming, resource
from bochum_kg.web.views.schema import type_of
from bochum_kg.web.views.words import Reader, Span, number, size

__all__ = [
    "ANALYSIS",
    "KINDS",
    "REPORT",
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
    "detail",
    "downloads",
    "explanation",
    "failure",
    "home",
    "incoming",
    "items",
    "kind_of",
    "lost",
    "misfit",
    "missing",
    "number",
    "questions",
    "replaced",
    "resource",
    "size",
    "stray",
    "things",
    "type_of",
    "withdrawn",
]
