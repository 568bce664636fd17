"""A template and a scene -> a draft: filled, linted, with the form that fits first. Nothing is printed or sent here."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from msgspec import Struct

from vaulttool.core.drafts.facts import facts_of
from vaulttool.core.drafts.hints import hints, is_by_hand
from vaulttool.core.drafts.kinds import KINDS
from vaulttool.core.drafts.lint import CARD, Fault, lint
from vaulttool.core.drafts.refused import DraftRefused, FieldsMissing, Lack
from vaulttool.core.drafts.scene import Scene
from vaulttool.core.drafts.template import Part, Template
from vaulttool.core.drafts.text import clean
from vaulttool.core.drafts.words import word
from vaulttool.core.values import fold

_NOT_MET = "not met"
_MET = "met"


class Draft(Struct, frozen=True):
    """A message, ready to read over. `parts`: the form to take first stands first.

    `to` is a name, `path` the person's note (`""` for none). `address`: where a card goes, when that is the form.
    `hints` are what to know beside the text; `findings` what to change in it.
    """

    kind: str
    to: str
    path: str
    email: str
    subject: str
    parts: tuple[Part, ...]
    address: str = ""
    findings: tuple[Fault, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All parts, each under its heading where there are several."""
        if len(self.parts) == 1:
            return self.parts[0].text
        return "\n\n".join(f"## {part.title}\n\n{part.text}" if part.title else part.text for part in self.parts)

    @property
    def email_text(self) -> str:
        """The part that goes by email: the one called so, else the first that is no card."""
        titled = {fold(part.title): part.text for part in reversed(self.parts)}
        return titled.get("email") or next((p.text for p in self.parts if fold(p.title) != CARD), "")


def write_draft(scene: Scene, template: Template) -> Draft:
    """The draft. `FieldsMissing` names every field that the template asks for and no note has."""
    fitting = Template(template.path, template.subject if scene.kind.subject else "", _parts(scene, template.parts))
    if not any(part.text for part in fitting.parts):
        raise DraftRefused(f"{template.path} holds no text", "write some, or delete it and run `vaulttool init`")
    words = _words(scene, fitting)
    filled = fitting.filled(words)
    to = scene.to.person
    return Draft(
        kind=scene.kind.name,
        to=clean(scene.to.name),
        path=to.path,
        email=clean(to.text("email")),
        subject=filled.subject,
        parts=filled.parts,
        address=clean(to.text("address")) if is_by_hand(scene) else "",
        findings=lint(filled.parts, facts_of(scene, words)),
        hints=hints(scene, words),
    )


def mailto(draft: Draft) -> str:
    """A link that opens the message in the mail program. `DraftRefused` when it is no email or there is no address."""
    if not KINDS[draft.kind].subject:
        raise DraftRefused(f"a {draft.kind} note is no email", "copy its text instead: --copy")
    if "@" not in draft.email:
        note = draft.path or f"a note for {draft.to}"
        raise DraftRefused(f"no email address of {draft.to} is on file", f"write `email: ...` into {note}")
    body = draft.email_text.replace("\n", "\r\n")
    return f"mailto:{quote(draft.email, safe='@')}?subject={quote(draft.subject, safe='')}&body={quote(body, safe='')}"


def _words(scene: Scene, template: Template) -> dict[str, str]:
    found = {name: word(name, scene) for name in dict.fromkeys([*template.placeholders, *scene.kind.always])}
    lacks = {lack.field: lack for lack in found.values() if isinstance(lack, Lack)}
    if lacks:
        raise FieldsMissing(scene.kind.name, scene.about.name, list(lacks.values()))
    extra = {name: word(name, scene) for name in template.optional if name not in found}
    return {name: text for name, text in {**found, **extra}.items() if isinstance(text, str)}


def _parts(scene: Scene, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that fit, the one to take first in front."""
    titles = {fold(part.title) for part in parts}
    if scene.kind.name == "thank-you":
        first = _form(scene) if _form(scene) in titles else "email"
        return tuple(sorted(parts, key=lambda part: fold(part.title) != first))
    if {_MET, _NOT_MET} <= titles:
        unfit = _NOT_MET if scene.about.held else _MET
        return tuple(Part("", part.text) for part in parts if fold(part.title) != unfit)
    return tuple(parts)


def _form(scene: Scene) -> str:
    """The part that the form of the thanks asks for; a card only when there is somewhere to send it."""
    if is_by_hand(scene):
        return CARD if scene.to.person.text("address") else "email"
    return scene.talk.thank_you_form(scene.desk.settings) if scene.talk else "email"
