"""What a preview hears of records: that they were written, and nothing of the thousands that each build reads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest
from watchdog.events import FileSystemEvent

from causerie.mkdocs_plugin import watching
from causerie.mkdocs_plugin.watching import Watcher

_PATIENCE = 30.0  # seconds for what takes milliseconds


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue[FileSystemEvent]]:
    """What the system tells of a folder with one record."""
    (tmp_path / "chat").mkdir()
    (tmp_path / "chat" / "session.md").write_text("---\n---\n", encoding="utf-8")
    monkeypatch.setattr(watching, "_PAUSE", 3600.0)
    events: Queue[FileSystemEvent] = Queue()
    monkeypatch.setattr(Watcher, "_hear", lambda self, event: events.put(event))
    watcher = Watcher(tmp_path, lambda: None)
    watcher.start()
    yield events
    watcher.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="the system tells in other ways")
def test_what_is_read_is_not_told(tmp_path: Path, heard: Queue[FileSystemEvent]) -> None:
    record = tmp_path / "chat" / "session.md"
    for _ in range(100):
        record.read_bytes()
        list((tmp_path / "chat").iterdir())
    record.write_text("---\ntitle: Labels\n---\n", encoding="utf-8")
    told = [heard.get(timeout=_PATIENCE)]
    while told[-1].event_type != "closed":
        told.append(heard.get(timeout=_PATIENCE))
    assert {event.event_type for event in told} == {"modified", "closed"}


def test_a_record_in_a_new_folder_is_told(tmp_path: Path, heard: Queue[FileSystemEvent]) -> None:
    (tmp_path / "chat" / "new").mkdir()
    assert heard.get(timeout=_PATIENCE).is_directory
    record = tmp_path / "chat" / "new" / "session.md"
    record.write_text("---\n---\n", encoding="utf-8")
    while heard.get(timeout=_PATIENCE).src_path != str(record):
        pass
