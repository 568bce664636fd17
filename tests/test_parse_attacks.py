"""Notes made to crash, hang or exhaust: the cases of fault group C, each within a second."""

from __future__ import annotations

import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaulttool.core.model import Note
from vaulttool.core.parse.note import parse_note
from vaulttool.core.settings import Settings

SETTINGS = Settings()


def read(block: str, body: str = "") -> Note:
    return parse_note("x.md", f"---\ntype: contact\n{block}---\n{body}".encode(), SETTINGS).note


def rules(note: Note) -> list[str]:
    return [f.rule for f in note.findings]


BOMB = "".join(
    f"{a}: &{a} [{', '.join('*' + b for _ in range(9))}]\n" for a, b in zip("bcdefghi", "abcdefgh", strict=True)
)
MERGE = "a: &a {x: 1}\n" + "".join(
    f"{a}: &{a} {{<<: [{', '.join('*' + b for _ in range(8))}]}}\n" for a, b in zip("bcdefghi", "abcdefgh", strict=True)
)


@pytest.mark.parametrize(
    ("block", "rule"),
    [
        pytest.param("a: " + "[" * 60_000 + "\n", "frontmatter-unreadable", id="c01-brackets"),
        pytest.param("a: " + "{" * 60_000 + "\n", "frontmatter-unreadable", id="c01-braces"),
        pytest.param("a: " + "[" * 100_000 + "\n", "too-large", id="c01-brackets-over-the-cap"),
        pytest.param("a:\n  " + "- " * 30_000 + "x\n", "frontmatter-unreadable", id="c02-dashes"),
        pytest.param("a: &a [lol]\n" + BOMB, "alias-or-anchor", id="c03-billion-laughs"),
        pytest.param(MERGE, "alias-or-anchor", id="c04-merge-bomb"),
        pytest.param("a: &a [*a]\n", "alias-or-anchor", id="c05-recursive-alias"),
        pytest.param("a: [" + "x," * 20_000 + "]\n", "too-large", id="c06-many-values"),
        pytest.param("a: [" + "[]," * 20_000 + "]\n", "too-large", id="c06-many-empty-lists"),
        pytest.param("a: " + "x" * 900_000 + "\n", "too-large", id="c07-long-scalar"),
        pytest.param("k" * 2_000 + ": x\n", "frontmatter-unreadable", id="c07-long-key"),
        pytest.param("? " * 20_000 + "\n", "frontmatter-unreadable", id="c01-complex-keys"),
        pytest.param("a: " + "!x " * 15_000 + "\n", "frontmatter-unreadable", id="c03-tags"),
    ],
)
def test_attack_is_a_finding_and_other_keys_count(block: str, rule: str) -> None:
    """Each attack is named, takes well under a second, and costs only itself."""
    started = time.process_time()
    note = read(block + "role: x\n")
    assert time.process_time() - started < 1
    assert rule in rules(note)
    assert (note.kind, note.text("role"), note.salvaged) == ("contact", "x", True)


def test_c06_two_hundred_thousand_keys() -> None:
    """At most a thousand keys of a block that is too large or unreadable are kept, and few of its faults are listed."""
    for ending in ("", " ["):
        note = read("".join(f"k{n}:{ending}\n" for n in range(200_000)))
        assert (note.kind, note.salvaged, len(note.fields)) == ("contact", True, 1000)
        assert 0 < len(note.findings) < 30


def test_c02_small_thread_stack() -> None:
    """Deep nesting in a thread with little stack ends in a finding."""
    notes: list[Note] = []
    old = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=lambda: notes.append(read("a:\n  " + "- " * 30_000 + "x\n", "> " * 50_000)))
        thread.start()
        thread.join()
    finally:
        threading.stack_size(old)
    assert [rules(note) for note in notes] == [["frontmatter-unreadable"]]


def test_c01_process_survives_everything_at_once() -> None:
    """In a process with 400 MiB and a few CPU seconds, no attack kills."""
    program = textwrap.dedent("""
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
        from vaulttool.core.parse.note import parse_note
        from vaulttool.core.settings import Settings
        parts = ["[", "{", "- ", "? ", "!", "&a ", "*a ", "'", '"', "| ", "> ", "[[", "`", "<!--", "%%", "# ", "\\n- "]
        for part in parts:
            for head in ("", "---\\na: ", "---\\ntype: contact\\n---\\n"):
                for tail in ("", "\\n---\\n"):
                    parse_note("x.md", (head + part * 40_000 + tail).encode(), Settings())
        print("alive")
    """)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")


HOSTILE: dict[str, Callable[[int], str]] = {
    "open links": lambda n: "[[" * n,
    "closed links": lambda n: "]]" * n,
    "nested brackets": lambda n: "[[a" * n + "]]" * n,
    "links": lambda n: "[[a]] " * (n // 4),
    "backticks": lambda n: "`" * n,
    "backtick runs": lambda n: "".join("`" * (k % 90 + 1) + " " for k in range(n // 30)),
    "open comments": lambda n: "<!--" * n,
    "percent signs": lambda n: "%%" * n,
    "comment lines": lambda n: "%% a\n" * (n // 4),
    "keys": lambda n: "## Log\n- " + "(a::" * n,
    "more keys": lambda n: "## Log\n- " + "(a:: (b) " * (n // 2),
    "Markdown links": lambda n: "[a](b.md#.md" * (n // 3),
    "blanks": lambda n: "## Log\n- x" + " " * n + "x\n",
    "tags": lambda n: "#1 " * (n // 2) + "#" * n,
    "block ids": lambda n: "## Log\n- " + " ^a" * n,
    "list": lambda n: "## Log\n" + "- 2026-11-18 x\n" * (n // 60),
    "questions": lambda n: "## Questions\n" + "- [ ] x\n\n" * (n // 60),
    "quotes": lambda n: "> a\nb\n" * (n // 20),
    "definitions": lambda n: "[a]: b\n" * (n // 60),
    "rules": lambda n: "a\n* * *x\n" * (n // 20),
    "code over lines": lambda n: "`a\nb` c `d\n" * (n // 60),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_c08_time_grows_with_length_only(name: str) -> None:
    """Twice the text takes less than 2.5 times as long (the best of several runs, above the clock's grain)."""

    def seconds(size: int) -> float:
        raw = f"---\ntype: {'interview' if name == 'questions' else 'contact'}\n---\n{HOSTILE[name](size)}".encode()
        times = []
        for _ in range(2):
            started = time.process_time()
            parse_note("x.md", raw, SETTINGS)
            times.append(time.process_time() - started)
        return min(times)

    for _ in range(4):
        small, large = seconds(40_000), seconds(80_000)
        if large < 2.5 * small + 0.004:
            break
    assert large < 2.5 * small + 0.004
    assert large < 1


@given(
    st.lists(
        st.sampled_from(["a: ", "[", "]", "{", "}", "\n", "- ", '"', "'", "|", ": ", "  ", "b", ",", "\t"]), max_size=60
    )
)
def test_c10_mutated_frontmatter_raises_nothing(parts: list[str]) -> None:
    """Any mixture of YAML's signs gives a note of its kind."""
    assert read("".join(parts).replace("---", "") + "\n").kind in ("contact", "")


@given(st.text(max_size=300))
def test_c10_any_text_raises_nothing(text: str) -> None:
    """As a whole note, as frontmatter and as body."""
    for whole in (text, f"---\n{text}\n---\n", f"---\ntype: interview\n---\n## Questions\n- {text}"):
        note = parse_note("x.md", whole.encode("utf-8", "surrogatepass"), SETTINGS).note
        assert note.path == "x.md"
