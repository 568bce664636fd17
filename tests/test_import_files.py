"""Exports of LinkedIn and Google, and vCards, as they come: their headers, quirks and faults."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.effort import examples
from vaulttool.core.incoming import Batch, Person
from vaulttool.errors import VaultToolError
from vaulttool.exchange import csv_table, incoming_file
from vaulttool.exchange.google import read_google
from vaulttool.exchange.linkedin import connected_on, read_linkedin
from vaulttool.exchange.vcard_in import read_vcards

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ANA = 'Ana,Ruiz,https://www.linkedin.com/in/ana-ruiz,,"Marsh, Inc.",Lead,05 Mar 2024'
NOTES = (
    'Notes:\n"When exporting your connection data, you may notice that some of the email addresses are missing. You '
    'will only see them for connections who have allowed it, see https://www.linkedin.com/psettings/privacy/email."\n\n'
)

Reader = Callable[[Path], Batch]


def read(reader: Reader, folder: Path, content: str | bytes, name: str = "export") -> Batch:
    """What a reader makes of a file with this content."""
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return reader(file)


def zipped(files: dict[str, bytes | str]) -> bytes:
    """A zip of these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


LINKEDIN = Person(
    "line 2", "Ana Ruiz", "https://www.linkedin.com/in/ana-ruiz", org="Marsh, Inc.", role="Lead",
    connected_on=date(2024, 3, 5),
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEADER}\n{ANA}\n", 2),
        (f"{NOTES}{HEADER}\n{ANA}\n", 5),
        (f"\ufeff{NOTES}{HEADER}\n{ANA}\n".replace("\n", "\r\n"), 5),
        (f"One\nmore\nline\nof\nwords\n\n{HEADER}\n{ANA}", 8),
        (f'Notes:\n"an open quote\n{HEADER}\n{ANA}', 4),
        (f"{HEADER.replace(',', ';')}\n{ANA.replace(',', ';', 4).replace(',Lead,', ';Lead;')}\n", 2),
    ],
)
def test_linkedin_header_is_found_by_what_it_says(tmp_path: Path, text: str, line: int) -> None:
    """Whatever stands above it, with byte order mark and CRLF, and as saved again by a spreadsheet."""
    (found,) = read(read_linkedin, tmp_path, text).people
    assert found == replace(LINKEDIN, place=f"line {line}")


def test_linkedin_older_export_without_pages(tmp_path: Path) -> None:
    """The columns are read by their names, not by their places."""
    text = "First Name,Last Name,Email Address,Company,Position,Connected On\nAna,Ruiz,a@b.example,Acme,,3/15/2024\n"
    (found,) = read(read_linkedin, tmp_path, text).people
    assert (found.emails, found.org, found.role, found.connected_on) == (
        ("a@b.example",),
        "Acme",
        "",
        date(2024, 3, 15),
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05 Mar 2024", "2024-03-05"),
        ("5 Sep 2024", "2024-09-05"),
        ("03/15/2024", "2024-03-15"),
        ("3/5/16, 10:20 AM", "2016-03-05"),
        ("2024-03-05", "2024-03-05"),
        ("15/03/2024", None),
        ("30 Feb 2024", None),
        ("05 Mär 2024", None),
        ("", None),
    ],
)
def test_linkedin_dates_are_english_whatever_the_language(text: str, day: str | None) -> None:
    """Month first in numbers; what is no day in that order is left out, never turned around."""
    assert connected_on(text) == (date.fromisoformat(day) if day else None)


def test_linkedin_rows_that_are_no_person(tmp_path: Path) -> None:
    """Commas only are nothing; no name is counted; titles behind a comma are no name; odd dates are told."""
    rows = (
        ",,,,,,",
        ",,https://www.linkedin.com/in/x,,,,",
        'Uma,"Nair, PhD",,,,,soon',
        " Bo ,,,,,,",
        "\U0001f600,,,,,,",
    )
    batch = read(read_linkedin, tmp_path, "\n".join((HEADER, *rows)))
    assert [one.name for one in batch.people] == ["Uma Nair", "Bo"]
    assert (batch.without_name, batch.problems[0][:7]) == (2, "1 dates")


GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,"
    "Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,"
    "Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Address 1 - Label,Address 1 - Formatted,Website 1 - Label,Website 1 - Value\n"
    "Ana,,Ruiz,,,,,,,,Marsh,Lead,,--05-17,secret,,* myContacts,* Work,ana@a.example ::: a2@a.example,Home,a3@a.example,"
    'Mobile,+1 902 555 0100,Home,"1 Bog St\nHalifax\nCanada",Profile,https://www.linkedin.com/in/ana-ruiz ::: '
    "https://ana.example\n"
    ",,,,,,,,,,Some Shop,,,,,,,,shop@x.example,,,,,,,,\n"
)
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Birthday,Notes,Group Membership,E-mail 1 - Type,"
    "E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Formatted,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title,Website 1 - Value\n"
    "Ana Ruiz,Ana,,Ruiz,,--05-17,,* My Contacts,* Work,ana@a.example ::: a2@a.example ::: a3@a.example,Mobile,"
    '+1 902 555 0100,"1 Bog St\nHalifax\nCanada",,Marsh,Lead,https://www.linkedin.com/in/ana-ruiz ::: '
    "https://ana.example\n"
)


@pytest.mark.parametrize("text", [GOOGLE_NEW, GOOGLE_OLD, GOOGLE_OLD.replace("\n", "\r\n")])
def test_google_of_both_vintages(tmp_path: Path, text: str) -> None:
    """Columns by pattern, several values in one, addresses over several lines, birthdays without a year."""
    batch = read(read_google, tmp_path, text)
    (found,) = batch.people
    assert (found.name, found.org, found.role) == ("Ana Ruiz", "Marsh", "Lead")
    assert found.emails == ("ana@a.example", "a2@a.example", "a3@a.example")
    assert (found.phones, found.address) == (("+1 902 555 0100",), "1 Bog St, Halifax, Canada")
    assert (found.linkedin, found.links) == ("https://www.linkedin.com/in/ana-ruiz", ("https://ana.example",))
    assert (found.birthday, batch.without_name) == ("05-17", int(text is GOOGLE_NEW))


VCARD_21 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:R=C3=B8d;=41=6E=61;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=41=6E=61 =\r\n=52=C3=B8=64\r\n"
    "TEL;CELL;PREF:+1 902 555 0100\r\nEMAIL;INTERNET:ana@a.example\r\n"
    "ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Stra=C3=9Fe 1;Town;;12345;DE\r\nORG:Marsh\r\nTITLE:Lead\r\n"
    "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\r\n SkZJ\r\n\r\nBDAY:19800517\r\nEND:VCARD\r\n"
)
VCARD_30 = (
    "BEGIN:VCARD\nVERSION:3.0\nN:Rød;Ana;;;\nFN:Ana R\n ød\nitem1.EMAIL;type=INTERNET:late@a.example\n"
    "item2.EMAIL;type=INTERNET;type=pref:ana@a.example\nitem2.X-ABLabel:_$!<Work>!$_\nORG:Marsh;Crew\nTITLE:Lead\n"
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-17\nitem3.ADR;type=HOME:;;Straße 1;Town;;12345;DE\nTEL:+1 902 555 01\n 00\n"
    "X-SOCIALPROFILE;type=linkedin:http\\://www.linkedin.com/in/ana\nPHOTO;ENCODING=b:not base64\nEND:VCARD\n"
)
VCARD_40 = (
    "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Rød\nN:Rød;Ana;;;\nBDAY:--0517\n"
    "EMAIL;PREF=50:late@a.example\nEMAIL:last@a.example\nEMAIL;PREF=1:ana@a.example\n"
    'TEL;VALUE=uri;TYPE="cell,voice":tel:+1-902-555-0100\nORG;SORT-AS="m":Marsh\nTITLE:Lead\n'
    "ADR;TYPE=home:;;Straße 1;Town;;12345;DE\nURL:https://ana.example\nKIND:individual\nEND:VCARD\n"
)


@pytest.mark.parametrize(
    ("text", "birthday"),
    [(VCARD_21, "1980-05-17"), (VCARD_30, "05-17"), (VCARD_40, "05-17")],
    ids=["2.1", "3.0", "4.0"],
)
def test_vcards_of_all_versions(tmp_path: Path, text: str, birthday: str) -> None:
    """Quoted-printable, folded lines, groups, preferred values first, days without a year; photos are passed over."""
    (found,) = read(read_vcards, tmp_path, text).people
    assert (found.name, found.org, found.role, found.birthday) == ("Ana Rød", "Marsh", "Lead", birthday)
    assert (found.emails[0], found.address) == ("ana@a.example", "Straße 1, Town, 12345, DE")
    assert found.phones[0].replace("-", " ") == "+1 902 555 0100"
    assert found.linkedin == ("http://www.linkedin.com/in/ana" if text is VCARD_30 else "")


def test_vcards_of_groups_and_companies_are_no_people(tmp_path: Path) -> None:
    """A card that holds a line of nonsense keeps its other lines."""
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Crew\nEND:VCARD\n"
    shop = "BEGIN:VCARD\nVERSION:3.0\nFN:Shop\nX-ABShowAs:COMPANY\nEND:VCARD\n"
    bad = ";;;:::\nNOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=no:=FF\n"
    odd = f"BEGIN:VCARD\nVERSION:3.0\nFN:Bo Ek\n{bad}TITLE:a\\, b\nEND:VCARD\n"
    batch = read(read_vcards, tmp_path, group + shop + odd)
    assert [(one.name, one.role, one.place) for one in batch.people] == [("Bo Ek", "a, b", "card 3")]
    assert batch.without_name == 2


def test_without_the_library_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """vCards need an extra; the two CSV formats need none."""
    monkeypatch.setitem(sys.modules, "vobject", None)
    with pytest.raises(VaultToolError) as refused:
        read(read_vcards, tmp_path, VCARD_30)
    assert "vaulttool[contacts]" in refused.value.remedy
    assert read(read_linkedin, tmp_path, f"{HEADER}\n{ANA}").people


@pytest.mark.parametrize(
    ("reader", "content"),
    [
        (
            read_linkedin,
            zipped({"Basic/Connections.csv": f"{HEADER}\n{ANA}", "messages.csv": "FROM,TO\n", "inner.zip": "x"}),
        ),
        (read_linkedin, zipped({"mine.csv": f"{HEADER}\n{ANA}"})),
        (read_google, zipped({"Takeout/All Contacts.csv": GOOGLE_OLD, "Takeout/My Contacts.csv": "x"})),
        (read_vcards, zipped({"people.vcf": VCARD_40, "__MACOSX/people.vcf": b"junk"})),
    ],
)
def test_zips_are_looked_into(tmp_path: Path, reader: Reader, content: bytes) -> None:
    """The file of that name, in whatever folder; else the only one of that kind."""
    assert [one.name.split()[0] for one in read(reader, tmp_path, content).people] == ["Ana"]


@pytest.mark.parametrize(
    ("reader", "content", "said"),
    [
        (read_linkedin, "", "has no line `First Name,Last Name"),
        (read_linkedin, "Name;Job\nAna;Lead\n", "it begins with `Name;Job`"),
        (read_linkedin, GOOGLE_NEW, "vaulttool import google"),
        (read_linkedin, GOOGLE_OLD, "vaulttool import google"),
        (read_linkedin, VCARD_30, "vaulttool import vcard"),
        (read_linkedin, HEADER.encode() + b"\nAn\xe9,,,,,,", "not UTF-8 text (byte 72)"),
        (read_linkedin, f'{HEADER}\nAna,"{"x" * 200_000}', "line 2: field larger than"),
        (read_linkedin, zipped({"inner.zip": zipped({"Connections.csv": HEADER})}), "holds inner.zip"),
        (read_linkedin, zipped({"a.csv": HEADER, "b.csv": HEADER}), "holds a.csv, b.csv"),
        (read_linkedin, b"PK\x03\x04 and then nothing", "cannot be unpacked"),
        (read_google, f"{HEADER}\n{ANA}", "vaulttool import linkedin"),
        (read_google, VCARD_30, "vaulttool import vcard"),
        (read_google, "a,b\n1,2\n", "Google CSV"),
        (read_vcards, GOOGLE_NEW, "holds no vCard"),
        (read_vcards, "BEGIN:VCARD\nFN:Ana\n", "holds no vCard"),
    ],
)  # fmt: skip
def test_wrong_files_are_named(tmp_path: Path, reader: Reader, content: str | bytes, said: str) -> None:
    """One error that says what was found and what to do."""
    with pytest.raises(VaultToolError) as refused:
        read(reader, tmp_path, content)
    assert said in f"{refused.value.message}; {refused.value.remedy}"


def test_the_command_for_a_wrong_file_names_its_folder(tmp_path: Path) -> None:
    """So that it can be pasted, from wherever one is."""
    for reader, content, kind in ((read_linkedin, GOOGLE_NEW, "google"), (read_google, VCARD_30, "vcard")):
        with pytest.raises(VaultToolError) as refused:
            read(reader, tmp_path, content, "my export.csv")
        assert refused.value.remedy == f"vaulttool import {kind} '{tmp_path}/my export.csv'"


def test_missing_files_and_folders_are_named(tmp_path: Path) -> None:
    """A folder tells which file in it is wanted."""
    with pytest.raises(VaultToolError, match="is a folder"):
        read_linkedin(tmp_path)
    with pytest.raises(VaultToolError, match="No such file"):
        read_linkedin(tmp_path / "none.csv")


def test_what_is_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip bomb is left alone after the cap, whatever size it claims; so are endless rows."""
    monkeypatch.setattr(incoming_file, "MOST_BYTES", 1 << 20)
    monkeypatch.setattr(csv_table, "MOST_ROWS", 10)
    with pytest.raises(VaultToolError, match="more than 1 MB"):
        read(read_linkedin, tmp_path, zipped({"Connections.csv": b"\n" * (1 << 22)}))
    with pytest.raises(VaultToolError, match="more than 1 MB"):
        read(read_linkedin, tmp_path, b"\n" * (1 << 22))
    with pytest.raises(VaultToolError, match="more than 10 rows"):
        read(read_linkedin, tmp_path, HEADER + "\nAna,Ruiz,,,,," * 11)


ANY_CSV = st.one_of(
    st.binary(max_size=200),
    st.text(max_size=200).map(lambda text: f"{HEADER}\n{text}".encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from([*'",;:=\n\r\t\0-/', ":::", "a@b.c", "https://x.y", "--0517", "é", "\ufeff", HEADER]))
    .map("".join)
    .map(lambda text: f"{GOOGLE_OLD}{text}".encode()),
)
PIECES = (
    "BEGIN:VCARD", "END:VCARD", "FN:Ana", "N:;", "item1.", ";ENCODING=QUOTED-PRINTABLE:=", "=4", "\n", "\r\n", " ", ":",
    "BDAY", ";X-APPLE-OMIT-YEAR=1604:1604", "PHOTO;ENCODING=b:", "\\", '"', "CHARSET=x", ",", "ADR:", "ORG:;;", "\0",
)  # fmt: skip
ANY_CARD = st.lists(st.sampled_from(PIECES)).map(lambda parts: "".join(parts).encode())


@examples(150)
@given(ANY_CSV, st.sampled_from([read_linkedin, read_google]))
def test_any_csv_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes, reader: Reader) -> None:
    """Never anything but people or one error of ours."""
    _holds_people_or_refuses(tmp_path_factory.getbasetemp(), content, reader)


@examples(150)
@given(ANY_CARD)
def test_any_vcard_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Never anything but people or one error of ours."""
    card = b"BEGIN:VCARD\nFN:Ana\n" + content + b"\nEND:VCARD\n"
    _holds_people_or_refuses(tmp_path_factory.getbasetemp(), card, read_vcards)


def _holds_people_or_refuses(folder: Path, content: bytes, reader: Reader) -> None:
    found: Batch | VaultToolError
    try:
        found = read(reader, folder, content)
    except VaultToolError as refused:
        found = refused
    if isinstance(found, VaultToolError):
        assert found.message
        assert found.remedy
    else:
        values = [value for one in found.people for value in (one.name, one.org, one.role, one.address)]
        assert not any("\n" in value for value in values)
        assert all(one.name.strip() for one in found.people)
