"""Feeds: a site's announcements and recaps as RSS, Atom and JSON Feed, for all of it and for each chat."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from types import MappingProxyType

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.model.slug import topic_id
from causerie.settings import Settings
from causerie.views.artifact import Artifact
from causerie.views.feeds.entries import (
    Body,
    Entry,
    Feed,
    Kind,
    Publication,
    entry_id,
    find_publications,
    fit_line,
    write_entry,
)
from causerie.views.feeds.explained import STYLESHEETS, render_stylesheets
from causerie.views.feeds.json_feed import write_json_feed
from causerie.views.feeds.rss_atom import write_atom, write_rss
from causerie.views.pages.bodies import announcement_html, recap_html
from causerie.views.paths import (
    CALENDAR,
    CHATS,
    TOPIC_FEEDS,
    chat_address,
    chat_calendar,
    relative,
    topic_address,
)

_OF_TOPIC = 10  # entries of a topic's feed: topics are many, and each post would be in many files

# What each file carries: entries of one kind, or of both.
_FILES: dict[str, tuple[Kind | None, Callable[[Feed], bytes]]] = {
    "feed.xml": (None, write_rss),
    "feed.atom": (None, write_atom),
    "feed.json": (None, write_json_feed),
    "announcements.xml": (Kind.ANNOUNCEMENT, write_rss),
    "recaps.xml": (Kind.RECAP, write_rss),
}


def render_feeds(
    library: Library,
    settings: Settings,
    now: datetime,
    announcement: Body = announcement_html,
    recap: Body = recap_html,
    key_of: Callable[[Session], bytes] = lambda _: b"",
    topics: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Artifact]:
    """Every feed, and the styles that show it to people; nothing while nobody knows the site's address.

    `topics` are the names of all topics of sessions, by id.
    `key_of` names all that an entry of a session is made of, where that is known: what has the same names is the same.
    """
    if not settings.site_url:
        return
    bodies = {Kind.ANNOUNCEMENT: announcement, Kind.RECAP: recap}

    @cache  # an entry stands in several feeds, and its body is the costly part
    def write(publication: Publication) -> Entry:
        return write_entry(publication, settings, now, bodies[publication.kind])

    yield from render_stylesheets(library, settings)
    everything = find_publications(library, now)
    of_topics = _by_topic(everything)
    for shelf in _find_shelves(library, topics):
        of_shelf = of_topics.get(shelf.topic, []) if shelf.topic else everything
        if shelf.chat is not None:
            of_shelf = [each for each in everything if each.session.chat.id == shelf.chat.id]
        for file, (kind, write_feed) in _FILES.items():
            if shelf.topic and file not in TOPIC_FEEDS:
                continue
            most = min(settings.feed_items, _OF_TOPIC) if shelf.topic else settings.feed_items
            newest = tuple([each for each in of_shelf if kind in (None, each.kind)][:most])

            def make(
                shelf: _Shelf = shelf,
                file: str = file,
                kind: Kind | None = kind,
                newest: tuple[Publication, ...] = newest,
                write_feed: Callable[[Feed], bytes] = write_feed,
            ) -> bytes:
                entries = tuple(replace(write(each), id=entry_id(each, settings, shelf.alias)) for each in newest)
                return write_feed(_describe_feed(shelf, file, kind, settings, entries))

            yield Artifact(path=shelf.place + file, key=_name_entries(newest, key_of), load=make)


def _name_entries(publications: tuple[Publication, ...], key_of: Callable[[Session], bytes]) -> bytes:
    """Names what a feed is made of; nothing where an entry has no name, or where there is none."""
    keys = [key_of(each.session) for each in publications]
    if not keys or not all(keys):
        return b""
    moments = [(each.kind.value, each.published, each.updated) for each in publications]
    return blake2b(repr((keys, moments)).encode(), digest_size=16).digest()


@frozen
class _Shelf:
    """A folder of feeds: the site's, a topic's, a chat's, or the one that a chat had under a former name."""

    place: str  # its address
    chat: Chat | None = None
    alias: str = ""  # the former name: readers know the entries by ids with that name
    topic: str = ""  # a topic's id
    name: str = ""  # how the topic is written


def _by_topic(publications: Iterable[Publication]) -> dict[str, list[Publication]]:
    """The publications of each topic, by its id, in their order."""
    found: dict[str, list[Publication]] = {}
    for each in publications:
        for topic in dict.fromkeys(map(topic_id, each.session.topics)):
            found.setdefault(topic, []).append(each)
    return found


def _find_shelves(library: Library, topics: Mapping[str, str]) -> Iterator[_Shelf]:
    yield _Shelf("")
    for topic, name in topics.items():
        yield _Shelf(topic_address(topic), topic=topic, name=name)
    for chat in library.chats:
        yield _Shelf(chat_address(chat), chat)
        for alias in chat.aliases:
            yield _Shelf(f"{CHATS}{alias}/", chat, alias)


def _describe_feed(shelf: _Shelf, file: str, kind: Kind | None, settings: Settings, entries: tuple[Entry, ...]) -> Feed:
    """A feed's own facts, in the language of its chat or of the site.

    Its address is where it stands, also under a former name: a reader that moved on would meet other ids.
    """
    chat = shelf.chat
    language = chat.language if chat else settings.language
    speech = speak(language)
    hashtag = speech.naming((f"#{chat.hashtag}",)) if chat else ""
    name = speech.with_note(chat.title, hashtag) if chat else fit_line(settings.site_name) or settings.domain
    name = speech.with_name(name, shelf.name) if shelf.topic else name
    about = "" if shelf.topic else fit_line(chat.tagline if chat else settings.site_description)
    match kind:
        case Kind.ANNOUNCEMENT:
            title = speech.text("%(name)s: announcements", name=name)
            description = speech.text("The sessions of %(name)s that are coming.", name=name)
        case Kind.RECAP:
            title = speech.text("%(name)s: recaps", name=name)
            description = speech.text("What was said in the sessions of %(name)s.", name=name)
        case _:
            title = name
            description = about or speech.text("Announcements and recaps of %(name)s.", name=name)
    path = shelf.place + file
    return Feed(
        url=settings.absolute(path),
        title=fit_line(title),
        description=fit_line(description),
        language=fit_line(language),
        home=settings.absolute(chat_address(chat) if chat else topic_address(shelf.topic) if shelf.topic else ""),
        calendar=settings.absolute(chat_calendar(chat) if chat else (shelf.place + CALENDAR)),
        calendar_title=fit_line(speech.text("%(name)s: calendar", name=name)),
        author=fit_line(chat.title if chat else name),
        stylesheets=tuple(relative(stylesheet, path) for stylesheet in STYLESHEETS),
        entries=entries,
    )
