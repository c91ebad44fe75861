"""Kits for tests, and a browser that opens their pages from a file, without a network, at any minute of the hour."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from causerie.model.session import Question, Session
from causerie.promoting.kit import Kit
from causerie.promoting.making import make_kit
from causerie.promoting.wordings import read_wordings
from tests import make
from tests.waiting import is_soon

STORED = "JSON.stringify(localStorage)"
PHONE = ViewportSize(width=360, height=780)
DESKTOP = ViewportSize(width=1280, height=900)
QUESTIONS = (
    Question(number=1, text="What is the worst label that you have read?", at=5),
    Question(
        number=2, text='Which of these is <b>bold</b>: </script><img src=x onerror="alert(1)"> or \u2028 this?', at=20
    ),
    Question(number=3, text="What would you let a machine write?", at=40),
)


def hour(**changes: Any) -> Session:
    """A session of three questions, 20:00 to 21:00 in London."""
    return make.session(**{"questions": QUESTIONS, **changes})


def kit_of(session: Session) -> Kit:
    """What `causerie kit` makes of a session."""
    settings = make.settings()
    wordings, problems = read_wordings(settings, session.language)
    assert problems == ()
    return make_kit(make.library(session), session, settings, make.NOW, wordings)


@dataclass
class Host:
    """Somebody with a browser, who opens pages from files; keeps what the pages asked for and complained of."""

    context: BrowserContext
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, file: Path, now: datetime) -> Page:
        """The page of a file as it is at an instant; its clock then stands still until it is told to go on."""
        page = self.context.new_page()
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.clock.install(time=now - timedelta(seconds=1))
        page.goto(file.as_uri())
        page.clock.pause_at(now)
        return page


@contextmanager
def a_host(browser: Browser, **options: Any) -> Iterator[Host]:
    """A host on a phone, offline, in Paris: an hour ahead of the chat."""
    settings = {"viewport": PHONE, "offline": True, "timezone_id": "Europe/Paris", "reduced_motion": "reduce"}
    context = browser.new_context(**{**settings, **options})
    host = Host(context)
    yield host
    context.close()
    assert host.complaints == []
    assert {url.partition(":")[0] for url in host.requests} <= {"file"}


def come_back(page: Page) -> None:
    """Reload a page together with what the browser keeps for it.

    A busy Chromium (156) loses what a page of a file keeps in some of a hundred reloads: then it is given back, and the
    page is reloaded again. A page that clears it itself is never back.
    """
    kept = page.evaluate(STORED)
    assert kept != "{}"

    def is_back() -> bool:
        page.reload()
        if page.evaluate(STORED) == kept:
            return True
        page.evaluate("kept => Object.assign(localStorage, JSON.parse(kept))", kept)
        return False

    assert is_soon(is_back)
