"""Links that a page offers beside its text: adding a session to a calendar, subscribing, passing a page on."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.platform import Platform, platform_name
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import event_title, google_link, outlook_link, webcal_link


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledLink:
    """A link with its words: `href` leads away, `address` stays on the site."""

    label: str
    href: str = ""
    address: str = ""
    hint: str = ""
    platform: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How to follow a chat or the whole site."""

    webcal: str  # empty while the published address is unknown
    calendar_url: str
    feeds: tuple[LabelledLink, ...]


def calendar_links(session: Session, settings: Settings, speech: Speech) -> tuple[LabelledLink, ...]:
    """The ways to get one session into a calendar: the subscription first, because it follows changes."""
    chat_calendar = paths.chat_calendar(session.chat)
    links = []
    if settings.site_url:
        subscribe = speech.text("Subscribe to #%(hashtag)s", hashtag=session.chat.hashtag)
        hint = speech.text("follows changes")
        links.append(LabelledLink(label=subscribe, href=webcal_link(chat_calendar, settings), hint=hint))
        if session.is_written:
            label = speech.text("This session (.ics)")
            links.append(LabelledLink(label=label, address=paths.session_calendar(session)))
    links.append(LabelledLink(label="Google Calendar", href=google_link(session, settings)))
    links.append(LabelledLink(label="Outlook", href=outlook_link(session, settings)))
    return tuple(links)


def subscription(settings: Settings, speech: Speech, chat: Chat | None = None) -> Subscription:
    """How to follow a chat, or every chat of the site."""
    calendar = paths.chat_calendar(chat) if chat else paths.CALENDAR
    return Subscription(
        webcal=webcal_link(calendar, settings),
        calendar_url=settings.absolute(calendar) if settings.site_url else "",
        feeds=feed_links(speech, paths.chat_address(chat) if chat else "") if settings.site_url else (),
    )


def feed_links(speech: Speech, base: str) -> tuple[LabelledLink, ...]:
    """The feeds below an address: a chat's, or '' for those of the site; only published where a `site_url` is known."""
    rss, atom, json = "application/rss+xml", "application/atom+xml", "application/feed+json"
    return (
        LabelledLink(label=speech.text("Everything"), address=base + "feed.xml", type=rss, hint="RSS"),
        LabelledLink(label=speech.text("Announcements"), address=base + "announcements.xml", type=rss, hint="RSS"),
        LabelledLink(label=speech.text("Recaps"), address=base + "recaps.xml", type=rss, hint="RSS"),
        LabelledLink(label=speech.text("Everything"), address=base + "feed.atom", type=atom, hint="Atom"),
        LabelledLink(label=speech.text("Everything"), address=base + "feed.json", type=json, hint="JSON"),
    )


def share_links(session: Session, settings: Settings, speech: Speech) -> tuple[LabelledLink, ...]:
    """Ways to pass a session's page on; each opens a prepared post that a person sends."""
    title = event_title(session)
    url = settings.absolute(paths.session_address(session)) if settings.site_url else ""
    text = quote(f"{title} {url}".strip(), safe="")
    instance = next((v.place for v in session.chat.venues if v.platform == Platform.MASTODON and v.place), "")
    links = []
    if instance:
        links.append(_share(Platform.MASTODON, f"https://{quote(instance, safe='.:-')}/share?text={text}"))
    links.append(_share(Platform.BLUESKY, f"https://bsky.app/intent/compose?text={text}"))
    links.append(_share(Platform.X, f"https://x.com/intent/post?text={text}"))
    mail = f"mailto:?subject={quote(title, safe='')}&body={quote(url, safe='')}"
    links.append(LabelledLink(label=speech.text("E-mail"), href=mail, platform="mail"))
    return tuple(links)


def _share(platform: Platform, href: str) -> LabelledLink:
    return LabelledLink(label=platform_name(platform), href=href, platform=platform.value)


def contact_link(settings: Settings) -> LabelledLink | None:
    """Where people ask to be taken out: a mail address, or the address of a page."""
    contact = settings.contact.strip()
    if not contact:
        return None
    is_mail = "@" in contact and "://" not in contact and not contact.startswith("mailto:")
    return LabelledLink(label=contact, href=f"mailto:{contact}" if is_mail else contact)
