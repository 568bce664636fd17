"""Follow-ups: what is to be done for a person, and why. All rules stand in one tuple."""

from __future__ import annotations

from vaulttool.core.followups import after, giving, keep, loops, outreach, prepare, review
from vaulttool.core.followups.rule import Due, Rule

__all__ = ["RULES", "RULE_OF", "Due", "Rule"]

RULES: tuple[Rule, ...] = (
    *outreach.RULES,
    *prepare.RULES,
    *after.RULES,
    *loops.RULES,
    *keep.RULES,
    *giving.RULES,
    *review.RULES,
)
RULE_OF = {rule.name: rule for rule in RULES}
