"""What is attached to a post on Bluesky: pictures, a film, a link with its title, the post that it quotes.

An answer shows it as a view, with addresses; a stored record names files only, whose addresses follow from their names.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from causerie.frozen import frozen
from causerie.importers.bluesky_text import post_key
from causerie.importers.lenient import objects, string
from causerie.model.post import Link, Media

_GIFS = ("media.tenor.com", "static.klipy.com")  # which Bluesky shows as moving pictures, not as links
_ALT_BEGINS = ("alt:", "alternative text:")


@frozen
class Embed:
    """The attachments of a post; `quoted` is the `at://` address of the post that it quotes."""

    media: tuple[Media, ...] = ()
    links: tuple[Link, ...] = ()
    quoted: str = ""

    @property
    def quoted_key(self) -> str:
        """The last part of that address."""
        return post_key(self.quoted)


def read_embed(view: Any, record: Any, did: str) -> Embed:
    """The attachments, from the view where there is one, else from the record of the author with this `did`."""
    embed = view if isinstance(view, dict) else record
    if not isinstance(embed, dict):
        return Embed()
    quoted = embed.get("record")
    outer = embed.get("media")
    parts = [embed, *([outer] if isinstance(outer, dict) else [])]
    media = [each for part in parts for each in _read_media(part, did)]
    links: list[Link] = []
    for part in parts:
        if isinstance(external := part.get("external"), dict) and string(external.get("uri")):
            if gif := _read_gif(external):
                media.append(gif)
            else:
                links.append(Link(string(external["uri"]), string(external.get("title"))))
    return Embed(tuple(media), tuple(links), _quoted(quoted))


def _quoted(value: Any) -> str:
    """The address of the quoted post; '' for a list or feed, and for a post whose author withdrew from the quote."""
    if not isinstance(value, dict) or value.get("detached") or value.get("notFound") or value.get("blocked"):
        return ""
    if isinstance(inner := value.get("record"), dict):  # beside pictures it stands one deeper
        return _quoted(inner)
    uri = string(value.get("uri"))
    return uri if post_key(uri) else ""


def _read_media(part: dict[str, Any], did: str) -> list[Media]:
    media = []
    for image in objects(part.get("images")):
        url = string(image.get("fullsize")) or _stored(
            image.get("image"), did, "https://cdn.bsky.app/img/feed_fullsize/plain/{}/{}@jpeg"
        )
        media.append(Media(url=url, alt=string(image.get("alt")), type="photo"))
    film = string(part.get("playlist")) or _stored(
        part.get("video"), did, "https://video.bsky.app/watch/{}/{}/playlist.m3u8"
    )
    if film:
        media.append(Media(url=film, alt=string(part.get("alt")), type="video"))
    return media


def _stored(blob: Any, did: str, form: str) -> str:
    """The address of a file that a record names."""
    if not isinstance(blob, dict) or not did:
        return ""
    ref = blob.get("ref")
    name = string(ref.get("$link")) if isinstance(ref, dict) else string(blob.get("cid"))
    return form.format(did, name) if name else ""


def _read_gif(external: dict[str, Any]) -> Media | None:
    address, alt = string(external["uri"]), string(external.get("description"))
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.hostname not in _GIFS or not parts.path.endswith(".gif"):
        return None
    for begin in _ALT_BEGINS:
        if alt.lower().startswith(begin):
            alt = alt[len(begin) :].strip()
    return Media(url=address, alt=alt or string(external.get("title")), type="gif")
