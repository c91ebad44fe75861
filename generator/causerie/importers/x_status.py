"""A status of X's API v1.1, which the archives and older tools keep as well: its entities, and the post made of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from causerie.frozen import frozen
from causerie.importers.found import Found, Hidden
from causerie.importers.lenient import number_in, objects_in, text_in
from causerie.importers.x_posts import XLink, expand_text, find_x_status, read_x_time, x_id, x_time, x_url
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform, profile_url
from causerie.model.post import Author, Link, Media, Post

_SHORT = re.compile(r"https?://t\.co/\w+")
_PICTURE = re.compile(r"/(?:photo|video)/\d+/?$", re.IGNORECASE)
_PART_OF_POST = re.compile(r"/(photo|video|analytics|likes|retweets|quotes)\b", re.IGNORECASE)
_NO_LANGUAGE = ("und", "zxx", "art", "qam", "qct", "qht", "qme", "qst")  # X: only mentions, tags, pictures, links …
_FORMER_LANGUAGES = {"in": "id", "iw": "he"}
_TRUE = (True, "true", "True")
_MEDIA_TYPES = {"photo": "photo", "video": "video", "animated_gif": "gif", "audio": "audio"}


@frozen
class Entities:
    """What X found in a text: the links as they stand there, and the pictures that are attached."""

    links: tuple[XLink, ...] = ()
    media: tuple[Media, ...] = ()

    def expand(self, text: str, *, is_escaped: bool = True) -> str:
        """The text as people read it."""
        return expand_text(text, self.links, is_escaped=is_escaped)

    def shared(self) -> tuple[Link, ...]:
        """The links for a post: in full, each once, without its own pictures and the post that it quotes."""
        return tuple(dict.fromkeys(Link(link.full) for link in self.links if link.full and not link.is_own))


def read_entities(entities: Any, extended: Any = None, *, own: Collection[str] = ()) -> Entities:
    """The `entities` (and `extended_entities`) of a status, with indices as numbers or text; never an error.

    `own` are the native ids of the post itself and of the one that it quotes: links to these are dropped where they end
    the text, as those to its pictures are.
    """
    links = []
    for each in objects_in(entities, "urls"):
        start, end = _indices(each)
        short = text_in(each, "url")
        full = text_in(each, "expanded_url") or short
        if short or full:
            links.append(XLink(start, end, short, full, is_own=is_status(full, own)))
    pictures = objects_in(extended, "media") or objects_in(entities, "media")
    places = {}
    for each in [*objects_in(entities, "media"), *pictures]:  # four pictures share one link
        start, end = _indices(each)
        short = text_in(each, "url")
        places[short] = XLink(start, end, short, text_in(each, "expanded_url") or short, is_own=True)
    taken = {link.short for link in links}
    links += [link for short, link in places.items() if short and short not in taken]
    return Entities(tuple(links), tuple(dict.fromkeys(_media(each) for each in pictures if _picture(each))))


def is_status(address: str, native: Collection[str]) -> bool:
    """Whether an address is that of one of these posts."""
    found = find_x_status(address)
    return found is not None and found[1] in native


def find_quoted(text: str, entities: Entities) -> str:
    """The native id of the post that a text ends with a link to, which X shows as a quote; '' where there is none."""
    text = text.rstrip()
    for link in sorted(entities.links, key=lambda link: text.rfind(link.short), reverse=True):
        if not link.short or not text.endswith(link.short):
            return ""
        if not link.is_own:  # links that are not shortened are older than quotes
            return quoted_by(link.full) if link.short != link.full else ""
        text = text[: -len(link.short)].rstrip()
    return ""


def quoted_by(address: str) -> str:
    """The native id of the post that an address shows as a quote; '' for other pages, and for pictures of posts."""
    found = find_x_status(address)
    is_whole = found is not None and address.lstrip().lower().startswith(("http:", "https:", "//"))
    return found[1] if found and is_whole and not _PART_OF_POST.search(urlsplit(address).path) else ""


def read_language(code: str) -> str:
    """A language as X writes it, as BCP 47 has it; '' for X's own codes for texts without one."""
    code = code.strip()
    return "" if code.lower() in _NO_LANGUAGE else _FORMER_LANGUAGES.get(code.lower(), code)


def read_author(user: Any) -> Author:
    """The author by a `user` of API v1.1."""
    if not isinstance(user, Mapping):
        return Author()
    handle = text_in(user, "screen_name").removeprefix("@")
    return Author(
        handle=handle,
        name=text_in(user, "name"),
        id=text_in(user, "id_str", "id"),
        url=profile_url(Platform.X, handle),
        avatar=text_in(user, "profile_image_url_https", "profile_image_url"),
    )


def read_status(status: Mapping[str, Any], author: Author | None = None) -> Found | None:
    """The post of a status, by an author where the status names none; None where it is no status."""
    native = text_in(status, "id_str", "id")
    is_whole, text, held = _longest(status)
    if not x_id(native) or text is None:
        return None
    user = status.get("user")
    author = read_author(user) if isinstance(user, Mapping) and user.get("screen_name") else author or read_author(user)
    quoted = _quoted(status)
    entities = _entities_of(status, held, text, (native, quoted))
    if not quoted and (quoted := find_quoted(text, entities)):
        entities = _entities_of(status, held, text, (native, quoted))
    is_repost = bool(status.get("retweeted_status")) or begins_as_repost(text)
    shown = entities.expand(text)
    post = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(author.handle, native),
        author=author,
        posted=posted_at(text_in(status, "created_at"), native),
        text=shown,
        lang=read_language(text_in(status, "lang")),
        reply_to=x_id(text_in(status, "in_reply_to_status_id_str", "in_reply_to_status_id")),
        quote_of=x_id(quoted),
        links=entities.shared(),
        media=entities.media,
        likes=number_in(status, "favorite_count", "favourites_count"),
        reposts=number_in(status, "retweet_count"),
        replies=number_in(status, "reply_count"),
        quotes=number_in(status, "quote_count"),
        sensitive=status.get("possibly_sensitive") in _TRUE,
    )
    is_cut = not is_whole or leads_to_itself(entities, native) or (is_repost and shown.endswith("…"))
    return Found(post=post, hidden=_hidden(status), is_repost=is_repost, is_cut=is_cut)


def leads_to_itself(entities: Entities, native: str) -> bool:
    """Whether a text links to its own post: X puts that behind what it cut off."""
    return any(is_status(link.full, (native,)) and not _PART_OF_POST.search(link.full) for link in entities.links)


def match_links(text: str, full: Sequence[str], *, own: Collection[str] = ()) -> Entities:
    """The links of a text, of which a table tells only where they lead, in their order.

    Where the numbers differ, only those that stand in the text in full. What leads to a picture is the post's own.
    """
    short = list(_SHORT.finditer(text))
    if len(short) != len(full):
        found = ((text.find(address), address) for address in dict.fromkeys(full))
        return Entities(tuple(XLink(at, at + len(address), address, address) for at, address in found if at >= 0))
    return Entities(
        tuple(
            XLink(at.start(), at.end(), at[0], address, is_own=is_status(address, own) or is_picture(address))
            for at, address in zip(short, full, strict=True)
        )
    )


def is_picture(address: str) -> bool:
    """Whether an address is that of a picture or video of a post on X."""
    return find_x_status(address) is not None and _PICTURE.search(address) is not None


def posted_at(created_at: str, native: str) -> datetime | None:
    """When a post was written: by its time, else by its id; archives have only the day of the oldest ones."""
    told = read_x_time(created_at)
    by_id = x_time(native) if x_id(native) else None
    if told is None:
        return by_id
    has_only_day = (told.hour, told.minute, told.second) == (0, 0, 0)
    return by_id if has_only_day and by_id and by_id.date() == told.date() else told


def _longest(status: Mapping[str, Any]) -> tuple[bool, str | None, Mapping[str, Any]]:
    """Whether the text of a status is whole, the text, and what holds its entities."""
    longer = status.get("extended_tweet")
    if isinstance(longer, Mapping) and isinstance(text := longer.get("full_text"), str):
        return True, text, longer
    is_cut = status.get("truncated") in _TRUE
    if isinstance(text := status.get("full_text"), str):
        return not is_cut, text, status
    text = status.get("text")
    return not is_cut, text if isinstance(text, str) else None, status


def _quoted(status: Mapping[str, Any]) -> str:
    quoted = text_in(status, "quoted_status_id_str", "quoted_status_id")
    inner = status.get("quoted_status")
    quoted = quoted or (text_in(inner, "id_str", "id") if isinstance(inner, Mapping) else "")
    return quoted or quoted_by(_permalink(status)[1])


def _permalink(status: Mapping[str, Any]) -> tuple[str, str]:
    """The link to the quoted post, short and in full, which X keeps out of the entities of some statuses."""
    link = status.get("quoted_status_permalink")
    return (text_in(link, "url"), text_in(link, "expanded")) if isinstance(link, Mapping) else ("", "")


def _entities_of(status: Mapping[str, Any], held: Mapping[str, Any], text: str, own: Collection[str]) -> Entities:
    """What X found in the text of a status, and its link to the quoted post where only the status itself has that."""
    entities = read_entities(held.get("entities"), held.get("extended_entities"), own=own)
    short, full = _permalink(status)
    if not short or short not in text or any(link.short == short for link in entities.links):
        return entities
    return replace(entities, links=(*entities.links, XLink(-1, -1, short, full or short, is_own=True)))


def _hidden(status: Mapping[str, Any]) -> Hidden | None:
    user, scopes = status.get("user"), status.get("scopes")
    if isinstance(user, Mapping) and user.get("protected") in _TRUE:
        return Hidden.PROTECTED
    return Hidden.CIRCLE if isinstance(scopes, Mapping) and scopes.get("followers") in _TRUE else None


def _picture(media: Mapping[str, Any]) -> str:
    """The address of an attached picture, or of the best version of a video."""
    shown = text_in(media, "media_url_https", "media_url")
    versions = [each for each in objects_in(media.get("video_info"), "variants") if ".mp4" in text_in(each, "url")]
    best = max(versions, key=lambda each: number_in(each, "bitrate") or 0, default=None)
    return text_in(best, "url") if best else shown


def _media(media: Mapping[str, Any]) -> Media:
    kind = _MEDIA_TYPES.get(text_in(media, "type"), "photo")
    return Media(url=_picture(media), alt=text_in(media, "ext_alt_text", "alt_text"), type=kind)


def _indices(entity: Mapping[str, Any]) -> tuple[int, int]:
    found = entity.get("indices")
    try:
        return (int(found[0]), int(found[1])) if isinstance(found, list) else (-1, -1)
    except (ValueError, TypeError, IndexError, OverflowError):
        return -1, -1
