"""`draft` from end to end: what is printed, saved, copied and refused. Nothing else in the vault changes."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete

from vaulttool.cli.command_line import run
from vaulttool.cli.main import vaulttool
from vaulttool.core.drafts import KINDS

Call = Callable[..., tuple[int, str, str]]

TODAY = "2026-12-02"
ANA = """---
type: contact
email: ana@acme.example
org: Acme Wetlands
role: field lead
curious_about: how a field season is planned
status: targeted
decided_on: 2026-11-20
timezone: America/Halifax
---
"""
TALK = """---
type: interview
contact: "[[Ana Ruiz]]"
status: done
date: 2026-11-27T10:00
thank_you_specific: the point about seasonal crews
---

Crews walk first.
"""


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault with Ana, on the clock of London, and an empty cache."""
    folder = tmp_path / "notes"
    folder.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("VAULTTOOL_VAULT", raising=False)
    monkeypatch.chdir(folder)
    note(folder, "vaulttool.toml", 'timezone = "Europe/London"\n')
    note(folder, "Contacts/Ana Ruiz.md", ANA)
    return folder


@pytest.fixture
def draft(vault: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls `vaulttool draft`: exit status, standard output, standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        status = run(["draft", *arguments, "--today", TODAY])
        said = capsys.readouterr()
        return status, said.out, said.err

    return call


def note(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def own_template(folder: Path, kind: str, text: str) -> None:
    note(folder, f"Templates/messages/{kind}.md", text)


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file with its bytes and its time."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_text_and_nothing_else_from_the_own_template(vault: Path, draft: Call) -> None:
    """The vault's own words, filled; nothing is said below them, nothing on standard error, nothing written."""
    own_template(vault, "check-in", '---\nsubject: "Hello {{first_name}}"\n---\nDear {{first_name}}, how is {{org}}?\n')
    before = state(vault)
    status, out, err = draft("check-in", "Ana")
    assert (status, err) == (0, "")
    assert out == "To: Ana Ruiz <ana@acme.example>\nSubject: Hello Ana\n\nDear Ana, how is Acme Wetlands?\n"
    assert state(vault) == before


def test_packaged_words_are_said_to_be_such(draft: Call) -> None:
    """Without a template in the vault the draft still comes, and says whose words they are."""
    status, out, err = draft("outreach-direct", "Ana Ruiz")
    assert (status, err) == (0, "")
    assert "yours as field lead at Acme Wetlands makes me curious: above all how a field season is planned." in out
    assert "The words are vaulttool's own: Templates/messages/outreach-direct.md is not in this vault" in out


def test_name_need_not_be_quoted(draft: Call) -> None:
    """Several words after the kind are one name."""
    assert draft("outreach-direct", "Ana", "Ruiz") == draft("outreach-direct", "Ana Ruiz")


def test_missing_field_is_named_with_what_to_write_and_where(vault: Path, draft: Call) -> None:
    """No blank, no text: exit 2 and the line to add."""
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("role: field lead\n", ""))
    status, out, err = draft("outreach-direct", "Ana")
    assert (status, out) == (2, "")
    assert "missing: role" in err
    assert "write `role: ...` into Contacts/Ana Ruiz.md (what they do there)" in err


def test_s42_scenario_6_update_waits_for_the_effect(vault: Path, draft: Call) -> None:
    """Refused without the effect; written, it is named."""
    line = "\n## Advice\n\n- [x] Take the wetland plant course (used:: 2026-11-30)\n"
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK + line)
    status, out, err = draft("update-advice", "Ana")
    assert (status, out) == (2, "")
    assert "write `(effect:: what came of it)` at the end of line 13 of Interviews/2026-11-27 Ana Ruiz.md" in err
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK + line.replace(")\n", ") (effect:: got the field post)\n"))
    status, out, err = draft("update-advice", "Ana")
    assert (status, err) == (0, "")
    assert "this came of it: got the field post." in out


def test_scenario_4_card_without_an_address(vault: Path, draft: Call) -> None:
    """A hint, and the email form first; with an address the card, and where it goes."""
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK)
    _, out, _ = draft("thank-you", "Ana")
    assert out.index("## Email") < out.index("## Card") < out.index("No postal address on file")
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("email:", "address: 12 Ferry Lane\nemail:"))
    _, out, _ = draft("thank-you", "Ana")
    assert "\nAddress: 12 Ferry Lane\n" in out
    assert out.index("## Card") < out.index("## Email")


def test_s12_somebody_met_before_is_reminded_of_it(vault: Path, draft: Call) -> None:
    """Where and when stand in the message."""
    met = ANA.replace("email:", "approach: reintroduce\nmet_where: the seed fair\nmet_on: 2026-05-16\nemail:")
    note(vault, "Contacts/Ana Ruiz.md", met)
    status, out, _ = draft("Ana Ruiz")
    assert status == 0
    assert "We met at the seed fair (16 May), and I have thought of it since." in out


def test_s13_a_mutual_contact_gets_something_to_pass_on(vault: Path, draft: Call) -> None:
    """`approach: introduction` writes to the introducer, with a paragraph about the one to meet."""
    via = ANA.replace("email:", 'approach: introduction\nintro_via: "[[Noa Bell]]"\nemail:')
    note(vault, "Contacts/Ana Ruiz.md", via)
    note(vault, "Contacts/Noa Bell.md", "---\ntype: contact\nemail: noa@bell.example\n---\n")
    status, out, _ = draft("Ana Ruiz")
    assert status == 0
    assert out.startswith("To: Noa Bell <noa@bell.example>\nSubject: Would you introduce me to Ana Ruiz?\n\nDear Noa,")
    assert "I would be glad of 20 minutes with Ana Ruiz to learn about the job of field lead" in out.split("\n---\n")[1]


def test_s14_an_article_from_the_shelf_goes_out_once(vault: Path, draft: Call) -> None:
    """What fits her topics is offered; once `sent_to` names her, the next thing is."""
    shelf = "---\ntype: shareable\nurl: https://{}.example\ntopics: [wetlands]\nfound_on: {}\n---\n"
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("email:", "approach: article\ntopics: [wetlands]\nemail:"))
    note(vault, "Shareables/Map.md", shelf.format("map", "2026-11-01"))
    note(vault, "Shareables/Diary.md", shelf.format("diary", "2026-10-01"))
    assert "https://map.example" in draft("Ana Ruiz")[1]
    sent = shelf.format("map", "2026-11-01").replace("topics:", 'sent_to: ["[[Ana Ruiz]]"]\ntopics:')
    note(vault, "Shareables/Map.md", sent)
    assert "https://diary.example" in draft("outreach-article", "Ana Ruiz")[1]


def test_s15_s23_s24_a_first_message_asks_to_learn_and_for_nothing_else(draft: Call) -> None:
    """It names the link, the wish to learn, the short time; no job, and nothing of my own experience."""
    status, out, _ = draft("outreach-direct", "Ana Ruiz", "--lint")
    assert status == 0
    assert "I would like to learn about your job and about Acme Wetlands" in out
    assert "Would you have 20 minutes" in out
    assert "my experience" not in out


def test_s38_thanks_name_one_thing_or_are_found_generic(vault: Path, draft: Call) -> None:
    """The one thing to name goes into the text; "your time" will not do."""
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK)
    status, out, _ = draft("thank-you", "Ana", "--lint")
    assert (status, out.count("the point about seasonal crews")) == (0, 2)
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK.replace("the point about seasonal crews", "your time"))
    status, out, _ = draft("thank-you", "Ana", "--lint")
    assert status == 1
    assert "- generic-thanks: 'your time' could be said to anybody" in out


def test_s41_the_one_who_named_them_is_kept_in_the_loop(vault: Path, draft: Call) -> None:
    """After the talk with Ana, the message that is due to Flo tells what came of it."""
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("email:", 'referred_by: ["[[Flo Hart]]"]\nemail:'))
    note(vault, "Contacts/Flo Hart.md", "---\ntype: contact\nemail: flo@hart.example\n---\n")
    summary = TALK.replace("status:", "summary: crews are chosen for how they walk\nstatus:")
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", summary)
    status, out, _ = draft("Flo Hart")
    assert status == 0
    assert "This is update-referral, because" in out
    assert "talk to Ana Ruiz, and I have. What I took from it: crews are chosen for how they walk." in out


def test_an_interview_names_its_person_and_its_talk(vault: Path, draft: Call) -> None:
    """Of two talks the one named is thanked for; a person without a note is greeted all the same."""
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK)
    note(vault, "Interviews/2026-11-30 Ana Ruiz.md", TALK.replace("11-27", "11-30").replace("seasonal crews", "maps"))
    assert "seasonal crews" in draft("thank-you", "2026-11-27 Ana Ruiz")[1]
    stranger = TALK.replace('"[[Ana Ruiz]]"', "Zoe Park\norg: Reed Hall").replace("11-27", "11-28")
    note(vault, "Interviews/2026-11-28 Zoe Park.md", stranger)
    status, out, _ = draft("thank-you", "2026-11-28 Zoe Park")
    assert status == 0
    assert "Dear Zoe," in out


def test_lint_stands_below_and_makes_exit_status_1_when_asked(vault: Path, draft: Call) -> None:
    """Findings are always shown; `--lint` alone makes them count."""
    own_template(vault, "check-in", "---\nsubject: x\n---\nDear Anna,\n\nare you hiring at {{org}}?\n")
    status, out, err = draft("check-in", "Ana")
    assert (status, err) == (0, "")
    text, below = out.split("\n---\n")
    assert text.endswith("are you hiring at Acme Wetlands?\n")
    assert "- asks-for-a-job: it asks for a job: 'are you hiring'; ask to learn about their work" in below
    assert "- name-misspelt: the greeting says 'Anna'; they are called 'Ana'" in below
    assert draft("check-in", "Ana", "--lint")[0] == 1
    own_template(vault, "check-in", "---\nsubject: x\n---\nDear Ana,\n\nhow is {{org}}?\n")
    assert draft("check-in", "Ana", "--lint")[0] == 0


def test_json_has_the_documented_keys(vault: Path, draft: Call) -> None:
    """`{kind, to, path, email, subject, text, findings, hints}`, the text without header."""
    own_template(vault, "check-in", '---\nsubject: "{{org}}"\n---\nDear Anna, {{org}}\n')
    status, out, err = draft("check-in", "Ana", "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "kind": "check-in",
        "to": "Ana Ruiz",
        "path": "Contacts/Ana Ruiz.md",
        "email": "ana@acme.example",
        "subject": "Acme Wetlands",
        "text": "Dear Anna, Acme Wetlands",
        "findings": [
            {
                "rule": "name-misspelt",
                "message": "the greeting says 'Anna'; they are called 'Ana'",
                "hint": "check the spelling in the note",
            }
        ],
        "hints": [],
    }


def test_quiet_prints_the_text_alone(vault: Path, draft: Call) -> None:
    """For a pipe into a mail program."""
    own_template(vault, "check-in", "---\nsubject: x\n---\nDear Anna, {{org}}\n")
    assert draft("check-in", "Ana", "-q") == (0, "Dear Anna, Acme Wetlands\n", "")


def test_mailto_prints_the_link_alone_and_findings_beside_it(vault: Path, draft: Call) -> None:
    """Blanks, ampersands and line ends are encoded; what is wrong goes to standard error."""
    own_template(vault, "check-in", '---\nsubject: "A & B?"\n---\nDear Anna,\n\n{{org}}\n')
    status, out, err = draft("check-in", "Ana", "--mailto")
    assert status == 0
    body = "Dear%20Anna%2C%0D%0A%0D%0AAcme%20Wetlands"
    assert out == f"mailto:ana@acme.example?subject=A%20%26%20B%3F&body={body}\n"
    assert err.startswith("vaulttool: name-misspelt: ")


def test_mailto_without_an_address_is_refused_before_anything_is_saved(vault: Path, draft: Call) -> None:
    """Exit 2, and the field to write."""
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("email: ana@acme.example\n", ""))
    status, out, err = draft("outreach-direct", "Ana", "--mailto", "--save")
    assert (status, out) == (2, "")
    assert "write `email: ...` into Contacts/Ana Ruiz.md" in err
    assert not (vault / "Drafts").exists()


def test_save_adds_one_note_that_never_counts(vault: Path, draft: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """A new note and nothing else; the list of what is due stays as it was, and no check complains."""

    def due() -> str:
        run(["today", "--all", "--format", "json", "--today", TODAY])
        return capsys.readouterr().out

    before, listed = state(vault), due()
    status, out, err = draft("outreach-direct", "Ana", "--save")
    path = "Drafts/2026-12-02 outreach-direct Ana Ruiz.md"
    assert (status, err) == (0, "")
    assert out.endswith(f"\nSaved as {path}\n")
    after = state(vault)
    assert after.keys() - before.keys() == {path}
    assert {name: after[name] for name in before} == before
    saved = after[path][0].decode()
    assert saved.startswith('---\ntype: draft\nmessage: outreach-direct\ncreated: 2026-12-02\nto: "Ana Ruiz"\n')
    assert "\n---\n\nDear Ana,\n" in saved
    assert due() == listed
    assert run(["check", "--strict", "--hints", "--today", TODAY, "Drafts"]) == 0


def test_save_never_overwrites(vault: Path, draft: Call) -> None:
    """A draft that was edited stays; the next gets a number. The same once more changes nothing."""
    own_template(vault, "check-in", "---\nsubject: x\n---\nDear {{first_name}}, {{org}}\n")
    path = "Drafts/2026-12-02 check-in Ana Ruiz.md"
    draft("check-in", "Ana", "--save")
    draft("check-in", "Ana", "--save")
    assert [file.name for file in (vault / "Drafts").iterdir()] == [path.removeprefix("Drafts/")]
    note(vault, path, "my own words\n")
    _, out, _ = draft("check-in", "Ana", "--save", "--format", "json")
    assert json.loads(out)["saved"] == "Drafts/2026-12-02 check-in Ana Ruiz 2.md"
    assert (vault / path).read_text() == "my own words\n"


def test_copy_gives_the_text_to_the_clipboard_program(
    vault: Path, draft: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first program that works gets the text on its standard input; a broken one is passed over."""
    programs = tmp_path / "bin"
    note(programs, "wl-copy", "#!/bin/sh\nexit 1\n")
    note(programs, "xclip", '#!/bin/sh\necho "$@" > "$OUT.args"\n/bin/cat > "$OUT"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("OUT", str(tmp_path / "copied"))
    own_template(vault, "check-in", "---\nsubject: x\n---\nDear {{first_name}}, {{org}}; $(rm x)\n")
    status, out, err = draft("check-in", "Ana", "--copy")
    assert (status, err) == (0, "")
    assert out.endswith("\nCopied to the clipboard.\n")
    assert (tmp_path / "copied").read_text() == "Dear Ana, Acme Wetlands; $(rm x)"
    assert (tmp_path / "copied.args").read_text() == "-selection clipboard\n"


def test_without_a_clipboard_that_is_said(vault: Path, draft: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is there to be copied by hand."""
    monkeypatch.setenv("PATH", os.devnull)
    status, out, err = draft("outreach-direct", "Ana", "--copy")
    assert status == 0
    assert "Dear Ana," in out
    assert "no clipboard here" in err


def test_times_in_both_time_zones(draft: Call) -> None:
    """Mine are the setting's, theirs the contact's."""
    status, out, err = draft("offer-times", "Ana", "--times", "Tue 10:00, Thu 15:00")
    assert (status, err) == (0, "")
    assert (
        "- Thursday 3 December, 15:00 London time (11:00 Halifax time)\n"
        "- Tuesday 8 December, 10:00 London time (06:00 Halifax time)\n" in out
    )
    status, out, err = draft("offer-times", "Ana", "--times", "soonish")
    assert (status, out) == (2, "")
    assert "'soonish' is not a time; write them as `Tue 10:00, Thu 15:00`" in err


def test_unknown_kind_lists_the_kinds(draft: Call) -> None:
    """With the likely one, and what each is for."""
    status, out, err = draft("thanks", "Ana Ruiz")
    assert (status, out) == (2, "")
    assert "there is no message kind 'thanks'; did you mean 'thank-you'?" in err
    assert all(kind.name in err and kind.meaning in err for kind in KINDS.values())


def test_kind_without_a_name_asks_for_one(draft: Call) -> None:
    """Exit 2, with the form."""
    status, _, err = draft("thank-you")
    assert status == 2
    assert "whom is it for? vaulttool draft thank-you NAME" in err


def test_without_a_kind_the_most_urgent_message_is_drafted(vault: Path, draft: Call) -> None:
    """Before the talk the first message, after it the thanks; with nothing due, the kinds are named."""
    _, out, _ = draft("Ana Ruiz")
    assert "This is outreach-direct, because it is the most urgent: write to them for the first time" in out
    note(vault, "Interviews/2026-11-27 Ana Ruiz.md", TALK)
    _, out, _ = draft("Ana Ruiz")
    assert "This is thank-you, because" in out
    note(vault, "Contacts/Ben Ode.md", "---\ntype: contact\n---\n")
    status, out, err = draft("Ben Ode")
    assert (status, out) == (2, "")
    assert "no message to Ben Ode is due or coming" in err


def test_without_a_kind_the_first_to_come_goes_before_the_weightier(vault: Path, draft: Call) -> None:
    """Of what is not due yet: an invitation to connect on Friday, thanks on Monday."""
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("email:", "linkedin: https://linkedin.com/in/ana\nemail:"))
    note(vault, "Interviews/2026-12-02 Ana Ruiz.md", TALK.replace("2026-11-27", TODAY))
    _, out, _ = draft("Ana Ruiz")
    assert "This is connect, because" in out


def test_names_that_fit_nobody_or_several(vault: Path, draft: Call) -> None:
    """Nobody: exit 1. Several: exit 2, with the choices."""
    note(vault, "Contacts/Ana Moe.md", "---\ntype: contact\n---\n")
    status, _, err = draft("outreach-direct", "Zoe")
    assert (status, "'Zoe'" in err) == (1, True)
    status, _, err = draft("outreach-direct", "Ana")
    assert status == 2
    assert "Contacts/Ana Moe" in err
    assert "Contacts/Ana Ruiz" in err


def test_hard_stop(vault: Path, draft: Call) -> None:
    """Nobody is written to against their wish."""
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("email:", "do_not_contact: true\nemail:"))
    status, out, err = draft("outreach-direct", "Ana")
    assert (status, out) == (2, "")
    assert "Ana Ruiz is not to be contacted" in err


def test_unreadable_template_is_named(vault: Path, draft: Call) -> None:
    """A template that leads out of the vault is not read, and the packaged one does not stand in for it."""
    (vault / "Templates/messages").mkdir(parents=True)
    (vault / "Templates/messages/check-in.md").symlink_to("/etc/hostname")
    status, out, err = draft("check-in", "Ana")
    assert (status, out) == (2, "")
    assert "Templates/messages/check-in.md" in err


def test_a_note_cannot_command_the_terminal(vault: Path, draft: Call) -> None:
    """Escape sequences in a field are spelt out."""
    note(vault, "Contacts/Ana Ruiz.md", ANA.replace("role: field lead", 'role: "lead\\e[31m"'))
    _, out, _ = draft("outreach-direct", "Ana")
    assert "\x1b" not in out
    assert "lead\\x1b[31m" in out


def test_kinds_and_names_complete(vault: Path, draft: Call) -> None:
    """The shell is offered kinds, then names."""
    draft("outreach-direct", "Ana")
    shell = ShellComplete(vaulttool, {}, "vaulttool", "_VAULTTOOL_COMPLETE")
    offered = [item.value for item in shell.get_completions(["draft"], "out")]
    assert offered == ["outreach-direct", "outreach-reintroduce", "outreach-article"]
    assert [item.value for item in shell.get_completions(["draft", "thank-you"], "An")] == ["Ana Ruiz"]


def test_help_names_every_option() -> None:
    """`draft --help` shows the form and the options."""
    command = vaulttool.get_command(click.Context(vaulttool), "draft")
    assert command is not None
    shown = command.get_help(click.Context(command, info_name="draft"))
    assert "[KIND] NAME" in shown
    assert all(option in shown for option in ("--times", "--about", "--lint", "--mailto", "--save", "--copy"))
