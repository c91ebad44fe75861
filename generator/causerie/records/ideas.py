"""ideas.yml: what sessions could be about, with votes. Read by `plan` and `check` alone, so a build never sees it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.problems import Problem, did_you_mean
from causerie.records.forget import Forgotten
from causerie.records.leave_out import hide_names
from causerie.records.schema_notes import IdeaRecord
from causerie.records.source import Source
from causerie.records.validate import validate_fields

IDEAS = "ideas.yml"


@frozen(kw_only=True)
class Idea:
    """A session that somebody would like to have."""

    title: str
    chat: str = ""  # a chat's id; empty where any may take it
    topics: tuple[str, ...] = ()
    by: str = ""
    votes: int = 0
    note: str = ""


@frozen
class Ideas:
    """The ideas that can be read, in the order of the file, and what is wrong with the others."""

    ideas: tuple[Idea, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_ideas(
    content: Path, root: Path, chats: Iterable[Chat], folders: frozenset[str], forgotten: Forgotten
) -> Ideas:
    """What ideas.yml says, without whoever must appear nowhere; `folders` are the names of all chats' folders."""
    source = Source(content / IDEAS, root)
    if not source.file.exists():
        return Ideas()
    former = {alias: chat.id for chat in chats for alias in chat.aliases}
    found = []
    for at, fields in enumerate(source.read_list() or []):
        title_alone = isinstance(fields, str | int | float)
        record = validate_fields(source, {"title": fields} if title_alone else fields, IdeaRecord, (at,))
        if record is None:
            continue
        chat = former.get(record.chat or "", record.chat or "")
        if chat and chat not in folders:
            hint = did_you_mean(chat, folders) or " Write a chat's folder, or take it away."
            source.error((at, "chat"), f"'chat' is '{chat}', and there is no such chat.{hint}")
            continue
        found.append(
            Idea(
                title=hide_names(record.title, forgotten),
                chat=chat,
                topics=tuple(dict.fromkeys(record.topics)),
                by="" if forgotten.has_handle(record.by) else hide_names(record.by, forgotten),
                votes=record.votes,
                note=hide_names(record.note.strip(), forgotten),
            )
        )
    return Ideas(tuple(found), tuple(source.problems))
