"""What a request says of the one who sends it."""

from starlette.requests import Request

from bochum_kg.formats import negotiate_language
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.web.views import Reader

__all__ = ["reader_of"]


def reader_of(request: Request) -> Reader:
    """Return who reads: in the language of the address if it names one, else of the browser."""
    chosen = request.query_params.get("lang", "")
    if chosen in LANGUAGES:
        return Reader(chosen, chosen=True)
    return Reader(negotiate_language(request.headers.get("accept-language", "")))
