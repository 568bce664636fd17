"""By which folder names, tags and keys people tell contacts, interviews and organisations. Tables, no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from vaulttool.core.pattern import pattern
from vaulttool.core.schema import FIELD_OF, SYNONYMS
from vaulttool.core.values import fold

_PLAIN = pattern(r"[^\w]+|_")

WORDS: Mapping[str, str] = MappingProxyType(
    {
        word: kind
        for kind, words in {
            "contact": ("contact", "contacts", "person", "persons", "people", "friends", "colleagues", "acquaintances",
                        "address book"),
            "interview": ("interview", "interviews", "informational interview", "informational interviews"),
            "org": ("orgs", "organisations", "organizations", "company", "companies", "employers", "firms"),
        }.items()
        for word in words
    }
)  # fmt: skip
"""What a folder or a tag is called -> the kind of its notes."""

DOUBTFUL: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(
        ("meeting", "meetings", "call", "calls", "conversation", "conversations", "talks", "chats", "coffee chats"),
        "interview",
    )
)
"""The same for names that may as well mean something else: meetings at work ask for no thank-you note."""


PASSING: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("inbox", "archive", "misc", "new", "notes", "unsorted", "zettelkasten"), "anything")
)
"""Folders through which notes of all kinds pass, whatever they hold today."""


class Telling(NamedTuple):
    """Fields of ours that say what a note is: one `strong` one is needed, `weak` ones stand in other notes too."""

    strong: frozenset[str]
    weak: frozenset[str]


TELLING: Mapping[str, Telling] = MappingProxyType(
    {
        "contact": Telling(
            frozenset({"email", "phone", "linkedin", "birthday", "pronouns", "last_contact", "next_touch", "met_where",
                       "met_on", "relationship", "referred_by", "introduced_by", "mutuals"}),
            frozenset({"org", "role", "address", "past_orgs", "cadence"}),
        ),
        "org": Telling(frozenset({"industry", "domains"}), frozenset({"website", "size", "locations"})),
        "interview": Telling(frozenset({"contact"}), frozenset({"date", "org", "place"})),
    }
)  # fmt: skip


OTHER_NAMES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        kind: MappingProxyType({theirs: ours for ours, many in table.items() for theirs in many.split()})
        for kind, table in {
            "contact": {
                "email": "mail emails email_address mail_address",
                "phone": "mobile cell tel telephone phone_number phones",
                "linkedin": "linkedin_url linkedin_profile",
                "birthday": "bday date_of_birth dob birthdate",
                "role": "job occupation profession",
                "org": "company_name workplace works_at",
                "last_contact": "last_seen last_met last_talked last_spoke last_touch lastcontacted last_contact_date",
                "location": "city lives_in based_in",
                "referred_by": "referrer referral introduced_through",
                "aliases": "nickname nick",
                "met_where": "met_at where_we_met",
            },
            "interview": {"contact": "interviewee participants participant", "date": "day when"},
            "org": {"website": "url homepage web site", "locations": "location city", "domains": "domain"},
        }.items()
    }
)
"""Kind -> their key, in plain letters -> the field of ours that it seems to be."""


def kind_by_word(name: str, table: Mapping[str, str] = WORDS) -> str:
    """The kind that the last part of a folder or tag means, whatever number or sign it has: `02 People`, `📇people`."""
    words = [word for word in _PLAIN.sub(" ", fold(name.rsplit("/", 1)[-1])).split() if not word.isdigit()]
    return table.get(" ".join(words), "")


def ours(kind: str, key: str) -> str:
    """The field of ours that a key is: by its name, in any letters, or by another name; `""` for none."""
    return known(kind, key) or known(kind, plain(key)) or OTHER_NAMES.get(kind, {}).get(plain(key), "")


def known(kind: str, key: str) -> str:
    """The same without any setting: the name as it stands, or one that vaulttool knows."""
    return key if key in FIELD_OF[kind] else SYNONYMS[kind].get(key, "")


def plain(key: str) -> str:
    """`E-Mail address`: `e_mail_address`; then `email_address`, since people write mail in many ways."""
    return "_".join(_PLAIN.sub(" ", fold(key)).split()).replace("e_mail", "email")
