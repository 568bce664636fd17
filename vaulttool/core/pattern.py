"""Regular expressions that are compiled when they are first used: most commands use few of those they load."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn")


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but for the time it takes; a mistake in the expression shows at its first use."""
    return cast("re.Pattern[str]", _Pattern(expression, flags))


class _Pattern:
    """Has a compiled expression's methods as its own attributes from the first use on: then it is as quick as one."""

    def __init__(self, expression: str, flags: int) -> None:
        self._asked = expression, flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._asked)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)
