"""The archive of an account on Mastodon: `outbox.json`, whose author is in `actor.json` beside it.

It holds everything that the account wrote, direct messages, too: only what is addressed to the public is public.
https://docs.joinmastodon.org/spec/activitypub/
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.html_text import read_post_html
from causerie.importers.importer import Importer, Reading
from causerie.importers.lenient import objects, read_count, read_time, string
from causerie.importers.mastodon_ids import join_text, mastodon_id, server_of
from causerie.importers.reading import fault, read_json
from causerie.importers.sample import Sample
from causerie.model.post import Author, Link, Media, Post
from causerie.problems import Problem

_PUBLIC = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))  # three ways to write one
_COLLECTIONS = ("OrderedCollection", "OrderedCollectionPage", "Collection", "CollectionPage")
_ACTIVITIES = ("Create", "Announce")
_QUOTES = ("quote", "quoteUri", "_misskey_quote", "quoteUrl")
_PROFILE_NAME = re.compile(r"/(?:@|users/)(?P<name>[^/@]+)")


def _recognise(sample: Sample) -> bool:
    value = sample.value
    if not isinstance(value, dict) or not isinstance(items := value.get("orderedItems"), list):
        return False
    if any(isinstance(each, dict) and each.get("type") in _ACTIVITIES for each in items):
        return True
    is_outbox = string(value.get("id")).endswith(("outbox.json", "/outbox"))
    return not items and is_outbox and value.get("type") in _COLLECTIONS


def _read(file: ExportFile, export: Export) -> Reading:
    actor = _read_actor(file, export)
    for element in read_json(file, "orderedItems"):
        if isinstance(element, Problem):
            yield element
            continue
        line, activity = element
        found = _read_activity(activity, actor) if isinstance(activity, dict) else "it is no object"
        yield found if isinstance(found, Found) else fault(file, line, f"this is no post of Mastodon: {found}.")


def _read_actor(file: ExportFile, export: Export) -> dict[str, Any]:
    beside = export.beside(file, "actor.json")
    for element in read_json(beside) if beside is not None else ():
        if isinstance(element, tuple) and isinstance(element[1], dict):
            return element[1]
    return {}


def _read_activity(activity: dict[str, Any], actor: dict[str, Any]) -> Found | str:
    """A post or repost, else why there is none."""
    kind, note = string(activity.get("type")), activity.get("object")
    if kind == "Announce":
        post_id = mastodon_id(string(activity.get("id")))
        url = _address(note)
        post = Post(platform="mastodon", id=post_id, author=_read_author(actor, activity, {}), text="", url=url,
                    posted=read_time(activity.get("published")))  # fmt: skip
        return Found(post=post, is_repost=True, hidden=_hidden(activity))
    if kind != "Create":
        return f"'{kind}' is another activity" if kind else "it is no activity"
    if not isinstance(note, dict):
        return "what was written is missing"
    post_id = mastodon_id(string(note.get("id"))) or mastodon_id(string(note.get("atomUri")))
    if not post_id:
        return "it has no id"
    quote_of = next((named for key in _QUOTES if (named := mastodon_id(_address(note.get(key))))), "")
    content = read_post_html(_content(note), ("attachment", "quote-inline") if quote_of else ("attachment",))
    warning = string(note.get("summary")) if note.get("type") != "Article" else ""  # of an article it is the beginning
    names = {_address(tag.get("href")) for tag in objects(note.get("tag"))}
    url = _address(note.get("url")) or string(note.get("id"))
    post = Post(
        platform="mastodon",
        id=post_id,
        url=url,
        author=_read_author(actor, activity, note),
        posted=read_time(note.get("published")) or read_time(activity.get("published")),
        text=join_text(warning, content.text, _options(note)),
        lang=_language(note),
        reply_to=mastodon_id(_address(note.get("inReplyTo"))),
        quote_of=quote_of,
        links=tuple(Link(address) for address in content.links if address not in names),
        media=tuple(_read_media(each) for each in objects(note.get("attachment"))),
        likes=_total(note.get("likes")),
        reposts=_total(note.get("shares")),
        replies=_total(note.get("replies")),
        sensitive=note.get("sensitive") is True or bool(warning.strip()),
    )
    others = dict.fromkeys(mastodon_id(address) for address in (string(note.get("atomUri")), url))
    return Found(
        post=post, aliases=tuple(each for each in others if each not in ("", post_id)), hidden=_hidden(activity, note)
    )


def _hidden(*said: dict[str, Any]) -> Hidden | None:
    """Why it must not be public: the strictest of what the activity and the post say of whom they are addressed to."""
    reasons = [_hidden_by(each) for each in said if "to" in each or "cc" in each] or [Hidden.DIRECT]
    order = (Hidden.DIRECT, Hidden.FOLLOWERS, Hidden.UNLISTED)
    return next((reason for reason in order if reason in reasons), None)


def _hidden_by(said: dict[str, Any]) -> Hidden | None:
    to, cc = _addresses(said.get("to")), _addresses(said.get("cc"))
    if to & _PUBLIC:
        return None
    if cc & _PUBLIC:
        return Hidden.UNLISTED
    is_to_followers = any(_path(each).endswith("/followers") for each in to | cc)
    return Hidden.FOLLOWERS if is_to_followers else Hidden.DIRECT


def _path(address: str) -> str:
    """The path of an address, '' where it has none or is no address."""
    try:
        return urlsplit(address).path.rstrip("/")
    except ValueError:
        return ""


def _addresses(value: Any) -> set[str]:
    return {_address(each) for each in (value if isinstance(value, list) else [value])} - {""}


def _address(value: Any) -> str:
    """An address, be it written as such, as an object with an id or a link, or as the first of a list."""
    if isinstance(value, list):
        return next((address for each in value if (address := _address(each))), "")
    if isinstance(value, dict):
        return string(value.get("href")) or string(value.get("id")) or _address(value.get("url"))
    return string(value)


def _content(note: dict[str, Any]) -> str:
    texts = note.get("contentMap")
    return string(note.get("content")) or next(
        (string(each) for each in texts.values() if each) if isinstance(texts, dict) else iter(()), ""
    )


def _language(note: dict[str, Any]) -> str:
    """The language under which the same text stands once more."""
    texts = note.get("contentMap")
    if not isinstance(texts, dict):
        return ""
    return next((language for language, text in texts.items() if text == _content(note)), "")


def _options(note: dict[str, Any]) -> list[str]:
    return [string(each.get("name")) for key in ("oneOf", "anyOf") for each in objects(note.get(key))]


def _total(value: Any) -> int | None:
    return read_count(value.get("totalItems")) if isinstance(value, dict) else None


def _read_media(media: dict[str, Any]) -> Media:
    """Its address is a path within the archive as a rule, of which nobody can tell where it is on the web."""
    address, kind = _address(media.get("url")), string(media.get("mediaType"))
    return Media(
        url=address if server_of(address) else "",
        alt=string(media.get("name")) or string(media.get("summary")),
        type=next((ours for begin, ours in (("image/", "photo"), ("video/", "video"), ("audio/", "audio"))
                   if kind.startswith(begin)), ""),
    )  # fmt: skip


def _read_author(actor: dict[str, Any], activity: dict[str, Any], note: dict[str, Any]) -> Author:
    """Who wrote it, as the file beside says; else as far as addresses show."""
    identity = _address(note.get("attributedTo")) or _address(activity.get("actor")) or _address(actor.get("id"))
    if actor and _address(actor.get("id")) not in ("", identity):
        actor = {}  # of somebody else
    url = _address(actor.get("url"))
    places = (url, _address(note.get("url")), identity)
    by_address = next((found["name"] for place in places if (found := _PROFILE_NAME.search(place))), "")
    name = string(actor.get("preferredUsername")) or unquote(by_address)
    server = server_of(identity) or server_of(url)
    known = string(actor.get("webfinger")).removeprefix("acct:").removeprefix("@")  # where handles have another domain
    shown = string(actor.get("name"))
    for emoji in objects(actor.get("tag")):  # pictures of the server, which are no part of a name
        if emoji.get("type") == "Emoji":
            shown = shown.replace(string(emoji.get("name")) or "\0", "")
    avatar = _address(actor.get("icon"))
    return Author(
        handle=known if known.count("@") == 1 else f"{name}@{server}" if name and server else name,
        name=" ".join(shown.split()) or name,
        url=url or (f"https://{server}/@{name}" if name and server else identity),
        avatar=avatar if server_of(avatar) else "",
    )


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="mastodon-outbox", title="Mastodon account archive", recognise=_recognise, read=_read),
)
