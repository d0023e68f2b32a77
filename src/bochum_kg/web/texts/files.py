"""The words on the files of a release."""

from typing import Final

__all__ = ["FILES"]

#: German and English, by key; ``file.NAME`` says what a file holds.
FILES: Final[dict[str, tuple[str, str]]] = {
    "files.graph": ("Der ganze Graph", "The whole graph"),
    "files.graph.lead": (
        "Alle Aussagen in einer Datei. N-Quads hält die benannten Graphen auseinander; Turtle liest sich am besten.",
        "All statements in one file. N-Quads keeps the named graphs apart; Turtle is the easiest to read.",
    ),
    "files.tables": ("Tabellen", "Tables"),
    "files.tables.lead": (
        "UTF-8, durch Komma getrennt, eine Zeile je Ding; mehrere IRIs trennt ein Leerzeichen, Texte ein Umbruch.",
        "UTF-8, separated by commas, one row per thing; several IRIs are separated by a blank, texts by a line break.",
    ),
    "files.about": ("Beschreibung, Regeln und Prüfung", "Description, rules and validation"),
    "files.about.lead": (
        "Für Kataloge und alle, die nachprüfen wollen.",
        "For catalogues and for everyone who wants to check.",
    ),
    "files.content": ("Inhalt", "Content"),
    "files.terminal": ("Im Terminal", "In a terminal"),
    "file.strategie.nq": ("Alle Aussagen mit ihren Graphen", "All statements with their graphs"),
    "file.strategie.nq.gz": ("Dasselbe, verdichtet", "The same, compressed"),
    "file.strategie.ttl": ("Alle Aussagen", "All statements"),
    "file.strategie.ttl.gz": ("Dasselbe, verdichtet", "The same, compressed"),
    "file.strategie.jsonld": ("Alle Aussagen", "All statements"),
    "file.strategie.jsonld.gz": ("Dasselbe, verdichtet", "The same, compressed"),
    "files.context": (
        "Was die Wörter bedeuten, die als Schlüssel im JSON-LD stehen:",
        "What the words mean that are keys in the JSON-LD:",
    ),
    "file.tabellen.zip": ("Alle Tabellen mit ihrer Beschreibung", "All tables with their description"),
    "file.csv-metadata.json": ("Beschreibung der Tabellen nach CSVW", "Description of the tables as CSVW"),
    "file.kernaktivitaeten.csv": ("Kernaktivitäten", "Core activities"),
    "file.meilensteine.csv": ("Meilensteine", "Milestones"),
    "file.mittel.csv": ("Kosten und Mittel", "Costs and funds"),
    "file.beteiligungen.csv": ("Wer an welcher Kernaktivität mitwirkt", "Who takes part in which core activity"),
    "file.organisationen.csv": ("Organisationen", "Organisations"),
    "file.beziehungen.csv": (
        "Beziehungen zwischen Organisationen, Orten und Feldern",
        "Relations between organisations, places and fields",
    ),
    "file.orte.csv": ("Orte", "Places"),
    "file.ereignisse.csv": ("Ereignisse", "Events"),
    "file.kompetenzen.csv": ("Kompetenzen", "Competences"),
    "file.ziele.csv": ("Strategische Ziele", "Strategic goals"),
    "file.schwerpunkte.csv": ("Schwerpunkte", "Focus areas"),
    "file.begriffe.csv": (
        "Begriffslisten mit den Innovationsfeldern",
        "Vocabularies with the innovation fields",
    ),
    "file.quellen.csv": ("Quellen", "Sources"),
    "file.dcat.ttl": ("Beschreibung für Datenkataloge (DCAT-AP.de)", "Description for data catalogues (DCAT-AP.de)"),
    "file.shapes.ttl": ("Prüfregeln (SHACL)", "Rules (SHACL)"),
    "file.report.ttl": ("Prüfbericht (SHACL)", "Validation report (SHACL)"),
    "file.search.sqlite": ("Index der Suche", "Index of the search"),
    "file.network.json": (
        "Netzwerk der Institutionen mit Kennzahlen und Anordnung",
        "Network of institutions with measures and layout",
    ),
    "file.analysis-de.html": ("Bericht über das Netzwerk, deutsch", "Report on the network, in German"),
    "file.analysis-en.html": ("Bericht über das Netzwerk, englisch", "Report on the network, in English"),
    "file.ontology.html": ("Dokumentation der Ontologie, englisch", "Documentation of the ontology, in English"),
    "file.ontology-de.svg": ("Bild der Ontologie, deutsch", "Picture of the ontology, German"),
    "file.ontology-en.svg": ("Bild der Ontologie, englisch", "Picture of the ontology, English"),
}
