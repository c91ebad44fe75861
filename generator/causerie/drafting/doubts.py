"""What a person should look at before they trust a draft: who was taken for the host, and whether the questions fit."""

from __future__ import annotations

from collections import Counter

from causerie.drafting.assigned import Assignment
from causerie.drafting.participants import Participants
from causerie.drafting.wording import strip_post, words_of
from causerie.frozen import frozen
from causerie.model.post import Post
from causerie.model.session import Session

_ALIKE = 0.25  # of the words of the shorter text: a question that is asked in other words has more in common
_FEWEST_WORDS = 3


@frozen
class StrangeQuestion:
    """A question of the record whose number stands before quite another text in the posts."""

    number: int
    recorded: str
    posted: str


def find_strange_questions(assignment: Assignment, session: Session) -> tuple[StrangeQuestion, ...]:
    """Those of the record's questions that were asked otherwise; none where most of them fit."""
    posts = {each.post.id: each.post for each in assignment.posts}
    recorded = {question.number: question.text for question in session.questions}
    asked = [each for each in assignment.questions if each.number in recorded and each.posts]
    strange = []
    for each in asked:
        said = " ".join(strip_post(posts[name].text, session.chat) for name in each.posts if name in posts)
        if not _are_alike(recorded[each.number], said):
            strange.append(StrangeQuestion(each.number, recorded[each.number], said))
    return tuple(strange) if 2 * len(strange) > len(asked) else ()


def name_askers(assignment: Assignment, people: Participants) -> str:
    """Who posted the questions, in words: `Noor Aziz (@noor.example)`; an empty string where nobody did."""
    posts = {each.post.id: each.post for each in assignment.posts}
    first = [posts[each.posts[0]] for each in assignment.questions if each.posts and each.posts[0] in posts]
    counted: Counter[str] = Counter(people.introduce(post) for post in first)
    return ", ".join(name for name, _ in counted.most_common(3))


def find_unknown_askers(assignment: Assignment, session: Session) -> tuple[Post, ...]:
    """A post of each who asked, who asked most first, where no account of theirs is a host's in the records."""
    known = Participants(session)
    asking = {each.posts[0] for each in assignment.questions if each.posts}
    posts = [each.post for each in assignment.posts if each.post.id in asking]
    if any(known.is_host(post) for post in posts):
        return ()
    counted = Counter(known.name(post) for post in posts)
    first = {known.name(post): post for post in reversed(posts)}
    return tuple(first[name] for name, _ in counted.most_common(3))


def _are_alike(one: str, two: str) -> bool:
    a, b = set(words_of(one)), set(words_of(two))
    fewest = min(len(a), len(b))
    return fewest < _FEWEST_WORDS or len(a & b) >= _ALIKE * fewest
