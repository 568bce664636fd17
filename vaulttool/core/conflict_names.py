"""Names that sync programs give to the second version of a file. Names only; what is in the file does not count."""

from __future__ import annotations

import re

from vaulttool.core.pattern import pattern

_LETTERS = "onfli"
"""In every word for conflict below as programs write them: a name without these letters is no copy."""

_WORDS = r"conflict(?:ed|ing)?|konflikt|conflit|conflicto|conflitto|conflito"
_PATTERNS = tuple(
    pattern(form, re.IGNORECASE | re.DOTALL)
    for form in (
        r"(?P<stem>.+?)\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?(?P<end>\.md)",
        rf"(?P<stem>.+?) \([^()]*\b(?:{_WORDS})\b[^()]*\d{{4}}-?\d{{2}}-?\d{{2}}[^()]*\)(?P<end>\.md)",
        r"(?P<stem>.+?) \([^()]*\bconflicted copy\b[^()]*\)(?P<end>\.md)",
        r"(?P<stem>.+?)[ _-]conflict-\d{4}-?\d{2}-?\d{2}[-T_\d]*(?P<end>\.md)",
    )
)
_REPORT = "conflict-files-obsidian-git.md"


def conflict_copy_of(path: str) -> str | None:
    """The path a conflict copy was made of, None when `path` is no such copy.

    `""` for the list of conflicts that the Obsidian git plugin leaves: it belongs to no single note.
    """
    folder, slash, name = path.rpartition("/")
    if _LETTERS not in name:
        return None
    if name == _REPORT:
        return ""
    found = next((match for pattern in _PATTERNS if (match := pattern.fullmatch(name))), None)
    return f"{folder}{slash}{found['stem']}{found['end']}" if found else None
