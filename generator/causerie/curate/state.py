"""The whole state of the page as JSON: the session, its questions and posts, the recap, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from causerie.curate.missing import is_proposed, list_missing
from causerie.curate.posts import Json, describe_text
from causerie.curate.reading import Seen
from causerie.curate.words import page_words
from causerie.i18n import Speech
from causerie.model.post import Author, Media, Post
from causerie.model.session import Session
from causerie.records.editing import Entry
from causerie.records.highlight_places import question_of
from causerie.records.names import post_name
from causerie.views.pages.recap_groups import question_label

_FIELDS = ("title", "start", "duration", "status", "language", "announced", "reason")
_LISTS = ("hosts", "guests", "topics")


def describe_state(seen: Seen, speech: Speech, sessions: Sequence[Json]) -> Json:
    """Everything but the posts."""
    return {
        "revision": seen.revision,
        "language": speech.language,
        "words": page_words(speech),
        "session": _describe_session(seen, sessions),
        "questions": _describe_questions(seen),
        "recap": _describe_recap(seen, speech),
        "problems": [str(problem) for problem in seen.problems],
        "missing": list_missing(seen, speech),
    }


def _describe_session(seen: Seen, sessions: Sequence[Json]) -> Json:
    """The session's fields as they are written, and beside them what holds where nothing is."""
    session, fields = seen.session, seen.fields
    people = [{"id": person.id, "name": person.name} for person in seen.foundation.people.all]
    return {
        **{name: fields.get(name, "") for name in (*_FIELDS, "prose")},
        **{name: fields.get(name, []) for name in _LISTS},
        "chat": session.chat.id,
        "chat_title": session.chat.title,
        "id": session.id,
        "start": session.start.isoformat(),
        "start_text": fields.get("start", ""),
        "minutes": session.duration,
        "status_now": session.status.value,
        "language_now": session.language,
        "timezone": session.chat.zone.key,
        "hashtag": session.chat.hashtag,
        "path": session.path,
        "people": people,
        "chat_hosts": [person.id for person in session.chat.hosts],
        "sessions": list(sessions),
    }


def _describe_questions(seen: Seen) -> list[Json]:
    session, written = seen.session, seen.fields.get("questions", [])
    texts = [each.text for each in session.questions]
    texts = written if len(written) == len(texts) else texts  # as written: nobody's name is hidden in them
    begin, zone = session.start.astimezone(UTC), session.start.tzinfo
    return [
        {
            "number": each.number,
            "label": question_label(session, each.number),
            "text": text,
            "at": f"{(begin + timedelta(minutes=session.question_minute(each))).astimezone(zone):%H:%M}",
        }
        for each, text in zip(session.questions, texts, strict=True)
    ]


def _describe_recap(seen: Seen, speech: Speech) -> Json:
    session = seen.session
    entries = seen.entries
    return {
        "published": seen.published,
        "summary": seen.summary,
        "path": session.recap.path if session.recap else session.path.replace("session.md", "recap.yml"),
        "is_there": seen.has_recap,
        "highlights": _describe_highlights(seen, entries.get("highlights", ()), speech),
        "takeaways": [_describe_takeaway(each) for each in entries.get("takeaways", ())],
        "resources": [
            _describe_fields(each, "url", ("title", "url", "shared_by")) for each in entries.get("resources", ())
        ],
        "unanswered": [
            {"status": "open"} | _describe_fields(each, "text", ("text", "by", "status", "to"))
            for each in entries.get("unanswered", ())
        ],
    }


def _describe_takeaway(entry: Entry) -> Json:
    fields = entry.value if isinstance(entry.value, dict) else {"text": entry.value}
    return {"key": entry.key, "text": _text(fields.get("text")), "proposed": is_proposed(entry)}


def _describe_fields(entry: Entry, first: str, names: Sequence[str]) -> Json:
    """An entry's fields that are written; one that is a text alone is its first field."""
    fields = entry.value if isinstance(entry.value, dict) else {first: entry.value}
    shown = {name: _text(fields.get(name)) for name in names}
    return {"key": entry.key, **{name: value for name, value in shown.items() if value or name != "status"}}


def _describe_highlights(seen: Seen, entries: Sequence[Entry], speech: Speech) -> list[Json]:
    aliases = {alias: post.id for post in seen.posts for alias in (*post.aliases, post.id)}
    own = [_own_question(each.value) for each in entries]
    found = []
    for at, entry in enumerate(entries):
        fields = entry.value if isinstance(entry.value, dict) else {"post": entry.value}
        post = fields.get("post")
        near = next((number for number in (*own[at:], *reversed(own[:at])) if number is not None), 0)
        kind = "post" if post is not None else "heading" if fields.get("heading") else "text"
        named = "" if isinstance(post, dict) else _text(post).strip()
        found.append(
            {
                "key": entry.key,
                "kind": kind,
                "post": aliases.get(named, named),
                "is_known": named in aliases or isinstance(post, dict),
                "inline": _describe_inline(post, seen, speech) if isinstance(post, dict) else None,
                "question": near,
                "own_question": own[at],
                "note": _text(fields.get("note")),
                "text": _text(fields.get("heading") if kind == "heading" else fields.get("text")),
            }
        )
    return found


def _own_question(value: Any) -> int | None:
    """The question that an entry says, 0 for a post that says none; None for a heading or a text without one."""
    fields = value if isinstance(value, dict) else {"post": value}
    number = question_of(fields)
    return number if number or fields.get("post") is not None else None


def _describe_inline(fields: Mapping[str, Any], seen: Seen, speech: Speech) -> Json | None:
    """A post that is written out in the recap; None where it is to be forgotten."""
    who = fields.get("author")
    author = who if isinstance(who, dict) else {}
    media = fields.get("media")
    post = Post(
        platform=_text(fields.get("platform")),
        id=_text(fields.get("id")),
        url=_web(fields.get("url")),
        author=Author(handle=_text(author.get("handle")), name=_text(author.get("name")), url=_web(author.get("url"))),
        text=_text(fields.get("text")),
        posted=_read_time(_text(fields.get("posted")), seen.session),
        lang=_text(fields.get("lang")),
        media=tuple(_make_media(each) for each in media if isinstance(each, dict)) if isinstance(media, list) else (),
    )
    if seen.foundation.forgotten.has_post(post):
        return None
    return {
        "id": post.id or (post_name(post.url) if post.url else ""),
        **describe_text(post, seen.session, speech),
    }


def _make_media(fields: Mapping[str, Any]) -> Media:
    named = {name: _text(fields.get(name)) for name in ("file", "alt", "type")}
    return Media(url=_web(fields.get("url")), **named)


def _read_time(written: str, session: Session) -> datetime | None:
    try:
        when = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=session.start.tzinfo)


def _web(value: Any) -> str:
    """An address that a link may have."""
    text = _text(value).strip()
    return text if text.startswith(("https://", "http://")) else ""


def _text(value: Any) -> str:
    """A written value as its file has it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""
