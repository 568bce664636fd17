"""Which piece of their advice a message tells about, and its words. When it is due is a follow-up rule's to say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from vaulttool.core.drafts.refused import Lack
from vaulttool.core.drafts.scene import Scene
from vaulttool.core.drafts.text import clean
from vaulttool.core.drafts.times import day_words
from vaulttool.core.model import Item, Note

_SAMPLE = {"advice": "2026-12-10", "used": "2026-12-10", "effect": "what came of it"}


def advice_word(name: str) -> Callable[[Scene], str | Lack]:
    """The word for `advice` (its text), `used` (the day) or `effect`."""

    def find(scene: Scene) -> str | Lack:
        found = used_advice(scene)
        if found is None:
            return _nothing_used(name, scene)
        note, item = found
        if name == "advice":
            return clean(item.text)
        used = item.key_day("used")
        word = (day_words(used, scene.today) if used else "") if name == "used" else clean(item.keys.get(name, ""))
        end = f"at the end of line {item.line} of {note.path}: {clean(item.text)}"
        return word or Lack(name, f"write `({name}:: {_SAMPLE[name]})` {end}")

    return find


def used_advice(scene: Scene) -> tuple[Note, Item] | None:
    """The piece of their advice to tell about: used and not told yet, those with an effect first, then the oldest."""
    found = [(note, item) for note, item in _advice(scene) if _is_used(item) and _is_past(item, scene)]
    return min(
        found,
        default=None,
        key=lambda pair: (not pair[1].keys.get("effect", "").strip(), pair[1].key_day("used") or date.max),
    )


def _is_used(item: Item) -> bool:
    return ("used" in item.keys or item.box == "x") and not {"told", "dropped"} & item.keys.keys()


def _is_past(item: Item, scene: Scene) -> bool:
    return scene.desk.clock.reached(item.key_day("used") or date.min)


def _nothing_used(name: str, scene: Scene) -> Lack:
    waiting = [
        (note, item) for note, item in _advice(scene) if item.box != "-" and not {"told", "dropped"} & item.keys.keys()
    ]
    key = "used" if name == "advice" else name
    how = f"write `({key}:: {_SAMPLE[key]})` at the end of"
    if waiting:
        note, item = waiting[0]
        return Lack(name, f"none of their advice is used yet; once it is, {how} line {item.line} of {note.path}")
    return Lack(name, f"no advice of theirs waits to be told; {how} its line under Advice in the interview")


def _advice(scene: Scene) -> Iterator[tuple[Note, Item]]:
    for note in (scene.to.person, *(talk.note for talk in scene.to.held)):
        for item in note.of("advice"):
            yield note, item
