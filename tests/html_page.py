"""An HTML page read back: its elements with their text, and its tables as values, for tests of the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "br"})


@dataclass
class Element:
    """One element. `text` is all text inside it."""

    tag: str
    attributes: dict[str, str | None]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *tags: str) -> list[Element]:
        """The elements inside with one of these tags (any: all), in the order they stand."""
        found = []
        for child in self.children:
            found += [child] if not tags or child.tag in tags else []
            found += child.all(*tags)
        return found

    def classes(self) -> list[str]:
        """The classes of the element."""
        return (self.attributes.get("class") or "").split()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def read_page(text: str) -> Element:
    """The root of a page; fails when an element is not closed in its turn."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert len(reader.open) == 1, [element.tag for element in reader.open]
    return reader.open[0]


def tables(page: Element) -> dict[str, list[dict[str, str]]]:
    """Caption -> rows, each heading -> cell; the columns of bars are left out."""
    found = {}
    for table in page.all("table"):
        rows = [[cell for cell in row.children if "bar" not in cell.classes()] for row in table.all("tr")]
        head, *body = [[cell.text for cell in row] for row in rows]
        found[table.all("caption")[0].text] = [dict(zip(head, row, strict=True)) for row in body]
    return found
