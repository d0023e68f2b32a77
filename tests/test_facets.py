"""Facets: every number is that of the list its link leads to."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import pytest

from bochum_kg.errors import UnknownNameError
from bochum_kg.web.views import Reader
from bochum_kg.web.views.facets import Dimension, Narrowed, common_first, counted, narrow, paged

PATH = "/doc/zoo/"
READER = Reader("en")


@dataclass(frozen=True)
class Animal:
    """An entry of a list."""

    name: str
    colours: tuple[str, ...]
    home: str


ANIMALS = (
    Animal("zebra", ("black", "white"), "land"),
    Animal("panda", ("black", "white"), "land"),
    Animal("raven", ("black",), "air"),
    Animal("orca", ("black", "white"), "sea"),
    Animal("swan", ("white",), "air"),
    Animal("yeti", (), ""),
)
DIMENSIONS = (
    Dimension[Animal]("colour", "Colour", lambda one: one.colours, {"white": "White", "black": "Black"}),
    Dimension[Animal](
        "home", "Home", lambda one: (one.home,) if one.home else (), {"land": "Land", "sea": "Sea", "air": "Air"}
    ),
)


def narrowed(**values: str) -> Narrowed[Animal]:
    """Narrow the animals."""
    return narrow(ANIMALS, DIMENSIONS, values, READER, PATH)


def values_of(href: str) -> dict[str, str]:
    """Return the parameters of a link."""
    return dict(parse_qsl(urlsplit(href).query))


@pytest.mark.parametrize(
    "values", [{}, {"colour": "black"}, {"home": "air"}, {"colour": "white", "home": "air"}, {"home": "unknown"}]
)
def test_every_number_is_that_of_the_list_the_link_leads_to(values: dict[str, str]) -> None:
    """Following any link that chooses gives as many entries as its count says, also under other filters."""
    for facet in narrowed(**values).facets:
        for one in facet.values:
            if not one.selected:
                assert len(narrowed(**values_of(one.href)).entries) == int(one.count)


def test_a_choice_narrows_and_the_same_link_takes_it_back() -> None:
    """The chosen value is marked; its link and its chip lead to the list without it."""
    found = narrowed(colour="black", home="air")
    assert [one.name for one in found.entries] == ["raven"]
    chosen = [(facet.name, one) for facet in found.facets for one in facet.values if one.selected]
    assert [(name, one.label) for name, one in chosen] == [("colour", "Black"), ("home", "Air")]
    assert [values_of(one.href) for _, one in chosen] == [{"home": "air"}, {"colour": "black"}]
    assert [one.text for one in found.chips] == ["Colour: Black", "Home: Air"]
    assert [values_of(one.href) for one in found.chips] == [{"home": "air"}, {"colour": "black"}]
    assert found.clear is not None
    assert found.clear.href == PATH


def test_values_come_in_the_order_of_their_names_and_what_is_not_known_last() -> None:
    """A value that nothing has is not offered; entries that say nothing can be chosen too."""
    home = narrowed(colour="black").facets[1]
    assert [(one.label, one.count) for one in home.values] == [("Land", "2"), ("Sea", "1"), ("Air", "1")]
    assert [one.label for one in narrowed().facets[1].values][-1] == "unknown"
    assert [one.name for one in narrowed(home="unknown").entries] == ["yeti"]


def test_other_parameters_are_kept_but_the_page_is_not() -> None:
    """A new choice begins at the first page and stays in the same order."""
    links = [one.href for facet in narrowed(sort="name", page="2").facets for one in facet.values]
    assert all(values_of(href)["sort"] == "name" and "page" not in values_of(href) for href in links)


def test_choices_without_a_common_entry_leave_an_empty_list() -> None:
    """Nothing is there, and every chip leads on."""
    found = narrowed(colour="white", home="unknown")
    assert (found.entries, len(found.chips)) == ((), 2)
    assert all(narrowed(**values_of(one.href)).entries for one in found.chips)


def test_a_value_that_nothing_could_have_is_not_there() -> None:
    """The error names the parameter and what is near."""
    with pytest.raises(UnknownNameError) as caught:
        narrowed(colour="blakc")
    assert (caught.value.kind, caught.value.near) == ("colour", ("black",))


def test_common_values_come_first() -> None:
    """By number, then by name."""
    names = {"air": "Air", "sea": "Sea", "land": "Land"}
    assert list(common_first(ANIMALS, lambda one: (one.home,), names)) == ["air", "land", "sea"]


def test_pages_show_every_entry_once() -> None:
    """The pager leads to the pages beside this one; what is no page is not there."""
    shown = [paged(ANIMALS, {"page": page, "home": "x"}, READER, PATH, size=4) for page in ("", "2")]
    assert shown[0].entries + shown[1].entries == ANIMALS
    first, second = (one.pager for one in shown)
    assert first is not None
    assert second is not None
    assert (first.previous, second.following) == (None, None)
    assert first.following is not None
    assert values_of(first.following.href) == {"page": "2", "home": "x"}
    assert paged(ANIMALS, {}, READER, PATH, size=6).pager is None
    for page in ("0", "3", "03", "-1", "x", "²"):
        with pytest.raises(UnknownNameError):
            paged(ANIMALS, {"page": page}, READER, PATH, size=4)


def test_the_number_of_entries_says_of_how_many() -> None:
    """Where a list is narrowed, the whole stands beside it."""
    assert counted(1, 1, READER) == "1 entry"
    assert counted(3, 3, READER) == "3 entries"
    assert counted(0, 20_000, READER) == "0 of 20,000 entries"
