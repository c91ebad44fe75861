"""What the draft thinks of a session's posts: which question each answers, how good it is, and why."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from causerie.drafting.assign import assign_posts
from causerie.drafting.assigned import AssignedPost
from causerie.drafting.draft import forget_assignments
from causerie.drafting.highlights import Rated, rate_posts
from causerie.drafting.hour import Hour
from causerie.drafting.participants import Participants, known_accounts
from causerie.frozen import frozen
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.records.folder import TRANSCRIPT
from causerie.records.source import list_folders
from causerie.records.transcript_authors import read_authors


@frozen(kw_only=True)
class Opinion:
    """The draft's assignment and scores, by post id."""

    assigned: Mapping[str, AssignedPost]
    rated: Mapping[str, Rated]
    people: Participants


@dataclass(slots=True)
class Critic:
    """Forms an opinion once for the same posts and session.

    A hand's correction of one post does not change it, nor that one is left out: a click would take half a second.
    """

    folder: Path
    _about: Any = None
    _said: set[Any] = field(default_factory=set)
    _opinion: Opinion | None = None
    _earlier: frozenset[str] = frozenset()
    _lock: threading.Lock = field(default_factory=threading.Lock)
    has_earlier: bool = False

    def judge(self, posts: tuple[Post, ...], session: Session) -> Opinion:
        """What the draft thinks of the posts."""
        with self._lock:
            about = (
                session.start,
                session.duration,
                session.hosts,
                session.guests,
                tuple(question.text for question in session.questions),
                self.has_earlier,
            )
            said = {(post.id, post.text, post.likes, post.reposts, post.quotes, post.replies) for post in posts}
            if self._opinion is None or about != self._about or not said <= self._said:
                self._opinion = _form_opinion(posts, session, self._earlier)
                self._about, self._said = about, said
            return self._opinion

    def look_back(self) -> None:
        """Read who wrote in the chat's earlier sessions; takes a while where there are thousands."""
        earlier = known_accounts(
            post
            for other in list_folders(self.folder.parent)
            if other.name < self.folder.name  # names begin with the day
            for post in read_authors(other / TRANSCRIPT)
        )
        with self._lock:
            self._earlier, self.has_earlier = earlier, True


def _form_opinion(posts: tuple[Post, ...], session: Session, earlier: Collection[str]) -> Opinion:
    assignment = assign_posts(forget_assignments(posts), session)
    people = Participants(session, earlier, assignment)
    hour = Hour(session, (each.post for each in assignment.posts))
    return Opinion(
        assigned={each.post.id: each for each in assignment.posts},
        rated={each.post.id: each for each in rate_posts(assignment, session.chat, people, hour)},
        people=people,
    )
