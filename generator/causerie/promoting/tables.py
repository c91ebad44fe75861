"""CSVs for schedulers: a row for each post that is still to come, in columns of any tool's own."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import StringIO

from causerie.promoting.filling import fill_lines
from causerie.promoting.kit import Kit, KitPost, Wording
from causerie.promoting.making import CARD, begin_with_words
from causerie.records.kit import Table
from causerie.settings import Settings
from causerie.views import paths

# What a cell may name; the parts of the local time have the leading zeros that most tools want.
KNOWN = {
    "utc": "when, in UTC: 2026-12-02T20:00:00Z",
    "local": "when, in the chat's zone: 2026-12-02 20:00",
    "year": "of the local time, as the five that follow",
    "month": "",
    "day": "",
    "hour": "",
    "minute": "",
    "zone": "the chat's zone: Europe/London",
    "platform": "where",
    "kind": "which post: week, day, hour, welcome …",
    "text": "the post",
    "link": "the session's page",
    "image": "the picture's file in the folder",
    "image_url": "its address, where it is published",
    "alt": "what it shows",
}
GENERIC = Table(
    "schedule",
    (
        ("utc", "{utc}"),
        ("local", "{local}"),
        ("zone", "{zone}"),
        ("platform", "{platform}"),
        ("kind", "{kind}"),
        ("text", "{text}"),
        ("link", "{link}"),
        ("image", "{image}"),
        ("image_url", "{image_url}"),
        ("alt", "{alt}"),
    ),
    is_whole=True,
)
# Three columns without headings, a file for each profile; the day first, as Hootsuite lets one choose. Its link stays
# empty: the text has it, and it would be posted twice.
HOOTSUITE = Table(
    "hootsuite",
    (("date", "{day}/{month}/{year} {hour}:{minute}"), ("message", "{text}"), ("link", "")),
    has_header=False,
)
OWN = (GENERIC, HOOTSUITE)


def write_tables(kit: Kit, tables: Sequence[Table], settings: Settings, now: datetime) -> Iterator[tuple[str, str]]:
    """Each table as a file's name and its text: the posts that are still to come, by time. An empty one is none."""
    for table in tables:
        platforms = [table.platform] if table.platform else [venue.platform for venue in kit.chat.venues]
        is_one = table.is_whole or not platforms
        for platform in [""] if is_one else dict.fromkeys(platforms):
            rows = _rows(kit, table, settings, now, platform)
            if rows:
                yield f"{table.name}-{platform}.csv" if platform else f"{table.name}.csv", _write(kit, table, rows)


def _rows(kit: Kit, table: Table, settings: Settings, now: datetime, platform: str) -> list[list[str]]:
    """The cells of each post that is still to come: of one platform, or of all."""
    return [
        [fill_lines(cell, values) for _, cell in table.columns]
        for post in kit.posts
        for wording in post.wordings
        if post.at > now and not post.to and platform in ("", wording.platform)  # no scheduler posts replies
        for values in [_values(kit, post, wording, settings)]
    ]


def _write(kit: Kit, table: Table, rows: list[list[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    headings = [[heading for heading, _ in table.columns]] if table.has_header else []
    for row in [*headings, *rows]:
        writer.writerow([begin_with_words(cell, f"#{kit.chat.hashtag}") for cell in row])
    return text.getvalue()


def _values(kit: Kit, post: KitPost, wording: Wording, settings: Settings) -> dict[str, str]:
    is_published = post.image == CARD and settings.has_cards and bool(kit.page)
    return {
        "utc": f"{post.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "local": f"{post.at:%Y-%m-%d %H:%M}",
        "year": f"{post.at:%Y}",
        "month": f"{post.at:%m}",
        "day": f"{post.at:%d}",
        "hour": f"{post.at:%H}",
        "minute": f"{post.at:%M}",
        "zone": kit.chat.zone.key,
        "platform": wording.platform,
        "kind": post.kind,
        "text": wording.text,
        "link": kit.page,
        "image": post.image,
        "image_url": settings.absolute(paths.session_card_image(kit.session)) if is_published else "",
        "alt": post.alt,
    }
