"""Posts fetched by hashtag from a public API, for those who have no export: pages, kept as they came, to be imported.

The folder is the state: whoever asks again for the same goes on where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from causerie.importers.fetch_bluesky import PUBLIC, fetch_bluesky
from causerie.importers.fetch_mastodon import fetch_mastodon
from causerie.importers.fetch_pages import Pages
from causerie.importers.mastodon import FETCHED
from causerie.importers.mastodon_ids import server_of
from causerie.problems import CauserieError

_SOURCES = {"mastodon": fetch_mastodon, "bluesky": fetch_bluesky}
SOURCES = tuple(_SOURCES)


def fetch(
    source: str,
    base_url: str,
    hashtags: tuple[str, ...],
    begin: datetime,
    end: datetime,
    room: Path,
    say: Callable[[str], None],
    *,
    pause: float = 1.0,
) -> Iterator[Path]:
    """The files of pages with posts under these hashtags between two instants, as a server's public API gives them.

    `base_url` is the server's (for Bluesky its own when empty), `pause` is in seconds. Pages that an earlier fetch of
    the same window left in the room are not fetched again, unless the window was still open then. Raises CauserieError
    where the server does not answer.
    """
    base = _base(source, base_url)
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    place = f"{source}-{server_of(base).replace(':', '_')}-{begin:%Y%m%dT%H%M%SZ}-{end:%Y%m%dT%H%M%SZ}"
    folder = room / place
    folder.mkdir(parents=True, exist_ok=True)
    note = folder / FETCHED
    if note.exists() and note.stat().st_mtime <= end.timestamp():
        for page in folder.glob("*.json"):
            page.unlink()
    if not note.exists():
        unfinished = note.with_suffix(".part")
        unfinished.write_text(json.dumps({"server": base}) + "\n", encoding="utf-8")
        unfinished.replace(note)
    yield from _SOURCES[source](Pages(base=base, folder=folder, pause=pause, say=say), hashtags, begin, end)


def _base(source: str, base_url: str) -> str:
    """The address of a server without a path, also where only its name was given."""
    given = base_url.strip() or (PUBLIC if source == "bluesky" else "")
    if not given:
        raise CauserieError("Nothing says which server to fetch from. Name the instance, such as glammr.example.")
    if not given.lower().startswith(("http://", "https://")):
        given = f"https://{given}"
    if not (server := server_of(given)):
        raise CauserieError(f"'{base_url}' is no address of a server. Write it like https://glammr.example.")
    return f"{given.partition(':')[0].lower()}://{server}"
