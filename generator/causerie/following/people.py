"""Who took part in a session, as each platform mentions them: those who may be thanked, told and answered by name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from causerie.frozen import frozen
from causerie.model.counting import is_repost
from causerie.model.person import Person
from causerie.model.platform import Platform, bare_handle
from causerie.model.post import Post, Role
from causerie.model.session import Session
from causerie.promoting.naming import MENTIONING
from causerie.records.names import account_keys, accounts_of, accounts_of_people, name_author

# What each platform takes for a mention; a handle is a stranger's word, and nothing else may pass for one.
_HANDLES = {
    Platform.X: re.compile(r"[A-Za-z0-9_]{1,50}\Z"),
    Platform.MASTODON: re.compile(r"[A-Za-z0-9_](?:[\w.-]*\w)?@[\w-]+(?:\.[\w-]+)+\Z"),
    Platform.BLUESKY: re.compile(r"(?:[A-Za-z0-9-]+\.)+(?!invalid\Z)[A-Za-z][A-Za-z0-9-]*\Z"),
    Platform.THREADS: re.compile(r"[A-Za-z0-9_.]{1,30}\Z"),
}
_WORD = re.compile(r"\w{2,}")
_ALIKE = 0.6  # of the words of a question that a recap quotes, so many stand in the post that asked it


@frozen
class Addressed:
    """Somebody on one platform: "@lea@glammr.example", and a post of theirs, where one is known."""

    platform: str
    mention: str
    post: Post | None = None


def mention_author(post: Post) -> str:
    """A post's author as its platform mentions them; empty where it cannot."""
    if post.platform not in MENTIONING:
        return ""
    platform = Platform(post.platform)
    handles = [bare_handle(post.author.handle)]
    handles += [name.partition(":")[2] for name in accounts_of(post) if name.startswith(f"{platform}:")]
    named = (handle for handle in handles if handle != post.author.id and _HANDLES[platform].match(handle))
    return next((f"@{handle}" for handle in named), "")


def participants(posts: Sequence[Post], session: Session, people: Iterable[Person]) -> Iterator[Addressed]:
    """Everybody who wrote, once, where they wrote first; not the hosts and guests, nor who only passed posts on.

    `people` joins the accounts of those who are in people.yml.
    """
    known = accounts_of_people(tuple(people))
    own = accounts_of_people((*session.chat.hosts, *session.hosts, *session.guests)).keys() | _askers(posts)
    met = set()
    for post in posts:
        person = name_author(post, known)
        if person in met or is_repost(post) or own.intersection(account_keys(post)):
            continue
        if mention := mention_author(post):
            met.add(person)
            yield Addressed(post.platform, mention)


def quoted_authors(session: Session) -> Iterator[Addressed]:
    """Each whom the session's recap quotes, once, with the first of their posts; not the hosts."""
    hosts = set(accounts_of_people((*session.chat.hosts, *session.hosts)))
    met = set()
    for post in (each.post for each in session.recap.highlights if each.post) if session.recap else ():
        author = account_keys(post)[0]
        if author not in met and not hosts.intersection(account_keys(post)) and (mention := mention_author(post)):
            met.add(author)
            yield Addressed(post.platform, mention, post)


def find_asker(handle: str, question: str, posts: Sequence[Post]) -> Addressed | None:
    """Who asked a question that a recap names, with the post that asks it where the transcript has one."""
    handle = bare_handle(handle).casefold()
    theirs = [post for post in posts if handle and handle in _handles(post)]
    mention = mention_author(theirs[0]) if theirs else ""
    if not mention:
        return _by_form(handle)
    words = set(_WORD.findall(question.casefold()))
    shares = [len(words.intersection(_WORD.findall(post.text.casefold()))) / max(len(words), 1) for post in theirs]
    best = max(range(len(theirs)), key=lambda at: shares[at])
    return Addressed(theirs[best].platform, mention, theirs[best] if shares[best] >= _ALIKE else None)


def _by_form(handle: str) -> Addressed | None:
    """Somebody whose handle itself says on which platform it is: no stranger may be mentioned by a guess."""
    for platform in (Platform.MASTODON, Platform.BLUESKY):
        if _HANDLES[platform].match(handle):
            return Addressed(platform, f"@{handle}")
    return None


def _handles(post: Post) -> set[str]:
    return {name.partition(":")[2].casefold() for name in accounts_of(post)}


def _askers(posts: Sequence[Post]) -> set[str]:
    """The accounts that asked at least half of the questions: hosts, whatever the records know of them."""
    asking = [post for post in posts if post.role is Role.QUESTION]
    questions = {number for post in asking for number in post.questions}
    asked = Counter(account_keys(post)[0] for post in asking)
    return {key for post in asking for key in account_keys(post) if 2 * asked[account_keys(post)[0]] >= len(questions)}
