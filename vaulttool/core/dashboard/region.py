"""The place of the generated text in the dashboard file: between two marker lines; all else is the user's."""

from __future__ import annotations

from msgspec import Struct

BEGIN = "<!-- vaulttool:dashboard -->"
END = "<!-- /vaulttool:dashboard -->"
_ADD = f"put the two lines `{BEGIN}` and `{END}` where the dashboard shall stand"


class Refusal(Struct, frozen=True):
    """Why nothing is written, and what to do about it."""

    message: str
    remedy: str


def place(existing: str | None, generated: str) -> str | Refusal:
    """The new text of the file: `generated` between the markers, every other character as it was.

    `existing` is None (or blank) for a file that is to be made. `generated` ends with a newline and holds no marker
    line. The file's line ends, those of its first marker line, are kept.
    """
    if existing is None or not existing.strip("\ufeff \t\r\n"):
        return f"{BEGIN}\n{generated}{END}\n"
    lines = _lines(existing)
    begins, ends = _at(lines, BEGIN), _at(lines, END)
    if len(begins) == 1 and len(ends) == 1 and begins < ends:
        first, last = begins[0], ends[0]
        inside = generated.replace("\n", "\r\n") if lines[first].endswith("\r\n") else generated
        return "".join([*lines[: first + 1], inside, *lines[last:]])
    return _refusal(len(begins), len(ends))


def inside(text: str) -> str:
    """The generated text as it stands now: from the first marker to the last, `""` when there are none."""
    lines = _lines(text)
    begins, ends = _at(lines, BEGIN), _at(lines, END)
    return "".join(lines[begins[0] + 1 : ends[-1]]) if begins and ends else ""


def _lines(text: str) -> list[str]:
    return [line + "\n" for line in text.split("\n")[:-1]] + [text.rsplit("\n", 1)[-1]]


def _at(lines: list[str], marker: str) -> list[int]:
    return [number for number, line in enumerate(lines) if line.strip("\ufeff \t\r\n") == marker]


def _refusal(begins: int, ends: int) -> Refusal:
    if not begins and not ends:
        return Refusal("the dashboard file has text but no place for the dashboard", f"To keep your text, {_ADD}.")
    if not begins or not ends:
        missing = END if begins else BEGIN
        return Refusal(f"the marker `{missing}` is missing in the dashboard file", f"Write it again: {_ADD}.")
    if begins == ends == 1:
        return Refusal("the two markers in the dashboard file stand in the wrong order", f"Turn them round: {_ADD}.")
    return Refusal(
        "the markers stand more than once in the dashboard file",
        f"Keep one pair and delete the other marker lines: {_ADD}.",
    )
