"""Chats and sessions as commands are given them, `CHAT` and `CHAT/ID`, and what to say where there are none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

import click

from causerie.model.chat import Chat
from causerie.model.library import Library
from causerie.model.session import Session
from causerie.problems import CauserieError, Problem, Severity, did_you_mean, sort_problems
from causerie.settings import Settings

if TYPE_CHECKING:
    from causerie.records.read import Reading


def require_chat(settings: Settings, library: Library, problems: tuple[Problem, ...], chat_id: str) -> Chat:
    """The chat of that name, now or formerly. Raises CauserieError with what is known instead."""
    chat = library.chat(chat_id) or next((c for c in library.chats if chat_id in c.aliases), None)
    if chat is not None:
        return chat
    mine = [p for p in sort_problems(problems) if p.path.endswith(f"chats/{chat_id}/chat.yml")]
    if mine:
        raise CauserieError("\n".join(["This chat cannot be read:", *(str(problem) for problem in mine)]))
    known = [each.id for each in library.chats]
    told = f" Chats are {', '.join(known)}." if known else " Make it with `causerie new chat`."
    raise CauserieError(
        f"There is no chat '{chat_id}' in {settings.content.name}/chats.{told}{did_you_mean(chat_id, known)}"
    )


def require_session(settings: Settings, library: Library, problems: tuple[Problem, ...], name: str) -> Session:
    """The written session named `CHAT/ID`, now or formerly; its folder may be named, too. Raises CauserieError."""
    chat_id, slash, session_id = name.strip("/").rpartition("/")
    if not slash:
        chats = (chat.id for chat in library.chats for each in library.sessions_of(chat) if each.id == name)
        hint = " or ".join(f"{chat}/{name}" for chat in chats) or "museum-hour/ai-labels"
        raise CauserieError(f"'{name}' is no session. Write its chat, '/', and its id: {hint}.")
    chat = require_chat(settings, library, problems, chat_id.rpartition("/")[2])
    sessions = [each for each in library.sessions_of(chat) if each.is_written]
    for each in sessions:
        if session_id in (each.id, *each.aliases) or (each.folder and each.folder.name == session_id):
            return each
    mine = [p for p in sort_problems(problems) if f"/{chat.id}/" in p.path and session_id in p.path.split("/")[-2]]
    if mine:
        raise CauserieError("\n".join(["This session cannot be read:", *(str(problem) for problem in mine)]))
    known = [each.id for each in sessions]
    latest = ", ".join(known[-5:])
    told = f" The latest are {latest}." if known else ""
    make = f'To make one: causerie new session {chat.id} "Its title" --start "2026-12-02 20:00"'
    raise CauserieError(f"{chat.title} has no session '{session_id}'.{told}{did_you_mean(session_id, known)} {make}")


def refuse_unknown_people(reading: Reading) -> None:
    """End the command where forget.yml has errors: nobody knows then who must not be kept."""
    refuse_errors(reading, ("forget.yml",), "Nobody knows who is to be left out, as forget.yml has errors:")


def refuse_errors(reading: Reading, paths: tuple[str, ...], lead: str) -> None:
    """End the command with 1 where these records have errors."""
    errors = [each for each in reading.problems if each.severity is Severity.ERROR and each.path.endswith(paths)]
    if errors:
        refuse(errors, lead)


def refuse(problems: Iterable[Problem], lead: str) -> NoReturn:
    """End the command with 1, and say why."""
    said = "\n".join([lead, *map(str, problems)])
    click.echo(said, err=True)
    raise RefusedError(said)


class RefusedError(click.exceptions.Exit):
    """Ends the command with 1, after it has said why."""

    def __init__(self, said: str) -> None:
        super().__init__(1)
        self.said = said
