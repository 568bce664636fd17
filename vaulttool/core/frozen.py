"""Frozen dataclasses that are made by the thousand: filled without a call for each value. No values of ours here."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields
from typing import Any, TypeVar

T = TypeVar("T")

_INIT = """
def __init__(self, {names}):
    unlock(self, "__class__", twin)
    {filling}
    self.__class__ = cls
"""


def quick(cls: type[T]) -> type[T]:
    """The frozen dataclass with slots, the same in all but the time its `__init__` takes: a third. Not to be inherited.

    While it is filled, an object is of a twin class with the same slots, which takes assignments.
    """
    own = fields(cls)  # type: ignore[arg-type]
    names = [one.name for one in own]
    slow: Any = cls.__init__
    defaults = slow.__defaults__ or ()
    absent = dict(zip(reversed(names), reversed(defaults), strict=False))
    space: dict[str, Any] = {"unlock": object.__setattr__, "cls": cls}
    space["twin"] = type(cls.__name__, (), {"__slots__": tuple(names)})
    for one in own:
        if one.default_factory is not MISSING:
            space |= {f"make_{one.name}": one.default_factory, f"no_{one.name}": absent[one.name]}
    exec(_INIT.format(names=", ".join(names), filling="; ".join(map(_filled, own))), space)
    made = space["__init__"]
    made.__defaults__, made.__annotations__ = defaults, slow.__annotations__
    made.__qualname__, made.__module__ = slow.__qualname__, slow.__module__
    type.__setattr__(cls, "__init__", made)
    return cls


def _filled(one: Field[Any]) -> str:
    name = one.name
    value = name if one.default_factory is MISSING else f"make_{name}() if {name} is no_{name} else {name}"
    return f"self.{name} = {value}"
