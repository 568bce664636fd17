"""`import`: people from LinkedIn, Google Contacts or an address book; those known gain, others are added if asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vaulttool.cli.carry import dry_run_option, show_diff
from vaulttool.cli.options import command
from vaulttool.cli.session import Session
from vaulttool.errors import VaultToolError

if TYPE_CHECKING:
    from vaulttool.core.incoming import Batch, Proposal
    from vaulttool.core.note_change import NewNote
    from vaulttool.reading import Reading
    from vaulttool.report.incoming import Imported
    from vaulttool.writing import Plan

KINDS = ("linkedin", "google", "vcard")


@command(
    "import",
    click.Argument(["kind"], type=click.Choice(KINDS), metavar="linkedin|google|vcard"),
    click.Argument(["file"], type=click.Path(path_type=Path), metavar="FILE"),
    click.Option(["--match", "only_match"], is_flag=True, help="Add nobody, enrich who is there; the default."),
    click.Option(["--pick"], is_flag=True, help="Choose on a list who is added too."),
    click.Option(["--all", "everybody"], is_flag=True, help="Add everybody who has no note."),
    dry_run_option(),
)
@click.pass_context
def import_file(
    ctx: click.Context, kind: str, file: Path, only_match: bool, pick: bool, everybody: bool, dry_run: bool
) -> None:
    """Take people from an export of LinkedIn or Google Contacts (CSV, or the zip it came in), or from vCards.

    Whoever has a note already is found by LinkedIn page, mail address, phone, or name and organisation: empty fields
    are filled, nothing is overwritten, and a new role or organisation becomes a line of news. Others are added with
    --pick or --all, as `identified`: nothing is due about them until you decide to write to them.
    """
    if only_match + pick + everybody > 1:
        raise click.UsageError("say one of --match, --pick and --all", ctx)
    session = Session.of(ctx, ("text", "json"))
    batch = _reader(kind)(file)
    session.ready_to_write()
    choose = _picked if pick else tuple if everybody else _nobody
    done, made = _planned(session, kind, (file.name, batch), choose)
    session.tell((*batch.problems, *done.refused))
    _finish(session, replace(done, dry_run=dry_run), made)


globals()["import"] = import_file
"""Commands are found by their name, and this one is a word of the language."""

Choose = Callable[[Iterable["Proposal"]], "tuple[Proposal, ...]"]


def _reader(kind: str) -> Callable[[Path], Batch]:
    if kind == "linkedin":
        from vaulttool.exchange.linkedin import read_linkedin

        return read_linkedin
    if kind == "google":
        from vaulttool.exchange.google import read_google

        return read_google
    from vaulttool.exchange.vcard_in import read_vcards

    return read_vcards


def _planned(session: Session, kind: str, source: tuple[str, Batch], choose: Choose) -> tuple[Imported, Plan]:
    """What is to become of the people, and the plan of it; asks when there is something to choose."""
    from vaulttool.cli.naming import named_notes
    from vaulttool.core.incoming import Acquaintances, propose
    from vaulttool.report.incoming import Imported
    from vaulttool.writing import Plan, plan, plan_possible

    name, batch = source
    with session.reading() as found:
        settings, book = found.desk.settings, found.desk.book
        known = Acquaintances(book, named_notes(found.index, ("contact",)))
        proposals = propose(batch.people, known, found.desk, session.today)
        chosen = choose(one for one in proposals if one.may_be_added)
        added = _added(session, found, kind, chosen) if chosen else ()
        changes = [change for one in proposals if (change := one.change)]
        enriched, refused = plan_possible(session.vault, settings, changes)
        fresh = plan(session.vault, settings, added)
    return Imported(name, batch, proposals, chosen, added, refused), Plan(
        session.vault, (*fresh.edits, *enriched.edits)
    )


def _added(session: Session, found: Reading, kind: str, chosen: Iterable[Proposal]) -> tuple[NewNote, ...]:
    from vaulttool.cli.note_template import note_template
    from vaulttool.core.edit import Refusal
    from vaulttool.core.incoming import Making, additions

    template, path = note_template(session.vault, "contact")
    now = datetime.combine(session.today, time())
    making = Making(template, "linkedin" if kind == "linkedin" else "import", now)
    taken = _taken(session.vault, found)
    made = additions((one.person for one in chosen), making, found.desk, found.index.paths("contact"), taken)
    if isinstance(made, Refusal):
        source = f"; the template is {path}" if path else ""
        raise VaultToolError(f"no note is made: {made.message}{source}", made.remedy)
    return made


def _taken(vault: Path, found: Reading) -> set[str]:
    """The folded file names, without `.md`, of all notes and of all other files where contacts are."""
    from vaulttool.core.values import fold

    folders = {path.rpartition("/")[0] for path in found.index.paths("contact")}
    folders |= {folder for folder, kind in found.desk.settings.folders.items() if kind == "contact"}
    names = {path.rsplit("/", 1)[-1] for path in found.index.paths()}
    for folder in folders:
        names |= {file.name for file in (vault / folder).glob("*")}
    return {fold(name.removesuffix(".md")) for name in names}


def _nobody(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    return ()


def _picked(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    from vaulttool.cli.checklist import pick
    from vaulttool.report.incoming import choice

    found = tuple(proposals)
    return tuple(found[number] for number in pick([choice(one) for one in found], "whom to add"))


def _finish(session: Session, done: Imported, made: Plan) -> None:
    """Carry the plan out unless it is a dry run, and say what became of the people."""
    from vaulttool.report.incoming import data, rows
    from vaulttool.writing import carry_out

    if not done.dry_run:
        carry_out(made, session.typed)
    if session.format == "json":
        session.show_json(data(done))
        return
    if done.dry_run and session.is_verbose:
        show_diff(made)
    if not session.is_quiet:
        session.show(rows(done, verbose=session.is_verbose), wrap=False)
