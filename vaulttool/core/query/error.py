"""What is wrong in a query, and where. Raised while it is read, never while notes are."""

from __future__ import annotations

from vaulttool.errors import VaultToolError


class QueryError(VaultToolError):
    """A query that cannot be read. `position` counts characters from 1; the remedy shows the place.

    `unknown` is the field that nobody has heard of, when that is what is wrong.
    """

    def __init__(self, query: str, start: int, length: int, message: str, *, hint: str = "", unknown: str = "") -> None:
        self.position = start + 1
        self.unknown = unknown
        shown = f"{query}\n{' ' * start}{'^' * max(length, 1)}"
        super().__init__(f"position {self.position}: {message}", f"{shown}\n{hint}" if hint else shown)
