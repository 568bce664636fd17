"""A picture -> the text of the dashboard, the same bytes every time. Where it goes in the file is `region`'s to say."""

from __future__ import annotations

from vaulttool.core.dashboard.picture import Picture
from vaulttool.core.dashboard.sections import PARTS


def render(picture: Picture) -> str:
    """The generated text between the markers: Markdown with LF line ends, the last one included."""
    blocks = [["# Follow-ups"]]
    for heading, part in PARTS:
        lines = part(picture)
        if lines:
            blocks.append([f"## {heading}", "", *lines] if heading else lines)
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"
