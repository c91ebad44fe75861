"""A chat's page: what it is, when, how to take part, what is coming and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from causerie.i18n import Speech
from causerie.model.chat import Chat, ChatStatus
from causerie.model.library import Library
from causerie.model.recap import Recap
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.blocks import hero_html
from causerie.views.pages.cards import chat_card, describe_page, person_card, session_card
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link, subscription
from causerie.views.pages.prose import plain_prose, prose_html
from causerie.views.pages.quotes import author_key
from causerie.views.pages.ways import Ways

_LATEST = 24  # past sessions that a chat's page shows; the archive holds them all


def chat_page(
    chat: Chat,
    library: Library,
    settings: Settings,
    now: datetime,
    quoted: Sequence[str] = (),
    ways: Sequence[Ways] = (),
) -> PageArtifact:
    """The page of a chat, in its language; `quoted` names the author of each post that the chat's recaps quote.

    `ways` lead to what was gathered of its sessions.
    """
    speech = speak_page(chat.language, settings)
    address = paths.chat_address(chat)
    upcoming = library.upcoming(now, settings.weeks_ahead, chat)
    past = [s for s in library.past(now, chat) if not s.is_off or s.has_recap(now)]
    recapped = library.recapped(now, chat)
    is_over = chat.status is ChatStatus.ENDED and not upcoming
    card = chat_card(chat, speech, now, upcoming, len(recapped))
    body = render_template(
        "chat.html",
        speech,
        address,
        chat=card,
        is_over=is_over,
        hero_html=hero_html(upcoming, settings, speech, now, address, level=2, show_empty=False),
        about=prose_html(chat.description),
        question_labels=speech.side_by_side(f"{chat.question_labels[0]}{n}" for n in (1, 2, 3)),
        answer_label=f"{chat.answer_labels[0]}1",
        upcoming=[session_card(s, speech, now) for s in upcoming],
        skipped=_skipped(chat, settings, now, speech),
        past=[session_card(s, speech, now) for s in past[:_LATEST]],
        older=len(past) - _LATEST,
        hosts=[person_card(person) for person in chat.hosts],
        ways=ways,
        numbers=_numbers(len(recapped), quoted, speech),
        subscribe=subscription(settings, speech, chat),
        embed=paths.chat_embed(chat) if settings.has_embeds else "",
        contact=contact_link(settings),
    )
    description = describe_page(chat.tagline or plain_prose(chat.description) or chat.title)
    return PageArtifact(
        address=address,
        title=f"{chat.title} #{chat.hashtag}",
        description=description,
        language=chat.language,
        body=body,
        head=head_html(settings, speech, address, chat.title, description, chat),
        outline=_outline(speech, is_over),
        record=chat.path,
    )


def _outline(speech: Speech, is_over: bool) -> tuple[Heading, ...]:
    archive = Heading("archive", speech.text("Archive"))
    if is_over:
        return (archive,)
    return (
        Heading("take-part", speech.text("How to take part")),
        Heading("upcoming", speech.text("Coming up")),
        archive,
        Heading("subscribe", speech.text("Never miss one")),
    )


def _skipped(chat: Chat, settings: Settings, now: datetime, speech: Speech) -> list[tuple[str, str]]:
    """The days in the coming weeks on which the schedule pauses, and why."""
    first = now.astimezone(chat.zone).date()
    last = first + timedelta(weeks=settings.weeks_ahead)
    days: dict[date, str] = {}
    for schedule in chat.schedules:
        days.update({day: reason for day, reason in schedule.skip if first <= day <= last})
    return [(speech.short_day(day), reason) for day, reason in sorted(days.items())]


def _numbers(recaps: int, quoted: Sequence[str], speech: Speech) -> list[tuple[str, str]]:
    """How much the chat's recaps hold."""
    if not quoted:
        return []
    return [
        (speech.number(recaps), speech.text("recaps")),
        (speech.number(len(quoted)), speech.text("posts quoted")),
        (speech.number(len(set(quoted))), speech.text("people quoted")),
    ]


def quoted_authors(recap: Recap) -> Iterator[str]:
    """What tells the authors of a recap's posts apart, for each post."""
    for post in (highlight.post for highlight in recap.highlights if highlight.post):
        yield author_key(post)
