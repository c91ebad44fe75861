"""The command `causerie`: each subcommand is a small module of this package, imported when it is called."""

from __future__ import annotations

import errno
import io
import sys
from importlib import import_module
from typing import Any

import click

from causerie.problems import CauserieError, did_you_mean


class LazyGroup(click.Group):
    """A command of subcommands that are imported when they are needed, and that ends in a sentence, not a traceback."""

    def __init__(self, *args: Any, modules: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.modules = modules  # a subcommand's name and the module whose `command` it is

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The subcommands in the order of a host's work, not of the alphabet."""
        return list(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A subcommand by its name."""
        module = self.modules.get(cmd_name)
        return None if module is None else _command_of(module)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """A subcommand by its name, or a hint at the one that was probably meant."""
        if args and args[0] not in self.modules and not args[0].startswith("-"):
            ctx.fail(f"There is no command '{args[0]}'.{did_you_mean(args[0], self.modules)}")
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command; a sign that a terminal or a file cannot show is spelt, such as \\u5c55, and ends nothing."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand; what a person did wrong ends it with exit code 2."""
        try:
            return super().invoke(ctx)
        except CauserieError as error:
            raise Refusal(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader of our output is gone: click ends quietly
                raise
            raise Refusal(f"{error.filename or 'The file'}: {error.strerror or error}.") from error


class Refusal(click.ClickException):
    """A command that cannot do what it was asked to."""

    exit_code = 2


def _command_of(module: str) -> click.Command:
    command = import_module(module).command
    assert isinstance(command, click.Command)
    return command


@click.group(
    cls=LazyGroup,
    modules={
        "new": "causerie.cli.new",
        "plan": "causerie.cli.plan",
        "check": "causerie.cli.check",
        "import": "causerie.cli.import_posts",
        "draft": "causerie.cli.draft",
        "curate": "causerie.cli.curate",
        "export": "causerie.cli.export",
        "card": "causerie.cli.card",
        "kit": "causerie.cli.kit",
        "retro": "causerie.cli.retro",
        "report": "causerie.cli.report",
        "directory": "causerie.cli.directory",
        "forget": "causerie.cli.forget",
        "schema": "causerie.cli.schema",
    },
    context_settings={"help_option_names": ["--help"], "max_content_width": 100},
)
@click.version_option(package_name="causerie", message="causerie %(version)s")
def main() -> None:
    """Publish a hashtag chat: its next sessions, its recaps, calendars and feeds.

    The site itself is built by MkDocs: `mkdocs serve` shows it while you write, `mkdocs build` makes it,
    `mkdocs gh-deploy` publishes it.
    """
