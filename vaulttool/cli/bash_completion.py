"""Completion in bash: whole words with `=`, `:` and blanks in them. What is offered is said elsewhere.

Bash takes `status=met` and `org:acme` for several words, and puts a blank behind `status=`. Here the line is read as
the shell will read it, and what bash takes for done is left off each offer.
"""

from __future__ import annotations

import os

from click.shell_completion import BashComplete, CompletionItem, add_completion_class, split_arg_string

from vaulttool.core.pattern import pattern

_SOURCE = """\
%(complete_func)s() {
    local offer line="${COMP_LINE:0:COMP_POINT}"
    COMPREPLY=()
    while IFS= read -r offer; do
        case $offer in
            '') ;;
            file,*) compopt -o default ;;
            dir,*) compopt -o dirnames ;;
            *) [[ $offer == *[=:] ]] && compopt -o nospace
               COMPREPLY+=("${offer#plain,}") ;;
        esac
    done < <(env COMP_LINE="$line" COMP_WORDBREAKS="$COMP_WORDBREAKS" %(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_SPECIAL = pattern(r"[^\w@%+,./:=~-]")


class WholeWords(BashComplete):
    """click's completion for bash, over the line as it stands before the cursor."""

    name = "bash"
    source_template = _SOURCE

    def get_completion_args(self) -> tuple[list[str], str]:
        """The whole words before the one at the cursor, and that one."""
        line = os.environ.get("COMP_LINE")
        if line is None:
            return super().get_completion_args()
        words = split_arg_string(line)[1:]
        return (words, "") if line[-1:].isspace() and not _open_quote(line) else (words[:-1], "".join(words[-1:]))

    def format_completion(self, item: CompletionItem[str]) -> str:
        """The offer as it is put in: without what bash takes for earlier words, blanks and signs escaped."""
        line = os.environ.get("COMP_LINE")
        if line is None:
            return super().format_completion(item)
        if item.type != "plain" or _open_quote(line):
            return f"{item.type},{item.value}"
        done = len(_done(self.get_completion_args()[1], os.environ.get("COMP_WORDBREAKS", "")))
        return f"plain,{_SPECIAL.sub(lambda found: chr(92) + found[0], item.value[done:])}"


def _done(word: str, breaks: str) -> str:
    """What of the word at the cursor bash takes for earlier words: up to the last `=` or `:`."""
    ends = [word.rfind(sign) for sign in "=:" if sign in breaks]
    return word[: max(ends, default=-1) + 1]


def _open_quote(line: str) -> bool:
    """Whether the word at the cursor stands in quotes that are still open."""
    quote = ""
    escaped = False
    for char in line:
        if escaped:
            escaped = False
        elif char == "\\" and quote != "'":
            escaped = True
        elif not quote and char in "'\"":
            quote = char
        elif char == quote:
            quote = ""
    return bool(quote)


def install() -> None:
    """Have click use this for bash."""
    add_completion_class(WholeWords)
