"""The findings: sentences with places for figures, their caveats, and when they hold."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from bochum_kg.analysis.findings import measured
from bochum_kg.analysis.findings.measured import Answers, Values
from bochum_kg.analysis.verbs import Result

__all__ = ["FINDINGS", "NOTHING", "PAGE", "Finding"]


@dataclass(frozen=True)
class Finding:
    """A sentence with places for figures, its caveat, and where the figures come from."""

    ask: Callable[[Answers], tuple[Values, Result]]
    says: Mapping[str, str]
    caveat: Mapping[str, str]
    holds: Callable[[Values], bool] = lambda _: True


def _above(values: Values) -> bool:
    """Say whether a figure lies above its interval."""
    return float(str(values["value"])) > float(str(values["high"]))


def _below(values: Values) -> bool:
    """Say whether a figure lies below its interval."""
    return float(str(values["value"])) < float(str(values["low"]))


#: What is said where a figure lies where chance would put it, so that the sentence above it would be false.
NOTHING: Final = {
    "en": "No finding on this release: the figure lies on the other side or within what chance gives. It would read: ",
    "de": (
        "Kein Befund bei diesem Datenstand: Der Wert liegt auf der anderen Seite oder im Bereich des Zufalls. "
        "Sonst hieße es: "
    ),
}

#: The findings in the order of the page.
FINDINGS: Final = (
    Finding(
        measured.again,
        {
            "en": (
                "Partners meet again. Clustering of the two-mode network is {value}, where the numbers of "
                "participations alone would give {low} to {high} (p = {p}); {pairs_value} pairs share more than "
                "one undertaking, by chance {pairs_low} to {pairs_high}."
            ),
            "de": (
                "Wer zusammenarbeitet, trifft sich wieder. Die Verflechtung des Zweimodus-Netzes beträgt {value}; "
                "allein aus den Beteiligungszahlen ergäben sich {low} bis {high} (p = {p}). {pairs_value} Paare "
                "teilen mehr als ein Vorhaben, nach dem Zufall {pairs_low} bis {pairs_high}."
            ),
        },
        {
            "en": (
                "Pages about a network list its members together, which by itself makes circles; the draws do not "
                "know that."
            ),
            "de": (
                "Seiten über ein Netzwerk nennen seine Mitglieder gemeinsam, schon das ergibt Kreise; die "
                "Ziehungen wissen davon nichts."
            ),
        },
        _above,
    ),
    Finding(
        measured.closed,
        {
            "en": (
                "Contacts are a little less spread than they could be: {value} pairs of institutions share an "
                "undertaking, by chance {low} to {high} (p = {p})."
            ),
            "de": (
                "Die Kontakte streuen etwas weniger, als sie könnten: {value} Paare von Organisationen teilen ein "
                "Vorhaben, nach dem Zufall {low} bis {high} (p = {p})."
            ),
        },
        {
            "en": (
                "The other side of meeting again, not a second piece of evidence; a few missing memberships would "
                "change it."
            ),
            "de": (
                "Die Kehrseite des Wiedersehens, kein zweiter Beleg; wenige fehlende Mitgliedschaften würden es ändern."
            ),
        },
        _below,
    ),
    Finding(
        measured.sectors,
        {
            "en": (
                "Sectors keep to themselves more than chance: the E-I index is {value}, with labels dealt at "
                "random {low} to {high} (p = {p}); assortativity is {r}. Without the city administration it is "
                "{fewer_value}, at random {fewer_low} to {fewer_high}."
            ),
            "de": (
                "Die Bereiche bleiben mehr unter sich als nach dem Zufall: Der E-I-Index ist {value}, bei "
                "gemischten Bereichen {low} bis {high} (p = {p}); Assortativität {r}. Ohne Stadtverwaltung "
                "{fewer_value}, nach dem Zufall {fewer_low} bis {fewer_high}."
            ),
        },
        {
            "en": (
                "Some undertakings are of one sector by their nature, such as the university hospitals; the "
                "sectors are the editors' classification."
            ),
            "de": (
                "Manche Vorhaben gehören ihrer Natur nach zu einem Bereich, etwa die Universitätskliniken; die "
                "Bereiche ordnet die Redaktion zu."
            ),
        },
        _below,
    ),
    Finding(
        measured.leaders,
        {
            "en": (
                "No institution bridges alone. {one} and {two} stand most often between others, but leaving out "
                "any one undertaking moves them between ranks {one_best} and {one_worst}, and {two_best} and "
                "{two_worst}."
            ),
            "de": (
                "Niemand verbindet allein. {one} und {two} stehen am häufigsten zwischen anderen, doch ohne ein "
                "einzelnes Vorhaben liegen sie zwischen Rang {one_best} und {one_worst} sowie {two_best} und "
                "{two_worst}."
            ),
        },
        {
            "en": (
                "Degree and rank partly reflect which pages were read; betweenness is fragile when nodes are missing."
            ),
            "de": (
                "Grad und Rang spiegeln zum Teil, welche Seiten gelesen wurden; die Zwischenstellung ist "
                "empfindlich gegen fehlende Knoten."
            ),
        },
    ),
    Finding(
        measured.circles,
        {
            "en": (
                "The network falls into {communities} circles, more clearly than participation numbers imply: "
                "modularity "
                "{value}, by chance {low} to {high} (p = {p}); 50 runs agree to {agreement}, 1 being always the same."
            ),
            "de": (
                "Das Netz gliedert sich in {communities} Kreise, deutlicher, als die Beteiligungszahlen "
                "erwarten ließen: "
                "Modularität {value}, nach dem Zufall {low} bis {high} (p = {p}); 50 Läufe stimmen zu {agreement} "
                "überein, 1 hieße immer dieselben."
            ),
        },
        {
            "en": "Several circles are a single undertaking with its partners; small ones may be merged by the method.",
            "de": (
                "Mehrere Kreise sind ein einziges Vorhaben mit seinen Beteiligten; kleine kann das Verfahren "
                "verschmelzen."
            ),
        },
        _above,
    ),
    Finding(
        measured.core,
        {
            "en": (
                "There is no case for one leading core: {core_size} institutions fit the pattern of core and periphery "
                "to {core_fit} (1 would be perfect), and networks with the same participations fit as well (p "
                "= {core_p})."
            ),
            "de": (
                "Für einen einzigen führenden Kern spricht nichts: {core_size} Organisationen passen zu {core_fit} in "
                "das Muster von Kern und Peripherie (1 wäre vollkommen), und Netze mit denselben Beteiligungszahlen "
                "passen ebenso gut (p = {core_p})."
            ),
        },
        {
            "en": (
                "A core can hide behind missing memberships; the deepest k-core (k = {largest_k}) is one large "
                "undertaking."
            ),
            "de": (
                "Ein Kern kann hinter fehlenden Mitgliedschaften verborgen sein; der tiefste k-Kern (k = {largest_k}) "
                "ist ein einziges großes Vorhaben."
            ),
        },
        lambda values: float(str(values["core_p"])) > 0.05,  # noqa: PLR2004 - the level in the sentence
    ),
    Finding(
        measured.fields,
        {
            "en": (
                "Innovation fields hang together by few: {thin} of {all} tied pairs of fields rest on one "
                "institution (counts). {one} alone joins {first} pairs and {two} {second}."
            ),
            "de": (
                "Die Innovationsfelder hängen an wenigen: {thin} von {all} verbundenen Feldpaaren stützen sich "
                "auf eine einzige Organisation (Zählwerte). {one} verbindet allein {first} Paare, {two} {second}."
            ),
        },
        {
            "en": (
                "Counts, no interval: most institutions are recorded with one field, so missing assignments are likely."
            ),
            "de": (
                "Zählwerte ohne Spanne: Die meisten Organisationen sind mit nur einem Feld erfasst, fehlende "
                "Zuordnungen sind wahrscheinlich."
            ),
        },
    ),
    Finding(
        measured.goals,
        {
            "en": (
                "Of {all} recorded goals, focus areas and competences, {none} have no institution on record and "
                "{single} have one (counts)."
            ),
            "de": (
                "Von {all} erfassten Zielen, Schwerpunkten und Kompetenzen ist zu {none} keine Organisation "
                "belegt und zu {single} genau eine (Zählwerte)."
            ),
        },
        {
            "en": (
                "Absence in the data is not absence in the city: focus areas of nearly all core activities are in "
                "no page that was read."
            ),
            "de": (
                "Was in den Daten fehlt, kann es in der Stadt geben: Die Schwerpunkte fast aller Kernaktivitäten "
                "stehen auf keiner gelesenen Seite."
            ),
        },
    ),
    Finding(
        measured.cuts,
        {
            "en": (
                "Without any of {all} institutions the network would fall into more parts (count); the greatest "
                "loss of reach would be that of {worst}, efficiency {before} to {after}."
            ),
            "de": (
                "Ohne je eine von {all} Organisationen zerfiele das Netz weiter (Zählwert); am meisten Reichweite "
                "ginge ohne {worst} verloren, Effizienz {before} auf {after}."
            ),
        },
        {
            "en": "Ties on record only; efficiency is over the institutions left, and others would act in their place.",
            "de": (
                "Nur belegte Verbindungen; die Effizienz gilt für die verbleibenden, und andere würden an ihre "
                "Stelle treten."
            ),
        },
    ),
    Finding(
        measured.years,
        {
            "en": (
                "Dated ties rise from {few} in {first} to {many} in {last} (counts), but {undated} ties have no "
                "date, so growth cannot be told from better records."
            ),
            "de": (
                "Datierte Verbindungen steigen von {few} ({first}) auf {many} ({last}) (Zählwerte), doch "
                "{undated} haben kein Datum; Wachstum ist von besserer Überlieferung nicht zu trennen."
            ),
        },
        {
            "en": (
                "Participations in core activities carry no date at all; what this shows is mostly networks and "
                "consortia."
            ),
            "de": (
                "Beteiligungen an Kernaktivitäten sind nirgends datiert; zu sehen sind vor allem Netzwerke und "
                "Verbünde."
            ),
        },
    ),
)

PAGE: Final = {
    "en": (
        "# Findings on Bochum's innovation network",
        (
            "Written by `bochum-kg analyse findings` from release {release}; the same release and seed give the same "
            "page. Every sentence speaks of what is on record. Intervals are those of a null model with {draws} draws "
            "(curveball, or labels dealt at random; 200 where each draw needs a search); counts have none."
        ),
        "Caveat",
        "Command",
        "Query",
    ),
    "de": (
        "# Befunde zum Bochumer Innovationsnetz",
        (
            "Geschrieben von `bochum-kg analyse findings` aus dem Datenstand {release}; gleicher Stand und gleiche "
            "Saat ergeben dieselbe Seite. Jeder Satz spricht von dem, was belegt ist. Spannen stammen aus "
            "einem Nullmodell "
            "mit {draws} Ziehungen (Curveball oder gemischte Bereiche; 200, wo jede Ziehung eine Suche kostet); "
            "Zählwerte haben keine."
        ),
        "Vorbehalt",
        "Befehl",
        "Abfrage",
    ),
}
