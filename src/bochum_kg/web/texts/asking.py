"""The words of the pages on which people ask: the endpoint and its editor, the prepared questions, the limits."""

from typing import Final

__all__ = ["ASKING"]

#: German and English, by key.
ASKING: Final[dict[str, tuple[str, str]]] = {
    # Questions
    "queries.lead": (
        (
            "Fertige Abfragen. Jede Frage führt zu ihrer Antwort, wo sich auch ändern lässt, wonach sie fragt; "
            "„Ausführen“ öffnet die Abfrage am SPARQL-Endpunkt."
        ),
        (
            "Prepared queries. Each question leads to its answer, where you can also change what it asks about; "
            "“Run” opens the query at the SPARQL endpoint."
        ),
    ),
    "queries.run": ("Ausführen", "Run"),
    "queries.run.title": ("Ausführen: {title}", "Run: {title}"),
    "queries.text": ("Abfrage zeigen", "Show the query"),
    # The endpoint
    "sparql.intro": (
        "Eine Frage an den Graphen in SPARQL 1.1. Die Adresse der Seite enthält sie und lässt sich weitergeben.",
        "A question to the graph in SPARQL 1.1. The address of the page holds it and can be passed on.",
    ),
    "sparql.query": ("Abfrage", "Query"),
    "sparql.run": ("Abfrage ausführen", "Run query"),
    "sparql.answer": ("Antwort", "Answer"),
    "sparql.line": ("Zeile", "Line"),
    "sparql.all": ("{count} Zeilen", "{count} rows"),
    "sparql.one": ("1 Zeile", "1 row"),
    "sparql.cut": (
        "Die ersten {shown} von {count} Zeilen; die Downloads enthalten alle.",
        "The first {shown} of {count} rows; the downloads hold all.",
    ),
    "sparql.yes": ("Ja", "Yes"),
    "sparql.no": ("Nein", "No"),
    "sparql.none": ("Die Abfrage hat keine Ergebnisse.", "The query has no results."),
    "sparql.downloads": ("Antwort herunterladen", "Download the answer"),
    "sparql.examples": ("Beispiele", "Examples"),
    "sparql.description": ("Beschreibung des Endpunkts", "Description of the endpoint"),
    "sparql.code": ("Code und Downloads zeigen", "Show code and downloads"),
    "sparql.elsewhere": ("Downloads und Code", "Downloads and code"),
    "sparql.examples.page": ("Antwort", "Answer"),
    "sparql.examples.page.title": ("Antwort: {title}", "Answer: {title}"),
    # The editor; braces are filled in by the browser
    "editor.help": (
        "Strg+Eingabe führt aus, Strg+Leertaste schlägt Begriffe vor, Tab verlässt das Feld.",
        "Ctrl+Enter runs, Ctrl+Space suggests terms, Tab leaves the field.",
    ),
    "editor.running": ("Die Abfrage läuft …", "The query is running …"),
    "editor.stop": ("Abbrechen", "Stop"),
    "editor.stopped": ("Abgebrochen.", "Stopped."),
    "editor.unreachable": (
        "Der Dienst war nicht zu erreichen. Bitte noch einmal versuchen.",
        "The service could not be reached. Please try again.",
    ),
    "editor.time": ("{count} ms", "{count} ms"),
    "editor.sort": ("Nach {column} sortieren", "Sort by {column}"),
    "editor.kind.class": ("Klasse", "class"),
    "editor.kind.property": ("Eigenschaft", "property"),
    "editor.kind.concept": ("Begriff", "concept"),
    "editor.kind.thing": ("Sache", "thing"),
    "editor.kind.prefix": ("Präfix", "prefix"),
    "editor.kind.keyword": ("Schlüsselwort", "keyword"),
    "editor.kind.variable": ("Variable", "variable"),
    "editor.copy": ("Kopieren", "Copy"),
    "editor.copy.title": ("Kopieren: {label}", "Copy: {label}"),
    "editor.copy.refused": (
        "Nicht kopiert. Der Code ist markiert: Strg+C kopiert ihn.",
        "Not copied. The code is selected: Ctrl+C copies it.",
    ),
    "editor.copied": ("Kopiert", "Copied"),
    "editor.views": ("Darstellung", "View"),
    "editor.view.table": ("Nur Tabelle", "Table only"),
    "editor.view.text": ("Nur Text", "Text only"),
    "editor.view.chart": ("Diagramm", "Chart"),
    "editor.view.network": ("Netz", "Network"),
    "editor.chart": (
        "{value} je {label}; die Werte stehen in der Tabelle.",
        "{value} by {label}; the table has the values.",
    ),
    "editor.chart.column": ("Zahlen aus der Spalte", "Numbers from the column"),
    "editor.network": (
        "{nodes} Knoten und {edges} Verbindungen zwischen {from} und {to}; die Tabelle nennt sie alle.",
        "{nodes} nodes and {edges} links between {from} and {to}; the table lists them all.",
    ),
    "editor.network.graph": (
        "{nodes} Knoten und {edges} Verbindungen; der Text nennt sie alle.",
        "{nodes} nodes and {edges} links; the text lists them all.",
    ),
    "editor.network.none": (
        "In dieser Antwort sind keine Dinge miteinander verbunden.",
        "No things are connected in this answer.",
    ),
    "editor.shown": ("Gezeigt sind die ersten {shown} von {count}.", "Shown are the first {shown} of {count}."),
    "editor.preview": ("Vorschau", "Preview"),
    "editor.preview.take": ("In den Editor übernehmen", "Take into the editor"),
    "editor.preview.page": ("Zur ganzen Antwort", "To the whole answer"),
    "editor.preview.rows": ("Die ersten {shown} Zeilen", "The first {shown} rows"),
    "editor.completions": ("Vorschläge", "Suggestions"),
    "editor.loading": ("Wird geladen …", "Loading …"),
    "elsewhere": ("Anderswo verwenden", "Use it elsewhere"),
    "elsewhere.permalink": ("Bleibende Adresse", "Permanent link"),
    # A question
    "saved.query": ("Die Abfrage", "The query"),
    "saved.edit": ("Diese Abfrage ändern", "Edit this query"),
    "saved.ask": ("Antwort zeigen", "Show the answer"),
    "saved.all": ("Alle Fragen", "All questions"),
    "saved.form": ("Wonach gefragt wird", "What is asked about"),
    "saved.hint.iri": ("eine Kennung (IRI), etwa {example}", "an identifier (IRI) such as {example}"),
    "saved.hint.date": ("ein Tag, etwa {example}", "a day such as {example}"),
    "saved.hint.integer": ("eine ganze Zahl, etwa {example}", "a whole number such as {example}"),
    "saved.hint.string": ("ein Text, etwa {example}", "a text such as {example}"),
    "saved.open": ("darf leer bleiben", "may be left empty"),
    "saved.misfit": (
        "„{value}“ passt hier nicht; erwartet wird {hint}.",
        "“{value}” does not fit here; expected is {hint}.",
    ),
    "saved.unknown": (
        "Diese Frage kennt keine Angabe „{name}“; sie kennt: {known}.",
        "This question has no parameter “{name}”; it has: {known}.",
    ),
    "saved.unknown.none": ("keine", "none"),
    # The limits of the endpoint
    "limits.title": ("Grenzen des Endpunkts", "Limits of the endpoint"),
    "limits.lead": (
        (
            "Was eine Abfrage hier höchstens verbrauchen darf, damit der Dienst für alle da ist. Eine Antwort kommt "
            "ganz oder gar nicht: Wer eine Grenze überschreitet, erfährt welche. Alles auf einmal enthalten die "
            "Downloads."
        ),
        (
            "What a query may take here at most, so that the service is there for everyone. An answer comes whole or "
            "not at all: whoever passes a limit is told which one. For everything at once there are the downloads."
        ),
    ),
    "limits.name": ("Grenze", "Limit"),
    "limits.value": ("Wert", "Value"),
    "limits.status": ("Wer sie überschreitet", "Whoever passes it"),
    "limits.caption": ("Die Werte, mit denen dieser Dienst läuft", "The values this service runs with"),
    "limits.off": ("aufgehoben", "lifted"),
    "limits.seconds": ("{count}\N{NO-BREAK SPACE}s", "{count}\N{NO-BREAK SPACE}s"),
    "limits.400": ("erhält 400: die Abfrage kürzen oder teilen.", "gets 400: shorten or split the query."),
    "limits.408": ("erhält 408: noch einmal senden.", "gets 408: send it again."),
    "limits.413": ("erhält 413: Kürzeres senden.", "gets 413: send something shorter."),
    "limits.414": (
        "erhält 414: die Abfrage mit POST senden statt in der Adresse.",
        "gets 414: send the query with POST instead of in the address.",
    ),
    "limits.422": (
        "erhält 422 und keine gekürzte Antwort: LIMIT setzen oder die Downloads nehmen.",
        "gets 422 and no shortened answer: set a LIMIT, or take the downloads.",
    ),
    "limits.429": (
        "erhält 429: nach den Sekunden in Retry-After wiederkommen.",
        "gets 429: come back after the seconds in Retry-After.",
    ),
    "limits.431": ("erhält 431: weniger Kopfzeilen senden.", "gets 431: send fewer headers."),
    "limits.busy": (
        "erhält 503: nach den Sekunden in Retry-After noch einmal fragen, die Abfrage kann bleiben.",
        "gets 503: ask again after the seconds in Retry-After, the query can stay as it is.",
    ),
    "limits.cut": (
        "verliert die Verbindung: neu verbinden und zügiger lesen.",
        "loses the connection: connect again, and read on faster.",
    ),
    "limits.crowd": (
        "verliert die Verbindung, die am längsten wartet: weniger offen halten.",
        "loses the connection that has waited longest: keep fewer open.",
    ),
    "limits.503": (
        "erhält 503 und keinen Teil der Antwort: die Abfrage vereinfachen oder später wiederkommen.",
        "gets 503 and no part of the answer: make the query simpler, or come back later.",
    ),
}
