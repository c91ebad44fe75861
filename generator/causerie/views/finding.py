"""What public sessions come to when they are looked at together: topics, people, questions, resources, what is open.

It is made of what is kept of each session, never of its texts; `finding_pages` makes pages of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import chain, islice

from causerie.frozen import frozen
from causerie.i18n import speak
from causerie.model.chat import Chat
from causerie.model.counting import split_people
from causerie.model.library import Library
from causerie.model.over_time import OverTime, count_over_time
from causerie.model.session import Session, Status
from causerie.model.slug import topic_id
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.pages.cards import chat_class
from causerie.views.pages.people import Appearances, find_people
from causerie.views.pages.questions import NEWEST
from causerie.views.pages.resources import Gathered, gather_resources
from causerie.views.pages.session_numbers import join_accounts
from causerie.views.pages.shelf import name_session
from causerie.views.pages.topics import Topic, find_topics
from causerie.views.pages.unanswered import Waiting, carried_html, find_waiting
from causerie.views.pages.ways import Way, Ways
from causerie.views.session_parts import Parts

_FEWEST = 3  # transcripts that say something about time
_OF_YEAR = 16  # topics and guests that a year's page names


@frozen(kw_only=True)
class OfChat:
    """What was gathered of one chat; sessions have the latest first."""

    chat: Chat
    recapped: Sequence[Session]
    asked: Mapping[int, Sequence[str]]  # each year's lists of questions
    resources: list[Gathered]
    waiting: Sequence[Waiting]  # questions that nobody has answered, carried on or not
    carried: Mapping[str, Sequence[Waiting]]  # by the id of the session that is to take them up
    next: Session | None

    @property
    def addresses(self) -> list[str]:
        """The pages of what was gathered."""
        addresses = [paths.resources_address(self.chat)] if self.resources else []
        if self.recapped:
            addresses += [paths.unanswered_address(self.chat), paths.numbers_address(self.chat)]
        return addresses + [paths.questions_address(self.chat, year) for year in self.asked_pages]

    @property
    def asked_pages(self) -> Sequence[int]:
        """The pages of questions: 0 has the newest, and where these are not all, each year has its own."""
        is_whole = sum(map(len, self.asked.values())) <= NEWEST
        return () if not self.asked else (0,) if is_whole else (0, *self.asked)

    @property
    def newest_asked(self) -> Sequence[str]:
        """The latest sessions' lists of questions."""
        return list(islice(chain.from_iterable(self.asked.values()), NEWEST))

    @property
    def still_open(self) -> int:
        """How many questions wait without a session that takes them up."""
        return sum(each.to is None for each in self.waiting)


@dataclass(frozen=True)
class Finding:
    """What a site's public sessions come to when they are looked at together; each part when it is asked for."""

    library: Library
    parts_of: Callable[[Session], Parts]
    settings: Settings
    now: datetime

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """All topics, by id."""
        return find_topics(self.library.chats, self.upcoming, self._over)

    @cached_property
    def people(self) -> dict[str, Appearances]:
        """Everybody of people.yml who appears in public, by id."""

        def quoted(session: Session) -> Iterator[tuple[str, str]]:
            parts = self.parts_of(session)
            return zip(parts.quoted, parts.harvest.anchors, strict=True)

        return find_people(self.library.people, self.library.chats, self.upcoming, self._over, quoted)

    @cached_property
    def joined(self) -> dict[bytes, bytes]:
        """The keys of accounts in transcripts that are one person's, as people.yml says."""
        return join_accounts(self.library.people)

    @cached_property
    def chats(self) -> dict[str, OfChat]:
        """What was gathered of each chat, by id."""
        return {chat.id: self._gather(chat) for chat in self.library.chats}

    def from_earlier(self, session: Session) -> str:
        """What earlier sessions left for one: HTML for its page, where a body has `EARLIER`."""
        of = self.chats[session.chat.id]
        carried = of.carried.get(session.id, ())
        is_next = session is of.next
        return carried_html(session, carried, of.still_open if is_next else 0)

    def ways(self, language: str, chat: Chat | None = None) -> list[Ways]:
        """The ways into a chat's pages, or into all, in a language."""
        speech = speak(language)
        waiting = sum(of.still_open for of in self.chats.values())
        site = [
            Way(speech.text("Topics"), paths.TOPICS, speech.number(len(self.topics))) if self.topics else None,
            Way(speech.text("People"), paths.PEOPLE, speech.number(len(self.people))) if self.people else None,
        ]
        if chat is not None:
            return [self._ways_of(self.chats[chat.id], language, site)]
        if waiting and len(self.chats) > 1:
            site.append(Way(speech.text("Unanswered"), paths.UNANSWERED, speech.number(waiting)))
        of_site = Ways(ways=tuple(way for way in site if way))
        found = [of_site, *(self._ways_of(of, language) for of in self.chats.values())]
        return [each for each in found if each.ways]

    def year(self, year: int, language: str) -> list[Ways]:
        """What a year's recaps were about, and who was invited."""
        speech = speak(language)
        topics, guests = self._years.get(year, (Counter[str](), Counter[str]()))
        of_topics = [
            Way(self.topics[each].name, self.topics[each].address, speech.number(count))
            for each, count in topics.most_common(_OF_YEAR)
        ]
        of_guests = [
            Way(self.people[each].person.name, self.people[each].address) for each, _ in guests.most_common(_OF_YEAR)
        ]
        found = (Ways(speech.text("Topics"), ways=tuple(of_topics)), Ways(speech.text("Guests"), ways=tuple(of_guests)))
        return [each for each in found if each.ways]

    @cached_property
    def _years(self) -> dict[int, tuple[Counter[str], Counter[str]]]:
        """How many recaps of a year have a topic, and a guest."""
        found: dict[int, tuple[Counter[str], Counter[str]]] = {}
        for session in self.library.recapped(self.now):
            if session.topics or session.guests:
                topics, guests = found.setdefault(session.start.year, (Counter(), Counter()))
                topics.update(list(dict.fromkeys(map(topic_id, session.topics))))
                guests.update([person.id for person in session.guests])
        return found

    def _ways_of(self, of: OfChat, language: str, more: Sequence[Way | None] = ()) -> Ways:
        speech, chat = speak(language), of.chat
        asked = sum(map(len, of.asked.values()))
        ways = (
            Way(speech.text("Questions"), paths.questions_address(chat)) if asked else None,
            Way(speech.text("Resources"), paths.resources_address(chat), speech.number(len(of.resources)))
            if of.resources
            else None,
            Way(speech.text("Unanswered"), paths.unanswered_address(chat), speech.number(of.still_open))
            if of.still_open
            else None,
            Way(speech.text("Over time"), paths.numbers_address(chat)) if of.recapped else None,
        )
        found = tuple(way for way in (*more, *ways) if way)
        return Ways(chat.title, language=chat.language, chat_class=chat_class(chat), ways=found)

    @cached_property
    def upcoming(self) -> list[Session]:
        """Sessions to come, also those that only a schedule knows."""
        return self.library.upcoming(self.now, self.settings.weeks_ahead)

    @cached_property
    def _over(self) -> list[Session]:
        """All public sessions that are not to come, cancelled ones too, the latest first."""
        return [each for each in self.library.past(self.now) if each.status is not Status.POSTPONED]

    @cached_property
    def _past(self) -> list[Session]:
        """Those that took place, or have a recap."""
        return [each for each in self._over if not each.is_off or each.has_recap(self.now)]

    @cached_property
    def _past_of(self) -> dict[str, list[Session]]:
        found: dict[str, list[Session]] = {chat.id: [] for chat in self.library.chats}
        for session in self._past:
            found[session.chat.id].append(session)
        return found

    def _gather(self, chat: Chat) -> OfChat:
        library, now = self.library, self.now
        past = self._past_of[chat.id]
        harvests = [(session, self.parts_of(session).harvest) for session in past]
        asked: dict[int, list[str]] = {}
        for session, harvest in harvests:
            if harvest.questions:
                asked.setdefault(session.start.year, []).append(harvest.questions)
        left_open = [(session, harvest.left_open) for session, harvest in harvests if harvest.left_open]
        public = library.public_sessions(now, chat) if left_open else ()
        by_name = {name: each for each in public for name in (*each.aliases, each.id)}
        waiting = find_waiting(left_open, by_name)
        carried: dict[str, list[Waiting]] = {}
        for each in waiting:
            if each.to is not None:
                carried.setdefault(each.to.id, []).append(each)
        coming = (s for s in self.upcoming if s.chat.id == chat.id and s.is_written and not s.is_off)
        return OfChat(
            chat=chat,
            recapped=[session for session in past if session.has_recap(now)],
            asked=asked,
            resources=gather_resources((session, harvest.shared) for session, harvest in harvests if harvest.shared),
            waiting=[each for each in waiting if each.to is None or not each.to.has_recap(now)],
            carried=carried,
            next=next(coming, None),
        )

    def count_over_time(self, of: OfChat) -> OverTime:
        """A chat over time, from its transcripts where it has some, else from whom its recaps quote."""
        recapped = of.recapped[::-1]
        parts = [(session, self.parts_of(session)) for session in recapped]
        written: list[tuple[Session, Set[Hashable]]] = [
            (s, split_people(p.people, self.joined)) for s, p in parts if p.people
        ]
        quoted: list[tuple[Session, Set[Hashable]]] = [(s, set(p.quoted)) for s, p in parts if p.quoted]
        seen = written if len(written) >= _FEWEST else quoted
        past = [each for each in self._over if each.chat.id == of.chat.id][::-1]
        return count_over_time(of.chat, past, recapped, seen, has_transcripts=seen is written)

    def name_numbers(self, of: OfChat) -> object:
        """All that a chat's numbers are made of."""
        held = [each.is_off for each in self._over if each.chat.id == of.chat.id]
        parts = [(each.start.year, self.parts_of(each)) for each in of.recapped]
        people = [(year, found.people, found.quoted) for year, found in parts]
        return held, people, sorted(self.joined.items()), [name_session(each) for each in of.recapped]
