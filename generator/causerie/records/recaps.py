"""recap.yml (and retro.yml, which is only checked): from its record to a Recap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from causerie.model.chat import Chat
from causerie.model.post import Post
from causerie.model.recap import AnswerState, Erratum, Highlight, Metric, Recap, Resource, Takeaway, Unanswered
from causerie.problems import did_you_mean
from causerie.records.forget import Forgotten
from causerie.records.leave_out import leave_out_of_post
from causerie.records.media import check_file, check_picture, check_prose
from causerie.records.moments import Moment
from causerie.records.schema_notes import RetroRecord
from causerie.records.schema_recap import HighlightRecord, PostName, PostRecord, RecapRecord
from causerie.records.sessions import SessionFolder, note_clock, resolve_moment
from causerie.records.source import Source
from causerie.records.transcript import find_posts, make_post
from causerie.records.validate import salvage_record, validate_fields


def read_recap(
    source: Source, found: SessionFolder, chat: Chat | None, forgotten: Forgotten, root: Path
) -> Recap | None:
    """The recap of a session's folder, which must be there; None when it is wrong, and then it is said why."""
    fields = source.read_yaml()
    record = None if fields is None else validate_fields(source, fields, RecapRecord)
    checked = record or (None if fields is None else salvage_record(fields, RecapRecord, highlights={"heading": "-"}))
    if checked is None or chat is None:
        return None
    recap = _make_recap(source, checked, found, chat, forgotten, root)
    return None if record is None else recap


def _make_recap(
    source: Source, record: RecapRecord, found: SessionFolder, chat: Chat, forgotten: Forgotten, root: Path
) -> Recap:

    def when(path: tuple[str | int, ...], moment: Moment) -> datetime:
        return resolve_moment(source, path, moment, chat.zone)

    check_prose(source, record.summary, ("summary",))
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
            Resource(url=each.url, title=each.title, shared_by=each.shared_by) for each in record.resources
        ),
        unanswered=tuple(
            Unanswered(text=each.text.strip(), by=each.by, status=each.status, to=each.to or "")
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


def resolve_carried(source: Source, recap: Recap, ids: Mapping[str, str]) -> Recap:
    """The recap with today's ids where questions are carried to; what is no session of the chat is noted.

    `ids` has today's id of each session by that and by its former ones.
    """
    for at, question in enumerate(recap.unanswered):
        if question.status is AnswerState.CARRIED and question.to not in ids:
            hint = did_you_mean(question.to, ids) or " Write the id of a session of this chat."
            source.error(("unanswered", at, "to"), f"'to' is '{question.to}', no session of this chat.{hint}")
    resolved = (replace(each, to=ids.get(each.to, each.to)) for each in recap.unanswered)
    return replace(recap, unanswered=tuple(resolved))


@dataclass(slots=True)
class _Highlights:
    """The highlights of one recap while they are read."""

    source: Source
    found: SessionFolder
    chat: Chat
    forgotten: Forgotten
    posts: dict[str, Post | None]  # of the transcript; None where the line is wrong, and that is said already
    has_said_questions: bool = False  # that session.md has none, once for all highlights

    def make(self, at: int, record: HighlightRecord | Highlight) -> Highlight | None:
        self._check_question(at, record.question)
        if isinstance(record, Highlight):
            return record
        post = None
        if isinstance(record.post, PostName):
            post = self.posts.get(record.post.id)
            if post is None:
                self._say_lack(at, record.post.id)
                return None
            if not post.text and not post.media:
                message = (
                    f"'post' is '{post.id}', whose text nobody knows. Open {post.url}, and write the post itself here."
                )
                self.source.error(("highlights", at, "post"), message)
                return None
            self._check_files(at, post)
        elif isinstance(record.post, PostRecord):
            post = make_post(record.post, self.chat.zone)
            if record.post.posted is not None:
                note_clock(self.source, ("highlights", at, "post", "posted"), record.post.posted, self.chat.zone)
            if post.media or post.author.avatar:
                self._check_media(at, post)
        text = record.text.strip()
        return Highlight(post=post, heading=record.heading, text=text, question=record.question, note=record.note)

    def _check_question(self, at: int, number: int) -> None:
        if self.found.session is None or number <= (count := len(self.found.session.questions)):
            return
        if not count and self.has_said_questions:
            return
        if not count:
            self.has_said_questions = True
            session = f"{self.chat.id}/{self.found.session.id}"
            self.source.warn(
                ("highlights", at, "question"),
                f"'question' is {number}, and session.md has no questions. Write them there, or have those written that"
                f" were asked: causerie draft {session} --questions.",
            )
            return
        has = f"only {count} questions" if count > 1 else "one question"
        self.source.warn(
            ("highlights", at, "question"),
            f"'question' is {number}, and the session has {has}. Write 0 for the general part, or the right number.",
        )

    def _check_files(self, at: int, post: Post) -> None:
        """Note files of a transcript's post that are not there: the page would show them."""
        if not self.forgotten.has_post(post):
            for file in (media.file for media in post.media if media.file):
                check_file(self.source, ("highlights", at, "post"), file, subject=f"the 'file' of '{post.id}'")

    def _check_media(self, at: int, post: Post) -> None:
        for number, media in enumerate(post.media):
            if media.file or media.url:
                path = ("highlights", at, "post", "media", number, "file" if media.file else "url")
                check_picture(self.source, path, media)
        avatar = post.author.avatar
        if avatar and not avatar.startswith(("http://", "https://")):
            check_file(self.source, ("highlights", at, "post", "author", "avatar"), avatar)

    def _say_lack(self, at: int, post_id: str) -> None:
        if post_id in self.posts or self.forgotten.has_post_named(post_id):
            return
        if self.found.has_transcript:
            lack = "which transcript.jsonl does not have. Copy the id of one of its posts"
        else:
            lack = "and there is no transcript.jsonl beside this file. Import the session's posts"
        self.source.error(("highlights", at, "post"), f"'post' is '{post_id}', {lack}, or write the post itself here.")


def _read_highlights(
    source: Source, record: RecapRecord, found: SessionFolder, chat: Chat, forgotten: Forgotten, root: Path
) -> tuple[Highlight, ...]:
    named = [each.post.id for each in record.highlights if isinstance(each.post, PostName)]
    posts: dict[str, Post | None] = {}
    if named:
        posts, problems = find_posts(found.transcript, named, root)
        source.problems.extend(problems)
    if forgotten:
        posts = _without_quotes(posts, found.transcript, forgotten, root)
    highlights = _Highlights(source, found, chat, forgotten, posts)
    made = (highlights.make(at, each) for at, each in enumerate(record.highlights))
    return tuple(highlight for highlight in made if highlight is not None)


def _without_quotes(
    posts: dict[str, Post | None], transcript: Path, forgotten: Forgotten, root: Path
) -> dict[str, Post | None]:
    """The posts without the ids of quoted and answered ones that are to be forgotten: the transcript knows whose."""
    named = [post_id for post in posts.values() if post for post_id in (post.reply_to, post.quote_of) if post_id]
    others, _ = find_posts(transcript, named, root)
    gone = {post_id for post_id, post in others.items() if post and forgotten.has_post(post)}
    return {post_id: post and leave_out_of_post(post, forgotten, gone) for post_id, post in posts.items()}
