"""Which shape the JSON of each command has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vaulttool.core.drafts.kinds import KINDS as DRAFTS
from vaulttool.core.schema import KINDS
from vaulttool.report.json_shapes.common import LINE, NOTE, PATH
from vaulttool.report.json_shapes.language import (
    Schema,
    also,
    day,
    decimal,
    either,
    flag,
    listed,
    mapping,
    maybe,
    moment,
    number,
    only,
    pair,
    part,
    record,
    text,
    word,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What one command prints with `--format json`, with an example of the call."""

    example: str
    schema: Schema


_OTHER = also(NOTE, "any other note", kind=word("", *(kind for kind in KINDS if kind not in ("contact", "org"))))
_COUNTS = record(
    "what a run looked at, found and wrote",
    notes=number("notes there are"), added=number(), changed=number(), removed=number(), unchanged=number(),
    read=number("notes whose stamp differed"), hashed=number("notes looked at again, being too fresh to trust"),
    parsed=number(),
    findings=record("how many", error=number(), warning=number(), hint=number()),
    follow_ups=record("how many", late=number(), due=number(), soon=number(), later=number()),
    ticks=record("boxes ticked", applied=number("written into notes"), kept=number("that could not be")),
    dashboard=word("", "written", "unchanged"),
)  # fmt: skip
_PERSON = also(
    NOTE, "a contact, and what follows from all notes",
    kind=only("contact"), status=text("the status in force"), org_name=text(), org_path=text("`\"\"` without a note"),
    last=maybe(part("touch", "the last contact")), last_contact=maybe(day()), attempts=listed(day()),
    next_due=maybe(day("of the next word to keep in touch")),
    open_items=listed(
        record("a promise or advice that waits", what=text(), text=text(), by=maybe(day()), path=PATH, line=LINE)
    ),
    questions=listed(part("question")), follow_ups=listed(part("follow_up")), talks=listed(part("talk")),
    named_by=listed(also(record(path=PATH, name=text()), "who named them, and when", day=maybe(day()))),
    named=listed(part("who"), "whom they named"), balance=part("balance"),
)  # fmt: skip
_ORG = also(
    NOTE, "an organisation, and what was said of it",
    kind=only("org"), advocacy=number("the people there, weighed by how close they are"),
    people=listed(
        record(
            "", who=part("who"), role=text(), status=text(), is_there=flag("now, not before"),
            last_contact=maybe(day()),
        )
    ),
    talks=listed(part("talk")),
    answers=listed(
        record("", cat=text(), question=text(), answer=text(), who=part("who"), day=maybe(day()), path=PATH, line=LINE)
    ),
    fits=mapping(record("", average=decimal("1 to 5"), talks=number("that gave marks")), "field -> marks"),
    follow_ups=listed(part("follow_up")),
)  # fmt: skip
_BRIEF = record(
    "the day sheet of a talk",
    path=PATH, day=maybe(day()),
    hours=maybe(
        record(
            "null when no hour is said; `their_...` null when it is the same or unknown",
            start=moment(), end=moment(), my_zone=text(), their_start=maybe(moment()), their_end=maybe(moment()),
            their_zone=text(),
        )
    ),
    minutes=number("asked for"), status=text(), is_confirmed=flag(), format=text(), is_in_person=flag(), place=text(),
    dress=text(), purposes=listed(text()),
    people=listed(
        record(
            "", name=text(), pronouns=text(), role=text(), org=text(), curious_about=text(),
            reach=listed(pair(text(), text()), "what, and the number or address"),
            shared=listed(text(), "what you have in common"), last=listed(text(), "what was last"),
            wants=listed(text()), can_offer=listed(text()), is_barred=flag("not to be contacted"),
        )
    ),
    research=listed(pair(text(), listed(text())), "a heading and its lines"),
    starred=listed(text(), "questions to ask first"), others=listed(text()),
    carried=listed(text(), "questions left open earlier"), promised=listed(text(), "still open between you"),
    intro_text=text("only if asked"),
)  # fmt: skip
_PICKED = record(
    "questions chosen for the next talk",
    person=text(), path=PATH, interview=text("the note of that talk, `\"\"` without one"),
    questions=listed(
        record(
            "", text=text(), cat=text(), phase=text(), starred=flag(), is_research=flag(), is_carried=flag(),
            id=text("the bank's, `\"\"` for one carried over"), minutes=number(), line=text("ready to paste"),
        )
    ),
)  # fmt: skip
_DRAFT = record(
    "a message, never sent", ("mailto", "saved"),
    kind=word("", *DRAFTS), to=text("name"), path=PATH, email=text("`\"\"` without one"), subject=text(), text=text(),
    findings=listed(record("what to change", rule=text(), message=text(), hint=text())),
    hints=listed(text(), "what to see to before sending"),
    mailto=text("with `--mailto`"), saved=text("with `--save`: path of the new note"),
)  # fmt: skip
_IMPORTED = record(
    "what became of the people of a file",
    file=text(), people=number(), without_name=number(),
    **{outcome: number() for outcome in ("enriched", "same", "new", "alike", "unclear", "repeated")},
    news=number("new roles and organisations"), added=number("notes made"),
    left_alone=listed(text(), "notes that were not changed, and why"), dry_run=flag(),
    records=listed(
        record(
            "", outcome=word("", "enriched", "new", "alike", "unclear"), name=text(), place=text("where in the file"),
            path=text("their note, `\"\"` without one"), reason=text(), fields=listed(text(), "filled"), news=text(),
            may_be=listed(text(), "paths of whom they may be"),
        )
    ),
)  # fmt: skip
_REPORT = record(
    "the numbers of the page",
    day=day(), private=flag("whether private notes count"), today=listed(part("today_line")),
    talks=listed(
        record(
            "a talk of the next 14 days", path=PATH, day=day(), when=text("`10:00-10:20`"),
            theirs=text("the start in their zone, `\"\"` when equal or unknown"),
            people=listed(pair(text(), text()), "path and name"), org=text(), role=text(), format=text(), place=text(),
            status=text(), missing=listed(text(), "what is not ready"), starred=listed(text()),
        )
    ),
    stats=part("stats"), funnel=listed(record("", name=text(), people=number())), tree=listed(part("branch")),
    people=listed(
        record(
            "", who=part("who"), org=text(), status=text(), last=maybe(day()),
            events=listed(
                record(
                    "", day=day(), kind=word("", "out", "in", "talk", "other", "planned"), channel=text(),
                    purpose=text(), text=text(),
                )
            ),
        )
    ),
    favours=listed(part("balance")),
    fit=listed(
        record(
            "", org=text("`\"\"`: none said"), talks=number(), average=decimal(),
            marks=listed(record("", field=text(), average=decimal("1 to 5"), count=number())),
        )
    ),
)  # fmt: skip
_WATCHED = either(
    "one object a line",
    record("it begins", event=only("watching"), at=moment(), vault=text(), by=text(), pid=number()),
    also(_COUNTS, "a run", event=only("synced"), at=moment(), reason=text(), messages=listed(text())),
    record("it ends", event=only("ended"), at=moment(), reason=text()),
    record(
        "what passes or stands in the way",
        event=word("", "waiting", "polling", "lost", "paused", "resumed", "problem"), at=moment(), message=text(),
        remedy=text(),
    ),
)  # fmt: skip


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        "today": Shape("vaulttool today --days 7", listed(part("today_line"), "in the dashboard's order")),
        "check": Shape("vaulttool check --hints", listed(part("finding"), "by path, line and column")),
        "sync": Shape("vaulttool sync", _COUNTS),
        "watch": Shape("vaulttool watch", _WATCHED),
        "list": Shape("vaulttool list contact", listed(part("note"), "with the columns among the `fields`")),
        "find": Shape("vaulttool find status:met", listed(part("note"), "by path")),
        "show": Shape("vaulttool show Ana", either("by the kind of the note", _PERSON, _ORG, _OTHER)),
        "path": Shape(
            "vaulttool path 'Ida Moe'",
            listed(
                record(
                    "a way to reach somebody", approach=word("", "reintroduce", "introduction", "article", "direct"),
                    grounds=listed(text(), "why it may work"),
                    places=listed(record("where that stands", path=PATH, line=LINE)), advice=text("what to do"),
                    via=listed(part("who"), "people between, first whom to write to"), weight=number(),
                ),
                "best first",
            ),
        ),
        "tree": Shape(
            "vaulttool tree",
            record(
                "who led to whom", above=listed(part("step"), "the line that led to NAME"), rows=listed(part("branch"))
            ),
        ),
        "balance": Shape("vaulttool balance", listed(part("balance"), "those to whom most is owed first")),
        "stats": Shape("vaulttool stats", part("stats")),
        "report": Shape("vaulttool report", _REPORT),
        "brief": Shape("vaulttool brief Ana", _BRIEF),
        "questions": Shape(
            "vaulttool questions --for Ana",
            either("a list of open ones; with `--for`, without `--open`, a choice", listed(part("question")), _PICKED),
        ),
        "draft": Shape("vaulttool draft thank-you Ana", _DRAFT),
        "import": Shape("vaulttool import linkedin Connections.csv --dry-run", _IMPORTED),
        "index": Shape(
            "vaulttool index --verify",
            either(
                "by the option",
                record("`--path`", path=text("of the database: [sql.md](sql.md)")),
                record("`--rebuild`", notes=number(), parsed=number()),
                record("`--verify`", differences=listed(text())),
            ),
        ),
        "doctor": Shape(
            "vaulttool doctor",
            listed(
                record(
                    "one thing about the installation", check=text("what was looked at"),
                    state=word("`note`: worth knowing, it may be meant so", "fine", "note", "mend"), message=text(),
                    remedy=text("what to do, or `\"\"`"),
                )
            ),
        ),
    }
)  # fmt: skip
"""Command -> what it prints with `--format json`."""
