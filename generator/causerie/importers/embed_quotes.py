"""The post of an embedding blockquote of X or Bluesky: its text, then who wrote it, and when, linked to its address.

Editors of sites change such a blockquote in many ways; what is left is told apart by the dash before the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from html import unescape

from causerie.frozen import frozen
from causerie.importers.addresses import Address, find_addresses
from causerie.importers.html_text import html_to_text
from causerie.importers.x_posts import x_id
from causerie.model.post import Author, Link, Post
from causerie.text import cut_ends

_LONGEST_NAME = 1_000  # characters that say who wrote it, and when
_PARAGRAPH = re.compile(r"<p\b(?P<has>[^>]*)>(?P<html>.*?)(?:</p\s*>|(?=<p\b)|\Z)", re.IGNORECASE | re.DOTALL)
_DASH = r"(?:&[mn]dash;|&#821[12];|[\u2014\u2013]|--?)"
_LINE_WITH_DASH = re.compile(rf"(?:<br\s*/?>|</p\s*>|\n|\A)\s*(?={_DASH}\s)", re.IGNORECASE)
_LONG_DASH = re.compile(r"&mdash;|&#8212;|\u2014")
_HANDLE = re.compile(r"\(\s*(?:<a\b[^<>]*>\s*)?@")
_BEHIND_DASH = re.compile(
    r"\s*+(?:>\s*+)?(?:[\u2014\u2013]|--?)\s*+(?P<name>.*?)\s*\(\s*@(?P<handle>[\w.:-]+)\s*\)\s*(?P<date>.*)"
)
_ATTRIBUTION = re.compile(
    r"(?:[\u2014\u2013]|--)?\s*+(?P<name>[^\u2014]*?)\s*\(\s*@(?P<handle>[\w.:-]+)\s*\)\s*(?P<date>.*)"
)
_LINK_AT_END = re.compile(r"(?:<a\b[^<>]*>[^<>]*</a\s*>|https?://\S+)\s*\Z", re.IGNORECASE)
_LANGUAGE = re.compile(r"\blang=[\"']?([\w-]+)", re.IGNORECASE)
_REPLY = re.compile(r"\bdata-in-reply-to=[\"']?(\d+)", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^<>]*\bhref=[\"'](?P<url>[^\"']+)[\"'][^<>]*>(?P<shown>.*?)</a>", re.IGNORECASE | re.DOTALL)
_OF_PLATFORM = re.compile(  # hashtags, mentions and searches: links that no author wrote
    r"https?://(?:(?:www\.|mobile\.)?(?:twitter|x)\.com|bsky\.app)/(?!\w+/status|profile/[^/]+/post/)", re.IGNORECASE
)
_OWN = re.compile(r"(?:(?:https?://)?pic\.(?:twitter|x)\.com/\w+|\[image or embed\])\Z", re.IGNORECASE)
_LONGEST_OWN = 64  # characters
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*>+[ \t]?")  # Markdown's, before the lines of what stands in a quote
_SPACE = re.compile(r"[ \t\r\n]+")


@frozen
class _Parts:
    """What a blockquote holds, as HTML: the paragraphs of the text, who wrote it, and the text's language."""

    texts: tuple[str, ...]
    rest: str
    lang: str = ""


def read_quote(tag: str, inner: str, platform: str) -> Post | None:
    """The post of a blockquote, by its tag and what stands in it; None where nothing names a post."""
    parts = _split(inner)
    html = parts.texts[0] if len(parts.texts) == 1 else "".join(f"<p>{each.strip()}</p>" for each in parts.texts)
    address = _last(find_addresses(unescape(parts.rest)), platform) or _last(find_addresses(unescape(tag)), platform)
    if platform == "bluesky":
        address = _last(find_addresses(unescape(tag)), platform) or address
    said = _read_attribution(_SPACE.sub(" ", html_to_text(parts.rest))[:_LONGEST_NAME])
    handle = said["handle"] if said else address.author.handle if address else ""
    text = _read_text(html, platform)
    if address is None and (platform != "x" or not handle or not text):
        return None
    author = replace(address.author if address else Author(), handle=handle, name=said["name"] if said else "")
    reply = _REPLY.search(tag)
    return Post(
        platform=platform,
        id=address.id if address else _name_without_address(handle, said["date"] if said else "", text),
        url=address.url if address else "",
        author=author,
        posted=address.posted if address else None,
        text=text,
        lang=parts.lang,
        reply_to=x_id(reply[1]) if reply else "",
        links=_read_links(html),
    )


def unquote(text: str) -> str:
    """A text without Markdown's signs of a quote."""
    return _QUOTE_MARK.sub("", text)


def _read_attribution(plain: str) -> re.Match[str] | None:
    """Who wrote a post, and when: a name may hold dashes, too, where one stands before it."""
    return _BEHIND_DASH.match(plain) or _ATTRIBUTION.search(plain)


def _split(inner: str) -> _Parts:
    """The text is every paragraph before the one that says who wrote it, or before what stands between them."""
    paragraphs = list(_PARAGRAPH.finditer(inner))
    lang = next((found[1] for each in paragraphs if (found := _LANGUAGE.search(each["has"]))), "")
    last_address = max((address.begin for address in find_addresses(inner)), default=-1)
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        between = inner[paragraph.end() : following.start() if following else None]
        is_end = "@" in between or _has_address(between)
        if is_end or (following and _says_who(following["html"], is_last=last_address < following.end())):
            return _Parts(tuple(each["html"] for each in paragraphs[: at + 1]), inner[paragraph.end() :], lang)
    texts = tuple(each["html"] for each in paragraphs) or (inner,)
    end = inner[paragraphs[-1].end() :] if paragraphs else ""
    at_line = _find_attribution(texts[-1])
    if at_line is None:
        return _Parts(texts, end, lang)
    return _Parts((*texts[:-1], texts[-1][:at_line]), texts[-1][at_line:] + end, lang)


def _says_who(html: str, *, is_last: bool) -> bool:
    """Whether a paragraph names an account behind a dash or beside the post's address.

    Without an address it does only where it is the last that could: where none stands behind it.
    """
    plain = _SPACE.sub(" ", html_to_text(html))[:_LONGEST_NAME]
    if _has_address(html):
        is_text = any(line.start() for line in _LINE_WITH_DASH.finditer(html))
        return _BEHIND_DASH.match(plain) is not None or (_ATTRIBUTION.match(plain) is not None and not is_text)
    return _BEHIND_DASH.match(plain) is not None and is_last


def _has_address(html: str) -> bool:
    return next(find_addresses(unescape(html)), None) is not None


def _find_attribution(html: str) -> int | None:
    """Where, in a paragraph with the text, who wrote it begins; None where that is not said.

    It begins with a dash: one that begins a line, else a long one. Where no words stand before it, a mere link to the
    post says it, too.
    """
    accounts = list(_HANDLE.finditer(html))
    end = accounts[-1].start() if accounts else html.rfind("@")
    if end >= 0:
        begin = max(0, end - _LONGEST_NAME)
        if accounts and (
            lines := [each for each in _LINE_WITH_DASH.finditer(html, begin, end) if each.start() > begin]
        ):
            return lines[-1].end()
        if dashes := list(_LONG_DASH.finditer(html, begin, end)):
            return dashes[-1].start()
    link = _LINK_AT_END.search(html)
    return link.start() if link and not html_to_text(html[: link.start()]) else None


def _last(addresses: Iterator[Address], platform: str) -> Address | None:
    found = [address for address in addresses if address.platform == platform]
    return found[-1] if found else None


def _read_text(html: str, platform: str) -> str:
    """The text as people read it; a line end is a space in an embed of X, and a line end in one of Bluesky."""
    html = unquote(html.strip())
    html = html.replace("\r\n", "\n").replace("\n", "<br>") if platform == "bluesky" else _SPACE.sub(" ", html)
    return cut_ends(html_to_text(html), _OWN, _LONGEST_OWN)


def _read_links(html: str) -> tuple[Link, ...]:
    links = ((unescape(link["url"]), html_to_text(link["shown"])) for link in _LINK.finditer(html))
    return tuple(Link(url) for url, shown in links if not _OF_PLATFORM.match(url) and not _OWN.match(shown.strip()))


def _name_without_address(handle: str, date: str, text: str) -> str:
    """An id that stays the same however often, and wherever, the post is embedded without its address."""
    name = "\n".join((handle.lower(), _SPACE.sub(" ", date), _SPACE.sub(" ", text)))
    return f"x:embed-{blake2b(name.encode(), digest_size=6).hexdigest()}"
