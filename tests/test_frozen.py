"""Quickly filled frozen dataclasses and properties worked out once: the same as the usual ones, in less time."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from vaulttool.core.frozen import quick
from vaulttool.core.once import once


@dataclass(frozen=True, slots=True, order=True)
class Slow:
    name: str
    line: int = 1
    keys: dict[str, str] = field(default_factory=dict, compare=False)


@quick
@dataclass(frozen=True, slots=True, order=True)
class Quick:
    name: str
    line: int = 1
    keys: dict[str, str] = field(default_factory=dict, compare=False)


def test_a_quick_one_is_like_a_slow_one() -> None:
    """Signature, repr, equality, order, hash, copies and pickles are those of the dataclass."""
    made = Quick("a", line=2)
    assert inspect.signature(Quick) == inspect.signature(Slow)
    assert repr(made) == repr(Slow("a", line=2)).replace("Slow", "Quick")
    assert made == Quick("a", 2) != Quick("b", 2)
    assert hash(made) == hash(Quick("a", 2))
    assert made < Quick("b")
    assert replace(made, line=3) == Quick("a", 3)
    assert pickle.loads(pickle.dumps(made)) == made
    assert type(made) is Quick


def test_a_quick_one_is_frozen() -> None:
    """No value can be put in place of another, and what is made anew is made for each."""
    made = Quick("a")
    with pytest.raises(FrozenInstanceError):
        made.line = 2  # type: ignore[misc]
    assert made.keys == {}
    assert made.keys is not Quick("a").keys
    with pytest.raises(TypeError):
        Quick()  # type: ignore[call-arg]


def test_once_is_worked_out_once() -> None:
    """The first look works it out, also in a frozen dataclass; the class gives the property itself with its doc."""
    asked: list[str] = []

    @dataclass(frozen=True)
    class Person:
        name: str

        @once
        def greeting(self) -> str:
            """How to begin."""
            asked.append(self.name)
            return f"Dear {self.name}"

    ana = Person("Ana")
    assert (ana.greeting, ana.greeting, Person("Ben").greeting) == ("Dear Ana", "Dear Ana", "Dear Ben")
    assert asked == ["Ana", "Ben"]
    assert Person.greeting.__doc__ == "How to begin."
