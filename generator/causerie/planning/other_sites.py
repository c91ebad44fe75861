"""Advice about the sites of content/directory: what was asked long ago, and hashtags that this site shares with one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from causerie.model.chat import Chat, ChatStatus
from causerie.model.circle import Circle, OtherSite
from causerie.model.library import Library
from causerie.problems import Problem, Severity
from causerie.records.source import Source

_STALE = timedelta(weeks=4)  # a schedule's dates are right for longer, what is written and cancelled is not


def advise_circle(circle: Circle, library: Library, root: Path, now: datetime) -> Iterator[Problem]:
    """What a host may want to do about other sites' chats."""
    for site in circle:
        if now - site.fetched > _STALE:
            message = (
                f"this is what {site.title} said on {site.fetched:%Y-%m-%d}. Run 'causerie directory update', or add"
                " its file again."
            )
            yield Problem(site.path, 1, 1, message, Severity.ADVICE)
    taken: dict[str, tuple[OtherSite, Chat]] = {}
    for site in circle:
        for chat in site.library.chats:
            for tag in (chat.hashtag, *chat.also) if chat.status is not ChatStatus.ENDED else ():
                taken.setdefault(tag.casefold(), (site, chat))
    for chat in library.chats:
        source = Source(root / chat.path, root)
        tags = [(("hashtag",), chat.hashtag), *((("also", at), tag) for at, tag in enumerate(chat.also))]
        for place, tag in tags if taken and chat.status is not ChatStatus.ENDED else ():
            if tag.casefold() in taken:
                site, other = taken[tag.casefold()]
                source.advise(
                    place,
                    f"#{tag} is the hashtag of {other.title} ({site.title}), too: each will see the other's posts."
                    " Agree on it, or choose another while few people know it.",
                )
        yield from source.problems
