"""Facets: how the entries of a list differ, how many there are of each value, and the links that choose one."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bochum_kg.errors import UnknownNameError
from bochum_kg.web.numerals import page_number
from bochum_kg.web.views.frame import Pager, pager
from bochum_kg.web.views.words import Reader, Span, number

__all__ = [
    "PAGE",
    "SORT",
    "UNKNOWN",
    "Dimension",
    "Facet",
    "FacetValue",
    "Narrowed",
    "OrderView",
    "Shown",
    "common_first",
    "counted",
    "narrow",
    "ordered",
    "paged",
]

Entry = TypeVar("Entry")
Order = TypeVar("Order")

#: The parameter that turns the pages of a list; another choice starts at the first one again.
PAGE: Final = "page"
#: The parameter that orders a list.
SORT: Final = "sort"
#: The value of an entry of which the graph does not say it.
UNKNOWN: Final = "unknown"


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that can be chosen; the link of the chosen one takes the choice back."""

    label: str
    count: str
    href: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values by which a list can be narrowed in one respect."""

    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def selected(self) -> bool:
        """Tell whether a value is chosen."""
        return any(one.selected for one in self.values)


@dataclass(frozen=True)
class Dimension(Generic[Entry]):
    """A respect in which entries differ.

    Args:
        name: the parameter that chooses.
        label: what people call it.
        keys: returns the slugs that an entry has in it; without any it counts as unknown.
        names: what people call each slug, in the order in which they are shown.
    """

    name: str
    label: str
    keys: Callable[[Entry], Collection[str]]
    names: Mapping[str, str]

    def slugs(self, entry: Entry) -> Collection[str]:
        """Return the slugs of an entry, or that they are unknown."""
        return self.keys(entry) or (UNKNOWN,)


@dataclass(frozen=True)
class Narrowed(Generic[Entry]):
    """What is left of a list under the choices of its address, and the links that change them.

    Args:
        entries: those that fit.
        facets: each respect with its values, counted under the other choices.
        chips: each choice as a link that takes it back.
        clear: the link that takes all of them back; None where nothing is chosen.
    """

    entries: tuple[Entry, ...]
    facets: tuple[Facet, ...]
    chips: tuple[Span, ...]
    clear: Span | None


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order that can be chosen."""

    name: Span
    chosen: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the links of a list lead: its address, for a reader."""

    reader: Reader
    path: str

    def href(self, values: Mapping[str, str], *changed: tuple[str, str]) -> str:
        """Return the address under other values of some parameters; empty ones fall out."""
        return self.reader.href(self.path, **{**values, **dict(changed)})


@dataclass(frozen=True)
class Shown(Generic[Entry]):
    """The entries of one page of a list, and the way to the others."""

    entries: tuple[Entry, ...]
    pager: Pager | None


def common_first(
    entries: Iterable[Entry], keys: Callable[[Entry], Collection[str]], names: Mapping[str, str]
) -> dict[str, str]:
    """Return the names in the order in which slugs are common among entries, and by name where they are level.

    >>> common_first([("b",), ("a", "b")], lambda entry: entry, {"a": "A", "b": "B", "c": "C"})
    {'b': 'B', 'a': 'A', 'c': 'C'}
    """
    counts = Counter(slug for entry in entries for slug in keys(entry))
    return dict(sorted(names.items(), key=lambda one: (-counts[one[0]], one[1].casefold())))


def narrow(
    entries: Sequence[Entry],
    dimensions: Sequence[Dimension[Entry]],
    values: Mapping[str, str],
    reader: Reader,
    path: str,
) -> Narrowed[Entry]:
    """Narrow a list to what fits every choice.

    Args:
        entries: the whole list.
        dimensions: the respects in which it can be narrowed.
        values: the parameters of the address; those that are no dimension are kept in each link, but for the page.
        reader: who reads.
        path: the address of the list.

    Raises:
        UnknownNameError: a parameter names a value that no entry could have.
    """
    kept = {name: value for name, value in values.items() if name != PAGE and value}
    for one in dimensions:
        _check(one, kept.get(one.name, ""))
    to = _Place(reader, path)
    facets = []
    for one in dimensions:
        others = [other for other in dimensions if other is not one]
        fitting = (entry for entry in entries if _fits(entry, others, kept))
        facets.append(_facet(one, _counts(one, fitting), kept, to))
    chosen = tuple(one for one in dimensions if one.name in kept)
    return Narrowed(
        tuple(entry for entry in entries if _fits(entry, chosen, kept)),
        tuple(one for one in facets if one.values),
        tuple(_chip(one, kept, to) for one in chosen),
        Span(reader.say("facets.clear"), to.href(kept, *((one.name, "") for one in chosen))) if chosen else None,
    )


def _chip(dimension: Dimension[Entry], values: Mapping[str, str], to: _Place) -> Span:
    name = _name(dimension, values[dimension.name], to.reader)
    return Span(f"{dimension.label}: {name}", to.href(values, (dimension.name, "")))


def _check(dimension: Dimension[Entry], value: str) -> None:
    if value and value != UNKNOWN and value not in dimension.names:
        raise UnknownNameError(dimension.name, value, dimension.names, labels=dimension.names, called=dimension.label)


def _fits(entry: Entry, dimensions: Iterable[Dimension[Entry]], values: Mapping[str, str]) -> bool:
    return all(values[one.name] in one.slugs(entry) for one in dimensions if one.name in values)


def _name(dimension: Dimension[Entry], slug: str, reader: Reader) -> str:
    return dimension.names.get(slug) or reader.say("unknown")


def _counts(dimension: Dimension[Entry], entries: Iterable[Entry]) -> Counter[str]:
    return Counter(slug for entry in entries for slug in frozenset(dimension.slugs(entry)))


def _facet(dimension: Dimension[Entry], counts: Mapping[str, int], values: Mapping[str, str], to: _Place) -> Facet:
    chosen = values.get(dimension.name, "")
    return Facet(
        dimension.name,
        dimension.label,
        tuple(
            FacetValue(
                _name(dimension, slug, to.reader),
                number(str(counts[slug]), to.reader.language),
                to.href(values, (dimension.name, "" if slug == chosen else slug)),
                slug == chosen,
            )
            for slug in (*dimension.names, UNKNOWN)
            if counts[slug] or slug == chosen
        ),
    )


def ordered(
    orders: Mapping[str, Order], values: Mapping[str, str], reader: Reader, path: str, words: str
) -> tuple[Order, tuple[OrderView, ...]]:
    """Return the order of a list that its address chooses, and all of them as links.

    Args:
        orders: by the value of the parameter; the first one holds where none is chosen.
        values: the parameters of the address.
        reader: who reads.
        path: the address of the list.
        words: the start of the keys of the names of the orders.

    Raises:
        UnknownNameError: there is no such order.
    """
    first = next(iter(orders))
    chosen = values.get(SORT) or first
    labels = {one: reader.say(f"{words}.{one}") for one in orders}
    if chosen not in orders:
        raise UnknownNameError(SORT, chosen, orders, labels=labels)

    def href(name: str) -> str:
        return reader.href(path, **{**values, PAGE: "", SORT: "" if name == first else name})

    views = (OrderView(Span(label, href(one)), one == chosen) for one, label in labels.items())
    return orders[chosen], tuple(views)


def counted(count: int, every: int, reader: Reader) -> str:
    """Say how many entries there are, and of how many where that is not all."""
    if count == every:
        return (
            reader.say("list.one")
            if count == 1
            else reader.say("list.count", count=number(str(count), reader.language))
        )
    return reader.say(
        "facets.count", count=number(str(count), reader.language), all=number(str(every), reader.language)
    )


def paged(entries: Sequence[Entry], values: Mapping[str, str], reader: Reader, path: str, *, size: int) -> Shown[Entry]:
    """Cut the page out of a list that its address chooses; pages count from 1.

    Raises:
        UnknownNameError: there is no such page.
    """
    pages, page = max(1, -(-len(entries) // size)), page_number(values.get(PAGE, ""))
    if not 1 <= page <= pages:
        raise UnknownNameError(PAGE, values[PAGE], [str(pages)])

    def there(target: int) -> str:
        return reader.href(path, **{**values, PAGE: str(target) if target > 1 else ""})

    return Shown(tuple(entries[(page - 1) * size : page * size]), pager(page, pages, reader, there))
