"""The words of what changed from release to release, and of pages about earlier releases."""

from typing import Final

__all__ = ["CHANGES"]

#: German and English, by key. The names of kinds are one and many, parted by a bar.
CHANGES: Final[dict[str, tuple[str, str]]] = {
    "changes.lead": (
        "Jede Ausgabe der Daten, verglichen mit der davor: was neu ist, was anders ist und was fehlt.",
        "Every release of the data, compared with the one before: what is new, what is different and what is gone.",
    ),
    "changes.none": (
        "Zu diesem Datenbestand ist keine Ausgabe verzeichnet.",
        "No release of these data is on record.",
    ),
    "changes.only": (
        (
            "Dies ist die erste verzeichnete Ausgabe. Was sich ändert, steht hier, sobald es eine zweite gibt; "
            "frühere Änderungen sind nicht belegt."
        ),
        (
            "This is the first release on record. What changes will stand here as soon as there is a second one; "
            "earlier changes are not documented."
        ),
    ),
    "changes.release": ("Ausgabe {release}", "Release {release}"),
    "changes.of": ("Ausgabe {release}: Was sich geändert hat", "Release {release}: what has changed"),
    "changes.date": ("Datenstand {date}", "Data as of {date}"),
    "changes.current": ("Aktuelle Ausgabe", "Current release"),
    "changes.first": (
        "Erste verzeichnete Ausgabe: alles zählt als neu.",
        "First release on record: everything counts as new.",
    ),
    "changes.nothing": (
        "An Daten, Begriffen und Ontologie hat sich nichts geändert.",
        "Nothing changed in data, concepts and ontology.",
    ),
    "changes.details": ("Alle Änderungen dieser Ausgabe", "All changes of this release"),
    "changes.all": ("Alle Ausgaben", "All releases"),
    "changes.previous": (
        "Verglichen mit Ausgabe {release}, Datenstand {date}.",
        "Compared with release {release}, data as of {date}.",
    ),
    "changes.fixed": ("Feste Adresse dieser Ausgabe", "Fixed address of this release"),
    "changes.dump": ("Alle Daten dieser Ausgabe (N-Quads, gzip)", "All data of this release (N-Quads, gzip)"),
    "changes.follow": ("Änderungen verfolgen", "Follow the changes"),
    "changes.atom": ("Atom-Feed", "Atom feed"),
    "changes.ldes": ("Linked Data Event Stream (für Programme)", "Linked Data Event Stream (for programs)"),
    "changes.feed": (
        "Änderungen an der Bochum Strategie 2030 als Wissensgraph",
        "Changes of the Bochum Strategie 2030 as a knowledge graph",
    ),
    "changes.how.added": ("neu", "new"),
    "changes.how.changed": ("geändert", "changed"),
    "changes.how.removed": ("entfernt", "removed"),
    "changes.before": ("vorher", "before"),
    "changes.after": ("jetzt", "now"),
    "changes.empty": ("nichts", "nothing"),
    "changes.language.de": ("deutsch", "German"),
    "changes.language.en": ("englisch", "English"),
    "changes.more": ("und {count} weitere Angaben", "and {count} more details"),
    "changes.entry": ("{name}: {how}", "{name}: {how}"),
    "changes.kind.strategie": ("Strategie|Strategien", "strategy|strategies"),
    "changes.kind.formel": ("Leitformel|Leitformeln", "guiding formula|guiding formulas"),
    "changes.kind.vision": ("Leitbild|Leitbilder", "vision|visions"),
    "changes.kind.saeule": ("Säule|Säulen", "pillar|pillars"),
    "changes.kind.kompetenz": ("Kompetenz|Kompetenzen", "competence|competences"),
    "changes.kind.ziel": ("Ziel|Ziele", "goal|goals"),
    "changes.kind.schwerpunkt": ("Schwerpunkt|Schwerpunkte", "focus area|focus areas"),
    "changes.kind.selbstverpflichtung": ("Selbstverpflichtung|Selbstverpflichtungen", "commitment|commitments"),
    "changes.kind.kernaktivitaet": ("Kernaktivität|Kernaktivitäten", "core activity|core activities"),
    "changes.kind.kandidat": ("Kandidat|Kandidaten", "candidate|candidates"),
    "changes.kind.kennzahl": ("Kennzahl|Kennzahlen", "indicator|indicators"),
    "changes.kind.organisation": ("Organisation|Organisationen", "organisation|organisations"),
    "changes.kind.beziehung": ("Beziehung|Beziehungen", "relation|relations"),
    "changes.kind.ort": ("Ort|Orte", "place|places"),
    "changes.kind.ereignis": ("Ereignis|Ereignisse", "event|events"),
    "changes.kind.kontakt": ("Kontaktstelle|Kontaktstellen", "contact point|contact points"),
    "changes.kind.quelle": ("Quelle|Quellen", "source|sources"),
    "changes.kind.vocab": ("Begriff|Begriffe", "concept|concepts"),
    "changes.kind.def": ("Term der Ontologie|Terme der Ontologie", "term of the ontology|terms of the ontology"),
    "changes.kind.shapes": ("Prüfregel|Prüfregeln", "shape|shapes"),
    "changes.kind.dataset": ("Datensatz|Datensätze", "dataset|datasets"),
    "changes.kind.other": (
        "Term anderer Vokabulare|Terme anderer Vokabulare",
        "term of another vocabulary|terms of other vocabularies",
    ),
    # Earlier releases
    "past.title": ("{name} – Ausgabe {release}", "{name} – release {release}"),
    "past.earlier": (
        "Frühere Ausgabe: So war es mit Datenstand {date} beschrieben (Ausgabe {release}).",
        "Earlier release: this is how it was described with data as of {date} (release {release}).",
    ),
    "past.current": (
        "Feste Adresse der aktuellen Ausgabe {release}, Datenstand {date}. Sie zeigt auch später diesen Stand.",
        "Fixed address of the current release {release}, data as of {date}. It will show this state later, too.",
    ),
    "past.today": ("Wie es heute beschrieben ist", "How it is described today"),
    "past.gone": ("In der aktuellen Ausgabe gibt es das nicht mehr.", "The current release no longer has it."),
    "past.all": ("Alle Stände dieser Seite (TimeMap)", "All states of this page (TimeMap)"),
    "past.property": ("Angabe", "Property"),
    "past.value": ("Wert", "Value"),
    "past.missing": ("Nicht mehr vorhanden", "No longer there"),
    "past.missing.text": (
        "{path} fehlt in der aktuellen Ausgabe. Zuletzt enthielt es die Ausgabe {release}, Datenstand {date}.",
        "The current release no longer has {path}. The last one that had it is release {release}, data as of {date}.",
    ),
}
