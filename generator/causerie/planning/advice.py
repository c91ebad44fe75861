"""All advice of `causerie check` about a season: a host may follow it or not, and nothing ever fails by it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from causerie.model.chat import ChatStatus
from causerie.model.session import Session, Status
from causerie.planning.coming import coming_sessions
from causerie.planning.date_advice import advise_clashes, advise_dates
from causerie.planning.dates import look_at_dates
from causerie.planning.days_off import knows_holidays
from causerie.planning.habits import advise_hashtags, advise_questions
from causerie.problems import Problem, Severity
from causerie.records.read import Reading
from causerie.records.source import Source
from causerie.settings import Settings

INSTALL = "python -m pip install --upgrade holidays"
_BARE_PICTURE = re.compile(r"!\[\s*\]\(([^)\s]+)")


def advise(settings: Settings, reading: Reading, now: datetime) -> Iterator[Problem]:
    """What hosts may want to know of what is coming. What has errors is left out: they come first."""
    root, library = settings.root, reading.library
    wrong = {problem.path for problem in reading.problems if problem.severity is Severity.ERROR}
    chats = [chat for chat in library.chats if chat.path not in wrong]
    coming = [s for s in coming_sessions(library, chats, now, settings.weeks_ahead) if s.path not in wrong]
    yield from advise_hashtags(chats, root)
    yield from advise_clashes((s for s in coming if s.status is not Status.IDEA), root)
    for chat in chats:
        of_chat = [s for s in coming if s.chat.id == chat.id and not s.is_off]
        if chat.status is not ChatStatus.ENDED:
            yield from advise_dates(chat, look_at_dates(chat, of_chat, now), root)
    yield from _advise_install([s for s in coming if s.chat.countries], root)
    for session in coming:
        if session.is_written and not session.is_off:
            yield from advise_questions(session, root, now)
            yield from _advise_alt_texts(session, root)


def _advise_install(sessions: Sequence[Session], root: Path) -> Iterator[Problem]:
    """Note once that nobody can say which days are holidays, where a chat asks for it."""
    if not sessions or knows_holidays():
        return
    source = Source(root / min(session.chat.path for session in sessions), root)
    source.advise(
        ("countries",), f"'countries' says whose holidays matter, and nothing here knows them. Install: {INSTALL}."
    )
    yield from source.problems


def _advise_alt_texts(session: Session, root: Path) -> Iterator[Problem]:
    """Note pictures of the introduction that say nothing to those who cannot see them."""
    for found in _BARE_PICTURE.finditer(session.prose):
        source = Source(root / session.path, root)
        source.advise(
            (),
            f"the picture '{found[1]}' in the introduction has no alt text: it says nothing to those who cannot see it."
            f" Write what it shows: ![A blank label]({found[1]}).",
        )
        yield from source.problems
