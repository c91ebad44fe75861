"""What all forms of posts on Mastodon share: an id that is the same on every server, and how a text is put together."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_TAG_URI = re.compile(r"tag:(?P<host>[^,:/\s]+),[\d-]+:.*objectId=(?P<id>[^:\s]+)", re.IGNORECASE)


def mastodon_id(address: str) -> str:
    """The id of a post by the address that is the same everywhere, its `uri`; '' for what is none.

    `…/users/u/statuses/ID`, `…/@u/ID`, `…/notes/ID`, `…/objects/ID`: the server, and the last part of the path.
    """
    if old := _TAG_URI.match(address):  # of before ActivityPub
        return f"mastodon:{old['host'].lower()}/{old['id']}"
    server = server_of(address)
    if not server:
        return ""
    parts = urlsplit(address)
    path = [part for part in parts.path.split("/") if part]
    if "statuses" in path[:-1]:  # what follows the id is the activity, its replies, how to embed it
        path = path[: path.index("statuses") + 2]
    while len(path) > 1 and path[-1] in ("activity", "embed"):
        path.pop()
    name = path[-1] if path and not path[-1].startswith("@") else "" if path else parts.query
    return f"mastodon:{server}/{name}" if name else ""


def server_of(address: str) -> str:
    """The server of a web address, with its port; '' where it has none."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return parts.netloc.rpartition("@")[2].lower() if parts.scheme in ("http", "https") else ""


def join_text(warning: str, text: str, options: list[str]) -> str:
    """The text of a post: what its author warns of on a line of its own, what it says, and what can be voted for."""
    voted = "\n".join(f"- {option}" for option in options if option)
    return "\n\n".join(part for part in (warning.strip(), text, voted) if part)
