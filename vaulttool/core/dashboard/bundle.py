"""Follow-ups -> one line a person, in sections, most urgent first. How a line is written is not here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from types import MappingProxyType

from msgspec import Struct

from vaulttool.core.calendar import Calendar
from vaulttool.core.conclusion import Card, FollowUp, State
from vaulttool.core.dashboard.words import listing, short
from vaulttool.core.ids import identify
from vaulttool.core.settings import Settings

SOON_DAYS = 14
_SOON = timedelta(days=SOON_DAYS)
LATE_CAP = 20
CADENCE_CAP = 15


class Section(Enum):
    """Which list a rule belongs to; a rule that `SECTION` does not name belongs to `DO`."""

    DO = "do today"
    LOOP = "loops to close"
    OUTREACH = "outreach"
    GIVE_BACK = "give back"
    KEEP_IN_TOUCH = "keep in touch"


SECTION: Mapping[str, Section] = MappingProxyType(
    {
        "make-contact": Section.OUTREACH,
        "nudge-introducer": Section.OUTREACH,
        "other-route": Section.OUTREACH,
        "write-after-introduction": Section.OUTREACH,
        "second-contact": Section.OUTREACH,
        "follow-up": Section.OUTREACH,
        "let-go": Section.OUTREACH,
        "try-again": Section.OUTREACH,
        "try-advice": Section.LOOP,
        "tell-advice": Section.LOOP,
        "meet-referral": Section.LOOP,
        "tell-referrer": Section.LOOP,
        "thank-introducer": Section.LOOP,
        "progress-note": Section.LOOP,
        "give-back": Section.GIVE_BACK,
        "offer": Section.GIVE_BACK,
        "keep-in-touch": Section.KEEP_IN_TOUCH,
        "first-check-in": Section.KEEP_IN_TOUCH,
        "reconnect": Section.KEEP_IN_TOUCH,
        "birthday": Section.KEEP_IN_TOUCH,
        "share": Section.KEEP_IN_TOUCH,
    }
)
"""Rule -> its list. Due lines of outreach and loops stand under "Do today"."""

_LOOPS, _OUTREACH = (
    frozenset(rule for rule, section in SECTION.items() if section is one) for one in (Section.LOOP, Section.OUTREACH)
)


class Line(Struct, frozen=True):
    """One message to one person, with its reasons, earliest due first.

    `id` is the reason's own when there is one, else made from the person and the reasons. `person` is the path of
    their note, `""` for a campaign. `due` is the earliest reason's, `weight` orders the list, `draft` is the template
    of the weightiest reason that has one.
    """

    id: str
    person: str
    name: str
    org: str
    due: date
    state: State
    weight: int
    reasons: tuple[FollowUp, ...]
    draft: str

    @property
    def path(self) -> str:
        """The note of whom (or of which campaign) it is about."""
        return self.person or self.reasons[0].about or self.reasons[0].path

    @property
    def text(self) -> str:
        """All reasons in words."""
        return "; ".join(dict.fromkeys(reason.text for reason in self.reasons))

    @property
    def gist(self) -> str:
        """The reason in words; several in a few words each, weightiest first."""
        if len(self.reasons) == 1:
            return self.reasons[0].text
        weighty = sorted(self.reasons, key=lambda reason: (-reason.weight, reason.due, reason.id))
        return listing(list(dict.fromkeys(short(reason.rule) for reason in weighty)))


class Lists(Struct, frozen=True):
    """The dashboard's lists on one day.

    `today`, `also`, `give_back` and `keep_in_touch` hold what is late or due, one line a person, most urgent first.
    `loops`: advice and referral loops due within 14 days. `outreach`: the next step of each approach under way that is
    not due yet. `coming`: everything else due within 14 days but the talks themselves, one line a person and day.
    """

    today: tuple[Line, ...] = ()
    also: tuple[Line, ...] = ()
    give_back: tuple[Line, ...] = ()
    keep_in_touch: tuple[Line, ...] = ()
    loops: tuple[Line, ...] = ()
    outreach: tuple[Line, ...] = ()
    coming: tuple[Line, ...] = ()

    @property
    def due(self) -> tuple[Line, ...]:
        """Every line that is late or due, in the dashboard's order."""
        return (*self.today, *self.also, *self.give_back, *self.keep_in_touch)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line that bears an id, in the order of the lists."""
        return (*self.due, *self.loops, *self.outreach, *self.coming)


def bundle(
    follow_ups: Iterable[FollowUp], today: date, calendar: Calendar, settings: Settings, cards: Mapping[str, Card]
) -> Lists:
    """The lists of `today`. `cards` maps the path of a contact to its card; it is asked for those of `approached`."""
    lines = _Lines(today, calendar)
    every = tuple(follow_ups)
    due = [f for f in every if f.due <= today]
    soon = [f for f in every if f.due > today and lines.state(f.due) is State.SOON]
    ordered: dict[Section, list[Line]] = {section: [] for section in Section}
    for line in sorted(lines.of(due, _by_person), key=_urgency):
        ordered[_section(line)].append(line)
    return Lists(
        today=tuple(ordered[Section.DO][: settings.daily_cap]),
        also=tuple(ordered[Section.DO][settings.daily_cap :]),
        give_back=tuple(ordered[Section.GIVE_BACK]),
        keep_in_touch=tuple(ordered[Section.KEEP_IN_TOUCH]),
        loops=_by_day(lines.of((f for f in soon if f.rule in _LOOPS), _by_person)),
        outreach=_by_day(lines.of(_next_steps(every, today, cards), lambda f: f.about or f.person)),
        coming=_by_day(lines.of(filter(_is_coming, soon), _by_person_and_day)),
    )


def approached(follow_ups: Iterable[FollowUp], today: date) -> set[str]:
    """The paths of whom a step of outreach after `today` is about: the cards that `bundle` asks for are theirs."""
    return {f.about or f.person for f in follow_ups if f.due > today and f.rule in _OUTREACH}


def widen(lists: Lists, follow_ups: Iterable[FollowUp], today: date, until: date) -> tuple[Line, ...]:
    """Everything due up to and with `until`, one line a person: the due ones in order, then by day.

    A person with a due line gets the later reasons added to it.
    """
    lines = _Lines(today, Calendar())
    later = _groups((f for f in follow_ups if today < f.due <= until), _by_person)
    due = []
    for line in lists.due:
        added = later.pop(_by_person(line.reasons[0]), [])
        due.append(lines.line([*line.reasons, *added], weight=line.weight) if added else line)
    return (*due, *_by_day(lines.line(reasons) for reasons in later.values()))


def state_of(due: date, today: date) -> State:
    """Where a due date stands on a day."""
    if due <= today:
        return State.LATE if due < today else State.DUE
    return State.SOON if due - today <= _SOON else State.LATER


class _Lines:
    """Makes lines on one day; remembers where each date stands, since many follow-ups share few dates."""

    def __init__(self, today: date, calendar: Calendar) -> None:
        self._today = today
        self._calendar = calendar
        self._late: dict[date, int] = {}
        self._states: dict[date, State] = {}

    def of(self, follow_ups: Iterable[FollowUp], key: Callable[[FollowUp], Hashable]) -> list[Line]:
        """One line for each key."""
        return [self.line(reasons) for reasons in _groups(follow_ups, key).values()]

    def line(self, reasons: Sequence[FollowUp], weight: int | None = None) -> Line:
        """The line of these reasons of one person."""
        is_one = len(reasons) == 1
        ordered = tuple(reasons if is_one else sorted(reasons, key=_by_due))
        first = ordered[0]
        drafted = first if is_one else max((f for f in ordered if f.draft), key=_by_weight, default=first)
        return Line(
            id=first.id if is_one else _id(first.person or first.about, ordered),
            person=first.person,
            name=first.person_name or first.about_name,
            org=first.org,
            due=first.due,
            state=self.state(first.due),
            weight=max(map(self._score, ordered)) if weight is None else weight,
            reasons=ordered,
            draft=drafted.draft,
        )

    def state(self, due: date) -> State:
        """Where a due date stands."""
        found = self._states.get(due)
        if found is None:
            found = self._states[due] = state_of(due, self._today)
        return found

    def _score(self, reason: FollowUp) -> int:
        if reason.due >= self._today:
            return reason.weight
        if reason.cadence:
            days = (self._today - reason.due).days
            return reason.weight + min(CADENCE_CAP, CADENCE_CAP * days // reason.cadence)
        return reason.weight + min(LATE_CAP, 2 * self._business_days_late(reason.due))

    def _business_days_late(self, due: date) -> int:
        if due not in self._late:
            self._late[due] = self._calendar.business_days_between(due, self._today, LATE_CAP // 2)
        return self._late[due]


def _groups(follow_ups: Iterable[FollowUp], key: Callable[[FollowUp], Hashable]) -> dict[Hashable, list[FollowUp]]:
    found: dict[Hashable, list[FollowUp]] = {}
    for follow_up in follow_ups:
        found.setdefault(key(follow_up), []).append(follow_up)
    return found


def _by_due(follow_up: FollowUp) -> tuple[date, int, str]:
    return follow_up.due, -follow_up.weight, follow_up.id


def _by_weight(follow_up: FollowUp) -> int:
    return follow_up.weight


def _by_person(follow_up: FollowUp) -> str:
    return follow_up.person or follow_up.about or follow_up.path


def _by_person_and_day(follow_up: FollowUp) -> tuple[str, date]:
    return _by_person(follow_up), follow_up.due


def _next_steps(follow_ups: Iterable[FollowUp], today: date, cards: Mapping[str, Card]) -> Iterator[FollowUp]:
    """The next outreach step of everyone who was approached and has none due."""
    waiting: dict[str, FollowUp] = {}
    for f in sorted((f for f in follow_ups if f.rule in _OUTREACH), key=_by_due):
        waiting.setdefault(f.about or f.person, f)
    for path, f in waiting.items():
        card = cards.get(path) if f.due > today else None
        if card and (card.attempts or card.status == "intro-asked"):
            yield f


def _is_coming(follow_up: FollowUp) -> bool:
    """Whether it stands in the next days' table: loops have their own list, talks come from the meetings."""
    return follow_up.rule not in _LOOPS and follow_up.rule != "interview"


def _section(line: Line) -> Section:
    """Which of the due lists a line stands in: one of the two lighter ones when all its reasons belong there."""
    first = SECTION.get(line.reasons[0].rule, Section.DO)
    is_light = first is Section.GIVE_BACK or first is Section.KEEP_IN_TOUCH
    return first if is_light and all(SECTION.get(reason.rule) is first for reason in line.reasons) else Section.DO


def _urgency(line: Line) -> tuple[int, date, str, str]:
    return -line.weight, line.due, line.name, line.id


def _by_day(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.due, -line.weight, line.name, line.id)))


def _id(person: str, reasons: Iterable[FollowUp]) -> str:
    """The id of a line: of this person and these reasons."""
    return identify("line", person, *sorted(reason.id for reason in reasons))
