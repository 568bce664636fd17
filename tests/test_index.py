"""The index in a real file: what goes in comes out, whatever way it went in."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.effort import examples
from vaulttool.core.book import read_key
from vaulttool.core.codec import note_texts, text_note
from vaulttool.core.conclusion import Card, Checked, Conclusion, FollowUp, Insight, Meeting, Waiting
from vaulttool.core.diagnostics import Finding
from vaulttool.core.model import Field, Item, Link, Note
from vaulttool.index import Index, changes
from vaulttool.vault import Stamp

STAMP = Stamp((1, 2, 3, 4))
TEXT = st.text(max_size=8)
DAY = st.none() | st.dates()
NUMBER = st.integers(-(1 << 53), 1 << 53)


def contact(path: str, **values: str | tuple[str, ...]) -> Note:
    """A contact with these fields; `link_X=("Name",)` makes links of the field X."""
    listed = {name: (value,) if isinstance(value, str) else value for name, value in values.items()}
    links = tuple(
        Link(target, name.removeprefix("link_").removeprefix("body"))
        for name, targets in listed.items()
        if name.startswith("link_")
        for target in targets
    )
    plain = {name: Field(name, value, "list") for name, value in listed.items() if not name.startswith("link_")}
    return Note(path, "contact", path.rsplit("/", 1)[-1].removesuffix(".md"), plain, links)


def put(index: Index, *notes: Note, body: str = "") -> None:
    with index.transaction():
        for note in notes:
            index.put(note, body, STAMP, b"0123456789abcdef", False)


def due(path: str, day: date = date(2026, 12, 1), id: str = "abcdefgh") -> FollowUp:
    return FollowUp(id, "thank-you", path, path, "Ana", "Ana", day, day, "thank", path, 3, "a card", 96)


def keys(*names: str) -> frozenset[int]:
    return frozenset(map(read_key, names))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


NOTES = st.builds(
    Note,
    path=TEXT,
    kind=TEXT,
    name=TEXT,
    fields=st.dictionaries(TEXT, st.from_type(Field), max_size=3),
    links=st.lists(st.from_type(Link), max_size=2).map(tuple),
    items=st.lists(st.builds(Item, keys=st.dictionaries(TEXT, TEXT, max_size=2)), max_size=2).map(tuple),
    headings=st.tuples(TEXT),
    tags=st.tuples(TEXT),
    findings=st.lists(st.from_type(Finding), max_size=2).map(tuple),
    salvaged=st.booleans(),
    has_notes=st.booleans(),
    body_line=st.integers(1, 10**9),
)


@examples(60)
@given(NOTES)
def test_notes_survive_json(note: Note) -> None:
    """`from_json` gives the very note that `to_json` was given, also after the text form."""

    assert text_note(*note_texts(note)) == note
    assert text_note(*note_texts(note)) == note


@examples(25)
@given(notes=st.lists(NOTES, max_size=3, unique_by=lambda note: note.path))
def test_any_note_is_kept_whole(notes: list[Note]) -> None:
    """Facts come out of the file as they went in, whatever characters and numbers they hold."""
    with tempfile.TemporaryDirectory() as folder:
        with Index.open(Path(folder), Path(folder) / "cache") as index:
            put(index, *notes)
        with Index.open(Path(folder), Path(folder) / "cache") as index:
            assert [index.note(note.path) for note in notes] == notes
            assert index.paths() == tuple(sorted(note.path for note in notes))


@examples(25)
@given(
    follow_ups=st.lists(
        st.builds(FollowUp, line=NUMBER, weight=NUMBER, cadence=NUMBER, detail=TEXT, private=st.booleans()), max_size=2
    ).map(tuple),
    card=st.none() | st.builds(Card, attempts=NUMBER, waiting=st.from_type(tuple[Waiting, ...]), next_due=DAY),
    meeting=st.none() | st.from_type(Meeting),
    findings=st.lists(st.from_type(Finding), max_size=2).map(tuple),
)
def test_any_conclusion_is_kept_whole(
    follow_ups: tuple[FollowUp, ...], card: Card | None, meeting: Meeting | None, findings: tuple[Finding, ...]
) -> None:
    """Follow-ups, card, meeting and findings come out of the file as they went in."""
    with tempfile.TemporaryDirectory() as folder:
        with Index.open(Path(folder), Path(folder) / "cache") as index, index.transaction():
            index.put(contact("A.md"), "", STAMP, b"", False)
            index.put_conclusion(
                Conclusion("A.md", Checked(findings), follow_ups=follow_ups, card=card, meeting=meeting)
            )
        with Index.open(Path(folder), Path(folder) / "cache") as index:
            assert sorted(map(repr, index.follow_ups())) == sorted(map(repr, follow_ups))
            assert index.cards() == ([("A.md", "A", card)] if card else [])
            assert index.meetings() == ({"A.md": meeting} if meeting else {})
            assert index.findings() == sorted(findings)


CONCLUSIONS = st.builds(
    Conclusion,
    path=st.just("A.md"),
    follow_ups=st.lists(st.builds(FollowUp, line=NUMBER, weight=NUMBER, detail=TEXT), max_size=3).map(tuple),
    card=st.none() | st.builds(Card, attempts=NUMBER),
    insights=st.lists(st.builds(Insight, line=NUMBER), max_size=2).map(tuple),
    checked=st.builds(Checked, since=DAY, reads=st.frozensets(st.sampled_from((1, 2)))),
    reads=st.frozensets(st.sampled_from((1, 2, 3))),
)


@examples(60)
@given(
    notes=st.lists(NOTES.map(lambda note: replace(note, path="A.md")), min_size=1, max_size=3),
    conclusions=st.lists(CONCLUSIONS, min_size=1, max_size=3),
    at_once=st.booleans(),
)
def test_what_takes_the_place_of_another_leaves_nothing_of_it(
    notes: list[Note], conclusions: list[Conclusion], at_once: bool
) -> None:
    """Only what differs is written, and it comes to the same as the last of them alone."""
    every: list[Note | Conclusion] = [*notes, *conclusions]
    both = [every] if at_once else [[one] for one in every]
    with tempfile.TemporaryDirectory() as folder:
        with Index.open(Path(folder), Path(folder) / "some") as index:
            for part in both:
                with index.transaction():
                    for one in part:
                        keep(index, one)
            found = index.dump()
        with Index.open(Path(folder), Path(folder) / "one") as index, index.transaction():
            keep(index, notes[-1])
            keep(index, conclusions[-1])
            assert found == index.dump()


def keep(index: Index, one: Note | Conclusion) -> None:
    if isinstance(one, Note):
        index.put(one, one.name, STAMP, b"", False)
    else:
        index.put_conclusion(one)


def test_what_stays_the_same_is_not_written_again(tmp_path: Path, cache: Path) -> None:
    """Of a conclusion as before one row: its own. Of a note with one name more, that name beside its own rows."""
    known = Conclusion("A.md", follow_ups=(due("A.md"),), card=Card("met"), reads=frozenset(range(8)))
    with Index.open(tmp_path, cache) as index:
        put(index, contact("A.md", aliases=("Old",), email="a@b.example", link_org=("Acme",)))
        with index.transaction():
            index.put_conclusion(known)
        with index.transaction():
            before = index.connection.total_changes
            index.put_conclusion(known)
            index.store()
            assert index.connection.total_changes - before == 1
        names, seen = "INSERT OR REPLACE INTO names", []
        index.connection.set_trace_callback(lambda sql: seen.append(sql) if sql.startswith(names) else None)
        put(index, contact("A.md", aliases=("Old", "New"), email="a@b.example", link_org=("Acme",)))
        assert len(seen) == 1


@pytest.mark.parametrize("asked", [1, 500])
def test_notes_are_found_by_name_link_and_value(tmp_path: Path, cache: Path, asked: int) -> None:
    """One question and the last of many give the same: sorted paths, links of ours in frontmatter only."""
    ana = contact("C/Ana Ruiz.md", aliases=("Anita",), email="ana@acme.example")
    twin = contact("D/ana ruiz.md", email="ANA@acme.example")
    ben = contact("C/Ben.md", link_referred_by=("Ana Ruiz", "ANA RUIZ"), link_body=("Anita",))
    plain = Note("E.md", "", "E", links=(Link("Ana Ruiz", "about"),))
    with Index.open(tmp_path, cache) as index:
        put(index, twin, ben, ana, plain)
        for _ in range(asked):
            named, linking = index.named("ana ruiz"), index.linking("ana ruiz")
            sharing = index.sharing("email", "ana@acme.example")
        assert (named, linking, sharing) == ((ana.path, twin.path), (ben.path,), (ana.path, twin.path))
        assert (index.named("anita"), index.named("c/ben"), index.named("nobody")) == ((ana.path,), (ben.path,), ())
        assert index.linking("anita") == ()
        assert index.mentions("anita") == (ben.path,)
        assert index.mentions("ana ruiz") == (ben.path, plain.path)
        assert index.note("nobody.md") is None


def test_look_ups_see_what_the_same_transaction_wrote(tmp_path: Path, cache: Path) -> None:
    """In a build from nothing and in a later run, before anything is committed."""
    with Index.open(tmp_path, cache) as index:
        for old, new in (("", "x"), ("x", "y")):
            with index.transaction():
                index.put(contact("A.md", aliases=(new,), link_org=(new,)), "", STAMP, b"", False)
                assert index.named(new) == index.linking(new) == ("A.md",)
                assert index.named(old) == index.linking(old) == ()
                note = index.note("A.md")
                assert note is not None
                assert note.aliases == (new,)
                assert index.paths("contact") == ("A.md",)


@pytest.mark.parametrize("one_by_one", [False, True])
def test_stamps_of_some_folders(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, one_by_one: bool) -> None:
    """Of what lies right in them, whether each is asked for or all notes are read; none of folders with like names."""
    monkeypatch.setattr(changes, "_ROWS_FOR_A_QUERY", 0 if one_by_one else 1000)
    paths = ["A.md", "Jobs/B.md", "Jobs/Old/C.md", "Jobs0.md", "Jobs 2/D.md", "Jobß/E.md"]
    with Index.open(tmp_path, cache) as index:
        put(index, *map(contact, paths))
        for folders in ({""}, {"Jobs/"}, {"Jobs/Old/", "Jobß/"}, {"", "Jobs/", "Nothing/"}, set()):
            expected = {path for path in paths if path[: path.rfind("/") + 1] in folders}
            assert set(index.stamps(folders)) == expected


def test_put_replaces_and_remove_forgets(tmp_path: Path, cache: Path) -> None:
    """Nothing of an old version or of a deleted note is left in any table."""
    with Index.open(tmp_path, cache) as index:
        empty = index.dump()
        put(index, contact("A.md", aliases=("Old",), email="a@b.example", link_org=("Acme",)), body="old words")
        with index.transaction():
            index.put_conclusion(
                Conclusion("A.md", follow_ups=(due("A.md"),), card=Card("met"), reads=keys("name:acme"))
            )
            index.put_conclusion(Conclusion("A.md", card=Card("met"), reads=keys("name:other")))
        put(index, contact("A.md", aliases=("New",)), body="new words")
        assert (index.named("old"), index.named("new")) == ((), ("A.md",))
        assert (index.best_first(["old"], index.paths()), index.best_first(["new"], index.paths())) == ([], ["A.md"])
        assert index.follow_ups() == []
        assert (index.stale({"name:acme"}), index.stale({"name:other"})) == (set(), {"A.md"})
        with index.transaction():
            index.remove("A.md")
            index.remove("never there.md")
            assert index.note("A.md") is None
        assert index.dump() == empty


def test_stamps_are_those_of_the_last_put_or_touch(tmp_path: Path, cache: Path) -> None:
    """Sizes and times up to the largest the system knows; one that does not fit is never equal to the real one."""
    large = Stamp(((1 << 63) - 1, 1 << 62, (1 << 63) - 1, 5))
    beyond = Stamp((1, 1 << 63, 1, 1))
    with Index.open(tmp_path, cache) as index, index.transaction():
        index.put(contact("A.md"), "", STAMP, b"one", True)
        index.put(contact("B.md"), "", beyond, b"two", False)
        assert index.stamps()["A.md"] == (STAMP, b"one", True)
        assert index.stamps()["B.md"][0] != beyond
        index.touch("A.md", large, False)
        assert index.stamps()["A.md"] == (large, b"one", False)


def test_a_change_finds_the_conclusions_that_read_it(tmp_path: Path, cache: Path) -> None:
    """Any number of keys at once, however they are written."""
    names = [f"name:{n}'\"%_\0\ud800" for n in range(1500)]
    with Index.open(tmp_path, cache) as index, index.transaction():
        for n, key in enumerate(names):
            index.put_conclusion(Conclusion(f"{n}.md", reads=keys(key, "path:shared.md")))
        assert index.stale([names[7]]) == {"7.md"}
        assert index.stale(names[:1200]) == {f"{n}.md" for n in range(1200)}
        assert len(index.stale(["path:shared.md"])) == 1500
        assert index.stale(["path:other.md"]) == set()
        assert index.stale([]) == set()


def test_a_new_day_finds_the_conclusions_that_no_longer_hold(tmp_path: Path, cache: Path) -> None:
    """A conclusion holds from its first day up to the day before its end."""
    with Index.open(tmp_path, cache) as index, index.transaction():
        index.put_conclusion(Conclusion("always.md"))
        index.put_conclusion(Conclusion("from 3.md", since=date(2026, 12, 3)))
        index.put_conclusion(Conclusion("until 5.md", until=date(2026, 12, 5)))
        assert index.expired(date(2026, 12, 2)) == {"from 3.md"}
        assert index.expired(date(2026, 12, 3)) == set()
        assert index.expired(date(2026, 12, 4)) == set()
        assert index.expired(date(2026, 12, 5)) == {"until 5.md"}


def test_what_is_wrong_in_a_note_is_known_for_the_days_on_which_it_holds(tmp_path: Path, cache: Path) -> None:
    """With all that it rests on, and nothing of what the rest of the conclusion rests on."""
    found = (Finding("A.md", 2, 1, "link-broken", "error", "x"),)
    checked = Checked(found, date(2026, 12, 2), date(2026, 12, 5), keys("name:acme"))
    with Index.open(tmp_path, cache) as index, index.transaction():
        index.put_conclusion(Conclusion("A.md", checked, reads=keys("name:acme", "path:A.md")))
        index.put_conclusion(Conclusion("B.md"))
        for day in (2, 4):
            assert index.checked("A.md", date(2026, 12, day)) == checked
        for day in (1, 5):
            assert index.checked("A.md", date(2026, 12, day)) is None
        assert index.checked("B.md", date(2026, 12, 1)) == Checked()
        assert index.checked("C.md", date(2026, 12, 1)) is None


def test_answers_come_in_an_order_of_their_own(tmp_path: Path, cache: Path) -> None:
    """Whatever the order of storing: findings by place, follow-ups by day, cards and meetings by path."""
    late, early = due("B.md", date(2026, 12, 9), "a"), due("A.md", date(2026, 12, 1), "b")
    meeting = Meeting(date(2026, 12, 3), "10:00", "", (("A.md", "A"),), "", "", "video", "", "scheduled")
    problems = [Finding(path, line, 1, "link-broken", "error", "x") for path in ("A.md", "B.md") for line in (2, 9)]
    with Index.open(tmp_path, cache) as index:
        put(index, contact("B.md"), contact("A.md"))
        with index.transaction():
            index.put_conclusion(
                Conclusion("B.md", Checked(tuple(problems[::-1])), None, None, (late,), Card("met"), meeting)
            )
            index.put_conclusion(Conclusion("A.md", follow_ups=(early,), card=Card("contacted")))
        assert index.findings() == problems
        assert index.follow_ups() == [early, late]
        assert index.follow_ups(due_by=date(2026, 12, 1)) == [early]
        assert [path for path, _, _ in index.cards()] == ["A.md", "B.md"]
        assert index.meetings() == {"B.md": meeting}
        assert index.titles() == {"A.md": "A", "B.md": "B"}
        with index.transaction():
            index.remove("B.md")
            index.put_conclusion(Conclusion("A.md", follow_ups=(late,)))
            index.put_conclusion(Conclusion("A.md", follow_ups=(early,)))
        assert (index.follow_ups(), index.cards(), index.findings()) == ([early], [], [])


def test_full_text_finds_words_as_people_type_them(tmp_path: Path, cache: Path) -> None:
    """Beginnings of words, whatever case and accents, in names, fields and bodies; never an error of SQL."""
    with Index.open(tmp_path, cache) as index:
        put(index, contact("Zoë.md", role="Field Ecologist"), body="Wetland crews. NEAR the river")
        put(index, contact("B.md"), body="Zoë was there")
        found = [index.best_first(words, index.paths()) for words in (["zoe"], ["ecolog", "WETL"], ["crews near"])]
        assert found == [["Zoë.md", "B.md"], ["Zoë.md"], ["Zoë.md"]]
        assert index.around("crews", ["Zoë.md", "B.md"]) == {"Zoë.md": "Wetland crews. NEAR the river"}
        for words in ([], [""], ["*"], ['"'], ["NOT"], ["x OR y"], ["name:B"], ["a\0b"], ["\ud800x"], ["(", "'; DROP"]):
            assert index.best_first(words, index.paths()) == []
            assert index.around(" ".join(words), ["B.md"]) == {}
        assert index.best_first(["zoe"], ["B.md", "C.md"]) == ["B.md"]


def test_items_and_values_come_from_all_notes_at_once(tmp_path: Path, cache: Path) -> None:
    """Items of some types with all they hold, and the values of one field."""
    insight = Item("insight", 9, "Crews hear first", keys={"topic": "hiring"})
    touch = Item("touch", 4, "hello", day=date(2026, 11, 3), word="email", way="out")
    ana = contact("A.md", topics=("water", "plants"), role="Boss")
    with Index.open(tmp_path, cache) as index:
        put(index, Note("I.md", "interview", "I", items=(touch, insight)), ana, Note("P.md", "", "P", items=(touch,)))
        assert index.items("insight") == [("I.md", insight)]
        assert index.items("touch", "insight") == [("I.md", touch), ("I.md", insight), ("P.md", touch)]
        assert index.values_of("topics") == [("A.md", ("water", "plants"))]
        assert index.values_of("role", "contact") == [("A.md", ("Boss",))]
        assert index.values_of("role", "interview") == index.values_of("no'\"$") == []


def test_halves_of_characters_do_no_harm(tmp_path: Path, cache: Path) -> None:
    """Text that no UTF-8 can say is kept in the facts and does not stop the rest."""
    odd = contact("A.md", aliases=("half \ud83d",), role="\udcff", link_org=("x\ud800",))
    with Index.open(tmp_path, cache) as index:
        put(index, odd, contact("B.md"), body="body \udfff word")
    with Index.open(tmp_path, cache) as index:
        assert index.note("A.md") == odd
        assert index.named("half \ud83d") == ("A.md",)
        assert index.linking("x\ud800") == ("A.md",)
        assert sorted(index.best_first(["word"], index.paths())) == ["A.md", "B.md"]


def test_other_words_of_the_same_facts_are_all_that_is_stored(tmp_path: Path, cache: Path) -> None:
    """A note that says what it said before, in a body with other words: bytes and full text are written, no facts."""
    note = contact("A.md", aliases=("one",), link_org=("Acme",))
    with Index.open(tmp_path, cache) as index, Index.open(tmp_path, cache / "fresh") as fresh:
        put(index, note, body="old words")
        put(fresh, note, body="new words")
        statements: list[str] = []
        index.connection.set_trace_callback(statements.append)
        with index.transaction():
            index.put(note, "new words", STAMP, b"0123456789abcdef", False, with_facts=False)
        index.connection.set_trace_callback(None)
        written = {words[4] for words in map(str.split, statements) if words[0] == "INSERT"}
        assert written == {"notes", "fts", "meta"}
        assert index.dump() == fresh.dump()
        assert index.best_first(["new"], ["A.md"]) == ["A.md"]
        assert index.best_first(["old"], ["A.md"]) == []


def interrupted(index: Index) -> None:
    with index.transaction():
        index.put(contact("A.md", aliases=("two",)), "", STAMP, b"", False)
        index.put(contact("B.md"), "", STAMP, b"", False)
        index.put_conclusion(Conclusion("A.md"))
        raise KeyboardInterrupt


def test_a_failed_run_leaves_the_index_as_it_was(tmp_path: Path, cache: Path) -> None:
    """One transaction a run: all of it or nothing, in the file and in memory."""
    with Index.open(tmp_path, cache) as index:
        put(index, contact("A.md", aliases=("one",)))
        before, generation = index.dump(), index.generation
        with pytest.raises(KeyboardInterrupt):
            interrupted(index)
        note = index.note("A.md")
        assert note is not None
        assert note.aliases == ("one",)
        assert (index.dump(), index.generation, index.note("B.md")) == (before, generation, None)


def test_generation_changes_with_content_only(tmp_path: Path, cache: Path) -> None:
    """A run that changes nothing leaves the generation; one that changes anything, and a rebuild, make a new one."""
    with Index.open(tmp_path, cache) as index:
        put(index, contact("A.md"))
        first = index.generation
        with index.transaction():
            index.stale({"path:A.md"})
        assert index.generation == first
        put(index, contact("A.md"))
        second = index.generation
    Index.discard(tmp_path, cache)
    with Index.open(tmp_path, cache) as index:
        put(index, contact("A.md"))
        assert len({first, second, index.generation}) == 3


def test_wiping_leaves_an_empty_usable_index(tmp_path: Path, cache: Path) -> None:
    """All content goes; what is put afterwards in the same run stays."""
    with Index.open(tmp_path, cache) as index:
        put(index, contact("A.md"), contact("B.md"))
        index.meta_set("made by", "me")
        assert index.meta_get("made by") == "me"
        with index.transaction():
            index.wipe()
            assert (index.note("A.md"), index.stamps(), index.meta_get("made by")) == (None, {}, None)
            index.put(contact("C.md"), "", STAMP, b"", False)
        assert index.paths() == ("C.md",)


def test_the_file_is_private_and_outside_the_vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the user's cache, for the user's eyes only; one file for a vault, by whatever name it is reached."""
    vault = tmp_path / "vault"
    vault.mkdir()
    (tmp_path / "alias").symlink_to(vault)
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "of mine"))
    with Index.open(vault) as index:
        put(index, contact("A.md"))
    file = Index.path_of(vault)
    assert file == Index.path_of(tmp_path / "alias")
    assert file != Index.path_of(tmp_path)
    assert file.parent == tmp_path / "of mine"
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(vault.iterdir()) == []
    monkeypatch.setenv("VAULTTOOL_CACHE", str(vault / ".cache"))
    Index.open(vault).close()
    assert (vault / ".cache/.gitignore").read_text() == "*\n"


OPERATIONS = st.lists(
    st.tuples(
        st.sampled_from(["put", "put", "put", "remove", "conclude", "commit", "hand over"]),
        st.sampled_from(["A.md", "B.md", "c/A.md"]),
        st.sampled_from(["Ana", "Ben", "B"]),
    ),
    max_size=14,
)


@examples(50)
@given(OPERATIONS)
def test_the_way_does_not_matter_only_the_end(operations: list[tuple[str, str, str]]) -> None:
    """After any changes in any transactions the content equals that of an index given only the last state."""
    notes: dict[str, Note] = {}
    concluded: dict[str, Conclusion] = {}
    folder = Path(tempfile.mkdtemp())
    with Index.open(folder, folder / "a") as changed, Index.open(folder, folder / "b") as fresh:
        for part in _transactions(operations):
            with changed.transaction():
                for name, path, word in part:
                    if name == "put":
                        notes[path] = contact(path, aliases=(word,), email=f"{word}@b.example", link_org=(word,))
                        changed.put(notes[path], word, STAMP, b"", False)
                    elif name == "remove":
                        notes.pop(path, None)
                        concluded.pop(path, None)
                        changed.remove(path)
                    elif name == "hand over":
                        changed.hand_over([path])
                    elif name == "conclude":
                        concluded[path] = Conclusion(path, follow_ups=(due(path, id=word),), reads=keys(f"name:{word}"))
                        changed.put_conclusion(concluded[path])
                    for key in ("ana", "b"):
                        expected = sorted(p for p, n in notes.items() if key in map(str.lower, (*n.aliases, n.stem)))
                        assert changed.named(key) == tuple(expected)
        with fresh.transaction():
            for note in reversed(notes.values()):
                fresh.put(note, note.aliases[0], STAMP, b"", False)
            for conclusion in reversed(concluded.values()):
                fresh.put_conclusion(conclusion)
        assert changed.dump() == fresh.dump()
        assert changed.follow_ups() == fresh.follow_ups()
        assert (
            changed.shared_names() == fresh.shared_names() == ({"a"} if {"A.md", "c/A.md"} <= notes.keys() else set())
        )
    shutil.rmtree(folder)


def _transactions(operations: list[tuple[str, str, str]]) -> list[list[tuple[str, str, str]]]:
    parts: list[list[tuple[str, str, str]]] = [[]]
    for operation in operations:
        if operation[0] == "commit":
            parts.append([])
        else:
            parts[-1].append(operation)
    return parts


def test_reading_does_not_touch_the_file(tmp_path: Path, cache: Path) -> None:
    """Opening and asking leave the index file byte for byte as it was, and nothing beside it."""
    vault = tmp_path / "vault"
    with Index.open(vault, cache) as index:
        put(index, contact("A.md"))
    file = Index.path_of(vault, cache)
    before = file.read_bytes()
    with Index.open(vault, cache) as index:
        assert index.stamps()
        assert not index.rebuilt_because
        with index.transaction():
            index.expired(date(2026, 12, 1))
    assert file.read_bytes() == before
    assert sorted(os.listdir(cache)) == [file.name]
