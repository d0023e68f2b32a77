"""How the terms of the graph are told: in which order, and which ones a reader meets elsewhere on the page."""

from collections.abc import Mapping
from typing import Final

from rdflib import DC, DCTERMS, FOAF, ORG, RDF, RDFS, SDO, SKOS, VOID

from bochum_kg.namespaces import BOV, CV, STRAT

__all__ = [
    "ASSIGNMENTS",
    "DERIVED",
    "HEADINGS",
    "MAIN",
    "PLAIN_BASES",
    "STRUCTURAL",
    "TERM_STATUS",
    "THEN",
    "TOLD_OUTSIDE",
    "TOLD_TWICE",
    "rank",
]

#: The maturity of a term (SemWeb Vocab Status).
TERM_STATUS: Final = "http://www.w3.org/2003/06/sw-vocab-status/ns#term_status"
#: The basis of a statement that no human wrote.
DERIVED: Final = str(BOV["aussagegrundlage/abgeleitet"])
#: The ways in which a statement rests on its source without more ado.
PLAIN_BASES: Final = frozenset({str(BOV["aussagegrundlage/zitiert"]), str(BOV["aussagegrundlage/wiedergegeben"])})
#: What an activity is assigned to, by property.
ASSIGNMENTS: Final = (str(STRAT.competence), str(STRAT.focusArea), str(STRAT.tranche))

#: The names of a thing, the best first.
HEADINGS: Final = (str(SKOS.prefLabel), str(RDFS.label), str(DCTERMS.title), str(FOAF.name))

#: What the heading, the badge and the footnotes tell, and the scheme of a concept a second time.
TOLD_OUTSIDE: Final = frozenset(
    {
        *HEADINGS,
        str(RDF.type),
        str(DCTERMS.description),
        str(DCTERMS.source),
        str(STRAT.assertionBasis),
        str(STRAT.basisReason),
        str(SKOS.topConceptOf),
    }
)
#: What makes a statement a node of its own and says nothing to a reader of the thing it is about.
STRUCTURAL: Final = frozenset(
    {
        *TOLD_OUTSIDE,
        str(STRAT.about),
        str(STRAT.aspect),
        str(STRAT.competesWith),
        str(STRAT.position),
        str(STRAT.date),
        str(STRAT.start),
        str(STRAT.end),
        str(STRAT.subject),
        str(STRAT.relationKind),
        str(CV.role),
    }
)
#: What a nested node says first of all: the first of these that it has.
MAIN: Final = tuple(
    str(one)
    for one in (
        STRAT.organisation,
        STRAT.assignedTo,
        STRAT.status,
        STRAT.object,
        STRAT.amount,
        STRAT.number,
        SKOS.prefLabel,
        STRAT.value,
        STRAT.text,
        STRAT.refersTo,
        STRAT.link,
        STRAT.addressText,
        RDFS.label,
    )
)
#: What it goes on to say in the same breath.
THEN: Final = (str(STRAT.value), str(STRAT.text), str(STRAT.refersTo), str(STRAT.link), str(STRAT.addressText))

#: The order in which a person would tell it; what is not named here comes after, by name.
_ORDER: Final = tuple(
    str(one)
    for one in (
        SKOS.definition,
        SKOS.scopeNote,
        SKOS.example,
        STRAT.text,
        STRAT.subject,
        STRAT.relationKind,
        STRAT.object,
        STRAT.about,
        STRAT.aspect,
        STRAT.status,
        STRAT.currentStatus,
        STRAT.statusReport,
        STRAT.date,
        STRAT.start,
        STRAT.end,
        STRAT.asOf,
        STRAT.amount,
        STRAT.currency,
        STRAT.fundingKind,
        STRAT.value,
        STRAT.number,
        STRAT.link,
        STRAT.refersTo,
        STRAT.formula,
        STRAT.term,
        STRAT.denotes,
        STRAT.vision,
        STRAT.pillar,
        STRAT.competence,
        STRAT.goal,
        STRAT.focusArea,
        STRAT.commitment,
        STRAT.assignment,
        STRAT.assignedTo,
        STRAT.servesGoal,
        STRAT.participation,
        STRAT.organisation,
        CV.role,
        STRAT.leadOrganization,
        STRAT.partnerOrganization,
        STRAT.activityKind,
        ORG.classification,
        STRAT.shortName,
        SKOS.altLabel,
        STRAT.statement,
        STRAT.milestone,
        STRAT.funding,
        STRAT.indicator,
        STRAT.indicatorValue,
        STRAT.site,
        STRAT.place,
        STRAT.addressText,
        STRAT.quarter,
        CV.contactPoint,
        CV.telephone,
        CV.email,
        CV.contactPage,
        FOAF.homepage,
        FOAF.page,
        DC.publisher,
        STRAT.webAddress,
        STRAT.tranche,
        STRAT.crossCuttingTheme,
        STRAT.confirmedBy,
        STRAT.mergedInto,
        DCTERMS.relation,
        STRAT.involves,
        STRAT.conflictsWith,
        STRAT.goalsComplete,
        STRAT.commitmentsComplete,
        SKOS.note,
        SKOS.hasTopConcept,
        SKOS.broader,
        SKOS.narrower,
        SKOS.exactMatch,
        SDO.sameAs,
        STRAT.partOfStrategy,
    )
)
_LAST: Final = tuple(
    str(one)
    for one in (
        VOID.classPartition,
        VOID.propertyPartition,
        STRAT.position,
        STRAT.earliest,
        STRAT.latest,
        STRAT.competesWith,
        SKOS.notation,
        SKOS.inScheme,
        STRAT.shortcut,
        STRAT.competing,
        RDFS.isDefinedBy,
        TERM_STATUS,
    )
)
_RANKS: Final = {iri: number for number, iri in enumerate(_ORDER)} | {
    iri: 1000 + number for number, iri in enumerate(_LAST)
}


def rank(iri: str) -> int:
    """Return the place of a property among the others.

    >>> from bochum_kg.namespaces import STRAT
    >>> rank(str(STRAT.competence)) < rank("https://example.org/new") < rank(str(STRAT.earliest))
    True
    """
    return _RANKS.get(iri, 500)


#: Incoming links that the page already tells, from the other end or through the node that has the evidence.
TOLD_TWICE: Final[Mapping[str, frozenset[str]]] = {
    str(shortcut): frozenset(str(one) for one in by)
    for shortcut, by in (
        (STRAT.organisation, ()),
        (STRAT.leadOrganization, ()),
        (STRAT.partnerOrganization, ()),
        (STRAT.leads, ()),
        (STRAT.takesPartIn, ()),
        (STRAT.competence, (STRAT.assignedTo,)),
        (STRAT.focusArea, (STRAT.assignedTo,)),
        (STRAT.tranche, (STRAT.assignedTo,)),
        (STRAT.currentStatus, (STRAT.status,)),
        (SKOS.topConceptOf, (SKOS.inScheme,)),
        (ORG.unitOf, (BOV["beziehungsart/teil-von"],)),
        (SKOS.hasTopConcept, ()),
        (VOID.exampleResource, ()),
    )
}
