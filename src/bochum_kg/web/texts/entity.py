"""The words of the page of a thing, of its network, and of the pages of terms, lists of concepts and rules."""

from typing import Final

__all__ = ["ENTITY"]

#: German and English, by key.
ENTITY: Final[dict[str, tuple[str, str]]] = {
    # How statements came about
    "basis.legend": (
        (
            "Ohne Vermerk steht eine Angabe so in ihrer Quelle. Was erschlossen, redaktionell oder abgeleitet "
            "ist, sagt es."
        ),
        "A statement without a mark stands in its source like that. What is inferred, editorial or derived says so.",
    ),
    "basis.more": ("Was die Vermerke bedeuten", "What the marks mean"),
    # The neighbourhood
    "network": ("Umgebung", "Neighbourhood"),
    "network.lead": (
        "Direkt verbunden mit {count} anderen: {names}",
        "Directly connected with {count} others: {names}",
    ),
    "network.lead.one": ("Direkt verbunden mit einer anderen Sache: {names}", "Directly connected with one: {names}"),
    "network.lead.more": (
        "Direkt verbunden mit {count} anderen, darunter {names}",
        "Directly connected with {count} others, among them {names}",
    ),
    "network.lists": (
        "Alle stehen mit ihren Quellen unter „Was bekannt ist“ und „Was hierher verweist“.",
        "All of them stand with their sources under “What is known” and “What points here”.",
    ),
    "network.data": ("Umgebung als Daten (JSON)", "Neighbourhood as data (JSON)"),
    "network.title": ("Umgebung von {name}", "Neighbourhood of {name}"),
    "network.caption": (
        (
            "{name} in der Mitte und {count} direkt verbundene Dinge. Durchgezogen: steht in einer Quelle; "
            "gestrichelt: erschlossen oder abgeleitet."
        ),
        (
            "{name} in the middle and {count} directly connected things. Solid: stands in a source; dashed: "
            "inferred or derived."
        ),
    ),
    "network.caption.some": (
        (
            "{name} in der Mitte und {shown} von {count} direkt verbundenen Dingen. Durchgezogen: steht in einer "
            "Quelle; gestrichelt: erschlossen oder abgeleitet."
        ),
        (
            "{name} in the middle and {shown} of {count} directly connected things. Solid: stands in a source; "
            "dashed: inferred or derived."
        ),
    ),
    "network.kind.concept": ("Begriffe", "Concepts"),
    "network.kind.other": ("Anderes", "Others"),
    "network.js.draw": ("Netz zeichnen", "Draw the network"),
    "network.js.loading": ("Das Netz wird geladen …", "Loading the network …"),
    "network.js.failed": (
        "Das Netz ließ sich nicht zeichnen; die Tabelle enthält dasselbe.",
        "The network could not be drawn; the table holds the same.",
    ),
    "network.js.unreachable": (
        "Die Umgebung war nicht zu laden. Bitte noch einmal versuchen.",
        "The neighbourhood could not be loaded. Please try again.",
    ),
    "network.js.legend": ("Farben", "Colours"),
    "network.js.table": ("Verbindungen", "Connections"),
    "network.js.between": ("Verbindungen untereinander", "Connections among them"),
    "network.js.from": ("Von", "From"),
    "network.js.by": ("Verbindung", "Connection"),
    "network.js.to": ("Zu", "To"),
    "network.js.other": ("Verbunden mit", "Connected with"),
    "network.js.kind": ("Art", "Kind"),
    "network.js.basis": ("Grundlage", "Basis"),
    "network.js.stated": ("belegt", "stated"),
    # Identity, citation, report
    "copying.copy": ("Kopieren", "Copy"),
    "copying.copy.title": ("Kopieren: {label}", "Copy: {label}"),
    "copying.copied": ("Kopiert.", "Copied."),
    "cite": ("Diese Seite zitieren", "Cite this page"),
    "cite.words": ("In Worten", "In words"),
    "cite.text": (
        (
            "{publisher}: „{name}“. In: {title}. Ausgabe {release}, Datenstand {date}. {iri} (unveränderliche "
            "Fassung: {fixed})"
        ),
        (
            "{publisher}: “{name}”. In: {title}. Release {release}, data as of {date}. {iri} (version that does "
            "not change: {fixed})"
        ),
    ),
    "cite.fixed": ("Unveränderliche Fassung dieser Seite", "Version of this page that does not change"),
    "cite.hint": (
        "Zitiert wird die Zusammenstellung. Wer eine einzelne Angabe übernimmt, nennt am besten auch deren Quelle.",
        "This cites the compilation. Whoever takes over a single statement had better name its source, too.",
    ),
    "report": ("Einen Fehler melden", "Report a mistake"),
    "report.subject": ("Fehler auf der Seite „{name}“", "Mistake on the page “{name}”"),
    "report.body": (
        "Seite: {iri}\nAusgabe: {release}\n\nWas stimmt nicht?\n\n\nWoher wissen Sie es? (Quelle)\n\n",
        "Page: {iri}\nRelease: {release}\n\nWhat is wrong?\n\n\nHow do you know? (source)\n\n",
    ),
    "explain": ("Diese Seite als Abfrage erklärt", "This page explained as a query"),
    # What the rules ask of a class
    "shape": ("Was dazu gehört", "What belongs to it"),
    "shape.must": ("Pflicht", "required"),
    "shape.should": ("erwartet", "expected"),
    "shape.known": ("wenn bekannt", "where known"),
    "shape.may": ("möglich", "optional"),
    "shape.exactly": ("genau {count}", "exactly {count}"),
    "shape.least": ("mindestens {count}", "at least {count}"),
    "shape.most": ("höchstens {count}", "at most {count}"),
    "shape.between": ("{least} bis {most}", "{least} to {most}"),
    "shape.none": ("keine", "none"),
    "shape.any": ("beliebig viele", "any number"),
    "shape.languages": ("je einmal auf Deutsch und Englisch", "once in German and once in English"),
    "shape.or": (" oder ", " or "),
    "shape.inverse": ("was hierher verweist", "what points here"),
    "shape.property": ("Eigenschaft", "Property"),
    "shape.need": ("Nötig?", "Needed?"),
    "shape.count": ("Wie oft", "How many"),
    "shape.values": ("Werte", "Values"),
    "shape.rules": ("Prüfregel", "Rule"),
    "shape.caption": (
        "Was bei {name} stehen muss und darf, gelesen aus den Prüfregeln (SHACL)",
        "What must and may stand with {name}, read from the rules (SHACL)",
    ),
    "shape.further": ("Regeln über mehrere Dinge hinweg", "Rules across several things"),
    "shape.unwritten": ("keine eigene Regel", "no rule of its own"),
    "examples": ("Beispiele aus den Daten", "Examples from the data"),
    "examples.all": ("{count} insgesamt", "{count} in all"),
    "examples.none": ("Die Daten enthalten noch keines.", "The data hold none yet."),
    "examples.uses": ("insgesamt {count}-mal verwendet", "used {count} times in all"),
    "def.versions": ("Fassungen", "Versions"),
    "def.version": ("Fassung {version}", "Version {version}"),
    "def.version.current": ("diese Fassung", "this version"),
    "def.version.prior": ("Vorgänger", "predecessor"),
    "def.version.first": (
        "Es ist die erste Fassung; eine frühere gibt es nicht.",
        "It is the first version; there is no earlier one.",
    ),
    "def.version.dates": ("erstellt {created}, geändert {modified}", "created {created}, modified {modified}"),
    "def.others": (
        "Klassen anderer Vokabulare, für die Regeln gelten",
        "Classes of other vocabularies that rules apply to",
    ),
    "def.contents": ("Auf dieser Seite", "On this page"),
    "def.anchor": ("Verweis auf {name}", "Link to {name}"),
    # Lists of concepts
    "tree": ("Begriffe", "Concepts"),
    "tree.count": ("{count}-mal verwendet", "used {count} times"),
    "tree.count.one": ("einmal verwendet", "used once"),
    "tree.count.none": ("nicht verwendet", "not used"),
    "tree.place": ("Platz in der Liste", "Place in the list"),
    "tree.narrower": ("Unterbegriffe", "Narrower concepts"),
    "tree.beside": ("Daneben", "Beside it"),
}
