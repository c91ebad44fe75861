"""Gathers the links that a session shared: each once, without what only follows its readers around."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from causerie.drafting.assigned import Assignment
from causerie.drafting.chaff import is_advertising
from causerie.drafting.hour import Hour
from causerie.drafting.participants import Participants
from causerie.frozen import frozen
from causerie.model.links import canonical_url, link_key, links_of
from causerie.model.post import Link, Post
from causerie.model.session import Session
from causerie.records.names import account_at, account_keys, names_of, post_name
from causerie.records.schema_addresses import read_web_address

MOST = 20
_HASHTAG_PAGE = re.compile(
    r"(?://(?:(?:x|twitter)\.com/(?:hashtag/|search)|bsky\.app/(?:hashtag/|search)|(?:instagram\.com/explore|[^/]+)/tags?/"
    r"|(?:facebook|linkedin)\.com/(?:feed/)?hashtag/|threads\.(?:net|com)/(?:search|tag/))|/tagged/)",
    re.IGNORECASE,
)
_PICTURE_OF_POST = re.compile(r"//pic\.(?:x|twitter)\.com/|/(?:photo|video)/\d+/?\Z|//(?:video|pbs)\.twimg\.com/")


@frozen(kw_only=True)
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


def _links_of(post: Post) -> Iterator[Link]:
    """A post's links, also those that stand only in its text; none that a recap may not link to."""
    return (link for link in links_of(post) if _is_good(link.url))


def _is_good(url: str) -> bool:
    try:
        return bool(read_web_address(canonical_url(url)))
    except ValueError:
        return False


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
