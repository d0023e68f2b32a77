"""The body of a request: read within its limits, and the parameters that a form carries."""

import asyncio
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from bochum_kg.settings import Settings
from bochum_kg.web.problems import CLOSE, Problem, ProblemError

__all__ = ["FORM", "INCOMPLETE", "media_type", "parameters", "read_body"]

FORM: Final = "application/x-www-form-urlencoded"
#: Said to nobody, but counted: the client closed the connection.
INCOMPLETE: Final = Problem(400, "incomplete", "Request incomplete", "The client went away before the answer.")
#: More parameters than any client has a use for.
_MOST: Final = 64


async def read_body(request: Request, settings: Settings) -> bytes:
    """Read the body of a request; it has to be short, and there in time.

    Raises:
        ProblemError: it is neither.
    """
    limit, seconds = settings.body_limit, settings.body_time
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    detail = f"The body is longer than {limit} bytes; send a shorter query."
                    raise _refuse(413, "Body too long", detail, limit="body_limit")
    except TimeoutError:
        detail = f"The body did not arrive within {seconds} seconds; send it again."
        raise _refuse(408, "Body too slow", detail, limit="body_time") from None
    return bytes(body)


def _refuse(status: int, title: str, detail: str, *, limit: str) -> ProblemError:
    return ProblemError(Problem(status, "limit", title, detail, {"limit": limit}, CLOSE))


def parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Read URL-encoded parameters, in UTF-8 only.

    Raises:
        ProblemError: they are not UTF-8, or too many.
    """
    try:
        return parse_qsl(encoded.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except UnicodeDecodeError:
        detail = "The parameters are not UTF-8; encode them in UTF-8 and percent-encode them."
        raise ProblemError(Problem(400, "encoding", "Not UTF-8", detail)) from None
    except ValueError:
        detail = f"There are more than {_MOST} parameters; a query needs a few."
        raise ProblemError(Problem(400, "parameters", "Too many parameters", detail)) from None


def media_type(content_type: str) -> str:
    """Return the media type of a body, without parameters.

    Raises:
        ProblemError: it says another charset than UTF-8.
    """
    header = Message()
    header["Content-Type"] = content_type
    charset = header.get_param("charset", "utf-8")
    if str(charset).lower() not in {"utf-8", "utf8"}:
        detail = f"The body is said to be {str(charset)[:40]!r}; the protocol knows UTF-8 only."
        raise ProblemError(Problem(400, "encoding", "Not UTF-8", detail))
    return content_type.partition(";")[0].strip().lower()
