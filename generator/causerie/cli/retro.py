"""`causerie retro`: a session's retro.yml as a form with three questions and the numbers that are known."""

from __future__ import annotations

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError


@click.command("retro", short_help="A private form for what you learned from a session.")
@click.argument("name", metavar="CHAT/ID")
@shared_options
def command(shared: Shared, name: str) -> None:
    """Write the session's retro.yml: what went well, what to improve, what was wonderful, and its numbers.

    What you have written there stays as it is; only what lacks is added. It is never published.
    """
    from causerie.cli.config import read_settings
    from causerie.cli.forms import fill_form, find_form, shown_path
    from causerie.cli.named import refuse_unknown_people, require_session
    from causerie.following.counting import count_held
    from causerie.following.retro import complete_form, number_lines
    from causerie.records import read_library, write_atomically
    from causerie.records.retro import RETRO

    settings = read_settings(shared.config)
    reading = read_library(settings)
    refuse_unknown_people(reading)
    session = require_session(settings, reading.library, reading.problems, name)
    every = count_held(reading.library, session.chat, settings.root, reading.forgotten, shared.now)
    held = next((each for each in every if each.session.id == session.id), None)
    if held is None:
        is_off = session.is_off or session.is_past(shared.now)
        told = f"is {session.status}, and did not take place" if is_off else "is still to come"
        raise CauserieError(f"'{session.title}' {told}: there is nothing to look back on.")
    assert session.folder is not None, "a written session has a folder"
    path = session.folder / RETRO
    try:
        before = path.read_bytes().decode("utf-8") if path.exists() else ""
    except UnicodeDecodeError:
        raise CauserieError(f"{shown_path(path, settings.root)} is no UTF-8 text. Save it as UTF-8.") from None
    values = {"title": " ".join(session.title.split()), "numbers": number_lines(held)}
    after, added = complete_form(path, before, fill_form(find_form(RETRO, session.chat.language), values))
    shown = shown_path(path, settings.root)
    if after == before:
        shared.say(f"{shown} has all of it already.")
        return
    write_atomically(path, after, new=not before and not path.exists())
    shared.say(f"Added {', '.join(added)} to {shown}" if before.strip() else f"Wrote {shown}")
    if not held.is_counted:
        shared.say(
            "There are no posts in the transcript, so nothing is counted. Import them first, or type numbers in."
        )
