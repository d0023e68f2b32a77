"""The words of the wheel on the start page, of the list of core activities and of the timeline."""

from typing import Final

__all__ = ["ACTIVITIES"]

#: German and English, by key.
ACTIVITIES: Final[dict[str, tuple[str, str]]] = {
    # The wheel
    "wheel.label": (
        "Die Strategie als Rad: innen die Säulen, darum die Kompetenzen, außen ihre Kernaktivitäten",
        "The strategy as a wheel: the pillars inside, the competences around them, their core activities at the rim",
    ),
    "wheel.caption": (
        (
            "Innen die Säulen, darum die Kompetenzen, außen ihre Kernaktivitäten mit ihrem Stand. Eine gestrichelte "
            "Speiche heißt: Die Zuordnung ist erschlossen, keine Quelle nennt sie."
        ),
        (
            "The pillars inside, the competences around them, their core activities with their status at the rim. A "
            "dashed spoke means: the assignment is inferred, no source states it."
        ),
    ),
    "wheel.several": (
        "Kernaktivitäten mehrerer Kompetenzen stehen bei jeder von ihnen.",
        "Core activities of several competences stand at each of them.",
    ),
    "wheel.unassigned": (
        "Nur in der Liste stehen {count} Kernaktivitäten, deren Kompetenz nicht bekannt ist.",
        "{count} core activities whose competence is not known stand in the list only.",
    ),
    "wheel.unassigned.one": (
        "Nur in der Liste steht eine Kernaktivität, deren Kompetenz nicht bekannt ist.",
        "One core activity whose competence is not known stands in the list only.",
    ),
    "wheel.list": ("Dasselbe als Liste", "The same as a list"),
    "wheel.pillar": ("Säule: {name}", "Pillar: {name}"),
    "wheel.competence": ("Kompetenz: {name}", "Competence: {name}"),
    "wheel.inferred": ("{name} (Zuordnung erschlossen)", "{name} (assignment inferred)"),
    "home.competence.page": ("Seite der Kompetenz „{name}“", "Page of the competence “{name}”"),
    "home.goals.count": ("{count} Ziele", "{count} goals"),
    "home.goals.count.one": ("1 Ziel", "1 goal"),
    "home.focus.count": ("{count} Schwerpunkte", "{count} focus areas"),
    "home.focus.count.one": ("1 Schwerpunkt", "1 focus area"),
    "home.activities.count": ("{count} Kernaktivitäten", "{count} core activities"),
    "home.activities.count.one": ("1 Kernaktivität", "1 core activity"),
    "home.activities.all": ("Kernaktivitäten filtern und ordnen", "Filter and sort the core activities"),
    "home.timeline": ("Meilensteine nach Jahren", "Milestones by year"),
    # The list of core activities
    "activities.lead": (
        (
            "Die Vorhaben, mit denen die Strategie umgesetzt wird: woran sie arbeiten, wer sie anführt, wo sie sind "
            "und wie sie stehen."
        ),
        (
            "The undertakings that carry out the strategy: what they work on, who leads them, where they are and how "
            "they stand."
        ),
    ),
    "activities.competence": ("Kompetenz", "Competence"),
    "activities.focus": ("Schwerpunkt", "Focus area"),
    "activities.status": ("Stand", "Status"),
    "activities.led": ("Federführung", "Lead"),
    "activities.field": ("Innovationsfeld der Beteiligten", "Innovation field of those involved"),
    "activities.place": ("Ort", "Place"),
    "activities.place.other": ("andere Orte", "other places"),
    "activities.milestones": ("Meilensteine", "Milestones"),
    "activities.sort.name": ("Name", "name"),
    "activities.sort.status": ("Stand", "status"),
    "activities.sort.end": ("letztem Meilenstein", "last milestone"),
    "activities.sort.competence": ("Kompetenz", "competence"),
    "activities.timeline": ("Alle Meilensteine nach Jahren", "All milestones by year"),
    "activities.candidates": (
        "Kandidaten: Vorhaben, die keine Quelle als Kernaktivität belegt",
        "Candidates: undertakings that no source proves to be core activities",
    ),
    "activities.none": ("Der Graph kennt keine Kernaktivitäten.", "The graph knows no core activities."),
    "activities.further": ("Weiter", "Where next"),
    # The timeline
    "timeline.lead": (
        "Was bei den Kernaktivitäten erreicht wurde und was angekündigt ist, gesehen vom Stand der Daten am {date}.",
        "What the core activities have reached and what is announced, seen from the date of the data, {date}.",
    ),
    "timeline.state": ("Stand", "Status"),
    "timeline.year": ("Jahr", "Year"),
    "timeline.due": ("angekündigt", "announced"),
    "timeline.overdue": ("überfällig", "overdue"),
    "timeline.unreported": ("nicht gemeldet", "not reported"),
    "timeline.reached": ("erreicht", "reached"),
    "timeline.due.meaning": (
        "Eine Quelle kündigt es an, und die genannte Zeit ist noch nicht vorbei.",
        "A source announces it, and the time that it names is not over yet.",
    ),
    "timeline.overdue.meaning": (
        "Die angekündigte Zeit ist vorbei, und eine andere Quelle erwartet dasselbe erst später.",
        "The announced time is over, and another source expects the same only later.",
    ),
    "timeline.unreported.meaning": (
        "Die angekündigte Zeit ist vorbei; ob es erreicht wurde, sagt keine gelesene Quelle.",
        "The announced time is over; whether it was reached, no source read so far says.",
    ),
    "timeline.reached.meaning": ("Eine Quelle meldet es als geschehen.", "A source reports it as having happened."),
    "timeline.none": ("Der Graph kennt keine Meilensteine.", "The graph knows no milestones."),
    "timeline.today": ("Stand der Daten: {date}", "date of the data: {date}"),
    "timeline.bars": ("Meilensteine je Jahr und Stand", "Milestones by year and status"),
    "timeline.table": ("Die Zahlen als Tabelle", "The numbers as a table"),
    "timeline.all": ("alle", "all"),
    "timeline.meanings": ("Was die Zeichen bedeuten", "What the signs mean"),
    "timeline.activities": ("Zur Liste der Kernaktivitäten", "To the list of core activities"),
}
