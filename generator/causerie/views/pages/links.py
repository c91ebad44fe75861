"""Links that a page offers beside its text: adding a session to a calendar, subscribing."""

from __future__ import annotations

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import google_link, outlook_link, webcal_link


@frozen(kw_only=True)
class LabelledLink:
    """A link with its words: `href` leads away, `address` stays on the site."""

    label: str
    href: str = ""
    address: str = ""
    hint: str = ""
    type: str = ""


@frozen(kw_only=True)
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
    return subscription_below(paths.chat_address(chat) if chat else "", settings, speech)


def subscription_below(base: str, settings: Settings, speech: Speech) -> Subscription:
    """How to follow what has its calendar and feeds below an address: a chat, a topic, or with '' the whole site."""
    calendar = base + paths.CALENDAR
    return Subscription(
        webcal=webcal_link(calendar, settings),
        calendar_url=settings.absolute(calendar) if settings.site_url else "",
        feeds=feed_links(speech, base) if settings.site_url else (),
    )


def feed_links(speech: Speech, base: str) -> tuple[LabelledLink, ...]:
    """The feeds below an address: a chat's, a topic's, or '' for the site's; published where there is a `site_url`."""
    rss, atom, json = "application/rss+xml", "application/atom+xml", "application/feed+json"
    links = (
        LabelledLink(label=speech.text("Everything"), address=base + "feed.xml", type=rss, hint="RSS"),
        LabelledLink(label=speech.text("Announcements"), address=base + "announcements.xml", type=rss, hint="RSS"),
        LabelledLink(label=speech.text("Recaps"), address=base + "recaps.xml", type=rss, hint="RSS"),
        LabelledLink(label=speech.text("Everything"), address=base + "feed.atom", type=atom, hint="Atom"),
        LabelledLink(label=speech.text("Everything"), address=base + "feed.json", type=json, hint="JSON"),
    )
    files = paths.TOPIC_FEEDS if base.startswith(paths.TOPICS) else paths.FEEDS
    return tuple(link for link in links if link.address.removeprefix(base) in files)


def contact_link(settings: Settings) -> LabelledLink | None:
    """Where people ask to be taken out: a mail address, or the address of a page."""
    contact = settings.contact.strip()
    if not contact:
        return None
    is_mail = "@" in contact and "://" not in contact and not contact.startswith("mailto:")
    return LabelledLink(label=contact, href=f"mailto:{contact}" if is_mail else contact)
