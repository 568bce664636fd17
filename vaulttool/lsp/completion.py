"""Completion: the choices for the cursor's place as the client wants them. Which there are is said in `choices`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from lsprotocol import types

from vaulttool.core.schema import Type
from vaulttool.core.values import fold
from vaulttool.core.vault_fields import fields_of
from vaulttool.lsp.choices import Choice, choices
from vaulttool.lsp.cursor import Word, word_at
from vaulttool.lsp.vault import View

TRIGGERS = ("[", "(", ":", " ", "-", '"')
"""Signs after which the client asks by itself."""

_MOST = 200
_KIND = {
    "key": types.CompletionItemKind.Field,
    "inline-key": types.CompletionItemKind.Field,
    "link": types.CompletionItemKind.Reference,
}


def complete(view: View, offset: int) -> types.CompletionList:
    """What may be written at an offset."""
    word = word_at(view, offset)
    if word is None:
        return types.CompletionList(is_incomplete=False, items=[])
    found = _fitting(choices(view, word), word.typed)
    items = [_item(view, word, choice, number) for number, choice in enumerate(found[:_MOST])]
    return types.CompletionList(is_incomplete=len(found) > _MOST, items=items)


def _fitting(found: Iterable[Choice], typed: str) -> list[Choice]:
    """Those that hold what is typed; those that begin so first; one more than are shown, at most."""
    wanted = fold(typed)
    fits = [choice for choice in found if wanted in fold(choice.text) or wanted in fold(choice.also)]
    fits.sort(key=lambda choice: not fold(choice.text).startswith(wanted))
    return list(islice(fits, _MOST + 1))


def _item(view: View, word: Word, choice: Choice, number: int) -> types.CompletionItem:
    start, end, text, opening = _written(view, word, choice)
    return types.CompletionItem(
        label=choice.text,
        kind=_KIND.get(word.sort, types.CompletionItemKind.Value),
        detail=choice.detail or None,
        documentation=types.MarkupContent(types.MarkupKind.Markdown, choice.page) if choice.page else None,
        filter_text=f"{opening}{choice.text} {choice.also}".strip(),
        sort_text=f"{number:04}",
        text_edit=types.TextEdit(view.places.range(start, end), text),
    )


def _written(view: View, word: Word, choice: Choice) -> tuple[int, int, str, str]:
    """Start, end and text of the change, and what of it stands before the choice itself."""
    if word.sort == "link":
        return _link(view, word, choice)
    start, end = word.start, word.end
    lead = " " if view.text[start - 1 : start] == ":" else ""
    if word.sort == "key":
        return start, end, choice.text + ("" if word.name else ": "), ""
    if word.sort == "inline-key":
        return start, end, f"{choice.text}:: ", ""
    if word.sort == "value" and _is_link(view, word.name):
        quoted = view.text[start - 1 : start] in ('"', "'")
        return start, end, lead + (f"[[{choice.text}]]" if quoted else f'"[[{choice.text}]]"'), ""
    return start, end, lead + choice.text, ""


def _link(view: View, word: Word, choice: Choice) -> tuple[int, int, str, str]:
    """The target alone where the brackets are closed; a link in the frontmatter is put in quotes."""
    text, end = view.text, word.end
    target = choice.text.partition("|")[0] if text.startswith(("|", "#"), end) else choice.text
    if word.section == "frontmatter" and word.opening == "[[" and not text.startswith(("|", "#"), end):
        return word.start, end + 2 * word.closed, f'"[[{target}]]"', "[["
    quote = word.opening.removesuffix("[[")
    closing = "" if word.closed else f"]]{'' if quote and text.startswith(quote, end) else quote}"
    return word.start, end, f"[[{target}{closing}", "[["


def _is_link(view: View, name: str) -> bool:
    spec = fields_of(view.note.kind, view.settings).get(name) if view.note.kind else None
    return spec is not None and spec.type is Type.LINK
