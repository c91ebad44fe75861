"""Undo and redo through the whole session: what each step changed, and the way back also past a person's own edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from causerie.curate.disk import Change, read_file, refuse_read_only, write_changes
from causerie.curate.merging import merge_lines
from causerie.curate.reading import Reader
from causerie.curate.refusing import refuse_new_errors
from causerie.frozen import frozen
from causerie.model.post import Post
from causerie.problems import CauserieError
from causerie.records.editing import EditConflict, EditError, edit_transcript

_MOST_STEPS = 400


@frozen
class PostChange:
    """A post of the transcript as it was, and as it is to be."""

    path: Path
    before: Post
    after: Post


@frozen
class Step:
    """What one operation changed."""

    do: str
    files: tuple[Change, ...] = ()
    posts: tuple[PostChange, ...] = ()
    number: int = 0  # which step of the journal it is, from 1


@dataclass(slots=True)
class Journal:
    """The steps that were done, and those that were taken back."""

    _done: list[Step] = field(default_factory=list)
    _undone: list[Step] = field(default_factory=list)
    _count: int = 0

    @property
    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next_redo(self) -> Step | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def note(self, step: Step) -> None:
        """Remember a step that was done."""
        self._count += 1
        self._done.append(replace(step, number=self._count))
        del self._done[:-_MOST_STEPS]
        self._undone.clear()

    def undo(self, reader: Reader) -> None:
        """Take the last step back. Raises EditError where there is none, or the files do not let it."""
        if not self._done:
            raise EditError("There is nothing to undo.")
        way_back = _turn(self._done[-1])
        self._undone.append(_turn(_replay(way_back, reader)))
        self._done.pop()

    def redo(self, reader: Reader) -> None:
        """Do again what was taken back last. Raises EditError where there is none, or the files do not let it."""
        if not self._undone:
            raise EditError("There is nothing to do again.")
        self._done.append(_replay(self._undone[-1], reader))
        self._undone.pop()

    def skip_undo(self, number: int) -> None:
        """Leave the last step as it is for good, so that earlier ones can be undone."""
        _drop_last(self._done, number)

    def skip_redo(self, number: int) -> None:
        """The same for what was taken back last."""
        _drop_last(self._undone, number)


def _drop_last(steps: list[Step], number: int) -> None:
    """Drop the last step. Raises EditConflict where it is not the one that is meant."""
    if not steps or steps[-1].number != number:
        raise EditConflict("Something else was done since.")
    steps.pop()


def _turn(step: Step) -> Step:
    """The same step in the other direction."""
    return replace(
        step,
        files=tuple(Change(each.path, each.after, each.before) for each in step.files),
        posts=tuple(PostChange(each.path, each.after, each.before) for each in step.posts),
    )


def _replay(step: Step, reader: Reader) -> Step:
    """Do a step with the files as they are now; what it really changed. All of it is tried before any is written."""
    files = tuple(_fit(each, reader) for each in step.files)
    for path in (*(each.path for each in files), *(each.path for each in step.posts)):
        refuse_read_only(path)
    done: list[PostChange] = []
    try:
        for post in step.posts:
            edit_transcript(post.path, post.after.id, _put_back(post))
            done.append(post)
        write_changes(files)
    except CauserieError:  # a full disk: half a step would be neither done nor undone
        for post in done:
            edit_transcript(post.path, post.after.id, _put_back(PostChange(post.path, post.after, post.before)))
        raise
    return replace(step, files=files)


def _fit(change: Change, reader: Reader) -> Change:
    """A change to a file as it is now: where somebody edited other lines since, both stay."""
    now = read_file(change.path)
    if now == change.before:
        return change
    if now == change.after:  # somebody has done it already
        return Change(change.path, now, now)
    merged = None
    if now is not None and change.before is not None and change.after is not None:
        merged = merge_lines(change.before, change.after, now)
    if merged is None:
        raise EditConflict(
            f"{change.path.name} was changed beside this page since, at the same place, and is left as it is."
        )
    fitted = Change(change.path, now, merged)
    refuse_new_errors(reader, fitted)
    return fitted


def _put_back(change: PostChange) -> Callable[[Post], Post]:
    """How a post gets what it had: only what the step changed, and only where it is still as the step left it."""

    def put_back(post: Post) -> Post:
        names = [name for name in ("questions", "role", "assigned", "media") if _differ(change, name)]
        if any(getattr(post, name) != getattr(change.before, name) for name in names):
            raise EditConflict("This post was changed beside this page since, and is left as it is.")
        return replace(post, **{name: getattr(change.after, name) for name in names})

    return put_back


def _differ(change: PostChange, name: str) -> bool:
    return bool(getattr(change.before, name) != getattr(change.after, name))
