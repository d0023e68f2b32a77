"""Where a reader reports a mistake: the address that the operator set, with the page and the release filled in."""

from urllib.parse import quote

from bochum_kg.describe import Thing
from bochum_kg.web.views.words import Reader, Span

__all__ = ["report"]


def report(address: str, thing: Thing, release: str, reader: Reader) -> Span | None:
    """Return the link that reports a mistake on the page of a thing; None without an address.

    Args:
        address: a mail address after ``mailto:``, or a web address in which ``{iri}``, ``{release}`` and ``{name}``
            stand for what is reported.
        thing: what the page is about.
        release: the release that the page shows.
        reader: who reads.
    """
    if not address:
        return None
    values = {"iri": thing.iri, "release": release, "name": thing.name(reader.language).value}
    if address.startswith("mailto:"):
        subject, body = (quote(reader.say(f"report.{part}", **values), safe="") for part in ("subject", "body"))
        return Span(reader.say("report"), f"{address}?subject={subject}&body={body}")
    filled = address
    for name, value in values.items():
        filled = filled.replace(f"{{{name}}}", quote(value, safe=""))
    return Span(reader.say("report"), filled)
