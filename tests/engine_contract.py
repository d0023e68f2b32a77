"""What every engine has to do, over the two small graphs of ``serving``: a test class per engine inherits it."""

import asyncio

import pytest
from pyoxigraph import RdfFormat, parse

from bochum_kg.engine.base import IRI, BlankNode, Engine, Form, Literal
from bochum_kg.errors import EngineError, ForbiddenQueryError, LimitError, NotAcceptableError, QueryError
from bochum_kg.formats import CSV, GRAPH_FORMATS, JSON_LD, N_TRIPLES, RDF_XML, TSV, TURTLE, XML, Format
from serving import GRAPH_A, GRAPH_B

__all__ = ["EngineContract"]

ONE = IRI("https://w3id.org/bochum-strategie/id/ziel/eins")
TWO = IRI("https://w3id.org/bochum-strategie/id/ziel/zwei")
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
LABELS = f"CONSTRUCT {{ ?s <{LABEL}> ?o }} WHERE {{ ?s <{LABEL}> ?o }}"
PARSERS = {
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
}


class EngineContract:
    """The behaviour of an engine; a subclass has a fixture ``engine``."""

    def test_rows_are_plain_values(self, engine: Engine) -> None:
        """IRIs, tagged strings and typed values come back as what they are."""
        rows = engine.select("SELECT ?o { ?thing ?p ?o } ORDER BY STR(?o)", thing=TWO)
        assert [row["o"] for row in rows] == [
            Literal("42", None, "http://www.w3.org/2001/XMLSchema#integer"),
            Literal("<script>alert(1)</script>"),
            IRI("javascript:alert(1)"),
        ]
        (row,) = engine.select("SELECT ?o ?missing { ?thing ?label ?o FILTER(LANG(?o) = 'de') }", thing=ONE)
        assert row == {"o": Literal("Ziel eins", "de", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")}

    def test_the_default_graph_is_the_union_without_duplicates(self, engine: Engine) -> None:
        """A triple that stands in two graphs is one triple of the union, and two in GRAPH."""
        (union,) = engine.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        (quads,) = engine.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
        assert (str(union["n"]), str(quads["n"])) == ("6", "7")

    def test_ask(self, engine: Engine) -> None:
        """ASK is true or false."""
        assert engine.ask("ASK { ?thing ?p ?o }", thing=ONE)
        assert not engine.ask("ASK { ?o ?p ?thing }", thing=ONE)

    @pytest.mark.parametrize("one", GRAPH_FORMATS, ids=lambda one: one.name)
    def test_every_format_holds_the_same_triples(self, engine: Engine, one: Format) -> None:
        """What is written can be read back as the same graph, and is the same bytes each time."""
        expected = set(parse(engine.graph(LABELS, N_TRIPLES), format=RdfFormat.N_TRIPLES))
        body = engine.graph(LABELS, one)
        assert set(parse(body, format=PARSERS[one.name])) == expected
        assert len(expected) == 2
        assert engine.graph(LABELS, one) == body

    def test_prefixes_are_used_and_only_those_needed(self, engine: Engine) -> None:
        """Turtle and JSON-LD read well."""
        assert engine.graph(LABELS, TURTLE).decode() == (
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            f'<{ONE}> skos:prefLabel "Goal one"@en , "Ziel eins"@de .\n'
        )
        written = engine.graph("CONSTRUCT WHERE { ?thing a ?type }", JSON_LD, thing=ONE).decode()
        assert '"@id": "bo:ziel/eins"' in written
        assert '"@type": "strat:StrategicGoal"' in written

    def test_blank_nodes_are_numbered_not_drawn(self, engine: Engine) -> None:
        """A CONSTRUCT that makes nodes gives the same bytes each time."""
        text = f"CONSTRUCT {{ [] <{LABEL}> ?o }} WHERE {{ ?s <{LABEL}> ?o }} ORDER BY ?o"
        assert engine.graph(text, N_TRIPLES) == engine.graph(text, N_TRIPLES)
        assert engine.graph(text, N_TRIPLES).startswith(b"_:b0 ")

    def test_describe_is_what_is_said_of_a_thing(self, engine: Engine) -> None:
        """DESCRIBE returns the statements whose subject the thing is."""
        answer = engine.query(f"DESCRIBE <{ONE}>", graph_format=N_TRIPLES)
        assert answer.form is Form.DESCRIBE
        assert answer.body.count(b"\n") == 3
        assert all(line.startswith(f"<{ONE}> ".encode()) for line in answer.body.splitlines())

    def test_results_come_in_the_format_asked_for(self, engine: Engine) -> None:
        """Rows are written as CSV, TSV and XML by the engine."""
        text = "SELECT ?o { ?thing ?label ?o FILTER(LANG(?o) = 'de') }"
        assert engine.query(text, results_format=CSV, bindings={"thing": ONE}).body == b"o\r\nZiel eins\r\n"
        assert engine.query(text, results_format=TSV, bindings={"thing": ONE}).body == b'?o\n"Ziel eins"@de\n'
        answer = engine.query(text, results_format=XML, bindings={"thing": ONE})
        assert b'<literal xml:lang="de">Ziel eins</literal>' in answer.body
        assert (answer.format, answer.form) == (XML, Form.SELECT)

    @pytest.mark.parametrize(
        ("default", "named", "expected"),
        [
            ([GRAPH_A], None, ("3", "0")),
            ([GRAPH_B], None, ("4", "0")),
            (None, [GRAPH_B], ("0", "4")),
            ([GRAPH_A], [GRAPH_B], ("3", "4")),
            (None, None, ("6", "7")),
        ],
    )
    def test_the_dataset_of_the_request_counts(
        self, engine: Engine, default: list[str] | None, named: list[str] | None, expected: tuple[str, str]
    ) -> None:
        """Naming one kind of graph leaves the other empty (SPARQL 1.1 Protocol §2.1.4)."""
        text = (
            "SELECT ?union ?quads { { SELECT (COUNT(*) AS ?union) { ?s ?p ?o } }"
            " { SELECT (COUNT(*) AS ?quads) { GRAPH ?g { ?s ?p ?o } } } }"
        )
        answer = engine.query(text, results_format=CSV, default_graphs=default, named_graphs=named)
        assert answer.body.decode().split() == ["union,quads", ",".join(expected)]

    def test_default_graphs_are_merged_without_duplicates(self, engine: Engine) -> None:
        """A triple that stands in two of the default graphs of a request is one triple (SPARQL 1.1 §13.2)."""
        text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
        answer = engine.query(text, results_format=CSV, default_graphs=[GRAPH_A, GRAPH_B])
        assert answer.body.split() == [b"n", b"6"]

    @pytest.mark.parametrize(
        "dataset",
        [
            "BASE <http://kasei.us/2009/09/sparql/> SELECT (COUNT(*) AS ?n) FROM <data/data1.rdf>",
            "BASE <http://kasei.us/2009/09/x> PREFIX d: <sparql/data/> SELECT (COUNT(*) AS ?n) FROM d:data1.rdf",
            "PREFIX d: <x> PREFIX d: <http://kasei.us/2009/09/sparql/data/> SELECT (COUNT(*) AS ?n) FROM d:data1.rdf",
        ],
    )
    def test_the_graph_of_from_is_found_however_it_is_written(self, engine: Engine, dataset: str) -> None:
        """It may be relative to a base, and have a prefix (SPARQL 1.1 §4.1.1)."""
        answer = engine.query(f"{dataset} {{ ?s ?p ?o }}", results_format=CSV)
        assert answer.body.split() == [b"n", b"3"]

    def test_a_base_may_be_relative_to_the_one_before(self, engine: Engine) -> None:
        """BASE may stand several times (SPARQL 1.1 §4.1.1)."""
        text = (
            "BASE <http://kasei.us/2009/> BASE <09/sparql/data/> SELECT (COUNT(*) AS ?n) FROM <data1.rdf> { ?s ?p ?o }"
        )
        assert engine.query(text, results_format=CSV).body.split() == [b"n", b"3"]

    @pytest.mark.parametrize(
        "dataset",
        [
            f"FROM <{GRAPH_A[:-1]}\\u0066> FROM <{GRAPH_B}>",
            f"FROM <{GRAPH_A}> FROM \\u004eAMED <{GRAPH_B}>",
            f"\\u0046ROM <{GRAPH_A}>",
            "FROM <file:///etc/passw\\u0064>",
        ],
    )
    def test_a_graph_that_escapes_hide_is_refused(self, engine: Engine, dataset: str) -> None:
        """No graph is lost without a word where the IRI after FROM cannot be read (SPARQL 1.1 §19.2)."""
        with pytest.raises(QueryError, match="Codepoint escapes hide"):
            engine.query(f"SELECT (COUNT(*) AS ?n) {dataset} {{ ?s ?p ?o }}")

    @pytest.mark.parametrize(
        "text",
        [
            "SELECT * FROMg:data1.rdf { ?s ?p ?o }",
            "SELECT * FROMNAMED<http://kasei.us/2009/09/sparql/data/data1.rdf> { GRAPH ?g { ?s ?p ?o } }",
            "SELECT ?s FROM NAMED:data1.rdf { GRAPH ?g { ?s ?p ?o } }",
            "SELECT ((1 < 2) AS ?x)FROM:data1.rdf#>\n{ ?s ?p ?o }",
            "SELECT ((1<2)AS?x)FROM:data1.rdf#>\n{ ?s ?p ?o }",
            "SELECT ('\\u0022' AS ?x) FROM <http://kasei.us/2009/09/sparql/data/data1\\u002erdf> { ?s ?p ?o }",
            "PREFIX e: <data/> SELECT * FROM e:data1.rdf { ?s ?p ?o }",
            "BASE <http://[/> SELECT * FROM <data1.rdf> { ?s ?p ?o }",
            "SELECT * FROM <data1.rdf> { ?s ?p ?o }",
            f"PREFIX {'q' * 80}: <{GRAPH_A}> SELECT * FROM {'q' * 80}: {{ ?s ?p ?o }}",  # noqa: S608 - SPARQL, of our own
            "SELECT * FROM g:data1.rdf\u0301 { ?s ?p ?o }",
            "SELECT * FROM",
        ],
    )
    def test_a_graph_that_cannot_be_told_is_refused(self, engine: Engine, text: str) -> None:
        """No answer comes from other graphs than those that FROM may name to some parser."""
        prologue = "PREFIX g: <http://kasei.us/2009/09/sparql/data/> PREFIX : <http://kasei.us/2009/09/sparql/data/>"
        with pytest.raises((QueryError, ForbiddenQueryError)):
            engine.query(f"{prologue} {text}")

    def test_from_after_a_template_counts(self, engine: Engine) -> None:
        """The braces of CONSTRUCT may stand before it."""
        body = engine.graph(f"CONSTRUCT {{ ?s ?p ?o }} FROM <{GRAPH_A}> {{ ?s ?p ?o }}", N_TRIPLES)
        assert len(body.splitlines()) == 3

    def test_the_request_goes_before_from(self, engine: Engine) -> None:
        """A dataset in the query counts, unless the request names one."""
        text = f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH_A}> {{ ?s ?p ?o }}"  # noqa: S608 - SPARQL, of our own
        assert engine.query(text, results_format=CSV).body.split() == [b"n", b"3"]
        assert engine.query(text, results_format=CSV, default_graphs=[GRAPH_B]).body.split() == [b"n", b"4"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("SELECT ?p { ?thing ?p ?o }", 3),
            ("SELECT ?thing ?p { ?thing ?p ?o }", 3),
            ("SELECT * { ?thing ?p ?o }", 3),
            ("SELECT ?n { { SELECT (COUNT(*) AS ?n) { ?thing ?p ?o } } FILTER(?n = 3) }", 1),
            ("SELECT ?s { ?s ?p ?o FILTER(?s = ?thing) }", 3),
            ("SELECT ?x { BIND(?thing AS ?x) }", 1),
            ("SELECT ?p { { ?thing ?p ?o } UNION { ?o ?p ?thing } }", 3),
            ("SELECT ?s { ?s ?p ?o FILTER NOT EXISTS { ?thing ?p ?o } }", 3),
            ("SELECT ?p { VALUES ?x { 1 2 } ?thing ?p ?o }", 6),
            ("SELECT ?p { GRAPH ?g { ?thing ?p ?o } }", 4),
            ("SELECT ?thing {}", 1),
            ("SELECT ?x { # } ?thing {\n ?thing ?p ?x }", 3),
        ],
    )
    def test_a_bound_variable_stands_for_its_term_wherever_it_is_used(
        self, engine: Engine, text: str, expected: int
    ) -> None:
        """Projected or not, in subqueries, filters, unions and graphs."""
        assert len(engine.select(text, thing=ONE)) == expected

    def test_bound_variables_reach_templates(self, engine: Engine) -> None:
        """CONSTRUCT in both forms and DESCRIBE take bindings as well."""
        for text in (
            "CONSTRUCT { ?thing ?p ?o } WHERE { ?thing ?p ?o }",
            "CONSTRUCT WHERE { ?thing ?p ?o }",
            "DESCRIBE ?thing",
            "DESCRIBE ?thing { ?thing ?p ?o }",
        ):
            assert engine.graph(text, N_TRIPLES, thing=ONE).count(b"\n") == 3

    @pytest.mark.parametrize("hostile", ['"} UNION { ?s ?p ?o } #', "\\", "a\nb\r\tc", "'''", "{?thing}", "\\u0022"])
    def test_a_bound_value_is_never_read_as_query(self, engine: Engine, hostile: str) -> None:
        """Quotes, braces, escapes and line ends come back as they went in."""
        (row,) = engine.select("SELECT ?x { BIND(?value AS ?x) }", value=Literal(hostile))
        assert row["x"] == Literal(hostile)

    @pytest.mark.parametrize("hostile", ["http://a/> <b", "http://a b", "http://a/{", ""])
    def test_what_is_no_iri_is_not_bound(self, engine: Engine, hostile: str) -> None:
        """An IRI that would end early is refused before anything is asked."""
        with pytest.raises(QueryError, match="cannot be bound"):
            engine.select("SELECT * { ?thing ?p ?o }", thing=IRI(hostile))

    def test_the_event_loop_gets_the_same_answers(self, engine: Engine) -> None:
        """Many queries at once are answered each with its own answer, and mistakes are told, while the loop goes on."""

        async def ask() -> list[bytes]:
            texts = [f"SELECT ({number} AS ?n) {{}}" for number in range(20)]
            with pytest.raises(QueryError):
                await engine.answer("SELECT")
            return [answer.body for answer in await asyncio.gather(*(engine.answer(text) for text in texts))]

        assert asyncio.run(ask()) == [engine.query(f"SELECT ({number} AS ?n) {{}}").body for number in range(20)]

    def test_a_mistake_is_told_with_its_place(self, engine: Engine) -> None:
        """A query that is not in the grammar names line and column."""
        with pytest.raises(QueryError) as refusal:
            engine.query("SELECT * {\n ?s ?p ?o FOO }")
        assert (refusal.value.line, refusal.value.column is not None) == (2, True)

    @pytest.mark.parametrize(
        "text",
        [
            "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
            "PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }",
            "LOAD <http://127.0.0.1/x>",
            "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }",
            "SELECT * { service\n silent <http://127.0.0.1/> { ?s ?p ?o } }",
            "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
            "PREFIX e: <file:///etc/> SELECT * FROM NAMED e:passwd { GRAPH ?g { ?s ?p ?o } }",
        ],
    )
    def test_what_leaves_the_graph_is_refused(self, engine: Engine, text: str) -> None:
        """Updates, SERVICE and graphs from elsewhere are no business of an engine."""
        with pytest.raises(ForbiddenQueryError):
            engine.query(text)

    def test_unknown_graphs_of_the_request_are_empty(self, engine: Engine) -> None:
        """A dataset of a graph that is not here has no triples, as if it had been loaded from nothing."""
        elsewhere = "http://127.0.0.1:9/elsewhere"
        for default, named in (([elsewhere], None), (None, [elsewhere]), ([elsewhere], [elsewhere])):
            answer = engine.query(
                "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }", default_graphs=default, named_graphs=named
            )
            assert answer.body == b'{"head":{},"boolean":false}'
        answer = engine.query("ASK { ?s ?p ?o }", default_graphs=[elsewhere, GRAPH_A])
        assert answer.body == b'{"head":{},"boolean":true}'

    def test_an_answer_that_is_too_long_is_no_answer(self, engine: Engine) -> None:
        """Nothing is cut: the query is refused with the name of the limit."""
        values = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(6))
        for text in (
            f"SELECT * {{ {values} }}",
            f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ {values} BIND(RAND() AS ?x) }}",
        ):
            with pytest.raises(LimitError) as refusal:
                engine.query(text)
            assert refusal.value.limit == "result_limit"

    def test_a_format_that_cannot_hold_the_answer_is_refused(self, engine: Engine) -> None:
        """XML cannot hold a control character, RDF/XML no predicate without a name at its end."""
        with pytest.raises(NotAcceptableError):
            engine.query('SELECT ("\\u0001" AS ?x) {}', results_format=XML)
        with pytest.raises(NotAcceptableError):
            engine.graph("CONSTRUCT { ?s <http://example.org/1> ?o } WHERE { ?s ?p ?o }", RDF_XML)

    def test_rows_are_not_read_from_what_has_none(self, engine: Engine) -> None:
        """Select asks for a table, ask for a truth value."""
        with pytest.raises(EngineError, match="SELECT"):
            engine.select("ASK {}")
        with pytest.raises(EngineError, match="ASK"):
            engine.ask("SELECT * {}")
        with pytest.raises(EngineError, match="triples"):
            engine.select("DESCRIBE <urn:a>")

    def test_blank_nodes_of_rows_are_told_apart(self, engine: Engine) -> None:
        """A node without a name is a blank node in a row."""
        (row,) = engine.select("SELECT (BNODE() AS ?x) {}")
        assert isinstance(row["x"], BlankNode)
