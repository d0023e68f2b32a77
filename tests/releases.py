"""Three releases of the small city in a row, built and kept as the command does it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from bochum_kg.build import Release, build
from bochum_kg.history import keep
from bochum_kg.sources import read
from bochum_kg.validate import validate

__all__ = ["CITY", "FORMER", "HOUSE", "NEW", "Releases", "three_releases"]

CITY = Path(__file__).parent / "city" / "data"
#: A place that only the first release has, and one that it has not.
FORMER = "ort/alter-markt"
NEW = "ort/neuer-markt"
#: An activity that has another English name from the second release on, and another milestone from the third.
HOUSE = "kernaktivitaet/buergerhaus"


@dataclass(frozen=True)
class Releases:
    """Three releases, oldest first, and the archive that keeps them; the last two have data of the same day."""

    archive: Path
    all: tuple[Release, ...]

    @property
    def current(self) -> Release:
        """Return the last one."""
        return self.all[-1]


def three_releases(folder: Path) -> Releases:
    """Build the small city three times, with changes."""
    data = folder / "data"
    shutil.copytree(CITY, data)
    places = (data / "orte.yaml").read_text(encoding="utf-8")
    changes = (
        {"orte.yaml": (places, places + _place(FORMER, "Alter Markt", "Old market"))},
        {
            "orte.yaml": (_place(FORMER, "Alter Markt", "Old market"), _place(NEW, "Neuer Markt", "New market")),
            "kernaktivitaeten.yaml": ("en: Community house on the market", "en: House on the market"),
            "datensatz.yaml": ("modified: 2026-06-30", "modified: 2026-07-31"),
        },
        {"kernaktivitaeten.yaml": ("date: 2019-06-20", "date: 2019-06-21")},
    )
    built = []
    for number, change in enumerate(changes):
        for name, (old, new) in change.items():
            text = (data / name).read_text(encoding="utf-8")
            assert old in text
            (data / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        sources = read(folder=data)
        release = build(sources, folder / f"release-{number}", report=validate(sources, engine="shacl"))
        assert keep(release, folder / "archive")
        built.append(release)
    return Releases(folder / "archive", tuple(built))


def _place(iri: str, german: str, english: str) -> str:
    return f"""\
- id: {iri}
  type: dct:Location
  name: {{de: {german}, en: {english}}}
  summary: {{de: Ein Platz., en: A square.}}
  placeKind: vocab:ortsart/gebaeude
  source: quelle/ms-strategie
"""
