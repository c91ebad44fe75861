"""Every address of the site, once. Addresses never contain a date, and are relative to the site's root."""

from __future__ import annotations

from causerie.model.chat import Chat
from causerie.model.person import Person
from causerie.model.session import Session

LANDING = ""
CHATS = "chats/"
ARCHIVE = "archive/"
CALENDAR = "calendar.ics"
FEEDS = ("feed.xml", "feed.atom", "feed.json", "announcements.xml", "recaps.xml")
TOPICS = "topics/"
TOPIC_FEEDS = FEEDS[:3]
PEOPLE = "people/"
UNANSWERED = "unanswered/"
DIRECTORY = "directory/"  # with the chats of other sites
DATA = "causerie.json"
DATA_SCHEMA = "causerie.schema.json"
ASSETS = "assets/causerie/"
TRANSCRIPT = "transcript/"  # below a session's address
SITE_CARD = ASSETS + "card.png"
EMBED = "embed/"
_GATHERED = (LANDING, CHATS, ARCHIVE, TOPICS, PEOPLE, UNANSWERED, DIRECTORY)
_GATHERED_BELOW = (ARCHIVE, TOPICS, PEOPLE)


def chat_address(chat: Chat) -> str:
    """`chats/museum-hour/`."""
    return f"{CHATS}{chat.id}/"


def session_address(session: Session) -> str:
    """`chats/museum-hour/ai-labels/`; for a session that nobody has written, its chat's page."""
    return f"{chat_address(session.chat)}{session.id}/" if session.is_written else chat_address(session.chat)


def transcript_address(session: Session, page: int = 1) -> str:
    """`chats/museum-hour/ai-labels/transcript/`, and below it `2/` and so on where it is long."""
    return f"{session_address(session)}{TRANSCRIPT}" + (f"{page}/" if page > 1 else "")


def year_address(year: int) -> str:
    """`archive/2026/`."""
    return f"{ARCHIVE}{year}/"


def topic_address(topic: str) -> str:
    """`topics/ai/`, given what `topic_id` makes of a topic."""
    return f"{TOPICS}{topic}/"


def person_address(person: Person) -> str:
    """`people/amara/`."""
    return f"{PEOPLE}{person.id}/"


def questions_address(chat: Chat, year: int = 0) -> str:
    """`questions/museum-hour/`, where the newest are; `questions/museum-hour/2026/`."""
    return f"questions/{chat.id}/" + (f"{year}/" if year else "")


def resources_address(chat: Chat) -> str:
    """`resources/museum-hour/`."""
    return f"resources/{chat.id}/"


def numbers_address(chat: Chat) -> str:
    """`numbers/museum-hour/`."""
    return f"numbers/{chat.id}/"


def unanswered_address(chat: Chat) -> str:
    """`unanswered/museum-hour/`."""
    return f"{UNANSWERED}{chat.id}/"


def chat_calendar(chat: Chat) -> str:
    """`chats/museum-hour/calendar.ics`."""
    return chat_address(chat) + CALENDAR


def session_calendar(session: Session) -> str:
    """`chats/museum-hour/ai-labels/ai-labels.ics`."""
    return f"{session_address(session)}{session.id}.ics"


def embed_address(page: str) -> str:
    """`chats/museum-hour/ai-labels/embed/`, given the session's own address: what other sites show in a frame."""
    return page + EMBED


def oembed_address(page: str) -> str:
    """`chats/museum-hour/ai-labels/oembed.json`, given the session's own address."""
    return f"{page}oembed.json"


def chat_embed(chat: Chat) -> str:
    """`embed/museum-hour/`: the chat's next session in a frame. Below `chats/` a session may be called so."""
    return f"{EMBED}{chat.id}/"


def chat_badge(chat: Chat) -> str:
    """`embed/museum-hour/next.svg`."""
    return f"{chat_embed(chat)}next.svg"


def session_card_image(session: Session) -> str:
    """`assets/causerie/cards/museum-hour/ai-labels.png`."""
    return f"{ASSETS}cards/{session.chat.id}/{session.id}.png"


def chat_card_image(chat: Chat) -> str:
    """`assets/causerie/cards/museum-hour.png`."""
    return f"{ASSETS}cards/{chat.id}.png"


def media_path(session: Session, file: str) -> str:
    """Where a record's picture is published: beside its session's page."""
    return session_address(session) + file


def is_gathered(address: str) -> bool:
    """Whether a page is about the whole site: each of its languages has one. What is about a chat is in the chat's."""
    return address in _GATHERED or (address.startswith(_GATHERED_BELOW) and address.endswith("/"))


def in_language(address: str, home: str) -> str:
    """`fr/archive/` for `archive/`, where the site has its pages in a language below `fr/`."""
    return home + address if home and is_gathered(address) else address


def relative(target: str, page: str) -> str:
    """A site address as a page at another address links to it: right below any `site_url`, and on disk."""
    depth = page.count("/")
    return "../" * depth + target or "./"
