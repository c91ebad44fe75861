"""A small site for tests of feeds: a coming session, moved and cancelled ones and a recap, with bodies of one line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from causerie.model.library import Library
from causerie.model.post import Media
from causerie.model.recap import Erratum, Highlight, Recap, Resource, Takeaway
from causerie.model.session import Session, Status
from causerie.settings import Settings
from causerie.views.feeds import render_feeds
from tests import make


def plain_body(session: Session, settings: Settings, now: datetime) -> str:
    return f"<p>{session.id} &amp; more</p>"


def render(library: Library, settings: Settings | None = None, now: datetime = make.NOW) -> dict[str, bytes]:
    """Feeds by path."""
    artifacts = render_feeds(library, settings or make.settings(), now, plain_body, plain_body)
    return {a.path: a.read() for a in artifacts}


def day(month: int, number: int, hour: int = 0) -> datetime:
    return datetime(2026, month, number, hour, tzinfo=UTC)


def coming(**changes: Any) -> Session:
    return make.session(**{"announced": day(11, 20), "topics": ("ai", "labels"), **changes})


def recapped(**changes: Any) -> Session:
    values: dict[str, Any] = {
        "id": "night-openings",
        "title": "Who comes at night?",
        "start": datetime(2026, 11, 4, 20, 0, tzinfo=make.LONDON),
        "announced": day(10, 20),
        "recap": recap(),
    }
    return make.session(**{**values, **changes})


def recap(**changes: Any) -> Recap:
    picture = make.post(media=(Media(file="media/a label.jpg", alt="A hand-written label"),))
    values: dict[str, Any] = {
        "published": day(11, 6),
        "takeaways": (Takeaway("Sign it & date it."), Takeaway("Nobody has agreed.", is_proposed=True)),
        "highlights": (Highlight(post=picture),),
        "resources": (Resource(url="https://guide.example/", title="Guide", shared_by="lea.example"),),
    }
    return Recap(**{**values, **changes})


def eventful_site() -> Library:
    """Every state that a feed can tell."""
    old_name = make.chat(aliases=("gallery-hour",), tagline="An hour a week for people who work in museums")
    return make.library(
        coming(chat=old_name, guests=(make.person(id="jonas", name="Jonas Weber", url="https://jonas.example/"),)),
        coming(
            chat=old_name,
            id="gift-shop",
            title="What does the <gift> shop say?",
            start=datetime(2026, 12, 9, 20, 0, tzinfo=make.LONDON),
            announced=day(11, 1),
            updated=day(11, 21, 9),
            was=(datetime(2026, 11, 25, 20, 0, tzinfo=make.LONDON),),
            reason="The host travels.",
        ),
        coming(
            chat=old_name,
            id="heat",
            title="Too warm for paper",
            start=datetime(2026, 11, 18, 20, 0, tzinfo=make.LONDON),
            announced=day(11, 2),
            updated=day(11, 17),
            status=Status.CANCELLED,
            reason="The host is ill.",
        ),
        coming(
            chat=old_name,
            id="loans",
            title="Loans",
            start=datetime(2026, 12, 16, 20, 0, tzinfo=make.LONDON),
            announced=day(11, 3),
            status=Status.POSTPONED,
        ),
        recapped(chat=old_name, recap=recap(errata=(Erratum(day(11, 8), "The guide is from 1998."),))),
    )


class _Quiet(SimpleHTTPRequestHandler):
    def guess_type(self, path: Any) -> str:
        return "application/atom+xml" if str(path).endswith(".atom") else super().guess_type(path)

    def send_head(self) -> Any:
        del self.headers["If-Modified-Since"]  # counts in seconds, and tests publish faster than that
        return super().send_head()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """A folder over loopback HTTP, as readers fetch feeds."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def write(files: dict[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
