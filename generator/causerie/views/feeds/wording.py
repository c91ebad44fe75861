"""What a feed's entries are called and how they are summed up, in the session's language."""

from __future__ import annotations

from datetime import datetime

from causerie.i18n import Speech
from causerie.model.session import Session, Status


def announcement_title(session: Session, speech: Speech) -> str:
    """The session's date, hashtag and topic: the date stands here because the entry's own date is its publication's."""
    start = session.start.astimezone(session.chat.zone)
    when = speech.text(
        "%(day)s, %(time)s %(zone)s",
        day=speech.short_day(start),
        time=speech.time(start),
        zone=zone_abbreviation(start, speech),
    )
    title = speech.text("%(when)s · #%(hashtag)s: %(topic)s", when=when, **_names(session, speech))
    if session.status is Status.CANCELLED:
        return speech.text("Cancelled · %(title)s", title=title)
    if session.status is Status.POSTPONED:
        return speech.text("Postponed · %(title)s", title=title)
    if session.is_moved:
        return speech.text("New date · %(title)s", title=title)
    return title


def recap_title(session: Session, speech: Speech) -> str:
    """The hashtag and the topic."""
    return speech.text("Recap · #%(hashtag)s: %(topic)s", **_names(session, speech))


def _names(session: Session, speech: Speech) -> dict[str, str]:
    return {"hashtag": session.chat.hashtag, "topic": session.title or speech.text("Topic to be announced")}


def zone_abbreviation(when: datetime, speech: Speech) -> str:
    """`GMT`, `CET`; an offset for zones that have no letters (`+03`)."""
    name = when.tzname() or ""
    return name if name.isalpha() else speech.offset(when)


def announcement_summary(session: Session, speech: Speech) -> str:
    """When it is, or that it is not, and who is invited."""
    start = session.start.astimezone(session.chat.zone)
    at = {"day": speech.day(start), "time": speech.time(start), "zone": speech.zone(start)}
    if session.status is Status.CANCELLED:
        sentences = [speech.text("The session of %(day)s is cancelled.", **at)]
    elif session.status is Status.POSTPONED:
        sentences = [speech.text("The session of %(day)s is postponed; there is no new date yet.", **at)]
    else:
        sentences = [speech.text("On %(day)s at %(time)s, %(zone)s.", **at)]
        if session.is_moved:
            former = session.was[-1].astimezone(session.chat.zone)
            at = {"day": speech.day(former), "time": speech.time(former)}
            sentences.append(speech.text("It was to be on %(day)s at %(time)s.", **at))
    if session.reason:
        sentences.append(session.reason)
    if session.guests:
        names = speech.listing(guest.name for guest in session.guests)
        sentences.append(speech.text("Guests: %(names)s.", names=names))
    return " ".join(sentences)


def recap_summary(session: Session, speech: Speech) -> str:
    """The takeaways; where an editor wrote none, which session it was."""
    takeaways = session.recap.accepted_takeaways if session.recap else ()
    if takeaways:
        return " ".join(takeaway.text for takeaway in takeaways)
    day = speech.day(session.start.astimezone(session.chat.zone))
    return speech.text("What was said on %(day)s about “%(topic)s”.", day=day, **_names(session, speech))
