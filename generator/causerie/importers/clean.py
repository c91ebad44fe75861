"""The border: what an importer found, cleaned so that a transcript can hold it, whatever an export said."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

from causerie.clock import YEARS
from causerie.model.platform import bare_handle
from causerie.model.post import Author, Link, Media, Post
from causerie.records.schema_addresses import read_web_address
from causerie.text import clean_line, clean_text, find_hashtags

LONGEST = 100_000  # characters of a text that still is a post
_MOST = 10**15  # nothing was ever liked as often
_BLANK_LINES = re.compile(r"\n{3,}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_UNKNOWN = ("und", "zxx", "qme", "qst", "qht", "qam", "qct", "art")  # what X says where it knows no language


def clean_post(post: Post, *, is_cut: bool = False) -> Post:
    """The post with clean texts, good addresses and the hashtags of its text. Raises ValueError for what is none.

    A text that was cut off ends with `…`: so everybody sees it, and the next import knows that a whole one is better.
    """
    name = clean_line(post.id)
    platform = clean_line(post.platform).lower()
    if not name or not platform or any(char.isspace() for char in name):
        raise ValueError("it has no id")
    text = _BLANK_LINES.sub("\n\n", clean_text(post.text)).strip()
    if is_cut and text and not text.endswith("…"):
        text += "…"
    if len(text) > LONGEST:
        raise ValueError(f"its text has {len(text):,} characters, which is no post")
    links = {link.url: link for link in map(_clean_link, post.links) if link.url}
    media = tuple(each for each in map(_clean_media, post.media) if each.url or each.file or each.alt)
    url = _clean_address(post.url)
    if not text and not media and not url:
        raise ValueError("it has neither a text nor an address")
    return replace(
        post,
        id=name,
        platform=platform,
        url=url,
        author=_clean_author(post.author),
        posted=_clean_time(post.posted),
        text=text,
        lang=_clean_language(post.lang),
        reply_to=clean_line(post.reply_to),
        quote_of=clean_line(post.quote_of),
        hashtags=find_hashtags(text),
        links=tuple(links.values()),
        media=media,
        likes=_clean_count(post.likes),
        reposts=_clean_count(post.reposts),
        replies=_clean_count(post.replies),
        quotes=_clean_count(post.quotes),
        impressions=_clean_count(post.impressions),
    )


def _clean_author(author: Author) -> Author:
    return Author(
        handle=bare_handle(clean_line(author.handle)),
        name=clean_line(author.name),
        id=clean_line(author.id),
        url=_clean_address(author.url),
        avatar=_clean_address(author.avatar),
    )


def _clean_link(link: Link) -> Link:
    return Link(_clean_address(link.url), clean_line(link.title))


def _clean_media(media: Media) -> Media:
    return replace(media, url=_clean_address(media.url), alt=clean_text(media.alt).strip(), type=clean_line(media.type))


def _clean_time(when: datetime | None) -> datetime | None:
    """A time that a post can have: some tools write the year 1 for none, and some people write what they like."""
    return when if when and when.year in YEARS and when.astimezone(UTC).year in YEARS else None


def _clean_address(text: str) -> str:
    """An address that a page may link to, else ''."""
    address = clean_line(text)
    try:
        return read_web_address(address) if address else ""
    except ValueError:
        return ""


def _clean_language(text: str) -> str:
    language = clean_line(text)
    return language if _LANGUAGE.match(language) and language.lower() not in _UNKNOWN else ""


def _clean_count(number: int | None) -> int | None:
    return number if number is not None and 0 <= number < _MOST else None
