"""`causerie directory update`: the other sites are asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from causerie.records.circle_kept import Kept
    from causerie.settings import Settings


@click.command("update", short_help="Ask the other sites again.")
@shared_options
def command(shared: Shared) -> None:
    """Ask each site of content/directory for its chats again, one after the other, and say what has changed.

    A site that does not answer keeps what was known of it; then this ends with 1.
    """
    from causerie.cli.config import read_settings
    from causerie.records.circle_kept import list_kept

    settings = read_settings(shared.config)
    failed = False
    for kept in list_kept(settings, shared.now):
        if isinstance(kept, CauserieError):
            click.echo(str(kept), err=True)
            failed = True
        elif not kept.address:
            shared.say(f"{kept.name}: came from a file. Add its causerie.json again to renew it.")
        else:
            try:
                for line in _update(shared, settings, kept):
                    shared.say(f"{kept.name}: {line}")
            except CauserieError as error:
                click.echo(f"{kept.name}: {error}", err=True)
                failed = True
    if failed:
        raise click.exceptions.Exit(1)


def _update(shared: Shared, settings: Settings, kept: Kept) -> Iterator[str]:
    from causerie.cli.directory_add import refuse_own, require_same_host
    from causerie.importers.fetch_site import fetch_site, is_loopback
    from causerie.records.circle_data import list_changes, parse_data
    from causerie.records.circle_kept import write_kept

    answer = fetch_site(kept.address, kept.etag, kept.last_modified)
    if answer.content is None:
        origin = {"etag": kept.etag, "last_modified": kept.last_modified}
        write_kept(settings, kept.foreign, address=kept.address, now=shared.now, **origin)
        yield "nothing new."
        return
    foreign = parse_data(answer.content, shared.now)
    if not is_loopback(answer.address):
        require_same_host(foreign, answer.address)
    refuse_own(foreign, settings)
    if foreign.name != kept.name:
        raise CauserieError(f"it is {foreign.site.url} now. Remove it here, and add that address.")
    origin = {"etag": answer.etag, "last_modified": answer.last_modified}
    write_kept(settings, foreign, address=answer.address, now=shared.now, **origin)
    changes = list(list_changes(kept.foreign.chats, foreign.chats))
    yield from changes or ["the same chats, with their dates of today."]
    for note in foreign.notes:
        click.echo(f"{foreign.name}: {note}", err=True)
