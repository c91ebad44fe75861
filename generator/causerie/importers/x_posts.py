"""Posts on X, whatever export they are from: ids that carry their time, addresses, and texts with entities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

from causerie.frozen import frozen
from causerie.model.platform import bare_handle

_EPOCH = datetime(
    2010, 11, 4, 1, 42, 54, tzinfo=UTC
)  # 1288834974 s after 1970; ids carry milliseconds since .657 of it
_FIRST_WITH_TIME = 29_700_000_000  # ids of 4 November 2010
_STATUS = re.compile(
    r"(?:https?:)?//(?:www\.|mobile\.|m\.)?(?:twitter|x)\.com/(?:#!/)?(?P<handle>\w+|i/web)/status(?:es)?/(?P<id>\d+)",
    re.IGNORECASE,
)
_ANONYMOUS = ("i", "i/web", "anyuser", "statuses", "")
_FORMS = ("%a %b %d %H:%M:%S %z %Y", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S%z")
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|#0?39);")  # all that X escapes


@frozen
class XLink:
    """A link that X put into a text: indices count code points of the text as the export holds it, end exclusive."""

    start: int
    end: int
    short: str  # https://t.co/…
    full: str
    is_own: bool = False  # of an attached picture or of the post that is quoted: dropped where it ends the text


def x_id(native: str | int) -> str:
    """The id of a post on X as records write it; '' for what is none."""
    number = _read_number(native)
    return f"x:{number}" if number else ""


def x_time(native: str | int) -> datetime | None:
    """When a post was written, to the second, by its id; None for what is none, and from before 4 November 2010.

    Only for X's own ids: not for those that a spreadsheet rounded.
    """
    number = _read_number(native)
    if number < _FIRST_WITH_TIME:
        return None
    milliseconds = (number >> 22) + 657
    return _EPOCH + timedelta(seconds=milliseconds // 1000)


def x_url(handle: str, native: str | int) -> str:
    """The address of a post on X."""
    return f"https://x.com/{bare_handle(handle) or 'i/web'}/status/{_read_number(native) or native}"


def _read_number(native: str | int) -> int:
    """An id as a number, without what tables put around it to keep it whole; 0 for what is none."""
    text = str(native).strip().strip("'\"").removeprefix("x")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 20 else 0  # 64 bits


def find_x_status(text: str) -> tuple[str, str] | None:
    """The handle ('' where the address has none) and the native id of the first post that a text links to."""
    found = _STATUS.search(text)
    if not found:
        return None
    handle = found["handle"]
    return ("" if handle.lower() in _ANONYMOUS else handle), found["id"]


def read_x_time(text: str) -> datetime | None:
    """A time as X and its tools write it, aware, in UTC, to the second; None for what has no offset or is no time."""
    text = text.strip()
    for form in _FORMS:
        try:
            return datetime.strptime(text, form).astimezone(UTC).replace(microsecond=0)
        except (ValueError, OverflowError):  # the second: the last hours of the year 9999
            continue
    try:
        when = datetime.fromisoformat(text)
        return when.astimezone(UTC).replace(microsecond=0) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None


def expand_text(text: str, links: Iterable[XLink] = (), *, is_escaped: bool = True) -> str:
    """A text of X as people read it: links in full, those to its own pictures and quoted post gone from its end.

    Links are cut out by their indices where those are right, else found again by how they are shortened. A text that an
    export holds escaped (`&amp;`) is decoded, once.
    """
    placed = sorted(links, key=lambda link: (link.start, link.end))
    is_right = all(
        text[link.start : link.end].lower() == link.short.lower() and (not i or placed[i - 1].end <= link.start)
        for i, link in enumerate(placed)
    )
    if not is_right:
        placed = _place_again(text, placed)
    end = len(text.rstrip())
    while placed and placed[-1].is_own and placed[-1].end >= end:
        end = len(text[: placed.pop().start].rstrip())
    pieces, at = [], 0
    for link in placed:
        pieces += [_decode(text[at : link.start], is_escaped), link.full or link.short]
        at = link.end
    return "".join([*pieces, _decode(text[at:end], is_escaped)])


def _decode(text: str, is_escaped: bool) -> str:
    return _ESCAPED.sub(lambda sign: unescape(sign[0]), text) if is_escaped else text


def _place_again(text: str, links: list[XLink]) -> list[XLink]:
    """The links where their short forms stand in a text, each place once."""
    placed: list[XLink] = []
    taken: set[int] = set()
    for link in links:
        at = text.find(link.short) if link.short else -1
        while at in taken:
            at = text.find(link.short, at + 1)
        if at >= 0:
            taken.add(at)
            placed.append(replace(link, start=at, end=at + len(link.short)))
    return sorted(placed, key=lambda link: link.start)
