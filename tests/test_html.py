"""The HTML of each type of page, read by html-validate, which knows the HTML standard and works without a network."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import pytest

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.namespaces import LANGUAGES
from bochum_kg.web.topics import TOPICS
from serving import Service, running
from test_pages import BROWSER, HOUSE, PAGES

FRONTEND = Path(__file__).parents[1] / "frontend"
VALIDATOR = FRONTEND / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
#: All rules that it recommends, but for those of style or of other sites.
RULES: Final = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document"],
    "rules": {
        "aria-label-misuse": ["error", {"allowAnyNamable": True}],  # a list may have a name (WAI-ARIA 1.2 §5.2.8.6)
        "doctype-style": ["error", {"style": "lowercase"}],  # both are valid
        "long-title": "off",  # things are called what they are called
        "require-sri": "off",  # scripts and styles come from the service itself, and its policy allows no others
    },
}


def _asking(query: str) -> str:
    return f"/sparql?{urlencode({'query': query})}"


#: An address of each type of page; what must not be found is an error page.
ADDRESSES: Final = (
    *PAGES,
    _asking("SELECT * { ?s ?p ?o } LIMIT 20"),
    _asking("ASK { ?s ?p ?o }"),
    _asking("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 20"),
    _asking("SELECT * { nothing"),
    f"/sparql/code?{urlencode({'query': 'SELECT * { ?s ?p ?o }'})}",
    "/search?q=Buergerhuas",
    "/search?q=qqqqqq",
    *(path for path in TOPICS if path not in PAGES),
    "/doc/organisation/?kind=nothing",
    "/doc/kernaktivitaet/nichts",
    "/nowhere",
    f"{HOUSE}?by=urn:nothing",
)


@pytest.fixture(scope="module")
def service(city_release: Release, city: Engine) -> Iterator[Service]:
    """The small city, served."""
    with running(city_release, city) as service:
        yield service


def _validated(files: Mapping[str, str], folder: Path) -> list[str]:
    """Return what html-validate finds in pages, each with the address of its page."""
    node = shutil.which("node")
    assert node, "node is missing; 'make test' installs it, or install Node.js 22 or newer"
    assert VALIDATOR.is_file(), "html-validate is missing; install it with 'npm ci' in frontend/."
    names = {f"{number}.html": address for number, address in enumerate(files)}
    for name, address in names.items():
        (folder / name).write_text(files[address], encoding="utf-8")
    (folder / "rules.json").write_text(json.dumps(RULES), encoding="utf-8")
    command = [node, str(VALIDATOR), "--config", "rules.json", "--formatter", "json=found.json", *names]
    run = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, timeout=300)
    assert run.returncode in {0, 1}, run.stderr
    found = json.loads((folder / "found.json").read_text(encoding="utf-8"))
    return [
        f"{names[Path(page['filePath']).name]}: {one['line']}: {one['ruleId']}: {one['message']}"
        for page in found
        for one in page["messages"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_of_page_is_valid_html(service: Service, language: str, tmp_path: Path) -> None:
    """Elements stand where they may, attributes have values that exist, references lead to something."""
    replies = {path: service.get(path, Accept=BROWSER, Accept_Language=language) for path in ADDRESSES}
    assert {path for path, reply in replies.items() if reply.media_type != "text/html"} == set()
    assert sorted(_validated({path: reply.text for path, reply in replies.items()}, tmp_path)) == []


def test_a_mistake_is_found(tmp_path: Path) -> None:
    """A block inside a paragraph ends it, and leaves an end without a start."""
    page = '<!doctype html>\n<html lang="de"><head><title>x</title></head>'
    body = "<body><p><details><summary>y</summary></details></p></body></html>"
    rules = [one.split(": ")[2] for one in _validated({"/x": page + body}, tmp_path)]
    assert rules == ["no-implicit-close", "close-order"]
