"""Answers what commands ask of other machines, in their own process: nobody else is asked, and no answer is late."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qsl, urlsplit

import requests

from tests.curate.site_making import START
from tests.importers.test_fetch import Answer, Instance

SITE = "answers/causerie.json"  # what the other site answers, and what a host who has the file gives
SERVER = "http://127.0.0.1"
_INSTANCE = Instance(minutes=60, begin=START - timedelta(minutes=5), replies=frozenset({12, 40}), size=20)


def answer_from_here(root: Path) -> None:
    """From now on a causerie.json is the file beside the records, and every other address is of a Mastodon instance."""

    def answer(_adapter: object, request: requests.PreparedRequest, **_options: Any) -> requests.Response:
        assert request.url is not None
        parts = urlsplit(request.url)
        if parts.path == "/causerie.json":
            given = Answer((root / SITE).read_text(encoding="utf-8"), headers={"ETag": '"1"'})
        else:
            given = _INSTANCE(parts.path, dict(parse_qsl(parts.query)))
        made = requests.Response()
        made.request, made.url, made.status_code = request, request.url, given.status
        made.headers.update(given.headers)
        content = given.content if isinstance(given.content, str) else json.dumps(given.content)
        made.raw = io.BytesIO(content.encode())
        return made

    patch("requests.adapters.HTTPAdapter.send", answer).start()
    patch("time.sleep").start()  # the pause that spares a server
