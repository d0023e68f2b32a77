"""What a request says of the one who sends it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from starlette.requests import ClientDisconnect, Request

from bochum_kg.formats import negotiate_language
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.web.views import Reader

__all__ = ["reader_of", "while_connected"]

#: Seconds after which it is worth while to see whether anybody still waits.
_SOON: Final = 0.1
Result = TypeVar("Result")


def reader_of(request: Request) -> Reader:
    """Return who reads: in the language of the address if it names one, else of the browser."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        return Reader(chosen, chosen=True)
    return Reader(negotiate_language(request.headers.get("accept-language", "")))


async def while_connected(request: Request, work: Coroutine[Any, Any, Result]) -> Result:
    """Do some work for a client whose request was read whole, and cancel it when the client goes away.

    Raises:
        ClientDisconnect: the client went away.
    """
    task = asyncio.create_task(work)
    try:
        if not (await asyncio.wait([task], timeout=_SOON))[0]:
            left = asyncio.create_task(_left(request))
            await asyncio.wait([task, left], return_when=asyncio.FIRST_COMPLETED)
            left.cancel()
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        task.cancel()
        await asyncio.wait([task])


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
