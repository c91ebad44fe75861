"""What is right in each record and wrong between two: ids, slots, times and former names that clash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from causerie.model.chat import Chat
from causerie.model.session import Session, Status
from causerie.records.folder import FolderReading
from causerie.records.slots import advise_slot
from causerie.records.source import Source


def check_sessions(folders: Sequence[FolderReading]) -> None:
    """Note what clashes between the sessions of one chat, each time at the later folder."""
    ids: dict[str, FolderReading] = {}
    slots: dict[str, FolderReading] = {}
    starts: dict[datetime, FolderReading] = {}
    for found in folders:
        if found.id in ids:
            other = _name(ids[found.id])
            found.blame().error(
                ("id",),
                f"'{found.id}' is the id of {other}, too. Write another id: for one of the two.",
            )
            continue
        if found.id:
            ids[found.id] = found
        if found.session is None:
            continue
        if _check_slot(found, found.session, slots):
            _check_start(found, found.session, starts)
    _check_unnamed_slots(ids.values(), slots)
    _check_aliases(folders, ids)


def check_chats(chats: Sequence[tuple[Source, Chat]], ids: frozenset[str]) -> None:
    """Note former names of chats that another chat has; `ids` are all folders' names."""
    taken: dict[str, str] = {}
    for source, chat in chats:
        for at, alias in enumerate(chat.aliases):
            if alias in ids:
                whose = "this chat's own name" if alias == chat.id else "the name of another chat"
                source.error(("aliases", at), f"'aliases' has '{alias}', {whose}. Take it away.")
            elif alias in taken:
                source.error(
                    ("aliases", at),
                    f"'aliases' has '{alias}', which {taken[alias]} has, too. Keep it in one of the two.",
                )
            taken.setdefault(alias, chat.id)


def _name(found: FolderReading) -> str:
    return found.name


def _check_slot(found: FolderReading, session: Session, slots: dict[str, FolderReading]) -> bool:
    """Whether nobody else has the session's slot."""
    if not session.slot:
        return True
    first = slots.setdefault(found.slot, found)
    if first is found:
        return True
    shown = session.slot.replace("T", " ")
    found.blame().error(
        ("slot",),
        f"'slot' is '{shown}', which {_name(first)} takes over already. Write this session's own, or take it away.",
    )
    return False


def _check_unnamed_slots(every: Iterable[FolderReading], slots: dict[str, FolderReading]) -> None:
    """Advise the session that is closest to a slot to name it, where no other session does."""
    unnamed = ((found.distance, found) for found in every if found.distance is not None and found.slot)
    for distance, found in sorted(unnamed, key=lambda each: each[0]):
        if slots.setdefault(found.slot, found) is found:
            advise_slot(found.blame(), found.slot, distance)


def _check_start(found: FolderReading, session: Session, starts: dict[datetime, FolderReading]) -> None:
    if session.is_off or session.status is Status.IDEA:
        return
    first = starts.setdefault(session.start.astimezone(UTC), found)
    if first is not found:
        found.blame().error(
            ("start",),
            f"'start' is {session.start:%Y-%m-%d %H:%M}, when {_name(first)} takes place, too. Move or cancel one.",
        )


def _check_aliases(folders: Sequence[FolderReading], ids: dict[str, FolderReading]) -> None:
    taken: dict[str, FolderReading] = {}
    for found in folders:
        for at, alias in enumerate(found.session.aliases if found.session else ()):
            if alias in ids:
                whose = "this session's own id" if ids[alias] is found else f"the id of {_name(ids[alias])}"
                found.blame().error(("aliases", at), f"'aliases' has '{alias}', {whose}. Take it away.")
            elif alias in taken:
                found.blame().error(
                    ("aliases", at),
                    f"'aliases' has '{alias}', which {_name(taken[alias])} has, too. Keep it in one of the two.",
                )
            taken.setdefault(alias, found)
