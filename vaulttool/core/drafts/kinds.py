"""The kinds of messages, as one table: what each is for, which fields it needs, which rules it serves. No wording."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

MOST_WORDS = 100
CARD_WORDS = (60, 90)
CONNECT_CHARACTERS = 300


class Kind(Struct, frozen=True):
    """One kind of message; its words are in `Templates/messages/NAME.md`.

    `needs`: the placeholders of the packaged template. `always`: fields without which it is refused, whatever the
    template says. `rules`: the follow-ups it serves. `asks`: it asks for a talk, so it says what for and how long.
    `thanks`: it thanks, so it names what for. `links`: it says something that only this person could be told.
    `most_characters` is 0 where only words count. `subject`: it is an email.
    """

    name: str
    meaning: str
    needs: tuple[str, ...]
    rules: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    most_words: int = MOST_WORDS
    most_characters: int = 0
    asks: bool = False
    thanks: bool = False
    links: bool = True
    subject: bool = True


def _kind(name: str, meaning: str, needs: str, rules: str = "", always: str = "", **more: int) -> Kind:
    most_words, most_characters = more.get("words", MOST_WORDS), more.get("characters", 0)
    return Kind(
        name, meaning, tuple(needs.split()), tuple(rules.split()), tuple(always.split()), most_words, most_characters,
        asks=bool(more.get("asks")), thanks=bool(more.get("thanks")), links=bool(more.get("links", True)),
        subject=bool(more.get("subject", True)),
    )  # fmt: skip


_OUTREACH = "make-contact second-contact"
_ALL = (
    _kind(
        "outreach-direct", "a first message to somebody whose work makes you curious",
        "first_name role org curious_about minutes", f"{_OUTREACH} write-after-introduction", asks=True,
    ),
    _kind(
        "outreach-reintroduce", "a first message to somebody you have met before",
        "first_name met_where met_on role org curious_about minutes", _OUTREACH, asks=True,
    ),
    _kind(
        "outreach-article", "a first message that brings something of interest",
        "first_name hook_url role org curious_about minutes", _OUTREACH, asks=True,
    ),
    _kind(
        "ask-introduction", "to the one who could introduce you, with a paragraph to pass on",
        "first_name about role org curious_about minutes", _OUTREACH, asks=True,
    ),
    _kind(
        "follow-up", "once more, in the same thread, shorter than the first",
        "first_name org minutes", "follow-up try-again", words=70, asks=True,
    ),
    _kind("offer-times", "times to choose from, in both time zones", "first_name times minutes", "answer offer-times",
          asks=True, links=False),
    _kind("confirm", "the day before: time and place", "first_name when place minutes", "confirm", links=False),
    _kind(
        "thank-you", "thanks after a talk: an email, and the text of a card",
        "first_name thank_you_specific org", "thank-you quick-thanks", thanks=True,
    ),
    _kind("connect", "the note beside a request to connect, 300 characters", "first_name thank_you_specific",
          "connect", characters=CONNECT_CHARACTERS, subject=False),
    _kind("update-advice", "what their advice did", "first_name advice used effect", "tell-advice progress-note",
          always="effect"),
    _kind("update-referral", "what came of the person they named", "first_name about summary event", "tell-referrer"),
    _kind("thank-introducer", "thanks to the one who introduced you", "first_name about summary", "thank-introducer",
          thanks=True),
    _kind("check-in", "a word to keep in touch, with a reason", "first_name next_touch_why",
          "keep-in-touch first-check-in agreed-date"),
    _kind("share", "something that fits what they care about", "first_name shareable url why", "share offer"),
    _kind("congratulate", "good news about them", "first_name news", "congratulate birthday"),
    _kind("reconnect", "after a long silence", "first_name last_contact topics", "reconnect"),
    _kind("decline-gracefully", "no, with thanks, and the door stays open", "first_name org"),
    _kind("campaign-closed", "to everyone who helped, when a search ends", "first_name question outcome",
          "tell-everyone"),
    _kind("apology-missed", "sorry, on the day you missed a talk", "first_name date", "apologise", links=False),
)  # fmt: skip

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Name -> kind, in the order of a contact's life."""
