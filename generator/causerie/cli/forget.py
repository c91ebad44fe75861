"""`causerie forget`: somebody who asks for it out of everything, now and in every later import."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from causerie.alone import alone_in, look_at, refuse_changed
from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.records.forgetting import Change, Known
    from causerie.settings import Settings

_CACHE = Path(".cache", "causerie")  # beside mkdocs.yml
_TEXTS = (".txt", ".md", ".html", ".yml", ".yaml", ".json", ".csv", ".svg", ".ics")  # in which lines can be named
_SHOWN = 60  # lines of what was done


@click.command("forget", short_help="Take someone out of everything.")
@click.argument("who", metavar="HANDLE-OR-URL")
@click.option(
    "--platform",
    "platforms",
    multiple=True,
    metavar="NAME",
    help="Where a handle without its platform is: x, mastodon, bluesky …; may be given again.",
)
@click.option("--reason", default="", metavar="TEXT", help="How or why it was asked for, for yourself.")
@click.option("--yes", "is_sure", is_flag=True, help="Do not ask before anything is written.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Show what would be done, and write nothing.")
@shared_options
def command(shared: Shared, who: str, platforms: tuple[str, ...], reason: str, is_sure: bool, is_dry: bool) -> None:
    """Take a person, or a post, out of the records for good, and out of every later import.

    HANDLE-OR-URL is a handle in any spelling, a profile's address, or the address or id of a post. forget.yml learns
    all names of theirs that the records know, as hashes; their posts, highlights and pictures are deleted; where
    others mention them stands `@…`. Ends with 1 where lines are left that only you can rewrite: each is named.
    """
    from causerie.cli.config import read_settings
    from causerie.records.circle import list_files
    from causerie.records.forgetting import forget_known, name_forgotten, sweep_records

    settings = read_settings(shared.config)
    forget = settings.content / "forget.yml"
    before = look_at(forget)
    text = _read_forget(forget, settings)
    waiting = settings.root / _CACHE / "import"
    known = _find(settings, waiting, who, platforms)
    _say_known(shared, known)
    today = shared.now.date()
    after = forget_known(text, known, today, reason.strip())
    forgotten = name_forgotten(after, known)
    pages = (*settings.pages, *_find_notes(settings), *list_files(settings))

    def sweep(*, is_dry: bool) -> list[Change]:
        return list(sweep_records(settings.content, waiting, pages, known, forgotten, is_dry=is_dry))

    if is_dry or not is_sure:
        planned = sweep(is_dry=True)
        if is_dry or planned or after != text:
            _say_changes(shared, settings, planned, is_dry=True, is_new=after != text)
        if is_dry:
            return
        if not (planned or after != text):
            shared.say("Nothing is left to do.")
        elif not click.confirm("Do that? It cannot be undone but with Git", default=False):
            raise click.exceptions.Exit(2)
    if after != text:
        _write_forget(forget, text, after, before)
    changes = sweep(is_dry=False)
    _empty_cache(settings.root / _CACHE)
    if is_sure:
        _say_changes(shared, settings, changes, is_dry=False, is_new=after != text)
    by_hand = [change for change in changes if change.is_by_hand]
    shared.say(
        "Done. Now build and publish the site: what is online, and what is in site/, is as before. What Git still"
        " holds, and how to purge it, is in the guide under Privacy. Close pages of causerie curate: they can undo."
    )
    if by_hand:
        raise click.exceptions.Exit(1)


def _read_forget(forget: Path, settings: Settings) -> str:
    """The text of forget.yml; ends the command where it has errors, as nobody knows then whom it names."""
    from causerie.cli.named import refuse
    from causerie.records.forget import read_forgotten
    from causerie.records.source import Source

    source = Source(forget, settings.root)
    if read_forgotten(source) is None:
        refuse(source.problems, "Put forget.yml right first:")
    return forget.read_bytes().decode("utf-8") if forget.exists() else ""


def _find(settings: Settings, waiting: Path, who: str, platforms: Sequence[str]) -> Known:
    """Who is meant, and everything by which the records know them."""
    from causerie.records.forgetting import read_held, read_subject

    if not settings.content.is_dir():
        raise CauserieError(f"There are no records in {settings.content}. Name the site's mkdocs.yml with --config.")
    return read_held(settings.content, settings.root, waiting).find(read_subject(who), platforms)


def _find_notes(settings: Settings) -> list[Path]:
    """What a host writes and keeps beside the records: the templates of kits, and the kits themselves."""
    from causerie.promoting.folder import FOLDER
    from causerie.promoting.wordings import FOLDER as WORDINGS

    files = [each for place in (settings.content / WORDINGS, settings.root / FOLDER) for each in place.rglob("*")]
    return sorted(each for each in files if each.suffix.lower() in _TEXTS and each.is_file())


def _say_known(shared: Shared, known: Known) -> None:
    """Say who is meant, so that a wrong handle is noticed."""
    names = [*sorted(known.accounts), *(sorted(known.posts) if not known.accounts else ())]
    called = f" ({', '.join(sorted(known.names | known.shared_names))})" if known.names or known.shared_names else ""
    shared.say(f"{', '.join(names)}{called}: {_count(known.count, 'post')} in the records.")
    if not known.count and not known.people:
        shared.say("The records hold no post of theirs; forget.yml keeps later ones out.")


def _say_changes(shared: Shared, settings: Settings, changes: Sequence[Change], *, is_dry: bool, is_new: bool) -> None:
    """Say what becomes of each file, and then what only a person can do."""
    from causerie.cli.forms import shown_path

    done = [change for change in changes if not change.is_by_hand]
    by_hand = [change for change in changes if change.is_by_hand]
    lines = [f"{shown_path(settings.content / 'forget.yml', settings.root)}: one entry more"] if is_new else []
    lines += [f"{shown_path(change.path, settings.root)}: {change.what}" for change in done]
    if lines:
        shared.say("\n".join(["Would change:" if is_dry else "Changed:", *_shorten(lines)]))
    if by_hand:
        places = [
            f"  {shown_path(each.path, settings.root)}{f':{each.line}' if each.line else ''}: {each.what}"
            for each in by_hand
        ]
        click.echo("\n".join(["For you to rewrite:", *places]), err=True)


def _shorten(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _SHOWN
    return [f"  {line}" for line in lines[:_SHOWN]] + ([f"  … and {more:,} more"] if more > 0 else [])


def _write_forget(forget: Path, before: str, after: str, look: Any) -> None:
    from causerie.records.write import write_atomically

    with alone_in(forget.parent):
        write_atomically(forget, after, new=not before and not forget.exists(), check=lambda: refuse_changed(look))


def _empty_cache(folder: Path) -> None:
    """Overwrite what builds have kept: it is made of the records as they were."""
    from causerie.cache import Cache

    if (folder / "cache.db").exists():
        cache = Cache(folder, "nobody's")
        cache.read()  # what another program has made is overwritten
        cache.close()
        for path in folder.glob("cache.db*"):
            path.unlink(missing_ok=True)


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number or 'no'} {noun}s"
