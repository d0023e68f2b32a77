"""Bind terms to the variables of a query, through VALUES blocks and never through its words (SPARQL 1.1 §10.2)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rdflib import Literal as RdfLiteral
from rdflib import URIRef

from bochum_kg.engine.base import IRI, XSD_STRING, Bindings, Literal
from bochum_kg.engine.tokens import tokens
from bochum_kg.errors import QueryError

__all__ = ["bind", "term_of", "write_term"]

#: SPARQL 1.1 §19.8, rules [139] IRIREF, [145] LANGTAG and [166] VARNAME.
_IRI: Final = re.compile(r'[^<>"{}|^`\\\x00-\x20]+')
_LANGUAGE: Final = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_VARIABLE: Final = re.compile(r"\w+")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def term_of(node: URIRef | RdfLiteral) -> IRI | Literal:
    """Return a term of rdflib as an engine takes it.

    >>> term_of(RdfLiteral("Ziel", "de")).language
    'de'
    """
    if isinstance(node, URIRef):
        return IRI(str(node))
    return Literal(str(node), node.language, str(node.datatype or XSD_STRING))


def _write_iri(value: str) -> str:
    if not _IRI.fullmatch(value):
        problem = f"{value!r} cannot be bound to a variable: an IRI without spaces, brackets or quotes was expected."
        raise QueryError(problem)
    return f"<{value}>"


def write_term(term: IRI | Literal) -> str:
    r"""Return a term as SPARQL writes it.

    Raises:
        QueryError: it holds characters that no IRI or language tag may hold.

    >>> write_term(Literal('"} UNION {', "de"))
    '"\\"} UNION {"@de'
    """
    if isinstance(term, IRI):
        return _write_iri(term.value)
    quoted = f'"{term.value.translate(_ESCAPES)}"'
    if term.language is None:
        return quoted if term.datatype == XSD_STRING else f"{quoted}^^{_write_iri(term.datatype)}"
    if not _LANGUAGE.fullmatch(term.language):
        problem = f"{term.language!r} cannot be bound to a variable: a language tag such as 'de' was expected."
        raise QueryError(problem)
    return f"{quoted}@{term.language}"


@dataclass(slots=True)
class _Group:
    """A pair of braces: where its content starts, whether patterns stand in it, and the variables used there."""

    start: int
    patterns: bool
    variables: set[str] = field(default_factory=set)


def _groups(text: str) -> Iterator[_Group]:
    """Return the groups of graph patterns; templates, inline data and the braces around a subquery are none."""
    opened: list[_Group] = []
    special, before = False, ""
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else token.text
        if word == "SELECT" and before == "{":
            opened[-1].patterns = False
        elif word in {"CONSTRUCT", "VALUES"}:
            special = True
        elif word == "{":
            opened.append(_Group(token.start + 1, patterns=not special))
            special = False
        elif word == "}" and opened:
            closed = opened.pop()
            if opened:
                opened[-1].variables |= closed.variables
            yield closed
        elif token.kind == "variable" and opened:
            opened[-1].variables.add(word[1:])
        before = word


def _is_short_construct(text: str) -> bool:
    """Say whether a query is ``CONSTRUCT WHERE``, whose braces hold nothing but triples (SPARQL 1.1 §16.2.4)."""
    words = [token.text.upper() for token in tokens(text) if token.kind in {"word", "open"}]
    return any(pair in {("CONSTRUCT", "WHERE"), ("CONSTRUCT", "FROM")} for pair in pairwise(words))


@lru_cache(maxsize=64)
def _bindable(text: str) -> tuple[_Group, ...]:
    """Return the groups of a query that a VALUES block may stand in, the last one first."""
    if _is_short_construct(text):
        return ()
    return tuple(sorted((group for group in _groups(text) if group.patterns), key=lambda one: -one.start))


def bind(text: str, bindings: Bindings) -> str:
    """Return a query in which variables stand for terms, in every group that uses them.

    Raises:
        QueryError: a name is no variable, or a term cannot be written.

    >>> bind("SELECT ?p { ?thing ?p ?o }", {"thing": IRI("https://example.org/")})
    'SELECT ?p { VALUES ?thing { <https://example.org/> } ?thing ?p ?o }'
    """
    blocks = {name: f" VALUES {_write_variable(name)} {{ {write_term(term)} }}" for name, term in bindings.items()}
    groups = _bindable(text)
    for group in groups:
        inserted = "".join(block for name, block in blocks.items() if name in group.variables)
        text = text[: group.start] + inserted + text[group.start :]
    used = set[str]().union(*(group.variables for group in groups))
    return text + "".join(f"\n{block}" for name, block in blocks.items() if name not in used)


def _write_variable(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        problem = f"{name!r} cannot be bound: the name of a variable without its question mark was expected."
        raise QueryError(problem)
    return f"?{name}"
