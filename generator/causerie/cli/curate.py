"""`causerie curate`: a page on the host's own machine on which a recap is made."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.cli.private_page import serve_until_ended
from causerie.problems import CauserieError, Severity

if TYPE_CHECKING:
    from causerie.curate.desk import Desk
    from causerie.model.session import Session
    from causerie.settings import Settings


@click.command("curate", short_help="Make a recap in the browser.")
@click.argument("name", metavar="CHAT/ID")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port to listen on; any free one if left out."
)
@click.option("--no-browser", is_flag=True, help="Print the address, and open nothing.")
@click.option("--look-up", is_flag=True, help="Let the page ask platforms for a post by its address.")
@shared_options
def command(shared: Shared, name: str, port: int, no_browser: bool, look_up: bool) -> None:
    """Open a page on which the recap of a session is made: choose, order, write, publish.

    The page is for this machine only, and saves each change at once into the session's records. End it with Ctrl+C.
    """
    from causerie.cli.config import read_settings, read_site
    from causerie.clock import run_clock
    from causerie.curate.app import Curating
    from causerie.curate.desk import Desk
    from causerie.curate.publishing import Publisher
    from causerie.curate.server import open_server
    from causerie.loopback.guard import make_token

    settings = read_settings(shared.config)
    session = _find_session(settings, name)
    assert session.folder is not None, "a written session has a folder"
    clock = run_clock(shared.now)
    desk = Desk(settings, session.folder, clock)
    desk.state()
    config = shared.config / "mkdocs.yml" if shared.config.is_dir() else shared.config
    token = make_token()
    curating = Curating(
        desks={token: desk},
        publisher=Publisher(config, lambda: read_site(config)[0].site_url),
        may_look_up=look_up,
        next_slot=lambda: _next_slot(settings, session, clock()),
        make_session=lambda title, start: _make_session(settings, session, title, start, clock),
        make_token=make_token,
    )
    server = open_server(curating, port)
    threading.Thread(target=desk.critic.look_back, daemon=True).start()
    serve_until_ended(shared, server, token, "Each change is saved at once.", no_browser)
    shared.say("Ended. What you made is in the session's folder.")


def _find_session(settings: Settings, name: str) -> Session:
    """The session that is meant: by its folder's name, and only where that is none by reading the whole site."""
    from causerie.cli.named import require_session
    from causerie.model.library import Library
    from causerie.records import read_foundation, read_library
    from causerie.records.folder import read_folder

    foundation = read_foundation(settings, Library())
    if not foundation.is_trusted:
        wrong = [str(each) for each in foundation.problems if each.severity is Severity.ERROR]
        raise CauserieError("\n".join(["Put these records right first:", *wrong]))
    chat_id, _, session_id = name.strip("/").rpartition("/")
    for chat in foundation.chats:
        if chat.chat is None or chat.folder.name != chat_id.rpartition("/")[2]:
            continue
        for folder in chat.sessions:
            if folder.name == session_id or folder.name[len("2026-12-02-") :] == session_id:
                read = read_folder(folder, chat.chat, foundation.people, foundation.forgotten, settings.root)
                if read.session is not None and session_id in (read.session.id, folder.name):
                    return read.session
    reading = read_library(settings)
    return require_session(settings, reading.library, reading.problems, name)


def _next_slot(settings: Settings, session: Session, now: datetime) -> dict[str, str]:
    """The next free slot of the session's chat, for a form."""
    from causerie.cli.new_session import find_free_slot
    from causerie.records import read_library

    library = read_library(settings).library
    chat = library.chat(session.chat.id) or session.chat
    start, slot = find_free_slot(settings, library, chat, now)
    return {"chat": chat.id, "start": f"{start:%Y-%m-%d %H:%M}", "slot": slot, "timezone": chat.zone.key}


def _make_session(settings: Settings, session: Session, title: str, start: str, clock: Callable[[], datetime]) -> Desk:
    """A new session of the chat, and what the page needs to curate it."""
    from causerie.cli.new_session import NewSession, find_free_slot, own_start, write_session
    from causerie.curate.desk import Desk
    from causerie.records import read_library

    library = read_library(settings).library
    chat = library.chat(session.chat.id) or session.chat
    found = own_start(settings, library, chat, start) if start else find_free_slot(settings, library, chat, clock())
    new = NewSession(chat=chat, title=title, start=found[0], slot=found[1])
    return Desk(settings, write_session(settings, library, new, clock()).parent, clock)
