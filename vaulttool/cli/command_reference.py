"""The page of all commands, made from the commands themselves: `python -m vaulttool.cli.command_reference`."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator

import click

from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.main import vaulttool
from vaulttool.cli.options import global_options

_HEAD = """# Commands

Made from the commands themselves by `make docs`. The options at the end are taken by every command, before or after its
name. What the answers of `--format json` look like, and the exit statuses: [json.md](json.md).
"""


def page() -> str:
    """The page in Markdown."""
    return "\n".join((_HEAD, *_groups(), "## Everywhere", "", *_table(global_options()))) + "\n"


def _groups() -> Iterator[str]:
    context = click.Context(vaulttool, info_name="vaulttool")
    for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
        yield from (f"## {group}", "")
        for name in (name for name, entry in COMMANDS.items() if entry.group == group):
            found = vaulttool.get_command(context, name)
            if found:
                yield from _command(found, context)


def _command(found: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(found, above, info_name=found.name)
    usage = " ".join(("vaulttool", found.name or "", *found.collect_usage_pieces(context)[1:]))
    yield from (f"### {found.name}", "", f"    {usage}", "", *_paragraphs(found.help or ""))
    everywhere = {name for option in global_options() for name in option.opts}
    own = [p for p in found.params if isinstance(p, click.Option) and not everywhere & {*p.opts}]
    yield from _table(own)
    if isinstance(found, click.Group):
        yield from (f"- `{found.name} {part.name}`: {part.get_short_help_str(200)}" for part in found.commands.values())
        yield ""
    yield from (f"For example: `{COMMANDS[found.name or ''].example}`", "")


def _table(parameters: Iterable[click.Parameter]) -> Iterator[str]:
    context = click.Context(vaulttool)
    rows = [record for parameter in parameters if (record := parameter.get_help_record(context))]
    if rows:
        yield from ("| option | means |", "|---|---|")
        yield from (f"| `{_cell(name)}` | {_cell(means)} |" for name, means in rows)
        yield ""


def _paragraphs(text: str) -> Iterator[str]:
    r"""Help text; a part that begins with `\b` keeps its lines."""
    for part in inspect.cleandoc(text).split("\n\n"):
        if part.startswith("\b"):
            yield from ("```", part.removeprefix("\b").strip("\n"), "```", "")
        else:
            yield from (_words(part), "")


def _words(text: str) -> str:
    """Text that may stand in Markdown: angle brackets and stars outside of code are themselves."""
    parts = re.split(r"(`[^`\n]+`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([<*_])", r"\\\1", part) for part in parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


if __name__ == "__main__":
    print(page(), end="")
