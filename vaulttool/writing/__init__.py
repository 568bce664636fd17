"""Changes of several notes: a plan first, then each file its old or its new version, and a journal that says which."""

from vaulttool.writing.carrying import Resumed, carry_back, carry_out, interrupted, resume, take_back
from vaulttool.writing.planning import Edit, Plan, plan, plan_possible

__all__ = [
    "Edit",
    "Plan",
    "Resumed",
    "carry_back",
    "carry_out",
    "interrupted",
    "plan",
    "plan_possible",
    "resume",
    "take_back",
]
