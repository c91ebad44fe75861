"""chat.yml: from its record to a Chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from causerie.model.chat import Chat, Venue
from causerie.model.schedule import Schedule
from causerie.records.people import People
from causerie.records.schema_chat import ChatRecord, LabelsRecord
from causerie.records.schema_fields import read_id
from causerie.records.schema_schedule import ScheduleRecord
from causerie.records.source import Source
from causerie.records.validate import salvage_record, validate_fields


def read_chat(source: Source, people: People, language: str) -> Chat | None:
    """The chat of a folder; None when it makes none, and then it is said why. `language` is the site's."""
    chat_id = source.file.parent.name
    try:
        read_id(chat_id)
    except ValueError as error:
        source.blame(f"the folder's name is {error}")
        return None
    fields = source.read_yaml()
    record = None if fields is None else validate_fields(source, fields, ChatRecord)
    checked = record or (salvage_record(fields, ChatRecord, title="-", hashtag="x", timezone="UTC") if fields else None)
    if checked is None:
        return None
    hosts = people.find(source, ("hosts",), checked.hosts)
    if record is None:
        return None
    schedules = tuple(map(_make_schedule, record.schedule))
    _check_skipped(source, schedules)
    labels = record.labels or LabelsRecord.model_construct()
    return Chat(
        id=chat_id,
        title=record.title,
        hashtag=record.hashtag,
        zone=record.timezone,
        also=tuple(record.also),
        tagline=record.tagline,
        description=record.description.strip(),
        language=record.language or language,
        hosts=hosts,
        venues=tuple(Venue(platform, place) for platform, place in record.platforms.items() if place is not None),
        schedules=schedules,
        topics=tuple(dict.fromkeys(record.topics)),
        status=record.status,
        color=record.color or "",
        question_labels=tuple(labels.question),
        answer_labels=tuple(labels.answer),
        countries=tuple(record.countries),
        goals=tuple(record.goals.items()),
        anonymise=record.anonymise,
        aliases=tuple(dict.fromkeys(record.aliases)),
        path=source.path,
    )


def _check_skipped(source: Source, schedules: tuple[Schedule, ...]) -> None:
    """Note skipped days on which there would be no session anyway."""
    for at, schedule in enumerate(schedules):
        every = replace(schedule, skip=())
        for number, (day, _) in enumerate(schedule.skip):
            if next(every.dates(day, day), None) is None:
                closest = _closest_date(every, day)
                advice = f"Write {closest}, or take it away." if closest else "Take it away."
                path = ("schedule", at, "skip", str(day), number)
                source.advise(path, f"'skip' has {day}, no date of the schedule. {advice}", at_key=True)


def _closest_date(schedule: Schedule, day: date) -> date | None:
    near = schedule.dates(day - timedelta(days=16), day + timedelta(days=16))
    return min(near, key=lambda each: abs(each - day), default=None)


def _make_schedule(record: ScheduleRecord) -> Schedule:
    return Schedule(
        period=record.period,
        weekday=record.weekday,
        at=record.at,
        duration=record.duration,
        interval=record.interval,
        ordinal=record.ordinal,
        first=record.first,
        last=record.last,
        skip=tuple(sorted(record.skip.items())),
    )
