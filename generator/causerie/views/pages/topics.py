"""Topics: all of a site's, and for each its sessions to come, its recaps, and what else was spoken of with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.model.slug import fold_letters, topic_id
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.pages.cards import describe_page, session_card
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link, subscription_below
from causerie.views.pages.shelf import Archived, fill_shelf

_RELATED = 12


@frozen(kw_only=True)
class Topic:
    """What a site's sessions and chats call alike."""

    id: str
    name: str  # as it is written most often
    chats: tuple[Chat, ...]  # that are about it as a whole
    upcoming: tuple[Session, ...]
    past: tuple[Session, ...]  # the latest first
    related: tuple[str, ...]  # ids of other topics of the same sessions, the most frequent first

    @property
    def address(self) -> str:
        """Its page."""
        return paths.topic_address(self.id)

    @property
    def by_chat(self) -> list[list[Session]]:
        """Its past sessions, those of each chat together."""
        found: dict[str, list[Session]] = {}
        for session in self.past:
            found.setdefault(session.chat.id, []).append(session)
        return list(found.values())

    @property
    def sessions(self) -> int:
        """How many sessions were about it, or will be."""
        return sum(not session.is_off and session.is_written for session in (*self.past, *self.upcoming))


@frozen(kw_only=True)
class TopicLink:
    """A topic in a list, and how many sessions it has."""

    name: str
    address: str
    number: str


def find_topics(chats: Iterable[Chat], upcoming: Iterable[Session], past: Iterable[Session]) -> dict[str, Topic]:
    """The topics of public sessions and of chats, by id, in alphabetical order; `past` has the latest first."""
    spellings: dict[str, Counter[str]] = {}
    related: dict[str, Counter[str]] = {}
    of_chats: dict[str, list[Chat]] = {}
    ahead: dict[str, list[Session]] = {}
    behind: dict[str, list[Session]] = {}

    def note(topics: Sequence[str]) -> list[str]:
        ids = []
        for topic in topics:
            ids.append(topic_id(topic))
            spellings.setdefault(ids[-1], Counter())[topic] += 1
        return list(dict.fromkeys(ids))

    for chat in chats:
        for each in note(chat.topics):
            of_chats.setdefault(each, []).append(chat)
    for sessions, found in ((upcoming, ahead), (past, behind)):
        for session in sessions:
            if session.topics:
                ids = note(session.topics)
                for each in ids:
                    found.setdefault(each, []).append(session)
                    related.setdefault(each, Counter()).update(other for other in ids if other != each)
    names = {each: min(counts, key=lambda name: (-counts[name], name)) for each, counts in spellings.items()}
    topics = [
        Topic(
            id=each,
            name=name,
            chats=tuple(of_chats.get(each, ())),
            upcoming=tuple(ahead.get(each, ())),
            past=tuple(behind.get(each, ())),
            related=tuple(other for other, _ in related.get(each, Counter()).most_common(_RELATED)),
        )
        for each, name in names.items()
    ]
    return {topic.id: topic for topic in sorted(topics, key=lambda topic: (fold_letters(topic.name), topic.id))}


def link_topics(topics: Iterable[Topic], settings: Settings) -> list[TopicLink]:
    """Topics as a list shows them."""
    speech = speak(settings.language)
    return [
        TopicLink(name=each.name, address=each.address, number=speech.number(each.sessions) if each.sessions else "")
        for each in topics
    ]


def topics_page(topics: Mapping[str, Topic], settings: Settings) -> PageArtifact:
    """`/topics/`."""
    speech = speak_page(settings.language, settings)
    address = paths.in_language(paths.TOPICS, speech.home)
    title = speech.text("Topics")
    description = speech.text("What the hashtag chats of %(site)s have been about.", site=settings.site_name)
    body = render_template(
        "topics.html",
        speech,
        address,
        topics=link_topics(topics.values(), settings),
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


def topic_page(
    topic: Topic, related: Sequence[Topic], settings: Settings, now: datetime, archived: Archived
) -> PageArtifact:
    """`/topics/ai/`, in the site's language."""
    speech = speak_page(settings.language, settings)
    address = paths.in_language(topic.address, speech.home)
    groups = [(sessions[0].chat, fill_shelf(sessions, archived, speech, address)) for sessions in topic.by_chat]
    body = render_template(
        "topic.html",
        speech,
        address,
        topic=topic,
        chats=[(chat.title, chat.hashtag, paths.chat_address(chat)) for chat in topic.chats],
        upcoming=[session_card(session, speech, now) for session in topic.upcoming],
        groups=[(f"chat-{chat.id}", f"{chat.title} #{chat.hashtag}", shelf) for chat, shelf in groups],
        related=link_topics(related, settings),
        subscribe=subscription_below(topic.address, settings, speech),
        contact=contact_link(settings),
    )
    description = describe_page(
        speech.text("“%(topic)s” in the hashtag chats of %(site)s.", topic=topic.name, site=settings.site_name)
    )
    outline = [Heading("upcoming", speech.text("Coming up"))] if topic.upcoming else []
    outline += [Heading(f"chat-{chat.id}", f"{chat.title} #{chat.hashtag}") for chat, _ in groups]
    return PageArtifact(
        address=address,
        title=topic.name,
        description=description,
        language=settings.language,
        body=body,
        head=head_html(settings, speech, address, topic.name, description, topic=topic.name),
        outline=(*outline, Heading("subscribe", speech.text("Never miss one"))),
    )
