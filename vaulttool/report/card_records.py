"""Cards of people and organisations, and balances of favours -> records for JSON. No decisions."""

from __future__ import annotations

from typing import Any

from vaulttool.core.cards import OrgCard, PersonCard
from vaulttool.core.favours import Balance
from vaulttool.report.as_data import as_data
from vaulttool.report.records import record


def person_record(card: PersonCard) -> dict[str, Any]:
    """`show` of a contact: its record, and what follows from the notes beside it."""
    derived = as_data(card, leave_out=("note", "balance", "named_by"))
    named_by = [{**as_data(who), "day": day.isoformat() if day else None} for who, day in card.named_by]
    return {**record(card.note), **derived, "named_by": named_by, "balance": balance_record(card.balance)}


def org_record(card: OrgCard) -> dict[str, Any]:
    """`show` of an organisation."""
    fits = {name: {"average": average, "talks": number} for name, average, number in card.fits}
    return {**record(card.note), **as_data(card, leave_out=("note",)), "fits": fits}


def balance_record(balance: Balance) -> dict[str, Any]:
    """`balance`: the lines, the totals by verb, what is owed, and help beside favour lines."""
    verbs = {verb: balance.count(verb) for verb in ("gave", "got", "asked", "offered", "owed")}
    return {**as_data(balance), "counts": verbs, "total": balance.total, "open": len(balance.owed)}
