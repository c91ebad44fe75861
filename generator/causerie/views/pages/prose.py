"""A host's Markdown as clean HTML: one converter for all prose, its output always sanitised.

Plain prose takes the fast way in `plain_markdown`, which gives the same or declines.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from markupsafe import Markup

from causerie.views.pages.plain_markdown import plain_html

if TYPE_CHECKING:
    from markdown import Markdown

_NAMES = """
a abbr blockquote br code dd del dl dt em h3 h4 h5 h6 hr img kbd li mark ol p pre q s small strong sub sup
table tbody td th thead tr ul
"""
_TAGS = set(_NAMES.split())
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "abbr": {"title"}, "ol": {"start"}}
_SPACE = re.compile(r"[ \t\r\n]+")
_SENTENCE_END = re.compile(r"[.!?…؟][)”’»\"']*(?= )|[。！？]」?")
_HEADING = re.compile(r"<(/?)h[12]\b")
_IMAGE = re.compile(r"<img\b[^>]*>")
_LINK_OR_IMAGE = re.compile(r"<a\b|</a>|<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')
_ADDRESS = re.compile(r'(?<=[ <])(href|src)="(?![a-z][a-z0-9+.-]*:|#)([^"]*)"')


@lru_cache(maxsize=1024)  # a session's prose stands on its page, as a teaser in lists, and in feeds
def prose_html(markdown: str) -> Markup:
    """Markdown as HTML without script, style, frames or unsafe addresses; its headings begin at level 3."""
    html = plain_html(markdown)
    return Markup(convert_markdown(markdown) if html is None else html)  # noqa: S704 - clean both ways


def convert_markdown(markdown: str) -> str:
    """Any Markdown as clean HTML, the slow way, which is always right."""
    if not markdown.strip():
        return ""
    import nh3  # takes its time to load, as does the converter, and a site may do without them

    converter = _converter()
    converter.reset()
    html = _HEADING.sub(r"<\1h3", converter.convert(markdown))
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel="noopener"
    )
    return _show_images(clean) if "<img" in clean else clean


@lru_cache(maxsize=1)
def _converter() -> Markdown:
    from markdown import Markdown

    return Markdown(extensions=["smarty", "tables", "sane_lists"], output_format="html")


def _show_images(html: str) -> str:
    """Pictures beside the record; one from elsewhere becomes a link, because visitors would load it there.

    Within a link, which may hold no other, its words are enough.
    """
    is_linked = False

    def show(match: re.Match[str]) -> str:
        nonlocal is_linked
        if not match[0].startswith("<img"):
            is_linked = match[0] != "</a>"
            return match[0]
        found = dict(_ATTRIBUTE.findall(match[0]))
        if _is_beside(address := found.get("src", "")):
            return match[0].replace("<img", '<img loading="lazy"', 1)
        words = found.get("alt") or address if address else ""
        return words if is_linked or not address else f'<a href="{address}" rel="noopener">{words}</a>'

    return _LINK_OR_IMAGE.sub(show, html)


def _is_beside(address: str) -> bool:
    return address.startswith("media/") and ".." not in address


def prose_pictures(markdown: str) -> tuple[str, ...]:
    """The files beside the record that its prose shows."""
    if "![" not in markdown and "<img" not in markdown.lower():
        return ()
    images = _IMAGE.findall(str(prose_html(markdown)))
    return tuple(unquote(unescape(dict(_ATTRIBUTE.findall(image))["src"])) for image in images)


def absolute_prose(markdown: str, base: str) -> Markup:
    """Markdown as HTML for places outside the site: its relative addresses are resolved against a page's."""
    resolved = _ADDRESS.sub(lambda m: f'{m[1]}="{escape(urljoin(base, unescape(m[2])))}"', str(prose_html(markdown)))
    return Markup(resolved)  # noqa: S704 - sanitised before, and each address escaped


def plain_prose(markdown: str) -> str:
    """Markdown as one line of plain text."""
    return on_one_line(unescape(re.sub(r"<[^>]+>", " ", str(prose_html(markdown)))))


def on_one_line(text: str) -> str:
    """Text without line ends and double spaces; no-break spaces stay, as French sets them before its signs."""
    return _SPACE.sub(" ", text).strip(" ")


def shorten(text: str, limit: int) -> str:
    """Text cut at a word, with an ellipsis, where it exceeds a limit of characters."""
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;:.–—") + "…"


def first_sentences(text: str, limit: int) -> str:
    """The sentences that a limit of characters has room for; cut at a word where that is next to nothing."""
    if len(text) <= limit:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[: limit + 1])]
    return text[: ends[-1]] if ends and ends[-1] > limit / 3 else shorten(text, limit)
