"""The notes on disk: where they are, which there are, reading and writing one. What the bytes say is `core`'s."""

from vaulttool.vault.find import find_vault
from vaulttool.vault.fresh import fresh_for
from vaulttool.vault.read import digest, read, read_if_there
from vaulttool.vault.scan import Scan, Stamp, is_note_path, scan, stamp_of
from vaulttool.vault.write import is_spelt, remove, respell, sweep_temps, write

__all__ = [
    "Scan",
    "Stamp",
    "digest",
    "find_vault",
    "fresh_for",
    "is_note_path",
    "is_spelt",
    "read",
    "read_if_there",
    "remove",
    "respell",
    "scan",
    "stamp_of",
    "sweep_temps",
    "write",
]
