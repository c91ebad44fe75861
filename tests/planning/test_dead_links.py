"""Links that lead nowhere, as a server on this machine answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from causerie.cli import main
from causerie.planning.dead_links import Fate, Linked, PoliteAsker, advise_links
from causerie.problems import CauserieError
from tests.planning.site_making import add_chat, add_session, make_site

ANSWERS = {
    "/there": 200,
    "/gone": 404,
    "/really-gone": 410,
    "/for-members": 403,
    "/busy": 503,
    "/no-head": 200,
    "/get-only": 200,
}  # fmt: skip - a table


class Server(ThreadingHTTPServer):
    asked: list[str]


class Answering(BaseHTTPRequestHandler):
    server: Server

    def answer(self) -> None:
        self.server.asked.append(f"{self.command} {self.path}")
        status = ANSWERS.get(self.path, 404)
        if self.command == "HEAD":
            status = {"/no-head": 405, "/get-only": 404}.get(self.path, status)
        target = {"/moved": "/there", "/to-nowhere": "/gone", "/around": "/around", "/inside": "http://10.0.0.1/"}
        if self.path in target:
            self.send_response(301)
            self.send_header("Location", target[self.path])
        else:
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_HEAD = answer  # noqa: N815 - http.server's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - http.server's name
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Answering)
    made.asked = []
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


def only_this_machine(host: str) -> None:
    if host != "127.0.0.1":
        raise CauserieError(f"{host} is not asked in tests.")


def asker(pause: float = 0) -> PoliteAsker:
    return PoliteAsker(pause, only_this_machine)


def address(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "fate"),
    [
        ("/there", Fate.THERE),
        ("/gone", Fate.GONE),
        ("/really-gone", Fate.GONE),
        ("/for-members", Fate.THERE),
        ("/busy", Fate.THERE),
        ("/no-head", Fate.THERE),
        ("/get-only", Fate.THERE),
        ("/moved", Fate.THERE),
        ("/to-nowhere", Fate.GONE),
        ("/around", Fate.THERE),
        ("/inside", Fate.UNREACHABLE),
    ],
)
def test_what_became_of_an_address(server: Server, path: str, fate: Fate) -> None:
    assert asker()(address(server, path)) is fate


def test_a_page_that_is_there_is_not_fetched(server: Server) -> None:
    asker()(address(server, "/there"))
    assert server.asked == ["HEAD /there"]


def test_a_server_is_left_in_peace_between_two_questions(server: Server) -> None:
    polite = asker(0.2)
    began = time.monotonic()
    for _ in range(3):
        polite(address(server, "/there"))
    assert time.monotonic() - began >= 0.4


def test_nobody_there_is_unreachable() -> None:
    made = Server(("127.0.0.1", 0), Answering)
    made.server_close()
    assert asker()(address(made, "/there")) is Fate.UNREACHABLE


@pytest.mark.parametrize("url", ["http://localhost/", "http://192.168.1.1/", "http://[::1]/", "http://a..b/"])
def test_machines_here_are_never_asked(url: str) -> None:
    assert PoliteAsker(0)(url) is Fate.UNREACHABLE


def test_each_address_is_asked_for_once_and_each_place_is_said(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "people.yml"
    url = address(server, "/really-gone")
    file.write_text(f"a: {{url: {url}}}\nb: {{url: {url}/}}\nc: {{url: mailto:c@c.example}}\n", encoding="utf-8")
    links = [
        Linked(each, file, (name, "url")) for name, each in (("a", url), ("b", url + "/"), ("c", "mailto:c@c.example"))
    ]
    said = [str(problem) for problem in advise_links(links, tmp_path, asker())]
    assert [line.split(": ")[0] for line in said] == ["people.yml:1:10", "people.yml:2:10"]
    assert said[0].endswith(f"the page at {url} is gone. Write its new address, or one of a web archive.")
    assert server.asked == ["HEAD /really-gone", "GET /really-gone"]


def test_where_nothing_at_all_answers_it_is_this_machine(tmp_path: Path) -> None:
    links = [Linked(f"https://a{number}.example/", tmp_path / "people.yml", ()) for number in range(4)]
    with pytest.raises(CauserieError, match="None of 4 links could be reached"):
        advise_links(links, tmp_path, lambda _: Fate.UNREACHABLE)


def test_the_command_asks_only_when_it_is_told_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_site(tmp_path)
    add_chat(tmp_path, "tea")
    add_session(
        tmp_path, "tea", "2026-12-02-x", "start: 2026-12-02 20:00\nlinks: [{url: http://127.0.0.1/a, title: A}]"
    )
    monkeypatch.chdir(tmp_path)
    without = CliRunner().invoke(main, ["check", "--quiet"])
    asked = CliRunner().invoke(main, ["check", "--quiet", "--links"])
    assert (without.output, asked.exit_code) == ("", 0)
    assert asked.stdout == (
        "content/chats/tea/2026-12-02-x/session.md:4:15: advice: nothing answers at http://127.0.0.1/a. Look at it"
        " later, or write another address.\n"
    )
    assert asked.stderr == "Asking for 1 link, one after the other.\n"
