"""Checks of how an interview was wound up, moved, or clashes with another: thanks, closing, chains, double entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vaulttool.core.book import identities
from vaulttool.core.case import Case
from vaulttool.core.checks.interview import TO_COME, spot_of
from vaulttool.core.checks.problem import Problem, at, quoted
from vaulttool.core.checks.rule import Check
from vaulttool.core.model import Note
from vaulttool.core.talk import Talk
from vaulttool.core.touches import MINE
from vaulttool.core.values import fold

_GONE = frozenset({"moved", "cancelled", "no-show", "declined", "dropped"})
_MOST_MOVES = 100


def thanks_before_interview(case: Case) -> Iterator[Problem]:
    """The thanks are dated before the talk.

    The talk counts as thanked, and no reminder comes.

    Example: `date: 2026-11-27T10:00` and `thank_you_sent: 2026-11-20`.
    Remedy: correct the date, or take it out.
    """
    sent, day = case.note.day("thank_you_sent"), case.talk.day
    if sent and day and sent < day:
        message = f"thanked on {sent}, before the talk on {day}"
        yield at(spot_of(case, "thank_you_sent"), message, "correct the date, or take it out")


def thanks_not_specific(case: Case) -> Iterator[Problem]:
    """A talk took place, and `thank_you_specific` does not say what to thank for.

    Thanks that could go to anybody mean little. The draft names this one thing.

    Example: `status: done` and an empty `thank_you_specific`.
    Remedy: `thank_you_specific: the point about seasonal crews`. It is asked for before and after sending, until the
    talk is `closed`.
    """
    talk = case.talk
    if talk.is_held and talk.status == "done" and _form(case) != "none" and not case.note.text("thank_you_specific"):
        spot = spot_of(case, "thank_you_specific", "thank_you_sent", "status")
        yield at(spot, "what to thank them for is not said", "write `thank_you_specific:` with the one thing to name")


def no_address_for_card(case: Case) -> Iterator[Problem]:
    """A handwritten note is due, and there is no postal address to send it to.

    Example: `thank_you_form: handwritten` (the default), and a contact without `address`.
    Remedy: `address:` in the contact; or `thank_you_form: email` here.
    """
    if not case.talk.is_held or case.talk.status == "closed" or _form(case) != "handwritten":
        return
    for person in case.people:
        if not person.text("address") and not _is_thanked(case, person):
            message = f"a card to {person.name} is due, and their note has no `address`"
            yield at(spot_of(case, "thank_you_form", "contact"), message, f"write `address:` in {person.path}, or "
                     "`thank_you_form: email` here")  # fmt: skip


def one_thanks_for_many(case: Case) -> Iterator[Problem]:
    """Several people met, and one thank-you on file.

    Each of them gave their time, and each is glad of a note of their own.

    Example: `contact: ["[[Ana Ruiz]]", "[[Ben Ode]]"]` and one `thank_you_sent`.
    Remedy: write to each, and log it with each: `- 2026-12-01 letter out: thanks (for:: thank-you)`.
    """
    if not case.note.day("thank_you_sent") or len(case.people) < 2:
        return
    left = [person.name for person in case.people if not _logged_thanks(case, person)]
    if len(left) > 1:
        hint = "write to each, and log it with each: `- DATE letter out: thanks (for:: thank-you)`"
        yield at(spot_of(case, "thank_you_sent"), f"one thank-you on file for {', '.join(left)}", hint)


def referral_not_linked(case: Case) -> Iterator[Problem]:
    """A name under `referrals` that is no link.

    Who led to whom cannot be followed in Obsidian, nor when the note is renamed.

    Example: `referrals: [Ben Ode]`.
    Remedy: `referrals: ["[[Ben Ode]]"]`. `check --fix` writes it.
    """
    for link in case.note.linked("referrals"):
        if link.plain:
            message = f"`referrals` names {quoted(link.target)} without a link"
            yield at(link, message, f'write "[[{link.target}]]"', fixable=True)


def closed_too_early(case: Case) -> Iterator[Problem]:
    """`status: closed`, with thanks not sent or a promise of yours still open.

    Closing ends all reminders, so these would be forgotten.

    Example: `status: closed`, and `- [ ] me: send the script` under Promises.
    Remedy: tick the promise or add `(released:: DATE)`; fill `thank_you_sent`; or write `status: done` for now.
    """
    if case.talk.status != "closed":
        return
    spot = spot_of(case, "status")
    if _form(case) != "none" and not case.note.day("thank_you_sent") and not _all_logged(case):
        hint = "write `thank_you_sent: DATE`, or `thank_you_form: none`, or `status: done` for now"
        yield at(spot, "closed, and no thanks are on file", hint)
    for item in case.talk.open_promises:
        hint = "tick it, or add `(released:: DATE)`, or write `status: done` for now"
        yield at(item, f"closed, and your promise is open: {quoted(item.text)}", hint)


def moved_without_target(case: Case) -> Iterator[Problem]:
    """`status: moved`, and `moved_to` does not say where to.

    The chain breaks: the new talk stands in the calendar beside the old one.

    Example: `status: moved` and no `moved_to`.
    Remedy: `moved_to: "[[2026-12-10 Ana Ruiz]]"`; if no new date was found, `status: cancelled`.
    """
    if case.talk.status == "moved" and not case.note.linked("moved_to"):
        hint = 'write `moved_to: "[[YYYY-MM-DD Name]]"`, or `status: cancelled`'
        yield at(spot_of(case, "moved_to", "status"), "moved, and `moved_to` does not say where to", hint)


def moved_in_circle(case: Case) -> Iterator[Problem]:
    """A chain of moved talks that comes back to where it began. Reported once, at the last of them by path.

    No talk is left that takes place.

    Example: two notes, each with `moved_to` the other.
    Remedy: take `moved_to` out of the one that takes place.
    """
    chain = [case.note]
    while len(chain) <= _MOST_MOVES and (after := _moved_to(chain[-1], case)):
        if after.path == case.note.path:
            if case.note.path == max(note.path for note in chain):
                way = " -> ".join([*(note.stem for note in chain), after.stem])
                hint = "take `moved_to` out of the talk that takes place"
                yield at(spot_of(case, "moved_to"), f"moved in a circle: {way}", hint)
            return
        if after in chain:
            return
        chain.append(after)


def overlap(case: Case) -> Iterator[Problem]:
    """Two talks with different people at the same time. Reported at the one that begins later.

    Example: one at 10:00 for 30 minutes, another at 10:20 the same day.
    Remedy: move one of them: `status: moved`, `moved_to: ...`.
    """
    talk = case.talk
    if not talk.is_planned or not talk.start:
        return
    for path in case.desk.book.on_day(talk.start.date()):
        note = case.desk.book.note(path)
        other = case.desk.talk(note) if note and path != case.note.path else None
        if other and _goes_on(other, talk) and other.is_planned and not _share_person(other, talk, case):
            message = f"at {talk.start:%H:%M} the talk {other.note.stem} still goes on, until {other.end:%H:%M}"
            yield at(spot_of(case, "date"), message, "move one of the two")


def double_entry(case: Case) -> Iterator[Problem]:
    """Two notes of a talk with the same person on the same day. Reported at the later path.

    The talk counts twice, and so do its thanks.

    Example: `2026-11-27 Ana Ruiz.md` and `2026-11-27 Ana Ruiz 2.md`.
    Remedy: bring them together in one note. If one was moved or called off, say so: `status: moved`, `cancelled`.
    """
    if case.talk.status in _GONE:
        return
    book = case.desk.book
    paths = {path for field, value in identities(case.note) if field == "talk" for path in book.sharing(field, value)}
    for path in sorted(paths):
        note = book.note(path) if path < case.note.path else None
        other = case.desk.talk(note) if note else None
        if other and other.status not in _GONE and _share_person(other, case.talk, case):
            hint = "bring the two together, or give one `status: moved` or `cancelled`"
            yield at(spot_of(case, "date"), f"{path} is a talk with the same person on the same day", hint)
            return


def _form(case: Case) -> str:
    return case.talk.thank_you_form(case.desk.settings)


def _is_thanked(case: Case, person: Note) -> bool:
    return bool(case.note.day("thank_you_sent")) or _logged_thanks(case, person)


def _logged_thanks(case: Case, person: Note) -> bool:
    """Whether the person's own log says thanks since the talk."""
    day = case.talk.day or date.min
    thanks = [i for i in person.of("touch") if i.purpose == "thank-you" and i.way in MINE]
    return any(i.day and i.day >= day for i in thanks)


def _all_logged(case: Case) -> bool:
    return bool(case.people) and all(_logged_thanks(case, person) for person in case.people)


def _moved_to(note: Note, case: Case) -> Note | None:
    links = note.linked("moved_to")
    found = case.desk.book.resolve_one(links[0].target) if links else None
    return found if found and found.kind == "interview" else None


def _goes_on(other: Talk, talk: Talk) -> bool:
    """Whether `other` began before `talk` (of two at once: stands first) and is not over when `talk` begins."""
    if not (talk.start and other.start) or (other.start, other.note.path) >= (talk.start, talk.note.path):
        return False
    return other.end is not None and talk.start < other.end


def _share_person(one: Talk, other: Talk, case: Case) -> bool:
    return bool(_people(one.note, case) & _people(other.note, case))


def _people(note: Note, case: Case) -> set[str]:
    """Paths of those met; folded names where there is no note."""
    resolve = case.desk.book.resolve
    return {(*resolve(link.target), fold(link.target))[0] for link in note.linked("contact")}


_KIND = ("interview",)
CHECKS = (
    Check("thanks-before-interview", "error", thanks_before_interview, _KIND, needs=frozenset({"thank_you_sent"})),
    Check("thanks-not-specific", "warning", thanks_not_specific, _KIND, states=frozenset({"done"})),
    Check("no-address-for-card", "hint", no_address_for_card, _KIND, states=frozenset({"done"})),
    Check("one-thanks-for-many", "warning", one_thanks_for_many, _KIND, needs=frozenset({"thank_you_sent"})),
    Check("referral-not-linked", "warning", referral_not_linked, _KIND, fixable=True, needs=frozenset({"referrals"})),
    Check("closed-too-early", "error", closed_too_early, _KIND, states=frozenset({"closed"})),
    Check("moved-without-target", "error", moved_without_target, _KIND, states=frozenset({"moved"})),
    Check("moved-in-circle", "error", moved_in_circle, _KIND, needs=frozenset({"moved_to"})),
    Check("overlap", "warning", overlap, _KIND, needs=frozenset({"date"}), states=TO_COME),
    Check("double-entry", "warning", double_entry, _KIND, needs=frozenset({"date"})),
)
