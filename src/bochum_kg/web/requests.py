"""What a request says of the one who sends it."""

import asyncio
import ipaddress
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, TypeVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bochum_kg.errors import NotAcceptableError, UnknownNameError
from bochum_kg.formats import Format, by_name, negotiate, negotiate_language
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.web.views import Reader

__all__ = [
    "client_of",
    "format_of",
    "named_format",
    "page_number",
    "preflight",
    "reader_of",
    "while_connected",
    "whole_number",
]

#: Digits of the largest number that a parameter may give.
_DIGITS: Final = 6

#: Seconds after which it is worth while to see whether anybody still waits.
_SOON: Final = 0.1
#: A client with IPv6 is its network: within it, addresses cost nothing.
_NETWORK: Final = 64
Result = TypeVar("Result")


def client_of(peer: tuple[str, int] | None) -> str:
    """Return what stands for the client at the other end of a connection, host and port.

    One of IPv4 that is written as IPv6 is the same client.

    >>> client_of(("192.0.2.7", 80)), client_of(("::ffff:192.0.2.7", 81)), client_of(("2001:db8::1:2", 82))
    ('192.0.2.7', '192.0.2.7', '2001:db8::/64')
    """
    host = peer[0] if peer else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
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


def named_format(request: Request, offered: Sequence[Format]) -> Format | None:
    """Return the format that an address names with ``format=``, or with ``_mediatype=`` as other services do.

    Raises:
        NotAcceptableError: it is not offered.
    """
    parameters = request.query_params
    name = parameters.get("format") or parameters.get("_mediatype", "")
    try:
        return by_name(name, offered) if name else None
    except UnknownNameError:
        raise NotAcceptableError(name, tuple(one.name for one in offered)) from None


def format_of(request: Request, offered: Sequence[Format]) -> Format:
    """Return the format that an address names, or else the one that Accept likes best.

    Raises:
        NotAcceptableError: nothing offered fits.
    """
    named = named_format(request, offered)
    return named or negotiate(", ".join(request.headers.getlist("accept")), offered)


def whole_number(text: str) -> int | None:
    """Return the whole number that a parameter gives; None if it is none, or has more digits than any that is meant.

    >>> [whole_number(text) for text in ("12", "0", "-1", "²", "", "1000000")]
    [12, 0, None, None, None, None]
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def page_number(text: str) -> int:
    """Return the page of a list that a parameter gives; 0, which no list has, if it gives none."""
    return whole_number(text) or 0


def preflight(methods: Iterable[str], further: Mapping[str, str] = MappingProxyType({})) -> Response:
    """Tell a script of another page what it may send (CORS), and with which methods.

    Args:
        methods: those of the address.
        further: headers of the answer that only this address has.
    """
    allowed = ", ".join(methods)
    return Response(
        status_code=204,
        headers={
            "Allow": allowed,
            "Access-Control-Allow-Methods": allowed,
            "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
            **further,
        },
    )


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
