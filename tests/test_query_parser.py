"""The query language: what a text means, and what is said about one that means nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.query import Query, QueryError, Vocabulary, free_words, kind_of, parse_query
from vaulttool.core.query.tree import (
    All,
    Anything,
    Choice,
    Comparison,
    Days,
    Either,
    Flag,
    Not,
    Number,
    Tag,
    Text,
    Words,
)
from vaulttool.core.schema import KINDS
from vaulttool.core.settings import OwnField, Settings

TODAY = date(2026, 12, 2)
WORDS = Vocabulary(Settings())


def parse(text: str, *kinds: str) -> Query:
    return parse_query(text, WORDS, TODAY, kinds or KINDS)


def parse_test(text: str, *kinds: str) -> Comparison:
    query = parse(text, *kinds)
    assert isinstance(query, Comparison)
    return query


def wrong(text: str, *kinds: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text, *kinds)
    return caught.value


def shape(query: Query) -> str:
    """The tree in brackets, tests by their field's name."""
    match query:
        case Text(text, phrase):
            return f'"{text}"' if phrase else text
        case Comparison(through, spec, _, _):
            return ".".join((*through, spec.name))
        case Not(part):
            return f"-{shape(part)}"
        case All(parts):
            return f"({' & '.join(map(shape, parts))})"
        case Either(parts):
            return f"({' | '.join(map(shape, parts))})"


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", "()"),
        ("wetlands", "wetlands"),
        ('wet "seasonal crews"', '(wet & "seasonal crews")'),
        ("status:met org:acme wetlands", "(status & org & wetlands)"),
        ("a b or c", "((a & b) | c)"),
        ("a (b or c)", "(a & (b | c))"),
        ("a and not b", "(a & -b)"),
        ("-(a or -b)", "-(a | -b)"),
        ("--a", "--a"),
        ("a OR b", "(a | b)"),
        ('"or"', '"or"'),
        ("orchid android notes", "(orchid & android & notes)"),
        ("entry-level", "entry-level"),
        ("10:30", "10:30"),
        ("- a", "(- & a)"),
        ("'two words' it's", '("two words" & it\'s)'),
        ("status : met", "(status & : & met)"),
        ("status: met", "status"),
        ("fit_role >= 4", "fit_role"),
        ("org:acme)", None),
        (r'"say \"yes\""', '"say "yes""'),
        ("contact.org.target:yes", "contact.org.target"),
        ("status!=met", "-status"),
        ("Kind:contact TAG:x company:acme", "(type & tags & org)"),
    ],
)
def test_a_query_is_read_as(text: str, tree: str | None) -> None:
    """Side by side is `and`, which binds closer than `or`; quotes and brackets are taken literally."""
    if tree is None:
        wrong(text)
    else:
        assert shape(parse(text)) == tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("status:met", Choice("met")),
        ("status:No-Response", Choice("no-response")),
        ('status:"no response"', Choice("no-response")),
        ("type:people", Choice("contact")),
        ("email:*", Anything()),
        ('role:"Field Ecologist"', Words("field ecologist", ("field", "ecologist"))),
        ("role=Analyst", Words("analyst", ("analyst",), whole=True)),
        ('role:"*"', Words("*", ())),
        ("private:yes", Flag(True)),
        ("private:false", Flag(False)),
        ("fit_role>=4", Number(">=", 4)),
        ("attempts:0", Number("=", 0)),
        ("tag:#water", Tag("water")),
        ("last_contact<2026-06-01", Days("<", date(2026, 6, 1), date(2026, 6, 1))),
        ("last_contact:2026-02", Days("=", date(2026, 2, 1), date(2026, 2, 28))),
        ("date>=2026", Days(">=", date(2026, 1, 1), date(2026, 12, 31))),
        ("due:today", Days("=", TODAY, TODAY)),
        ("due<=tomorrow", Days("<=", date(2026, 12, 3), date(2026, 12, 3))),
        ("last_contact<-90d", Days("<", date(2026, 9, 3), date(2026, 9, 3))),
        ("due<+2w", Days("<", date(2026, 12, 16), date(2026, 12, 16))),
        ("met_on>-10m", Days(">", date(2026, 2, 2), date(2026, 2, 2))),
        ("met_on>-1Y", Days(">", date(2025, 12, 2), date(2025, 12, 2))),
        ("met_on>-99999y", Days(">", date.min, date.min)),
    ],
)
def test_a_value_is_read_by_the_type_of_its_field(text: str, value: object) -> None:
    """Words for text, a span of days for dates, numbers, yes or no, one of the allowed words."""
    assert parse_test(text).value == value


def test_months_end_where_the_shorter_one_ends() -> None:
    """A month before the 31st of March is the last of February."""
    found = parse_query("met_on:-1m", WORDS, date(2026, 3, 31))
    assert isinstance(found, Comparison)
    assert found.value == Days("=", date(2026, 2, 28), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("text", "position", "said"),
    [
        ("wet statsu:met", 5, "there is no field `statsu`; did you mean `status`?"),
        ("contact.orgg:acme", 9, "no contact has a field `orgg`; did you mean `org`?"),
        ("role.org:acme", 1, "`role` leads to no note"),
        ("status:mett", 8, "no `status` is 'mett'; did you mean 'met'?"),
        ("status:met,nurturing", 8, "for any of them write `(status:met or status:nurturing)`"),
        ('status="met, no response"', 8, "write `(status:met or status:no-response)`"),
        ("status:met,nurturin", 8, "no `status` is 'met,nurturin'"),
        ("status<met", 8, "`status` has no order"),
        ("last_contact<soon", 14, "'soon' is no date; write 2026-12-01"),
        ("last_contact<2026-13", 14, "'2026-13' is no date"),
        ("last_contact:0000", 14, "'0000' is no date"),
        ("fit_role>much", 10, "'much' is no whole number"),
        ("private:maybe", 9, "`private` is yes or no"),
        ("org:", 5, "say what `org` shall be, or `org:*`"),
        ('org:"', 5, "is not closed"),
        ('a "b', 3, "is not closed"),
        ("(a b", 1, "is not closed"),
        ("a) b", 2, "closes nothing"),
        ("a or", 5, "something is missing"),
        ("()", 2, "something is missing"),
        ("or a", 1, "something is missing"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(text: str, position: int, said: str) -> None:
    """The message says what is allowed; the remedy points below the letter."""
    error = wrong(text)
    assert (error.position, said in error.message) == (position, True), error.message
    lines = error.remedy.splitlines()
    assert lines[0] == text
    assert lines[1].index("^") == position - 1


def test_a_field_must_be_one_of_the_kind() -> None:
    """An organisation has no fit; an interview's `location` is its place, a contact's its own."""
    assert "no org has a field `fit_role`" in wrong("fit_role>3", "org").message
    assert parse_test("location:berlin", "interview").spec.name == "place"
    assert parse_test("location:berlin").spec.name == "location"
    assert parse_test("kind:article", "shareable").spec.name == "kind"


def test_own_fields_are_known() -> None:
    """Declared ones by their type, others because they stand in a note."""
    settings = Settings(
        fields={"contact": {"height": OwnField("whole number"), "status": OwnField(allowed=("alumni",))}}
    )
    words = Vocabulary(settings, lambda: {("contact", "Shoe")})
    tall = parse_query("height>180", words, TODAY)
    assert isinstance(tall, Comparison)
    assert tall.value == Number(">", 180)
    assert isinstance(parse_query("status:alumni", words, TODAY), Comparison)
    shoe = parse_query("shoe:red", words, TODAY)
    assert isinstance(shoe, Comparison)
    assert shoe.spec.name == "Shoe"
    with pytest.raises(QueryError):
        parse_query("shoe:red", words, TODAY, ("org",))


def test_too_much_is_refused() -> None:
    """Thousands of letters or brackets are no question."""
    assert "letters" in wrong("a " * 2000).message
    assert "brackets" in wrong("(" * 500 + "a" + ")" * 500).message
    assert "brackets" in wrong("-" * 500 + "a").message


def test_words_to_look_for_are_those_not_turned_around() -> None:
    """What a snippet may show."""
    assert free_words(parse('wet -dry (status:met or "seasonal crews")')) == ("wet", "seasonal crews")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("contacts", "contact"), ("Person", "contact"), ("organisations", "org"), ("companies", "org"), ("book", "")],
)
def test_kinds_have_many_names(word: str, kind: str) -> None:
    """Plurals and other people's words mean ours."""
    assert kind_of(word) == kind


PIECES = st.sampled_from(
    ["a", "status:met", "or", "and", "not", "-", "(", ")", '"', "'", ":", "<", "due<-3d", "org.", ".x:", "*", "\\", "é"]
)


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_a_query_or_a_named_mistake(text: str) -> None:
    """Nothing else is raised, and the place lies in the text or right behind it."""
    place = 1
    try:
        parse(text)
    except QueryError as error:
        place = error.position
    assert 1 <= place <= len(text) + 1
