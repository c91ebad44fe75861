"""Addresses of posts in any text, and files that are a plain list of them: one a line, or among a few other words.

Of such a post the text is unknown; its time is what its id says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from causerie.frozen import frozen
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.importer import Importer, Reading
from causerie.importers.lines import split_lines
from causerie.importers.reading import fault, read_text
from causerie.importers.sample import Sample
from causerie.importers.x_posts import x_id, x_time, x_url
from causerie.model.post import Author, Post

_ADDRESS = re.compile(
    r"(?<![\w./@-])(?:"
    r"(?:https?:)?(?://)?(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?"
    r"(?P<x_handle>\w{1,20}|i/web)/status(?:es)?/(?P<x>\d{1,20})"
    r"|(?:https?://)?bsky\.app/profile/(?P<bsky_account>did:[a-z]+:[\w.:%-]+|[\w.-]+\.[\w-]+)/post/(?P<bsky>[\w.~:-]+)"
    r"|(?:at://|https?://embed\.bsky\.app/embed/)(?P<at_account>did:[a-z]+:[\w.:%-]+|[\w.-]+\.[\w-]+)"
    r"/app\.bsky\.feed\.post/(?P<at>[\w.~:-]+)"
    r"|https?://(?P<host>[\w-]+(?:\.[\w-]+)+(?::\d+)?)/(?:(?:web/|deck/)?@(?P<user>[\w.-]+(?:@[\w.-]+)?)"
    r"|users/(?P<long_user>[\w.-]+)/statuses)/(?P<mastodon>\d{1,20})(?![\w-])"
    r")",
    re.IGNORECASE | re.ASCII,
)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_NOBODY = ("i", "i/web", "anyuser", "statuses")
_TID_SIGNS = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST, _LAST = datetime(2016, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_WORDS = 100  # characters beside the addresses of a line: a note, not a post
_COLUMNS = {"text", "tweet text", "full_text", "content", "created_at", "date", "status_url", "tweet_url", "id_str"}


@frozen
class Address:
    """The address of a post: all that it says of it."""

    platform: str
    id: str
    url: str
    author: Author
    posted: datetime | None
    begin: int  # where it stands in the text
    end: int


def find_addresses(text: str) -> Iterator[Address]:
    """The posts on X, Bluesky and Mastodon that a text links to, in its order."""
    for found in _ADDRESS.finditer(text):
        if found["x"]:
            known = _read_x(found)
        elif found["mastodon"]:
            known = _read_mastodon(found)
        else:
            known = _read_bluesky(found)
        if known is not None:
            yield known


def post_at(address: Address) -> Post:
    """The post with an address, without its text."""
    return Post(
        platform=address.platform,
        id=address.id,
        url=address.url,
        author=address.author,
        posted=address.posted,
        text="",
    )


def tid_time(key: str) -> datetime | None:
    """When a record of Bluesky was made, to the second, by its key; None for a key that carries no time."""
    if len(key) != 13 or any(sign not in _TID_SIGNS for sign in key):
        return None
    number = 0
    for sign in key:
        number = number * 32 + _TID_SIGNS.index(sign)
    return _time(number >> 10)


def mastodon_time(native: str) -> datetime | None:
    """When a post on Mastodon was made, or came to that server, by its id; None for an id that carries no time."""
    return _time((int(native) >> 16) * 1000) if len(native) in (17, 18) else None


def _time(microseconds: int) -> datetime | None:
    """To the second: an export that has the post itself knows its time better."""
    if microseconds >= (_LAST - _EPOCH) // timedelta(microseconds=1):
        return None
    when = _EPOCH + timedelta(seconds=microseconds // 1_000_000)
    return when if when >= _FIRST else None


def _read_x(found: re.Match[str]) -> Address | None:
    native = found["x"]
    handle = "" if found["x_handle"].lower() in _NOBODY else found["x_handle"]
    if not (name := x_id(native)):
        return None
    native = name.removeprefix("x:")
    return Address("x", name, x_url(handle, native), Author(handle=handle), x_time(native), *found.span())


def _read_bluesky(found: re.Match[str]) -> Address:
    account, key = found["bsky_account"] or found["at_account"], (found["bsky"] or found["at"]).rstrip(".:~-_")
    author = Author(id=account) if account.startswith("did:") else Author(handle=account)
    url = f"https://bsky.app/profile/{account}/post/{key}"
    return Address("bluesky", f"bluesky:{account}/{key}", url, author, tid_time(key), *found.span())


def _read_mastodon(found: re.Match[str]) -> Address:
    host, native = found["host"].lower(), found["mastodon"]
    user = found["user"] or found["long_user"]
    short = f"https://{host}/@{user}/{native}"
    author = Author(handle=user if "@" in user else f"{user}@{host}")
    url = short if found["user"] else found[0]
    return Address("mastodon", f"mastodon:{host}/{native}", url, author, mastodon_time(native), *found.span())


def is_list(text: str) -> bool:
    """Whether most lines of a text are addresses of posts with a few words at most."""
    lines = [line.strip() for line in split_lines(text) if line.strip()]
    if not lines or text.lstrip("\ufeff ").startswith(("{", "<", "---")) or _has_columns(lines[0]):
        return False
    return sum(_is_address(line) for line in lines) > len(lines) / 2


def _has_columns(line: str) -> bool:
    names = {cell.strip(" \"'").lower() for cell in re.split(r"[,;\t]", line)}
    return len(names) > 1 and not names.isdisjoint(_COLUMNS)


def _is_address(line: str) -> bool:
    if next(find_addresses(line), None) is None or line.startswith(("> [", "{")):
        return False
    return len(_WEB.sub("", line)) <= _WORDS


def _recognise(sample: Sample) -> bool:
    return not sample.element and is_list(sample.text)


def _read(file: ExportFile, export: Export) -> Reading:
    seen: set[str] = set()
    for number, line in enumerate(split_lines(read_text(file)), 1):
        found = list(find_addresses(line))
        if not found and (other := _WEB.search(line)) is not None:
            yield fault(file, number, f"{other[0][:200]} is not the address of a post, and was passed over.")
        for address in found:
            if address.id not in seen:  # `[address](address)` names it twice
                seen.add(address.id)
                yield Found(post=post_at(address))


IMPORTERS = (Importer(name="addresses", title="list of posts' addresses", recognise=_recognise, read=_read),)
