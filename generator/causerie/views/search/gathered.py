"""Topics, people and resources for search: small texts, made on every build from what is kept of the sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.library import session_order
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.finding import Finding
from causerie.views.pages.people import Appearances
from causerie.views.pages.resources import MOST, Gathered
from causerie.views.pages.topics import Topic
from causerie.views.search.index import IndexedPage
from causerie.views.search.sessions import introduce_person, session_place
from causerie.views.search.texts import NAMED, SAID, SearchText, TextMaker


def search_gathered(finding: Finding) -> Iterator[IndexedPage]:
    """The pages of topics, people and resources."""
    for topic in finding.topics.values():
        sessions = (*topic.past[-1:], *topic.upcoming)
        settings = _speaking(finding.settings, (*topic.past, *topic.upcoming))
        address = paths.in_language(topic.address, settings.home(settings.language))
        yield _indexed(address, _index_topic(topic, address, settings), sessions)
    for found in finding.people.values():
        quoted = [session for session, _ in found.quoted[-1:]]
        sessions = (*found.guested[-1:], *found.hosted[-1:], *quoted, *found.upcoming)  # past ones: the latest first
        appeared = (*found.guested, *found.hosted, *found.upcoming, *(session for session, _ in found.quoted))
        settings = _speaking(finding.settings, appeared)
        address = paths.in_language(found.address, settings.home(settings.language))
        yield _indexed(address, _index_person(found, address, settings), sessions)
    for of in finding.chats.values():
        if of.resources:
            yield _indexed(paths.resources_address(of.chat), _index_resources(of.chat, of.resources), ())


def _indexed(address: str, text: SearchText, sessions: Sequence[Session]) -> IndexedPage:
    """Its place is that of its first session: a topic that is new does not push thousands of pages along."""
    first = min((each for each in sessions if each.is_written), key=session_order, default=None)
    place = session_place(first) if first else ""
    return IndexedPage(address=address, place=place, key=text.key, load=lambda: text)


def _speaking(settings: Settings, sessions: Sequence[Session]) -> Settings:
    """A page that is there in several languages is found once: in that of its sessions, where they share one."""
    if not settings.languages:
        return settings
    homes = {settings.home(session.language) for session in sessions}
    shared = [each for each in settings.in_each_language if homes == {settings.home(each.language)}]
    return shared[0] if shared else settings


def _index_topic(topic: Topic, address: str, settings: Settings) -> SearchText:
    speech = speak(settings.language)
    maker = TextMaker(address, topic.name, settings.language, (speech.text("Topic"),))
    sessions = speech.plural("%(number)s session about this.", "%(number)s sessions about this.", topic.sessions)
    maker.add(SAID, sessions if topic.sessions else speech.text("What a whole chat is about."))
    maker.mention(NAMED, *(chat.title for chat in topic.chats))
    return maker.finish()


def _index_person(found: Appearances, address: str, settings: Settings) -> SearchText:
    speech = speak(settings.language)
    maker = TextMaker(address, found.person.name, settings.language, (speech.text("Person"),))
    maker.add(NAMED, introduce_person(found.person))
    return maker.finish()


def _index_resources(chat: Chat, resources: Sequence[Gathered]) -> SearchText:
    speech = speak(chat.language)
    title = speech.text("Resources of %(chat)s", chat=chat.title)
    maker = TextMaker(paths.resources_address(chat), title, chat.language, (f"#{chat.hashtag}",))
    for each in resources[:MOST]:
        maker.add(SAID, each.title or each.url)
    return maker.finish()
