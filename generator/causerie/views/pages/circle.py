"""The directory of this site's chats and of other sites': by weekday, and below by language, platform and topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from causerie.frozen import frozen
from causerie.i18n import Speech, direction, speak
from causerie.model.chat import Chat, ChatStatus
from causerie.model.circle import Circle, OtherSite
from causerie.model.library import Library
from causerie.model.schedule import Schedule, at_wall_clock
from causerie.model.slug import fold_letters, topic_id
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.cards import ChatCard, chat_card, current_schedules
from causerie.views.pages.directory import list_choices
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link, subscription_below

_NO_DAY = 7  # behind Sunday


@frozen(kw_only=True)
class CircleCard:
    """A chat, and the site that it is on; `base` is empty for this site's own."""

    card: ChatCard
    language: str  # the key of its language in filters, whatever kind of it the chat speaks
    language_name: str
    anchor: str
    base: str  # the other site's address
    site: str
    site_lang: str
    site_dir: str


@frozen(kw_only=True)
class Day:
    """A weekday's chats by their time, and those that stand under an earlier day already."""

    anchor: str
    name: str
    cards: tuple[CircleCard, ...]
    also: tuple[CircleCard, ...]


@frozen(kw_only=True)
class Shown:
    """Chats that have something in common, such as a language."""

    name: str
    lang: str
    cards: tuple[CircleCard, ...]


@frozen(kw_only=True)
class AskedSite:
    """Another site, and when it was asked."""

    title: str
    url: str
    lang: str
    dir: str
    as_of: str


def circle_page(circle: Circle, library: Library, settings: Settings, now: datetime) -> PageArtifact:
    """`/directory/`, in one of the site's languages."""
    speech = speak_page(settings.language, settings)
    address = paths.in_language(paths.DIRECTORY, speech.home)
    found = sorted(_find_cards(circle, library, settings, speech, now), key=lambda each: each[0])
    cards = [card for _, card in found]
    days = list(_by_day(cards, speech))
    title = speech.text("Directory of chats")
    description = speech.text(
        "The hashtag chats of %(site)s and of other sites, by weekday, language, platform and topic.",
        site=settings.site_name,
    )
    body = render_template(
        "circle.html",
        speech,
        address,
        number=len(cards),
        days=days,
        choices=list_choices([_in_plain_language(each) for each in cards], speech),
        groups=_groups(cards, speech),
        sites=[_asked_site(site, speech) for site in circle],
        subscribe=subscription_below(paths.DIRECTORY, settings, speech),
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, title, description),
        outline=tuple(Heading(day.anchor, day.name) for day in days),
    )


def _in_plain_language(each: CircleCard) -> ChatCard:
    return replace(each.card, lang=each.language, language=each.language_name)


def _find_cards(
    circle: Circle, library: Library, settings: Settings, speech: Speech, now: datetime
) -> Iterator[tuple[tuple[int, int, str, str], CircleCard]]:
    """The chats that still take place, each with its place in the order of the week."""
    own = (library, "chat-", "", settings.site_name, settings.language)
    others = ((site.library, f"{site.name}.", site.url, site.title, site.language) for site in circle)
    for of, anchor, base, site, site_language in (own, *others):
        for chat in of.chats:
            if chat.status is not ChatStatus.ENDED:
                language = chat.language.split("-")[0]
                card = CircleCard(
                    card=chat_card(chat, speech, now, of.upcoming(now, settings.weeks_ahead, chat), 0),
                    language=language,
                    language_name=speak(language).language_name(language),
                    anchor=f"{anchor}{chat.id}",
                    base=base,
                    site=site,
                    site_lang=site_language,
                    site_dir=direction(site_language),
                )
                yield (*_place(chat, now), fold_letters(chat.title), card.anchor), card


def _place(chat: Chat, now: datetime) -> tuple[int, int]:
    """Where a chat stands in the week: its first day, and when its hour comes there in the world's one time."""
    places = [(each.weekday, _minute(each, chat, now)) for each in current_schedules(chat, now)]
    return min(places, default=(_NO_DAY, 0))


def _minute(schedule: Schedule, chat: Chat, now: datetime) -> int:
    today = now.astimezone(chat.zone).date()
    day = today + timedelta(days=(schedule.weekday - today.weekday()) % 7)
    begin = at_wall_clock(day, schedule.at, chat.zone).astimezone(UTC).replace(tzinfo=None)
    return int((begin - datetime(day.year, day.month, day.day)).total_seconds() // 60)  # noqa: DTZ001 - both in UTC


def _by_day(cards: Sequence[CircleCard], speech: Speech) -> Iterator[Day]:
    for weekday in range(_NO_DAY + 1):
        here = [each for each in cards if min(each.card.weekdays, default=_NO_DAY) == weekday]
        also = [each for each in cards if weekday in each.card.weekdays[1:]]
        if here or also:
            name = speech.text("No fixed day") if weekday == _NO_DAY else speech.weekday_name(weekday)
            name = name[:1].upper() + name[1:]  # a heading, also in languages that write days small
            yield Day(anchor=f"day-{weekday + 1}", name=name, cards=tuple(here), also=tuple(also))


def _groups(cards: Sequence[CircleCard], speech: Speech) -> list[tuple[str, list[Shown]]]:
    """The ways to chats beside weekdays, for visitors without script: a heading and what stands below it."""
    languages = ((each.language, each.language_name, each.language, each) for each in cards)
    platforms = ((key, name, "", each) for each in cards for key, name in each.card.platforms)
    topics = ((topic_id(topic), topic, each.card.lang, each) for each in cards for topic in each.card.topics)
    groups = (
        (speech.text("Language"), _gather(languages)),
        (speech.text("Platform"), _gather(platforms)),
        (speech.text("Topic"), _gather(topics)),
    )
    return [(heading, shown) for heading, shown in groups if shown]


def _gather(values: Iterable[tuple[str, str, str, CircleCard]]) -> list[Shown]:
    names: dict[str, tuple[str, str]] = {}
    found: dict[str, dict[str, CircleCard]] = {}
    for key, name, lang, card in values:
        names.setdefault(key, (name, lang))
        found.setdefault(key, {})[card.anchor] = card
    shown = [Shown(name=names[key][0], lang=names[key][1], cards=tuple(found[key].values())) for key in found]
    return sorted(shown, key=lambda each: (fold_letters(each.name), each.name))


def _asked_site(site: OtherSite, speech: Speech) -> AskedSite:
    return AskedSite(
        title=site.title,
        url=site.url,
        lang=site.language,
        dir=direction(site.language),
        as_of=speech.text("as of %(date)s", date=speech.short_day(site.fetched.date())),
    )
