"""Counts a session: its people, posts and answers, and who is there for the first time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from causerie.drafting.assigned import Assignment
from causerie.drafting.participants import Participants


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What can be counted in a session's posts."""

    posts: int
    participants: int  # people who wrote at least one post, hosts and guests too
    answers: tuple[tuple[int, int], ...]  # each question's number, and how many answers it has
    newcomers: int | None = None  # None where no earlier transcript tells


def count_session(assignment: Assignment, people: Participants, earlier: Collection[str] = ()) -> Numbers:
    """The numbers of a session; `earlier` are the accounts that wrote in earlier ones."""
    writers = {people.name(each.post): each.post for each in assignment.posts}
    return Numbers(
        posts=len(assignment.posts),
        participants=len(writers),
        answers=tuple((each.number, sum(1 for _ in assignment.answers(each.number))) for each in assignment.questions),
        newcomers=sum(people.is_newcomer(post) for post in writers.values()) if earlier else None,
    )
