"""Releases compared and kept: what changed is found thing by thing, and nothing that was kept is lost."""

import gzip
import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Graph

from bochum_kg import archive
from bochum_kg.archive import Packed, Plain
from bochum_kg.build import Release
from bochum_kg.changes import Change, Edit, How, compare, stated, statements, things
from bochum_kg.cli import main
from bochum_kg.engine.base import Literal
from bochum_kg.errors import ReleaseError, UnknownNameError
from bochum_kg.filenames import NQUADS
from bochum_kg.history import History, Listed, archive_of, keep
from bochum_kg.namespaces import BO, DATASET, GRAPHS
from releases import FORMER, HOUSE, NEW, Releases

DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"


@pytest.fixture(scope="module")
def history(releases: Releases) -> History:
    """The three releases on record."""
    return History.of(releases.current, releases.archive)


def quads(*lines: tuple[str, str, str, str]) -> list[bytes]:
    """Write sorted N-Quads of things of ours."""
    return sorted(f"<{BO}{s}> <x:{p}> {o} <{GRAPHS[g]}> .\n".encode() for s, p, o, g in lines)


class TestComparing:
    """Two releases are compared in one pass."""

    def test_what_was_added_changed_and_removed(self) -> None:
        """A thing is new, gone, or says something else; what stayed is not told, and details count as their thing."""
        old = quads(("ziel/a", "p", '"1"', "data"), ("ziel/b/c/1", "p", '"1"', "data"), ("ziel/d", "p", '"1"', "data"))
        new = quads(
            ("ziel/b/c/1", "p", '"2"', "data"), ("ziel/d", "p", '"1"', "data"), ("ziel/e", "p", "<x:o>", "data")
        )
        found = {one.iri.removeprefix(str(BO)): one for one in compare(old, new)}
        assert {name: one.how for name, one in found.items()} == {
            "ziel/a": How.REMOVED,
            "ziel/b": How.CHANGED,
            "ziel/e": How.ADDED,
        }
        assert found["ziel/b"].edits() == (Edit(f"{BO}ziel/b/c/1", "x:p", (Literal("1"),), (Literal("2"),)),)

    def test_only_what_was_stated_counts(self) -> None:
        """What was derived or counted is no change by itself, and a triple in two graphs counts once."""
        old = quads(("ziel/a", "p", '"1"', "data"), ("ziel/a", "p", '"1"', "vocabulary"))
        new = quads(
            ("ziel/a", "p", '"1"', "data"), ("ziel/a", "q", '"1"', "derived"), ("ziel/a", "r", '"1"', "catalogue")
        )
        assert not list(compare(old, new))
        assert len(list(stated(old))) == 1

    @given(st.lists(st.sampled_from(["a", "a/1", "a/2/x", "a1", "a-b", "a-b/1", "b", "b/0", "a0/1"]), unique=True))
    def test_things_come_once_each_and_in_order(self, names: list[str]) -> None:
        """Details stand before their thing and others between; still each thing comes once, whole, and sorted."""
        lines = quads(*((f"ziel/{name}", "p", '"1"', "data") for name in names))
        found = list(things(lines))
        keys = [f"<{iri}>".encode() for iri, _ in found]
        assert keys == sorted(set(keys))
        assert {iri.rpartition("/")[2] for iri, _ in found} == {name.partition("/")[0] for name in names}
        assert sorted(triple for _, triples in found for triple in triples) == list(stated(lines))

    def test_the_real_release_falls_into_things(self, bochum_release: Release) -> None:
        """Nothing is lost and every triple is read; compared with nothing everything is new, with itself nothing is."""
        lines = Plain(bochum_release.nquads)
        triples = list(stated(lines.every()))
        assert sorted(triple for _, some in things(lines.every()) for triple in some) == triples
        assert len(list(statements(triples))) == len(triples) > 20_000
        assert {one.how for one in compare((), lines.every())} == {How.ADDED}
        assert not list(compare(lines.every(), lines.every()))

    def test_a_literal_is_read_as_it_was_written(self) -> None:
        """Escapes, languages and datatypes are those that rdflib reads; a line that is no triple is refused."""
        graph = Graph()
        graph.parse(data=r'<x:a> <x:b> "a\"b\\c\nd\té <e> ."@de-DE . <x:a> <x:c> "1"^^<x:d> .', format="turtle")
        lines = sorted(graph.serialize(format="nt", encoding="utf-8").splitlines())
        read = [one.value for one in statements(line.removesuffix(b" .") for line in lines)]
        assert [str(one) for one in read] == ['a"b\\c\nd\té <e> .', "1"]
        assert isinstance(read[0], Literal)
        assert read[0].language == "de-DE"
        with pytest.raises(ReleaseError, match="is not a triple"):
            list(statements([b"<x:a> <x:b> _:c"]))


class TestKeeping:
    """An archive holds every release, in the order in which they came."""

    def test_a_kept_release_is_the_release(self, releases: Releases) -> None:
        """The compressed file is that of the build, byte for byte, readable by gunzip; so are single things."""
        for release, note in zip(releases.all, archive.notes(releases.archive), strict=True):
            packed, plain = Packed(releases.archive, note), Plain(release.nquads)
            lines = release.nquads.read_bytes().splitlines(keepends=True)
            assert gzip.decompress((releases.archive / note.file).read_bytes()) == release.nquads.read_bytes()
            assert list(packed.every()) == list(plain.every()) == lines
            for line in random.Random(4711).sample(lines, 60):
                for start in (line, line.split(b">")[0] + b"> ", line[:40], b"<zzz"):
                    expected = [one for one in lines if one.startswith(start)]
                    assert list(packed.beginning(start)) == list(plain.beginning(start)) == expected

    def test_the_same_release_is_kept_once(self, releases: Releases, tmp_path: Path) -> None:
        """Keeping it again adds nothing, and another archive of the same releases is the same byte for byte."""
        for release in releases.all:
            assert keep(release, tmp_path)
            assert keep(release, tmp_path)
        files = {path.name: path.read_bytes() for path in releases.archive.iterdir()}
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files
        assert len(files) == 9

    def test_moments_come_from_the_data_and_never_collide(self, releases: Releases) -> None:
        """Midnight of the date of the data; a second release of the same day is a second later."""
        assert [note.moment for note in archive.notes(releases.archive)] == [
            "2026-06-30T00:00:00Z",
            "2026-07-31T00:00:00Z",
            "2026-07-31T00:00:01Z",
        ]

    def test_an_older_release_is_not_put_in_between(self, releases: Releases, tmp_path: Path) -> None:
        """Who followed the changes has read on, so the archive refuses."""
        assert keep(releases.all[1], tmp_path)
        assert not keep(releases.all[0], tmp_path)
        assert [note.release for note in archive.notes(tmp_path)] == [releases.all[1].id]

    def test_a_file_that_cannot_be_written_leaves_nothing(self, tmp_path: Path) -> None:
        """Where something else has its name, that stays, and no half file is left beside it."""
        (tmp_path / "taken" / "by").mkdir(parents=True)
        with pytest.raises(OSError, match="taken"):
            archive.write_whole(tmp_path / "taken", b"whole")
        assert [path.name for path in tmp_path.iterdir()] == ["taken"]

    def test_what_was_damaged_is_named(self, releases: Releases, tmp_path: Path) -> None:
        """A note or a file that cannot be read is named with what to do; nothing else is served in its place."""
        shutil.copytree(releases.archive, tmp_path, dirs_exist_ok=True)
        note = archive.notes(tmp_path)[0]
        (tmp_path / note.file).write_bytes(b"nothing")
        with pytest.raises(ReleaseError, match=f"{note.release}.nq.gz is missing or was changed"):
            list(Packed(tmp_path, note).every())
        (tmp_path / f"{note.release}.json").write_text("{}", encoding="utf-8")
        with pytest.raises(ReleaseError, match="is not the note of a kept release"):
            archive.notes(tmp_path)


class TestHistory:
    """A service knows the releases that led to the one it serves."""

    def test_each_release_lists_what_it_changed(self, history: History) -> None:
        """The first one made everything; the others name the thing that came, changed and went."""
        first, second, third = history.steps
        assert {one.how for one in first.listed()} == {How.ADDED}
        assert second.listed() == (
            Listed(str(DATASET), How.CHANGED),
            Listed(f"{BO}{HOUSE}", How.CHANGED),
            Listed(f"{BO}{FORMER}", How.REMOVED),
            Listed(f"{BO}{NEW}", How.ADDED),
        )
        assert third.listed() == (Listed(f"{BO}{HOUSE}", How.CHANGED),)

    def test_what_changed_of_a_thing_is_told(self, history: History) -> None:
        """The value that went and the one that came, of the thing itself and of a detail."""
        _, second, third = history.steps
        (name,) = second.change(f"{BO}{HOUSE}").edits()
        assert (name.property, str(name.before[0]), str(name.after[0])) == (
            f"{SKOS}prefLabel",
            "Community house on the market",
            "House on the market",
        )
        (day,) = third.change(f"{BO}{HOUSE}").edits()
        assert day.node == f"{BO}{HOUSE}/meilenstein/1"
        assert (str(day.before[0]), str(day.after[0])) == ("2019-06-20", "2019-06-21")

    def test_a_thing_is_the_same_alone_as_in_the_comparison(self, history: History) -> None:
        """What is looked up of a thing is what the comparison of whole releases says of it."""
        for step in history.steps:
            old = step.previous.lines.every() if step.previous else ()
            for change in compare(old, step.lines.every()):
                assert step.change(change.iri) == change

    def test_names_are_those_of_the_release(self, history: History) -> None:
        """A thing is called what it was called."""
        names = [step.names([f"{BO}{HOUSE}"])[f"{BO}{HOUSE}"].name("en").value for step in history.steps]
        assert names == ["Community house on the market", "House on the market", "House on the market"]

    def test_without_an_archive_the_release_stands_alone(self, releases: Releases, tmp_path: Path) -> None:
        """It is on record by itself, everything in it new; the moment is that of the archive."""
        (step,) = History.of(releases.all[0], tmp_path / "nothing").steps
        kept = History.of(releases.all[0], releases.archive).steps[0]
        assert (step.release, step.moment, step.listed()) == (kept.release, kept.moment, kept.listed())
        assert step.packed is None

    def test_a_release_that_was_not_kept_comes_last(self, releases: Releases, tmp_path: Path) -> None:
        """It follows those that were kept before it and says what it changed."""
        for release in releases.all[:2]:
            keep(release, tmp_path)
        steps = History.of(releases.current, tmp_path).steps
        assert [one.release for one in steps] == [one.id for one in releases.all]
        assert steps[-1].listed() == (Listed(f"{BO}{HOUSE}", How.CHANGED),)
        assert steps[-1].moment == "2026-07-31T00:00:01Z"

    def test_later_releases_do_not_show_in_an_earlier_one(self, releases: Releases) -> None:
        """Who serves the second release has a history of two."""
        history = History.of(releases.all[1], releases.archive)
        assert [one.release for one in history.steps] == [one.id for one in releases.all[:2]]
        with pytest.raises(UnknownNameError, match="no release"):
            history.step(releases.current.id)


class TestCommands:
    """``bochum-kg build`` keeps, ``bochum-kg changes`` compares."""

    def test_build_keeps_what_it_makes_and_what_it_replaces(self, releases: Releases, tmp_path: Path) -> None:
        """The archive beside the release holds both; building again adds nothing."""
        shutil.copytree(releases.all[0].folder, tmp_path / "release")
        data = releases.archive.parent / "data"
        arguments = ["build", "--out", str(tmp_path / "release"), "--data", str(data), "--validator", "shacl"]
        for _ in range(2):
            result = CliRunner().invoke(main, arguments)
            assert (result.exit_code, result.stderr) == (0, "")
        kept = [note.release for note in archive.notes(archive_of(tmp_path / "release"))]
        assert kept == [releases.all[0].id, releases.current.id]

    def test_build_says_when_a_release_is_not_kept(self, releases: Releases, tmp_path: Path) -> None:
        """Data older than the last ones kept are built, and the sentence says what to do."""
        keep(releases.current, tmp_path / "kept")
        city = Path(__file__).parent / "city" / "data"
        arguments = ["build", "--out", str(tmp_path / "release"), "--data", str(city), "--validator", "shacl"]
        result = CliRunner().invoke(main, arguments, env={"BOCHUM_KG_ARCHIVE": str(tmp_path / "kept")})
        assert result.exit_code == 0
        assert "does not keep this release" in result.stderr
        assert not archive_of(tmp_path / "release").exists()

    def test_two_releases_are_compared_as_text(self, releases: Releases) -> None:
        """By folder, by file, and by name in the archive; a sign for each thing, and how many there are."""
        first, second, _ = releases.all
        packed = releases.archive / f"{second.id}.nq.gz"
        result = CliRunner().invoke(main, ["changes", str(first.folder), str(packed)])
        assert result.output == (
            "~ https://w3id.org/bochum-strategie/dataset/strategie\n"
            '    - dct:modified: "2026-06-30"\n'
            '    + dct:modified: "2026-07-31"\n'
            f"~ bo:{HOUSE}\n"
            '    - skos:prefLabel: "Community house on the market"@en\n'
            '    + skos:prefLabel: "House on the market"@en\n'
            f"- bo:{FORMER}\n"
            f"+ bo:{NEW}\n"
            "1 added, 2 changed, 1 removed\n"
        )
        by_name = ["changes", first.id, str(second.folder / NQUADS)]
        again = CliRunner().invoke(main, by_name, env={"BOCHUM_KG_ARCHIVE": str(releases.archive)})
        assert again.output == result.output

    def test_two_releases_are_compared_as_json(self, releases: Releases) -> None:
        """Programs get terms as in SPARQL results."""
        _, second, third = releases.all
        result = CliRunner().invoke(main, ["changes", str(second.folder), str(third.folder), "--format", "json"])
        (change,) = json.loads(result.output)
        assert (change["iri"], change["how"]) == (f"{BO}{HOUSE}", "changed")
        assert change["edits"][0]["before"] == [
            {"type": "literal", "value": "2019-06-20", "datatype": "http://id.loc.gov/datatypes/edtf/EDTF"}
        ]

    def test_an_unknown_release_is_refused(self, releases: Releases) -> None:
        """The sentence names those that are kept."""
        result = CliRunner().invoke(
            main, ["changes", "nothing", "nothing"], env={"BOCHUM_KG_ARCHIVE": str(releases.archive)}
        )
        assert result.exit_code == 2
        assert releases.current.id in result.stderr


def test_what_the_city_stated_is_in_the_first_release(releases: Releases, history: History) -> None:
    """The changes of the first release hold the three stated graphs, and nothing beside."""
    union = Graph()
    for quad in Dataset().parse(releases.all[0].nquads, format="nquads").quads():
        if str(quad[3]).endswith(("/data", "/ontology", "/vocabulary")):
            union.add(quad[:3])
    first = history.steps[0]
    changes = [first.change(one.iri) for one in first.listed()]
    made = Graph().parse(data=b"".join(line + b" .\n" for one in changes for line in one.after), format="nt")
    assert set(made) == set(union)
    assert all(isinstance(one, Change) for one in changes)
