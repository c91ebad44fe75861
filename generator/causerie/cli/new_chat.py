"""`causerie new chat`: a commented chat.yml."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from causerie.cli.options import Shared, shared_options
from causerie.frozen import frozen
from causerie.problems import CauserieError, did_you_mean
from causerie.settings import Settings

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@frozen(kw_only=True)
class NewChat:
    """What the form of a chat.yml is filled with."""

    id: str
    title: str
    hashtag: str
    timezone: str
    language: str
    tagline: str = ""
    hosts: tuple[str, ...] = ()
    mastodon: str = ""  # the instance
    bluesky: bool = False
    x: bool = False
    weekday: str = ""  # without one there is no schedule
    at: str = "20:00"
    duration: int = 60


def schedule_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command `--on`, `--at` and `--duration`: when a chat takes place, every week."""
    for option in (
        click.option("--duration", type=click.IntRange(1, 24 * 60), default=60, show_default=True, help="Minutes."),
        click.option("--at", default="20:00", show_default=True, help="When it begins, local time."),
        click.option(
            "--on", "weekday", type=click.Choice(WEEKDAYS, case_sensitive=False), help="The weekday, every week."
        ),
    ):
        command = option(command)
    return command


@click.command("chat", short_help="The record of a chat.")
@click.argument("chat")
@click.option("--title", help="Its name; made from CHAT when left out.")
@click.option("--hashtag", help="With or without '#'; made from the title when left out.")
@click.option("--tagline", default="", help="What it is, in a line.")
@click.option("--timezone", help="Such as Europe/London; that of the site's first chat when left out, else UTC.")
@click.option("--language", help="Such as en or fr; the site's when left out.")
@click.option("--host", "hosts", multiple=True, help="Somebody in people.yml, by the short name; may be repeated.")
@click.option("--mastodon", metavar="INSTANCE", default="", help="It takes place on Mastodon; the hosts' instance.")
@click.option("--bluesky", is_flag=True, help="It takes place on Bluesky.")
@click.option("--x", is_flag=True, help="It takes place on X.")
@schedule_options
@shared_options
def command(
    shared: Shared,
    chat: str,
    title: str | None,
    hashtag: str | None,
    tagline: str,
    timezone: str | None,
    language: str | None,
    hosts: tuple[str, ...],
    mastodon: str,
    bluesky: bool,
    x: bool,
    weekday: str | None,
    at: str,
    duration: int,
) -> None:
    """Write the record of a new chat; CHAT is the name of its folder, such as museum-hour."""
    from causerie.cli.config import read_settings
    from causerie.cli.forms import read_option, shown_path
    from causerie.cli.slug import make_hashtag
    from causerie.records import read_library
    from causerie.records.schema_fields import read_id

    settings = read_settings(shared.config)
    library = read_library(settings).library
    read_option("CHAT", read_id, chat)
    if former := next((c for c in library.chats if chat in c.aliases), None):
        raise CauserieError(
            f"'{chat}' is a former name of '{former.id}', and its addresses lead there. Choose another."
        )
    known = [person.id for person in library.people]
    for host in hosts:
        if host not in known:
            raise CauserieError(f"Nobody in people.yml is called '{host}'.{did_you_mean(host, known)}")
    title = title or chat.replace("-", " ").title()
    first = next(iter(library.chats), None)
    new = NewChat(
        id=chat,
        title=title,
        hashtag=hashtag or make_hashtag(title),
        tagline=tagline,
        timezone=timezone or (first.zone.key if first else "UTC"),
        language=language or settings.language,
        hosts=hosts,
        mastodon=mastodon,
        bluesky=bluesky,
        x=x,
        weekday=(weekday or "").lower(),
        at=at,
        duration=duration,
    )
    path = write_chat(settings, new, shared.now, tuple(known))
    shared.say(f"Wrote {shown_path(path, settings.root)}")
    shared.say(f"Next: fill it in, and begin a session with `causerie new session {chat} TITLE`.")


def write_chat(settings: Settings, new: NewChat, now: datetime, people: tuple[str, ...] = ()) -> Path:
    """Write a chat's record and return its path; raises CauserieError where a value cannot stand in it.

    `people` are those of people.yml, for the examples.
    """
    from causerie.cli.forms import fill_form, find_form, list_value, read_option, schema_reference, shown_path
    from causerie.records.moments import read_clock_time, read_timezone
    from causerie.records.schema_addresses import read_instance
    from causerie.records.schema_fields import read_hashtag, read_language
    from causerie.records.write import quote_value, write_in_new_folder
    from causerie.text import clean_line

    language = read_option("--language", read_language, new.language)
    at = read_option("--at", read_clock_time, new.at)
    instance = read_option("--mastodon", read_instance, new.mastodon) if new.mastodon else ""
    path = settings.content / "chats" / new.id / "chat.yml"
    if path.exists():
        shown = shown_path(path, settings.root)
        raise CauserieError(f"{shown} exists already, and is left as it is. Choose another name, or edit that file.")
    fields = {
        "tagline": quote_value(tagline) if (tagline := clean_line(new.tagline)) else "",
        "hosts": list_value(new.hosts) if new.hosts else "",
        "platforms": _platforms(new, instance),
    }
    if new.weekday:
        christmas = date.fromisocalendar(now.year, 52, WEEKDAYS.index(new.weekday) + 1)  # `skip` wants a scheduled day
        rule = {"weekday": new.weekday, "at": f"{at:%H:%M}", "duration": str(new.duration), "skipped": str(christmas)}
        fields["schedule"] = "\n" + fill_form(find_form("schedule.yml", language), rule).rstrip("\n")
    text = fill_form(
        find_form("chat.yml", language),
        {
            "schema": schema_reference("chat", settings.root, path.parent),
            "title": quote_value(clean_line(new.title)),
            "hashtag": quote_value(read_option("--hashtag", read_hashtag, clean_line(new.hashtag))),
            "timezone": read_option("--timezone", read_timezone, new.timezone).key,
            "language": quote_value(language),
            "host": next(iter(people), "amara"),
        },
        {name: value for name, value in fields.items() if value},
    )
    write_in_new_folder(path, text)
    return path


def _platforms(new: NewChat, instance: str) -> str:
    """The group of platforms, those where it does not take place switched off; nothing where it has none yet."""
    if not (instance or new.bluesky or new.x):
        return ""
    lines = [
        f"  mastodon: {instance}" if instance else "#  mastodon: social.example",
        f"{'' if new.bluesky else '#'}  bluesky: true",
        f"{'' if new.x else '#'}  x: true",
    ]
    return "\n" + "\n".join(lines)
