"""What a request says of the one who sends it."""

import asyncio
import ipaddress
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

from starlette.requests import ClientDisconnect, Request

from bochum_kg.formats import negotiate_language
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.web.views import Reader

__all__ = ["client_of", "reader_of", "while_connected"]

#: Seconds after which it is worth while to see whether anybody still waits.
_SOON: Final = 0.1
#: A client with IPv6 is its network: within it, addresses cost nothing.
_NETWORK: Final = 64
Result = TypeVar("Result")


def client_of(host: str | None) -> str:
    """Return what stands for a client with an address; one of IPv4 that is written as IPv6 is the same client.

    >>> client_of("192.0.2.7"), client_of("::ffff:192.0.2.7"), client_of("2001:db8::1:2")
    ('192.0.2.7', '192.0.2.7', '2001:db8::/64')
    """
    try:
        address = ipaddress.ip_address(host or "")
    except ValueError:
        return host or ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _NETWORK), strict=False))


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
