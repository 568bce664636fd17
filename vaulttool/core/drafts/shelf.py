"""What could be sent along: pages and things on the shelf that fit a person and were never sent to them."""

from __future__ import annotations

from vaulttool.core.drafts.refused import Lack
from vaulttool.core.drafts.scene import Scene
from vaulttool.core.drafts.text import clean
from vaulttool.core.followups.giving import fitting_shareables
from vaulttool.core.model import Note


def shareable(scene: Scene) -> Note | Lack:
    """The newest thing on the shelf that matches one of their topics."""
    found = fitting_shareables(scene.to, scene.desk)
    if found:
        return found[0]
    return Lack("shareable", f"nothing on the shelf fits {scene.to.name}; {_how_to_fill(scene)}")


def hook_url(scene: Scene) -> str | Lack:
    """The page to begin with: `hook_url`, unless it was sent to them already, else one from the shelf."""
    own = clean(scene.to.person.text("hook_url"))
    had = own and page(own) in sent_pages(scene)
    if own and not had:
        return own
    pages = (clean(note.text("url")) for note in fitting_shareables(scene.to, scene.desk))
    fresh = next((url for url in pages if url and page(url) not in sent_pages(scene)), "")
    if fresh:
        return fresh
    person = scene.to.person.path
    begin = f"{own} was sent to them already; " if had else ""
    return Lack("hook_url", f"{begin}write `hook_url: https://...` into {person}, or {_how_to_fill(scene)}")


def sent_pages(scene: Scene) -> frozenset[str]:
    """The pages that they have had: by `sent_to` on the shelf, in a message of the log, or with the first message."""
    shelf = (note.text("url") for note in scene.desk.book.linking(scene.to.person, "sent_to"))
    own = scene.to.person.text("hook_url")
    began = own and scene.to.person.word("approach") == "article" and scene.to.attempts
    logged = own and any(t.way == "out" and page(own) in t.text.lower() for t in scene.to.touches)
    return frozenset(page(url) for url in (*shelf, *([own] if began or logged else [])) if url)


def page(url: str) -> str:
    """An address as addresses are compared: without scheme, `www.`, the final slash and case."""
    bare = url.strip().lower().removeprefix("https://").removeprefix("http://")
    return bare.removeprefix("www.").rstrip("/")


def _how_to_fill(scene: Scene) -> str:
    topics = scene.to.person.texts("topics")
    if not topics:
        return f"write their `topics: [...]` into {scene.to.person.path}, and one of them into a note `type: shareable`"
    return f"make a note `type: shareable` with `url: https://...` and `topics: [{clean(topics[0])}]`"
