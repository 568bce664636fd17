"""Other processes that read notes for a long first run, and how they are spoken to. What they read is `intake`'s.

Each is `python -m vaulttool.crew`. It is sent lists of notes and sends back their rows for the index, until nothing
more comes. One that fails is done without: its notes are given back unread.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from vaulttool.config import load, settings_key
from vaulttool.core.settings import Settings
from vaulttool.index.rows import Rows, note_rows
from vaulttool.intake import take

if TYPE_CHECKING:
    from subprocess import Popen

FROM = 2_000
"""Below so many notes, one process alone is as quick."""
_MOST = 4
_AT_ONCE = 100
_AHEAD = 3
"""Lists of notes that a helper has before it."""
_LENGTH = 8


class Task(NamedTuple):
    """A note to read: the number it gets in the index, its path, its stamp, and whether that is too fresh to trust."""

    number: int
    path: str
    stamp: tuple[int, ...]
    fresh: bool


def helpers_for(notes: int) -> int:
    """How many helpers are worth their start for so many notes; 0 for none."""
    affinity = getattr(os, "sched_getaffinity", None)
    processors = len(affinity(0)) if affinity else os.cpu_count() or 1
    return min(processors, _MOST) if notes >= FROM and processors > 1 and sys.executable else 0


def read_together(
    vault: Path, settings: Settings, tasks: Sequence[Task], helpers: int
) -> Iterator[tuple[Sequence[Task], Rows | None]]:
    """The tasks in their order, some at a time, each time with their rows; None where a helper failed."""
    crew = [_Helper(vault, settings_key(settings)) for _ in range(helpers)]
    parts = [tasks[start : start + _AT_ONCE] for start in range(0, len(tasks), _AT_ONCE)]
    try:
        for number, part in enumerate(parts[: helpers * _AHEAD]):
            crew[number % helpers].ask(part)
        for number, part in enumerate(parts):
            helper = crew[number % helpers]
            rows = helper.answer()
            if number + helpers * _AHEAD < len(parts):
                helper.ask(parts[number + helpers * _AHEAD])
            yield part, rows
    finally:
        for helper in crew:
            helper.dismiss()


class _Helper:
    """One process and the two pipes to it. A thread takes its answers in, so that it need not wait to give them.

    It has few lists before it, so few answers wait here.
    """

    def __init__(self, vault: Path, key: str) -> None:
        from threading import Thread

        self._answers: SimpleQueue[Any] = SimpleQueue()
        self._process = _started(vault)
        if self._process:
            assert self._process.stdin
            self._send(key)
            Thread(target=self._listen, daemon=True).start()

    def ask(self, tasks: Sequence[Task]) -> None:
        """Give it something to do."""
        self._send([tuple(task) for task in tasks])

    def answer(self) -> Rows | None:
        """The rows for what it was asked first of all that is not answered; None when it failed."""
        rows: Rows | None = self._answers.get() if self._process else None
        if rows is None:
            self.dismiss()
        return rows

    def dismiss(self) -> None:
        """Let it go, whatever it is at."""
        process, self._process = self._process, None
        if process:
            process.kill()
            process.wait()
            with suppress(OSError):
                assert process.stdin
                process.stdin.close()

    def _send(self, message: Any) -> None:
        if self._process:
            assert self._process.stdin
            with suppress(OSError):
                _write(self._process.stdin, message)

    def _listen(self) -> None:
        process = self._process
        assert process
        assert process.stdout
        with process.stdout as stream:
            while (answer := _read(stream)) is not None:
                self._answers.put(answer)
        self._answers.put(None)


def _started(vault: Path) -> Popen[bytes] | None:
    """A process of its own session, so that Ctrl-C reaches it only by the end of its pipe."""
    from subprocess import DEVNULL, PIPE, Popen

    flags = ["-P", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    command = [sys.executable, *flags, "-m", "vaulttool.crew", os.fspath(vault)]
    try:
        return Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True)
    except OSError:
        return None


def _write(stream: IO[bytes], message: Any) -> None:
    text = marshal.dumps(message)
    stream.write(len(text).to_bytes(_LENGTH, "big") + text)
    stream.flush()


def _read(stream: IO[bytes]) -> Any:
    """The next message, None at the end or when it is cut short."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    text = stream.read(length) if len(head) == _LENGTH else b""
    return marshal.loads(text) if text and len(text) == length else None


def _rows(vault: Path, settings: Settings, tasks: Sequence[Task]) -> Rows:
    """The rows of some notes together, by table."""
    found: deque[Rows] = deque()
    for number, path, stamp, fresh in tasks:
        taken = take(vault, path, settings)
        assert taken
        found.append(note_rows(number, taken.note, taken.body, stamp, taken.content, fresh or not taken.content))
    return {table: [row for rows in found for row in rows[table]] for table in found[0]}


def main() -> None:
    """Be a helper: answer what comes on the standard input, as long as the settings are those of who asks."""
    vault = Path(sys.argv[1])
    settings = load(vault)
    if _read(sys.stdin.buffer) != settings_key(settings):
        return
    with suppress(BrokenPipeError):
        while tasks := _read(sys.stdin.buffer):
            _write(sys.stdout.buffer, _rows(vault, settings, tasks))


if __name__ == "__main__":
    main()
