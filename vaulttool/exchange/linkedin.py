"""LinkedIn's `Connections.csv`, alone or in the zip that LinkedIn sends -> people."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shlex import quote

from vaulttool.core.incoming import Batch, Person
from vaulttool.core.incoming.person import person
from vaulttool.core.pattern import pattern
from vaulttool.core.values import as_date
from vaulttool.errors import VaultToolError
from vaulttool.exchange.csv_table import Row, first_line, header_of, rows
from vaulttool.exchange.incoming_file import read_text

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"

_NAMES = frozenset({"first name", "last name"})
_OTHERS = frozenset({"email address", "company", "position", "connected on"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""LinkedIn writes English months whatever the language."""
_BY_NAME = pattern(r"([0-9]{1,2})[ \-]([A-Za-z]{3})[a-z]*\.?[ \-]([0-9]{4})")
_BY_NUMBER = pattern(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?:,? [0-9].*)?")


def read_linkedin(file: Path) -> Batch:
    """The people of the export. `VaultToolError` says what was found when it is none."""
    text = read_text(file, ("Connections.csv",), ".csv")
    found = header_of(text, lambda cells: cells >= _NAMES and len(cells & _OTHERS) > 1)
    if found is None:
        raise VaultToolError(*_no_export(file, text))
    people, without_name, unread = [], 0, 0
    for row in rows(text, *found):
        someone = _person(row)
        people += [someone] if someone else []
        without_name += someone is None
        unread += bool(someone and row.first("connected on") and someone.connected_on is None)
    said = (f"{unread} dates of `Connected On` are left out: expected are 05 Mar 2024 and 03/15/2024",)
    return Batch(tuple(people), without_name, said if unread else ())


def connected_on(text: str) -> date | None:
    """The day of `05 Mar 2024`, `03/15/2024` (month first) or `2024-03-05`; None for anything else."""
    named, numbered = _BY_NAME.fullmatch(text), _BY_NUMBER.fullmatch(text)
    if named and named[2].lower() in _MONTHS:
        return _day(int(named[3]), _MONTHS.index(named[2].lower()) + 1, int(named[1]))
    if numbered:
        year = int(numbered[3]) + (2000 if len(numbered[3]) == 2 else 0)
        return _day(year, int(numbered[1]), int(numbered[2]))
    return as_date(text)


def _person(row: Row) -> Person | None:
    last = row.first("last name").partition(",")[0]
    return person(
        f"line {row.line}",
        f"{row.first('first name')} {last}",
        org=row.first("company"),
        role=row.first("position"),
        emails=(row.first("email address"),),
        pages=(row.first("url"),),
        connected_on=connected_on(row.first("connected on")),
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _no_export(file: Path, text: str) -> tuple[str, str]:
    if header_of(text, lambda cells: any(cell.startswith(("e-mail 1 - ", "organization name")) for cell in cells)):
        return f"{file} is an export of Google Contacts", f"vaulttool import google {quote(str(file))}"
    if text.lstrip().upper().startswith("BEGIN:VCARD"):
        return f"{file} holds vCards", f"vaulttool import vcard {quote(str(file))}"
    found = first_line(text)
    return f"{file} has no line `{HEADER}`; it begins with `{found}`", "export Connections from LinkedIn's data privacy"
