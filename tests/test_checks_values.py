"""Checks of single values, against notes as they are written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checking import TODAY, found, hits
from vaulttool.core.checks.dates import good_date
from vaulttool.core.checks.odd_dates import read_odd_date
from vaulttool.core.settings import OwnField, Settings


def contact(*lines: str) -> str:
    return "\n".join(("---", "type: contact", *lines, "---", ""))


def interview(*lines: str) -> dict[str, str]:
    text = "\n".join(("---", "type: interview", 'contact: "[[Ana]]"', *lines, "---", ""))
    return {"Ana": contact(), "Interviews/Talk.md": text}


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026/11/02", "2026-11-02"),
        ("2026-1-5", "2026-01-05"),
        ("1 Nov 2026", "2026-11-01"),
        ("Nov 1st, 2026", "2026-11-01"),
        ("Sunday, 1 November 2026", "2026-11-01"),
        ("13/11/2023", "2023-11-13"),
        ("11-13-2023", "2023-11-13"),
        ("05.05.2024", "2024-05-05"),
        ("20261102", "2026-11-02"),
        ("２０２６-11-02", "2026-11-02"),
        ("2026–11–02", "2026-11-02"),
        ('"[[2026-11-02]]"', "2026-11-02"),
    ],
)
def test_a_date_that_can_mean_one_day_only_has_a_safe_fix(written: str, iso: str) -> None:
    """Another way of writing a date is an error, with the ISO form in the hint."""
    (problem,) = found("date-not-iso", contact(f"decided_on: {written}"))
    assert (problem.severity, problem.line, problem.fixable) == ("error", 3, True)
    assert f"`decided_on: {iso}`" in problem.hint


def test_the_order_of_day_and_month_is_never_guessed() -> None:
    """`05/03/2024` may be two days: both are named, and nothing is fixed."""
    (problem,) = found("date-not-iso", contact("decided_on: 05/03/2024"))
    assert not problem.fixable
    assert "2024-03-05 or 2024-05-03" in problem.hint


@pytest.mark.parametrize("written", ["next Tuesday", "2026", "2026-11", "01-11-24", '"{{date}}"', "soon"])
def test_words_are_no_date_and_no_fix_is_offered(written: str) -> None:
    """What names no day is an error that says how dates are written."""
    (problem,) = found("date-not-iso", contact(f"decided_on: {written}"))
    assert not problem.fixable
    assert "2026-12-01" in problem.hint


@pytest.mark.parametrize(
    "written", ["2026-11-02", "2026-11-02T10:30", "2026-11-02 10:30:00", "2026-11-02T09:00+02:00", '"2026-11-02"', ""]
)
def test_dates_as_we_write_them_are_fine(written: str) -> None:
    """A day, a date-time with `T` or blank, seconds, an offset, quotes, or nothing at all."""
    assert hits("date-not-iso", contact(f"decided_on: {written}")) == []
    assert hits("date-impossible", contact(f"decided_on: {written}")) == []


def test_a_date_time_keeps_its_hour_in_the_fix() -> None:
    """`01-11-2024, 20:52:49` stays unclear, `2026/12/03 9:30 pm` does not."""
    (clear,) = found("date-not-iso", interview("date: 2026/12/03 9:30 pm"))
    assert "`date: 2026-12-03T21:30`" in clear.hint
    (unclear,) = found("date-not-iso", interview("date: 01-11-2024, 20:52:49"))
    assert not unclear.fixable


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("14/11/2026 10:30+09:00", "2026-11-14T10:30+09:00"),
        ("14 Nov 2026, 10:30:00 PM-0530", "2026-11-14T22:30-0530"),
        ("2026/11/14 10:30z", "2026-11-14T10:30Z"),
    ],
)
def test_a_date_time_keeps_its_zone_in_the_fix(written: str, iso: str) -> None:
    """What the fix writes is the hour that was written, there."""
    (problem,) = found("date-not-iso", interview(f"date: {written}"))
    assert (problem.fixable, f"`date: {iso}`" in problem.hint) == (True, True)
    assert hits("date-not-iso", interview(f"date: {iso}")) == []


def test_an_hour_so_far_from_utc_is_impossible() -> None:
    """It has no fix, since the zone would be lost."""
    assert hits("date-impossible", interview("date: 14/11/2026 10:30+19:00")) == ["Interviews/Talk.md:4 error"]


@pytest.mark.parametrize(
    "written", ["2026-02-30", "0000-00-00", "2026-13-01", "30 Feb 2026", "0026-12-01", "9999-12-31"]
)
def test_a_day_that_no_calendar_has_is_impossible(written: str) -> None:
    """It is told apart from a date that is only written in another way."""
    assert hits("date-impossible", contact(f"decided_on: {written}")) == ["Contacts/Ana.md:3 error"]
    assert hits("date-not-iso", contact(f"decided_on: {written}")) == []


def test_an_hour_that_no_clock_has_is_impossible() -> None:
    """Hour 25."""
    assert hits("date-impossible", interview("date: 2026-12-03T25:00")) == ["Interviews/Talk.md:4 error"]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2999, 12, 31)), st.sampled_from("/. "))
def test_what_a_fix_says_is_the_day_that_was_written(day: date, mark: str) -> None:
    """Year first is read back as the same day; day or month first is read as that day or not at all."""
    year_first = read_odd_date(f"{day.year:04}{mark}{day.month}{mark}{day.day}")
    assert good_date(year_first.iso) == day
    year_last = read_odd_date(f"{day.day:02}{mark}{day.month:02}{mark}{day.year:04}")
    assert good_date(year_last.iso) == day or day.isoformat() in year_last.readings


@given(st.text(max_size=60))
def test_any_text_where_a_date_belongs_is_answered(text: str) -> None:
    """No text raises, and no text is both a good date and an odd one with another meaning."""
    odd = read_odd_date(text)
    assert not (odd.iso and odd.readings)
    assert good_date(text) is None or not odd.iso or good_date(odd.iso) == good_date(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("02-29", []),
        ("1980-05-03", []),
        ("02-30", ["Contacts/Ana.md:3 error"]),
        ("--05-03", []),
        ("3 May", ["Contacts/Ana.md:3 error"]),
    ],
)
def test_a_birthday_may_leave_the_year_out(written: str, expected: list[str]) -> None:
    """`MM-DD` or a full date; anything else is not written as one."""
    assert hits("date-not-iso", contact(f'birthday: "{written}"')) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('org: ["[[Acme]]", "[[Marsh]]"]', 1),
        ("role: {now: Analyst}", 1),
        ("private: perhaps", 1),
        ("role: Analyst", 0),
        ("email: ana@acme.example", 0),
        ("tags: mentor", 0),
        ("aliases: Annie", 0),
        ("private: yes", 0),
        ("role:", 0),
        ("hobbies: {music: cello}", 0),
    ],
)
def test_a_value_of_another_sort_than_the_field_takes(line: str, expected: int) -> None:
    """A list or a table for one value, and a word for a yes or no, are errors; one value for a list is welcome."""
    assert hits("wrong-type", contact(line)) == ["Contacts/Ana.md:3 error"] * expected


def test_a_number_is_a_whole_number_in_its_range() -> None:
    """Words are no number (error); a number out of range is not allowed (warning)."""
    assert hits("wrong-type", interview("minutes: half an hour")) == ["Interviews/Talk.md:4 error"]
    assert hits("value-not-allowed", interview("rapport: 7")) == ["Interviews/Talk.md:4 warning"]
    assert hits("value-not-allowed", interview("rapport: 5", "minutes: 20")) == []


def test_a_word_one_letter_off_is_named_and_fixable() -> None:
    """The nearest value is suggested; an error where rules read the field, a warning where they do not."""
    (status,) = found("value-not-allowed", contact("status: contactd"))
    assert (status.severity, status.fixable) == ("error", True)
    assert "did you mean 'contacted'?" in status.hint
    (source,) = found("value-not-allowed", contact("source: freind"))
    assert (source.severity, source.fixable) == ("warning", True)


def test_a_word_that_is_none_of_the_values_has_no_fix() -> None:
    """What is allowed is listed."""
    (problem,) = found("value-not-allowed", contact("status: busy"))
    assert not problem.fixable
    assert "allowed: identified, targeted" in problem.hint


def test_other_capitals_are_a_hint() -> None:
    """`Met` is understood as `met`."""
    assert hits("value-not-allowed", contact("status: Met")) == ["Contacts/Ana.md:3 hint"]
    assert hits("value-not-allowed", contact("status: met")) == []


def test_several_words_in_one_text_are_shown_as_a_list() -> None:
    """`purpose: job, organisation` is a list without brackets."""
    (problem,) = found("value-not-allowed", interview("purpose: job, organisation"))
    assert "`purpose: [job, organisation]`" in problem.hint
    assert hits("value-not-allowed", interview("purpose: [job, organisation]")) == []


@pytest.mark.parametrize(("written", "expected"), [("monthly", 0), ("45", 0), ("0", 1), ("fortnightly", 1)])
def test_a_cadence_is_a_word_or_a_number_of_days(written: str, expected: int) -> None:
    """Days are more than 0; `none` switches it off."""
    assert len(hits("value-not-allowed", contact(f"cadence: {written}"))) == expected


@pytest.mark.parametrize(
    ("line", "severity"),
    [
        ("- 2026-11-18 email out: asked (for:: outrech)", "error"),
        ("- 2026-11-18 email out: asked (for:: supper)", "warning"),
        ("- 2026-11-18 dismiss conect: no account", "warning"),
    ],
)
def test_a_word_in_a_log_line_that_no_rule_knows(line: str, severity: str) -> None:
    """A slip of a purpose is an error, since it was meant to count."""
    text = f"---\ntype: contact\n---\n\n## Log\n\n{line}\n"
    assert hits("value-not-allowed", text) == [f"Contacts/Ana.md:7 {severity}"]


def test_known_words_in_log_lines_are_fine() -> None:
    """A purpose, a rule, and `all`."""
    text = (
        "---\ntype: contact\n---\n\n## Log\n\n- 2026-11-18 email out: asked (for:: outreach)\n"
        "- 2026-11-18 snooze connect until 2026-12-20\n- 2026-11-19 dismiss all: moved away\n"
    )
    assert hits("value-not-allowed", text) == []


def test_a_category_of_a_question_that_is_none_of_ours() -> None:
    """A slip is a warning, a word of your own a hint."""
    notes = interview()
    notes["Interviews/Talk.md"] += (
        "\n## Questions\n\n- [ ] One? (cat:: cultur)\n- [ ] Two? (cat:: pets)\n- [ ] Three? (cat:: job)\n"
    )
    assert hits("value-not-allowed", notes) == ["Interviews/Talk.md:8 warning", "Interviews/Talk.md:9 hint"]


def test_own_fields_are_checked_as_they_are_declared() -> None:
    """Type, allowed values and `required` of a field of the vault's own; more values for one of ours."""
    own = {
        "languages": OwnField(required=True, allowed=("English", "Dutch")),
        "first_seen": OwnField("date"),
        "source": OwnField(allowed=("choir",)),
    }
    settings = Settings(fields={"contact": own})
    good = contact("languages: [English, Dutch]", "first_seen: 2026-11-02", "source: choir")
    bad = contact("languages: Dutsh", "first_seen: once", "source: chor")
    assert hits("value-not-allowed", good, TODAY, settings) + hits("date-not-iso", good, TODAY, settings) == []
    assert hits("value-not-allowed", bad, TODAY, settings) == ["Contacts/Ana.md:3 warning", "Contacts/Ana.md:5 warning"]
    assert hits("date-not-iso", bad, TODAY, settings) == ["Contacts/Ana.md:4 error"]
    assert hits("required-field-missing", contact(), TODAY, settings) == ["Contacts/Ana.md:1 warning"]
    assert hits("required-field-missing", good, TODAY, settings) == []


@pytest.mark.parametrize("field", ["decided_on", "replied_on", "met_on", "verified_on", "connected_on"])
def test_a_fact_is_never_later_than_today(field: str) -> None:
    """Tomorrow is in the future, today is not."""
    tomorrow = (date.fromisoformat(TODAY) + timedelta(days=1)).isoformat()
    assert hits("date-in-future", contact(f"{field}: {tomorrow}")) == ["Contacts/Ana.md:3 error"]
    assert hits("date-in-future", contact(f"{field}: {TODAY}")) == []


def test_a_plan_may_be_in_the_future() -> None:
    """`next_touch` and `snooze_until` are plans."""
    assert hits("date-in-future", contact("next_touch: 2027-01-01", "snooze_until: 2027-01-01")) == []


def test_advice_is_used_and_told_in_the_past() -> None:
    """`(told:: DATE)` in the future would close the loop today."""
    notes = interview()
    notes["Interviews/Talk.md"] += (
        "\n## Advice\n\n- [x] Read it (used:: 2026-11-20) (effect:: hired) (told:: 2027-01-01)\n"
    )
    assert hits("date-in-future", notes) == ["Interviews/Talk.md:8 error"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("https://linkedin.example/in/ana", 0),
        ("http://acme.example:8080/a?b=c#d", 0),
        ("linkedin.example/in/ana", 1),
        ('"[her page](https://acme.example/ana)"', 1),
        ("https://acme", 1),
        ("javascript:alert(1)", 1),
        ("two words", 1),
    ],
)
def test_a_web_address_is_whole_and_alone(written: str, expected: int) -> None:
    """With `https://`, a host, and nothing around it."""
    assert hits("url-invalid", contact(f"linkedin: {written}")) == ["Contacts/Ana.md:3 warning"] * expected


def test_the_hint_for_a_web_address_says_what_to_write() -> None:
    """What is missing is put before it, what is around it is taken off."""
    (problem,) = found("url-invalid", contact("linkedin: linkedin.example/in/ana"))
    assert "`linkedin: https://linkedin.example/in/ana`" in problem.hint


@pytest.mark.parametrize(
    ("written", "expected", "hint"),
    [
        ("Europe/London", 0, ""),
        ("Asia/Kolkata", 0, ""),
        ("London", 1, "Europe/London"),
        ("europe/london", 1, "Europe/London"),
        ("America/New York", 1, "America/New_York"),
        ("../../etc/passwd", 1, "Europe/London or"),
    ],
)
def test_a_time_zone_is_an_iana_name(written: str, expected: int, hint: str) -> None:
    """Upper and lower case count; the name meant is suggested."""
    problems = found("timezone-unknown", contact(f"timezone: {written}"))
    assert [(p.line, p.severity) for p in problems] == [(3, "error")] * expected
    assert all(hint in p.hint for p in problems)
