"""The documentation says what the tool does: the reference is current, and the README names what there is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from vaulttool.cli.main import vaulttool as main
from vaulttool.report.reference import reference

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def test_reference_is_current() -> None:
    """`docs/reference.md` is what the tables say; `make docs` writes it."""
    assert (ROOT / "docs/reference.md").read_text() == reference()


def _commands() -> list[str]:
    context = click.Context(main)
    assert isinstance(main, click.Group)
    return main.list_commands(context)


@pytest.mark.parametrize("command", _commands())
def test_readme_names_every_command_and_its_options(command: str) -> None:
    """Each command has its line, and each of its own options stands in it."""
    line = next((line for line in README.splitlines() if re.match(rf"\| `vaulttool {command}\b", line)), None)
    assert line is not None, f"{command} is missing in the README's table"
    found = main.get_command(click.Context(main), command)
    assert found is not None
    everywhere = {"--vault", "--today", "--format", "--color", "--quiet", "--verbose", "--version", "--help"}
    for option in (p for p in found.params if isinstance(p, click.Option) and not p.hidden):
        names = [name for name in option.opts if name.startswith("--")]
        assert set(names) & everywhere or any(name in line for name in names), f"{names} of {command}"


def test_promises_name_tests_that_exist() -> None:
    """Every promise of the README ends with the test that proves it, and that test is there."""
    section = README.split("\n## Promises\n")[-1].split("\n## ")[0]
    promises = re.findall(r"^\d+\. (.+?)(?=^\d+\. |\Z)", section, re.M | re.S)
    assert len(promises) == 10
    for promise in promises:
        proofs = re.findall(r"`(tests/\w+\.py)::(\w+)`", promise)
        assert proofs, promise
        for path, name in proofs:
            assert re.search(rf"(def|class) {name}\b|^{name} =", (ROOT / path).read_text(), re.M), (path, name)
