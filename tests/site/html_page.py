"""A page of the built site as its links, ids and pictures; read by the standard library's parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

_ADDRESSES = {"href", "src", "poster", "data", "action", "formaction", "cite"}


@dataclass
class HtmlPage:
    """What one HTML file refers to and what it can be referred to by; templates' contents count as the page's own."""

    path: str  # under the site's root
    links: list[tuple[str, str, dict[str, str | None]]] = field(default_factory=list)  # element, address, attributes
    ids: list[str] = field(default_factory=list)
    images: list[dict[str, str | None]] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The page's address under the site's root: `chats/` for chats/index.html."""
        return self.path.removesuffix("index.html")

    @property
    def is_frame(self) -> bool:
        """Whether other sites show the page in theirs; it has nothing of the theme."""
        return ("base", {"target": "_top"}) in self.elements

    @property
    def is_redirect(self) -> bool:
        """Whether the page only leads from a former name to another page."""
        return any(attributes.get("http-equiv") == "refresh" for _, attributes in self.elements)


class _Reader(HTMLParser):
    def __init__(self, page: HtmlPage) -> None:
        super().__init__()
        self.page = page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.page.elements.append((tag, attributes))
        if found := attributes.get("id"):
            self.page.ids.append(found)
        if tag == "img":
            self.page.images.append(attributes)
        for name, value in attrs:
            if name in _ADDRESSES and value is not None and (tag, name) != ("object", "data"):
                self.page.links.append((tag, value, attributes))
            elif name == "srcset" and value:
                self.page.links += [(tag, each.split()[0], attributes) for each in value.split(",")]
            elif name == "content" and value and (attributes.get("http-equiv") or "").lower() == "refresh":
                self.page.links.append((tag, value.partition("url=")[2], attributes))


def read_pages(site: Path) -> list[HtmlPage]:
    """Every HTML page of a built site, by path."""
    pages = []
    for path in sorted(site.rglob("*.html")):
        page = HtmlPage(path.relative_to(site).as_posix())
        _Reader(page).feed(path.read_text(encoding="utf-8"))
        pages.append(page)
    return pages
