"""A strict reader of the ``Link`` header: what RFC 8288 §3 does not allow is an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

__all__ = ["REGISTERED", "Link", "read"]

#: Relations that we send, all of them registered by IANA; the second line is that of Memento (RFC 7089).
REGISTERED: Final = frozenset(
    {
        *("alternate", "cite-as", "collection", "describedby", "describes", "item", "license", "profile", "type"),
        *("first", "last", "memento", "next", "original", "prev", "timegate", "timemap"),
    }
)
_NAME: Final = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED: Final = r'"(?:[\t !#-\[\]-~]|\\[\t -~])*"'
#: RFC 3986 §4.1; the characters of a reference, and percent signs only before two digits.
_TARGET: Final = re.compile(r"<((?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)>")
_PARAMETER: Final = re.compile(rf"[ \t]*;[ \t]*(?:({_NAME})[ \t]*(?:=[ \t]*({_NAME}|{_QUOTED}))?)?")
_NEXT: Final = re.compile(r"[ \t]*(?:,[ \t]*)+")


@dataclass(frozen=True)
class Link:
    """One link: where it leads, how, and what is said of the target."""

    target: str
    relations: tuple[str, ...]
    attributes: Mapping[str, str]

    @property
    def type(self) -> str:
        """Return the media type of the target; empty if it is not said."""
        return self.attributes.get("type", "")


def read(header: str) -> list[Link]:
    """Read a header whole.

    Raises:
        ValueError: it is not one.

    >>> [one.relations for one in read('</a>; rel="item"; type="text/csv", <urn:b>;rel=license')]
    [('item',), ('license',)]
    >>> read('</a b>; rel=item')
    Traceback (most recent call last):
    ValueError: no link at 0: </a b>; rel=item
    """
    links, place = [], 0
    while place < len(header):
        target = _TARGET.match(header, place)
        if target is None:
            raise ValueError(f"no link at {place}: {header[place:]}")  # noqa: EM102, TRY003 - told to whoever runs the tests
        attributes, place = _attributes(header, target.end())
        links.append(Link(target[1], tuple(attributes.pop("rel").split()), attributes))
        following = _NEXT.match(header, place)
        if following is None and place < len(header):
            raise ValueError(f"no end of a link at {place}: {header[place:]}")  # noqa: EM102, TRY003 - as above
        place = following.end() if following else place
    return links


def _attributes(header: str, place: int) -> tuple[dict[str, str], int]:
    """Read the parameters of a link from a place on; each may stand once here."""
    found: dict[str, str] = {}
    while parameter := _PARAMETER.match(header, place):
        name, value = (parameter[1] or "").lower(), parameter[2] or ""
        if name in found:
            raise ValueError(f"{name} stands twice: {header}")  # noqa: EM102, TRY003 - as above
        found[name] = re.sub(r"\\(.)", r"\1", value[1:-1]) if value.startswith('"') else value
        place = parameter.end()
    if not found.get("rel"):
        raise ValueError(f"a link without rel: {header}")  # noqa: EM102, TRY003 - as above
    return found, place
