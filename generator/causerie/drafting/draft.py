"""From assigned posts to a draft: everything that a person may choose a recap from, and the posts with what they are.

`causerie draft` begins here; `proposals` says the draft in the words of a recap.yml.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from causerie.drafting.assigned import AskedQuestion, Assignment
from causerie.drafting.choosing import PER_QUESTION, choose_highlights
from causerie.drafting.highlights import Rated, rate_posts
from causerie.drafting.hour import Hour
from causerie.drafting.numbers import Numbers, count_session
from causerie.drafting.participants import Participants
from causerie.drafting.resources import SharedLink, gather_links
from causerie.drafting.takeaways import ProposedTakeaway, propose_takeaways
from causerie.drafting.unanswered import OpenQuestion, find_unanswered
from causerie.frozen import frozen
from causerie.model.post import Post
from causerie.model.session import Session

DRAFT, HAND = "draft", "hand"


@frozen(kw_only=True)
class Draft:
    """What a session's posts offer to its recap."""

    questions: tuple[AskedQuestion, ...] = ()
    highlights: tuple[Rated, ...] = ()  # in the order of the recap
    takeaways: tuple[ProposedTakeaway, ...] = ()  # the best one first
    resources: tuple[SharedLink, ...] = ()
    unanswered: tuple[OpenQuestion, ...] = ()
    numbers: Numbers


def draft_recap(
    assignment: Assignment,
    session: Session,
    earlier: Collection[str] = (),
    *,
    per_question: int = PER_QUESTION,
    own_site: str = "",
) -> Draft:
    """What a session's posts offer to its recap; the same posts always give the same.

    `earlier` are the accounts that wrote in the chat's earlier sessions (`participants.known_accounts`), `own_site` is
    the address of the chat's site, whose pages are no resources.
    """
    people = Participants(session, earlier, assignment)
    hour = Hour(session, (each.post for each in assignment.posts))
    unanswered = find_unanswered(assignment, session.chat, people, hour)
    asking = {each.post.id for each in unanswered}
    rated = [each for each in rate_posts(assignment, session.chat, people, hour) if each.post.id not in asking]
    numbers = [question.number for question in assignment.questions]
    second = next((each.asked for each in assignment.questions[1:2]), None)
    return Draft(
        questions=assignment.questions,
        highlights=choose_highlights(rated, numbers, per_question, opening_ends=second),
        takeaways=propose_takeaways(rated, numbers),
        resources=gather_links(assignment, session, people, hour, own_site),
        unanswered=unanswered,
        numbers=count_session(assignment, people, earlier),
    )


def forget_assignments(posts: Iterable[Post]) -> tuple[Post, ...]:
    """The posts without what an earlier draft said of them: that is no evidence for the next one."""
    return tuple(
        replace(post, questions=(), role=None, assigned="") if post.assigned == DRAFT else post for post in posts
    )


def record_assignments(posts: Iterable[Post], assignment: Assignment) -> tuple[Post, ...]:
    """The posts with what the assignment says of them; what a hand wrote stays, also where it did not sign it."""
    found = {each.post.id: each for each in assignment.posts if each.post.id}
    recorded = []
    for post in posts:
        each = found.get(post.id)
        is_by_hand = post.assigned == HAND or (not post.assigned and bool(post.questions or post.role))
        if each is not None and not is_by_hand:
            post = replace(post, questions=each.questions, role=each.role, assigned=DRAFT)
        recorded.append(post)
    return tuple(recorded)
