"""Who and what must appear nowhere: forget.yml, asked before anything enters the library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import islice
from urllib.parse import unquote

from causerie.model.person import Person
from causerie.model.platform import PLATFORMS, Platform, bare_handle
from causerie.model.post import Post
from causerie.records.keyed import hash_name, name_handle, name_person, name_short, name_text, read_keyed
from causerie.records.names import (
    account_at,
    account_name,
    accounts_of,
    names_of,
    post_name,
    spell_account,
    spell_post,
    split_address,
)
from causerie.records.schema_notes import ForgetRecord
from causerie.records.source import Source
from causerie.records.validate import validate_fields

_WITHIN = re.compile("https?://", re.IGNORECASE)
_MOST_WITHIN = 20  # addresses in an address; more are an attack
_LONGEST_WITHIN = 2_000  # characters of one
_CODED = 4  # codes in codes, as an address in an address in an address has them
_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})\Z", re.IGNORECASE)
_PLATFORM = re.compile(r"[a-z0-9][a-z0-9-]*\Z")
_FEDIVERSE = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+\Z")
_DID = re.compile(r"did:[a-z]+:\S+\Z")
_PROFILE = re.compile(r"//(?:(?:x|twitter)\.com/\w+|bsky\.app/profile/[^/]+|[^/]+/(?:@|users/)[^/]+)\Z")
_SHORT = ("", Platform.MASTODON, Platform.BLUESKY)  # where a handle of one word is nobody else's
_NATIVE = {
    "x": re.compile(r"(?:\d+|embed-[0-9a-f]{12}|row-[0-9a-f]{16})\Z"),  # the latter without an address: by their text
    "mastodon": re.compile(r"[^/\s]+/\S+\Z"),
    "bluesky": re.compile(r"[^/\s]+/\S+\Z"),
}


@dataclass(frozen=True)
class Forgotten:
    """Accounts and posts that must appear nowhere, in the spellings that are compared; hashes name either."""

    accounts: frozenset[str] = frozenset()  # "x:somebody", "mastodon:lea@glammr.example"; in small letters
    posts: frozenset[str] = frozenset()  # "x:77", "//museum.example/wall/1"; in small letters
    hashes: frozenset[str] = frozenset()  # SHA-256 of either; or "<salt>:<digest>" of what `name_*` give

    def __bool__(self) -> bool:
        return bool(self.accounts or self.posts or self.hashes)

    def may_concern(self, text: str) -> bool:
        """Whether a text or an address may name something of it: cheap, and often wrongly so."""
        if not self or self.hashes or "%" in text:
            return bool(self)
        text = text.casefold()
        return any(part in text for part in self._parts)

    def has_account(self, platform: str, handle: str) -> bool:
        """Whether an account is to be forgotten, however its handle is spelt."""
        return bool(self) and bool(bare_handle(handle)) and self._knows_account(account_name(platform, handle))

    def has_handle(self, handle: str, platform: str = "") -> bool:
        """Whether a handle, or a profile's address, is to be forgotten; on any platform where none is said.

        A text may name an account of Mastodon without its instance, and accounts of other platforms.
        """
        handle = bare_handle(handle)
        if not self or not handle:
            return False
        if "/" in handle:
            return self.has_address(handle)
        if platform in _SHORT and self._is_short(handle):
            return True
        if self._knows(name_handle(handle)):
            return True
        is_named = bool(self.accounts or self._digests)
        return is_named and any(self.has_account(each, handle) for each in self._platforms)

    def has_address(self, address: str) -> bool:
        """Whether an address is of an account or a post that is to be forgotten."""
        if not self or not address[:8].lower().startswith(("http://", "https://")):
            return False
        if self._is_theirs(address):
            return True
        return ("://" in address[8:] or "%" in address) and self._has_address_within(address)

    def _is_theirs(self, address: str) -> bool:
        if self.has_post_named(address):
            return True
        host = split_address(address)[0]
        return "." in host and self._knows_account(f"{Platform.BLUESKY}:{host}")  # whose handle is a site of their own

    def has_id(self, name: str) -> bool:
        """Whether an id of Bluesky's, `did:plc:…` or `at://…`, is of an account or a post that is to be forgotten."""
        account = name[5:].partition("/")[0] if name[:5].lower() == "at://" else name
        return self.has_account(Platform.BLUESKY, account) or (account != name and self.has_post_named(name))

    def has_name(self, name: str) -> bool:
        """Whether a person's full name, in words with spaces between, is to be forgotten."""
        return self._knows(name_person(name), keep=False)

    def has_text(self, text: str) -> bool:
        """Whether this is what somebody wrote who is to be forgotten, whoever is said to have written it."""
        return bool(self._salts) and (named := name_text(text)) != "" and self._knows(named, keep=False)

    def knows(self, name: str) -> bool:
        """Whether an account or a post is among its own, by a name as `names` spells it."""
        plain = name.casefold()
        return plain in self.accounts or plain in self.posts or self._knows(plain, keep=False)

    @cached_property
    def has_names(self) -> bool:
        """Whether people may be known by their names."""
        return bool(self._salts)

    def has_post(self, post: Post) -> bool:
        """Whether a post is to be forgotten, or its author."""
        author = post.author
        if not self.hashes and not self.may_concern(f"{author.handle} {author.id} {author.url} {post.id} {post.url}"):
            return False
        writers = accounts_of(post)
        for name in writers:
            if self._knows_account(name):
                return True
        names = names_of(post)
        for name in names:
            if name in self.posts or self._knows(name, keep=False):
                return True
        if self._salts and self._may_be_theirs(post) and self.has_text(post.text):
            return True
        if not self._digests:
            return False
        return self._has_hash_of([post.id, post.url, *(each for name in names for each in spell_post(name, writers))])

    def _may_be_theirs(self, post: Post) -> bool:
        """Whether nothing says that somebody else wrote a post: others may write the same, word for word."""
        author = post.author
        handle = author.handle or account_at(author.url or post.url).partition(":")[2]
        return not bare_handle(handle) or self.has_handle(handle) or self._knows(name_person(author.name))

    def has_post_named(self, name: str) -> bool:
        """Whether a post of that id or address is to be forgotten, or its author, where the name says who that is."""
        if not self or not name:
            return False
        writer = account_at(name) if "://" in name else ""
        if writer and self._knows_account(writer):
            return True
        known = post_name(name)
        if known in self.posts or (known.startswith("bluesky:") and self._knows_account(known.partition("/")[0])):
            return True
        if self._knows(known, keep=False):
            return True
        return bool(self._digests) and self._has_hash_of([name, *spell_post(known, [writer] if writer else [])])

    def has_person(self, person: Person) -> bool:
        """Whether one of a person's accounts is to be forgotten."""
        if not self:
            return False
        has_account = any(self.has_account(account.platform, account.handle) for account in person.accounts)
        return has_account or self.has_address(person.url)

    def _has_address_within(self, address: str) -> bool:
        """Whether an address leads on to one that is to be forgotten, as those of archives and share buttons do."""
        for _ in range(_CODED):
            begins = islice(_WITHIN.finditer(address, 1), _MOST_WITHIN)
            if any(self._is_theirs(address[at : at + _LONGEST_WITHIN]) for at in (each.start() for each in begins)):
                return True
            if (plain := unquote(address)) == address:
                break
            address = plain
        return False

    @cached_property
    def seen(self) -> dict[str, bool]:
        """Words in which nobody was found, and whether each may begin or end a full name; for `leave_out`."""
        return {}

    @cached_property
    def _platforms(self) -> tuple[str, ...]:
        return tuple(sorted({account.partition(":")[0] for account in self.accounts} | set(PLATFORMS)))

    def _is_short(self, handle: str) -> bool:
        """Whether it is an account of Mastodon without its instance."""
        return handle.casefold() in self._short_handles or ("@" not in handle and self._knows(name_short(handle)))

    @cached_property
    def _short_handles(self) -> frozenset[str]:
        """Accounts of Mastodon as texts name them, without the instance."""
        handles = (each.removeprefix("mastodon:") for each in self.accounts if each.startswith("mastodon:"))
        return frozenset(handle.partition("@")[0] for handle in handles if "@" in handle)

    @cached_property
    def _parts(self) -> tuple[str, ...]:
        """What stands in every spelling of an account or a post: the shortest part of its name that no form lacks."""
        accounts = (each.partition(":")[2] for each in self.accounts)
        posts = (re.split(r"[/:]", each.partition("?")[0])[-1] for each in self.posts)
        return tuple(sorted({*(handle.partition("@")[0] for handle in accounts), *posts}))

    @cached_property
    def _digests(self) -> frozenset[bytes]:
        return frozenset(bytes.fromhex(each) for each in self.hashes if ":" not in each)

    @cached_property
    def _salts(self) -> dict[bytes, frozenset[bytes]]:
        """The keyed hashes by their salt."""
        found: dict[bytes, set[bytes]] = {}
        for salt, colon, digest in (each.partition(":") for each in self.hashes):
            if colon:
                found.setdefault(bytes.fromhex(salt), set()).add(bytes.fromhex(digest))
        return {salt: frozenset(digests) for salt, digests in found.items()}

    @cached_property
    def _judged(self) -> dict[str, bool]:
        """Accounts whose hashes were compared already: the same few write most posts."""
        return {}

    def _knows_account(self, name: str) -> bool:
        if name.casefold() in self.accounts:
            return True
        if not self.hashes:
            return False
        if self._knows(name):
            return True
        if not self._digests:
            return False
        if name not in self._judged:
            platform, _, handle = name.partition(":")
            cases = {handle, handle.casefold(), handle.upper(), handle.capitalize()}  # a hash knows no other way
            self._judged[name] = self._has_hash_of(
                spelt for case in cases for spelt in spell_account(f"{platform}:{case}")
            )
        return self._judged[name]

    @cached_property
    def _known(self) -> dict[str, bool]:
        """Names whose keyed hashes were compared already."""
        return {}

    def _knows(self, name: str, *, keep: bool = True) -> bool:
        """Whether a name has one of the keyed hashes; `keep` where it is likely to be asked for again."""
        if not self._salts:
            return False
        if (known := self._known.get(name)) is None:
            plain, known = name.casefold(), False
            for salt, digests in self._salts.items():
                if hash_name(plain, salt) in digests:
                    known = True
            if keep:
                self._known[name] = known
        return known

    def _has_hash_of(self, spellings: Iterable[str]) -> bool:
        """Whether one of these is hashed in forget.yml, also with the line end that `echo` puts behind it."""
        if not self._digests:
            return False
        for spelt in spellings:
            hashed = sha256(spelt.encode("utf-8", "surrogatepass"))
            if spelt and hashed.digest() in self._digests:
                return True
            hashed.update(b"\n")
            if spelt and hashed.digest() in self._digests:
                return True
        return False


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
        field = "account" if record.account else "post" if record.post else "hashed"
        name = record.account or record.post or record.hashed
        try:
            if field == "hashed":
                hashes.update(read_keyed(name))
            elif match := _HASH.match(name):
                hashes.add(match[1].lower())
            elif field == "account":
                accounts.add(read_account(name).casefold())
            else:
                posts.add(read_post(name).casefold())
        except ValueError as error:
            source.error((at, field), f"'{field}' is '{name}', {error}")
    if source.has_errors:
        return None
    return Forgotten(frozenset(accounts), frozenset(posts), frozenset(hashes))


def read_account(name: str) -> str:
    """An account's name; raises ValueError for what no post can be of."""
    if name.startswith(("http://", "https://")):
        if account := account_at(name):
            return account
        raise ValueError('an address of no account that is known here. Write platform and handle, like "x:somebody".')
    if _DID.match(name):
        return f"bluesky:{name}"
    bare = bare_handle(name)
    platform, colon, handle = account_name(*bare.split(":", 1)).partition(":") if ":" in bare else ("", "", bare)
    if not colon:
        if _FEDIVERSE.match(bare):
            return account_name("mastodon", bare)
        handle = re.sub(r"[\s/@]+", "", bare) or "somebody"
        raise ValueError(f'without its platform. Write account: "x:{handle}".')
    if not _PLATFORM.match(platform) or not handle or re.search(r"[\s/]", handle):
        raise ValueError('no account. Write platform and handle, like "x:somebody", or the profile\'s address.')
    if platform == Platform.MASTODON and not (_FEDIVERSE.match(handle) or handle.isdigit()):
        user = handle.partition("@")[0]
        raise ValueError(f'without its instance. Write account: "mastodon:{user}@glammr.example".')
    return f"{platform}:{handle}"


def read_post(name: str) -> str:
    """A post's name; raises ValueError for what no post can be."""
    known = post_name(name)
    if known.startswith("//"):
        if _PROFILE.match(known) or known[2:3] in ("", "/"):
            raise ValueError('no address of a post. Write that, or account: and who wrote it, like "x:somebody".')
        return known
    platform, colon, native = known.partition(":")
    native_id = _NATIVE.get(platform)
    if not colon and platform.isdigit():
        raise ValueError(f'without its platform. Write post: "x:{platform}", or the post\'s address.')
    is_id = bool(_PLATFORM.match(platform)) and bool(re.match(r"\S+\Z", native))
    if not is_id or (native_id and not native_id.match(native)):
        raise ValueError('no post. Write its address, or its id as the transcript has it, like "x:77".')
    return known
