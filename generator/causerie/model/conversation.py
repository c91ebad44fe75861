"""A conversation: what a transcript comes to without its posts, which stay on disk until a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from causerie.frozen import frozen
from causerie.model.counting import Numbers
from causerie.model.links import SharedLink
from causerie.model.post import Post

BEFORE, BETWEEN, AFTER = -1, 0, 1_000_000  # groups of posts that belong to no question; the others are its number
_DEEPEST = 2  # replies are indented so often; those to a reply to a reply stand beside that


@frozen
class Stretch:
    """Posts of one group on one page: where their lines begin in the transcript, eight bytes each."""

    group: int
    places: bytes


@frozen(kw_only=True)
class Conversation:
    """A transcript as its pages need it: in what order its posts stand, on which page, and how many there are."""

    key: bytes  # names the posts as they may be shown
    pages: tuple[tuple[Stretch, ...], ...]
    numbers: Numbers
    people: bytes = b""  # the participants' keys, as `counting.split_people` reads them
    shared: tuple[SharedLink, ...] = ()  # the recap's resources, as far as posts share them
    chosen: tuple[tuple[str, int], ...] = ()  # the posts of the recap by id, and the page on which each stands

    def without_pages(self) -> Conversation:
        """The same for those who may see its numbers and none of its posts."""
        return replace(self, pages=(), chosen=())


class SaidPost(NamedTuple):
    """A post of a page, and how deep in a thread it stands: 0 where it answers no post of its group and page."""

    depth: int
    post: Post


@frozen
class SaidGroup:
    """Posts of one group on one page, each reply after what it answers."""

    group: int
    posts: tuple[SaidPost, ...]


@dataclass(slots=True)
class _Node:
    """A post while threads are found; the replies to one at the deepest place stand beside it."""

    said: SaidPost
    replies: list[_Node]


def arrange_threads(posts: Iterable[Post]) -> tuple[SaidPost, ...]:
    """Posts, which come in the order of time, with each reply below the post that it answers."""
    threads: list[_Node] = []
    known: dict[str, _Node] = {}
    for post in posts:
        above = known.get(post.reply_to) if post.reply_to else None
        depth = 0 if above is None else min(above.said.depth + 1, _DEEPEST)
        siblings = threads if above is None else above.replies
        node = _Node(SaidPost(depth, post), siblings if depth == _DEEPEST else [])
        siblings.append(node)
        known |= {name: node for name in (post.id, *post.aliases) if name}
    return tuple(each for node in threads for each in _walk(node))


def _walk(node: _Node) -> Iterator[SaidPost]:
    yield node.said
    if node.said.depth < _DEEPEST:
        for reply in node.replies:
            yield from _walk(reply)
