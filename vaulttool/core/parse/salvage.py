"""What can still be read of a frontmatter that YAML refuses: key by key, each on its own."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.parse.block import MAX_BLOCK, read_block
from vaulttool.core.parse.complaints import LINKS, pair_of
from vaulttool.core.parse.entries import Complaint, Entry, Reading, Shape, Value
from vaulttool.core.pattern import pattern

MAX_KEYS = 1000

_LINE = pattern(r"[^\n]*\n|[^\n]+")
_KEY = pattern(r"([^\s:\uff1a#\-][^:\uff1a\n]{0,200})[:\uff1a]")
_GOES_ON = pattern(r"[ \t]|-[ \t]|-?\r?\n?$|#")


def salvage(block: str) -> Reading:
    """The entries of a block that cannot be read whole: lines `key: value`, lists below a key.

    `complaints` are those of each key by itself. At most `MAX_KEYS` keys, each of at most `MAX_BLOCK` characters.
    """
    reading = Reading()
    reading.readable = False
    offset = line = 0
    for chunk in _chunks(block):
        entries, complaints = _read(chunk)
        for entry in entries:
            reading.add(_moved(entry, offset, line))
        reading.complaints += [c._replace(line=c.line + line) for c in complaints]
        if len(reading.entries) >= MAX_KEYS:
            break
        offset += len(chunk)
        line += chunk.count("\n")
    return reading


def _chunks(block: str) -> Iterator[str]:
    """The block cut before each line that begins something new at its left edge."""
    begin = 0
    for line in _LINE.finditer(block):
        if line.start() > begin and not _GOES_ON.match(line[0]):
            yield block[begin : line.start()]
            begin = line.start()
    yield block[begin:]


def _read(chunk: str) -> tuple[list[Entry], list[Complaint]]:
    """What one chunk says; of a chunk that cannot be read, its first line alone, at worst as bare text."""
    first = chunk[: chunk.find("\n") + 1] or chunk
    if len(first) > MAX_BLOCK or not _KEY.match(first):
        return [], []
    whole = read_block(chunk)
    if whole.readable and whole.entries:
        return whole.entries, whole.complaints
    alone = read_block(first)
    return (alone.entries if alone.readable and alone.entries else _bare(first)), whole.complaints[-1:]


def _bare(line: str) -> list[Entry]:
    found = _KEY.match(line)
    if not found:
        return []
    pair = pair_of(line.replace("\uff1a", ": ", 1).rstrip("\r\n"))
    text = pair.value if pair else line[found.end() :].strip()
    key = found[1].rstrip()
    start = line.find(text, found.end()) if text else found.end()
    links = LINKS.findall(text) if text.lstrip("\"'").startswith("[[") else []
    texts = links if len(links) > 1 else [text.strip("\"'")]
    values = tuple(Value(t, start, start + len(text), 0, start, False) for t in texts if t)
    shape: Shape = "list" if len(values) > 1 else "scalar" if values else "null"
    return [Entry(key, shape, values, 0, len(key), start, start + len(text), 0, 0)]


def _moved(entry: Entry, offset: int, line: int) -> Entry:
    values = tuple(v._replace(start=v.start + offset, end=v.end + offset, line=v.line + line) for v in entry.values)
    return Entry(
        entry.key, entry.shape, values, entry.key_start + offset, entry.key_end + offset,
        entry.start + offset, entry.end + offset, entry.line + line, entry.column, entry.flow,
    )  # fmt: skip
