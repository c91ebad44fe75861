"""The archive of an account on X, 2019 to now: its posts, their author from beside them, long texts joined, edits told.

What the owner deleted, and what was for a circle, stands in files of its own, which are never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from causerie.frozen import frozen
from causerie.importers.export import Export, ExportFile
from causerie.importers.found import Found, Hidden
from causerie.importers.importer import Importer, Reading
from causerie.importers.reading import fault, read_json
from causerie.importers.sample import Sample
from causerie.importers.x_posts import find_x_status, read_x_time, x_id
from causerie.importers.x_status import read_entities, read_status
from causerie.model.platform import Platform, profile_url
from causerie.model.post import Author
from causerie.problems import Problem
from causerie.text import cut_ends

_SCRIPT = re.compile(r"(?:window\.)?YTD\.(?:tweets?|community_tweet)\.part\d+")
_NOTES = re.compile(r"note-tweet(?:-?part\d+)?\.js", re.IGNORECASE)
_LONG_POSTS_SINCE = 2023
_SHORTEST_CUT = 140  # code points; 280 as X counts, where a character of East Asia is two
_SHORT = re.compile(r"https?://t\.co/\w+")
_LAST_LINK = re.compile(r"https?://t\.co/\w+\Z")
_LONGEST_LINK = 64  # characters
_FIRST_MENTIONS = re.compile(r"(?:@\w+\s+)+")
_SECOND = timedelta(seconds=1)


@frozen
class _Note:
    """A long text, which the archive keeps apart from its post, and without its id."""

    text: str
    links: Mapping[str, Any]  # as entities of a status


def _recognise(sample: Sample) -> bool:
    if not sample.script:
        return any(map(_is_saved, sample.elements)) and not any(map(_is_deleted, sample.elements))
    if not _SCRIPT.fullmatch(sample.script):
        return False
    return not sample.elements or any(_status(each) is not None for each in sample.elements)


def _is_saved(element: Mapping[str, Any]) -> bool:
    """Whether an element is of an archive that somebody saved as plain JSON: counts are text, and nobody is named."""
    status = _status(element)
    return (
        status is not None
        and {"id_str", "full_text", "created_at"} <= status.keys()
        and "user" not in status
        and ("tweet" in element or isinstance(status.get("favorite_count"), str))
    )


def _is_deleted(element: Any) -> bool:
    """Whether its owner deleted a post, which archives keep in a file of its own."""
    status = _status(element)
    return status is not None and ("deleted_at" in status or "deleted_at" in element)


def _status(element: Any) -> Mapping[str, Any] | None:
    """The status of an element; the first archives had it without a wrapping."""
    if not isinstance(element, Mapping):
        return None
    status = element.get("tweet", element)
    return status if isinstance(status, Mapping) and ("id_str" in status or "id" in status) else None


def _read(file: ExportFile, export: Export) -> Reading:
    """The posts of a file.

    Posts in a community are public, as its page is, unless the post itself says that it is for followers only.
    """
    author = _read_author(file, export)
    notes = _read_notes(file, export)
    for each in read_json(file):
        if isinstance(each, Problem):
            yield each
            continue
        line, element = each
        status = _status(element)
        found = read_status(status, author) if status is not None else None
        if status is None or found is None:
            yield fault(file, line, "what begins here is no post with an id and a text, and was passed over.")
        elif _is_deleted(element):
            yield replace(found, hidden=Hidden.DELETED)
        else:
            yield _lengthen(replace(found, replaces=_earlier(status, found.post.id)), status, notes)


def _earlier(status: Mapping[str, Any], own: str) -> tuple[str, ...]:
    """The ids that a post had before it was edited: each edit is a post of its own with a higher one."""
    edits = status.get("edit_info")
    ids: list[Any] = []
    for holder in _holders(edits):
        ids += [holder.get("initialTweetId")] if "initialTweetId" in holder else []
        ids += listed if isinstance(listed := holder.get("editTweetIds"), list) else []
    names = {name for each in ids if isinstance(each, (str, int)) and (name := x_id(each))}
    return tuple(sorted((name for name in names if _number(name) < _number(own)), key=_number))


def _holders(edits: Any) -> Iterator[Mapping[str, Any]]:
    """The places where ids of versions stand: of a first version in one, of a later one in two."""
    for name in ("initial", "edit", "editControlInitial"):
        if isinstance(edits, Mapping) and isinstance(holder := edits.get(name), Mapping):
            yield holder
            yield from _holders(holder)


def _number(name: str) -> int:
    return int(name.removeprefix("x:"))


def _read_author(file: ExportFile, export: Export) -> Author:
    """Whose archive it is, by the files beside it; of those nothing else is taken, above all no e-mail address."""
    account = _first(export.beside(file, "account.js"), "account")
    about = _first(export.beside(file, "manifest.js"), "userInfo")
    profile = _first(export.beside(file, "profile.js"), "profile")
    handle = _text(account, "username") or _text(about, "userName") or _find_handle(file)
    return Author(
        handle=handle,
        name=_text(account, "accountDisplayName") or _text(about, "displayName"),
        id=_text(account, "accountId") or _text(about, "accountId"),
        url=profile_url(Platform.X, handle),
        avatar=_text(profile, "avatarMediaUrl"),
    )


def _first(file: ExportFile | None, key: str) -> Mapping[str, Any]:
    for each in read_json(file) if file else ():
        if not isinstance(each, Problem) and isinstance(each[1], Mapping) and isinstance(each[1].get(key), Mapping):
            found: Mapping[str, Any] = each[1][key]
            return found
    return {}


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return str(value).strip() if isinstance(value, (str, int)) else ""


def _find_handle(file: ExportFile) -> str:
    """The owner's handle by the address of an own picture, where nothing beside the posts tells it."""
    for each in read_json(file):
        status = None if isinstance(each, Problem) else _status(each[1])
        entities = status.get("entities") if status else None
        pictures = entities.get("media") if isinstance(entities, Mapping) else None
        for picture in pictures if isinstance(pictures, list) else ():
            address = picture.get("expanded_url") if isinstance(picture, Mapping) else None
            found = find_x_status(address) if isinstance(address, str) else None
            if found and status and found[1] == status.get("id_str"):
                return found[0]
    return ""


def _read_notes(file: ExportFile, export: Export) -> dict[datetime, list[_Note]]:
    """The long texts beside a file by their second: nothing else in them tells which post they are of."""
    notes: dict[datetime, list[_Note]] = {}
    for beside in export.near:
        if beside.folder != file.folder or not _NOTES.fullmatch(beside.name):
            continue
        for each in read_json(beside):
            note = each[1].get("noteTweet") if not isinstance(each, Problem) and isinstance(each[1], Mapping) else None
            core = note.get("core") if isinstance(note, Mapping) else None
            if not isinstance(note, Mapping) or not isinstance(core, Mapping) or not _is_active(note):
                continue
            if (when := read_x_time(_text(note, "createdAt"))) and isinstance(text := core.get("text"), str):
                notes.setdefault(when, []).append(_Note(text, {"urls": _links(core)}))
    return notes


def _is_active(note: Mapping[str, Any]) -> bool:
    state = note.get("lifecycle")
    return not isinstance(state, Mapping) or state.get("name", "Active") == "Active"


def _links(core: Mapping[str, Any]) -> list[dict[str, Any]]:
    links = core.get("urls")
    return [
        {
            "url": each.get("shortUrl"),
            "expanded_url": each.get("expandedUrl"),
            "indices": [each.get("fromIndex"), each.get("toIndex")],
        }
        for each in (links if isinstance(links, list) else ())
        if isinstance(each, Mapping)
    ]


def _lengthen(found: Found, status: Mapping[str, Any], notes: Mapping[datetime, list[_Note]]) -> Found:
    """The post with its whole text, where the archive cut it off and has that among its notes."""
    post, whole = found.post, str(status.get("full_text") or status.get("text") or "")
    held = cut_ends(whole, _LAST_LINK, _LONGEST_LINK)
    is_long = post.posted is not None and post.posted.year >= _LONG_POSTS_SINCE and len(held) >= _SHORTEST_CUT
    if found.is_repost or not is_long or not held.endswith("…") or post.posted is None:
        return found
    begin = unescape(held.removesuffix("…")).rstrip()
    mentions = match[0] if (match := _FIRST_MENTIONS.match(begin)) and post.reply_to else ""
    near = (post.posted + _SECOND * away for away in (0, 1, -1, 2, -2))
    for note in (note for when in near for note in notes.get(when, ())):
        for before in dict.fromkeys(("", mentions)):
            if _alike(note.text).startswith(_alike(begin.removeprefix(before))):
                own = (post.id.removeprefix("x:"), post.quote_of.removeprefix("x:"))
                entities = read_entities(note.links, own=own)
                text = before + entities.expand(note.text, is_escaped=False)
                return replace(found, post=replace(post, text=text, links=entities.shared()), is_cut=False)
    return replace(found, is_cut=True)


def _alike(text: str) -> str:
    """A text for comparison: one address has another short form in each post, and another in the note."""
    return _SHORT.sub("https://t.co/", text)


IMPORTERS: tuple[Importer, ...] = (
    Importer(name="x-archive", title="X account archive", recognise=_recognise, read=_read),
)
