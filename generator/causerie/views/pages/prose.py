"""A host's Markdown as clean HTML: one converter for all prose, its output always sanitised."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown
from markupsafe import Markup

_TAGS = {
    "a",
    "abbr",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "dl",
    "dt",
    "em",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "small",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}  # fmt: skip - a set
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "abbr": {"title"}, "ol": {"start"}}
_HEADING = re.compile(r"<(/?)h[12]\b")


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    return Markdown(extensions=["smarty", "tables", "sane_lists"], output_format="html")


@lru_cache(maxsize=1024)  # a session's prose stands on its page, as a teaser in lists, and in feeds
def prose_html(markdown: str) -> Markup:
    """Markdown as HTML without script, style, frames or unsafe addresses; its headings begin at level 3."""
    if not markdown.strip():
        return Markup("")
    import nh3  # takes its time to load, and a site may have no prose

    converter = _converter()
    converter.reset()
    html = _HEADING.sub(r"<\1h3", converter.convert(markdown))
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
    return Markup(clean)  # noqa: S704 - sanitised by nh3 on the line above


def plain_prose(markdown: str, limit: int = 0) -> str:
    """Markdown as one line of plain text, cut at a word where it exceeds a limit of characters."""
    from html import unescape

    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", str(prose_html(markdown)))).split())
    return shorten(text, limit) if limit else text


def shorten(text: str, limit: int) -> str:
    """Text cut at a word, with an ellipsis, where it exceeds a limit of characters."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.–—") + "…"
