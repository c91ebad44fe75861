"""Sees at once when a record is saved: the system tells of it, and where it does not, a look every few seconds does.

MkDocs looks at each watched file twice a second, which is slow for the thousands of files that records are.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from causerie.glance import Glance, glance_at

_PAUSE = 2.0  # seconds between two looks
_CHANGES: list[type[FileSystemEvent]] = [  # not what is only read: a build reads more than the system keeps events for
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,  # after it was written
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,  # these three tell the observer where to listen
    DirMovedEvent,
    DirDeletedEvent,
]


def watch_records(folder: Path, server: LiveReloadServer) -> Watcher:
    """Have the server build again when a record changes."""

    def ring() -> None:
        with server._rebuild_cond:  # what the server's own watching does; there is no public way
            server._want_rebuild = True
            server._rebuild_cond.notify_all()

    watcher = Watcher(folder, ring)
    watcher.start()
    return watcher


class Watcher:
    """Rings when something in a folder changes, which need not be there yet."""

    def __init__(self, folder: Path, ring: Callable[[], None]) -> None:
        self._folder = folder
        self._ring = ring
        self._seen: Glance = ()
        self._rung = threading.Event()  # since the last look
        self._over = threading.Event()
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Begin."""
        self._listen()
        self._seen = glance_at(self._folder)
        threading.Thread(target=self._look, daemon=True).start()

    def stop(self) -> None:
        """End."""
        self._over.set()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()

    def _listen(self) -> None:
        """Have the system tell of changes, as far as it can."""
        observer = Observer()
        handler = FileSystemEventHandler()
        handler.on_any_event = self._hear  # type: ignore[method-assign]  # watchdog's way to hear of everything
        try:
            observer.schedule(handler, str(self._folder), recursive=True, event_filter=_CHANGES)
            observer.start()
        except OSError:  # the folder is not there, or the system watches no more folders
            return
        self._observer = observer

    def _hear(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self._rung.set()
            self._ring()

    def _look(self) -> None:
        """Find what nobody told of: files on other machines, or in more folders than the system watches."""
        while not self._over.wait(_PAUSE):
            if self._observer is None and self._folder.is_dir():
                self._listen()
            has_rung = self._rung.is_set()
            self._rung.clear()
            seen, self._seen = self._seen, glance_at(self._folder)
            if self._seen != seen and not has_rung:
                self._ring()
