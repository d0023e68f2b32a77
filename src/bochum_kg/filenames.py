"""The names of the files of a release that several modules know, each written once."""

from typing import Final

__all__ = ["DOCUMENTATION", "NQUADS", "PACKED", "REPORT", "RULES"]

#: All statements with their graphs; its SHA-256 names the release.
NQUADS: Final = "strategie.nq"
#: The same, compressed with gzip.
PACKED: Final = f"{NQUADS}.gz"
#: The rules (SHACL).
RULES: Final = "shapes.ttl"
#: What the rules found.
REPORT: Final = "report.ttl"
#: The documentation of the ontology.
DOCUMENTATION: Final = "ontology.html"
