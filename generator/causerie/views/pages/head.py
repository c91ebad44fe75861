"""What a page says in <head>: the feeds and the calendar that a browser or a reader may discover, and previews."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

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
    topic: str = "",
    kind: str = "website",
    image: str = "",
    image_alt: str = "",
    alternates: Mapping[str, str] | None = None,
) -> str:
    """Links to the feeds of the chat or the topic and of the site, and OpenGraph where title and description are given.

    `image` is the address of the page's own card, where it has another than its chat or the site. `alternates` are the
    addresses of the same page by language; what is known of pages that gather need not be said.
    """
    root = address.removeprefix(speech.home)
    if alternates is None and paths.is_gathered(root):
        alternates = {each: paths.in_language(root, settings.home(each)) for each in settings.languages}
    shelves = [(settings.site_name, "")]
    if chat is not None:
        shelves.insert(0, (chat.title, paths.chat_address(chat)))
    if topic:  # its name; the page is its own, and its feeds are below
        shelves.insert(0, (topic, root))
    shared = paths.chat_card_image(chat) if chat else paths.SITE_CARD
    feeds = _feeds_html(tuple(shelves), speech, address.count("/")) if settings.site_url else ""
    return render_template(
        "head.html",
        speech,
        address,
        feeds=feeds,
        alternates=_alternates(alternates, settings) if alternates and settings.site_url else (),
        title=title,
        description=description,
        kind=kind,
        site_name=settings.site_name,
        canonical=settings.absolute(address) if settings.site_url else "",
        image=settings.absolute(image or shared) if settings.has_cards else "",
        image_alt=image_alt or (chat.title if chat else settings.site_name),
    )


def _alternates(addresses: Mapping[str, str], settings: Settings) -> list[tuple[str, str]]:
    """The languages of a page with its whole addresses; the site's own is also for whoever reads none of them."""
    found = [(language, settings.absolute(address)) for language, address in addresses.items()]
    own = settings.languages[0]
    return [*found, ("x-default", settings.absolute(addresses[own]))] if own in addresses else found


@lru_cache(maxsize=1024)  # the same on every page of a chat that is as deep
def _feeds_html(shelves: tuple[tuple[str, str], ...], speech: Speech, depth: int) -> Markup:
    """The feeds and calendars of the chat and the site, with titles that tell them apart in a reader's list of finds.

    A shelf is a name and the address below which its feeds stand; of the second one, everything in one feed will do.
    """
    links = []
    for at, (name, base) in enumerate(shelves):
        links += [
            LabelledLink(
                label=speech.with_name(name, speech.with_note(link.label, link.hint)),
                address=link.address,
                type=link.type,
            )
            for link in feed_links(speech, base)[: None if at == 0 else 1]
        ]
        words = speech.with_name(name, speech.text("Calendar"))
        links.append(LabelledLink(label=words, address=base + paths.CALENDAR, type="text/calendar"))
    return Markup(render_template("head_feeds.html", speech, "/" * depth, feeds=links))  # noqa: S704 - escaped by the template
