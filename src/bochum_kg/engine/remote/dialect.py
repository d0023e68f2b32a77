"""What servers do not read or write as SPARQL 1.1 has it, put right before and after they are asked."""

import json
import re
from collections.abc import Iterator
from typing import Final

from bochum_kg.engine.base import Form
from bochum_kg.engine.names import Names
from bochum_kg.engine.tokens import tokens

__all__ = ["graphs_asked", "has_values_after", "standard_results", "without_dataset"]

#: The only variable of the tables in which Virtuoso tells a truth value, and no columns at all.
_TRUTH: Final = "__ASK_RETVAL"
_NO_COLUMN: Final = "_star_fake"
#: The truth values of a graph as Virtuoso writes them in JSON: quotes stand so in no string.
_BOOLEAN: Final = re.compile(rb'("datatype": "http://www\.w3\.org/2001/XMLSchema#boolean", "value": ")([01])"')
#: Bytes at the start of an answer in which its variables are named.
_HEAD: Final = 100


def without_dataset(text: str) -> str:
    """Return a query without FROM and FROM NAMED, for a request that names the dataset: Virtuoso would add the two.

    Every other character stays at its place.

    >>> without_dataset("SELECT * FROM <urn:a> FROM NAMED <urn:b> { ?s ?p ?o }")
    'SELECT *                                 { ?s ?p ?o }'
    """
    clause = False
    for token in tokens(text):
        if clause or (token.kind == "word" and token.text.upper() == "FROM"):
            end = token.start + len(token.text)
            text = text[: token.start] + " " * len(token.text) + text[end:]
            clause = token.kind == "word"
    return text


def graphs_asked(text: str) -> Iterator[str]:
    """Return the IRIs that stand after GRAPH.

    >>> list(graphs_asked("PREFIX g: <urn:g:> SELECT * { GRAPH g:a { ?s ?p ?o } GRAPH ?g { ?s ?p ?o } }"))
    ['urn:g:a']
    """
    names, before = Names(), ""
    for token in tokens(text):
        names.read(token)
        if before == "GRAPH" and token.kind in {"iri", "name"}:
            yield names.iri(token) or token.text
        before = token.text.upper()


def has_values_after(text: str) -> bool:
    """Say whether VALUES stands outside of all braces.

    >>> has_values_after("SELECT ?x {} VALUES ?x { 1 }"), has_values_after("SELECT ?x { VALUES ?x { 1 } }")
    (True, False)
    """
    depth = 0
    for token in tokens(text):
        if token.kind == "word" and token.text.upper() == "VALUES" and depth == 0:
            return True
        depth += (token.text == "{") - (token.text == "}")
    return False


def standard_results(body: bytes, form: Form, text: str) -> bytes:
    """Return results as SPARQL 1.1 Query Results JSON has them (§3), given what a server wrote as such.

    Raises:
        ValueError: it is not JSON.

    >>> standard_results(b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[]}}', Form.ASK, "ASK { 1 ?p ?o }")
    b'{"head": {}, "boolean": false}'
    """
    body = _BOOLEAN.sub(lambda match: match[1] + (b'true"' if match[2] == b"1" else b'false"'), body)
    name = _TRUTH if form is Form.ASK else _NO_COLUMN
    if name.encode() not in body[:_HEAD] or name in text:
        return body
    match json.loads(body):
        case {"head": {"vars": [found]}, "results": {"bindings": list(rows)}} if found == name:
            if form is Form.ASK:
                return json.dumps({"head": {}, "boolean": bool(rows)}).encode()
            return json.dumps({"head": {"vars": []}, "results": {"bindings": [{}] * len(rows)}}).encode()
    return body
