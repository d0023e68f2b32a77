"""The words of every page but those on which people ask."""

from typing import Final

__all__ = ["SITE"]

#: German and English, by key.
SITE: Final[dict[str, tuple[str, str]]] = {
    # Every page
    "site": ("Bochum Strategie als Wissensgraph", "Bochum Strategy as a knowledge graph"),
    "site.short": ("Bochum Strategie", "Bochum Strategy"),
    "skip": ("Zum Inhalt springen", "Skip to content"),
    "nav": ("Hauptnavigation", "Main navigation"),
    "nav.further": ("Weitere Seiten", "Further pages"),
    "nav.fields": ("Innovationsfelder", "Innovation fields"),
    "nav.goals": ("Ziele", "Goals"),
    "nav.timeline": ("Meilensteine", "Milestones"),
    "nav.changes": ("Änderungen", "Changes"),
    "nav.quality": ("Datenqualität", "Data quality"),
    "nav.queries": ("Fragen", "Questions"),
    "nav.sparql": ("SPARQL", "SPARQL"),
    "nav.downloads": ("Downloads", "Downloads"),
    "nav.ontology": ("Ontologie", "Ontology"),
    "nav.vocabularies": ("Begriffslisten", "Vocabularies"),
    "nav.shapes": ("Prüfregeln", "Shapes"),
    "nav.dataset": ("Datensatz", "Dataset"),
    "switch": ("English", "Deutsch"),
    "theme": ("Farben", "Colours"),
    "theme.system": ("Auto", "Auto"),
    "theme.light": ("Hell", "Light"),
    "theme.dark": ("Dunkel", "Dark"),
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
    "next.all": ("Alle {name}", "All {name}"),
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
    "sentence.leads": ("federführend bei {count} Kernaktivitäten", "leads {count} core activities"),
    "sentence.leads.one": ("federführend bei einer Kernaktivität", "leads one core activity"),
    "sentence.joins": ("Partner bei {count} Kernaktivitäten", "partner in {count} core activities"),
    "sentence.joins.one": ("Partner bei einer Kernaktivität", "partner in one core activity"),
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
    "status.as-of": ("Stand {date}", "as of {date}"),
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
    "kind.ziel": ("Ziele der Strategie", "Goals of the strategy"),
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
    # Downloads
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
    # The ontology
    "ontology.lead": (
        "Die Klassen und Eigenschaften, mit denen eine Stadt ihre Strategie als Daten beschreiben kann.",
        "The classes and properties with which a city can describe its strategy as data.",
    ),
    "ontology.diagram": ("Die wichtigsten Klassen und ihre Verbindungen", "The main classes and how they connect"),
    "ontology.back": ("Zurück zur Seite", "Back to the site"),
    "ontology.full": (
        "Ausführliche Dokumentation in einer Datei (englisch, von pyLODE erzeugt)",
        "Full documentation in one file (English, made by pyLODE)",
    ),
    "ontology.classes": ("Klassen", "Classes"),
    "ontology.properties": ("Eigenschaften, die Dinge verbinden", "Properties that connect things"),
    "ontology.properties.values": ("Eigenschaften mit Werten", "Properties with values"),
    "ontology.properties.notes": ("Eigenschaften zur Erläuterung", "Annotation properties"),
}
