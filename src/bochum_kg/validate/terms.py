"""Terms written out as they were read: an ill-formed number stays as it is, because a report is about it."""

from rdflib import Literal, URIRef
from rdflib.term import Node

__all__ = ["as_ntriples"]

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def as_ntriples(term: Node) -> str:
    r"""Write a term in N-Triples (RDF 1.1 N-Triples, section 7), without changing its lexical form.

    >>> as_ntriples(Literal('7,85 "Mio"', datatype=URIRef("http://example.org/decimal")))
    '"7,85 \\"Mio\\""^^<http://example.org/decimal>'
    """
    if isinstance(term, URIRef):
        return f"<{term}>"
    if not isinstance(term, Literal):
        return f"_:{term}"
    text = f'"{term.translate(_ESCAPES)}"'
    if term.language:
        return f"{text}@{term.language}"
    return f"{text}^^<{term.datatype}>" if term.datatype else text
