"""What can be a node of a network, with the attributes that measures and pictures need."""

from collections.abc import Mapping
from typing import Any, Final

from bochum_kg import queries
from bochum_kg.engine import Engine
from bochum_kg.namespaces import BOV

__all__ = ["ADMINISTRATION", "CIRCLE", "Attributes", "read_nodes", "slug"]

Attributes = dict[str, Any]

#: How the circle of an organisation's members is told from the organisation itself.
CIRCLE: Final = "#circle"
#: Kinds of organisation that make up the administration of a city, where their scope is that city.
ADMINISTRATION: Final = frozenset({"dienst", "kommune", "staedtische-einheit", "staedtisches-amt"})
_HERE: Final = "bochum"
#: Columns that hold one value a node, and those that may hold several.
_SINGLE: Final = {"de": "label_de", "en": "label_en", "kindDe": "kind_de", "kindEn": "kind_en"}
_SINGLE_SECTOR: Final = {"sectorDe": "sector_de", "sectorEn": "sector_en"}
_SEVERAL: Final = ("place", "field")


def slug(iri: str) -> str:
    """Return the last part of an IRI.

    >>> slug("https://example.org/vocab/art/universitaet")
    'universitaet'
    """
    return iri.rstrip("/").rpartition("/")[2]


def read_nodes(engine: Engine) -> Mapping[str, Attributes]:
    """Return the attributes of everything that can be a node, by IRI, sorted."""
    found: dict[str, Attributes] = {}
    for row in engine.select(queries.read("projections/nodes").text):
        cell = {key: str(value) for key, value in row.items()}
        node = found.setdefault(cell["node"], {"iri": cell["node"], "type": cell["type"], "place": (), "field": ()})
        node |= {target: cell[column] for column, target in (_SINGLE | _SINGLE_SECTOR).items() if column in cell}
        node |= {column: slug(cell[column]) for column in ("kind", "sector", "scope") if column in cell}
        for column in _SEVERAL:
            if column in cell:
                value = slug(cell[column]) if column == "field" else cell[column]
                node[column] = tuple(sorted({*node[column], value}))
    for iri, node in found.items():
        node["administration"] = node.get("kind") in ADMINISTRATION and node.get("scope") == _HERE
        if node["type"] == "field":
            node["field"] = (iri.removeprefix(f"{BOV}innovationsfeld/"),)
    return dict(sorted(found.items()))
