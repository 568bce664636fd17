"""The short way of a `sync` that finds nothing to do: it answers before anything else of the tool is loaded.

A full run of `sync` leaves its answer beside the index: the dashboard's text, the hours for which that holds, and what
`sync` says when it finds nothing changed. If the vault is still as the snapshot says, that is the answer. In any doubt
there is none, and the long way is taken.
"""

from __future__ import annotations

import os
import sys
import time

from vaulttool import cache_place, snapshot

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

_MAGIC = b"vaulttool answer 1\n"


def answer(arguments: Sequence[str]) -> tuple[int | None, snapshot.Glance | None]:
    """Print what `sync` has to say and give its exit status, 0; None when the long way must be taken.

    If notes were looked at by then, with what was seen.
    """
    asked = _asked(arguments)
    seen = None
    try:
        vault = _vault(asked.get("vault")) if asked is not None else None
        found = cache_place.get(file_of(vault), _MAGIC) if vault else None
        if asked is None or not vault or not found or not _holds(vault, found, asked.get("today")):
            return None, None
        known = snapshot.load(vault, snapshot.file_of(vault))
        if not known or known.id != found["snapshot"]:
            return None, None
        seen = snapshot.glance(vault, known)
        if not seen.sees_no_change:
            return None, seen
        said = found["said"][_form(asked)]
        sys.stdout.flush()
        sys.stdout.buffer.write(said.encode("utf-8"))
        sys.stdout.buffer.flush()
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None, seen
    return 0, seen


def save(
    vault: str,
    *,
    snapshot_id: str,
    day: str,
    hours: tuple[float, float],
    index: str,
    dashboard: tuple[str, bytes],
    said: Mapping[str, str],
) -> None:
    """Keep what holds of a vault as long as it is as this snapshot says. `OSError` when that cannot be.

    `hours` are the seconds since 1970 from and until which `day` is today. `dashboard`: path and bytes. `said`: form
    (`form_of`) -> text.
    """
    content = {
        "snapshot": snapshot_id, "day": day, "hours": hours, "zone": _zone(), "index": index, "dashboard": dashboard,
        "said": dict(said),
    }  # fmt: skip
    cache_place.put(file_of(vault), _MAGIC, content)


def forget(vault: str) -> None:
    """Delete the answer for a vault."""
    cache_place.delete(file_of(vault))


def file_of(vault: str) -> str:
    """The file of the answer for this vault, beside its index."""
    return cache_place.file_of(vault, "answer")


def form_of(format_: str, *, quiet: bool, colour: bool) -> str:
    """The name of one form in which `sync` answers on the standard output as it is now."""
    return "json" if format_ == "json" else f"{format_}{' quiet' * quiet}{' colour' * colour} {width()}"


def width() -> int:
    """The columns of the terminal that the standard output is; 0 when it is none."""
    if not sys.stdout.isatty():
        return 0
    given = os.environ.get("COLUMNS", "")
    try:
        return int(given) if given.isdigit() and int(given) else os.get_terminal_size(sys.stdout.fileno()).columns
    except OSError:
        return 80


def wants_colour(asked: str) -> bool:
    """Whether to colour: as asked (`always`, `never`), else on a terminal, unless `NO_COLOR` is set."""
    if asked in ("always", "never"):
        return asked == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


_FLAGS = {"-q": "quiet", "--quiet": "quiet", "-v": "verbose", "--verbose": "verbose"}
_VALUED = ("--vault", "--today", "--format", "--color")
_ALLOWED = {"format": ("text", "json"), "color": ("auto", "always", "never")}


def words_and_options(arguments: Sequence[str]) -> tuple[list[str], dict[str, Any]] | None:
    """Words and global options of a command line, by name, as written; None when it has any other option."""
    words: list[str] = []
    options: dict[str, Any] = {}
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if word in _FLAGS:
            options[_FLAGS[word]] = True
        elif name in _VALUED:
            options[name[2:]] = value if equals else next(rest, "")
        elif word.startswith("-"):
            return None
        else:
            words.append(word)
    return words, options


def _asked(arguments: Sequence[str]) -> dict[str, Any] | None:
    """The options of a plain `sync`; None for anything else."""
    found = words_and_options(arguments)
    if found is None or found[0] != ["sync"] or "verbose" in found[1]:
        return None
    asked = found[1]
    fits = all(given and given in _ALLOWED.get(name, (given,)) for name, given in asked.items())
    return asked if fits else None


def _form(asked: Mapping[str, Any]) -> str:
    colour = wants_colour(asked.get("color", "auto"))
    return form_of(asked.get("format", "text"), quiet="quiet" in asked, colour=colour)


def _vault(named: str | None) -> str | None:
    """The folder of the notes, None when finding it takes more than looking for the settings."""
    here = os.getcwd()
    chosen = named or os.path.expanduser(os.environ.get("VAULTTOOL_VAULT", ""))
    if chosen:
        return os.path.join(here, chosen)
    folder = here
    while not os.path.lexists(os.path.join(folder, snapshot.SETTINGS)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _holds(vault: str, found: Mapping[str, Any], today: str | None) -> bool:
    """Whether nothing is other than it was, apart from what the snapshot tells: day, zone, index, dashboard."""
    first, last = found["hours"]
    is_today = today == found["day"] if today else first <= time.time() < last and found["zone"] == _zone()
    if not is_today or not os.path.exists(found["index"]):
        return False
    path, text = found["dashboard"]
    with open(os.path.join(vault, path), "rb") as stream:
        return bool(stream.read(len(text) + 1) == text)


def _zone() -> tuple[str | None, int, tuple[str, str]]:
    """What local time depends on."""
    return os.environ.get("TZ"), time.timezone, time.tzname
