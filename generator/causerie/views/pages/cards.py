"""Sessions, people and chats as they stand in lists: every displayed string, computed in one typed place."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from causerie.frozen import frozen
from causerie.i18n import Speech, direction, speak
from causerie.model.chat import Chat, ChatStatus
from causerie.model.person import Person
from causerie.model.platform import platform_name
from causerie.model.schedule import Period, Schedule
from causerie.model.session import Session, Status
from causerie.model.slug import topic_id
from causerie.views import paths
from causerie.views.joining import JoinLink, join_links
from causerie.views.pages.post_text import shown_address
from causerie.views.pages.prose import first_sentences, on_one_line, plain_prose, shorten
from causerie.views.pages.quotes import author_key
from causerie.views.pages.when import When, describe_start, describe_when


@frozen(kw_only=True)
class PersonCard:
    """A host or a guest."""

    address: str
    name: str
    bio: str
    url: str
    shown_url: str  # as people read it
    accounts: tuple[tuple[str, str, str], ...]  # platform's name, "@handle", profile


class SessionCard(NamedTuple):  # as `Quote`
    """A session in a list, in the words of the page's language; its title is in the chat's."""

    address: str
    title: str
    is_written: bool
    chat_title: str
    chat_address: str
    hashtag: str
    chat_class: str  # carries the chat's accent
    lang: str
    dir: str
    when: When
    state: str  # "", "cancelled", "postponed", "moved", "planned"
    state_words: str
    reason: str
    was: tuple[str, ...]  # former starts in words
    guests: str  # enumerated
    teaser: str
    highlights: int
    people: str  # "23 people quoted", for recaps
    calendar: str  # of the session alone; empty when unwritten
    has_recap: bool
    topics: tuple[tuple[str, str], ...]  # as written, and the address of their page


@frozen(kw_only=True)
class ChatCard:
    """A chat in a list or at the head of its own page."""

    id: str
    title: str
    hashtag: str
    also: tuple[str, ...]
    tagline: str
    address: str
    chat_class: str
    calendar: str
    lang: str
    dir: str
    language: str  # its name
    schedule: tuple[str, ...]  # in words, one line a schedule
    weekdays: tuple[int, ...]  # Monday is 0, for filters
    times: tuple[tuple[str, str], ...]  # "20:00" and in words, in the chat's zone, for filters
    zone_name: str  # "Europe/London"
    platforms: tuple[tuple[str, str], ...]  # key, name
    joins: tuple[JoinLink, ...]
    topics: tuple[str, ...]
    topic_links: tuple[tuple[str, str], ...]
    hosts: str
    status: str
    status_words: str
    next: SessionCard | None
    recaps: int


def chat_class(chat: Chat) -> str:
    """The CSS class that carries a chat's accent; ids are safe in CSS by the rules of records."""
    return f"c-chat-{chat.id}"


@lru_cache(maxsize=4096)
def person_card(person: Person) -> PersonCard:
    """A person with the accounts under which people will meet them."""
    accounts = tuple((platform_name(a.platform), f"@{a.handle}", a.url) for a in person.accounts)
    return PersonCard(
        address=paths.person_address(person),
        name=person.name,
        bio=person.bio,
        url=person.url,
        shown_url=shown_address(person.url),
        accounts=accounts,
    )


def topic_links(topics: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Topics as they are written, each with the address of its page."""
    return tuple([(topic, paths.topic_address(topic_id(topic))) for topic in topics])


def session_card(session: Session, speech: Speech, now: datetime) -> SessionCard:
    """A session for a list."""
    recap = session.recap if session.has_recap(now) else None
    state, words = session_state(session, speech, now)
    posts = [h.post for h in recap.highlights if h.post] if recap else []
    people = len({author_key(post) for post in posts})
    return SessionCard(
        address=paths.session_address(session),
        title=session.title or speech.text("Topic to be announced"),
        is_written=session.is_written,
        chat_title=session.chat.title,
        chat_address=paths.chat_address(session.chat),
        hashtag=session.chat.hashtag,
        chat_class=chat_class(session.chat),
        lang=session.language if session.title else speech.language,
        dir=direction(session.language),
        when=describe_when(session, speech),
        state=state,
        state_words=words,
        reason=session.reason,
        was=tuple(describe_start(start, speech) for start in session.was),
        guests=speech.naming(person.name for person in session.guests),
        teaser=_teaser(session, now),
        highlights=len(posts),
        people=speech.plural("%(number)s person quoted", "%(number)s people quoted", people) if people else "",
        calendar=paths.session_calendar(session) if session.is_written else "",
        has_recap=recap is not None,
        topics=topic_links(session.topics) if session.is_written else (),
    )


def session_state(session: Session, speech: Speech, now: datetime) -> tuple[str, str]:
    """What a visitor must know before they come: a key for the design, and the words."""
    match session.status:
        case Status.CANCELLED:
            return "cancelled", speech.text("Cancelled")
        case Status.POSTPONED:
            return "postponed", speech.text("Postponed: a new date will follow")
        case _ if session.was:
            return "moved", speech.text("New date")
        case Status.PLANNED if session.is_written and session.end > now:
            return "planned", speech.text("Provisional date")
        case _:
            return "", ""


def stated_title(session: Session, speech: Speech) -> str:
    """A session's title where its page is not near, with what a visitor must know of it."""
    match session.status:
        case Status.CANCELLED:
            return speech.text("Cancelled: %(title)s", title=session.title)
        case Status.POSTPONED:
            return speech.text("Postponed: %(title)s", title=session.title)
        case _:
            return session.title


def _teaser(session: Session, now: datetime) -> str:
    """The one sentence that makes somebody open the page: the first takeaway of a recap, else the prose's beginning."""
    if session.has_recap(now) and session.recap is not None:
        if takeaways := session.recap.accepted_takeaways:
            return takeaways[0].text
        return first_sentences(plain_prose(session.recap.summary), 160)
    return first_sentences(plain_prose(session.prose), 160)


def chat_card(chat: Chat, speech: Speech, now: datetime, upcoming: list[Session], recaps: int) -> ChatCard:
    """A chat with its schedule in words and its next session, given what is coming, by start."""
    coming = next((s for s in upcoming if not s.is_off), None)
    schedules = current_schedules(chat, now)
    times = sorted({schedule.at for schedule in schedules})
    return ChatCard(
        id=chat.id,
        title=chat.title,
        hashtag=chat.hashtag,
        also=chat.also,
        tagline=chat.tagline,
        address=paths.chat_address(chat),
        chat_class=chat_class(chat),
        calendar=paths.chat_calendar(chat),
        lang=chat.language,
        dir=direction(chat.language),
        language=speak(chat.language).language_name(chat.language),
        schedule=tuple(schedule_words(schedule, chat, speech, now) for schedule in schedules),
        weekdays=tuple(sorted({schedule.weekday for schedule in schedules})),
        times=tuple((f"{at:%H:%M}", speech.time_of_day(at)) for at in times),
        zone_name=chat.zone.key,
        platforms=tuple((venue.platform, platform_name(venue.platform)) for venue in chat.venues),
        joins=tuple(join_links(chat)),
        topics=chat.topics,
        topic_links=topic_links(chat.topics),
        hosts=speech.naming(person.name for person in chat.hosts),
        status=chat.status.value,
        status_words=_chat_status(chat, speech),
        next=session_card(coming, speech, now) if coming else None,
        recaps=recaps,
    )


def _chat_status(chat: Chat, speech: Speech) -> str:
    match chat.status:
        case ChatStatus.PAUSED:
            return speech.text("Paused for now")
        case ChatStatus.ENDED:
            return speech.text("This chat has ended")
        case _:
            return ""


def current_schedules(chat: Chat, now: datetime) -> tuple[Schedule, ...]:
    """The schedules that still hold or will hold; none of a chat that has ended."""
    today = now.astimezone(chat.zone).date()
    if chat.status is ChatStatus.ENDED:
        return ()
    return tuple(schedule for schedule in chat.schedules if schedule.last is None or schedule.last >= today)


def schedule_words(schedule: Schedule, chat: Chat, speech: Speech, now: datetime) -> str:
    """A schedule as people say it: "Every Wednesday at 20:00 (London)"."""
    day = speech.weekday_name(schedule.weekday)
    if schedule.period is Period.MONTH:
        rule = {
            1: speech.text("On the first %(day)s of the month", day=day),
            2: speech.text("On the second %(day)s of the month", day=day),
            3: speech.text("On the third %(day)s of the month", day=day),
            4: speech.text("On the fourth %(day)s of the month", day=day),
            5: speech.text("On the fifth %(day)s of the month", day=day),
            -1: speech.text("On the last %(day)s of the month", day=day),
        }[schedule.ordinal]
    elif schedule.interval == 1:
        rule = speech.text("Every %(day)s", day=day)
    else:
        rule = speech.plural(
            "Every %(number)s week on %(day)s", "Every %(number)s weeks on %(day)s", schedule.interval, day=day
        )
    city = speech.zone_city(chat.zone.key)
    words = speech.text("%(rule)s at %(time)s (%(city)s)", rule=rule, time=speech.time_of_day(schedule.at), city=city)
    if schedule.first and schedule.first > now.astimezone(chat.zone).date():
        words = speech.text("%(rule)s, from %(day)s", rule=words, day=speech.short_day(schedule.first))
    if schedule.last:
        words = speech.text("%(rule)s, until %(day)s", rule=words, day=speech.short_day(schedule.last))
    return words


def describe_page(text: str) -> str:
    """A description for search engines: plain, at most 160 characters."""
    return shorten(on_one_line(text), 160)
