"""`causerie directory add`: another site's chats are kept from now on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError

if TYPE_CHECKING:
    from causerie.records.circle_data import Foreign
    from causerie.settings import Settings


@click.command("add", short_help="Keep another site's chats.")
@click.argument("site", metavar="ADDRESS-OR-FILE")
@shared_options
def command(shared: Shared, site: str) -> None:
    """Ask another causerie site for its chats and keep them in content/directory.

    ADDRESS-OR-FILE is its address, such as https://museums.example/, or its causerie.json as a file. Only chats and
    dates are kept: no people, no questions and no recaps.
    """
    from causerie.cli.config import read_settings
    from causerie.importers.fetch_site import data_address, fetch_site, is_loopback
    from causerie.records.circle_data import MAX_BYTES, parse_data
    from causerie.records.circle_kept import kept_file, write_kept

    settings = read_settings(shared.config)
    if site.startswith(("https://", "http://")):
        answer = fetch_site(data_address(site))
        foreign = parse_data(answer.content or b"", shared.now)
        if not is_loopback(answer.address):
            require_same_host(foreign, answer.address)
        origin = {"address": answer.address, "etag": answer.etag, "last_modified": answer.last_modified}
    else:
        file = Path(site)
        if not file.is_file():
            raise CauserieError(f"There is no file {site}. Write an address with https://, or a causerie.json.")
        if file.stat().st_size > MAX_BYTES:
            raise CauserieError(f"{site} is larger than {MAX_BYTES:,} bytes. That is no directory of chats.")
        foreign, origin = parse_data(file.read_bytes(), shared.now), {"address": ""}
    refuse_own(foreign, settings)
    is_new = not kept_file(settings, foreign.name).exists()
    write_kept(settings, foreign, now=shared.now, **origin)
    shared.say(f"{'Added' if is_new else 'Renewed'} {foreign.name}: {foreign.site.title}")
    for chat in foreign.chats:
        shared.say(f"  #{chat.hashtag} {chat.title}")
    for note in foreign.notes:
        click.echo(f"{foreign.name}: {note}", err=True)


def require_same_host(foreign: Foreign, address: str) -> None:
    """Raise CauserieError where an address speaks for another site than its own."""
    from urllib.parse import urlsplit

    host = urlsplit(address).hostname
    if foreign.host != host:
        raise CauserieError(f"{host} says that it is {foreign.site.url}. Add that address instead.")


def refuse_own(foreign: Foreign, settings: Settings) -> None:
    """Raise CauserieError for the host's own site, whose chats are there already."""
    if foreign.site.url == settings.site_url:
        raise CauserieError(f"{foreign.site.url} is this very site: its own chats are always in its directory.")
