"""Advice by the habits of the trade: how many questions an hour takes, and what makes a hashtag work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path

from causerie.model.chat import Chat, ChatStatus
from causerie.model.session import Session
from causerie.problems import Problem
from causerie.records.source import Source

_SHORTEST, _LONGEST = 5, 10  # minutes that a question takes
QUESTIONS_LEAD = timedelta(days=14)  # before a session, its questions are there, so that people can prepare
_LAST_CALL = timedelta(days=7)  # from then on, too few are no work in progress any more
_LONG = 20  # characters of a hashtag: it is typed into every post
_READABLE = 9  # letters that may be one word, where the title does not say of which words it is made
_WORD = re.compile(r"[^\W_]+")


def question_range(minutes: int) -> tuple[int, int]:
    """How many questions fit into a session: five to ten minutes for each; 6 to 12 in an hour."""
    return max(1, ceil(minutes / _LONGEST)), max(1, minutes // _SHORTEST)


def advise_questions(session: Session, root: Path, now: datetime) -> Iterator[Problem]:
    """Note too many questions for the time that there is, or too few when it is soon; before, they are being made."""
    number = len(session.questions)
    fewest, most = question_range(session.duration)
    is_soon = session.start - now <= _LAST_CALL
    if not number or fewest <= number <= most or (number < fewest and not is_soon):
        return
    each = f"{session.duration / number:.0f}" if number < session.duration else "less than one"
    fit = f"{fewest} to {most}" if most > fewest else f"{most}"
    source = Source(root / session.path, root)
    advice = (
        "Take some away, or keep them for another day" if number > most else "Write some more, or shorten 'duration'"
    )
    count = f"{number} question{'s' if number > 1 else ''}"
    source.advise(
        ("questions",),
        f"{count} for {session.duration} minutes leave {each} minutes for each; {fit} fit, with {_SHORTEST} to"
        f" {_LONGEST} minutes for each. {advice}.",
        at_key=True,
    )
    yield from source.problems


def advise_hashtags(chats: Sequence[Chat], root: Path) -> Iterator[Problem]:
    """Note hashtags that are long, hard to read, or another chat's."""
    taken: dict[str, Chat] = {}
    for chat in chats:
        source = Source(root / chat.path, root)
        places = [(("hashtag",), chat.hashtag), *((("also", at), tag) for at, tag in enumerate(chat.also))]
        for path, tag in places:
            other = taken.setdefault(tag.casefold(), chat)
            if other is not chat:
                source.advise(
                    path,
                    f"'{path[0]}' has '{tag}', which {other.title} uses, too: nobody can tell their posts apart."
                    " Write another one, unless they are one conversation.",
                )
        if chat.status is not ChatStatus.ENDED:
            _advise_form(source, chat)
        yield from source.problems


def _advise_form(source: Source, chat: Chat) -> None:
    """Note what makes a chat's own hashtag hard to type or to read."""
    tag = chat.hashtag
    if len(tag) > _LONG:
        source.advise(
            ("hashtag",),
            f"'hashtag' is '{tag}', {len(tag)} characters that stand in every post. Write one of at most {_LONG}, while"
            " few people know it.",
        )
    written = _in_words(tag, chat.title)
    is_flat = tag in (tag.lower(), tag.upper()) and tag.lower() != tag.upper() and "_" not in tag
    if written or (is_flat and len(tag) > _READABLE):
        hint = f"Write {written}" if written else "If it is made of several words, begin each with a capital"
        source.advise(
            ("hashtag",),
            f"'hashtag' is '{tag}', whose words screen readers cannot tell apart. {hint};"
            " platforms take the two for one.",
        )


def _in_words(tag: str, title: str) -> str:
    """The hashtag with a capital for each word of the chat's title, where it is made of these and has none; else ''."""
    words = _WORD.findall(title)
    made = "".join(word[:1].upper() + word[1:] for word in words)
    is_flat = tag in (tag.lower(), tag.upper(), tag.capitalize())
    return made if len(words) > 1 and is_flat and made.casefold() == tag.casefold() and made != tag else ""
