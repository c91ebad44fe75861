"""Another site's causerie.json is asked for politely, and answers of any kind end in a sentence."""

from __future__ import annotations

import pytest

from causerie.importers import fetch_site as module
from causerie.importers.fetch_site import data_address, fetch_site
from causerie.problems import CauserieError
from tests.importers.test_fetch import Answer, serve


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://stacks.example", "https://stacks.example/causerie.json"),
        ("https://stacks.example/", "https://stacks.example/causerie.json"),
        ("https://stacks.example/chats/?a=1#b", "https://stacks.example/chats/causerie.json"),
        ("https://stacks.example/causerie.json", "https://stacks.example/causerie.json"),
    ],
)
def test_a_site_is_known_by_its_address_or_that_of_its_data(written: str, asked: str) -> None:
    assert data_address(written) == asked


def test_what_stands_there_and_what_names_its_version() -> None:
    headers = {"ETag": '"7"', "Last-Modified": "Sun, 22 Nov 2026 12:00:00 GMT"}
    with serve(lambda path, query: Answer({}, headers=headers)) as server:
        answer = fetch_site(f"{server.base}/causerie.json")
    assert (answer.content, answer.etag, answer.last_modified) == (b"{}", *headers.values())
    assert server.asked == ["/causerie.json"]
    (agent,) = server.agents
    assert agent.startswith("causerie/")


def test_what_has_not_changed_is_not_sent_again() -> None:
    with serve(lambda path, query: Answer("", 304)) as server:
        assert fetch_site(f"{server.base}/causerie.json", '"7"').content is None


def test_a_redirect_is_followed_on_this_machine() -> None:
    def answer(path: str, query: dict[str, str]) -> Answer:
        return Answer({}) if path == "/new.json" else Answer("", 301, {"Location": "/new.json"})

    with serve(answer) as server:
        assert fetch_site(f"{server.base}/causerie.json").address == f"{server.base}/new.json"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer("", 404), "has nothing at"),
        (Answer("", 500), "the error 500"),
        (Answer("x" * 1000, is_cut=True), "connection broke"),
        (Answer("", 301, {"Location": "/causerie.json"}), "leads on and on"),
        (Answer("", 301, {"Location": "http://stacks.example/"}), "does not begin with https"),
        (Answer("", 301, {"Location": "file:///etc/passwd"}), "does not begin with https"),
        (Answer("", 301, {"Location": "https://192.168.0.1/"}), "no public server"),
        (Answer("", 301, {"Location": "https://[::1"}), "connection broke"),
        (Answer("x" * 3000), "more than 2,000 bytes"),
    ],
)
def test_what_goes_wrong_is_said(answer: Answer, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 2000)
    with serve(lambda path, query: answer) as server, pytest.raises(CauserieError, match=said):
        fetch_site(f"{server.base}/causerie.json")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://stacks.example/causerie.json", "https"),
        ("https://me:secret@stacks.example/causerie.json", "password"),
        ("https://10.0.0.1/causerie.json", "no public server"),
        ("ftp://stacks.example/causerie.json", "https"),
    ],
)
def test_what_is_not_asked(address: str, said: str) -> None:
    with pytest.raises(CauserieError, match=said):
        fetch_site(address)
