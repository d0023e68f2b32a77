"""Pages from templates: every template gets one value, its view."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from bochum_kg.web import assets
from bochum_kg.web.texts import say, words
from bochum_kg.web.views import navigation, schema

__all__ = ["View", "compile_templates", "page"]


class View(Protocol):
    """What the base template shows of every page."""

    @property
    def language(self) -> str:
        """Return the language of the page, ``de`` or ``en``."""
        ...

    @property
    def title(self) -> str:
        """Return the title of the page."""
        ...

    @property
    def path(self) -> str:
        """Return the path and query under which the page can be had in the other language."""
        ...

    @property
    def alternates(self) -> tuple[tuple[str, str, str], ...]:
        """Return media type, address and label of each other format."""
        ...

    @property
    def schema_org(self) -> Mapping[str, Any]:
        """Return the page in the words of schema.org."""
        ...


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("bochum_kg.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["say"] = say
    environment.globals["words"] = words
    environment.globals["asset"] = assets.address
    environment.globals["navigation"] = navigation
    return environment


def compile_templates() -> None:
    """Compile every template, so that the first reader does not wait for it and a broken one ends the start."""
    environment = _environment()
    for name in environment.list_templates():
        environment.get_template(name)


def page(template: str, view: View, *, status: int = 200, address: str = "") -> HTMLResponse:
    """Return the page that a template makes of a view; ``address`` is that of the service as its clients see it."""
    said = schema.absolute(view.schema_org, address)
    text = _environment().get_template(template).render(view=view, schema_org=said)
    return HTMLResponse(text, status, {"Content-Language": view.language})
