"""Checks of what a note is and of how its keys are written. Keys of the user's own are never complained about."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from vaulttool.core import schema
from vaulttool.core.case import Case
from vaulttool.core.checks.problem import Problem, at, listed, quoted, value_spot
from vaulttool.core.checks.rule import Check
from vaulttool.core.similar import one_edit_apart, sure_match
from vaulttool.core.values import fold

_MIN_LETTERS = 4
_MIN_SURE_LETTERS = 5


def key_misspelt(case: Case) -> Iterator[Problem]:
    """A key of yours that looks like one of ours, one letter off, or in other capitals.

    Keys of your own are kept and never touched; this one may be a slip, and then its value does not count.

    Example: `emial: ana@acme.example`, `Status: met`.
    Remedy: `email: ...`. If the key is meant as it is, declare it in vaulttool.toml: `[fields.contact.emial]`.
    `check --fix` renames it where no other short word can be meant and the right key is not there yet.
    """
    note, own = case.note, case.desk.settings.fields.get(case.note.kind, {})
    for name in note.fields.keys() - schema.FIELD_OF[note.kind].keys():
        field = note.fields[name]
        if name not in own:
            ours = meant(note.kind, name)
            if ours:
                is_free = ours not in note.fields
                hint = f"if it is a slip, write `{ours}:`" if is_free else f"`{ours}` is there as well: keep one"
                message = f"the key {quoted(field.key)} looks like `{ours}`"
                yield at(field, message, hint, fixable=is_free and _is_sure(name, ours))


@lru_cache(maxsize=2048)
def meant(kind: str, key: str) -> str:
    """The one field that this key looks like, `""` for none."""
    plain = _plain(key)
    if plain in schema.FIELD_OF[kind]:
        return plain
    if len(plain) < _MIN_LETTERS:
        return ""
    return sure_match(plain, [name for name in schema.FIELD_OF[kind] if len(name) >= _MIN_LETTERS])


def _is_sure(key: str, meant: str) -> bool:
    """Whether it cannot well be a short word of the user's own."""
    plain = _plain(key)
    return plain == meant or sorted(plain) == sorted(meant) or min(len(plain), len(meant)) >= _MIN_SURE_LETTERS


def _plain(key: str) -> str:
    """A key in small letters, without signs that cannot be seen, blanks as `_`."""
    if not key.isascii():
        key = "".join(c for c in unicodedata.normalize("NFKC", key) if unicodedata.category(c) != "Cf")
    return "_".join(key.lower().replace("-", "_").split())


def type_missing(case: Case) -> Iterator[Problem]:
    """A note that is ours by its folder or tag, and does not say so.

    Moved to another folder it would no longer be read, and other programs do not know what it is.

    Example: `Contacts/Ana Ruiz.md` without `type:`.
    Remedy: `type: contact`. `check --fix` writes it.
    """
    if not case.note.text("type"):
        kind = case.note.kind
        message = f"the note does not say what it is; it is read as {kind} because of its folder or tag"
        yield at(case.note.fields.get("type"), message, f"write `type: {kind}`", fixable=True)


def type_unknown(case: Case) -> Iterator[Problem]:
    """A `type:` that is nearly one of ours, or any other one in a folder of ours.

    The note is not read. Types of your own elsewhere, such as `type: book`, are your business.

    Example: `type: contcat`.
    Remedy: one of contact, interview, org, campaign, shareable, question.
    """
    note = case.note
    written = fold(note.text("type"))
    if written and (_near_kind(written) or _in_our_folder(note.path, tuple(case.desk.settings.folders))):
        near = _near_kind(written)
        message = f"`type` is {quoted(note.text('type'))}, so the note is not read"
        hint = f"write `type: {near}`" if near else f"if the note is meant for vaulttool: {listed(schema.KINDS)}"
        yield at(value_spot(note.fields["type"]), message, hint)


def _near_kind(written: str) -> str:
    near = next((kind for kind in (*schema.KINDS, *schema.KIND_SYNONYMS) if _is_near(written, kind)), "")
    return schema.KIND_SYNONYMS.get(near, near)


def _is_near(written: str, kind: str) -> bool:
    return len(kind) > _MIN_LETTERS and (one_edit_apart(written, kind) or written == f"{kind}s")


def _in_our_folder(path: str, folders: tuple[str, ...]) -> bool:
    return any(fold(path).startswith(f"{fold(folder)}/") for folder in folders)


CHECKS = (
    Check("key-misspelt", "hint", key_misspelt, fixable=True),
    Check("type-missing", "warning", type_missing, fixable=True),
    Check("type-unknown", "hint", type_unknown, kinds=("",)),
)
