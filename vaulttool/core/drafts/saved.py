"""A draft as a note in the vault: its path and its text. No note of ours, so it never counts. No writing."""

from __future__ import annotations

import json
from datetime import date

from vaulttool.core.drafts.draft import Draft
from vaulttool.core.pattern import pattern

FOLDER = "Drafts"
_UNFIT = pattern(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
_MOST_BYTES = 120


def saved_path(draft: Draft, today: date, number: int = 1) -> str:
    """`Drafts/2026-12-02 thank-you Ana Ruiz.md`; the `number`-th of that name ends with the number."""
    name = " ".join(_UNFIT.sub(" ", draft.to).split()).strip(". ")
    while len(name.encode("utf-8", "surrogateescape")) > _MOST_BYTES:
        name = name[:-1].rstrip(". ")
    again = f" {number}" if number > 1 else ""
    return f"{FOLDER}/{today} {draft.kind} {name}{again}.md"


def saved_note(draft: Draft, today: date) -> str:
    """The note: who, what and when in its frontmatter, the message below."""
    fields = {
        "type": "draft",
        "message": draft.kind,
        "created": today.isoformat(),
        "to": draft.to,
        "email": draft.email,
        "subject": draft.subject,
    }
    plain = ("type", "message", "created")
    lines = [f"{name}: {text if name in plain else _quoted(text)}" for name, text in fields.items() if text]
    return "\n".join(["---", *lines, "---", "", draft.text, ""])


def _quoted(text: str) -> str:
    """A text as YAML takes it, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)
