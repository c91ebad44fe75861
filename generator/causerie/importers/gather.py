"""The posts of a session from any number of exports, each once: merged, selected and in order, whatever their number.

They are kept in a database in a temporary folder, so that a million of them need no more memory than a thousand. It is
our own and gone at the end, which is why pickle may read it.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from causerie.importers.clean import clean_post
from causerie.importers.found import Found, Hidden
from causerie.importers.merge import merge_posts
from causerie.importers.selection import Selection
from causerie.model.platform import Platform
from causerie.model.post import Post
from causerie.records.forget import Forgotten
from causerie.records.leave_out import leave_out_of_post
from causerie.records.names import accounts_of
from causerie.text import clean_line

_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE posts (
        id TEXT PRIMARY KEY, moment INTEGER, reply_to TEXT,
        is_known INTEGER, is_wanted INTEGER, is_waiting INTEGER, content BLOB
    );
    CREATE TABLE names (alias TEXT PRIMARY KEY, id TEXT, is_old INTEGER);
    CREATE TABLE hidden (id TEXT PRIMARY KEY, reason TEXT);
    CREATE TABLE reposts (id TEXT PRIMARY KEY);
"""
_LOCAL = "mastodon:local/"  # begins a name that means something within its own file only


@dataclass(slots=True)
class Tally:
    """What became of the posts of an import; a post that several exports hold counts once, but for `read`."""

    read: int = 0  # elements of exports that are posts or reposts
    kept: int = 0  # in the transcript now
    new: int = 0  # of these, not there before
    replies: int = 0  # of the new ones, only chosen as they reply to another
    reposts: int = 0
    outside: int = 0  # of the window
    other: int = 0  # in the window, without a hashtag of the chat and no reply
    hidden: Counter[Hidden] = field(default_factory=Counter)


class Gathering:
    """A session's posts while they are gathered; a context, as its database is in a folder that is about to go."""

    def __init__(self, selection: Selection, forgotten: Forgotten, room: Path) -> None:
        self.tally = Tally()
        self._selection = selection
        self._forgotten = forgotten
        self._path = room / "posts.db"
        self._is_finished = False
        self._gone: set[str] = set()  # every name of the accounts to be forgotten, which their posts tell

    def __enter__(self) -> Self:
        self._database = sqlite3.connect(self._path, isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add_known(self, post: Post) -> None:
        """Add a post that the transcript holds already: it stays, unless it must not be public."""
        if self._forgotten.has_post(post):
            self._hide(post.id, Hidden.FORGOTTEN)
            self._gone.update(name.casefold() for name in accounts_of(post))
        else:
            self._put(post, is_known=True, is_wanted=True)
            self._name(post, post.aliases, is_old=True)

    def add_waiting(self, post: Post) -> None:
        """Add a reply that an earlier import did not choose: what it replies to may come with this one."""
        if not self._forgotten.has_post(post):
            self._put(post, is_known=False, is_wanted=False, is_waiting=True)
            self._name(post, post.aliases, is_old=True)

    def add(self, found: Found, *, has_hashtags: bool = True, scope: int = 0) -> None:
        """Add what an importer found; `scope` numbers the file, in which local names mean something.

        Raises ValueError for what is no post, with the reason.
        """
        self.tally.read += 1
        if found.is_repost:
            self._database.execute("INSERT OR IGNORE INTO reposts VALUES (?)", (found.post.id or str(self.tally.read),))
            return
        if found.hidden and not found.post.text:  # a notice that it is gone
            self._hide(found.post.id, found.hidden, counts=False)
            return
        post = clean_post(found.post, is_cut=found.is_cut)
        old = tuple(_scoped(clean_line(name), scope) for name in found.replaces)
        others = tuple(_scoped(clean_line(name), scope) for name in found.aliases)
        post = replace(
            post,
            reply_to=_scoped(post.reply_to, scope),
            quote_of=_scoped(post.quote_of, scope),
            aliases=tuple(sorted({name for name in (*old, *others) if not name.startswith(_LOCAL)} - {post.id})),
        )
        is_wanted = self._selection.has_time(post) and (not has_hashtags or self._selection.has_hashtag(post))
        reason = found.hidden or (Hidden.FORGOTTEN if self._forgotten.has_post(post) else None)
        if reason is Hidden.FORGOTTEN:
            self._gone.update(name.casefold() for name in accounts_of(post))
        if reason is not None:
            is_first = self._hide(post.id, reason, counts=is_wanted)
            for name in (*old, *_other_names(post)):
                self._hide(name, reason, counts=False)
            if is_first and not is_wanted:
                self._pass_by(post)
        elif not (self._selection.has_time(post) or self._selection.may_reply(post)):
            self._pass_by(post)
        else:
            self._take(post, is_wanted, old, others)

    def finish(self) -> Tally:
        """Resolve who replies to whom, choose, and count; nothing may be added after it."""
        run = self._database.execute
        run("DELETE FROM posts WHERE id IN (SELECT id FROM hidden)")
        while run(
            "UPDATE posts SET reply_to = (SELECT id FROM names WHERE alias = reply_to)"
            " WHERE reply_to IN (SELECT alias FROM names)"
        ).rowcount:  # a name may lead to another, where a post was edited more than once
            pass
        run("CREATE INDEX replies ON posts (reply_to)")
        run("CREATE TABLE chosen (id TEXT PRIMARY KEY)")
        run("INSERT INTO chosen SELECT id FROM posts WHERE is_known OR is_wanted")
        run("CREATE TABLE latest AS SELECT id FROM chosen")
        while run("SELECT 1 FROM latest LIMIT 1").fetchone():
            run("CREATE TABLE next AS SELECT posts.id FROM latest JOIN posts ON posts.reply_to = latest.id"
                " WHERE posts.id NOT IN (SELECT id FROM chosen)")  # fmt: skip
            run("DROP TABLE latest")
            run("ALTER TABLE next RENAME TO latest")
            run("INSERT OR IGNORE INTO chosen SELECT id FROM latest")
        self.tally.kept = self._count("SELECT count(*) FROM chosen")
        self.tally.new = self._count("SELECT count(*) FROM chosen JOIN posts USING (id) WHERE NOT is_known")
        self.tally.replies = self._count(
            "SELECT count(*) FROM chosen JOIN posts USING (id) WHERE NOT is_known AND NOT is_wanted"
        )
        self.tally.reposts = self._count("SELECT count(*) FROM reposts")
        left = self._database.execute(
            "SELECT content FROM posts WHERE id NOT IN (SELECT id FROM chosen) AND NOT is_waiting"
        )
        for (content,) in left:
            self._pass_by(pickle.loads(content))
        self._is_finished = True
        return self.tally

    def posts(self) -> Iterator[Post]:
        """The chosen posts by time, then id; those whose time nobody knows come last."""
        return self._show("SELECT reply_to, content FROM chosen JOIN posts USING (id)")

    def waiting(self) -> Iterator[Post]:
        """The replies that were not chosen, as what they reply to is not there, in the same order."""
        return self._show(
            "SELECT reply_to, content FROM posts WHERE reply_to <> '' AND id NOT IN (SELECT id FROM chosen)"
        )

    def _show(self, rows: str) -> Iterator[Post]:
        assert self._is_finished, "`finish` comes first"
        gone = frozenset(name for (name,) in self._database.execute("SELECT id FROM hidden"))
        forgotten = replace(self._forgotten, accounts=self._forgotten.accounts | self._gone)
        for reply_to, content in self._database.execute(f"{rows} ORDER BY moment IS NULL, moment, id"):
            post: Post = pickle.loads(content)
            post = replace(post, reply_to=_known(reply_to), quote_of=_known(self._resolve(post.quote_of)[0]))
            yield leave_out_of_post(post, forgotten, gone)

    def _take(self, post: Post, is_wanted: bool, old: tuple[str, ...], others: tuple[str, ...]) -> None:
        known_as, is_old = self._resolve(post.id)
        if is_old:  # a version from before an edit
            return
        others = (*others, *_other_names(post))
        post, is_known = replace(post, id=known_as), False
        for name in (*old, *others):
            if name != known_as and (row := self._pop(name)) is not None:
                former, was_known, was_wanted = row
                if name in old:  # of what came before an edit, only what somebody decided about it stays
                    former = _with_assignment(post, former)
                post = merge_posts(post, replace(former, id=known_as))
                is_known, is_wanted = is_known or was_known, is_wanted or was_wanted
        self._put(post, is_known=is_known, is_wanted=is_wanted)
        self._name(post, old, is_old=True)
        self._name(post, others, is_old=False)

    def _put(self, post: Post, *, is_known: bool, is_wanted: bool, is_waiting: bool = False) -> None:
        row = self._row(post.id)
        if row is not None:
            former, was_known, was_wanted = row
            post = merge_posts(post, former)
            is_known, is_wanted = is_known or was_known, is_wanted or was_wanted
        moment = None if post.posted is None else round(post.posted.timestamp() * 1_000_000)
        self._database.execute(
            "INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?)",
            (post.id, moment, post.reply_to, is_known, is_wanted, is_waiting, pickle.dumps(post)),
        )

    def _row(self, post_id: str) -> tuple[Post, bool, bool] | None:
        query = "SELECT content, is_known, is_wanted FROM posts WHERE id = ?"
        row = self._database.execute(query, (post_id,)).fetchone()
        if row is None:
            return None
        content, is_known, is_wanted = row
        return pickle.loads(content), bool(is_known), bool(is_wanted)

    def _pop(self, post_id: str) -> tuple[Post, bool, bool] | None:
        row = self._row(post_id)
        if row is not None:
            self._database.execute("DELETE FROM posts WHERE id = ?", (post_id,))
        return row

    def _name(self, post: Post, names: tuple[str, ...], *, is_old: bool) -> None:
        for name in names:
            if name != post.id:
                self._database.execute("INSERT OR REPLACE INTO names VALUES (?, ?, ?)", (name, post.id, is_old))

    def _resolve(self, name: str) -> tuple[str, bool]:
        """The id of the post that has a name, and whether the name is of a version before an edit."""
        is_old = False
        for _ in range(10):  # as often as a post may be edited
            row = self._database.execute("SELECT id, is_old FROM names WHERE alias = ?", (name,)).fetchone()
            if row is None:
                break
            name, is_old = row[0], is_old or bool(row[1])
        return name, is_old

    def _pass_by(self, post: Post) -> None:
        """Count a post that is not chosen."""
        if self._selection.has_time(post):
            self.tally.other += 1
        else:
            self.tally.outside += 1

    def _hide(self, post_id: str, reason: Hidden, *, counts: bool = True) -> bool:
        """Let a post not be public; returns whether it was not known before that it must not be."""
        cursor = self._database.execute("INSERT OR IGNORE INTO hidden VALUES (?, ?)", (post_id, reason.value))
        is_first = cursor.rowcount > 0
        if is_first and counts:
            self.tally.hidden[reason] += 1
        return is_first

    def _count(self, query: str) -> int:
        (number,) = self._database.execute(query).fetchone()
        return int(number)


def _other_names(post: Post) -> tuple[str, ...]:
    """A post on Bluesky is also named by its author's handle, where an address is all that an export has."""
    did, _, key = post.id.removeprefix("bluesky:").rpartition("/")
    if post.platform == Platform.BLUESKY and did.startswith("did:") and post.author.handle:
        return (f"bluesky:{post.author.handle}/{key}",)
    return ()


def _with_assignment(post: Post, former: Post) -> Post:
    return replace(post, questions=former.questions, role=former.role, assigned=former.assigned)


def _scoped(name: str, scope: int) -> str:
    return f"{_LOCAL}{scope}/{name.removeprefix(_LOCAL)}" if name.startswith(_LOCAL) else name


def _known(name: str) -> str:
    return "" if name.startswith(_LOCAL) else name
