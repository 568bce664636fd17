"""Why the tool could not run: exceptions with a remedy and an exit status. Faults of a note are findings instead."""

from __future__ import annotations


class VaultToolError(Exception):
    """The tool cannot go on. `message` says why, `remedy` what to do (may be empty)."""

    exit_status = 2

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class NoVault(VaultToolError):
    """There is no vault to work on."""


class ConfigError(VaultToolError):
    """`vaulttool.toml` cannot be used. `problems` has one line for each thing that is wrong."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems), "correct these lines or remove them: every setting has a default")
        self.problems = problems


class UnreadableNote(VaultToolError):
    """One note cannot be read now. `reason` is the system's word for it, `path` is relative to the vault."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot read {path}: {reason}")
        self.path = path
        self.reason = reason


class WriteRefused(VaultToolError):
    """Nothing was written, on purpose: writing here could lose or expose something."""


class ChangedMeanwhile(WriteRefused):
    """Nothing was written: the file is not what it was when it was read."""


class WriteFailed(VaultToolError):
    """The system could not write. The file is its old version, unless the message says otherwise."""


class IndexDamaged(VaultToolError):
    """The index cannot be trusted. It holds nothing that the notes do not say, so it is built anew."""


class IndexUnwritable(VaultToolError):
    """The index cannot be written: no room, or no permission. A run can go on with one in memory."""


class IndexBusy(VaultToolError):
    """Another vaulttool held the index for longer than one is willing to wait."""


class Overtaken(IndexBusy):
    """Another vaulttool wrote while this one had let go of the index for a moment."""


class NotesVanished(VaultToolError):
    """So many notes are gone at once that it looks like a folder that is not there, not like deletion."""
