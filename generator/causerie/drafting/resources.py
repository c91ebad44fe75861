"""Gathers the links that a session shared: each once, without what only follows its readers around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from causerie.drafting.assigned import Assignment
from causerie.drafting.chaff import is_advertising
from causerie.drafting.hour import Hour
from causerie.drafting.participants import Participants, account_keys
from causerie.model.post import Link, Post
from causerie.model.session import Session
from causerie.records.names import account_at, names_of, post_name
from causerie.records.schema_addresses import read_web_address
from causerie.text import clean_line

MOST = 20
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
_TRAILING = ".,;:!?…'\"’”»*_"
_HASHTAG_PAGE = re.compile(
    r"(?://(?:(?:x|twitter)\.com/(?:hashtag/|search)|bsky\.app/(?:hashtag/|search)|(?:instagram\.com/explore|[^/]+)/tags?/"
    r"|(?:facebook|linkedin)\.com/(?:feed/)?hashtag/|threads\.(?:net|com)/(?:search|tag/))|/tagged/)",
    re.IGNORECASE,
)
_PICTURE_OF_POST = re.compile(r"//pic\.(?:x|twitter)\.com/|/(?:photo|video)/\d+/?\Z|//(?:video|pbs)\.twimg\.com/")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLink:
    """An address that people shared."""

    url: str
    title: str = ""
    post: Post  # that shared it first
    sharers: int = 1  # people


def gather_links(
    assignment: Assignment,
    session: Session,
    people: Participants,
    hour: Hour,
    own_site: str = "",
    most: int = MOST,
) -> tuple[SharedLink, ...]:
    """The shared links, those of most people first, then by time.

    Links to the session's own posts and people, to hashtags, to the chat's own site and to what the session's page
    links already are left out, and so are those of advertisements and of posts that their authors want hidden.
    """
    own_posts = {name for each in assignment.posts for name in names_of(each.post)}
    accounts = {key for each in assignment.posts for key in account_keys(each.post)}
    known = {link_key(link.url) for link in session.links}
    found: dict[str, SharedLink] = {}
    sharers: dict[str, set[str]] = {}
    for post in (each.post for each in assignment.posts):
        if post.sensitive or not hour.has(post) or is_advertising(post):
            continue
        for link in _links_of(post):
            key = link_key(link.url)
            if key in known or _is_of_chat(link.url, post, own_posts, accounts, own_site):
                continue
            link = replace(link, url=canonical_url(link.url))
            former = found.setdefault(key, SharedLink(url=link.url, title=link.title, post=post))
            is_safer = link.url.startswith("https:") and former.url.startswith("http:")
            found[key] = replace(
                former,
                url=f"https:{former.url.partition(':')[2]}" if is_safer else former.url,
                title=former.title or link.title,
            )
            sharers.setdefault(key, set()).add(people.name(post))
    links = [replace(link, sharers=len(sharers[key])) for key, link in found.items()]
    links.sort(key=lambda link: -link.sharers)  # a stable sort: what was shared first stays first
    return tuple(links[:most])


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


def _links_of(post: Post) -> Iterator[Link]:
    """A post's links, also those that stand only in its text; none that a recap may not link to."""
    return (link for link in _every_link(post) if _is_good(link.url))


def _is_good(url: str) -> bool:
    try:
        return bool(read_web_address(canonical_url(url)))
    except ValueError:
        return False


def _every_link(post: Post) -> Iterator[Link]:
    seen = set()
    for link in post.links:
        if link.url.startswith(("http://", "https://")) and "…" not in link.url:
            seen.add(link_key(link.url))
            title = clean_line(link.title)
            yield Link(link.url, "" if "://" in title or link_key(link.url).startswith(title.rstrip("/…")) else title)
    for url in (_without_end(found[0]) for found in _URL.finditer(post.text) if "…" not in found[0]):
        if link_key(url) not in seen:
            seen.add(link_key(url))
            yield Link(url)


def _without_end(url: str) -> str:
    """An address of a text without the punctuation behind it; a closing bracket stays where one is opened in it."""
    while url and (url[-1] in _TRAILING or (url[-1] == ")" and url.count(")") > url.count("("))):
        url = url[:-1]
    return url


def _is_of_chat(url: str, post: Post, own_posts: Collection[str], accounts: Collection[str], own_site: str) -> bool:
    """Whether an address leads to the session's posts, pictures or people, to a hashtag, or to the chat's own site."""
    if post_name(url) in own_posts or _HASHTAG_PAGE.search(url.replace("//www.", "//")) or _PICTURE_OF_POST.search(url):
        return True
    if url in (media.url for media in post.media if media.url):
        return True
    account = account_at(url)
    if (
        account
        and account.casefold() in accounts
        and urlsplit(url).path.strip("/").count("/") == (1 if account.startswith("bluesky:") or "/users/" in url else 0)
    ):
        return True
    site = link_key(own_site) if own_site else ""
    return bool(site) and (link_key(url) == site or link_key(url).startswith(f"{site}/"))
