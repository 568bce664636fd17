"""Which note a person means by a few letters of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.names import Match, Named, match_notes
from vaulttool.core.short_names import SHORT_FORMS


def contact(name: str, *aliases: str, path: str = "") -> Named:
    return Named(path or f"Contacts/{name}.md", "contact", name, aliases)


PEOPLE = (
    contact("Ana Ruiz", "Annie"),
    contact("Ben Ode"),
    contact("Robert Jones"),
    contact("Elizabeth Moss"),
    contact("Liza Chen"),
    contact("José Álvarez"),
    contact("Bjørn Sørensen"),
    contact("Anne-Marie O'Neil"),
    contact("Anders Rask"),
    contact("Maria Ana Lopez"),
    contact("Alexander Stone"),
)


def found(query: str, candidates: tuple[Named, ...] = PEOPLE) -> list[str]:
    return [named.name for named in match_notes(query, candidates).found]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Contacts/Ana Ruiz.md", "Ana Ruiz"),
        ("./contacts/ana ruiz", "Ana Ruiz"),
        ("Ben Ode.md", "Ben Ode"),
        ("  ben   ODE ", "Ben Ode"),
        ("[[Ben Ode|Ben]]", "Ben Ode"),
        ("[[Ben Ode#Log]]", "Ben Ode"),
        ("annie", "Ana Ruiz"),
        ("jose alvarez", "José Álvarez"),
        ("bjorn sorensen", "Bjørn Sørensen"),
        ("anne marie oneil", "Anne-Marie O'Neil"),
    ],
)
def test_the_name_itself_is_an_exact_match(query: str, name: str) -> None:
    """Path, file name, name and alias match whatever the case, the accents and the blanks."""
    match = match_notes(query, PEOPLE)
    assert ([named.name for named in match.found], match.exact) == ([name], True)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Ana", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("ruiz, a", "Ana Ruiz"),
        ("Sørensen, Bjørn", "Bjørn Sørensen"),
        ("BO", "Ben Ode"),
        ("b.o.", "Ben Ode"),
        ("M A L", "Maria Ana Lopez"),
        ("Bob", "Robert Jones"),
        ("bob jones", "Robert Jones"),
        ("Liz", "Elizabeth Moss"),
        ("Sasha Stone", "Alexander Stone"),
        ("Eliz", "Elizabeth Moss"),
        ("Moss", "Elizabeth Moss"),
        ("lopez maria", "Maria Ana Lopez"),
        ("ode be", "Ben Ode"),
    ],
)
def test_a_part_of_a_name_is_enough(query: str, name: str) -> None:
    """Beginning, `Last, First`, initials, short forms and beginnings of words lead to the one it fits best."""
    match = match_notes(query, PEOPLE)
    assert ([named.name for named in match.found], match.exact) == ([name], False)


def test_a_full_form_finds_a_short_one() -> None:
    """The note may bear the short form, and the query the full name."""
    assert found("Robert Smith", (contact("Bob Smith"), contact("Ben Ode"))) == ["Bob Smith"]
    assert found("Rob Smith", (contact("Bob Smith"),)) == ["Bob Smith"]


def test_two_full_forms_of_one_short_form_stay_apart() -> None:
    """Both are called Alex, yet Alexandra is not Alexander."""
    two = (contact("Alexander Stone"), contact("Alexandra Bell"))
    assert found("Alex", two) == ["Alexander Stone", "Alexandra Bell"]
    assert found("Alexandra Stone", two) == []


def test_several_that_fit_equally_well_are_all_given() -> None:
    """Whom to take is not guessed."""
    match = match_notes("an", PEOPLE)
    assert [named.name for named in match.found] == ["Ana Ruiz", "Anders Rask", "Anne-Marie O'Neil"]
    assert not match.exact


def test_two_people_of_one_name_are_told_apart_by_path() -> None:
    """The path names one; the name both."""
    two = (contact("Kim Lee", path="Contacts/Kim Lee.md"), contact("Kim Lee", path="Old/Kim Lee.md"))
    assert [n.path for n in match_notes("Kim Lee", two).found] == ["Contacts/Kim Lee.md", "Old/Kim Lee.md"]
    assert [n.path for n in match_notes("old/kim lee", two).found] == ["Old/Kim Lee.md"]


def test_capitals_are_initials_before_they_are_a_beginning() -> None:
    """`AR` means Ana Ruiz where `ar` means Arnold."""
    people = (contact("Ana Ruiz"), contact("Arnold Gray"))
    assert found("AR", people) == ["Ana Ruiz"]
    assert found("ar", people) == ["Arnold Gray"]
    assert found("ar", people[:1]) == ["Ana Ruiz"]


def test_an_exact_spelling_beats_the_one_without_accents() -> None:
    """Jose and José may be two people."""
    two = (contact("Jose Diaz"), contact("José Díaz"))
    assert found("José Díaz", two) == ["José Díaz"]
    assert found("Jose Diaz", two) == ["Jose Diaz"]
    assert len(found("Josè Diaz", two)) == 2


def test_nothing_found_suggests_names_that_are_near() -> None:
    """A slip in the whole name or in one word of it leads to the right one."""
    assert match_notes("Anna Riuz", PEOPLE) == Match(suggestions=("Ana Ruiz",))
    assert "Elizabeth Moss" in match_notes("elisabet", PEOPLE).suggestions
    assert match_notes("Zzyzx", PEOPLE) == Match()


@pytest.mark.parametrize("query", ["", "  ", "[[]]", "--", "\x00", "\ud800"])
def test_a_query_without_letters_matches_nothing(query: str) -> None:
    """And breaks nothing."""
    assert match_notes(query, PEOPLE).found == ()


def test_the_table_of_short_forms_is_folded_and_leads_nowhere_in_circles() -> None:
    """Each entry is lower case, and no short form stands for itself."""
    assert len(SHORT_FORMS) > 60
    for short, full in SHORT_FORMS.items():
        assert short == short.lower()
        assert full
        assert short not in full


NAMES = st.text(st.sampled_from("abeoáß Ø,-.'|#["), max_size=12)


@given(query=NAMES, names=st.lists(NAMES, max_size=5))
def test_every_name_leads_to_its_note(query: str, names: list[str]) -> None:
    """Whatever the names: nothing breaks, results come from the candidates, and a path always leads to its note."""
    candidates = tuple(contact(name, path=f"C/{number}.md") for number, name in enumerate(names))
    assert set(match_notes(query, candidates).found) <= set(candidates)
    for named in candidates:
        assert match_notes(named.path, candidates).found == (named,)
