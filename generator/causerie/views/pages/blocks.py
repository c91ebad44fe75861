"""Blocks that the landing, a chat's page and any Markdown page of the host can show: what is next, what was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from markupsafe import Markup

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.chat import Chat, ChatStatus
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import JoinLink, join_links
from causerie.views.pages.cards import SessionCard, chat_card, current_schedules, session_card
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.links import LabelledLink, calendar_links, subscription

_FOLLOWING = 4  # heroes kept ready for a page that nobody rebuilds


@frozen(kw_only=True)
class Block:
    """What a host asked for: `[causerie upcoming chat=museum-hour limit=3]`."""

    kind: str
    chat: str = ""
    topic: str = ""
    limit: int = 0  # 0: the kind's own
    title: str = ""  # a heading above the block; hosts mostly write their own
    level: int = 2  # of the hero's heading: 1 where it opens a page that has no other
    nth: int = 1  # which one of its kind on the page

    @property
    def suffix(self) -> str:
        """What keeps the ids of a page's blocks apart."""
        return f"-{self.nth}" if self.nth > 1 else ""


@frozen(kw_only=True)
class Hero:
    """The next session with all that it takes to join."""

    key: str
    card: SessionCard
    hosts: str
    joins: tuple[JoinLink, ...]
    calendar: tuple[LabelledLink, ...]


@frozen(kw_only=True)
class LaterHero:
    """A hero that a script shows once the ones before it are over."""

    end: str
    html: Markup


def render_block(
    block: Block, library: Library, settings: Settings, now: datetime, *, address: str, language: str
) -> Markup:
    """A block's HTML for the page at an address, in that page's language. Raises KeyError for an unknown kind."""
    return BLOCKS[block.kind](block, library, settings, now, address, speak_page(language, settings))


def _next(block: Block, library: Library, settings: Settings, now: datetime, address: str, speech: Speech) -> Markup:
    upcoming = _chosen(block, library.upcoming(now, settings.weeks_ahead))
    is_over = bool(library.chats) and all(chat.status is ChatStatus.ENDED for chat in library.chats)
    return hero_html(upcoming, settings, speech, now, address, level=block.level, suffix=block.suffix, is_over=is_over)


def _upcoming(
    block: Block, library: Library, settings: Settings, now: datetime, address: str, speech: Speech
) -> Markup:
    sessions = _chosen(block, library.upcoming(now, settings.weeks_ahead))[: block.limit or 8]
    cards = [session_card(s, speech, now) for s in sessions]
    return _render("upcoming.html", block, speech, address, cards=cards, show_chat=_shows_chat(block, library))


def _recaps(block: Block, library: Library, settings: Settings, now: datetime, address: str, speech: Speech) -> Markup:
    sessions = _chosen(block, library.recapped(now))[: block.limit or 6]
    cards = [session_card(s, speech, now) for s in sessions]
    archive = f"{paths.CHATS}{block.chat}/#archive" if block.chat else paths.ARCHIVE
    shows = _shows_chat(block, library)
    return _render("recaps.html", block, speech, address, cards=cards, show_chat=shows, archive=archive)


def _chats(block: Block, library: Library, settings: Settings, now: datetime, address: str, speech: Speech) -> Markup:
    chats = [c for c in directory_order(library, now) if block.chat in ("", c.id)]
    chats = [c for c in chats if not block.topic or block.topic in c.topics]
    cards = [
        chat_card(c, speech, now, library.upcoming(now, settings.weeks_ahead, c), len(library.recapped(now, c)))
        for c in chats[: block.limit or None]
    ]
    return _render("chats.html", block, speech, address, cards=cards)


def _subscribe(
    block: Block, library: Library, settings: Settings, now: datetime, address: str, speech: Speech
) -> Markup:
    chat = library.chat(block.chat) if block.chat else None
    return _render("subscribe.html", block, speech, address, subscribe=subscription(settings, speech, chat))


BLOCKS: dict[str, Callable[[Block, Library, Settings, datetime, str, Speech], Markup]] = {
    "next": _next,
    "upcoming": _upcoming,
    "recaps": _recaps,
    "chats": _chats,
    "subscribe": _subscribe,
}


def hero_html(
    upcoming: list[Session],
    settings: Settings,
    speech: Speech,
    now: datetime,
    address: str,
    *,
    level: int = 2,
    show_empty: bool = True,
    suffix: str = "",
    is_over: bool = False,
) -> Markup:
    """The next session that will take place, and those after it for the day when this page has grown old.

    Where no chat goes on (`is_over`), nobody is told to wait for one.
    """
    coming = [s for s in upcoming if not s.is_off][:_FOLLOWING]
    if not coming and not show_empty:
        return Markup("")
    heroes = [_hero(session, settings, speech, now) for session in coming]
    shared = {"level": level, "suffix": suffix, "is_over": is_over, "today": speech.short_day(now.date())}
    following = [
        LaterHero(
            end=hero.card.when.end,
            html=Markup(render_template("hero.html", speech, address, hero=hero, following=(), **shared)),  # noqa: S704 - escaped by the template
        )
        for hero in heroes[1:]
    ]
    first = heroes[0] if heroes else None
    return Markup(render_template("hero.html", speech, address, hero=first, following=following, **shared))  # noqa: S704 - escaped by the template


def _hero(session: Session, settings: Settings, speech: Speech, now: datetime) -> Hero:
    return Hero(
        key=f"{session.chat.id}-{session.calendar_key}",
        card=session_card(session, speech, now),
        hosts=speech.naming(person.name for person in session.hosts),
        joins=join_links(session.chat),
        calendar=calendar_links(session, settings, speech),
    )


def directory_order(library: Library, now: datetime) -> list[Chat]:
    """Chats as they follow each other in the week: active ones first, then by weekday, time and title."""

    def place(chat: Chat) -> tuple[bool, int, str, str]:
        first = min(((s.weekday, f"{s.at:%H:%M}") for s in current_schedules(chat, now)), default=(7, ""))
        return (chat.status is not ChatStatus.ACTIVE, *first, chat.title.casefold())

    return sorted(library.chats, key=place)


def _chosen(block: Block, sessions: list[Session]) -> list[Session]:
    return [
        session
        for session in sessions
        if block.chat in ("", session.chat.id) and (not block.topic or block.topic in session.topics)
    ]


def _shows_chat(block: Block, library: Library) -> bool:
    return not block.chat and len(library.chats) > 1


def _render(template: str, block: Block, speech: Speech, address: str, **values: object) -> Markup:
    anchor = f"block-{block.kind}{block.suffix}"
    html = render_template(template, speech, address, heading=block.title, anchor=anchor, **values)
    return Markup(html)  # noqa: S704 - escaped by the template
