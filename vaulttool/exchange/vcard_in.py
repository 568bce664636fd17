"""vCards 2.1, 3.0 and 4.0, one or many in a file -> people. Lines are taken apart by vobject (extra `[contacts]`)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from vaulttool.core.incoming import Batch, Person
from vaulttool.core.incoming.person import person
from vaulttool.core.pattern import pattern
from vaulttool.errors import VaultToolError
from vaulttool.exchange.csv_table import first_line
from vaulttool.exchange.extras import missing
from vaulttool.exchange.incoming_file import read_text

MOST_CARDS = 200_000

_CARD = pattern(r"^BEGIN:VCARD[ \t]*\r?\n(.*?)^END:VCARD[ \t]*\r?$", re.I | re.M | re.S)
_BINARY = pattern(r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*\r?\n?", re.I | re.M)
_ESCAPED = pattern(r"\\([nN,;:\\])")
_NO_PERSON = frozenset({"group", "org", "location", "application", "device"})


class Line(Struct, frozen=True):
    """One property: its parameters by name, in capitals, and its value as written."""

    params: Mapping[str, tuple[str, ...]]
    value: str

    @property
    def text(self) -> str:
        """The value without escapes."""
        return _plain(self.value)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts between semicolons, without escapes."""
        return tuple(_plain(part).strip() for part in re.split(r"(?<!\\);", self.value))

    @property
    def rank(self) -> int:
        """1 for what is preferred most, as version 4.0 numbers it up to 100; 101 for what is not preferred."""
        said = [*self.params.get("PREF", ()), *(word for word in self.params.get("TYPE", ()) if word.lower() == "pref")]
        return min((int(word) if word.isdigit() else 1 for word in said), default=101)


Card = Mapping[str, tuple[Line, ...]]
"""The lines of a card by the property's name, in capitals."""


def read_vcards(file: Path) -> Batch:
    """The people of the file; cards of groups and companies are left out. `VaultToolError` when there is no card."""
    text = read_text(file, ("contacts.vcf", "All Contacts.vcf"), ".vcf")
    cards = [found[1] for found in _CARD.finditer(text)]
    if not cards:
        message = f"{file} holds no vCard (BEGIN:VCARD ... END:VCARD); it begins with `{first_line(text)}`"
        raise VaultToolError(message, "export contacts as vCard; for a CSV: vaulttool import google or linkedin")
    if len(cards) > MOST_CARDS:
        raise VaultToolError(f"{file} holds more than {MOST_CARDS:,} cards", "split it")
    made = [_person(f"card {number}", _card(lines)) for number, lines in enumerate(cards, 1)]
    return Batch(tuple(one for one in made if one), made.count(None))


def _card(text: str) -> Card:
    found: dict[str, list[Line]] = {}
    for name, line in _lines(_BINARY.sub("", text)):
        found.setdefault(name.upper(), []).append(line)
    return {name: tuple(sorted(lines, key=lambda line: line.rank)) for name, lines in found.items()}


def _lines(text: str) -> Iterator[tuple[str, Line]]:
    """The properties; one that cannot be read is left out."""
    try:
        from vobject import base
    except ImportError as error:
        raise missing("vobject", "contacts") from error
    for written, _ in base.getLogicalLines(io.StringIO(text), "QUOTED-PRINTABLE" in text.upper()):
        try:
            made = base.textLineToContentLine(written)
        except Exception:  # whatever a made-up line does to the library, it costs that line alone
            continue
        params = {name.upper(): tuple(map(str, values)) for name, values in made.params.items()}
        bare = tuple(map(str, made.singletonparams))
        yield made.name, Line({**params, "TYPE": (*params.get("TYPE", ()), *bare)}, str(made.value))


def _person(place: str, card: Card) -> Person | None:
    if _first(card, "KIND").text.strip().lower() in _NO_PERSON or _first(card, "X-ABSHOWAS").text == "COMPANY":
        return None
    pages = (line.text for name in ("X-SOCIALPROFILE", "SOCIALPROFILE", "URL") for line in card.get(name, ()))
    return person(
        place,
        _name(card),
        org=_first(card, "ORG").parts[0],
        role=_first(card, "TITLE").text or _first(card, "ROLE").text,
        emails=(line.text for line in card.get("EMAIL", ())),
        phones=(line.text.removeprefix("tel:").replace(";ext=", " ext. ") for line in card.get("TEL", ())),
        pages=pages,
        address="\n".join(part for part in _first(card, "ADR").parts if part),
        birthday=_birthday(_first(card, "BDAY")),
    )


def _name(card: Card) -> str:
    family, given, more, *_ = (*_first(card, "N").parts, "", "", "")
    return _first(card, "FN").text.strip() or " ".join(filter(None, (given, more, family)))


def _birthday(line: Line) -> str:
    """Apple writes a birthday without its year with a year that stands for none."""
    text, omitted = line.text.strip(), line.params.get("X-APPLE-OMIT-YEAR", ())
    return f"--{text[4:].lstrip('-')}" if omitted and text.startswith(omitted) else text


def _first(card: Card, name: str) -> Line:
    return next(iter(card.get(name, ())), Line({}, ""))


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)
