"""The IRIs that a query's names stand for, as its prologue declares them (SPARQL 1.1 §4.1.1)."""

import re
from typing import Final
from urllib.parse import urljoin

from bochum_kg.engine.tokens import Token

__all__ = ["Names"]

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
#: A sign in a local name that is kept from meaning something else (rule 170).
_ESCAPED: Final = re.compile(r"\\(.)")


class Names:
    """Base and prefixes, as far as the tokens of a query were read; later declarations replace earlier ones."""

    def __init__(self) -> None:
        """Begin without any."""
        self._base: str | None = None
        self._prefixes: dict[str, str | None] = {}
        self._before = ""
        self._declared: str | None = None

    def __contains__(self, prefix: str) -> bool:
        """Tell whether a prefix is declared."""
        return prefix in self._prefixes

    def read(self, token: Token) -> bool:
        """Take the next token into account; tell whether it belongs to a declaration."""
        before, self._before = self._before, token.text.upper() if token.kind == "word" else ""
        if token.kind == "name" and before == "PREFIX":
            self._declared = token.text.partition(":")[0]
            self._prefixes[self._declared] = None
            return True
        if token.kind == "iri" and (before == "BASE" or self._declared is not None):
            iri = self.iri(token)
            if self._declared is None:
                self._base = iri
            else:
                self._prefixes[self._declared] = iri
            self._declared = None
            return True
        if before == "BASE":
            self._base = None
        return False

    def iri(self, token: Token) -> str | None:
        """Return the IRI that a token stands for; None where it cannot be told, as that of a prefix nobody declared."""
        if token.kind == "iri":
            return self._absolute(token.text[1:-1])
        prefix, _, local = token.text.partition(":")
        namespace = self._prefixes.get(prefix) if token.kind == "name" else None
        return None if namespace is None else namespace + _ESCAPED.sub(r"\1", local)

    def _absolute(self, reference: str) -> str | None:
        if _SCHEME.match(reference):
            return reference
        try:
            return None if self._base is None else urljoin(self._base, reference)
        except ValueError:  # the base has brackets that hold no address of IPv6
            return None
