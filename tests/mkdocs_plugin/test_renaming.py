"""A session that moves to another day keeps its address, its calendar UID and its feed ids (issue 2, done when, 4)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import icalendar

from tests.mkdocs_plugin.site_making import SESSION, Site, tree

MOVED = "content/chats/museum-hour/2026-12-09-labels/session.md"


def events_of(site: Site) -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical((site.folder / "calendar.ics").read_bytes())
    events: list[Any] = calendar.walk("VEVENT")
    assert len({str(event["UID"]) for event in events}) == len(events)
    return {str(event["UID"]): event for event in events}


def entries_of(site: Site) -> dict[str, dict[str, Any]]:
    items = json.loads(site.page("feed.json"))["items"]
    return {item["id"]: item for item in items}


def move(site: Site, *fields: str) -> None:
    """Rename the session's folder to the next week, and change its start."""
    (site.root / SESSION).parent.rename((site.root / MOVED).parent)
    site.change(MOVED, "start: 2026-12-02 20:00\n", "\n".join(["start: 2026-12-09 20:00", *fields, ""]))


def test_a_session_that_moves_keeps_its_address_its_uid_and_its_feed_ids(tmp_path: Path) -> None:
    site = Site(tmp_path).built()
    uid = "museum-hour-2026-12-02@chats.example"
    files, events, entries = set(tree(site.folder)), events_of(site), entries_of(site)
    assert "chats/museum-hour/labels/index.html" in files
    assert "https://chats.example/chats/museum-hour/labels/#announcement" in entries

    move(site, "was: [2026-12-02 20:00]", "updated: 2026-11-22T10:00Z")
    site.built()

    assert set(tree(site.folder)) == files
    assert set(entries_of(site)) == set(entries)
    after = events_of(site)
    # what the schedule promised for the new date is not promised beside it
    assert set(events) - set(after) == {"museum-hour-2026-12-09@chats.example"}
    assert set(after) <= set(events)
    assert after[uid].start.isoformat() == "2026-12-09T20:00:00+00:00"
    assert after[uid]["SEQUENCE"] > events[uid]["SEQUENCE"]
    assert after[uid]["LAST-MODIFIED"].dt > events[uid]["LAST-MODIFIED"].dt


def test_the_sequence_grows_once_updated_is_set_and_not_before(tmp_path: Path) -> None:
    site = Site(tmp_path).built()
    uid = "museum-hour-2026-12-02@chats.example"
    first = events_of(site)[uid]["SEQUENCE"]
    move(site)
    assert events_of(site.built())[uid]["SEQUENCE"] == first
    site.change(MOVED, "slot:", "updated: 2026-11-22\nslot:")
    assert events_of(site.built())[uid]["SEQUENCE"] > first


def test_a_session_that_takes_over_its_slot_changes_one_event_and_adds_none(tmp_path: Path) -> None:
    site = Site(tmp_path)
    text = (site.root / SESSION).read_text(encoding="utf-8")
    (site.root / SESSION).unlink()
    (site.root / SESSION).parent.rmdir()
    promised = events_of(site.built())
    site.write(SESSION, text)
    written = events_of(site.built())
    uid = "museum-hour-2026-12-02@chats.example"
    assert set(promised) == set(written)
    assert (promised[uid]["STATUS"], written[uid]["STATUS"]) == ("TENTATIVE", "CONFIRMED")
    assert written[uid]["SEQUENCE"] > promised[uid]["SEQUENCE"]
