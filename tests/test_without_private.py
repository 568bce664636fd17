"""A vault without its private notes: as if they had never been there, whatever rested on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from vaulttool.sync import Reading, reading
from vaulttool.without_private import Hidden, private_hidden

TODAY = date(2026, 12, 2)
PUBLIC = {
    "Contacts/Ana.md": "---\ntype: contact\nemail: same@a.example\norg: Acme\n---\n## Log\n- 2026-12-01 email in: hi\n",
    "Contacts/Ben Ode.md": '---\ntype: contact\nreferred_by: "[[Ana]]"\n---\nOf Mary Roe, and Mary.\n',
    "Interviews/2026-11-01 Ana.md": '---\ntype: interview\ncontact: "[[Ana]]"\ndate: 2026-11-01\nstatus: done\n---\n',
    "Organisations/Acme.md": "---\ntype: org\ntarget: true\n---\n",
}
PRIVATE = {
    "Contacts/Mary Roe.md": """\
---
type: contact
aliases: [Molly]
private: true
email: same@a.example
org: "[[Acme]]"
---
## Log
- 2026-12-01 email in: a secret
""",
    "Interviews/2026-11-20 Mary.md": """\
---
type: interview
contact: ["[[Molly]]", "[[Ana]]"]
date: 2026-11-20
status: done
referrals: ["[[Ben Ode]]"]
---
## Insights
- Something secret
""",
    "Interviews/2026-12-04 Ana.md": """\
---
type: interview
private: yes
contact: "[[Ana]]"
date: 2026-12-04T10:00
status: scheduled
---
""",
}


def write(folder: Path, notes: dict[str, str]) -> None:
    for path, text in notes.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


@pytest.fixture
def hidden_reading(tmp_path: Path) -> Iterator[Any]:
    """Reads a vault of these notes without its private ones."""
    with ExitStack() as stack:

        def read(notes: dict[str, str]) -> tuple[Reading, Hidden]:
            write(tmp_path / "vault", notes)
            hidden = stack.enter_context(private_hidden())
            return stack.enter_context(reading(tmp_path / "vault", TODAY, cache=tmp_path / "cache")), hidden

        yield read


def test_the_copy_says_what_a_vault_without_them_says(hidden_reading: Any, tmp_path: Path) -> None:
    """Facts, names, links, full text, findings, follow-ups and cards are those of the other notes alone."""
    found, _ = hidden_reading({**PUBLIC, **PRIVATE})
    write(tmp_path / "without", PUBLIC)
    with reading(tmp_path / "without", TODAY, cache=tmp_path / "other") as alone:
        ours = [row for row in found.index.dump() if row[0] not in ("conclusion", "read")]
        assert ours == [row for row in alone.index.dump() if row[0] not in ("conclusion", "read")]
        assert found.index.findings() == alone.index.findings()
        assert found.outcome.follow_ups == alone.outcome.follow_ups
        assert found.outcome.lists == alone.outcome.lists


def test_links_to_them_are_gone_and_they_are_somebody(hidden_reading: Any) -> None:
    """In fields, items and full text; a note that links nowhere else raises no finding for it."""
    linking = {
        "Contacts/Cy.md": """\
---
type: contact
referred_by: ["[[Mary Roe]]", "[[Ana]]"]
---
Met at [[Molly]]'s.
## Log
- 2026-11-30 email out: about [[Mary Roe|her]]
""",
    }
    found, hidden = hidden_reading({**PUBLIC, **PRIVATE, **linking})
    note = found.index.note("Contacts/Cy.md")
    assert [link.target for link in note.links] == ["Ana"]
    assert note.of("touch")[0].text == "about somebody"
    for word in ("molly", "secret"):
        assert found.index.best_first([word], found.index.paths()) == []
    assert not [f for f in found.outcome.findings if f.path == "Contacts/Cy.md"]
    assert hidden.out_of("See [[Molly|M.]], Mary Roe and MARY ROE; Mary") == "See somebody, somebody and somebody; Mary"
    assert hidden.out_of_all({"a": ["molly", "Molly's", 1, None]}) == {"a": ["somebody", "Molly's", 1, None]}


def test_nothing_is_kept_of_it(tmp_path: Path) -> None:
    """The index on the disk knows the private notes as before, and so does a reading afterwards."""
    write(tmp_path / "vault", {**PUBLIC, **PRIVATE})
    with private_hidden():
        assert _paths(tmp_path) == {*PUBLIC}
    assert _paths(tmp_path) == {*PUBLIC, *PRIVATE}
    with private_hidden():
        assert _paths(tmp_path) == {*PUBLIC}


def test_without_private_notes_there_is_no_copy(hidden_reading: Any) -> None:
    """The index itself is used, since there is nothing to hide."""
    found, hidden = hidden_reading({**PUBLIC, "Contacts/Open.md": "---\ntype: contact\nprivate: false\n---\n"})
    assert found.index.connection.execute("PRAGMA database_list").fetchone()[2] != ""
    assert hidden.names == set()


def _paths(root: Path) -> set[str]:
    with reading(root / "vault", TODAY, cache=root / "cache") as found:
        return set(found.index.paths())
