"""Sessions and chats for search: what their pages show to everybody, each piece with the place where it stands."""

from __future__ import annotations

from datetime import UTC, datetime

from causerie.i18n import Speech, speak
from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.platform import bare_handle
from causerie.model.post import Post
from causerie.model.recap import Recap
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.pages.prose import plain_prose
from causerie.views.pages.quotes import name_nobody, post_anchor
from causerie.views.pages.recap_groups import place_highlights, question_label
from causerie.views.search.texts import AROUND, NAMED, SAID, TITLE, SearchText, TextMaker


def session_place(session: Session) -> str:
    """Where a session stands among all pages: by its start, so that a new one usually comes last."""
    return f"{session.start.astimezone(UTC):%Y-%m-%dT%H:%M}"


def index_session(session: Session, now: datetime) -> SearchText:
    """What a public session's page lets visitors find."""
    speech = speak(session.language)
    chat, day = session.chat, session.start.date()
    maker = TextMaker(
        paths.session_address(session), session.title, session.language, (f"#{chat.hashtag}", speech.short_day(day))
    )
    maker.mention(AROUND, chat.title, chat.hashtag, *chat.also, speech.day(day), *session.topics)
    recap = session.recap if session.has_recap(now) else None
    maker.add(SAID, session.reason)
    if recap:
        for erratum in recap.shown_errata(now):
            maker.add(SAID, erratum.text)
        maker.add(SAID, plain_prose(recap.summary))
        for takeaway in recap.accepted_takeaways:
            maker.add(SAID, takeaway.text, anchor="takeaways", label=speech.text("Key takeaways"))
    maker.add(AROUND, plain_prose(session.prose))
    if recap or session.has_public_questions(now):
        for question in session.questions:
            anchor, label = f"q{question.number}", question_label(session, question.number)
            maker.add(NAMED, question.text, anchor=anchor, label=label)
            if question.image:
                maker.add(AROUND, question.image.alt, anchor=anchor, label=label)
    if recap:
        _add_highlights(maker, session, recap, speech)
        _add_lines(maker, recap, speech)
    for link in session.links:
        maker.add(AROUND, link.title or link.url, anchor="links", label=speech.text("Links"))
    for role, people in ((speech.text("Guest"), session.guests), (speech.text("Host"), session.hosts)):
        for person in people:
            maker.add(NAMED, introduce_person(person), anchor="people", label=role)
    return maker.finish()


def index_chat(chat: Chat) -> SearchText:
    """What a chat's page lets visitors find; its sessions have pages of their own."""
    speech = speak(chat.language)
    maker = TextMaker(paths.chat_address(chat), chat.title, chat.language, (f"#{chat.hashtag}",))
    maker.mention(TITLE, chat.hashtag, *chat.also)
    maker.mention(NAMED, *chat.topics)
    maker.add(SAID, chat.tagline)
    maker.add(AROUND, plain_prose(chat.description))
    for person in chat.hosts:
        maker.add(NAMED, introduce_person(person), label=speech.text("Host"))
    return maker.finish()


def _add_highlights(maker: TextMaker, session: Session, recap: Recap, speech: Speech) -> None:
    anchors = {""}
    for number, highlight in place_highlights(recap.highlights):
        group = f"q{number}" if number else ""
        if highlight.post is None:
            maker.add(NAMED, highlight.heading, anchor=group)
            maker.add(SAID, highlight.text, anchor=group)
            continue
        post = highlight.post
        anchor = post_anchor(post)
        if anchor in anchors:  # a post that was chosen twice is found at its first place
            anchor = anchor or group
        anchors.add(anchor)
        author = introduce_author(post, session, speech)
        maker.mention(NAMED, author)
        language = post.lang or session.language
        instead = speech.text("Sensitive post") if post.sensitive else ""
        maker.add(SAID, post.text, anchor=anchor, label=author, language=language, instead=instead)
        for media in post.media:
            maker.add(AROUND, media.alt, anchor=anchor, label=author, language=language, instead=instead)
        maker.add(SAID, highlight.note, anchor=anchor)


def _add_lines(maker: TextMaker, recap: Recap, speech: Speech) -> None:
    for resource in recap.resources:
        shared = f" {_at(resource.shared_by)}" if resource.shared_by else ""
        label = speech.text("Shared in the session")
        maker.add(SAID, f"{resource.title or resource.url}{shared}", anchor="resources", label=label)
    for each in recap.unanswered:
        by = f" {_at(each.by)}" if each.by else ""
        maker.add(SAID, f"{each.text}{by}", anchor="unanswered", label=speech.text("Still unanswered"))


def introduce_author(post: Post, session: Session, speech: Speech) -> str:
    """Who wrote a post, as its quote says it."""
    handle = _at(post.author.handle) if post.author.handle else ""
    return f"{post.author.name} {handle}".strip() or name_nobody(session, speech)


def introduce_person(person: Person) -> str:
    """A person's name, accounts and bio."""
    handles = " ".join(dict.fromkeys(_at(account.handle) for account in person.accounts))
    return " ".join(each for each in (person.name, handles, person.bio) if each)


def _at(handle: str) -> str:
    return f"@{bare_handle(handle)}"
