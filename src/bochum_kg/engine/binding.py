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
from bochum_kg.engine.tokens import Token, tokens
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
    """A pair of braces: where its content starts, its depth, whether patterns stand in it, and the variables there."""

    start: int
    depth: int
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
            opened.append(_Group(token.start + 1, len(opened), patterns=not special))
            special = False
        elif word == "}" and opened:
            closed = opened.pop()
            if opened:
                opened[-1].variables |= closed.variables
            yield closed
        elif token.kind == "variable" and opened:
            opened[-1].variables.add(word[1:])
        before = word


def _in_full(text: str) -> str:
    r"""Return a query with a group for patterns: short forms of CONSTRUCT and DESCRIBE have none (SPARQL 1.1 §16.2.4).

    >>> _in_full("CONSTRUCT WHERE { ?s ?p ?o }")
    'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }'
    >>> _in_full("DESCRIBE ?thing")
    'DESCRIBE ?thing\n{ }'
    """
    found = list(tokens(text))
    words = [token for token in found if token.kind in {"word", "open"}]
    for token, after in pairwise(words):
        if (token.text.upper(), after.text.upper()) in {("CONSTRUCT", "WHERE"), ("CONSTRUCT", "FROM")}:
            return _with_template(text, found, token.start + len(token.text))
    describes = any(token.text.upper() == "DESCRIBE" for token in words)
    named = bool(found) and found[-1].kind in {"variable", "iri", "name"}
    return f"{text}\n{{ }}" if describes and named else text


def _with_template(text: str, found: list[Token], place: int) -> str:
    """Repeat the triples of a query, which its only braces hold, at a place."""
    start = next((token.start for token in found if token.text == "{"), len(text))
    end = next((token.start + 1 for token in found if token.text == "}"), len(text))
    return f"{text[:place]} {text[start:end]}{text[place:]}"


@lru_cache(maxsize=64)
def _bindable(text: str) -> tuple[_Group, ...]:
    """Return the groups of a query that a VALUES block may stand in, the last one first."""
    return tuple(sorted((group for group in _groups(text) if group.patterns), key=lambda one: -one.start))


def bind(text: str, bindings: Bindings) -> str:
    """Return a query in which variables stand for terms, in every group that uses them.

    A variable that no group uses is bound in the outermost group, since Virtuoso reads VALUES after a query wrongly or
    not at all; only where a subquery fills that group it stands there.

    Raises:
        QueryError: a name is no variable, or a term cannot be written.

    >>> bind("SELECT ?p { ?thing ?p ?o }", {"thing": IRI("https://example.org/")})
    'SELECT ?p { VALUES ?thing { <https://example.org/> } ?thing ?p ?o }'
    """
    blocks = {name: f" VALUES {_write_variable(name)} {{ {write_term(term)} }}" for name, term in bindings.items()}
    text = _in_full(text)
    groups = _bindable(text)
    used = set[str]().union(*(group.variables for group in groups))
    unused = blocks.keys() - used
    end = "" if any(group.depth == 0 for group in groups) else "".join(f"\n{blocks[name]}" for name in sorted(unused))
    for group in groups:
        wanted = group.variables | unused if group.depth == 0 else group.variables
        inserted = "".join(block for name, block in blocks.items() if name in wanted)
        text = text[: group.start] + inserted + text[group.start :]
    return text + end


def _write_variable(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        problem = f"{name!r} cannot be bound: the name of a variable without its question mark was expected."
        raise QueryError(problem)
    return f"?{name}"
