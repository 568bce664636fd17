"""Files that mean something by their name alone: the settings, and what programs leave for a moment while they save."""

from __future__ import annotations

CONFIG_NAME = "vaulttool.toml"
"""The settings of a vault; its folder is the vault's."""

TEMP_PREFIX = ".vaulttool-"
"""How the name of this tool's own temporary files begins; the process id follows."""

_STARTS = (TEMP_PREFIX, ".#", "~$", ".~lock.", ".goutputstream-", ".syncthing.", "~syncthing~", ".~", "._")
_ENDS = (
    "~", ".swp", ".swo", ".swx", ".swpx", ".tmp", ".temp", ".part", ".crdownload", ".bak", ".kate-swp", ".lock",
    "___jb_tmp___", "___jb_old___", "___jb_bak___", ".icloud",
)  # fmt: skip


def is_temporary(name: str) -> bool:
    """Whether a file name (no folder) is one that programs leave for a moment while they save."""
    return name.startswith(_STARTS) or name.endswith(_ENDS) or name == "4913" or (name[:1] == "#" and name[-1:] == "#")


def owner_of_temp(name: str) -> int | None:
    """The id of the process that made a temporary file of this tool, None when it is not one."""
    if not name.startswith(TEMP_PREFIX):
        return None
    pid = name.removeprefix(TEMP_PREFIX).split("-", 1)[0]
    return int(pid) if pid.isascii() and pid.isdigit() else None


def waiting_in_cloud(name: str) -> str:
    """The note whose bytes iCloud keeps elsewhere (`.n.md.icloud` -> `n.md`), `""` when the name is no such stub."""
    return name[1 : -len(".icloud")] if name[:1] == "." and name.endswith(".md.icloud") else ""
