"""The way into a session: where its hashtag is read and written on each platform, and its links for calendars.

Pages, calendars and feeds show these links; nothing is asked of any platform.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import quote, urlencode

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.chat import Chat, Venue
from causerie.model.platform import Platform, platform_name
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths

# What shows a hashtag, and what begins a post with it. Bluesky: https://docs.bsky.app/docs/advanced-guides/intent-links;
# X: https://docs.x.com/x-for-websites/web-intents/overview (`f=live` is the newest first).
_LINKS: Mapping[str, tuple[str, str]] = {
    Platform.MASTODON: ("https://{place}/tags/{tag}", "https://{place}/share?text={marked}"),
    Platform.BLUESKY: ("https://bsky.app/hashtag/{tag}", "https://bsky.app/intent/compose?text={marked}"),
    Platform.X: ("https://x.com/search?q={marked}&f=live", "https://x.com/intent/post?text={marked}"),
    Platform.THREADS: (
        "https://www.threads.net/search?q={marked}",
        "https://www.threads.net/intent/post?text={marked}",
    ),
    Platform.LINKEDIN: (
        "https://www.linkedin.com/search/results/content/?keywords={marked}",
        "https://www.linkedin.com/feed/?shareActive=true&text={marked}",
    ),
}


@frozen
class JoinLink:
    """One platform of a chat; an address is empty where the platform has none."""

    platform: str
    name: str  # "Bluesky"; "Mastodon (glammr.example)" where the place matters
    open: str  # shows what is written under the hashtag, without an account where the platform allows it
    compose: str  # begins a post that carries the hashtag


def join_links(chat: Chat) -> tuple[JoinLink, ...]:
    """How to take part on each of a chat's platforms, in the chat's order."""
    return tuple(_join_link(venue, chat.hashtag) for venue in chat.venues)


@lru_cache(maxsize=1024)  # a chat's links stand on every page of it
def _join_link(venue: Venue, hashtag: str) -> JoinLink:
    name = platform_name(venue.platform)
    if venue.platform not in _LINKS:
        return _other_place(venue, name)
    place = ""
    if venue.platform == Platform.MASTODON:
        place = _host(venue.place)
        if not place:  # every instance shows other posts, so none is chosen for the host
            return JoinLink(venue.platform, name, "", "")
        name = f"{name} ({place})"
    tag, marked = quote(hashtag, safe=""), quote(f"#{hashtag}", safe="")
    show, compose = (pattern.format(tag=tag, marked=marked, place=place) for pattern in _LINKS[venue.platform])
    return JoinLink(venue.platform, name, show, compose)


def answer_links(chat: Chat, text: str) -> tuple[JoinLink, ...]:
    """Ways to begin a post with a text of ours, on each of a chat's platforms that knows one; the hashtag is added."""
    marked = quote(f"{text} #{chat.hashtag}".strip(), safe="")
    links = []
    for venue, join in zip(chat.venues, join_links(chat), strict=True):
        if join.compose:
            _, pattern = _LINKS[venue.platform]
            links.append(replace(join, compose=pattern.format(marked=marked, place=_host(venue.place))))
    return tuple(links)


def compose_link(venue: Venue, text: str) -> str:
    """Begins a post with this very text; empty where the platform has no address for that, or nobody knows where."""
    place = _host(venue.place)
    if venue.platform not in _LINKS or (venue.platform == Platform.MASTODON and not place):
        return ""
    return _LINKS[venue.platform][1].format(marked=quote(text, safe=""), place=place)


def _other_place(venue: Venue, name: str) -> JoinLink:
    """A platform that the program does not know: its place is an address, or words to look it up by."""
    if venue.place.startswith(("https://", "http://")):
        return JoinLink(venue.platform, name, venue.place, "")
    return JoinLink(venue.platform, f"{name} ({venue.place})" if venue.place else name, "", "")


def _host(place: str) -> str:
    """The bare host of a Mastodon instance, however it was written."""
    return quote(place.strip().removeprefix("https://").removeprefix("http://").strip("/@").split("/")[0], safe=".:-")


def event_title(session: Session) -> str:
    """A session's title where its chat is not near: "#MuseumHour: Who writes the label?"."""
    speech = speak(session.language)
    title = session.title or speech.text("Topic to be announced")
    return speech.text("#%(hashtag)s: %(title)s", hashtag=session.chat.hashtag, title=title)


def event_location(session: Session) -> str:
    """Where a session takes place, in words: "#MuseumHour on Mastodon (glammr.example), Bluesky and X"."""
    hashtag = f"#{session.chat.hashtag}"
    names = [link.name for link in join_links(session.chat)]
    if not names:
        return hashtag
    speech = speak(session.language)
    return speech.text("%(hashtag)s on %(platforms)s", hashtag=hashtag, platforms=speech.listing(names))


def google_link(session: Session, settings: Settings) -> str:
    """Adds a session to a Google calendar, once; a subscription is what follows changes."""
    return _query(
        "https://calendar.google.com/calendar/render",
        {
            "action": "TEMPLATE",
            "text": event_title(session),
            "dates": f"{_compact(session.start)}/{_compact(session.end)}",
            "details": _page(session, settings),
            "location": event_location(session),
        },
    )


def outlook_link(session: Session, settings: Settings) -> str:
    """Adds a session to an Outlook.com calendar, once."""
    return _query(
        "https://outlook.live.com/calendar/0/deeplink/compose",
        {
            "path": "/calendar/action/compose",
            "rru": "addevent",
            "subject": event_title(session),
            "startdt": f"{session.start.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "enddt": f"{session.end.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "body": _page(session, settings),
            "location": event_location(session),
        },
    )


def webcal_link(address: str, settings: Settings) -> str:
    """The address that makes calendar programs subscribe, `webcal://…`; empty without a `site_url`."""
    url = settings.absolute(address) if settings.site_url else ""
    return "webcal:" + url.split(":", 1)[1] if url else ""


def _page(session: Session, settings: Settings) -> str:
    return settings.absolute(paths.session_address(session)) if settings.site_url else ""


def _compact(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _query(base: str, values: Mapping[str, str]) -> str:
    """An address with a query; spaces as %20, because Outlook shows '+' as it is."""
    return f"{base}?{urlencode({key: value for key, value in values.items() if value}, quote_via=quote, safe='')}"
