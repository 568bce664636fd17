"""How near two words or two names of people are to each other. Text only: what follows from it is decided elsewhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from vaulttool.core.pattern import pattern
from vaulttool.core.values import fold

_MIN_SHORT_NAME = 3
_LETTERS = pattern("[a-z0-9'-]+")


def one_edit_apart(a: str, b: str) -> bool:
    """Whether one letter more, less or other, or two neighbours exchanged, makes `b` of `a`."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    if len(a) != len(b):
        return a[1:] == b or a == b[1:]
    return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def sure_match(word: str, allowed: Collection[str]) -> str:
    """The one allowed word that is a slip of the hand away, `""` when there is none or more than one."""
    near = [other for other in allowed if one_edit_apart(word, other)]
    return near[0] if len(near) == 1 else ""


def nearest(word: str, allowed: Collection[str]) -> str:
    """The allowed word most like this one, `""` when none is."""
    found = sure_match(word, allowed)
    if found or len(word) > 80:
        return found
    import difflib

    return next(iter(difflib.get_close_matches(word, list(allowed), n=1, cutoff=0.6)), "")


def likeness(name: str) -> str:
    """What two writings of one person's name share: last name and first initial, without accents; `""` for one word.

    `Ruiz, Ana`, `A. Ruiz` and `Ána María Ruiz` give the same.
    """
    words = _words(name)
    return f"{words[-1]} {words[0][0]}" if len(words) > 1 else ""


def alike(a: str, b: str) -> str:
    """Why two names may be one person's, in words; `""` when they may not.

    Two names whose last names differ are never alike.
    """
    if fold(a) == fold(b):
        return "the same name"
    one, other = _words(a), _words(b)
    if len(one) < 2 or len(other) < 2 or one[-1] != other[-1]:
        return ""
    if one == other:
        return "the same name, written differently"
    return _alike_first(one[0], other[0], same_length=len(one) == len(other))


def _alike_first(a: str, b: str, *, same_length: bool) -> str:
    """The reason in two first names before the same last name."""
    if a == b:
        return "the same first and last name" if not same_length else ""
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and long.startswith(short):
        return "the same last name and first initial"
    if len(short) >= _MIN_SHORT_NAME and long.startswith(short):
        return "the same last name, and a short form of the first"
    if len(short) > _MIN_SHORT_NAME and one_edit_apart(a, b):
        return "the same last name, and first names one letter apart"
    return ""


def _words(name: str) -> list[str]:
    """First name to last name, folded, without accents and punctuation; what stands before a comma goes last."""
    if "," in name:
        last, _, first = name.partition(",")
        name = f"{first} {last}"
    folded = fold(name)
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in decomposed if not unicodedata.combining(c))
    if folded.isascii():
        return _LETTERS.findall(folded)
    return "".join(c if c.isalnum() or c in "-'’" else " " for c in folded).split()
