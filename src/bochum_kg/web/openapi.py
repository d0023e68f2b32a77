"""What OpenAPI says of the addresses that answer programs; how SPARQL is asked stands with the endpoint."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["LANGUAGE", "tell"]

#: The parameter that nearly every address has.
LANGUAGE: Final = {"lang": "The language of names, de or en; goes before Accept-Language."}


def tell(  # noqa: PLR0913 - what OpenAPI says of an operation
    app: FastAPI,
    path: str,
    serve: Callable[[Request], Awaitable[Response]],
    *,
    name: str,
    summary: str,
    answers: Sequence[str],
    parameters: Mapping[str, str],
) -> None:
    """Describe the GET of an address; the route that answers was added before.

    Args:
        app: the application.
        path: the address, with the names of its parts in braces.
        serve: answers.
        name: the name of the operation.
        summary: what it is for.
        answers: the media types that it answers with.
        parameters: what each parameter is for, by name; those that the path names are required.
    """
    described = [
        {
            "name": one,
            "in": "path" if f"{{{one}}}" in path else "query",
            "required": f"{{{one}}}" in path,
            "schema": {"type": "string"},
            "description": about,
        }
        for one, about in parameters.items()
    ]
    app.add_api_route(
        path,
        serve,
        methods=["GET"],
        operation_id=name,
        summary=summary,
        response_class=Response,
        responses={200: {"description": "The answer.", "content": {one: {} for one in answers}}},
        openapi_extra={"parameters": described},
    )
