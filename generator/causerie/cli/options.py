"""The options that every command shares, and the values that they become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from causerie.clock import read_clock
from causerie.frozen import frozen


@frozen
class Shared:
    """What the shared options say."""

    config: Path
    now: datetime  # aware, UTC
    is_quiet: bool

    def say(self, text: str) -> None:
        """Tell the person in front of the screen, unless they want quiet."""
        if not self.is_quiet:
            click.echo(text)


def shared_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--config`, `--now` and `--quiet`, and pass what they say as its first argument."""

    @click.option(
        "--config",
        type=click.Path(path_type=Path),
        default="mkdocs.yml",
        show_default=True,
        help="The site's mkdocs.yml.",
    )
    @click.option("--now", metavar="INSTANT", help="What counts as now, such as 2026-11-22T20:00 (UTC).")
    @click.option("--quiet", is_flag=True, help="Print only what is wrong.")
    @wraps(command)
    def with_shared(config: Path, now: str | None, quiet: bool, **given: Any) -> None:
        command(Shared(config, read_clock(now), quiet), **given)

    return with_shared
