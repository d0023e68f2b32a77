"""The questions in ``queries/``: SPARQL files that say in German and English what they ask.

The first lines of a file are plain comments, so that any SPARQL tool runs it as it stands::

    # title@de: Welche Kernaktivitäten zahlen auf ein Ziel ein?
    # title@en: Which core activities serve a goal?
    # summary@de: …
    # summary@en: …
    # for: open data
    # param goal iri <https://…/id/ziel/shootingstar-1> @de Ziel | @en goal
    # param date date - @de Stichtag | @en reference date

``for`` is one of `TOPICS` and may be missing outside ``competency/``. A ``param`` line gives name, kind (`KINDS`),
default and a label in both languages; the default is ``<IRI>``, ``"string"``, a date or integer, or ``-`` for none.
Parameters are bound by the engine and never formatted into the text, so a SELECT projects each of them. Without a
binding a query answers for every value, or, where the parameter is a date, for the date of the data.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import dropwhile
from types import MappingProxyType
from typing import Final, Literal, get_args

from rdflib import XSD, URIRef
from rdflib import Literal as RdfLiteral

from bochum_kg.errors import QueryError, SourceError, UnknownNameError
from bochum_kg.namespaces import LANGUAGES, PREFIXES, curie
from bochum_kg.resources import folder as resource_folder

__all__ = ["KINDS", "TOPICS", "Kind", "Parameter", "Query", "Topic", "body_of", "names", "overview", "parse", "read"]

Kind = Literal["iri", "date", "string", "integer"]
Topic = Literal["open data", "research", "other systems"]

#: The kinds of value that a parameter takes.
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: Whom a question is for, in the words that people read.
TOPICS: Final[Mapping[Topic, Mapping[str, str]]] = MappingProxyType(
    {
        "open data": MappingProxyType({"de": "Offene Daten", "en": "Open data"}),
        "research": MappingProxyType({"de": "Forschung", "en": "Research"}),
        "other systems": MappingProxyType({"de": "Andere Systeme", "en": "Other systems"}),
    }
)

_TEXT: Final = re.compile(r"# (title|summary)@(\w+): (\S.*)")
_TOPIC: Final = re.compile(r"# for: (\S.*)")
_PARAMETER: Final = re.compile(
    rf'# param (\w+) ({"|".join(KINDS)}) (-|<[^<>"\s]+>|"[^"]*"|[\d-]+) @de (\S[^|]*?) \| @en (\S.*)'
)
_INTRODUCTION: Final = """# Fragen · Questions

Jede Datei in `queries/competency/` ist eine Frage an die Daten; so wird sie gestellt. Ohne `--param` gilt die Vorgabe.

Each file in `queries/competency/` is a question to the data, asked like this. Without `--param` the default holds.

    bochum-kg query cq-04 --param goal=bo:ziel/shootingstar-1

"""
#: What an IRI may not contain (SPARQL 1.1 Query Language, 19.8, rule 139).
_NOT_IN_IRI: Final = re.compile(r'[<>"{}|^`\\\x00-\x20]')


@dataclass(frozen=True)
class Parameter:
    """A variable that the reader of a query may fix; ``default`` is None where the query is left open."""

    name: str
    kind: Kind
    labels: Mapping[str, str]
    default: str | None = None

    def term(self, value: str) -> URIRef | RdfLiteral:
        """Read a value as the RDF term that is bound.

        >>> Parameter("date", "date", {}).term("2026-11-23").n3()
        '"2026-11-23"^^<http://www.w3.org/2001/XMLSchema#date>'

        Raises:
            QueryError: the value is not of the parameter's kind.
        """
        if self.kind == "iri":
            return self._iri(value)
        if self.kind == "date":
            return RdfLiteral(self._date(value), datatype=XSD.date)
        if self.kind == "integer":
            if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
                raise self._misfit(value, "a whole number such as 25")
            return RdfLiteral(int(value))
        return RdfLiteral(value)

    def _iri(self, value: str) -> URIRef:
        """Read a whole IRI, or a name with one of our prefixes."""
        prefix, _, rest = value.partition(":")
        iri = PREFIXES[prefix] + rest if prefix in PREFIXES else value
        if ":" not in iri or _NOT_IN_IRI.search(iri):
            raise self._misfit(value, "an IRI such as bo:ziel/shootingstar-1")
        return URIRef(iri)

    def _date(self, value: str) -> date:
        """Read ``YYYY-MM-DD``; other ISO 8601 forms are refused on every Python."""
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise self._misfit(value, "a date such as 2026-11-23") from None
        if day.isoformat() != value:
            raise self._misfit(value, "a date such as 2026-11-23")
        return day

    def _misfit(self, value: str, expected: str) -> QueryError:
        return QueryError(f"The parameter {self.name!r} got {value!r}; it expects {expected}.")


@dataclass(frozen=True)
class Query:
    """A question: its SPARQL text, and in each language what it asks."""

    name: str
    titles: Mapping[str, str]
    summaries: Mapping[str, str]
    text: str
    parameters: tuple[Parameter, ...] = ()
    topic: Topic | None = None

    @property
    def short_name(self) -> str:
        """Return the name without the folder.

        >>> read("competency/cq-12").short_name
        'cq-12'
        """
        return self.name.rpartition("/")[2]

    @property
    def body(self) -> str:
        """Return the text without the comments on top, which say what title and summary say."""
        return body_of(self.text)

    def bind(self, values: Mapping[str, str]) -> dict[str, URIRef | RdfLiteral]:
        """Return the terms to bind: the given values, and the defaults where a value is missing or empty.

        >>> sorted(read("competency/cq-03").bind({}))
        ['focusArea']

        Raises:
            QueryError: a value is not of its parameter's kind.
            UnknownNameError: a value is for a parameter that the query does not have.
        """
        parameters = {one.name: one for one in self.parameters}
        kind = f"parameter of the query {self.name}"
        for name in values:
            if name not in parameters:
                raise UnknownNameError(kind, name, parameters)
        chosen = {name: values.get(name) or one.default for name, one in parameters.items()}
        return {name: parameters[name].term(value) for name, value in chosen.items() if value is not None}


def body_of(text: str) -> str:
    r"""Return a SPARQL text without the comments on top and the blank lines around it.

    >>> body_of("# title@en: Is there anything?\r\n\r\nASK {}")
    'ASK {}\n'
    """
    return "\n".join(dropwhile(lambda line: line.startswith("#"), text.splitlines())).strip() + "\n"


def names(folder: str = "competency") -> tuple[str, ...]:
    """List the names of the queries in a folder of ``queries/``, sorted; ``""`` lists all.

    >>> names()[0]
    'competency/cq-01'
    """
    root = resource_folder("queries")
    return tuple(sorted(path.relative_to(root).with_suffix("").as_posix() for path in (root / folder).rglob("*.rq")))


def read(name: str) -> Query:
    """Read the query of that name: its path under ``queries/`` without the suffix.

    >>> read("competency/cq-12").titles["en"]
    'Which focus areas have no core activity (yet)?'

    Raises:
        SourceError: the header is not complete.
        UnknownNameError: there is no such query.
    """
    kind, known = "query", names("")
    if name not in known:
        raise UnknownNameError(kind, name, known)
    file = resource_folder("queries") / f"{name}.rq"
    return parse(name, file.read_text(encoding="utf-8"), file=str(file))


def _header(text: str) -> Iterator[tuple[int, str]]:
    """Yield the comment lines on top, with their numbers."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            return
        yield number, line


def parse(name: str, text: str, *, file: str) -> Query:
    """Read the header of a query's text.

    Args:
        name: what the query is called.
        text: the whole SPARQL text.
        file: where it stands, for the message.

    Raises:
        SourceError: a line on top is in none of the forms, so that a slip of the pen is seen, or one is missing.
    """
    texts: dict[str, dict[str, str]] = {"title": {}, "summary": {}}
    parameters: list[Parameter] = []
    topic: Topic | None = None
    for number, line in _header(text):
        if match := _TEXT.fullmatch(line):
            texts[match[1]][match[2]] = match[3]
        elif match := _PARAMETER.fullmatch(line):
            parameters.append(_parameter(match))
        elif (match := _TOPIC.fullmatch(line)) and (found := next((one for one in TOPICS if one == match[1]), None)):
            topic = found
        else:
            problem = f"{line!r} is no header line; expected title@de, summary@de, for ({', '.join(TOPICS)}) or param."
            raise SourceError(problem, file=file, line=number)
    for kind, values in texts.items():
        if sorted(values) != sorted(LANGUAGES):
            problem = f"The header has a {kind} in {sorted(values)}; write one in each of {sorted(LANGUAGES)}."
            raise SourceError(problem, file=file, line=1)
    titles, summaries = (MappingProxyType(texts[kind]) for kind in ("title", "summary"))
    return Query(name, titles, summaries, text, tuple(parameters), topic)


def _parameter(match: re.Match[str]) -> Parameter:
    """Build a parameter from its header line."""
    kind = next(one for one in KINDS if one == match[2])
    labels = MappingProxyType({"de": match[4], "en": match[5]})
    return Parameter(match[1], kind, labels, None if match[3] == "-" else match[3].strip('<>"'))


def overview(folder: str = "competency") -> str:
    """Write a page on the queries of a folder as Markdown: titles, summaries and parameters in both languages."""
    return _INTRODUCTION + "".join(_section(read(name)) for name in names(folder))


def _section(query: Query) -> str:
    """Write one query of the overview."""
    lines = [f"## {query.short_name}", ""]
    for language in LANGUAGES:
        lines += [f"**{query.titles[language]}** {query.summaries[language]}", ""]
    if query.topic:
        lines += [f"*{' · '.join(TOPICS[query.topic][language] for language in LANGUAGES)}*", ""]
    for one in query.parameters:
        default = "" if one.default is None else f", `{curie(one.default)}`"
        lines += [f"* `{one.name}` ({one.kind}{default}): {one.labels['de']} · {one.labels['en']}", ""]
    return "\n".join([*lines, ""])
