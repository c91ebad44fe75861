"""`causerie directory remove`: a site leaves the directory."""

from __future__ import annotations

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError, did_you_mean


@click.command("remove", short_help="Keep a site's chats no longer.")
@click.argument("name", metavar="NAME")
@shared_options
def command(shared: Shared, name: str) -> None:
    """Take a site out of content/directory; NAME is what `causerie directory list` calls it."""
    from causerie.cli.config import read_settings
    from causerie.records.circle import list_files

    files = {file.stem: file for file in list_files(read_settings(shared.config))}
    if name not in files:
        raise CauserieError(f"There is no '{name}' in the directory.{did_you_mean(name, files)}")
    files[name].unlink()
    shared.say(f"Removed {name}.")
