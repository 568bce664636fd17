"""What to know before sending, beside the text: a missing address, late thanks, a message too soon."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from vaulttool.core.asks import too_soon
from vaulttool.core.drafts.scene import Scene
from vaulttool.core.drafts.times import day_words, zone_words
from vaulttool.core.drafts.words import their_zone
from vaulttool.core.escape import clip
from vaulttool.core.pattern import pattern
from vaulttool.core.zones import zone

_LATE_THANKS = timedelta(days=10)


def hints(scene: Scene, words: Mapping[str, str]) -> tuple[str, ...]:
    """Sentences, in the order in which they matter. `words`: placeholder -> what was put in."""
    return tuple(hint for find in _HINTS for hint in find(scene, words))


def _no_card_address(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    if is_by_hand(scene) and not scene.to.person.text("address"):
        yield f"No postal address on file: the email comes first. For a card, write `address: ...` into {_note(scene)}."


def _late_thanks(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    talk = scene.talk
    if not scene.kind.thanks or talk is None or talk.day is None:
        return
    if scene.kind.name == "thank-you" and scene.to.is_thanked(talk):
        yield f"They have been thanked for {day_words(talk.day, scene.today)} already."
    elif scene.today - talk.day > _LATE_THANKS:
        yield f"The talk was on {day_words(talk.day, scene.today)}; a late thank-you is still worth sending."


def _no_email(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    if scene.kind.subject and not scene.to.person.text("email"):
        yield f"No email address on file: write `email: ...` into {_note(scene)}."


def _too_soon(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    """An ask that comes soon after the last message, or after enough of them."""
    last, least = scene.to.last_sent, scene.desk.settings.min_gap_days
    if not scene.kind.asks or scene.kind.name == "offer-times" or last is None:
        return
    if scene.kind.name != "ask-introduction":
        attempts = scene.to.open_attempts
        if len(attempts) >= scene.desk.settings.max_attempts:
            yield f"You have written {len(attempts)} times without an answer: it may be time to let it rest."
        elif attempts and scene.kind.name != "follow-up":
            yield f"You wrote to them first on {day_words(attempts[0], scene.today)}: a follow-up may fit better."
    if (scene.today - last).days < least:
        yield f"You wrote to them on {day_words(last, scene.today)}; leave {least} days between two messages."


def _favour_too_soon(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    """An introduction is a favour."""
    reason = too_soon(scene.to, scene.today) if scene.kind.name == "ask-introduction" else ""
    if reason:
        yield f"This asks them a favour early: {reason}. Give something first, if you can."


def _nothing_to_follow(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    if scene.kind.name == "follow-up" and not scene.to.attempts:
        yield f"No first message to them is noted: write it under Log in {_note(scene)}."


def _unknown_zone(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    if not words.keys() & {"times", "when"}:
        return
    theirs = their_zone(scene)
    if zone(scene.wish.zone) is None:
        yield 'Your own time zone is not known: write `timezone = "Europe/London"`, say, into vaulttool.toml.'
    elif zone(theirs) is None:
        unknown = f"Their time zone {theirs!r} is not known" if theirs else "Their time zone is not on file"
        said = zone_words(scene.wish.zone)
        yield f"{unknown}, so the times are in {said} only: write `timezone: ...` into {_note(scene)}."


def _third_person(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    """Notes speak of people, messages to them."""
    if scene.about.person.path != scene.to.person.path:
        return
    for name in sorted(_THEIRS & words.keys()):
        found = _OF_THEM.search(words[name])
        if found:
            yield f"Your note says {found[0]!r} in \"{clip(words[name], 60)}\"; to {scene.to.name} that may be 'you'."


_THEIRS = {"thank_you_specific", "next_touch_why", "advice", "effect", "news", "curious_about"}
_OF_THEM = pattern(r"\b(?:he|she|they|him|her|them|his|hers|their)\b", re.IGNORECASE)


def _about_me(scene: Scene, words: Mapping[str, str]) -> Iterator[str]:
    if "intro_text" in words:
        yield "It says who you are (`intro_text`): keep that for when you are asked."


def is_by_hand(scene: Scene) -> bool:
    """Whether the thanks for this talk go by hand."""
    if scene.kind.name != "thank-you" or scene.talk is None:
        return False
    return scene.talk.thank_you_form(scene.desk.settings) == "handwritten"


def _note(scene: Scene) -> str:
    return scene.to.person.path or f"a note for {scene.to.name}"


_HINTS: tuple[Callable[[Scene, Mapping[str, str]], Iterator[str]], ...] = (
    _no_card_address, _no_email, _late_thanks, _too_soon, _favour_too_soon, _nothing_to_follow, _unknown_zone,
    _third_person, _about_me,
)  # fmt: skip
