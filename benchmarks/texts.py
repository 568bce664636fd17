"""The text of each note of a made-up vault, in vaulttool's vocabulary. Where the notes lie is `generate`'s."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from benchmarks.world import TODAY, Meeting, Person, World, dice, org_name

_TOPICS = ("wetlands", "maps", "policy", "hiring", "birds", "rivers", "budgets", "field work", "soil", "data")
_ROLES = ("Field Ecologist", "Programme Lead", "Analyst", "Survey Manager", "Director", "Planner", "Editor", "Trainer")
_ZONES = ("Europe/London", "America/New_York", "Europe/Amsterdam", "Asia/Tokyo", "America/Los_Angeles")
_PLACES = ("London", "New York", "Utrecht", "Osaka", "Portland", "Leeds", "Ghent", "Bristol")
_SOURCES = ("friend", "alumni", "event", "linkedin", "referral", "directory", "cold", "import")
_CATEGORIES = (
    "path",
    "culture",
    "people",
    "supervisors",
    "entry-level",
    "job",
    "advice",
    "industry",
    "skills",
    "close",
)
_SENTENCES = (
    "Came to this work by way of {other} and a summer of volunteering on {topic}.",
    "Thinks that {topic} will need twice as many people within five years.",
    "Says that [[{org}]] reads every letter it gets, but answers only the specific ones.",
    "Was relaxed and generous with time; laughed about the first season, when nothing worked.",
    "Suggested that I read up on {topic} before I write to anyone else there.",
    "Keeps a notebook of {topic} by hand and swears by it.",
    "Told the story of how {other} left and came back with a better contract.",
    "The team is small: four in the field, two who write, and {other}, who knows the money.",
    "Worth asking next time: how they choose between {topic} and everything else.",
    "Promised nothing, which I liked, and named {other} without being asked.",
)
_WORDS = (
    "asked how the season went", "sent the paper on {topic}", "told what came of the last advice",
    "short word about {topic}", "she asked for my notes", "met in the corridor, spoke of {topic}",
    "said thanks for the introduction to {other}", "wrote about the opening at [[{org}]]",
)  # fmt: skip
_QUESTIONS = (
    "What does a normal week look like?", "How did you come to this role?", "Whom would you hire first?",
    "What do newcomers get wrong?", "What would you read before you start?", "How are supervisors chosen?",
    "What is expected of somebody at the entry level?", "What has changed in the last five years?",
)  # fmt: skip


def contact(person: Person, world: World) -> str:
    """A contact's note: twelve to twenty fields, a log, favours, some prose."""
    rng = dice("contact", person.number)
    slug = person.name.lower().replace(" ", ".")
    fields = {
        "type": "contact",
        "created": _ago(rng, 900, 1400),
        "email": f"{slug}@{person.org.lower().replace(' ', '')}.example",
        "linkedin": f"https://www.linkedin.example/in/{slug.replace('.', '-')}-{person.number}",
        "org": f'"[[{person.org}]]"',
        "role": rng.choice(_ROLES),
        "topics": _flow(rng.sample(_TOPICS, 2)),
        "location": rng.choice(_PLACES),
        "source": "hearsay" if person.number % 250 == 249 else rng.choice(_SOURCES),
        **_standing(person, rng),
    }
    if person.number % 12 == 0:
        fields["wants"] = _flow(["help with a survey form"])
    extra = {
        "phone": f'"+44 20 {person.number // 10000 + 7000:04} {person.number % 10000:04}"',
        "past_orgs": _flow([f'"[[{org_name(rng.randrange(world.org_count))}]]"']),
        "schools": _flow(["Riverside College"]),
        "groups": _flow(["Alumni", "Field Club"]),
        "timezone": rng.choice(_ZONES),
        "pronouns": rng.choice(("she/her", "he/him", "they/them")),
        "mutuals": _flow([_to(_other(person, rng, world))]),
        "can_offer": _flow(["my notes on " + rng.choice(_TOPICS)]),
        "curious_about": "how the field season is planned",
    }
    fields |= {key: extra[key] for key in rng.sample(sorted(extra), rng.randint(3, 8))}
    body = _prose(rng, person, world, rng.randint(4, 9)) + _log(person, rng, world)
    if person.life in ("kept", "past"):
        body += f"\n## Favours\n- gave {_ago(rng, 300, 600)}: reviewed a form\n- got {_ago(rng, 300, 600)}: two names\n"
    return _note(fields, body)


def interview(meeting: Meeting, world: World) -> str:
    """An interview's note: questions with answers, advice, promises, insights, steps."""
    rng = dice("interview", meeting.number)
    is_open = meeting.turn == 0 and meeting.person.life in ("fresh", "planned")
    fields = {
        "type": "interview",
        "contact": '"[[Nobody Known]]"' if meeting.number % 250 == 249 else _to(meeting.person),
        "org": f'"[[{meeting.person.org}]]"',
        "status": "scheduled" if meeting.day >= TODAY else "done" if is_open else "closed",
        "purpose": _flow(rng.sample(["career-path", "industry", "organisation", "job"], 2)),
        "requested_on": str(meeting.day - timedelta(days=16)),
        "date": f"{meeting.day}T{rng.randint(9, 16):02}:{rng.choice(('00', '15', '30'))}",
        "timezone": rng.choice(_ZONES),
        "minutes": "45",
        "format": rng.choice(("video", "phone", "in-person", "coffee")),
        "place": rng.choice(("their office", "https://meet.example/abc-defg-hij", "the cafe at the station")),
    }
    if meeting.day < TODAY:
        fields |= {
            "actual_minutes": str(rng.randint(15, 45)),
            "thank_you_form": "email",
            "thank_you_specific": f"the point about {rng.choice(_TOPICS)}",
            "rapport": str(rng.randint(2, 5)),
            "fit_culture": str(rng.randint(1, 5)),
            "fit_role": str(rng.randint(1, 5)),
            "outcome": _flow(["learned", "advice"]),
            "summary": f"spoke of {rng.choice(_TOPICS)} and how they hire",
        }
    if meeting.day < TODAY and not is_open:
        fields["thank_you_sent"] = str(meeting.day + timedelta(days=1))
        if rng.random() < 0.1:
            fields["referrals"] = _flow([_to(_acquaintance(rng, world))])
    elif is_open and meeting.day < TODAY - timedelta(days=5):
        fields["thank_you_sent"] = str(meeting.day + timedelta(days=2))
    body = _prose(rng, meeting.person, world, rng.randint(3, 8)) if meeting.day < TODAY else ""
    return _note(fields, body + _questions(meeting, rng) + _aftermath(meeting, rng, is_open=is_open))


def org(number: int) -> str:
    """An organisation's note; one in ten is a target."""
    rng = dice("org", number)
    fields = {
        "type": "org",
        "website": f"https://{org_name(number).lower().replace(' ', '')}.example",
        "domains": _flow([f"{org_name(number).lower().replace(' ', '')}.example"]),
        "industry": rng.choice(_TOPICS),
        "target": "true" if number % 10 == 0 else "false",
        "motivation": str(rng.randint(1, 5)),
        "status": "targeting" if number % 10 == 0 else "watching",
    }
    return _note(fields, "\nWhat they do, and for whom.\n")


def shareable(number: int) -> str:
    """Something worth sending, on a topic that nobody follows yet."""
    fields = {
        "type": "shareable",
        "url": f"https://reading.example/{number}",
        "topics": f"[subject {number}]",
        "kind": "article",
        "found_on": str(TODAY - timedelta(days=30 + number % 300)),
    }
    return _note(fields, "\nWhy it is good.\n")


def campaign() -> str:
    """The one search."""
    fields = {
        "type": "campaign",
        "start": "2026-01-05",
        "question": "which field work suits me?",
        "weekly_outreach": "5",
    }
    return _note(fields, "")


def touch(day: date, number: int) -> str:
    """One line of a log, with its newline."""
    return f"- {day} email out: word number {number} about the survey (for:: check-in)\n"


def _standing(person: Person, rng: Random) -> dict[str, str]:
    """The fields that say how things stand."""
    return {
        "quiet": {"status": "identified"},
        "kept": {"status": "nurturing", "relationship": rng.choice(("contact", "contact", "peer", "supporter")),
                 "connected_on": str(person.met)},
        "past": {"status": "nurturing", "relationship": "none", "cadence": "none", "connected_on": str(person.met)},
        "ended": {"status": rng.choice(("archived", "no-response", "declined")), "contacted_on": _ago(rng, 200, 500)},
        "outreach": {"status": "targeted", "decided_on": _ago(rng, 0, 6), "approach": "direct"}
        if person.number % 4 == 0
        else {"status": "contacted", "contacted_on": _ago(rng, 1, 12), "approach": "direct"},
        "fresh": {"status": "met", "relationship": "contact", "connected_on": str(person.met)},
        "planned": {"status": "scheduled", "relationship": "none", "connected_on": _ago(rng, 30, 60)},
    }[person.life]  # fmt: skip


def _log(person: Person, rng: Random, world: World) -> str:
    """Touches from long ago up to the last meeting, or a while back for those never met."""
    if person.life == "outreach":
        return ""
    count = {"quiet": 0, "kept": 12, "past": 8}.get(person.life, 4)
    last = min(person.met, TODAY - timedelta(days=2)) if person.life != "ended" else TODAY - timedelta(days=200)
    days = sorted(last - timedelta(days=rng.randint(1, 120) + 60 * n) for n in range(count))
    ways = ("email out", "email in", "phone both", "linkedin in", "in-person both")
    lines = [f"- {day} {rng.choice(ways)}: {_filled(rng.choice(_WORDS), rng, person, world)}\n" for day in days]
    if person.life in ("kept", "past"):
        latest = min(TODAY, max(last + timedelta(days=3), TODAY - timedelta(days=rng.randint(1, 100))))
        lines.append(f"- {latest} email out: told how it went with {rng.choice(_TOPICS)} (for:: update)\n")
    return "\n## Log\n" + "".join(lines) if lines else ""


def _questions(meeting: Meeting, rng: Random) -> str:
    count = 15 if meeting.turn == 0 else 5
    box = " " if meeting.day >= TODAY else "x"
    lines = []
    for n in range(count):
        source = " (from:: research)" if n == 0 else ""
        lines.append(f"- [{box}] {rng.choice(_QUESTIONS)} (cat:: {_CATEGORIES[n % len(_CATEGORIES)]}){source}\n")
        if box == "x" and n % 3 == 0:
            lines.append(f"  Mostly {rng.choice(_TOPICS)}, and more of it every year.\n")
    return "\n## Questions\n" + "".join(lines)


def _aftermath(meeting: Meeting, rng: Random, *, is_open: bool) -> str:
    """What stands under the questions: steps before, or advice, promises and insights after."""
    if meeting.day >= TODAY:
        return "\n## Prepare\n- [ ] Read up on the person ^research-person\n- [ ] Read up on them ^research-org\n"
    after = min(meeting.day + timedelta(days=9), TODAY)
    used = "" if is_open else f" (used:: {after}) (effect:: it helped) (told:: {after})"
    heard = f"number {meeting.number}" if meeting.number % 5 else f"as many say, {meeting.number % 30}"
    box, kept = (" ", "") if is_open else ("x", f" (done:: {after})")
    return (
        f"\n## Advice\n- [{box}] Take the course on {rng.choice(_TOPICS)}{used}\n"
        f"\n## Promises\n- [{box}] me: send the notes (by:: {meeting.day + timedelta(days=12)}){kept}\n"
        f"\n## Insights\n- Crews hear of posts first, {heard} (topic:: hiring)\n"
        f"\n## Debrief\n- [x] No job asked ^no-job-asked\n- [{box}] Offered help ^offered-help\n"
    )


def _prose(rng: Random, person: Person, world: World, count: int) -> str:
    sentences = (_filled(rng.choice(_SENTENCES), rng, person, world) for _ in range(count * 2))
    return "\n" + "\n\n".join(f"{one} {two}" for one, two in zip(sentences, sentences, strict=True)) + "\n"


def _filled(text: str, rng: Random, person: Person, world: World) -> str:
    return text.format(other=_plain(_other(person, rng, world)), topic=rng.choice(_TOPICS), org=person.org)


def _other(person: Person, rng: Random, world: World) -> Person:
    """Somebody else, mostly of the same few hundred."""
    return world.person(person.number + rng.randint(1, 300))


def _acquaintance(rng: Random, world: World) -> Person:
    """Somebody who has been met: a referral that is closed."""
    for _ in range(20):
        found = world.person(rng.randrange(world.person_count))
        if found.life == "past":
            return found
    return world.person(0)


def _ago(rng: Random, least: int, most: int) -> str:
    return str(TODAY - timedelta(days=rng.randint(least, most)))


def _plain(person: Person) -> str:
    return f"[[{person.name}]]"


def _to(person: Person) -> str:
    return f'"{_plain(person)}"'


def _flow(values: Iterable[str]) -> str:
    return f"[{', '.join(values)}]"


def _note(fields: dict[str, str], body: str) -> str:
    head = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"---\n{head}---\n{body}"
