"""Makes the pictures of the README from a sample vault: a dashboard, the report, and today's list in a terminal.

`make pictures` writes them beside this file. With `--look DIR` it writes other views there, to look at: wide and
narrow, light and dark, links as Obsidian and as GitHub shows them; charts too, with Mermaid's `mermaid.min.js` as
`--mermaid FILE`. It needs Chromium and no network.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from page import page

DAY = "2026-12-02"
"""A Wednesday."""
HERE = Path(__file__).parent
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--hide-scrollbars", "--virtual-time-budget=5000",
)  # fmt: skip
FRAME = """<body style="margin: 0"><iframe src="page.html" style="box-sizing: border-box; width: 100%; height: 100vh;
border: 1px solid #d1d9e0"></iframe></body>"""
"""A thin line around a page, which would else run into the page it is shown on."""
TERMINAL = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix {{ font: {char_height}px/{line_height}px ui-monospace, SFMono-Regular, Menlo, "Liberation Mono",
  monospace; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""
"""The picture of a terminal, without a font from the network; rich fills it."""


def main() -> None:
    """Make what the command line asks for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--look", type=Path, metavar="DIR", help="many pictures, into this folder")
    asked.add_argument("--mermaid", type=Path, metavar="FILE", help="mermaid.min.js, for the charts of --look")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        vault = sample(Path(folder))
        if options.look:
            options.look.mkdir(parents=True, exist_ok=True)
            look(vault, options.look, options.mermaid.resolve().as_uri() if options.mermaid else "")
        else:
            for_readme(vault, HERE)


def sample(place: Path) -> Path:
    """A sample vault as of `DAY`, with its dashboard and its report."""
    vault = place / "my-network"
    run(place, "init", str(vault), "--sample")
    run(vault, "sync")
    run(vault, "report", "-o", str(place / "report.html"))
    return vault


def for_readme(vault: Path, out: Path) -> None:
    """The three pictures that the README shows: the dashboard's upper part, the report's charts, the terminal."""
    dashboard, _, _ = (vault / "Dashboard.md").read_text().partition("## Also due")
    shoot(page(dashboard), out / "dashboard.png", 960, 1000)
    report = (vault.parent / "report.html").read_text()
    charts = re.sub(r'<section id="today".*?</section>', "", report, count=1, flags=re.DOTALL)
    shoot(charts, out / "report.png", 960, 655)
    (out / "today.svg").write_text(terminal(run(vault, "today", "--color", "always"), 80))


def look(vault: Path, out: Path, mermaid: str) -> None:
    """The dashboard and the report, wide and narrow, light and dark, and the terminal, wide and narrow."""
    dashboard = (vault / "Dashboard.md").read_text()
    for size, width, height in (("wide", 1200, 4200), ("phone", 390, 6000)):
        for dark in (False, True):
            name = f"{size}-{'dark' if dark else 'light'}.png"
            shoot(
                page(dashboard, dark=dark, linked=not dark, mermaid=mermaid), out / f"dashboard-{name}", width, height
            )
    for columns in (80, 40):
        said = run(vault, "today", "--color", "always", columns=columns)
        (out / f"today-{columns}.svg").write_text(terminal(said, columns))


def run(folder: Path, *arguments: str, columns: int = 80) -> str:
    """What the tool prints when called in a folder."""
    names = {"TZ": "Europe/London", "COLUMNS": str(columns), "VAULTTOOL_CACHE": str(folder.parent / "cache")}
    call = [sys.executable, "-m", "vaulttool", *arguments, "--today", DAY]
    done = subprocess.run(call, cwd=folder, env=os.environ | names, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def shoot(html: str, file: Path, width: int, height: int) -> None:
    """The page as Chromium shows it in a window of this size."""
    if not CHROMIUM:
        sys.exit("this needs Chromium: install it, or leave the pictures as they are")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "frame.html")
        source.write_text(FRAME)
        source.with_name("page.html").write_text(html)
        places = (f"--user-data-dir={folder}/profile", f"--screenshot={file.resolve()}")
        call = [CHROMIUM, *FLAGS, *places, f"--window-size={width},{height}", source.as_uri()]
        subprocess.run(call, capture_output=True, check=True, timeout=120)


def terminal(coloured: str, columns: int) -> str:
    """Coloured text as a picture of a terminal."""
    from rich.console import Console
    from rich.terminal_theme import TerminalTheme
    from rich.text import Text

    theme = TerminalTheme(
        (255, 255, 255), (31, 35, 40),
        [(36, 41, 47), (207, 34, 46), (17, 99, 41), (125, 78, 0), (9, 105, 218), (130, 80, 223), (27, 124, 131),
         (110, 119, 129)],
    )  # fmt: skip
    console = Console(record=True, width=columns, file=StringIO())
    console.print(Text.from_ansi(coloured), soft_wrap=True)
    picture = console.export_svg(theme=theme, title="", code_format=TERMINAL, unique_id="t")
    return picture.replace("rgba(255,255,255,0.35)", "#d1d9e0")


if __name__ == "__main__":
    main()
