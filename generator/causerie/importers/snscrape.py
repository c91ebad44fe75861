"""Posts of X as snscrape and twscrape write them, one object a line; their names differ by version and by tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.lenient import number_in, objects_in, text_in
from causerie.importers.reading import fault, read_json
from causerie.importers.sample import Sample
from causerie.importers.x_posts import XLink, find_x_status, x_id, x_url
from causerie.importers.x_status import Entities, find_quoted, is_status, posted_at, read_language
from causerie.model.counting import begins_as_repost
from causerie.model.platform import Platform, profile_url
from causerie.model.post import Author, Media, Post
from causerie.problems import Problem

_TYPE = "snscrape.modules.twitter."
_TEXTS = ("rawContent", "content", "renderedContent")
_MARKS = {
    "replyCount",
    "retweetCount",
    "likeCount",
    "quoteCount",
    "conversationId",
    "outlinks",
    "tcooutlinks",
    "outlinksss",  # really spelt so in the oldest ones
    "tcooutlinksss",
}  # fmt: skip - a table
_LAST_SHORT_LINK = re.compile(r"https?://t\.co/\w+\Z")
_OWN_LINK = re.compile(r"(?:https?://)?pic\.(?:twitter|x)\.com/\w+\Z")


def _is_post(value: Mapping[str, Any]) -> bool:
    kind = text_in(value, "_type")
    if kind and kind != f"{_TYPE}Tweet":
        return False
    has_text = any(isinstance(value.get(name), str) for name in _TEXTS)
    return has_text and bool(_native(value)) and (bool(kind) or bool(_MARKS & value.keys())) and "date" in value


def _is_of_twscrape(value: Mapping[str, Any]) -> bool:
    return "id_str" in value or "conversationIdStr" in value or isinstance(value.get("media"), Mapping)


def _recogniser(is_of_twscrape: bool) -> Callable[[Sample], bool]:
    def recognise(sample: Sample) -> bool:
        posts = [each for each in sample.elements if _is_post(each)]
        return bool(posts) and any(map(_is_of_twscrape, posts)) is is_of_twscrape

    return recognise


def _read(file: ExportFile, export: Export) -> Reading:
    for each in read_json(file):
        if isinstance(each, Problem):
            yield each
            continue
        line, value = each
        found = _read_post(value) if isinstance(value, Mapping) else None
        yield found or fault(file, line, "what begins here is no post of X, and was passed over.")


def _read_post(value: Mapping[str, Any]) -> Found | None:
    name = next((name for name in _TEXTS if isinstance(value.get(name), str)), "")
    native = _native(value)
    if not name or not x_id(native):
        return None
    author, is_protected = _read_author(value)
    original = value.get("retweetedTweet")
    shown = original if isinstance(original, Mapping) and _native(original) else value
    name = next((name for name in _TEXTS if isinstance(shown.get(name), str)), "")
    text = text_in(shown, name)
    media = tuple(_read_media(shown))
    quoted = _native(value.get("quotedTweet")) or text_in(value, "quotedTweetId")
    versions = _versions(value)
    own = {native, _native(shown), quoted, *versions} - {""}
    entities = _read_links(shown, text, own, has_media=bool(media))
    if not quoted and (quoted := find_quoted(text, entities)):
        entities = _read_links(shown, text, own | {quoted}, has_media=bool(media))
    text = entities.expand(text)
    if shown is not value:
        text = f"RT @{_read_author(shown)[0].handle or 'unknown'}: {text}"
    is_repost = shown is not value or begins_as_repost(text)
    post = Post(
        platform=Platform.X,
        id=x_id(native),
        url=x_url(author.handle, native),
        author=author,
        posted=posted_at(text_in(value, "date"), native),
        text=text,
        lang=read_language(text_in(value, "lang")),
        reply_to=x_id(text_in(value, "inReplyToTweetIdStr", "inReplyToTweetId")),
        quote_of=x_id(quoted),
        links=entities.shared(),
        media=media,
        likes=number_in(value, "likeCount"),
        reposts=number_in(value, "retweetCount"),
        replies=number_in(value, "replyCount"),
        quotes=number_in(value, "quoteCount"),
        impressions=number_in(value, "viewCount") or None,
        sensitive=value.get("possibly_sensitive") is True or value.get("possiblySensitive") is True,
    )
    ends_in_itself = any(is_status(link.full, own) for link in entities.links)
    return Found(
        post=post,
        replaces=tuple(x_id(each) for each in versions[: versions.index(native)]) if native in versions else (),
        hidden=Hidden.PROTECTED if is_protected else None,
        is_repost=is_repost,
        is_cut=text.endswith("…") and (ends_in_itself or is_repost or name == "renderedContent"),
    )


def _native(value: Any) -> str:
    """The id of a post: by its address, as some tools round the number beside it."""
    if not isinstance(value, Mapping):
        return ""
    linked = find_x_status(text_in(value, "url"))
    return linked[1] if linked else text_in(value, "id_str", "id")


def _read_author(value: Mapping[str, Any]) -> tuple[Author, bool]:
    """The author, and whether the account is protected."""
    given = value.get("user")
    user: Mapping[str, Any] = given if isinstance(given, Mapping) else {}
    linked = find_x_status(text_in(value, "url"))
    handle = text_in(user, "username") or text_in(value, "username") or (linked[0] if linked else "")
    handle = (handle or (given if isinstance(given, str) else "")).strip().removeprefix("@")
    author = Author(
        handle=handle,
        name=text_in(user, "displayname", "displayName"),
        id=text_in(user, "id_str", "id"),
        url=profile_url(Platform.X, handle),
        avatar=text_in(user, "profileImageUrl"),
    )
    return author, user.get("protected") is True


def _read_links(value: Mapping[str, Any], text: str, own: set[str], *, has_media: bool) -> Entities:
    """The links of a text. The one of the attached pictures is not among those that a scraper lists."""
    pairs = [
        (text_in(each, "tcourl"), text_in(each, "url"), each.get("indices")) for each in objects_in(value, "links")
    ]
    if not pairs:
        full, short = (_words(value, name) for name in ("outlinks", "tcooutlinks"))
        pairs = [(one, two, None) for one, two in zip(short, full, strict=False)]
    links = []
    for short_form, whole, indices in pairs:
        if short_form and short_form in text:
            start, end = _place(indices)
            links.append(XLink(start, end, short_form, whole or short_form, is_own=is_status(whole, own)))
        elif whole and whole in text:  # a text with links in full, as newer versions of other tools write it
            at = text.find(whole)
            links.append(XLink(at, at + len(whole), whole, whole, is_own=is_status(whole, own)))
    bare = text.rstrip()
    last = _LAST_SHORT_LINK.search(bare) if has_media else None
    last = last or _OWN_LINK.search(bare)
    if last and last[0] not in {link.short for link in links}:
        links.append(XLink(last.start(), last.end(), last[0], last[0], is_own=True))
    return Entities(tuple(links))


def _read_media(value: Mapping[str, Any]) -> Iterator[Media]:
    """What is attached: a list of objects that name their kind, or twscrape's three lists."""
    media = value.get("media")
    given: Sequence[tuple[str, Mapping[str, Any]]]
    if isinstance(media, Mapping):
        kinds = (("photo", "photos"), ("video", "videos"), ("gif", "animated"))
        given = [(kind, each) for kind, name in kinds for each in objects_in(media, name)]
    else:
        given = [
            (text_in(each, "_type", "type").rpartition(".")[2].lower(), each) for each in objects_in(value, "media")
        ]
    for kind, each in given:
        versions = [one for one in objects_in(each, "variants") if ".mp4" in text_in(one, "url")]
        best = max(versions, key=lambda one: number_in(one, "bitrate") or 0, default=None)
        url = (
            text_in(best, "url") if best else text_in(each, "fullUrl", "videoUrl", "url", "thumbnailUrl", "previewUrl")
        )
        if url:
            yield Media(
                url=url, alt=text_in(each, "altText", "alt"), type=kind if kind in ("video", "gif") else "photo"
            )


def _versions(value: Mapping[str, Any]) -> list[str]:
    """The native ids of all versions of a post, the oldest first."""
    control = value.get("editControl")
    ids = control.get("edit_tweet_ids") if isinstance(control, Mapping) else None
    return [str(each) for each in ids if x_id(str(each))] if isinstance(ids, list) else []


def _words(value: Mapping[str, Any], name: str) -> list[str]:
    """Addresses: a list, or a text with spaces between them."""
    given = value.get(name) or value.get(f"{name}ss")
    return [str(each) for each in given] if isinstance(given, list) else str(given or "").split()


def _place(indices: Any) -> tuple[int, int]:
    if isinstance(indices, list) and len(indices) == 2 and all(isinstance(each, int) for each in indices):
        return indices[0], indices[1]
    return -1, -1


IMPORTERS = (
    Importer(name="snscrape", title="snscrape (JSONL)", recognise=_recogniser(False), read=_read),
    Importer(name="twscrape", title="twscrape (JSONL)", recognise=_recogniser(True), read=_read),
)
