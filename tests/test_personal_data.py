"""No name and no personal address of a person is in the graph.

How the check knows. Every text and every address of data and vocabularies is searched for

* a salutation, an academic degree or an office followed by a word that can be a surname ("Frau …", "Dr. …");
* a first name followed by a capitalised word, in addresses a first name followed by any word; first names come from
  the list of about 48,000 names of the package gender-guesser;
* mailboxes that do not belong to a function, and mobile numbers;
* classes and properties that describe persons.

What it cannot know: a bare surname. Titles and addresses of all sources were therefore also read by eye, one by one,
when they were taken over; ``docs/data.md`` asks for the same with every new source. Institutions, streets and
buildings named after a person stay: they are in ``NOT_A_PERSON`` with the reason.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Final
from urllib.parse import unquote, urlsplit

import gender_guesser.detector
import pytest
from rdflib import DCTERMS, FOAF, RDF, SDO, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from bochum_kg.namespaces import BO, CV, STRAT
from bochum_kg.sources import read

VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
#: What looks like a first name and a surname but is none, with the reason.
NOT_A_PERSON: Final = {
    "Ad Astra": "association; Latin for 'to the stars'",
    "Am Bergbaumuseum": "street",
    "Am Eschenbruch": "street",
    "Anneliese Brost": "concert hall named after its benefactor",
    "Aral AG": "company",
    "Aral-Hauptverwaltung": "seat of a company",
    "Aral-Türme": "towers of a company",
    "Bel Fuse": "company",
    "Chip GmbH": "company that runs technology centres",
    "Deep Dive": "English for a thorough look",
    "Georg Agricola": "university named after a scholar of the 16th century",
    "German Mining": "museum",
    "Hans-Böckler": "street named after a trade unionist",
    "Hans-Dobbertin": "street named after a cryptographer",
    "Horst-Görtz": "institute and foundation named after their founder",
    "Immanuel-Kant": "street named after a philosopher",
    "LIA NRW": "short name of a state institute",
    "Lise-Meitner": "street named after a physicist",
    "Konrad-Zuse": "street named after a computer pioneer",
    "Marien Hospital": "hospital",
    "Max Planck": "research society named after a physicist",
    "Max-Planck": "research society named after a physicist",
    "One Health": "research centre",
    "Robert Bosch": "company named after its founder",
    "Robert-Bosch": "street named after an industrialist",
    "SAE Institute": "school",
    "UDE MatChain": "short name of a university and of a research alliance, in the identifier of a source",
    "Urban Sports": "part of a core activity",
    "Willy-Brandt": "square named after a chancellor",
    "Josef-Hospital": "hospital",
    "Elisabeth-Hospital": "hospital",
    "Elisabeth-Stiftung": "foundation",
    "Viktoria Quartier": "quarter",
}
#: First names that are also German or English words, or parts of the names of places, in running text and addresses.
ALSO_A_WORD: Final = frozenset(
    re.findall(
        r"\w+",
        """
        alle allen alter am anders andere april bei chance corona dank das deep der deren des die dok dot due eine einer
        ende grad gut halbe hat im in kick ko land lang loc made mai mark mein meine mio nur one rubens seit sie sommer
        tab the urban viktoria will
        """,
    )
)
#: Mailboxes of a function; everything else could be a person's.
FUNCTIONS: Final = re.compile(r"(info|kontakt|contact|post|poststelle|service|presse|mission2030|open-?data)@")
MAILBOX: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
MOBILE: Final = re.compile(r"(\+49[ (0)]*|\b0)1[567]\d[ /-]?\d{3}")
SURNAME: Final = r"[A-ZÄÖÜ][a-zäöüß]+"
SALUTATION: Final = re.compile(
    rf"\b(Frau|Herrn?|Mrs?\.?|Ms\.?|Dr\.|Prof\.|Dipl\.-\w+\.?)(?: (?:Dr|Prof|h|c)\.)* (?P<name>{SURNAME})"
)
OFFICE: Final = re.compile(
    r"\b(?:(?:Ober|Bezirks)?[Bb]ürgermeister|(?:Ober)?[Bb]aurat|Stadtdirektor|Stadtbaurat|Dezernent|Minister(?:präsident)?|"
    r"\w*[Mm]inister|Bundeskanzler|Regierungspräsident|Präsident|Rektor|Kanzler|Geschäftsführer|Vorstand|Sprecher|"
    r"Professor|Wirtschaftsentwickler|[Mm]ayor|[Mm]inister|[Cc]hancellor|President)(?:in)? "
    rf"(?P<name>{SURNAME}(?: {SURNAME})?)"
)
PAIR: Final = re.compile(r"\b(?P<first>[A-ZÄÖÜ][a-zäöüß]+)(?P<gap>[ -])(?P<second>[A-ZÄÖÜ][\wäöüß]+)")
GENDER: Final = gender_guesser.detector.Detector(case_sensitive=False)
PERSON_CLASSES: Final = {
    FOAF.Person,
    SDO.Person,
    VCARD.Individual,
    CV.Person,
    URIRef("http://www.w3.org/ns/prov#Person"),
}
PERSON_PROPERTIES: Final = {
    FOAF.givenName, FOAF.familyName, FOAF.firstName, FOAF.lastName, FOAF.mbox, FOAF.phone,
    VCARD["given-name"], VCARD["family-name"], SDO.givenName, SDO.familyName,
}  # fmt: skip


@cache
def graph() -> Graph:
    """The data and the vocabularies as one graph."""
    sources = read()
    return sources.data + sources.vocabulary


@cache
def is_first_name(word: str) -> bool:
    """Tell whether a word is on the list of first names and no common word besides."""
    return word.lower() not in ALSO_A_WORD and GENDER.get_gender(word) != "unknown"


def names_in_text(text: str) -> Iterator[str]:
    """Yield what looks like a person's name in a running text."""
    yield from (match.group() for match in SALUTATION.finditer(text))
    yield from (match.group() for match in OFFICE.finditer(text))
    for match in PAIR.finditer(text):
        if is_first_name(match["first"]) and match.group() not in NOT_A_PERSON:
            yield match.group()


def names_in_address(address: str) -> Iterator[str]:
    """Yield what looks like a person's name in the path of a web address."""
    allowed = {re.sub(r"[ -]", "-", name).lower() for name in NOT_A_PERSON}
    ascii_only = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
    allowed |= {name.translate(ascii_only) for name in allowed}
    parts = urlsplit(unquote(address))
    words = [word for word in re.split(r"[^A-Za-zÄÖÜäöüß]+", f"{parts.path} {parts.query}") if len(word) > 2]
    for first, second in pairwise(words):
        pair = f"{first}-{second}".lower()
        if is_first_name(first) and not any(pair.startswith(name) for name in allowed):
            yield f"{first} {second}"


def traces(data: Graph) -> list[tuple[Node, str]]:
    """List everything in a graph that looks like a person's name or address, with the thing that carries it."""
    found = []
    for thing, key, value in data:
        if isinstance(value, Literal):
            found += [(thing, name) for name in names_in_text(value)]
            found += [(thing, box) for box in MAILBOX.findall(value) if not FUNCTIONS.match(box)]
            found += [(thing, value) for _ in MOBILE.finditer(value)]
        elif key in {STRAT.webAddress, STRAT.link, CV.contactPage}:
            found += [(thing, name) for name in names_in_address(str(value))]
    for thing in set(data.subjects()):
        found += [(thing, name) for name in names_in_address(str(thing))]
    return found


def described_persons(data: Graph) -> set[Node]:
    """List the classes and properties of a graph that describe persons."""
    return (PERSON_CLASSES & set(data.objects(None, RDF.type))) | (PERSON_PROPERTIES & set(data.predicates()))


def test_no_text_and_no_address_holds_a_name_or_a_personal_address() -> None:
    """Nothing in data and vocabularies looks like a person's name, private mailbox or mobile number."""
    assert traces(graph()) == []


def test_nothing_in_the_graph_is_a_person() -> None:
    """No class and no property of the graph describes a person."""
    assert described_persons(graph()) == set()


def test_every_exception_is_needed() -> None:
    """Each name that is let through really stands in the graph, so that the list does not grow beyond its use."""
    texts = " ".join(unquote(str(value)) for value in graph().objects())
    unused = [name for name in NOT_A_PERSON if not re.search(name.replace(" ", "[ _.-]"), texts, re.IGNORECASE)]
    assert unused == []


@pytest.mark.parametrize(
    ("key", "planted"),
    [
        (DCTERMS.title, Literal("Wirtschaftsentwickler Erwin Beispiel im Gespräch", lang="de")),
        (SKOS.note, Literal("Ansprechpartnerin ist Frau Mustermann.", lang="de")),
        (SKOS.note, Literal("Contact: Erika Mustermann, third floor.", lang="en")),
        (SKOS.prefLabel, Literal("Ministerpräsident Mustermann eröffnet die Halle", lang="de")),
        (CV.email, Literal("erika.mustermann@bochum.example")),
        (CV.telephone, Literal("0171 5550000")),
        (STRAT.webAddress, URIRef("https://example.org/erika-mustermann-im-interview")),
        (STRAT.webAddress, URIRef("https://example.org/?author=Erika+Mustermann")),
    ],
)
def test_a_planted_name_is_found(key: URIRef, planted: Node) -> None:
    """A name, private mailbox or mobile number that is added to the graph is found, in text and in addresses."""
    data = Graph()
    data.add((BO["quelle/gepflanzt"], key, planted))
    assert [thing for thing, _ in traces(data)] == [BO["quelle/gepflanzt"]] * len(traces(data)) != []


@pytest.mark.parametrize("statement", [(RDF.type, FOAF.Person), (FOAF.mbox, URIRef("mailto:a@example.org"))])
def test_a_planted_person_is_found(statement: tuple[URIRef, URIRef]) -> None:
    """A thing of a class of persons, or with a property of persons, is found."""
    data = Graph()
    data.add((BO["organisation/gepflanzt"], *statement))
    assert described_persons(data) == {statement[1] if statement[0] == RDF.type else statement[0]}
