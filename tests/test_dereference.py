"""Every IRI of ours in the real release leads to a page, to Turtle and to JSON-LD, and these two are one graph."""

from collections import Counter

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.formats import HTML, JSON_LD, TURTLE, Format
from bochum_kg.namespaces import BASES
from bochum_kg.settings import Settings
from bochum_kg.web import urls
from bochum_kg.web.pages.site import Site, Wish
from bochum_kg.web.views import Reader
from serving import running

_FORMATS = {TURTLE: RdfFormat.TURTLE, JSON_LD: RdfFormat.JSON_LD}


@pytest.fixture(scope="module")
def ours(bochum_release: Release) -> list[str]:
    """The IRIs of ours anywhere in the release: subjects, properties, objects, names of graphs."""
    quads = parse(path=str(bochum_release.nquads), format=RdfFormat.N_QUADS)
    nodes = (node for quad in quads for node in (quad.subject, quad.predicate, quad.object, quad.graph_name))
    return sorted({node.value for node in nodes if isinstance(node, NamedNode) and node.value.startswith(tuple(BASES))})


def test_every_iri_has_a_page_and_its_turtle_is_its_json_ld(
    ours: list[str], bochum_release: Release, bochum: Engine
) -> None:
    """All of them: a page with a heading, and two graphs that are the same and not empty."""
    site = Site(bochum_release, bochum, Settings())
    wrong: list[str] = []
    for iri in ours:
        graphs = [
            {quad.triple for quad in parse(site.make(_wish(iri, form)).body, format=known)}
            for form, known in _FORMATS.items()
        ]
        page = site.make(_wish(iri, HTML)).body
        if graphs[0] != graphs[1] or not graphs[0] or b"<h1" not in page:
            wrong.append(iri)
    assert not wrong
    assert len(ours) > 3000


def _wish(iri: str, form: Format) -> Wish:
    return Wish("thing", iri, form, Reader("de"))


def test_names_of_every_kind_dereference_over_http(ours: list[str], bochum_release: Release, bochum: Engine) -> None:
    """One name of each folder, through the real server, in each format: at most two steps to a document."""
    folders = {path.rpartition("/")[0]: path for iri in ours if (path := urls.local(iri))}
    statuses: Counter[int] = Counter()
    with running(bochum_release, bochum) as service:
        for path in sorted(folders.values())[::7]:
            for form in urls.OFFERED:
                reply = service.get(path, Accept=form.media_type)
                assert reply.status == 303, path
                reply = service.get(reply.headers["location"], Accept=form.media_type)
                assert (reply.status, reply.media_type) == (200, form.media_type), path
                statuses[reply.status] += 1
    assert statuses[200] > 100
