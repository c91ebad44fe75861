"""Who wrote a session's posts: one name a person, who is a host, and who is here for the first time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from causerie.drafting.assigned import Assignment
from causerie.model.platform import bare_handle
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.records.names import account_keys, accounts_of_people, name_author

_LONGEST = 60  # characters of a name in a comment
_NOBODY_ASKED = Assignment(questions=(), posts=())


class Participants:
    """The people of a session, known by their accounts.

    `earlier` are the accounts that wrote in the chat's earlier sessions, as `account_keys` names them; none: unknown.
    Who asks most questions of the assignment counts as a host, too: records may not know every account.
    """

    def __init__(self, session: Session, earlier: Collection[str] = (), assignment: Assignment = _NOBODY_ASKED) -> None:
        self.session = session
        self._known = accounts_of_people(session.hosts) | accounts_of_people(session.guests)
        self._hosts = {*accounts_of_people(session.hosts), *_askers(assignment)}
        self._earlier = earlier

    def name(self, post: Post) -> str:
        """What a person's posts have in common: people.yml joins the accounts of a host or a guest."""
        return name_author(post, self._known)

    def is_host(self, post: Post) -> bool:
        """Whether a host of the session wrote a post."""
        return any(key in self._hosts for key in account_keys(post))

    def is_newcomer(self, post: Post) -> bool:
        """Whether its author writes in this chat for the first time; never where no earlier transcript says so."""
        if not self._earlier or any(key in self._known for key in account_keys(post)):
            return False
        return not any(key in self._earlier for key in account_keys(post))

    def introduce(self, post: Post) -> str:
        """An author as the comments of a draft name them: `Noor Aziz (@noor.example)`."""
        author = replace(post.author, name=_shorten(post.author.name), handle=_shorten(post.author.handle))
        if self.session.chat.anonymise and not any(key in self._known for key in account_keys(post)):
            return "A participant"
        handle = bare_handle(author.handle)
        if not handle:
            return author.name or "Somebody"
        return f"{author.name} (@{handle})" if author.name and author.name != handle else f"@{handle}"


def _shorten(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def known_accounts(posts: Iterable[Post]) -> frozenset[str]:
    """The accounts that wrote these posts, under all of their names."""
    return frozenset(key for post in posts for key in account_keys(post))


def _askers(assignment: Assignment) -> set[str]:
    """The accounts of those who asked at least half of the questions."""
    first = {each.posts[0] for each in assignment.questions if each.posts}
    asked: Counter[str] = Counter()
    keys: dict[str, list[str]] = {}
    for post in (each.post for each in assignment.posts if each.post.id in first):
        keys[account_keys(post)[0]] = account_keys(post)
        asked[account_keys(post)[0]] += 1
    return {key for name, count in asked.items() if 2 * count >= len(assignment.questions) for key in keys[name]}
