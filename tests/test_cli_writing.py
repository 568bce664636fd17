"""`set`, `unset`, `log` and `check --fix` on real files: one line changes, every other byte stays."""

from __future__ import annotations

import pytest

from tests.vault_cli import DAY, Tool, changed, tool

__all__ = ["tool"]

ANA = "Contacts/Ana Ruiz.md"
NOTES = {
    "Ana Ruiz": '---\ntype: contact\n# hers\nstatus:  targeted\norg: "[[Acme]]"\ntopics: [bogs, "fens"]\n---\n\n'
    "## Log\n\n- 2026-11-01 email out: hello\n- 2026-12-01 email in: yes\n\nMine.\n",
    "Ben Ode": "---\ntype: contact\n---\n",
    "Organisations/Acme.md": "---\ntype: org\n---\n",
    "Organisations/Marsh Trust.md": "---\ntype: org\n---\n",
}


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("Ana", "status=Met"), ["-status:  targeted", "+status:  met"]),
        (("ana", "ruiz", "role=Site lead: bogs"), ["+role: 'Site lead: bogs'"]),
        (("Ana", "company=marsh trust"), ['-org: "[[Acme]]"', '+org: "[[Marsh Trust]]"']),
        (("Ana", "org=Nowhere Inc"), ['-org: "[[Acme]]"', "+org: Nowhere Inc"]),
        (("Ana", "referred_by=Ben Ode"), ['+referred_by: "[[Ben Ode]]"']),
        (("Ana", "topics=bogs, fens, mires"), ['-topics: [bogs, "fens"]', '+topics: [bogs, "fens", mires]']),
        (("Ana", "topics=bogs", "topics=fens, wet"), ['-topics: [bogs, "fens"]', '+topics: [bogs, "fens, wet"]']),
        (("Ana", "past_orgs=[[Bog, Inc]], [[Fen]]"), ['+past_orgs: ["[[Bog, Inc]]", "[[Fen]]"]']),
    ],
)
def test_set_changes_one_line(tool: Tool, words: tuple[str, ...], lines: list[str]) -> None:
    """Comments, quotes and blanks of the others stay; links and words of a list get their form."""
    tool.notes(NOTES)
    before = tool.bytes()
    shown = tool("set", *words, "--dry-run")
    assert (shown.status, tool.bytes()) == (0, before), shown.err
    assert tool("set", *words).status == 0
    assert changed(before, tool.bytes()) == [f"{ANA} {line}" for line in lines]
    assert all(line in shown.out.splitlines() for line in lines)


NAMES = {
    **NOTES,
    "Organisations/Fen Rescue.md": "---\ntype: org\n---\n",
    "Organisations/Old Fen Fund.md": "---\ntype: org\n---\n",
    "Trust Poe": "---\ntype: contact\n---\n",
    "Fen Poe": "---\ntype: contact\n---\n",
}


@pytest.mark.parametrize(
    ("words", "line", "told"),
    [
        (("org=marsh",), "org: marsh", "there is no org called 'marsh', so `org` says it without a link"),
        (("org=Trust",), "org: Trust", "; did you mean Marsh Trust?"),
        (("org=Fen",), "org: Fen", "; did you mean Fen Rescue or Old Fen Fund?"),
        (("org=Fen Rescue",), 'org: "[[Fen Rescue]]"', ""),
        (("referred_by=Ruiz",), 'referred_by: "[[Ana Ruiz]]"', "'Ruiz' is taken for Ana Ruiz"),
        (
            ("intro_via=Ode",),
            "intro_via: Ode",
            "there is no contact called 'Ode', so `intro_via` says it without a link",
        ),
        (("org=Marhs Trust",), "org: Marhs Trust", "there is no org called 'Marhs Trust'"),
        (("org=Marhs Trust",), "org: Marhs Trust", "; did you mean Marsh Trust?"),
        (("org=Mars",), "org: Mars", "; did you mean Marsh Trust?"),
        (("org=[[Marsh]]",), 'org: "[[Marsh]]"', ""),
    ],
)
def test_set_takes_words_of_a_name_for_the_note(tool: Tool, words: tuple[str, ...], line: str, told: str) -> None:
    """The one person that has them, and not the note itself; whole words, and it is said. Of organisations a word may
    be the name of another one: it is written as it is, and asked about.
    """
    tool.notes(NAMES)
    said = tool("set", "Ben", *words)
    assert (said.status, line in said.out, told in said.err) == (0, True, True), said
    assert told or "called" not in said.err


def test_set_refuses_words_that_several_names_have(tool: Tool) -> None:
    """They are listed, and nothing is written; `new --set` does the same."""
    tool.notes(NAMES)
    before = tool.bytes()
    for words in (("set", "Ben", "intro_via=Poe"), ("new", "contact", "Cy Poe", "--set", "intro_via=Poe")):
        said = tool(*words)
        assert (said.status, tool.bytes()) == (2, before)
        assert "Contacts/Fen Poe.md" in said.err
        assert "Contacts/Trust Poe.md" in said.err


def test_set_says_nothing_of_names_where_no_note_is_of_the_kind(tool: Tool) -> None:
    """Who keeps no notes of organisations writes names."""
    tool.notes({"Ben": "---\ntype: contact\n---\n"})
    said = tool("set", "Ben", "org=Acme")
    assert (said.out, said.err) == ("Contacts/Ben.md: org: Acme\n", "")


def test_set_moved_keeps_the_old_organisation(tool: Tool) -> None:
    """Among the past ones; saying it again changes nothing and says so."""
    tool.notes(NOTES)
    before = tool.bytes()
    assert tool("set", "Ana", "org=Marsh Trust", "--moved").status == 0
    assert sorted(changed(before, tool.bytes())) == [
        f'{ANA} +org: "[[Marsh Trust]]"', f'{ANA} +past_orgs: ["[[Acme]]"]', f'{ANA} -org: "[[Acme]]"'
    ]  # fmt: skip
    after = tool.bytes()
    said = tool("set", "Ana", "org=Marsh Trust", "--moved")
    assert (said.status, "nothing changed" in said.out, tool.bytes()) == (0, True, after)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Ana", "status=mett"), "allowed: identified, targeted"),
        (("Ana", "contacted_on=12/01/2026"), "2026-01-12 or 2026-12-01"),
        (("Ana", "contacted_on=2027-01-01"), "in the future"),
        (("Ana", "timezone=Londn"), "Europe/London"),
        (("Ana", "private=perhaps"), "neither yes nor no"),
        (("Ana", "emial=a@b.example"), "did you mean 'email'?"),
        (("Ana", "role="), "vaulttool unset NAME role"),
        (("Ana", "role=a", "role=b"), "takes one value"),
        (("Ana", "role=a", "--moved"), "add org=NAME"),
        (("Ana", "role=a", "lead"), "in quotes"),
        (("Ana", "role"), "NAME FIELD=VALUE"),
    ],
)
def test_set_refuses_what_check_would_call_an_error(tool: Tool, words: tuple[str, ...], reason: str) -> None:
    """With what is allowed; nothing is written."""
    tool.notes(NOTES)
    before = tool.bytes()
    said = tool("set", *words)
    assert (said.status, tool.bytes()) == (2, before)
    assert reason in said.err


def test_unset_takes_one_line_out(tool: Tool) -> None:
    """A field that is not there changes nothing."""
    tool.notes(NOTES)
    before = tool.bytes()
    assert "-status:  targeted" in tool("unset", "Ana", "Ruiz", "status", "--dry-run").out
    assert tool.bytes() == before
    said = tool("unset", "Ana", "Ruiz", "status")
    assert (said.status, said.out) == (0, f"{ANA}: removed status:  targeted\n")
    assert changed(before, tool.bytes()) == [f"{ANA} -status:  targeted"]
    assert "has no status" in tool("unset", "Ana", "status").out


def test_log_adds_one_line_by_its_date(tool: Tool) -> None:
    """The same line again changes nothing."""
    tool.notes(NOTES)
    before = tool.bytes()
    words = ("log", "Ana", "sent", "the list", "--channel", "phone", "--out", "--for", "update", "--on", "2026-11-20")
    assert tool(*words).status == 0
    after = tool.bytes()
    assert changed(before, after) == [f"{ANA} +- 2026-11-20 phone out: sent the list (for:: update)"]
    assert after[ANA].index(b"2026-11-01") < after[ANA].index(b"2026-11-20") < after[ANA].index(b"2026-12-01")
    assert "has that line already" in tool(*words).out
    assert tool.bytes() == after


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("email in: gladly",), f"- {DAY} email in: gladly"),
        (("we spoke", "--in", "--out"), f"- {DAY} other both: we spoke"),
        (("news: now Analyst",), f"- {DAY} news: now Analyst"),
    ],
)
def test_log_takes_the_words_of_a_log(tool: Tool, words: tuple[str, ...], line: str) -> None:
    """A note without a log gets the heading."""
    tool.notes(NOTES)
    before = tool.bytes()
    assert tool("log", "Ben Ode", *words).status == 0
    added = changed(before, tool.bytes())
    assert f"Contacts/Ben Ode.md +{line}" in added
    assert {entry.split(".md ")[1] for entry in added} <= {"+", "+## Log", f"+{line}"}


@pytest.mark.parametrize(
    "words", ["mail out: hello", "e-mail sent: hi", "linkedin: hello", "zoom: hi", "call: spoke", "wrote back"]
)
def test_log_tells_of_a_line_that_settles_nothing(tool: Tool, words: str) -> None:
    """It is written, with what is missing and how to say it."""
    tool.notes(NOTES)
    said = tool("log", "Ben", words)
    assert (said.status, f"- {DAY} {words}" in said.out) == (0, True)
    assert "no direction was read" in said.err
    assert "--out or --in" in said.err
    assert "linkedin, phone" in said.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("email out: hello",), ""),
        (("hello", "--channel", "email", "--out"), ""),
        (("in: hello",), "no channel was read, so it is `other`"),
        (("we spoke", "--in", "--out"), "no channel was read, so it is `other`"),
        (("other out: hello",), ""),
        (("news: now Analyst",), ""),
        (("dismiss connect: no account",), ""),
        (("email in: hi", "--on", "2062-12-01"), "2062-12-01 is later than today: the line counts from that day on"),
    ],
)
def test_log_tells_what_a_line_does_not_say(tool: Tool, words: tuple[str, ...], told: str) -> None:
    """One sentence, or none for a line that says all of it or is no contact."""
    tool.notes(NOTES)
    said = tool("log", "Ben", *words)
    assert (said.status, told in said.err, said.err.count("\n")) == (0, True, int(bool(told)))


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("email out: hello", "--out"), "email out: hello"),
        (("linkedin: hello", "--in"), "linkedin in: hello"),
        (("out: hello", "--channel", "email"), "email out: hello"),
        (("text of the agenda", "--channel", "email", "--out"), "email out: text of the agenda"),
    ],
)
def test_log_says_once_what_words_and_options_say(tool: Tool, words: tuple[str, ...], line: str) -> None:
    """What the words begin with and the options make one line."""
    tool.notes(NOTES)
    assert f"- {DAY} {line}\n" in tool("log", "Ben", *words).out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("Ben", "email out: hello", "--in"), "the words say email out, and the options in"),
        (("Ben", "email: hello", "--channel", "phone"), "the words say email, and the options phone"),
        (("Ben", ""), "TEXT is empty"),
        (("Ben", " ", "--out"), "TEXT is empty"),
        (("Ana", "Ruiz", "hi"), "'Ana Ruiz' is a contact: a NAME of several words goes in quotes"),
        (("Bea", "Ode", "hi"), "a NAME of several words goes in quotes"),
    ],
)
def test_log_refuses_what_contradicts_itself_or_is_cut_up(tool: Tool, words: tuple[str, ...], reason: str) -> None:
    """With what to do; nothing is written."""
    tool.notes({**NOTES, "Bea Ray": "---\ntype: contact\n---\n", "Bea Lund": "---\ntype: contact\n---\n"})
    before = tool.bytes()
    said = tool("log", *words)
    assert (said.status, reason in said.err, tool.bytes()) == (2, True, before), said.err


BROKEN = {
    "Ana Ruiz": "---\ntype: contact\norg: [[Acme]]\nstatus: contactd\nemial: ana@acme.example\n---\n",
    "Ben Ode": "---\ntype: contact\ndecided_on: 05/03/2024\n---\n",
    "Organisations/Acme.md": "---\ntype: org\n---\n",
}
MENDED = '---\ntype: contact\norg: "[[Acme]]"\nstatus: contacted\nemail: ana@acme.example\n---\n'


def test_check_fix_makes_the_safe_fixes_and_lists_what_is_left(tool: Tool) -> None:
    """What may mean two days is not guessed; a dry run shows the difference and writes nothing."""
    tool.notes(BROKEN)
    before = tool.bytes()
    shown = tool("check", "--fix", "--dry-run")
    assert '+org: "[[Acme]]"' in shown.out.splitlines()
    assert tool.bytes() == before
    said = tool("check", "--fix")
    assert tool.bytes() == {**before, ANA: MENDED.encode()}, said.err
    assert said.out.count("fixed: ") >= 3
    assert (said.status, "05/03/2024" in said.out) == (1, True)


def test_check_fix_keeps_to_what_is_asked_for(tool: Tool) -> None:
    """Only the named check, only below the path; `--dry-run` alone is a mistake."""
    tool.notes(BROKEN)
    before = tool.bytes()
    assert tool("check", "--fix", "Contacts/Ben Ode.md").status == 1
    assert tool.bytes() == before
    tool("check", "--fix", "--select", "key-misspelt")
    assert changed(before, tool.bytes()) == [f"{ANA} -emial: ana@acme.example", f"{ANA} +email: ana@acme.example"]
    assert tool("check", "--dry-run").status == 2


def test_check_fix_takes_no_comment_for_a_value(tool: Tool) -> None:
    """What stands behind a `#` was left out: only under `tags` can it be meant as a word."""
    fields = "met_on: #2026-11-03\nnext_touch: #todo\nrelationship: #peer\ndo_not_contact: #true\n"
    tool.notes({"Ana": f"---\ntype: contact\n{fields}tags: #water\n---\n"})
    before = tool.bytes()
    assert tool("check", "--fix").status == 0
    assert changed(before, tool.bytes()) == ["Contacts/Ana.md -tags: #water", "Contacts/Ana.md +tags: [water] #water"]


def test_check_fix_makes_no_error(tool: Tool) -> None:
    """A fix that would bring one is not made, and the reason is told; the other fixes of the note are."""
    tool.notes({"Ana": "---\ntype: contact\ncontactd_on: 2027-01-04\npriority: hihg\n---\n"})
    before = tool.bytes()
    said = tool("check", "--fix")
    assert changed(before, tool.bytes()) == ["Contacts/Ana.md -priority: hihg", "Contacts/Ana.md +priority: high"]
    assert said.status == 0
    assert "Contacts/Ana.md:3 is left alone: its fix would bring an error: `contacted_on` is '2027-01-04'" in said.err


def test_check_fix_links_every_name_of_a_list(tool: Tool) -> None:
    """The fixes of one field do not undo each other."""
    fields = "contact: [[Ben]]\ndate: 2026-11-13\nstatus: done\nreferrals: [Cleo, Dan, Eve, Fay]\n"
    tool.notes({"Ben": "---\ntype: contact\n---\n", "Interviews/talk.md": f"---\ntype: interview\n{fields}---\nHi.\n"})
    tool("check", "--fix")
    assert 'referrals: ["[[Cleo]]", "[[Dan]]", "[[Eve]]", "[[Fay]]"]\n' in tool.bytes()["Interviews/talk.md"].decode()


def test_check_fix_corrects_every_word_of_a_list(tool: Tool) -> None:
    """Also when several are slips."""
    tool.notes(
        {"Interviews/talk.md": "---\ntype: interview\npurpose: [jobb, industri, Career-Path, organisatio]\n---\n"}
    )
    tool("check", "--fix")
    assert "purpose: [job, industry, career-path, organisation]\n" in tool.bytes()["Interviews/talk.md"].decode()


def test_check_fix_is_one_step_to_take_back_and_to_show(tool: Tool) -> None:
    """A status that lags only once a date is mended: the dry run shows both changes, and `undo` takes back both."""
    talk = "---\ntype: interview\ncontact: [[Ben]]\ndate: 13 Nov 2026\nstatus: done\n---\nHi.\n"
    tool.notes({"Ben": "---\ntype: contact\nstatus: contacted\n---\n", "Interviews/talk.md": talk})
    before = tool.bytes()
    shown = tool("check", "--fix", "--dry-run").out
    tool("check", "--fix")
    after = changed(before, tool.bytes())
    assert after == [
        "Contacts/Ben.md -status: contacted",
        "Contacts/Ben.md +status: met",
        "Interviews/talk.md -contact: [[Ben]]",
        "Interviews/talk.md -date: 13 Nov 2026",
        'Interviews/talk.md +contact: "[[Ben]]"',
        "Interviews/talk.md +date: 2026-11-13",
    ]
    assert {line.split(" ", 1)[1] for line in after} <= set(shown.splitlines())
    assert tool("undo").status == 0
    assert tool.bytes() == before


def test_check_fix_passes_over_a_note_that_may_not_be_written(tool: Tool) -> None:
    """It is named, and all others are mended."""
    tool.notes({**NOTES, **dict.fromkeys(("Cy", "Dov", "Eva"), "---\ntype: contact\norg: [[Acme]]\n---\n")})
    (tool.folder / "Dov elsewhere").hardlink_to(tool.folder / "Contacts/Dov.md")
    said = tool("check", "--fix")
    assert "Contacts/Dov.md is left alone: it has 2 names (hard links); copy it to a file of its own" in said.err
    after = tool.bytes()
    mended = [name for name in ("Cy", "Dov", "Eva") if b'"[[Acme]]"' in after[f"Contacts/{name}.md"]]
    assert mended == ["Cy", "Eva"]
