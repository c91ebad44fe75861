"""`causerie curate`: an address for one person, on this machine, that ends with Ctrl+C."""

from __future__ import annotations

import json
import signal
import socket
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from causerie.cli.curate import command
from tests.curate.driving import ADDRESS, RunningCommand, run_command
from tests.curate.site_making import CHAT, FOLDER, SESSION, make_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    make_site(tmp_path)
    chat = tmp_path / "content/chats/museum-hour/chat.yml"
    chat.write_text(CHAT + 'schedule: {every: week, on: wednesday, at: "20:00"}\n', encoding="utf-8")
    return tmp_path


def running(site: Path) -> AbstractContextManager[RunningCommand]:
    """The command for the site's session."""
    return run_command(site, "museum-hour/labels", "--now", "2026-12-03T12:00")


def ask(address: str, body: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
    given = {"Content-Type": "application/json", **{name.replace("_", "-"): value for name, value in headers.items()}}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data=data, headers=given)
    try:
        with urllib.request.urlopen(request, timeout=40) as answer:
            content = answer.read().decode()
            return answer.status, json.loads(content) if answer.headers.get_content_type().endswith("json") else content
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_a_host_opens_it_changes_something_and_ends_it(site: Path) -> None:
    with running(site) as host:
        address = host.address
        assert ask(address)[0] == 200
        status, state = ask(address + "change", {"do": "choose", "post": "x:103", "question": 1, "before": None})
        assert (status, len(state["recap"]["highlights"])) == (200, 3)
        assert "x:103" in (site / FOLDER / "recap.yml").read_text(encoding="utf-8")
        root = address[: address.index("/", 8)]
        assert ask(root + "/")[0] == 404
        assert ask(root + "/" + "a" * 32 + "/state")[0] == 404
        assert ask(address + "state", Host="evil.example")[0] == 403
        assert ask(address + "change", {"do": "undo"}, Origin="https://evil.example")[0] == 403
        assert ask(address + "media/..%2f..%2fchat.yml")[0] == 404
        host.process.send_signal(signal.SIGINT)
        assert host.process.wait(10) == 0
        assert "Ended." in host.said


def test_nobody_else_on_the_network_reaches_it(site: Path) -> None:
    with running(site) as host:
        found = ADDRESS.match(host.address)
        assert found is not None
        for family, place in ((socket.AF_INET6, "::1"), (socket.AF_INET, "127.0.0.2")):
            with socket.socket(family, socket.SOCK_STREAM) as other:
                other.settimeout(2)
                with pytest.raises(OSError):
                    other.connect((place, int(found[1])))


def test_a_killed_server_leaves_whole_files(site: Path) -> None:
    """In the middle of many changes; each change that was answered is there."""
    with running(site) as host:
        threading.Timer(0.6, host.process.kill).start()
        done = 0
        while True:
            text = f"Takeaway {done}."
            try:
                status, _ = ask(host.address + "change", {"do": "takeaway-add", "text": text, "before": None})
            except OSError:
                break
            assert status == 200
            done += 1
        assert done
    with running(site) as host:
        status, state = ask(host.address + "state")
        texts = [each["text"] for each in state["recap"]["takeaways"]]
        assert texts[1 : done + 1] == [f"Takeaway {at}." for at in range(done)]
        assert len(texts) <= done + 2  # the one that was being written may be there, or not
        assert state["problems"] == []


def test_two_servers_and_many_tabs_at_once_lose_nothing(site: Path) -> None:
    def write(address: str, name: str) -> None:
        for at in range(8):
            operation = {"do": "takeaway-add", "text": f"{name} {at}.", "before": None}
            assert ask(address + "change", operation)[0] == 200

    with running(site) as one, running(site) as other:
        first, second = one.address, other.address
        with ThreadPoolExecutor(4) as tabs:
            done = [tabs.submit(write, *each) for each in ((first, "A"), (first, "B"), (second, "C"), (second, "D"))]
            for each in done:
                each.result(60)
        texts = [each["text"] for each in ask(first + "state")[1]["recap"]["takeaways"]]
    assert sorted(texts[1:]) == sorted(f"{name} {at}." for name in "ABCD" for at in range(8))


def test_a_file_changed_beside_it_is_noticed(site: Path) -> None:
    with running(site) as host:
        address = host.address
        revision = ""
        while not revision.endswith("+"):  # once it has looked at the earlier sessions
            revision = ask(address + "state")[1]["revision"]
        session = site / FOLDER / "session.md"
        later = threading.Timer(0.3, session.write_text, [SESSION.replace("Who writes", "Who signs"), "utf-8"])
        later.start()
        status, state = ask(f"{address}changes?revision={revision.replace('+', '%2B')}")
        assert (status, state["session"]["title"]) == (200, "Who signs the label?")


def test_the_next_session_is_made_from_a_form(site: Path) -> None:
    with running(site) as host:
        address = host.address
        status, slot = ask(address + "new-session")
        assert (status, slot["start"]) == (200, "2026-12-09 20:00")
        status, made = ask(address + "new-session", {"title": "What is next: #labels?", "start": slot["start"]})
        assert status == 200
        root = address[: address.index("/", 8)]
        status, state = ask(root + made["url"] + "state")
        assert (state["session"]["title"], state["session"]["start_text"]) == (
            "What is next: #labels?",
            "2026-12-09 20:00",
        )
        assert ask(address + "new-session")[1]["start"] == "2026-12-16 20:00"
        assert ask(address + "new-session", {"title": "", "start": ""})[0] == 422
        assert ask(address + "new-session", {"title": "Again", "start": "2026-12-09 20:00"})[0] == 422
        assert ask(address + "new-session", {"title": "../../x", "start": "../.."})[0] == 422


@pytest.mark.parametrize("name", ["museum-hour/nothing", "labels", "nothing/labels", "museum-hour/../labels"])
def test_a_session_that_is_none_ends_in_a_sentence(site: Path, name: str) -> None:
    from causerie.cli import main

    result = CliRunner().invoke(main, ["draft", name, "--config", str(site)])
    told = CliRunner().invoke(command, [name, "--config", str(site), "--no-browser"])
    assert told.exit_code != 0
    assert str(told.exception) in result.output


def test_a_port_that_is_taken_is_said(site: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen(1)
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(command, ["museum-hour/labels", "--config", str(site), "--port", port])
        assert "Choose another with --port" in str(result.exception)


def test_a_forget_yml_that_cannot_be_trusted_stops_it(site: Path) -> None:
    (site / "content/forget.yml").write_text("- {account: nobody knows}\n", encoding="utf-8")
    result = CliRunner().invoke(command, ["museum-hour/labels", "--config", str(site), "--no-browser"])
    assert "forget.yml" in str(result.exception)
