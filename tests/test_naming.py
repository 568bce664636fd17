"""From the name that a person types to one note of a vault, and names for the shell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from vaulttool.cli.naming import AmbiguousName, NothingMatched, complete_name, pick_note
from vaulttool.sync import Reading, reading

CONTACT = "---\ntype: contact\n---\n"
NOTES = {
    "Contacts/Ana Ruiz.md": "---\ntype: contact\naliases: [Annie]\n---\n",
    "Contacts/Ana Lopez.md": CONTACT,
    "Contacts/Robert Jones.md": "---\ntype: contact\nname: Robert J. Jones\n---\n",
    "Old/Robert Jones.md": CONTACT,
    "Interviews/2026-11-24 Ana Ruiz.md": '---\ntype: interview\ncontact: "[[Ana Ruiz]]"\n---\n',
    "Organisations/Anadrome.md": "---\ntype: org\n---\n",
    "Ideas.md": "nothing of ours\n",
}


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A vault of these notes with its index in a folder of its own."""
    root = tmp_path_factory.mktemp("naming")
    for path, text in NOTES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VAULTTOOL_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield root


@pytest.fixture
def found(vault: Path) -> Iterator[Reading]:
    """The vault, read."""
    with reading(vault, date(2026, 12, 2)) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "kinds", "path"),
    [
        ("ana ruiz", (), "Contacts/Ana Ruiz.md"),
        ("Annie", (), "Contacts/Ana Ruiz.md"),
        ("AR", (), "Contacts/Ana Ruiz.md"),
        ("2026-11", (), "Interviews/2026-11-24 Ana Ruiz.md"),
        ("ana ruiz", ("interview",), "Interviews/2026-11-24 Ana Ruiz.md"),
        ("old/robert jones", (), "Old/Robert Jones.md"),
        ("Robert J. Jones", (), "Contacts/Robert Jones.md"),
        ("ana", ("org",), "Organisations/Anadrome.md"),
    ],
)
def test_a_name_leads_to_one_note(found: Reading, query: str, kinds: tuple[str, ...], path: str) -> None:
    """The best fit among the kinds asked for."""
    note = pick_note(found, query, kinds) if kinds else pick_note(found, query)
    assert note.path == path


def test_several_are_listed(found: Reading) -> None:
    """Exit status 2, and each choice in words that lead to it alone."""
    with pytest.raises(AmbiguousName) as caught:
        pick_note(found, "robert jones")
    assert caught.value.exit_status == 2
    assert "'robert jones' may be any of 2 notes" in caught.value.message
    assert caught.value.remedy.splitlines()[:2] == [
        "Contacts/Robert Jones (contact, Robert J. Jones)",
        "Old/Robert Jones (contact)",
    ]
    assert pick_note(found, "Contacts/Robert Jones").name == "Robert J. Jones"


def test_nobody_is_told_with_who_is_near(found: Reading) -> None:
    """Exit status 1; a note that is not ours is nobody."""
    with pytest.raises(NothingMatched) as caught:
        pick_note(found, "Anna Riuz", ("contact",))
    assert (caught.value.exit_status, caught.value.message) == (1, "there is no contact called 'Anna Riuz'")
    assert caught.value.remedy.startswith("did you mean Ana Ruiz")
    with pytest.raises(NothingMatched):
        pick_note(found, "Ideas")


def complete(vault: object, typed: str, *kinds: str) -> list[str]:
    context = click.Context(click.Command("show"), obj={"vault": vault})
    return [item.value for item in complete_name(kinds or ("contact",))(context, click.Argument(["name"]), typed)]


def test_the_shell_is_offered_names(found: Reading, vault: Path) -> None:
    """Those that begin so come first; any word of a name will do."""
    assert complete(vault, "ana") == ["Ana Lopez", "Ana Ruiz"]
    assert complete(vault, "jones") == ["Robert J. Jones", "Robert Jones"]
    assert complete(vault, "an", "org") == ["Anadrome"]
    assert complete(vault, "xyz") == []


@pytest.mark.parametrize("vault_option", [Path("/nowhere/at/all"), "\0", None])
def test_the_shell_never_sees_an_error(vault_option: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No vault, no index, a broken option: nothing is offered, nothing is made."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VAULTTOOL_CACHE", str(tmp_path / "cache"))
    assert complete(vault_option, "a") == []
    (tmp_path / "vaulttool.toml").write_text("")
    assert complete(tmp_path, "a") == []
    assert not (tmp_path / "cache").exists()
