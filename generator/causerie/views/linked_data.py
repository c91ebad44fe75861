"""What a session's page says to search engines and other programs: schema.org's Event, and its recap as an Article.

https://schema.org/Event, https://schema.org/Article; JSON-LD in <head>, as nothing there can break a page's text.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from causerie.model.person import Person
from causerie.model.recap import Recap
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.joining import join_links

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_CONTEXT = "https://schema.org"
_STATES = {Status.CANCELLED: "EventCancelled", Status.POSTPONED: "EventPostponed"}


def linked_data(session: Session, settings: Settings, now: datetime, description: str) -> str:
    """The `<script>` elements of a session's page; none while nobody knows its address."""
    if not settings.site_url:
        return ""
    recap = session.recap if session.has_recap(now) else None
    image = settings.absolute(paths.session_card_image(session)) if settings.has_cards else ""
    described = [_describe_event(session, settings, description, image)]
    if recap is not None:
        described.append(_describe_article(session, recap, settings, now, description, image))
    return "".join(f'<script type="application/ld+json">{_write(each)}</script>\n' for each in described)


def _write(described: dict[str, Any]) -> str:
    """JSON in which no text can end the element, or a line of a script."""
    return _encode(described).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _describe_event(session: Session, settings: Settings, description: str, image: str) -> dict[str, Any]:
    chat, page = session.chat, settings.absolute(paths.session_address(session))
    chat_url = settings.absolute(paths.chat_address(chat))
    was = [start.isoformat() for start in session.was]
    state = _STATES.get(session.status, "EventRescheduled" if was else "EventScheduled")
    return _drop_empty(
        {
            "@context": _CONTEXT,
            "@type": "Event",
            "@id": f"{page}#event",
            "name": session.title,
            "description": description,
            "url": page,
            "startDate": session.start.isoformat(),
            "endDate": session.end.isoformat(),
            "previousStartDate": was[0] if len(was) == 1 else was,
            "eventStatus": f"{_CONTEXT}/{state}",
            "eventAttendanceMode": f"{_CONTEXT}/OnlineEventAttendanceMode",
            "location": _describe_places(session, page),
            "organizer": _describe_people(session.hosts)
            or {"@type": "Organization", "name": chat.title, "url": chat_url},
            "performer": _describe_people(session.guests),
            "superEvent": {"@type": "EventSeries", "name": f"{chat.title} #{chat.hashtag}", "url": chat_url},
            "inLanguage": session.language,
            "isAccessibleForFree": True,
            "keywords": [chat.hashtag, *session.topics],
            "image": image,
        }
    )


def _describe_places(session: Session, page: str) -> list[dict[str, str]] | dict[str, str]:
    """Where one takes part: what shows the hashtag on each platform, else the session's own page."""
    places = [
        {"@type": "VirtualLocation", "name": link.name, "url": link.open}
        for link in join_links(session.chat)
        if link.open
    ] or [{"@type": "VirtualLocation", "name": f"#{session.chat.hashtag}", "url": page}]
    return places[0] if len(places) == 1 else places


def _describe_people(people: tuple[Person, ...]) -> list[dict[str, str]]:
    return [_describe_person(each.name, each.url or next((a.url for a in each.accounts), "")) for each in people]


def _describe_person(name: str, url: str) -> dict[str, str]:
    return {"@type": "Person", "name": name, "url": url} if url else {"@type": "Person", "name": name}


def _describe_article(
    session: Session, recap: Recap, settings: Settings, now: datetime, description: str, image: str
) -> dict[str, Any]:
    page, updated = settings.absolute(paths.session_address(session)), recap.updated(now)
    site = {"@type": "Organization", "name": settings.site_name, "url": settings.site_url}
    return _drop_empty(
        {
            "@context": _CONTEXT,
            "@type": "Article",
            "@id": f"{page}#recap",
            "headline": session.title,
            "description": description,
            "url": page,
            "datePublished": recap.published and recap.published.isoformat(),
            "dateModified": updated and updated.isoformat(),
            "author": _describe_people(session.hosts) or site,
            "publisher": site,
            "inLanguage": session.language,
            "isAccessibleForFree": True,
            "about": {"@id": f"{page}#event"},
            "image": image,
            "correction": [
                {"@type": "CorrectionComment", "datePublished": each.date.isoformat(), "text": each.text}
                for each in recap.shown_errata(now)
            ],
            "citation": _describe_posts(recap),
        }
    )


def _describe_posts(recap: Recap) -> list[dict[str, str]]:
    """The posts by their addresses. Who wrote them, when and what is marked up where it stands on the page."""
    posts = (highlight.post for highlight in recap.highlights if highlight.post)
    return [{"@type": "SocialMediaPosting", "url": post.url} for post in posts if post.url]


def _drop_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
