"""The `exclude` setting: which folders and files are left alone. Paths only."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Exclude:
    """Patterns made ready. `*` and `?` stay within one name, `**` crosses folders; a folder takes all below it along.

    A pattern with a `/` inside counts from the vault's top, one without matches a name at any depth. Plain names, the
    usual case, cost a look-up, not a match.
    """

    __slots__ = ("_match", "_names", "_paths", "folders_only")

    def __init__(self, patterns: Iterable[str]) -> None:
        paths: set[str] = set()
        names: set[str] = set()
        wild: list[str] = []
        for pattern in patterns:
            anchored = "/" in pattern.strip("/")
            body = pattern.removesuffix("/**").strip("/")
            if "*" in body or "?" in body:
                wild.append(_regex(body, anchored=anchored))
            elif body:
                (paths if anchored else names).add(body)
        self._paths = frozenset(paths)
        self._names = frozenset(names)
        self._match = _matcher(wild)
        self.folders_only = not wild and not any(body.lower().endswith(".md") for body in paths | names)
        """True when no note can be excluded by its own name, so that nobody need ask."""

    def __call__(self, path: str) -> bool:
        """Whether this folder or file itself is excluded; its parents are not looked at."""
        return (
            path in self._paths
            or (bool(self._names) and path.rpartition("/")[2] in self._names)
            or (self._match is not None and self._match(path) is not None)
        )

    def covers(self, path: str) -> bool:
        """Whether this path or a folder above it is excluded."""
        parts = path.split("/")
        return any(self("/".join(parts[:count])) for count in range(1, len(parts) + 1))


def _matcher(regexes: list[str]) -> Callable[[str], object] | None:
    if not regexes:
        return None
    import re

    return re.compile("|".join(regexes), re.DOTALL).fullmatch


def _regex(pattern: str, *, anchored: bool) -> str:
    import re

    found = "" if anchored else "(?:.*/)?"
    while pattern:
        for sign, meaning in (("**/", "(?:.*/)?"), ("**", ".*"), ("*", "[^/]*"), ("?", "[^/]")):
            if pattern.startswith(sign):
                found, pattern = found + meaning, pattern[len(sign) :]
                break
        else:
            found, pattern = found + re.escape(pattern[0]), pattern[1:]
    return found
