"""One pass over the links of a note: every one that leads nowhere, to several notes, or to the wrong one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vaulttool.core import schema
from vaulttool.core.book import Book
from vaulttool.core.checks.problem import Problem, at, listed, quoted
from vaulttool.core.checks.typed import Named
from vaulttool.core.desk import Desk
from vaulttool.core.diagnostics import Severity
from vaulttool.core.model import Link, Note
from vaulttool.core.pattern import pattern
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.values import fold

_FILE = pattern(r"\.[A-Za-z0-9]{1,5}$")
_NEEDED = frozenset({("interview", "contact"), ("interview", "moved_to")})
"""Fields without whose note an answer is wrong; elsewhere the name alone is still of use."""

_LINKS: Mapping[str, Mapping[str, FieldSpec]] = {
    kind: {name: spec for name, spec in specs.items() if spec.type is Type.LINK}
    for kind, specs in schema.FIELD_OF.items()
}
"""Kind -> its link fields."""


def link_faults(note: Note, desk: Desk) -> Iterator[Named]:
    """Everything that is wrong with where a note's links lead."""
    specs, book = _LINKS.get(note.kind, {}), desk.book
    for link in note.links:
        spec, target = specs.get(link.field), link.target
        if spec:
            fault = _in_field(note, link, spec, book)
        elif link.plain or not target or ((":" in target or "." in target) and _is_elsewhere(target)):
            continue
        else:
            found = book.resolve(target)
            fault = None if len(found) == 1 and found[0].endswith(f"/{target}.md") else _in_text(link, found)
        if fault:
            yield fault


def _in_text(link: Link, found: tuple[str, ...]) -> Named | None:
    """A link in the body, or in a field that takes any text: nothing is worked out from it."""
    if not found:
        return "link-broken", _broken(link, "contact", "hint")
    if len(found) > 1:
        return "link-ambiguous", _ambiguous(link, found, "hint")
    return ("link-by-alias", _by_alias(link, found[0])) if _is_by_alias(link, found[0]) else None


def _in_field(note: Note, link: Link, spec: FieldSpec, book: Book) -> Named | None:
    found = book.resolve(link.target)
    if not found:
        return _to_nobody(note, link, spec)
    if len(found) > 1:
        return "link-ambiguous", _ambiguous(link, found, "error")
    if found[0] != note.path:
        return _one(link, spec, found[0], book)
    return ("self-reference", _to_itself(link)) if link.field != "moved_to" else None


def _to_nobody(note: Note, link: Link, spec: FieldSpec) -> Named | None:
    if link.plain and (spec.to == ("org",) or link.field == "referrals"):
        return None
    severity: Severity = "error" if (note.kind, link.field) in _NEEDED else "warning"
    return "link-broken", _broken(link, spec.to[0] if spec.to else "contact", severity)


def _one(link: Link, spec: FieldSpec, path: str, book: Book) -> Named | None:
    """A link that leads to exactly one other note."""
    other = book.note(path)
    kind = other.kind if other else ""
    if spec.to and kind not in spec.to:
        return "link-wrong-kind", _wrong_kind(link, spec, path, kind)
    if link.plain or path.endswith(f"/{link.target}.md") or not _is_by_alias(link, path):
        return None
    return "link-by-alias", _by_alias(link, path)


def _is_elsewhere(target: str) -> bool:
    """An attachment, a web page, or something above the vault: no note."""
    found = _FILE.search(target)
    return "://" in target or (found is not None and found[0].lower() != ".md")


def _is_by_alias(link: Link, path: str) -> bool:
    said, own = link.target.rsplit("/", 1)[-1], path.removesuffix(".md").rsplit("/", 1)[-1]
    return said != own and fold(said) != fold(own)


def _broken(link: Link, kind: str, severity: Severity) -> Problem:
    where = f"`{link.field}` names {quoted(link.target)}" if link.field else f"a link names {quoted(link.target)}"
    hint = f'correct the name, or make the note: `vaulttool new {kind} "{link.name}"`'
    return at(link, f"{where}, and there is no such note", hint, severity=severity)


def _ambiguous(link: Link, found: tuple[str, ...], severity: Severity) -> Problem:
    where = f"`{link.field}` names {quoted(link.target)}" if link.field else f"a link names {quoted(link.target)}"
    hint = f'write the path: "[[{found[0].removesuffix(".md")}]]", or rename one of the notes'
    message = f"{where}, which may be {listed(found[:5])}"
    return at(link, message, hint, severity=severity)


def _wrong_kind(link: Link, spec: FieldSpec, path: str, kind: str) -> Problem:
    is_what = f"is of kind {kind}" if kind else "has no kind that vaulttool knows"
    hint = f"link to a note of kind {listed(spec.to)}, or write `type: {spec.to[0]}` in {path}"
    return at(link, f"`{link.field}` leads to {path}, which {is_what}; it takes {listed(spec.to)}", hint)


def _by_alias(link: Link, path: str) -> Problem:
    stem = path.removesuffix(".md").rsplit("/", 1)[-1]
    hint = f'write "[[{stem}|{link.label or link.target}]]": Obsidian does not follow a link by alias'
    return at(link, f"{quoted(link.target)} is an alias of {path}", hint)


def _to_itself(link: Link) -> Problem:
    return at(link, f"`{link.field}` leads to the note itself", "name the other one, or leave it out")
