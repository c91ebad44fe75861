"""The kit of a session as plain values: what `make_kit` makes, and what the folder, the console and the CSVs show."""

from __future__ import annotations

from datetime import datetime

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.session import Session
from causerie.views.card_images.words import CardWords

# A session's posts in the order of a host's week.
WEEK, DAY, HOUR = "week", "day", "hour"
WELCOME, ICEBREAKER, QUESTION, REMINDER, NEXT = "welcome", "icebreaker", "question", "reminder", "next"
THANKS, RECAP = "thanks", "recap"
MENTIONS, QUOTED, REPLY, CARRIED = "mentions", "quoted", "reply", "carried"  # to those who took part, each by name
LIVE = (WELCOME, ICEBREAKER, QUESTION, REMINDER, NEXT)  # posted within the hour


@frozen(kw_only=True)
class Wording:
    """A post as one platform takes it."""

    platform: str
    text: str
    length: int  # as the platform counts
    limit: int  # what the platform takes; 0 where nobody knows
    compose: str = ""  # opens the platform with the text; empty where it has no address for that
    is_shortened: bool = False  # whether something was left out so that it fits

    @property
    def is_too_long(self) -> bool:
        """Whether the platform would refuse it."""
        return bool(self.limit) and self.length > self.limit


@frozen(kw_only=True)
class KitPost:
    """Something to post at one instant, worded for each platform of the chat."""

    kind: str
    at: datetime  # aware, in the chat's zone
    question: int | None = None  # its number, where the post asks one
    part: int = 1  # which post of a thread it is
    wordings: tuple[Wording, ...] = ()  # in the order of the chat's platforms
    image: str = ""  # a picture of the kit, by its file's name; empty where there is none
    alt: str = ""
    to: str = ""  # the address of the post that it answers; empty where it answers none

    @property
    def is_live(self) -> bool:
        """Whether it is posted within the hour."""
        return self.kind in LIVE


@frozen(kw_only=True)
class Picture:
    """A picture that lies in the kit's folder: a card that is drawn, or a file of the records that is copied."""

    file: str  # its name in the folder
    alt: str
    card: CardWords | None = None
    source: str = ""  # the file of the records; empty where there is a card


@frozen(kw_only=True)
class Letter:
    """A longer text that goes to somebody: an invitation, a brief, a newsletter, the text of an event."""

    file: str  # "invitation-jonas.md"
    kind: str  # "invitation", "brief", "newsletter", "linkedin-event", "facebook-event"
    text: str  # Markdown, or plain text
    person: str = ""  # the guest whom it is for


@frozen(kw_only=True)
class Kit:
    """Everything that a host sends for one session."""

    chat: Chat
    session: Session
    posts: tuple[KitPost, ...]  # by time
    letters: tuple[Letter, ...] = ()
    pictures: tuple[Picture, ...] = ()
    page: str = ""  # the session's published address; empty while nobody knows it
    notes: tuple[str, ...] = ()  # what the host should know: what was shortened, what is missing
