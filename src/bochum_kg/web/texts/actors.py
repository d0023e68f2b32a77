"""The words of the pages about actors, fields, goals, sources and quality."""

from typing import Final

__all__ = ["ACTORS"]

#: German and English, by key.
ACTORS: Final[dict[str, tuple[str, str]]] = {
    "inferred": ("erschlossen", "inferred"),
    "actors.lead": (
        (
            "Wer in der Bochum Strategie vorkommt: Ämter, Unternehmen, Hochschulen, Vereine und andere, mit ihren "
            "Innovationsfeldern und den Kernaktivitäten, die sie anführen oder an denen sie mitwirken."
        ),
        (
            "Who appears in the Bochum Strategy: city departments, companies, universities, associations and others, "
            "with their innovation fields and the core activities that they lead or join."
        ),
    ),
    "actors.kind": ("Art", "Kind"),
    "actors.field": ("Innovationsfeld", "Innovation field"),
    "actors.place": ("Standort", "Location"),
    "actors.sort.kind": ("Art", "kind"),
    "actors.sort.name": ("Name", "name"),
    "actors.sort.leads": ("Zahl der Federführungen", "number of leads"),
    "actors.sort.joins": ("Zahl der Partnerschaften", "number of partnerships"),
    "actors.leads": ("Federführend bei", "Leads"),
    "actors.joins": ("Partner bei", "Partner in"),
    "actors.fields": ("Innovationsfelder", "Innovation fields"),
    "actors.places": ("Standort", "Location"),
    "actors.member": ("Mitglied von", "Member of"),
    # Fields
    "fields.lead": (
        "Wer in welchem Feld forscht, gründet und wirtschaftet, soweit Quellen es nennen.",
        "Who does research, founds firms and does business in which field, as far as sources tell.",
    ),
    "fields.count": (
        "{fields} Felder, {members} Organisationen in mindestens einem davon",
        "{fields} fields, {members} organisations in at least one of them",
    ),
    "fields.legend": (
        "Was kein Zeichen trägt, sagt eine Quelle. Keine Quelle sagt ausdrücklich, was so gekennzeichnet ist:",
        "What carries no mark is stated by a source. No source says outright what is marked like this:",
    ),
    "fields.matrix": ("Felder nach Bereich", "Fields by sector"),
    "fields.matrix.caption": (
        "Organisationen, die zu einem Feld gehören; ohne beendete und angekündigte. Leer heißt: keine bekannt.",
        "Organisations that belong to a field; without ended and announced ones. Blank means: none known.",
    ),
    "fields.matrix.all": ("alle", "all"),
    "fields.part": ("Teilfeld von", "Subfield of"),
    "fields.summary": (
        "{count} Organisationen: {stated} belegt, {inferred} erschlossen.",
        "{count} organisations: {stated} stated, {inferred} inferred.",
    ),
    "fields.summary.one": (
        "1 Organisation: {stated} belegt, {inferred} erschlossen.",
        "1 organisation: {stated} stated, {inferred} inferred.",
    ),
    "fields.none": (
        "Zu diesem Feld nennt keine Quelle eine Organisation, die dazugehört.",
        "For this field no source names an organisation that belongs to it.",
    ),
    "fields.all": ("In der Liste der Organisationen ansehen", "See in the list of organisations"),
    # Sources
    "sources.lead": (
        "Die Dokumente, auf denen dieser Graph beruht, und wie viele seiner Angaben sich auf jedes stützen.",
        "The documents that this graph rests on, and how many of its statements rest on each.",
    ),
    "sources.kind": ("Art der Quelle", "Kind of source"),
    "sources.publisher": ("Herausgeber", "Publisher"),
    "sources.publisher.none": ("Herausgeber unbekannt", "publisher unknown"),
    "sources.undated": ("ohne Datum", "undated"),
    "sources.statements": ("{count} Angaben", "{count} statements"),
    "sources.statements.one": ("1 Angabe", "1 statement"),
    "sources.sort.statements": ("Zahl der Angaben", "number of statements"),
    "sources.sort.name": ("Titel", "title"),
    "sources.sort.date": ("Datum, neueste zuerst", "date, newest first"),
    # Goals
    "goals.lead": (
        "Welche Ziele die Strategie nennt, und wer mit welchen Kernaktivitäten daran arbeitet.",
        "Which goals the strategy states, and who works on them with which core activities.",
    ),
    "goals.count": (
        (
            "Von {reaching} der {all} Kernaktivitäten führt ein Weg zu einem Ziel. Die Ziele von {silent} der "
            "{competences} Kompetenzen nennt keine gelesene Quelle."
        ),
        (
            "From {reaching} of the {all} core activities a path leads to a goal. No source read so far states the "
            "goals of {silent} of the {competences} competences."
        ),
    ),
    "goals.goals": ("Ziele", "Goals"),
    "goals.unknown": (
        "Lücke: Die Ziele dieser Kompetenz nennt keine gelesene Quelle.",
        "Gap: no source read so far states the goals of this competence.",
    ),
    "goals.unknown.activities": (
        "Von ihren {count} Kernaktivitäten führt deshalb kein Weg zu einem Ziel dieser Kompetenz.",
        "So no path leads from its {count} core activities to a goal of this competence.",
    ),
    "goals.unknown.one": (
        "Von ihrer einen Kernaktivität führt deshalb kein Weg zu einem Ziel dieser Kompetenz.",
        "So no path leads from its one core activity to a goal of this competence.",
    ),
    "goals.partial": (
        "Lücke: Ob das alle Ziele dieser Kompetenz sind, sagt keine gelesene Quelle.",
        "Gap: no source read so far says whether these are all goals of this competence.",
    ),
    "goals.note": (
        (
            "Die Quellen ordnen Schwerpunkte der Kompetenz zu, nicht einzelnen ihrer Ziele; jede Kernaktivität hier "
            "dient darum allen diesen Zielen."
        ),
        (
            "The sources assign focus areas to the competence, not to single goals of it; so each core activity here "
            "serves all of these goals."
        ),
    ),
    "goals.focus": ("Schwerpunkt", "Focus area"),
    "goals.focus.none": (
        "Lücke: Diesem Schwerpunkt ist keine Kernaktivität zugeordnet.",
        "Gap: no core activity is assigned to this focus area.",
    ),
    "goals.focus.unknown": (
        "Lücke: Die Schwerpunkte dieser Kompetenz nennt keine gelesene Quelle.",
        "Gap: no source read so far states the focus areas of this competence.",
    ),
    "goals.direct": (
        "Der Kompetenz zugeordnet, aber keinem ihrer Schwerpunkte ({count})",
        "Assigned to the competence, but to none of its focus areas ({count})",
    ),
    "goals.direct.all": ("Der Kompetenz zugeordnete Kernaktivitäten ({count})", "Core activities assigned ({count})"),
    "goals.leads": ("Federführung", "Lead"),
    "goals.partners": ("Partner", "Partners"),
    "goals.leads.none": ("Federführung unbekannt", "lead unknown"),
    "goals.pathless": (
        "Kernaktivitäten ohne Weg zu einem Ziel ({count})",
        "Core activities without a path to a goal ({count})",
    ),
    "goals.pathless.unknown": ("Ziele unbekannt: {names}", "goals unknown: {names}"),
    "goals.pathless.none": ("keiner Kompetenz zugeordnet", "assigned to no competence"),
    "goals.pathless.empty": (
        "Von jeder Kernaktivität führt ein Weg zu einem Ziel.",
        "From every core activity a path leads to a goal.",
    ),
    # Quality
    "quality.lead": (
        "Was abgedeckt ist und was fehlt, was die Prüfregeln melden und welche Fragen offen sind.",
        "What is covered and what is missing, what the rules report and which questions are open.",
    ),
    "quality.changed": (
        "Die Daten wurden zuletzt am {date} geändert (Ausgabe {release}).",
        "The data were last changed on {date} (release {release}).",
    ),
    "quality.coverage": ("Abdeckung", "Coverage"),
    "quality.coverage.caption": (
        (
            "Wie viele Dinge jeder Art ein Merkmal haben. Ein Strich heißt: Danach wird bei dieser Art nicht gefragt. "
            "Prozente sind abgerundet."
        ),
        (
            "How many things of each kind have a feature. A dash means: this kind is not asked for it. "
            "Percentages are rounded down."
        ),
    ),
    "quality.features.caption": ("Was nur manche Arten haben sollen", "What only some kinds are meant to have"),
    "quality.class": ("Art", "Kind"),
    "quality.number": ("Anzahl", "Number"),
    "quality.feature": ("Merkmal", "Feature"),
    "quality.known": ("bekannt", "known"),
    "quality.share": ("{count} von {all} ({percent}\N{NO-BREAK SPACE}%)", "{count} of {all} ({percent}%)"),
    "quality.share.little": (
        "{count} von {all} (unter 1\N{NO-BREAK SPACE}%)",
        "{count} of {all} (below 1%)",
    ),
    "quality.label-de": ("Name deutsch", "Name in German"),
    "quality.label-en": ("Name englisch", "Name in English"),
    "quality.source": ("Quelle", "Source"),
    "quality.date": ("Datum", "Date"),
    "quality.undated": ("{count} ausdrücklich undatiert", "{count} expressly undated"),
    "quality.status": ("heutiger Stand", "current status"),
    "quality.lead-organisation": ("Federführung", "lead"),
    "quality.goal": ("Weg zu einem Ziel", "path to a goal"),
    "quality.own-goal": ("Ziele", "goals"),
    "quality.focus": ("Schwerpunkte", "focus areas"),
    "quality.place": ("Standort", "location"),
    "quality.field": ("Innovationsfeld", "innovation field"),
    "quality.findings": ("Was die Prüfregeln melden", "What the rules report"),
    "quality.verdict": (
        "{violations} Verstöße, {warnings} Warnungen, {notes} Hinweise.",
        "{violations} violations, {warnings} warnings, {notes} notes.",
    ),
    "quality.findings.lead": (
        (
            "Verstöße verhindern eine Veröffentlichung, Warnungen sollen behoben werden, Hinweise nennen, was die "
            "Quellen offenlassen."
        ),
        "Violations prevent a release, warnings should be corrected, notes name what the sources leave open.",
    ),
    "quality.report": ("Der ganze Bericht (SHACL, Turtle)", "The whole report (SHACL, Turtle)"),
    "quality.violation": ("Verstöße", "Violations"),
    "quality.warning": ("Warnungen", "Warnings"),
    "quality.info": ("Hinweise", "Notes"),
    "quality.none": ("Keine.", "None."),
    "quality.things": ("Betroffen", "Concerned"),
    "quality.more": ("und {count} weitere im ganzen Bericht", "and {count} more in the whole report"),
    "quality.open": ("Was offen ist", "What is open"),
    "quality.open.lead": (
        "Lücken und Widersprüche, die beim Sammeln auffielen und als Aussage in den Daten stehen.",
        "Gaps and contradictions that were noticed when collecting and stand in the data as statements.",
    ),
    "quality.open.none": ("Die Daten nennen keine.", "The data name none."),
    "quality.checks": ("Selbst nachprüfen", "Check for yourself"),
    "quality.checks.lead": (
        "Jede dieser Abfragen sucht einen Fehler; eine leere Antwort heißt, dass es keinen gibt.",
        "Each of these queries looks for a mistake; an empty answer means that there is none.",
    ),
}
