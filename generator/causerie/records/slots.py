"""Slots: which of the schedule's dates a session takes over, and what may be wrong with how it says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from causerie.model.chat import Chat
from causerie.model.library import nearest_slot, scheduled_slots
from causerie.model.schedule import Schedule
from causerie.model.session import Session, Status
from causerie.records.source import Source, list_folders

_SEARCHED = timedelta(days=35)  # around a session, for the schedule's next date: what is monthly has one there
_SLOT_LINE = re.compile(r"^slot:[ \t]*[\"']?(\d{4}-\d\d-\d\d)", re.MULTILINE)


def near_slot(chat: Chat, start: datetime) -> tuple[str, timedelta, int | None]:
    """The slot for which a session without `slot:` stands in, how far it is, and how long sessions take there.

    An empty string where there is none.
    """
    slots = _slots_around(chat, start)
    slot = nearest_slot(chat, start, slots)
    if not slot:
        return "", timedelta(), None
    schedule, begin = slots[slot]
    return slot, abs(begin - start), schedule.duration


def advise_slot(source: Source, slot: str, distance: timedelta) -> None:
    """Note that a session stands on, or close to, a slot which no session names."""
    place = "close to" if distance else "on"
    source.advise(
        ("start",),
        f"'start' is {place} the chat's slot {_show(slot)}, and nothing says so. Write slot: {_show(slot)},"
        " so that calendars know it again when it moves.",
    )


def advise_former_start(source: Source, session: Session) -> None:
    """Note that a session stands on another day than its slot, and does not say that it was moved."""
    if not session.slot or session.was or session.status is Status.IDEA:
        return
    day = date.fromisoformat(session.slot[:10])
    slots = scheduled_slots(session.chat, day, day)
    slot = name_slot(session.chat, session.slot)
    if slot in slots and (begin := slots[slot][1]).date() != session.start.date():
        source.advise(
            ("slot",),
            f"'slot' is '{_show(session.slot)}', and 'start' is on another day. If the session was moved,"
            f" write was: [{begin:%Y-%m-%d %H:%M}], so that readers and calendars hear of it.",
        )


def advise_off_schedule(source: Source, session: Session, now: datetime) -> None:
    """Note that a session begins at no time of the schedule, as where somebody changed the schedule alone."""
    chat, start = session.chat, session.start
    slots = scheduled_slots(chat, start.date() - _SEARCHED, start.date() + _SEARCHED)
    coming = {slot: begin for slot, (_, begin) in slots.items() if begin > now}
    if not coming or start in coming.values():
        return
    named = slots.get(name_slot(chat, session.slot)) if session.slot else None
    if (named and named[1].date() != start.date()) or (not session.slot and nearest_slot(chat, start, slots)):
        return  # that it was moved, or lacks its `slot`, is said already
    nearest = min(coming, key=lambda slot: abs(coming[slot].astimezone(UTC) - start.astimezone(UTC)))
    begin = coming[nearest]
    takes_over = "" if session.slot == nearest else f" and slot: {_show(nearest)}"
    source.advise(
        ("start",),
        f"the session begins on {start:%A %Y-%m-%d %H:%M}, and the schedule in chat.yml has {begin:%A %Y-%m-%d %H:%M}."
        f" A session outside the schedule? Then leave it. Else write start: {begin:%Y-%m-%d %H:%M}{takes_over}.",
    )


def claimed_slots(folder: Path, read: Collection[Path], slots: Mapping[str, tuple[Schedule, datetime]]) -> set[str]:
    """The slots that a chat's sessions with errors seem to take: by the day of their folder, and by `slot:`.

    `read` are the folders of those that could be read.
    """
    claimed: set[str] = set()
    for session in set(list_folders(folder)) - set(read):
        days = {session.name[:10]}
        try:
            text = (session / "session.md").read_text(encoding="utf-8", errors="replace")
        except OSError:
            text = ""
        if found := _SLOT_LINE.search(text):
            days.add(found[1])
        claimed.update(key for key in slots if key[:10] in days)
    return claimed


def _slots_around(chat: Chat, start: datetime) -> dict[str, tuple[Schedule, datetime]]:
    """The slots of a start's day; of the day before, a DST change may push one over midnight."""
    return scheduled_slots(chat, start.date() - timedelta(days=1), start.date())


def name_slot(chat: Chat, slot: str) -> str:
    """A slot in the one form by which two records can be compared: a time that says nothing is left out."""
    day, _, at = slot.partition("T")
    known = scheduled_slots(chat, date.fromisoformat(day), date.fromisoformat(day))
    return day if day in known and f"{known[day][0].at:%H:%M}" == at else slot


def check_slot(source: Source, slot: str, chat: Chat) -> int | None:
    """How long the schedule's sessions take at the slot that a session names; what is wrong with it is noted."""
    day = date.fromisoformat(slot[:10])
    slots = scheduled_slots(chat, day, day)
    if slot in slots:
        return slots[slot][0].duration
    said = f"'slot' is '{_show(slot)}',"
    if slot == day.isoformat() and slots:
        source.error(("slot",), f"{said} a day with {len(slots)} slots. Write {_list(slots)}.")
    elif name_slot(chat, slot) in slots:
        source.advise(("slot",), f"{said} a day with one slot only. Write {day}, unless calendars have it already.")
        return slots[day.isoformat()][0].duration
    elif _has_schedule_at(chat, day):
        reasons = [why for schedule in chat.schedules for skipped, why in schedule.skip if skipped == day]
        reason = f"which the schedule skips ({reasons[0] or 'for no reason'})" if reasons else "no date of the schedule"
        near = slots or scheduled_slots(chat, day - timedelta(days=6), day + timedelta(days=6))
        advice = f"Write {_list(near)}, or take 'slot' away." if near else "Take 'slot' away."
        source.advise(("slot",), f"{said} {reason}. {advice}")
    return None


def _has_schedule_at(chat: Chat, day: date) -> bool:
    """Whether the chat had a schedule then: slots of former times are nobody's concern."""
    return any((s.first is None or s.first <= day) and (s.last is None or day <= s.last) for s in chat.schedules)


def _show(slot: str) -> str:
    return slot.replace("T", " ")


def _list(slots: Iterable[str]) -> str:
    return " or ".join(map(_show, slots))
