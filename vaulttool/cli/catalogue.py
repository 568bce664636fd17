"""All commands as data: where each lives, what it is for, one example. Help and lazy loading are made from it."""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple


class Entry(NamedTuple):
    """One command. `module` is under `vaulttool.cli` and holds a click command named like the command."""

    module: str
    group: str
    summary: str
    example: str


COMMANDS = MappingProxyType(
    {
        "today": Entry("today", "Every day", "whom to write to today, and why", "vaulttool today --days 7"),
        "sync": Entry("sync", "Every day", "read what changed and write the dashboard", "vaulttool sync --dry-run"),
        "watch": Entry("watch", "Every day", "sync whenever a note changes, and at midnight", "vaulttool watch"),
        "check": Entry("check", "Look up", "what is wrong in the notes, and what to do", "vaulttool check --hints"),
        "find": Entry("find", "Look up", "notes by words and fields", "vaulttool find status:met wetlands"),
        "list": Entry("list", "Look up", "the notes of a kind as a table", "vaulttool list contact --where org:acme"),
        "draft": Entry("draft", "Prepare", "the text of a message, to send yourself", "vaulttool draft thank-you Ana"),
        "show": Entry("show", "Look up", "all about a person or an organisation", "vaulttool show Ana"),
        "path": Entry("people", "Look up", "every way to reach a person", "vaulttool path 'Ida Moe'"),
        "tree": Entry("people", "Look up", "who led to whom", "vaulttool tree"),
        "balance": Entry("people", "Look up", "favours both ways", "vaulttool balance Eve"),
        "stats": Entry("stats", "Look up", "pace, replies, talks, names and thanks", "vaulttool stats"),
        "report": Entry(
            "report", "Look up", "one web page of it all, to look at and to print", "vaulttool report --open"
        ),
        "done": Entry("act", "Write", "a follow-up is done", "vaulttool done k3v9"),
        "snooze": Entry("act", "Write", "put a follow-up off", "vaulttool snooze k3v9 +7d"),
        "dismiss": Entry("act", "Write", "drop a follow-up", "vaulttool dismiss k3v9 --why 'we spoke'"),
        "log": Entry("log", "Write", "one line of contact", "vaulttool log Ana 'email out: asked for 20 minutes'"),
        "set": Entry("fields", "Write", "fields of a note", "vaulttool set Ana org=Acme --moved"),
        "unset": Entry("fields", "Write", "take a field out", "vaulttool unset Ana next_touch"),
        "undo": Entry("undo", "Write", "take back what the last command wrote", "vaulttool undo --dry-run"),
        "rename": Entry("rename", "Write", "another name, every link led there", "vaulttool rename Acme Acme-Wetlands"),
        "merge-contacts": Entry("merge", "Write", "one note of two", "vaulttool merge-contacts Ana Annie"),
        "forget": Entry("forget", "Write", "a person and their talks, for good", "vaulttool forget Ana Ruiz --dry-run"),
        "new": Entry("new", "Write", "a note from your own template", "vaulttool new interview Ana 2026-12-10T10:00"),
        "edit": Entry("edit", "Write", "a note in your editor", "vaulttool edit Ana"),
        "brief": Entry("brief", "Prepare", "the day sheet of a talk", "vaulttool brief Ana"),
        "questions": Entry("questions", "Prepare", "open questions, new questions", "vaulttool questions --for Ana"),
        "view": Entry("view", "Write", "tables and lists inside notes, kept right", "vaulttool view Home"),
        "import": Entry("import_", "Exchange", "people from LinkedIn, Google, vCards", "vaulttool import google a.csv"),
        "export": Entry(
            "export", "Exchange", "a calendar, an address book, a table", "vaulttool export ics -o talks.ics"
        ),
        "init": Entry("begin", "Set up", "lay out a vault, or complete one", "vaulttool init my-network --sample"),
        "demo": Entry("begin", "Set up", "a sample vault in a new folder, to look around", "vaulttool demo"),
        "git": Entry("git", "Set up", "share a vault by git: merges, hooks", "vaulttool git setup --dry-run"),
        "lsp": Entry("lsp", "Set up", "help in your editor: findings, completion, links", "vaulttool lsp"),
        "mcp": Entry("mcp", "Set up", "the same commands for an assistant", "vaulttool mcp --read-only"),
        "schema": Entry("schema", "Set up", "JSON Schema of notes, Obsidian's types", "vaulttool schema contact"),
        "doctor": Entry("doctor", "Set up", "is the installation right", "vaulttool doctor"),
        "index": Entry("index", "Set up", "where the cache is; compare or rebuild it", "vaulttool index --verify"),
    }
)
"""Name -> command, in the order help shows them."""
