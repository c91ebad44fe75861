"""Sessions as self-contained HTML for places outside the site's pages: feeds, mails. Every address is absolute."""

from __future__ import annotations

from datetime import datetime

from causerie.model.session import Session
from causerie.settings import Settings


def announcement_html(session: Session, settings: Settings, now: datetime) -> str:
    """What is coming: topic, when, guests, questions when public, how to join."""
    raise NotImplementedError


def recap_html(session: Session, settings: Settings, now: datetime) -> str:
    """A whole recap: summary, takeaways, highlights by question, resources."""
    raise NotImplementedError
