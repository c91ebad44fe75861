"""Ways to pass a page on and to reply to a quoted post: prepared posts that a person sends, and no third party."""

from __future__ import annotations

import re
from urllib.parse import quote

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.platform import Platform, platform_name
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import event_title, join_links

_X_POST = re.compile(r"https://(?:www\.|mobile\.)?(?:x|twitter)\.com/[^/?#]+/status/(\d+)")


@frozen(kw_only=True)
class ShareLink:
    """One way to pass a page on."""

    label: str
    href: str  # empty where only the visitor knows the server
    platform: str
    query: str = ""  # what a server of the visitor's own is asked, where the platform is many servers


def share_links(session: Session, settings: Settings, speech: Speech) -> tuple[ShareLink, ...]:
    """Ways to pass a session's page on, in the order of the alphabet but for mail."""
    title = event_title(session)
    url = settings.absolute(paths.session_address(session)) if settings.site_url else ""
    subject, here = quote(title, safe=""), quote(url, safe="")
    text = f"{subject}%20{here}" if url else subject
    links = [_share(Platform.BLUESKY, f"https://bsky.app/intent/compose?text={text}")]
    if url:  # LinkedIn takes nothing but an address
        links.append(_share(Platform.LINKEDIN, f"https://www.linkedin.com/sharing/share-offsite/?url={here}"))
    compose = next((each.compose for each in join_links(session.chat) if each.platform == Platform.MASTODON), "")
    server = compose.partition("?")[0]  # the chat's own; with script visitors are asked for theirs
    links.append(_share(Platform.MASTODON, f"{server}?text={text}" if server else "", f"text={text}"))
    links.append(_share(Platform.X, f"https://x.com/intent/post?text={text}"))
    links.append(ShareLink(label=speech.text("E-mail"), href=f"mailto:?subject={subject}&body={here}", platform="mail"))
    return tuple(links)


def _share(platform: Platform, href: str, query: str = "") -> ShareLink:
    return ShareLink(label=platform_name(platform), href=href, platform=platform.value, query=query)


def reply_link(post: Post) -> str:
    """Begins a reply to a post, where the platform has an address for that; elsewhere its date leads to the post.

    X: https://docs.x.com/x-for-websites/tweet-button/guides/web-intent (`in_reply_to`).
    """
    found = _X_POST.match(post.url) if post.platform == Platform.X else None
    return f"https://x.com/intent/post?in_reply_to={found[1]}" if found else ""
