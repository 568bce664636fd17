"""What went to and fro: favours both ways as a balance, and the help that people gave beside them."""

from __future__ import annotations

from collections.abc import Sequence

from vaulttool.core.dashboard.words import count
from vaulttool.core.favours import Balance, Help
from vaulttool.report.html.sheet import Sheet, bar, later, table, words
from vaulttool.report.html.tags import Child, Html, el, join

SHOWN = 60
"""Rows of a table; those to whom most is owed come first."""


def favours(sheet: Sheet) -> Html:
    """Favours noted, then talks, advice, names and introductions."""
    noted = [balance for balance in sheet.day.balances if balance.favours]
    helped = [balance for balance in sheet.day.balances if balance.help != Help()]
    if not noted and not helped:
        return later("No favours yet. Note them under `## Favours` of a contact: `- gave 2026-12-05: what`.")
    return join((_noted(sheet, noted), _helped(sheet, helped)))


def _noted(sheet: Sheet, balances: Sequence[Balance]) -> Html | None:
    if not balances:
        return None
    widest = max(max(b.count("gave"), b.count("got"), 1) for b in balances)
    head = ("Person", "", "They gave", "I gave", "Balance", "I owe")
    rows = [_balance(sheet, balance, widest) for balance in balances[:SHOWN]]
    legend = el("p", "In the bars, what they gave goes to the left and what I gave to the right.", class_="muted")
    return join(
        (legend, table("Favours, those first to whom I owe most", head, rows, numbers=(2, 3, 4)), _rest(balances))
    )


def _balance(sheet: Sheet, balance: Balance, widest: int) -> Sequence[Child]:
    gave, got = balance.count("gave"), balance.count("got")
    left, right = 50 * got / widest, 50 * gave / widest
    parts = [(50 - left, left, "second"), (50.0, right, "accent"), (49.8, 0.4, "quiet")]
    owed = words("; ".join(favour.text for favour in balance.owed))
    return (
        sheet.person(balance.path, balance.name),
        bar(parts),
        got,
        gave,
        f"{balance.total:+d}" if balance.total else "0",
        owed,
    )


def _helped(sheet: Sheet, balances: Sequence[Balance]) -> Html | None:
    if not balances:
        return None
    ordered = sorted(balances, key=lambda b: (-_weight(b.help), b.name.casefold(), b.path))
    head = ("Person", "Talks", "Advice", "Names", "Introductions", "I kept")
    rows = [(sheet.person(b.path, b.name), b.help.talks, b.help.advice, b.help.names, b.help.introductions, b.help.kept)
            for b in ordered[:SHOWN]]  # fmt: skip
    heading = el("h3", "Time, advice and names they gave")
    return join(
        (
            heading,
            table(
                "Help beside favours; the last column counts promises of mine that I kept",
                head,
                rows,
                numbers=range(1, 6),
            ),
            _rest(ordered),
        )
    )


def _weight(help: Help) -> int:
    return help.talks + help.advice + help.names + help.introductions


def _rest(balances: Sequence[Balance]) -> Html | None:
    more = len(balances) - SHOWN
    return el("p", f"and {count(more, 'person', 'people')} more", class_="muted") if more > 0 else None
