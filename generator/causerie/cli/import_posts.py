"""`causerie import`: the posts of exports, or of a platform's public timeline, into a session's transcript."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.alone import look_at, refuse_changed
from causerie.cli.options import Shared, shared_options
from causerie.model.session import Session
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.importers.formats import Recognised
    from causerie.importers.importer import Importer
    from causerie.importers.importing import Imported
    from causerie.importers.selection import Selection

_LONG = 8_000_000  # bytes from which reading takes long enough to watch it
_TRANSCRIPT = "transcript.jsonl"
_ROOM = Path(".cache", "causerie", "import")  # beside mkdocs.yml


@click.command("import", short_help="Posts from an export into a session's transcript.")
@click.argument("exports", metavar="EXPORT...", nargs=-1)
@click.option("--session", "name", metavar="CHAT/ID", required=True, help="The session that the posts belong to.")
@click.option("--since", metavar="TIME", help="The first moment that counts; 15 minutes before the start if left out.")
@click.option("--until", metavar="TIME", help="The last moment that counts; an hour after the end if left out.")
@click.option(
    "--all",
    "is_all",
    is_flag=True,
    help="Without hashtag, too, and whatever the time; with --since and --until of that time.",
)
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would come of it, and write nothing.")
@click.option("--format", "format_name", metavar="FORMAT", help="The export's format, where it is not recognised.")
@click.option("--columns", metavar="NAMES", help='Which column of a table is which: "text=Content, url=Link".')
@click.option("--timezone", metavar="ZONE", help="The zone of a table's times that name none, as Europe/Paris.")
@click.option(
    "--from", "source", type=click.Choice(["mastodon", "bluesky"]), help="Fetch from the platform itself, by hashtag."
)
@click.option("--server", metavar="ADDRESS", help="The Mastodon instance, or another public server, to fetch from.")
@shared_options
def command(
    shared: Shared,
    exports: tuple[str, ...],
    name: str,
    since: str | None,
    until: str | None,
    is_all: bool,
    is_dry: bool,
    format_name: str | None,
    columns: str | None,
    timezone: str | None,
    source: str | None,
    server: str | None,
) -> None:
    """Bring the posts of every EXPORT into a session's transcript.

    An EXPORT is a file, a folder, a zip, a tar.gz, or `-` for standard input; its format is found by its content.
    Importing twice changes nothing, and several exports of one session become one transcript.
    """
    from causerie.cli.config import read_settings
    from causerie.cli.forms import shown_path
    from causerie.cli.named import refuse_unknown_people, require_session
    from causerie.importers.importing import import_files
    from causerie.importers.selection import select_all, select_session
    from causerie.records import read_library

    if bool(exports) == bool(source):
        raise click.UsageError(
            "Name an export, or a platform with --from." if not exports else "Either EXPORT or --from."
        )
    settings = read_settings(shared.config)
    forget = look_at(settings.content / "forget.yml")
    reading = read_library(settings)
    refuse_unknown_people(reading)
    session = require_session(settings, reading.library, reading.problems, name)
    assert session.folder is not None, "a written session has a folder"
    begin, end = (_read_instant(option, text, session) for option, text in (("--since", since), ("--until", until)))
    selection = select_all(begin, end) if is_all else select_session(session, begin, end)
    if selection.begin and selection.end and selection.begin > selection.end:
        raise CauserieError("--until is before --since.")
    transcript = session.folder / _TRANSCRIPT
    with ExitStack() as stack:
        if source:
            window = select_session(session, begin, end)
            files = _fetch(shared, source, server, session, window, _room(settings.root), stack)
        else:
            files = _recognise(exports, stack, format_name, columns, timezone)
        for each in files:
            shared.say(f"{each.file.path}: {each.importer.title}")
        with _progress(shared, sum(each.file.size for each in files)) as watch:
            room = settings.root / _ROOM if is_dry else _room(settings.root)
            waiting = room / f"{session.chat.id}-{session.id}.jsonl"
            imported = import_files(
                files,
                transcript,
                selection,
                reading.forgotten,
                waiting=waiting,
                is_dry=is_dry,
                watch=watch,
                check=lambda: refuse_changed(forget),  # nobody comes back who was forgotten meanwhile
            )
    _say_faults(imported)
    _say_tally(shared, imported, session, selection, shown_path(transcript, settings.root), is_dry)
    if not imported.tally.kept:
        raise click.exceptions.Exit(1)


def _recognise(
    exports: tuple[str, ...], stack: ExitStack, format_name: str | None, columns: str | None, timezone: str | None
) -> list[Recognised]:
    from causerie.importers.export import open_export
    from causerie.importers.formats import Recognised, find_format, recognise_files

    chosen = None
    if columns or timezone:
        chosen = _table(columns, timezone)
    elif format_name:
        chosen = find_format(format_name)
    files: list[Recognised] = []
    for path in exports:
        export = open_export(path, stack, sys.stdin.buffer if sys.stdin else None)
        if chosen is None:
            files += recognise_files(export)
        else:
            files += [Recognised(file, chosen, export) for file in export.files]
    return files


def _fetch(
    shared: Shared,
    source: str,
    server: str | None,
    session: Session,
    window: Selection,
    room: Path,
    stack: ExitStack,
) -> list[Recognised]:
    """What a platform's public timeline has of the window, kept in the room: it goes on where it was stopped."""
    from causerie.importers.export import open_export
    from causerie.importers.fetch import fetch
    from causerie.importers.formats import recognise_files

    assert window.begin is not None, "a session's window has two ends"
    assert window.end is not None, "a session's window has two ends"
    if window.begin > shared.now:
        raise CauserieError(f"{session.title} begins at {session.start:%Y-%m-%d %H:%M}: there is nothing to fetch yet.")
    home = next((venue.place for venue in session.chat.venues if venue.platform == source), "")
    hashtags = (session.chat.hashtag, *session.chat.also)
    files: list[Recognised] = []
    for page in fetch(source, server or home, hashtags, window.begin, window.end, room, shared.say):
        files += recognise_files(open_export(str(page), stack))
    if not files:
        raise CauserieError(
            f"There is nothing with {' or '.join(f'#{tag}' for tag in hashtags)} in the session's hour."
        )
    return files


def _room(root: Path) -> Path:
    """Where imports keep what people said and nobody chose, out of any repository."""
    room = root / _ROOM
    room.mkdir(parents=True, exist_ok=True)
    ignore = room / ".gitignore"
    if not (ignore.exists() and ignore.stat().st_size):  # it may be begun, by an import that was killed
        ignore.write_text("*\n", encoding="ascii")
    return room


def _table(columns: str | None, timezone: str | None) -> Importer:
    """The importer of a table whose columns, or whose times, somebody explains."""
    from causerie.cli.forms import read_option
    from causerie.importers.table import table_importer
    from causerie.records.moments import read_timezone

    named: dict[str, str] = {}
    for pair in (columns or "").split(","):
        ours, sign, theirs = pair.partition("=")
        if pair.strip() and not (sign and ours.strip() and theirs.strip()):
            raise CauserieError(f"--columns has '{pair.strip()}'. Write our name, '=', and the table's: text=Content.")
        if pair.strip():
            named[ours.strip().lower()] = theirs.strip()
    zone = read_option("--timezone", read_timezone, timezone) if timezone else None
    return table_importer(named, "", zone)


def _read_instant(option: str, text: str | None, session: Session) -> datetime | None:
    if text is None:
        return None
    from causerie.cli.forms import read_option
    from causerie.records.moments import read_moment

    zone = session.chat.zone
    if re.fullmatch(r"\d{1,2}:\d\d", text.strip()):  # of the session's day
        text = f"{session.start.astimezone(zone):%Y-%m-%d} {text.strip():0>5}"
    moment = read_option(option, read_moment, text)
    is_whole_day = moment.clock is None and option == "--until"
    return moment.instant(zone) + (timedelta(days=1, microseconds=-1) if is_whole_day else timedelta())


@contextmanager
def _progress(shared: Shared, total: int) -> Iterator[Callable[[int], None] | None]:
    """A bar where reading takes long and somebody looks."""
    if shared.is_quiet or total < _LONG or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label="Reading", file=sys.stderr) as bar:
        yield bar.update


def _say_faults(imported: Imported) -> None:
    for fault in imported.faults:
        click.echo(str(fault), err=True)
    if (more := imported.fault_count - len(imported.faults)) > 0:
        click.echo(f"… and {more:,} more of these.", err=True)


def _say_tally(
    shared: Shared, imported: Imported, session: Session, selection: Selection, path: str, is_dry: bool
) -> None:
    tally = imported.tally
    would = "would have" if is_dry else "has"
    if imported.is_changed:
        come = f", {tally.replies:,} of these as replies" if tally.replies else ""
        shared.say(f"{path} {would} {_count(tally.kept, 'post')}, {tally.new:,} of them new{come}.")
    elif tally.kept:
        shared.say(f"{path} has {_count(tally.kept, 'post')}; nothing changed.")
    else:
        click.echo(f"No post was chosen, of {tally.read:,} that were read.", err=True)
    for line in _left_out(imported, session, selection):
        shared.say(line) if tally.kept else click.echo(line, err=True)
    if tally.kept and imported.is_changed and not is_dry:
        option = "" if session.questions else " --questions"  # those that were asked come into session.md then
        shared.say(f"Next: causerie draft {session.chat.id}/{session.id}{option}")


def _left_out(imported: Imported, session: Session, selection: Selection) -> Iterator[str]:
    """What did not enter the transcript, and why."""
    tally, zone = imported.tally, session.chat.zone
    if tally.reposts:
        yield f"  left out: {_count(tally.reposts, 'repost')}"
    if tally.outside:
        begin, end = (each and f"{each.astimezone(zone):%Y-%m-%d %H:%M}" for each in (selection.begin, selection.end))
        window = f"{begin or 'the begin'} to {end or 'the end'}, {zone.key} (--since and --until say another time)"
        yield f"  left out: {_count(tally.outside, 'post')} from before or after {window}"
    if tally.other:
        tags = " or ".join(f"#{tag}" for tag in (session.chat.hashtag, *session.chat.also))
        yield f"  left out: {_count(tally.other, 'post')} without {tags}, and no reply to one"
    for reason, number in sorted(tally.hidden.items()):
        yield f"  left out: {_count(number, 'post')}: {reason}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
