"""The vocabulary as data: kinds, fields, types, allowed values, synonyms, items, sections. One table each.

Validation, templates, JSON Schema, property types, completion and documentation are made from these tables.
"""

from __future__ import annotations

from enum import Enum
from types import MappingProxyType

from msgspec import Struct


class Type(Enum):
    """How the text of a field is read. `DATETIME` takes a date too; `LINK` takes a plain name too."""

    TEXT = "text"
    LINK = "link"
    DATE = "date"
    DATETIME = "date-time"
    ENUM = "enum"
    BOOL = "yes or no"
    INT = "whole number"
    URL = "url"
    TIMEZONE = "time zone"
    BIRTHDAY = "birthday"
    CADENCE = "cadence"


class FieldSpec(Struct, frozen=True):
    """One field. `many`: a list is welcome (one value always is). `past`: a fact, so never a date in the future.

    `decides`: rules read it, so a wrong value makes an answer wrong (error, else warning). `low`, `high` bound
    a whole number. `to`: the kinds a link may lead to, empty for any.
    """

    name: str
    type: Type
    meaning: str
    many: bool = False
    allowed: tuple[str, ...] = ()
    past: bool = False
    decides: bool = False
    low: int = 0
    high: int = 0
    to: tuple[str, ...] = ()


def _text(name: str, meaning: str, *, many: bool = False) -> FieldSpec:
    return FieldSpec(name, Type.TEXT, meaning, many=many)


def _date(name: str, meaning: str, *, past: bool = True) -> FieldSpec:
    return FieldSpec(name, Type.DATE, meaning, past=past, decides=True)


def _link(name: str, meaning: str, *, to: tuple[str, ...] = ("contact",), many: bool = False) -> FieldSpec:
    return FieldSpec(name, Type.LINK, meaning, many=many, to=to)


def _enum(
    name: str, meaning: str, allowed: str | tuple[str, ...], *, many: bool = False, decides: bool = False
) -> FieldSpec:
    words = tuple(allowed.split()) if isinstance(allowed, str) else allowed
    return FieldSpec(name, Type.ENUM, meaning, many=many, allowed=words, decides=decides)


def _bool(name: str, meaning: str, *, decides: bool = True) -> FieldSpec:
    return FieldSpec(name, Type.BOOL, meaning, decides=decides)


def _int(name: str, meaning: str, low: int, high: int) -> FieldSpec:
    return FieldSpec(name, Type.INT, meaning, low=low, high=high)


def _zone(meaning: str) -> FieldSpec:
    return FieldSpec("timezone", Type.TIMEZONE, meaning, decides=True)


CONTACT_STATUS = (
    "identified", "targeted", "intro-asked", "contacted", "replied", "scheduled", "met", "nurturing", "no-response",
    "declined", "paused", "do-not-contact", "archived",
)  # fmt: skip
INTERVIEW_STATUS = (
    "idea", "requested", "scheduled", "confirmed", "done", "closed", "moved", "cancelled", "no-show", "declined",
    "dropped",
)  # fmt: skip
FIT = "1 (no) to 5 (very much)"

_COMMON = (
    _text("type", "the kind of note"),
    _text("tags", "Obsidian tags", many=True),
)
_NAMED = (*_COMMON, _text("name", "default: the file name"), _text("aliases", "other names", many=True))

FIELDS: MappingProxyType[str, tuple[FieldSpec, ...]] = MappingProxyType(
    {
        "contact": (
            *_NAMED,
            _text("pronouns", "how to speak of them"),
            FieldSpec("created", Type.DATE, "when the note was made"),
            _text("email", "first is preferred", many=True),
            _text("phone", "first is preferred", many=True),
            _text("links", "pages about them", many=True),
            FieldSpec("linkedin", Type.URL, "profile page; imports match on it"),
            _text("address", "for handwritten notes"),
            _link("org", "where they work now", to=("org",)),
            _text("role", "what they do there"),
            _link("past_orgs", "where they worked before", to=("org",), many=True),
            _text("schools", "where they learnt", many=True),
            _text("groups", "clubs, associations, circles", many=True),
            _text("topics", "what they care about", many=True),
            _text("location", "where they live"),
            _zone("IANA name, such as Europe/London"),
            _text("country", "where they live"),
            _text("curious_about", "why this person"),
            _enum(
                "source",
                "how they came onto the list",
                "family friend classmate alumni colleague teacher event referral directory linkedin cold inbound "
                "import",
            ),
            _enum("status", "your word for where things stand; worked out when absent", CONTACT_STATUS, decides=True),
            _date("decided_on", "when you decided to reach out"),
            _date("contacted_on", "when you first wrote"),
            _date("followed_up_on", "when you wrote again"),
            _date("replied_on", "when they answered"),
            _date("last_contact", "the latest contact of any kind"),
            _enum("approach", "how you mean to reach them", "reintroduce introduction article direct inbound"),
            FieldSpec("met_on", Type.DATE, "when you first met", past=True),
            _text("met_where", "where you first met"),
            FieldSpec("hook_url", Type.URL, "the article to send"),
            _link("intro_via", "who could introduce you"),
            _date("intro_asked_on", "when you asked for the introduction"),
            _link("introduced_by", "who introduced you"),
            _date("introduced_on", "when they did"),
            _link("referred_by", "who named this person", many=True),
            _link("mutuals", "people you both know", many=True),
            _enum("relationship", "how close", "none contact supporter peer mentor dormant", decides=True),
            FieldSpec(
                "cadence",
                Type.CADENCE,
                "how often to be in touch; default by relationship",
                allowed=("none", "weekly", "monthly", "quarterly", "half-year", "yearly"),
                decides=True,
            ),
            _date("next_touch", "when to be in touch next; beats the cadence", past=False),
            _text("next_touch_why", "what about"),
            _date("snooze_until", "nothing about this person before then, but what cannot wait", past=False),
            _date("connected_on", "connected on social media"),
            _bool("social_declined", "do not connect on social media"),
            _text("wants", "what would help them", many=True),
            _text("can_offer", "what you could do for them", many=True),
            FieldSpec("birthday", Type.BIRTHDAY, "a date, or MM-DD"),
            _enum("priority", "how much they matter now", "high normal low", decides=True),
            _bool("retry", "may be approached again later"),
            _date("verified_on", "when their data was last checked"),
            _link("distinct_from", "looks like that person, is another one", many=True),
            _link("campaign", "the search they belong to", to=("campaign",)),
            _bool("private", "kept out of exports and the dashboard note"),
            _bool("do_not_contact", "hard stop"),
        ),
        "interview": (
            *_COMMON,
            _bool("private", "kept out of exports and the dashboard note"),
            _link("campaign", "the search it belongs to", to=("campaign",)),
            _link("contact", "who was met", many=True),
            _link("org", "default: the contact's", to=("org",)),
            _enum("status", "where the talk stands", INTERVIEW_STATUS, decides=True),
            _enum("purpose", "what you want to learn about", "career-path industry organisation job", many=True),
            _date("requested_on", "when you asked"),
            _date("confirmed_on", "when you confirmed the time"),
            FieldSpec("date", Type.DATETIME, "day and local time, 2026-12-03T10:00", decides=True),
            _zone("theirs, IANA name; default: the contact's"),
            FieldSpec("minutes", Type.INT, "asked for; default 20", low=1, high=1440),
            FieldSpec("actual_minutes", Type.INT, "used", low=0, high=1440),
            _enum("format", "how you meet", "in-person video phone coffee meal site-visit email event"),
            _text("place", "address or link"),
            _text("dress", "what to wear"),
            _enum(
                "thank_you_form",
                "default: handwritten",
                "handwritten email message phone gift none",
                decides=True,
            ),
            _date("thank_you_sent", "the note posted or sent"),
            _text("thank_you_specific", "the one thing to name"),
            _link("referrals", "people they named", many=True),
            _int("rapport", FIT, 1, 5),
            _int("fit_culture", FIT, 1, 5),
            _int("fit_people", FIT, 1, 5),
            _int("fit_manager", FIT, 1, 5),
            _int("fit_role", FIT, 1, 5),
            _enum(
                "outcome",
                "what came of it",
                "learned advice referral invited-back mentor-offer job-lead ruled-out nothing",
                many=True,
            ),
            _text("summary", "one line, shown on contact and organisation"),
            _date("follow_up_on", "a date agreed in the room", past=False),
            _text("follow_up_why", "what for"),
            _enum("cv_shared", "whether they saw your CV", "no on-request unasked"),
            _enum("cancelled_by", "who called it off", "me them"),
            _enum("no_show", "who did not come", "me them"),
            _link("moved_to", "the interview that takes its place", to=("interview",)),
            _link("previous", "the meeting before", to=("interview",)),
        ),
        "org": (
            *_NAMED,
            FieldSpec("website", Type.URL, "home page"),
            _text("domains", "mail domains", many=True),
            _text("industry", "what field"),
            _text("size", "how many people"),
            _text("locations", "where", many=True),
            _bool("target", "you want to work there"),
            _int("motivation", "how much you want to, 1 to 5", 1, 5),
            _int("posting", "how many suitable postings, 1 (none) to 3", 1, 3),
            _link("contact_order", "whom to approach first", many=True),
            _enum("status", "where things stand", "watching targeting talking closed", decides=True),
            _date("researched_on", "when you last read up on it"),
        ),
        "campaign": (
            *_NAMED,
            _date("start", "first day", past=False),
            _date("end", "last day planned", past=False),
            _text("question", "what this search is to answer"),
            _int("target_interviews", "how many talks", 0, 100000),
            _int("weekly_outreach", "how many first messages a week", 0, 100000),
            _text("intro_text", "who you are, in two sentences; only if asked"),
            _text("outcome", "how it ended"),
            _date("closed_on", "when it ended"),
        ),
        "shareable": (
            *_NAMED,
            FieldSpec("url", Type.URL, "where it is"),
            _text("topics", "what it is about", many=True),
            _text("kind", "article, talk, book, tool, ..."),
            FieldSpec("found_on", Type.DATE, "when you found it", past=True),
            _text("why", "why it is worth sending"),
            _link("sent_to", "who has had it", many=True),
        ),
        "question": (*_NAMED,),
    }
)
"""Kind -> its fields, in the order a new note shows them."""

KINDS = tuple(FIELDS)
KIND_SYNONYMS = MappingProxyType(
    {
        "person": "contact",
        "people": "contact",
        "organization": "org",
        "organisation": "org",
        "company": "org",
        "questions": "question",
    }
)
FOLDERS = MappingProxyType(
    {"Contacts": "contact", "Interviews": "interview", "Organisations": "org", "Shareables": "shareable"}
)
"""Folder -> kind, for notes without `type:`. A setting."""

SYNONYMS: MappingProxyType[str, MappingProxyType[str, str]] = MappingProxyType(
    {
        kind: MappingProxyType({theirs: ours for ours, many in table.items() for theirs in many.split()})
        for kind, table in {
            "contact": {
                "org": "company organization organisation firm employer",
                "role": "title position job_title job-title",
                "last_contact": "last-contact lastContact last_contacted last-contacted-at",
                "next_touch": "next-contact nextContact next_contact next_followup follow-up-due",
                "cadence": "frequency contact_frequency",
                "met_where": "how-we-met how_we_met met",
                "topics": "interests",
                "aliases": "alias",
                "tags": "tag",
            },
            "interview": {
                "contact": "people person attendees with",
                "place": "location",
                "org": "company organization organisation firm employer",
                "tags": "tag",
            },
            "org": {"aliases": "alias", "tags": "tag"},
            "campaign": {"aliases": "alias", "tags": "tag"},
            "shareable": {"aliases": "alias", "tags": "tag"},
            "question": {"aliases": "alias", "tags": "tag"},
        }.items()
    }
)
"""Kind -> their key -> ours. Read as if it were ours, never rewritten. A setting."""

HEADINGS = MappingProxyType(
    {
        "Log": "log",
        "Questions": "questions",
        "Advice": "advice",
        "Promises": "promises",
        "Favours": "favours",
        "Favors": "favours",
        "Insights": "insights",
        "Prepare": "prepare",
        "Debrief": "debrief",
        "Notes": "notes",
    }
)
"""Heading -> section. A setting."""

CHANNELS = ("email", "linkedin", "phone", "text", "in-person", "video", "letter", "social", "other")
WAYS = ("out", "in", "both")
PURPOSES = (
    "outreach", "follow-up", "schedule", "confirm", "thank-you", "update", "share", "favour", "congrats", "intro",
    "check-in", "other",
)  # fmt: skip
FAVOUR_VERBS = ("gave", "got", "asked", "offered", "owed")
PROMISERS = ("me", "them")
CATEGORIES = (
    "open", "path", "job", "culture", "people", "supervisors", "entry-level", "organisation", "industry", "skills",
    "fit", "advice", "resources", "projects", "close", "second",
)  # fmt: skip
REQUIRED_CATEGORIES = ("path", "culture", "people", "supervisors", "entry-level")
STEPS = MappingProxyType(
    {
        "prepare": ("research-person", "research-org", "questions", "dress", "route", "brief"),
        "debrief": (
            "no-job-asked", "thanked", "offered-help", "specific", "names", "advice", "promises", "surprise", "fit",
            "open-questions",
        ),
    }
)  # fmt: skip
CADENCE_DAYS = MappingProxyType({"weekly": 7, "monthly": 30, "quarterly": 90, "half-year": 182, "yearly": 365})
RELATIONSHIP_DAYS = MappingProxyType(
    {"mentor": 30, "supporter": 45, "peer": 60, "contact": 120, "dormant": 365, "none": 0}
)
"""Keep-in-touch interval in days by relationship, 0 for off. A setting."""

FIELD_OF = MappingProxyType(
    {kind: MappingProxyType({spec.name: spec for spec in specs}) for kind, specs in FIELDS.items()}
)
