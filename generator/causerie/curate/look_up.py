"""A post by its address, as the platform's own oEmbed shows it: asked only when the host allowed it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests

from causerie.importers.addresses import find_addresses, post_at
from causerie.importers.embeds import IMPORTERS
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found
from causerie.importers.open_net import require_public_server
from causerie.model.platform import Platform
from causerie.model.post import Post
from causerie.problems import CauserieError

_TIMEOUTS = (5, 15)  # seconds until a server is reached, and between two pieces of its answer
_MAX_BYTES = 500_000
_ENDPOINTS = {
    Platform.X: "https://publish.twitter.com/oembed",
    Platform.BLUESKY: "https://embed.bsky.app/oembed",
}
Ask = Callable[[str, dict[str, str]], bytes]


def look_up(url: str, ask: Ask | None = None) -> dict[str, str]:
    """Who wrote the post at an address, what and when, as far as it is said; what is not known is empty.

    Raises CauserieError where that is no address of a post, or the platform does not say.
    """
    address = next(find_addresses(url.strip()), None)
    if address is None:
        raise CauserieError("This is no address of a post on X, Bluesky or Mastodon. Write the post itself.")
    known = post_at(address)
    said = _read_answer((ask or _ask)(_endpoint(known), {"url": known.url, "omit_script": "1", "dnt": "true"}))
    shown = _read_embed(str(said.get("html") or "")) or known
    name = _line(said.get("author_name")) or shown.author.name
    return {
        "platform": known.platform,
        "author": name,
        "handle": shown.author.handle or known.author.handle,
        "text": shown.text,
        "posted": known.posted.isoformat().replace("+00:00", "Z") if known.posted else "",
        "url": known.url,
        "author_url": _web(said.get("author_url")),
    }


def _endpoint(post: Post) -> str:
    if post.platform in _ENDPOINTS:
        return _ENDPOINTS[Platform(post.platform)]
    host = urlsplit(post.url).hostname or ""
    require_public_server(host)
    return f"https://{host}/api/oembed"


def _ask(endpoint: str, query: dict[str, str]) -> bytes:
    host = urlsplit(endpoint).hostname
    try:
        with requests.Session() as session:
            session.trust_env = True  # a proxy, where the host's machine has one
            session.auth = lambda request: request  # nobody's: whom a server knows, it shows what is not public
            session.headers["User-Agent"] = "causerie (a static site for hashtag chats)"
            with session.get(endpoint, params=query, timeout=_TIMEOUTS, allow_redirects=False, stream=True) as answer:
                if answer.status_code in (401, 403, 404):
                    raise CauserieError(f"{host} does not show this post to everybody. Write the post itself.")
                if answer.status_code != 200:
                    raise CauserieError(f"{host} answered with the error {answer.status_code}. Write the post itself.")
                return bytes(answer.raw.read(_MAX_BYTES, decode_content=True))
    except requests.RequestException as error:
        raise CauserieError(f"{host} could not be reached. Try again, or write the post itself.") from error


def _read_answer(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise CauserieError("The platform's answer cannot be read. Write the post itself.")
    return found


def _read_embed(html: str) -> Post | None:
    """The post in the HTML that a platform gives to be embedded, read as an import would."""
    content = html.encode()
    file = ExportFile("embed.html", len(content), lambda: io.BytesIO(content))
    for each in IMPORTERS[0].read(file, Export((file,), (file,))):
        if isinstance(each, Found):
            return each.post
    return None


def _line(value: Any) -> str:
    return " ".join(value.split())[:200] if isinstance(value, str) else ""


def _web(value: Any) -> str:
    text = _line(value)
    return text if text.startswith(("https://", "http://")) else ""
