"""Whom or what a host wants to be forgotten, from how they write it: a handle, a profile, a post's address or id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NoReturn

from causerie.frozen import frozen
from causerie.model.platform import Platform, bare_handle
from causerie.model.post import Post
from causerie.problems import CauserieError
from causerie.records.forget import read_account, read_post
from causerie.records.names import account_at, account_name, accounts_of, names_of, post_name, split_address

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_HOSTED = re.compile(
    r"(?:(?:www\.|mobile\.)?(?:x|twitter)\.com|bsky\.app|(?:www\.)?threads\.(?:net|com))/", re.IGNORECASE
)
_FEDIVERSE_PATH = re.compile(r"[\w.-]+\.\w+/(?:@|users/)", re.IGNORECASE)
_SEVERAL = re.compile(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+\Z")


@frozen
class Subject:
    """Accounts or a post, as `names` spells them; where a handle alone was given, `handle`, and nobody knows whose."""

    accounts: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    handle: str = ""


def read_subject(said: str) -> Subject:
    """What a host's words mean. Raises CauserieError where they mean nothing."""
    said = said.strip().strip("<>").strip()
    if _HOSTED.match(said) or _FEDIVERSE_PATH.match(said):
        said = f"https://{said}"
    if any("\ud800" <= char <= "\udfff" for char in said):
        shown = said.encode("utf-8", "replace").decode()
        raise CauserieError(f"'{shown}' holds bytes that are no UTF-8. Write the handle in plain letters.")
    if not said:
        raise CauserieError("Nobody is named. Write a handle such as @somebody, or an address.")
    try:
        if _ADDRESS.match(said):
            return _read_address(said)
        if said.startswith("at://") and "/app.bsky.feed.post/" in said:
            return Subject(posts=(read_post(said),))
        bare = bare_handle(said.replace("＠", "@"))
        if said.startswith("did:") or _SEVERAL.match(bare):
            return Subject(accounts=(read_account(bare),))
        if ":" in bare:
            return Subject(posts=(read_post(bare),)) if _is_post(bare) else Subject(accounts=(read_account(bare),))
        if not bare or re.search(r"[\s/]", bare):
            raise CauserieError(f"'{said}' is no handle and no address. Write it as it stands on the platform.")
    except ValueError as error:
        raise CauserieError(f"'{said}' is {_plain(str(error))}") from error
    return Subject(handle=bare)


def main_account(post: Post) -> str:
    """The account that wrote a post, by the one of its names that says most; '' where it has none."""
    names = accounts_of(post)
    return next((name for name in names if "@" in name), next(iter(names), ""))


def subject_of(post: Post, *, is_whole: bool) -> Subject:
    """Whoever wrote a post, or the post alone."""
    account = main_account(post) if is_whole else ""
    return Subject(accounts=(account,)) if account else Subject(posts=tuple(names_of(post)[:1]))


def choose_accounts(handle: str, platforms: Collection[str], known: Iterable[str]) -> Subject:
    """The account of a bare handle on each of these platforms, or else the one that the records know.

    Raises CauserieError where nobody can say which account is meant.
    """
    folded = handle.casefold()
    found = sorted({name.casefold() for name in known if is_called(name, folded)})
    if platforms:
        chosen = [_on_platform(handle, account_name(each, "").rstrip(":"), found) for each in dict.fromkeys(platforms)]
        return Subject(accounts=tuple(chosen))
    if len(found) == 1:
        return Subject(accounts=tuple(found))
    if found:
        _refuse_several(handle, found)
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", handle):
        return Subject(accounts=(account_name(Platform.BLUESKY, handle),))
    raise CauserieError(
        f"Nobody in the records is called '{handle}', so say where: causerie forget x:{handle}, or"
        f" mastodon:{handle}@glammr.example, or the profile's address."
    )


def _on_platform(handle: str, platform: str, found: list[str]) -> str:
    there = [name for name in found if name.startswith(f"{platform}:")]
    if len(there) > 1:
        _refuse_several(handle, there)
    try:
        return there[0] if there else read_account(f"{platform}:{handle}")
    except ValueError as error:
        raise CauserieError(f"'{handle}' is {_plain(str(error))}") from error


def _refuse_several(handle: str, found: list[str]) -> NoReturn:
    platforms = " ".join(f"--platform {each}" for each in dict.fromkeys(name.partition(":")[0] for name in found))
    raise CauserieError(
        f"Several accounts are called '{handle}': {', '.join(found)}. Name the one as it is written here; or where they"
        f" are one person's, name them one after the other, or add {platforms}"
    )


def is_called(name: str, handle: str) -> bool:
    """Whether an account has this handle, also without its instance; both in small letters."""
    known = name.partition(":")[2].casefold()
    return known == handle or ("@" in known and known.partition("@")[0] == handle)


def _read_address(address: str) -> Subject:
    """An address of a post, or else of an account."""
    if not split_address(address)[0]:
        raise ValueError("no whole address. Copy that of a profile, or of one post.")
    post = post_name(address)
    if not post.startswith("//"):
        return Subject(posts=(read_post(address),))
    if account_at(address):
        return Subject(accounts=(read_account(address),))
    if "/" not in post[2:]:
        raise ValueError("no address of a post and none of an account. Copy that of a profile, or of one post.")
    return Subject(posts=(read_post(address),))


def _is_post(name: str) -> bool:
    """Whether `platform:id` names a post: on Mastodon and Bluesky by its '/', on X by digits alone."""
    platform, _, native = post_name(name).partition(":")
    return "/" in native or (platform == Platform.X and native.isdigit())


def _plain(message: str) -> str:
    return message.replace("Write account: ", "Write ").replace("Write post: ", "Write ")
