"""The table of faults is whole: every case names tests that exist, and every test that cites a case is of the table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.fault_cases import CASES

TESTS = Path(__file__).parent
COUNTS = {"A": 23, "B": 27, "C": 10, "D": 20, "E": 20, "F": 25, "G": 15, "H": 14, "I": 9, "J": 10, "K": 10}
"""How many cases each group of the catalogue has."""


@cache
def shown_by(module: str) -> dict[str, str]:
    """Name -> docstring of each test of a module; of each test class too."""
    file = TESTS / f"{module}.py"
    found: dict[str, str] = {}
    for node in ast.parse(file.read_text()).body if file.is_file() else ():
        match node:
            case ast.FunctionDef(name=name) if name.startswith("test"):
                found[name] = ast.get_docstring(node) or ""
            case ast.Assign(targets=[ast.Name(id=name)]) if name.startswith("Test"):
                found[name] = ""
            case _:
                pass
    return found


def cited() -> Iterator[tuple[str, str]]:
    """Each id that a test cites in its docstring or name, and the test."""
    for file in sorted(TESTS.glob("test_*.py")):
        for name, says in shown_by(file.stem).items():
            for found in re.findall(r"\b[A-K]\d\d\b", says):
                yield found, f"{file.stem}::{name}"
            for found in re.findall(r"(?<=_)[a-k]\d\d(?=_)", name):
                yield found.upper(), f"{file.stem}::{name}"


def test_every_case_of_the_catalogue_stands_once() -> None:
    """The ids run without a gap, in order."""
    expected = [f"{group}{number:02}" for group, count in COUNTS.items() for number in range(1, count + 1)]
    assert [case.split()[0] for case in CASES] == expected


@pytest.mark.parametrize("case", CASES)
def test_its_tests_exist(case: str) -> None:
    """Each case has one test at least, and each name leads to a test."""
    assert CASES[case]
    assert len(set(CASES[case])) == len(CASES[case])
    for node in CASES[case]:
        module, _, name = node.partition("::")
        assert name in shown_by(module), node


def test_whoever_cites_a_case_means_one() -> None:
    """An id in a test is an id of the table."""
    known = {case.split()[0] for case in CASES}
    assert [(id_, test) for id_, test in cited() if id_ not in known] == []
