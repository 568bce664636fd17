"""Calling the real commands in this process: what they print becomes a tool's answer. No tool is described here."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Lock

from mcp.server.mcpserver.exceptions import ToolError
from msgspec import Struct

from vaulttool.errors import VaultToolError
from vaulttool.report.json import dumps
from vaulttool.vault import read
from vaulttool.without_private import Hidden, private_hidden

Run = Callable[[Sequence[str]], int]
"""Runs one command line and gives its exit status."""

_ONE_AT_A_TIME = Lock()
"""Standard output is the process's, so commands take turns."""


class Said(Struct, frozen=True):
    """How a command ended, what it printed, what it said beside it, and what was hidden from it."""

    status: int
    out: str
    err: str
    hidden: Hidden


class Commands(Struct, frozen=True):
    """The commands, all in one vault. `options` go before each; without `private` private notes are not there.

    Every method raises `ToolError` with the reason and the remedy when the command refuses or finds nothing.
    """

    run: Run
    vault: Path
    options: tuple[str, ...] = ()
    private: bool = False

    def data(self, command: str, *arguments: str) -> str:
        """The JSON of a command that reads, then what it said beside it."""
        said = self._call((command, "--format=json", *arguments))
        if not said.out:
            raise _refusal(said)
        found = said.hidden.out_of_all(json.loads(said.out))
        return _joined(dumps(found), said)

    def change(self, command: str, *arguments: str, dry_run: bool) -> str:
        """What a command changes in the notes, as a diff; it is written unless `dry_run`."""
        planned = self._call((command, "--dry-run", *arguments))
        if planned.status:
            raise _refusal(planned)
        diff = planned.hidden.out_of(planned.out)
        if dry_run or not diff:
            return _joined(diff or "Nothing changes: the notes say so already.\n", planned)
        done = self._call((command, *arguments))
        if done.status:
            raise _refusal(done)
        return _joined(f"{diff}Written.\n", done)

    def note(self, name: str) -> str:
        """The whole text of one note, below its path."""
        said = self._call(("show", "--format=json", "--", name))
        if said.status:
            raise _refusal(said)
        path = json.loads(said.out)["path"]
        try:
            text = read(self.vault, path).decode("utf-8", "replace")
        except VaultToolError as error:
            raise ToolError(error.message) from error
        return f"{path}\n\n{said.hidden.out_of(text)}"

    def _call(self, arguments: Sequence[str]) -> Said:
        out, err = StringIO(), StringIO()
        seeing = nullcontext(Hidden()) if self.private else private_hidden()
        with _ONE_AT_A_TIME, seeing as hidden, redirect_stdout(out), redirect_stderr(err):
            status = self.run((f"--vault={self.vault}", "--color=never", *self.options, *arguments))
        return Said(status, out.getvalue(), err.getvalue(), hidden)


def _refusal(said: Said) -> ToolError:
    return ToolError(said.hidden.out_of(said.err).strip() or "nothing was found")


def _joined(result: str, said: Said) -> str:
    """The result, and below it the lines said beside it that are not about something hidden."""
    beside = [line for line in said.err.splitlines() if said.hidden.out_of(line) == line]
    return "\n".join([result, *beside]) if beside else result
