"""Posts that a page embeds, in HTML or Markdown: X, Bluesky, Mastodon, and the shortcodes of site generators.

Where an embedded post of X has lost its address, it is named by its author, its date and its text, and has no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from causerie.importers.addresses import Address, find_addresses, is_list, post_at
from causerie.importers.embed_codes import find_in_code, find_in_frame
from causerie.importers.embed_quotes import read_quote, unquote
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json, read_text
from causerie.importers.sample import Sample, take_sample
from causerie.model.post import Post
from causerie.problems import Problem

_LONGEST = 50_000  # characters of one embedded post, with all its markup
_EMBED = re.compile(
    r"<blockquote\b[^<>]{0,2000}?\bclass=[\"']?[^\"'<>]{0,200}?"
    r"(?P<kind>twitter-tweet|twitter-video|bluesky-embed|mastodon-embed)[^<>]{0,2000}>"
    r"|(?P<frame><(?:iframe|twitter-widget|amp-twitter|tweet)\b[^<>]{0,4000}>)"
    r"|\{(?:\{[<%]|%)-?\s*(?:tweet|twitter\w*|x|x_simple|bluesky|mastodon|toot|embed|include\s+\w*tweet\w*\.html)\s"
    r"(?P<code>[^{}]*?)-?[>%]\}\}?"
    r"|^[ \t]*>[ \t]*\[(?P<quoted>(?:[^\n]|\n(?![ \t]*\n)){1,2000}?)\]\((?P<quoted_at>https?://[^\s)]+)\)[ \t]*$"
    r"|^[ \t]*(?P<alone>https?://[^\s<>]+)[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_END = re.compile(r"</blockquote\s*>|<blockquote\b", re.IGNORECASE)


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
        plain = embed["alone"] or embed["quoted_at"]
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
        return read_quote(embed[0], inner, "x" if kind.startswith("twitter") else "bluesky")
    if embed["quoted"]:
        address = next(find_addresses(embed["quoted_at"]))
        text = unquote(embed["quoted"])
        return replace(post_at(address), text=re.sub(r"\\([<>\[\]()*_#\\])", r"\1", text))
    address_or_none = _read_code(embed) or next(find_addresses(embed[0]), None)
    return post_at(address_or_none) if address_or_none else None


def _read_code(embed: re.Match[str]) -> Address | None:
    """The post that a shortcode or a frame names."""
    if embed["code"] is not None:
        return find_in_code(embed[0], embed["code"])
    return find_in_frame(embed["frame"]) if embed["frame"] is not None else None


IMPORTERS = (Importer(name="embeds", title="page with embedded posts", recognise=_recognise, read=_read),)
