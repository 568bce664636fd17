"""The names of all follow-up rules and of all checks; the rules themselves are loaded when a name is first asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cached_property


class Names(Collection[str]):
    """Names that are worked out when they are needed."""

    def __init__(self, find: Callable[[], frozenset[str]]) -> None:
        self._find = find

    @cached_property
    def _names(self) -> frozenset[str]:
        return self._find()

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def _rules() -> frozenset[str]:
    from vaulttool.core.followups import RULES

    return frozenset(rule.name for rule in RULES)


def _checks() -> frozenset[str]:
    from vaulttool.core.checks import CHECKS

    return frozenset(check.name for check in CHECKS)


RULE_NAMES = Names(_rules)
CHECK_NAMES = Names(_checks)
