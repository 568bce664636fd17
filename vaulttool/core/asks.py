"""Whether a favour is asked of a person too early or too often: relationship first, favours second."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vaulttool.core.dossier import Dossier
from vaulttool.core.model import Item
from vaulttool.core.values import fold

_CLOSE = frozenset({"supporter", "peer", "mentor"})
_KNOWN = timedelta(days=30)
"""After so long somebody is no stranger any more."""

_APART = timedelta(days=30)
"""Between two favours asked, unless something was given."""


def asks(d: Dossier) -> Iterator[tuple[date, Item]]:
    """Day and line of each favour that was asked of them: under Favours, or in the log with `(for:: favour)`."""
    for item in d.person.of("favour", "touch"):
        asked = item.word == "asked" if item.type == "favour" else item.purpose == "favour" and item.way == "out"
        if asked and item.day:
            yield item.day, item


def too_soon(d: Dossier, day: date) -> str:
    """Why a favour asked on `day` comes too early or too often, in words; `""` when it is welcome."""
    if fold(d.person.word("relationship")) in _CLOSE:
        return ""
    met = d.person.day("met_on")
    known_since = min((known for known in (*d.contact_days, met) if known and known < day), default=None)
    if (known_since is None or day - known_since < _KNOWN) and not _is_thanked(d, day):
        since = f"in touch since {known_since}" if known_since else "no contact before"
        return f"{since}, and no talk and thanks before"
    before = max((asked for asked, _ in asks(d) if asked < day), default=None)
    if before and day - before < _APART and not _gave(d, before, day):
        return f"you asked on {before} too, and gave nothing since"
    return ""


def _is_thanked(d: Dossier, day: date) -> bool:
    """Whether we had talked by then, and I had said thanks."""
    return any(
        talk.day <= t.day <= day
        for talk in d.held if talk.day and talk.day <= day
        for t in d.touches if t.purpose == "thank-you"
    )  # fmt: skip


def _gave(d: Dossier, since: date, until: date) -> bool:
    return any(i.word == "gave" and i.day and since <= i.day <= until for i in d.person.of("favour"))
