"""`export ics`, read back by programs that did not write it: a strict reader, vobject, and dateutil's time zones."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import examples
from tests.export_reader import Line, blocks, lines_of
from tests.support import desk_of, follow_ups, parsed
from tests.vault_cli import Tool, tool
from vaulttool.cli.command_line import run
from vaulttool.core.escape import visible
from vaulttool.core.roster import Roster
from vaulttool.exchange.agenda import Event, agenda
from vaulttool.exchange.ics import calendar
from vaulttool.exchange.moves import chains

__all__ = ["tool"]

BERLIN = 'timezone = "Europe/Berlin"\n'
ANA = '---\ntype: contact\norg: "[[Acme]]"\ntimezone: America/Halifax\n---\n'


def talk(*lines: str, who: str = "Ana Ruiz") -> str:
    """An interview with these frontmatter lines."""
    return "\n".join(["---", "type: interview", f'contact: "[[{who}]]"', *lines, "---", ""])


def exported(tool: Tool) -> bytes:
    """What `export ics` prints."""
    said = tool("export", "ics")
    assert said.status == 0, said.err
    return said.out.encode()


def events(data: bytes) -> list[dict[str, Line]]:
    """The events of a calendar as its strict reader sees them."""
    return blocks(lines_of(data), "VEVENT")


def talks(data: bytes) -> list[dict[str, Line]]:
    """Those of them that are talks."""
    return [event for event in events(data) if event["SUMMARY"].text.startswith("Talk with")]


def test_a_talk_is_read_back_by_another_library(tool: Tool) -> None:
    """Start in my zone, length, place, status and two reminders, as vobject and its time zones understand them."""
    (tool.folder / "vaulttool.toml").write_text(BERLIN)
    tool.notes({"Ana Ruiz": ANA})
    tool.notes({"Interviews/2026-12-10 Ana Ruiz.md": talk(
        "date: 2026-12-10T16:00", "minutes: 30", "format: video", "status: confirmed", "place: https://meet.example/a,b;c"
    )})  # fmt: skip
    read: Any = vobject.readOne(exported(tool).decode())
    found = [event for event in read.vevent_list if event.summary.value.startswith("Talk")]
    assert [event.summary.value for event in found] == ["Talk with Ana Ruiz (Acme)"]
    event = found[0]
    assert event.dtstart.value.astimezone(UTC) == datetime(2026, 12, 10, 15, tzinfo=UTC)
    assert event.duration.value == timedelta(minutes=30)
    assert (event.status.value, event.sequence.value, event.transp.value) == ("CONFIRMED", "0", "OPAQUE")
    assert event.location.value == "https://meet.example/a,b;c"
    assert event.description.value.split("\n") == [
        "By video",
        "11:00 on 2026-12-10 for them (America/Halifax)",
        "Note: Interviews/2026-12-10 Ana Ruiz.md",
    ]
    assert [line.params for line in starts(exported(tool)) if "T" in line.value] == [("TZID=Europe/Berlin",)]
    assert [alarm.trigger.value for alarm in event.valarm_list] == [timedelta(days=-1), timedelta(hours=-1)]
    assert {alarm.action.value for alarm in event.valarm_list} == {"DISPLAY"}


def test_a_chain_of_moves_is_one_event(tool: Tool) -> None:
    """Moved twice: the UID of the first date, the time of the last, SEQUENCE 2, and a later DTSTAMP each time."""
    tool.notes({"Ana Ruiz": "---\ntype: contact\n---\n"})
    days = ("2026-12-03", "2026-12-07", "2026-12-09")
    seen = []
    for number, day in enumerate(days):
        tool.notes({f"Interviews/{day} Ana Ruiz.md": talk(f"date: {day}T10:00", "status: scheduled")})
        for old, new in pairwise(days[: number + 1]):
            moved = talk(f"date: {old}T10:00", "status: moved", f'moved_to: "[[{new} Ana Ruiz]]"')
            tool.notes({f"Interviews/{old} Ana Ruiz.md": moved})
        (event,) = talks(exported(tool))
        seen.append((event["UID"].text, event["SEQUENCE"].text, event["STATUS"].text, event["DTSTART"].value[:8]))
        assert event["DTSTAMP"].value == day.replace("-", "") + "T000000Z"
    assert len({uid for uid, *_ in seen}) == 1
    assert [row[1:] for row in seen] == [
        ("0", "TENTATIVE", "20261203"), ("1", "TENTATIVE", "20261207"), ("2", "TENTATIVE", "20261209"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        (("status: requested",), "TENTATIVE"),
        (("status: scheduled",), "TENTATIVE"),
        (("status: scheduled", "confirmed_on: 2026-12-01"), "CONFIRMED"),
        (("status: confirmed",), "CONFIRMED"),
        (("status: done",), "CONFIRMED"),
        (("status: cancelled", "cancelled_by: them"), "CANCELLED"),
        (("status: no-show", "no_show: them"), "CANCELLED"),
        (("status: moved",), "CANCELLED"),
        (("status: moved", 'moved_to: "[[Later]]"'), "CANCELLED"),
        ((), "TENTATIVE"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_status_follows_the_note(lines: tuple[str, ...], status: str, tool: Tool) -> None:
    """What is off is CANCELLED, also when it was moved to a talk without a date; only what is to come reminds."""
    tool.notes({"Interviews/2026-12-10 Ana Ruiz.md": talk("date: 2026-12-10T16:00", *lines)})
    tool.notes({"Interviews/Later.md": talk("status: requested")})
    data = exported(tool)
    (event,) = talks(data)
    assert event["STATUS"].text == status
    assert (b"VALARM" in data) == (status != "CANCELLED" and "status: done" not in lines)


def test_a_talk_without_an_hour_takes_the_day_and_blocks_nothing(tool: Tool) -> None:
    """A date alone is an all-day entry of one day that leaves the time free; it reminds at nine the day before."""
    tool.notes({"Interviews/2026-12-10 Ana Ruiz.md": talk("date: 2026-12-10", "status: scheduled")})
    read: Any = vobject.readOne(exported(tool).decode())
    event = next(event for event in read.vevent_list if event.summary.value == "Talk with Ana Ruiz")
    assert event.dtstart.value == date(2026, 12, 10)
    assert event.duration.value == timedelta(days=1)
    assert event.transp.value == "TRANSPARENT"
    assert event.valarm.trigger.value == timedelta(hours=-15)


def test_follow_ups_are_one_all_day_entry_a_person_and_day(tool: Tool) -> None:
    """Two reasons for Ana on one day are one entry; the talk of the day is no second entry; nothing reminds."""
    tool.notes({
        "Ana Ruiz": "---\ntype: contact\n---\n## Log\n- 2026-12-01 email in: yes\n"
        "## Promises\n- [ ] me: send the script (by:: 2026-12-02)\n- [ ] me: send the map (by:: 2026-12-04)\n",
        "Ben Ode": "---\ntype: contact\nstatus: targeted\ndecided_on: 2026-11-27\n---\n",
        "Interviews/2026-12-02 Eve Sund.md": talk(
            "date: 2026-12-02T18:00", "status: confirmed", "format: phone", who="Eve Sund"
        ),
    })  # fmt: skip
    data = exported(tool)
    found = sorted((event["DTSTART"].value, event["SUMMARY"].text) for event in events(data))
    assert [row for row in found if not row[1].startswith("Eve Sund")] == [
        ("20261202", "Ana Ruiz: keep your promise and answer"),
        ("20261202", "Ben Ode: write for the first time"),
        ("20261202T180000", "Talk with Eve Sund"),
        ("20261204", "Ana Ruiz: keep your promise"),
    ]
    for event in events(data):
        if not event["SUMMARY"].text.startswith("Talk"):
            assert event["DTSTART"].params == ("VALUE=DATE",)
            assert (event["DURATION"].value, event["TRANSP"].text) == ("P1D", "TRANSPARENT")
            assert "STATUS" not in event
    assert not any("the talk" in event["SUMMARY"].text for event in events(data))
    assert any("send the script" in event["DESCRIPTION"].text for event in events(data))
    assert data.count(b"BEGIN:VALARM") == 2


HIDING = ("do_not_contact: true", "status: do-not-contact", "status: archived")


@pytest.mark.parametrize("field", [*HIDING, "private: true"])
def test_nobody_is_shown_whom_the_dashboard_hides(field: str, tool: Tool) -> None:
    """Neither the talks nor the follow-ups of people who are private, barred or archived, past talks included."""
    promise = "## Promises\n- [ ] me: the secret plan (by:: 2026-12-04)\n"
    tool.notes({
        "Zoe Hidden": f"---\ntype: contact\n{field}\n---\n{promise}",
        "Interviews/a.md": talk("date: 2026-12-04T10:00", "status: scheduled", who="Zoe Hidden"),
        "Interviews/b.md": talk("date: 2026-11-04T10:00", "status: done", who="Zoe Hidden"),
    })  # fmt: skip
    assert events(exported(tool)) == []
    tool.notes({"Zoe Hidden": f"---\ntype: contact\n---\n{promise}"})
    assert len(events(exported(tool))) > 3


def test_a_private_talk_is_left_out(tool: Tool) -> None:
    """`private` in the interview is enough, with a contact note or without."""
    tool.notes({"Interviews/a.md": talk("date: 2026-12-04T10:00", "status: scheduled", "private: true")})
    assert events(exported(tool)) == []


def test_the_file_does_not_churn(tool: Tool) -> None:
    """The same bytes twice, and on later days too while nothing new is due; `-o` then leaves the file alone."""
    (tool.folder / "vaulttool.toml").write_text(BERLIN)
    tool.notes({
        "Ana Ruiz": "---\ntype: contact\n---\n## Promises\n- [ ] me: send the script (by:: 2026-12-04)\n",
        "Interviews/2026-12-10 Ana Ruiz.md": talk("date: 2026-12-10T16:00", "status: scheduled"),
        "Interviews/2026-11-10 Ana Ruiz.md": talk(
            "date: 2026-11-10T16:00", "status: closed", "thank_you_sent: 2026-11-12", "summary: crews walk first"
        ),
    })  # fmt: skip
    first = exported(tool)
    file = tool.folder / "talks.ics"
    assert tool("export", "ics", "-o", "talks.ics").out == "talks.ics: written\n"
    stamp = file.stat().st_mtime_ns
    assert file.read_bytes() == first == exported(tool)
    for day in ("2026-12-03", "2026-12-07", "2026-12-09"):
        assert run(["export", "ics", "--today", day]) == 0
        assert tool.capture.readouterr().out.encode() == first
    assert tool("export", "ics", "-o", "talks.ics").out == "talks.ics: unchanged\n"
    assert file.stat().st_mtime_ns == stamp


def test_two_notes_of_one_name_are_two_events(tool: Tool) -> None:
    """File names that are the same in two folders do not share a UID, and a note keeps its UID in another folder."""
    note = talk("date: 2026-12-10T16:00", "status: confirmed")
    tool.notes({"Interviews/A/Talk.md": note})
    (alone,) = talks(exported(tool))
    tool.notes({"Interviews/B/Talk.md": note.replace("T16", "T18")})
    uids = [event["UID"].text for event in events(exported(tool))]
    assert len(set(uids)) == len(uids)
    assert alone["UID"].text in uids
    (tool.folder / "Interviews/B/Talk.md").unlink()
    (tool.folder / "Interviews/A/Talk.md").rename(tool.folder / "Interviews/Talk.md")
    assert [event["UID"].text for event in talks(exported(tool))] == [alone["UID"].text]


def test_without_the_library_one_line_says_what_to_install(
    tool: Tool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra is named; nothing is printed and nothing written."""
    monkeypatch.setitem(sys.modules, "icalendar", None)
    said = tool("export", "ics", "-o", "talks.ics")
    assert (said.status, said.out) == (2, "")
    assert "pip install 'vaulttool[calendar]'" in said.err
    assert not (tool.folder / "talks.ics").exists()


def roster_of(texts: dict[str, str], today: str = "2026-12-02") -> Roster:
    """All notes of these texts."""
    notes = parsed(texts)
    return Roster(desk_of(notes, today), tuple(notes.values()))


@given(st.lists(st.integers(0, 7), max_size=7), st.lists(st.booleans(), min_size=8, max_size=8))
def test_every_talk_is_in_one_chain(targets: list[int], dated: list[bool]) -> None:
    """However talks are said to be moved, in circles, to themselves, two to one: each stands in one chain, once."""
    texts = {f"Interviews/{n}.md": talk(*([f"date: 2026-12-{20 - n}"] if dated[n] else [])) for n in range(8)}
    for number, target in enumerate(targets):
        texts[f"Interviews/{number}.md"] = talk("status: moved", f'moved_to: "[[{target}]]"')
    roster = roster_of(texts)
    found = [one.note.path for chain in chains(roster.talks, roster.desk.book) for one in chain]
    assert sorted(found) == sorted(texts)
    for chain in chains(roster.talks, roster.desk.book):
        for one, later in pairwise(chain):
            assert one.note.linked("moved_to")[0].target == later.note.stem


def test_two_talks_moved_to_one_and_a_circle() -> None:
    """The earlier of two leads on, the other is called off by itself; a circle is cut before its earliest talk."""
    roster = roster_of({
        "Interviews/a.md": talk("date: 2026-12-01", 'moved_to: "[[c]]"'),
        "Interviews/b.md": talk("date: 2026-12-02", 'moved_to: "[[c]]"'),
        "Interviews/c.md": talk("date: 2026-12-05"),
        "Interviews/x.md": talk("date: 2026-12-08", 'moved_to: "[[y]]"'),
        "Interviews/y.md": talk("date: 2026-12-07", 'moved_to: "[[x]]"'),
    })  # fmt: skip
    found = [[one.note.stem for one in chain] for chain in chains(roster.talks, roster.desk.book)]
    assert found == [["a", "c"], ["b"], ["y", "x"]]


NAUGHTY = [
    "a\r\nBEGIN:VEVENT\r\nUID:x", "a\nSUMMARY:forged", ";,\\:\"^'", "\\n\\N\\;", "\x00\x01\x1b[31m\x7f\x9b",
    "\u2028x\u2029\x85y", "\u202eevil", "é" * 200, "👩‍👩‍👧" * 60, "x" * 400, "END:VCALENDAR", "  lead", "\ttab",
    "=1+1", "a <!-- b", "]]", "東京" * 80,
]  # fmt: skip


def quoted(text: str) -> str:
    """A YAML scalar that holds exactly this text."""
    return '"' + "".join(c if c.isascii() and c.isalnum() else f"\\U{ord(c):08x}" for c in text) + '"'


def hostile(text: str) -> dict[str, str]:
    """Notes with this text in every field that a calendar might show, and in items and a heading."""
    value = quoted(text)
    line = " ".join(text.split())
    return {
        "Ana Ruiz": f"---\ntype: contact\nname: {value}\norg: {value}\nrole: {value}\ntimezone: {value}\n"
        f"next_touch: 2026-12-09\nnext_touch_why: {value}\nwants: [{value}]\n---\n"
        f"## Promises\n- [ ] me: {line} (by:: 2026-12-04)\n## Log\n- 2026-12-01 email in: {line}\n",
        "Interviews/t.md": f'---\ntype: interview\ncontact: "[[Ana Ruiz]]"\ndate: 2026-12-10T16:00\nplace: {value}\n'
        f"format: {value}\nstatus: {value}\nsummary: {value}\ntimezone: {value}\norg: {value}\n---\n",
        "Interviews/u.md": f"---\ntype: interview\ncontact: {value}\ndate: 2026-12-11\nstatus: scheduled\n---\n",
    }


def made_from(texts: dict[str, str]) -> bytes:
    """The calendar of these notes."""
    return calendar(agenda(roster_of(texts), follow_ups(texts, "2026-12-02"), "Europe/Berlin"))


ALLOWED = {
    "VCALENDAR": {"VERSION", "PRODID", "X-WR-CALNAME"},
    "VEVENT": {
        "UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DURATION", "SUMMARY", "STATUS", "LOCATION", "DESCRIPTION", "TRANSP",
    },
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
}  # fmt: skip


def check_shape(data: bytes, count: int) -> None:
    """The calendar holds so many events, no other property than ours, and a second reader reads it as well."""
    lines = lines_of(data)
    for name, allowed in ALLOWED.items():
        assert all(set(block) <= allowed for block in blocks(lines, name))
    found = blocks(lines, "VEVENT")
    assert len(found) == count
    for event in found:
        assert all(line.text == line.text.strip("\n") for line in event.values())
    read: Any = vobject.readOne(data.decode())
    assert [event.summary.value for event in read.vevent_list] == [event["SUMMARY"].text for event in found]


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_no_text_of_a_note_makes_a_property(text: str) -> None:
    """Line breaks, separators, escapes and control characters in any field stay text, and lines are folded rightly."""
    plain = made_from(hostile("plain"))
    check_shape(made_from(hostile(text)), len(events(plain)))


@examples(25)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=90))
def test_any_text_is_folded_and_escaped(text: str) -> None:
    """Whatever the text: the strict reader and vobject read the same."""
    data = made_from(hostile(text))
    check_shape(data, len(events(data)))
    place = visible(parsed(hostile(text))["Interviews/t.md"].text("place"))
    assert [event["LOCATION"].text for event in events(data) if "LOCATION" in event] == ([place] if place else [])


ZONES = [
    ("Europe/Berlin", 2026), ("America/New_York", 2026), ("Australia/Lord_Howe", 2026), ("Africa/Casablanca", 2026),
    ("Asia/Kathmandu", 2026), ("Pacific/Apia", 2011), ("America/St_Johns", 2011), ("Europe/Dublin", 2026),
    ("Etc/UTC", 2026), ("Pacific/Kiritimati", 1994), ("America/Sao_Paulo", 2017), ("Asia/Tehran", 2021),
]  # fmt: skip


def zoned(name: str, moments: Iterable[datetime]) -> bytes:
    """A calendar of events at these local times."""
    return calendar(Event(str(moment), moment.date(), "x", moment, 20, name) for moment in moments)


def exists_once(moment: datetime, where: ZoneInfo) -> bool:
    """Whether a clock there shows this time exactly once."""
    offsets = {moment.replace(tzinfo=where, fold=fold).utcoffset() for fold in (0, 1)}
    return len(offsets) == 1


@pytest.mark.parametrize(("name", "year"), ZONES)
def test_time_zones_say_the_same_as_the_systems(name: str, year: int) -> None:
    """Every half hour around each change of the clocks, and days of the whole year, read from the file's own zone."""
    where, start = ZoneInfo(name), datetime(year, 1, 1)
    days = [start + timedelta(days=n, hours=n % 24) for n in range(365)]
    turns = [day for day, after in pairwise(days) if offset(day, where) != offset(after, where)]
    near = [turn - timedelta(hours=12) + timedelta(minutes=30 * n) for turn in turns for n in range(96)]
    moments = [day for day in (*days[::9], *near) if exists_once(day, where)]
    data = zoned(name, moments)
    zone = tzical(io.StringIO(block(data, "VTIMEZONE"))).get(name)
    assert zone is not None
    for moment in moments:
        assert moment.replace(tzinfo=zone).utcoffset() == offset(moment, where), moment


def offset(moment: datetime, where: ZoneInfo) -> timedelta | None:
    return moment.replace(tzinfo=where).utcoffset()


def block(data: bytes, name: str) -> str:
    """The text of one component."""
    text = data.decode()
    return text[text.index(f"BEGIN:{name}") : text.index(f"END:{name}") + len(f"END:{name}")] + "\r\n"


def starts(data: bytes) -> Iterator[Line]:
    yield from (event["DTSTART"] for event in events(data))


def test_a_talk_over_the_change_of_the_clocks_keeps_its_length() -> None:
    """Twenty minutes from 01:50 on the night of the change are twenty minutes: a length is written, no end."""
    for start in (datetime(2026, 3, 29, 1, 50), datetime(2026, 10, 25, 2, 50)):
        (event,) = events(zoned("Europe/Berlin", [start]))
        assert (event["DTSTART"].params, event["DURATION"].value) == (("TZID=Europe/Berlin",), "PT20M")


def test_only_the_years_of_the_talks_are_spelt_out() -> None:
    """Two changes of the clocks a year, whatever lies between; a talk later in the year adds nothing to the zone."""
    one = zoned("Europe/Berlin", [datetime(2026, 5, 1, 9)])
    two = zoned("Europe/Berlin", [datetime(2026, 5, 1, 9), datetime(2026, 11, 1, 9)])
    assert block(one, "VTIMEZONE") == block(two, "VTIMEZONE")
    far = zoned("Europe/Berlin", [datetime(2016, 5, 1, 9), datetime(2026, 5, 1, 9)])
    assert len(block(far, "VTIMEZONE")) < 900


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, 0, 0), datetime(9999, 12, 31, 23, 59), datetime(1899, 6, 1, 9)])
def test_a_year_without_time_zones_is_written_without_one(moment: datetime) -> None:
    """Dates that no calendar reckons with neither fail nor fill the file; without a zone the hour stands alone."""
    for data in (zoned("Europe/Berlin", [moment]), zoned("", [moment])):
        assert [line.params for line in starts(data)] == [()]
        assert b"VTIMEZONE" not in data


def test_a_length_that_cannot_be_is_the_usual_one(tool: Tool) -> None:
    """`minutes` far out of range neither fails nor makes a talk of years."""
    tool.notes({"Interviews/a.md": talk("date: 9000-01-01T10:00", "minutes: 999999999", "status: scheduled")})
    assert [event["DURATION"].value for event in talks(exported(tool))] == ["PT20M"]
