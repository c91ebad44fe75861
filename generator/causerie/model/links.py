"""Addresses that people share: which two are the same, and which a post holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from causerie.frozen import frozen
from causerie.model.platform import bare_handle
from causerie.model.post import Link, Post
from causerie.text import clean_line

_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|msclkid|twclid|ttclid|li_fat_id|yclid|igsh|igshid|mc_cid|mc_eid"
    r"|ref_src|ref_url|mkt_tok|_hsenc|_hsmi|__hs\w+|vero_id|oly_\w+|wt_mc|wt\.mc_id|piwik_\w+|pk_\w+|mtm_\w+|s_cid|cmpid"
    r"|at_(?:medium|campaign|custom\d|link_\w+)|xtor|_ga|_gl|trk|trackingid|share_id|smid|spm|sr_share|ncid|cmp",
    re.IGNORECASE,
)
_TRACKING_OF = {  # parameters that only some sites use so
    "x.com": {"s", "t", "cn", "refsrc"},
    "twitter.com": {"s", "t", "cn", "refsrc"},
    "youtube.com": {"si", "feature", "pp", "ab_channel"},
    "youtu.be": {"si", "feature"},
    "open.spotify.com": {"si", "nd"},
    "linkedin.com": {"rcm", "originalsubdomain"},
    "medium.com": {"source", "sk"},
}
_URL = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_TRAILING = ".,;:!?…'\"’”»"


@frozen
class SharedLink:
    """How many posts share a link, and the handles of those who wrote them."""

    key: str  # as `link_key` gives it
    posts: int
    people: tuple[str, ...]


def canonical_url(url: str) -> str:
    """An address without tracking parameters, with its host in small letters and no slash at its end."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        is_usual = (parts.scheme, parts.port) in (("http", 80), ("https", 443))
        port = f":{parts.port}" if parts.port and not is_usual else ""
    except ValueError:
        return url.strip()
    asked = parse_qsl(parts.query, keep_blank_values=True)
    bare = host.removeprefix("www.").removeprefix("m.")
    kept = [
        (name, value)
        for name, value in asked
        if not _TRACKING.fullmatch(name) and name.casefold() not in _TRACKING_OF.get(bare, ())
    ]
    query = parts.query if len(kept) == len(asked) else urlencode(kept)
    fragment = "" if parts.fragment.startswith((":~:", ".")) or _TRACKING.match(parts.fragment) else parts.fragment
    path = parts.path.rstrip("/")
    shown = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme.casefold(), shown + port, path or "/" * bool(query or fragment), query, fragment))


def link_key(url: str) -> str:
    """What two spellings of an address have in common: http or https, with www or without."""
    bare = canonical_url(url).partition("://")[2]
    return unquote(bare.removeprefix("www."))


def links_of(post: Post) -> Iterator[Link]:
    """A post's links, each once, also those that stand only in its text; none that was cut off."""
    seen = set()
    for link in post.links:
        if link.url.startswith(("http://", "https://")) and "…" not in link.url:
            seen.add(link_key(link.url))
            title = clean_line(link.title)
            yield Link(link.url, "" if "://" in title or link_key(link.url).startswith(title.rstrip("/…")) else title)
    for url in (split_trailing(found[0])[0] for found in _URL.finditer(post.text) if "…" not in found[0]):
        if link_key(url) not in seen:
            seen.add(link_key(url))
            yield Link(url)


@dataclass(slots=True)
class LinkTally:
    """Counts who shares certain links, one post after the other; `wanted` are their keys."""

    wanted: Collection[str]
    _posts: Counter[str] = field(default_factory=Counter)
    _people: dict[str, dict[str, None]] = field(default_factory=dict)

    def add(self, post: Post) -> None:
        """Count a post."""
        if not self.wanted or not (post.links or "://" in post.text):
            return
        for key in {link_key(link.url) for link in links_of(post)}.intersection(self.wanted):
            author = post.author
            self._posts[key] += 1
            name = bare_handle(author.handle).casefold() or f"{post.platform} {author.id or author.name}"
            self._people.setdefault(key, {})[name] = None

    def finish(self) -> tuple[SharedLink, ...]:
        """What was counted."""
        return tuple(SharedLink(key, self._posts[key], tuple(people)) for key, people in sorted(self._people.items()))


def split_trailing(url: str) -> tuple[str, str]:
    """An address of a text and the punctuation behind it; a closing bracket stays where one is opened in it."""
    end = len(url)
    while end and (url[end - 1] in _TRAILING or (url[end - 1] == ")" and url[:end].count("(") < url[:end].count(")"))):
        end -= 1
    return url[:end], url[end:]
