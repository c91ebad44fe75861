"""The directory of the site's chats: by weekday and time as they stand, by language, platform and topic on demand."""

from __future__ import annotations

from datetime import datetime

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.library import Library
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PageArtifact
from causerie.views.pages.blocks import directory_order
from causerie.views.pages.cards import ChatCard, chat_card
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link


@frozen(kw_only=True)
class Choice:
    """A filter of the directory: the attribute that it compares, and its values with their words."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]


def directory_page(library: Library, settings: Settings, now: datetime, *, has_circle: bool = False) -> PageArtifact:
    """The page of all chats, in the site's language; with a way to those of other sites, where there are some."""
    speech = speak_page(settings.language, settings)
    address = paths.in_language(paths.CHATS, speech.home)
    cards = [
        chat_card(c, speech, now, library.upcoming(now, settings.weeks_ahead, c), len(library.recapped(now, c)))
        for c in directory_order(library, now)
    ]
    title = speech.text("Chats")
    description = speech.text(
        "The hashtag chats of %(site)s: when they are and how to take part.", site=settings.site_name
    )
    body = render_template(
        "directory.html",
        speech,
        address,
        cards=cards,
        choices=list_choices(cards, speech),
        has_circle=has_circle,
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, title, description),
    )


def list_choices(cards: list[ChatCard], speech: Speech) -> list[Choice]:
    """The filters that can tell these chats apart; one that all chats share the value of is left out."""
    weekdays = {(str(day), speech.weekday_name(day)) for card in cards for day in card.weekdays}
    languages = {(card.lang, card.language) for card in cards}
    times = {each for card in cards for each in card.times}
    platforms = {each for card in cards for each in card.platforms}
    topics = {(topic, topic) for card in cards for topic in card.topics}
    choices = [
        Choice(name="weekdays", label=speech.text("Weekday"), options=tuple(sorted(weekdays))),
        Choice(name="times", label=speech.text("Time"), options=tuple(sorted(times))),
        Choice(name="language", label=speech.text("Language"), options=tuple(sorted(languages))),
        Choice(name="platforms", label=speech.text("Platform"), options=tuple(sorted(platforms))),
        Choice(name="topics", label=speech.text("Topic"), options=tuple(sorted(topics))),
    ]
    return [choice for choice in choices if len(cards) > 1 and len(choice.options) > 1]
