"""Answers of Mastodon's API, and of the servers that speak it: timelines, threads, search results, single posts.

A post has an id of its own on each server that shows it; only its `uri` is the same everywhere.
https://docs.joinmastodon.org/entities/Status/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

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

FETCHED = "fetched.json"  # says beside fetched pages which server they are from

_VISIBILITY = {
    "": None,  # tools that leave it out read public timelines
    "public": None,
    "unlisted": Hidden.UNLISTED,
    "private": Hidden.FOLLOWERS,
    "direct": Hidden.DIRECT,
    "limited": Hidden.CIRCLE,
    "list": Hidden.CIRCLE,
}
_TYPES = {"image": "photo", "gifv": "gif", "video": "video", "audio": "audio"}
_FORKS = ("pleroma", "akkoma")  # fields in which other servers say more
_CONTEXT = ("ancestors", "descendants")


def _recognise(sample: Sample) -> bool:
    value = sample.value
    if isinstance(value, dict) and any(isinstance(value.get(key), list) for key in _CONTEXT):
        statuses = [status for _, status in _statuses(value)]
        return any(map(_is_status, statuses)) if statuses else set(value) <= set(_CONTEXT)
    if isinstance(value, dict) and isinstance(value.get("statuses"), list) and not value["statuses"]:
        return {"accounts", "hashtags"} <= set(value)
    values = value if isinstance(value, list) else [value, *sample.elements]
    return any(_is_status(status) for each in values[:40] for _, status in _statuses(each))


def _is_status(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("account"), dict)
        and "acct" in value["account"]
        and "content" in value
        and ("uri" in value or "url" in value)
    )


def _statuses(value: Any) -> Iterator[tuple[bool, Any]]:
    """The statuses of an answer, each with whether it is one."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if _is_status(each):
            yield True, each
        elif isinstance(each, list):
            waiting += reversed(each)
        elif isinstance(each, dict) and (inner := [each[key] for key in (*_CONTEXT, "statuses") if key in each]):
            waiting += reversed(inner)
        else:
            yield False, each


def _read(file: ExportFile, export: Export) -> Reading:
    serving = _serving_server(file, export)
    for answer in read_json(file):
        if isinstance(answer, Problem):
            yield answer
            continue
        line, value = answer
        for is_status, status in _statuses(value):
            if not is_status:
                yield fault(file, line, "this is no post of Mastodon: it lacks an account, a text or an address.")
            elif (found := _read_status(status, serving)) is not None:
                yield found
            else:
                yield fault(file, line, "this post has no id.")


def _serving_server(file: ExportFile, export: Export) -> str:
    """The server that gave the answers, as far as they show it; on it, local ids mean something.

    Its own accounts have no domain in their `acct`, and the addresses of hashtags are its own.
    """
    if (beside := export.beside(file, FETCHED)) is not None:
        for each in read_json(beside):
            if isinstance(each, tuple) and isinstance(each[1], dict):
                return server_of(string(each[1].get("server")))
    for answer in read_json(file):
        for is_status, status in _statuses(answer[1]) if isinstance(answer, tuple) else ():
            if is_status:
                acct = string(status["account"].get("acct"))
                own = _server_of_status(status) if acct and "@" not in acct else ""
                for address in (own, *(server_of(string(tag.get("url"))) for tag in objects(status.get("tags")))):
                    if address:
                        return address
    return ""


def _server_of_status(status: dict[str, Any]) -> str:
    return server_of(string(status.get("uri"))) or server_of(string(status.get("url")))


def _read_status(status: dict[str, Any], serving: str) -> Found | None:
    local = string(status.get("id"))

    def local_name(native: Any) -> str:
        return f"mastodon:{serving or 'local'}/{string(native)}" if string(native) else ""

    by_uri, by_url = mastodon_id(string(status.get("uri"))), mastodon_id(string(status.get("url")))
    post_id = by_uri or by_url or local_name(local)
    if not post_id or post_id.startswith("mastodon:local/"):
        return None
    author = _read_author(status["account"], serving)
    url = string(status.get("url")) or string(status.get("uri"))
    if isinstance(status.get("reblog"), dict):
        post = Post(platform="mastodon", id=post_id, author=author, url=url, text="",
                    posted=read_time(status.get("created_at")))  # fmt: skip
        return Found(post=post, hidden=_hidden(status), is_repost=True)

    quote_of = _quote_of(status, local_name)
    content = read_post_html(
        string(status.get("content")), ("attachment", "quote-inline") if quote_of else ("attachment",)
    )
    warning = string(status.get("spoiler_text"))
    poll = status.get("poll")
    options = [string(each.get("title")) for each in objects(poll.get("options"))] if isinstance(poll, dict) else []
    post = Post(
        platform="mastodon",
        id=post_id,
        url=url,
        author=author,
        posted=read_time(status.get("created_at")),
        text=join_text(warning, content.text, options),
        lang=string(status.get("language")),
        reply_to=local_name(status.get("in_reply_to_id")),
        quote_of=quote_of,
        links=_links(status, content.links),
        media=tuple(_read_media(each) for each in objects(status.get("media_attachments"))),
        likes=read_count(status.get("favourites_count")),
        reposts=read_count(status.get("reblogs_count")),
        replies=read_count(status.get("replies_count")),
        quotes=_quotes(status),
        sensitive=status.get("sensitive") is True or bool(warning.strip()),
    )
    names = dict.fromkeys((local_name(local), by_url))
    return Found(post=post, aliases=tuple(name for name in names if name not in ("", post_id)), hidden=_hidden(status))


def _hidden(status: dict[str, Any]) -> Hidden | None:
    """Why it must not be public: what no server is known to call public is for somebody only."""
    return _VISIBILITY.get(string(status.get("visibility")).lower(), Hidden.FOLLOWERS)


def _quote_of(status: dict[str, Any], local_name: Callable[[Any], str]) -> str:
    """The post that it quotes: Mastodon and Fedibird say it in the post, Pleroma and Akkoma in a field of their own."""
    holders = [status, *(status[name] for name in _FORKS if isinstance(status.get(name), dict))]
    for holder in holders:
        quote = holder.get("quote")
        if isinstance(quote, dict):
            quoted = quote["quoted_status"] if isinstance(quote.get("quoted_status"), dict) else quote
            named = mastodon_id(string(quoted.get("uri"))) or local_name(quote.get("quoted_status_id"))
            if named:
                return named
        named = mastodon_id(string(holder.get("quote_url"))) or local_name(holder.get("quote_id"))
        if named:
            return named
    return ""


def _quotes(status: dict[str, Any]) -> int | None:
    counts = (
        read_count(each.get("quotes_count"))
        for each in (status, *(status.get(name) for name in _FORKS))
        if isinstance(each, dict)
    )
    return next((count for count in counts if count is not None), None)


def _links(status: dict[str, Any], addresses: tuple[str, ...]) -> tuple[Link, ...]:
    """The links of its text, with the titles of the pages that the server has looked at."""
    names = {string(each.get("url")) for key in ("mentions", "tags") for each in objects(status.get(key))}
    titles = {string(card.get("url")): string(card.get("title")) for card in objects(status.get("card"))}
    return tuple(Link(address, titles.get(address, "")) for address in addresses if address not in names)


def _read_author(account: dict[str, Any], serving: str) -> Author:
    name, acct = string(account.get("display_name")), string(account.get("acct"))
    for emoji in objects(account.get("emojis")):  # pictures of the server, which are no part of a name
        name = name.replace(f":{string(emoji.get('shortcode'))}:", "")
    url = string(account.get("url")) or string(account.get("uri"))
    server = server_of(url) or serving
    avatar = string(account.get("avatar"))
    return Author(
        handle=acct if "@" in acct or not server or not acct else f"{acct}@{server}",
        name=" ".join(name.split()) or string(account.get("username")) or acct,
        url=url,
        avatar="" if avatar.endswith("/missing.png") else avatar,
    )


def _read_media(media: dict[str, Any]) -> Media:
    """Its address is that on the server where it was posted, which is the same for every server that shows it."""
    return Media(
        url=string(media.get("remote_url")) or string(media.get("url")),
        alt=string(media.get("description")),
        type=_TYPES.get(string(media.get("type")), ""),
    )


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="mastodon", title="answers of Mastodon's API", recognise=_recognise, read=_read),
)
