"""One post of the X API, version 2: its text, what it refers to, and what stands beside it on its page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from typing import Any

from causerie.frozen import frozen
from causerie.importers.found import Found, Hidden
from causerie.importers.lenient import number_in, objects_in, text_in
from causerie.importers.x_posts import XLink, expand_text, x_id, x_url
from causerie.importers.x_status import Entities, find_quoted, is_status, posted_at, read_language
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform, profile_url
from causerie.model.post import Author, Link, Media, Post

_MEDIA_TYPES = {"photo": "photo", "video": "video", "animated_gif": "gif"}
_PICTURE = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/", re.IGNORECASE)
_PART_OF_POST = re.compile(r"/status/\d+/(?:photo|video)/\d+", re.IGNORECASE)


@frozen
class Included:
    """What stands beside the posts of a page, by its id."""

    users: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    posts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    media: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def read_included(includes: Any) -> Included:
    """The users, posts and pictures of a page."""
    return Included(
        {text_in(each, "id"): each for each in objects_in(includes, "users")},
        {text_in(each, "id"): each for each in objects_in(includes, "tweets")},
        {text_in(each, "media_key"): each for each in objects_in(includes, "media")},
    )


def read_post(post: Mapping[str, Any], included: Included) -> Found | None:
    """The post that an object of the API is, with what it refers to; None where it has no id or no text."""
    newest = next(iter(reversed(_history(post))), "")
    post = included.posts.get(newest, post)  # who edits a post wants nobody to read what it said before
    native = text_in(post, "id")
    if not x_id(native) or not isinstance(post.get("text"), str):
        return None
    user = _user(post, included)
    referred = {text_in(each, "type"): each for each in objects_in(post, "referenced_tweets")}
    original = _whole(referred.get("retweeted"), included)
    is_repost = "retweeted" in referred or begins_as_repost(post["text"])
    shown = original or post
    text, entities, links, quoted = _read_text(shown, text_in(referred.get("quoted") or {}, "id"))
    if original:
        text = f"RT @{text_in(_user(original, included), 'username') or 'unknown'}: {text}"
    handle = text_in(user, "username").removeprefix("@")
    history = _history(post)
    found = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(handle, native),
        author=Author(
            handle=handle,
            name=text_in(user, "name"),
            id=text_in(user, "id") or text_in(post, "author_id"),
            url=profile_url(Platform.X, handle),
            avatar=text_in(user, "profile_image_url"),
        ),
        posted=posted_at(text_in(post, "created_at"), native),
        text=text,
        lang=read_language(text_in(post, "lang")),
        reply_to=x_id(text_in(referred.get("replied_to") or {}, "id")),
        quote_of=x_id(quoted),
        links=links,
        media=tuple(_read_media(shown, included)),
        sensitive=post.get("possibly_sensitive") is True,
        **_counts(post.get("public_metrics")),
    )
    ends_in_itself = any(is_status(link.full, (native,)) for link in entities.links)
    return Found(
        post=found,
        replaces=tuple(x_id(each) for each in history[: history.index(native)] if x_id(each))
        if native in history
        else (),
        hidden=Hidden.PROTECTED if user.get("protected") is True else None,
        is_repost=is_repost,
        is_cut=text.endswith("…") and (ends_in_itself or (is_repost and not original)),
    )


def _read_text(post: Mapping[str, Any], quoted: str) -> tuple[str, Entities, tuple[Link, ...], str]:
    """The text as people read it, what X found in it, its links, and the native id of the post that it quotes."""
    note = post.get("note_tweet")
    is_long = isinstance(note, Mapping) and isinstance(note.get("text"), str) and bool(note["text"].strip())
    holder = note if isinstance(note, Mapping) and is_long else post
    text = str(holder["text"])
    own = {text_in(post, "id"), *_history(post)}
    entities = _read_entities(holder.get("entities"), own | {quoted} if quoted else own)
    if not quoted and (quoted := find_quoted(text, entities)):
        entities = _read_entities(holder.get("entities"), own | {quoted})
    titles = {
        text_in(each, "expanded_url"): text_in(each, "title") for each in objects_in(holder.get("entities"), "urls")
    }
    links = {link.full: Link(link.full, titles.get(link.full, "")) for link in entities.links if not link.is_own}
    # The API escapes texts; what holds a bare sign was unescaped by somebody, and '&amp;' in it is meant.
    is_escaped = not re.search(r"[<>]|&(?!(?:amp|lt|gt|quot|apos|#\d+);)", text)
    return expand_text(text, entities.links, is_escaped=is_escaped), entities, tuple(links.values()), quoted


def _read_entities(entities: Any, own: Collection[str]) -> Entities:
    links: dict[tuple[int, str], XLink] = {}  # four pictures share one link, which stands there four times
    for each in objects_in(entities, "urls"):
        short = text_in(each, "url")
        full = text_in(each, "expanded_url") or text_in(each, "unwound_url") or short
        is_picture = "media_key" in each or bool(
            _PICTURE.match(text_in(each, "display_url")) and _PART_OF_POST.search(full)
        )
        start, end = (number_in(each, key) for key in ("start", "end"))
        place = (-1, -1) if start is None or end is None else (start, end)
        if short:
            links.setdefault((place[0], short), XLink(*place, short, full, is_own=is_picture or is_status(full, own)))
    return Entities(tuple(links.values()))


def _read_media(post: Mapping[str, Any], included: Included) -> Iterator[Media]:
    attachments = post.get("attachments")
    keys = attachments.get("media_keys") if isinstance(attachments, Mapping) else None
    attached = objects_in(attachments, "media") or [
        included.media[str(key)] for key in (keys if isinstance(keys, list) else []) if str(key) in included.media
    ]
    for each in attached:
        versions = [one for one in objects_in(each, "variants") if ".mp4" in text_in(one, "url")]
        best = max(versions, key=lambda one: number_in(one, "bit_rate") or 0, default=None)
        url = text_in(best, "url") if best else text_in(each, "url", "preview_image_url")
        if url:
            yield Media(url=url, alt=text_in(each, "alt_text"), type=_MEDIA_TYPES.get(text_in(each, "type"), "photo"))


def _whole(referred: Mapping[str, Any] | None, included: Included) -> Mapping[str, Any] | None:
    """The post that another one refers to, where the export holds it."""
    post = referred if referred is None or "text" in referred else included.posts.get(text_in(referred, "id"))
    return post if post is not None and isinstance(post.get("text"), str) else None


def _user(post: Mapping[str, Any], included: Included) -> Mapping[str, Any]:
    author = post.get("author")
    return author if isinstance(author, Mapping) else included.users.get(text_in(post, "author_id"), {})


def _counts(metrics: Any) -> dict[str, Any]:
    known = metrics if isinstance(metrics, Mapping) else {}
    return {
        "likes": number_in(known, "like_count"),
        "reposts": number_in(known, "retweet_count", "repost_count"),
        "replies": number_in(known, "reply_count"),
        "quotes": number_in(known, "quote_count"),
        "impressions": number_in(known, "impression_count") or None,  # 0 before X counted them
    }


def _history(post: Mapping[str, Any]) -> list[str]:
    """The native ids of all versions of a post, the oldest first."""
    ids = post.get("edit_history_tweet_ids")
    return [str(each) for each in ids] if isinstance(ids, list) else []
