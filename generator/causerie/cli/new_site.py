"""`causerie new site`: a complete repository, with one chat and one session to begin from."""

from __future__ import annotations

import json
import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from importlib.metadata import distribution
from pathlib import Path

import click

from causerie.cli.new_chat import NewChat, schedule_options, write_chat
from causerie.cli.new_session import NewSession, find_free_slot, session_id_of, write_session
from causerie.cli.options import Shared, shared_options
from causerie.frozen import frozen
from causerie.model.chat import Chat
from causerie.model.platform import platform_name
from causerie.problems import CauserieError
from causerie.settings import Settings

_README = Path("README.md")


@frozen
class _Words:
    """What a new site says in a language beside its forms: `starter/<language>/words.json`."""

    description: str
    title: str  # of the first session
    prose: str
    questions: tuple[str, ...]
    comments: Mapping[str, str]  # in the forms that all languages share


@click.command("site", short_help="A complete site in a new folder.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", help="The name of the site and of its chat; made from DIR when left out.")
@click.option("--url", help="Where it will be published; without it, calendars and feeds wait for an address.")
@click.option(
    "--language",
    default="en",
    show_default=True,
    help="Of the texts in it: ar, de, en, es, fr, ja or pt, or a kind of them such as en-GB.",
)
@click.option("--timezone", default="UTC", show_default=True, help="Of its chat, such as Europe/London.")
@click.option("--hashtag", help="Of its chat; made from the name when left out.")
@click.option("--mastodon", metavar="INSTANCE", default="", help="It takes place on Mastodon; the hosts' instance.")
@click.option("--host-name", default="", help="Who runs it; nobody is named when left out.")
@schedule_options
@shared_options
def command(
    shared: Shared,
    folder: Path,
    name: str | None,
    url: str | None,
    language: str,
    timezone: str,
    hashtag: str | None,
    mastodon: str,
    host_name: str,
    weekday: str | None,
    at: str,
    duration: int,
) -> None:
    """Write a complete site into DIR: mkdocs.yml, a chat, a session, pages, and what publishes it on GitHub.

    The chat is on Wednesdays where --on says nothing else, and on Bluesky, too: chat.yml has all of it.
    """
    from causerie.cli.forms import SCHEMAS, fill_form, find_form, read_option
    from causerie.cli.schema import schema_text
    from causerie.cli.slug import make_hashtag
    from causerie.cli.whole_folder import whole_folder
    from causerie.model.slug import make_slug
    from causerie.records import KINDS, read_library
    from causerie.records.schema_fields import read_language
    from causerie.records.write import write_atomically
    from causerie.text import clean_line

    root = folder.resolve()
    name = clean_line(name or "") or root.name.replace("-", " ").replace("_", " ").title()
    host = clean_line(host_name)
    tag = read_option("--language", read_language, language)
    base = tag.split("-")[0]
    words = _read_words(tag)
    settings = Settings(root=root, content=root / "content", site_name=name, language=tag)
    chat = NewChat(
        id=make_slug(name) or "chat",
        title=name,
        hashtag=hashtag or make_hashtag(name) or "MyChat",
        timezone=timezone,
        language=tag,
        hosts=(make_slug(host) or "host",) if host else (),
        mastodon=mastodon,
        bluesky=True,
        weekday=(weekday or "wednesday").lower(),
        at=at,
        duration=duration,
    )
    values = _starter_values(settings, chat, words, url, host)
    forms = dict(_starter_forms(base))
    with whole_folder(root, Path("content/chats") / chat.id) as room:
        settings = replace(settings, root=room, content=room / "content")
        for target, form in forms.items():
            fields = {"language": tag} if target.name == "mkdocs.yml" and tag != base else {}
            write_atomically(room / target, fill_form(form, values, fields), new=True)
        for kind in KINDS:
            write_atomically(room / SCHEMAS / f"{kind}.json", schema_text(kind), new=True)
        record = write_chat(settings, chat, shared.now).relative_to(room)
        library = read_library(settings).library
        start, slot = find_free_slot(settings, library, library.chats[0], shared.now)
        session = NewSession(
            chat=library.chats[0],
            title=words.title,
            start=start,
            slot=slot,
            prose=words.prose,
            questions=words.questions,
            status="confirmed",
            is_announced=True,
        )
        path = write_session(settings, library, session, shared.now)
        readme = fill_form(
            find_form(_README.name, base), {**values, "session": path.parent.name, "session_id": session_id_of(path)}
        )
        write_atomically(room / _README, readme, new=True)
    said = _describe_chat(library.chats[0], start, record)
    shared.say(_next_steps(folder, said, has_url=url is not None))


def _read_words(language: str) -> _Words:
    """The words of a language, or of the one that it is a kind of; raises CauserieError where there are none."""
    from causerie.cli.forms import STARTER

    path = STARTER / language.split("-")[0] / "words.json"
    if not path.exists():
        known = sorted(each.parent.name for each in STARTER.glob(f"*/{path.name}"))
        raise CauserieError(
            f"--language is '{language}', and a new site's texts are there in {', '.join(known[:-1])} and {known[-1]}"
            " only. Take one of them, or a kind of it such as en-GB, and translate the texts afterwards."
        )
    written = json.loads(path.read_text(encoding="utf-8"))
    session = written["session"]
    return _Words(
        description=written["description"],
        title=session["title"],
        prose=session["prose"],
        questions=tuple(session["questions"]),
        comments=written["comments"],
    )


def _starter_values(settings: Settings, chat: NewChat, words: _Words, url: str | None, host: str) -> dict[str, str]:
    """What fills the holes of a site's forms; raises CauserieError where an option cannot stand there."""
    from causerie.cli.forms import fill_form, find_form, read_option
    from causerie.records.moments import read_clock_time, read_timezone
    from causerie.records.schema_addresses import read_instance
    from causerie.records.schema_fields import read_hashtag
    from causerie.records.write import quote_value

    read_option("--timezone", read_timezone, chat.timezone)
    read_option("--at", read_clock_time, chat.at)
    if chat.mastodon:
        read_option("--mastodon", read_instance, chat.mastodon)
    base = settings.language.split("-")[0]
    installed = distribution("causerie")
    person = {"id": "".join(chat.hosts), "name": quote_value(host)}
    return {
        **words.comments,
        "name": quote_value(settings.site_name),
        "name_plain": re.sub(r"([\\`*_\[\]<>#])", r"\\\1", settings.site_name),
        "description": quote_value(words.description),
        "site_url": _site_url(url),
        "language": quote_value(base),
        "chat_id": chat.id,
        "hashtag_plain": read_option("--hashtag", read_hashtag, chat.hashtag),
        "person": fill_form(find_form("person.yml" if host else "nobody.yml", base), person).rstrip("\n"),
        "requirement": requirement_line(installed.version, installed.read_text("direct_url.json") or ""),
    }


def _starter_forms(language: str) -> Iterator[tuple[Path, Path]]:
    """Where the forms of a site go, and they; `dot-` stands for a dot, which would mean something to git here."""
    from causerie.cli.forms import STARTER

    for folder in (STARTER / "common", STARTER / language / "site"):
        for form in sorted(path for path in folder.rglob("*") if path.is_file()):
            parts = form.relative_to(folder).parts
            yield Path(*(f".{part[4:]}" if part.startswith("dot-") else part for part in parts)), form


def _site_url(url: str | None) -> str:
    """The site's address, or none but what the publishing machine knows: a made-up one would end in calendars."""
    from causerie.cli.forms import read_option
    from causerie.records.schema_addresses import read_web_address
    from causerie.records.write import quote_value

    if url is None:
        return '!ENV [SITE_URL, ""]'
    return quote_value(read_option("--url", read_web_address, url).rstrip("/") + "/")


def requirement_line(version: str, direct_url: str) -> str:
    """Where others have causerie from: where it was itself installed from if that has an address, else a comment.

    pip writes the address into `direct_url.json` (PEP 610); a folder of this computer would mean nothing to others.
    Never a bare name: on the package index anybody could claim it, and be run wherever the site is built.
    """
    origin = json.loads(direct_url or "{}")
    if "vcs_info" in origin:
        return f"causerie @ {origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}"
    if str(origin.get("url", "")).startswith(("http://", "https://")):
        return f"causerie @ {origin['url']}"
    return f"#./wheels/causerie-{version}-py3-none-any.whl"


def _describe_chat(chat: Chat, start: datetime, record: Path) -> str:
    """The chat that a site begins with, and where to change what nobody asked for."""
    places = " and ".join(platform_name(venue.platform) for venue in chat.venues)
    return (
        f"Its chat: {chat.title}, #{chat.hashtag}, on {places}, {start:%A}s at {start:%H:%M}, {chat.zone.key}."
        f" Its first session: {start:%Y-%m-%d}.\n"
        f"To change any of it: `platforms:` and `schedule:` in {record.as_posix()},\n"
        "`start:` and `slot:` in session.md, in the folder beside it."
    )


def _next_steps(folder: Path, said: str, *, has_url: bool) -> str:
    """What to type after `new site`; the virtual environment is named where there is one, as each terminal needs it."""
    steps = [f"  cd {_shell_word(str(folder))}", "  mkdocs serve"]
    if sys.prefix != sys.base_prefix:
        scripts = Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin") / "activate"
        activate = _shell_word(str(scripts)) if os.name == "nt" else f". {_shell_word(str(scripts))}"
        steps.insert(1, f"  {activate}    # once in each new terminal")
    address = "" if has_url else " Before you publish, write the site's address behind `site_url:` in mkdocs.yml."
    return "\n".join(
        [
            f"Wrote a site into {folder}.",
            said,
            "",
            "Next:",
            "",
            *steps,
            "",
            f"and open http://127.0.0.1:8000/ in a browser. README.md says how to go on.{address}",
        ]
    )


def _shell_word(text: str) -> str:
    return f'"{text}"' if os.name == "nt" and " " in text else text if os.name == "nt" else shlex.quote(text)
