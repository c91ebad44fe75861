"""A feed as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), which feedgen does not write."""

from __future__ import annotations

import json
from typing import Any

from causerie.views.feeds.entries import Entry, Feed


def write_json_feed(feed: Feed) -> bytes:
    """The feed as JSON; keys that would be empty are left out."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [{"name": feed.author, "url": feed.home}],
        "items": [_describe_entry(entry) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _describe_entry(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "image": entry.picture.url if entry.picture else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name, "url": url} if url else {"name": name} for name, url in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    return {key: value for key, value in item.items() if value or key == "content_html"}
