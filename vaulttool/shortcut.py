"""The short way of a `sync` that finds nothing to do: it answers before anything else of the tool is loaded.

A full run of `sync` leaves a snapshot beside the index: every name in every folder of the vault, the stamp of every
note, the dashboard's text, the hours for which all this holds, and what `sync` says when it finds nothing changed. If
the vault is still just so, that is the answer. In any doubt there is none, and the long way is taken; it need not look
again at the folders that are as they were.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from vaulttool import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    Stamp = tuple[int, int, int, int]
    """Size, mtime_ns, inode (63 bits) and ctime_ns."""

    Names = Mapping[str, bool | Stamp]
    """What lies in a folder: name -> the stamp of a note, True for a folder, False for anything else."""

_MAGIC = b"vaulttool snapshot 2\n"
_INODE = (1 << 63) - 1
_SETTINGS = "vaulttool.toml"
"""Beside what lies in the folders, this file decides which notes are looked at."""


class Glance:
    """What the short way saw in vain, for the long way: the folders that are just as the snapshot says.

    `folders`: path (ends with `/`, `""` for the vault) -> what lies in it. Good for one look right afterwards.
    """

    __slots__ = ("folders",)

    def __init__(self) -> None:
        self.folders: dict[str, Names] = {}


def answer(arguments: Sequence[str], glance: Glance | None = None) -> int | None:
    """Print what `sync` has to say and give its exit status, 0; None when the long way must be taken.

    If notes were looked at by then, `glance` is filled.
    """
    asked = _asked(arguments)
    if asked is None:
        return None
    try:
        vault = _vault(asked.get("vault"))
        found = _load(file_of(vault)) if vault else None
        if not vault or not found or not _holds(vault, found, asked.get("today"), glance or Glance()):
            return None
        said = found["said"][_form(asked)]
        sys.stdout.flush()
        sys.stdout.buffer.write(said.encode("utf-8"))
        sys.stdout.buffer.flush()
    except (OSError, ValueError, EOFError, TypeError, KeyError, AttributeError):
        return None
    return 0


def save(
    vault: str,
    *,
    day: str,
    hours: tuple[float, float],
    index: str,
    folders: Mapping[str, Mapping[str, bool]],
    stamps: Mapping[str, Stamp],
    dashboard: tuple[str, bytes],
    said: Mapping[str, str],
) -> None:
    """Keep what holds of a vault. `OSError` when that cannot be.

    `hours` are the seconds since 1970 from and until which `day` is today. `folders`: path (ends with `/`, `""` for the
    vault) -> name of all but the notes -> whether it is a folder. `stamps`: path of a note -> its stamp. `dashboard`:
    path and bytes. `said`: form (`form_of`) -> text.
    """
    content = {
        "version": __version__, "day": day, "hours": hours, "zone": _zone(), "index": index,
        "folders": _packed(folders, stamps), "settings": _stamp(os.path.join(vault, _SETTINGS)),
        "dashboard": dashboard, "said": dict(said),
    }  # fmt: skip
    file = file_of(vault)
    temp = f"{file}.{os.getpid()}.tmp"
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "wb") as stream:
        stream.write(_MAGIC)
        stream.write(marshal.dumps(content))
    os.replace(temp, file)


def _packed(folders: Mapping[str, Mapping[str, bool]], stamps: Mapping[str, Stamp]) -> dict[str, bytes]:
    """The `Names` of each folder, each for itself, so that never more than one has to be unpacked."""
    found: dict[str, dict[str, bool | Stamp]] = {path: {**names} for path, names in folders.items()}
    for path, stamp in stamps.items():
        folder, slash, name = path.rpartition("/")
        size, mtime_ns, inode, ctime_ns = stamp
        found.setdefault(folder + slash, {})[name] = size, mtime_ns, inode, ctime_ns
    return {path: marshal.dumps(names) for path, names in found.items()}


def forget(vault: str) -> None:
    """Delete the snapshot of a vault."""
    try:
        os.unlink(file_of(vault))
    except OSError:
        return


def file_of(vault: str) -> str:
    """The file of the snapshot of this vault, beside its index."""
    return f"{os.path.join(cache_folder(), name_of(vault))}.snapshot"


def name_of(vault: str) -> str:
    """What files in the cache that belong to this vault are called: 24 letters and digits, made of its real path."""
    try:
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b

    return str(blake2b(os.fsencode(os.path.realpath(vault)), digest_size=12).hexdigest())


def cache_folder() -> str:
    """The user's folder for what can be worked out again: `VAULTTOOL_CACHE`, else where the system wants it."""
    own = os.environ.get("VAULTTOOL_CACHE")
    if own:
        return os.path.abspath(os.path.expanduser(own))
    system: str = sys.platform
    if system == "linux":
        base = os.environ.get("XDG_CACHE_HOME", "").strip() or os.path.expanduser("~/.cache")
        return os.path.join(base, "vaulttool")
    from platformdirs import user_cache_dir

    return user_cache_dir("vaulttool", appauthor=False)


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
    while not os.path.lexists(os.path.join(folder, _SETTINGS)):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _load(file: str) -> dict[str, Any] | None:
    with open(file, "rb") as stream:
        if stream.read(len(_MAGIC)) != _MAGIC:
            return None
        found = marshal.loads(stream.read())
    return found if isinstance(found, dict) else None


def _holds(vault: str, found: Mapping[str, Any], today: str | None, glance: Glance) -> bool:
    """Whether nothing is other than it was: tool, settings, day, zone, index, dashboard, names, stamps."""
    first, last = found["hours"]
    is_today = today == found["day"] if today else first <= time.time() < last and found["zone"] == _zone()
    if found["version"] != __version__ or not is_today or not os.path.exists(found["index"]):
        return False
    path, text = found["dashboard"]
    with open(os.path.join(vault, path), "rb") as stream:
        if stream.read(len(text) + 1) != text:
            return False
    return found["settings"] == _stamp(os.path.join(vault, _SETTINGS)) and _is_all_same(vault, found["folders"], glance)


def _is_all_same(vault: str, folders: Mapping[str, bytes], glance: Glance) -> bool:
    """Whether all folders are as they were. Those that are go into the glance once it is clear that not all are."""
    same = [path for path, packed in folders.items() if _is_same(f"{vault}/{path}", marshal.loads(packed))]
    if len(same) == len(folders):
        return True
    glance.folders = {path: marshal.loads(folders[path]) for path in same}
    return False


def _stamp(file: str) -> tuple[int, int, int, int] | None:
    """The stamp of a file, None when there is none."""
    try:
        stat = os.lstat(file)
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns, stat.st_ino & _INODE, stat.st_ctime_ns


def _is_same(folder: str, names: Names) -> bool:
    """Whether a folder holds just these names, and its notes have just these stamps; not when one cannot look."""
    count = 0
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                count += 1
                was = names.get(entry.name)
                if was is True or was is False:
                    if was is not entry.is_dir(follow_symlinks=False):
                        return False
                    continue
                stat = entry.stat(follow_symlinks=False)
                if was != (stat.st_size, stat.st_mtime_ns, stat.st_ino & _INODE, stat.st_ctime_ns):
                    return False
    except OSError:
        return False
    return count == len(names)


def _zone() -> tuple[str | None, int, tuple[str, str]]:
    """What local time depends on."""
    return os.environ.get("TZ"), time.timezone, time.tzname
