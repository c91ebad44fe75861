"""`causerie new`: the three kinds of things that a host begins."""

from __future__ import annotations

import click

from causerie.cli import LazyGroup


@click.group(
    "new",
    short_help="A commented record, or a whole site.",
    cls=LazyGroup,
    modules={
        "site": "causerie.cli.new_site",
        "chat": "causerie.cli.new_chat",
        "session": "causerie.cli.new_session",
    },
)
def command() -> None:
    """Write a commented record, or a whole site, never over an existing file."""
