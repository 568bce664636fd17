"""Markdown -> a web page like the one that GitHub or Obsidian shows of it, light or dark. No files, no browser."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

COMMENT = re.compile(r"^<!-- .*? -->\n", re.M)
CALLOUT = re.compile(r"^\[!(\w+)\]$")
BOX = re.compile(r"^\[([ x])\] ")
WIKILINK = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
BLOCK_ID = re.compile(r" \^[a-z0-9]+$")

STYLE = """
:root { color-scheme: light; --fg: #1f2328; --soft: #59636e; --bg: #ffffff; --line: #d1d9e0; --even: #f6f8fa;
  --link: #0969da; --warn: #9a6700; }
.dark { color-scheme: dark; --fg: #f0f6fc; --soft: #9198a1; --bg: #0d1117; --line: #3d444d; --even: #151b23;
  --link: #4493f8; --warn: #d29922; }
html { background: var(--bg); }
body { margin: 0 auto; max-width: 1012px; padding: 24px 32px 32px; color: var(--fg); background: var(--bg);
  font: 16px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, "Liberation Sans", sans-serif;
  overflow-wrap: break-word; }
@media (max-width: 500px) { body { padding: 16px; } }
h1, h2 { border-bottom: 1px solid var(--line); padding-bottom: .3em; margin: 24px 0 16px; line-height: 1.25; }
h1 { font-size: 2em; margin-top: 0; } h2 { font-size: 1.5em; }
h1, h2, th { font-weight: 600; }
p, ul, table, blockquote, pre { margin: 0 0 16px; }
ul { padding-left: 2em; } li + li { margin-top: .25em; } li > ul { margin: .25em 0 0; }
a { color: var(--link); text-decoration: none; }
li:has(> input) { list-style: none; } li > input { margin: 0 .3em 0 -1.4em; }
table { border-collapse: collapse; display: block; overflow: auto; max-width: 100%; width: max-content; }
th, td { border: 1px solid var(--line); padding: 6px 13px; text-align: left; }
tr:nth-child(2n) td { background: var(--even); }
code { font: 85%/1.4 "SFMono-Regular", Menlo, "Liberation Mono", monospace; background: var(--even); padding: .2em .4em;
  border-radius: 6px; }
pre { background: var(--even); padding: 16px; border-radius: 6px; overflow: auto; } pre code { padding: 0; }
blockquote { border-left: .25em solid var(--line); padding: 0 1em; color: var(--soft); }
blockquote:has(.title) { border-color: var(--warn); color: inherit; }
.title { display: block; color: var(--warn); font-weight: 600; margin-bottom: 8px; }
blockquote > :last-child { margin-bottom: 0; }
"""

DRAW = """<script type="module">
mermaid.initialize({ startOnLoad: false, theme: document.body.className === "dark" ? "dark" : "default" });
await mermaid.run({ querySelector: "pre.mermaid" });
</script>"""


def page(markdown: str, *, dark: bool = False, linked: bool = True, mermaid: str = "") -> str:
    """One HTML page. With `linked`, as in Obsidian, `[[links]]` are links and block ids are not shown.

    `mermaid` is the address of Mermaid's script; without it charts are left out.
    """
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.add_render_rule("text", _linked_text if linked else _text)
    reader.add_render_rule("fence", _chart if mermaid else _no_chart)
    body = reader.render(COMMENT.sub("", markdown))
    script = f'<script src="{html.escape(mermaid)}"></script>{DRAW}' if mermaid else ""
    kind = "dark" if dark else "light"
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><body class="{kind}">{body}{script}</body>'


def _text(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    """Text with the boxes of task lists and the titles of callouts."""
    text = html.escape(tokens[index].content)
    text = CALLOUT.sub(lambda found: f'<b class="title">{found[1].title()}</b>', text)
    return BOX.sub(lambda found: f'<input type="checkbox" disabled{" checked" * (found[1] == "x")}> ', text)


def _linked_text(renderer: object, tokens: Sequence[Token], index: int, *more: object) -> str:
    text = _text(renderer, tokens, index, *more)
    return WIKILINK.sub(lambda found: f'<a href="#">{found[2] or found[1]}</a>', BLOCK_ID.sub("", text))


def _chart(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    text = html.escape(tokens[index].content)
    return (
        f'<pre class="mermaid">{text}</pre>' if tokens[index].info == "mermaid" else f"<pre><code>{text}</code></pre>"
    )


def _no_chart(_: object, tokens: Sequence[Token], index: int, *__: object) -> str:
    return "" if tokens[index].info == "mermaid" else _chart(_, tokens, index)
