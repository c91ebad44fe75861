"""`causerie directory`: other sites' chats, kept in content/directory and shown beside this site's own."""

from __future__ import annotations

import click

from causerie.cli import LazyGroup


@click.group(
    "directory",
    short_help="Other sites' chats, shown beside yours.",
    cls=LazyGroup,
    modules={
        "add": "causerie.cli.directory_add",
        "update": "causerie.cli.directory_update",
        "list": "causerie.cli.directory_list",
        "remove": "causerie.cli.directory_remove",
    },
)
def command() -> None:
    """Keep the chats of other sites in content/directory, and show them at /directory/ of your site.

    Other sites are asked by `add` and `update` only, never by a build.
    """
