"""What points at a thing: grouped by property or kind of relation, counted, and page by page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rdflib import SKOS

from bochum_kg.describe.model import Incoming, Link, Links, Thing, Words
from bochum_kg.describe.questions import question
from bochum_kg.describe.vocabulary import PLAIN_BASES, TOLD_TWICE
from bochum_kg.describe.words import INVERSE, WORDS
from bochum_kg.engine.base import IRI, Engine, Literal, Row, Term
from bochum_kg.engine.binding import write_term
from bochum_kg.errors import UnknownNameError
from bochum_kg.namespaces import STRAT

__all__ = ["SIZE", "incoming", "overview"]

#: How many links a group shows before it becomes a page of its own.
SIZE = 10
#: How many links of all groups together are fetched for a page.
_ENOUGH = 400
#: A vocabulary shows all its concepts.
_SIZES = {str(SKOS.inScheme): _ENOUGH}
#: The property of a detail that says no more than a link from what it belongs to would.
_LOOKED_THROUGH = frozenset({str(STRAT.assignedTo)})


@dataclass(frozen=True, slots=True)
class _Group:
    """A property or kind of relation by which links come in."""

    by: Thing
    count: int
    kind: bool
    shortcut: str

    @property
    def size(self) -> int:
        """Return how many links the page of the thing shows."""
        return min(self.count, _SIZES.get(self.by.iri, SIZE))


def _groups(engine: Engine, iri: str) -> dict[str, _Group]:
    """Return what points at a thing, by the IRI of the property or kind, without what the page tells anyway."""
    names: dict[str, list[Literal]] = defaultdict(list)
    rows: dict[str, Row] = {}
    for row in engine.select(question("incoming-counts"), thing=IRI(iri)):
        if "count" not in row or "property" not in row:
            continue
        by = str(row.get("kind", row["property"]))
        rows[by] = row
        if isinstance(name := row.get("name"), Literal):
            names[by].append(name)
    groups = {
        by: _Group(_titled(by, names[by]), int(str(row["count"])), "kind" in row, str(row.get("shortcut", "")))
        for by, row in rows.items()
    }
    shortcuts = {one.shortcut for one in groups.values() if one.kind}
    return {
        by: one
        for by, one in sorted(groups.items(), key=lambda item: (item[1].kind, item[1].by.name("de").value))
        if by not in shortcuts and not (by in TOLD_TWICE and (not TOLD_TWICE[by] or TOLD_TWICE[by] & groups.keys()))
    }


def _titled(by: str, names: Iterable[Literal]) -> Thing:
    """Name a group: by what it means from here, or by the property's own name, whose subject is left open."""
    if by in INVERSE:
        return Thing(by, INVERSE[by])
    texts = (Words.read(names) or WORDS.get(by, Words())).texts
    return Thing(by, Words(tuple(replace(one, value=f"… {one.value}") for one in texts)))


def overview(engine: Engine, iri: str) -> tuple[Links, ...]:
    """Return everything that points at a thing, group by group, with the first few links of each."""
    groups = _groups(engine, iri)
    found: dict[str, list[Link]] = defaultdict(list)
    for kind in {one.kind for one in groups.values()}:
        for row in engine.select(_first([one for one in groups.values() if one.kind == kind]), thing=IRI(iri)):
            if "node" in row:
                by = str(row["kind" if kind else "property"])
                found[by].append(_link(row, through=kind or by in _LOOKED_THROUGH))
    return tuple(Links(one.by, one.count, tuple(found[by][: one.size])) for by, one in groups.items())


def _first(groups: list[_Group]) -> str:
    """Return the query for the first links of groups, the small ones in front so that a large one leaves none out."""
    *small, largest = sorted(groups, key=lambda one: one.count)
    places = " ".join(f"({write_term(IRI(one.by.iri))} {place})" for place, one in enumerate((*small, largest)))
    name = "kind" if largest.kind else "property"
    size = min(sum(one.count for one in small) + largest.size, _ENOUGH)
    text = _text(kind=largest.kind, size=size, page=1)
    return text.replace("# groups", f"VALUES (?{name} ?place) {{ {places} }}", 1)


def incoming(engine: Engine, iri: str, by: str, page: int = 1, size: int = 50) -> Incoming:
    """Return a page of what points at a thing by one property or kind of relation; pages count from 1.

    Raises:
        UnknownNameError: nothing points at it like that, or the page is past the end; it offers what there is.
        EngineError, LimitError: as the engine.
    """
    groups = _groups(engine, iri)
    if by not in groups:
        kind = "kind of link"
        raise UnknownNameError(kind, by, groups)
    group = groups[by]
    pages = max(1, -(-group.count // size))
    if not 1 <= page <= pages:
        kind = "page"
        raise UnknownNameError(kind, str(page), [str(pages)])
    name = {"kind" if group.kind else "property": IRI(by)}
    rows = engine.select(_text(kind=group.kind, size=size, page=page), thing=IRI(iri), **name)
    through = group.kind or by in _LOOKED_THROUGH
    links = tuple(_link(row, through=through) for row in rows if "node" in row)
    return Incoming(Thing(iri), group.by, group.count, page, size, links)


def _text(*, kind: bool, size: int, page: int) -> str:
    """Return the query for links, cut to a page before names are looked up.

    SPARQL cannot bind the numbers of LIMIT and OFFSET (SPARQL 1.1 §19.8, rules 25 and 26), so they take the place of a
    comment.
    """
    text = question("incoming-relations" if kind else "incoming")
    return text.replace("# page", f"LIMIT {size:d} OFFSET {(page - 1) * size:d}", 1)


def _link(row: Row, *, through: bool) -> Link:
    """Read a link; of a relation or assignment the reader thinks of its other end, of a detail of the detail itself."""
    node = _thing(row, "node")
    other = _thing(row, "about") if "about" in row else None
    ground = str(row.get("basis", ""))
    basis = Thing(ground, WORDS.get(ground, Words())) if ground and ground not in PLAIN_BASES else None
    if through and other is not None:
        return Link(other, node, basis)
    return Link(node, other, basis)


def _thing(row: Mapping[str, Term], name: str) -> Thing:
    texts = {tag: str(row[key]) for tag in ("de", "en") if (key := f"{name}{tag.title()}") in row}
    return Thing(str(row[name]), Words.of(**texts))
