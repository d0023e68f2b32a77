"""The page about the network of institutions: what the build computed, under filters, in both languages."""

import json
import re
from collections.abc import Iterator
from html import unescape

import pytest

from bochum_kg.analysis import Source, core_numbers, newman_projection, project
from bochum_kg.analysis.choosing import Options
from bochum_kg.analysis.publishing import network_files
from bochum_kg.analysis.report import report
from bochum_kg.analysis.request import Request
from bochum_kg.build import Release
from bochum_kg.engine import Engine
from bochum_kg.errors import UnknownNameError
from bochum_kg.formats import HTML
from bochum_kg.namespaces import BO
from bochum_kg.settings import Settings
from bochum_kg.web.pages.site import Site, Wish
from bochum_kg.web.views import Reader
from bochum_kg.web.views.analysis import Networks, analysis, read_networks
from serving import Service, running

VARIANTS = {
    "all": Options(),
    "stated": Options(without_inferred=True),
    "without-city": Options(without_administration=True),
    "without-city-stated": Options(without_administration=True, without_inferred=True),
}


@pytest.fixture(scope="module")
def service(bochum_release: Release, bochum: Engine) -> Iterator[Service]:
    """The real data, served."""
    with running(bochum_release, bochum) as service:
        yield service


@pytest.fixture(scope="module")
def networks(bochum_release: Release) -> Networks:
    """What the release says about networks."""
    return read_networks((bochum_release.folder / "network.json").read_bytes())


def text_of(page: str) -> str:
    """Return what a page says, without markup."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


class TestRelease:
    """The files that a build adds."""

    @pytest.mark.parametrize("variant", VARIANTS)
    def test_the_ties_and_measures_are_those_of_the_projection(
        self, networks: Networks, bochum: Engine, bochum_release: Release, variant: str
    ) -> None:
        """Each variant equals the network that the same options give in Python."""
        network = project(Source(bochum, bochum_release.id), "inst-joint", VARIANTS[variant])
        graph = newman_projection(network.graph, network.first)
        found, nodes = networks.content["networks"][variant], networks.content["nodes"]
        ties = {frozenset((nodes[a]["id"], nodes[b]["id"])): weight for a, b, weight, _ in found["ties"]}
        assert ties == {frozenset((a, b)): round(data["weight"], 4) for a, b, data in graph.edges(data=True)}
        measures = {nodes[int(number)]["id"]: one for number, one in found["measures"].items()}
        assert set(measures) == {node for node in graph if graph.degree[node]}
        cores = core_numbers(graph)
        for node, one in measures.items():
            assert (one["partners"], one["core"]) == (graph.degree[node], cores[node])
            assert one["undertakings"] == network.graph.degree[node]
            assert one["best"] <= one["rank"] <= one["worst"]

    def test_the_report_is_what_its_own_command_writes(self, bochum_release: Release, bochum: Engine) -> None:
        """With the draws and the seed that it names."""
        for language in ("de", "en"):
            kept = (bochum_release.folder / f"analysis-{language}.html").read_bytes()
            assert b"bochum-kg analyse report --draws 200 --seed 0" in kept
            request = Request("report", language=language, draws=200)
            assert report(Source(bochum, bochum_release.id), request)["report.html"] == kept

    def test_a_release_without_ties_has_no_files_of_networks(self) -> None:
        """And its page says so instead of showing an empty picture."""
        assert network_files(b"", "nothing") == {}
        view = analysis(None, {}, Reader("en"))
        assert view.network is None

    def test_a_small_network_has_no_ranks(self, city_release: Release) -> None:
        """What few institutions cannot carry is not written."""
        found = read_networks((city_release.folder / "network.json").read_bytes())
        assert not found.content["networks"]["all"]["ranked"]
        assert not any("rank" in one for one in found.content["networks"]["all"]["measures"].values())


class TestPage:
    """What readers see."""

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_every_number_of_the_sentence_is_in_the_table(
        self, service: Service, networks: Networks, language: str
    ) -> None:
        """As many rows as institutions, as many marks as rows, as many lines as ties."""
        page = service.get(f"/analysis?lang={language}").body.decode()
        nodes, ties = len(networks.content["nodes"]), len(networks.content["networks"]["all"]["ties"])
        assert len(re.findall("<tr data-node=", page)) == nodes
        drawing = page[page.index('<svg class="drawing"') : page.index("<figcaption")]
        assert (drawing.count("<path "), drawing.count("<line ")) == (nodes, ties)
        said = {"de": f"{nodes} von {nodes} Institutionen", "en": f"{nodes} of {nodes} institutions"}
        assert said[language] in text_of(page)
        assert str(ties) in text_of(page)

    def test_filters_leave_those_that_fit_and_the_ties_between_them(self, service: Service, networks: Networks) -> None:
        """A sector together with stated ties only."""
        page = service.get("/analysis?sector=bereich-wissenschaft&basis=stated&lang=en").body.decode()
        shown = {int(number) for number in re.findall(r'<tr data-node="(\d+)"', page)}
        nodes, variant = networks.content["nodes"], networks.content["networks"]["stated"]
        assert shown == {
            int(one)
            for one in variant["measures"]
            if nodes[int(one)].get("sector", {}).get("id") == "bereich-wissenschaft"
        }
        assert page.count("<line ") == sum(a in shown and b in shown for a, b, *_ in variant["ties"])
        assert "Remove all filters" in page

    def test_the_city_can_be_left_out(self, service: Service) -> None:
        """Then no row names an office of it."""
        page = service.get("/analysis?city=without&lang=de").body.decode()
        rows = re.findall(r"<tr data-node=.*?</tr>", page, re.DOTALL)
        assert rows
        assert not any("Städtisches Amt" in row for row in rows)

    @pytest.mark.parametrize("measure", ["undertakings", "partners", "strength", "betweenness", "core", "name"])
    def test_the_table_is_sorted_by_the_link_of_a_column(self, networks: Networks, measure: str) -> None:
        """Highest first, names from A on; the column says so."""
        view = analysis(networks, {"sort": measure}, Reader("en"))
        assert view.network is not None
        assert [one.sorted for one in view.network.columns].count(True) == 1
        measures = networks.content["networks"]["all"]["measures"]
        if measure != "name":
            column = [measures[str(row.number)][measure] for row in view.network.rows]
            assert column == sorted(column, reverse=True)
        else:
            assert view.network.rows[0].name.text <= view.network.rows[-1].name.text

    @pytest.mark.parametrize(
        ("name", "value"),
        [("sector", "x"), ("kind", "x"), ("field", "x"), ("sort", "x"), ("city", "with"), ("basis", "all")],
    )
    def test_a_value_that_there_is_not_is_answered_with_near_ones(
        self, service: Service, networks: Networks, name: str, value: str
    ) -> None:
        """404, never a failure."""
        assert service.get(f"/analysis?{name}={value}").status == 404
        with pytest.raises(UnknownNameError):
            analysis(networks, {name: value}, Reader("en"))

    @pytest.mark.parametrize("query", ["year=abc", "min=-1", "field=it-sicherheit&year=2020"])
    def test_a_parameter_that_there_is_not_is_refused(self, service: Service, query: str) -> None:
        """404 with a link to the page without it, never the network as if it were narrowed down."""
        reply = service.get(f"/analysis?{query}&lang=en", Accept="text/html")
        assert reply.status == 404
        link = "/analysis?lang=en&amp;field=it-sicherheit" if "field" in query else "/analysis?lang=en"
        assert f'href="{link}"' in reply.text
        assert service.get(unescape(link)).status == 200

    @pytest.mark.parametrize("query", ["field=it-sicherheit", "field=foo", "year=2020"])
    def test_the_report_on_the_city_is_no_answer_to_another_question(self, service: Service, query: str) -> None:
        """404 with links to the report and to the page that names the command of each field's report."""
        reply = service.get(f"/analysis/report?{query}&lang=de", Accept="text/html")
        assert reply.status == 404
        for link in ("/analysis/report?lang=de", "/analysis?lang=de"):
            assert f'href="{link}"' in reply.text
            assert service.get(link).status == 200

    def test_every_field_leads_to_its_network_and_names_the_command_of_its_report(
        self, service: Service, networks: Networks
    ) -> None:
        """Where it has members in the network; each link answers."""
        page = service.get("/analysis?lang=en").body.decode()
        for slug in networks.content["fields"]:
            assert f"bochum-kg analyse report --field {slug} --lang en" in page
        links = {unescape(link) for link in re.findall(r'<th scope="row"><a href="(/analysis\?[^"]+)"', page)}
        assert len(links) > 5
        assert {service.get(link).status for link in links} == {200}

    def test_the_report_is_served_with_links_of_the_site(self, service: Service) -> None:
        """In the language asked for, with a way back and styles of its own, and nothing from elsewhere."""
        for language, word in (("de", "Clusterbericht"), ("en", "Cluster report")):
            reply = service.get(f"/analysis/report?lang={language}")
            page = reply.body.decode()
            assert reply.headers["content-language"] == language
            assert word in page
            assert f'href="/analysis?lang={language}"' in page
            assert "style-src 'unsafe-inline'" in reply.headers["content-security-policy"]
            link = re.search(r'href="(/doc/organisation/[^"]+)"', page)
            assert link
            assert service.get(link[1]).status == 200

    def test_links_of_the_report_to_others_stay_external(self, city_release: Release, city: Engine) -> None:
        """Only those to things of ours become links within the site."""
        other = '<a href="https://example.org/" rel="external">'
        site = Site(city_release, city, Settings())
        site.files["analysis-de.html"] = f'<body>\n<a href="{BO}ort/x" rel="external">{other}'.encode()
        page = site.make(Wish("report", "", HTML, Reader("de"))).body.decode()
        assert f'<a href="/doc/ort/x">{other}' in page

    def test_the_page_says_the_interval_and_how_to_repeat_it(self, service: Service, networks: Networks) -> None:
        """Brackets, seed, release, command and file."""
        said = text_of(service.get("/analysis?lang=en").body.decode())
        clustering = next(one for one in networks.content["figures"] if one["measure"] == "clustering")
        value, low, high = clustering["values"][0]
        assert f"{value} [{low}; {high}]" in said
        for word in (networks.content["release"], "seed 0", "network.json", networks.content["command"]):
            assert word in said

    def test_nothing_of_the_network_is_markup_in_a_name(self) -> None:
        """A hostile name is text in picture and table."""
        hostile = "<script>alert(1)</script>"
        node = {"id": "https://example.org/x", "de": hostile, "en": hostile, "field": [], "x": 0.5, "y": 0.5}
        measures = {str(one): {"undertakings": 1, "partners": 1, "strength": 1.0, "core": 1} for one in (0, 1)}
        variant = {"ties": [[0, 1, 1.0, [0]]], "measures": measures, "ranked": False}
        content = {
            "release": "x",
            "command": "x",
            "seed": 0,
            "draws": 1,
            "figures": [],
            "institutions": 2,
            "fields": {},
            "nodes": [node, {**node, "id": "https://example.org/y"}],
            "undertakings": [{"id": "https://example.org/u", "de": hostile, "en": hostile}],
            "networks": dict.fromkeys(VARIANTS, variant),
        }
        from bochum_kg.web.render import page

        view = analysis(read_networks(json.dumps(content).encode()), {}, Reader("de"))
        body = bytes(page("analysis.html", view).body).decode()
        assert hostile not in body
        assert body.count("&lt;script&gt;") > 3
