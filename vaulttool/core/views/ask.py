"""The words of a view's marker -> what to list and how to show it. They are those of the command `list`."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from msgspec import Struct

from vaulttool.core.query import Request, kind_of
from vaulttool.core.schema import KINDS
from vaulttool.core.similar import nearest
from vaulttool.errors import VaultToolError

FORMATS = ("table", "list")
OPTIONS = ("where", "sort", "columns", "format")

_QUOTES = str.maketrans("\u201c\u201d", '""')
"""What editors make of straight quotes."""


class ViewError(VaultToolError):
    """The words of a marker ask for nothing that can be shown."""


class Ask(Struct, frozen=True):
    """A list of notes, as a `table` or as a `list`."""

    request: Request
    format: str = "table"


def read_ask(words: str) -> Ask:
    """What `list contact --where status:met --sort due --columns name,org --format list` asks for.

    `ViewError` for anything else.
    """
    parts = _split(words)
    if parts[:1] != ["list"]:
        raise ViewError(f"a view begins with `list`, not with `{parts[0] if parts else ''}`", "list contact --sort due")
    kind = kind_of(parts[1]) if len(parts) > 1 else ""
    if not kind:
        found = f"{parts[1]!r} is no kind of note" if len(parts) > 1 else "the kind of note is missing"
        raise ViewError(found, f"there is {', '.join(KINDS)}")
    options = dict(_options(parts[2:]))
    format_ = options.pop("format", FORMATS[0])
    if format_ not in FORMATS:
        raise ViewError(f"{format_!r} is no format of a view", f"there is {' and '.join(FORMATS)}")
    return Ask(Request(kind, **options), format_)


def _split(words: str) -> list[str]:
    try:
        return shlex.split(words.translate(_QUOTES))
    except ValueError:
        raise ViewError("a quote is opened and not closed", "list contact --where 'status:met org:acme'") from None


def _options(parts: list[str]) -> Iterator[tuple[str, str]]:
    """`(option, value)` of `--option value` and `--option=value`."""
    rest = iter(parts)
    for part in rest:
        name, equals, value = part.partition("=")
        option = name.removeprefix("--")
        if option == name or option not in OPTIONS:
            raise _unknown(part, name)
        given = value if equals else next(rest, None)
        if given is None:
            raise ViewError(f"`{name}` needs a value", f"{name} VALUE")
        yield option, given


def _unknown(part: str, name: str) -> ViewError:
    if not name.startswith("--"):
        return ViewError(
            f"`{part}` belongs to no option", "put a query with blanks in quotes: --where 'status:met acme'"
        )
    near = nearest(name.removeprefix("--"), OPTIONS)
    meant = f"did you mean `--{near}`? " if near else ""
    return ViewError(f"a view has no option `{name}`", f"{meant}there is {', '.join(f'--{one}' for one in OPTIONS)}")
