"""Pages of the findings that the parser and the scanner make as they read: nothing is looked for here."""

from __future__ import annotations

from collections.abc import Iterator

from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem
from vaulttool.core.checks.rule import Check


def frontmatter_unclosed(case: Case) -> Iterator[Problem]:
    """The note begins with `---` and no second `---` line ends the frontmatter.

    Where the fields end cannot be known, so only what looks like a field counts, and nothing is written to the note.

    Example: `---`, `type: contact`, and then the body.
    Remedy: put a line `---` below the last field.
    """
    yield from ()


def frontmatter_unreadable(case: Case) -> Iterator[Problem]:
    """YAML cannot read the frontmatter. The line is the one where it stops.

    What stands in single lines `key: value` still counts, the rest of the fields does not, and nothing is written.

    Example: `role: Analyst: wetlands` (a second colon), or a quote that is never closed.
    Remedy: put the value in quotes: `role: "Analyst: wetlands"`.
    """
    yield from ()


def frontmatter_not_a_mapping(case: Case) -> Iterator[Problem]:
    """Between the two `---` lines stands something else than `key: value` lines.

    The note is kept as plain text; it has no fields.

    Example: a list, or a letterhead between two rules.
    Remedy: write fields, such as `type: contact`; or put an empty line above the first `---` when it is a rule.
    """
    yield from ()


def frontmatter_not_first(case: Case) -> Iterator[Problem]:
    """Blank lines stand above the frontmatter, so it is none: `---` must be the first line of the note.

    A warning when the note says it is one of ours, a hint elsewhere.

    Example: an empty line, then `---`, `type: contact`, `---`.
    Remedy: delete the blank lines.
    """
    yield from ()


def frontmatter_not_yaml(case: Case) -> Iterator[Problem]:
    """The note begins with frontmatter in another language than YAML, such as TOML (`+++`) or JSON.

    Its fields are not read; the text below is.

    Example: `+++`, `type = "contact"`, `+++`.
    Remedy: write `type: contact` between two lines of `---`.
    """
    yield from ()


def placeholder_unfilled(case: Case) -> Iterator[Problem]:
    """A value is still the placeholder of a template.

    Example: `created: "{{date}}"` in a note that no template program filled in.
    Remedy: fill it in. If the note is a template, move it to a folder that `exclude` names, such as Templates.
    """
    yield from ()


def duplicate_key(case: Case) -> Iterator[Problem]:
    """A field stands twice. The finding is at the later one; the first one counts.

    Programs differ in which of the two they take, so an answer depends on luck.

    Example: `org: Acme` and, four lines below, `org: Marsh Trust`.
    Remedy: delete the one that is no longer true.
    """
    yield from ()


def unquoted_link(case: Case) -> Iterator[Problem]:
    """A link in the frontmatter without quotes around it.

    YAML takes `[[Ana Ruiz]]` for a list in a list. It is understood here; Obsidian does not show it as a link.

    Example: `contact: [[Ana Ruiz]]`.
    Remedy: `contact: "[[Ana Ruiz]]"`. `check --fix` does it.
    """
    yield from ()


def hash_tag(case: Case) -> Iterator[Problem]:
    """A value begins with `#`, so YAML takes it for a comment and the value is lost.

    Example: `tags: #mentor`, which is an empty field.
    Remedy: write tags without the sign: `tags: [mentor]`, which `check --fix` does. Put another value in quotes, or a
    blank after the `#` of what is a comment.
    """
    yield from ()


def conflict_markers(case: Case) -> Iterator[Problem]:
    """A git merge left both versions in the note, between `<<<<<<<` and `>>>>>>>`.

    Both sides are read as far as they can be, and nothing is written until one is chosen.

    Example: two lines `status:` with `=======` between them.
    Remedy: keep the right lines and delete the marker lines. `vaulttool git setup` avoids most of these.
    """
    yield from ()


def not_utf8(case: Case) -> Iterator[Problem]:
    """The file is not UTF-8 text.

    Names with accents may be misread, and nothing is written to the note.

    Example: a note saved as Latin-1 or UTF-16 by an old program.
    Remedy: save it as UTF-8.
    """
    yield from ()


def too_large(case: Case) -> Iterator[Problem]:
    """The note, or its frontmatter, is larger than what is read of one note.

    What stands below the limit does not count.

    Example: a picture pasted into the text as letters.
    Remedy: keep the picture as a file of its own and link to it; move old log lines to another note.
    """
    yield from ()


def alias_or_anchor(case: Case) -> Iterator[Problem]:
    """The frontmatter uses an anchor (`&name`), an alias (`*name`) or a tag (`!name`) of YAML.

    They can make a small note endless, so they are refused. A value that begins with one of these signs looks the same.

    Example: `role: *freelance*`.
    Remedy: put the value in quotes: `role: "*freelance*"`.
    """
    yield from ()


def unreadable_file(case: Case) -> Iterator[Problem]:
    """The file cannot be read, or it is damaged.

    The person in it is missing from every list until it can be read.

    Example: a file without the right to read it, or one filled with zeros after a power loss.
    Remedy: give yourself the right, or restore the file from git or a backup; exclude it if it is no note of yours.
    """
    yield from ()


def sync_conflict_copy(case: Case) -> Iterator[Problem]:
    """A program that syncs files left a second copy of a note, because both sides had changed.

    The copy is not read: it would be a second person. What is only in the copy is missing.

    Example: `Ana Ruiz.sync-conflict-20260112-003022-FUIKK4.md`.
    Remedy: move what is missing into the note and delete the copy.
    """
    yield from ()


def item_unreadable(case: Case) -> Iterator[Problem]:
    """A list line begins like a touch, a promise or a favour, and does not read as one.

    It is kept, and counts for nothing or for less than you meant.

    Example: `- 2026-13-01 email out: asked for 20 minutes` (no such month).
    Remedy: `- 2026-11-18 email out: asked for 20 minutes (for:: outreach)`.
    """
    yield from ()


CHECKS = (
    Check("frontmatter-unclosed", "error", frontmatter_unclosed, ()),
    Check("frontmatter-unreadable", "error", frontmatter_unreadable, ()),
    Check("frontmatter-not-a-mapping", "error", frontmatter_not_a_mapping, ()),
    Check("frontmatter-not-first", "warning", frontmatter_not_first, ()),
    Check("frontmatter-not-yaml", "warning", frontmatter_not_yaml, ()),
    Check("placeholder-unfilled", "warning", placeholder_unfilled, ()),
    Check("duplicate-key", "warning", duplicate_key, ()),
    Check("unquoted-link", "warning", unquoted_link, (), fixable=True),
    Check("hash-tag", "warning", hash_tag, (), fixable=True),
    Check("conflict-markers", "error", conflict_markers, ()),
    Check("not-utf8", "error", not_utf8, ()),
    Check("too-large", "warning", too_large, ()),
    Check("alias-or-anchor", "error", alias_or_anchor, ()),
    Check("unreadable-file", "error", unreadable_file, ()),
    Check("sync-conflict-copy", "warning", sync_conflict_copy, ()),
    Check("item-unreadable", "warning", item_unreadable, ()),
)
