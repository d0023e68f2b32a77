"""Every IRI that this project owns or speaks, each written once."""

from typing import Final

from rdflib import DCTERMS, ORG, Namespace, URIRef

__all__ = [
    "BASES",
    "BO",
    "BOV",
    "CLASSES",
    "CV",
    "DATASET",
    "EDTF",
    "GRAPHS",
    "LANGUAGES",
    "LOCN",
    "PAV",
    "PREFIXES",
    "RELEASES",
    "SHAPES",
    "STRAT",
    "curie",
]

#: The generic ontology of a city strategy; its own IRI is the namespace.
STRAT: Final = Namespace("https://w3id.org/stadtstrategie/def/")
#: SHACL shapes.
SHAPES: Final = Namespace("https://w3id.org/stadtstrategie/shapes/")
#: SKOS schemes and concepts of Bochum.
BOV: Final = Namespace("https://w3id.org/bochum-strategie/vocab/")
#: Things of Bochum.
BO: Final = Namespace("https://w3id.org/bochum-strategie/id/")
#: The dataset.
DATASET: Final = URIRef("https://w3id.org/bochum-strategie/dataset/strategie")
#: The named graphs of a release, by short name.
GRAPHS: Final = {
    name: URIRef(f"https://w3id.org/bochum-strategie/graph/{name}")
    for name in ("catalogue", "data", "derived", "ontology", "vocabulary")
}
#: Things as one release describes them; the name of the release follows, and the path of the thing at a service.
RELEASES: Final = "https://w3id.org/bochum-strategie/release/"
#: Core Public Organisation Vocabulary and the other SEMIC core vocabularies.
CV: Final = Namespace("http://data.europa.eu/m8g/")
#: ISA Programme Location Core Vocabulary (with ``www.``).
LOCN: Final = Namespace("http://www.w3.org/ns/locn#")
#: Provenance, Authoring and Versioning.
PAV: Final = Namespace("http://purl.org/pav/")
#: Extended Date/Time Format of the Library of Congress: a date with the precision its source gives.
EDTF: Final = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
#: The languages that people read here.
LANGUAGES: Final = ("de", "en")

#: The class of the things in each folder of Bochum's, in the order in which a reader would ask for them.
CLASSES: Final = {
    "strategie": STRAT.Strategy,
    "formel": STRAT.Formula,
    "vision": STRAT.Vision,
    "saeule": STRAT.Pillar,
    "kompetenz": STRAT.Competence,
    "ziel": STRAT.StrategicGoal,
    "schwerpunkt": STRAT.FocusArea,
    "selbstverpflichtung": STRAT.Commitment,
    "kernaktivitaet": STRAT.CoreActivity,
    "kandidat": STRAT.CandidateActivity,
    "kennzahl": STRAT.Indicator,
    "organisation": ORG.Organization,
    "beziehung": STRAT.Relation,
    "ort": DCTERMS.Location,
    "ereignis": STRAT.Event,
    "kontakt": CV.ContactPoint,
    "quelle": STRAT.Source,
}
#: The parts of our IRI space and the path under which a running service answers for each.
BASES: Final = {
    str(STRAT): "/def/",
    str(SHAPES): "/shapes/",
    str(BOV): "/vocab/",
    str(BO): "/id/",
    "https://w3id.org/bochum-strategie/dataset/": "/dataset/",
    "https://w3id.org/bochum-strategie/graph/": "/graph/",
}

#: Prefixes for everything that is written or shown.
PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "bibo": "http://purl.org/ontology/bibo/",
    "bo": str(BO),
    "bov": str(BOV),
    "cv": str(CV),
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": str(LOCN),
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "pav": str(PAV),
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "strat": str(STRAT),
    "strat-sh": str(SHAPES),
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "vs": "http://www.w3.org/2003/06/sw-vocab-status/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def curie(iri: str) -> str:
    """Shorten an IRI with the longest matching prefix, or return it unchanged.

    >>> curie("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    >>> curie("https://example.org/")
    'https://example.org/'
    """
    matches = [(len(base), name, base) for name, base in PREFIXES.items() if iri.startswith(base)]
    if not matches:
        return iri
    _, name, base = max(matches)
    return f"{name}:{iri[len(base) :]}"
