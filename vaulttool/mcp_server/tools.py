"""The tools: for each its words for assistants, what it takes, and the command line that it is."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from vaulttool.mcp_server.commands import Commands

Name = Annotated[
    str, Field(description="A name as in the notes, a few letters of it, or the note's path.", min_length=1)
]
Ids = Annotated[list[str], Field(description="Ids of lines or reasons, as `today` gives them.", min_length=1)]
Day = Annotated[str, Field(description="YYYY-MM-DD; empty: today.", pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Until = Annotated[str, Field(description="YYYY-MM-DD, or +3d, or +2w.")]
Fields = Annotated[
    dict[str, str | list[str]],
    Field(description="Field -> value, or several values. A link field takes the name of a note. Dates YYYY-MM-DD."),
]
DryRun = Annotated[bool, Field(description="Only show the diff; write nothing.")]
Query = Annotated[
    str,
    Field(
        description='Words, "phrases" and fields, all of which must fit: `status:met org:acme wetlands`, '
        "`last_contact<-90d`, `email:*`, `contact.org:acme`, `not relationship:mentor`, `(a or b)`."
    ),
]
Kind = Literal["contact", "interview", "org", "campaign", "shareable", "question"]
NewKind = Literal["contact", "interview", "org", "campaign", "shareable"]


class Reading(Struct, frozen=True):
    """Tools that change nothing, each public method one: JSON as docs/json.md has it, but for `read_note`."""

    commands: Commands

    def today(self, days: Annotated[int, Field(ge=0, le=3660)] = 0, everything: bool = False) -> str:
        """Whom to write to today, and why: one line a person with its reasons, most urgent first, with ids.

        `days` looks so far ahead; `everything` gives every due date there is.
        """
        return self.commands.data("today", "--all" if everything else f"--days={days}")

    def check(self, hints: bool = False, note: str = "") -> str:
        """What is wrong in the notes, where, and what to do about it. `note`: path of one note or folder only."""
        return self.commands.data("check", *(["--hints"] if hints else []), *(["--", note] if note else []))

    def find(self, query: Query) -> str:
        """Notes by words and fields, of all kinds. An empty list: nothing fits."""
        return self.commands.data("find", "--", query)

    def list_(self, kind: Kind, where: Query = "", sort: str = "", columns: str = "") -> str:
        """The notes of one kind with status, last contact and due dates.

        `sort` and `columns` are fields with commas between; `-last_contact` sorts from last to first.
        """
        asked = {"where": where, "sort": sort, "columns": columns}
        return self.commands.data("list", *_options(asked), "--", kind)

    def show(self, name: Name) -> str:
        """All there is to know of a person or organisation: status, what is due and open, talks, names, favours."""
        return self.commands.data("show", "--", name)

    def read_note(self, name: Name) -> str:
        """The whole text of one note as it stands, below its path."""
        return self.commands.note(name)

    def brief(self, interview: Name) -> str:
        """The day sheet of a talk: who, when, what is shared, questions. By note, date or person (their next talk)."""
        return self.commands.data("brief", "--", interview)

    def questions(self, person: str = "", only_open: bool = False) -> str:
        """Questions that wait for an answer. With `person` a choice from the bank for their next talk."""
        return self.commands.data("questions", *_options({"for": person}), *(["--open"] if only_open else []))

    def draft(self, name: Name, kind: str = "", about: str = "", times: str = "") -> str:
        """The text of a message from the person's own templates, with what to change in it. It is never sent.

        Without `kind` the most urgent one; a wrong kind is answered with the list. `about`: whom it concerns. `times`,
        for offer-times: "Tue 10:00, Thu 15:00".
        """
        asked = _options({"about": about, "times": times})
        return self.commands.data("draft", *asked, "--", *([kind] if kind else []), name)

    def path(self, name: Name) -> str:
        """Every way to reach a person, best first, with the lines in the notes that say so."""
        return self.commands.data("path", "--", name)

    def stats(self) -> str:
        """How it goes: pace, replies by approach, stages, talks, thanks, what several people said."""
        return self.commands.data("stats")


class Writing(Struct, frozen=True):
    """Tools that change notes, each public method one: only the lines it says. Each gives the diff."""

    commands: Commands

    def done(self, ids: Ids, on: Day = "", note: str = "", dry_run: DryRun = False) -> str:
        """Say that a follow-up was done, on that day; the fact goes into the right note. Only what really happened.

        `note`: a few words on it for the log.
        """
        return self.commands.change("done", *_options({"on": on, "note": note}), "--", *ids, dry_run=dry_run)

    def snooze(self, ids: Ids, until: Until, dry_run: DryRun = False) -> str:
        """Put a follow-up off until a day."""
        return self.commands.change("snooze", "--", *ids, until, dry_run=dry_run)

    def dismiss(self, ids: Ids, why: Annotated[str, Field(min_length=1)], dry_run: DryRun = False) -> str:
        """Take a follow-up off the list without doing it, with the reason."""
        return self.commands.change("dismiss", f"--why={why}", "--", *ids, dry_run=dry_run)

    def log(
        self,
        name: Name,
        text: Annotated[
            str, Field(description="`email out: asked for 20 minutes`; how, which way, what.", min_length=1)
        ],
        on: Day = "",
        purpose: Annotated[str, Field(description="outreach, follow-up, thank-you, update, ...; may be empty")] = "",
        dry_run: DryRun = False,
    ) -> str:
        """Note down that they were in touch: one line in the person's log.

        Channels: email, linkedin, phone, text, in-person, video, letter, social, other; then out, in or both.
        """
        return self.commands.change("log", *_options({"on": on, "for": purpose}), "--", name, text, dry_run=dry_run)

    def set_(self, name: Name, fields: Fields, dry_run: DryRun = False) -> str:
        """Set fields of a note, in place of what they say, and change nothing else. A wrong value is refused."""
        return self.commands.change("set", "--", name, *_assigned(fields), dry_run=dry_run)

    def new(
        self,
        kind: NewKind,
        name: Annotated[
            str, Field(description="Of an interview: the contact, then a day: `Ana Ruiz 2026-12-10T10:00`")
        ],
        fields: Fields | None = None,
        distinct_from: Annotated[list[str] | None, Field(description="Contacts who look alike and are others.")] = None,
        dry_run: DryRun = False,
    ) -> str:
        """Make a note from the person's own template. A contact who looks like one there is refused, with the reasons.

        Ask the person before you say that somebody is another one.
        """
        apart = [f"--distinct-from={other}" for other in distinct_from or ()]
        said = [f"--set={word}" for word in _assigned(fields or {})]
        return self.commands.change("new", *apart, *said, "--", kind, *_words(kind, name), dry_run=dry_run)


def _options(asked: dict[str, str]) -> list[str]:
    """`--name=value` for what is not empty: a value that begins with `-` stays a value."""
    return [f"--{name}={value}" for name, value in asked.items() if value]


def _assigned(fields: dict[str, str | list[str]]) -> list[str]:
    return [
        f"{name}={value}"
        for name, values in fields.items()
        for value in ([values] if isinstance(values, str) else values)
    ]


def _words(kind: str, name: str) -> list[str]:
    """The name of an interview in words, since a day may stand behind it."""
    return name.split() if kind == "interview" else [name]
