"""Who and what must appear nowhere: forget.yml, asked before anything enters the library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlsplit

from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.platform import Platform, bare_handle
from causerie.model.post import Post
from causerie.model.recap import Recap
from causerie.model.session import Session
from causerie.records.schema_notes import ForgetRecord
from causerie.records.source import Source
from causerie.records.validate import validate_fields

_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})\Z", re.IGNORECASE)
_HOSTS = {"twitter.com": "x.com", "mobile.twitter.com": "x.com", "mobile.x.com": "x.com"}


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Accounts and posts that must appear nowhere, in the spellings that are compared; hashes name either."""

    accounts: frozenset[str] = frozenset()  # "x:somebody", "mastodon:lea@glammr.example"; in small letters
    posts: frozenset[str] = frozenset()  # ids, and addresses without scheme; in small letters
    hashes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.accounts or self.posts or self.hashes)

    def has_account(self, platform: str, handle: str) -> bool:
        """Whether an account is to be forgotten, however its handle is spelt."""
        return bool(self) and self._knows(self.accounts, [_account_key(platform, handle)])

    def has_handle(self, handle: str) -> bool:
        """Whether a handle is to be forgotten on any platform: records do not always say which."""
        if not self or not handle:
            return False
        platforms = {account.partition(":")[0] for account in self.accounts} | set(Platform)
        return any(self.has_account(platform, handle) for platform in platforms)

    def has_post(self, post: Post) -> bool:
        """Whether a post is to be forgotten, or its author."""
        if not self:
            return False
        if any(self.has_account(post.platform, name) for name in (post.author.handle, post.author.id) if name):
            return True
        if post.author.url and self._knows(self.accounts, _accounts_of(post.author.url)):
            return True
        return self.has_post_named(post.id) or self.has_post_named(post.url)

    def has_post_named(self, name: str) -> bool:
        """Whether a post of that id or address is to be forgotten."""
        return bool(self) and bool(name) and self._knows(self.posts, [name, *_post_keys(name)])

    def has_person(self, person: Person) -> bool:
        """Whether one of a person's accounts is to be forgotten."""
        return bool(self) and any(self.has_account(account.platform, account.handle) for account in person.accounts)

    def leave_out_of_chat(self, chat: Chat) -> Chat:
        """The chat without hosts who are to be forgotten."""
        return replace(chat, hosts=self._kept_people(chat.hosts)) if self else chat

    def leave_out_of_session(self, session: Session) -> Session:
        """The session without the people, posts and handles that are to be forgotten."""
        if not self:
            return session
        hosts, guests = self._kept_people(session.hosts), self._kept_people(session.guests)
        return replace(
            session, hosts=hosts, guests=guests, recap=session.recap and self._leave_out_of_recap(session.recap)
        )

    def _leave_out_of_recap(self, recap: Recap) -> Recap:
        return replace(
            recap,
            highlights=tuple(each for each in recap.highlights if each.post is None or not self.has_post(each.post)),
            resources=tuple(replace(each, shared_by=self._kept_handle(each.shared_by)) for each in recap.resources),
            unanswered=tuple(replace(each, by=self._kept_handle(each.by)) for each in recap.unanswered),
        )

    def _kept_people(self, people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(person for person in people if not self.has_person(person))

    def _kept_handle(self, handle: str) -> str:
        return "" if self.has_handle(handle) else handle

    def _knows(self, names: frozenset[str], keys: Iterable[str]) -> bool:
        return any(key.casefold() in names or (self.hashes and (_hash(key) in self.hashes)) for key in keys)


def read_forgotten(source: Source) -> Forgotten | None:
    """What forget.yml names; None when it cannot be trusted to name all, and then it is said why."""
    if not source.file.exists():
        return Forgotten()
    entries = source.read_list() or []
    records = [validate_fields(source, entry, ForgetRecord, (at,)) for at, entry in enumerate(entries)]
    accounts: set[str] = set()
    posts: set[str] = set()
    hashes: set[str] = set()
    for at, record in enumerate(records):
        if record is None:
            continue
        name = record.account or record.post
        if match := _HASH.match(name):
            hashes.add(match[1].lower())
        elif record.post:
            posts.update({name.casefold(), *_post_keys(name)})
        elif found := _read_account(name):
            accounts.update(found)
        else:
            source.error(
                (at, "account"),
                f"'account' is '{name}', without its platform. Write account: \"x:{bare_handle(name)}\".",
            )
    if source.has_errors:
        return None
    return Forgotten(frozenset(accounts), frozenset(posts), frozenset(hashes))


def _read_account(name: str) -> list[str]:
    if name.startswith(("http://", "https://")):
        return _accounts_of(name)
    platform, colon, handle = name.partition(":")
    if colon and handle.strip():
        return [_account_key("x" if platform.casefold() == "twitter" else platform, handle)]
    bare = bare_handle(name)
    return [_account_key("mastodon", bare)] if re.fullmatch(r"[^@\s]+@[^@\s]+", bare) else []


def _account_key(platform: str, handle: str) -> str:
    return f"{platform.strip()}:{bare_handle(handle)}".casefold()


def _accounts_of(profile: str) -> list[str]:
    """The accounts that a profile's address may mean."""
    host, path = _split(profile)
    if host == "x.com" and (match := re.fullmatch(r"/(\w+)", path)):
        return [f"x:{match[1]}"]
    if host == "bsky.app" and (match := re.fullmatch(r"/profile/([^/]+)", path)):
        return [f"bluesky:{match[1]}"]
    if match := re.fullmatch(r"/(?:@|users/)([^/@]+)", path):
        return [f"mastodon:{match[1]}@{host}", f"threads:{match[1]}"]
    return []


def _post_keys(name: str) -> list[str]:
    """Other names of a post that is named by its address: the address without what may differ, and its id."""
    if not name.startswith(("http://", "https://")):
        return []
    host, path = _split(name)
    keys = [f"{host}{path}"]
    if host == "x.com" and (match := re.fullmatch(r"/[^/]+(?:/[^/]+)?/status(?:es)?/(\d+).*", path)):
        keys.append(f"x:{match[1]}")
    elif match := re.fullmatch(r"/@[^/]+/(\d+)", path):
        keys.append(f"mastodon:{host}/{match[1]}")
    return keys


def _split(address: str) -> tuple[str, str]:
    """Host and path in small letters, where two spellings of an address agree."""
    try:
        parts = urlsplit(address.strip().casefold())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return "", address.casefold()
    return _HOSTS.get(host, host), parts.path.rstrip("/")


def _hash(name: str) -> str:
    return sha256(name.encode()).hexdigest()
