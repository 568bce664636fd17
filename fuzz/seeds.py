"""Inputs for the fuzzer to begin with, by target: real shapes and near misses. What is checked is in `targets`."""

from __future__ import annotations

from vaulttool.core.dashboard.region import BEGIN, END

_CONTACT = """\
---
type: contact
name: 'Ana "R" Ruiz' # she
aliases: [Ana, "A. R."]
org: "[[Acme]]"
topics:
  - water
  - |
    two
    lines
date: 2026-11-18T10:00+02:00
---
# Ana
## Log
- 2026-11-18 email out: hello (for:: outreach)
  - below
```
- 2026-11-19 email in: code
```
> - 2026-11-20 quoted
## Promises
- [ ] me: send it (by:: 2026-12-05) 📅 2026-12-06
%% - [x] hidden %%
"""

SEEDS: dict[str, tuple[bytes, ...]] = {
    "frontmatter": (
        b'role: Analyst\norg: "[[Acme]]"\n',
        b"a: [b, {c: d}]\ne: &x f\ng: *x\n",
        b"? k\n: v\n%YAML 1.1\n",
        b"x: |\n  text\n\ny: >-\n  more\n",
        b"k: 'it''s' # c\n\"q\": \"\\e\\x41\\u2028\"\n",
        b"<<<<<<< o\na: 1\n=======\na: 2\n>>>>>>> t\n",
        b"mutuals: [[A]], [[B]]\n- x\n!!t v: !s w\n",
        b"{a: 1, b: [2}\n",
        b"tags: #x\nk:\tv\nk\xc2\xa0: v\n",
    ),
    "framing": (
        _CONTACT.encode(),
        b"\xef\xbb\xbf---\r\ntype: contact\r\n---\r\n",
        b"---\nopen",
        b"---\n...\n",
        b"+++\nx = 1\n+++\n",
        _CONTACT.encode("utf-16"),
        b"---\rtype: contact\r---\r",
        b"\x00\x00---\n",
        b"---\n---\n---\n",
        b"\n---\na: b\n---\n",
    ),
    "body": (
        _CONTACT.partition("---\n# ")[2].encode(),
        b"# H\n\n1. a\n   - b\n\n      code\n",
        b"~~~\n- x\n~~~~\n<!--\n- y\n-->\n",
        b"> - q\nlazy\n\n<div>\n- z\n\n[a]: b\n- `c\n  d`\n",
        b"- [x] * q? (cat:: job)\n    answer\n",
        b"a\n===\nb\n---\n***\n",
        b"[[x|y]] ![[z]] [t](u.md) #tag ^id\n",
        b"\t- a\n  \t- b\n- \n-\tc\n+ d\n10) e\n",
        b"a\n\x1d\n-\n",
    ),
    "log": (
        b"email out: asked (for:: outreach)",
        b"in-person both",
        b"snooze connect until 2026-12-20",
        b"dismiss all: enough",
        b"news: now Analyst",
        b"out phone",
        b"2026-11-19",
        b"(for:: (x)) : :",
        b"linkedin in - hi \xf0\x9f\x93\x85 2026-12-01",
    ),
    "settings": (
        b'dashboard = "D.md"\nweekend = ["fri"]\nquiet = ["12-20..01-03"]\n',
        b"[rules.thank-you]\nenabled = false\ndays = 3\n",
        b'[checks.link-broken]\nseverity = "off"\n[cadence]\nmentor = 9\n',
        b'[fields.contact.x]\ntype = "enum"\nallowed = ["a"]\n',
        b"a = 1\n[a]\n",
        b'quiet = [\n ["12-20\\.01"]\n]\n',
        b"x = 1979-05-27T07:32:00Z\ny = 0x1F\nz = inf\n",
        b'[synonyms.contact]\nfirma = "org"\n[headings]\nNotizen = "log"\n',
    ),
    "query": (
        b"status:met org:acme wetlands",
        b'-tag:x (a or "b c") contact.org:acme',
        b"date:>=2026-01 due:<30d last_contact:2026-W10",
        b"((((a",
        b"rapport:3..5 private:yes",
        b"not or and",
        b'"unclosed',
        b'name:\\"x\\"',
    ),
    "ticks": (
        f"mine\n{BEGIN}\n- [x] **Thank Ana** ^abcdefgh\n  - [>] later 2026-12-20 ^bcdefghi\n{END}\nmore\n".encode(),
        b"- [-] no \xe2\x9c\x85 2026-12-01 ^abcdefgh too\n- [x] twice ^abcdefgh\n",
        f"{END}\n{BEGIN}\n{BEGIN}\n".encode(),
        (b"<<<<<<< a\n- [x] x ^abcdefgh\n=======\n- [ ] x ^abcdefgh\n>>>>>>> b\n"),
        b"* [X] a +3d ^aaaaaaaa\r\n\t1. [>] b ^bbbbbbbb\r\n",
    ),
    "edit": (
        _CONTACT.encode() + b"\xffLead",
        b"\xffx",
        b"---\nrole: 'a' # c\n---\n\xffb: #c",
        b"---\r\nrole: |\r\n  x\r\n---\r\n\xffno",
        b"---\nrole: [a,\n b]\n---\n\xff12:30",
        b"---\ntitle: x\nname: >-\n  y\n---\n\xff- \\ '\"",
        b"\xef\xbb\xbftext\xff@x",
    ),
    "merge": (
        f"{_CONTACT}\x00{_CONTACT}- 2026-12-01 new\n\x00{_CONTACT.replace('Ana', 'Bo')}".encode(),
        b"a\nb\n\x00a\nc\n\x00d\nb\n",
        b"---\na: 1\n---\n\x00---\na: 2\n---\n\x00---\na: 3\n---\n",
        f"{BEGIN}\n{END}\x00{BEGIN}\n- [x] a ^abcdefgh\n{END}\x00".encode(),
    ),
    "linkedin": (
        (
            b'Notes:\n"x"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n'
            b'Ana,Ruiz,https://l/in/a,,Acme,"A, B",05 Mar 2024\n'
        ),
        (b'\xef\xbb\xbfFirst Name,Last Name,Company\r\n,,\r\n"a""b","c\nd",=1\r\n'),
        b"PK\x03\x04",
        b"First Name;Last Name\n",
    ),
    "google": (
        b"Given Name,Family Name,E-mail 1 - Value,Birthday\nAna,Ruiz,a@x ::: b@x,--05-17\n",
        b'First Name,Last Name,Phone 1 - Value\n"x,y"\n',
    ),
    "vcard": (
        (
            b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana\r\nitem1.EMAIL;TYPE=INTERNET:a@x\r\n"
            b"NOTE:a\\,b\r\n  folded\r\nEND:VCARD\r\n"
        ),
        (b"BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=41=\n=42;c\nBDAY:--0517\nEND:VCARD\n"),
        (b"BEGIN:VCARD\nVERSION:4.0\nKIND:group\nORG:a;b\nPHOTO:data:x\nEND:VCARD\nBEGIN:VCARD\n"),
    ),
}
