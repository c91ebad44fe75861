"""The circle's calendar: this site's sessions and other sites' in one, each by the name that its own site gave it.

Whoever subscribes to one of these sites, too, so has the same events there, and none twice in a program that knows
events by their names. An event that this site or an earlier one has is not taken from another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from causerie.i18n import speak
from causerie.model.circle import Circle, OtherSite
from causerie.model.library import Library, session_order
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.calendar import Events, event_uid, merged_calendar, recent_sessions, session_events


def circle_calendars(
    circle: Circle, library: Library, settings: Settings, now: datetime, events_of: Callable[[Session], Events]
) -> Iterator[Artifact]:
    """`/directory/calendar.ics`, given the events of this site's written sessions; none without other sites."""
    if not circle or not settings.site_url:
        return
    known: dict[str, tuple[Session, bytes]] = {}
    for chat in library.chats:
        for session in recent_sessions(library, chat, settings, now):
            events = events_of(session) if session.is_written else session_events(session, settings, now)
            known[event_uid(session, chat.id, settings)] = session, events[chat.id]
    for site in circle:
        theirs = _settings_of(site, settings)
        for chat in site.library.chats if site.uid_domain else ():
            for session in recent_sessions(site.library, chat, theirs, now):
                uid = event_uid(session, chat.id, theirs)
                if uid not in known:
                    known[uid] = session, session_events(session, theirs, now)[chat.id]
    found = sorted(known.items(), key=lambda each: (session_order(each[1][0]), each[0]))
    speech = speak(settings.language)
    name = speech.with_name(settings.site_name, speech.text("Directory of chats"))
    description = speech.text("The sessions of %(site)s and of other sites.", site=settings.site_name)
    events_in_order = (event for _, (_, event) in found)
    yield merged_calendar(paths.DIRECTORY, name, description, events_in_order, settings)


def _settings_of(site: OtherSite, settings: Settings) -> Settings:
    """The settings of this site with what makes the other site's addresses and names."""
    return replace(settings, site_url=site.url, uid_domain=site.uid_domain)
