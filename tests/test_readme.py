"""What the README promises."""

import re
from collections.abc import Iterator

import pytest

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.resources import folder

README = (folder("README.md")).read_text(encoding="utf-8")


def table() -> list[list[str]]:
    """Return the rows of the first table."""
    lines = README.partition("| stated | publisher | date |\n|---|---|---|\n")[2].partition("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_the_question_on_the_first_screen_has_this_answer(bochum: Engine) -> None:
    """The query of the README, asked of the real data, gives the table of the README."""
    (query,) = re.findall(r"```sparql\n(.*?)```", README, re.DOTALL)
    rows = bochum.select(query)
    assert [[str(row[name]) for name in ("stated", "publisher", "date")] for row in rows] == table()


def numbers() -> Iterator[tuple[str, int]]:
    """Yield class and number for each count that the README gives."""
    words = {
        "pillars": "strat:Pillar",
        "competences": "strat:Competence",
        "goals": "strat:StrategicGoal",
        "focus areas": "strat:FocusArea",
        "commitments": "strat:Commitment",
        "core activities": "strat:CoreActivity",
        "milestones": "strat:Milestone",
        "unconfirmed candidates": "strat:CandidateActivity",
        "events": "strat:Event",
        "organisations": "org:Organization",
        "sources": "strat:Source",
    }
    for word, kind in words.items():
        (number,) = re.findall(rf"(\d+) {word}", README.partition("## What is in it")[2].partition("##")[0])
        yield kind, int(number)


@pytest.mark.parametrize(("kind", "number"), list(numbers()))
def test_the_counts_are_those_of_the_graph(bochum_release: Release, kind: str, number: int) -> None:
    """A count in the README is the count in the manifest."""
    assert bochum_release.manifest["counts"]["things"][kind] == number


def test_relations_count_participations_too(bochum_release: Release) -> None:
    """The README's 775 relations are relations and participations together."""
    things = bochum_release.manifest["counts"]["things"]
    assert things["strat:Relation"] + things["strat:Participation"] == 775
    assert "775 relations" in README


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_every_file_that_the_readme_names_is_there(link: str) -> None:
    """No link of the README leads nowhere."""
    assert folder(link).is_file()
