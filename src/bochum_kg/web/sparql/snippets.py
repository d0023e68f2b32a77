"""A query as code to copy: quoted as each language quotes, whatever the query contains."""

import json
import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bochum_kg.engine.base import Form
from bochum_kg.formats import CSV, JSON, TURTLE

__all__ = ["Snippet", "snippets"]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of code, and the tool it is for."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class _Call:
    """What is asked where; queries go with POST, since an address would be too short for long ones."""

    endpoint: str
    query: str
    form: Form

    @property
    def rows(self) -> bool:
        """Tell whether the answer is a table."""
        return self.form is Form.SELECT

    @property
    def triples(self) -> bool:
        """Tell whether the answer is a graph."""
        return self.form in {Form.CONSTRUCT, Form.DESCRIBE}

    @property
    def text_type(self) -> str:
        """Return the media type in which the answer is best read as text."""
        return TURTLE.media_type if self.triples else (CSV if self.rows else JSON).media_type

    def lines(self, quote: Callable[[str], str]) -> Iterable[str]:
        """Return the lines of the query, each quoted and with its end."""
        return [quote(line) for line in self.query.splitlines(keepends=True)] or [quote("")]


def snippets(endpoint: str, query: str, form: Form) -> tuple[Snippet, ...]:
    """Write the call of an endpoint with a query for each tool.

    Args:
        endpoint: its address, with the parameters that name a dataset.
        query: the text.
        form: what it asks for, which decides how the answer is read.
    """
    call = _Call(endpoint, query.replace("\r\n", "\n"), form)
    return tuple(Snippet(label, write(call)) for label, write in _LANGUAGES.items())


def _curl(call: _Call) -> str:
    parts = (call.endpoint, f"Accept: {call.text_type}", f"query={call.query}")
    endpoint, accept, query = (shlex.quote(part) for part in parts)
    return f"curl --silent --show-error {endpoint} \\\n  --header {accept} \\\n  --data-urlencode {query}\n"


def _python(call: _Call) -> str:
    form = "TURTLE" if call.triples else "JSON"
    query = "\n".join(f"    {line}" for line in call.lines(repr))
    if call.rows:
        use = (
            'for row in answer["results"]["bindings"]:\n    print({name: term["value"] for name, term in row.items()})'
        )
    else:
        use = "print(answer.decode())" if call.triples else 'print(answer["boolean"])'
    return (
        f"from SPARQLWrapper import {', '.join(sorted((form, 'POST')))}, SPARQLWrapper\n\n"
        f"query = (\n{query}\n)\n"
        f"endpoint = SPARQLWrapper({call.endpoint!r})\n"
        "endpoint.setMethod(POST)\n"
        f"endpoint.setReturnFormat({form})\n"
        "endpoint.setQuery(query)\n"
        f"answer = endpoint.queryAndConvert()\n{use}\n"
    )


def _r(call: _Call) -> str:
    query = ",\n".join(f"  {line}" for line in call.lines(_quoted))
    use = "read.csv(text = resp_body_string(answer))" if call.rows else "cat(resp_body_string(answer))"
    return (
        f"library(httr2)\n\nquery <- paste0(\n{query}\n)\n"
        f"answer <- request({_quoted(call.endpoint)}) |>\n"
        f"  req_headers(Accept = {_quoted(call.text_type)}) |>\n"
        "  req_body_form(query = query) |>\n"
        f"  req_perform()\n{use}\n"
    )


def _javascript(call: _Call) -> str:
    query = " +\n".join(f"  {line}" for line in call.lines(_quoted))
    accept = TURTLE.media_type if call.triples else JSON.media_type
    read = "text" if call.triples else "json"
    answer = ".results.bindings" if call.rows else "" if call.triples else ".boolean"
    return (
        f"const query =\n{query};\n"
        f"const response = await fetch({_quoted(call.endpoint)}, {{\n"
        '  method: "POST",\n'
        f"  headers: {{ Accept: {_quoted(accept)} }},\n"
        "  body: new URLSearchParams({ query }),\n"
        "});\n"
        f"const answer = await response.{read}();\nconsole.log(answer{answer});\n"
    )


def _quoted(text: str) -> str:
    """Quote a text with the escapes that JSON, JavaScript and R share."""
    return json.dumps(text, ensure_ascii=False)


_LANGUAGES: Final[dict[str, Callable[[_Call], str]]] = {
    "curl": _curl,
    "Python (SPARQLWrapper)": _python,
    "R (httr2)": _r,
    "JavaScript (fetch)": _javascript,
}
