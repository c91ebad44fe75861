"""A session's page: before, what is coming and how to join; after, its recap."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup, escape

from causerie.frozen import frozen
from causerie.i18n import Speech, speak
from causerie.model.recap import Recap
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Heading, PageArtifact
from causerie.views.embeds.codes import oembed_link
from causerie.views.joining import join_links
from causerie.views.linked_data import linked_data
from causerie.views.pages.cards import SessionCard, describe_page, person_card, session_card, stated_title
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import calendar_links, contact_link
from causerie.views.pages.prose import plain_prose, prose_html
from causerie.views.pages.quotes import Picture
from causerie.views.pages.recap_groups import QuestionGroup, question_label, question_picture, recap_groups
from causerie.views.pages.recap_lines import resource_lines, unanswered_lines
from causerie.views.pages.session_numbers import NEWCOMERS, counted_lines, numbers_charts
from causerie.views.pages.sharing import share_links
from causerie.views.pages.transcript_page import quote_spots

TURN = "\x00turn\x00"  # where the ways to the neighbours stand in a body; no record can hold control characters
EARLIER = "\x00earlier\x00"  # where a body says what earlier sessions left for this one
_NO_SESSIONS: Mapping[str, Session] = MappingProxyType({})


@frozen(kw_only=True)
class QuestionLine:
    """A question in the list before the session."""

    anchor: str
    label: str  # "Q1"
    text: str
    at: str  # when it is asked, in the chat's time
    at_iso: str
    picture: Picture | None


@frozen(kw_only=True)
class ErratumLine:
    """A correction with its day in words."""

    day: str
    text: str


def session_page(
    session: Session,
    settings: Settings,
    now: datetime,
    carried: Mapping[str, Session] = _NO_SESSIONS,
    card: SessionCard | None = None,
    groups: tuple[QuestionGroup, ...] | None = None,
) -> PageArtifact:
    """The page of a written session, in the session's language, with a mark where the ways to its neighbours stand.

    `carried` are the public sessions of the chat, by id, to which unanswered questions were carried. So a page depends
    on nothing but these, the settings and the clock; neighbours change more often, and `turn_html` fills them in.
    `card` is the session's in its own language, and `groups` are its recap's, where somebody has them already.
    """
    speech = speak_page(session.language, settings)
    recap = session.recap if session.has_recap(now) else None
    said = session.conversation if recap else None
    card = card or session_card(session, speech, now)
    address = paths.session_address(session)
    if groups is None:
        groups = recap_groups(session, recap, speech) if recap else ()
    questions = _question_lines(session, speech) if not recap and session.has_public_questions(now) else ()
    is_ahead = recap is None and not session.is_off and not session.is_past(now)
    body = render_template(
        "session.html",
        speech,
        address,
        card=card,
        is_past=session.is_past(now),
        is_ahead=is_ahead,
        calendar=calendar_links(session, settings, speech) if is_ahead else (),
        joins=join_links(session.chat) if is_ahead else (),
        errata=_errata(recap, now, speech),
        summary=prose_html(recap.summary) if recap else Markup(""),
        takeaways=[takeaway.text for takeaway in recap.accepted_takeaways] if recap else [],
        prose=prose_html(session.prose),
        questions=questions,
        questions_day=_questions_day(session, now, speech),
        groups=groups,
        resources=resource_lines(recap) if recap else [],
        links=session.links,
        unanswered=unanswered_lines(recap, speech, carried) if recap else [],
        host_names=speech.naming(person.name for person in session.hosts),
        hosts=[person_card(person) for person in session.hosts],
        guests=[person_card(person) for person in session.guests],
        participants=_participants(groups, speech),
        numbers=_numbers(recap, speech),
        counted=counted_lines(said, speech) if said else (),
        newcomers=NEWCOMERS if said else "",
        charts=numbers_charts(session, said, speech) if said else "",
        transcript=paths.transcript_address(session) if said and said.pages else "",
        spots=quote_spots(session, recap) if said and recap else {},
        shares=share_links(session, settings, speech),
        page_url=settings.absolute(address) if settings.site_url else "",
        embed=paths.embed_address(address) if settings.has_embeds else "",
        earlier=EARLIER,
        turn=TURN,
        contact=contact_link(settings),
    )
    title, description = stated_title(session, speech), describe_page(_description(session, recap, card))
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=session.language,
        body=body,
        head=oembed_link(card, settings)  # above the feeds, whose script hides from the theme what is above it
        + head_html(
            settings,
            speech,
            address,
            title,
            description,
            session.chat,
            kind="article",
            image=paths.session_card_image(session),
            image_alt=f"{title} · #{session.chat.hashtag} · {card.when.short_day}",
        )
        + linked_data(session, settings, now, description),
        outline=_outline(recap, groups, questions, speech),
        record=(recap.path if recap else "") or session.path,
    )


def turn_html(session: Session, previous: Session | None, following: Session | None) -> str:
    """The ways to the sessions before and after in the same chat; they belong where a page's body has `TURN`.

    Written without a template: each page needs it on every build, also one whose body is kept from the last.
    """
    if previous is None and following is None:
        return ""
    speech, page = speak(session.language), paths.session_address(session)
    label, before, after = _turn_words(speech)
    back = _turn_link("previous", before, previous, page, speech) if previous else ""
    on = _turn_link("next", after, following, page, speech) if following else ""
    return f'<nav class="c-turn" aria-label="{label}">\n{back}{on}</nav>\n'


@lru_cache(maxsize=64)
def _turn_words(speech: Speech) -> tuple[str, str, str]:
    words = (speech.text("Other sessions of this chat"), speech.text("Before"), speech.text("After"))
    label, before, after = map(escape, words)
    return label, before, after


def _turn_link(way: str, words: str, to: Session, page: str, speech: Speech) -> str:
    rel, day = way[:4], escape(speech.short_day(to.start.date()))
    address, title = escape(paths.relative(paths.session_address(to), page)), escape(stated_title(to, speech))
    return f'<a class="c-turn__{way}" rel="{rel}" href="{address}"><small>{words} · {day}</small>{title}</a>'


def _question_lines(session: Session, speech: Speech) -> tuple[QuestionLine, ...]:
    lines = []
    for question in session.questions:
        at = session.start + timedelta(minutes=session.question_minute(question))
        lines.append(
            QuestionLine(
                anchor=f"q{question.number}",
                label=question_label(session, question.number),
                text=question.text,
                at=speech.time(at),
                at_iso=at.isoformat(),
                picture=question_picture(question, session),
            )
        )
    return tuple(lines)


def _questions_day(session: Session, now: datetime, speech: Speech) -> str:
    """The day on which questions that exist will be published; empty when there is nothing to wait for."""
    if session.questions and session.questions_from and not session.has_public_questions(now):
        return speech.day(session.questions_from.date())
    return ""


def _errata(recap: Recap | None, now: datetime, speech: Speech) -> list[ErratumLine]:
    if recap is None:
        return []
    return [ErratumLine(day=speech.short_day(e.date.date()), text=e.text) for e in recap.shown_errata(now)]


def _participants(groups: tuple[QuestionGroup, ...], speech: Speech) -> str:
    """Everybody who is quoted, by name, in alphabetical order."""
    quotes = [item.quote for group in groups for item in group.items if item.quote]
    names = sorted({quote.author for quote in quotes if quote.handle}, key=str.casefold)
    return speech.naming(names)


def _numbers(recap: Recap | None, speech: Speech) -> list[tuple[str, str]]:
    """The numbers that the host typed in, each with where it comes from."""
    if recap is None:
        return []
    known = {
        "impressions": speech.text("impressions"),
        "new_followers": speech.text("new followers"),
        "followers": speech.text("followers"),
        "participants": speech.text("participants"),
        "posts": speech.text("posts"),
        "mentions": speech.text("mentions"),
        "reach": speech.text("people reached"),
    }
    lines = []
    for metric in recap.metrics:
        words = known.get(metric.name, metric.name.replace("_", " "))
        if metric.is_estimated:
            words = speech.text("%(what)s, estimated", what=words)
        lines.append((speech.number(metric.value), speech.with_note(words, metric.source)))
    return lines


def _description(session: Session, recap: Recap | None, card: SessionCard) -> str:
    lead = [f"#{session.chat.hashtag}", card.when.short_day]
    if session.is_off:
        lead += [card.state_words, session.reason]
    text = plain_prose(recap.summary) or card.teaser if recap else plain_prose(session.prose)
    return " · ".join(filter(None, [*lead, text or session.title]))


def _outline(
    recap: Recap | None, groups: tuple[QuestionGroup, ...], questions: tuple[QuestionLine, ...], speech: Speech
) -> tuple[Heading, ...]:
    headings = []
    if recap is not None and recap.accepted_takeaways:
        headings.append(Heading("takeaways", speech.text("Key takeaways")))
    headings += [Heading(g.anchor, f"{g.label} {g.title}".strip()) for g in groups]
    if questions:
        headings.append(Heading("questions", speech.text("The questions")))
    if recap is not None and recap.resources:
        headings.append(Heading("resources", speech.text("Shared in the session")))
    if recap is not None and recap.unanswered:
        headings.append(Heading("unanswered", speech.text("Still unanswered")))
    return tuple(headings)
