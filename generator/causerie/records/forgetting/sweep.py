"""Somebody out of every record: transcripts, recaps, sessions, chats, people, pictures; each file whole or not at all.

forget.yml is written before, by the caller: whatever a kill leaves here, no build publishes it, and the next run finds
it again.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from causerie.alone import alone_in, is_over, look_at, refuse_changed
from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.records.forget import Forgotten
from causerie.records.forgetting.fields import clean_record
from causerie.records.forgetting.known import Known
from causerie.records.forgetting.lines import read_line, split_lines
from causerie.records.ideas import IDEAS
from causerie.records.leave_out import hide_names, is_odd, leave_out_of_post
from causerie.records.source import list_folders
from causerie.records.transcript import write_post
from causerie.records.write import write_atomically

RECORDS = ("recap.yml", "session.md", "retro.yml")
_UNFINISHED = tuple(
    f".{name}." for name in (*RECORDS, "transcript.jsonl", "chat.yml", "people.yml", "forget.yml", IDEAS)
)
_WRITER = re.compile(r"\.(\d+)\.\w+\.tmp\Z")
_LONGEST = 60 * 60  # seconds that a program may take to write a file


@frozen
class Change:
    """What became of a file, or what a person has to do with it."""

    path: Path
    what: str
    line: int = 0
    is_by_hand: bool = False


@dataclass(slots=True)
class _Sweep:
    known: Known
    forgotten: Forgotten
    is_dry: bool
    kept: dict[Path, list[str]] = field(default_factory=dict)  # what is left in the records of a folder, by the folder


def sweep_records(
    content: Path, waiting: Path, pages: Sequence[Path], known: Known, forgotten: Forgotten, *, is_dry: bool = False
) -> Iterator[Change]:
    """Take somebody out of all records, and say of each file what became of it.

    `waiting` is where imports keep replies; of `pages` it is only said where they name somebody. Raises CauserieError
    where a file cannot be written, or somebody else has written it meanwhile: then the same again does the rest.
    """
    sweep = _Sweep(known, forgotten, is_dry)
    chats = list_folders(content / "chats")
    sessions = [session for chat in chats for session in list_folders(chat)]
    for folder in sessions:
        with alone_in(folder):  # what began before forget.yml was written, and writes just now, comes to its end first
            pass
    for path in sorted(waiting.glob("*.jsonl")):
        yield from _sweep_transcript(sweep, path)
    for folder in sessions:
        pictures = _sweep_pictures(sweep, folder)
        yield from _sweep_session(sweep, folder)
        yield from pictures
    for folder in chats:
        yield from _sweep_record(sweep, folder / "chat.yml")
    for name in ("people.yml", IDEAS):
        yield from _sweep_record(sweep, content / name)
    for page in pages:
        try:
            yield from _find_mentions(sweep, page, _read(page) or "")
        except UnicodeDecodeError:
            yield Change(page, "is not UTF-8, so nobody knows whether it names them", is_by_hand=True)
    for folder in (content, *chats, *sessions, waiting):
        yield from _sweep_leavings(sweep, folder)
    for folder in sessions:
        yield from _find_copies(sweep, folder)
    yield from _sweep_fetched(sweep, waiting)


def _sweep_session(sweep: _Sweep, folder: Path) -> Iterator[Change]:
    yield from _sweep_transcript(sweep, folder / "transcript.jsonl")
    for name in RECORDS:
        yield from _sweep_record(sweep, folder / name)


def _sweep_transcript(sweep: _Sweep, path: Path) -> Iterator[Change]:
    """Their posts out of a transcript; what others replied stays, and names nobody."""
    if not path.is_file():
        return
    gone = changed = number = 0
    broken: list[int] = []
    naming: list[int] = []  # where a name stands that no program hides: 田中太郎, bell hooks
    names = [name.casefold() for name in sweep.known.names]
    kept = sweep.kept.setdefault(path.parent, [])
    marks = [mark.encode() for mark in sweep.known.marks()]

    def lines() -> Iterator[bytes]:
        nonlocal gone, changed, number
        gone = changed = number = 0
        broken.clear()
        naming.clear()
        for line in split_lines(path):
            number += 1
            shown = number if sweep.is_dry else number - gone  # as a person will find it
            post = read_line(path, line)
            if post is None:
                if any(mark in line.lower() for mark in marks):
                    broken.append(shown)
                yield line
                continue
            if sweep.forgotten.has_post(post):
                gone += 1
                continue
            left = leave_out_of_post(post, sweep.forgotten)
            said = left.text.casefold()
            if any(name in said for name in names):
                naming.append(shown)
            kept.extend(each for each in (post.author.avatar, *(media.file for media in post.media)) if each)
            changed += left != post
            yield line if left == post else write_post(left).encode()

    before = look_at(path)
    for _ in lines():  # most transcripts do not name them
        pass
    if (gone or changed) and not sweep.is_dry:
        with alone_in(path.parent):
            write_atomically(path, lines(), check=lambda: refuse_changed(before))
    if gone:
        yield Change(path, f"{_count(gone, 'post')} taken out")
    if changed:
        yield Change(path, f"{_count(changed, 'post')} of others no longer {'names' if changed == 1 else 'name'} them")
    for line in broken:
        yield Change(path, "this line is no post, and may name them", line, is_by_hand=True)
    for line in naming:
        yield Change(path, "this post names them", line, is_by_hand=True)


def _sweep_record(sweep: _Sweep, path: Path) -> Iterator[Change]:
    """Them out of a YAML record; of sentences of the host that still name them, it is said where they stand."""
    try:
        text = _read(path)
    except UnicodeDecodeError as error:
        sweep.kept.setdefault(path.parent, []).append(error.object.decode("utf-8", "replace"))
        yield Change(path, "is not UTF-8 and stays as it is. Save it as UTF-8, and run this again", is_by_hand=True)
        return
    if text is None:
        return
    before = look_at(path)
    cleaned = clean_record(text, path.name, sweep.known, sweep.forgotten)
    sweep.kept.setdefault(path.parent, []).append(cleaned.text)
    if cleaned.text != text:
        if not sweep.is_dry:
            with alone_in(path.parent):
                write_atomically(path, cleaned.text, check=lambda: refuse_changed(before))
        lines, left = text.splitlines(), cleaned.text.splitlines()
        fewer = len(lines) - len(left)
        yield Change(path, f"{_count(fewer, 'line')} fewer" if fewer > 0 else "no longer names them by their handle")
    for fault in cleaned.faults:
        yield Change(path, f"not all could be changed: {fault}", is_by_hand=True)
    for note in cleaned.notes:
        yield Change(path, note, is_by_hand=True)
    yield from _find_mentions(sweep, path, cleaned.text)


def _find_mentions(sweep: _Sweep, path: Path, text: str) -> Iterator[Change]:
    """Lines that a person must rewrite: they name somebody, or say what they said."""
    shared = {name.casefold() for name in sweep.known.shared_names}
    for number, line in enumerate(text.splitlines(), 1):
        folded = line.casefold()
        if any(site in folded for site in sweep.known.sites):
            yield Change(path, "links to their site, or names it", number, is_by_hand=True)
        elif hide_names(line, sweep.forgotten) != line or any(name.casefold() in folded for name in sweep.known.names):
            yield Change(path, "names them", number, is_by_hand=True)
        elif any(name in folded for name in shared):
            yield Change(path, "may name them: others are called so, too", number, is_by_hand=True)
        elif path.name == "recap.yml" and sweep.known.has_said(line.partition(":")[2] or line):
            yield Change(path, "these words are theirs", number, is_by_hand=True)


def _sweep_pictures(sweep: _Sweep, folder: Path) -> list[Change]:
    """Pictures that nothing but their posts showed: while these stand, as they alone say whose the pictures are."""
    files = sorted(sweep.known.files.get(folder, ()))
    if not files:
        return []
    rehearsal = replace(sweep, is_dry=True, kept={})
    for _ in _sweep_session(rehearsal, folder):  # what is left then
        pass
    return list(_sweep_files(sweep, folder, files, rehearsal.kept.get(folder, [])))


def _sweep_files(sweep: _Sweep, folder: Path, files: Sequence[str], left: Sequence[str]) -> Iterator[Change]:
    for name in files:
        path = folder / name
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            continue
        if any(name in text for text in left):
            yield Change(path, "is shown elsewhere, too, and stays", is_by_hand=True)
            continue
        if not sweep.is_dry:
            _remove(path)
        yield Change(path, "taken away")


def _sweep_leavings(sweep: _Sweep, folder: Path) -> Iterator[Change]:
    """What killed programs have left half-written: it may hold what was taken out."""
    for path in sorted(folder.glob(".*.tmp")) if folder.is_dir() else ():
        if not path.name.startswith(_UNFINISHED) and folder.name != "import":
            continue
        if _is_being_written(path):
            yield Change(path, "is being written just now: run this again in a moment", is_by_hand=True)
            continue
        if not sweep.is_dry:
            _remove(path)
        yield Change(path, "half-written by a program that was killed: taken away")


def _is_being_written(path: Path) -> bool:
    """Whether another program that runs is writing it: that takes seconds, and numbers of programs come again."""
    writer = _WRITER.search(path.name)
    if writer is None or int(writer[1]) == os.getpid():
        return False
    try:
        return time.time() - path.stat().st_mtime < _LONGEST and not is_over(int(writer[1]), path)
    except OSError:  # done
        return False


def _find_copies(sweep: _Sweep, folder: Path) -> Iterator[Change]:
    """Files that are called after them, and files that name them and that nothing reads, such as copies."""
    handles = {account.partition(":")[2] for account in sweep.known.accounts}
    traces = _traces_of(sweep.known)
    read = {folder / name for name in (*RECORDS, "transcript.jsonl")}
    for path in sorted(each for each in folder.rglob("*") if each.is_file()):
        if any(handle in path.name.casefold() for handle in handles if is_odd(handle)):
            yield Change(path, "is called after them: give it another name", is_by_hand=True)
        elif path in read or folder / "media" in path.parents or path.name.startswith(_UNFINISHED):
            continue
        elif traces.search(_read_bytes(path).lower()):
            yield Change(path, "names them, and nothing reads it: rewrite or delete it", is_by_hand=True)


def _traces_of(known: Known) -> re.Pattern[bytes]:
    """What names somebody in any text, in small letters: a handle that may be a word only behind an @ or a slash."""
    found = [re.escape(name.lower()) for name in known.names]
    for handle in (account.partition(":")[2].partition("@")[0] for account in known.accounts):
        found.append(f"{'' if is_odd(handle) else '[@/]'}(?<![a-z0-9]){re.escape(handle)}(?![a-z0-9])")
    return re.compile("|".join(sorted(found) or ["(?!)"]).encode())


def _sweep_fetched(sweep: _Sweep, waiting: Path) -> Iterator[Change]:
    """Pages of a platform that tell of them: with them away, an import asks for them again."""
    traces = _traces_of(sweep.known)
    for folder in sorted(waiting.iterdir()) if waiting.is_dir() else ():
        pages = sorted(folder.glob("*.json")) if folder.is_dir() else []
        if any(traces.search(_read_bytes(page).lower()) for page in pages):
            if not sweep.is_dry:
                for page in pages:
                    _remove(page)
            yield Change(folder, "what was fetched and tells of them: taken away")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CauserieError(f"{path} cannot be taken away: {error.strerror or error}.") from error


def _read(path: Path) -> str | None:
    """The text of a file; None where there is none. Raises UnicodeDecodeError where it is not UTF-8."""
    return _read_bytes(path).decode("utf-8") if path.exists() else None


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CauserieError(f"{path} cannot be read: {error.strerror or error}.") from error


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
