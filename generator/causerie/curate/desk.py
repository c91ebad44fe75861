"""One session under curation: its state for the page, one change after the other, undo and redo."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from causerie.alone import alone_in
from causerie.curate.changes import apply_operation
from causerie.curate.disk import sweep_folder
from causerie.curate.journal import Journal
from causerie.curate.neighbours import Neighbours
from causerie.curate.opinion import Critic, Opinion
from causerie.curate.posts import Json, PostCards, changed_cards
from causerie.curate.preview import preview_page, theme_file
from causerie.curate.reading import Reader, Seen
from causerie.curate.state import describe_state
from causerie.curate.steps import name_step
from causerie.i18n import Speech, is_spoken, speak
from causerie.settings import Settings
from causerie.views import paths

_REMEMBERED = 6  # states that pages may still have


@dataclass(slots=True)
class Desk:
    """Everything that the server knows of one session; requests come from several threads, and wait for each other."""

    settings: Settings
    folder: Path
    clock: Callable[[], datetime]
    reader: Reader = field(init=False)
    critic: Critic = field(init=False)
    journal: Journal = field(default_factory=Journal)
    _cards: PostCards = field(default_factory=PostCards)
    _neighbours: Neighbours = field(init=False)
    _described: tuple[tuple[Any, Opinion, Speech] | None, list[Json]] = (None, [])
    _sent: OrderedDict[str, dict[str, Json]] = field(default_factory=OrderedDict)
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        for folder in (self.folder, self.settings.content):  # forget.yml stands beside the chats
            sweep_folder(folder, time.time())
        self.reader = Reader(self.settings, self.folder)
        self.critic = Critic(self.folder)
        self._neighbours = Neighbours(self.folder, self.settings.root)

    def state(self) -> Json:
        """The whole state, with all posts."""
        with self._lock:
            seen = self.reader.read()
            cards = self._describe_posts(seen)
            return self._describe(seen, cards) | {"posts": cards}

    def change(self, operation: Mapping[str, Any], revision: str = "") -> Json:
        """Apply an operation to the files, and say what is new to a page that has seen `revision`."""
        with self._lock:
            known = self._known_cards(revision)
            with self._alone():
                step = apply_operation(self.reader, operation, self.clock())
            if step is not None:
                self.journal.note(step)
            return self._answer(known)

    def undo(self, revision: str = "") -> Json:
        """Take the last step back."""
        with self._lock:
            known = self._known_cards(revision)
            with self._alone():
                self.journal.undo(self.reader)
            return self._answer(known)

    def redo(self, revision: str = "") -> Json:
        """Do again what was taken back."""
        with self._lock:
            known = self._known_cards(revision)
            with self._alone():
                self.journal.redo(self.reader)
            return self._answer(known)

    def skip_undo(self, number: int, revision: str = "") -> Json:
        """Leave the last step as it is, where it cannot be taken back; `number` says which the page means."""
        with self._lock:
            known = self._known_cards(revision)
            self.journal.skip_undo(number)
            return self._answer(known)

    def skip_redo(self, number: int, revision: str = "") -> Json:
        """The same for what cannot be done again."""
        with self._lock:
            known = self._known_cards(revision)
            self.journal.skip_redo(number)
            return self._answer(known)

    def speech(self) -> Speech:
        """How the page speaks: as the chat does, or as the site where there is no catalogue of the chat's language."""
        with self._lock:
            chats = self.reader.read_foundation().chats
        chat = chats[0].chat if chats else None
        return speak(chat.language if chat is not None and is_spoken(chat.language) else self.settings.language)

    @property
    def name(self) -> str:
        """The session as commands name it: CHAT/ID."""
        session = self.reader.read().session
        return f"{session.chat.id}/{session.id}"

    @property
    def address(self) -> str:
        """Where the recap stands below the site's address."""
        return paths.session_address(self.reader.read().session)

    def written_paths(self) -> tuple[Path, ...]:
        """What the page may have changed, and the sessions that open questions were carried to."""
        with self._lock:
            entries = self.reader.read().entries.get("unanswered", ())
            ids = {str(each.value.get("to", "")) for each in entries if isinstance(each.value, dict)}
            return (self.reader.forget, self.folder, *self._neighbours.find_folders(ids))

    def preview(self, base: str) -> str:
        """The recap as visitors will see it."""
        with self._lock:
            seen = self.reader.read()
        return preview_page(seen, self.settings, self.clock(), base)

    def theme(self, name: str) -> bytes | None:
        """A style sheet of the preview."""
        with self._lock:
            seen = self.reader.read()
        return theme_file(name, seen)

    def is_as_seen(self, revision: str, stamps: Any) -> tuple[bool, Any]:
        """Whether the files are still those of a revision, and what tells; `stamps` are the last ones."""
        found = (self.reader.stamps(), self.critic.has_earlier)
        if found == stamps:
            return True, stamps
        with self._lock:
            return self._revision(self.reader.read()) == revision, found

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Neither this session's files nor forget.yml, which is the whole site's, are written by others meanwhile."""
        with alone_in(self.settings.content), alone_in(self.folder):
            yield

    def _answer(self, known: dict[str, Json] | None) -> Json:
        seen = self.reader.read()
        cards = self._describe_posts(seen)
        changed = None if known is None else changed_cards(known, cards)
        posts = {"posts": cards} if changed is None else {"changed_posts": changed}
        return self._describe(seen, cards) | posts

    def _describe(self, seen: Seen, cards: list[Json]) -> Json:
        speech = self.speech()
        state = describe_state(seen, speech, self._neighbours.list_sessions(seen.session.start))
        state["revision"] = revision = self._revision(seen)
        self._sent[revision] = {each["id"]: each for each in cards}
        self._sent.move_to_end(revision)
        while len(self._sent) > _REMEMBERED:
            self._sent.popitem(last=False)
        undo, redo = self.journal.next_undo, self.journal.next_redo
        return state | {
            "undo": name_step(undo.do, speech) if undo else "",
            "undo_step": undo.number if undo else 0,
            "redo": name_step(redo.do, speech) if redo else "",
            "redo_step": redo.number if redo else 0,
        }

    def _describe_posts(self, seen: Seen) -> list[Json]:
        opinion = self.critic.judge(seen.posts, seen.session)
        speech = self.speech()
        about, cards = self._described
        if about is None or about[0] is not seen.posts or about[1] is not opinion or about[2] is not speech:
            cards = self._cards.describe_all(seen.posts, seen.session, opinion, speech)
            self._described = ((seen.posts, opinion, speech), cards)
        return cards

    def _known_cards(self, revision: str) -> dict[str, Json] | None:
        """The posts as a page has them; of a page that does not say, as they are before the change."""
        if revision:
            return self._sent.get(revision)
        return {each["id"]: each for each in self._describe_posts(self.reader.read())}

    def _revision(self, seen: Seen) -> str:
        return seen.revision + ("+" if self.critic.has_earlier else "")
