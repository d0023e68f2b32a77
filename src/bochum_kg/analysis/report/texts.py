"""The words of a cluster report, in German and English."""

from collections.abc import Mapping
from typing import Final

__all__ = ["TEXTS", "say"]

#: Each text by name and language; braces hold figures.
TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "title": {"de": "Clusterbericht", "en": "Cluster report"},
    "whole": {"de": "Bochum, alle Felder", "en": "Bochum, all fields"},
    "of_field": {"de": "{field}, Bochum", "en": "{field}, Bochum"},
    "as_of": {"de": "Daten {release}", "en": "data {release}"},
    "sentence": {
        "de": (
            "Belegt sind {institutions} Organisationen, die in {joint} Vorhaben mit mehreren Beteiligten "
            "zusammenkommen; ohne {cuts} von ihnen zerfiele das Netz jeweils weiter, und {goals} der {all_goals} "
            "erfassten Ziele, Schwerpunkte und Kompetenzen haben hier höchstens einen Träger."
        ),
        "en": (
            "On record are {institutions} institutions that meet in {joint} undertakings with several partners; "
            "without {cuts} of them the network would fall further apart in each case, and {goals} of the "
            "{all_goals} recorded goals, focus areas and competences have at most one actor here."
        ),
    },
    "sentence_without_goals": {
        "de": (
            "Belegt sind {institutions} Organisationen, die in {joint} Vorhaben mit mehreren Beteiligten "
            "zusammenkommen; "
            "ohne {cuts} von ihnen zerfiele das Netz jeweils weiter. Zu Zielen der Strategie lässt sich hier "
            "nichts sagen."
        ),
        "en": (
            "On record are {institutions} institutions that meet in {joint} undertakings with several partners; "
            "without {cuts} of them the network would fall further apart in each case. Nothing can be said here of "
            "goals of the strategy."
        ),
    },
    "tile_institutions": {"de": "Organisationen mit Verbindung", "en": "institutions with ties"},
    "tile_joint": {"de": "gemeinsame Vorhaben", "en": "joint undertakings"},
    "tile_weave": {"de": "Gewebe (Robins-Alexander)", "en": "weave (Robins-Alexander)"},
    "tile_mixing": {"de": "Mischung der Bereiche (E-I)", "en": "mixing of sectors (E-I)"},
    "tile_goals": {"de": "Ziele mit höchstens einem Träger", "en": "goals with at most one actor"},
    "count": {"de": "Zählwert", "en": "count"},
    "of": {"de": "{part} von {whole}", "en": "{part} of {whole}"},
    "chance": {"de": "Zufall {low} bis {high}", "en": "chance {low} to {high}"},
    "not_measured": {
        "de": "Dieses Netz ist dafür zu klein oder zu dünn; es wird nichts berechnet.",
        "en": "This network is too small or too thin for that; nothing is computed.",
    },
    "without_city": {"de": "ohne Stadtverwaltung", "en": "without the city administration"},
    "with_city": {"de": "mit Stadtverwaltung", "en": "with the city administration"},
    "h_compare": {"de": "Mit und ohne Stadtverwaltung", "en": "With and without the city administration"},
    "h_figures": {"de": "Kennzahlen", "en": "Key figures"},
    "h1": {"de": "1 Wer arbeitet mit wem?", "en": "1 Who works with whom?"},
    "t1": {
        "de": (
            "Jedes Quadrat ist eine belegte Beteiligung. Gezeigt sind die {rows} Organisationen und {columns} "
            "Vorhaben mit den meisten Verbindungen, Zeilen nach Kreisen geordnet. Das Netz darunter zeigt alle "
            "Verbindungen mit Namen für höchstens 60 Knoten."
        ),
        "en": (
            "Each square is a participation on record. Shown are the {rows} institutions and {columns} "
            "undertakings with most ties, rows ordered by circle. The network below shows all ties, with names "
            "for at most 60 nodes."
        ),
    },
    "f_matrix": {"de": "Organisationen und Vorhaben", "en": "institutions and undertakings"},
    "f_network": {"de": "Netz der Organisationen und Vorhaben", "en": "network of institutions and undertakings"},
    "t_circles": {
        "de": (
            "{groups} Kreise; Modularität {modularity}, Übereinstimmung von 50 Läufen {agreement} (1 = immer "
            "dieselben)."
        ),
        "en": "{groups} circles; modularity {modularity}, agreement of 50 runs {agreement} (1 = always the same).",
    },
    "h2": {"de": "2 Wer verbindet?", "en": "2 Who bridges?"},
    "t2": {
        "de": (
            "Rechts steht, wer viel gemeinsam macht, oben, wer zwischen sonst getrennten Kreisen steht. Die "
            "Spanne der Ränge zeigt, wie sehr ein Rang an einem einzigen Vorhaben hängt."
        ),
        "en": (
            "To the right is who does much together, on top who stands between circles otherwise apart. The range "
            "of ranks shows how far a rank rests on one undertaking."
        ),
    },
    "f_scatter": {
        "de": "Verbindungen und Vermittlung zwischen Organisationen",
        "en": "ties and betweenness between institutions",
    },
    "rank_range": {"de": "Rang (bester–schlechtester)", "en": "rank (best–worst)"},
    "nobody_leads": {
        "de": "Hier tritt niemand hervor: Keine Organisation steht zwischen anderen, oder zu viele gleich oft.",
        "en": "Nobody stands out here: no institution stands between others, or too many equally often.",
    },
    "x_strength": {"de": "Verbindungen (Zählwert)", "en": "ties (count)"},
    "h3": {"de": "3 Wie dicht ist das Gewebe?", "en": "3 How tight is the weave?"},
    "t3": {
        "de": (
            "Wie viele Organisationen in wie tiefen Kernen stehen. In einem k-Kern hat jede mit mindestens k "
            "anderen des Kerns zu tun."
        ),
        "en": (
            "How many institutions stand in how deep cores. In a k-core each has to do with at least k others of "
            "the core."
        ),
    },
    "f_cores": {"de": "Organisationen je Kernzahl", "en": "institutions by core number"},
    "t_mixing": {
        "de": "Verbindungen zwischen Bereichen: beobachtet, und was Paare nach dem Zufall hätten.",
        "en": "Ties between sectors: observed, and what pairs drawn at random would have.",
    },
    "h4": {"de": "4 Welche Felder gehören zusammen?", "en": "4 Which fields belong together?"},
    "t4": {
        "de": (
            "Je größer das Quadrat, desto mehr Organisationen gehören zu beiden Feldern. Dünne Paare hängen an "
            "einer einzigen."
        ),
        "en": "The larger the square, the more institutions belong to both fields. Thin pairs rest on a single one.",
    },
    "f_fields": {"de": "Nähe der Felder", "en": "proximity of fields"},
    "h5": {"de": "5 Ziele und ihre Träger", "en": "5 Goals and actors"},
    "t5": {
        "de": (
            "Wie viele Organisationen über belegte Kernaktivitäten zu einem Ziel, Schwerpunkt oder einer "
            "Kompetenz beitragen."
        ),
        "en": "How many institutions contribute to a goal, focus area or competence through core activities on record.",
    },
    "f_goals": {"de": "Träger je Ziel", "en": "actors by goal"},
    "h6": {"de": "6 Im Lauf der Zeit", "en": "6 Over time"},
    "t6": {
        "de": (
            "Verbindungen, deren Beginn eine Quelle datiert. Ein Anstieg zeigt zum Teil, dass über spätere Jahre "
            "mehr geschrieben wurde."
        ),
        "en": "Ties whose beginning a source dates. A rise shows in part that more was written about later years.",
    },
    "f_years": {"de": "datierte Verbindungen je Jahr", "en": "dated ties by year"},
    "h7": {"de": "7 Was wäre ohne …?", "en": "7 What if?"},
    "t7": {
        "de": "Organisationen, ohne die das belegte Netz in mehr Teile zerfiele.",
        "en": "Institutions without which the network on record would fall into more parts.",
    },
    "f_removed": {"de": "Teile des Netzes ohne …", "en": "parts of the network without …"},
    "h_read": {"de": "So ist das zu lesen", "en": "How to read this"},
    "read": {
        "de": (
            "„Zählwert“ heißt: gezählt, ohne Unsicherheit durch Zufall; ganze Zahlen in Tabellen sind solche. "
            "Ein ° heißt: berechnet, ohne Intervall. Steht ein Bereich hinter einem Wert, gibt er an, "
            "was entstünde, wenn nur die Zahl der Beteiligungen zählte; liegt der Wert außerhalb, ist es mehr "
            "oder weniger als das. Ränge haben eine Spanne: was geschieht, wenn ein einzelnes Vorhaben fehlt."
        ),
        "en": (
            "“Count” means counted, without uncertainty by chance, as whole numbers in tables are. A ° means "
            "computed, without interval. A range behind a figure says what would come about if only the numbers of "
            "participations mattered; a value outside is more or less than that. Ranks have a range: what happens "
            "when a single undertaking is missing."
        ),
    },
    "h_limits": {"de": "Was der Bericht nicht sagen kann", "en": "What this cannot say"},
    "limits": {
        "de": (
            "Was in den Daten fehlt, kann es in der Stadt geben. Ein gemeinsames Vorhaben ist noch keine "
            "Zusammenarbeit. Wer viel gelesen wurde, hat mehr Verbindungen. Über Ursachen sagt der Bericht "
            "nichts. Personen kommen nicht vor."
        ),
        "en": (
            "What is missing in the data may exist in the city. A shared undertaking is not yet cooperation. What "
            "was read about more has more ties. The report says nothing about causes. Persons do not occur."
        ),
    },
    "h_covered": {"de": "Was die Daten abdecken", "en": "What the data cover"},
    "with_ties": {"de": "Organisationen mit Verbindung", "en": "institutions with a tie"},
    "with_sector": {"de": "davon mit Bereich", "en": "of these with a sector"},
    "with_field": {"de": "davon mit Innovationsfeld", "en": "of these with an innovation field"},
    "dated": {"de": "Verbindungen mit Datum", "en": "ties with a date"},
    "stated": {"de": "Verbindungen aus der Quelle, nicht erschlossen", "en": "ties stated, not inferred"},
    "better_source": {
        "de": "Verbindungen mit mehr als einer schwachen Quelle",
        "en": "ties with more than a weak source",
    },
    "h_boundary": {"de": "Abgrenzung", "en": "Boundary"},
    "boundary_field": {
        "de": (
            "Zum Feld zählen seine Mitglieder und die seiner Teilfelder, dazu Vorhaben, die selbst zum Feld "
            "gehören oder an denen mindestens zwei Mitglieder beteiligt sind, und wer an Vorhaben des Feldes "
            "teilnimmt."
        ),
        "en": (
            "The field has its members and those of its subfields, the undertakings that are themselves of the "
            "field or have at least two members, and who takes part in undertakings of the field."
        ),
    },
    "boundary_city": {
        "de": (
            "Alle erfassten Organisationen; Vorhaben sind Kernaktivitäten, Netzwerke und Verbünde. Ämter und "
            "Einrichtungen der Stadt stehen einzeln."
        ),
        "en": (
            "All recorded organisations; undertakings are core activities, networks and consortia. Offices and "
            "units of the city stand by themselves."
        ),
    },
    "h_cite": {"de": "Zitieren und wiederholen", "en": "Cite and repeat"},
    "cite": {
        "de": "bochum-kg, {title}, Datenstand {release}. Daten CC0-1.0. Kein amtliches Verzeichnis der Stadt Bochum.",
        "en": "bochum-kg, {title}, data release {release}. Data CC0-1.0. Not an official record of the City of Bochum.",
    },
    "repeat": {"de": "Befehl:", "en": "Command:"},
    "query": {
        "de": "Abfrage {file}, SHA-256 {sha}…; Versionen: {versions}.",
        "en": "Query {file}, SHA-256 {sha}…; versions: {versions}.",
    },
    "table": {"de": "Tabelle", "en": "table"},
    "more": {
        "de": "… und {more} weitere in der Tabelle des Befehls.",
        "en": "… and {more} more in the table of the command.",
    },
    "more_equal": {
        "de": "… und {more} weitere in der Tabelle des Befehls, {equal} davon mit demselben Wert wie die letzte Zeile.",
        "en": "… and {more} more in the table of the command, {equal} of them with the value of the last row.",
    },
}


def say(language: str, name: str, **values: object) -> str:
    """Return a text with its figures filled in."""
    return TEXTS[name][language].format(**values)
