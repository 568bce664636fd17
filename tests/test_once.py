"""Properties worked out once."""

from __future__ import annotations

from msgspec import Struct

from vaulttool.core.once import once


def test_once_is_worked_out_once() -> None:
    """The first look works it out, also in a frozen struct; the class gives the property itself with its doc."""
    asked: list[str] = []

    class Person(Struct, frozen=True, dict=True):
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
