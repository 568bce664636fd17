"""A small vault on disk and the real commands on it, in process: for the scenario tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from vaulttool.cli.command_line import run


class Vault:
    """Notes in a folder, and what the commands say of them on `day`."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = tmp_path / "notes"
        self.folder.mkdir()
        self.day = "2026-12-02"
        self._capsys = capsys
        monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
        self.write("vaulttool.toml", 'timezone = "Europe/London"\n')

    def write(self, path: str, text: str) -> None:
        """A file with this text."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def contact(self, name: str, *fields: str, body: str = "") -> None:
        """A contact with these frontmatter lines."""
        self.write(f"Contacts/{name}.md", _note("contact", fields, body))

    def talk(self, stem: str, *fields: str, body: str = "") -> None:
        """An interview named `YYYY-MM-DD Name`, with that contact and that date unless the lines say another."""
        day, _, name = stem.partition(" ")
        given = {field.partition(":")[0] for field in fields}
        own = [line for key, line in (("contact", f'contact: "[[{name}]]"'), ("date", f"date: {day}T10:00"))
               if key not in given]  # fmt: skip
        self.write(f"Interviews/{stem}.md", _note("interview", (*own, *fields), body))

    def call(self, *arguments: str) -> tuple[int, str, str]:
        """Exit status, standard output and standard error of a command."""
        status = run([*arguments, "--vault", str(self.folder), "--today", self.day])
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def out(self, *arguments: str) -> str:
        """What a command prints; it must not refuse."""
        status, out, err = self.call(*arguments)
        assert status in (0, 1), err
        return out

    def data(self, *arguments: str) -> Any:
        """The same as data."""
        return json.loads(self.out(*arguments, "--format", "json"))

    def due(self, name: str) -> dict[str, str]:
        """All follow-ups under this person, however far: rule -> due date."""
        lines = [line for line in self.data("today", "--all") if line["person"] == name]
        return {reason["rule"]: reason["due"] for line in lines for reason in line["reasons"]}

    def reason(self, name: str, rule: str) -> str:
        """The words of one follow-up of this person."""
        lines = [line for line in self.data("today", "--all") if line["person"] == name]
        return next(str(reason["text"]) for line in lines for reason in line["reasons"] if reason["rule"] == rule)

    def findings(self) -> set[str]:
        """The rules that `check` names, hints too."""
        return {finding["rule"] for finding in self.data("check", "--hints")}

    def sync(self) -> str:
        """The dashboard after a sync."""
        assert self.call("sync")[0] == 0
        return (self.folder / "Dashboard.md").read_text(encoding="utf-8")


def _note(kind: str, fields: tuple[str, ...], body: str) -> str:
    return "\n".join(["---", f"type: {kind}", *fields, "---", body, ""])
