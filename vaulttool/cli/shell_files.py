"""The man page and the completion files that a system expects: `python -m vaulttool.cli.shell_files share`.

They are made from the commands themselves; the wheel puts the folder where man and the shells look.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from vaulttool import __version__
from vaulttool.cli import bash_completion
from vaulttool.cli.catalogue import COMMANDS
from vaulttool.cli.command_line import COMPLETE
from vaulttool.cli.main import vaulttool
from vaulttool.cli.options import global_options

MAN_PAGE = "man/man1/vaulttool.1"
COMPLETIONS = {
    "bash": "bash-completion/completions/vaulttool",
    "zsh": "zsh/site-functions/_vaulttool",
    "fish": "fish/vendor_completions.d/vaulttool.fish",
}
"""Shell -> file below `share`."""

_ENVIRONMENT = (
    ("VAULTTOOL_VAULT", "The folder of the notes, when --vault does not say."),
    ("VAULTTOOL_CACHE", "The folder of the index, in place of the user's cache folder."),
    ("NO_COLOR", "No colour, unless --color says so."),
)


def files() -> dict[str, str]:
    """Path below `share` -> content."""
    bash_completion.install()
    return {MAN_PAGE: man_page(), **{path: _completion(shell) for shell, path in COMPLETIONS.items()}}


def man_page() -> str:
    """The page in roff."""
    return "\n".join((f'.TH VAULTTOOL 1 "" "vaulttool {__version__}"', *_head(), *_commands(), *_foot())) + "\n"


def _completion(shell: str) -> str:
    found = get_completion_class(shell)
    assert found is not None
    return found(vaulttool, {}, "vaulttool", COMPLETE).source().strip() + "\n"


def _head() -> Iterator[str]:
    yield from (".SH NAME", r"vaulttool \- whom do I write to today, and why?")
    yield from (".SH SYNOPSIS", r".B vaulttool", r"[\fIOPTIONS\fR] [\fICOMMAND\fR [\fIARGUMENTS\fR]]")
    yield from (".SH DESCRIPTION", *_paragraphs(vaulttool.help or ""))
    yield from (".SH OPTIONS", "They stand before or after the name of a command.")
    yield from _options(global_options())


def _commands() -> Iterator[str]:
    context = click.Context(vaulttool, info_name="vaulttool")
    for group in dict.fromkeys(entry.group for entry in COMMANDS.values()):
        yield f".SH COMMANDS: {_plain(group.upper())}"
        for name in (name for name, entry in COMMANDS.items() if entry.group == group):
            found = vaulttool.get_command(context, name)
            assert found is not None
            yield from _command(found, context)


def _command(found: click.Command, above: click.Context) -> Iterator[str]:
    context = click.Context(found, above, info_name=found.name)
    yield f".SS {_plain(' '.join((found.name or '', *found.collect_usage_pieces(context)[1:])))}"
    yield from _paragraphs(found.help or "")
    everywhere = {name for option in global_options() for name in option.opts}
    yield from _options(p for p in found.params if isinstance(p, click.Option) and not everywhere & {*p.opts})
    if isinstance(found, click.Group):
        for part in found.commands.values():
            yield from (".TP", rf"\fB{_plain(f'{found.name} {part.name}')}\fR", _plain(part.get_short_help_str(200)))
    if found.name:
        yield from (".PP", rf"Example: \fB{_plain(COMMANDS[found.name].example)}\fR")


def _options(parameters: Iterable[click.Parameter]) -> Iterator[str]:
    context = click.Context(vaulttool)
    for parameter in parameters:
        if (record := parameter.get_help_record(context)) and parameter.name != "help":
            yield from (".TP", rf"\fB{_plain(record[0])}\fR", _plain(record[1]))


def _foot() -> Iterator[str]:
    from vaulttool.report.json_reference import STATUSES

    yield ".SH EXIT STATUS"
    for status, means, _ in STATUSES:
        yield from (".TP", status, _plain(means.replace("`", "")))
    yield ".SH ENVIRONMENT"
    for name, means in _ENVIRONMENT:
        yield from (".TP", rf"\fB{name}\fR", _plain(means))
    yield from (".SH FILES", ".TP", r"\fIvaulttool.toml\fR", "Settings, in the folder of the notes; all are optional.")


def _paragraphs(text: str) -> Iterator[str]:
    r"""Help text; a part that begins with `\b` keeps its lines."""
    import inspect

    for part in inspect.cleandoc(text).split("\n\n"):
        lines = [_plain(line) for line in part.replace("\b\n", "\b").split("\n")]
        if lines[0].startswith("\b"):
            yield from (".PP", ".nf", lines[0].removeprefix("\b"), *lines[1:], ".fi")
        else:
            yield from (".PP", *lines)


def _plain(text: str) -> str:
    """Text as roff takes it, with nothing in it that roff would obey."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("\n", " ")
    return rf"\&{text}" if text.startswith((".", "'")) else text


def _write(folder: Path) -> None:
    for path, content in files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
