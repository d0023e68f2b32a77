"""The words of the interface in German and English."""

from typing import Final

__all__ = ["say", "words"]

#: German and English, by key; values are put in with ``str.format``.
_TEXTS: Final[dict[str, tuple[str, str]]] = {
    # Every page
    "site": ("Bochum Strategie als Wissensgraph", "Bochum Strategy as a knowledge graph"),
    "site.short": ("Bochum Strategie", "Bochum Strategy"),
    "skip": ("Zum Inhalt springen", "Skip to content"),
    "nav": ("Hauptnavigation", "Main navigation"),
    "nav.activities": ("Kernaktivitäten", "Core activities"),
    "nav.actors": ("Organisationen", "Organisations"),
    "nav.fields": ("Innovationsfelder", "Innovation fields"),
    "nav.places": ("Orte", "Places"),
    "nav.sources": ("Quellen", "Sources"),
    "nav.queries": ("Fragen", "Questions"),
    "nav.sparql": ("SPARQL", "SPARQL"),
    "nav.downloads": ("Downloads", "Downloads"),
    "nav.ontology": ("Ontologie", "Ontology"),
    "nav.vocabularies": ("Begriffslisten", "Vocabularies"),
    "nav.shapes": ("Prüfregeln", "Shapes"),
    "nav.dataset": ("Datensatz", "Dataset"),
    "switch": ("In English", "Auf Deutsch"),
    "footer.data": ("Daten: CC0 1.0, Programm: MIT.", "Data: CC0 1.0, code: MIT."),
    "footer.unofficial": (
        "Zusammengetragen aus öffentlichen Quellen; keine amtliche Seite der Stadt Bochum.",
        "Compiled from public sources; not an official site of the city of Bochum.",
    ),
    "formats": ("Diese Seite als Daten", "This page as data"),
    # A thing
    "iri": ("Kennung (IRI)", "Identifier (IRI)"),
    "iri.hint": (
        "Diese Adresse bleibt; mit ihr zitieren und verknüpfen.",
        "This address is stable; use it to cite and to link.",
    ),
    "curie": ("Kurzform", "Short form"),
    "facts": ("Was bekannt ist", "What is known"),
    "facts.more": ("{count} weitere", "{count} more"),
    "sources": ("Quellen", "Sources"),
    "sources.entry": (
        "Angaben ohne Fußnote stützen sich auf die Quellen des ganzen Eintrags:",
        "Statements without a footnote rest on the sources of the whole entry:",
    ),
    "source.number": ("Quelle {number}", "Source {number}"),
    "source.entry": ("Eintrag zur Quelle", "Entry of the source"),
    "source.withheld": ("Adresse weggelassen: {reason}", "Address left out: {reason}"),
    "incoming": ("Was hierher verweist", "What points here"),
    "incoming.all": ("alle {count} ansehen", "see all {count}"),
    "incoming.title": ("{label}: {name}", "{label}: {name}"),
    "incoming.back": ("Zurück zu {name}", "Back to {name}"),
    "competing": ("Quellen weichen voneinander ab", "Sources disagree"),
    "statement": ("Einzelansicht", "Details"),
    "because": ("Begründung", "Reason"),
    "next": ("Weiter", "Where next"),
    "next.all": ("Alle: {name}", "All: {name}"),
    "next.query": ("Diese Angaben als SPARQL-Abfrage", "These statements as a SPARQL query"),
    "unknown": ("unbekannt", "unknown"),
    "yes": ("ja", "yes"),
    "no": ("nein", "no"),
    "since": ("seit {start}", "since {start}"),
    "until": ("bis {end}", "until {end}"),
    "span": ("{start} bis {end}", "{start} to {end}"),
    "euro": ("{amount}\N{NO-BREAK SPACE}€", "€{amount}"),
    "quoted": ("„{name}“", "“{name}”"),
    "sentence.is": ("{name} ist {what}", "{name} is {what}"),
    "sentence.of": ("zu {name}", "of {name}"),
    "sentence.lead": ("federführend: {names}", "led by {names}"),
    "sentence.status": ("Stand: {names}", "status: {names}"),
    "sentence.competence": ("Kompetenz: {names}", "competence: {names}"),
    "sentence.pillar": ("Säule: {names}", "pillar: {names}"),
    "sentence.kind": ("Art: {names}", "kind: {names}"),
    "sentence.scope": ("Raumbezug: {names}", "scope: {names}"),
    "sentence.scheme": ("Begriffsliste: {names}", "vocabulary: {names}"),
    # Home
    "home.title": ("Die Bochum Strategie auf einen Blick", "The Bochum Strategy at a glance"),
    "home.lead": (
        (
            "Wie die Stadt Bochum sich bis 2030 entwickeln will: Säulen, Kompetenzen, Ziele und die Kernaktivitäten, "
            "mit denen sie umgesetzt wird. Jede Angabe nennt ihre Quelle."
        ),
        (
            "How the city of Bochum wants to develop until 2030: pillars, competences, goals and the core activities "
            "that carry them out. Every statement names its source."
        ),
    ),
    "home.participations": (
        "dazu {count} Beteiligungen an Kernaktivitäten",
        "and {count} participations in core activities",
    ),
    "home.sites": (
        "dazu {count} Standorte von Vorhaben und Ereignissen",
        "and {count} sites of undertakings and events",
    ),
    "home.counts": ("Was dieser Graph kennt", "What this graph knows"),
    "home.structure": ("Aufbau", "Structure"),
    "home.pillar": ("Säule", "Pillar"),
    "home.competence": ("Kompetenz", "Competence"),
    "home.goals": ("Ziele", "Goals"),
    "home.focus": ("Schwerpunkte und Selbstverpflichtungen", "Focus areas and commitments"),
    "home.activities": ("Kernaktivitäten ({count})", "Core activities ({count})"),
    "home.activities.none": (
        "Keine Kernaktivität ist dieser Kompetenz zugeordnet.",
        "No core activity is assigned to this competence.",
    ),
    "home.goals.unknown": (
        "Die Ziele dieser Kompetenz nennt keine gelesene Quelle.",
        "No source read so far states the goals of this competence.",
    ),
    "home.goals.partial": (
        "Weitere Ziele und Schwerpunkte können fehlen.",
        "Further goals and focus areas may be missing.",
    ),
    "home.unassigned": ("Kernaktivitäten ohne belegte Kompetenz", "Core activities without a known competence"),
    "home.candidates": ("Kandidaten", "Candidates"),
    "home.candidates.lead": (
        "Bei diesen Vorhaben belegt keine Quelle, dass sie Kernaktivitäten sind.",
        "For these undertakings no source proves that they are core activities.",
    ),
    "home.figures": ("Zahlen der Strategie über sich selbst", "Figures the strategy gives about itself"),
    "home.figures.lead": (
        "Angaben der Stadt mit dem Datum, für das sie gelten; sie müssen nicht zu dem passen, was hier belegt ist.",
        "Statements of the city with the date they hold for; they need not agree with what is documented here.",
    ),
    "home.gaps": ("Was offen ist", "What is not known"),
    "home.gaps.activities": (
        "{known} Kernaktivitäten sind durch eine Quelle bestätigt; die Stadt nennt {planned} geplante.",
        "{known} core activities are confirmed by a source; the city speaks of {planned} planned ones.",
    ),
    "home.gaps.goals": (
        "Von {unknown} der {all} Kompetenzen sind die Ziele nicht oder nicht vollständig bekannt.",
        "The goals of {unknown} of the {all} competences are not known, or not completely.",
    ),
    "home.gaps.status": (
        "Zu {count} Kernaktivitäten ist kein Stand belegt.",
        "For {count} core activities no status is documented.",
    ),
    "home.gaps.more": ("Alle Lücken und Widersprüche", "All gaps and contradictions"),
    "home.use": ("Selbst auswerten", "Use the data"),
    "home.use.queries": ("Fertige Fragen mit Antwort", "Questions ready to run"),
    "home.use.sparql": ("Eigene Abfrage stellen", "Ask your own query"),
    "home.use.downloads": ("Alles herunterladen", "Download everything"),
    "home.inferred": ("Zuordnung erschlossen", "assignment inferred"),
    "status.none": ("Stand unbekannt", "status unknown"),
    # Lists
    "list.count": ("{count} Einträge", "{count} entries"),
    "list.one": ("1 Eintrag", "1 entry"),
    "page.of": ("Seite {page} von {pages}", "Page {page} of {pages}"),
    "page.previous": ("Vorige Seite", "Previous page"),
    "page.next": ("Nächste Seite", "Next page"),
    "pages": ("Seiten", "Pages"),
    "kind.kernaktivitaet": ("Kernaktivitäten", "Core activities"),
    "kind.kandidat": ("Kandidaten", "Candidates"),
    "kind.kompetenz": ("Kompetenzen", "Competences"),
    "kind.saeule": ("Säulen", "Pillars"),
    "kind.ziel": ("Strategische Ziele", "Strategic goals"),
    "kind.schwerpunkt": ("Schwerpunkte", "Focus areas"),
    "kind.selbstverpflichtung": ("Selbstverpflichtungen", "Commitments"),
    "kind.organisation": ("Organisationen", "Organisations"),
    "kind.ort": ("Orte", "Places"),
    "kind.ereignis": ("Ereignisse", "Events"),
    "kind.quelle": ("Quellen", "Sources"),
    "kind.kennzahl": ("Kennzahlen", "Indicators"),
    "kind.beziehung": ("Beziehungen", "Relations"),
    "kind.kontakt": ("Kontaktstellen", "Contact points"),
    "kind.formel": ("Leitformeln", "Guiding formulas"),
    "kind.vision": ("Leitbilder", "Visions"),
    "kind.strategie": ("Strategien", "Strategies"),
    "vocab.lead": (
        (
            "Die festen Begriffe, mit denen der Graph beschreibt, etwa den Stand einer Kernaktivität oder die Art "
            "einer Organisation."
        ),
        (
            "The fixed concepts the graph describes with, such as the status of a core activity or the kind of an "
            "organisation."
        ),
    ),
    "shapes.lead": (
        "Die Regeln, nach denen die Daten vor jeder Veröffentlichung geprüft werden (SHACL).",
        "The rules that the data are checked against before every release (SHACL).",
    ),
    # Errors
    "error.404": ("Das gibt es hier nicht", "There is no such thing here"),
    "error.404.text": (
        "Unter {path} kennt der Graph nichts. Vielleicht hat sich ein Tippfehler eingeschlichen.",
        "The graph knows nothing under {path}. Perhaps there is a typing error.",
    ),
    "error.405": ("Das geht hier nicht", "That cannot be done here"),
    "error.405.text": (
        "Unter {path} gibt es etwas zu lesen, aber nichts zu senden oder zu ändern.",
        "There is something to read under {path}, but nothing to send or to change.",
    ),
    "error.title": ("Das ging nicht", "That did not work"),
    "error.near": ("Ähnliche Namen", "Similar names"),
    "error.home": ("Zur Startseite", "To the start page"),
    # Downloads
    "downloads.title": ("Downloads", "Downloads"),
    "downloads.lead": (
        "Der ganze Datensatz in mehreren Formaten, Stand {date}. Lizenz: CC0 1.0, frei für jeden Zweck.",
        "The whole dataset in several formats, as of {date}. Licence: CC0 1.0, free for any purpose.",
    ),
    "downloads.file": ("Datei", "File"),
    "downloads.type": ("Format", "Format"),
    "downloads.size": ("Größe", "Size"),
    "downloads.sha": ("Prüfsumme (SHA-256)", "Checksum (SHA-256)"),
    "downloads.cite": ("So zitieren", "How to cite"),
    "downloads.citation": (
        "bochum-kg: Bochum Strategie 2030 als Wissensgraph, Ausgabe {release}, Datenstand {date}. {iri}",
        "bochum-kg: the Bochum Strategie 2030 as a knowledge graph, release {release}, data as of {date}. {iri}",
    ),
    "downloads.release": ("Ausgabe {release}", "Release {release}"),
    "downloads.check": (
        "Die Prüfsumme zeigt, ob eine Datei unverändert angekommen ist: sha256sum DATEI.",
        "The checksum shows whether a file arrived unchanged: sha256sum FILE.",
    ),
    # Questions
    "queries.title": ("Fragen an den Graphen", "Questions to the graph"),
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
    "sparql.title": ("SPARQL-Abfrage", "SPARQL query"),
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
    "limits.503": (
        "erhält 503 und keinen Teil der Antwort: die Abfrage vereinfachen oder später wiederkommen.",
        "gets 503 and no part of the answer: make the query simpler, or come back later.",
    ),
    # The ontology
    "ontology.title": ("Die Ontologie", "The ontology"),
    "ontology.lead": (
        "Die Klassen und Eigenschaften, mit denen eine Stadt ihre Strategie als Daten beschreiben kann.",
        "The classes and properties with which a city can describe its strategy as data.",
    ),
    "ontology.diagram": ("Die wichtigsten Klassen und ihre Verbindungen", "The main classes and how they connect"),
    "ontology.back": ("Zurück zur Seite", "Back to the site"),
    "ontology.full": ("Ausführliche Dokumentation", "Full documentation"),
    "ontology.classes": ("Klassen", "Classes"),
    "ontology.properties": ("Eigenschaften, die Dinge verbinden", "Properties that connect things"),
    "ontology.properties.values": ("Eigenschaften mit Werten", "Properties with values"),
    "ontology.properties.notes": ("Eigenschaften zur Erläuterung", "Annotation properties"),
}


def say(key: str, language: str, **values: object) -> str:
    """Return a text of the interface in a language, with values put in.

    >>> say("page.of", "de", page=1, pages=3)
    'Seite 1 von 3'

    Raises:
        KeyError: there is no text with that key, or a value is missing.
    """
    german, english = _TEXTS[key]
    return (english if language == "en" else german).format(**values)


def words(start: str, language: str) -> dict[str, str]:
    """Return the texts whose keys begin so, by the rest of the key, with values left to be put in.

    >>> words("editor.kind.", "en")["class"]
    'class'
    """
    at = 1 if language == "en" else 0
    return {key.removeprefix(start): both[at] for key, both in _TEXTS.items() if key.startswith(start)}
