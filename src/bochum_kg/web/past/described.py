"""What an earlier release said of a thing: its triples in every format, and a page that says which release it was."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bochum_kg.changes import statements
from bochum_kg.engine.writing import write_graph
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import HTML, Format
from bochum_kg.history import History, Step
from bochum_kg.namespaces import PREFIXES
from bochum_kg.web import memento, urls
from bochum_kg.web.pages.stored import Stored
from bochum_kg.web.render import page
from bochum_kg.web.views import Reader
from bochum_kg.web.views.past import State, past

__all__ = ["Asked", "described"]

#: Search engines are to find the thing as it is today.
_ROBOTS: Final = "noindex"


@dataclass(frozen=True, slots=True)
class Asked:
    """A description that is asked for.

    Args:
        step: the release.
        iri: the thing.
        path: the path of its document today.
        form: the format.
        negotiated: whether the address leaves the format open.
    """

    step: Step
    iri: str
    path: str
    form: Format
    negotiated: bool


def described(asked: Asked, history: History, reader: Reader) -> Stored:
    """Return how a release described a thing.

    Raises:
        UnknownNameError: the release does not describe it.
    """
    step, form = asked.step, asked.form
    if not step.knows(asked.iri):
        kind = f"thing in release {step.release}"
        raise UnknownNameError(kind, asked.iri, ())
    triples = list(_triples(step, asked.iri))
    headers = _headers(asked, history.knowing(asked.iri))
    if form is not HTML:
        body = write_graph(b"".join(triple + b" .\n" for triple in triples), form, PREFIXES)
        return Stored(body, form.content_type, "", headers)
    state = State(step, asked.iri, asked.path, tuple(statements(triples)), current=history.steps[-1])
    text = bytes(page("memento.html", past(state, reader)).body)
    return Stored(text, form.content_type, reader.language, headers)


def _triples(step: Step, iri: str) -> Iterator[bytes]:
    """Return all that the release said of a thing and what lies below it, derived triples too, each once."""
    return (triple for triple, _ in groupby(line.rstrip(b"\n").rpartition(b" <")[0] for line in step.about(iri)))


def _headers(asked: Asked, steps: Sequence[Step]) -> Mapping[str, str]:
    """Say when it was like this, and where it is found at other times; ``steps`` are the releases that have it."""
    step, path = asked.step, asked.path
    vary = [*(["Accept"] if asked.negotiated else []), *(["Accept-Language"] if asked.form is HTML else [])]
    location = urls.href(urls.fixed(path + asked.form.suffix, step.release))
    return {
        "Memento-Datetime": memento.http_date(step),
        "Link": f"{memento.links_in_time(path)}, {memento.neighbours(steps, step, path)}",
        "X-Robots-Tag": _ROBOTS,
        **({"Vary": ", ".join(vary)} if vary else {}),
        **({"Content-Location": location} if asked.negotiated else {}),
    }
