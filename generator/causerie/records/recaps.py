"""recap.yml (and retro.yml, which is only checked): from its record to a Recap, without what must be forgotten."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from causerie.model.chat import Chat
from causerie.model.post import Post
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.model.session import Session
from causerie.problems import did_you_mean
from causerie.records.forget import Forgotten
from causerie.records.media import check_file, check_picture
from causerie.records.moments import Moment
from causerie.records.schema_notes import RetroRecord
from causerie.records.schema_recap import HighlightRecord, PostName, PostRecord, RecapRecord
from causerie.records.sessions import SessionFolder, resolve_moment
from causerie.records.source import Source
from causerie.records.transcript import find_posts, make_post
from causerie.records.validate import validate_fields


def read_recap(
    source: Source, found: SessionFolder, chat: Chat | None, forgotten: Forgotten, root: Path
) -> Recap | None:
    """The recap of a session's folder; None when there is none, or when it is wrong, and then it is said why."""
    if not source.file.exists():
        return None
    fields = source.read_yaml()
    record = None if fields is None else validate_fields(source, fields, RecapRecord)
    if record is None or chat is None:
        return None

    def when(path: tuple[str | int, ...], moment: Moment) -> datetime:
        return resolve_moment(source, path, moment, chat.zone)

    for at, takeaway in enumerate(record.takeaways):
        if takeaway.proposed:
            source.advise(
                ("takeaways", at),
                "this takeaway is only proposed, and not published. Take 'proposed' away to accept it, or delete it.",
            )
    return Recap(
        published=when(("published",), record.published) if record.published else None,
        summary=record.summary.strip(),
        takeaways=tuple(Takeaway(each.text.strip(), each.proposed) for each in record.takeaways),
        errata=tuple(
            Erratum(when(("errata", at, "date"), e.date), e.text.strip()) for at, e in enumerate(record.errata)
        ),
        highlights=_read_highlights(source, record, found, chat, forgotten, root),
        resources=tuple(
            Resource(url=each.url, title=each.title, shared_by=_kept(each.shared_by, forgotten))
            for each in record.resources
        ),
        unanswered=tuple(
            Unanswered(text=each.text.strip(), by=_kept(each.by, forgotten), status=each.status, to=each.to or "")
            for each in record.unanswered
        ),
        metrics=tuple(
            Metric(name=name, value=each.value, source=each.source, is_estimated=each.estimated)
            for name, each in record.metrics.items()
        ),
        path=source.path,
    )


def check_retro(source: Source) -> None:
    """Note what is wrong in a host's private notes; nothing of them enters the library."""
    if source.file.exists() and (fields := source.read_yaml()) is not None:
        validate_fields(source, fields, RetroRecord)


def check_carried(source: Source, recap: Recap, known: Collection[str]) -> None:
    """Note unanswered questions that are carried to none of the sessions that the chat has, by id and former id."""
    for at, question in enumerate(recap.unanswered):
        if question.status is AnswerState.CARRIED and question.to not in known:
            hint = did_you_mean(question.to, known) or " Write the id of a session of this chat."
            source.error(("unanswered", at, "to"), f"'to' is '{question.to}', no session of this chat.{hint}")


def _kept(handle: str, forgotten: Forgotten) -> str:
    return "" if forgotten.has_handle(handle) else handle


def _read_highlights(
    source: Source, record: RecapRecord, found: SessionFolder, chat: Chat, forgotten: Forgotten, root: Path
) -> tuple[Highlight, ...]:
    named = [each.post.id for each in record.highlights if isinstance(each.post, PostName)]
    posts: dict[str, Post] = {}
    if named:
        posts, problems = find_posts(
            found.transcript, [name for name in named if not forgotten.has_post_named(name)], root
        )
        source.problems.extend(problems)
    made = (
        _make_highlight(source, at, each, posts, found, chat, forgotten) for at, each in enumerate(record.highlights)
    )
    return tuple(highlight for highlight in made if highlight is not None)


def _make_highlight(
    source: Source,
    at: int,
    record: HighlightRecord,
    posts: dict[str, Post],
    found: SessionFolder,
    chat: Chat,
    forgotten: Forgotten,
) -> Highlight | None:
    if found.session is not None:
        _check_question(source, at, record.question, found.session)
    post = None
    if isinstance(record.post, PostName):
        post = posts.get(record.post.id)
        if forgotten.has_post_named(record.post.id) or (post and forgotten.has_post(post)):
            return None
        if post is None:
            source.error(("highlights", at, "post"), _explain_lack(record.post.id, found))
            return None
    elif isinstance(record.post, PostRecord):
        post = make_post(record.post, chat.zone)
        if forgotten.has_post(post):
            return None
        if record.post.posted is not None:
            resolve_moment(source, ("highlights", at, "post", "posted"), record.post.posted, chat.zone)
        _check_media(source, at, post)
    return Highlight(
        post=post, heading=record.heading, text=record.text.strip(), question=record.question, note=record.note
    )


def _check_question(source: Source, at: int, number: int, session: Session) -> None:
    count = len(session.questions)
    if number > count:
        has = f"only {count} questions" if count > 1 else "one question" if count else "no questions"
        source.warn(
            ("highlights", at, "question"),
            f"'question' is {number}, and the session has {has}. Write 0 for the general part, or the right number.",
        )


def _check_media(source: Source, at: int, post: Post) -> None:
    for number, media in enumerate(post.media):
        path = ("highlights", at, "post", "media", number)
        if media.file or media.url:
            check_picture(source, (*path, "file" if media.file else "url"), media)
    avatar = post.author.avatar
    if avatar and not avatar.startswith(("http://", "https://")):
        check_file(source, ("highlights", at, "post", "author", "avatar"), avatar)


def _explain_lack(post_id: str, found: SessionFolder) -> str:
    if not found.transcript.exists():
        return (
            f"'post' is '{post_id}', and there is no transcript.jsonl beside this file. Import the session's posts,"
            " or write the post itself here."
        )
    return (
        f"'post' is '{post_id}', which transcript.jsonl does not have. Copy the id of one of its posts, or write the"
        " post itself here."
    )
