"""The words of a SPARQL query, found in one linear pass without parsing it (SPARQL 1.1 §19.8)."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

__all__ = ["Token", "tokens", "unescape"]

#: Every alternative matches or fails within a bounded look ahead, so that no text takes quadratic time: a string that
#: never ends runs to the end of its line or of the query, a prefix is at most 64 characters long.
_PIECE: Final = re.compile(
    r"""
    (?P<blank>\s+|\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<string>"{3}(?:"{0,2}(?:[^"\\]|\\.))*(?:"{3}|"{0,2}\\?\Z)
             | '{3}(?:'{0,2}(?:[^'\\]|\\.))*(?:'{3}|'{0,2}\\?\Z)
             | "(?:[^"\\\r\n]|\\.)*"? | '(?:[^'\\\r\n]|\\.)*'?)
  | (?P<variable>[?$]\w+)
  | (?P<label>_:[\w.·-]*\w)
  | (?P<name>(?:[^\W\d_][\w.·-]{0,63})?:(?:(?:[\w:.·-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:·-]|%[0-9A-Fa-f]{2}|\\.))?)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
  | (?P<word>\w+)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<sign>&&|\|\||!=|<=|>=|\^\^|<<|>>|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")


class Token(NamedTuple):
    """A piece of a query: its kind, its characters and where it starts."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Return the tokens of a query in order, white space and comments left out.

    >>> [one.kind for one in tokens('ASK { ?s rdfs:label "SERVICE"@en }')]
    ['word', 'open', 'variable', 'name', 'string', 'language', 'close']
    """
    for match in _PIECE.finditer(text):
        if match.lastgroup != "blank":
            yield Token(str(match.lastgroup), match[0], match.start())


def unescape(text: str) -> str:
    r"""Undo the codepoint escapes of a whole query (SPARQL 1.1 §19.2), as some engines do before they parse.

    >>> unescape(r"\u0053ERVICE")
    'SERVICE'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
