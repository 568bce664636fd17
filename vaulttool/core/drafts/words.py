"""Placeholder -> its word from the notes, or what to write so that there is one. No wording of messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from vaulttool.core import schema
from vaulttool.core.dashboard.words import how, listing
from vaulttool.core.drafts.advice import advice_word
from vaulttool.core.drafts.refused import Lack
from vaulttool.core.drafts.scene import Scene, outcome_of
from vaulttool.core.drafts.shelf import hook_url, shareable
from vaulttool.core.drafts.text import clean, first_name
from vaulttool.core.drafts.times import FORMS, day_words, moment_words
from vaulttool.core.model import Field, Note
from vaulttool.core.similar import nearest
from vaulttool.core.talk import DEFAULT_MINUTES
from vaulttool.core.values import as_birthday, as_date, birthday_in, fold

Word = str | Lack


def word(name: str, scene: Scene) -> Word:
    """The word for one placeholder: one of ours, else a field of the person's note, else of the interview's."""
    if name in _WORDS:
        return _WORDS[name](scene)
    talk = (scene.talk.note,) if scene.talk else ()
    people = (scene.about.person,) if name in schema.FIELD_OF["contact"] else (scene.to.person, scene.about.person)
    for note in (*people, *talk):
        found = note.fields.get(name)
        if found and any(value.strip() for value in found.values):
            return _plain(note, name, found, scene)
    return _lack(name, _home(name, scene), scene)


def link_sentence(scene: Scene) -> str:
    """What joins me to them beside interest, as a sentence; `""` for nothing."""
    person = scene.about.person
    for field, said in (
        ("introduced_by", "{} introduced us, for which I am grateful."),
        ("referred_by", "{} suggested that I write to you."),
        ("mutuals", "We both know {}."),
    ):
        links = person.linked(field)
        if links:
            return said.format(clean(links[0].said))
    referrers = scene.about.referrers
    return f"{referrers[0][0].name} suggested that I write to you." if referrers else ""


def _first_name(scene: Scene) -> Word:
    return clean(scene.to.person.text("first_name")) or first_name(scene.to.name)


def _name(scene: Scene) -> Word:
    return clean(scene.to.name)


def _about(scene: Scene) -> Word:
    return clean(scene.about.name)


def _org(scene: Scene) -> Word:
    links = scene.talk.note.linked("org") if scene.talk else ()
    said = clean(links[0].said) if links else clean(scene.about.org_name)
    return said or _lack("org", scene.about.person, scene)


def _minutes(scene: Scene) -> Word:
    return str((scene.talk.note.number("minutes") if scene.talk else None) or DEFAULT_MINUTES)


def _when(scene: Scene) -> Word:
    if scene.talk is None or scene.talk.day is None:
        return _no_talk("when", scene)
    if scene.talk.start is None:
        return Lack("date", f"write the hour too, `date: {scene.talk.day}T10:00`, into {scene.talk.note.path}")
    return moment_words(scene.talk.start, scene.wish.zone, their_zone(scene))


def their_zone(scene: Scene) -> str:
    """Their time zone, by the interview, else by their note; `""` when it is not known."""
    return (scene.talk.note.text("timezone") if scene.talk else "") or scene.to.person.text("timezone")


def _times(scene: Scene) -> Word:
    if not scene.wish.times:
        return Lack("times", f"say them with the command, in your time: --times; {FORMS}")
    return "\n".join(f"- {moment_words(t, scene.wish.zone, their_zone(scene))}" for t in scene.wish.times)


def _place(scene: Scene) -> Word:
    if scene.talk is None:
        return _no_talk("place", scene)
    note = scene.talk.note
    return clean(note.text("place")) or (
        how("phone") if note.word("format") == "phone" else _lack("place", note, scene)
    )


def _date(scene: Scene) -> Word:
    day = scene.talk.day if scene.talk else None
    return day_words(day, scene.today) if day else _no_talk("date", scene)


def _of_talk(name: str) -> Callable[[Scene], Word]:
    """A field of the interview."""

    def find(scene: Scene) -> Word:
        if scene.talk is None:
            return _no_talk(name, scene)
        return clean(scene.talk.note.text(name)) or _lack(name, scene.talk.note, scene)

    return find


def _no_talk(name: str, scene: Scene) -> Lack:
    """There is no interview that this kind of message could speak of."""
    wanted = {
        "confirm": "that is to come: `status: scheduled` and `date: 2026-12-03T10:00`",
        "apology-missed": "that you missed: `status: no-show` and `no_show: me`",
    }.get(scene.kind.name, "that took place: `status: done` and its `date`")
    return Lack(name, f"there is no interview with {scene.about.name} {wanted}")


def _event(scene: Scene) -> Word:
    outcome = outcome_of(scene.about)
    return outcome[1] if outcome else Lack("event", f"nothing has come of {scene.about.name} yet")


def _last_contact(scene: Scene) -> Word:
    last = scene.to.last_contact
    return day_words(last, scene.today) if last else _lack("last_contact", scene.to.person, scene)


def _next_touch_why(scene: Scene) -> Word:
    reason = scene.to.person.text("next_touch_why") or (scene.talk.note.text("follow_up_why") if scene.talk else "")
    return clean(reason) or _lack("next_touch_why", scene.to.person, scene)


def _news(scene: Scene) -> Word:
    """The latest news not congratulated on yet; a birthday near today; the latest news."""
    lines = [i for i in scene.to.person.of("news") if i.day and scene.desk.clock.reached(i.day)]
    fresh = [i for i in lines if i.day and not scene.to.sent_since(i.day, "congrats")]
    if not fresh and (born := _birthday(scene)):
        return f"your birthday on {day_words(born, scene.today)}"
    if lines:
        return clean(max(fresh or lines, key=lambda item: (item.day or date.min, item.line)).text)
    remedy = f"write `- {scene.today} news: what you heard` under Log in {scene.to.person.path}"
    return Lack("news", remedy)


def _birthday(scene: Scene) -> date | None:
    """Their birthday, when it is at most 14 days from today."""
    born = as_birthday(scene.to.person.text("birthday"))
    for offset in range(-14, 15) if born else ():
        day = scene.today + timedelta(days=offset)
        if born and birthday_in(day.year, *born) == day:
            return day
    return None


def _of_campaign(name: str) -> Callable[[Scene], Word]:
    """A field of the search that they were part of: the one linked, else the one closed last."""

    def find(scene: Scene) -> Word:
        book = scene.desk.book
        linked = [
            link for note in (scene.to.person, *(t.note for t in scene.to.held)) for link in note.linked("campaign")
        ]
        paths = [path for link in linked for path in book.resolve(link.target)] or book.sharing("kind", "campaign")
        notes = [n for n in map(book.note, dict.fromkeys(paths)) if n and n.kind == "campaign"]
        if not notes:
            return Lack(name, f"make a note of the search: `type: campaign` and `{name}: ...`")
        note = max(notes, key=lambda n: (n.day("closed_on") or date.min, n.path))
        return clean(note.text(name)) or _lack(name, note, scene)

    return find


def _of_shareable(name: str) -> Callable[[Scene], Word]:
    """Something from the shelf that they have not had: its name, or a field."""

    def find(scene: Scene) -> Word:
        note = shareable(scene)
        if isinstance(note, Lack):
            return note
        return clean(note.name if name == "shareable" else note.text(name)) or _lack(name, note, scene)

    return find


def _plain(note: Note, name: str, field: Field, scene: Scene) -> str:
    """A field as words: dates spelt out, several values with an "and", links without brackets."""
    spec = _spec(note, name)
    if spec and spec.type is schema.Type.DATE and (day := as_date(field.first)):
        return day_words(day, scene.today)
    labels = [link.said for link in note.linked(name)]
    return listing([text for value in labels or field.values if (text := clean(value))])


def _spec(note: Note, name: str) -> schema.FieldSpec | None:
    return schema.FIELD_OF[note.kind].get(name) if note.kind in schema.FIELD_OF else None


def _home(name: str, scene: Scene) -> Note:
    """The note in which a missing field belongs."""
    if scene.talk and name in schema.FIELD_OF["interview"] and name not in schema.FIELD_OF["contact"]:
        return scene.talk.note
    return scene.about.person


def _lack(name: str, note: Note, scene: Scene) -> Lack:
    """A field that is not written."""
    spec = _spec(note, name)
    if not note.path:
        return Lack(name, f"make a note for {note.name} and write `{name}: ...` into it")
    if spec:
        return Lack(name, f"write `{name}: ...` into {note.path} ({spec.meaning})")
    near = nearest(fold(name), [*_WORDS, *schema.FIELD_OF["contact"]])
    meant = f", or is {{{{{near}}}}} meant?" if near else ""
    return Lack(name, f"write `{name}: ...` into {note.path}: the template asks for it{meant}")


_WORDS: Mapping[str, Callable[[Scene], Word]] = MappingProxyType(
    {
        "first_name": _first_name,
        "name": _name,
        "about": _about,
        "org": _org,
        "minutes": _minutes,
        "when": _when,
        "times": _times,
        "place": _place,
        "date": _date,
        "link": link_sentence,
        "hook_url": hook_url,
        "event": _event,
        "last_contact": _last_contact,
        "next_touch_why": _next_touch_why,
        "news": _news,
        "summary": _of_talk("summary"),
        "thank_you_specific": _of_talk("thank_you_specific"),
        "advice": advice_word("advice"),
        "used": advice_word("used"),
        "effect": advice_word("effect"),
        "shareable": _of_shareable("shareable"),
        "url": _of_shareable("url"),
        "why": _of_shareable("why"),
        "question": _of_campaign("question"),
        "outcome": _of_campaign("outcome"),
        "intro_text": _of_campaign("intro_text"),
    }
)
"""Placeholders that are more than a field of the person's note."""

PLACEHOLDERS = tuple(_WORDS)
