"""`causerie kit`: what a host sends for a session, as a private folder; nothing is posted anywhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.promoting.folder import Written
    from causerie.records.read import Reading
    from causerie.settings import Settings


@click.command("kit", short_help="What you post before, during and after a session, and what you send.")
@click.argument("name", metavar="CHAT/ID", required=False, default="")
@click.option(
    "--to",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; kit/CHAT/ID beside mkdocs.yml when left out.",
)
@click.option("--templates", is_flag=True, help="Write the words of all texts to content/kit, for you to change.")
@shared_options
def command(shared: Shared, name: str, to: Path | None, templates: bool) -> None:
    """Write a private folder with everything that you send for a session: open its index.html.

    Posts for a week, a day and an hour before, the hour itself, the thanks and the recap, each as long as its
    platform allows; a guest's invitation and brief; texts for a newsletter and for events; CSVs for schedulers.
    What you change there is kept when you run this again. Nothing is posted by it.
    """
    from causerie.cli.config import read_published_folders, read_settings
    from causerie.cli.named import refuse, refuse_unknown_people, require_session
    from causerie.following.posts import follow_up
    from causerie.hour.console import render_console
    from causerie.hour.projector import render_projector
    from causerie.model.anonymous import anonymise_session
    from causerie.promoting.files import kit_files
    from causerie.promoting.filling import placeholder_mistakes
    from causerie.promoting.folder import FOLDER, check_place, write_folder
    from causerie.promoting.making import make_kit, refuse_session
    from causerie.promoting.tables import KNOWN, OWN
    from causerie.promoting.wordings import read_wordings, unknown_templates
    from causerie.records import read_library, read_transcript
    from causerie.records.kit import read_kit_wishes

    settings = read_settings(shared.config)
    reading = read_library(settings)
    if templates:
        _write_templates(shared, settings, reading)
        return
    if not name:
        raise CauserieError("Which session? Write its chat, '/', and its id: causerie kit museum-hour/ai-labels")
    refuse_unknown_people(reading)
    session = require_session(settings, reading.library, reading.problems, name)
    refuse_session(session)
    wordings, problems = read_wordings(settings, session.language)
    platforms = {venue.platform for venue in session.chat.venues}
    find_mistakes = partial(placeholder_mistakes, known=KNOWN)
    names = [table.name for table in OWN]
    wishes = read_kit_wishes(settings.content, settings.root, platforms, names, find_mistakes)
    if wrong := [*problems, *wishes.problems]:
        refuse(wrong, "The kit is not written, as its own words are not right:")
    folder = to or settings.root / FOLDER / session.chat.id / session.id
    check_place(folder, settings, read_published_folders(shared.config))
    kit = make_kit(reading.library, anonymise_session(session), settings, shared.now, wordings, wishes.limits)
    assert session.folder is not None, "a written session has a folder"
    said = read_transcript(session.folder / "transcript.jsonl", settings.root, reading.forgotten).posts
    kit = follow_up(kit, reading.library, settings, shared.now, wordings, wishes.limits, said)
    pages = {"console.html": render_console(kit), "projector.html": render_projector(kit)}
    written = write_folder(folder, kit_files(kit, settings, shared.now, [*OWN, *wishes.tables], pages))
    for file in unknown_templates(settings):
        click.echo(f"{file}: no text takes its words from this file. Rename or delete it.", err=True)
    _say(shared, settings, folder, written, kit.notes)


def _write_templates(shared: Shared, settings: Settings, reading: Reading) -> None:
    from causerie.promoting.wordings import commented_templates
    from causerie.records import write_atomically

    languages = sorted({chat.language for chat in reading.library.chats}) or [settings.language]
    written = there = 0
    for language in languages:
        for path, text in commented_templates(settings, language):
            if path.exists():
                there += 1
                continue
            write_atomically(path, text, new=True)
            written += 1
    shared.say(f"Wrote {written} templates to {settings.content.name}/kit/{{{','.join(languages)}}}/.")
    if there:
        shared.say(f"{there} were there already, and are left as they are.")
    shared.say("Keep those that you change, and delete the others: they follow the program then.")


def _say(shared: Shared, settings: Settings, folder: Path, written: Written, notes: tuple[str, ...]) -> None:
    from causerie.cli.forms import shown_path

    shared.say(f"Wrote {len(written.new)} files. Open {shown_path(folder / 'index.html', settings.root)}")
    for name, beside in written.kept:
        shared.say(f"You have changed {name}: it is kept, and what would stand there now is in {beside}.")
    for name in written.gone:
        shared.say(f"{name} is no longer part of the kit, and is gone.")
    for note in notes:
        shared.say(f"- {note}")
