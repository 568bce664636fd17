"""Texts that have broken programs before, for every field and file name. What must become of them is said elsewhere."""

from __future__ import annotations

NUMBERS = (
    "0", "-0", "1e309", "NaN", "-Infinity", "0x1F", "0123", "1_000", "08", "٣", "１２", "²", "1" * 4301, "12:30",
    "2026-02-30", "0000-00-00", "9999-12-31", "2026-12-02", "+31612345678", "1/0", "1,000.00",
)  # fmt: skip

WORDS = (
    "null", "~", "true", "no", "Off", "y", "undefined", "None", "nil", "constructor", "__proto__", "CON", "aux.md",
    "all", "type", "content", "handler",
)  # fmt: skip

YAML = (
    "a: b: c", "@x", "`x`", "%YAML 1.1", "*x", "&x x", "!!python/object/apply:os.system [id]", "!x", ">50", "|", "? x",
    "- x", "---", "...", "[[X]], [[Y]]", "[", "{a: 1}", "# x", "x #y", "x: #y", "'", '"', "''", "\\", "\\n", "<<: *x",
    "{{date}}", " lead", "trail ", ":", "a:", "?", "=", "<<",
)  # fmt: skip

MARKDOWN = (
    "# heading", "- [ ] fake task", "- [x] done", "* * *", "> quote", "```", "~~~", "    code", "1. one", "| a | b |",
    "|", "a | b", "[[Other|x]]", "]]", "[[", "![[embed]]", "[x](javascript:alert(1))", "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">', "<!--", "-->", "<!-- vaulttool:dashboard -->", "<!-- /vaulttool:dashboard -->",
    "<!-- vaulttool: list contact -->", "<!-- /vaulttool -->", "%%", "$= dv.pages()", "`= this.file`", "<% tp.x %>",
    "$$x$$", "==x==", "^block-id", "x ^thank-you-k3v9q2xt", "#tag", "#tag/sub", "(key:: value)", "[key:: value]",
    "obsidian://open?vault=x", "https://x.example/a?b=c&d#e", "file:///etc/passwd", "&lt;b&gt;", "&#27;[31m", "*a*_b_",
    "\\[x\\]", "📅 2026-12-01", "✅ 2026-12-01", "<<<<<<< ours", "=======", ">>>>>>> theirs", "***", "[^1]", "Ana %% x",
)  # fmt: skip

CONTROLS = (
    "\x1b[31mred", "\x1b]8;;http://x.example\x07link\x1b]8;;\x07", "\x1b]52;c;eA==\x07", "\x1b]0;title\x07",
    "\x9b31m", "bell\x07", "back\x08space", "car\rriage", "nul\x00l", "form\x0cfeed", "vertical\x0btab", "tab\there",
    "line\nbreak", "two\n\nbreaks", "\x7f", "\x85", "\u2028", "\u2029", "a\n- [ ] task ^id", "a\n# heading",
    "a\nDTSTART:20260101", "x\r\nBCC: y@z.example",
)  # fmt: skip

UNICODE = (
    "\u202egnp.exe", "\u2066x\u2069", "zero\u200bwidth", "\ufeffbom", "a\u0301\u0301" * 40, "e\u0301 é", "ﬁ ﬀ", "ß ẞ ı",
    "👩‍👩‍👧‍👦", "🏳️‍🌈", "田中さん", "עברית", "العربية", "ᚠᛇᚻ", "\U0001f4a9", "\ud800", "\udcff", "\ufffe", "\U0010ffff",
    "Ω≈ç√∫", "\u00a0", "\u3000", "ＡＢＣ：", "¯\\_(ツ)_/¯", "Z̮̞̠͙͔ͅa̗l̘g̻o̙",
)  # fmt: skip

CODE = (
    "'; DROP TABLE notes; --", '" OR ""="', "%", "_", "*", "NEAR(", '"unclosed', "col:x", "a AND OR", "x' --",
    "$(touch pwned)", "`touch pwned`", "; touch pwned", "| touch pwned", "&& touch pwned", "-rf", "--help", "-",
    "../../../etc/passwd", "/etc/passwd", "..", ".", "C:\\x", "\\\\host\\share", "%s%n%d", "{0.__class__}", "{x}",
    "$HOME", "~root", "=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1+1", "a,b;c", 'a"b',
    "x@x.example", "<a@b.example>", "mailto:x", "BEGIN:VCARD", "END:VEVENT", "a\\,b\\;c", "?" * 300,
    "A" * 5000, "(" * 200, "[[" * 200,
)  # fmt: skip

TEXTS = ("", " ", *NUMBERS, *WORDS, *YAML, *MARKDOWN, *CONTROLS, *UNICODE, *CODE)


def quoted(text: str) -> str:
    """The text between YAML's double quotes. Half a character, which no file in UTF-8 can hold, becomes U+FFFD."""
    return '"' + "".join(map(_escaped, text)) + '"'


def file_name(text: str, number: int) -> str:
    """A file name that Linux takes and that is near to the text, with a number so that it stands alone."""
    near = text.replace("/", "∕").replace("\0", "").encode("utf-8", "replace")[:200].decode("utf-8", "ignore")
    return f"{near} {number}.md" if near.strip(".") else f"{number}{near}.md"


def _escaped(char: str) -> str:
    code = ord(char)
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    if char in '"\\':
        return f"\\{char}"
    return char if char.isprintable() else f"\\U{code:08x}"
