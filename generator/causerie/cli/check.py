"""`causerie check`: everything that is wrong in the records and in the blocks of the host's pages, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import Problem, Severity, sort_problems
from causerie.settings import Settings


@click.command("check", short_help="Everything that is wrong in the records, at once.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too, as `mkdocs build --strict` does.")
@shared_options
def command(shared: Shared, strict: bool) -> None:
    """Say everything that is wrong in the records, as path:line:column, with what to write instead.

    Ends with 1 where there are errors (with --strict also warnings); advice never fails.
    """
    from causerie.build import check_blocks
    from causerie.cli.config import read_site
    from causerie.records import check_thoroughly, read_library, read_pages

    settings, site = read_site(shared.config)
    reading = read_library(settings)
    pages = read_pages(settings)
    blocks = check_blocks(pages.texts, reading.chats)
    more = check_thoroughly(settings, reading, shared.now)
    problems = sort_problems([*site, *_check_address(settings), *reading.problems, *pages.problems, *blocks, *more])
    for problem in problems:
        click.echo(str(problem))
    counts = Counter(problem.severity for problem in problems)
    if problems:
        shared.say(f"\n{_count_problems(counts)}")
    else:
        sessions = reading.library.sessions
        recaps = sum(session.recap is not None for session in sessions)
        found = [(len(reading.library.chats), "chat"), (len(sessions), "session"), (recaps, "recap")]
        shared.say(f"Nothing to say: {', '.join(_count(number, noun) for number, noun in found)}.")
    if counts[Severity.ERROR] or (strict and counts[Severity.WARNING]):
        raise click.exceptions.Exit(1)


def _check_address(settings: Settings) -> Iterator[Problem]:
    """Warn as the plugin does where nobody said where the site is published."""
    if not settings.site_url:
        message = "there is no 'site_url': no calendars and no feeds are written. Write the published address."
        yield Problem("mkdocs.yml", 1, 1, message, Severity.WARNING)


def _count_problems(counts: Counter[Severity]) -> str:
    said = [_count(counts[severity], severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    advice = counts[Severity.ADVICE]
    said.append("1 piece of advice" if advice == 1 else f"{advice or 'no'} pieces of advice")
    return ", ".join(said)[:1].upper() + ", ".join(said)[1:] + "."


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number or 'no'} {noun}s"
