"""The CSV export of Google Contacts, of either vintage -> people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from vaulttool.core.incoming import Batch, Person
from vaulttool.core.incoming.person import person
from vaulttool.core.pattern import pattern
from vaulttool.errors import VaultToolError
from vaulttool.exchange.csv_table import Row, first_line, header_of, rows
from vaulttool.exchange.incoming_file import read_text

_GIVEN = ("first name", "given name")
_MIDDLE = ("middle name", "additional name")
_FAMILY = ("last name", "family name")
_OWN = pattern(r"(e-mail|phone|website|address|organization|relation) [0-9]+ - \w|organization (name|title)|file as")
_SEPARATOR = ":::"


def read_google(file: Path) -> Batch:
    """The people of the export; companies without a person's name are left out. `VaultToolError` when it is none."""
    text = read_text(file, ("All Contacts.csv", "contacts.csv"), ".csv")
    found = header_of(text, _is_header)
    if found is None:
        raise VaultToolError(*_no_export(file, text))
    made = [_person(row) for row in rows(text, *found)]
    return Batch(tuple(one for one in made if one), made.count(None))


def _is_header(cells: frozenset[str]) -> bool:
    return bool(cells.intersection(_GIVEN + _FAMILY + ("name",))) and any(map(_OWN.match, cells))


def _person(row: Row) -> Person | None:
    return person(
        f"line {row.line}",
        _name(row),
        org=_first(row, "organization name", "organization 1 - name"),
        role=_first(row, "organization title", "organization 1 - title"),
        emails=_all(row, "e-mail", "value"),
        phones=_all(row, "phone", "value"),
        pages=_all(row, "website", "value"),
        address=next(_all(row, "address", "formatted"), ""),
        birthday=row.first("birthday"),
    )


def _name(row: Row) -> str:
    parts = (row.first(*headings) for headings in (_GIVEN, _MIDDLE, _FAMILY))
    return " ".join(part for part in parts if part) or row.first("name", "file as", "nickname")


def _first(row: Row, *headings: str) -> str:
    return row.first(*headings).split(_SEPARATOR)[0].strip()


def _all(row: Row, what: str, part: str) -> Iterator[str]:
    """The values of `E-mail 1 - Value`, `E-mail 2 - Value`, ..., each of which may be several."""
    form = re.compile(rf"{what} ([0-9]{{1,3}}) - {part}")
    found = sorted((int(match[1]), text) for head, text in row.values.items() if (match := form.fullmatch(head)))
    for _, text in found:
        yield from (one.strip() for one in text.split(_SEPARATOR) if one.strip())


def _no_export(file: Path, text: str) -> tuple[str, str]:
    if header_of(text, lambda cells: "connected on" in cells):
        return f"{file} is an export of LinkedIn", f"vaulttool import linkedin {quote(str(file))}"
    if text.lstrip().upper().startswith("BEGIN:VCARD"):
        return f"{file} holds vCards", f"vaulttool import vcard {quote(str(file))}"
    expected = "First Name,Middle Name,Last Name,...,E-mail 1 - Value"
    message = f"{file} has no line like `{expected}`; it begins with `{first_line(text)}`"
    return message, "in Google Contacts: Export, Google CSV"
