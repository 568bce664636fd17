"""The notes on disk: where they are, which there are, reading one. What the bytes say is `core`'s.

Writing one is in `vault.write`, which most commands never load.
"""

from vaulttool.vault.find import find_vault, vault_around
from vaulttool.vault.read import digest, read, read_if_there
from vaulttool.vault.scan import Scan, Stamp, is_note_path, scan, stamp_of

__all__ = [
    "Scan",
    "Stamp",
    "digest",
    "find_vault",
    "is_note_path",
    "read",
    "read_if_there",
    "scan",
    "stamp_of",
    "vault_around",
]
