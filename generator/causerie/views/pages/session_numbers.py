"""What was counted in a session's transcript: in words, and as pictures of the answers, the hour and the platforms."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import timedelta
from typing import NamedTuple

from markupsafe import Markup, escape

from causerie.i18n import Speech
from causerie.model.conversation import Conversation
from causerie.model.counting import person_key, split_people
from causerie.model.person import Person
from causerie.model.platform import platform_name
from causerie.model.session import Session
from causerie.records.names import accounts_of_people
from causerie.views.pages.charts import Chart, Series, bars_html, columns_html
from causerie.views.pages.recap_groups import question_label

NEWCOMERS = Markup("\x00newcomers\x00")  # where a body says who was new: that depends on the sessions before


class Attendance(NamedTuple):
    """Of a session's people, how many wrote in the chat for the first time, and how many had before."""

    new: int
    returning: int


def join_accounts(people: Collection[Person]) -> dict[bytes, bytes]:
    """Of everybody in people.yml, the keys of their accounts, and the one that stands for them.

    A session joins those of its own hosts and guests alone: so nobody else's change makes it anew.
    """
    return {person_key(account): person_key(person) for account, person in accounts_of_people(people).items()}


def count_newcomers(
    sessions: Iterable[tuple[Session, bytes]], joined: Mapping[bytes, bytes]
) -> Iterator[Attendance | None]:
    """For each session of a chat, by start, with the keys of its people: who is new; None where nobody can know.

    Hosts and guests are no newcomers, whether or not they have written before. `joined` as `join_accounts` gives it.
    """
    known: set[bytes] = set()
    for session, packed in sessions:
        people = split_people(packed, joined)
        if people and known:
            named = {person_key(person.id) for person in (*session.hosts, *session.guests)}
            new = len(people - known - named)
            yield Attendance(new, len(people) - new)
        else:
            yield None
        known |= people


def newcomers_html(attendance: Attendance | None, speech: Speech) -> str:
    """Two numbers for the list of a page's numbers; they belong where its body has `NEWCOMERS`."""
    if attendance is None:
        return ""
    lines = (
        (speech.number(attendance.new), speech.text("here for the first time")),
        (speech.number(attendance.returning), speech.text("back again")),
    )
    return "".join(f"<div><dt>{escape(words)}</dt><dd>{number}</dd></div>" for number, words in lines)


def counted_lines(conversation: Conversation, speech: Speech) -> list[tuple[str, str]]:
    """The numbers of a transcript, each with its words."""
    numbers = conversation.numbers
    lines = [
        (speech.number(numbers.participants), speech.text("people in the transcript")),
        (speech.number(numbers.posts), speech.text("posts in the transcript")),
    ]
    if numbers.reposts:
        lines.append((speech.number(numbers.reposts), speech.text("reposts in the transcript")))
    return lines


def numbers_charts(session: Session, conversation: Conversation, speech: Speech) -> Markup:
    """The pictures for a recap: answers to each question, and posts over the hour."""
    charts = (_answers(session, conversation, speech), _hour(session, conversation, speech))
    return Markup("").join(each for each in charts if each)


def more_charts(session: Session, conversation: Conversation, speech: Speech) -> Markup:
    """Those for the transcript itself: the platforms, too."""
    return numbers_charts(session, conversation, speech) + _platforms(conversation, speech)


def _answers(session: Session, conversation: Conversation, speech: Speech) -> Markup:
    answers = conversation.numbers.answers
    if not any(count for _, count in answers):
        return Markup("")
    most, count = max(answers, key=lambda each: each[1])
    chart = Chart(
        id="answers",
        title=speech.text("Answers to each question"),
        description=speech.text(
            "%(label)s has the most answers: %(count)s.",
            label=question_label(session, most),
            count=speech.number(count),
        ),
        heading=speech.text("Question"),
        labels=tuple(question_label(session, number) for number, _ in answers),
        series=(Series(speech.text("Answers"), tuple(count for _, count in answers)),),
    )
    return bars_html(chart, speech)


def _hour(session: Session, conversation: Conversation, speech: Speech) -> Markup:
    numbers = conversation.numbers
    if len(numbers.parts) < 2:
        return Markup("")
    starts = [session.start + timedelta(minutes=numbers.span * i) for i in range(len(numbers.parts))]
    busiest = max(range(len(starts)), key=lambda i: numbers.parts[i])
    chart = Chart(
        id="hour",
        title=speech.text("Posts over the hour"),
        description=speech.text(
            "Most posts came in the %(minutes)s minutes from %(time)s: %(count)s.",
            minutes=speech.number(numbers.span),
            time=speech.time(starts[busiest]),
            count=speech.number(numbers.parts[busiest]),
        ),
        heading=speech.text("From"),
        labels=tuple(map(speech.time, starts)),
        series=(Series(speech.text("Posts"), numbers.parts),),
    )
    return columns_html(chart, speech)


def _platforms(conversation: Conversation, speech: Speech) -> Markup:
    platforms = conversation.numbers.platforms
    if len(platforms) < 2:
        return Markup("")
    name, count = platforms[0]
    chart = Chart(
        id="platforms",
        title=speech.text("Where people wrote"),
        description=speech.text(
            "Most posts are from %(platform)s: %(count)s.", platform=platform_name(name), count=speech.number(count)
        ),
        heading=speech.text("Platform"),
        labels=tuple(platform_name(name) for name, _ in platforms),
        series=(Series(speech.text("Posts"), tuple(count for _, count in platforms)),),
    )
    return bars_html(chart, speech)
