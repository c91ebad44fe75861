"""The one way through: a session's posts in, who asks and who answers out."""

from __future__ import annotations

from collections.abc import Sequence

from causerie.drafting.answers import assign_answers
from causerie.drafting.assigned import Assignment
from causerie.drafting.hosts import find_hosts, see_posts
from causerie.drafting.questions import find_questions
from causerie.model.post import Post
from causerie.model.session import Session


def assign_posts(posts: Sequence[Post], session: Session) -> Assignment:
    """A session's questions, and all of its posts by time with what each asks or answers."""
    seen = see_posts(posts, session)
    hosts = find_hosts(seen, session)
    questions = find_questions(seen, session, hosts)
    return Assignment(questions=questions, posts=tuple(assign_answers(seen, questions, session, hosts)))
