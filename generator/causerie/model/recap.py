"""A recap: what an editor made of a session's posts."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from causerie.frozen import frozen
from causerie.model.post import Post


@frozen
class Takeaway:
    """A sentence that an editor wrote, or that a draft proposed and nobody has accepted yet."""

    text: str
    is_proposed: bool = False


@frozen
class Erratum:
    """A dated correction."""

    date: datetime
    text: str


@frozen(kw_only=True)
class Highlight:
    """A post that an editor chose, or a heading or a text between posts: exactly one of the three is set."""

    post: Post | None = None
    heading: str = ""
    text: str = ""
    question: int = 0  # which question it belongs to; 0: the general part
    note: str = ""  # the editor's line under a post


@frozen(kw_only=True)
class Resource:
    """Something shared in the session that is worth keeping."""

    url: str
    title: str = ""
    shared_by: str = ""  # a handle


class AnswerState(StrEnum):
    """What became of a participant's question."""

    OPEN = "open"
    ANSWERED = "answered"
    CARRIED = "carried"


@frozen(kw_only=True)
class Unanswered:
    """A participant's question that the hour left open."""

    text: str
    by: str = ""  # a handle
    status: AnswerState = AnswerState.OPEN
    to: str = ""  # the id of the session that it is carried to


@frozen(kw_only=True)
class Metric:
    """A number that the host typed in."""

    name: str
    value: float
    source: str = ""
    is_estimated: bool = False


@frozen(kw_only=True)
class Recap:
    """A recap.yml."""

    published: datetime | None = None
    summary: str = ""  # Markdown
    takeaways: tuple[Takeaway, ...] = ()
    errata: tuple[Erratum, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    resources: tuple[Resource, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    metrics: tuple[Metric, ...] = ()
    path: str = ""  # of recap.yml, relative to the folder of mkdocs.yml

    def is_published(self, now: datetime) -> bool:
        """Whether visitors may read it."""
        return self.published is not None and self.published <= now

    def updated(self, now: datetime) -> datetime | None:
        """When it last changed for its readers: its publication, or its newest erratum that has come."""
        if self.published is None:
            return None
        return max([self.published, *(e.date for e in self.errata if e.date <= now)])

    @property
    def accepted_takeaways(self) -> tuple[Takeaway, ...]:
        """The takeaways that a person stands behind."""
        return tuple(t for t in self.takeaways if not t.is_proposed)

    def shown_errata(self, now: datetime) -> tuple[Erratum, ...]:
        """The corrections whose day has come."""
        return tuple(e for e in self.errata if e.date <= now)
