"""`causerie plan`: the editorial calendar in the terminal, or as a page for one person on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.cli.private_page import serve_until_ended
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from datetime import datetime

    from causerie.i18n import Speech
    from causerie.planning.shown import ShownPlan
    from causerie.settings import Settings


@click.command("plan", short_help="What is coming, what it lacks, and which recaps are late.")
@click.argument("chat", required=False, default="")
@click.option("--weeks", type=click.IntRange(1, 104), help="How many weeks ahead; those of the site when left out.")
@click.option("--page", is_flag=True, help="Show it in the browser, on a page for this machine only.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port of the page; any free one if left out."
)
@click.option("--no-browser", is_flag=True, help="Print the page's address, and open nothing.")
@shared_options
def command(shared: Shared, chat: str, weeks: int | None, page: bool, port: int, no_browser: bool) -> None:
    """Show the weeks ahead of all chats, or of CHAT: sessions and free dates, and what each still lacks.

    Then recaps that are late, topics that were covered or neglected, and the ideas of content/ideas.yml. Nothing of
    it is ever published.
    """
    from causerie.cli.config import read_settings

    settings = read_settings(shared.config)
    if page:
        _serve(shared, settings, chat, weeks, port, no_browser)
        return
    from causerie.i18n import speak
    from causerie.planning.lines import print_plan

    speech = speak(settings.language if settings.language.startswith("en") else "en")  # as every command
    click.echo("\n".join(print_plan(_read_plan(settings, chat, weeks, shared.now, speech))))


def _read_plan(settings: Settings, name: str, weeks: int | None, now: datetime, speech: Speech) -> ShownPlan:
    """The plan as the records are now. Raises CauserieError where they cannot be trusted, or there is no chat."""
    from causerie.cli.named import refuse_unknown_people, require_chat
    from causerie.model.chat import ChatStatus
    from causerie.planning.plan import make_plan
    from causerie.planning.shown import show_plan
    from causerie.records import read_ideas, read_library

    reading = read_library(settings)
    library = reading.library
    refuse_unknown_people(reading)
    if name:
        chats = [require_chat(settings, library, reading.problems, name)]
    else:
        chats = [chat for chat in library.chats if chat.status is not ChatStatus.ENDED]
    if not chats:
        raise CauserieError("There is no chat to plan for. Make one with `causerie new chat`.")
    ideas = read_ideas(settings.content, settings.root, library.chats, reading.chats, reading.forgotten)
    for problem in ideas.problems:
        click.echo(str(problem), err=True)
    plan = make_plan(library, chats, ideas.ideas, now, weeks or settings.weeks_ahead or 8, speech.language)
    return show_plan(plan, speech)


def _serve(shared: Shared, settings: Settings, name: str, weeks: int | None, port: int, no_browser: bool) -> None:
    """Show the plan on a page until Ctrl+C; each visit reads the records anew."""
    from causerie.cli.named import RefusedError
    from causerie.clock import run_clock
    from causerie.i18n import speak
    from causerie.loopback.guard import make_token
    from causerie.loopback.page import make_page
    from causerie.loopback.server import open_server
    from causerie.planning.page import STATIC, render_page

    speech, clock, token = speak(settings.language), run_clock(shared.now), make_token()

    def show() -> str:
        now = clock()
        return render_page(_read_plan(settings, name, weeks, now, speech), settings.site_name, now, speech)

    def render() -> str:
        try:
            return show()
        except RefusedError as error:  # no end of the command: the page says it, and works when it is mended
            raise CauserieError(error.said) from error

    show()  # what is wrong is said here, not in the browser
    server = open_server(make_page(render, STATIC, token, lambda: server.port), port)
    serve_until_ended(shared, server, token, "Reload the page after a change.", no_browser)
    shared.say("Ended.")
