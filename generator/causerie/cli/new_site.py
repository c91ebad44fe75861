"""`causerie new site`: a complete repository, with one chat and one session to begin from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import click

from causerie.cli.new_chat import NewChat, write_chat
from causerie.cli.new_session import NewSession, find_free_slot, write_session
from causerie.cli.options import Shared, shared_options
from causerie.problems import CauserieError
from causerie.settings import Settings

_PLACEHOLDER = "https://chats.example/"
_DESCRIPTIONS = {
    "en": "A hashtag chat: what is next, what was said, calendars and feeds.",
    "fr": "Un chat à hashtag : ce qui vient, ce qui s'est dit, agendas et flux.",
}
_FIRST_SESSION = {
    "en": (
        "What brings you here?",
        "Our first hour: who we are, what we do all day, and what we would like to talk about. No preparation needed.",
        (
            "Who are you, and where are you reading this?",
            "What does an ordinary day of yours look like?",
            "What do people get wrong about your work?",
            "What have you changed your mind about?",
            "Whom should we invite, and what would you ask them?",
            "Which topic should the next session have?",
        ),
    ),
    "fr": (
        "Qu'est-ce qui vous amène ?",
        "Notre première heure : qui nous sommes, ce que nous faisons de nos journées, ce dont nous aimerions parler."
        " Rien à préparer.",
        (
            "Qui êtes-vous, et d'où nous lisez-vous ?",
            "À quoi ressemble une de vos journées ordinaires ?",
            "Sur quoi se trompe-t-on à propos de votre métier ?",
            "Sur quoi avez-vous changé d'avis ?",
            "Qui faudrait-il inviter, et que lui demanderiez-vous ?",
            "De quoi parlerons-nous la prochaine fois ?",
        ),
    ),
}


@click.command("site", short_help="A complete site in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The site's name; made from DIR when left out.")
@click.option("--url", help="Where it will be published; GitHub's publishing finds it by itself.")
@click.option(
    "--language", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Of the texts in it."
)
@click.option("--timezone", default="UTC", show_default=True, help="Of its chat, such as Europe/London.")
@click.option("--hashtag", help="Of its chat; made from the name when left out.")
@shared_options
def command(
    shared: Shared,
    folder: Path,
    name: str | None,
    url: str | None,
    language: str,
    timezone: str,
    hashtag: str | None,
) -> None:
    """Write a complete site into DIR: mkdocs.yml, a chat, a session, pages, and what publishes it on GitHub."""
    from causerie.cli.slug import make_hashtag, make_slug
    from causerie.records import read_library
    from causerie.text import clean_line

    root = folder.resolve()
    name = clean_line(name or "") or root.name.replace("-", " ").replace("_", " ").title()
    settings = Settings(root=root, content=root / "content", site_name=name, language=language)
    chat = NewChat(
        id=make_slug(name) or "chat",
        title=name,
        hashtag=hashtag or make_hashtag(name) or "MyChat",
        timezone=timezone,
        language=language,
        hosts=("amara",),
        mastodon="glammr.example",
        bluesky=True,
        weekday="wednesday",
    )
    _write_starter(settings, chat, url)
    write_chat(settings, chat)
    library = read_library(settings).library
    title, prose, questions = _FIRST_SESSION[language]
    start, slot = find_free_slot(library, library.chats[0], shared.now)
    session = NewSession(
        chat=library.chats[0],
        title=title,
        start=start,
        slot=slot,
        prose=prose,
        questions=questions,
        status="confirmed",
        is_announced=True,
    )
    write_session(settings, library, session, shared.now)
    shared.say(f"Wrote a site into {folder}. Next:\n")
    shared.say(f"  cd {folder}\n  mkdocs serve\n")
    shared.say("and open http://127.0.0.1:8000/ in a browser. README.md says how to go on.")


def _write_starter(settings: Settings, chat: NewChat, url: str | None) -> None:
    """Write everything of a site but its records, or nothing and a CauserieError where a file is there already."""
    from causerie.cli.forms import SCHEMAS, fill_form, read_option
    from causerie.cli.schema import schema_text
    from causerie.records import KINDS
    from causerie.records.moments import read_timezone
    from causerie.records.schema_fields import read_hashtag
    from causerie.records.write import quote_value, write_atomically

    read_option("--timezone", read_timezone, chat.timezone)
    installed = distribution("causerie")
    values = {
        "name": quote_value(settings.site_name),
        "name_plain": re.sub(r"([\\`*_\[\]<>#])", r"\\\1", settings.site_name),
        "description": quote_value(_DESCRIPTIONS[settings.language]),
        "site_url": _site_url(url),
        "language": settings.language,
        "chat_id": chat.id,
        "hashtag_plain": read_option("--hashtag", read_hashtag, chat.hashtag),
        "requirement": requirement_line(installed.version, installed.read_text("direct_url.json") or ""),
    }
    files = {settings.root / target: fill_form(form, values) for form, target in _starter_forms(settings.language)}
    files.update({settings.root / SCHEMAS / f"{kind}.json": schema_text(kind) for kind in KINDS})
    records = settings.content / "chats" / chat.id
    standing = [path for path in [*files, records] if path.exists()]
    if standing:
        names = ", ".join(path.relative_to(settings.root).as_posix() for path in standing)
        raise CauserieError(f"{settings.root.name} has {names} already. Choose an empty folder; nothing was written.")
    for path, text in files.items():
        write_atomically(path, text, new=True)


def _starter_forms(language: str) -> Iterator[tuple[Path, Path]]:
    """The forms of a site and where they go; `dot-` stands for a dot, which would mean something to git here."""
    from causerie.cli.forms import STARTER

    for folder in (STARTER / "common", STARTER / language / "site"):
        for form in sorted(path for path in folder.rglob("*") if path.is_file()):
            parts = form.relative_to(folder).parts
            yield form, Path(*(f".{part[4:]}" if part.startswith("dot-") else part for part in parts))


def _site_url(url: str | None) -> str:
    from causerie.cli.forms import read_option
    from causerie.records.schema_fields import read_web_address
    from causerie.records.write import quote_value

    if url is None:
        return f'site_url: !ENV [SITE_URL, "{_PLACEHOLDER}"]    # GitHub\'s publishing fills in SITE_URL'
    return f"site_url: {quote_value(read_option('--url', read_web_address, url).rstrip('/') + '/')}"


def requirement_line(version: str, direct_url: str) -> str:
    """What to install for this site: this version, from where it was itself installed if that has an address.

    pip writes the address into `direct_url.json` (PEP 610); a folder of this computer would mean nothing to others.
    """
    origin = json.loads(direct_url or "{}")
    if "vcs_info" in origin:
        return f"causerie @ {origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}"
    if str(origin.get("url", "")).startswith(("http://", "https://")):
        return f"causerie @ {origin['url']}"
    return f"causerie=={version}"
