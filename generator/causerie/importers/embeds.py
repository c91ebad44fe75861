"""Posts that a page embeds, in HTML or Markdown: X, Bluesky, Mastodon, and the shortcodes of site generators.

Where an embedded post of X has lost its address, it is named by its author, its date and its text, and has no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from html import unescape

from causerie.importers.addresses import Address, find_addresses, is_list, post_at
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.html_text import html_to_text
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json, read_text
from causerie.importers.sample import Sample, take_sample
from causerie.importers.x_posts import x_id
from causerie.model.post import Author, Link, Post
from causerie.problems import Problem

_LONGEST = 50_000  # characters of one embedded post, with all its markup
_LONGEST_NAME = 1_000  # characters that say who wrote it, and when
_EMBED = re.compile(
    r"<blockquote\b[^<>]{0,2000}?\bclass=[\"']?[^\"'<>]{0,200}?"
    r"(?P<kind>twitter-tweet|twitter-video|bluesky-embed|mastodon-embed)[^<>]{0,2000}>"
    r"|(?P<frame><(?:iframe|twitter-widget)\b[^<>]{0,4000}>)"
    r"|\{(?:\{[<%]|%)-?\s*(?:tweet|twitter\w*|x|x_simple|bluesky|mastodon|toot|embed|include\s+\w*tweet\w*\.html)\s"
    r"(?P<code>[^{}]*?)-?[>%]\}\}?"
    r"|^[ \t]*>[ \t]*\[(?P<quoted>(?:[^\n]|\n(?![ \t]*\n)){1,2000}?)\]\((?P<quoted_at>https?://[^\s)]+)\)[ \t]*$"
    r"|^[ \t]*(?P<alone>https?://[^\s<>]+)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"</blockquote\s*>|<blockquote\b", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b(?P<has>[^>]*)>(?P<html>.*?)(?:</p\s*>|(?=<p\b)|\Z)", re.IGNORECASE | re.DOTALL)
_IN_TEXT = re.compile(r"(?P<text>.*)(?P<rest>(?:&mdash;|&#8212;|\u2014)(?:(?!</p>).)*?@.*)\Z", re.DOTALL)
_ATTRIBUTION = re.compile(
    r"(?:[\u2014\u2013]|--)?\s*(?P<name>[^\u2014]*?)\s*\(\s*@(?P<handle>[\w.:-]+)\s*\)\s*(?P<date>.*)"
)
_LANGUAGE = re.compile(r"\blang=[\"']?([\w-]+)", re.IGNORECASE)
_REPLY = re.compile(r"\bdata-in-reply-to=[\"']?(\d+)", re.IGNORECASE)
_NATIVE = re.compile(r"(?:\bdata-tweet-id=[\"']?|\bid=[\"']?|^\W*|\s)(\d{2,20})\b", re.IGNORECASE)
_USER = re.compile(r"\buser=[\"']?@?(\w+)", re.IGNORECASE)
_LINK = re.compile(r"<a\b[^>]*\bhref=[\"'](?P<url>[^\"']+)[\"'][^>]*>(?P<shown>.*?)</a>", re.IGNORECASE | re.DOTALL)
_OF_PLATFORM = re.compile(  # hashtags, mentions and searches: links that no author wrote
    r"https?://(?:(?:www\.|mobile\.)?(?:twitter|x)\.com|bsky\.app)/(?!\w+/status|profile/[^/]+/post/)", re.IGNORECASE
)
_OWN = re.compile(r"(?:\s*(?:(?:https?://)?pic\.(?:twitter|x)\.com/\w+|\[image or embed\]))+\s*\Z", re.IGNORECASE)
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*>+[ \t]?")  # Markdown's, before the lines of what stands in a quote
_SPACE = re.compile(r"[ \t\r\n]+")


def _recognise(sample: Sample) -> bool:
    if sample.element:
        text = str(sample.element.get("html") or "")
    else:
        text = sample.text
        if is_list(text) or re.search(r"\{%-?\s*irc\b|[\"' ]s-element\b", text):
            return False
    is_page = text.lstrip("\ufeff \r\n").startswith(("<", "---", "# "))
    return any(is_page or embed["alone"] is None for embed in _find_embeds(text))


def _find_embeds(text: str) -> Iterator[re.Match[str]]:
    """Where a text embeds something that says itself a post, or an address of one."""
    for embed in _EMBED.finditer(text):
        line_before = text[text.rfind("\n", 0, max(0, embed.start() - 1)) + 1 : embed.start()]
        if embed["quoted"] and line_before.lstrip().startswith(">"):  # the source of a quote, not a post
            continue
        plain = embed["alone"] or embed["quoted_at"] or embed["frame"]
        if embed["kind"] or _read_code(embed) or (plain and next(find_addresses(plain), None) is not None):
            yield embed


def _read(file: ExportFile, export: Export) -> Reading:
    seen: set[str] = set()
    for first_line, text in _texts(file):
        if isinstance(text, Problem):
            yield text
            continue
        line, counted, end = first_line, 0, 0
        for embed in _find_embeds(text):
            if embed.start() < end:  # within an embedded post
                continue
            line, counted = line + text.count("\n", counted, embed.start()), embed.start()
            inner, end = _inside(text, embed)
            post = _read_embed(embed, inner)
            if post is None:
                yield fault(file, line, "what is embedded here names no post, and was passed over.")
            elif post.id not in seen:
                seen.add(post.id)
                if not post.url:
                    lost = f"the post of @{post.author.handle} has lost its address, and so its time. Add the address."
                    yield fault(file, line, lost)
                yield Found(post=post)


def _texts(file: ExportFile) -> Iterator[tuple[int, str | Problem]]:
    """The pages of a file: itself, or what an oEmbed service answered."""
    if not take_sample(file).element:
        yield 1, read_text(file)
        return
    for value in read_json(file):
        if isinstance(value, Problem):
            yield value.line, value
        elif isinstance(value[1], dict) and isinstance(html := value[1].get("html"), str):
            yield value[0], html


def _inside(text: str, embed: re.Match[str]) -> tuple[str, int]:
    """What stands in an embedding blockquote, up to its end or the next one, and where that is."""
    if not embed["kind"]:
        return "", embed.end()
    close = _END.search(text, embed.end(), embed.end() + _LONGEST)
    end = close.start() if close else min(len(text), embed.end() + _LONGEST)
    return text[embed.end() : end], end


def _read_embed(embed: re.Match[str], inner: str) -> Post | None:
    kind = (embed["kind"] or "").lower()
    if kind.startswith(("twitter", "bluesky")):
        return _read_quoted(embed[0], inner, "x" if kind.startswith("twitter") else "bluesky")
    if embed["quoted"]:
        address = next(find_addresses(embed["quoted_at"]))
        text = _QUOTE_MARK.sub("", embed["quoted"])
        return replace(post_at(address), text=re.sub(r"\\([<>\[\]()*_#\\])", r"\1", text))
    address_or_none = _read_code(embed) or next(find_addresses(embed[0]), None)
    return post_at(address_or_none) if address_or_none else None


def _read_code(embed: re.Match[str]) -> Address | None:
    """The post that a shortcode or a frame names: by its address, or by a mere id, which is of X."""
    code = embed["code"]
    if code is None and (embed["frame"] is None or "data-tweet-id" not in embed["frame"]):
        return None
    text = unescape(code if code is not None else embed["frame"])
    if (address := next(find_addresses(text), None)) is not None:
        return address
    found = _NATIVE.search(text)
    if found is None or not (code is None or re.match(r".{0,6}(?:tweet|twitter|x|include)", embed[0], re.DOTALL)):
        return None
    user = _USER.search(text)
    return next(find_addresses(f"https://x.com/{user[1] if user else 'i'}/status/{found[1]}"), None)


def _read_quoted(tag: str, inner: str, platform: str) -> Post | None:
    """The post of a blockquote: a paragraph with its text, then who wrote it, and when, linked to its address."""
    html, rest, has = _split(inner)
    address = _last(find_addresses(unescape(rest)), platform) or _last(find_addresses(unescape(tag)), platform)
    if platform == "bluesky":
        address = _last(find_addresses(unescape(tag)), platform) or address
    said = _ATTRIBUTION.search(_SPACE.sub(" ", html_to_text(rest))[:_LONGEST_NAME])
    handle = said["handle"] if said else address.author.handle if address else ""
    text = _read_text(html, platform)
    if address is None and (platform != "x" or not handle or not text):
        return None
    author = replace(address.author if address else Author(), handle=handle, name=said["name"] if said else "")
    lang = _LANGUAGE.search(has)
    reply = _REPLY.search(tag)
    return Post(
        platform=platform,
        id=address.id if address else _name_without_address(handle, said["date"] if said else "", text),
        url=address.url if address else "",
        author=author,
        posted=address.posted if address else None,
        text=text,
        lang=lang[1] if lang else "",
        reply_to=x_id(reply[1]) if reply else "",
        links=_read_links(html),
    )


def _split(inner: str) -> tuple[str, str, str]:
    """The HTML of a post's text, that of what stands behind it, and the attributes of its paragraph."""
    paragraph = _PARAGRAPH.search(inner)
    html, rest = (paragraph["html"], inner[paragraph.end() :]) if paragraph else (inner, "")
    if "@" not in rest and (found := _IN_TEXT.match(html)) is not None:
        html, rest = found["text"], found["rest"] + rest
    return html, rest, paragraph["has"] if paragraph else ""


def _last(addresses: Iterator[Address], platform: str) -> Address | None:
    found = [address for address in addresses if address.platform == platform]
    return found[-1] if found else None


def _read_text(html: str, platform: str) -> str:
    """The text as people read it; a line end is a space in an embed of X, and a line end in one of Bluesky."""
    html = _QUOTE_MARK.sub("", html.strip())
    html = html.replace("\r\n", "\n").replace("\n", "<br>") if platform == "bluesky" else _SPACE.sub(" ", html)
    return _OWN.sub("", html_to_text(html))


def _read_links(html: str) -> tuple[Link, ...]:
    links = ((unescape(link["url"]), html_to_text(link["shown"])) for link in _LINK.finditer(html))
    return tuple(Link(url) for url, shown in links if not _OF_PLATFORM.match(url) and not _OWN.match(shown))


def _name_without_address(handle: str, date: str, text: str) -> str:
    """An id that stays the same however often, and wherever, the post is embedded without its address."""
    name = "\n".join((handle.lower(), _SPACE.sub(" ", date), _SPACE.sub(" ", text)))
    return f"x:embed-{blake2b(name.encode(), digest_size=6).hexdigest()}"


IMPORTERS = (Importer(name="embeds", title="page with embedded posts", recognise=_recognise, read=_read),)
