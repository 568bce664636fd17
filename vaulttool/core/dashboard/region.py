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
    begins, ends = _lines_of(existing, BEGIN), _lines_of(existing, END)
    if len(begins) == 1 and len(ends) == 1 and begins[0].stop <= ends[0].start:
        above, below = existing[: begins[0].stop], existing[ends[0].start :]
        return above + (generated.replace("\n", "\r\n") if above.endswith("\r\n") else generated) + below
    return _refusal(len(begins), len(ends))


def inside(text: str) -> str:
    """The generated text as it stands now: from the first marker to the last, `""` when there are none."""
    begins, ends = _lines_of(text, BEGIN), _lines_of(text, END)
    return text[begins[0].stop : ends[-1].start] if begins and ends else ""


def _lines_of(text: str, marker: str) -> list[slice]:
    """Where the marker stands on a line of its own: these lines, their line ends included."""
    found = []
    at = text.find(marker)
    while at >= 0:
        line = slice(text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1 or len(text))
        if text[line].strip("\ufeff \t\r\n") == marker:
            found.append(line)
        at = text.find(marker, line.stop)
    return found


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
