"""What is to be forgotten, left out of chats, sessions and posts: people, posts, links, mentions in others' words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import compress
from typing import Any, TypeVar

from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.platform import Platform
from causerie.model.post import Link, Media, Post
from causerie.model.recap import Highlight, Recap
from causerie.model.schedule import Schedule
from causerie.model.session import Session
from causerie.records.forget import Forgotten

HIDDEN = "@…"

_ADDRESS = r"(?:https?://|(?:www\.|mobile\.)?(?:x\.com|twitter\.com|bsky\.app)/)[^\s<>()\[\]\"]+"
_LINKS = (
    rf"\[(?P<label>[^\[\]]*)\]\((?P<target>{_ADDRESS})\)"  # a Markdown link
    rf"|(?P<address>{_ADDRESS})"
    r"|(?P<id>at://[^\s<>()\[\]\"]+|\bdid:[a-z]+:[\w.:%-]*\w)"  # an address or a person of Bluesky
)
_HANDLES = (
    r"(?<![\w@＠\xc0-\u024f])[@＠]?(?P<full>\w[\w.-]*[@＠]\w[\w.-]*\.\w[\w-]*)"  # lea@glammr.example, or with its @
    r"(?![\w\xc0-\u024f])|(?<![@＠])[@＠](?P<handle>\w(?:[\w.-]*\w)?)(?![\w\xc0-\u024f])"  # @José is nobody called jos
)
_NAMED = re.compile(f"{_LINKS}|{_HANDLES}", re.IGNORECASE)
_NAMED_ASCII = re.compile(f"{_LINKS}|(?a:{_HANDLES})", re.IGNORECASE)  # where words touch it: @leaさん
_ODD = re.compile(r"\w[_.-]\w|[^\W\d_]{2}\d")  # amara_d, lea.example, lea7: no word looks like it
_TELLING = re.compile(rf"[@＠/]|did:|{_ODD.pattern}")
_BARES = r"(?<![\w@＠/.-])\w[\w.-]{2,}(?<=\w)(?![\w@＠])"
_BARE = re.compile(_BARES)
_BARE_ASCII = re.compile(rf"(?<![\xc0-\u024f])(?a:{_BARES})(?![\xc0-\u024f])")
_NEXT_SENTENCE = re.compile(r"\.(?=[^\W\d_a-z])(?=\w[^.]*\Z)")  # a full stop without a space behind it
_BEHIND = ".,;:!?'’*_…`|}\\"  # an address, not a part of it
_OTHER_SCRIPT = re.compile(r"[^\x00-\x7f]")
_OPENING = "([{«“„\"'‘¿¡—–-*_"
_EDGE = re.compile(r"(?:['’]s)?\W*\Z")
_MOST_WORDS = 4  # of a full name
_PLAIN_HANDLE = re.compile(r"\w+")
_MOST_SEEN = 200_000  # words that are kept at hand
_Record = TypeVar("_Record", bound=Any)


def leave_out_of_chat(chat: Chat, forgotten: Forgotten) -> Chat:
    """The chat without hosts and mentions of those who are to be forgotten."""
    if not forgotten:
        return chat

    def hide_reasons(schedule: Schedule) -> Schedule:
        return _change(schedule, skip=tuple((day, hide_names(reason, forgotten)) for day, reason in schedule.skip))

    return _change(
        chat,
        hosts=_keep_people(chat.hosts, forgotten),
        schedules=tuple(map(hide_reasons, chat.schedules)),
        tagline=hide_names(chat.tagline, forgotten),
        description=hide_names(chat.description, forgotten),
    )


def _change(record: _Record, **fields: object) -> _Record:
    """The record with these fields; itself where it has them already, as most do."""
    for name, value in fields.items():
        if getattr(record, name) != value:
            changed: _Record = replace(record, **fields)
            return changed
    return record


def leave_out_of_session(session: Session, forgotten: Forgotten) -> Session:
    """The session and its recap without the people, posts, links and mentions that are to be forgotten.

    Its chat is the reader's business: sessions of a chat hold one and the same.
    """
    if not forgotten:
        return session

    def hide(text: str) -> str:
        return hide_names(text, forgotten)

    return _change(
        session,
        title=hide(session.title),
        hosts=_keep_people(session.hosts, forgotten),
        guests=_keep_people(session.guests, forgotten),
        reason=hide(session.reason),
        questions=tuple(
            _change(each, text=hide(each.text), image=each.image and _change(each.image, alt=hide(each.image.alt)))
            for each in session.questions
        ),
        links=_keep_links(session.links, forgotten),
        prose=hide(session.prose),
        recap=session.recap and _leave_out_of_recap(session.recap, forgotten),
    )


def leave_out_of_posts(posts: Iterable[Post], forgotten: Forgotten | None) -> tuple[Post, ...]:
    """The posts that may be shown; what the others say stays without the names of those who are to be forgotten."""
    if not forgotten:
        return tuple(posts)
    every = [(post, forgotten.has_post(post)) for post in posts]
    gone = {post.id for post, is_gone in every if is_gone and post.id}
    kept = (post for post, is_gone in every if not is_gone and post.id not in gone)
    return tuple(leave_out_of_post(post, forgotten, gone) for post in kept)


def leave_out_of_post(post: Post, forgotten: Forgotten, gone: Iterable[str] = ()) -> Post:
    """A post of somebody else without names and posts that are to be forgotten; `gone` are known ids of such posts."""
    if not forgotten:
        return post

    def keep_id(post_id: str) -> str:
        return "" if post_id in gone or forgotten.has_post_named(post_id) else post_id

    return _change(
        post,
        author=_change(post.author, name=hide_handles(post.author.name, forgotten, post.platform)),
        text=hide_names(post.text, forgotten, post.platform),
        reply_to=keep_id(post.reply_to),
        quote_of=keep_id(post.quote_of),
        links=_keep_links(post.links, forgotten),
        media=tuple(_hide_in_media(media, forgotten, post.platform) for media in post.media),
    )


def hide_names(text: str, forgotten: Forgotten, platform: str = "") -> str:
    """A text in which nobody who is to be forgotten is mentioned, nor linked to; `platform` is where it was posted."""
    if not forgotten or not text or _names_nobody(text, forgotten):
        return text
    text = hide_handles(text, forgotten, platform)
    return _hide_full_names(text, forgotten) if forgotten.has_names else text


def _names_nobody(text: str, forgotten: Forgotten) -> bool:
    """Whether nobody is named, for sure: no mention goes beyond a word, and most words were seen before."""
    seen, words = forgotten.seen, text.split()
    kinds = [*map(seen.get, words)]
    if None in kinds:
        if len(seen) > _MOST_SEEN:
            seen.clear()
        for word in words:
            if word not in seen:
                if not word.isalpha() and _TELLING.search(word) and _is_mention(word, forgotten):
                    return False
                seen[word] = _may_be_name(word)
        kinds = [*map(seen.get, words)]
    return not forgotten.has_names or not any(True for _ in _find_full_names(words, kinds, forgotten))


def _is_mention(word: str, forgotten: Forgotten) -> bool:
    """Whether a word names somebody, wherever it was posted: X alone ends a handle earlier than others."""
    platforms = ("", Platform.X) if "@" in word or "＠" in word else ("",)
    return any(hide_handles(word, forgotten, each) != word for each in platforms)


def hide_handles(text: str, forgotten: Forgotten, platform: str = "") -> str:
    """The same, but for people's names: what a program may rewrite in a host's own sentences."""
    if not forgotten.may_concern(text):
        return text
    ways = ((_NAMED, _BARE), (_NAMED_ASCII, _BARE_ASCII)) if not text.isascii() else ((_NAMED, _BARE),)
    for named, bare in ways:
        if "@" in text or "/" in text or "＠" in text or "did:" in text:
            text = _hide_mentions(text, forgotten, platform, named)
        odd = [word for word in text.split() if not word.isalpha() and _ODD.search(word)] if _ODD.search(text) else ()
        if any(_is_handle(part, forgotten) for word in odd for part in bare.findall(word)):
            text = bare.sub(lambda found: HIDDEN if _is_handle(found[0], forgotten) else found[0], text)
    return text


def _hide_mentions(text: str, forgotten: Forgotten, platform: str, named: re.Pattern[str]) -> str:
    def hide(found: re.Match[str]) -> str:
        if address := found["target"] or found["address"]:
            behind = _look_behind(address, forgotten)
            if behind is None:
                return found[0] if found["label"] is None else f"[{hide_in(found['label'])}]({address})"
            return HIDDEN + behind if found["label"] is None else hide_in(found["label"])
        if name := found["id"]:
            return HIDDEN if forgotten.has_id(name) else found[0]
        if handle := found["full"]:
            return _hide_full(handle.replace("＠", "@"), forgotten, platform) or found[0]
        return _hide_handle(found, forgotten, platform)

    def hide_in(part: str) -> str:
        return named.sub(hide, part)

    return hide_in(text)


def _hide_full(handle: str, forgotten: Forgotten, platform: str) -> str:
    """What stays of a whole handle, if it is of somebody to be forgotten; else ''."""
    if forgotten.has_handle(handle, platform):
        return HIDDEN
    first, *rest = _NEXT_SENTENCE.split(handle, maxsplit=1)
    is_whole = bool(rest) and ("." in first or not platform)  # elsewhere somebody.Else may be a handle of its own
    return f"{HIDDEN}.{rest[0]}" if is_whole and forgotten.has_handle(first, platform) else ""


def is_odd(word: str) -> bool:
    """Whether no word of a language looks like this: then it may be a handle also without an @."""
    return _ODD.search(word) is not None


def _is_handle(word: str, forgotten: Forgotten) -> bool:
    """Whether a word without an @ is the handle of somebody to be forgotten: one that no other word looks like."""
    return is_odd(word) and forgotten.has_handle(word)


def _hide_full_names(text: str, forgotten: Forgotten) -> str:
    """A text without the full names of people to be forgotten: two to four words, no small ones at the ends."""
    words = text.split()
    for name in _find_full_names(words, [*map(_may_be_name, words)], forgotten):
        text = re.sub(r"\s+".join(map(re.escape, name.split())), "…", text)
    return text


def _find_full_names(words: list[str], kinds: list[bool | None], forgotten: Forgotten) -> Iterator[str]:
    """The full names of people to be forgotten; `kinds` says which words may begin or end one."""
    seen = forgotten.seen
    begins = [*compress(range(len(words)), kinds)]
    for number, at in enumerate(begins):
        for last in begins[number + 1 : number + _MOST_WORDS]:
            if last >= at + _MOST_WORDS:
                break
            said = " ".join(words[at : last + 1])
            if said in seen:
                continue
            first, *between, end = words[at : last + 1]
            name = " ".join([first.lstrip(_OPENING), *between, _EDGE.sub("", end)])
            if forgotten.has_name(name):
                yield name
            else:
                seen[said] = False


def _may_be_name(word: str) -> bool:
    """Whether a word may begin or end a full name: none in small letters does."""
    first = word[0]
    return not first.islower() and (first.isalpha() or first in _OPENING) and not word[-1].isdigit()


def _hide_handle(found: re.Match[str], forgotten: Forgotten, platform: str) -> str:
    """A mention, hidden where it is of somebody to be forgotten: the whole handle, or on X the part that X links."""
    handle = found["handle"]
    if forgotten.has_handle(handle, platform):
        return HIDDEN
    linked = _PLAIN_HANDLE.match(handle)
    rest = handle[linked.end() :] if linked else ""
    is_cut = platform == Platform.X or (rest[:1] == "-" and "." not in rest)  # art-museum.example is another
    if linked and rest and is_cut and forgotten.has_account(Platform.X, linked[0]):
        return HIDDEN + rest
    return _hide_full(handle, forgotten, platform) or found[0]


def _look_behind(address: str, forgotten: Forgotten) -> str | None:
    """What touches an address of somebody to be forgotten, as words do in some languages; None where it is nobody's."""
    whole = address.rstrip(_BEHIND)
    if _has_address(whole, forgotten):
        return ""
    if (other := _OTHER_SCRIPT.search(whole)) is None:
        return None
    first = address[: other.start()].rstrip(_BEHIND)
    return address[len(first) :] if _has_address(first, forgotten) else None


def _has_address(address: str, forgotten: Forgotten) -> bool:
    return forgotten.has_address(
        address if address[:8].lower().startswith(("http://", "https://")) else f"https://{address}"
    )


def _leave_out_of_recap(recap: Recap, forgotten: Forgotten) -> Recap:
    def hide(text: str) -> str:
        return hide_names(text, forgotten)

    def keep(handle: str) -> str:
        return "" if forgotten.has_handle(handle) else handle

    return _change(
        recap,
        summary=hide(recap.summary),
        takeaways=tuple(_change(each, text=hide(each.text)) for each in recap.takeaways),
        errata=tuple(_change(each, text=hide(each.text)) for each in recap.errata),
        highlights=tuple(
            _leave_out_of_highlight(each, forgotten)
            for each in recap.highlights
            if each.post is None or not forgotten.has_post(each.post)
        ),
        resources=tuple(
            _change(each, title=hide(each.title), shared_by=keep(each.shared_by))
            for each in recap.resources
            if not forgotten.has_address(each.url)
        ),
        unanswered=tuple(_change(each, text=hide(each.text), by=keep(each.by)) for each in recap.unanswered),
        metrics=tuple(_change(each, source=hide(each.source)) for each in recap.metrics),
    )


def _leave_out_of_highlight(highlight: Highlight, forgotten: Forgotten) -> Highlight:
    return _change(
        highlight,
        post=highlight.post and leave_out_of_post(highlight.post, forgotten),
        heading=hide_names(highlight.heading, forgotten),
        text=hide_names(highlight.text, forgotten),
        note=hide_names(highlight.note, forgotten),
    )


def _hide_in_media(media: Media, forgotten: Forgotten, platform: str) -> Media:
    address = "" if forgotten.has_address(media.url) else media.url
    return _change(media, url=address, alt=hide_names(media.alt, forgotten, platform))


def _keep_people(people: tuple[Person, ...], forgotten: Forgotten) -> tuple[Person, ...]:
    return tuple(person for person in people if not forgotten.has_person(person))


def _keep_links(links: tuple[Link, ...], forgotten: Forgotten) -> tuple[Link, ...]:
    kept = (link for link in links if not forgotten.has_address(link.url))
    return tuple(_change(link, title=hide_names(link.title, forgotten)) for link in kept)
