"""Obsidian's `.base` files as far as ours go: which notes a view shows. Comparing a date that is not there raises."""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

import yaml

_TEXTS = re.compile(r'("[^"]*")')
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt,
    ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
}  # fmt: skip
_UNITS = {"d": 1, "w": 7}


@dataclass(frozen=True)
class File:
    """A file of the vault with its properties, typed as Obsidian's `types.json` types them."""

    path: str
    properties: Mapping[str, Any]

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2].rpartition(".")[0]


def file_of(path: str, text: str, types: Mapping[str, str]) -> File:
    """A file from its text; an empty property is none, and a file that is no note has none."""
    parts = text.split("---\n", 2)
    is_note = path.endswith(".md") and text.startswith("---\n") and len(parts) == 3
    loaded = yaml.load(parts[1], Loader=yaml.CBaseLoader) if is_note else None  # noqa: S506 (builds text only)
    return File(path, {key: _typed(value, types.get(key, "text")) for key, value in (loaded or {}).items()})


@cache
def base_of(text: str) -> dict[str, Any]:
    """What a `.base` file says."""
    read: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    return read


def shown(base: str, view: str, files: list[File], today: date) -> list[str]:
    """The names of the files that a view of a base shows, sorted; the view `""` is what all views have in common."""
    read = base_of(base)
    of_view = next((one.get("filters") for one in read["views"] if one["name"] == view), None)
    return sorted(
        file.name for file in files if _holds(read["filters"], file, today) and _holds(of_view, file, today)
    )  # fmt: skip


def _typed(value: Any, kind: str) -> Any:
    if not value:
        return None
    if kind in ("date", "datetime"):
        return datetime.fromisoformat(value) if value[0].isdigit() else value
    return value == "true" if kind == "checkbox" else int(value) if kind == "number" else value


def _holds(filters: Any, file: File, today: date) -> bool:
    if filters is None:
        return True
    if isinstance(filters, str):
        return bool(_value(_parsed(filters), file, today))
    [(word, parts)] = filters.items()
    return {"and": all, "or": any}[word](_holds(part, file, today) for part in parts)


def _parsed(expression: str) -> ast.expr:
    """The expression, in the shape of the Python one that means the same."""
    parts = _TEXTS.split(expression)
    parts[::2] = [re.sub(r"!(?!=)", " not ", re.sub(r"\bif\(", "if_(", part)) for part in parts[::2]]
    return ast.parse("".join(parts).strip(), mode="eval").body


def _value(node: ast.expr, file: File, today: date) -> Any:
    match node:
        case ast.Constant(value):
            return value
        case ast.Name("true" | "false" as word):
            return word == "true"
        case ast.Name(name) | ast.Attribute(ast.Name("note"), name):
            return file.properties.get(name)
        case ast.Attribute(ast.Name("file"), "ext"):
            return file.path.rpartition(".")[2]
        case ast.UnaryOp(ast.Not(), part):
            return not _value(part, file, today)
        case ast.BinOp(left, ast.Add() | ast.Sub() as sign, ast.Constant(str(span))):
            days = timedelta(days=int(span[:-1]) * _UNITS[span[-1]])
            start = _value(left, file, today)
            return start + days if isinstance(sign, ast.Add) else start - days
        case ast.Compare(left, [sign], [right]):
            return _COMPARISONS[type(sign)](_value(left, file, today), _value(right, file, today))
        case ast.Call(ast.Name("today"), []):
            return datetime.combine(today, time())
        case ast.Call(ast.Name("if_"), [test, yes, no]):
            return _value(yes if _value(test, file, today) else no, file, today)
        case ast.Call(ast.Attribute(ast.Name("file"), "inFolder"), [ast.Constant(str(folder))]):
            return file.path.startswith(f"{folder}/")
        case ast.Call(ast.Attribute(ast.Name("file"), "hasProperty"), [ast.Constant(str(name))]):
            return name in file.properties
    raise AssertionError(f"unknown in a base: {ast.dump(node)}")
