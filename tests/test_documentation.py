"""The documentation of the ontology: complete, self-contained and the same every time."""

import re
import socket
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from rdflib import OWL, RDF, RDFS, Graph, Literal

from bochum_kg.documentation import Documentation, document
from bochum_kg.namespaces import LANGUAGES, STRAT
from bochum_kg.resources import folder

ROOT = Path(__file__).parents[1]
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
SVG = "{http://www.w3.org/2000/svg}"
PRINT_DIGEST = """
import hashlib, pathlib, sys
from rdflib import Graph
from bochum_kg.documentation import document
graph = Graph()
for path in sys.argv[1:]:
    graph.parse(path)
written = document(graph)
print(hashlib.sha256((written.html + "".join(written.diagrams.values())).encode()).hexdigest())
"""


def ontology_files() -> list[Path]:
    """List the files of the ontology with its alignments."""
    return [*sorted(folder("ontology").glob("*.ttl")), *sorted(folder("ontology").glob("alignments/*.ttl"))]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """Read the ontology with its alignments."""
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


@pytest.fixture(scope="module")
def documentation(ontology: Graph) -> Documentation:
    """Write the documentation while no connection can be opened."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        return document(ontology)


def _refuse(*_: object) -> None:
    pytest.fail("the documentation opened a connection")


def _drawing(documentation: Documentation, language: str) -> ET.Element:
    return ET.fromstring(documentation.diagrams[language])  # noqa: S314  # what our own function wrote


class _Page(HTMLParser):
    """What a page names, links to and loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.anchors += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.loads += [given[name] for name in ("src", "srcset", "data", "poster", "xlink:href") if name in given]
        self.loads += [given["href"]] if tag != "a" and "href" in given else []


def test_every_term_has_an_anchor(documentation: Documentation, ontology: Graph) -> None:
    """Check 40: each class and property is found in the page under its own name, once."""
    terms = {term for kind in KINDS for term in ontology.subjects(RDF.type, kind) if str(term).startswith(STRAT)}
    anchors = _Page(documentation.html).anchors
    missing = [term for term in terms if anchors.count(str(term).removeprefix(STRAT)) != 1]
    assert missing == []


def test_every_label_and_definition_is_shown_in_both_languages(documentation: Documentation) -> None:
    """German and English readers find the same term under their own word, and texts say their language."""
    assert "<h3>Kernaktivität · Core activity" in documentation.html
    assert '<span lang="de">Vorhaben, Dienst, Programm oder Ort' in documentation.html
    assert '<span lang="en">Undertaking, service, programme or place' in documentation.html


def test_the_page_loads_nothing_from_elsewhere(documentation: Documentation) -> None:
    """No script, no frame, no style sheet, image or font with an address; icons are inside the page."""
    page = _Page(documentation.html)
    assert not page.tags & {"script", "iframe", "object", "embed", "img"}
    assert [address for address in page.loads if not address.startswith("data:")] == []
    assert re.findall(r"@import|url\((?!#)", documentation.html) == []


def test_every_link_inside_the_page_leads_somewhere(documentation: Documentation) -> None:
    """A link to a place in the page has that place."""
    page = _Page(documentation.html)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.anchors)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagram_shows_every_class_with_its_label(
    documentation: Documentation, ontology: Graph, language: str
) -> None:
    """No class is left out of the diagram, and each bears its label in the language of the diagram."""
    texts = {text.text for text in _drawing(documentation, language).iter(f"{SVG}text")}
    for term in ontology.subjects(RDF.type, OWL.Class):
        if str(term).startswith(STRAT):
            labels = {
                str(label)
                for label in ontology.objects(term, RDFS.label)
                if isinstance(label, Literal) and label.language == language
            }
            assert labels <= texts
            assert f"strat:{str(term).removeprefix(STRAT)}" in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagram_can_be_read_without_seeing_it(documentation: Documentation, language: str) -> None:
    """The diagram is an image with a title and a description, which it names as its label."""
    root = _drawing(documentation, language)
    named = [root.find(f"{SVG}title"), root.find(f"{SVG}desc")]
    assert root.get("role") == "img"
    assert root.get("lang") == language
    assert [element.get("id") for element in named if element is not None and element.text] == (
        root.get("aria-labelledby", "").split()
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_diagram_names_every_arrow_by_a_label_of_the_ontology(
    documentation: Documentation, ontology: Graph, language: str
) -> None:
    """No caption is a bare property name, which would mean that the ontology no longer has that property."""
    labels = {str(label) for label in ontology.objects(None, RDFS.label)} | {"hat Quelle", "has source"}
    root = _drawing(documentation, language)
    captions = [str(text.text) for text in root.iter(f"{SVG}text") if text.get("paint-order") == "stroke"]
    assert len(captions) > 25
    assert [caption for caption in captions if not any(caption in label for label in labels)] == []


def test_boxes_of_a_diagram_do_not_overlap(documentation: Documentation) -> None:
    """Each class has a place of its own inside the drawing."""
    root = _drawing(documentation, "de")
    corners = [(int(box.get("x", -1)), int(box.get("y", -1))) for box in root.iter(f"{SVG}rect") if box.get("x")]
    assert len(corners) == len(set(corners))
    assert all(0 <= x < int(root.get("width", 0)) and 0 <= y < int(root.get("height", 0)) for x, y in corners)


def test_two_runs_give_the_same_bytes() -> None:
    """Another hash seed and another order of files give the same page and the same diagrams."""
    files = [str(path) for path in ontology_files()]
    runs = [
        subprocess.run(  # the interpreter that runs this test, on the files of this repository
            [sys.executable, "-c", PRINT_DIGEST, *order],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[1] / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, order in (("1", files), ("2", files[::-1]))
    ]
    assert runs[0] == runs[1]


def test_no_event_loop_is_left_open() -> None:
    """Whoever runs an event loop afterwards finds none that was never closed."""
    program = f"import asyncio, gc\n{PRINT_DIGEST}\nasyncio.run(asyncio.sleep(0))\ngc.collect()"
    command = [sys.executable, "-W", "always::ResourceWarning", "-c", program, *map(str, ontology_files())]
    assert "event loop" not in subprocess.run(command, capture_output=True, text=True, check=True).stderr


def test_the_tests_that_the_table_of_pages_names_exist() -> None:
    """Each row of ``docs/pages.md`` is shown by a test that is there, or says why it is left out."""
    table = (ROOT / "docs" / "pages.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if re.match(r"\| [A-D]\d+ ", line)]
    assert len(rows) > 60
    for row in rows:
        file, _, name = row[3].strip("`").partition("::") if len(row) > 3 else ("", "", "")
        shown = file and f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert shown or (not file and row[2].startswith("no: ")), row
