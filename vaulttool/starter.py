"""What a new vault begins with: which files of the template are missing in a folder, and laying them out.

Nothing is ever overwritten. The notes under `_sample` are examples, dated around the day they are laid out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from vaulttool.core.pattern import pattern

SAMPLE = "_sample/"
GIT_FILES = frozenset({".gitignore", ".gitattributes"})
KEEP = ".gitkeep"

_TODAY = pattern(r"\{today(?:([+-])([0-9]{1,5})(b?))?\}")
_WEEKEND = frozenset({5, 6})

_SETTINGS = "vaulttool.toml"
_TIMEZONE = b'# timezone = "Europe/London"'


def template_root() -> Traversable:
    """The template: inside the installed package, else the folder beside it in the source tree.

    Raises FileNotFoundError when neither is there.
    """
    package = resources.files("vaulttool")
    installed = package.joinpath("_template")
    if installed.is_dir():
        return installed
    source = Path(str(package)).parent / "vault_template"
    if source.is_dir():
        return source
    raise FileNotFoundError("the vault template is not part of this installation; install vaulttool again")


def plan(existing: Callable[[str], bool], *, sample: bool, git: bool, today: date) -> dict[str, bytes]:
    """Path in the vault (with `/`) -> content, for every file of the template that the vault lacks.

    `existing` tells whether a file or folder is there. Example notes whose names hold a date come before the
    others and are left out once any of the others is there, so a second day adds no second set.
    """
    files = dict(_files(template_root()))
    wanted = {path: content for path, content in files.items() if _is_base(path, git=git)}
    if sample:
        wanted |= _sample_notes(files, existing, today)
    missing = {path: content for path, content in wanted.items() if not existing(path)}
    return {path: content for path, content in missing.items() if not _needless(path, wanted, existing)}


def fill_dates(text: str, today: date) -> str:
    """Replaces `{today}`, `{today+3}` (calendar days) and `{today-3b}` (business days) by `YYYY-MM-DD`.

    A business day is any but Saturday and Sunday; `{today+1b}` is the first one strictly after today.
    """
    return _TODAY.sub(lambda found: _shifted(found, today).isoformat(), text)


def lay_out(
    folder: Path,
    *,
    sample: bool,
    git: bool,
    today: date,
    timezone: str = "",
    create: Callable[[Path, bytes], None] | None = None,
) -> list[str]:
    """Writes what is missing into `folder`, made if need be, and returns the added paths in the vault, with `/`.

    `timezone` (an IANA name) is written into a new `vaulttool.toml`, so that every machine reckons with the same one.
    A name that differs only in case or Unicode form is taken, and nothing is written through a linked folder.
    `create(path, content)` writes one file and raises FileExistsError when there is one. Raises OSError.
    """
    write = create or _create
    added = []
    missing = missing_in(folder, sample=sample, git=git, today=today)
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in missing.items():
        place = _free_place(folder, path)
        if place is None:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(place, _with_timezone(content, timezone) if path == _SETTINGS else content)
        except FileExistsError:
            continue
        added.append(place.relative_to(folder).as_posix())
    return added


def missing_in(folder: Path, *, sample: bool, git: bool, today: date) -> dict[str, bytes]:
    """What `lay_out` would write: path in the vault -> content."""
    return plan(lambda path: _free_place(folder, path) is None, sample=sample, git=git, today=today)


def settings_template(timezone: str) -> str:
    """The commented `vaulttool.toml` of a new vault, with this time zone (`""`: the commented example)."""
    return _with_timezone(template_root().joinpath(_SETTINGS).read_bytes(), timezone).decode()


def _with_timezone(settings: bytes, timezone: str) -> bytes:
    """The settings with the time zone in place of the commented example."""
    line = f'timezone = "{timezone}"'.ljust(len(_TIMEZONE)).encode()
    return settings.replace(_TIMEZONE, line) if timezone else settings


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = prefix + entry.name
        if entry.is_dir():
            yield from _files(entry, path + "/")
        elif entry.name != ".DS_Store":
            yield path, entry.read_bytes()


def _is_base(path: str, *, git: bool) -> bool:
    return not path.startswith(SAMPLE) and (git or path not in GIT_FILES)


def _sample_notes(files: dict[str, bytes], existing: Callable[[str], bool], today: date) -> dict[str, bytes]:
    raw = {path.removeprefix(SAMPLE): content for path, content in files.items() if path.startswith(SAMPLE)}
    undated = [path for path in raw if not _TODAY.search(path)]
    dated = [path for path in raw if _TODAY.search(path)]
    begun = any(existing(path) for path in undated)
    return {
        fill_dates(path, today): fill_dates(raw[path].decode(), today).encode()
        for path in (undated if begun else dated + undated)
    }


def _needless(path: str, wanted: dict[str, bytes], existing: Callable[[str], bool]) -> bool:
    """A file that only keeps a folder, where the folder is there or gets other files."""
    folder, _, name = path.rpartition("/")
    if name != KEEP:
        return False
    return existing(folder) or any(other.startswith(folder + "/") for other in wanted if other != path)


def _shifted(found: re.Match[str], today: date) -> date:
    sign, number, business = found.groups()
    if not number:
        return today
    step = timedelta(days=1 if sign == "+" else -1)
    if not business:
        return today + step * int(number)
    day, left = today, int(number)
    while left:
        day += step
        left -= day.weekday() not in _WEEKEND
    return day


def _free_place(folder: Path, path: str) -> Path | None:
    """Where `path` can be made, in the spelling of folders that are there; None when it cannot."""
    here = folder
    *parents, name = path.split("/")
    for part in parents:
        here = _entry(here, part) or here / part
        if here.is_symlink() or (here.exists() and not here.is_dir()):
            return None
    return None if _entry(here, name) else here / name


def _entry(folder: Path, name: str) -> Path | None:
    """What stands in `folder` under this name, without regard to case and Unicode form; the exact one first."""
    if not folder.is_dir():
        return None
    alike = [entry for entry in sorted(folder.iterdir()) if _folded(entry.name) == _folded(name)]
    return next((entry for entry in alike if entry.name == name), alike[0] if alike else None)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _create(path: Path, content: bytes) -> None:
    """A new file, whole or not at all as far as the system lets us know."""
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            path.unlink(missing_ok=True)
            raise
