"""The simulated person of `test_year`: lives with a vault on disk, day by day, and edits its notes by hand.

`Life.happen` is what others do (answer, decline, introduce, take a new post) and what the person decides on;
`Life.act` does what the dashboard asks for, with the delay of a busy person, by writing the fact that clears it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from vaulttool.core.conclusion import FollowUp
from vaulttool.core.followups import RULES

SEED = 20260105
START = date(2026, 1, 5)
DAYS = 385
DELAYS = (0, 0, 0, 0, 1, 1, 2, 4, 9)
CLOSE_AFTER = 250

FIRST = (
    "Ada", "Bo", "Cleo", "Dario", "Edda", "Fenn", "Gwen", "Hugo", "Ines", "Joran", "Kaia",
    "Lior", "Maren", "Nils", "Oona", "Pavel", "Quin", "Rhea", "Sami", "Tove",
)  # fmt: skip
LAST = ("Alder", "Birk", "Cole")
NATURES = ("warm", "warm", "warm", "warm", "slow", "warm", "silent", "slow", "warm", "decliner")
TARGETS = ("Marsh Trust", "Delta Works", "Tern Institute")
DEAD_END = "Delta Works"
TOPICS = ("wetlands", "maps", "policy", "hiring", "birds")
CATEGORIES = ("path", "culture", "people", "supervisors", "entry-level", "job", "advice")
HIDDEN = ("Zora Quill", "Zeno Hartwig", "Zelda Ombre")
"""Do not contact from the first day; archived; asks not to be contacted any more in the middle of the year."""

NEGLECTED = ("Yara Longago", "Yuri Longago")
"""Met long before the year begins, and never written to until a year is over."""

_BY_LINE = {"keep-promise", "their-promise", "try-advice", "tell-advice"}
"""Done by a tick in a line, whose number no longer holds once the note was edited."""

QUESTIONS = "".join(f"- [ ] What should I know of {n}? (cat:: {CATEGORIES[n % 7]})\n" for n in range(15))
PREPARE = "## Prepare\n" + "".join(
    f"- [ ] {words} ^{step}\n"
    for step, words in {
        "research-person": "Read up on the person", "research-org": "Read up on the organisation",
        "dress": "Clothes", "route": "The way", "brief": "Day sheet",
    }.items()
)  # fmt: skip
DEBRIEF = "## Debrief\n- [ ] Asked what I could do for them ^offered-help\n"


@dataclass
class Soul:
    """One of the others: what they are like, and how far things have come (their memory, not the vault's)."""

    name: str
    nature: str
    via: str = ""
    answered: bool = False
    asked_for_times: int = 0
    agreed: bool = False
    talks: int = 0
    declined: bool = False

    @property
    def path(self) -> str:
        return f"Contacts/{self.name}.md"


class Life:
    """The person, the others, and the folder on disk."""

    def __init__(self, vault: Path, seed: int = SEED, start: date = START) -> None:
        self.vault = vault
        self.seed = seed
        self.start = start
        self.today = start
        self.rng = Random(seed)
        self.souls: dict[str, Soul] = {}
        self.agenda: dict[date, list[Callable[[], None]]] = defaultdict(list)
        self.planned: dict[str, date] = {}
        self.first_seen: dict[str, date] = {}
        self.done: dict[str, FollowUp] = {}
        self.talk_count = 0
        self.messaged: set[str] = set()
        self.edited: set[str] = set()
        self.taken_back: set[str] = set()
        self._acts: dict[str, Callable[[FollowUp, Random], bool | None]] = {
            rule.name: getattr(self, "_" + rule.name.replace("-", "_")) for rule in RULES
        }

    # Notes, edited as a person does: a line in the frontmatter, a line under a heading, a word in a line.

    def put(self, path: str, text: str) -> None:
        target = self.vault / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
        self.edited.add(path)

    def text(self, path: str) -> str:
        return (self.vault / path).read_text()

    def set(self, path: str, **fields: object) -> None:
        text = self.text(path)
        head, body = text.removeprefix("---\n").split("---\n", 1)
        lines = [line for line in head.splitlines() if line.split(":")[0] not in fields]
        lines += [f"{key}: {value}" for key, value in fields.items()]
        self.put(path, "---\n" + "\n".join(lines) + "\n---\n" + body)

    def value(self, path: str, key: str) -> str:
        head = self.text(path).split("---\n")[1]
        return next((line.partition(": ")[2] for line in head.splitlines() if line.startswith(f"{key}: ")), "")

    def add(self, path: str, heading: str, line: str) -> None:
        text = self.text(path)
        mark = f"## {heading}\n"
        if mark not in text:
            text = text.rstrip("\n") + f"\n\n{mark}"
        before, after = text.split(mark, 1)
        self.put(path, f"{before}{mark}{line}\n{after}")

    def tick(self, path: str, line: int, added: str = "", box: str = "x") -> None:
        lines = self.text(path).splitlines()
        lines[line - 1] = lines[line - 1].replace("[ ]", f"[{box}]", 1) + added
        self.put(path, "\n".join(lines) + "\n")

    def log(self, name: str, words: str, way: str = "out", purpose: str = "", channel: str = "email") -> None:
        if way == "out":
            self.messaged.add(name)
        tail = f" (for:: {purpose})" if purpose else ""
        self.add(f"Contacts/{name}.md", "Log", f"- {self.today} {channel} {way}: {words}{tail}")

    # The world before the first day.

    def begin(self) -> None:
        self.put("vaulttool.toml", "".join(f"[rules.{r.name}]\nenabled = true\n" for r in RULES if not r.enabled))
        for org in TARGETS:
            self.put(f"Organisations/{org}.md", "---\ntype: org\ntarget: true\nmotivation: 4\n---\n")
        campaign = f"type: campaign\nstart: {self.start}\nweekly_outreach: 2\ntarget_interviews: 40\nquestion: Where?"
        self.put("Campaigns/The search.md", f"---\n{campaign}\n---\n")
        for number, topic in enumerate(TOPICS):
            self.on(60 * number, lambda topic=topic: self._find_piece(topic))  # type: ignore[misc]
        names = [f"{first} {last}" for last in LAST for first in FIRST]
        for number, name in enumerate(names[:55]):
            self._newcomer(number, name)
        for name in NEGLECTED:
            self._old_friend(name)
        self._hidden_people()
        self.on(CLOSE_AFTER, self._close_campaign)
        self.on(120, lambda: self.set(f"Contacts/{HIDDEN[2]}.md", do_not_contact="true"))

    def _find_piece(self, topic: str) -> None:
        head = f"type: shareable\nurl: https://example.org/{topic}\ntopics: [{topic}]\nfound_on: {self.today}"
        self.put(f"Shareables/Piece on {topic}.md", f"---\n{head}\n---\n")

    def _newcomer(self, number: int, name: str) -> None:
        nature = NATURES[number % len(NATURES)]
        org = TARGETS[number % 3] if number < 12 else f"Firm {number % 7}"
        if org == DEAD_END:
            nature = ("silent", "decliner")[number % 2]
        via = "Ada Alder" if 20 <= number < 29 else ""
        self.souls[name] = Soul(name, nature, via)
        born = (self.start + timedelta(days=number * 17)).strftime("%m-%d") if number % 7 == 0 else ""
        born = "12-30" if number == 14 else born
        fields = {
            "type": "contact", "org": f'"[[{org}]]"', "role": "Analyst",
            "topics": f"[{TOPICS[number % 5]}]", "birthday": f'"{born}"' if born else "",
            "created": self.start - timedelta(days=340) if number % 11 == 0 else "",
            "wants": f"[advice on {TOPICS[number % 5]}]" if number % 6 == 1 else "",
            "can_offer": "[a hand with surveys]" if number % 8 == 3 else "",
            "relationship": "peer" if number % 9 == 4 else "",
            "private": "true" if number == 18 else "",
        }  # fmt: skip
        self.put(f"Contacts/{name}.md", _front(fields) + "What I know of them.\n")

    def _old_friend(self, name: str) -> None:
        """Met and thanked 340 days ago, and silent since: the first hello is overdue until a year is over."""
        met = self.start - timedelta(days=345)
        self.souls[name] = Soul(name, "warm", answered=True, agreed=True, talks=1)
        self.put(f"Contacts/{name}.md", _front({"type": "contact", "connected_on": met}))
        talk = {
            "type": "interview", "contact": f'"[[{name}]]"', "date": met, "status": "done",
            "thank_you_sent": met + timedelta(days=5), "summary": "a good hour",
        }  # fmt: skip
        self.put(f"Interviews/{met} {name}.md", _front(talk) + DEBRIEF.replace("[ ]", "[x]"))

    def _hidden_people(self) -> None:
        """People who must not show, each with everything that would tempt a rule to speak."""
        day = self.start + timedelta(days=40)
        for number, name in enumerate(HIDDEN):
            fields = {
                "type": "contact", "org": f'"[[{DEAD_END}]]"', "status": "archived" if number == 1 else "targeted",
                "do_not_contact": "true" if number == 0 else "", "decided_on": self.start, "cadence": "weekly",
                "birthday": '"04-01"', "wants": "[a map]", "can_offer": "[a hand]", "created": "2024-01-01",
                "next_touch": day, "topics": "[maps]",
            }  # fmt: skip
            log = f"## Log\n- {day - timedelta(days=30)} email in: please call me\n- {day} news: now Director\n"
            owed = f"## Favours\n- owed {self.start}: a long letter\n## Promises\n- [ ] me: send it (by:: {day})\n"
            self.put(f"Contacts/{name}.md", _front(fields) + log + owed)
            talk = {
                "type": "interview", "contact": f'"[[{name}]]"', "date": f"{day}T10:00",
                "status": "scheduled" if number < 2 else "idea", "referrals": '["[[Cleo Alder]]"]',
            }  # fmt: skip
            self.put(f"Interviews/{day} {name}.md", _front(talk) + PREPARE)

    # What others do, and what the person decides on.

    def on(self, days: int, deed: Callable[[], None], start: date | None = None) -> None:
        self.agenda[(start or self.start) + timedelta(days=days)].append(deed)

    def after(self, days: int, deed: Callable[[], None]) -> None:
        self.on(max(1, days), deed, self.today)

    def happen(self, today: date) -> None:
        """The morning: post has come, appointments are made, somebody is decided on."""
        self.today = today
        self.messaged = set()
        for day in sorted(day for day in self.agenda if day <= today):
            for deed in self.agenda.pop(day):
                deed()
        if today.weekday() in (0, 3) and (today - self.start).days < CLOSE_AFTER - 20 and self.talk_count < 34:
            self._decide(3)
        if today.weekday() == 2:
            self._news()

    def _decide(self, count: int) -> None:
        open_ = [s for s in self.souls.values() if self.value(s.path, "status") == "" and not s.answered]
        for soul in open_[:count]:
            if soul.name != "Ada Alder" and soul.via and not self.souls[soul.via].talks:
                continue
            self.set(soul.path, status="targeted", decided_on=self.today, curious_about="their work")
            if soul.via:
                self.set(soul.path, approach="introduction", intro_via=f'"[[{soul.via}]]"')

    def _news(self) -> None:
        met = [s for s in self.souls.values() if s.talks]
        if met and self.rng.random() < 0.4:
            soul = self.rng.choice(met)
            self.add(soul.path, "Log", f"- {self.today} news: now lead of post {self.today:%j}")

    def _close_campaign(self) -> None:
        self.set("Campaigns/The search.md", closed_on=self.today, outcome='"a field post"')

    def sent(self, soul: Soul, purpose: str) -> None:
        """A message of mine reaches them."""
        if soul.name in HIDDEN or soul.declined or soul.name in self.planned:
            return
        if purpose in ("outreach", "follow-up") and not soul.answered:
            if soul.nature == "warm" or (soul.nature == "slow" and purpose == "follow-up"):
                self.after(self.rng.randint(1, 5), lambda: self._reply(soul))
            elif soul.nature == "decliner":
                self.after(2, lambda: self._decline(soul))
        elif purpose == "schedule" and not soul.agreed:
            soul.asked_for_times += 1
            if soul.nature == "warm" or soul.asked_for_times > 1:
                soul.agreed = True
                self.after(self.rng.randint(1, 3), lambda: self.book_talk(soul))
        elif purpose == "check-in" and soul.talks and self.rng.random() < 0.3:
            self.after(2, lambda: self.log(soul.name, "lovely to hear from you", "in"))

    def _reply(self, soul: Soul) -> None:
        if not soul.answered:
            soul.answered = True
            self.log(soul.name, "yes, with pleasure", "in")

    def _decline(self, soul: Soul) -> None:
        soul.answered = soul.declined = True
        self.log(soul.name, "sorry, no time this year", "in")
        self.set(soul.path, status="declined")

    def book_talk(self, soul: Soul) -> None:
        """They agree on a day: a note for the talk."""
        if soul.name in self.planned or soul.declined:
            return
        day = _workday(self.today + timedelta(days=self.rng.randint(5, 14)))
        fields = {
            "type": "interview", "contact": f'"[[{soul.name}]]"', "date": f"{day}T10:00", "status": "scheduled",
            "format": self.rng.choice(["video", "coffee", "phone", "in-person"]), "purpose": "[career-path]",
        }  # fmt: skip
        self.talk_count += 1
        self.planned[soul.name] = day
        self.put(f"Interviews/{day} {soul.name}.md", _front(fields) + PREPARE + DEBRIEF)

    def _finish(self, path: str, lot: Random) -> None:
        """The talk took place: what came of it, written down or not."""
        name = path.rsplit("/", 1)[-1].removesuffix(".md")[11:]
        soul = self.souls[name]
        self.planned.pop(name, None)
        soul.talks += 1
        day = date.fromisoformat(self.value(path, "date")[:10])
        self.set(path, status="done", rapport=lot.choice([3, 4, 4, 5]))
        number = self.talk_count
        if lot.random() < 0.8:
            self.add(path, "Notes", "Seasonal crews hear of permanent posts first.")
            self.set(path, thank_you_specific='"the point about crews"')
        if lot.random() < 0.6:
            self.add(path, "Advice", f"- [ ] Take course {number} of {name}")
        if lot.random() < 0.4:
            self.add(path, "Promises", f"- [ ] me: send draft {number} (by:: {day + timedelta(days=9)})")
        if lot.random() < 0.4:
            self.add(path, "Promises", f"- [ ] them: send list {number}")
        if lot.random() < 0.3:
            self.add(f"Contacts/{name}.md", "Favours", f"- owed {day}: review of paper {number}")
        if lot.random() < 0.25:
            self.set(path, follow_up_on=day + timedelta(days=20), follow_up_why="the field season")
        if lot.random() < 0.2:
            self.set(path, outcome="[mentor-offer]")
        if lot.random() < 0.4:
            self.set(path, referrals=f'["[[{self._somebody_new(lot)}]]"]')
        if lot.random() < 0.3:
            self.set(path, thank_you_form="email")

    def _somebody_new(self, lot: Random) -> str:
        unknown = [s.name for s in self.souls.values() if not self.value(s.path, "status") and not s.answered]
        if unknown and lot.random() < 0.7:
            return unknown[-1]
        return f"Nova Found{self.talk_count}"

    # What the dashboard asks for, done.

    def act(self, due: Iterable[FollowUp]) -> list[FollowUp]:
        """Do what is due and whose time has come; gives what was done."""
        acted = []
        self.edited = set()
        for f in due:
            lot = Random(f"{self.seed}|{f.id}")
            first = self.first_seen.setdefault(f.id, self.today)
            if (self.today - first).days < lot.choice(DELAYS) or self._is_neglected(f):
                continue
            if (f.person_name in self.messaged and not f.act) or (f.path in self.edited and f.rule in _BY_LINE):
                continue
            if self._acts[f.rule](f, lot) is not False:
                self.done[f.id] = f
                acted.append(f)
        return acted

    def _is_neglected(self, f: FollowUp) -> bool:
        if f.person_name in HIDDEN:
            return True
        if f.rule == "birthday" and f.cause.month == 12:
            return f.cause + timedelta(days=4) > self.today
        return f.person_name in NEGLECTED and f.rule in ("first-check-in", "keep-in-touch")

    def _write(self, f: FollowUp, purpose: str, words: str = "hello") -> None:
        name = f.person_name
        self.log(name, words, purpose=purpose)
        if name in self.souls:
            self.sent(self.souls[name], purpose)

    def _make_contact(self, f: FollowUp, lot: Random) -> None:
        soul = self.souls[f.person_name]
        if soul.via and not self.value(soul.path, "intro_asked_on"):
            self.set(soul.path, intro_asked_on=self.today)
            if lot.random() < 0.5:
                self.after(3, lambda: self._introduce(soul))
            return
        self._write(f, "outreach", "may I ask for 20 minutes?")

    def _introduce(self, soul: Soul) -> None:
        if not self.value(soul.path, "introduced_on") and not soul.answered:
            self.set(soul.path, introduced_on=self.today, introduced_by=f'"[[{soul.via}]]"')

    def _second_contact(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "outreach", "may I ask for 20 minutes?")

    _write_after_introduction = _second_contact

    def _try_again(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "outreach", "may I ask once more?")
        self.set(self.souls[f.person_name].path, status="contacted")

    def _nudge_introducer(self, f: FollowUp, lot: Random) -> None:
        self.log(f.person_name, f"about {f.about_name}", purpose="intro")
        if lot.random() < 0.7:
            self.after(2, lambda: self._introduce(self.souls[f.about_name]))

    def _other_route(self, f: FollowUp, lot: Random) -> None:
        self.set(f.about, approach="direct")
        self.taken_back.add(f.about_name)
        if lot.random() < 0.5:
            self._write(f, "outreach", "may I ask for 20 minutes?")

    def _follow_up(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "follow-up", "did my note reach you?")

    def _let_go(self, f: FollowUp, lot: Random) -> None:
        self.set(f.person, status="no-response")
        if lot.random() < 0.6:
            self.set(f.person, retry="true")

    def _answer(self, f: FollowUp, lot: Random) -> None:
        soul = self.souls[f.person_name]
        self._write(f, "other" if soul.talks else "schedule", "thank you for the answer")

    def _offer_times(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "schedule", "would Tuesday suit?")

    def _research(self, f: FollowUp, lot: Random) -> None:
        self._steps(f.path, "research-person", "research-org")

    def _get_ready(self, f: FollowUp, lot: Random) -> None:
        self._steps(f.path, "dress", "route", "brief")

    def _steps(self, path: str, *steps: str) -> None:
        for number, line in enumerate(self.text(path).splitlines(), 1):
            if line.rpartition("^")[2] in steps and "[ ]" in line:
                self.tick(path, number)

    def _questions(self, f: FollowUp, lot: Random) -> None:
        self.add(f.path, "Questions", QUESTIONS.rstrip())

    def _confirm(self, f: FollowUp, lot: Random) -> None:
        self.set(f.path, confirmed_on=self.today)

    def _interview(self, f: FollowUp, lot: Random) -> bool | None:
        if lot.random() < 0.4:
            return False
        self._finish(f.path, lot)
        return None

    def _what_happened(self, f: FollowUp, lot: Random) -> None:
        luck = lot.random()
        soul = self.souls[f.person_name]
        if luck < 0.7:
            self._finish(f.path, lot)
            return
        self.planned.pop(soul.name, None)
        self.taken_back.add(soul.name)
        if luck < 0.85:
            self.set(f.path, status="no-show", no_show="me" if luck < 0.8 else "them")
        elif luck < 0.92:
            self.set(f.path, status="cancelled", cancelled_by="them")
        self.after(4, lambda: self.book_talk(soul))
        if luck >= 0.92:
            self.book_talk(soul)
            self.set(f.path, status="moved", moved_to=f'"[[{self.planned[soul.name]} {soul.name}]]"')

    def _write_notes(self, f: FollowUp, lot: Random) -> None:
        if lot.random() < 0.5:
            self.add(f.path, "Notes", "We spoke of crews and permits.")
        else:
            self.set(f.path, summary="crews and permits")

    def _thank_you(self, f: FollowUp, lot: Random) -> None:
        if lot.random() < 0.7:
            self.set(f.path, thank_you_sent=self.today)
            self.messaged.add(f.person_name)
        else:
            self._write(f, "thank-you", "a card")

    def _quick_thanks(self, f: FollowUp, lot: Random) -> bool | None:
        if lot.random() < 0.5:
            return False
        self._write(f, "thank-you", "thank you for the talk")
        return None

    def _offer_help(self, f: FollowUp, lot: Random) -> None:
        if lot.random() < 0.5 and "^offered-help" in self.text(f.path):
            self._steps(f.path, "offered-help")
        else:
            self.add(f.person, "Favours", f"- offered {self.today}: help with the survey")

    def _connect(self, f: FollowUp, lot: Random) -> None:
        if lot.random() < 0.8:
            self.set(f.person, connected_on=self.today)
        else:
            self.set(f.person, social_declined="true")

    def _hello(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "check-in", "how are you?")

    _apologise = _agreed_date = _first_check_in = _keep_in_touch = _reconnect = _hello

    def _thank_introducer(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "thank-you", f"thank you for {f.about_name}")

    def _keep_promise(self, f: FollowUp, lot: Random) -> None:
        key = "done" if lot.random() < 0.8 else "released"
        self.tick(f.path, f.line, f" ({key}:: {self.today})")

    _their_promise = _keep_promise

    def _try_advice(self, f: FollowUp, lot: Random) -> None:
        if lot.random() < 0.8:
            self.tick(f.path, f.line, f" (used:: {self.today}) (effect:: got the post)")
        else:
            self.tick(f.path, f.line, f" (dropped:: {self.today})", "-")

    def _tell_advice(self, f: FollowUp, lot: Random) -> None:
        if lot.random() < 0.5:
            self.tick(f.path, f.line, f" (told:: {self.today})")
        else:
            self._write(f, "update", "your advice got me the post")

    def _meet_referral(self, f: FollowUp, lot: Random) -> None:
        if f.about == f.person and f.about_name in self.souls:
            self.set(f.person, status="targeted", decided_on=self.today)
            return
        self.souls[f.about_name] = Soul(f.about_name, lot.choice(NATURES))
        fields = {"type": "contact", "org": '"[[Elsewhere]]"'}
        if lot.random() < 0.5:
            fields |= {"status": "targeted", "decided_on": str(self.today)}
        self.put(f"Contacts/{f.about_name}.md", _front(fields))

    def _update(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "update", "here is how it went")

    _tell_referrer = _progress_note = _tell_everyone = _update

    def _congratulate(self, f: FollowUp, lot: Random) -> None:
        self._write(f, "congrats", "well done")

    _birthday = _congratulate

    def _share(self, f: FollowUp, lot: Random) -> None:
        had = self.value(f.path, "sent_to").strip("[]")
        self.set(f.path, sent_to=f'[{had}{", " if had else ""}"[[{f.person_name}]]"]')
        self._write(f, "share", "this may be for you")

    def _give_back(self, f: FollowUp, lot: Random) -> None:
        self.add(f.person, "Favours", f"- gave {self.today}: {f.text.partition(': ')[2]}")

    def _offer(self, f: FollowUp, lot: Random) -> None:
        self.add(f.person, "Favours", f"- offered {self.today}: a hand with surveys")

    def _name_mentor(self, f: FollowUp, lot: Random) -> None:
        self.set(f.person, relationship=lot.choice(["mentor", "supporter"]))

    def _stalled(self, f: FollowUp, lot: Random) -> None:
        soul = self.souls[f.person_name]
        if soul.answered:
            soul.agreed = True
            self.book_talk(soul)
        else:
            self._write(f, "outreach", "may I ask for 20 minutes?")

    def _org_dead_end(self, f: FollowUp, lot: Random) -> None:
        self.set(f.about, status="closed")

    def _pace(self, f: FollowUp, lot: Random) -> bool:
        """Write to as many as it takes; whether that was enough is the rule's to say."""
        waiting = [s for s in self.souls.values() if not s.via and self.value(s.path, "status") in ("targeted", "")]
        fresh = [s for s in waiting if "## Log" not in self.text(s.path) and s.name not in self.planned]
        for soul in fresh[: self.talk_count < 34]:
            self.log(soul.name, "may I ask for 20 minutes?", purpose="outreach")
            self.sent(soul, "outreach")
        return False

    def _verify(self, f: FollowUp, lot: Random) -> None:
        self.set(f.person, verified_on=self.today)


def _front(fields: Mapping[str, object]) -> str:
    lines = [f"{key}: {value}" for key, value in fields.items() if value != ""]
    return "---\n" + "\n".join(lines) + "\n---\n"


def _workday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
