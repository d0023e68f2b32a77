"""What servers do not read or write as SPARQL 1.1 has it, put right before and after they are asked."""

import json
from typing import Final

from bochum_kg.engine.base import Form
from bochum_kg.engine.tokens import tokens

__all__ = ["standard_results", "without_dataset"]

#: The only variable of the tables in which Virtuoso tells a truth value, and no columns at all.
_TRUTH: Final = "__ASK_RETVAL"
_NO_COLUMN: Final = "_star_fake"
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
        if token.text == "{":
            break
        if clause or (token.kind == "word" and token.text.upper() == "FROM"):
            end = token.start + len(token.text)
            text = text[: token.start] + " " * len(token.text) + text[end:]
            clause = token.kind == "word"
    return text


def standard_results(body: bytes, form: Form, text: str) -> bytes:
    """Return results as SPARQL 1.1 Query Results JSON has them (§3), given what a server wrote as such.

    Raises:
        ValueError: it is not JSON.

    >>> standard_results(b'{"head":{"vars":["__ASK_RETVAL"]},"results":{"bindings":[]}}', Form.ASK, "ASK { 1 ?p ?o }")
    b'{"head": {}, "boolean": false}'
    """
    name = _TRUTH if form is Form.ASK else _NO_COLUMN
    if name.encode() not in body[:_HEAD] or name in text:
        return body
    match json.loads(body):
        case {"head": {"vars": [found]}, "results": {"bindings": list(rows)}} if found == name:
            if form is Form.ASK:
                return json.dumps({"head": {}, "boolean": bool(rows)}).encode()
            return json.dumps({"head": {"vars": []}, "results": {"bindings": [{}] * len(rows)}}).encode()
    return body
