"""`causerie report`: how the season goes, for the hosts alone: on the screen, or in a private file."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.clock import YEARS
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.following.regulars import Regular
    from causerie.following.season import Season
    from causerie.records.read import Reading
    from causerie.settings import Settings

_YEAR = timedelta(days=364)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("report", short_help="How the season goes: goals, trends, who came again, notes.")
@click.argument("chat", required=False, default="")
@click.option("--since", type=_DAY, metavar="DAY", help="The first day, such as 2026-09-01; a year back if left out.")
@click.option("--until", type=_DAY, metavar="DAY", help="The last day; today when left out.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "csv"]),
    default="text",
    show_default=True,
    help="For the screen, to pass on, or a row a session for a spreadsheet.",
)
@click.option(
    "--to",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write it to this file, over what is there; a bare name goes to kit/, which is private.",
)
@click.option("--names", is_flag=True, help="Name those who came more than once. Mind where such a report goes.")
@shared_options
def command(
    shared: Shared, chat: str, since: date | None, until: date | None, form: str, to: Path | None, names: bool
) -> None:
    """Tell the hosts of all chats, or of CHAT, how their season goes.

    Goals of chat.yml against figures, trends, answers, who came again, what you typed in and noted. Participants are
    counted, not named. It is never published.
    """
    from causerie.cli.config import read_published_folders, read_settings
    from causerie.cli.forms import shown_path
    from causerie.cli.named import refuse_unknown_people
    from causerie.following.sheet import season_csv
    from causerie.records import read_library, write_atomically

    settings = read_settings(shared.config)
    path = _place(to, settings, read_published_folders(shared.config)) if to else None
    reading = read_library(settings)
    refuse_unknown_people(reading)
    for problem in reading.problems:
        if problem.path.endswith("/retro.yml"):
            click.echo(str(problem), err=True)
    seasons = list(_seasons(shared, settings, reading, chat, since, until))
    if form == "csv":
        text = season_csv(held for season in seasons for held in season.held)
    else:
        regulars = [_regulars(season, settings, reading) if names else None for season in seasons]
        text = _write(seasons, regulars, form, is_screen=path is None and sys.stdout.isatty())
    if path is None:
        click.echo(text if sys.stdout.isatty() else text.encode(errors="replace"), nl=False)
        return
    write_atomically(path, [text.encode(errors="replace")])
    shared.say(f"Wrote {shown_path(path, settings.root)}")


def _seasons(
    shared: Shared, settings: Settings, reading: Reading, name: str, since: date | None, until: date | None
) -> list[Season]:
    """The season of the chat, or of each chat that has held a session in that time."""
    from causerie.cli.named import require_chat
    from causerie.following.counting import count_held
    from causerie.following.season import make_season

    library = reading.library
    chats = [require_chat(settings, library, reading.problems, name)] if name else list(library.chats)
    seasons = []
    for day in (since, until):
        if day and day.year not in YEARS:
            raise CauserieError(f"No chat was held in the year {day.year}. Write a day such as {shared.now:%Y-%m-%d}.")
    for chat in chats:
        last = date(until.year, until.month, until.day) if until else shared.now.astimezone(chat.zone).date()
        first = date(since.year, since.month, since.day) if since else last - _YEAR
        if first > last:
            raise CauserieError(f"--since is {first}, after --until, which is {last}. Write the earlier day first.")
        every = count_held(library, chat, settings.root, reading.forgotten, shared.now)
        season = make_season(library, chat, every, first, last, shared.now)
        if season.held or name:
            seasons.append(season)
    if not seasons:
        raise CauserieError("No chat has held a session in that time. Choose other days with --since and --until.")
    return seasons


def _regulars(season: Season, settings: Settings, reading: Reading) -> tuple[Regular, ...]:
    from causerie.following.regulars import find_regulars

    return find_regulars(season.held, reading.library, settings.root, reading.forgotten)


def _write(seasons: list[Season], regulars: list[tuple[Regular, ...] | None], form: str, *, is_screen: bool) -> str:
    from causerie.following.report import make_report
    from causerie.following.written import report_lines, report_markdown

    reports = [make_report(*each) for each in zip(seasons, regulars, strict=True)]
    if form == "markdown":
        return "\n".join(map(report_markdown, reports))

    def bold(text: str) -> str:
        return click.style(text, bold=True) if is_screen else text

    return "\n\n".join("\n".join(report_lines(report, bold)) + "\n" for report in reports)


def _place(to: Path, settings: Settings, published: tuple[Path, ...]) -> Path:
    """Where a report goes: never among what is published or recorded. Raises CauserieError."""
    from causerie.promoting.folder import FOLDER

    if to.parent == Path():
        _keep_private(settings.root / FOLDER)
        to = settings.root / FOLDER / to
    real = to.resolve()
    for place in (settings.content, *published):
        if real.is_relative_to(place.resolve()):
            raise CauserieError(
                f"A report is private, and {to} is part of {place.name}/. Choose another place, or a name alone: the"
                f" file goes to {FOLDER}/ then."
            )
    return to


def _keep_private(folder: Path) -> None:
    """Keep the folder of reports and kits out of repositories."""
    from causerie.records import write_atomically

    ignore = folder / ".gitignore"
    if not ignore.exists():
        write_atomically(ignore, "# Kits and reports are private.\n*\n")
