"""Sessions as self-contained HTML for places outside the site's pages: feeds, mails. Every address is absolute."""

from __future__ import annotations

from datetime import datetime

from causerie.i18n import speak
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import join_links
from causerie.views.pages.cards import session_card
from causerie.views.pages.environment import render_absolute
from causerie.views.pages.prose import absolute_prose
from causerie.views.pages.recap_groups import question_label, recap_groups
from causerie.views.pages.recap_lines import resource_lines, unanswered_lines


def announcement_html(session: Session, settings: Settings, now: datetime) -> str:
    """What is coming: topic, when, guests, questions when public, how to join."""
    speech = speak(session.language)
    page = settings.absolute(paths.session_address(session))
    shown = session.questions if session.has_public_questions(now) else ()
    return render_absolute(
        "announcement_body.html",
        speech,
        settings.site_url,
        card=session_card(session, speech, now),
        prose=absolute_prose(session.prose, page),
        questions=[(question_label(session, question.number), question.text) for question in shown],
        joins=join_links(session.chat),
    )


def recap_html(session: Session, settings: Settings, now: datetime) -> str:
    """A whole recap: corrections, summary, takeaways, highlights by question, resources."""
    speech = speak(session.language)
    page = settings.absolute(paths.session_address(session))
    recap = session.recap
    if recap is None or not session.has_recap(now):
        return ""
    return render_absolute(
        "recap_body.html",
        speech,
        settings.site_url,
        card=session_card(session, speech, now),
        errata=[(speech.short_day(erratum.date.date()), erratum.text) for erratum in recap.shown_errata(now)],
        summary=absolute_prose(recap.summary, page),
        takeaways=[takeaway.text for takeaway in recap.accepted_takeaways],
        groups=recap_groups(session, recap, speech),
        resources=resource_lines(recap),
        unanswered=unanswered_lines(recap, speech, {}),
    )
