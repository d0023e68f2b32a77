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
    "actors.leads": ("Federführend bei", "Leads"),
    "actors.joins": ("Partner bei", "Partner in"),
    "actors.fields": ("Innovationsfelder", "Innovation fields"),
    "actors.places": ("Standort", "Location"),
    "actors.member": ("Mitglied von", "Member of"),
}
