"""Chats that never show a participant's handle: their recaps lose every trace of who wrote before a view sees them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from causerie.model.platform import bare_handle
from causerie.model.post import Author, Media, Post
from causerie.model.recap import Highlight, Recap
from causerie.model.session import Session

HIDDEN = "…"

# A handle wherever it stands, also behind punctuation and in full-width forms; a mail address counts as one.
_HANDLE = re.compile(r"(?<![@＠])[@＠]++(?P<handle>\w(?:[\w.@-]*\w)?)")
_BEFORE_SITE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*\Z", re.IGNORECASE)
_LONGEST_HOST = 270  # characters, with the scheme
# An address that names an account: a profile, or a post below it.
_ACCOUNT_ADDRESS = re.compile(
    r"https?://(?:(?:www\.|mobile\.)?(?:x|twitter)\.com/\w+|bsky\.app/profile/[^\s/]+|[^\s/]+/(?:@|users/)[^\s/]+)[^\s]*",
    re.IGNORECASE,
)


def anonymise_session(session: Session) -> Session:
    """A session as it may be shown."""
    if not session.chat.anonymise:
        return session
    if session.recap is None:
        return session
    known = _known_handles(session)
    veil = _veil_for(known, _handles_in(session.recap))
    return replace(session, recap=_veil_recap(session.recap, known, veil))


def anonymise_posts(posts: Iterable[Post], session: Session) -> Iterator[Post]:
    """Posts of a session's transcript as they may be shown."""
    if not session.chat.anonymise:
        yield from posts
        return
    known, shown = _known_handles(session), tuple(posts)
    handles = {post.author.handle for post in shown} | (_handles_in(session.recap) if session.recap else set())
    veil, numbers = _veil_for(known, handles), dict[str, str]()
    for post in shown:
        yield _veil_post(post, known, numbers, veil)


def _known_handles(session: Session) -> set[str]:
    """The handles of those who are named: hosts and guests."""
    return {account.handle.casefold() for person in (*session.hosts, *session.guests) for account in person.accounts}


def _handles_in(recap: Recap) -> set[str]:
    """The handles of those whose words a recap shows."""
    return {
        *(each.post.author.handle for each in recap.highlights if each.post),
        *(each.shared_by for each in recap.resources),
        *(each.by for each in recap.unanswered),
    }


def _veil_for(known: set[str], handles: Iterable[str]) -> Callable[[str], str]:
    """What takes the handles of all others out of a text, and addresses of sites that are handles on Bluesky."""
    domains = {bare_handle(each).casefold() for each in handles} - known
    sites = "|".join(sorted(re.escape(each) for each in domains if "." in each and "@" not in each and "/" not in each))
    own_site = re.compile(rf"(?<![\w@-])(?:{sites})(?![\w-]|\.\w)\S*", re.IGNORECASE) if sites else None

    def veil(text: str) -> str:
        """Text without handles but those of hosts and guests, also where only the user's part is written."""

        def hide(match: re.Match[str]) -> str:
            handle = match["handle"].casefold()
            return match[0] if any(handle in (each, each.partition("@")[0]) for each in known) else f"@{HIDDEN}"

        text = _ACCOUNT_ADDRESS.sub(HIDDEN, text)
        return _HANDLE.sub(hide, _hide_sites(text, own_site) if own_site else text)

    return veil


def _hide_sites(text: str, sites: re.Pattern[str]) -> str:
    """A text without these sites, with what stands before their names: https://www."""
    pieces, end = [], 0
    for found in sites.finditer(text):
        near = text[max(end, found.start() - _LONGEST_HOST) : found.start()]
        before = _BEFORE_SITE.search(near)
        pieces += [text[end : found.start() - (len(before[0]) if before else 0)], HIDDEN]
        end = found.end()
    return "".join([*pieces, text[end:]])


def _veil_recap(recap: Recap, known: set[str], veil: Callable[[str], str]) -> Recap:
    numbers: dict[str, str] = {}  # people stay countable: each is a number within this recap
    return replace(
        recap,
        summary=veil(recap.summary),
        takeaways=tuple(replace(each, text=veil(each.text)) for each in recap.takeaways),
        errata=tuple(replace(each, text=veil(each.text)) for each in recap.errata),
        highlights=tuple(_veil_highlight(each, known, numbers, veil) for each in recap.highlights),
        resources=tuple(
            replace(each, title=veil(each.title), shared_by="")
            for each in recap.resources
            if veil(each.url) == each.url
        ),
        unanswered=tuple(replace(each, text=veil(each.text), by="") for each in recap.unanswered),
    )


def _veil_highlight(
    highlight: Highlight, known: set[str], numbers: dict[str, str], veil: Callable[[str], str]
) -> Highlight:
    post = highlight.post and _veil_post(highlight.post, known, numbers, veil)
    return replace(
        highlight, post=post, heading=veil(highlight.heading), text=veil(highlight.text), note=veil(highlight.note)
    )


def _veil_post(post: Post, known: set[str], numbers: dict[str, str], veil: Callable[[str], str]) -> Post:
    handle = bare_handle(post.author.handle).casefold()
    if handle not in known:
        person = f"{post.platform}:{handle or post.author.id or post.author.name}"
        post = _without_author(post, numbers.setdefault(person, str(len(numbers) + 1)))
    return replace(post, text=veil(post.text), media=_veil_media(post, veil))


def _without_author(post: Post, number: str) -> Post:
    """A post that leads back to nobody: its own id and address would."""
    return replace(post, author=Author(id=number), id="", url="", reply_to="", quote_of="")


def _veil_media(post: Post, veil: Callable[[str], str]) -> tuple[Media, ...]:
    return tuple(replace(media, url="", alt=veil(media.alt)) for media in post.media)
