"""The platforms where chats take place: names, profile addresses, and how a handle is written there."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote


class Platform(StrEnum):
    """A platform that the program knows by name; a post may come from others, too."""

    MASTODON = "mastodon"
    BLUESKY = "bluesky"
    X = "x"
    THREADS = "threads"
    LINKEDIN = "linkedin"


_NAMES = {
    "mastodon": "Mastodon",
    "bluesky": "Bluesky",
    "x": "X",
    "threads": "Threads",
    "linkedin": "LinkedIn",
    "irc": "IRC",
    "slack": "Slack",
    "discord": "Discord",
    "youtube": "YouTube",
    "storify": "Storify",
}  # fmt: skip - a table
PLATFORMS = tuple(sorted(_NAMES))  # by the names that records have


def platform_name(platform: str) -> str:
    """A platform's name as people write it; a proper name, the same in every language."""
    return _NAMES.get(platform, platform.replace("-", " ").title())


def bare_handle(handle: str) -> str:
    """A handle as it is stored: without white space and a leading '@'."""
    return handle.strip().removeprefix("@")


@lru_cache(maxsize=4096)  # people come back
def profile_url(platform: str, handle: str) -> str:
    """The public profile of a handle, or '' where the platform has none or the handle cannot be one."""
    handle = bare_handle(handle).encode("utf-8", "replace").decode()  # half a character cannot stand in an address
    if not handle:
        return ""
    match platform:
        case Platform.X:
            return f"https://x.com/{quote(handle, safe='')}"
        case Platform.BLUESKY:
            return f"https://bsky.app/profile/{quote(handle, safe=':')}"
        case Platform.MASTODON:
            user, _, instance = handle.partition("@")
            return f"https://{quote(instance, safe='.:-')}/@{quote(user, safe='')}" if instance and user else ""
        case Platform.THREADS:
            return f"https://www.threads.net/@{quote(handle, safe='')}"
        case Platform.LINKEDIN:
            return f"https://www.linkedin.com/in/{quote(handle, safe='')}"
        case _:
            return ""
