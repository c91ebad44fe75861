"""From exports to a transcript: recognised, read, gathered, and written in the place of the old one at once."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from causerie.alone import alone_in, look_at, refuse_changed
from causerie.frozen import frozen
from causerie.importers.formats import Recognised
from causerie.importers.found import Found
from causerie.importers.gather import Gathering, Tally
from causerie.importers.selection import Selection
from causerie.model.post import Post
from causerie.problems import CauserieError, Problem, Severity
from causerie.records.forget import Forgotten
from causerie.records.transcript import iterate_transcript, write_post, write_transcript


@frozen(kw_only=True)
class Imported:
    """What an import did, or would do."""

    tally: Tally
    faults: tuple[Problem, ...]  # the first ones
    fault_count: int
    is_changed: bool  # whether the transcript is another than before


_SHOWN = 20  # faults that are kept


def import_files(
    files: Iterable[Recognised],
    transcript: Path,
    selection: Selection,
    forgotten: Forgotten,
    *,
    waiting: Path | None = None,
    is_dry: bool = False,
    watch: Callable[[int], None] | None = None,
    check: Callable[[], None] = lambda: None,
) -> Imported:
    """Bring the posts of recognised files into a transcript; with `is_dry` only say what would come of it.

    `waiting` keeps replies that were not chosen, so that it does not matter in which order a post and its replies come.
    `watch` hears how many bytes were read. `check` is called before anything is written, and may raise. Raises
    CauserieError where a file is damaged, or where the transcript has lines that are none: they would be lost.
    """
    try:
        return _import_files(files, transcript, selection, forgotten, waiting, is_dry=is_dry, watch=watch, check=check)
    except sqlite3.Error as error:
        raise CauserieError(
            f"The posts cannot be kept in {tempfile.gettempdir()} while they are read: {error}. Make room there, or"
            " name another folder with TMPDIR."
        ) from error


def _import_files(
    files: Iterable[Recognised],
    transcript: Path,
    selection: Selection,
    forgotten: Forgotten,
    waiting: Path | None,
    *,
    is_dry: bool,
    watch: Callable[[int], None] | None,
    check: Callable[[], None],
) -> Imported:
    faults: list[Problem] = []
    count = 0
    with (
        tempfile.TemporaryDirectory(prefix="causerie-import-") as room,
        Gathering(selection, forgotten, Path(room)) as gathering,
    ):
        before = look_at(transcript)
        _add_known(gathering, transcript)
        for each in iterate_transcript(waiting) if waiting else ():
            if isinstance(each, Post):
                gathering.add_waiting(each)
        for scope, recognised in enumerate(files):
            for fault in _gather(gathering, recognised, scope, watch):
                count += 1
                if len(faults) < _SHOWN:
                    faults.append(fault)
        tally = gathering.finish()
        is_changed = _differs(transcript, gathering.posts())
        if not is_dry:
            with alone_in(transcript.parent):
                check()
                if is_changed:
                    refuse_changed(before)
                    write_transcript(transcript, gathering.posts())
                if waiting and _differs(waiting, gathering.waiting()):
                    write_transcript(waiting, gathering.waiting())
    return Imported(tally=tally, faults=tuple(faults), fault_count=count, is_changed=is_changed)


def _add_known(gathering: Gathering, transcript: Path) -> None:
    wrong = []
    for each in iterate_transcript(transcript):
        if isinstance(each, Post):
            gathering.add_known(each)
        else:
            wrong.append(str(each))
    if wrong:
        raise CauserieError(
            "\n".join(["The transcript has lines that an import would lose. Mend them first:", *wrong[:_SHOWN]])
        )


def _gather(
    gathering: Gathering, recognised: Recognised, scope: int, watch: Callable[[int], None] | None
) -> Iterator[Problem]:
    file, importer = recognised.file, recognised.importer
    watched = replace(file, open=lambda: cast(BinaryIO, _Watched(file.open(), watch))) if watch else file
    for each in importer.read(watched, recognised.export):
        if isinstance(each, Problem):
            yield each
            continue
        assert isinstance(each, Found)
        try:
            gathering.add(each, has_hashtags=importer.has_hashtags, scope=scope)
        except ValueError as error:
            name = each.post.id or "a post without an id"
            yield Problem(file.path, 1, 1, f"{name} was passed over: {error}.", Severity.WARNING)


def _differs(transcript: Path, posts: Iterator[Post]) -> bool:
    """Whether a transcript would be written otherwise."""
    try:
        with transcript.open("rb") as file:
            for post in posts:
                line = write_post(post).encode()
                if file.read(len(line)) != line:
                    return True
            return bool(file.read(1))
    except FileNotFoundError:
        return next(posts, None) is not None


class _Watched:
    """A file whose reader's progress somebody watches."""

    def __init__(self, file: BinaryIO, watch: Callable[[int], None]) -> None:
        self._file = file
        self._watch = watch

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self._watch(len(content))
        return content

    def __enter__(self) -> BinaryIO:
        return cast(BinaryIO, self)

    def __exit__(self, *_: object) -> None:
        self._file.close()
