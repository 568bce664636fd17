"""`vaulttool.toml`: what it may say, and how a wrong line is told."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from tests.effort import examples
from vaulttool.config import load, settings_key
from vaulttool.core.settings import OwnField, Quiet, RuleSetting, Settings
from vaulttool.core.settings_table import SETTINGS
from vaulttool.core.toml_lines import key_lines, line_of
from vaulttool.errors import ConfigError

RULES = ("thank-you", "keep-in-touch", "follow-up")
CHECKS = ("link-broken", "date-not-iso")

EVERYTHING = """
dashboard = "Home/Today.md"
country = "us"
region = "CA"
weekend = ["fri", "sat"]
timezone = "Europe/London"
thank_you = "both"
daily_cap = 5
min_gap_days = 0
max_attempts = 3
quiet = ["12-20..01-03", "02-29..02-29"]
exclude = ["Old/**"]
daily_notes = "Daily/"
[folders]
"People/" = "contact"
[tags]
"#friend" = "contact"
[rules.thank-you]
enabled = false
days = 5
[rules.follow-up]
weight = 12
[checks.link-broken]
severity = "off"
[cadence]
mentor = 20
[synonyms.contact]
boss = "mentor_name"
[fields.contact.mentor_name]
required = true
[fields.contact.source]
allowed = ["podcast"]
[headings]
Journal = "log"
"""
"""A value for each setting."""


def read(vault: Path, text: str | bytes) -> Settings:
    (vault / "vaulttool.toml").write_bytes(text.encode() if isinstance(text, str) else text)
    return load(vault, RULES, CHECKS)


def problems(vault: Path, text: str | bytes) -> tuple[str, ...]:
    with pytest.raises(ConfigError) as caught:
        read(vault, text)
    assert caught.value.exit_status == 2
    return caught.value.problems


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    """A vault without `vaulttool.toml` works."""
    assert load(tmp_path, RULES, CHECKS) == Settings()


def test_every_key_is_read(tmp_path: Path) -> None:
    """Each key of the table arrives in the settings, whole tables beside or in place of the defaults."""
    found = read(tmp_path, EVERYTHING)
    assert (found.dashboard, found.country, found.region) == ("Home/Today.md", "US", "CA")
    assert (found.weekend, found.timezone, found.thank_you) == (frozenset({4, 5}), "Europe/London", "both")
    assert (found.daily_cap, found.min_gap_days, found.max_attempts) == (5, 0, 3)
    assert found.quiet == (Quiet((12, 20), (1, 3)), Quiet((2, 29), (2, 29)))
    assert (found.exclude, found.daily_notes) == (("Old/**",), "Daily")
    assert (found.folders, found.tags) == ({"People": "contact"}, {"friend": "contact"})
    assert found.rules == {"thank-you": RuleSetting(enabled=False, days=5), "follow-up": RuleSetting(weight=12)}
    assert found.checks == {"link-broken": "off"}
    assert (found.cadence["mentor"], found.cadence["peer"]) == (20, 60)
    assert found.synonyms["contact"]["boss"] == "mentor_name"
    assert found.synonyms["contact"]["company"] == "org"
    assert found.fields["contact"]["mentor_name"] == OwnField(required=True)
    assert found.fields["contact"]["source"] == OwnField(allowed=("podcast",))
    assert (found.headings["Journal"], found.headings["Log"]) == ("log", "log")


def test_all_problems_come_in_one_run_with_their_lines(tmp_path: Path) -> None:
    """Nobody corrects one line at a time: each problem names its line, what was found and what is allowed."""
    found = problems(
        tmp_path,
        """# mine
thank_yu = "seed"
thank_you = "fst"
daily_cap = "7"

[rules.thank-yuo]
days = 3

[rules.follow-up]
days = -1
""",
    )
    assert found == (
        "vaulttool.toml:2: thank_yu: found no such name (did you mean thank_you?)",
        'vaulttool.toml:3: thank_you: found "fst" (did you mean fast?), allowed: "seed", "both", "fast"',
        'vaulttool.toml:4: daily_cap: found "7", allowed: a whole number from 1 to 1000',
        "vaulttool.toml:6: rules.thank-yuo: found no such name (did you mean thank-you?), "
        "allowed: follow-up, keep-in-touch, thank-you",
        "vaulttool.toml:10: rules.follow-up.days: found -1, allowed: a whole number from 0 to 3650",
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('dashboard = "../Out.md"', "a path in the vault"),
        ('dashboard = "/etc/x.md"', "a path in the vault"),
        (r'dashboard = "C:\\x.md"', "a path in the vault"),
        ('dashboard = "Dashboard.txt"', "ends with .md"),
        ('dashboard = ".git/x.md"', "a path in the vault"),
        ('weekend = ["sat", "sundy"]', "did you mean sun?"),
        ('weekend = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]', "at most six"),
        ('weekend = "sat"', "a list"),
        ("daily_cap = true", "found true"),
        ("daily_cap = 7.5", "found 7.5"),
        ("daily_cap = 0", "from 1 to"),
        ('quiet = ["20-12..01-03"]', "12-20..01-03"),
        ('quiet = ["02-30..03-01"]', "12-20..01-03"),
        ("quiet = [2026-12-20]", "12-20..01-03"),
        ('timezone = "London"', "an IANA name"),
        ('timezone = "../../etc/passwd"', "an IANA name"),
        ('region = "CA"', "without a country"),
        ('exclude = "Old"', "a list of texts"),
        ("rules = 3", "a table [rules]"),
        ("rules.thank-you = 3", "a table [rules.thank-you]"),
        ("dashboard = {a = 1}", "a path in the vault"),
        ("[headings]\nLog = 'logg'", "did you mean log?"),
        ("[synonyms.contact]\nboss = 'rol'", "did you mean role?"),
        ("[synonyms.person]\nboss = 'role'", "found no such name"),
        ("[fields.contact.x]\ntype = 'enum'", "`allowed`"),
        ("[fields.contact.role]\ntype = 'date'", "a field of ours"),
        ("[fields.contact.x]\ntipe = 'date'", "did you mean type?"),
        ("[cadence]\nfriend = 3", "allowed: contact, dormant, mentor"),
        ("[checks.link-broken]\nseverity = 'fatal'", '"warning"'),
    ],
)
def test_wrong_values_are_told(tmp_path: Path, line: str, told: str) -> None:
    """Each kind of wrong value is refused in words that name a right one."""
    (found,) = problems(tmp_path, line)
    assert told in found


def test_bom_and_crlf_are_fine(tmp_path: Path) -> None:
    """Files from Windows editors are read, and their lines counted, like any other."""
    assert read(tmp_path, b"\xef\xbb\xbf# mine\r\ndaily_cap = 4\r\n").daily_cap == 4
    assert problems(tmp_path, b"\xef\xbb\xbf# mine\r\n\r\nnope = 4\r\n")[0].startswith("vaulttool.toml:3: nope")


def test_what_is_no_toml_is_told_with_its_line(tmp_path: Path) -> None:
    """Neither broken TOML, nor other encodings, nor nesting, nor a folder of that name ends in a traceback."""
    assert problems(tmp_path, "daily_cap = 4\nthank_you =\n")[0].startswith("vaulttool.toml:2: not TOML: ")
    assert problems(tmp_path, "a = 1\nb = [1,\n")[0].startswith("vaulttool.toml:3: not TOML: ")
    assert problems(tmp_path, b"daily_cap = 4\n# \xff\n")[0].startswith("vaulttool.toml:2: is not UTF-8")
    assert problems(tmp_path, "a = " + "[" * 50_000)[0].startswith("vaulttool.toml:1: ")
    (tmp_path / "vaulttool.toml").unlink()
    (tmp_path / "vaulttool.toml").mkdir()
    with pytest.raises(ConfigError, match="not a regular file"):
        load(tmp_path, RULES, CHECKS)


def test_control_characters_are_shown_escaped(tmp_path: Path) -> None:
    """A settings file cannot forge terminal output through an error message."""
    (found,) = problems(tmp_path, 'thank_you = "\\u001b[31m\\u202e"')
    assert "\x1b" not in found
    assert "\u202e" not in found


def test_unknown_countries_are_told_with_their_line(tmp_path: Path) -> None:
    """Which places are known is asked of whoever knows, and told like any other problem."""
    (tmp_path / "vaulttool.toml").write_text('daily_cap = 3\ncountry = "XX"\n')
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, RULES, CHECKS, lambda country, region: ("country", "AD, US"))
    assert caught.value.problems == ('vaulttool.toml:2: country: found "XX", allowed: AD, US',)


def test_key_lines_see_through_toml_syntax() -> None:
    """Dotted and quoted keys, tables, long texts, inline tables: a key is found on its own line or its table's."""
    text = 'a.b = 1\n"c d" = """\nx = 1\n[no]\n"""\n[t . "u v"]\nk = {z = 1}\ny = [\n  "p = 1",\n]\n'
    lines = key_lines(text)
    assert lines["a",] == lines["a", "b"] == 1
    assert lines["c d",] == 2
    assert ("x",) not in lines
    assert ("no",) not in lines
    assert (lines["t", "u v"], lines["t", "u v", "k"], lines["t", "u v", "y"]) == (6, 7, 8)
    assert line_of(lines, ("t", "u v", "k", "z")) == 7
    assert line_of(lines, ("elsewhere",)) == 1


def test_settings_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the place is known too, they are kept until the file, the version or the defaults are others."""
    (tmp_path / "vaulttool.toml").write_text(EVERYTHING)
    parsed: list[str] = []
    parse = tomllib.loads

    def counted(text: str) -> dict[str, Any]:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(tomllib, "loads", counted)

    def again() -> int:
        """How often the file is parsed, for the same settings."""
        parsed.clear()
        assert load(tmp_path, place_problem=lambda country, region: ("", ""), cache=tmp_path) == first
        assert settings_key(load(tmp_path, cache=tmp_path)) == settings_key(first)
        return len(parsed)

    first = load(tmp_path, cache=tmp_path)
    assert [load(tmp_path, cache=tmp_path) == first for _ in range(2)] == [True, True]
    assert len(parsed) == 3
    assert [again(), again()] == [1, 0]
    (kept,) = tmp_path.glob("*.settings")
    whole = kept.read_bytes()
    for damage in (b"", b"vaulttool settings 1\n", whole[:-9], whole.replace(b"podcast", b"\xff" * 7)):
        kept.write_bytes(damage)
        assert [again(), again()] == [1, 0]
    monkeypatch.setattr("vaulttool.kept_settings.__version__", "0.0.9")
    assert [again(), again()] == [1, 0]
    (tmp_path / "vaulttool.toml").write_text(f"{EVERYTHING}# later\n")
    assert [again(), again()] == [1, 0]
    (tmp_path / "vaulttool.toml").write_text("daily_cap = 3\n")
    assert load(tmp_path, cache=tmp_path) == Settings(daily_cap=3)


def test_settings_that_are_wrong_are_not_kept(tmp_path: Path) -> None:
    """Neither where the file is wrong nor where the place is."""
    (tmp_path / "vaulttool.toml").write_text('country = "XX"\n')
    for _ in range(2):
        with pytest.raises(ConfigError):
            load(tmp_path, place_problem=lambda country, region: ("country", "AD, US"), cache=tmp_path)
    assert not list(tmp_path.glob("*.settings"))


def test_settings_key_tells_settings_apart(tmp_path: Path) -> None:
    """Equal settings have one key, whatever the order in the file; any difference makes another."""
    one = read(tmp_path, "[cadence]\npeer = 10\nmentor = 20\n")
    same = read(tmp_path, "[cadence]\nmentor = 20\npeer = 10\n")
    other = read(tmp_path, "[cadence]\nmentor = 20\npeer = 11\n")
    assert settings_key(one) == settings_key(same)
    assert len({settings_key(s) for s in (Settings(), one, other)}) == 3
    assert settings_key(Settings()) == settings_key(read(tmp_path, ""))


def test_every_setting_is_in_the_table_with_its_default() -> None:
    """The table that the documentation is made from knows every setting, and its defaults are the ones in force."""
    import tomllib

    tops = {spec.path[0] for spec in SETTINGS}
    assert tops == set(Settings.__struct_fields__)
    for spec in SETTINGS:
        if not spec.table and spec.default:
            value = tomllib.loads(f"{spec.key} = {spec.default}")[spec.key]
            assert spec.read(value) == getattr(Settings(), spec.key)


@examples(60, allowed=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(alphabet="ab[]{}=\"\n.#'3", max_size=60).map(str.encode))
def test_any_bytes_give_settings_or_a_config_error(tmp_path: Path, data: bytes) -> None:
    """No content of the file ends in anything but settings or a list of problems with lines."""
    told: tuple[str, ...] = ()
    try:
        read(tmp_path, data)
    except ConfigError as error:
        told = error.problems
    assert all(problem.startswith("vaulttool.toml:") for problem in told)
