"""The page as a whole: head, way around, sections in their order. What a section says is its own module's."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256

from vaulttool.core.dashboard.words import weekday
from vaulttool.core.overview import Overview
from vaulttool.report.html.favours import favours
from vaulttool.report.html.fit import fit
from vaulttool.report.html.insights import insights
from vaulttool.report.html.network import network
from vaulttool.report.html.pace import pace
from vaulttool.report.html.pipeline import pipeline, replies
from vaulttool.report.html.sheet import Sheet
from vaulttool.report.html.style import STYLE
from vaulttool.report.html.tags import Html, el, join
from vaulttool.report.html.timeline import timeline
from vaulttool.report.html.today import figures, today

MARKER = "<!DOCTYPE html>\n<!-- vaulttool report -->\n"
"""How every page begins; a file that does not is not ours to replace."""

SECTIONS: tuple[tuple[str, str, Callable[[Sheet], Html]], ...] = (
    ("today", "Today", today),
    ("pipeline", "Pipeline", pipeline),
    ("pace", "Pace", pace),
    ("replies", "Replies", replies),
    ("network", "Who led to whom", network),
    ("people", "Person by person", timeline),
    ("favours", "Favours", favours),
    ("insights", "What I am hearing", insights),
    ("fit", "Would I fit", fit),
)
"""Id, heading and content of each section, in the order they stand."""

_STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
_POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; base-uri 'none'; form-action 'none'"


def page(day: Overview) -> str:
    """The whole page. The same day gives the same bytes."""
    sheet = Sheet(day)
    return f"{MARKER}{el('html', _head(day), _body(sheet), lang='en')}\n"


def _head(day: Overview) -> Html:
    metas = (
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex, nofollow"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="generator", content="vaulttool"),
    )
    style = el("style", Html(STYLE))
    return el("head", *metas, el("title", f"My network on {day.today}"), style)


def _body(sheet: Sheet) -> Html:
    return el(
        "body",
        el("a", "Skip to the content", href="#content", class_="skip"),
        el("header", el("h1", "My network"), el("p", weekday(sheet.day.today), class_="muted"), figures(sheet)),
        el("nav", el("ul", *(el("li", el("a", title, href=f"#{name}")) for name, title, _ in SECTIONS)),
           aria_label="Sections"),
        el("main", join(_section(sheet, *section) for section in SECTIONS), id="content", tabindex=-1),
        el("footer", el("p", _closing(sheet.day))),
    )  # fmt: skip


def _section(sheet: Sheet, name: str, title: str, content: Callable[[Sheet], Html]) -> Html:
    heading = el("h2", title, id=f"{name}-heading")
    return el("section", heading, content(sheet), id=name, aria_labelledby=f"{name}-heading")


def _closing(day: Overview) -> str:
    private = "Private notes are in it." if day.is_private else "Private notes are left out."
    return (
        f"Made by vaulttool from the notes as they stood on {day.today}. {private} "
        "It holds personal data of others: think before you pass it on."
    )
