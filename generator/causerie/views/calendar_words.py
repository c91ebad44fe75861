"""What a calendar event says: its summary, and a description that stands without the page it ends with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from causerie.i18n import Speech, speak
from causerie.model.session import Session, Status
from causerie.views.joining import event_title, join_links


def event_summary(session: Session) -> str:
    """The line that calendars show: "#MuseumHour: Who writes the label?", with "Cancelled:" before it where it is."""
    title = event_title(session)
    speech = speak(session.language)
    match session.status:
        case Status.CANCELLED:
            return speech.text("Cancelled: %(title)s", title=title)
        case Status.POSTPONED:
            return speech.text("Postponed: %(title)s", title=title)
        case _:
            return title


def event_description(session: Session, page: str, now: datetime) -> str:
    """A session in paragraphs, the address of its page last.

    Whether it is over makes no difference: some programs ignore a change without a SEQUENCE that has grown.
    """
    speech = speak(session.language)
    paragraphs = (
        _news(session, speech),
        _when(session, speech),
        _people(session, speech),
        "" if session.is_off else _ways_in(session, speech),
        _questions(session, speech) if session.has_public_questions(now) else "",
        "\n".join(speech.with_name(link.title, link.url) for link in session.links),
        page,
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _news(session: Session, speech: Speech) -> str:
    """What somebody who has the old date must know, and why."""
    match session.status:
        case Status.CANCELLED:
            news = speech.text("This session is cancelled.")
        case Status.POSTPONED:
            news = speech.text("This session is postponed. A new date will follow.")
        case _ if session.was:
            news = speech.text("This session has a new date.")
        case _:
            return ""
    former = session.was if session.status is not Status.POSTPONED else (*session.was, session.start)
    dates = (speech.text("Former date: %(date)s", date=_start(start, session, speech)) for start in former)
    return "\n".join(filter(None, [news, session.reason, *dates]))


def _when(session: Session, speech: Speech) -> str:
    """The date in words, in the chat's zone; a postponed session has none."""
    if session.status is Status.POSTPONED:
        return ""
    zone = session.chat.zone
    start, end = session.start.astimezone(zone), session.end.astimezone(zone)
    hours = f"{speech.time(start)}–{speech.time(end)}"
    return speech.side_by_side((speech.moment(speech.day(start.date()), hours), speech.zone(start)))


def _start(start: datetime, session: Session, speech: Speech) -> str:
    local = start.astimezone(session.chat.zone)
    return speech.moment(speech.day(local.date()), speech.time(local))


def _people(session: Session, speech: Speech) -> str:
    lines = []
    if session.guests:
        lines.append(speech.text("Guests: %(names)s", names=speech.listing(person.name for person in session.guests)))
    if session.hosts:
        lines.append(speech.text("Hosts: %(names)s", names=speech.listing(person.name for person in session.hosts)))
    return "\n".join(lines)


def _ways_in(session: Session, speech: Speech) -> str:
    """Where to read along and where to write, a line a platform."""
    links = [link for link in join_links(session.chat) if link.open]
    lines = [speech.text("Take part: read along, and put #%(hashtag)s in your posts.", hashtag=session.chat.hashtag)]
    lines.extend(speech.with_name(link.name, link.open) for link in links)
    return "\n".join(lines)


def _questions(session: Session, speech: Speech) -> str:
    return "\n".join([speech.text("Questions"), *_numbered(session)])


def _numbered(session: Session) -> Iterator[str]:
    label = next(iter(session.chat.question_labels), "Q")
    return (f"{label}{question.number} {question.text}" for question in session.questions)
