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
from bochum_kg.web.profiles import profile_of
from bochum_kg.web.views import Reader

__all__ = [
    "chosen_format",
    "client_of",
    "format_of",
    "named_format",
    "preflight",
    "reader_of",
    "while_connected",
]

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


def chosen_format(request: Request, offered: Sequence[Format], suffix: Format | None = None) -> tuple[Format, bool]:
    """Return the format of an answer, and whether the address leaves it open, so that Accept decides.

    Args:
        request: what is asked; a parameter of its address goes before a suffix.
        offered: the formats that there are.
        suffix: the one that the address ends in, if any.

    Raises:
        NotAcceptableError: nothing offered fits, or the address names a profile that there is not.
    """
    profile_of(request)
    named = named_format(request, offered) or suffix
    return (named, False) if named else (negotiate(", ".join(request.headers.getlist("accept")), offered), True)


def format_of(request: Request, offered: Sequence[Format]) -> Format:
    """Return the format that an address names, or else the one that Accept likes best.

    Raises:
        NotAcceptableError: as `chosen_format`.
    """
    return chosen_format(request, offered)[0]


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
