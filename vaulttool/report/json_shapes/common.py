"""What the shapes of several commands hold, described once."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from vaulttool.core.drafts.kinds import KINDS as DRAFTS
from vaulttool.core.schema import CATEGORIES, FAVOUR_VERBS
from vaulttool.report.json_shapes.language import (
    ANY_VALUE,
    Schema,
    day,
    decimal,
    flag,
    listed,
    mapping,
    maybe,
    number,
    pair,
    part,
    record,
    text,
    word,
)

_STATE = word("where the due date stands; `soon` is within 14 days", "late", "due", "soon", "later")
PATH, LINE = text("a note, relative to the vault, with `/`"), number("its line, from 1")
NOTE = record(
    "what is written in a note",
    path=PATH,
    kind=text('`contact`, `interview`, `org`, `campaign`, `shareable` or `question`; `""` for another note'),
    name=text("`name`, else the file name"),
    fields=mapping(ANY_VALUE, "field -> text, number, true or false, a list of them, or null; links without brackets"),
)
_FOLLOW_UP = record(
    "a reason to write or to act",
    id=text("what `done`, `snooze` and `dismiss` take"),
    rule=text("the rule that raised it"),
    person=text('path of whom you write to, `""` for a campaign'),
    about=text("path of whom or what it is about"),
    due=day(),
    text=text("the reason in words"),
    path=text("the note where it comes from"),
    line=LINE,
    clears=text("what ends it"),
    tickable=flag("whether a tick can settle it"),
)
_REASON = record(
    "a reason of a line of `today`",
    id=text("what `done`, `snooze` and `dismiss` take"), rule=text("the rule that raised it"),
    about=text("name of whom or what it is about"), due=day(), state=_STATE,
    path=text("the note where it comes from"), line=LINE, text=text("the reason in words"),
    clears=text("what ends it"), tickable=flag("whether a tick can settle it"),
)  # fmt: skip
_TODAY = record(
    "one message to one person",
    id=text("what `done` takes: all reasons that one message serves"),
    rule=text("the first reason's"),
    person=text('their name, `""` for a campaign'),
    path=text("their note"),
    due=day("the first reason's"),
    state=_STATE,
    weight=number("what orders the list"),
    text=text("all reasons in words"),
    reasons=listed(part("reason"), "earliest due first"),
    draft=text(f'the message that serves it, for `draft`: one of {len(DRAFTS)} kinds, or `""`'),
)
_FINDING = record(
    "one thing that is wrong in a note",
    rule=text("for `check --explain`"), severity=word("", "error", "warning", "hint"), path=PATH, line=LINE,
    column=number("from 1"), message=text("what is wrong here, with the value"), hint=text("what to do, or `\"\"`"),
    fixable=flag("whether `check --fix` mends it"),
)  # fmt: skip
_STEP = record(
    "one person led to another",
    giver=part("who"), person=part("who"), how=word("", "named", "introduced"), day=maybe(day()), path=PATH, line=LINE,
)  # fmt: skip
_BRANCH = record(
    "a row of the tree of who led to whom",
    depth=number("steps below its root"), who=part("who"), step=maybe(part("step", "null at a root")),
    status=text("the status in force, `\"\"` without a note"), again=flag("what comes below stands at another row"),
)  # fmt: skip
_FAVOUR = record(
    "a line under Favours",
    verb=word("", *FAVOUR_VERBS), text=text(), day=maybe(day()), path=PATH, line=LINE,
    is_open=flag("owed and not settled"),
)  # fmt: skip
_BALANCE = record(
    "favours both ways with one person",
    path=PATH,
    name=text(),
    favours=listed(part("favour"), "oldest first"),
    help=record(
        "what they gave beside favour lines",
        talks=number(), advice=number(), names=number(), introductions=number(), kept=number("promises you kept"),
    ),
    counts=record("favour lines by verb", **{verb: number() for verb in FAVOUR_VERBS}),
    total=number("gave less got"),
    open=number("what you still owe"),
)  # fmt: skip
_QUESTION = record(
    "a question that waits for an answer",
    who=part("who"), text=text(), cat=text("`\"\"` or one of " + " ".join(f"`{c}`" for c in CATEGORIES)),
    starred=flag(), is_research=flag("built on homework"),
    state=word("`unasked`: left open in a talk that is over", "planned", "carried", "unasked"),
    day=maybe(day("of the talk")), path=PATH, line=LINE,
)  # fmt: skip
_TALK = record(
    "an interview in a line",
    path=PATH, day=maybe(day()), status=text("the status in force"),
    summary=text(), people=listed(part("who")), minutes=maybe(number("asked for")),
    actual_minutes=maybe(number("used")), fits=listed(pair(text(), number()), "field and mark, 1 to 5"),
)  # fmt: skip
_INSIGHT = record(
    "what somebody told you",
    text=text(), topic=text(), people=listed(part("who")), deniers=listed(part("who")), last=day(), path=PATH,
    line=LINE, count=text("`heard from 3, denied by 1`"),
)  # fmt: skip
_STATS = record(
    "how it goes, in numbers",
    people=number("contacts"),
    weeks=listed(record("oldest first", name=text("`2026-W49`"), first_messages=number(), talks=number())),
    campaigns=listed(
        record(
            "a running search", path=PATH, name=text(), week=number("first messages this week"),
            weekly=maybe(number("planned")), talks=number("so far"), target=maybe(number("planned")),
        )
    ),
    replies=listed(
        record(
            "", approach=text("`\"\"`: none said"), written=number(), answered=number(),
            waiting=number("may still answer"), rate=maybe(decimal("0 to 1, of those who had the time")),
        )
    ),
    pipeline=listed(record("", status=text(), people=number())),
    months=listed(record("", month=text("`2026-12`"), talks=number())),
    talks=number("held"), referrals=number(), advice=number(), advice_used=number(),
    thanks=record("talks thanked for", in_time=number(), late=number(), open=number()),
    minutes=record("over talks with both", asked=number(), used=number()),
    targets=listed(
        record(
            "a target organisation, the first to go on with first", path=PATH, name=text(), status=text(),
            motivation=number(), advocacy=number(), posting=number(), people=number(),
        )
    ),
    insights=listed(part("insight")),
)  # fmt: skip

PARTS: Mapping[str, Schema] = MappingProxyType(
    {
        "who": record("somebody", path=text("of the contact's note, `\"\"` without one"), name=text()),
        "note": NOTE, "today_line": _TODAY, "reason": _REASON, "follow_up": _FOLLOW_UP, "finding": _FINDING,
        "touch": record(
            "one contact on one day",
            day=day(), way=text("`out`, `in`, `both` or `\"\"`"), channel=text(), purpose=text(), text=text(),
            path=PATH, line=LINE, private=flag("whether it is told by a private note"),
        ),
        "talk": _TALK, "question": _QUESTION, "step": _STEP, "branch": _BRANCH, "favour": _FAVOUR, "balance": _BALANCE,
        "insight": _INSIGHT, "stats": _STATS,
    }
)  # fmt: skip
"""What several shapes hold."""
