"""What is wrong with the text of a message, one function a fault. Reads the text alone; nothing is changed here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from vaulttool.core.drafts.facts import Facts
from vaulttool.core.drafts.kinds import CARD_WORDS
from vaulttool.core.drafts.template import Part
from vaulttool.core.escape import clip
from vaulttool.core.pattern import pattern
from vaulttool.core.similar import one_edit_apart
from vaulttool.core.values import fold

CARD = "card"


class Fault(Struct, frozen=True):
    """One thing to change before sending: what is wrong, and what to do."""

    rule: str
    message: str
    hint: str = ""


class Lint(Struct, frozen=True):
    """One rule. `find` gives `(message, hint)` for each fault of a part."""

    name: str
    find: Callable[[Part, Facts], Iterator[tuple[str, str]]]

    @property
    def doc(self) -> str:
        """The user's page of this rule."""
        from inspect import cleandoc

        return cleandoc(self.find.__doc__ or "")


def lint(parts: Sequence[Part], facts: Facts) -> tuple[Fault, ...]:
    """Every fault of every part, in the order of the rules; the same words once."""
    found = [Fault(rule.name, *said) for rule in LINTS for part in parts for said in rule.find(part, facts)]
    return tuple(dict.fromkeys(found))


def asks_for_a_job(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """A message asks for a job, an opening, or to pass a CV on.

    Such a talk is for learning: who asks for a job hears no, and the talk is over. Ask about their work instead; work
    comes up by itself, from them.
    """
    found = _JOB.search(_flat(part.text))
    if found:
        yield f"it asks for a job: {found[0]!r}", "ask to learn about their work; leave the job out"


_WORK = r"(?:jobs?|positions?|openings?|vacanc(?:y|ies)|internships?|traineeships?|employment)"
_SOUGHT = rf"(?:{_WORK}|roles?|work)"
_JOB = pattern(
    rf"""
      \b(?:hire|employ|recruit)\ me\b | \b(?:recommend|consider|refer|interview)\ me\ for\b | \btake\ me\ on\b
    | \b(?:are|is)\ (?:you|they|your\ \w+)\ (?:currently\ |now\ )?hiring\b | \b(?:you|they)\ are\ hiring\b
    | (?<!your\ )(?<!their\ )\b(?:any|open|vacant|current|suitable|job)\ (?:open\ |suitable\ |job\ )?{_WORK}\b
    | (?<!not\ )\b(?:look|search|hunt|hop|ask|apply)(?:ing|e)?\ for
      \ (?:(?:an?|my|some|the|new|other|open|entry-level|first|paid)\ )*{_SOUGHT}\b
    | \b(?:give|offer|get|find)\ me\ (?:an?\ |some\ )?(?:\w+\ )?{_SOUGHT}\b
    | \bi\ (?:need|want|would\ like|would\ love)\ (?:an?\ |some\ |your\ )(?:\w+\ )?{_WORK}\b
    | \bi\ (?:would\ )?(?:like|love|want|hope)\ to\ (?:work\ (?:for|with|at)|join)\b
    | \b{_WORK}\ (?:for\ me|opportunit(?:y|ies)|application)\b
    | \b(?:my|attached|enclosed)\ (?:\w+\ )?(?:cv|résumé|resume|curriculum\ vitae|job\ application)\b
    | \bput\ in\ a\ (?:good\ )?word\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def too_long(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """A message has over 100 words (a follow-up 70, a card 90, a note beside a request to connect 300 characters).

    Busy people answer what they can read at a glance. A card that is longer is a letter.
    """
    most = CARD_WORDS[1] if _is_card(part) else facts.kind.most_words
    for text in _DIVIDER.split(part.text):
        count = len(text.split())
        if count > most:
            yield f"{_which(part)} has {count} words; {most} are enough", "cut what they know already"
    letters = len(part.text)
    if 0 < facts.kind.most_characters < letters:
        yield f"it has {letters} characters; {facts.kind.most_characters} are allowed", "cut it"


_DIVIDER = pattern(r"^(?:---+|\*\*\*+|___+)$", re.MULTILINE)


def card_too_short(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """A card has fewer than 60 words.

    A card is kept. A few words more, about the one thing, make it worth keeping.
    """
    count = len(part.text.split())
    if _is_card(part) and count < CARD_WORDS[0]:
        yield f"the card has {count} words; {CARD_WORDS[0]} to {CARD_WORDS[1]} fill one", "say more of the one thing"


def no_link_to_person(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """Nothing in a message could be meant for this person alone.

    Their organisation, their role, what you are curious about, where you met, who named them: one of these shows that
    you did not write the same to fifty people.
    """
    text = fold(_without_greeting(part.text))
    if facts.kind.links and not any(fold(link) in text for link in facts.links):
        yield (
            f"nothing in {_which(part)} is about them",
            "say why you write to them: where they work, what they do, who sent you",
        )


def no_ask_or_time(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """A message that asks for a talk says no clear ask, or not how much time it takes.

    "Would you have 20 minutes?" can be answered at once; "I would love to connect" cannot.
    """
    text = _flat(part.text)
    if not facts.kind.asks:
        return
    if not _ASK.search(text):
        yield "it asks nothing", "ask one clear question: would you have 20 minutes?"
    if not _LENGTH.search(text):
        yield "it does not say how long it takes", "say the time: 20 minutes"


_ASK = pattern(
    r"\?|\b(?:would|could|can|may)\s+(?:you|we|i)\b|\bi would (?:still |also )?(?:like|love|be glad)\b", re.I
)
_NUMBER = r"(?:\d+|ten|fifteen|twenty|thirty|forty|forty-five)"
_LENGTH = pattern(rf"\b{_NUMBER}[\s-](?:minutes?|mins?)\b|\b(?:half|quarter of) an hour\b|\ban hour\b", re.I)


def generic_thanks(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """Thanks that name nothing, or only "your time" and "the great talk".

    Name one thing that they said and that stays with you: it is what they will remember, too.
    """
    if not facts.kind.thanks:
        return
    hint = "name the one thing that stays with you (`thank_you_specific`)"
    if not facts.specific or fold(facts.specific).rstrip(".!") not in fold(part.text):
        yield f"{_which(part)} names nothing that they said or did", hint
    elif not set(_WORDS.findall(fold(facts.specific))) - _GENERIC:
        yield f"{facts.specific!r} could be said to anybody", hint


_WORDS = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GENERIC = frozenset(
    (
        "a", "all", "also", "an", "and", "advice", "amazing", "answers", "chat", "conversation", "everything",
        "experience", "experiences", "for", "from", "generosity", "generous", "good", "great", "have", "helpful",
        "help", "her", "his", "i", "in", "information", "insight", "insights", "inspiring", "interesting", "interview",
        "it", "kind", "kindness", "knowledge", "learned", "learnt", "lot", "lovely", "many", "me", "meeting", "much",
        "my", "nice", "of", "on", "one", "our", "questions", "really", "so", "some", "story", "stories", "support",
        "talk", "talking", "thank", "thanks", "the", "their", "things", "thoughts", "time", "tips", "to", "useful",
        "very", "was", "way", "were", "what", "wisdom", "with", "wonderful", "words", "you", "your",
    )
)  # fmt: skip


def placeholder_left(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """Something is still to be filled in: `{{name}}`, `[your name]`, `XXX`, `TODO`."""
    for found in _PLACEHOLDER.finditer(part.text):
        yield f"still to be filled in: {clip(found[0], 40)}", "write the words, or take it out"


_PLACEHOLDER = pattern(
    r"\{\{[^{}\n]*\}?\}?|<%[^\n]*?%?>|\[(?!\[)[^\[\]\n]{1,40}\](?!\()|<(?!https?:)[a-z][\w ]{1,30}>"
    r"|\bX{3,}\b|_{3,}|\.{5,}|\b(?:TODO|TBD|FIXME|INSERT NAME)\b|\?{3,}"
)


def name_misspelt(part: Part, facts: Facts) -> Iterator[tuple[str, str]]:
    """The greeting has another name than the note, or a name in the text is one letter off.

    Nothing is noticed sooner than one's own name written wrongly.
    """
    greeting = _GREETING.match(part.text)
    greeted = {fold(name) for name in facts.greeted}
    if greeting and not _is_greeted(greeting[1], greeted):
        yield (
            f"the greeting says {greeting[1]!r}; they are called {facts.greeted[0]!r}",
            "check the spelling in the note",
        )
    known = {fold(word) for text in (*facts.greeted, *facts.names, *facts.links) for word in _WORDS.findall(text)}
    wanted = {fold(word): word for name in facts.names for word in _WORDS.findall(name)}
    for found in _INSIDE.finditer(_without_greeting(part.text)):
        slip = fold(found[1])
        right = "" if slip in known else _near_name(slip, wanted)
        if right:
            yield f"{found[1]!r} looks like {right!r} misspelt", "check the spelling"


_GREETING = pattern(r"\s*(?:dear|hi|hello|hey|good (?:morning|afternoon|evening|day))[ ,]+([^\n,!:]+)", re.IGNORECASE)
_INSIDE = pattern(r"(?<=[\w,;)\"”] )([^\W\d_a-z][^\W\d_]{2,})\b")
_LEAST_LETTERS = 4


def _is_greeted(text: str, greeted: set[str]) -> bool:
    """Whether it is one of their names, with a title or without: `Dr Ruiz` for Ana Ruiz."""
    words = _WORDS.findall(fold(text))
    last_names = {name.rsplit(" ", 1)[-1] for name in greeted}
    return fold(text) in greeted or not greeted or (len(words) > 1 and words[-1] in last_names)


def _near_name(word: str, names: dict[str, str]) -> str:
    """The name that the word is one slip away from; short ones are left in peace."""
    for folded, name in names.items():
        if max(len(folded), len(word)) >= _LEAST_LETTERS and one_edit_apart(word, folded):
            return name
    return ""


def _is_card(part: Part) -> bool:
    return fold(part.title) == CARD


def _which(part: Part) -> str:
    return f"the {fold(part.title)}" if part.title else "it"


def _flat(text: str) -> str:
    """One line, without the short forms of `I would` and `I am`."""
    return _SHORT.sub(lambda found: f"I {_LONG[found[1].lower()]}", " ".join(text.split()))


_LONG = {"d": "would", "m": "am"}
_SHORT = pattern(r"\bI['’](d|m)\b", re.IGNORECASE)


def _without_greeting(text: str) -> str:
    greeting = _GREETING.match(text)
    return text[greeting.end() :] if greeting else text


LINTS = (
    Lint("asks-for-a-job", asks_for_a_job),
    Lint("too-long", too_long),
    Lint("card-too-short", card_too_short),
    Lint("no-link-to-person", no_link_to_person),
    Lint("no-ask-or-time", no_ask_or_time),
    Lint("generic-thanks", generic_thanks),
    Lint("placeholder-left", placeholder_left),
    Lint("name-misspelt", name_misspelt),
)
