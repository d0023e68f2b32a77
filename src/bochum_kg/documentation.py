"""The ontology for people to read: one HTML page made by pyLODE, and a class diagram in each language."""

import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from typing import Final

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from bochum_kg.namespaces import LANGUAGES, PREFIXES, STRAT

__all__ = ["Documentation", "document"]

_KINDS: Final = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
_STATUS: Final = URIRef(PREFIXES["vs"] + "term_status")

#: The box of each class: column and row, from the top left.
_BOXES: Final = {
    "Formula": (1, 0),
    "FormulaTerm": (2, 0),
    "StrategicGoal": (3, 0),
    "Objective": (4, 0),
    "Vision": (0, 1),
    "Strategy": (1, 1),
    "Pillar": (2, 1),
    "Competence": (3, 1),
    "FocusArea": (4, 1),
    "Indicator": (0, 2),
    "IndicatorValue": (1, 2),
    "Tranche": (2, 2),
    "Assignment": (3, 2),
    "Commitment": (4, 2),
    "InnovationCluster": (0, 3),
    "org:Organization": (1, 3),
    "Participation": (2, 3),
    "CoreActivity": (3, 3),
    "Milestone": (4, 3),
    "Relation": (1, 4),
    "Event": (2, 4),
    "FundingContribution": (3, 4),
    "StatusReport": (4, 4),
    "Source": (0, 5),
    "Statement": (1, 5),
    "Evidence": (2, 5),
    "FundingProgramme": (3, 5),
    "CandidateActivity": (4, 5),
}
#: Which class leads to which by which property. The core has neither domains nor ranges, so this is drawn by hand.
_LINKS: Final = (
    ("Strategy", "formula", "Formula"),
    ("Formula", "term", "FormulaTerm"),
    ("FormulaTerm", "denotes", "Pillar"),
    ("Strategy", "vision", "Vision"),
    ("Pillar", "partOfStrategy", "Strategy"),
    ("Strategy", "indicator", "Indicator"),
    ("Tranche", "partOfStrategy", "Strategy"),
    ("Indicator", "indicatorValue", "IndicatorValue"),
    ("Competence", "pillar", "Pillar"),
    ("Competence", "goal", "StrategicGoal"),
    ("Competence", "focusArea", "FocusArea"),
    ("StrategicGoal", "objective", "Objective"),
    ("FocusArea", "commitment", "Commitment"),
    ("CoreActivity", "assignment", "Assignment"),
    ("Assignment", "assignedTo", "Competence"),
    ("Assignment", "assignedTo", "FocusArea"),
    ("Assignment", "assignedTo", "Tranche"),
    ("CoreActivity", "milestone", "Milestone"),
    ("CoreActivity", "statusReport", "StatusReport"),
    ("CoreActivity", "funding", "FundingContribution"),
    ("CoreActivity", "participation", "Participation"),
    ("FundingContribution", "fundingProgramme", "FundingProgramme"),
    ("Participation", "organisation", "org:Organization"),
    ("Relation", "subject", "org:Organization"),
    ("Event", "involves", "CoreActivity"),
    ("Statement", "dct:source", "Source"),
    ("Statement", "evidence", "Evidence"),
)
_SPECIALISATIONS: Final = (("Participation", "Relation"), ("InnovationCluster", "org:Organization"))

_WIDTH, _HEIGHT, _COLUMN, _ROW, _MARGIN = 190, 50, 320, 122, 16
_FONT: Final = 'font-family="system-ui, sans-serif" text-anchor="middle"'
_INK, _SOFT, _PAPER = "#1b1f24", "#57606a", "#ffffff"

#: What the diagram says besides the labels of the ontology.
_WORDS: Final = {
    "de": {
        "title": "Klassendiagramm der Ontologie der Stadtstrategie",
        "description": (
            "Kästen sind Klassen, gestrichelte noch instabil. Pfeile sind Eigenschaften; Pfeile mit leerer Spitze"
            " führen zur allgemeineren Klasse. Jede Sache kann Aussagen tragen, jede Angabe nennt ihre Quellen."
        ),
        "org:Organization": "Organisation",
        "dct:source": "hat Quelle",
    },
    "en": {
        "title": "Class diagram of the City Strategy Ontology",
        "description": (
            "Boxes are classes, dashed ones still unstable. Arrows are properties; arrows with a hollow head lead to"
            " the more general class. Every thing may bear statements, every assertion names its sources."
        ),
        "org:Organization": "Organisation",
        "dct:source": "has source",
    },
}

#: Where the diagrams go in pyLODE's page: before its list of classes.
_CLASSES: Final = '<div class="section" id="classes">'
#: What pyLODE adds and nobody needs: a second copy of the header as data, in an order of chance, and empty tooltips.
_SURPLUS: Final = re.compile(r'<script\b.*?</script>| title="None. Defined in None"', re.DOTALL)
#: Amends pyLODE's own style: narrow screens, wrapped examples, diagrams.
_STYLE: Final = """<style>
:root { color-scheme: light; }
pre { white-space: pre-wrap; font-family: inherit; margin: 0; }
a, code { overflow-wrap: anywhere; }
figure { margin: 1em 0; overflow-x: auto; }
figure svg { min-width: 54em; max-width: 100%; height: auto; }
#content { width: calc(100% - 220px); }
@media (max-width: 60em) {
  body { padding: 1em; }
  #toc { position: static; width: auto; height: auto; }
  #content { width: auto; }
  #pylode { display: none; }
}
</style>"""


@dataclass(frozen=True)
class Documentation:
    """The page, and the diagram (SVG) by language."""

    html: str
    diagrams: Mapping[str, str]


def document(ontology: Graph) -> Documentation:
    """Write the documentation of the ontology; the same graph gives the same bytes, and nothing is fetched.

    Args:
        ontology: the terms with their header. Alignments may be in it: of these, what they say on our terms is shown.

    >>> graph = Graph().parse(data='''
    ...     @prefix : <https://w3id.org/stadtstrategie/def/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    ...     @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    ...     <https://w3id.org/stadtstrategie/def/> a owl:Ontology ; <http://purl.org/dc/terms/title> "Strategy"@en .
    ...     :Goal a owl:Class ; rdfs:label "Ziel"@de, "Goal"@en .''')
    >>> 'id="Goal"' in document(graph).html
    True
    """
    diagrams = {language: _diagram(ontology, language) for language in LANGUAGES}
    page = _page(_bilingual(ontology))
    figures = "".join(f'<figure lang="{language}">\n{svg}</figure>\n' for language, svg in diagrams.items())
    page = page.replace("<html>", '<html lang="en">', 1).replace(_CLASSES, figures + _CLASSES, 1)
    viewport = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    return Documentation(page.replace("</head>", f"{viewport}\n{_STYLE}\n</head>", 1), diagrams)


def _page(ontology: Graph) -> str:
    """Let pyLODE write the page, with the name of each term as its anchor."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    from pylode.profiles.ontpub import OntPub  # type: ignore[import-untyped]  # published without types

    root.handlers[:] = handlers  # importing pyLODE turns the root logger to DEBUG
    root.setLevel(level)

    def write() -> str:
        publication = OntPub(ontology)
        publication.fids.update({str(term): _local(term) for term in _terms(ontology)})
        return _SURPLUS.sub("", publication.make_html())

    with warnings.catch_warnings(), ThreadPoolExecutor(1) as thread:
        warnings.simplefilter("ignore", ResourceWarning)  # pyLODE leaves its style sheet open
        # Dominate asks for the event loop of its thread, which the main thread would make and never close.
        return thread.submit(write).result()


def _terms(ontology: Graph) -> list[URIRef]:
    """List our classes and properties: by kind, then by name."""
    found = (
        (index, _local(term).lower(), term)
        for index, kind in enumerate(_KINDS)
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term.startswith(STRAT)
    )
    return [term for _, _, term in sorted(found)]


def _local(term: URIRef) -> str:
    return term.removeprefix(STRAT)


def _bilingual(ontology: Graph) -> Graph:
    """Rewrite the ontology so that pyLODE shows each label once and each text per language, in a fixed order."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    header = URIRef(STRAT)
    agents = {*ontology.objects(header, DCTERMS.creator), *ontology.objects(header, DCTERMS.publisher)}
    for subject in (header, *sorted(agents, key=str), *_terms(ontology)):
        for predicate in sorted(set(ontology.predicates(subject)) - {OWL.versionIRI}, key=str):
            for value in _shown(ontology, subject, predicate):
                graph.add((subject, predicate, value))
    return graph


def _shown(ontology: Graph, subject: Node, predicate: Node) -> Iterable[Node]:
    values = sorted(ontology.objects(subject, predicate), key=_rank)
    if predicate in {RDFS.label, DCTERMS.title}:
        return [Literal(" · ".join(dict.fromkeys(map(str, values))))]
    if predicate == SKOS.example:
        return [Literal(text) for text in dict.fromkeys(map(str, values))]
    return [_marked(value) if isinstance(value, Literal) and value.language else value for value in values]


def _rank(value: Node) -> tuple[int, str]:
    language = value.language if isinstance(value, Literal) else None
    return (LANGUAGES.index(language) if language in LANGUAGES else len(LANGUAGES), str(value))


def _marked(text: Literal) -> Literal:
    """Mark the language of a text; pyLODE takes it as Markdown, which leaves HTML as it is."""
    return Literal(f'<span lang="{text.language}">{escape(text, quote=False)}</span>')


def _diagram(ontology: Graph, language: str) -> str:
    words = _WORDS[language]
    columns, rows = (1 + max(box[axis] for box in _BOXES.values()) for axis in (0, 1))
    width = 2 * _MARGIN + (columns - 1) * _COLUMN + _WIDTH
    height = 2 * _MARGIN + (rows - 1) * _ROW + _HEIGHT
    named_by = f'aria-labelledby="diagram-title-{language} diagram-text-{language}"'
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" lang="{language}" {named_by} {_FONT}>',
        f'<title id="diagram-title-{language}">{escape(words["title"])}</title>',
        f'<desc id="diagram-text-{language}">{escape(words["description"])}</desc>',
        *_heads(language),
        f'<rect width="{width}" height="{height}" rx="8" fill="{_PAPER}"/>',
        *_lines(language),
        *_captions(ontology, language),
        *(part for name in _BOXES for part in _box(ontology, name, language)),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _heads(language: str) -> Iterator[str]:
    shape = 'viewBox="0 0 10 10" refX="10" refY="5" markerWidth="9" markerHeight="9" orient="auto"'
    yield f'<marker id="property-{language}" {shape}><path d="M0 0L10 5L0 10z" fill="{_SOFT}"/></marker>'
    yield (
        f'<marker id="special-{language}" {shape}><path d="M1 1L9 5L1 9z" fill="{_PAPER}" stroke="{_SOFT}"/></marker>'
    )


def _lines(language: str) -> Iterator[str]:
    links = [(start, end, "property") for start, _, end in _LINKS]
    for start, end, head in links + [(*pair, "special") for pair in _SPECIALISATIONS]:
        (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
        yield f'<path d="M{x1} {y1}L{x2} {y2}" stroke="{_SOFT}" marker-end="url(#{head}-{language})"/>'


def _captions(ontology: Graph, language: str) -> Iterator[str]:
    for start, name, end in _LINKS:
        (x1, y1), (x2, y2) = _edge(start, end), _edge(end, start)
        x, y = (x1 + x2) // 2, (y1 + y2) // 2
        first, _, rest = _label(ontology, name, language).partition(" ")
        lines = [(y - 5, first), (y + 14, rest)] if rest and y1 == y2 else [(y + 4, f"{first} {rest}".strip())]
        for baseline, line in lines:
            halo = f'stroke="{_PAPER}" stroke-width="4" paint-order="stroke"'
            yield f'<text x="{x}" y="{baseline}" font-size="12" fill="{_SOFT}" {halo}>{escape(line)}</text>'


def _box(ontology: Graph, name: str, language: str) -> Iterator[str]:
    x, y = _corner(name)
    term = STRAT[name]
    unstable = str(ontology.value(term, _STATUS)) == "unstable"
    dashes = ' stroke-dasharray="5 4"' if unstable else ""
    yield (f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6" fill="#f3f6fa" stroke="{_INK}"{dashes}/>')
    centre = x + _WIDTH // 2
    label = escape(_label(ontology, name, language))
    yield f'<text x="{centre}" y="{y + 22}" font-size="14" font-weight="600" fill="{_INK}">{label}</text>'
    qualified = name if ":" in name else f"strat:{name}"
    yield f'<text x="{centre}" y="{y + 40}" font-size="11" fill="{_SOFT}">{qualified}</text>'


def _label(ontology: Graph, name: str, language: str) -> str:
    """Return the label in that language; our own word for a borrowed term, the name itself where there is none."""
    labels = (o for o in ontology.objects(STRAT[name], RDFS.label) if isinstance(o, Literal) and o.language == language)
    return str(next(labels, _WORDS[language].get(name, name)))


def _corner(name: str) -> tuple[int, int]:
    column, row = _BOXES[name]
    return _MARGIN + column * _COLUMN, _MARGIN + row * _ROW


def _edge(name: str, other: str) -> tuple[int, int]:
    """Return the point of a box that faces another box: the middle of a side, or a corner."""
    (x, y), (column, row), (other_column, other_row) = _corner(name), _BOXES[name], _BOXES[other]
    sideways = (other_column > column) - (other_column < column)
    down = (other_row > row) - (other_row < row)
    return x + _WIDTH * (1 + sideways) // 2, y + _HEIGHT * (1 + down) // 2
