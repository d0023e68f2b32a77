"""The words of the page about the network of institutions."""

from typing import Final

__all__ = ["ANALYSIS"]

#: German and English, by key.
ANALYSIS: Final[dict[str, tuple[str, str]]] = {
    "nav.analysis": ("Netzwerk", "Network"),
    "analysis.lead": (
        (
            "Zwei Institutionen sind verbunden, wenn Quellen beide in derselben Kernaktivität oder im selben Verbund "
            "nennen. Gemeinsam genannt zu sein heißt noch nicht, eng zusammenzuarbeiten; was hier fehlt, fehlt in den "
            "gelesenen Quellen, nicht unbedingt in der Stadt."
        ),
        (
            "Two institutions are tied where sources name both in the same core activity or the same consortium. "
            "Being named together is not yet close cooperation; what is absent here is absent from the sources read, "
            "not necessarily from the city."
        ),
    ),
    "analysis.none": (
        "Diese Ausgabe enthält kein Netzwerk: Keine Institution hat darin eine Verbindung.",
        "This release contains no network: no institution has a tie in it.",
    ),
    "analysis.report": ("Bericht", "Report"),
    "analysis.report.whole": (
        "Der ganze Bericht über die Stadt (lässt sich auf A4 drucken)",
        "The whole report on the city (prints on A4)",
    ),
    "analysis.report.back": ("Zurück zum Netzwerk", "Back to the network"),
    "analysis.figures": (
        (
            "Kennzahlen. In eckigen Klammern steht, worin 95 % von {draws} zufälligen Netzwerken liegen: beim "
            "Wiederbegegnen solche, in denen jede Institution gleich oft mitwirkt, beim E-I-Index solche mit zufällig "
            "verteilten Bereichen. Die Assortativität steht ohne ein solches Modell da."
        ),
        (
            "Key figures. Brackets give what 95% of {draws} random networks lie in: for meeting again, networks in "
            "which every institution takes part as often; for the E-I index, those with sectors dealt at random. "
            "Assortativity stands without such a model."
        ),
    ),
    "analysis.measure": ("Kennzahl", "Measure"),
    "analysis.with": ("mit Stadtverwaltung", "with the city administration"),
    "analysis.without": ("ohne Stadtverwaltung", "without the city administration"),
    "analysis.measure.ties": ("Mitwirkungen (gezählt)", "Participations (count)"),
    "analysis.measure.components": (
        "Teile, die nicht zusammenhängen, mit Einzelnen (gezählt)",
        "Parts that are not connected, single ones included (count)",
    ),
    "analysis.measure.clustering": (
        "Wie oft sich Partner wieder begegnen (Robins–Alexander, 0 bis 1)",
        "How often partners meet again (Robins–Alexander, 0 to 1)",
    ),
    "analysis.measure.assortativity": (
        "Wie sehr Bereiche unter sich bleiben (Assortativität, \N{MINUS SIGN}1 bis 1)",
        "How far sectors keep to themselves (assortativity, \N{MINUS SIGN}1 to 1)",
    ),
    "analysis.measure.ei_index": (
        "Verbindungen nach außen gegen innen (E-I-Index, \N{MINUS SIGN}1 bis 1)",
        "Ties to other sectors against own (E-I index, \N{MINUS SIGN}1 to 1)",
    ),
    "analysis.network": ("Netzwerk der Institutionen", "Network of institutions"),
    "analysis.count": (
        (
            "{shown} von {tied} Institutionen mit Verbindungen, {ties} Paare zwischen ihnen; {all} Institutionen sind "
            "verzeichnet."
        ),
        "{shown} of {tied} institutions with ties, {ties} pairs between them; {all} institutions are on record.",
    ),
    "analysis.legend": ("Farben und Formen: Bereich", "Colours and shapes: sector"),
    "analysis.picture": (
        (
            "Jedes Zeichen ist eine Institution, größer mit mehr Vorhaben; jede Linie ein Paar, das mindestens ein "
            "Vorhaben teilt, dicker bei engerer Verbindung. Der Ort hat keine Bedeutung außer Nähe; er bleibt bei "
            "jedem Filter gleich. Dasselbe steht in den Tabellen darunter."
        ),
        (
            "Each mark is an institution, larger with more undertakings; each line a pair that shares at least one, "
            "thicker with a closer tie. Positions mean nothing but nearness and stay the same under every filter. "
            "The tables below say the same."
        ),
    ),
    "analysis.sector": ("Bereich", "Sector"),
    "analysis.kind": ("Art", "Kind"),
    "analysis.field": ("Innovationsfeld", "Innovation field"),
    "analysis.city": ("Stadtverwaltung", "City administration"),
    "analysis.city.without": ("ohne sie", "without it"),
    "analysis.basis": ("Grundlage", "Basis"),
    "analysis.basis.stated": ("nur Belegtes", "stated only"),
    "analysis.table": (
        (
            "Institutionen und ihre Kennzahlen, gemessen im ganzen Netzwerk{variant}. Rang nach Vermittlung; in "
            "Klammern bester und schlechtester Rang, wenn ein einzelnes Vorhaben fehlte."
        ),
        (
            "Institutions and their measures, taken in the whole network{variant}. Rank by betweenness; in brackets "
            "best and worst rank if any one undertaking were missing."
        ),
    ),
    "analysis.unranked": (
        "Ränge stehen hier nicht: Für sie sind es zu wenige Institutionen oder Vorhaben.",
        "No ranks are given: there are too few institutions or undertakings for them.",
    ),
    "analysis.name": ("Institution", "Institution"),
    "analysis.undertakings": ("Vorhaben", "Undertakings"),
    "analysis.partners": ("Partner", "Partners"),
    "analysis.strength": ("Stärke", "Strength"),
    "analysis.betweenness": ("Vermittlung", "Betweenness"),
    "analysis.core": ("Kern (k)", "Core (k)"),
    "analysis.rank": ("Rang", "Rank"),
    "analysis.explained": ("Was die Spalten heißen", "What the columns mean"),
    "analysis.undertakings.about": (
        "Kernaktivitäten und Verbünde, in denen Quellen die Institution nennen. Wer öfter beschrieben ist, hat mehr.",
        "Core activities and consortia in which sources name the institution. Whoever is described more has more.",
    ),
    "analysis.partners.about": ("Andere, die dort auch genannt sind.", "Others that are named there too."),
    "analysis.strength.about": (
        "Vorhaben mit Partnern; jedes zählt für jeden Partner 1/(k \N{MINUS SIGN} 1) bei k Beteiligten (Newman 2001).",
        "Undertakings with partners; each counts 1/(k \N{MINUS SIGN} 1) for each partner, k taking part (Newman 2001).",
    ),
    "analysis.betweenness.about": (
        "Anteil der kürzesten Wege zwischen anderen, die über die Institution führen (Freeman 1977), 0 bis 1.",
        "Share of the shortest paths between others that lead through the institution (Freeman 1977), 0 to 1.",
    ),
    "analysis.core.about": (
        "Das größte k, für das sie in einer Gruppe liegt, in der jede k Verbindungen hat (Seidman 1983).",
        "The largest k for which it is in a group where each has k ties (Seidman 1983).",
    ),
    "analysis.ties": ("Die engsten Verbindungen", "The closest ties"),
    "analysis.ties.about": (
        "Die {shown} stärksten von {all} Paaren, und worin beide vorkommen",
        "The {shown} strongest of {all} pairs, and where both take part",
    ),
    "analysis.pair": ("Institutionen", "Institutions"),
    "analysis.through": ("gemeinsam in", "together in"),
    "analysis.fields": ("Nach Innovationsfeld", "By innovation field"),
    "analysis.fields.lead": (
        "Das Netzwerk auf die Mitglieder eines Feldes eingegrenzt, und der Befehl für seinen Bericht.",
        "The network narrowed down to the members of a field, and the command for its report.",
    ),
    "analysis.members": ("Institutionen im Netzwerk", "Institutions in the network"),
    "analysis.command": ("Befehl für den Bericht", "Command for the report"),
    "analysis.repeat": ("Wiederholen und weiterrechnen", "Repeat it and go on"),
    "analysis.repeat.about": (
        "Ausgabe {release}, Startwert {seed}. Die Zahlen dieser Seite stehen in {file}; so entsteht der Bericht:",
        "Release {release}, seed {seed}. The figures of this page are in {file}; this makes the report:",
    ),
    "analysis.repeat.export": (
        "Für Gephi, Pajek, R und andere Programme:",
        "For Gephi, Pajek, R and other programs:",
    ),
    "analysis.in": ("Vergrößern", "Zoom in"),
    "analysis.out": ("Verkleinern", "Zoom out"),
    "analysis.all": ("Alles zeigen", "Show all"),
    "analysis.left": ("Nach links", "Move left"),
    "analysis.right": ("Nach rechts", "Move right"),
    "analysis.up": ("Nach oben", "Move up"),
    "analysis.down": ("Nach unten", "Move down"),
}
