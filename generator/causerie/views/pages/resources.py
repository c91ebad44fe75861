"""What a chat shared most: its recaps' resources, each once however its address was spelt, with how often and where."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from causerie.frozen import frozen
from causerie.i18n import Speech
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PageArtifact
from causerie.views.harvest import Shared
from causerie.views.pages.cards import chat_class
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link
from causerie.views.pages.post_text import shown_address
from causerie.views.pages.recap_lines import SessionLink

MOST = 300  # resources on the page; the others stand in their recaps
_SESSIONS = 6  # sessions that a resource names, the latest


@dataclass(slots=True, kw_only=True)
class Gathered:
    """A resource with all that is known of who shared it, where."""

    url: str
    title: str
    people: set[str]
    posts: int
    sessions: list[Session]  # the latest first

    @property
    def names(self) -> object:
        """All that is shown of it, to name the page by."""
        sessions = [(session.id, session.title) for session in self.sessions[:_SESSIONS]]
        return self.url, self.title, len(self.people), self.posts, len(self.sessions), sessions


@frozen(kw_only=True)
class ResourceLine:
    """A resource as the page shows it."""

    url: str
    title: str
    place: str  # its host, where the title does not say it
    often: str  # "in 3 sessions, by 5 people"
    sessions: tuple[SessionLink, ...]
    more: int


def gather_resources(shared: Iterable[tuple[Session, tuple[Shared, ...]]]) -> list[Gathered]:
    """The resources of sessions, the latest first: those of most sessions and people lead, then the newest."""
    found: dict[str, Gathered] = {}
    for session, resources in shared:
        for each in resources:
            known = found.setdefault(each.key, Gathered(url=each.url, title="", people=set(), posts=0, sessions=[]))
            known.title = known.title or each.title
            known.url = each.url if each.url.startswith("https:") and known.url.startswith("http:") else known.url
            known.people.update(each.people)
            known.posts += each.posts
            known.sessions.append(session)
    return sorted(found.values(), key=lambda each: (-len(each.sessions), -len(each.people), -each.posts))


def resources_page(chat: Chat, resources: list[Gathered], settings: Settings) -> PageArtifact:
    """`/resources/museum-hour/`."""
    speech = speak_page(chat.language, settings)
    address = paths.resources_address(chat)
    title = speech.text("Resources of %(chat)s", chat=chat.title)
    description = speech.text("What was shared in #%(hashtag)s, the most shared first.", hashtag=chat.hashtag)
    body = render_template(
        "resources.html",
        speech,
        address,
        chat_title=chat.title,
        chat_address=paths.chat_address(chat),
        chat_class=chat_class(chat),
        title=title,
        resources=[_line(each, speech) for each in resources[:MOST]],
        total=len(resources),
        rest=max(0, len(resources) - MOST),
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=chat.language,
        body=body,
        head=head_html(settings, speech, address, title, description, chat),
        record=chat.path,
    )


def _line(each: Gathered, speech: Speech) -> ResourceLine:
    shown = shown_address(each.url)
    often = []
    if len(each.sessions) > 1:
        often.append(speech.plural("in %(number)s session", "in %(number)s sessions", len(each.sessions)))
    if len(each.people) > 1:
        often.append(speech.plural("by %(number)s person", "by %(number)s people", len(each.people)))
    if each.posts > 1:
        often.append(speech.plural("in %(number)s post", "in %(number)s posts", each.posts))
    return ResourceLine(
        url=each.url,
        title=each.title or shown,
        place=shown.partition("/")[0] if each.title else "",
        often=speech.side_by_side(often),
        sessions=tuple(
            SessionLink(address=f"{paths.session_address(session)}#resources", title=session.title)
            for session in each.sessions[:_SESSIONS]
        ),
        more=max(0, len(each.sessions) - _SESSIONS),
    )
