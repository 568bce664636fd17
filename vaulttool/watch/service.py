"""The description of a watcher that the system starts by itself, for systemd and for launchd. Writes nothing."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vaulttool.errors import VaultToolError
from vaulttool.index import Index

_UNIT = """\
[Unit]
Description=vaulttool watch {vault}

[Service]
ExecStart={command}
Restart=on-failure
RestartSec=30

[Install]
WantedBy=default.target
"""


@dataclass(frozen=True, slots=True)
class Service:
    """The file that describes it, what belongs in it, and the commands that turn it on and off."""

    file: Path
    text: str
    turn_on: str
    turn_off: str


def service_for(platform: str, home: Path, vault: Path, program: Sequence[str]) -> Service:
    """A watcher of this vault for the user whose home folder is given. `program` starts vaulttool.

    `VaultToolError` on a system other than Linux (`linux`) and macOS (`darwin`).
    """
    command = [*program, "watch", "--vault", os.fspath(vault)]
    name = f"vaulttool-watch-{Index.path_of(vault).stem[:8]}"
    if platform.startswith("linux"):
        file = home / f".config/systemd/user/{name}.service"
        unit = shlex.quote(file.name)
        text = _UNIT.format(vault=_unit_word(os.fspath(vault))[1:-1], command=" ".join(map(_unit_word, command)))
        return Service(
            file, text, f"systemctl --user daemon-reload && systemctl --user enable --now {unit}",
            f"systemctl --user disable --now {unit}",
        )  # fmt: skip
    if platform == "darwin":
        file = home / f"Library/LaunchAgents/{name}.plist"
        quoted = shlex.quote(os.fspath(file))
        return Service(file, _agent(name, command), f"launchctl load -w {quoted}", f"launchctl unload -w {quoted}")
    raise VaultToolError("this system's way to start programs is not known here", "docs/watching.md shows others")


def _unit_word(text: str) -> str:
    """One word of a unit file: quoted, nothing in it expanded."""
    if any(ord(letter) < 32 for letter in text):
        raise VaultToolError("the path of the vault holds a control character", "move the vault, then try again")
    for sign, meant in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", "$$")):
        text = text.replace(sign, meant)
    return f'"{text}"'


def _agent(name: str, command: Sequence[str]) -> str:
    import plistlib

    agent = {
        "Label": name,
        "ProgramArguments": list(command),
        "RunAtLoad": True,
        "KeepAlive": {"SuccessfulExit": False},
        "ThrottleInterval": 30,
        "ProcessType": "Background",
    }
    return plistlib.dumps(agent, sort_keys=False).decode()
