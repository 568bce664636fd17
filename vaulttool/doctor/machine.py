"""Checks of the machine: Python, the libraries and extras, the time zone, how many folders can be watched."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from vaulttool import __version__
from vaulttool.core.pattern import pattern
from vaulttool.doctor.answer import Answer, Check, Place, State
from vaulttool.watch.mounts import remote_kind

_LIMITS = Path("/proc/sys/fs/inotify")
_REQUIREMENT = pattern(r"([A-Za-z0-9._-]+)[^;>]*(?:>=\s*([0-9.]+))?[^;]*(?:;.*\bextra\s*==\s*['\"]([^'\"]+)['\"])?")
_NOT_FOR_USERS = frozenset({"all", "dev"})


def python(place: Place) -> Iterator[Answer]:
    """Which vaulttool and which Python run."""
    yield Answer("python", State.FINE, f"vaulttool {__version__}, Python {platform.python_version()}, {place.python}")


def libraries(place: Place) -> Iterator[Answer]:
    """The libraries that everything needs, with their versions."""
    needed = [need for need in _needs() if not need.extra]
    bad = [f"{need.name} {need.version or '(missing)'}, {need.least} is needed" for need in needed if not need.is_met]
    if bad:
        yield Answer("libraries", State.MEND, "; ".join(bad), "pip install --upgrade --force-reinstall vaulttool")
    have = ", ".join(f"{need.name} {need.version}" for need in needed if need.is_met)
    yield Answer("libraries", State.FINE, have or "this vaulttool is run from its source, without a list of libraries")


def libyaml(place: Place) -> Iterator[Answer]:
    """Whether PyYAML brought libyaml along: without it every note takes ten times as long."""
    if find_spec("yaml._yaml"):
        yield Answer("libyaml", State.FINE, "notes are read by libyaml")
    else:
        remedy = "pip install --force-reinstall --only-binary :all: PyYAML"
        yield Answer("libyaml", State.MEND, "PyYAML is here without libyaml, so reading notes is slow", remedy)


def extras(place: Place) -> Iterator[Answer]:
    """What is optional, and how to get it."""
    wanted = [need for need in _needs() if need.extra and need.extra not in _NOT_FOR_USERS]
    for extra in dict.fromkeys(need.extra for need in wanted):
        needs = [need for need in wanted if need.extra == extra]
        if all(need.is_met for need in needs):
            have = ", ".join(f"{need.name} {need.version}" for need in needs)
            yield Answer("extras", State.FINE, f"{extra}: {have}")
        else:
            yield Answer("extras", State.NOTE, f"{extra} is not installed", f"pip install 'vaulttool[{extra}]'")


def time_zone(place: Place) -> Iterator[Answer]:
    """By which clock a day begins."""
    zone = place.settings.timezone
    if zone:
        yield Answer("time zone", State.FINE, f"{zone}, as vaulttool.toml says")
    elif place.zone:
        remedy = f'for the same day on every machine: timezone = "{place.zone}" in vaulttool.toml'
        yield Answer("time zone", State.NOTE if place.vault else State.FINE, f"{place.zone}, the system's", remedy)
    else:
        remedy = 'write yours into vaulttool.toml: timezone = "Europe/London"'
        yield Answer("time zone", State.NOTE, "the system does not say which it is in", remedy)


def watching(place: Place) -> Iterator[Answer]:
    """Whether `watch` can be told of every change."""
    share = remote_kind(place.root)
    limit = _number("max_user_watches")
    folders = sum(1 for _ in os.walk(place.root))
    if share:
        remedy = "`vaulttool watch` looks at the files every few seconds by itself"
        yield Answer("watching", State.NOTE, f"the vault is on a share ({share}), which tells of no changes", remedy)
    elif limit is None:
        yield Answer("watching", State.FINE, f"{folders:,} folders, and no limit to watching them")
    elif folders >= limit:
        remedy = "sudo sysctl fs.inotify.max_user_watches=524288, or `vaulttool watch --poll`"
        yield Answer("watching", State.MEND, f"{folders:,} folders, and the system lets {limit:,} be watched", remedy)
    else:
        yield Answer("watching", State.FINE, f"{folders:,} of the {limit:,} folders that the system lets be watched")
    if _number("max_user_instances") == 0:
        remedy = "sudo sysctl fs.inotify.max_user_instances=512, or `vaulttool watch --poll`"
        yield Answer("watching", State.MEND, "the system allows no watcher", remedy)


CHECKS = (
    Check(python, of_vault=False),
    Check(libraries, of_vault=False),
    Check(libyaml, of_vault=False),
    Check(extras, of_vault=False),
    Check(time_zone, of_vault=False),
    Check(watching),
)


class _Need(NamedTuple):
    """One library that the installed package asks for; `version` is the one that is here, `""` for none."""

    name: str
    least: str
    extra: str
    version: str

    @property
    def is_met(self) -> bool:
        return bool(self.version) and _numbers(self.version) >= _numbers(self.least)


def _needs() -> Iterator[_Need]:
    try:
        lines = metadata.requires("vaulttool") or []
    except metadata.PackageNotFoundError:
        return
    for line in lines:
        found = _REQUIREMENT.match(line)
        if found and found[1].lower() != "vaulttool":
            yield _Need(found[1], found[2] or "0", found[3] or "", _version(found[1]))


def _numbers(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"[0-9]+", version)]


def _version(name: str) -> str:
    """`""` when it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _number(name: str) -> int | None:
    try:
        return int((_LIMITS / name).read_text("ascii"))
    except (OSError, ValueError):
        return None
