"""`causerie check`: everything that is wrong in the records and in the blocks of the host's pages, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import click

from causerie.cli.options import Shared, shared_options
from causerie.model.library import Library
from causerie.problems import CauserieError, Problem, Severity, sort_problems
from causerie.settings import Settings


@click.command("check", short_help="Everything that is wrong in the records, at once.")
@click.option("--strict", is_flag=True, help="Fail on warnings, too, as `mkdocs build --strict` does.")
@click.option("--links", is_flag=True, help="Ask the web whether links still lead somewhere; takes a while.")
@shared_options
def command(shared: Shared, strict: bool, links: bool) -> None:
    """Say everything that is wrong in the records, as path:line:column, with what to write instead.

    Ends with 1 where there are errors (with --strict also warnings); advice never fails.
    """
    from causerie.build import check_blocks
    from causerie.cli.config import read_site
    from causerie.planning.advice import advise
    from causerie.planning.other_sites import advise_circle
    from causerie.records import check_thoroughly, read_ideas, read_library, read_pages
    from causerie.records.circle import read_circle

    settings, site = read_site(shared.config)
    reading = read_library(settings)
    pages = read_pages(settings)
    blocks = check_blocks(pages.texts, reading.chats)
    ideas = read_ideas(settings.content, settings.root, reading.library.chats, reading.chats, reading.forgotten)
    more = [*check_thoroughly(settings, reading, shared.now), *advise(settings, reading, shared.now)]
    others = read_circle(settings, shared.now, reading.forgotten)
    more += [*others.problems, *advise_circle(others.circle, reading.library, settings.root, shared.now)]
    if links:
        more += _check_links(settings, reading.library)
    of_records = [*reading.problems, *ideas.problems, *more]
    problems = sort_problems([*site, *_check_address(settings), *of_records, *pages.problems, *blocks])
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


def _check_links(settings: Settings, library: Library) -> Iterable[Problem]:
    """Advise about links that lead nowhere: the only thing here that asks the network, and only on request."""
    from causerie.planning.dead_links import advise_links, find_links, find_people_links

    links = [*find_links(library, settings.root), *find_people_links(library, settings.content)]
    click.echo(f"Asking for {_count(len(links), 'link')}, one after the other.", err=True)
    try:
        return advise_links(links, settings.root)
    except CauserieError as error:
        click.echo(str(error), err=True)
        return ()


def _count_problems(counts: Counter[Severity]) -> str:
    said = [_count(counts[severity], severity.value) for severity in (Severity.ERROR, Severity.WARNING)]
    advice = counts[Severity.ADVICE]
    said.append("1 piece of advice" if advice == 1 else f"{advice or 'no'} pieces of advice")
    return ", ".join(said)[:1].upper() + ", ".join(said)[1:] + "."


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number or 'no'} {noun}s"
