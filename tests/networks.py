"""A made-up network of any size as notes: who led to whom, talks, messages, favours, marks. Always the same."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

TODAY = date(2026, 12, 2)

_FIRST = (
    "Ana", "Ben", "Cara", "Dev", "Eve", "Flo", "Gil", "Hana", "Ida", "Jon", "Kim", "Lea", "Mats", "Noa", "Ola", "Pia",
    "Quinn", "Rosa", "Sam", "Tove", "Uma", "Vera", "Wim", "Xenia", "Yara", "Zoe",
)  # fmt: skip
_LAST = (
    "Ruiz", "Ode", "Lim", "Roy", "Sund", "Hart", "Tan", "Moe", "Vik", "Aas", "Bell", "Nygaard-Fernandes", "Okafor",
    "Petrov", "Quist", "Rossi", "Sato", "Toma", "Ueda", "Voss", "Wood", "Yilmaz", "Zhao", "Åberg", "Lindqvist",
)  # fmt: skip
_ORGS = ("Acme Wetlands", "Marsh Trust", "Blue Delta Lab", "Reed Hall", "County Rivers", "Peat and Partners")
_HEARD = (
    "Seasonal crews hear of permanent posts first", "A field course counts more than a second degree",
    "Winter is the time to ask for a talk", "Small trusts hire from their volunteers",
)  # fmt: skip
_APPROACHES = ("direct", "introduction", "reintroduce", "article", "")


def write_network(folder: Path, people: int, seed: int = 5) -> None:
    """A vault with so many contacts; about half of them were met, and most were named by somebody."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vaulttool.toml").write_text('timezone = "Europe/London"\n')
    names = [_name(place) for place in range(people)]
    given = _givers(random, people)
    for place, name in enumerate(names):
        is_met = random.random() < 0.55 or place in given.values()
        _write(folder, f"Contacts/{name}", _contact(random, name, is_met=is_met))
        if is_met:
            day = TODAY - timedelta(days=random.randrange(3, 330))
            named = [names[one] for one, giver in given.items() if giver == place]
            _write(folder, f"Interviews/{day} {name}", _talk(random, name, day, named))
    _write(folder, "Search", ["type: campaign", "start: 2026-01-05", "weekly_outreach: 3", "target_interviews: 40"])


def _name(place: int) -> str:
    first, last = _FIRST[place % len(_FIRST)], _LAST[(place // len(_FIRST) + place * 7) % len(_LAST)]
    return f"{first} {last}"


def _givers(random: Random, people: int) -> dict[int, int]:
    """Person -> who named them; an earlier one, those who named many more often."""
    found: dict[int, int] = {}
    for place in range(1, people):
        if random.random() < 0.85:
            pool = [*range(place), *found.values()]
            found[place] = random.choice(pool)
    return found


def _contact(random: Random, name: str, *, is_met: bool) -> list[str]:
    lines = ["type: contact", f"org: {random.choice(_ORGS)}", "role: field lead", "connected_on: 2026-10-01"]
    approach = random.choice(_APPROACHES)
    lines += [f"approach: {approach}"] if approach else []
    lines += ["status: targeted", "decided_on: 2026-11-20"] if not is_met and random.random() < 0.4 else []
    first = TODAY - timedelta(days=random.randrange(5, 340))
    log = []
    if is_met or random.random() < 0.5:
        log.append(f"- {first} email out: asked for 20 minutes (for:: outreach)")
    if log and not is_met and random.random() < 0.6:
        log.append(f"- {first + timedelta(days=8)} email out: in case it got lost (for:: follow-up)")
    if is_met:
        log += [f"- {first + timedelta(days=random.randrange(1, 5))} email in: happy to"]
        later = [first + timedelta(days=random.randrange(10, 200)) for _ in range(random.randrange(4))]
        log += [
            f"- {day} {random.choice(('email out', 'phone both', 'email in'))}: news" for day in later if day < TODAY
        ]
    favours = [f"- {random.choice(('gave', 'got', 'got'))} 2026-10-{random.randrange(10, 29)}: read a draft"
               for _ in range(random.randrange(3))]  # fmt: skip
    favours += ["- owed 2026-11-20: the survey form"] if random.random() < 0.1 else []
    return [*lines, "---", "## Log", *log, "## Favours", *(favours if is_met else ())]


def _talk(random: Random, name: str, day: date, named: list[str]) -> list[str]:
    marks = [f"{field}: {random.randrange(2, 6)}" for field in ("rapport", "fit_culture", "fit_people", "fit_role")]
    status = "done" if TODAY - day < timedelta(days=10) else "closed"
    referrals = ", ".join(f'"[[{one}]]"' for one in named)
    thanks = [f"thank_you_sent: {day + timedelta(days=2)}"] if random.random() < 0.8 else []
    return [
        "type: interview", f'contact: "[[{name}]]"', f"status: {status}", f"date: {day}T10:00",
        f"referrals: [{referrals}]",
        *marks[: random.randrange(5)], *thanks, "summary: a good talk about the season", "---",
        "## Insights", f"- {random.choice(_HEARD)} (topic:: hiring)",
        "## Debrief", "- [x] Ask how to help ^offered-help",
    ]  # fmt: skip


def _write(folder: Path, path: str, lines: list[str]) -> None:
    file = folder / f"{path}.md"
    file.parent.mkdir(exist_ok=True)
    body = lines if "---" in lines else [*lines, "---"]
    file.write_text("\n".join(["---", *body, ""]), encoding="utf-8")
