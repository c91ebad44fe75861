"""What a page says in <head>: the feeds and the calendar that a browser or a reader may discover, and previews."""

from __future__ import annotations

from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.pages.environment import render_template
from causerie.views.pages.links import LabelledLink, feed_links


def head_html(
    settings: Settings,
    speech: Speech,
    address: str,
    title: str = "",
    description: str = "",
    chat: Chat | None = None,
    *,
    kind: str = "website",
) -> str:
    """Links to the feeds of the chat and of the site, and OpenGraph where title and description are given."""
    return render_template(
        "head.html",
        speech,
        address,
        feeds=[*_discoverable(settings, speech, chat), *(_discoverable(settings, speech, None) if chat else ())],
        title=title,
        description=description,
        kind=kind,
        site_name=settings.site_name,
        canonical=settings.absolute(address) if settings.site_url else "",
    )


def _discoverable(settings: Settings, speech: Speech, chat: Chat | None) -> list[LabelledLink]:
    """Feeds and calendar with titles that tell them apart in a reader's list of finds."""
    if not settings.site_url:
        return []
    name = chat.title if chat else settings.site_name
    links = [
        LabelledLink(label=f"{name}: {link.label} ({link.hint})", address=link.address, type=link.type)
        for link in feed_links(settings, speech, chat)
    ]
    calendar = paths.chat_calendar(chat) if chat else paths.CALENDAR
    words = speech.text("Calendar")
    return [*links, LabelledLink(label=f"{name}: {words}", address=calendar, type="text/calendar")]
