"""What belongs to a session's hour: an import of everything may bring a whole week of its hashtag."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from causerie.model.post import Post
from causerie.model.session import Session

_BEFORE, _AFTER = timedelta(hours=1), timedelta(hours=24)  # some think of the best line overnight
_FEWEST = 0.25  # the part of the posts in the hour; with less, the session's start is not to be trusted


class Hour:
    """The time in which posts count that belong to no question."""

    def __init__(self, session: Session, posts: Iterable[Post]) -> None:
        self._begin, self._end = session.start - _BEFORE, session.end + _AFTER
        dated = [self._is_within(post) for post in posts if post.posted is not None]
        self._is_trusted = sum(dated) >= _FEWEST * len(dated)

    def has(self, post: Post) -> bool:
        """Whether a post was posted about then; also where nobody knows when it was."""
        return not self._is_trusted or self._is_within(post)

    def _is_within(self, post: Post) -> bool:
        return post.posted is None or self._begin <= post.posted <= self._end
