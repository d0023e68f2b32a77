"""The friendly refusal of queries that no worker should get; what holds the line is the worker itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

from bochum_kg.engine.base import Form
from bochum_kg.engine.names import Names
from bochum_kg.engine.tokens import Token, tokens, unescape
from bochum_kg.errors import ForbiddenQueryError, LimitError, QueryError
from bochum_kg.settings import Settings

__all__ = ["Shape", "check", "check_graphs", "glance", "inspect", "look"]

_FORMS: Final = {form.value.upper(): form for form in Form}
#: SPARQL 1.1 Update §3; WITH begins a modification.
_UPDATES: Final = frozenset({"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"})
#: Functions whose value differs from call to call (SPARQL 1.1 §17.4).
_VOLATILE: Final = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_OPERATORS: Final = frozenset({"+", "-", "*", "=", "!=", "<", ">", "<=", ">=", "&&", "||", "!", "<<"})
_CLAUSES: Final = frozenset({"BIND", "MINUS", "OPTIONAL", "UNION", "VALUES"})
#: What adds a step to a path or a pattern to a subject.
_STEPS: Final = frozenset({"/", "|", "^", ";"})
#: A text without any of these, in capitals, asks for no service, names no graph, and says the same at each call.
_TELLING: Final = ("SERVICE", "FROM", "\\U", *sorted(_VOLATILE))
#: What the limits measure, in words, and the fields of a shape that they bound.
_SIZES: Final = {
    "query_limit": "bytes long",
    "token_limit": "tokens long",
    "nesting_limit": "brackets deep",
    "pattern_limit": "triple patterns and path steps large",
    "operator_limit": "operators large",
}
_FIELDS: Final = {
    "token_limit": "tokens",
    "nesting_limit": "depth",
    "pattern_limit": "patterns",
    "operator_limit": "operators",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be told about a query without parsing it.

    Args:
        form: the query form; None where the text does not begin like a query.
        update: whether it begins like an update.
        escaped: whether codepoint escapes hide a part of its dataset.
        unclear: whether FROM stands in it in a way from which its graph cannot be told.
        service: whether SERVICE stands in it.
        volatile: whether a function in it gives another value at each call.
        default_graphs: the IRIs after FROM.
        named_graphs: the IRIs after FROM NAMED.
        tokens: the number of its words and signs, or more.
        depth: how deep its brackets nest, or deeper.
        patterns: an estimate of its triple patterns and path steps, or more.
        operators: the number of signs and clauses that nest in a parser, or more.
    """

    form: Form | None = None
    update: bool = False
    escaped: bool = False
    unclear: bool = False
    service: bool = False
    volatile: bool = False
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    tokens: int = 0
    depth: int = 0
    patterns: int = 0
    operators: int = 0

    @property
    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the dataset that the query names (SPARQL 1.1 §13.2)."""
        return self.default_graphs + self.named_graphs


@dataclass(slots=True)
class _Reader:
    """The state of the one pass over the tokens."""

    first: str = ""
    before: str = ""
    graph_before: bool = False
    unclear: bool = False
    service: bool = False
    volatile: bool = False
    names: Names = field(default_factory=Names)
    default_graphs: list[str] = field(default_factory=list)
    named_graphs: list[str] = field(default_factory=list)
    brackets: list[str] = field(default_factory=list)
    tokens: int = 0
    depth: int = 0
    patterns: int = 0
    operators: int = 0

    def read(self, token: Token) -> None:
        """Take the next token into account."""
        self.tokens += 1
        declares = self.names.read(token)
        self._dataset(token, declares=declares)
        match token.kind:
            case "word":
                self._word(token.text.upper())
            case "iri" | "name" if not declares:
                self._name(token)
            case "open":
                self._open(token.text)
            case "close" if self.brackets:
                self.brackets.pop()
            case "sign":
                self._sign(token.text)
        self.before = token.text.upper()

    def _word(self, word: str) -> None:
        if word not in _PROLOGUE:
            self.first = self.first or word
        self.service = self.service or word == "SERVICE"
        self.volatile = self.volatile or word in _VOLATILE
        self.operators += word in _CLAUSES

    def _name(self, token: Token) -> None:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and prefix.upper() == "SERVICE" and prefix not in self.names:
            self.service = True

    def _dataset(self, token: Token, *, declares: bool) -> None:
        """Read FROM, which stands nowhere but in a dataset clause, and its graph (SPARQL 1.1 §13.2)."""
        if self.graph_before and token.kind != "word" and token.text != "{":
            self.unclear = True  # a name goes on with a character that is not known here
        self.graph_before = self.before == "NAMED" or (self.before == "FROM" and token.text.upper() != "NAMED")
        if self.graph_before:
            self._graph(token)
        elif not declares and "{" not in self.brackets:
            self.unclear = self.unclear or _may_hide_from(token)

    def _graph(self, token: Token) -> None:
        iri = self.names.iri(token)
        if iri is None:
            self.unclear = True
        else:
            (self.named_graphs if self.before == "NAMED" else self.default_graphs).append(iri)

    def _open(self, bracket: str) -> None:
        self.brackets.append(bracket)
        self.depth = max(self.depth, len(self.brackets))
        self.patterns += bracket != "("

    def _sign(self, sign: str) -> None:
        inside = self.brackets[-1] if self.brackets else ""
        self.operators += sign in _OPERATORS
        self.patterns += sign in _STEPS or (inside in {"{", "["} and sign in {".", ","})


def _may_hide_from(token: Token) -> bool:
    """Say whether a parser that does not take the longest token could find FROM in one (SPARQL 1.1 §19.8).

    pyoxigraph does: in front of a graph as in ``FROMx:g``, and after ``<`` where an expression could end.
    """
    word = token.text.upper()
    if token.kind == "iri":
        return "FROM" in word.partition(")")[2]
    return token.kind in {"word", "name"} and word.startswith("FROM") and word != "FROM"


@lru_cache(maxsize=64)
def inspect(text: str) -> Shape:
    r"""Return the shape of a query, found in one linear pass over its tokens.

    >>> inspect("SELECT * { SERVICE <http://192.0.2.1/> { ?s ?p ?o } }").service
    True
    >>> inspect('SELECT ?SERVICE { ?s schema:Service "SERVICE" }').service
    False
    >>> inspect(r"SELECT * { \u0053ERVICE <http://192.0.2.1/> { ?s ?p ?o } }").service
    True
    """
    shape, plain = _shape(text), unescape(text)
    if plain == text:
        return shape
    unescaped = _shape(plain)
    return replace(shape, service=shape.service or unescaped.service, escaped=unescaped.graphs != shape.graphs)


def _shape(text: str) -> Shape:
    """Return the shape of a query as it is written, with its escapes."""
    reader = _Reader()
    for token in tokens(text):
        reader.read(token)
    return Shape(
        form=_FORMS.get(reader.first),
        update=reader.first in _UPDATES,
        unclear=reader.unclear,
        service=reader.service,
        volatile=reader.volatile,
        default_graphs=tuple(dict.fromkeys(reader.default_graphs)),
        named_graphs=tuple(dict.fromkeys(reader.named_graphs)),
        tokens=reader.tokens,
        depth=reader.depth,
        patterns=reader.patterns,
        operators=reader.operators,
    )


@lru_cache(maxsize=64)
def glance(text: str) -> Shape | None:
    """Return the shape of a query without a pass over its tokens; None where that is not safe.

    Most queries say nothing that needs a closer look, and hold the limits however their signs are read: the numbers
    are upper bounds.
    """
    upper = text.upper()
    if any(word in upper for word in _TELLING):
        return None
    first = _first_word(text)
    return Shape(
        form=_FORMS.get(first),
        update=first in _UPDATES,
        tokens=len(text),
        depth=sum(map(text.count, "({[")),
        patterns=sum(map(text.count, "{[.,/|^;")),
        operators=sum(map(text.count, "+-*=<>&|!")) + sum(map(upper.count, _CLAUSES)),
    )


def _first_word(text: str) -> str:
    words = (token.text.upper() for token in tokens(text) if token.kind == "word")
    return next((word for word in words if word not in _PROLOGUE), "")


def look(text: str) -> Shape:
    """Return the shape of a query, found at a glance where that is enough."""
    return glance(text) or inspect(text)


def check(text: str, settings: Settings) -> Shape:
    """Return the shape of a query that a worker may get.

    Raises:
        ForbiddenQueryError: it is an update, or asks for SERVICE.
        QueryError: the graphs that it names cannot be read.
        LimitError: it is too long, too deep or too large.
    """
    length = len(text.encode(errors="surrogatepass"))
    if length > settings.query_limit:
        raise _too_large(length, settings, limit="query_limit")
    shape = look(text)
    if shape.update:
        problem = "This is an update, and the graph is read-only; ask with SELECT, ASK, CONSTRUCT or DESCRIBE."
        raise ForbiddenQueryError(problem)
    if shape.service:
        problem = "The query asks another server through SERVICE, which this endpoint never does; leave SERVICE out."
        raise ForbiddenQueryError(problem)
    if shape.escaped:
        problem = "Codepoint escapes hide which graphs FROM names; write these IRIs without them."
        raise QueryError(problem)
    if shape.unclear:
        problem = "The graph after FROM cannot be told; write a space after FROM, and the whole IRI in angle brackets."
        raise QueryError(problem)
    if _passed(shape, settings):
        shape = inspect(text)
    if limit := _passed(shape, settings):
        raise _too_large(getattr(shape, _FIELDS[limit]), settings, limit=limit)
    return shape


def _passed(shape: Shape, settings: Settings) -> str | None:
    """Return the first limit that a shape is over."""
    return next((limit for limit, name in _FIELDS.items() if getattr(shape, name) > getattr(settings, limit)), None)


def _too_large(found: int, settings: Settings, *, limit: str) -> LimitError:
    allowed = getattr(settings, limit)
    problem = f"The query is {found} {_SIZES[limit]}, and {allowed} are allowed ({limit}); make it smaller or split it."
    return LimitError(problem, limit=limit)


def check_graphs(asked: Iterable[str], known: Collection[str]) -> None:
    """Make sure that every graph asked for is one of the release.

    Raises:
        ForbiddenQueryError: one is not; nothing is ever loaded from elsewhere.
    """
    for graph in asked:
        if graph not in known:
            problem = (
                f"The graph <{graph}> is not in this dataset, and nothing is loaded from elsewhere;"
                f" the graphs are: {', '.join(f'<{one}>' for one in sorted(known)) or 'none'}."
            )
            raise ForbiddenQueryError(problem)
