"""What drafting knows of a session's posts: which asked a question, which answer one, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from causerie.frozen import frozen
from causerie.model.post import Post, Role

SURE = 0.5  # confidence from which a post certainly belongs to its question
ADRIFT = 0.3  # the confidence of a reply to a post that nobody has here, where nothing but the time speaks


@frozen(kw_only=True)
class AskedQuestion:
    """A question of a session, from its record or found in the posts."""

    number: int
    text: str  # without label and hashtag
    posts: tuple[str, ...] = ()  # the ids of those that ask it, the first one first; none where nobody posted it
    asked: datetime | None = None  # when it was; of a question of the record that nobody posted, when it was due
    confidence: float = 1.0  # 0 to 1
    reason: str = ""  # why it is one: "the host's post, labelled Q1"


@frozen(kw_only=True)
class AssignedPost:
    """A post and the questions that it asks or answers; none: the general part."""

    post: Post
    role: Role
    questions: tuple[int, ...] = ()
    confidence: float = 1.0  # 0 to 1; of a hand's assignment 1
    reason: str = ""  # "reply to A2 of …", "label A2", "posted 3 minutes after Q2"


@frozen(kw_only=True)
class Assignment:
    """A session's questions by number, and all of its posts by time."""

    questions: tuple[AskedQuestion, ...]
    posts: tuple[AssignedPost, ...]

    def answers(self, number: int) -> Iterator[AssignedPost]:
        """The answers to a question; with 0 what belongs to none."""
        for each in self.posts:
            if each.role is not Role.QUESTION and (number in each.questions or not (number or each.questions)):
                yield each
