"""Rates what may become a highlight, by a sum that can be told in words; `choosing` takes the best of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from causerie.drafting.assigned import SURE, AssignedPost, Assignment
from causerie.drafting.chaff import Chaff
from causerie.drafting.hour import Hour
from causerie.drafting.participants import Participants
from causerie.drafting.wording import count_words, is_addressed, strip_post
from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.post import Post, Role

_FULL_LENGTH = 25  # words
_MUCH = 2.0  # times what is usual


@frozen(kw_only=True)
class Rated:
    """A post, what it is worth to a recap, and why."""

    assigned: AssignedPost
    words: str  # its text without label, mentions, hashtags and links around it
    person: str
    score: float  # 0 to about 1
    reception: float  # 0 to 1, 0.5 is usual in this session on this platform
    reasons: tuple[str, ...] = ()
    is_newcomer: bool = False
    is_host: bool = False

    @property
    def post(self) -> Post:
        """The post itself."""
        return self.assigned.post

    @property
    def question(self) -> int:
        """The question under which it would stand: the first that it answers, or 0."""
        return next(iter(self.assigned.questions), 0)


def rate_posts(assignment: Assignment, chat: Chat, people: Participants, hour: Hour) -> tuple[Rated, ...]:
    """Every post that may be proposed, by time: no questions, no greetings, nothing without words, no advertisement.

    Of a host's posts only answers: whatever else a host says keeps the hour going.
    """
    chaff = Chaff(each.post for each in assignment.posts)
    reception = _Reception(assignment, people)
    counts: dict[str, int] = defaultdict(int)
    for each in assignment.posts:
        counts[people.name(each.post)] += 1
    rated = []
    for each in assignment.posts:
        words = strip_post(each.post.text, chat)
        is_beside = not each.questions and not hour.has(each.post)
        is_aside = people.is_host(each.post) and (each.role is Role.OTHER or not each.questions)
        if each.role is Role.QUESTION or is_beside or is_aside or chaff.has_nothing_to_say(each, words):
            continue
        rated.append(_rate(each, words, people, reception, is_quiet=counts[people.name(each.post)] == 1))
    return tuple(rated)


class _Reception:
    """How posts were received, compared with what is usual in the session on the same platform."""

    def __init__(self, assignment: Assignment, people: Participants) -> None:
        counts: dict[str, list[int]] = defaultdict(list)
        self._writers = {each.post.id: people.name(each.post) for each in assignment.posts if each.post.id}
        self._repliers: dict[str, set[str]] = defaultdict(set)
        self._own_replies: dict[str, int] = defaultdict(int)
        for each in assignment.posts:
            post = each.post
            writer = people.name(post)
            if each.role is not Role.QUESTION and (count := _engagement(post)) is not None:
                counts[post.platform].append(count)
            for other in {post.reply_to, post.quote_of} - {""}:
                if self._writers.get(other) != writer:
                    self._repliers[other].add(writer)
                elif other == post.reply_to:
                    self._own_replies[other] += 1
        self._usual = {platform: sum(of) / len(of) for platform, of in counts.items()}

    def times_usual(self, post: Post) -> float | None:
        """Its likes and reposts against the mean; None where nothing is counted."""
        count, usual = _engagement(post), self._usual.get(post.platform, 0)
        return None if count is None or not usual else count / usual

    def repliers(self, post: Post) -> int:
        """How many people answered it: as the transcript shows, or as the platform counts."""
        return max(len(self._repliers.get(post.id, ())), (post.replies or 0) - self._own_replies.get(post.id, 0))


def _engagement(post: Post) -> int | None:
    """Likes, with reposts and quotes counted twice: who passes a post on stands behind it; None where unknown."""
    if post.likes is None and post.reposts is None and post.quotes is None:
        return None
    return (post.likes or 0) + 2 * ((post.reposts or 0) + (post.quotes or 0))


def _rate(assigned: AssignedPost, words: str, people: Participants, reception: _Reception, *, is_quiet: bool) -> Rated:
    post = assigned.post
    times = reception.times_usual(post)
    received = 0.5 if times is None else times / (times + 1)
    replies = reception.repliers(post)
    is_host, is_newcomer = people.is_host(post), people.is_newcomer(post)
    length = min(count_words(words), _FULL_LENGTH) / _FULL_LENGTH
    extras = 0.7 * bool(post.links) + 0.7 * bool(post.media)
    score = 0.45 * received + 0.2 * replies / (replies + 2) + 0.2 * length + 0.15 * min(extras, 1)
    score += 0.08 * is_newcomer + 0.04 * is_quiet - 0.1 * is_host - 0.05 * is_addressed(post.text)
    score *= 0.6 + 0.4 * assigned.confidence
    return Rated(
        assigned=assigned,
        words=words,
        person=people.name(post),
        score=score,
        reception=received,
        reasons=tuple(_reasons(assigned, times, replies, is_newcomer=is_newcomer, is_host=is_host)),
        is_newcomer=is_newcomer,
        is_host=is_host,
    )


def _reasons(
    assigned: AssignedPost, times: float | None, replies: int, *, is_newcomer: bool, is_host: bool
) -> Iterator[str]:
    post = assigned.post
    counted = [_count(post.likes, "like"), _count(post.reposts, "repost"), _count(post.quotes, "quote")]
    if said := " and ".join(each for each in counted if each):
        yield said + (f", {times:.0f} times what is usual" if times is not None and times >= _MUCH else "")
    if replies:
        yield _count(replies, "reply", "replies")
    if post.links:
        yield "a link"
    if post.media:
        lacks = sum(not media.alt for media in post.media)
        yield "a picture" if not lacks else "a picture that nobody has described"
    if is_newcomer:
        yield "first time in this chat"
    if is_host:
        yield "a host"
    if assigned.questions and assigned.confidence < SURE:
        yield f"perhaps no answer to this question ({assigned.reason or 'by its time alone'})"


def _count(number: int | None, one: str, many: str = "") -> str:
    return "" if not number else f"{number} {one}" if number == 1 else f"{number} {many or f'{one}s'}"
