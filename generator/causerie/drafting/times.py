"""When a session's questions were open: since when each could be answered, and when the host ended the hour."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from causerie.drafting.assigned import AskedQuestion
from causerie.drafting.cues import is_closing
from causerie.drafting.hosts import ASKER, Hosts, SeenPost
from causerie.drafting.labels import Kind
from causerie.model.session import Session

_TOO_EARLY = timedelta(minutes=3)  # a label that comes so long before its question is a slip
_LINGERS = timedelta(minutes=15)  # how long people go on after the hour
_AT_LEAST = timedelta(minutes=20)  # how long the last question is talked about, whatever the record's duration


class Times:
    """The questions in time: on each platform where they were asked, and over all."""

    def __init__(
        self,
        questions: Sequence[AskedQuestion],
        by_id: Mapping[str, SeenPost],
        seen: Sequence[SeenPost],
        session: Session,
        hosts: Hosts,
    ) -> None:
        self._session = session
        self._begins: dict[int, datetime] = {}
        self._windows: dict[str, list[tuple[datetime, int]]] = {}
        is_asked_anywhere = any(question.posts for question in questions)
        for question in questions:
            if question.asked is not None and (question.posts or not is_asked_anywhere):
                self._begins[question.number] = question.asked
                self._open("", question.asked, question.number)
            for platform, asked in _by_platform(question, by_id):
                self._open(platform, asked, question.number)
        for windows in self._windows.values():
            windows.sort()
        self.first = min(self._begins.values(), default=None)
        self.last = max((when for when, _ in self._windows.get("", ())), default=None)
        self._let_hosts_answer(seen, hosts)
        self.closed = self._find_close(seen, hosts)

    def asked_before(self, each: SeenPost, when: datetime | None = None) -> tuple[datetime, int] | None:
        """The question that was last asked before a post, or before `when`; on its platform if any was asked there."""
        windows = self._windows.get(each.post.platform) or self._windows.get("", [])
        find = bisect_left if when else bisect_right
        place = find(windows, when or each.at, key=lambda window: window[0])
        return windows[place - 1] if place else None

    def is_asked(self, numbers: Iterable[int], when: datetime) -> bool:
        """Whether one of these had been asked by then, or was a little later."""
        return any(number not in self._begins or when >= self._begins[number] - _TOO_EARLY for number in numbers)

    def is_over(self, when: datetime, asked: datetime) -> bool:
        """Whether nobody talks any more about the question that was asked then, as it was the last."""
        if self.last is None or asked < self.last:
            return False
        return self.is_closed(when) or when > max(self._session.end + _LINGERS, asked + _AT_LEAST)

    def is_closed(self, when: datetime) -> bool:
        """Whether a host had ended the hour."""
        return self.closed is not None and when >= self.closed

    def _open(self, platform: str, when: datetime, number: int) -> None:
        self._windows.setdefault(platform, []).append((when, number))

    def _let_hosts_answer(self, seen: Iterable[SeenPost], hosts: Hosts) -> None:
        """The host's own answer shows that the question was asked, though by a post that is not here."""
        for each in seen:
            if each.leads(Kind.ANSWER) and hosts.weight(each.author) >= ASKER:
                for number in each.labels[0].numbers:
                    if number in self._begins:
                        self._begins[number] = min(self._begins[number], each.at)

    def _find_close(self, seen: Iterable[SeenPost], hosts: Hosts) -> datetime | None:
        """When a host ended the hour: the first closing words after the last question was talked about."""
        if self.last is None:
            return None
        end = self._session.end - timedelta(minutes=self._session.duration / 6)
        earliest = max(self.last + timedelta(minutes=3), end)
        for each in seen:
            if (
                each.post.posted is not None
                and each.at >= earliest
                and not each.is_reply
                and not each.labels
                and hosts.weight(each.author) >= ASKER
                and is_closing(each.post.text)
            ):
                return each.at
        return None


def _by_platform(question: AskedQuestion, by_id: Mapping[str, SeenPost]) -> Iterable[tuple[str, datetime]]:
    first: dict[str, datetime] = {}
    for post_id in question.posts:
        each = by_id.get(post_id)
        if each is not None and each.post.posted is not None:
            first.setdefault(each.post.platform, each.post.posted)
    return first.items()
