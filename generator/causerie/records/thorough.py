"""What only `causerie check` looks at: every line of every transcript, and changes that readers may not notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from causerie.model.session import Session, Status
from causerie.problems import Problem, Severity
from causerie.records.careful import advise_private
from causerie.records.read import Reading
from causerie.records.slots import advise_off_schedule
from causerie.records.source import Source, list_folders
from causerie.records.transcript import read_transcript
from causerie.settings import Settings


def check_thoroughly(settings: Settings, reading: Reading, now: datetime) -> Iterator[Problem]:
    """What is wrong in the records or worth an advice, beyond what a build must know."""
    for chat_folder in list_folders(settings.content / "chats"):
        for folder in list_folders(chat_folder):
            yield from read_transcript(folder / "transcript.jsonl", settings.root).problems
    wrong = {problem.path for problem in reading.problems if problem.severity is Severity.ERROR}
    for session in reading.library.sessions:
        if session.path not in wrong:
            source = Source(settings.root / session.path, settings.root)
            _check_changes(source, session, now)
            if session.start > now and not (session.is_off or session.was or session.status is Status.IDEA):
                advise_off_schedule(source, session, now)
            yield from source.problems
            yield from advise_private(session, settings)


def _check_changes(source: Source, session: Session, now: datetime) -> None:
    """Advise what makes feeds and calendars notice that a session changed."""
    if session.updated is not None and session.updated > now:
        source.advise(
            ("updated",),
            f"'updated' is {session.updated:%Y-%m-%d %H:%M}, which is still to come. Write the day of the change:"
            f" {_today(session, now)}.",
        )
    elif session.announced is not None and (session.is_off or session.was) and session.is_public(now):
        since = session.updated
        if since is None or since <= session.announced:
            field = "status" if session.is_off else "was"
            state = session.status.value if session.is_off else "moved"
            lack = "'updated' is missing" if since is None else "'updated' is not after 'announced'"
            source.advise(
                (field,),
                f"the session is {state}, and {lack}, so feeds and calendars take no notice."
                f" Write updated: {_today(session, now)}.",
            )


def _today(session: Session, now: datetime) -> str:
    """Today as `updated` has it; with the time where the day alone would not be after the announcement."""
    local = now.astimezone(session.chat.zone)
    has_passed = session.announced is None or session.announced.date() < local.date()
    return f"{local:%Y-%m-%d}" if has_passed else f"{local:%Y-%m-%d %H:%M}"
