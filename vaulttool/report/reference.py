"""The reference page in Markdown, made from the tables the tool itself uses: `python -m vaulttool.report.reference`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vaulttool.core import schema
from vaulttool.core.checks import CHECKS
from vaulttool.core.followups import RULES
from vaulttool.core.followups.rule import Rule
from vaulttool.core.settings_table import SETTINGS
from vaulttool.core.vault_fields import takes


def reference() -> str:
    """The whole page, ending with a newline."""
    parts = (_HEAD, *_fields(), *_items(), *_follow_ups(), *_findings(), *_settings())
    return "\n".join(parts) + "\n"


_HEAD = """# Reference

Made from the tables that the tool itself uses; `make docs` writes it anew.
"""


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = tuple(heads)
    yield "| " + " | ".join(heads) + " |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def _fields() -> Iterator[str]:
    yield "## Kinds and fields\n"
    yield "Every field but `type` is optional. A field that takes a list takes a single value as well.\n"
    for kind, specs in schema.FIELDS.items():
        yield f"### {kind}\n"
        yield from _table(("field", "takes", "meaning"), ((f"`{s.name}`", takes(s), s.meaning) for s in specs))
    yield "### Names people already use\n"
    yield "Read as if they were ours, never rewritten. Add your own under `[synonyms.KIND]`.\n"
    rows = ((kind, f"`{ours}`", theirs) for kind in schema.SYNONYMS for ours, theirs in _by_ours(kind))
    yield from _table(("kind", "ours", "theirs"), rows)


def _by_ours(kind: str) -> Iterator[tuple[str, str]]:
    table: dict[str, list[str]] = {}
    for theirs, ours in schema.SYNONYMS[kind].items():
        table.setdefault(ours, []).append(f"`{theirs}`")
    yield from ((ours, " ".join(theirs)) for ours, theirs in table.items())


def _items() -> Iterator[str]:
    yield "## List lines\n"
    rows = {
        "channel of a touch": schema.CHANNELS,
        "direction of a touch": schema.WAYS,
        "`(for:: ...)` of a touch": schema.PURPOSES,
        "verb of a favour": schema.FAVOUR_VERBS,
        "owner of a promise": schema.PROMISERS,
        "`(cat:: ...)` of a question": schema.CATEGORIES,
        "steps under Prepare": schema.STEPS["prepare"],
        "steps under Debrief": schema.STEPS["debrief"],
    }
    yield from _table(("what", "words"), ((what, " ".join(f"`{w}`" for w in words)) for what, words in rows.items()))


def _follow_ups() -> Iterator[str]:
    yield "## Follow-up rules\n"
    yield "Days and weight are settings: `[rules.NAME]` with `enabled`, `days`, `weight`.\n"
    for rule in RULES:
        yield f"### {rule.name}\n"
        yield f"{rule.doc}\n"
        yield f"{_facts(rule)}\n"


def _facts(rule: Rule) -> str:
    facts = [f"weight {rule.weight}"]
    facts += [f"days {rule.days}"] if rule.days else []
    facts += [] if rule.enabled else ["off by default"]
    facts += [f"draft `{rule.draft}`"] if rule.draft else []
    facts += ["not held up by `snooze_until` or a quiet period"] if rule.urgent else []
    return ", ".join(facts).capitalize() + "."


def _findings() -> Iterator[str]:
    yield "## Findings\n"
    yield "How bad each is, is a setting: `[checks.NAME]` with `severity`.\n"
    for check in CHECKS:
        yield f"### {check.name}\n"
        yield f"{check.doc}\n"
        yield f"{check.severity.capitalize()}{', has a safe fix' if check.fixable else ''}.\n"


def _settings() -> Iterator[str]:
    yield "## Settings\n"
    yield "In `vaulttool.toml`, all optional.\n"
    rows = (
        (s.table or "(top)", f"`{s.key}`", f"`{s.default}`" if s.default else "", s.allowed, s.meaning)
        for s in SETTINGS
    )
    yield from _table(("table", "key", "default", "takes", "meaning"), rows)


if __name__ == "__main__":
    print(reference(), end="")
