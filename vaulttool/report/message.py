"""A draft -> text for people and for pipes, and its JSON. What the draft says is decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from vaulttool.core.drafts import Draft, Fault
from vaulttool.core.escape import terminal


def message_text(draft: Draft) -> str:
    """To whom, the subject, the text, and below it what to see to before sending."""
    return "\n".join([*_head(draft), "", body(draft), *_below(draft)]) + "\n"


def body(draft: Draft) -> str:
    """The text alone, safe for a terminal."""
    return "\n".join(map(terminal, draft.text.split("\n")))


def fault_lines(findings: Iterable[Fault]) -> Iterator[str]:
    """`rule: what is wrong; what to do`, one line each."""
    for fault in findings:
        yield terminal(f"{fault.rule}: {fault.message}" + (f"; {fault.hint}" if fault.hint else ""))


def message_json(draft: Draft) -> dict[str, Any]:
    """`{kind, to, path, email, subject, text, findings: [{rule, message, hint}], hints}`."""
    return {
        "kind": draft.kind,
        "to": draft.to,
        "path": draft.path,
        "email": draft.email,
        "subject": draft.subject,
        "text": draft.text,
        "findings": [{"rule": f.rule, "message": f.message, "hint": f.hint} for f in draft.findings],
        "hints": list(draft.hints),
    }


def _head(draft: Draft) -> Iterator[str]:
    yield terminal(f"To: {draft.to}" + (f" <{draft.email}>" if draft.email else ""))
    if draft.address:
        yield terminal(f"Address: {draft.address}")
    if draft.subject:
        yield terminal(f"Subject: {draft.subject}")


def _below(draft: Draft) -> Iterator[str]:
    if draft.findings or draft.hints:
        yield from ("", "---", "Before you send it:")
        yield from (f"- {line}" for line in fault_lines(draft.findings))
        yield from (f"- {terminal(hint)}" for hint in draft.hints)
