"""The everyday commands in their plain form: global options, the command, and words. They need no click, which takes as
long to load as all the rest; whatever else is asked, click reads, and with it the same functions are called.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from vaulttool.shortcut import words_and_options

if TYPE_CHECKING:
    from vaulttool.cli.session import Session

_FORMATS = {"check": ("text", "json", "github")}
_COLOURS = ("auto", "always", "never")


def plain(asked: dict[str, Any]) -> Callable[[], int] | None:
    """What to call for the command line `typed`, if it is in plain form, with its options in `asked`; else None."""
    found = words_and_options(asked["typed"])
    if found is None:
        return None
    (command, *words), options = found[0] or [""], found[1]
    fits = bool(words) if command in _WITH_WORDS else not words
    is_known = options.get("format", "text") in _FORMATS.get(command, ("text", "json"))
    if command not in _CALLS or not fits or not is_known:
        return None
    options = {name: _value(name, given) for name, given in options.items()}
    if None in options.values():
        return None
    asked |= options
    from vaulttool.cli.session import Session

    return lambda: _CALLS[command](Session(asked), " ".join(words))


def _value(name: str, given: Any) -> Any:
    """The value of a global option, None for one that click has to judge."""
    if given is True:
        return given
    if not given or given.startswith("-"):
        return None
    if name == "vault":
        from pathlib import Path

        return Path(given)
    if name == "today":
        from vaulttool.core.values import typed_day

        return typed_day(given)
    return given if name == "format" or given in _COLOURS else None


def _sync(session: Session, _: str) -> int:
    from vaulttool.cli.everyday.sync import sync

    sync(session)
    return 0


def _today(session: Session, _: str) -> int:
    from vaulttool.cli.everyday.today import today

    today(session, session.today)
    return 0


def _bare(session: Session, _: str) -> int:
    from vaulttool.cli.everyday.today import bare

    bare(session)
    return 0


def _check(session: Session, _: str) -> int:
    from vaulttool.cli.everyday.check import Choice, check, read

    return check(session, read(session), Choice((), (), ()))


def _show(session: Session, words: str) -> int:
    from vaulttool.cli.everyday.show import show

    show(session, words)
    return 0


def _find(session: Session, words: str) -> int:
    from vaulttool.cli.everyday.find import find

    return find(session, words)


_CALLS: Mapping[str, Callable[[Session, str], int]] = {
    "": _bare, "sync": _sync, "today": _today, "check": _check, "show": _show, "find": _find,
}  # fmt: skip
_WITH_WORDS = ("show", "find")
