"""Which folder is the vault. No note is read further than its first lines."""

from __future__ import annotations

import os

from vaulttool.core.file_names import CONFIG_NAME
from vaulttool.errors import NoVault

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

VARIABLE = "VAULTTOOL_VAULT"

_HOW_TO_BEGIN = (
    "`vaulttool init DIR` begins one, `vaulttool demo` shows one, --vault DIR names the folder of your notes"
)
_MOST_FILES = 5_000
_MOST_LEVELS = 3
_HEAD = 4_096


def find_vault(explicit: Path | None, env: Mapping[str, str], cwd: Path) -> Path:
    """The vault's folder, absolute: the one named, else `VAULTTOOL_VAULT`, else the nearest folder from `cwd` upwards
    with `vaulttool.toml`, else `cwd` itself when it holds a note of ours; from one of several folders of a kind,
    such as `Contacts` beside `Interviews`, the folder that they are in. `NoVault` when there is none.
    """
    if explicit is not None:
        return _existing(cwd / explicit, f"--vault {explicit}")
    if env.get(VARIABLE):
        return _existing(cwd / os.path.expanduser(env[VARIABLE]), f"{VARIABLE}={env[VARIABLE]}")
    here = _existing(cwd, "the current folder")
    with_settings = _with_settings((here, *here.parents))
    if with_settings:
        return with_settings
    if any(map(_is_ours, _notes_near(here))):
        return _above_folders_of_kinds(here)
    raise NoVault(f"no vault here: {here} holds no {CONFIG_NAME} and no note of a contact or interview", _HOW_TO_BEGIN)


def _above_folders_of_kinds(folder: Path) -> Path:
    """The folder above one of a kind, such as `Contacts`, when there is another of them beside it."""
    from vaulttool.core.schema import FOLDERS

    others = [name for name in FOLDERS if name != folder.name and (folder.parent / name).is_dir()]
    is_one_of_them = folder.name in FOLDERS and others and not (folder / ".git").exists()
    return folder.parent if is_one_of_them else folder


def vault_around(folder: Path) -> Path | None:
    """The vault inside which a folder lies, known by its settings; None for a folder with settings of its own too."""
    place = folder.resolve()
    return None if _with_settings((place,)) else _with_settings(place.parents)


def _with_settings(folders: Iterable[Path]) -> Path | None:
    """The first of these folders that has a `vaulttool.toml`."""
    return next((folder for folder in folders if os.path.lexists(folder / CONFIG_NAME)), None)


def _existing(folder: Path, asked: str) -> Path:
    if not folder.is_dir():
        raise NoVault(f"{asked}: there is no such folder", _HOW_TO_BEGIN)
    from pathlib import Path

    return Path(os.path.abspath(folder))


def _notes_near(top: Path) -> Iterator[str]:
    """Markdown files at most three folders deep, a few thousand entries looked at: enough to tell, fast anywhere.
    A folder with settings of its own is another vault.
    """
    left = _MOST_FILES
    level = [os.fspath(top)]
    for _ in range(_MOST_LEVELS + 1):
        below: list[str] = []
        for folder in level:
            entries = _entries(folder)
            if any(entry.name == CONFIG_NAME for entry in entries):
                continue
            for entry in entries:
                left -= 1
                if left < 0:
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif entry.name.lower().endswith(".md") and entry.is_file(follow_symlinks=False):
                    yield entry.path
        level = sorted(below)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _is_ours(path: str) -> bool:
    """Whether the frontmatter says a type of ours."""
    try:
        with open(path, "rb") as file:
            lines = file.read(_HEAD).decode("utf-8-sig", "replace").splitlines()
    except OSError:
        return False
    if not lines or lines[0].rstrip() != "---":
        return False
    block = lines[1 : next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), len(lines))]
    return any(_type(line) for line in block)


def _type(line: str) -> bool:
    from vaulttool.core.schema import KIND_SYNONYMS, KINDS

    key, colon, value = line.partition(":")
    kind = value.partition(" #")[0].strip().strip("\"'").lower()
    return bool(colon) and key.strip() == "type" and (kind in KINDS or kind in KIND_SYNONYMS)
