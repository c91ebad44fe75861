"""A session's numbers in the words of a draft: its people, posts and answers, and who is there for the first time."""

from __future__ import annotations

from collections.abc import Collection

from causerie.drafting.assigned import Assignment
from causerie.drafting.participants import Participants
from causerie.frozen import frozen
from causerie.model.counting import Tally


@frozen(kw_only=True)
class Numbers:
    """What a draft says of a session's posts."""

    posts: int  # without those that only pass on another
    participants: int  # people who wrote at least one post, hosts and guests too
    answers: tuple[tuple[int, int], ...]  # each question's number, and the posts on it that do not ask it
    newcomers: int | None = None  # None where no earlier transcript tells


def count_session(assignment: Assignment, people: Participants, earlier: Collection[str] = ()) -> Numbers:
    """The numbers of a session; `earlier` are the accounts that wrote in earlier ones."""
    tally = Tally(people.session.start, people.session.duration)
    writers = {}
    for each in assignment.posts:
        person = people.name(each.post)
        writers[person] = each.post
        tally.add(each.post, person, each.role, each.questions)
    counted = tally.finish(question.number for question in assignment.questions)
    return Numbers(
        posts=counted.posts,
        participants=counted.participants,
        answers=counted.answers,
        newcomers=sum(people.is_newcomer(post) for post in writers.values()) if earlier else None,
    )
