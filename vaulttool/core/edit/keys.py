"""Changes of one frontmatter key: set, extend, remove, rename, as splices. Where a new key goes is in `insertion`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from vaulttool.core.edit.change import Refused, Splice
from vaulttool.core.edit.insertion import Plan, insert, key_text, list_style
from vaulttool.core.edit.lists import beside, dash_lines, in_brackets, relist
from vaulttool.core.edit.page import Page
from vaulttool.core.edit.scalars import looks_like, written
from vaulttool.core.link_text import links_in
from vaulttool.core.parse.entries import Entry
from vaulttool.core.schema import FieldSpec, Type
from vaulttool.core.values import fold


def set_field(page: Page, name: str, value: str | tuple[str, ...]) -> Plan:
    """See `SetField`."""
    name = page.name_of(name)
    entry = page.find(name)
    texts = (value,) if isinstance(value, str) else value
    if entry is None:
        return insert(page, name, value, _writer(page, name))
    if entry.shape in ("scalar", "list") and _texts(entry) == texts:
        return Plan((), entry.key, texts)
    _check_simple(page, entry)
    if entry.shape == "list" and (not isinstance(value, str) or _may_be_list(page, name)):
        return Plan(tuple(relist(page, entry, texts, _writer(page, name))), entry.key, texts)
    if isinstance(value, str) or (len(value) == 1 and entry.shape == "scalar"):
        return Plan(_as_scalar(page, name, entry, texts[0]), entry.key, texts)
    return Plan(_as_list(page, name, entry, texts), entry.key, texts)


def add_to_list(page: Page, name: str, value: str) -> Plan:
    """See `AddToList`."""
    name = page.name_of(name)
    entry = page.find(name)
    present = _values(name, entry) if entry else ()
    if any(_same(page, name, value, one) for one in present):
        return Plan((), entry.key if entry else name, _texts(entry) if entry else ())
    return set_field(page, name, (*present, value))


def remove_from_list(page: Page, name: str, value: str) -> Plan:
    """See `RemoveFromList`."""
    name = page.name_of(name)
    entry = page.find(name)
    present = _values(name, entry) if entry else ()
    left = tuple(one for one in present if not _same(page, name, value, one))
    if entry is None or left == present:
        return Plan((), entry.key if entry else name, _texts(entry) if entry else None)
    return unset(page, name) if entry.shape == "scalar" and not left else set_field(page, name, left)


def unset(page: Page, name: str) -> Plan:
    """See `Unset`."""
    entry = page.find(page.name_of(name))
    if entry is None:
        return Plan((), name, None)
    _check_simple(page, entry)
    return Plan((Splice(page.key_line(entry), page.behind(entry), ""),), entry.key, None)


def requote(page: Page, name: str) -> Plan:
    """See `Requote`."""
    name = page.name_of(name)
    entry = page.find(name)
    if entry is None or entry.shape not in ("scalar", "list"):
        return Plan((), entry.key if entry else name, _texts(entry) if entry else None)
    write, flow = _writer(page, name), page.bracketed(entry)
    splices = tuple(
        Splice(page.at(value.start), page.at(value.end), new)
        for value in entry.values
        if not value.quoted
        and value.text
        and "\n" not in page.written(value)
        and (new := write(value.text, page.written(value), value.text, flow)) != page.written(value)
    )
    if splices:
        _check_simple(page, entry)
    return Plan(splices, entry.key, _texts(entry))


def rename_key(page: Page, key: str, to: str) -> Plan:
    """See `RenameKey`."""
    entry = page.find(key)
    if entry is None or entry.key != key or key == to:
        return Plan((), to, None)
    if page.find(to) is not None:
        raise Refused(f"`{to}` stands in the note already", f"Delete `{key}` or `{to}`.")
    page.key_line(entry)
    splice = Splice(page.at(entry.key_start), page.at(entry.key_end), key_text(to))
    return Plan((splice,), to, _texts(entry), replaces=key)


def _texts(entry: Entry) -> tuple[str, ...]:
    return tuple(value.text for value in entry.values)


def _values(name: str, entry: Entry) -> tuple[str, ...]:
    """The values of a field that may be a list; tags in one text are several."""
    texts = _texts(entry)
    if name == "tags" and entry.shape == "scalar":
        return tuple(tag for tag in texts[0].replace(",", " ").split() if tag)
    return tuple(text for text in texts if text) if entry.shape == "scalar" else texts


def _same(page: Page, name: str, one: str, other: str) -> bool:
    if page.type_of(name) is not Type.LINK:
        return one == other
    return _target(one) == _target(other)


def _target(text: str) -> str:
    return fold(next((target for _, target, _ in links_in(text)), text))


def _may_be_list(page: Page, name: str) -> bool:
    spec = page.spec(name)
    return not isinstance(spec, FieldSpec) or spec.many


def _writer(page: Page, name: str) -> partial[str]:
    return partial(_write, page.type_of(name))


def _write(type_: Type | None, text: str, present: str, present_text: str, flow: bool) -> str:
    """A value of a field; where nobody declared the field, a bare number, date or word stays bare."""
    if type_ is None:
        like = looks_like(present) if present == present_text else ""
        if like in ("number", "date", "word") and like == looks_like(text):
            return text
    return written(text, type_ or Type.TEXT, present, present_text, flow=flow)


def _check_simple(page: Page, entry: Entry) -> None:
    """Refuse what is more than one value a line, one list."""
    page.key_line(entry)
    where = f"`{entry.key}` on line {page.line(entry)}"
    if entry.shape == "other":
        raise Refused(f"{where} holds more than a value or a list", "Change it by hand.")
    if entry.shape == "scalar" and "\n" in (value := page.written(entry.values[0])):
        if value[0] not in "|>":
            raise Refused(f"the value of {where} runs over several lines", "Write it in one line.")
        if "#" in value.split("\n", 1)[0]:
            raise Refused(f"a comment stands within the value of {where}", "Delete the comment.")


def _as_scalar(page: Page, name: str, entry: Entry, text: str) -> tuple[Splice, ...]:
    """One value in place of what stands there."""
    if entry.start == entry.end:
        return (beside(page.text, page.at(entry.start), _writer(page, name)(text, "", "", False)),)
    old = entry.values[0] if entry.shape == "scalar" else None
    new = _writer(page, name)(text, page.written(old) if old else "", old.text if old else "", False)
    if entry.shape == "list":
        _check_no_comment(page, entry)
    if entry.shape != "list" or page.bracketed(entry):
        return (Splice(page.at(entry.start), page.at(entry.end), new),)
    return (Splice(page.behind_colon(entry), page.at(entry.end), " " + new),)


def _check_no_comment(page: Page, entry: Entry) -> None:
    if "#" in page.block[entry.key_end : entry.end]:
        message = f"a comment may stand within the list `{entry.key}` on line {page.line(entry)}"
        raise Refused(message, "Change it by hand.")


def _as_list(page: Page, name: str, entry: Entry, texts: Sequence[str]) -> tuple[Splice, ...]:
    """A list in place of one value or none."""
    prefix = list_style(page, name, texts, entry)
    if not prefix:
        brackets = in_brackets(texts, _writer(page, name))
        if entry.start == entry.end:
            return (beside(page.text, page.at(entry.start), brackets),)
        return (Splice(page.at(entry.start), page.at(entry.end), brackets),)
    lines = [_writer(page, name)(text, "", "", False) for text in texts]
    gone = Splice(page.behind_colon(entry), page.at(entry.end), "")
    return (gone, dash_lines(page.text, page.behind(entry), prefix, lines))
