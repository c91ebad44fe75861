"""Pictures that shown records name, copied beside their session's page; nothing else of a record's folder is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from causerie.model.post import Media
from causerie.model.session import Session
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.pages.prose import prose_pictures


def session_media(session: Session, now: datetime) -> Iterator[Artifact]:
    """Each picture of a session once: of its questions once they are public, of its published recap."""
    folder = session.folder
    if folder is None:
        return
    for file in sorted({media.file for media in _shown_media(session, now) if media.file}):
        yield Artifact(path=paths.media_path(session, file), source=folder / file, record=session.path)


def _shown_media(session: Session, now: datetime) -> Iterator[Media]:
    recap = session.recap if session.has_recap(now) else None
    for prose in (session.prose, recap.summary if recap else ""):
        yield from (Media(file=file) for file in prose_pictures(prose))
    if recap is not None or session.has_public_questions(now):
        yield from (question.image for question in session.questions if question.image)
    if recap is not None:
        for highlight in recap.highlights:
            yield from highlight.post.media if highlight.post else ()
