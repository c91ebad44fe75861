"""Questions that nobody has answered yet: of the site, of each chat, and those that are carried to a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import escape

from causerie.frozen import frozen
from causerie.i18n import Speech, direction, speak
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import PageArtifact
from causerie.views.harvest import LeftOpen
from causerie.views.joining import JoinLink, answer_links
from causerie.views.pages.cards import chat_class
from causerie.views.pages.environment import render_template, speak_page
from causerie.views.pages.head import head_html
from causerie.views.pages.links import contact_link
from causerie.views.pages.prose import shorten
from causerie.views.pages.recap_lines import SessionLink

_MOST = 200  # questions of a chat on its page, the newest; the older ones stand in their recaps
_OF_SITE = 40  # on the page of the site
_QUESTION = 160  # characters of a question in a prepared answer


@frozen
class Waiting:
    """An open question with the session that left it open, and the one that is to take it up."""

    question: LeftOpen
    session: Session
    to: Session | None = None


@frozen(kw_only=True)
class WaitingLine:
    """An open question as the pages show it."""

    text: str
    lang: str
    dir: str
    by: str
    day: str
    day_iso: str
    session: SessionLink
    hashtag: str
    chat_address: str
    to: SessionLink | None
    answers: tuple[JoinLink, ...]


def find_waiting(
    left_open: Iterable[tuple[Session, tuple[LeftOpen, ...]]], sessions: Mapping[str, Session]
) -> list[Waiting]:
    """A chat's open questions; `sessions` are its public ones, by id and by former id.

    What is carried to a session that is not public yet waits like any other.
    """
    return [
        Waiting(question, session, sessions.get(question.to))
        for session, questions in left_open
        for question in questions
    ]


def unanswered_page(chat: Chat, waiting: Sequence[Waiting], settings: Settings) -> PageArtifact:
    """`/unanswered/museum-hour/`, in the chat's language."""
    title = speak(chat.language).text("Unanswered questions of %(chat)s", chat=chat.title)
    address = paths.unanswered_address(chat)
    return _page(address, chat.language, title, waiting, _MOST, settings, chat)


def all_unanswered_page(waiting: Sequence[Waiting], settings: Settings) -> PageArtifact:
    """`/unanswered/`, in the site's language."""
    title = speak(settings.language).text("Unanswered questions")
    return _page(paths.UNANSWERED, settings.language, title, waiting, _OF_SITE, settings)


def _page(
    address: str,
    language: str,
    title: str,
    waiting: Sequence[Waiting],
    most: int,
    settings: Settings,
    chat: Chat | None = None,
) -> PageArtifact:
    speech = speak_page(language, settings)
    address = paths.in_language(address, speech.home)
    description = speech.text("What the hour left open. Whoever knows an answer may give it.")
    chats = {each.session.chat.id: each.session.chat for each in waiting} if chat is None else {}
    body = render_template(
        "unanswered.html",
        speech,
        address,
        title=title,
        back=(chat.title, paths.chat_address(chat)) if chat else (speech.text("Archive"), paths.ARCHIVE),
        chat_class=chat_class(chat) if chat else "",
        chats=[(each.title, paths.unanswered_address(each)) for each in chats.values()],
        show_chat=chat is None,
        lines=[_line(each, speech, settings) for each in waiting[:most]],
        rest=max(0, len(waiting) - most),
        contact=contact_link(settings),
    )
    return PageArtifact(
        address=address,
        title=title,
        description=description,
        language=language,
        body=body,
        head=head_html(settings, speech, address, title, description, chat),
        record=chat.path if chat else "",
    )


def _line(each: Waiting, speech: Speech, settings: Settings) -> WaitingLine:
    session, question = each.session, each.question
    where = f"{paths.session_address(session)}#unanswered"
    cited = speech.text("“%(text)s”", text=shorten(question.text, _QUESTION))
    said = f"{cited} {settings.absolute(where)}" if settings.site_url else cited
    return WaitingLine(
        text=question.text,
        lang="" if session.language == speech.language else session.language,
        dir=direction(session.language, "auto"),
        by=question.by,
        day=speech.short_day(session.start.date()),
        day_iso=session.start.isoformat(),
        session=SessionLink(address=where, title=session.title),
        hashtag=session.chat.hashtag,
        chat_address=paths.chat_address(session.chat),
        to=SessionLink(address=paths.session_address(each.to), title=each.to.title) if each.to else None,
        answers=answer_links(session.chat, said),
    )


def carried_html(session: Session, carried: Sequence[Waiting], still_open: int) -> str:
    """What earlier sessions left for one: the questions that were carried to it, and how many others are open.

    Written without a template: it stands in a page whose body is kept from the last build.
    """
    if not carried and not still_open:
        return ""
    speech, page = speak(session.language), paths.session_address(session)
    items = "".join(_carried_item(each, speech, page) for each in carried)
    more = ""
    if still_open:
        address = escape(paths.relative(paths.unanswered_address(session.chat), page))
        words = speech.plural(
            "%(number)s question of earlier sessions is still open",
            "%(number)s questions of earlier sessions are still open",
            still_open,
        )
        more = f'<p class="c-more"><a href="{address}">{escape(words)}</a></p>'
    title = speech.text("From earlier sessions")
    heading = f'<h2 id="carried">{escape(title)}</h2>'
    listed = f'<ul class="c-unanswered">{items}</ul>' if items else ""
    return f'<section class="c-block" aria-labelledby="carried">\n{heading}\n{listed}{more}</section>\n'


def _carried_item(each: Waiting, speech: Speech, page: str) -> str:
    former = each.session
    address = escape(paths.relative(paths.session_address(former), page))
    by = f" <small>{escape(each.question.by)}</small>" if each.question.by else ""
    day = escape(speech.short_day(former.start.date()))
    return (
        f'<li><p dir="auto">{escape(each.question.text)}{by}</p>'
        f'<p><a href="{address}#unanswered">{escape(former.title)}</a> <small>{day}</small></p></li>\n'
    )
