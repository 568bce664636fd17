"""How much is due in plain words, and when nothing is: why, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaulttool.core.conclusion import State
from vaulttool.core.dashboard.words import count, near_day

if TYPE_CHECKING:
    from vaulttool.core.dashboard.bundle import Lists
    from vaulttool.core.dashboard.picture import Picture


def list_counts(lists: Lists) -> list[str]:
    """What is due, list by list: `3 to do today, 1 of them late`."""
    late = sum(line.state is State.LATE for line in lists.today)
    counts = (
        (len(lists.today), f"to do today, {late} of them late" if late else "to do today"),
        (len(lists.also), "also due"),
        (len(lists.give_back), "to give back to"),
        (len(lists.keep_in_touch), "to keep in touch with"),
    )
    return [f"{number} {words}" for number, words in counts if number]


def idle_words(picture: Picture) -> tuple[str, ...]:
    """The sentences; none while something is due."""
    if picture.lists.due:
        return ()
    choose = f"write `status: targeted` and `decided_on: {picture.today}` into their note"
    if not picture.people:
        return (
            "There is no contact here yet. Make a note for somebody you would like to talk to, "
            "`Contacts/Ana Ruiz.md` for instance, that begins with the lines `---`, `type: contact`, "
            "`status: targeted`, `---`. Or let `vaulttool init --sample` add example notes.",
        )
    if picture.next_line:
        line = picture.next_line
        return (f"Nothing is due today. Next: {near_day(line.due)}, {line.name}: {line.gist}.",)
    if not picture.is_anybody_chosen:
        people = count(picture.people, "person is", "people are")
        return (f"{people} noted, and nobody is chosen yet. Decide on one of them: {choose}.",)
    return (f"All done: nothing is due, today or later. To begin with somebody new, {choose}.",)
