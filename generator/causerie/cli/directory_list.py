"""`causerie directory list`: which sites are in the directory, and as of when."""

from __future__ import annotations

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError


@click.command("list", short_help="The sites that are kept, and as of when.")
@shared_options
def command(shared: Shared) -> None:
    """List the sites of content/directory, their chats, and when each was asked."""
    from causerie.cli.config import read_settings
    from causerie.records.circle_kept import list_kept

    found = list_kept(read_settings(shared.config), shared.now)
    for kept in found:
        if isinstance(kept, CauserieError):
            click.echo(str(kept), err=True)
            continue
        click.echo(f"{kept.name}  {kept.fetched:%Y-%m-%d}  {kept.foreign.site.title}")
        for chat in kept.foreign.chats:
            click.echo(f"  #{chat.hashtag} {chat.title}")
    if not found:
        shared.say("No other site is in the directory. Add one: causerie directory add https://museums.example/")
