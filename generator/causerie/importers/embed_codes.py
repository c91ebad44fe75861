"""Posts that a page names without showing them: shortcodes of site generators, frames, and elements of frameworks."""

from __future__ import annotations

import re
from html import unescape

from causerie.importers.addresses import Address, find_addresses, mastodon_time
from causerie.model.post import Author

_NATIVE = re.compile(r"(?:\bdata-tweet-id=[\"']?|\bid=[\"']?|^\W*|\s)(\d{2,20})\b", re.IGNORECASE)
_NATIVE_OF_FRAME = re.compile(r"(?:\bdata-tweet-?id|[?&\s](?:tweet)?id)\s*=[\s\"'{`]*(\d{2,20})\b", re.IGNORECASE)
_FRAME_OF_X = re.compile(
    r"<(?:twitter-widget|amp-twitter|tweet)\b|data-tweet-?id|//platform\.(?:twitter|x)\.com/embed/", re.IGNORECASE
)
_CODE_OF_X = re.compile(r".{0,6}(?:tweet|twitter|x|include)", re.DOTALL)
_CODE_OF_MASTODON = re.compile(r".{0,6}(?:mastodon|toot)", re.DOTALL | re.IGNORECASE)
_USER = re.compile(r"\buser=[\"']?@?(\w+)", re.IGNORECASE)
_HOST = re.compile(r"\b(?:host|instance|server)=[\"']?(?:https?://)?([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)


def find_in_frame(tag: str) -> Address | None:
    """The post that a frame or an element shows: by its address, or by an id where it is one of X."""
    text = unescape(tag)
    if (address := next(find_addresses(text), None)) is not None:
        return address
    found = _NATIVE_OF_FRAME.search(text) if _FRAME_OF_X.search(text) else None
    return _x_address("", found[1]) if found else None


def find_in_code(code: str, inner: str) -> Address | None:
    """The post that a shortcode names, by what stands behind its name: by an address, or by an id."""
    text = unescape(inner)
    if (address := next(find_addresses(text), None)) is not None:
        return address
    if (found := _NATIVE.search(text)) is None:
        return None
    user = _USER.search(text)
    if _CODE_OF_MASTODON.match(code):
        host = _HOST.search(text)
        return _mastodon_address(host[1].lower(), user[1] if user else "", found[1]) if host else None
    return _x_address(user[1] if user else "", found[1]) if _CODE_OF_X.match(code) else None


def _x_address(user: str, native: str) -> Address | None:
    return next(find_addresses(f"https://x.com/{user or 'i'}/status/{native}"), None)


def _mastodon_address(host: str, user: str, native: str) -> Address | None:
    if user:
        return next(find_addresses(f"https://{host}/@{user}/{native}"), None)
    url = f"https://{host}/web/statuses/{native}"  # leads to the post, whoever wrote it
    return Address("mastodon", f"mastodon:{host}/{native}", url, Author(), mastodon_time(native), 0, 0)
