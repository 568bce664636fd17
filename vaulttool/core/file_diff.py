"""The difference of two versions of a file in the unified form, as `git apply` takes it. Nothing is read here."""

from __future__ import annotations

from collections.abc import Iterator


def file_diff(path: str, old: bytes | None, new: bytes | None, moved_from: str = "") -> Iterator[str]:
    """The lines; None for a version that there is not. `moved_from` is the path of the old version, if another one."""
    import difflib

    before = "/dev/null" if old is None else f"a/{moved_from or path}"
    after = "/dev/null" if new is None else f"b/{path}"
    if moved_from:
        yield f"rename from {moved_from}\nrename to {path}\n"
    for line in difflib.unified_diff(_lines(old or b""), _lines(new or b""), before, after):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[str]:
    """The lines with their ends; only a line feed ends one."""
    lines = data.decode("utf-8", "replace").split("\n")
    return [*(line + "\n" for line in lines[:-1]), *lines[-1:]] if lines[-1] else [line + "\n" for line in lines[:-1]]
