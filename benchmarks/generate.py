"""Made-up vaults on disk, the same bytes every time: `python -m benchmarks.generate DIR --notes 10000`.

Nothing is measured here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path

from benchmarks import texts
from benchmarks.world import TODAY, World, org_name

PULLED = 20
"""One in so many notes differs on the branch `theirs`."""

_LONG_AGO = 1_700_000_000
_GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "gc.auto=0", "-c", "commit.gpgsign=false")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a vault is made of.

    `notes` of the usual mix, `per_folder` a folder; one more person with `touches` log lines; one more organisation
    with `colleagues` contacts; one more note of `big_note` bytes.
    """

    notes: int
    per_folder: int = 50
    touches: int = 0
    colleagues: int = 0
    big_note: int = 0

    @property
    def name(self) -> str:
        """A folder's name that no other shape has."""
        return "-".join(str(getattr(self, part)) for part in self.__slots__)


def files(shape: Shape) -> Iterator[tuple[str, str]]:
    """`(path, text)` of every note."""
    world = World(shape.notes)
    for person in world.people():
        yield f"Contacts/{_folder(person.number, shape)}{person.name}.md", texts.contact(person, world)
    for meeting in world.meetings():
        yield f"Interviews/{_folder(meeting.number, shape)}{meeting.title}.md", texts.interview(meeting, world)
    for number in range(world.org_count):
        yield f"Organisations/{_folder(number, shape)}{org_name(number)}.md", texts.org(number)
    for number in range(world.shareable_count):
        yield f"Shareables/{_folder(number, shape)}Reading {number}.md", texts.shareable(number)
    yield "Search.md", texts.campaign()
    yield from _extremes(shape)


def generate(folder: Path, shape: Shape) -> None:
    """Write the vault, unless this very vault is there already.

    It is a git repository; on its branch `theirs` one note of `PULLED` has a line more.
    """
    mark = folder.parent / f"{folder.name}.made"
    if mark.exists() and mark.read_text() == _version(shape):
        restore(folder)
        return
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files(shape):
        _put(folder / path, text)
    _put(folder / "vaulttool.toml", 'country = "US"\ntimezone = "Europe/London"\n')
    _commit(folder, shape.notes // PULLED)
    mark.write_text(_version(shape))


def restore(folder: Path) -> None:
    """Every note as it was made."""
    git(folder, "checkout", "--quiet", "--force", "ours")


def git(folder: Path, *arguments: str) -> None:
    """One git command in the vault."""
    subprocess.run([*_GIT, "-C", os.fspath(folder), *arguments], check=True, capture_output=True)


def some_notes(folder: Path, count: int, *tops: str) -> list[Path]:
    """Notes of these folders, else contacts and interviews, spread over the whole vault, the same every time."""
    found = sorted(p for top in tops or ("Contacts", "Interviews") for p in (folder / top).rglob("*.md"))
    return found[:: max(1, len(found) // count)][:count]


def _folder(number: int, shape: Shape) -> str:
    return f"{number // shape.per_folder:04}/" if shape.per_folder < shape.notes else ""


def _extremes(shape: Shape) -> Iterator[tuple[str, str]]:
    """Growth in one place: a person, an organisation, a note."""
    if shape.touches:
        days = (TODAY - timedelta(days=3 + n // 2) for n in range(shape.touches))
        log = "".join(texts.touch(day, n) for n, day in enumerate(days))
        yield "Contacts/Old Friend.md", f"---\ntype: contact\nrelationship: peer\n---\n\n## Log\n{log}"
    if shape.colleagues:
        yield "Organisations/The Ministry.md", "---\ntype: org\ntarget: true\n---\n"
        for n in range(shape.colleagues):
            head = f'type: contact\norg: "[[The Ministry]]"\nemail: clerk{n}@ministry.example\nstatus: identified'
            yield f"Contacts/Ministry/{n // 50:04}/Clerk {n:05} Ministry{n:05}.md", f"---\n{head}\n---\n"
    if shape.big_note:
        line = "A line of a very long note, with a [[Link]] and some words more.\n"
        yield "Contacts/Long Story.md", "---\ntype: contact\n---\n" + line * (shape.big_note // len(line))


def _put(file: Path, text: str) -> None:
    """A file dated long ago."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="")
    os.utime(file, (_LONG_AGO, _LONG_AGO))


def _commit(folder: Path, pulled: int) -> None:
    """Two branches: `ours`, checked out, and `theirs`, with a line more in some notes."""
    git(folder, "init", "--quiet", "--initial-branch", "ours")
    (folder / ".git/info/exclude").write_text("Dashboard.md\n")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "made")
    git(folder, "checkout", "--quiet", "-b", "theirs")
    for file in some_notes(folder, pulled):
        with open(file, "a", encoding="utf-8", newline="") as handle:
            handle.write("\nA line that came from elsewhere.\n")
    git(folder, "commit", "--quiet", "-a", "-m", "theirs")
    restore(folder)


def _version(shape: Shape) -> str:
    """Changes when the notes would come out otherwise."""
    here = Path(__file__).parent
    code = b"".join((here / name).read_bytes() for name in ("world.py", "texts.py", "generate.py"))
    return blake2b(code + repr(shape).encode()).hexdigest()


def main() -> None:
    """Write one vault, to look at it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--notes", type=int, default=1000)
    asked = parser.parse_args()
    for path, text in files(Shape(asked.notes)):
        _put(asked.folder / path, text)


if __name__ == "__main__":
    main()
