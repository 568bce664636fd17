"""Another process that works beside this one: how it is started, spoken to through two pipes, and ended.

What it is asked is not known here.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, NamedTuple

Work = Callable[[IO[bytes], IO[bytes]], None]
"""Reads what is asked from the first stream and writes the answers to the second, until nothing more comes."""

_LENGTH = 8


class _Process(NamedTuple):
    """A process under way: what it reads, what it writes, how to end it and let the system forget it."""

    pid: int
    asked: IO[bytes]
    answers: IO[bytes]
    end: Callable[[], None]


class SideProcess:
    """One process, which gives its answers in the order in which it is asked; None when there is none.

    A thread takes the answers in, so that it need not wait to give them. Ask it little at a time, so that few wait.
    """

    def __init__(self, process: _Process | None) -> None:
        self._answers: SimpleQueue[Any] = SimpleQueue()
        self._process = process

    def listen(self) -> None:
        """Take answers in from now on. After that, this process has several threads and cannot be copied."""
        from threading import Thread

        if self._process:
            Thread(target=self._listen, args=(self._process.answers,), daemon=True).start()

    def ask(self, question: Any) -> None:
        """Give it something to do."""
        if self._process:
            with suppress(OSError):
                write(self._process.asked, question)

    def answer(self) -> Any:
        """The answer to what it was asked first of all that is not answered; None when it failed."""
        found = self._answers.get() if self._process else None
        if found is None:
            self.dismiss()
        return found

    def dismiss(self) -> None:
        """Let it go, whatever it is at."""
        process, self._process = self._process, None
        if process:
            process.end()
            with suppress(OSError):
                process.asked.close()

    def close_pipes(self) -> None:
        """Let go of its pipes and nothing else: in a copy of this process, which must not keep them open."""
        if self._process:
            self._process.asked.close()
            self._process.answers.close()

    def _listen(self, answers: IO[bytes]) -> None:
        with answers:
            while (answer := read(answers)) is not None:
                self._answers.put(answer)
        self._answers.put(None)


def can_copy() -> bool:
    """Whether a copy of this process can work on: on Linux, while it has a single thread."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


def copied(work: Work, others: Iterable[SideProcess]) -> SideProcess:
    """A copy of this process that does some work and ends; `others` were made before it. See `can_copy`.

    No file of a database may be open in this process: SQLite would take its locks for the copy's own.
    """
    asked, ask = os.pipe()
    answered, answer = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        for end in (asked, ask, answered, answer):
            os.close(end)
        return SideProcess(None)
    if not pid:
        _be_copy(work, asked, answer, (ask, answered), others)
    os.close(asked)
    os.close(answer)
    return SideProcess(_Process(pid, open(ask, "wb"), open(answered, "rb"), lambda: _end(pid)))


def _be_copy(work: Work, asked: int, answer: int, theirs: Iterable[int], others: Iterable[SideProcess]) -> None:
    """Work, then end at once: what the copied process meant to do at its end, such as printing, is not done twice."""
    import gc

    try:
        gc.freeze()  # so that nobody looks for circles in what was copied, which would copy it indeed
        os.setsid()  # Ctrl-C is for the other
        for end in theirs:
            os.close(end)
        for other in others:
            other.close_pipes()
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in range(3):
            os.dup2(nowhere, stream)
        with open(asked, "rb") as questions, open(answer, "wb") as answers:
            work(questions, answers)
    finally:
        os._exit(0)


def _end(pid: int) -> None:
    from signal import SIGKILL

    os.kill(pid, SIGKILL)
    os.waitpid(pid, 0)


def started(module: str, *arguments: str) -> SideProcess:
    """A new interpreter that runs a module, in a session of its own, so that Ctrl-C reaches only this process."""
    from subprocess import DEVNULL, PIPE, Popen

    flags = ["-P", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    command: Sequence[str] = [sys.executable, *flags, "-m", module, *arguments]
    try:
        process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True)
    except OSError:
        return SideProcess(None)
    assert process.stdin
    assert process.stdout

    def end() -> None:
        process.kill()
        process.wait()

    return SideProcess(_Process(process.pid, process.stdin, process.stdout, end))


def write(stream: IO[bytes], message: Any) -> None:
    """Send a message of plain values."""
    text = marshal.dumps(message)
    stream.write(len(text).to_bytes(_LENGTH, "big") + text)
    stream.flush()


def read(stream: IO[bytes]) -> Any:
    """The next message, None at the end or when it is cut short."""
    head = stream.read(_LENGTH)
    length = int.from_bytes(head, "big")
    text = stream.read(length) if len(head) == _LENGTH else b""
    return marshal.loads(text) if text and len(text) == length else None
