"""The ledger of our identifiers, ``data/iris.txt``: what was once published, and what was withdrawn."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bochum_kg.errors import SourceError

__all__ = ["FILE", "Ledger", "parse", "read"]

#: Where it lies beside the data.
FILE: Final = "iris.txt"
_LINE: Final = re.compile(r"(?P<iri>\S+)(?P<withdrawn> # withdrawn(?:: (?P<successor>\S+))?)?")


@dataclass(frozen=True, slots=True)
class Ledger:
    """Living identifiers, and withdrawn ones with what took their place, where something did."""

    living: frozenset[str]
    withdrawn: Mapping[str, str | None]


def parse(lines: Iterable[str], *, file: str = FILE) -> Ledger:
    """Read the lines of a ledger.

    Raises:
        SourceError: a line is neither an identifier nor a withdrawn one.

    >>> parse(["urn:a", "urn:b # withdrawn: urn:a"]).withdrawn["urn:b"]
    'urn:a'
    """
    living: set[str] = set()
    withdrawn: dict[str, str | None] = {}
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        if match is None:
            problem = f"{line!r} is no identifier; write an IRI, with '# withdrawn' or '# withdrawn: IRI' behind it."
            raise SourceError(problem, file=file, line=number)
        if match["withdrawn"] is None:
            living.add(match["iri"])
        else:
            withdrawn[match["iri"]] = match["successor"]
    return Ledger(frozenset(living), MappingProxyType(withdrawn))


def read(folder: Path) -> Ledger:
    """Read the ledger of a folder of data; without one, nothing was published before.

    Raises:
        SourceError: as `parse`.
    """
    path = folder / FILE
    return parse(path.read_text(encoding="utf-8").splitlines(), file=str(path)) if path.is_file() else parse(())
