"""A value for each note, read when it is asked for. What the values are is the caller's to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")
Default = TypeVar("Default")


class ByPath(Mapping[str, Value]):
    """Path -> value: one by one when asked for by path, all at once when gone through, as long as the index is open.

    `one` gives the value at a path, None when there is none; `every` gives all; `some` those that are likely asked for,
    and is itself asked at the first question.
    """

    def __init__(
        self,
        one: Callable[[str], Value | None],
        every: Callable[[], Mapping[str, Value]],
        some: Callable[[], Mapping[str, Value]] = dict,
    ) -> None:
        self._one = one
        self._every = every
        self._some = some

    @cached_property
    def _known(self) -> dict[str, Value | None]:
        return dict(self._some())

    def __getitem__(self, path: str) -> Value:
        value = self.get(path)
        if value is None:
            raise KeyError(path)
        return value

    def get(self, path: str, default: Default | None = None) -> Value | Default | None:  # type: ignore[override]
        if path not in self._known:
            self._known[path] = self._one(path)
        value = self._known[path]
        return default if value is None else value

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @cached_property
    def _all(self) -> Mapping[str, Value]:
        found = self._every()
        self._known.update(found)
        return found
