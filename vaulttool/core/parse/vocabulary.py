"""The settings as the parser asks them: which kind a note is, which section a heading names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from vaulttool.core.schema import FIELD_OF, KIND_SYNONYMS, KINDS, Type
from vaulttool.core.settings import Settings
from vaulttool.core.values import fold

LINK_FIELDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(name for name, spec in specs.items() if spec.type is Type.LINK) for kind, specs in FIELD_OF.items()
}


class Vocabulary(Struct, frozen=True):
    """`headings`, `tags` have folded keys; `folders` are folded, end in `/`, the longest first."""

    headings: Mapping[str, str]
    folders: tuple[tuple[str, str], ...]
    tags: Mapping[str, str]
    daily: str


_memo: list[tuple[Settings, Vocabulary]] = []


def vocabulary(settings: Settings) -> Vocabulary:
    """The vocabulary of these settings; that of the latest settings is kept at hand."""
    if not _memo or _memo[0][0] is not settings:
        _memo[:] = [(settings, _made(settings))]
    return _memo[0][1]


def _made(settings: Settings) -> Vocabulary:
    folders = {_folder(name): kind for name, kind in settings.folders.items()}
    return Vocabulary(
        {fold(name): section for name, section in settings.headings.items()},
        tuple(sorted(folders.items(), key=lambda pair: -len(pair[0]))),
        {fold(tag.lstrip("#")): kind for tag, kind in settings.tags.items()},
        _folder(settings.daily_notes) if settings.daily_notes else "",
    )


def _folder(name: str) -> str:
    return fold(name.strip("/")) + "/"


def kind_by_type(values: Iterable[str]) -> str:
    """The kind that a `type:` names (`contact`, `Person`, `#contact`, `[[contact]]`), `""` for none of ours."""
    for value in values:
        word = value if value in KINDS else value.strip(" \t#[]\"'").lower()
        kind = KIND_SYNONYMS.get(word, word)
        if kind in KINDS:
            return kind
    return ""


def kind_by_folder(path: str, words: Vocabulary) -> str:
    """The kind of the notes in the folder that holds this path, `""` for none."""
    if "/" not in path:
        return ""
    folded = fold(path)
    return next((kind for folder, kind in words.folders if folded.startswith(folder)), "")


def kind_by_tag(tags: Iterable[str], words: Vocabulary) -> str:
    """The kind that one of the tags stands for; `person/work` is also a `person`."""
    for tag in map(fold, tags):
        for known, kind in words.tags.items():
            if tag == known or tag.startswith(known + "/"):
                return kind
    return ""
