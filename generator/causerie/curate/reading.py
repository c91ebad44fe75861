"""A session's records as they stand on disk at a moment: read again only where a file has changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from causerie.curate.disk import Stamp, read_file, stamp_of
from causerie.frozen import frozen
from causerie.model.library import Library
from causerie.model.post import Post
from causerie.model.session import Session
from causerie.problems import CauserieError, Problem, Severity
from causerie.records import read_foundation, read_transcript
from causerie.records.editing import Entry, read_entries, read_session_fields
from causerie.records.folder import RECAP, RETRO, SESSION, TRANSCRIPT, FolderReading, list_files, read_folder
from causerie.records.leave_out import leave_out_of_posts
from causerie.records.read import Foundation
from causerie.records.source import Source
from causerie.records.transcript import find_posts
from causerie.settings import Settings

_Part = TypeVar("_Part")
_RECORDS = (SESSION, RECAP)
_FEW_LINES = 20
_MOST_PROBLEMS = 20  # of a transcript: more say nothing new
_READINGS = 3  # of the texts before a change, after it, and of those that undo brings back
_NO_FIELDS: Mapping[str, Any] = MappingProxyType({})


@frozen(kw_only=True)
class Seen:
    """What was on disk; of a record that somebody broke meanwhile, what it was before."""

    revision: str
    foundation: Foundation
    session: Session  # without what is to be forgotten
    posts: tuple[Post, ...]  # of the transcript, without what is to be forgotten
    fields: Mapping[str, Any]  # of session.md, as written, with its prose
    published: str  # of recap.yml, as written
    summary: str  # of recap.yml, as written
    entries: Mapping[str, tuple[Entry, ...]]  # of recap.yml, by list
    has_recap: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class Reader:
    """Reads one session's folder, and remembers what did not change since."""

    settings: Settings
    folder: Path
    _foundation: Foundation | None = None
    _foundation_stamps: tuple[Stamp | None, ...] = ()
    _transcript_stamp: Stamp | None = None
    _transcript: tuple[Post, ...] = ()
    _transcript_problems: tuple[Problem, ...] = ()
    _transcript_lines: list[bytes] = field(default_factory=list)
    _transcript_hash: str = ""
    _posts: tuple[Post, ...] = ()
    _posts_of: object = None  # of which transcript and forget.yml they come
    _session: Session | None = None
    _parts: dict[str, Any] = field(default_factory=dict)  # the last good values of what a file says
    _parts_of: dict[str, str | None] = field(default_factory=dict)  # and the texts that were looked at last
    _readings: OrderedDict[object, FolderReading] = field(default_factory=OrderedDict)

    @property
    def recap(self) -> Path:
        """The session's recap.yml."""
        return self.folder / RECAP

    @property
    def session(self) -> Path:
        """The session's session.md."""
        return self.folder / SESSION

    @property
    def transcript(self) -> Path:
        """The session's transcript.jsonl."""
        return self.folder / TRANSCRIPT

    @property
    def forget(self) -> Path:
        """The site's forget.yml."""
        return self.settings.content / "forget.yml"

    def stamps(self) -> tuple[Stamp | None, ...]:
        """What changes when one of the files does: cheap to ask for, again and again."""
        return (*self._outer_stamps(), *map(stamp_of, (self.session, self.recap, self.transcript)))

    def read(self) -> Seen:
        """The records as they are now. Raises CauserieError where there has never been a session."""
        foundation = self.read_foundation()
        texts, problems = self._read_texts()
        reading = self.read_texts(texts)
        session = reading.session or self._session
        if session is None:
            every = [*problems, *reading.problems]
            raise CauserieError("\n".join(["This session cannot be read:", *map(str, every)]))
        if reading.session is not None:
            if reading.has_recap_errors and self._session is not None:
                session = replace(session, recap=self._session.recap)
            self._session = session
        self._read_transcript()
        problems += [each for each in reading.all_problems() if each.severity is not Severity.ADVICE]
        problems += [*self._transcript_problems, *foundation.problems]
        recap = self._read_recap_fields(texts[RECAP])
        return Seen(
            revision=self._revision(texts),
            foundation=foundation,
            session=session,
            posts=self._shown_posts(foundation),
            fields=self._read_session_fields(texts[SESSION]),
            published=_text(recap.get("published")),
            summary=_text(recap.get("summary")),
            entries=self._read_entries(texts[RECAP]),
            has_recap=texts[RECAP] is not None,
            problems=tuple(dict.fromkeys(problems)),
        )

    def read_foundation(self) -> Foundation:
        """People, the chat and what is to be forgotten."""
        stamps = self._outer_stamps()
        if self._foundation is None or stamps != self._foundation_stamps:
            every = read_foundation(self.settings, Library())
            mine = tuple(each for each in every.chats if each.folder == self.folder.parent)
            if not mine or mine[0].chat is None:  # broken meanwhile: the last good one
                mine = self._foundation.chats if self._foundation else mine
            ours = {self._path(self.folder.parent / "chat.yml"), *map(self._path, self._top_files())}
            problems = tuple(
                each for each in every.problems if each.path in ours and each.severity is not Severity.ADVICE
            )
            forgotten = every.forgotten
            if not every.is_trusted and self._foundation is not None:
                forgotten = self._foundation.forgotten
            self._foundation = replace(every, chats=mine, problems=problems, forgotten=forgotten)
            self._foundation_stamps = stamps
        return self._foundation

    def read_texts(self, texts: Mapping[str, str | None]) -> FolderReading:
        """What the session's records would say if these were their texts; nothing is written.

        A change asks for the same again and again: before it, after it, for the answer.
        """
        foundation = self.read_foundation()
        every = {**self._read_texts()[0], **texts} if len(texts) < len(_RECORDS) else texts
        stamps = tuple(stamp_of(self.folder / name) for name in (TRANSCRIPT, RETRO, "media"))
        about = (*(every[name] for name in _RECORDS), self._foundation_stamps, stamps, list_files(self.folder))
        reading = self._readings.get(about)
        if reading is None:
            chat = foundation.chats[0].chat if foundation.chats else None
            contents = {name: text.encode() for name, text in every.items() if text is not None}
            reading = read_folder(
                self.folder, chat, foundation.people, foundation.forgotten, self.settings.root, contents=contents
            )
            self._readings[about] = reading
        self._readings.move_to_end(about)
        while len(self._readings) > _READINGS:
            self._readings.popitem(last=False)
        return reading

    def _read_texts(self) -> tuple[dict[str, str | None], list[Problem]]:
        texts: dict[str, str | None] = {}
        problems = []
        for path in (self.session, self.recap):
            try:
                texts[path.name] = read_file(path)
            except CauserieError as error:
                texts[path.name] = None
                problems.append(Problem(self._path(path), 1, 1, str(error)))
        return texts, problems

    def _read_entries(self, text: str | None) -> Mapping[str, tuple[Entry, ...]]:
        return self._read_part("entries", text, read_entries, {})

    def _read_recap_fields(self, text: str | None) -> Mapping[str, Any]:
        def read(content: str) -> Mapping[str, Any]:
            fields = Source(self.recap, self.settings.root, content.encode()).read_yaml()
            if fields is None:
                raise CauserieError("recap.yml cannot be read.")
            return fields

        return self._read_part("recap", text, read, _NO_FIELDS)

    def _read_session_fields(self, text: str | None) -> Mapping[str, Any]:
        return self._read_part("session", text, read_session_fields, _NO_FIELDS)

    def _read_part(self, name: str, text: str | None, read: Callable[[str], _Part], empty: _Part) -> _Part:
        """What a text says; of a broken one, what was said before: what is wrong is among the problems already."""
        if name not in self._parts or text != self._parts_of[name]:
            self._parts_of[name] = text
            try:
                self._parts[name] = read(text or "")
            except CauserieError:
                self._parts.setdefault(name, empty)
        found: _Part = self._parts[name]
        return found

    def _read_transcript(self) -> None:
        stamp = stamp_of(self.transcript)
        if stamp == self._transcript_stamp:
            return
        try:
            lines = self.transcript.read_bytes().split(b"\n")
        except OSError:
            lines = []
        posts = self._read_changed(lines)
        if posts is None:
            read = read_transcript(self.transcript, self.settings.root)
            posts, self._transcript_problems = read.posts, read.problems[:_MOST_PROBLEMS]
        self._transcript, self._transcript_lines, self._transcript_stamp = posts, lines, stamp
        self._transcript_hash = blake2b(b"\n".join(lines), digest_size=8).hexdigest()

    def _read_changed(self, lines: list[bytes]) -> tuple[Post, ...] | None:
        """The posts where few lines have changed, as after a click; None where all have to be read."""
        before = self._transcript_lines
        if self._transcript_problems or len(lines) != len(before) or len(before) != len(self._transcript) + 1:
            return None
        changed = [at for at, (old, new) in enumerate(zip(before, lines, strict=True)) if old != new]
        if len(changed) > _FEW_LINES or changed[-1:] == [len(self._transcript)]:
            return None
        posts = list(self._transcript)
        found, problems = find_posts(self.transcript, [posts[at].id for at in changed], self.settings.root)
        for at in changed:
            post = found.get(posts[at].id)
            if problems or post is None or post.id != posts[at].id:
                return None
            posts[at] = post
        return tuple(posts)

    def _shown_posts(self, foundation: Foundation) -> tuple[Post, ...]:
        of = (self._transcript_stamp, self._foundation_stamps)
        if of != self._posts_of:
            self._posts = leave_out_of_posts(self._transcript, foundation.forgotten)
            self._posts_of = of
        return self._posts

    def _revision(self, texts: Mapping[str, str | None]) -> str:
        said = [repr(texts[RECAP]), repr(texts[SESSION]), self._transcript_hash, repr(self._foundation_stamps)]
        return blake2b("\n".join(said).encode(), digest_size=10).hexdigest()

    def _outer_stamps(self) -> tuple[Stamp | None, ...]:
        return tuple(map(stamp_of, (*self._top_files(), self.folder.parent / "chat.yml")))

    def _top_files(self) -> tuple[Path, ...]:
        return (self.settings.content / "people.yml", self.forget)

    def _path(self, path: Path) -> str:
        try:
            return path.relative_to(self.settings.root).as_posix()
        except ValueError:
            return path.name


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)
