"""What may be written in a place of a note: fields, values, dates, names of notes, words of list lines. No protocol."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from vaulttool.core.schema import CHANNELS, KINDS, WAYS, FieldSpec, Type
from vaulttool.core.values import fold
from vaulttool.core.vault_fields import fields_of, takes
from vaulttool.lsp.cursor import Word
from vaulttool.lsp.inline_keys import DAY, INLINE_KEYS, PAST
from vaulttool.lsp.vault import View

_FEW_NUMBERS = 10
_SHARED = 2
"""From so many notes on, a value is offered to others."""
_NO_LINK = frozenset('[]|#^"\\')
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BACK = range(0, -8, -1)
_AHEAD = (*range(8), 14, 21, 30, 60, 90)


class Choice(Struct, frozen=True):
    """`text` is what would be written, `detail` a few words beside it, `page` more of them in Markdown.

    `also` are other words by which it is found.
    """

    text: str
    detail: str = ""
    page: str = ""
    also: str = ""


def choices(view: View, word: Word) -> Iterable[Choice]:
    """All that may stand there, the likeliest first."""
    match word.sort:
        case "key":
            return _keys(view)
        case "value":
            return _values(view, word.name)
        case "link":
            return _names(view, _spec(view, word.name))
        case "inline-key":
            return (Choice(key) for key in INLINE_KEYS.get(word.section, {}))
        case "inline-value":
            return _inline_values(view, word)
        case _:
            return _log_words(view, word.name.split())


def days(today: date, distances: Iterable[int]) -> Iterator[Choice]:
    """Days from today, with what they are in words."""
    for distance in distances:
        day = today + timedelta(days=distance)
        yield Choice(day.isoformat(), _in_words(day, distance), also=_in_words(day, distance))


def _in_words(day: date, distance: int) -> str:
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(distance)
    return near or (_WEEKDAYS[day.weekday()] if abs(distance) < 8 else f"in {distance} days")


def _keys(view: View) -> Iterator[Choice]:
    """The fields that the note has not."""
    if not view.note.kind:
        yield Choice("type", "the kind of note")
        return
    for name, spec in fields_of(view.note.kind, view.settings).items():
        if name not in view.note.fields:
            yield Choice(name, spec.meaning, f"{spec.meaning}\n\nTakes {takes(spec)}")


def _spec(view: View, name: str) -> FieldSpec | None:
    return fields_of(view.note.kind, view.settings).get(name) if view.note.kind else None


def _values(view: View, name: str) -> Iterable[Choice]:
    spec, today = _spec(view, name), view.desk.clock.today
    if name == "type":
        return map(Choice, KINDS)
    if spec is None:
        return ()
    if spec.allowed:
        return map(Choice, spec.allowed)
    match spec.type:
        case Type.BOOL:
            return map(Choice, ("true", "false"))
        case Type.DATE:
            return days(today, _BACK if spec.past else _AHEAD)
        case Type.DATETIME:
            return (Choice(f"{day.text}T10:00", day.detail, also=day.also) for day in days(today, _AHEAD))
        case Type.INT if spec.high - spec.low <= _FEW_NUMBERS:
            return (Choice(str(number)) for number in range(spec.low, spec.high + 1))
        case Type.TIMEZONE:
            from vaulttool.core.zones import zone_names

            return map(Choice, zone_names())
        case Type.LINK:
            return _names(view, spec)
        case Type.TEXT:
            return _shared(view, name)
    return ()


def _shared(view: View, name: str) -> Iterator[Choice]:
    """Values that several notes have, the most frequent first."""
    rows = view.vault.reading().index.values_of(name, view.note.kind)
    counts = Counter(value for _, values in rows for value in dict.fromkeys(values) if value.strip())
    for value, count in counts.most_common():
        if count >= _SHARED and value.isprintable():
            yield Choice(value, f"in {count} notes")


def _names(view: View, spec: FieldSpec | None) -> Iterator[Choice]:
    """What a link may say: file names, with the folder where several notes bear one, and aliases.

    In a field only the notes of the kinds it leads to.
    """
    index = view.vault.reading().index
    paths = [path for kind in spec.to for path in index.paths(kind)] if spec and spec.to else list(index.paths())
    titles, borne = index.titles(), Counter(map(_stem, index.paths()))
    for path in paths:
        if path != view.path:
            target = path.rsplit("/", 1)[-1].removesuffix(".md")
            target = target if borne[_stem(path)] == 1 else path.removesuffix(".md")
            if _NO_LINK.isdisjoint(target):
                yield Choice(target, path.rpartition("/")[0], also=titles.get(path, ""))
    wanted = set(paths)
    for path, aliases in index.values_of("aliases"):
        target = path.rsplit("/", 1)[-1].removesuffix(".md")
        for alias in aliases if path in wanted and borne[_stem(path)] == 1 else ():
            if alias.strip() and _NO_LINK.isdisjoint(alias + target):
                yield Choice(f"{target}|{alias.strip()}", f"alias of {target}", also=alias)


def _stem(path: str) -> str:
    return fold(path.rsplit("/", 1)[-1].removesuffix(".md"))


def _inline_values(view: View, word: Word) -> Iterable[Choice]:
    words = INLINE_KEYS.get(word.section, {}).get(word.name, ())
    if words is DAY:
        return days(view.desk.clock.today, _BACK if word.name in PAST else _AHEAD)
    return map(Choice, words)


def _log_words(view: View, said: list[str]) -> Iterable[Choice]:
    """The next word of a log line: the day, the channel, the way; or what is put off, and until when."""
    from vaulttool.core.followups import RULES

    today = view.desk.clock.today
    match said:
        case []:
            return days(today, _BACK)
        case [_]:
            return (*map(Choice, CHANNELS), Choice("snooze"), Choice("dismiss"), Choice("news:"))
        case [_, channel] if channel in CHANNELS:
            return (Choice(f"{way}:") for way in WAYS)
        case [_, "snooze" | "dismiss"]:
            return (Choice("all"), *(Choice(rule.name) for rule in RULES))
        case [_, "snooze", _]:
            return (Choice("until"),)
        case [_, "snooze", _, "until"]:
            return days(today, _AHEAD)
    return ()
