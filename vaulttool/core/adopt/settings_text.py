"""A proposal -> the text of `vaulttool.toml`: the usual commented settings, and what is proposed below them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from vaulttool.core.adopt.propose import Proposal, Suggestion
from vaulttool.core.schema import FOLDERS
from vaulttool.core.settings import DEFAULT_EXCLUDE

_EXCLUDE = "# exclude = "


def settings_text(template: str, proposal: Proposal) -> str:
    """The template's text with the proposal in it. Suggestions that are not sure stand there as comments."""
    lines = [_excluding(proposal) if proposal.exclude and line.startswith(_EXCLUDE) else line
             for line in template.rstrip("\n").split("\n")]  # fmt: skip
    return "\n".join([*lines, "", *_tables(proposal)]).rstrip("\n") + "\n"


def proposed_lines(proposal: Proposal) -> list[str]:
    """What the file says that is not as by default."""
    return [*([_excluding(proposal)] if proposal.exclude else []), *_tables(proposal)]


def _excluding(proposal: Proposal) -> str:
    return f"exclude = {_toml((*DEFAULT_EXCLUDE, *proposal.exclude))}"


def _tables(proposal: Proposal) -> Iterator[str]:
    if not proposal:
        return
    yield "# What `vaulttool init` found in the notes that were here. Change it as you like."
    folders = proposal.folders
    if any(one.is_sure for one in folders):
        usual = [Suggestion(name, kind, "as usual") for name, kind in FOLDERS.items() if name not in _names(folders)]
        folders = (*folders, *usual)
    yield from _table("folders", folders)
    yield from _table("tags", proposal.tags)
    for kind, found in proposal.synonyms:
        yield from _table(f"synonyms.{kind}", found)
    for kind, found in proposal.allowed:
        for one in found:
            yield from _table(f"fields.{kind}.{one.name}", (Suggestion("allowed", one.value, one.why),))
    if any(one.is_sure for one in (*proposal.folders, *proposal.tags)):
        why = "their folder or tag says what they are"
        yield from _table("checks.type-missing", (Suggestion("severity", "off", why),))


def _names(suggestions: Sequence[Suggestion]) -> list[str]:
    return [one.name for one in suggestions]


def _table(name: str, suggestions: Sequence[Suggestion]) -> Iterator[str]:
    """One table; its head is a comment too when nothing in it is sure."""
    if not suggestions:
        return
    yield ""
    yield f"{'' if any(one.is_sure for one in suggestions) else '# '}[{name}]"
    for one in suggestions:
        yield f"{'' if one.is_sure else '# '}{_key(one.name)} = {_toml(one.value)}  # {_comment(one.why)}"


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("-", "").replace("_", "").isalnum() else _toml(name)


def _toml(value: str | Sequence[str]) -> str:
    """A text or a list of texts as TOML writes it: JSON's escapes are among TOML's, but for the DEL sign."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
