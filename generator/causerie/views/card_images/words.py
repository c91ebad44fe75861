"""What a card says: plain values that name the image, cross processes and outlive the build."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from causerie.i18n import Speech, is_right_to_left, speak
from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.platform import bare_handle, platform_name
from causerie.model.post import Post
from causerie.model.session import Question, Session
from causerie.settings import Settings
from causerie.views.color import DEFAULT_ACCENT, LIGHT_PAPER, accent_on
from causerie.views.joining import event_location
from causerie.views.pages.cards import current_schedules, schedule_words, stated_title
from causerie.views.pages.post_text import text_html
from causerie.views.pages.quotes import name_nobody
from causerie.views.pages.recap_groups import question_label

WIDTH, HEIGHT = 1200, 630  # what all platforms show whole


class CardWords(NamedTuple):
    """The words of a card and what it looks like."""

    title: str
    first: str = ""  # the line below: when
    second: str = ""  # and the last one: with whom
    hashtag: str = ""  # with '#', in the corner where reading begins
    site: str = ""  # in the other corner
    accent: str = DEFAULT_ACCENT
    on_accent: str = "#ffffff"
    is_right_to_left: bool = False
    is_quote: bool = False
    sign: str = ""  # the great sign behind the text, where it is neither a hashtag's nor a quote's


def session_card_words(session: Session, settings: Settings, now: datetime) -> CardWords:
    """The card of a session or, once it is published, of its recap."""
    speech = speak(session.language)
    when = speech.day(session.start.date())
    if session.has_recap(now):
        when = speech.text("Recap of %(day)s", day=when)
    elif not session.is_off:
        when = f"{when} · {speech.time(session.start)} ({speech.zone_city(session.chat.zone.key)})"
    return _of_chat(
        session.chat,
        settings,
        title=stated_title(session, speech),
        first=when,
        second=_people(session, speech),
        language=session.language,
    )


def chat_card_words(chat: Chat, settings: Settings, now: datetime) -> CardWords:
    """The card of a chat's page: what it is, and when."""
    speech = speak(chat.language)
    schedules = " · ".join(schedule_words(schedule, chat, speech, now) for schedule in current_schedules(chat, now))
    return _of_chat(
        chat,
        settings,
        title=chat.title,
        first=chat.tagline or schedules,
        second=schedules if chat.tagline else "",
        language=chat.language,
    )


def site_card_words(library: Library, settings: Settings) -> CardWords:
    """The card of the site, for every page that has none of its own."""
    accent = accent_on(DEFAULT_ACCENT, LIGHT_PAPER)
    return CardWords(
        title=settings.site_name,
        first=settings.site_description,
        hashtag=" · ".join(f"#{chat.hashtag}" for chat in library.chats),
        accent=accent.ink,
        on_accent=accent.on_ink,
        is_right_to_left=is_right_to_left(settings.language),
    )


def quote_card_words(post: Post, session: Session, settings: Settings) -> CardWords:
    """The card of a post that a recap quotes: what was said, by whom, where and when."""
    speech = speak(session.language)
    handle = bare_handle(post.author.handle)
    by = post.author.name or name_nobody(session, speech)
    if handle:
        by = f"{post.author.name} · @{handle}".removeprefix(" · ")
    day = speech.day((post.posted.astimezone(session.start.tzinfo) if post.posted else session.start).date())
    words = _of_chat(
        session.chat,
        settings,
        title=_plain_text(post),
        first=by,
        second=f"{platform_name(post.platform)} · {day}",
        language=post.lang or session.language,
    )
    return words._replace(is_quote=True)


def question_card_words(question: Question, session: Session, settings: Settings) -> CardWords:
    """The card of a question, for a host to post with it: what is asked, and how to answer."""
    speech = speak(session.language)
    label, answer = question_label(session, question.number), f"{session.chat.answer_labels[0]}{question.number}"
    words = _of_chat(
        session.chat,
        settings,
        title=question.text,
        first=f"{label} · {stated_title(session, speech)}",
        second=speech.text("Answer with %(answer)s and #%(hashtag)s", answer=answer, hashtag=session.chat.hashtag),
        language=session.language,
    )
    return words._replace(sign=label)


def describe_card(words: CardWords) -> str:
    """What a card says, for those who do not see it."""
    title = f"“{words.title}”" if words.is_quote else words.title
    hashtag = "" if words.sign else words.hashtag  # a question's card names it in its last line
    lines = " · ".join(each for each in (words.first, words.second, hashtag, words.site) if each)
    return " ".join(f"{title} — {lines}".split())


def _of_chat(chat: Chat, settings: Settings, *, title: str, first: str, second: str, language: str) -> CardWords:
    accent = accent_on(chat.color, LIGHT_PAPER)
    return CardWords(
        title=title,
        first=first,
        second=second,
        hashtag=f"#{chat.hashtag}",
        site=settings.site_name,
        accent=accent.ink,
        on_accent=accent.on_ink,
        is_right_to_left=is_right_to_left(language),
    )


def _plain_text(post: Post) -> str:
    """A post's text as its page shows it, with addresses that are not longer than a reader can take in."""
    html = text_html(post).replace("<br>", " ").replace("</p>", " ")
    return str(html.striptags())


def _people(session: Session, speech: Speech) -> str:
    """With whom; where nobody is invited, who asks; else where."""
    guests = speech.listing(person.name for person in session.guests)
    if guests:
        return speech.text("With %(guests)s", guests=guests)
    hosts = speech.listing(person.name for person in session.hosts)
    return speech.text("Hosted by %(hosts)s", hosts=hosts) if hosts else event_location(session)
