"""The list of hostile queries, each with what has to happen to it; ``tests/test_attacks.py`` and the soak run them."""

from dataclasses import dataclass
from typing import Final

__all__ = ["ATTACKS", "CROSS", "DEEP", "DOUBLING", "ENDLESS", "Attack"]

DOUBLING: Final = " ".join(f"BIND(CONCAT(?z{number}, ?z{number}) AS ?z{number + 1})" for number in range(28))
CROSS: Final = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(12))
#: Queries that end a process by its stack, where a parser or planner gets them.
DEEP: Final = {
    "braces": "ASK " + "{" * 6_000 + "}" * 6_000,
    "optional": "ASK { " + "OPTIONAL { " * 6_000 + "}" * 6_001,
    "exists": "ASK { " + "FILTER EXISTS { " * 3_000 + "}" * 3_001,
    "concat": "SELECT (" + "CONCAT(" * 4_000 + '""' + ")" * 4_000 + " AS ?x) {}",
    "brackets": "ASK { FILTER(" + "(" * 9_000 + "1" + ")" * 9_001 + "}",
    "sum": "SELECT (" + "+".join(["1"] * 20_000) + " AS ?x) {}",
    "union": "ASK { " + " UNION ".join(["{}"] * 20_000) + "}",
}
#: Queries that run until they are stopped.
ENDLESS: Final = {
    "planner": "SELECT * { " + " ".join(f"?s <urn:p{number}> ?o{number} ." for number in range(300)) + " }",
    "count": f"SELECT (COUNT(*) AS ?n) {{ {CROSS} }}",
    "order": f"SELECT ?v0 {{ {CROSS} }} ORDER BY ?v0 LIMIT 1",
}
_HERE: Final = "http://127.0.0.1:9/"


@dataclass(frozen=True, slots=True)
class Attack:
    """A hostile query and what has to happen: one of these statuses, for one of these reasons.

    Args:
        text: the query.
        statuses: the statuses that are right.
        reasons: the limits passed, or else the names of the problem, that are right; none where it is answered.
    """

    text: str
    statuses: frozenset[int]
    reasons: frozenset[str]


def _answered(text: str) -> Attack:
    return Attack(text, frozenset({200}), frozenset())


def _refused(text: str, *reasons: str) -> Attack:
    statuses = {"query_limit": 413, "update": 403}
    return Attack(text, frozenset(statuses.get(reason, 400) for reason in reasons), frozenset(reasons))


def _stopped(text: str, *reasons: str) -> Attack:
    statuses = {"result_limit": 422}
    return Attack(text, frozenset(statuses.get(reason, 503) for reason in reasons), frozenset(reasons))


ATTACKS: Final = {
    # Another server is asked.
    "service": _refused(f"SELECT * {{ SERVICE <{_HERE}> {{ ?s ?p ?o }} }}", "forbidden"),
    "service-silent": _refused(f"SELECT * {{ SERVICE SILENT <{_HERE}> {{ ?s ?p ?o }} }}", "forbidden"),
    "service-metadata": _refused("SELECT * { SERVICE SILENT <http://169.254.169.254/> { ?s ?p ?o } }", "forbidden"),
    "service-file": _refused("SELECT * { SERVICE <file:///etc/passwd> { ?s ?p ?o } }", "forbidden"),
    "service-escaped": _refused(f"SELECT * {{ \\u0053ERVICE <{_HERE}> {{ ?s ?p ?o }} }}", "forbidden"),
    "service-variable": _refused(f"ASK {{ VALUES ?g {{ <{_HERE}> }} SERVICE ?g {{ ?s ?p ?o }} }}", "forbidden"),
    "service-in-filter": _refused(f"ASK {{ FILTER EXISTS {{ SERVICE <{_HERE}> {{ ?s ?p ?o }} }} }}", "forbidden"),
    "from-http": _refused(f"ASK FROM <{_HERE}> {{ ?s ?p ?o }}", "forbidden"),
    "from-file": _refused("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "forbidden"),
    "from-named-file": _refused("ASK FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }", "forbidden"),
    # The graph is changed.
    "load": _refused(f"LOAD <{_HERE}>", "update"),
    "insert": _refused("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "update"),
    "delete-after-prefix": _refused("PREFIX x: <urn:x> DELETE WHERE { ?s ?p ?o }", "update"),
    "clear-behind-comment": _refused("# SELECT\nCLEAR ALL", "update"),
    "update-after-query": _refused("ASK {} ; DROP ALL", "syntax"),
    # The stack ends.
    **{
        f"deep-{name}": _refused(text, "nesting_limit", "token_limit", "operator_limit", "query_limit")
        for name, text in DEEP.items()
    },
    "deep-blank-nodes": _refused("ASK { ?s <urn:p> " + "[ <urn:p> " * 100 + "1" + " ]" * 100 + " }", "nesting_limit"),
    "deep-collections": _refused("ASK { ?s <urn:p> " + "( " * 100 + "1" + " )" * 100 + " }", "nesting_limit"),
    "deep-subqueries": _refused("SELECT * " + "{ { SELECT * " * 40 + "{}" + " } }" * 40, "nesting_limit"),
    "deep-not": _refused("ASK { FILTER(" + "!" * 5_000 + "1) }", "operator_limit", "token_limit"),
    "deep-minus-sign": _refused("SELECT (" + "-" * 3_000 + "1 AS ?x) {}", "operator_limit"),
    "deep-quoted-triples": _refused("ASK { " + "<< " * 300 + "?s ?p ?o" + " >> ?p ?o" * 300 + " }", "operator_limit"),
    "nesting-just-allowed": _answered("ASK { " + "{ " * 58 + " }" * 59),
    # The planner does not end.
    "planner-star": _refused(ENDLESS["planner"], "pattern_limit"),
    "planner-chain": _refused(
        "ASK { " + " ".join(f"?v{number} <urn:p> ?v{number + 1} ." for number in range(400)) + " }", "pattern_limit"
    ),
    "planner-path": _refused("ASK { ?s " + "/".join(["<urn:p>"] * 1_000) + " ?o }", "pattern_limit"),
    "planner-list": _refused("ASK { ?s <urn:p> " + ", ".join(["?o"] * 500) + " }", "pattern_limit"),
    "planner-star-just-allowed": _answered(
        "ASK { " + " ".join(f"?s <urn:p{number}> ?o{number} ." for number in range(55)) + " }"
    ),
    "planner-path-just-allowed": _answered("ASK { ?s " + "/".join(["<urn:p>"] * 55) + " ?o }"),
    # Little text, much work.
    "product-of-triples": _stopped(
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", "result_limit", "time_limit", "memory_limit"
    ),
    "product-of-values": _stopped(f"SELECT * {{ {CROSS} }}", "result_limit"),
    "product-constructed": _stopped(
        f"CONSTRUCT {{ [] <urn:p> ?v0 }} WHERE {{ {CROSS} }}", "result_limit", "time_limit", "memory_limit"
    ),
    "product-counted": _stopped(ENDLESS["count"], "time_limit"),
    "product-sorted": _stopped(ENDLESS["order"], "time_limit", "memory_limit"),
    "product-distinct": _stopped(f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {CROSS} }}", "time_limit", "memory_limit"),
    "product-concatenated": _stopped(
        f"SELECT (GROUP_CONCAT(?v0) AS ?x) {{ {CROSS} }}", "time_limit", "memory_limit", "result_limit"
    ),
    "doubling": _stopped(
        f'SELECT (STRLEN(?z28) AS ?n) {{ BIND("{"x" * 16}" AS ?z0) {DOUBLING} }}', "memory_limit", "time_limit"
    ),
    "path-everywhere": Attack(  # a small graph has an end
        "SELECT (COUNT(*) AS ?n) { ?a (<urn:x>|!<urn:x>)* ?b . ?c (<urn:x>|!<urn:x>)* ?d . ?e (<urn:x>|!<urn:x>)* ?f }",
        frozenset({200, 503}),
        frozenset({"", "time_limit", "memory_limit"}),
    ),
    # Expressions that other libraries choke on.
    "regex-backtracking": _answered(f'SELECT (REGEX("{"a" * 5_000}!", "^(a+)+$") AS ?x) {{}}'),
    "regex-repetition": _answered('SELECT (REGEX("a", "((a{1,1000}){1,1000}){1,1000}") AS ?x) {}'),
    "regex-flags": _answered('SELECT (REGEX("a", "a", "imsxq~") AS ?x) {}'),
    "decimal-exponent": _answered('SELECT ("1E999999999"^^<http://www.w3.org/2001/XMLSchema#decimal> + 1 AS ?x) {}'),
    "integer-digits": _answered(f"SELECT ({'9' * 30_000} * {'9' * 30_000} AS ?x) {{}}"),
    "date-far-away": _answered(
        'SELECT (YEAR("999999999999999-12-31"^^<http://www.w3.org/2001/XMLSchema#date>) AS ?x) {}'
    ),
    "duration-overflow": _answered(
        'SELECT ("P99999999999999999Y"^^<http://www.w3.org/2001/XMLSchema#duration> AS ?x) {}'
    ),
    "substring-outside": _answered('SELECT (SUBSTR("äöü", -1E300, 1E308) AS ?x) {}'),
    "division-by-zero": _answered("SELECT (1/0 AS ?x) (1.0/0 AS ?y) (1e0/0 AS ?z) {}"),
    # Text that is not what it seems.
    "empty": _refused("", "syntax"),
    "only-a-comment": _refused("# SELECT * { ?s ?p ?o }", "syntax"),
    "null-byte": _refused("ASK { \0 }", "syntax"),
    "null-byte-in-a-string": _answered('ASK { ?s ?p "\0" }'),
    "byte-order-mark": _refused("\ufeffASK {}", "syntax"),
    "bidi-override": _answered("ASK { # \u202e } ?s ?p SERVICE\n }"),
    "surrogate-escape": _refused('ASK { ?s ?p "\\uD800" }', "syntax"),
    "codepoint-beyond": _refused('ASK { ?s ?p "\\U00110000" }', "syntax"),
    "string-without-end": _refused('ASK { ?s ?p "' + "x" * 60_000, "syntax"),
    "long-comment": _refused("ASK {} #" + "x" * 70_000, "query_limit"),
    "long-iri": _answered(f"ASK {{ <urn:{'x' * 60_000}> ?p ?o }}"),
    "long-variable": _answered(f"ASK {{ ?{'x' * 60_000} ?p ?o }}"),
    "many-prefixes": _refused(
        " ".join(f"PREFIX p{number}: <urn:x>" for number in range(1_500)) + "ASK {}", "token_limit"
    ),
    "many-rows": _refused("ASK { VALUES ?x { " + "1 " * 20_000 + "} }", "token_limit"),
    "percent-signs": _refused("%25" * 4_000, "token_limit"),
}
