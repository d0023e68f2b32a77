"""Mistakes planted in a copy of the real data are found at their line, by their rule, by both engines."""

import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bochum_kg.errors import SourceError
from bochum_kg.namespaces import SHAPES
from bochum_kg.resources import folder
from bochum_kg.sources import Sources, read
from bochum_kg.validate import Finding, Report, validate

#: Stands in a replacement before the text whose line the finding must name.
HERE = "§"


@dataclass(frozen=True)
class Plant:
    """A mistake: after the entry that begins with ``entry``, the first ``old`` becomes ``new``.

    The finding stands at the line of ``HERE`` in ``new``, or, without one, at the line of the entry. Without an entry,
    ``new`` is appended to the file. ``also`` names rules that the same mistake cannot but break as well.
    """

    name: str
    rule: str
    file: str
    entry: str
    old: str
    new: str
    also: tuple[str, ...] = ()


ACTIVITIES, RELATIONS, ACTORS = "kernaktivitaeten.yaml", "beziehungen.yaml", "organisationen.yaml"
COMPETENCES, CONTACTS, SOURCES = "kompetenzen.yaml", "kontakte.yaml", "quellen.yaml"
STRATEGY, EVENTS, PLACES = "strategie.yaml", "ereignisse.yaml", "orte.yaml"
PLANTS = [
    Plant(
        "wrong date",
        "DateForm",
        ACTIVITIES,
        "kernaktivitaet/mein-bochum/meilenstein/1",
        "date: 2017-08-29",
        "§date: 2017-02-30",
    ),
    Plant(
        "no leap year",
        "LeapDay",
        ACTIVITIES,
        "kernaktivitaet/ehrenamtsagentur/meilenstein/3",
        "date: 2019-02-16",
        "§date: 2019-02-29",
    ),
    Plant(
        "address without https",
        "WholeAddress",
        SOURCES,
        "quelle/bo-k-vorreiterin",
        "url: https://www.bochum.de",
        "§url: www.bochum.de",
    ),
    Plant(
        "unknown key",
        "UnknownKey",
        ACTIVITIES,
        "kernaktivitaet/mein-bochum",
        "activityKind:",
        "§activityKnd:",
    ),
    Plant(
        "key of another entry",
        "CoreActivityKeys",
        ACTIVITIES,
        "kernaktivitaet/behoerdennummer-115",
        "  activityKind:",
        "  §quarter: Innenstadt\n  activityKind:",
    ),
    Plant(
        "dangling slug",
        "DanglingReference",
        RELATIONS,
        "beziehung/rel-0001",
        "object: organisation/stadt-bochum",
        "§object: organisation/stadt-bohum",
    ),
    Plant(
        "dangling slug in a list",
        "DanglingReference",
        RELATIONS,
        "beziehung/rel-0002",
        "source: [quelle/waz-perspektive2020, quelle/bj-opel2021]",
        "source:\n    - quelle/waz-perspektive2020\n    - §quelle/bj-opel-2021",
    ),
    Plant(
        "second lead",
        "OneLead",
        ACTIVITIES,
        "beziehung/rel-0718",
        "role: vocab:rolle/partner",
        "§role: vocab:rolle/federfuehrung",
        ("LeadOfTheCity",),
    ),
    Plant(
        "lone joint lead",
        "JointLeadNotAlone",
        ACTIVITIES,
        "beziehung/rel-0695",
        "role: vocab:rolle/federfuehrung",
        "§role: vocab:rolle/gemeinsame-federfuehrung",
    ),
    Plant(
        "same participation twice",
        "ParticipationOnce",
        ACTIVITIES,
        "beziehung/rel-0751",
        "organisation: organisation/sternwarte-bochum",
        "organisation: organisation/planetarium-bochum",
        ("OrganizationUsed",),
    ),
    Plant(
        "participation without a role",
        "ParticipationRole",
        ACTIVITIES,
        "beziehung/rel-0752",
        "      role: vocab:rolle/partner\n",
        "",
    ),
    Plant(
        "cycle in part of",
        "NoPartOfItself",
        RELATIONS,
        "",
        "",
        "\n- id: beziehung/rel-9001\n  type: Relation\n  subject: ort/bochum\n  kind: vocab:beziehungsart/teil-von\n"
        "  §object: ort/bochum-querenburg\n  source: quelle/bmr-bochum\n",
    ),
    Plant(
        "relation to itself",
        "RelationToAnother",
        RELATIONS,
        "",
        "",
        "\n- id: beziehung/rel-9002\n  type: Relation\n  §subject: organisation/opel\n"
        "  kind: vocab:beziehungsart/arbeitet-zusammen-mit\n  object: organisation/opel\n  source: quelle/bmr-bochum\n",
    ),
    Plant(
        "relation of the wrong kind",
        "RelationKindFits",
        RELATIONS,
        "beziehung/rel-0007",
        "object: organisation/egr",
        "§object: ort/bochum",
    ),
    Plant(
        "relation twice",
        "RelationOnce",
        RELATIONS,
        "",
        "",
        "\n§- id: beziehung/rel-9003\n  type: Relation\n  subject: organisation/egr\n"
        "  kind: vocab:beziehungsart/tochter-von\n  object: organisation/stadt-bochum\n  source: quelle/bmr-bochum\n",
    ),
    Plant(
        "share above 100 per cent",
        "ShareInPercent",
        RELATIONS,
        "beziehung/rel-0004",
        "sharePercent: 49",
        "§sharePercent: 149",
    ),
    Plant(
        "end before start",
        "EndNotBeforeStart",
        RELATIONS,
        "beziehung/rel-0009",
        "start: 2014",
        "start: 2014\n  §end: 2012-12",
    ),
    Plant(
        "inferred without a reason",
        "ReasonGiven",
        RELATIONS,
        "beziehung/rel-0010",
        "  source:",
        "  §basis: vocab:aussagegrundlage/erschlossen\n  source:",
    ),
    Plant(
        "reason without a basis",
        "ReasonBelongsToBasis",
        RELATIONS,
        "beziehung/rel-0008",
        "  basis: vocab:aussagegrundlage/erschlossen\n",
        "",
    ),
    Plant(
        "missing source",
        "SourceGiven",
        RELATIONS,
        "beziehung/rel-0006",
        "  source: quelle/waz-perspektive2014\n",
        "",
    ),
    Plant(
        "competing value without its source",
        "SourceGiven",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens/foerderung/2",
        "      source: quelle/uc-hdw2020\n",
        "",
    ),
    Plant(
        "personal e-mail",
        "FunctionalEmail",
        CONTACTS,
        "kontakt/stadt-bochum-postfach",
        "email: info@bochum.de",
        "§email: vorname.nachname@bochum.de",
    ),
    Plant(
        "mailbox at a private provider",
        "OfficialMailDomain",
        CONTACTS,
        "kontakt/innenstadtmanagement-postfach",
        "email: mission2030@bochum-marketing.de",
        "§email: mission2030@gmx.de",
    ),
    Plant(
        "mobile number",
        "NoMobileNumber",
        CONTACTS,
        "kontakt/dbm-zentrale",
        "telephone: 0234 58 77-0",
        "§telephone: 0151 23456789",
    ),
    Plant(
        "unreachable contact point",
        "ContactPointReachable",
        CONTACTS,
        "kontakt/cyberwehr-notruf",
        "  telephone: 0800-1191112\n",
        "",
    ),
    Plant(
        "contact point without an owner",
        "ContactPointHasOwner",
        CONTACTS,
        "",
        "",
        "\n§- id: kontakt/niemandes\n  type: cv:ContactPoint\n  name: {de: Auskunft, en: Information}\n"
        "  telephone: 0234 1\n  source: quelle/bo-kontakt\n",
    ),
    Plant(
        "salutation and name in a text",
        "NoSalutedPerson",
        ACTIVITIES,
        "kernaktivitaet/mein-bochum/status/1",
        "de: In Betrieb.",
        "§de: In Betrieb, sagt Frau Mustermann.",
    ),
    Plant(
        "e-mail in a text",
        "NoEmailInText",
        ACTIVITIES,
        "kernaktivitaet/behoerdennummer-115/status/1",
        "en: In operation.",
        "§en: In operation; ask first.last@example.org.",
    ),
    Plant(
        "missing English name",
        "NameInBothLanguages",
        ACTORS,
        "organisation/ruhr-universitaet-bochum",
        "  name:\n    de: Ruhr-Universität Bochum\n    en: Ruhr University Bochum\n",
        "  §name:\n    de: Ruhr-Universität Bochum\n",
    ),
    Plant(
        "German summary only",
        "SummaryInBothLanguages",
        ACTORS,
        "organisation/bochum-wirtschaftsentwicklung",
        "  summary:\n"
        "    de: Städtische Tochter für Ansiedlung, Gründung und Innovation; Schwerpunkte IT-Sicherheit und\n"
        "      Gesundheitswirtschaft\n"
        "    en: Municipal subsidiary for business location, start-ups and innovation; focus on IT security\n"
        "      and health economy\n",
        "  §summary:\n    de: Städtische Tochter.\n",
    ),
    Plant(
        "name without a language",
        "TextNamesItsLanguage",
        PLACES,
        "ort/bochum-laer",
        "  name:\n    de: Bochum-Laer\n    en: Bochum-Laer\n",
        "  §name: Bochum-Laer\n",
        ("NameInBothLanguages",),
    ),
    Plant(
        "kind from another list",
        "OrganizationKindFromItsList",
        ACTORS,
        "organisation/wirtschaftsfoerderung-bochum",
        "classification: vocab:organisationsart/wirtschaftsfoerderung",
        "§classification: vocab:rolle/partner",
    ),
    Plant(
        "ROR identifier of the wrong form",
        "RorForm",
        ACTORS,
        "organisation/ruhr-universitaet-bochum/aussage/5",
        "link: https://ror.org/04tsk2644",
        "§link: https://ror.org/4tsk2644",
    ),
    Plant(
        "Wikidata page for the identifier",
        "WikidataForm",
        ACTORS,
        "organisation/ruhr-universitaet-bochum/aussage/6",
        "link: http://www.wikidata.org/entity/Q309948",
        "§link: https://www.wikidata.org/wiki/Q309948",
    ),
    Plant(
        "statement that says nothing",
        "StatementSaysSomething",
        ACTORS,
        "organisation/ruhr-universitaet-bochum/aussage/2",
        "      value: Universitätsstraße 150, 44801 Bochum\n",
        "",
    ),
    Plant(
        "unused organisation",
        "OrganizationUsed",
        ACTORS,
        "",
        "",
        "\n§- id: organisation/verein-ohne-bezug\n  type: [org:Organization, org:FormalOrganization]\n"
        "  name: {de: Verein ohne Bezug, en: Association without a link}\n"
        "  summary: {de: Ein Verein ohne Bezug., en: An association without a link.}\n"
        "  classification: vocab:organisationsart/verein-oder-verband\n  scope: vocab:raumbezug/bochum\n"
        "  source: quelle/bo-kontakt\n",
    ),
    Plant(
        "milestone out of order",
        "MilestonesInOrder",
        ACTIVITIES,
        "kernaktivitaet/mein-bochum/meilenstein/3",
        "date: 2024-05",
        "§date: 2019-05",
    ),
    Plant(
        "future milestone not marked as planned",
        "MilestoneAhead",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens/meilenstein/10",
        "      date: 2027\n      position: 10\n      planned: true\n",
        "      §date: 2027\n      position: 10\n",
    ),
    Plant(
        "completed without the status",
        "CompletionNeedsStatus",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens/meilenstein/11",
        "      planned: true\n",
        "",
        ("MilestoneAhead",),
    ),
    Plant(
        "year mistyped",
        "DatePlausible",
        EVENTS,
        "ereignis/marke-bochum",
        "date: 2015",
        "§date: 1015",
    ),
    Plant(
        "status from another list",
        "StatusFromItsList",
        ACTIVITIES,
        "kernaktivitaet/ehrenamtsagentur/status/1",
        "status: vocab:status/laufend",
        "§status: vocab:rolle/partner",
    ),
    Plant(
        "status without a time",
        "StatusDated",
        ACTIVITIES,
        "kernaktivitaet/tausend-baenke/status/1",
        "      asOf: 2021-12-22\n",
        "",
    ),
    Plant(
        "merged without a target",
        "MergedHasTarget",
        ACTIVITIES,
        "kernaktivitaet/stadtbaumkonzept",
        "status: vocab:status/umgesetzt",
        "status: vocab:status/zusammengelegt",
    ),
    Plant(
        "chain of mergers",
        "NoMergeChain",
        ACTIVITIES,
        "kernaktivitaet/markthalle",
        "mergedInto: kernaktivitaet/haus-des-wissens",
        "§mergedInto: kernaktivitaet/haus-des-wissens",
    ),
    Plant(
        "merged without the status",
        "MergedHasStatus",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens",
        "  activityKind:",
        "  §mergedInto: kernaktivitaet/werk-x\n  activityKind:",
    ),
    Plant(
        "negative amount",
        "FundingAmount",
        ACTIVITIES,
        "kernaktivitaet/tausend-baenke/foerderung/1",
        "amount: 202035.88",
        "§amount: -202035.88",
    ),
    Plant(
        "amount that is no number",
        "FundingAmount",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens/foerderung/4",
        "amount: 7850000",
        "§amount: 7,85 Mio",
    ),
    Plant(
        "amount without its currency",
        "AmountHasCurrency",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens/foerderung/3",
        "      currency: http://publications.europa.eu/resource/authority/currency/EUR\n",
        "",
    ),
    Plant(
        "position that is no number",
        "PositionOnce",
        ACTIVITIES,
        "kernaktivitaet/haus-des-wissens/meilenstein/2",
        "position: 2",
        "§position: zwei",
        ("PositionsWithoutGap",),
    ),
    Plant(
        "goal removed",
        "PositionsWithoutGap",
        COMPETENCES,
        "ziel/shootingstar-3",
        "position: 3",
        "§position: 4",
    ),
    Plant(
        "quarrelling positions",
        "PositionsUnique",
        COMPETENCES,
        "selbstverpflichtung/ansiedlungen",
        "position: 2",
        "§position: 1",
    ),
    Plant(
        "goals declared complete",
        "CompetenceHasGoal",
        COMPETENCES,
        "kompetenz/hotspot",
        "goalsComplete: false",
        "goalsComplete: true",
        ("CompetenceHasFocusArea",),
    ),
    Plant(
        "competence outside the strategy",
        "CompetenceInOneStrategy",
        COMPETENCES,
        "kompetenz/vorreiterin",
        "  partOfStrategy: strategie/bochum-strategie\n",
        "",
        ("FiveCompetences",),
    ),
    Plant(
        "unknown type",
        "TypeKnown",
        STRATEGY,
        "vision/bochum-2030",
        "type: Vision",
        "§type: Visoin",
        ("ReferenceToRightKind",),
    ),
    Plant(
        "no type",
        "TypeGiven",
        EVENTS,
        "ereignis/start-laut-bilanz",
        "  type: Event\n",
        "",
        ("DanglingReference",),
    ),
    Plant(
        "source without a publisher",
        "SourcePublisher",
        SOURCES,
        "quelle/bowe-darum",
        "  publisher: Bochum Wirtschaftsentwicklung\n",
        "",
    ),
    Plant(
        "address with a typing mistake",
        "WebAddressForm",
        SOURCES,
        "quelle/bowe-2030",
        "url: https://",
        "§url: htps://",
    ),
    Plant(
        "source neither dated nor undated",
        "SourceDated",
        SOURCES,
        "quelle/bo-was-ist",
        "  undated: true\n",
        "",
    ),
    Plant(
        "unused source",
        "SourceUsed",
        SOURCES,
        "",
        "",
        "\n§- id: quelle/unbenutzt\n  type: Source\n  title: {de: Unbenutzt}\n  publisher: Stadt Bochum\n"
        "  url: https://example.org/unbenutzt\n  undated: true\n  sourceKind: vocab:quellenart/stadt\n"
        "  titleBasis: vocab:titelgrundlage/beschreibend\n",
    ),
    Plant(
        "duplicate id",
        "DuplicateId",
        PLACES,
        "",
        "",
        "\n§- id: ort/bochum\n  type: dct:Location\n  source: quelle/bmr-bochum\n",
    ),
    Plant(
        "duplicate key",
        "DuplicateKey",
        PLACES,
        "ort/bochum-weitmar",
        "  placeKind: vocab:ortsart/stadtteil-oder-bezirk\n",
        "  placeKind: vocab:ortsart/stadtteil-oder-bezirk\n  §placeKind: vocab:ortsart/stadt\n",
    ),
    Plant(
        "nested entry without an id",
        "MissingId",
        ACTIVITIES,
        "kernaktivitaet/werk-x",
        "  statement:\n",
        "  statement:\n    - §type: Statement\n      aspect: vocab:aspekt/einzelheit\n      value: '1'\n",
    ),
    Plant(
        "id outside the pattern",
        "IdPattern",
        PLACES,
        "",
        "",
        "\n§- id: ort/Bochum_Mitte\n  type: dct:Location\n  name: {de: Mitte, en: Centre}\n"
        "  source: quelle/bmr-bochum\n",
    ),
]


def _plant(text: str, plants: list[Plant]) -> tuple[str, dict[str, int]]:
    """Plant mistakes in the text of a file; return it with the line that each finding must name."""
    written, done = "", 0
    lines: dict[str, int] = {}
    for plant in sorted(plants, key=lambda one: _place(text, one)):
        place = _place(text, plant)
        written += text[done:place]
        before, _, after = plant.new.partition(HERE)
        if HERE in plant.new:
            lines[plant.name] = (written + before).count("\n") + 1
        else:
            lines[plant.name] = written[: written.rindex(_beginning(plant))].count("\n") + 1
        written += before + after
        done = place + len(plant.old)
    return written + text[done:], lines


def _beginning(plant: Plant) -> str:
    return f"- id: {plant.entry}\n"


def _place(text: str, plant: Plant) -> int:
    if not plant.entry:
        return len(text)
    assert text.count(_beginning(plant)) == 1, plant
    return text.index(plant.old, text.index(_beginning(plant)))


@dataclass(frozen=True)
class Garden:
    """The data with all mistakes planted: what was read, the lines expected, and what both engines report."""

    sources: Sources
    lines: dict[str, int]
    reports: dict[str, Report]


@pytest.fixture(scope="module")
def garden(tmp_path_factory: pytest.TempPathFactory) -> Garden:
    """Plant all mistakes in one copy of the data, and validate it with both engines."""
    data = tmp_path_factory.mktemp("planted") / "data"
    shutil.copytree(folder("data"), data)
    lines: dict[str, int] = {}
    for name in sorted({plant.file for plant in PLANTS}):
        path = data / name
        text, found = _plant(path.read_text(encoding="utf-8"), [plant for plant in PLANTS if plant.file == name])
        path.write_text(text, encoding="utf-8")
        lines |= found
    sources = read(folder=data)
    reports = {"shacl": validate(sources, engine="shacl"), "pyshacl": validate(sources, engine="pyshacl")}
    return Garden(sources, lines, reports)


@pytest.fixture(scope="module")
def before() -> Counter[str]:
    """How often each rule speaks on the data without planted mistakes."""
    return Counter(_names(validate(read(), engine="shacl").findings))


def _names(findings: tuple[Finding, ...]) -> Iterator[str]:
    return (finding.rule.removeprefix(SHAPES) for finding in findings)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.name)
def test_a_planted_mistake_is_reported_at_its_line(plant: Plant, garden: Garden) -> None:
    """The rule names the file and the line of the mistake, and says in both languages what to do."""
    place = (f"data/{plant.file}", garden.lines[plant.name])
    named = (finding for finding in garden.reports["shacl"].findings if finding.rule == SHAPES[plant.rule])
    at_place = [finding for finding in named if (finding.file, finding.line) == place]
    assert at_place, f"{plant.rule} is not reported at {place}"
    assert set(at_place[0].remedies) == {"de", "en"}


def test_nothing_else_is_reported(garden: Garden, before: Counter[str]) -> None:
    """The planted mistakes break the rules that they name, and no others."""
    expected = {rule for plant in PLANTS for rule in (plant.rule, *plant.also)}
    now = Counter(_names(garden.reports["shacl"].findings))
    assert {rule for rule in now if now[rule] > before[rule]} == expected


def test_both_engines_find_the_same_mistakes(garden: Garden) -> None:
    """PySHACL and the fast engine report the same findings, one by one."""
    assert garden.reports["pyshacl"].findings == garden.reports["shacl"].findings
    assert not garden.reports["shacl"].conforms


def test_broken_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    """A file that is not YAML cannot be read: the error names the file and the line."""
    data = tmp_path / "data"
    shutil.copytree(folder("data"), data)
    path = data / PLACES
    text = path.read_text(encoding="utf-8")
    broken = text.replace("- id: ort/bochum-laer\n", "- id: ort/bochum-laer\n   type: dct:Location\n", 1)
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(SourceError) as error:
        read(folder=data)
    line = text[: text.index("- id: ort/bochum-laer\n")].count("\n") + 2
    assert (error.value.file, error.value.line) == (f"data/{PLACES}", line)
