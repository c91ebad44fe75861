"""From a transcript to its Conversation: read once, a post at a time, and the posts of a page when it is shown.

However long a transcript is, what is kept of a post is where its line begins.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from causerie.model.anonymous import anonymise_posts
from causerie.model.conversation import (
    AFTER,
    BEFORE,
    BETWEEN,
    Conversation,
    SaidGroup,
    SaidPost,
    Stretch,
    arrange_threads,
)
from causerie.model.counting import Tally
from causerie.model.links import LinkTally, link_key
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.records.forget import Forgotten
from causerie.records.leave_out import leave_out_of_post
from causerie.records.names import accounts_of_people, name_author
from causerie.records.transcript import locate_posts, read_places

PAGE = 300  # posts on a page, so that a phone shows it at once
_FILE = "transcript.jsonl"
_PLACE = "Q"  # eight bytes


@dataclass(slots=True)
class _Groups:
    """Where the lines of posts begin, by what the posts belong to, in the order of the transcript."""

    _places: dict[int, array[int]] = field(default_factory=dict)
    _has_begun: bool = False  # whether a post asks or answers a question
    _closed: int = 0  # how many posts without a question came between two with one

    def add(self, post: Post, place: int) -> None:
        """Note a post's place."""
        self._has_begun = self._has_begun or bool(post.questions)
        group = min(post.questions, default=BETWEEN if self._has_begun else BEFORE)
        self._places.setdefault(group, array(_PLACE)).append(place)
        if post.questions:
            self._closed = len(self._places.get(BETWEEN, ()))

    def finish(self) -> list[tuple[int, array[int]]]:
        """The groups in the order in which they are shown: the questions, and around them what belongs to none."""
        if not self._has_begun:
            return [(BETWEEN, places) for places in self._places.values()]
        between = self._places.pop(BETWEEN, array(_PLACE))
        groups = [*sorted(self._places.items()), (BETWEEN, between[: self._closed]), (AFTER, between[self._closed :])]
        return [(group, places) for group, places in groups if places]


def read_conversation(session: Session, root: Path, forgotten: Forgotten) -> Conversation | None:
    """What a session's transcript comes to; None where it has no post that may be shown."""
    assert session.folder is not None, "a written session has a folder"
    known = accounts_of_people(session.hosts) | accounts_of_people(session.guests)
    chosen = {h.post.id for h in session.recap.highlights if h.post and h.post.id} if session.recap else set()
    named = blake2b(repr((sorted(forgotten.accounts), sorted(forgotten.posts), sorted(forgotten.hashes))).encode())
    named.update(repr((session.chat.anonymise, sorted(known))).encode("utf-8", "surrogatepass"))
    groups, tally = _Groups(), Tally(session.start, session.duration)
    links = LinkTally({link_key(each.url) for each in session.recap.resources} if session.recap else ())
    found: dict[int, str] = {}
    try:
        for place, line, post in locate_posts(session.folder / _FILE, root):
            if forgotten.has_post(post):
                continue
            named.update(line)
            groups.add(post, place)
            links.add(post)
            tally.add(post, name_author(post, known), post.role, post.questions)
            if post.id in chosen:
                found[place] = post.id
    except OSError:  # which `causerie check` says
        return None
    pages = split_pages(groups.finish())
    if not pages:
        return None
    return Conversation(
        key=named.digest()[:16],
        pages=tuple(pages),
        numbers=tally.finish(question.number for question in session.questions),
        people=tally.people,
        shared=links.finish(),
        chosen=() if session.chat.anonymise else tuple(sorted(_pages_of(found, pages))),
    )


def read_page(
    session: Session, conversation: Conversation, page: int, root: Path, forgotten: Forgotten
) -> tuple[SaidGroup, ...]:
    """The posts of a page, counted from 1, as they may be shown."""
    assert session.folder is not None, "a written session has a folder"
    path = session.folder / _FILE
    groups = []
    try:
        for stretch in conversation.pages[page - 1]:
            read = read_places(path, root, array(_PLACE, stretch.places))
            said = arrange_threads(leave_out_of_post(each, forgotten) for each in read if not forgotten.has_post(each))
            shown = anonymise_posts((each.post for each in said), session)  # what answers what is known by now
            groups.append(SaidGroup(stretch.group, tuple(map(SaidPost, (each.depth for each in said), shown))))
    except OSError:  # the file is gone since it was read; whoever builds again is told
        return ()
    return tuple(groups)


def split_pages(groups: list[tuple[int, array[int]]], size: int = PAGE) -> list[tuple[Stretch, ...]]:
    """Pages of at most so many posts; a group begins a new one where it would be cut and the page is half full."""
    pages: list[tuple[Stretch, ...]] = []
    page: list[Stretch] = []
    room = size
    for group, places in groups:
        if len(places) > room and 2 * room <= size:
            room = 0
        begin = 0
        while begin < len(places):
            if not room:
                pages.append(tuple(page))
                page, room = [], size
            part = places[begin : begin + room]
            page.append(Stretch(group, part.tobytes()))
            begin, room = begin + len(part), room - len(part)
    return [*pages, tuple(page)] if page else pages


def _pages_of(found: dict[int, str], pages: list[tuple[Stretch, ...]]) -> Iterator[tuple[str, int]]:
    """The chosen posts with the page on which each stands."""
    for number, page in enumerate(pages, 1):
        for stretch in page if found else ():
            yield from ((found[place], number) for place in array(_PLACE, stretch.places) if place in found)
