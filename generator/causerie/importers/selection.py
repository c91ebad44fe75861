"""Which posts of an export belong to a session: written in its hour, under one of its chat's hashtags."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from causerie.frozen import frozen
from causerie.model.post import Post
from causerie.model.session import Session

_BEFORE, _AFTER = timedelta(minutes=15), timedelta(minutes=60)


@frozen(kw_only=True)
class Selection:
    """A window of time, its end included, and hashtags; replies to what they select come along."""

    begin: datetime | None  # None: whenever
    end: datetime | None
    hashtags: frozenset[str]  # casefolded, without '#'; empty: whatever it says

    def has_time(self, post: Post) -> bool:
        """Whether it was written in the window; a post whose time nobody knows may have been."""
        if post.posted is None:
            return True
        return (self.begin is None or post.posted >= self.begin) and (self.end is None or post.posted <= self.end)

    def has_hashtag(self, post: Post) -> bool:
        """Whether its text has one of the hashtags; of a post without text nobody knows."""
        return not (self.hashtags and post.text) or any(tag.casefold() in self.hashtags for tag in post.hashtags)

    def may_reply(self, post: Post) -> bool:
        """Whether it may come along as a reply: nothing that was selected was written before the window's begin."""
        return bool(post.reply_to) and (self.begin is None or post.posted is None or post.posted >= self.begin)


def select_session(session: Session, since: datetime | None = None, until: datetime | None = None) -> Selection:
    """A session's own selection: from 15 minutes before its start to an hour after its end, or as somebody says."""
    chat = session.chat
    return Selection(
        begin=(since or session.start - _BEFORE).astimezone(UTC),
        end=(until or session.end + _AFTER).astimezone(UTC),
        hashtags=frozenset(tag.casefold() for tag in (chat.hashtag, *chat.also)),
    )


def select_all(since: datetime | None = None, until: datetime | None = None) -> Selection:
    """Everything that an export holds and that may be public; of a time that somebody names, what was said then."""
    return Selection(begin=since, end=until, hashtags=frozenset())
