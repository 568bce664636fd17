"""Ticks of the dashboard -> facts in the notes: which can be applied, applying them, and which stay and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from vaulttool.core.acts import speaks_of_both
from vaulttool.core.afterwards import desk_after, new_findings, open_after
from vaulttool.core.conclusion import FollowUp
from vaulttool.core.dashboard.ticks import Kept, Settled, Tick
from vaulttool.core.desk import Desk
from vaulttool.core.settle import Open, Settling, changes_of
from vaulttool.errors import VaultToolError
from vaulttool.index import Index
from vaulttool.journal import Journal
from vaulttool.vault.fresh import fresh_for
from vaulttool.vault.write import refuse_special
from vaulttool.writing import Plan, carry_out, interrupted, plan, resume

COMMAND = "ticks in the dashboard"


def settle(
    root: Path, index: Index, found: Open, ticks: Iterable[Tick], *, leave_fresh: float = 0.0, dry_run: bool = False
) -> Settled:
    """Apply the ticks that can be applied; the others are kept, with the reason.

    While a note to write was changed less than `leave_fresh` seconds ago, nothing is done.
    """
    meant = [(tick, found.meant(tick)) for tick in ticks]
    ticked = {f.id for _, one in meant if isinstance(one, Settling) for f in one.chosen}
    others = [f for f in found.follow_ups.values() if f.id not in ticked]
    maker = _Maker(root, index, found.desk, others)
    kept = [one for _, one in meant if isinstance(one, Kept)]
    ready: list[Settling] = []
    for tick, one in meant:
        if isinstance(one, Settling):
            why = maker.why_not([one])
            kept += [Kept(tick.raw, why)] if why else []
            ready += [] if why else [one]
    ready, clashing = maker.together(ready)
    made = maker.plan(ready)
    wait = max((fresh_for(root / edit.path, leave_fresh) for edit in made.edits), default=0.0)
    if not wait and not dry_run:
        carry_out(made, COMMAND, _ids(ready))
    return Settled(len(ready), (*kept, *clashing), made.diff() if dry_run else "", wait)


class _Maker(Struct, frozen=True):
    """Plans what ticks ask for, and asks beforehand whether it comes out as meant.

    `others` are the follow-ups that no tick is about.
    """

    root: Path
    index: Index
    desk: Desk
    others: Sequence[FollowUp]

    def plan(self, settlings: Sequence[Settling]) -> Plan:
        return plan(self.root, self.desk.settings, changes_of(settlings))

    def why_not(self, settlings: Sequence[Settling]) -> str:
        """Why the last of these, together with the others, cannot be written or would not settle it; `""` if it can."""
        try:
            made = self.plan(settlings)
            for edit in made.edits:
                refuse_special(self.root, edit.path)
        except VaultToolError as error:
            return f"{error.message}: {error.remedy}" if error.remedy else error.message
        after = desk_after(self.index, self.desk, made.outlook)
        for path, note in made.notes.items():
            for finding in new_findings(self.index.note(path), note, self.desk, after):
                if finding.severity == "error":
                    return f"{finding.message}; {finding.hint}"
        last = settlings[-1]
        if last.chosen and not last.holds(open_after(after, last.chosen)):
            return f"a tick would not settle it; this does: {last.chosen[0].clears}"
        return self._said_of_others(last, after)

    def _said_of_others(self, one: Settling, after: Desk) -> str:
        """What else the log lines of a tick would put off or dismiss, `""` for nothing."""
        beside = [f for f in self.others if any(speaks_of_both(f, chosen) for chosen in one.chosen)]
        if not one.changes or not beside:
            return ""
        then = open_after(after, beside)
        hit = next((f for f in beside if f.id not in then or then[f.id].due != f.due), None)
        if hit is None:
            return ""
        verb = "snooze" if one.until else "dismiss"
        what = f"the same line in the log would speak of this too: {'a private one' if hit.private else hit.text}"
        command = f"`vaulttool {verb} {one.chosen[0].id}` does it for both"
        return f"{what}; {command}, or write into the note what became of the one ({hit.clears})"

    def together(self, settlings: list[Settling]) -> tuple[list[Settling], list[Kept]]:
        """As many as can be written together, and the rest."""
        try:
            self.plan(settlings)
        except VaultToolError:
            pass
        else:
            return settlings, []
        fitting: list[Settling] = []
        clashing = []
        for one in settlings:
            why = self.why_not([*fitting, one])
            if why:
                clashing.append(Kept(one.tick.raw, why))
            else:
                fitting.append(one)
        return fitting, clashing


def _ids(settlings: Iterable[Settling]) -> tuple[str, ...]:
    """The ids of the lines that were ticked, and of what they settled."""
    return tuple(dict.fromkeys(id_ for one in settlings for id_ in (one.tick.id, *(f.id for f in one.chosen))))


def finish_interrupted(root: Path) -> tuple[str, ...]:
    """Finish ticks that were half written; a sentence on another command that was interrupted."""
    command = interrupted(root)
    if command == COMMAND:
        resume(root)
    elif command:
        return (f"`{command}` was interrupted; the same command again finishes it, `vaulttool undo` takes it back",)
    return ()


def settled_here(root: Path) -> frozenset[str]:
    """The ids of the dashboard lines that ticks have settled on this machine."""
    return frozenset(Journal(Index.path_of(root)).ticks())
