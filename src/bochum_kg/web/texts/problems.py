"""What people are told when something did not work: one sentence for each problem and each limit."""

from typing import Final

__all__ = ["PROBLEMS"]

#: German and English, by key: ``problem.NAME``, and ``problem.limit.NAME`` for what went over a limit.
PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    # Headings
    "error.301": ("Das hat einen neuen Namen", "This has a new name"),
    "error.404": ("Das gibt es hier nicht", "There is no such thing here"),
    "error.405": ("Das geht hier nicht", "That cannot be done here"),
    "error.406": ("Dieses Format gibt es hier nicht", "There is no such format here"),
    "error.410": ("Das wurde zurückgezogen", "This was withdrawn"),
    "error.title": ("Das ging nicht", "That did not work"),
    "error.near": ("Gemeint war vielleicht", "Perhaps one of these was meant"),
    "error.home": ("Zur Startseite", "To the start page"),
    # Parameters of an address
    "error.value": ("Diese Auswahl gibt es nicht", "There is no such choice"),
    "error.value.text": (
        "„{value}“ ist kein Wert für „{name}“.",
        "“{value}” is no value of “{name}”.",
    ),
    "error.page": ("So viele Seiten hat die Liste nicht", "The list has no such page"),
    "error.page.text": (
        "Eine Seite „{value}“ hat diese Liste nicht.",
        "This list has no page “{value}”.",
    ),
    "error.page.number": ("Seite {page}", "Page {page}"),
    "error.parameter": ("Danach lässt sich hier nicht auswählen", "This cannot be chosen here"),
    "error.parameter.text": (
        "Die Angabe „{name}“ wählt hier nichts aus; bitte weglassen.",
        "The parameter “{name}” chooses nothing here; leave it out.",
    ),
    "error.name.by": ("Art des Verweises", "kind of link"),
    "error.name.kind": ("Art", "kind"),
    "error.name.release": ("Ausgabe", "release"),
    "error.name.sort": ("Reihenfolge", "order"),
    # Problems by name
    "problem.accept-datetime": (
        "Das Datum in Accept-Datetime war nicht zu lesen; richtig ist etwa „Tue, 30 Jun 2026 00:00:00 GMT“.",
        "The date in Accept-Datetime was not understood; write it like “Tue, 30 Jun 2026 00:00:00 GMT”.",
    ),
    "problem.ambiguous": (
        (
            "Die Kopfzeilen des Aufrufs sind mehrdeutig; Host, Content-Length, Content-Type und Transfer-Encoding"
            " dürfen je einmal darin stehen."
        ),
        (
            "The headers of the request are ambiguous; Host, Content-Length, Content-Type and Transfer-Encoding may"
            " stand there once each."
        ),
    ),
    "problem.encoding": (
        "Der Aufruf ist nicht in UTF-8 geschrieben; eine andere Kodierung gibt es hier nicht.",
        "The request is not written in UTF-8; no other encoding is known here.",
    ),
    "problem.engine": (
        "Die Datenbank kann gerade nicht antworten; bitte in einigen Sekunden noch einmal versuchen.",
        "The engine cannot answer at the moment; try again in a few seconds.",
    ),
    "problem.forbidden": (
        "Diese Abfrage verlangt etwas, was der Dienst nie tut, etwa Daten von anderswo zu holen.",
        "This query asks for something that the service never does, such as fetching data from elsewhere.",
    ),
    "problem.gone": (
        "{iri} gibt es nicht mehr, und nichts ist an seine Stelle getreten.",
        "{iri} is no more, and nothing took its place.",
    ),
    "problem.http": (
        "Der Aufruf war kein gültiges HTTP oder verlangt, was der Dienst nicht kann.",
        "The request was no valid HTTP, or asks for what the service cannot do.",
    ),
    "problem.incomplete": (
        "Die Verbindung endete vor der Antwort; bitte noch einmal versuchen.",
        "The connection ended before the answer; please try again.",
    ),
    "problem.internal": (
        "Hier ist etwas schiefgegangen; wer den Dienst betreibt, findet im Protokoll, was.",
        "Something went wrong here; the log of the service says what.",
    ),
    "problem.media-type": (
        "In diesem Format nimmt der Dienst hier nichts an.",
        "The service takes nothing in this format here.",
    ),
    "problem.method-not-allowed": (
        "Unter {path} gibt es etwas zu lesen, aber nichts zu senden oder zu ändern.",
        "There is something to read under {path}, but nothing to send or to change.",
    ),
    "problem.moved": ("{iri} heißt jetzt {successor}.", "{iri} is now {successor}."),
    "problem.not-acceptable": ("Angeboten werden hier: {offered}.", "Offered here are: {offered}."),
    "problem.not-found": (
        "Eine Seite {path} gibt es nicht. Vielleicht hat sich ein Tippfehler eingeschlichen.",
        "There is no page {path}. Perhaps there is a typing error.",
    ),
    "problem.parameter": (
        "Eine Angabe in der Adresse fehlt oder passt hier nicht.",
        "A parameter of the address is missing or does not fit here.",
    ),
    "problem.parameters": (
        "Die Angaben des Aufrufs passen nicht zusammen oder sind unvollständig.",
        "The parameters of the request do not fit together or are incomplete.",
    ),
    "problem.reconciliation": (
        "Der Abgleich war nicht zu verstehen; wie er aufgebaut ist, zeigt die Anleitung zu /reconcile.",
        "The reconciliation was not understood; the guide to /reconcile shows how it is written.",
    ),
    "problem.syntax": (
        "Die Abfrage ist so kein gültiges SPARQL 1.1.",
        "The query is not valid SPARQL 1.1 as it is.",
    ),
    "problem.type": (
        "Eine solche Art von Dingen gibt es hier nicht.",
        "There is no such kind of things here.",
    ),
    "problem.unknown": (
        "Unter {path} kennt der Graph nichts. Vielleicht hat sich ein Tippfehler eingeschlichen.",
        "The graph knows nothing under {path}. Perhaps there is a typing error.",
    ),
    "problem.update": (
        "Der Graph lässt sich nur lesen; möglich sind SELECT, ASK, CONSTRUCT und DESCRIBE.",
        "The graph is read-only; ask with SELECT, ASK, CONSTRUCT or DESCRIBE.",
    ),
    "problem.url-too-long": (
        "Die Adresse ist zu lang; eine lange Abfrage mit POST senden statt in der Adresse.",
        "The address is too long; send a long query with POST instead of in the address.",
    ),
    # Limits by name
    "problem.limit.batch_size": (
        "Das sind zu viele Abgleiche auf einmal; bitte auf mehrere Aufrufe verteilen.",
        "This is too much to reconcile at once; spread it over several requests.",
    ),
    "problem.limit.body_limit": (
        "Der Aufruf ist zu lang; bitte Kürzeres senden.",
        "The request is too long; send something shorter.",
    ),
    "problem.limit.body_time": (
        "Der Aufruf kam nicht rechtzeitig an; bitte noch einmal senden.",
        "The request did not arrive in time; send it again.",
    ),
    "problem.limit.client_budget": (
        "Von diesem Anschluss kamen aufwendige Abfragen; weiter geht es in {retry} Sekunden, oder mit den Downloads.",
        "Queries from this address took much computing; come back in {retry} seconds, or take the downloads now.",
    ),
    "problem.limit.client_errors": (
        "Von diesem Anschluss schlugen zu viele Abfragen fehl; in {retry} Sekunden geht es weiter.",
        "Too many queries from this address failed; come back in {retry} seconds.",
    ),
    "problem.limit.client_parallel": (
        "Von diesem Anschluss laufen schon genug Abfragen; bitte warten, bis eine davon beantwortet ist.",
        "Enough queries from this address are running already; wait for one of them to be answered.",
    ),
    "problem.limit.connection_limit": (
        "Alle Verbindungen des Dienstes sind belegt; bitte gleich noch einmal versuchen.",
        "All connections of the service are in use; try again in a moment.",
    ),
    "problem.limit.connections_per_client": (
        "Von diesem Anschluss sind zu viele Verbindungen offen; bitte weniger offen halten.",
        "Too many connections from this address are open; keep fewer open.",
    ),
    "problem.limit.header_limit": (
        "Die Kopfzeilen des Aufrufs sind zu lang; bitte weniger oder kürzere senden.",
        "The headers of the request are too long; send fewer or shorter ones.",
    ),
    "problem.limit.header_time": (
        "Die Kopfzeilen des Aufrufs kamen nicht rechtzeitig an; bitte noch einmal senden.",
        "The headers of the request did not arrive in time; send them again.",
    ),
    "problem.limit.memory_limit": (
        "Die Abfrage brauchte zu viel Speicher und wurde abgebrochen; bitte weniger auf einmal fragen.",
        "The query needed too much memory and was stopped; ask for less at once.",
    ),
    "problem.limit.nesting_limit": (
        "Die Abfrage ist zu tief verschachtelt; bitte vereinfachen oder teilen.",
        "The query is nested too deeply; make it simpler or split it.",
    ),
    "problem.limit.operator_limit": (
        "Die Abfrage enthält zu viele Rechen- und Vergleichszeichen; bitte vereinfachen oder teilen.",
        "The query holds too many operators; make it simpler or split it.",
    ),
    "problem.limit.pattern_limit": (
        "Die Abfrage enthält zu viele Tripelmuster und Pfadschritte; bitte vereinfachen oder teilen.",
        "The query holds too many triple patterns and path steps; make it simpler or split it.",
    ),
    "problem.limit.query_limit": (
        "Die Abfrage ist zu lang; bitte kürzen oder teilen.",
        "The query is too long; shorten or split it.",
    ),
    "problem.limit.queue_limit": (
        "Gerade warten schon sehr viele Aufrufe; bitte gleich noch einmal versuchen.",
        "Very many requests are waiting already; try again in a moment.",
    ),
    "problem.limit.queue_time": (
        "Für diese Abfrage wurde nicht rechtzeitig etwas frei; bitte gleich noch einmal versuchen.",
        "Nothing became free for this query in time; try again in a moment.",
    ),
    "problem.limit.result_limit": (
        "Die Antwort ist zu lang und wird nie gekürzt gegeben: LIMIT setzen oder die Downloads nehmen.",
        "The answer is too long and is never given shortened: set a LIMIT, or take the downloads.",
    ),
    "problem.limit.stall_seconds": (
        "Die Antwort wurde zu langsam abgenommen; bitte noch einmal fragen.",
        "The answer was taken too slowly; ask again.",
    ),
    "problem.limit.time_limit": (
        "Die Antwort dauerte zu lange und wurde abgebrochen; bitte weniger fragen oder die Frage eingrenzen.",
        "The answer took too long and was stopped; ask for less, or narrow it down.",
    ),
    "problem.limit.token_limit": (
        "Die Abfrage besteht aus zu vielen Wörtern und Zeichen; bitte kürzen oder teilen.",
        "The query consists of too many tokens; shorten or split it.",
    ),
    "problem.limit.url_limit": (
        "Die Adresse ist zu lang; eine lange Abfrage mit POST senden statt in der Adresse.",
        "The address is too long; send a long query with POST instead of in the address.",
    ),
}
