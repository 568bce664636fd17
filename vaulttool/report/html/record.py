"""The report's numbers as data, of stable shape: what the page shows, without cuts."""

from __future__ import annotations

from typing import Any

from vaulttool.core.overview import Overview
from vaulttool.report.as_data import as_data
from vaulttool.report.card_records import balance_record
from vaulttool.report.json import lines
from vaulttool.report.lookups import tree_records
from vaulttool.report.numbers import stats_record


def overview_record(day: Overview) -> dict[str, Any]:
    """`report`: `{day, private, today, talks, stats, funnel, tree, people, favours, fit}`.

    `today` is as in `today`, `stats` as in `stats` (more weeks, every insight), `tree` as the rows of `tree`, `favours`
    as in `balance`; `funnel`: `{name, people}`; `people`: `{who, org, status, last, events}`.
    """
    return {
        "day": day.today.isoformat(),
        "private": day.is_private,
        "today": lines(day.due, day.today),
        "talks": [{"path": planned.path, **as_data(planned.meeting, ("private",))} for planned in day.meetings],
        "stats": stats_record(day.stats, day.heard),
        "funnel": as_data(day.funnel),
        "tree": tree_records(day.branches)["rows"],
        "people": as_data(day.lives),
        "favours": [balance_record(balance) for balance in day.balances],
        "fit": as_data(day.fits),
    }
