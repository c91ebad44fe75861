from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from causerie.importers import bluesky, mastodon
from causerie.importers.export import open_export
from causerie.importers.fetch import fetch
from causerie.importers.fetch_mastodon import first_id_after
from causerie.importers.found import Found
from causerie.problems import CauserieError
from tests.importers.files import read_all

BEGIN = datetime(2024, 12, 4, 20, 0, tzinfo=UTC)
END = BEGIN + timedelta(minutes=90)
DID = "did:plc:jonas"


@dataclass
class Answer:
    content: Any
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    is_cut: bool = False  # the connection breaks in the middle


Server = Callable[[str, dict[str, str]], Answer]


@dataclass
class Running:
    base: str
    asked: list[str] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)


@contextmanager
def serve(answer: Server) -> Iterator[Running]:
    """A server on this machine that answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            running.asked.append(self.path)
            running.agents.add(self.headers["User-Agent"])
            given = answer(parts.path, {key: values[0] for key, values in parse_qs(parts.query).items()})
            content = given.content.encode() if isinstance(given.content, str) else json.dumps(given.content).encode()
            self.send_response(given.status)
            for name, value in given.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if given.is_cut else content)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Running(f"http://127.0.0.1:{server.server_address[1]}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


@dataclass(frozen=True)
class Instance:
    """A Mastodon instance with a post a minute under #MuseumHour, and what may go wrong there."""

    minutes: int = 300
    begin: datetime = BEGIN - timedelta(minutes=60)
    replies: frozenset[int] = frozenset()  # minutes of posts that have a reply without a hashtag
    size: int = 40

    def status(self, minute: int, **given: Any) -> dict[str, Any]:
        when = self.begin + timedelta(minutes=minute)
        local = str(first_id_after(when) - 65536 + minute)
        return {
            "id": local,
            "created_at": when.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "in_reply_to_id": None,
            "visibility": "public",
            "uri": f"https://museum.example/users/lea/statuses/{minute}",
            "url": f"https://museum.example/@lea/{minute}",
            "replies_count": int(minute in self.replies),
            "content": f"<p>A1 Minute {minute} #MuseumHour</p>",
            "account": {"acct": "lea@museum.example", "display_name": "Lea", "url": "https://museum.example/@lea"},
            "tags": [],
            **given,
        }

    def __call__(self, path: str, query: dict[str, str]) -> Answer:
        every = [self.status(minute) for minute in reversed(range(self.minutes))]
        if path == "/api/v1/timelines/tag/MuseumHour":
            below = [each for each in every if int(each["id"]) < int(query.get("max_id", "9" * 30))]
            return Answer(below[: min(self.size, int(query["limit"]))])
        if path.startswith("/api/v1/timelines/tag/"):
            return Answer([])
        for minute in self.replies:
            name = self.status(minute)["id"]
            if path == f"/api/v1/statuses/{name}/context":
                reply = self.status(1000 + minute, in_reply_to_id=name, content="<p>So do I</p>")
                return Answer({"ancestors": [], "descendants": [reply]})
        return Answer({"error": "Record not found"}, 404)


@dataclass(frozen=True)
class AppView:
    """Bluesky's public search with a post a minute; it refuses a cursor, as it does to all who are not signed in."""

    minutes: int = 300
    begin: datetime = BEGIN - timedelta(minutes=60)
    replies: frozenset[int] = frozenset()
    size: int = 25

    def view(self, minute: int, **given: Any) -> dict[str, Any]:
        when = (self.begin + timedelta(minutes=minute)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {
            "uri": f"at://{DID}/app.bsky.feed.post/k{minute}",
            "author": {"did": DID, "handle": "jonas.example"},
            "record": {"$type": "app.bsky.feed.post", "text": f"A1 {minute} #MuseumHour", "createdAt": when},
            "replyCount": int(minute in self.replies),
            "indexedAt": when,
            **given,
        }

    def __call__(self, path: str, query: dict[str, str]) -> Answer:
        if path == "/xrpc/app.bsky.feed.getPostThread":
            minute = int(query["uri"].rpartition("/k")[2])
            reply = {"text": "So do I", "createdAt": "2024-12-04T20:50:00Z", "reply": {"parent": {"uri": query["uri"]}}}
            below = {"post": self.view(1000 + minute, record=reply)}
            return Answer({"thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": self.view(minute),
                                      "replies": [below]}})  # fmt: skip
        assert path == "/xrpc/app.bsky.feed.searchPosts"
        if "cursor" in query:
            return Answer("<html>Forbidden</html>", 403)
        if query["q"] != "#MuseumHour":
            return Answer({"posts": []})
        every = [self.view(minute) for minute in reversed(range(self.minutes))]
        every = [each for each in every if query["since"] <= each["indexedAt"] < query["until"]]
        posts = every[: self.size]
        return Answer({"posts": posts, **({"cursor": str(self.size)} if len(every) > self.size else {})})


def fetch_all(
    running: Running, room: Path, source: str = "mastodon", tags: tuple[str, ...] = ("MuseumHour",)
) -> list[Path]:
    return list(fetch(source, running.base, tags, BEGIN, END, room, lambda _: None, pause=0))


def read(files: list[Path]) -> list[Found]:
    every: list[Found] = []
    with ExitStack() as stack:
        for file in files:
            found, problems = read_all((*mastodon.IMPORTERS, *bluesky.IMPORTERS), open_export(str(file), stack))
            assert problems == []
            every += found
    return every


def minutes_of(found: list[Found]) -> set[int]:
    """The minutes of the posts in the window."""
    posted = {each.post.posted for each in found if each.post.posted and BEGIN <= each.post.posted <= END}
    return {(when - BEGIN) // timedelta(minutes=1) for when in posted}


def test_a_timeline_is_read_back_from_the_end_of_the_window_to_its_begin(tmp_path: Path) -> None:
    with serve(Instance(minutes=2000)) as running:
        found = read(fetch_all(running, tmp_path))
    assert minutes_of(found) == set(range(91))
    assert len({each.post.id for each in found}) == len(found)
    assert len(running.asked) < 7  # the first page shows that ids carry their time: the next is at the window's end
    assert next(iter(running.agents)).startswith("causerie/")


def test_servers_whose_ids_carry_no_time_are_read_back_from_now(tmp_path: Path) -> None:
    instance = Instance(minutes=200)

    def answer(path: str, query: dict[str, str]) -> Answer:
        name = {minute: f"01HZ{minute:08}" for minute in range(200)}
        below = [minute for minute in reversed(range(200)) if name[minute] < query.get("max_id", "Z")]
        return Answer([instance.status(minute, id=name[minute]) for minute in below[:40]])

    with serve(answer) as running:
        assert minutes_of(read(fetch_all(running, tmp_path))) == set(range(91))


def test_a_chat_may_have_several_hashtags(tmp_path: Path) -> None:
    with serve(Instance(minutes=100)) as running:
        files = fetch_all(running, tmp_path, tags=("MuséeHeure", "MuseumHour"))
    assert minutes_of(read(files)) == set(range(40))
    assert any(path.startswith("/api/v1/timelines/tag/Mus%C3%A9eHeure") for path in running.asked)


def test_replies_without_a_hashtag_come_with_the_posts_that_they_answer(tmp_path: Path) -> None:
    with serve(Instance(replies=frozenset({70, 80}))) as running:
        found = read(fetch_all(running, tmp_path))
    replies = [each.post for each in found if each.post.reply_to]
    assert [post.text for post in replies] == ["So do I", "So do I"]
    names = {name for each in found for name in (each.post.id, *each.aliases)}
    assert {post.reply_to for post in replies} <= names  # through the server that fetched.json names


def test_a_thread_that_is_gone_is_passed_over_and_one_that_is_closed_is_said(tmp_path: Path) -> None:
    said: list[str] = []
    instance = Instance(replies=frozenset({70, 80}))
    status = 404

    def answer(path: str, query: dict[str, str]) -> Answer:
        return Answer({"error": "x"}, status) if path.endswith("/context") else instance(path, query)

    with serve(answer) as running:
        for status in (404, 401):
            room = tmp_path / str(status)
            found = read(list(fetch("mastodon", running.base, ("MuseumHour",), BEGIN, END, room, said.append, pause=0)))
            assert minutes_of(found) == set(range(91))
    assert sum("replies to signed-in people only" in line for line in said) == 1


def test_a_server_that_asks_to_wait_is_waited_for(tmp_path: Path) -> None:
    answers = [
        Answer({"error": "Too many requests"}, 429, {"Retry-After": "1"}),
        Answer({"error": "Too many requests"}, 429, {"X-RateLimit-Reset": "2020-01-01T00:00:00Z"}),
    ]
    instance = Instance(minutes=70)

    def answer(path: str, query: dict[str, str]) -> Answer:
        return answers.pop(0) if answers else instance(path, query)

    with serve(answer) as running:
        before = datetime.now(UTC)
        assert minutes_of(read(fetch_all(running, tmp_path))) == set(range(10))
    assert datetime.now(UTC) - before >= timedelta(seconds=2)
    assert len(set(running.asked[:3])) == 1


def test_a_fetch_that_broke_goes_on_where_it_stopped(tmp_path: Path) -> None:
    instance = Instance()
    pages = 0

    def answer(path: str, query: dict[str, str]) -> Answer:
        nonlocal pages
        pages += 1
        given = instance(path, query)
        return Answer(given.content, is_cut=True) if pages == 3 else given

    with serve(answer) as running:
        files: list[Path] = []
        with pytest.raises(CauserieError, match="goes on where it stopped"):
            files += fetch("mastodon", running.base, ("MuseumHour",), BEGIN, END, tmp_path, lambda _: None, pause=0)
        asked = list(running.asked)
        assert minutes_of(read(fetch_all(running, tmp_path))) == set(range(91))
        again = running.asked[len(asked) :]
        assert again[0] == asked[-1]
        assert not set(again) & set(asked[:-1])
        count = len(running.asked)
        assert minutes_of(read(fetch_all(running, tmp_path))) == set(range(91))
        assert len(running.asked) == count  # all is there


def test_a_window_that_was_still_open_is_fetched_anew(tmp_path: Path) -> None:
    with serve(Instance(minutes=90)) as running:
        fetch_all(running, tmp_path)
    (note,) = tmp_path.rglob("fetched.json")
    during = (BEGIN + timedelta(minutes=30)).timestamp()
    os.utime(note, (during, during))
    port = int(running.base.rpartition(":")[2])
    with serve(Instance()) as later:
        folder = note.parent
        folder.rename(folder.with_name(folder.name.replace(str(port), later.base.rpartition(":")[2])))
        assert minutes_of(read(fetch_all(later, tmp_path))) == set(range(91))


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (Answer({"error": "This method requires an authenticated user"}, 401), "to signed-in people only"),
        (Answer({"error": "This method requires an authenticated user"}, 422), "to signed-in people only"),
        (Answer("<html>", 403), "to signed-in people only"),
        (Answer({"error": "gone"}, 404), "Is the address right?"),
        (Answer({"error": "gone"}, 418), "the error 418"),
        (Answer("<html>a page</html>"), "no JSON"),
        (Answer({"posts": 3}), "Is it a"),
    ],
)
@pytest.mark.parametrize("source", ["mastodon", "bluesky"])
def test_what_goes_wrong_is_said_in_a_sentence(source: str, answer: Answer, message: str, tmp_path: Path) -> None:
    with serve(lambda path, query: answer) as running, pytest.raises(CauserieError) as caught:
        fetch_all(running, tmp_path, source)
    assert message in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
    assert "object at 0x" not in str(caught.value)
    assert [
        path.name for path in tmp_path.rglob("*.json") if path.name != "fetched.json" and answer.status != 200
    ] == []


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with serve(Instance()) as running:
        pass
    with pytest.raises(CauserieError, match=r"could not be reached.*Give the same command again") as caught:
        fetch_all(running, tmp_path)
    assert "object at 0x" not in str(caught.value)


@pytest.mark.parametrize("base", ["", "https://", "https:///path"])
def test_no_server_is_said(base: str, tmp_path: Path) -> None:
    with pytest.raises(CauserieError, match=r"glammr\.example"):
        list(fetch("mastodon", base, ("MuseumHour",), BEGIN, END, tmp_path, lambda _: None, pause=0))


@pytest.mark.parametrize("source", ["mastodon", "bluesky"])
def test_nothing_found_is_no_file(source: str, tmp_path: Path) -> None:
    with serve(AppView(minutes=0) if source == "bluesky" else Instance(minutes=0)) as running:
        assert fetch_all(running, tmp_path, source) == []


def test_a_search_goes_back_by_time_as_a_cursor_is_refused(tmp_path: Path) -> None:
    with serve(AppView()) as running:
        found = read(fetch_all(running, tmp_path, "bluesky", ("MuseumHour", "Other")))
        assert minutes_of(found) == set(range(91))
        count = len(running.asked)
        assert minutes_of(read(fetch_all(running, tmp_path, "bluesky", ("MuseumHour", "Other")))) == set(range(91))
        assert len(running.asked) == count


def test_posts_of_one_instant_do_not_stop_a_search(tmp_path: Path) -> None:
    view = AppView(size=10)
    every = [view.view(number, indexedAt="2024-12-04T20:30:00.000Z") for number in range(40)]
    for each in every:
        each["record"]["createdAt"] = each["indexedAt"]

    def answer(path: str, query: dict[str, str]) -> Answer:
        return Answer({"posts": [each for each in every if each["indexedAt"] < query["until"]][:10], "cursor": "10"})

    with serve(answer) as running:
        assert len(read(fetch_all(running, tmp_path, "bluesky"))) == 10
    assert len(running.asked) < 5


def test_replies_on_bluesky_come_with_their_threads(tmp_path: Path) -> None:
    with serve(AppView(replies=frozenset({70, 80}))) as running:
        found = read(fetch_all(running, tmp_path, "bluesky"))
    replies = [each.post for each in found if each.post.reply_to]
    assert [post.text for post in replies] == ["So do I", "So do I"]
    assert {post.reply_to for post in replies} == {f"bluesky:{DID}/k70", f"bluesky:{DID}/k80"}
