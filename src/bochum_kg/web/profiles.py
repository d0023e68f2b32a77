"""Which statements a representation as data contains (W3C Content Negotiation by Profile)."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from bochum_kg.errors import NotAcceptableError
from bochum_kg.namespaces import BOV, SHAPES
from bochum_kg.web import urls

__all__ = ["LABELLED", "PLAIN", "Profile", "offered", "profile_of"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile: its token in an address, and its IRI."""

    token: str
    iri: str

    def href(self, path: str) -> str:
        """Return the address of a document in this profile."""
        return urls.href(path, _profile="" if self is PLAIN else self.token)


PLAIN: Final = Profile("plain", str(BOV["profil/schlicht"]))
LABELLED: Final = Profile("labelled", str(BOV["profil/beschriftet"]))
#: The first one is for those who do not choose.
_PROFILES: Final = (PLAIN, LABELLED)
#: Documents that list what lies under a namespace; they come as they are.
_LISTS: Final = frozenset({str(BOV), str(SHAPES)})

#: A member of Accept-Profile (§7.3).
_MEMBER: Final = re.compile(r"\s*<(?P<iri>[^<>\s]+)>\s*(?:;\s*q=(?P<q>[01](?:\.\d{1,3})?)\s*)?")


def offered(iri: str) -> tuple[Profile, ...]:
    """Return the profiles in which a document about an IRI can be had."""
    return (PLAIN,) if iri in _LISTS else _PROFILES


def profile_of(request: Request) -> Profile:
    """Return the profile that an address names with ``_profile``, or else the one that Accept-Profile likes best.

    Raises:
        NotAcceptableError: the address names another one.
    """
    named = request.query_params.get("_profile", "")
    if named:
        chosen = next((one for one in _PROFILES if named in {one.token, one.iri}), None)
        if chosen is None:
            raise NotAcceptableError(named, tuple(one.token for one in _PROFILES))
        return chosen
    wishes = _wishes(",".join(request.headers.getlist("accept-profile")))
    return max(_PROFILES, key=lambda one: wishes.get(one.iri, 0.0))


def _wishes(header: str) -> dict[str, float]:
    """Read a header; members that are not in the grammar are passed over."""
    members = (match for one in header.split(",") if (match := _MEMBER.fullmatch(one)))
    return {match["iri"]: float(match["q"] or 1) for match in members}
