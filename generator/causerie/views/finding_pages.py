"""The pages that gather from many sessions, planned: each with a name for all that it shows.

A name is made of what is kept of the sessions, so a build makes only the pages that are not published already, and
looks at no session's texts for the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from hashlib import blake2b
from pathlib import Path

from causerie.i18n import speak
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PlannedPage
from causerie.views.finding import Finding, OfChat
from causerie.views.pages.cards import session_card
from causerie.views.pages.chat_numbers import chat_numbers_page
from causerie.views.pages.people import Appearances, latest_quotes, name_quoted, people_page, person_page
from causerie.views.pages.questions import questions_page
from causerie.views.pages.resources import resources_page
from causerie.views.pages.shelf import name_session, name_shelf
from causerie.views.pages.topics import Topic, topic_page, topics_page
from causerie.views.pages.unanswered import Waiting, all_unanswered_page, unanswered_page


def plan_finding(finding: Finding) -> Iterator[PlannedPage]:
    """Topics, people, questions, resources, what is unanswered, and chats over time."""
    planners = [_Planner(finding, each, at) for at, each in enumerate(finding.settings.in_each_language)]
    for planner in planners:
        yield from planner.topics()
        yield from planner.people()
    for of in finding.chats.values():
        yield from planners[0].chat(of)  # in the chat's language
    for planner in planners:
        yield from planner.unanswered()


@dataclass(frozen=True)
class _Planner:
    finding: Finding
    settings: Settings  # with the language of the pages that gather
    nth: int  # among the site's languages

    def topics(self) -> Iterator[PlannedPage]:
        topics, settings, now = self.finding.topics, self.settings, self.finding.now
        if not topics:
            return
        key = self._name("topics", _name_topics(list(topics.values())))
        make = partial(topics_page, topics, settings)
        yield PlannedPage(address=self._here(paths.TOPICS), make=make, key=key, language=settings.language)
        for topic in topics.values():
            related = [topics[each] for each in topic.related]
            key = self._name(
                topic.name,
                topic.chats,
                [self._ahead[id(each)] for each in topic.upcoming],
                [name_shelf(sessions, self._archived) for sessions in topic.by_chat],
                _name_topics(related),
            )
            yield PlannedPage(
                address=self._here(topic.address),
                make=partial(topic_page, topic, related, settings, now, self._archived),
                key=key,
                language=settings.language,
                has_outline=True,
            )

    def people(self) -> Iterator[PlannedPage]:
        people, settings = self.finding.people, self.settings
        if not people:
            return
        shown = [
            (each.person, each.chats, each.visits, len(each.quoted), bool(each.upcoming)) for each in people.values()
        ]
        make = partial(people_page, people, settings)
        key = self._name("people", shown)
        yield PlannedPage(address=self._here(paths.PEOPLE), make=make, key=key, language=settings.language)
        for each in people.values():
            yield self._person(each)

    def _person(self, found: Appearances) -> PlannedPage:
        settings, now = self.settings, self.finding.now
        texts = [self.finding.parts_of(session).key for session in latest_quotes(found)]
        key = self._name(
            found.person,
            found.chats,
            [self._ahead[id(session)] for session in found.upcoming],
            name_shelf(found.guested, self._archived),
            name_shelf(found.hosted, self._archived),
            name_quoted(found),
            texts,
        )
        return PlannedPage(
            address=self._here(found.address),
            make=partial(person_page, found, settings, now, self._archived),
            key=key if all(texts) else b"",
            language=settings.language,
            has_outline=bool(found.upcoming or found.guested or found.hosted or found.quoted),
        )

    def chat(self, of: OfChat) -> Iterator[PlannedPage]:
        chat, settings = of.chat, self.settings
        if of.asked:
            counts = [(year, len(items)) for year, items in of.asked.items()]
            for year in of.asked_pages:
                shown = of.asked[year] if year else of.newest_asked
                yield PlannedPage(
                    address=paths.questions_address(chat, year),
                    make=partial(questions_page, chat, counts, shown, settings, year),
                    key=self._name("questions", chat, year, counts, "".join(shown)),
                    language=chat.language,
                )
        if of.resources:
            yield PlannedPage(
                address=paths.resources_address(chat),
                make=partial(resources_page, chat, of.resources, settings),
                key=self._name("resources", chat, [each.names for each in of.resources]),
                language=chat.language,
            )
        if of.recapped:
            yield PlannedPage(
                address=paths.unanswered_address(chat),
                make=partial(unanswered_page, chat, of.waiting, settings),
                key=self._name("unanswered", chat, _name_waiting(of.waiting)),
                language=chat.language,
            )
            yield PlannedPage(
                address=paths.numbers_address(chat),
                make=lambda: chat_numbers_page(chat, self.finding.count_over_time(of), settings),
                key=self._name("numbers", chat, self.finding.name_numbers(of)),
                language=chat.language,
            )

    def unanswered(self) -> Iterator[PlannedPage]:
        settings, chats = self.settings, self.finding.chats.values()
        if any(of.recapped for of in chats):
            waiting = [each for of in chats for each in of.waiting if each.to is None]
            waiting.sort(key=lambda each: each.session.start, reverse=True)
            yield PlannedPage(
                address=self._here(paths.UNANSWERED),
                make=partial(all_unanswered_page, waiting, settings),
                key=self._name("unanswered", [of.chat for of in chats], _name_waiting(waiting)),
                language=settings.language,
            )

    def _archived(self, session: Session) -> str:
        archived = self.finding.parts_of(session).archived
        return archived[self.nth] if archived else ""

    def _here(self, address: str) -> str:
        """A page that gathers, in this language."""
        return paths.in_language(address, self.settings.home(self.settings.language))

    @cached_property
    def _ahead(self) -> dict[int, str]:
        """What lists show of each session to come."""
        speech, now = speak(self.settings.language), self.finding.now
        return {id(each): repr(session_card(each, speech, now)) for each in self.finding.upcoming}

    @cached_property
    def _settings(self) -> bytes:
        """What all pages depend on; where the project stands does not count."""
        return repr(replace(self.settings, root=Path(), pages=(), content=Path())).encode()

    def _name(self, *values: object) -> bytes:
        named = blake2b(self._settings, digest_size=16)
        for value in values:  # HTML is long, and need not be made readable
            shown = value if isinstance(value, str) else repr(value)
            named.update(b"\0" + shown.encode("utf-8", "surrogatepass"))
        return named.digest()


def _name_topics(topics: Sequence[Topic]) -> object:
    return [(each.id, each.name, each.sessions) for each in topics]


def _name_waiting(waiting: Sequence[Waiting]) -> object:
    return [(each.question, name_session(each.session), each.to and name_session(each.to)) for each in waiting]
