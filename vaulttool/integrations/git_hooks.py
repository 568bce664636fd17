"""The hooks that `git setup` puts into a clone: their text, and putting them in and taking them out again.

A hook that was there before is kept beside ours, runs first, and comes back when ours is taken out.
"""

from __future__ import annotations

import os
import shlex
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from vaulttool.errors import VaultToolError
from vaulttool.integrations.git import Repository
from vaulttool.integrations.git_step import VAULTS, Step

_SIGN = "# written by `vaulttool git setup`"
_BEFORE = ".before-vaulttool"


class Hook(Struct, frozen=True):
    """What a hook does in words, when it has something to do (a line for the shell), which command, how it may fail."""

    says: str
    command: str
    guard: str = ""
    on_failure: str = "exit 0"


_STOPPED = """{
    echo "The commit was stopped. Mend and stage these notes, or commit with --no-verify." >&2
    exit 1
  }"""

HOOKS = MappingProxyType(
    {
        "pre-commit": Hook("checks the notes that are staged", "check --staged -q", on_failure=_STOPPED),
        "post-merge": Hook("brings the dashboard up to date after a merge", "sync -q"),
        "post-rewrite": Hook(
            "brings the dashboard up to date after a rebase", "sync -q", '[ "$1" = rebase ] || exit 0\n'
        ),
    }
)


def script(name: str, python: str) -> str:
    """The text of a hook for /bin/sh; `python` is the interpreter that has vaulttool."""
    hook = HOOKS[name]
    return f"""#!/bin/sh
{_SIGN}; `vaulttool git setup --remove` takes it out.
# A hook that was here before stands beside it as {name}{_BEFORE} and runs first.
before="$(dirname -- "$0")/{name}{_BEFORE}"
if [ -x "$before" ]; then "$before" "$@" || exit $?; fi
{hook.guard}python={shlex.quote(python)}
if ! "$python" -P -c 'import vaulttool' 2>/dev/null; then
  echo "vaulttool is not where it was; run vaulttool git setup once more" >&2
  exit 0
fi
git config --local --get-all {VAULTS} | {{
  failed=
  while IFS= read -r vault; do
    [ -d "./$vault" ] || continue
    "$python" -P -m vaulttool --vault "./$vault" {hook.command} </dev/null || failed=yes
  done
  [ -z "$failed" ] || {hook.on_failure}
}}
"""


def install(repository: Repository, python: str) -> Iterator[Step]:
    """The steps that put the hooks in; none for those that stand there already."""
    folder = folder_of_hooks(repository)
    if folder is None:
        return
    for name in HOOKS:
        place, text = folder / name, script(name, python)
        if _read(place) != text:
            kept = f"; the hook that is there runs first, as {name}{_BEFORE}" if _is_foreign(place) else ""
            yield Step(f"hook {name}: {HOOKS[name].says}{kept}", partial(_put, place, text))


def remove(repository: Repository) -> Iterator[Step]:
    """The steps that take our hooks out, and put back what was there before."""
    folder = folder_of_hooks(repository)
    if folder is None:
        return
    for name in HOOKS:
        place = folder / name
        if _SIGN in _read(place):
            back = ", and what was there before is back" if _kept(place).exists() else ""
            yield Step(f"hook {name} is taken out{back}", partial(_take_out, place))


def folder_of_hooks(repository: Repository) -> Path | None:
    """Where this clone's hooks are; None when its settings put them where other repositories or people share them."""
    common = repository.run("rev-parse", "--git-common-dir").removesuffix(b"\n")
    own = repository.top / os.fsdecode(common) / "hooks"
    found = repository.top / os.fsdecode(repository.run("rev-parse", "--git-path", "hooks").removesuffix(b"\n"))
    return own if os.path.realpath(found) == os.path.realpath(own) else None


def _read(place: Path) -> str:
    try:
        return place.read_text("utf-8", "surrogateescape")
    except OSError:
        return ""


def _is_foreign(place: Path) -> bool:
    return os.path.lexists(place) and _SIGN not in _read(place)


def _kept(place: Path) -> Path:
    return place.with_name(f"{place.name}{_BEFORE}")


def _put(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    if _is_foreign(place):
        if os.path.lexists(_kept(place)):
            raise VaultToolError(f"both {place.name} and {_kept(place).name} are there", f"see to {place.parent}")
        os.rename(place, _kept(place))
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        file.write(text)
    os.chmod(name, 0o755)
    os.replace(name, place)


def _take_out(place: Path) -> None:
    if os.path.lexists(_kept(place)):
        os.replace(_kept(place), place)
    else:
        place.unlink()
