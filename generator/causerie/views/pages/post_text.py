"""A post's plain text as HTML: links, hashtags and mentions found again, everything else escaped."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from causerie.model.links import split_trailing
from causerie.model.platform import Platform, profile_url
from causerie.model.post import Post

_TOKEN = re.compile(  # each way begins with its character: so Python looks at no other place, and only then behind it
    r"h(?P<url>ttps?://[^\s<>\"“”«»]+)"
    r"|#(?<![\w&/]#)(?P<hashtag>\w*[^\W\d_]\w*)"
    # as the platforms do: a handle is of Latin letters without accents, and other scripts may touch it
    r"|@(?a:(?<![\w@/.\xc0-\u024f]@)(?P<mention>\w(?:[\w.-]*\w)?"
    r"(?:@[\w\xc0-\u024f](?:[\w\xc0-\u024f.-]*[\w\xc0-\u024f])?)?)(?![\w\xc0-\u024f]))(?!@\w)"
)
_BLANK_LINES = re.compile(r"\n\s*\n")
_SHOWN = 42  # characters of an address that a reader can take in


def text_html(post: Post) -> Markup:
    """Paragraphs of a post with its links, hashtags and mentions."""
    paragraphs = [part for part in _BLANK_LINES.split(post.text.strip()) if part.strip()]
    lines = ["<br>".join([_line_html(line, post) for line in part.split("\n")]) for part in paragraphs]
    return Markup("".join(f"<p>{line}</p>" for line in lines))  # noqa: S704 - each piece of a line is escaped below


def _line_html(line: str, post: Post) -> str:
    pieces: list[str] = []
    end = 0
    for match in _TOKEN.finditer(line):
        pieces.append(escape(line[end : match.start()]))
        end = match.end()
        url, hashtag, mention = match.groups()
        if url:
            address, rest = split_trailing("h" + url)
            pieces += (_link(address, shown_address(address)), escape(rest))
        elif hashtag:
            pieces.append(_hashtag_link(post.platform, _instance(post), hashtag))
        else:
            pieces.append(_link(_mention_url(post, mention), "@" + mention))
    if end < len(line):
        pieces.append(escape(line[end:]))
    return "".join(pieces)


@lru_cache(maxsize=4096)  # a chat's own hashtag is in nearly every post
def _hashtag_link(platform: str, instance: str, hashtag: str) -> str:
    return _link(_hashtag_url(platform, instance, hashtag), "#" + hashtag)


def _hashtag_url(platform: str, instance: str, hashtag: str) -> str:
    """Where a hashtag leads on a platform, or '' where that is unknown."""
    tag = quote(hashtag, safe="")
    match platform:
        case Platform.MASTODON:
            return f"https://{instance}/tags/{tag}" if instance else ""
        case Platform.BLUESKY:
            return f"https://bsky.app/hashtag/{tag}"
        case Platform.X:
            return f"https://x.com/hashtag/{tag}"
        case _:
            return ""


def _mention_url(post: Post, handle: str) -> str:
    if post.platform == Platform.MASTODON and "@" not in handle:
        instance = _instance(post)
        handle = f"{handle}@{instance}" if instance else ""
    if post.platform == Platform.BLUESKY and ("." not in handle or "@" in handle):
        return ""
    if post.platform == Platform.X and not re.fullmatch(r"\w+", handle):
        return ""  # a handle of another platform, mentioned in passing
    return profile_url(post.platform, handle)


def _instance(post: Post) -> str:
    """The Mastodon instance of a post's author; '' on other platforms."""
    if post.platform != Platform.MASTODON:
        return ""
    return post.author.handle.partition("@")[2] or urlsplit(post.url).netloc


def _link(address: str, shown: str) -> str:
    if not address:
        return escape(shown)
    return f'<a href="{escape(address)}" rel="nofollow ugc noopener">{escape(shown)}</a>'


def shown_address(url: str) -> str:
    """An address as readers take it in: without its scheme, and not longer than a line."""
    shown = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
