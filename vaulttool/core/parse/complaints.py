"""What is wrong with a frontmatter block, in plain words with a remedy. When to say it is decided elsewhere."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from vaulttool.core.parse.entries import Complaint, Refused, Value, unreadable
from vaulttool.core.pattern import pattern

_PAIR = pattern(r"([ ]*)((?:- )*)([^\s:#\-][^:]*):[ \t\xa0]+(\S.*)")
LINKS = pattern(r"\[\[[^\[\]]+\]\]")
_ONLY_LINKS = pattern(r"""["']?\[\[[^\[\]]+\]\]["']?(?:[\s,;]+["']?\[\[[^\[\]]+\]\]["']?)+[\s,;]*""")
_LOOKALIKE = pattern(r"^[\w][\w -]{0,60}?(:\xa0|:(?=[^\s:/])|[\uff1a\ufe55\ufe13\ua789\u2236\u02d0])", re.M)
_FROM_CONTEXT = ("quoted scalar", "simple key", "flow sequence", "flow mapping")
_WORDS = (
    ("mapping values are not allowed", "a second `: ` stands in the value"),
    ("found character '\\t'", "a tab stands in the indentation"),
    ("cannot start any token", "a value cannot begin with this character"),
    ("found unexpected end of stream", "the quote that opens here is never closed"),
    ("found unexpected document", "the quote that opens here is never closed"),
    ("could not find expected ':'", "this line is neither `key: value` nor part of a value"),
    ("entries are not allowed", "a list cannot begin on the line of its key"),
    ("',' or", "the bracket that opens here is never closed"),
    ("escape", "a `\\` in double quotes begins an escape that YAML does not know"),
    ("comment or line break", "`>` or `|` begins a text block, so nothing else may follow it on the line"),
    ("indentation indicator", "`>` or `|` begins a text block, so nothing else may follow it on the line"),
    ("document start", "the YAML ends before the closing ---"),
    ("node content", "a bracket is closed here that was never opened"),
    ("expected key", "the value ends, and more follows on the line"),
    ("block end", "the value ends, and more follows on the line"),
)


def place(block: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset, both from 0."""
    return block.count("\n", 0, offset), offset - block.rfind("\n", 0, offset) - 1


def of_error(error: Exception, block: str) -> Complaint:
    """What a YAML error means, at the line that is to blame."""
    odd = _LOOKALIKE.search(block)
    if odd and not (odd[1] == ":" and pair_of(block[odd.start() :].split("\n", 1)[0])):
        return _lookalike(block, odd)
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    context = str(getattr(error, "context", None) or "")
    if context.endswith(_FROM_CONTEXT) and "escape" not in problem:
        mark = getattr(error, "context_mark", None) or mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = block.split("\n")
    text = lines[line] if line < len(lines) else ""
    if "cannot start" in problem and text[column : column + 1] == "\t":
        problem = "found character '\\t'"
    words = next((words for part, words in _WORDS if part in problem), f"YAML cannot read on here: {problem}")
    return _suggested(line, column, text, words)


def _suggested(line: int, column: int, text: str, words: str) -> Complaint:
    pair = pair_of(text)
    if not pair:
        hint = "Indent with blanks, not tabs." if "tab" in words else "Write each line as `key: value`."
        return unreadable(line, column, words, hint)
    if _ONLY_LINKS.fullmatch(pair.value):
        listed = ", ".join(f'"{link}"' for link in LINKS.findall(pair.value))
        return unreadable(line, pair.column, "two links in one value", f"Write `{pair.key}: [{listed}]`")
    if "{{" in pair.value:
        words = f"a template's placeholder stands in `{pair.key}`"
        return unreadable(line, column, words, f'Write {pair.key}: "..." with the value, or nothing.')
    if pair.indent and "second" in words and ": " not in pair.value:
        return unreadable(line, column, "this line is indented below a value", "Take the blanks before it away.")
    if "bracket that opens" in words:
        hint = f"Close it, or write {pair.key}: {quoted(pair.value)} when it is text."
    elif "escape" in words:
        hint = f"Write {pair.key}: '{_inside(pair.value)}'"
    else:
        hint = f"Write {pair.key}: {quoted(pair.value)}"
    return unreadable(line, column, words, hint)


class Pair(NamedTuple):
    """A line `key: value` by its looks. `indent` is what stands before the key, `column` (from 0) the value's."""

    indent: str
    key: str
    value: str
    column: int


def pair_of(line: str) -> Pair | None:
    """The key and the value of a line that looks like it, None for another line or one without a value."""
    found = _PAIR.match(line)
    return Pair(found[1] + found[2], found[3].rstrip(), found[4].rstrip(), found.start(4)) if found else None


def quoted(value: str) -> str:
    """A value in double quotes, as YAML reads it back; a quote left open before it is taken off first."""
    bare = value[1:] if value[:1] in ("'", '"') and value.count(value[0]) == 1 else value
    escaped = bare.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _inside(value: str) -> str:
    return value.strip('"').replace("'", "''")


def no_mapping(block: str) -> Refused:
    """The block is text or a list, not `key: value` lines."""
    odd = _LOOKALIKE.search(block)
    if odd:
        return Refused(_lookalike(block, odd))
    message = "what stands between the two --- lines is not `key: value` lines"
    hint = "Write `key: value` lines there, or a blank line above the first --- when it is meant as a rule."
    return Refused(Complaint(-1, 0, "frontmatter-not-a-mapping", "error", message, hint))


def _lookalike(block: str, odd: re.Match[str]) -> Complaint:
    line, column = place(block, odd.start(1))
    if odd[1] == ":\xa0":
        return unreadable(line, column + 1, "a no-break space stands after the colon", "Type a plain blank after it.")
    if odd[1] == ":":
        return unreadable(line, column + 1, "a blank is missing after the colon", "Type a blank there.")
    message = f"`{odd[1]}` (U+{ord(odd[1]):04X}) looks like a colon and is none"
    return unreadable(line, column, message, "Type a plain `:` and a blank.")


def at_event(event: Any, message: str, hint: str) -> Refused:
    """YAML can be read on, but notes do not go there."""
    return Refused(unreadable(event.start_mark.line, event.start_mark.column, message, hint))


def extras(event: Any) -> Refused:
    """An anchor, an alias, a merge or a tag: they let one line stand for many, or for code."""
    tag = getattr(event, "tag", None)
    if tag:
        message = f"`{tag}` is read as a YAML tag, which notes do not have"
        return at_event(event, message, "Put the value in double quotes when it is text.")
    mark = event.start_mark
    anchor = getattr(event, "anchor", None)
    sign = "<<" if not anchor else f"*{anchor}" if type(event).__name__ == "AliasEvent" else f"&{anchor}"
    message = f"`{sign}` is a YAML anchor, alias or merge, which notes do not have"
    hint = "Put the value in double quotes when it is text, else write the value out."
    return Refused(Complaint(mark.line, mark.column, "alias-or-anchor", "error", message, hint))


def too_large(message: str) -> Refused:
    """The block passes a cap."""
    return Refused(Complaint(0, 0, "too-large", "error", message, "Move long texts and lists below the closing ---."))


def unquoted_link(key: str, values: list[Value]) -> Complaint:
    """A `[[link]]` without quotes, which YAML takes for a list in a list; understood all the same."""
    first = next(value for value in values if not value.quoted and value.text.startswith("[["))
    listed = ", ".join(f'"{value.text}"' for value in values)
    hint = f"Write {key}: {listed}" if len(values) == 1 else f"Write {key}: [{listed}]"
    message = f"{first.text} without quotes is a list in a list to YAML"
    return Complaint(first.line, first.column, "unquoted-link", "warning", message, hint, fixable=True)


def lost_to_comment(block: str, key: str, value: str, comment: str, offset: int) -> Complaint:
    """A `#word` after a value or in its place: YAML drops it."""
    line, column = place(block, offset)
    rest = comment.rstrip()
    text, are_tags = f"{value} {rest}".strip(), not value and key in ("tags", "tag")
    empty = f"`{key}:` is empty, since YAML takes `{rest}` for a comment"
    message = f"YAML leaves out `{rest}` as a comment" if value else empty
    hint = f"Write {key}: [{rest[1:]}]" if are_tags else f'Write {key}: "{text}", or a blank after the # of a comment.'
    return Complaint(line, column, "hash-tag", "warning", message, hint, fixable=are_tags)
