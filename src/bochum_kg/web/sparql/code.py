"""The page that tells how to ask a query from elsewhere, without asking it: downloads, permanent link and code."""

from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from bochum_kg.engine.base import Form
from bochum_kg.engine.guard import inspect
from bochum_kg.settings import Settings
from bochum_kg.web.pages.stored import see
from bochum_kg.web.render import page
from bochum_kg.web.requests import reader_of
from bochum_kg.web.sparql.protocol import read
from bochum_kg.web.sparql.view import SparqlView

__all__ = ["add_to"]

_PATH: Final = "/sparql/code"


def add_to(app: FastAPI) -> None:
    """Add the page to an application whose state holds the settings."""
    settings: Settings = app.state.settings

    def serve(request: Request) -> Response:
        asked = read(has_body=False, query_string=request.scope["query_string"], content_type="", coding="", body=b"")
        reader = reader_of(request)
        if asked.query is None:
            return see(reader.href("/sparql")).response(request)
        # What does not begin like a query yet may become one; most are for rows.
        form = inspect(asked.query).form or Form.SELECT
        view = SparqlView.code(reader, asked.query, form, dataset=asked.dataset, address=settings.address)
        response = page("sparql.html", view, address=settings.address)
        # Every text that is typed has a page of its own here, which nobody asks for again.
        response.headers.update({"Cache-Control": "no-store", "Vary": "Accept-Language"})
        return response

    app.add_route(_PATH, serve, methods=["GET", "HEAD"], include_in_schema=False)
