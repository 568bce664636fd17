"""The bytes of one note -> what it says. No other note is looked at, and nothing a user wrote raises an error."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from vaulttool.core.diagnostics import Finding, Severity
from vaulttool.core.mentions import FIELD as MENTION
from vaulttool.core.model import Field, Item, Link, Note
from vaulttool.core.parse.block import read_fully
from vaulttool.core.parse.body import (
    Body,
    folder_of,
    has_notes,
    lines_of,
    read_body,
    read_items,
    read_links,
    read_mentions,
    read_tags,
)
from vaulttool.core.parse.conflict import settle
from vaulttool.core.parse.decoding import decode
from vaulttool.core.parse.entries import Complaint, Reading
from vaulttool.core.parse.fields import fields_of, placeholder, tags_of, under_our_names
from vaulttool.core.parse.framing import BOM, Frame, foreign, misplaced, split
from vaulttool.core.parse.links import field_links
from vaulttool.core.parse.others import is_plugin_file
from vaulttool.core.parse.plain import plain_fields
from vaulttool.core.parse.vocabulary import LINK_FIELDS, kind_by_folder, kind_by_tag, kind_by_type, vocabulary
from vaulttool.core.schema import FIELD_OF
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold

_NONE: dict[str, str] = {}
MAX_COMPLAINTS = 20
"""How many more faults of an unreadable frontmatter are listed."""

_ALWAYS = frozenset({"frontmatter-not-first", "frontmatter-not-yaml"})


class Parsed(Struct, frozen=True):
    """A note and the text below its frontmatter, for full text only."""

    note: Note
    body: str


class _Draft(Struct):
    path: str
    text: str
    findings: list[Finding]
    salvaged: bool
    frame: Frame
    fields: dict[str, Field] = field(default_factory=dict)
    body: Body | None = None

    def complain(self, complaint: Complaint) -> None:
        self.findings.append(complaint.finding(self.path, self.frame.block_line))

    @property
    def body_text(self) -> str:
        return self.text[self.frame.body_start :]


def parse_note(path: str, raw: bytes, settings: Settings) -> Parsed:
    """What the note at `path` (relative to the vault, with `/`) says. Never raises on what a user wrote."""
    draft = _framed(path, raw)
    if draft.frame.state != "none":
        _read_frontmatter(draft)
    else:
        _look_for_frontmatter(draft)
    kind = _kind(draft, settings)
    body = draft.body_text
    note = _ours(draft, kind, settings) if kind else _not_ours(draft, settings)
    return Parsed(note, body)


def _framed(path: str, raw: bytes) -> _Draft:
    text, findings, damaged = decode(path, raw)
    found = list(findings)
    if "\r" in text and "\n" not in text and text.removeprefix(BOM).startswith("---"):
        message = "the lines end as on an old Mac (carriage return alone), so there is no frontmatter"
        found.append(
            Finding(path, 1, 1, "frontmatter-unreadable", "error", message, "Save the note with LF line ends.")
        )
        text, damaged = text.replace("\r", "\n"), True
    text, conflicts = settle(path, text)
    frame = split(text, blanks_before=bool(conflicts))
    return _Draft(path, text, found + conflicts, damaged or bool(conflicts), frame)


def _read_frontmatter(draft: _Draft) -> None:
    frame = draft.frame
    block = draft.text[frame.block_start : frame.block_end]
    if frame.state == "unclosed":
        draft.findings.append(_unclosed(draft.path, frame))
        _rescue(draft, block)
        return
    draft.fields = plain_fields(block, frame.block_line)
    if not draft.fields:
        reading = read_fully(block)
        if not reading.readable:
            _explain(draft, reading, _rescue(draft, block))
            return
        draft.fields = fields_of(reading, frame.block_line)
        for complaint in reading.complaints:
            draft.complain(complaint)
    if ("{{" in block or "<%" in block) and (found := placeholder(draft.path, draft.fields)):
        draft.findings.append(found)


def _rescue(draft: _Draft, block: str) -> Reading:
    """Take what can still be read of a block that cannot be read whole."""
    from vaulttool.core.parse.salvage import salvage

    rescued = salvage(block)
    draft.salvaged, draft.fields = True, fields_of(rescued, draft.frame.block_line)
    return rescued


def _explain(draft: _Draft, reading: Reading, rescued: Reading) -> None:
    """Say why the reading stopped, and what else is wrong on other lines."""
    from vaulttool.core.parse.complaints import no_mapping

    fatal = reading.complaints[-1]
    if not rescued.entries and fatal.rule not in ("too-large", "frontmatter-not-a-mapping"):
        fatal = no_mapping(draft.text[draft.frame.block_start : draft.frame.block_end]).complaint
    if fatal.rule == "frontmatter-not-a-mapping" and not rescued.entries:
        start = len(BOM) if draft.text.startswith(BOM) else 0
        draft.frame = replace(draft.frame, body_start=start, body_line=1)
    draft.complain(fatal)
    others = {complaint.line: complaint for complaint in rescued.complaints if complaint.line != fatal.line}
    for complaint in list(others.values())[:MAX_COMPLAINTS]:
        draft.complain(complaint)


def _unclosed(path: str, frame: Frame) -> Finding:
    message = "the frontmatter that opens here has no closing --- line"
    hint = "Write --- on a line of its own below the last property."
    return Finding(path, frame.block_line - 1, 1, "frontmatter-unclosed", "error", message, hint)


def _look_for_frontmatter(draft: _Draft) -> None:
    """A note without frontmatter may have meant one: below blank lines, or in another language."""
    frame = misplaced(draft.text)
    if frame:
        from vaulttool.core.parse.salvage import salvage

        found = salvage(draft.text[frame.block_start : frame.block_end]).get("type")
        ours = bool(found and kind_by_type(v.text for v in found.values))
        severity: Severity = "warning" if ours else "hint"
        message = "blank lines stand before the frontmatter, so it is none"
        hint = "Delete the blank lines: --- must be the first line of the note."
        draft.findings.append(
            Finding(draft.path, frame.block_line - 1, 1, "frontmatter-not-first", severity, message, hint)
        )
    language = foreign(draft.text)
    if language:
        message = f"frontmatter in {language}; notes have YAML"
        hint = "Write `key: value` lines between two --- lines."
        draft.findings.append(Finding(draft.path, 1, 1, "frontmatter-not-yaml", "warning", message, hint))


def _kind(draft: _Draft, settings: Settings) -> str:
    """By `type:`, else by the folder, else by a tag; `""` when the note is not ours."""
    named = draft.fields.get("type")
    for found in (named,) if named else [f for key, f in draft.fields.items() if key.lower() == "type"]:
        written = [value for value in found.values if value.strip()]
        if written:
            return kind_by_type(written)
    words = vocabulary(settings)
    if not draft.text.strip() or is_plugin_file(draft.path, draft.fields):
        return ""
    kind = kind_by_folder(draft.path, words)
    if kind or not words.tags:
        return kind
    return kind_by_tag(tags_of(draft.fields), words) or kind_by_tag(read_tags(_body(draft)), words)


def _body(draft: _Draft) -> Body:
    if draft.body is None:
        draft.body = read_body(draft.path, lines_of(draft.body_text), draft.frame.body_line)
    return draft.body


def _ours(draft: _Draft, kind: str, settings: Settings) -> Note:
    fields = under_our_names(draft.fields, FIELD_OF[kind], settings.synonyms.get(kind, _NONE))
    body = _body(draft)
    headings = vocabulary(settings).headings
    read_items(body, kind, headings)
    folder = folder_of(draft.path)
    link_fields = LINK_FIELDS[kind]
    links: list[Link] = []
    for name, found in fields.items():
        if name in link_fields:
            links += field_links(name, found, folder)
    links += read_links(body)
    named = fields.get("name")
    return Note(
        draft.path,
        kind,
        (named.first.strip() if named else "") or _stem(draft.path),
        fields,
        tuple(links),
        tuple(body.items),
        tuple([heading.text for heading in body.blocks.headings]),
        tuple(dict.fromkeys((*tags_of(fields), *read_tags(body)))),
        tuple(sorted((*draft.findings, *body.findings))),
        draft.salvaged,
        has_notes(body, headings),
        draft.frame.body_line,
    )


def _not_ours(draft: _Draft, settings: Settings) -> Note:
    """A note of the user's own: its fields are kept, and only what may hide a record is said."""
    items: list[Item] = []
    daily = vocabulary(settings).daily
    stem = _stem(draft.path)
    if daily and fold(draft.path).startswith(daily):
        read_mentions(_body(draft), stem)
        items = _body(draft).items
    findings = [f for f in draft.findings if f.severity == "error" or f.rule in _ALWAYS or draft.salvaged]
    return Note(
        draft.path,
        "",
        stem,
        draft.fields,
        tuple(Link(target, MENTION, item.line, item.column) for item in items for target in item.links),
        tuple(items),
        tags=tuple(dict.fromkeys(tags_of(draft.fields))),
        findings=tuple(sorted(findings)),
        salvaged=draft.salvaged,
        body_line=draft.frame.body_line,
    )


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(".md")
