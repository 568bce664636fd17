"""The notes on disk: where they are, which there are, reading and writing one. What the bytes say is `core`'s."""

from vaulttool.vault.find import find_vault
from vaulttool.vault.read import digest, read
from vaulttool.vault.scan import Scan, Stamp, is_note_path, scan
from vaulttool.vault.write import is_spelt, remove, respell, sweep_temps, write

__all__ = [
    "Scan",
    "Stamp",
    "digest",
    "find_vault",
    "is_note_path",
    "is_spelt",
    "read",
    "remove",
    "respell",
    "scan",
    "sweep_temps",
    "write",
]
