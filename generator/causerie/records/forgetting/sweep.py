"""Somebody out of every record: transcripts, recaps, sessions, chats, people, pictures; each file whole or not at all.

forget.yml is written before, by the caller: whatever a kill leaves here, no build publishes it, and the next run finds
it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from causerie.alone import alone_in, look_at, refuse_changed
from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.records.forget import Forgotten
from causerie.records.forgetting.fields import clean_record
from causerie.records.forgetting.known import Known
from causerie.records.forgetting.lines import read_line, split_lines
from causerie.records.ideas import IDEAS
from causerie.records.leave_out import hide_names, leave_out_of_post
from causerie.records.source import list_folders
from causerie.records.transcript import write_post
from causerie.records.write import write_atomically

RECORDS = ("recap.yml", "session.md", "retro.yml")
_UNFINISHED = tuple(
    f".{name}." for name in (*RECORDS, "transcript.jsonl", "chat.yml", "people.yml", "forget.yml", IDEAS)
)


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
    kept = sweep.kept.setdefault(path.parent, [])
    marks = [mark.encode() for mark in sweep.known.marks()]

    def lines() -> Iterator[bytes]:
        nonlocal gone, changed, number
        gone = changed = number = 0
        broken.clear()
        for line in split_lines(path):
            number += 1
            post = read_line(path, line)
            if post is None:
                if any(mark in line.lower() for mark in marks):
                    broken.append(number)
                yield line
                continue
            if sweep.forgotten.has_post(post):
                gone += 1
                continue
            left = leave_out_of_post(post, sweep.forgotten)
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
        if path.name.startswith(_UNFINISHED) or folder.name == "import":
            if not sweep.is_dry:
                _remove(path)
            yield Change(path, "half-written by a program that was killed: taken away")


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CauserieError(f"{path} cannot be taken away: {error.strerror or error}.") from error


def _read(path: Path) -> str | None:
    """The text of a file; None where there is none. Raises UnicodeDecodeError where it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CauserieError(f"{path} cannot be read: {error.strerror or error}.") from error


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"
