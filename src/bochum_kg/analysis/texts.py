"""What tables and reports say around their figures, in German and English."""

from collections.abc import Mapping
from typing import Final

__all__ = ["COLUMNS", "NOTES", "note", "term"]

Text = Mapping[str, str]

#: Notes that a table carries.
NOTES: Final[Mapping[str, Text]] = {
    "on_record": {
        "de": (
            "Grad und Rang folgen zum Teil daraus, wie viel über einen Knoten gelesen wurde; was hier fehlt, kann "
            "es in der Stadt geben."
        ),
        "en": "Degree and rank follow in part how much was read about a node; absence here is not absence in the city.",
    },
    "small": {
        "de": (
            "Kleine Stichprobe: {first} {firsts} mit Verbindungen, {second} {seconds} mit mehreren "
            "Beteiligten; keine Ränge jenseits von fünf und kein Test einzelner Paare (nötig wären {nodes} und "
            "{undertakings})."
        ),
        "en": (
            "Small sample: {first} {firsts} with ties and {second} {seconds} with several partners; no ranks "
            "beyond five and no test of single pairs (at least {nodes} and {undertakings} are needed)."
        ),
    },
    "ranks": {
        "de": "Bester und schlechtester Rang: wenn ein einzelner Knoten der anderen Art ({others}) fehlt.",
        "en": "Best and worst rank: with any one node of the other kind ({others}) left out.",
    },
    "unranked": {
        "de": "Kein Knoten liegt hier auf kürzesten Wegen zwischen anderen; deshalb gibt es keine Ränge.",
        "en": "No node lies on shortest paths between others here, so there are no ranks.",
    },
    "unlabelled": {
        "de": (
            "{lacking} von {tied} Knoten mit Verbindungen haben hier keine Angabe ({attribute}) und bleiben außen vor."
        ),
        "en": "{lacking} of {tied} nodes with ties have no {attribute} on record and are left out.",
    },
    "holes": {
        "de": (
            "Eine Projektion füllt Lücken mit Cliquen, die Einschränkung ist deshalb zu hoch; nur innerhalb "
            "dieser Tabelle vergleichen."
        ),
        "en": "A projection fills holes with cliques, so constraint is too high; compare within this table only.",
    },
    "one_field": {
        "de": "Nur ein Feld: {single} von {all} Organisationen, die eines haben.",
        "en": "One field only: {single} of {all} institutions that have any.",
    },
    "one_tie": {
        "de": "Nur eine Verbindung: {single} von {all} Knoten, die eine haben.",
        "en": "One tie only: {single} of {all} nodes that have any.",
    },
    "modularity": {
        "de": (
            "Die Modularität allein sagt nichts, auch Zufallsnetze haben eine hohe; unterhalb der "
            "Auflösungsgrenze verschmelzen Kreise."
        ),
        "en": (
            "Modularity alone says nothing: random networks have a high one too; below the resolution limit "
            "circles merge."
        ),
    },
    "core": {
        "de": (
            "Ein Vorhaben mit k Beteiligten ist selbst ein (k-1)-Kern; ein Kern findet sich immer, core_p sagt, "
            "ob er etwas bedeutet."
        ),
        "en": (
            "One undertaking with k partners is itself a (k-1)-core; a core is always found, core_p says if it "
            "means anything."
        ),
    },
    "fields": {
        "de": (
            "Die Felder folgen der Liste der Redaktion; bei wenigen Mitgliedern springt ein Anteil mit jedem einzelnen."
        ),
        "en": "Fields follow the list that the editors chose; with few members a share jumps with each.",
    },
    "across": {
        "de": "Gemessen ist über alle Felder; gezeigt wird, was das gewählte berührt.",
        "en": "Measured over all fields; what touches the chosen one is shown.",
    },
    "shares": {
        "de": "Bei wenigen gemeinsamen Nachbarn springt ein Anteil mit jedem einzelnen.",
        "en": "With few shared neighbours a share jumps with each.",
    },
    "goals": {
        "de": (
            "Niemand in den Daten heißt nicht niemand in der Stadt; die Ebenen stehen ineinander und werden nicht "
            "addiert."
        ),
        "en": "Nobody on record is not nobody in the city; levels stand in each other and must not be added up.",
    },
    "removed": {
        "de": (
            "Verbindungen sind die belegten; was andere an der Stelle der entfernten Organisation täten, ist "
            "nicht gesagt."
        ),
        "en": "Ties are those on record; what others would do in the place of the one removed is not said.",
    },
    "no_cuts": {
        "de": "Das Netz zerfällt nicht weiter, gleich welcher einzelne Knoten fehlt.",
        "en": "The network falls no further apart, whichever single node is missing.",
    },
    "no_shared": {
        "de": "Hier haben keine zwei einen gemeinsamen Nachbarn; es gibt keine Paare.",
        "en": "No two share neighbours here, so there are no pairs.",
    },
    "dated": {
        "de": (
            "Nur Verbindungen, deren Beginn eine Quelle datiert; undatierte stehen als Zahl in der letzten Spalte "
            "und fehlen hier."
        ),
        "en": "Only ties whose beginning a source dates; undated ones are counted in the last column and missing here.",
    },
    "discoveries": {
        "de": "{found} von {pairs} Paaren halten einer Falscherkennungsrate von 5 % stand.",
        "en": "{found} of {pairs} pairs pass a false-discovery rate of 5 %.",
    },
    "draws": {
        "de": "{draws} Ziehungen reichen dafür bei {pairs} Paaren nicht aus; nötig wären {wanted}.",
        "en": "{draws} draws cannot reach it for {pairs} pairs; {wanted} would be needed.",
    },
    "one_mode": {
        "de": "Ohne Vergleich mit dem Zufall: Ein Netz mit nur einer Art von Knoten wird nicht neu gezogen.",
        "en": "Without a comparison with chance: a network of one kind of nodes is not drawn anew.",
    },
    "no_weave": {
        "de": "Für einen Vergleich mit dem Zufall fehlt ein Weg über drei Verbindungen.",
        "en": "For a comparison with chance there is no path of three ties.",
    },
}

#: Headings of columns and names of measures.
COLUMNS: Final[Mapping[str, Text]] = {
    "activities": {"de": "Kernaktivitäten", "en": "core activities"},
    "activity": {"de": "Kernaktivität", "en": "core activity"},
    "actor": {"de": "Organisation", "en": "institution"},
    "actors": {"de": "Organisationen", "en": "institutions"},
    "actors_kept": {"de": "geblieben", "en": "kept"},
    "actors_lost": {"de": "verloren", "en": "lost"},
    "actors_new": {"de": "neu", "en": "new"},
    "after": {"de": "nach", "en": "to"},
    "agreement": {"de": "Übereinstimmung der Läufe", "en": "agreement of runs"},
    "association": {"de": "Assoziationsstärke", "en": "association strength"},
    "assortativity": {"de": "Assortativität r", "en": "assortativity r"},
    "before": {"de": "von", "en": "from"},
    "best_rank": {"de": "bester Rang", "en": "best rank"},
    "betweenness": {"de": "Zwischenstellung über Vorhaben", "en": "betweenness through undertakings"},
    "centralisation": {"de": "Zentralisierung", "en": "centralisation"},
    "circle": {"de": "Kreis", "en": "circle"},
    "clustering": {"de": "Gewebe (Robins-Alexander)", "en": "weave (Robins-Alexander)"},
    "communities": {"de": "Kreise", "en": "circles"},
    "components": {"de": "Komponenten", "en": "components"},
    "components_after": {"de": "Komponenten nachher", "en": "components after"},
    "components_before": {"de": "Komponenten vorher", "en": "components before"},
    "concentration": {"de": "Konzentration (HHI)", "en": "concentration (HHI)"},
    "constraint": {"de": "Einschränkung", "en": "constraint"},
    "coordinator": {"de": "Koordination", "en": "coordinator"},
    "core_fit": {"de": "Güte des Kerns", "en": "fit of the core"},
    "core_p": {"de": "p des Kerns", "en": "p of the core"},
    "core_size": {"de": "Größe des Kerns", "en": "size of the core"},
    "density": {"de": "Dichte", "en": "density"},
    "efficiency_after": {"de": "Effizienz nachher", "en": "efficiency after"},
    "efficiency_before": {"de": "Effizienz vorher", "en": "efficiency before"},
    "effective_size": {"de": "effektive Größe", "en": "effective size"},
    "ei_expected": {"de": "E-I erwartet", "en": "E-I expected"},
    "ei_index": {"de": "E-I-Index", "en": "E-I index"},
    "expected": {"de": "erwartet", "en": "expected"},
    "field": {"de": "Feld", "en": "field"},
    "fields": {"de": "Felder", "en": "fields"},
    "gatekeeper": {"de": "Zugang", "en": "gatekeeper"},
    "goal": {"de": "Ziel", "en": "goal"},
    "goals": {"de": "Ziele", "en": "goals"},
    "group": {"de": "Bereich", "en": "sector"},
    "institution": {"de": "Organisation", "en": "institution"},
    "institutions": {"de": "Organisationen", "en": "institutions"},
    "isolates": {"de": "ohne Verbindung", "en": "isolates"},
    "itinerant": {"de": "Vermittlung in fremdem Bereich", "en": "itinerant"},
    "jaccard": {"de": "Jaccard", "en": "Jaccard"},
    "label": {"de": "Name", "en": "name"},
    "largest_after": {"de": "größte Komponente (Anteil)", "en": "largest component (share)"},
    "largest_component": {"de": "größte Komponente", "en": "largest component"},
    "largest_k": {"de": "tiefster k-Kern", "en": "deepest k-core"},
    "level": {"de": "Ebene", "en": "level"},
    "liaison": {"de": "Brücke zwischen zwei anderen", "en": "liaison"},
    "mean_degree": {"de": "mittlerer Grad", "en": "mean degree"},
    "measure": {"de": "Maß", "en": "measure"},
    "modularity": {"de": "Modularität", "en": "modularity"},
    "nodes": {"de": "Organisationen", "en": "institutions"},
    "nodes_other": {"de": "Vorhaben", "en": "undertakings"},
    "null_high": {"de": "Zufall bis", "en": "chance to"},
    "null_low": {"de": "Zufall von", "en": "chance from"},
    "only_link": {"de": "allein verbundene Paare", "en": "pairs joined alone"},
    "other": {"de": "anderes", "en": "other"},
    "p": {"de": "p", "en": "p"},
    "pairs": {"de": "verbundene Paare", "en": "tied pairs"},
    "pairs_joined_alone": {"de": "welche", "en": "which"},
    "participation": {"de": "Streuung über Felder", "en": "participation"},
    "projected_betweenness": {"de": "Vermittlung zwischen Organisationen", "en": "betweenness between institutions"},
    "proximity": {"de": "Nähe", "en": "proximity"},
    "rank": {"de": "Rang", "en": "rank"},
    "removed": {"de": "ohne", "en": "without"},
    "repeated": {"de": "Paare mit mehreren Vorhaben", "en": "pairs with several undertakings"},
    "representative": {"de": "Vertretung", "en": "representative"},
    "runs": {"de": "Läufe", "en": "runs"},
    "sector": {"de": "Bereich", "en": "sector"},
    "sectors": {"de": "Bereiche", "en": "sectors"},
    "shared": {"de": "gemeinsame Organisationen", "en": "shared institutions"},
    "size": {"de": "Größe", "en": "size"},
    "size_other": {"de": "Größe des anderen", "en": "size of other"},
    "thin": {"de": "dünn", "en": "thin"},
    "ties": {"de": "Verbindungen", "en": "ties"},
    "ties_kept": {"de": "Verb. geblieben", "en": "ties kept"},
    "ties_lost": {"de": "Verb. verloren", "en": "ties lost"},
    "ties_new": {"de": "Verb. neu", "en": "ties new"},
    "undated_ties": {"de": "undatiert", "en": "undated"},
    "undertaking": {"de": "Vorhaben", "en": "undertaking"},
    "undertakings": {"de": "Vorhaben", "en": "undertakings"},
    "value": {"de": "Wert", "en": "value"},
    "worst_rank": {"de": "schlechtester Rang", "en": "worst rank"},
    "year": {"de": "Jahr", "en": "year"},
    "competence": {"de": "Kompetenz", "en": "competence"},
    "focus area": {"de": "Schwerpunkt", "en": "focus area"},
}


def note(language: str, name: str, **values: object) -> str:
    """Return a note with its values filled in."""
    return NOTES[name][language].format(**values)


def term(language: str, name: str) -> str:
    """Return the heading of a column or the name of a measure; other words are returned as they are.

    >>> term("de", "rank"), term("de", "Stadt Bochum")
    ('Rang', 'Stadt Bochum')
    """
    return COLUMNS[name][language] if name in COLUMNS else name
