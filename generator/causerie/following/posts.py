"""Adds to a kit what is posted when the hour is over: thanks by name, and words for each who was quoted or asked.

They are part of the kit, not a thing of their own: the same folder and page, the same lengths, the host's own wordings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from causerie.following.people import Addressed, find_asker, participants, quoted_authors
from causerie.model.chat import Venue
from causerie.model.library import Library
from causerie.model.platform import Platform
from causerie.model.post import Post
from causerie.model.recap import AnswerState, Unanswered
from causerie.model.session import Session
from causerie.promoting.kit import CARRIED, MENTIONS, QUOTED, RECAP, REPLY, THANKS, Kit, KitPost, Wording
from causerie.promoting.making import Writer, length_notes, make_writer
from causerie.promoting.wordings import Wordings
from causerie.settings import Settings
from causerie.views.joining import compose_link

MOST_MENTIONS = 8  # in one post: above some ten, readers and platforms take it for spam
_APART = timedelta(minutes=2)


def follow_up(
    kit: Kit,
    library: Library,
    settings: Settings,
    now: datetime,
    wordings: Wordings,
    limits: Mapping[str, int],
    said: Sequence[Post],
) -> Kit:
    """The kit of a session with what follows it; `said` are its posts, without whoever must appear nowhere."""
    session = kit.session
    if not session.is_past(now):
        return kit
    if session.chat.anonymise:
        note = "chat.yml says anonymise: true, so nobody who took part is thanked or told by their handle."
        return replace(kit, notes=(*kit.notes, note))
    follower = _Follower(make_writer(library, session, settings, wordings, limits), session)
    thanks = next(post.at for post in kit.posts if post.kind == THANKS)
    added = list(follower.thank(participants(said, session, library.people), thanks))
    notes = [] if said else ["There are no posts in the transcript: import them for thanks by name."]
    if session.recap is not None and session.has_recap(now):
        last = max(post.at for post in kit.posts if post.kind == RECAP)
        told = [*follower.tell(quoted_authors(session)), *follower.answer(session.recap.unanswered, said, library, now)]
        added += [replace(post, at=last + _APART * place) for place, post in enumerate(told, 1)]
        notes += follower.unknown
    posts = sorted([*kit.posts, *added], key=lambda post: post.at.astimezone(UTC))
    return replace(kit, posts=tuple(posts), notes=(*kit.notes, *length_notes(added), *notes))


@dataclass(slots=True)
class _Follower:
    """Writes posts to people, each on their own platform; wordings take turns, so that no two read alike."""

    writer: Writer
    session: Session
    unknown: list[str]

    def __init__(self, writer: Writer, session: Session) -> None:
        self.writer, self.session, self.unknown = writer, session, []

    def thank(self, people: Iterable[Addressed], at: datetime) -> Iterator[KitPost]:
        """Thanks for as many as a post takes, one post after the other on each platform."""
        of_platforms: dict[str, list[str]] = {}
        for each in people:
            of_platforms.setdefault(each.platform, []).append(each.mention)
        written = [list(self._chunks(platform, mentions, at)) for platform, mentions in of_platforms.items()]
        for part in range(max(map(len, written), default=0)):
            wordings = tuple(chunks[part] for chunks in written if part < len(chunks))
            yield KitPost(kind=MENTIONS, at=at + _APART * (part + 1), part=part + 1, wordings=wordings)

    def tell(self, people: Iterable[Addressed]) -> Iterator[KitPost]:
        """A note for each whom the recap quotes, below the post that it quotes."""
        for turn, each in enumerate(people):
            yield self._write(QUOTED, each, turn, {})

    def answer(
        self, questions: Iterable[Unanswered], said: Sequence[Post], library: Library, now: datetime
    ) -> Iterator[KitPost]:
        """A reply to each question that is open or carried on, below the post that asks it."""
        for turn, question in enumerate(questions):
            kind, more = self._become(question, library, now)
            if not kind or not question.by:
                continue
            asker = find_asker(question.by, question.text, said)
            if asker is None:
                self.unknown.append(f"Nobody knows on which platform {question.by} asked, so there is no reply to it.")
            else:
                yield self._write(kind, asker, turn, {"question": question.text, **more})

    def _become(self, question: Unanswered, library: Library, now: datetime) -> tuple[str, dict[str, str]]:
        """What there is to say of a question; nothing where it has its answer, or waits for a day that is not known."""
        if question.status is AnswerState.OPEN:
            return REPLY, {}
        target = library.session(self.session.chat.id, question.to)
        if question.status is AnswerState.ANSWERED or target is None:
            return "", {}
        if target.is_off or target.is_past(now) or not target.is_public(now):
            return "", {}
        day = self.writer.named.speech.spoken_day(target.start.date())
        return CARRIED, {"carried_day": day, "carried_title": target.title}

    def _chunks(self, platform: str, mentions: Sequence[str], at: datetime) -> Iterator[Wording]:
        """Thanks on one platform: as many mentions in each post as it takes, and never too many."""
        venue, begin, turn = self._venue(platform), 0, 0
        while begin < len(mentions):
            for count in range(min(MOST_MENTIONS, len(mentions) - begin), 0, -1):
                people = " ".join(mentions[begin : begin + count])
                wording = self._turned(turn).word(MENTIONS, venue, at, None, {"people": people})
                if not (wording.is_too_long or wording.is_shortened):
                    break
            yield wording
            begin, turn = begin + count, turn + 1

    def _write(self, kind: str, to: Addressed, turn: int, more: Mapping[str, str]) -> KitPost:
        at = self.session.end
        wording = self._turned(turn).word(kind, self._venue(to.platform), at, None, {"person": to.mention, **more})
        address = to.post.url if to.post and to.post.url.startswith(("https://", "http://")) else ""
        if address:
            wording = replace(wording, compose=_reply_link(wording, to.post))
        return KitPost(kind=kind, at=at, wordings=(wording,), to=address)

    def _turned(self, turn: int) -> Writer:
        return replace(self.writer, turn=self.writer.turn + turn)

    def _venue(self, platform: str) -> Venue:
        venues = (venue for venue in self.session.chat.venues if venue.platform == platform)
        return next(venues, Venue(platform))


def _reply_link(wording: Wording, post: Post | None) -> str:
    """Begins a reply to a post; only X has an address for that: https://docs.x.com/x-for-websites/web-intents/overview."""
    number = post.id.removeprefix("x:") if post else ""
    is_of_x = wording.platform == Platform.X and number.isascii() and number.isdigit()
    return f"{compose_link(Venue(Platform.X), wording.text)}&in_reply_to={number}" if is_of_x else ""
