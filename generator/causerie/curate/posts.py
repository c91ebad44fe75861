"""The posts of a transcript as the page gets them: shown safely, with what the draft thinks of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from causerie.curate.opinion import Opinion
from causerie.curate.reasons import is_doubt, say_reason, say_reasons
from causerie.i18n import Speech, direction
from causerie.model.platform import bare_handle, platform_name
from causerie.model.post import Media, Post
from causerie.model.session import Session
from causerie.records.names import account_keys, accounts_of_people
from causerie.views.pages.post_text import text_html

Json = dict[str, Any]
_SCALE = 10  # a score between 0 and about 1, as people give marks


@dataclass(slots=True)
class PostCards:
    """The posts' cards, each made again only where something that it says has changed."""

    _about: tuple[Opinion, Speech, str] | None = None
    _kept: dict[str, tuple[Post, Json]] = field(default_factory=dict)

    def describe_all(self, posts: tuple[Post, ...], session: Session, opinion: Opinion, speech: Speech) -> list[Json]:
        """All posts, in their order."""
        about = self._about
        if about is None or about[0] is not opinion or about[1] is not speech or about[2] != session.language:
            self._about, self._kept = (opinion, speech, session.language), {}
        guests = frozenset(accounts_of_people(session.guests))
        cards = []
        for post in posts:
            kept = self._kept.get(post.id)
            if kept is None or (kept[0] is not post and kept[0] != post):
                kept = (post, _describe(post, session, speech) | _judge(post, opinion, guests, speech))
                self._kept[post.id] = kept
            cards.append(kept[1])
        return cards


def describe_text(post: Post, session: Session, speech: Speech) -> Json:
    """Who said what and when, safe to be put into the page."""
    name = post.author.name or bare_handle(post.author.handle) or speech.text("Unknown author")
    posted = post.posted.astimezone(session.start.tzinfo) if post.posted else None
    lang = post.lang if post.lang != session.language else ""
    return {
        "platform": post.platform,
        "platform_name": platform_name(post.platform),
        "author": name,
        "handle": bare_handle(post.author.handle),
        "initial": next((char.upper() for char in name if char.isalnum()), "·"),
        "url": post.url,
        "posted": posted.isoformat() if posted else "",
        "time": f"{posted:%H:%M}" if posted else "",
        "html": str(text_html(post)),
        "text": post.text,
        "media": [describe_media(media) for media in post.media],
        "lang": lang,
        "dir": direction(lang) if lang else "auto",
    }


def describe_media(media: Media) -> Json:
    """A picture; `file` stands under the page's own `media/` only where the session's folder has it."""
    return {"alt": media.alt, "type": media.type, "file": media.file, "url": media.url}


def _describe(post: Post, session: Session, speech: Speech) -> Json:
    return {
        "id": post.id,
        **describe_text(post, session, speech),
        "reply_to": post.reply_to,
        "quote_of": post.quote_of,
        "likes": post.likes,
        "reposts": post.reposts,
        "replies": post.replies,
        "is_sensitive": post.sensitive,
        "aliases": list(post.aliases),
    }


def _judge(post: Post, opinion: Opinion, guests: frozenset[str], speech: Speech) -> Json:
    """What a post is to the session: as its record says, else as the draft thinks."""
    assigned, rated = opinion.assigned.get(post.id), opinion.rated.get(post.id)
    is_recorded = bool(post.assigned or post.questions or post.role)
    questions = post.questions if is_recorded or assigned is None else assigned.questions
    role = post.role if is_recorded or assigned is None else assigned.role
    agrees = assigned is not None and assigned.questions == questions and post.assigned != "hand"
    doubt = next(filter(is_doubt, rated.reasons), "") if rated is not None and agrees else ""
    return {
        "questions": list(questions),
        "role": role.value if role else "answer" if questions else "other",
        "assigned": post.assigned,
        "reason": say_reason(assigned.reason, speech) if assigned is not None and agrees else "",
        "doubt": say_reason(doubt, speech),
        "score": round(rated.score * _SCALE, 1) if rated else 0,
        "why": say_reasons(rated.reasons, speech) if rated else "",
        "is_host": opinion.people.is_host(post),
        "is_guest": not guests.isdisjoint(account_keys(post)),
        "is_new": opinion.people.is_newcomer(post),
    }


def changed_cards(before: Mapping[str, Json], after: list[Json]) -> list[Json] | None:
    """The cards that are not as they were; None where posts came or went, and the page needs all of them."""
    if list(before) != [each["id"] for each in after]:
        return None
    return [each for each in after if before[each["id"]] is not each and before[each["id"]] != each]
