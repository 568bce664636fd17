"""The dashboard's text: what it shows, in which order, and that no note can give it a structure it does not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from types import MappingProxyType

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace

from vaulttool.core.calendar import Calendar
from vaulttool.core.conclusion import Card, FollowUp, Meeting, Waiting
from vaulttool.core.dashboard.picture import Picture, Search, compose
from vaulttool.core.dashboard.region import BEGIN, END, place
from vaulttool.core.dashboard.render import render
from vaulttool.core.dashboard.sections import PARTS
from vaulttool.core.diagnostics import Finding
from vaulttool.core.insights import Heard
from vaulttool.core.roster import Who
from vaulttool.core.settings import Settings

"""A busy machine is no failure."""

TODAY = date(2026, 12, 2)
"""A Wednesday."""
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])

BEN = FollowUp(
    id="p0d2m8ra", rule="tell-advice", person="Contacts/Ben Ode.md", about="Contacts/Ben Ode.md",
    person_name="Ben Ode", about_name="Ben Ode", due=date(2026, 12, 1), cause=date(2026, 11, 27),
    text="say what his advice did: got the field post", path="Contacts/Ben Ode.md", line=12, clears="told", weight=82,
    org="Acme",
)  # fmt: skip
BEN_ON_CARA = replace(
    BEN, id="w7h4c1ne", rule="tell-referrer", about="Contacts/Cara Lim.md", about_name="Cara Lim", weight=84,
    text="he named Cara Lim; you met her on 2026-11-30", path="Interviews/2026-11-30 Cara Lim.md",
)  # fmt: skip
EVE = replace(
    BEN, id="c4g6n9ub", rule="keep-in-touch", person="Contacts/Eve Sund.md", about="Contacts/Eve Sund.md",
    person_name="Eve Sund", about_name="Eve Sund", due=date(2026, 11, 30), text="last spoke 2026-10-31", weight=30,
    path="Contacts/Eve Sund.md", cadence=30, org="",
)  # fmt: skip
FLO = replace(
    EVE, id="f1f1f1f1", rule="follow-up", person="Contacts/Flo Hart.md", about="Contacts/Flo Hart.md",
    person_name="Flo Hart", about_name="Flo Hart", due=date(2026, 12, 7), text="follow up once", cadence=0,
    org="Marsh Trust",
)  # fmt: skip
TALK = Meeting(
    day=date(2026, 12, 3), when="10:00–10:20", theirs="15:00", people=(("Contacts/Ana Ruiz.md", "Ana Ruiz"),),
    org="Acme", role="field lead", format="video", place="https://meet.example/ana", status="scheduled",
    missing=("confirm the time", "6 of 15 questions"), starred=("How did you come to be in this role?",),
)  # fmt: skip
CARDS = MappingProxyType(
    {
        "Contacts/Ben Ode.md": Card("nurturing", org="Acme"),
        "Contacts/Flo Hart.md": Card(
            "contacted",
            org="Marsh Trust",
            attempts=1,
            last_sent=date(2026, 11, 25),
            waiting=(Waiting("an answer", date(2026, 11, 25), date(2026, 12, 7)),),
        ),
    }
)
FAULT = Finding(
    "Interviews/Marsh Trust visit.md", 3, 1, "unquoted-link", "error", "two links in one value",
    'Write `contact: ["[[Ana Ruiz]]", "[[Ben Ode]]"]`.',
)  # fmt: skip


def picture(
    follow_ups: Iterable[FollowUp] = (),
    *,
    cards: Mapping[str, Card] = CARDS,
    meetings: Mapping[str, Meeting] = MappingProxyType({}),
    findings: Iterable[Finding] = (),
    hidden: frozenset[str] = frozenset(),
    names: Mapping[str, str] = MappingProxyType({}),
    shared: frozenset[str] = frozenset(),
) -> Picture:
    """The picture of `TODAY`."""
    return compose(
        follow_ups, TODAY, Calendar(), Settings(), cards=cards, meetings=meetings, findings=findings, hidden=hidden,
        names=names, shared=shared,
    )  # fmt: skip


def test_a_whole_dashboard() -> None:
    """All sections in their order, in the words a person reads each morning."""
    found = render(
        picture(
            [BEN, BEN_ON_CARA, EVE, FLO],
            meetings={"Interviews/2026-12-03 Ana Ruiz.md": TALK},
            findings=[FAULT],
        )
    )
    assert found == (
        """\
# Follow-ups

**Wednesday 2026-12-02** · 1 talk in the next 7 days · 1 to do today, 1 of them late · 1 to keep in touch with"""
        """ · waiting for 1 person · 1 note with errors

> [!WARNING]
> **1 note with errors.** What it says may be missing or wrong below.
>
> - [[Marsh Trust visit]], line 3: two links in one value. Write `contact: ["[[Ana Ruiz]]", "[[Ben Ode]]"]`.

## Today and tomorrow

- **Thu 2026-12-03, 10:00–10:20 · [[Ana Ruiz]]** (Acme, field lead) · by video · 15:00 for them"""
        """ · <https://meet.example/ana> · [[2026-12-03 Ana Ruiz|notes]]
  - still to do: confirm the time · 6 of 15 questions
  - start with: How did you come to be in this role?

## Do today

- [ ] **[[Ben Ode]]** (Acme) · say how it went with their contact and say what their advice did"""
        """ · due 2026-12-01, 1 day late ^m8yw7d83
  - [ ] he named [[Cara Lim]]; you met her on 2026-11-30 · [[2026-11-30 Cara Lim]] ^w7h4c1ne
  - [ ] say what his advice did: got the field post ^p0d2m8ra

## Outreach

| person | next step | date | organisation | attempt | sent |
| --- | --- | --- | --- | --- | --- |
| [[Flo Hart]] | follow up once | Mon 2026-12-07 | Marsh Trust | 1 | 2026-11-25 |

## Keep in touch

- [ ] **[[Eve Sund]]** · last spoke 2026-10-31 · due 2026-11-30, 2 days late ^c4g6n9ub

## Next 14 days

- Mon 2026-12-07 · **[[Flo Hart]]** · follow up once

## Waiting for them

- [[Flo Hart]] · an answer · since 2026-11-25, nudge 2026-12-07

## Pipeline

2 people: contacted 1 · nurturing 1

```mermaid
%%{init: {"xyChart": {"height": 100, "yAxis": {"showLabel": false, "showTick": false, "showAxisLine": false}}, """
        """"themeVariables": {"xyChart": {"backgroundColor": "transparent", "plotColorPalette": "#3f7fbf"}}}}%%
xychart-beta horizontal
    x-axis ["contacted 1", "nurturing 1"]
    y-axis 0 --> 1
    bar [1, 1]
```

## Pace and replies

- no approach noted: 0 of 1 answered, 1 may still

## What I am hearing

- still to ask: How did you come to be in this role?
"""
    )


def test_an_empty_vault_says_how_to_begin() -> None:
    """Without a contact the dashboard says how to make one."""
    found = render(picture(cards={}))
    assert "There is no contact here yet" in found
    assert "`type: contact`" in found
    assert "##" not in found


def test_nobody_chosen_says_how_to_choose() -> None:
    """Imported people make no follow-ups; the dashboard says how to decide on one, with today's date."""
    found = render(picture(cards={f"Contacts/P{n}.md": Card("identified") for n in range(2300)}))
    assert "2,300 people are noted, and nobody is chosen yet" in found
    assert "`decided_on: 2026-12-02`" in found


def test_nothing_due_names_what_comes_next() -> None:
    """When nothing is due the next date and person are said, also beyond 14 days."""
    assert "Nothing is due today. Next: Mon 2027-02-01, Flo Hart: follow up once." in render(
        picture([replace(FLO, due=date(2027, 2, 1))])
    )
    assert "All done: nothing is due" in render(picture())


def test_what_cannot_be_ticked_has_no_box() -> None:
    """Where a tick would do nothing there is no box; a line of acts of their own has boxes below only."""
    alone = render(picture([replace(BEN, rule="what-happened", tickable=False)]))
    assert "\n- **[[Ben Ode]]**" in alone
    both = render(picture([replace(BEN, act=True), replace(BEN_ON_CARA, tickable=False)]))
    assert "\n- **[[Ben Ode]]**" in both
    assert "\n  - he named [[Cara Lim]]" in both
    assert "\n  - [ ] say what his advice did" in both


def test_a_source_common_to_all_reasons_is_named_once() -> None:
    """Reasons from one note name it on the person's line; from several, each names its own."""
    talk = "Interviews/2026-11-30 Ben Ode.md"
    same = render(picture([replace(BEN, path=talk), replace(BEN_ON_CARA, path=talk)]))
    assert same.count("[[2026-11-30 Ben Ode]]") == 1
    assert "1 day late · [[2026-11-30 Ben Ode]] ^" in same
    assert render(picture([replace(BEN, path=talk), BEN_ON_CARA])).count("[[2026-11-30 ") == 2


def test_private_things_are_not_in_the_note() -> None:
    """Private follow-ups, people, talks and errors stay out of the dashboard, and out of its numbers."""
    found = render(
        picture(
            [replace(BEN, private=True)],
            cards={"Contacts/Ben Ode.md": replace(CARDS["Contacts/Flo Hart.md"], private=True)},
            meetings={"Interviews/Talk.md": replace(TALK, private=True)},
            findings=[replace(FAULT, path="Contacts/Ben Ode.md"), replace(FAULT, path="Interviews/Talk.md")],
            hidden=frozenset({"Contacts/Ben Ode.md", "Interviews/Talk.md"}),
        )
    )
    assert "Ben" not in found
    assert "Talk" not in found
    assert "error" not in found


def test_errors_of_people_with_open_items_come_first_and_five_are_shown() -> None:
    """A hidden record of somebody due stands before others; one entry a note; the rest is counted."""
    found = render(
        picture(
            [BEN],
            findings=[replace(FAULT, path=f"Contacts/A{n}.md") for n in range(6)]
            + [replace(FAULT, path="Contacts/Ben Ode.md", line=9), replace(FAULT, path="Contacts/Ben Ode.md", line=4)]
            + [replace(FAULT, path="Contacts/Zoe.md", severity="warning")],
        )
    )
    rows = [line for line in found.splitlines() if line.startswith("> - ")]
    assert rows[0].startswith("> - [[Ben Ode]], line 4:")
    assert rows[0].endswith("(1 more error in it)")
    assert [row.split("]]")[0] for row in rows[1:5]] == [f"> - [[A{n}" for n in range(4)]
    assert rows[5] == "> - and 2 notes more: `vaulttool check` names them all"
    assert "7 notes with errors" in found


def test_one_file_name_twice() -> None:
    """Two people of one file name are told apart by folder; a name that is not the file name is shown."""
    found = render(picture([replace(BEN, person_name="Benjamin Ode")], shared=frozenset({"ben ode"})))
    assert "**[[Contacts/Ben Ode|Benjamin Ode]]**" in found
    coming = render(picture([replace(FLO, person_name="Flora", about_name="Flora")]))
    assert r"| [[Flo Hart\|Flora]] |" in coming
    assert "**[[Flo Hart|Flora]]**" in coming


def test_later_talks_stand_among_the_next_days() -> None:
    """A talk in two days or more is a line by its date; one beyond 14 days is not shown."""
    found = render(
        picture(
            [FLO],
            meetings={
                "Interviews/A.md": replace(TALK, day=date(2026, 12, 5)),
                "Interviews/B.md": replace(TALK, day=date(2026, 12, 17)),
            },
        )
    )
    row = "- Sat 2026-12-05 · **[[Ana Ruiz]]** · [[A|talk]], 10:00–10:20 by video; still to do: confirm the time"
    assert row in found
    assert found.index(row) < found.rindex("- Mon 2026-12-07")
    assert "[[B" not in found


def test_a_long_text_is_clipped() -> None:
    """One huge value cannot flood the dashboard."""
    assert len(render(picture([replace(BEN, text="word " * 10_000)]))) < 1_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("tell Cara Lim of it", "tell [[Cara Lim]] of it"), ("Cara Lim", "[[Cara Lim]]"),
        ("not Cara Limb, Cara Lim", "not Cara Limb, [[Cara Lim]]"),
        ("McCara Lim, _Cara Lim", "McCara Lim, \\_Cara Lim"),
        ("!Cara Lim", "!Cara Lim"), ("(Cara Lim's, Cara Lim)", "([[Cara Lim]]'s, Cara Lim)"), ("nobody", "nobody"),
    ],
)  # fmt: skip
def test_the_first_mention_of_another_person_is_a_link(text: str, shown: str) -> None:
    """As whole words; not after a sign that would embed the note."""
    cara = replace(BEN, text=text, about="Contacts/Cara Lim.md", about_name="Cara Lim")
    assert f" · {shown} · " in render(picture([cara]))


def test_every_part_is_found_under_its_heading() -> None:
    """Headings come in the order of the table, each once."""
    found = render(picture([BEN, EVE, FLO], meetings={"Interviews/A.md": TALK}))
    at = [found.index(f"## {title}\n") for title, _ in PARTS if title and f"## {title}\n" in found]
    assert len(at) == 9
    assert all(earlier < later for earlier, later in pairwise(at))


HOSTILE = st.text(st.sampled_from("a \n|#^[]<>!-%{}$=`*_~\\:/&;x12.+\t\x1b\u202e\u2028é"), min_size=1, max_size=25)


def hostile(text: str) -> Picture:
    """A picture in which every text that comes from notes is `text`; file names too."""
    path = f"Contacts/{text}.md"
    due = replace(
        BEN, person=path, person_name=text, text=text, detail=text, about="Contacts/about.md", about_name=text,
        path=f"Interviews/{text}.md",
    )  # fmt: skip
    follow_ups = [
        due,
        replace(due, id="second", rule="connect"),
        replace(due, id="third", person="Contacts/other.md", rule="give-back"),
        replace(due, id="fourth", due=date(2026, 12, 8), rule="connect"),
        replace(due, id="fifth", due=date(2026, 12, 9), rule="follow-up"),
        replace(due, id="sixth", due=date(2026, 12, 9), rule="try-advice"),
    ]
    waiting = (Waiting(text, date(2026, 11, 25)),)
    cards = {
        path: Card("met", org=text, attempts=1, waiting=waiting),
        "Contacts/about.md": Card(text, org=text, attempts=1),
    }
    talk = replace(
        TALK, when=text, theirs=text, people=((path, text),), org=text, role=text, format=text, place=text,
        missing=(text,), starred=(text,),
    )  # fmt: skip
    meetings = {f"Interviews/{text}.md": talk, "Interviews/y.md": replace(talk, day=date(2026, 12, 9))}
    findings = [replace(FAULT, path=f"Contacts/{text}z.md", message=text, hint=text)]
    return picture(follow_ups, cards=cards, meetings=meetings, findings=findings, names={path: text})


def structure(found: str) -> list[tuple[str, str]]:
    """The blocks of a Markdown text, without the words in them."""
    return [(token.type, token.tag) for token in GFM.parse(found) if token.type != "inline"]


@given(HOSTILE)
@example("a]]b")
@example("a|b")
@example("# x ^abc")
@example("- [ ] task\n- [x] task")
@example("<script>alert(1)</script><img src=x onerror=y>")
@example("%% x %%")
@example(BEGIN)
@example(f"\n{END}\n")
@example("{{x}} <% y %> `$= z` `= q` (due:: 2026-01-01)")
@example("\x1b[31m \x9b \u202e")
@example("```\n---\n> quote\n1. list\n| --- |")
def test_no_text_of_a_note_makes_structure(text: str) -> None:
    """Whatever stands in any field or file name: same blocks as with a plain word, every id at the end of its line."""
    found = render(hostile(text))
    assert structure(found) == structure(render(hostile("plain")))
    assert BEGIN not in found
    assert END not in found
    assert not any(char in found for char in "\x1b\x9b\u202e\u2028\t\r")
    tasks = [line for line in found.splitlines() if line.lstrip().startswith("- [ ]")]
    assert len(tasks) == 5
    assert all(line.count(" ^") == 1 and line.rsplit(" ^", 1)[1].isalnum() for line in tasks)


@given(HOSTILE)
def test_placed_once_or_twice_is_the_same(text: str) -> None:
    """The rendered text can be placed into its own result again and again."""
    generated = render(hostile(text))
    first = place("mine\n" + BEGIN + "\n" + END + "\n", generated)
    assert isinstance(first, str)
    assert place(first, generated) == first


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_input_does_not_matter(order: int) -> None:
    """Same notes and same day give the same bytes, in whatever order things were found."""
    follow_ups = [BEN, BEN_ON_CARA, EVE, FLO][::order]
    cards = dict(list(CARDS.items())[::order])
    findings = [replace(FAULT, path=f"A{n}.md") for n in range(3)][::order]
    assert render(picture(follow_ups, cards=cards, findings=findings)) == render(
        picture([BEN, BEN_ON_CARA, EVE, FLO], findings=[replace(FAULT, path=f"A{n}.md") for n in range(3)])
    )


def test_the_long_view_counts_people_and_leaves_the_private_out() -> None:
    """Pace, replies by approach, insights of two people, the weekly review and what was lately."""
    cards = {
        "Ana.md": Card("met", attempts=1, first_sent=date(2026, 12, 1), approach="direct", answered=True,
                       last_contact=date(2026, 12, 1), last_words="maps"),
        "Ben.md": Card("contacted", attempts=1, first_sent=date(2026, 11, 2), approach="direct"),
        "Cy.md": Card("met", private=True, attempts=1, approach="direct", last_contact=date(2026, 12, 1)),
    }  # fmt: skip
    heard = Heard("Crews first", "", (Who("a", "A"), Who("b", "B")), (), date(2026, 11, 30), "Talk.md", 3)
    same = Finding("Ben.md", 1, 1, "similar-person", "hint", "the name looks like Benn")
    found = render(
        compose(
            [], date(2026, 12, 2), Calendar(), Settings(), cards=cards, meetings={}, findings=[same],
            heard=[heard], searches=[Search("Search.md", 2, None, 5)],
        )
    )  # fmt: skip
    assert "- [[Search]]: 1 of 2 first messages this week · 5 talks\n- direct: 1 of 2 answered, 1 may still" in found
    assert "- Crews first · heard from 2, last 2026-11-30, [[Talk]]" in found
    assert "- [ ] same person? [[Ben]]: the name looks like Benn ^" in found
    assert found.split("## Lately\n\n")[1] == "- 2026-12-01 [[Ana]] · maps\n"
