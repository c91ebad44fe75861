"""Who gets nowhere: requests without the token, from another name or another site, with forms, with `..`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.curate.site_making import PORT, TOKEN, Page, make_site

OPERATIONS = [
    "alt", "alt-post", "assign", "between", "choose", "leave-out", "move", "note", "paste", "publish", "questions",
    "resource-add", "resource-drop", "resource-move", "resource-set", "rewrite", "session", "summary",
    "takeaway-accept", "takeaway-add", "takeaway-drop", "takeaway-move", "takeaway-set", "unanswered-add",
    "unanswered-drop", "unanswered-rewrite", "unanswered-set", "unchoose", "unpublish",
]  # fmt: skip
FIELDS = [
    "at", "before", "by", "field", "key", "kind", "names", "on", "post", "question", "questions", "reason",
    "shared_by", "status", "text", "title", "to", "url", "value", "was", "whole",
]  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Page:
    make_site(tmp_path)
    return Page(tmp_path)


@pytest.mark.parametrize("address", ["", "state", "preview", "static/curate.html", "changes", "new-session"])
@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "é", "%00", "..%2f" + TOKEN])
def test_without_the_token_there_is_nothing(page: Page, token: str, address: str) -> None:
    answer = page.get(address, token=token)
    assert answer.status_code == 404
    assert TOKEN not in answer.get_data(as_text=True)


@pytest.mark.parametrize("address", ["change", "undo", "redo", "deploy", "publish-check", "look-up", "new-session"])
def test_without_the_token_nothing_is_done(page: Page, address: str) -> None:
    before = page.read()
    answer = page.post(address, {"do": "choose", "post": "x:103", "question": 1, "before": None}, token="other")
    assert (answer.status_code, page.read()) == (404, before)


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:80", f"127.0.0.1:{PORT}.evil.example",
     f"0.0.0.0:{PORT}", f"localhost.evil.example:{PORT}", f"localhost:{PORT}@evil.example", ""],
)  # fmt: skip
def test_a_foreign_host_is_refused(page: Page, host: str) -> None:
    assert page.get("state", headers={"Host": host}).status_code == 403


def test_localhost_is_this_machine(page: Page) -> None:
    assert page.get("state", headers={"Host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Origin": f"http://localhost:{PORT}"},  # the page was opened by the number
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_gets_nowhere(page: Page, headers: dict[str, str]) -> None:
    operation = {"do": "choose", "post": "x:103", "question": 1, "before": None}
    before = page.read()
    assert page.post("change", operation, headers=headers).status_code == 403
    assert page.get("state", headers=headers).status_code == 403
    assert page.read() == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_what_a_form_can_send_is_refused(page: Page, kind: str) -> None:
    before = page.read()
    assert page.post("change", {"do": "undo"}, headers={"Content-Type": kind}).status_code == 415
    assert page.read() == before


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"\xff", b'"x"', b"[" * 100_000, b'{"do": NaN}', b'{"do": {}}'])
def test_a_body_that_is_no_operation_is_refused_in_a_sentence(page: Page, body: bytes) -> None:
    answer = page.post("change", body)
    assert answer.status_code in (400, 422)
    assert answer.get_json()["error"].endswith(".")


def test_a_body_of_megabytes_is_not_read(page: Page) -> None:
    body = json.dumps({"do": "summary", "was": "", "text": "x" * 3_000_000}).encode()
    assert page.post("change", body).status_code == 413


@pytest.mark.parametrize(
    "name",
    ["../session.md", "..%2fsession.md", "%2e%2e/session.md", "..\\session.md", "/etc/passwd", "//etc/passwd",
     "session.md", "recap.yml", "../../2026-12-02-labels/media/a.png", "media/../../../chat.yml", ".hidden.png",
     "a.png%00", "%ed%a0%80.png", "a" * 3000 + ".png", "a/" * 2000 + "a.png", "x/../../session.md", "C:/a.png"],
)  # fmt: skip
@pytest.mark.parametrize("place", ["media/", "static/", "theme/"])
def test_no_path_leads_out_of_the_folders(page: Page, place: str, name: str) -> None:
    (page.folder / "media" / ".hidden.png").write_bytes(b"")
    answer = page.get(place + name)
    assert answer.status_code in (404, 308, 403)
    assert "Museum" not in answer.get_data(as_text=True)


def test_a_link_out_of_the_folder_is_not_followed(page: Page, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    (page.folder / "media" / "link.png").symlink_to(tmp_path / "secret.png")
    assert page.get("media/link.png").status_code == 404


def test_pictures_of_the_session_are_shown(page: Page) -> None:
    assert [page.get(f"media/{name}").status_code for name in ("a.png", "media/a.png", "b.png")] == [200, 200, 404]


def test_every_answer_keeps_itself_to_this_page(page: Page) -> None:
    for address in ("", "state", "preview", "theme/causerie.css", "nothing", "media/a.png"):
        headers = page.get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers
        assert "Set-Cookie" not in headers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_answered(page: Page, method: str) -> None:
    answer = page.client.open(f"/{TOKEN}/change", method=method, headers={"Host": f"127.0.0.1:{PORT}"})
    assert answer.status_code == 405


@pytest.mark.parametrize("do", OPERATIONS)
@pytest.mark.parametrize("kind", ["text", "list", "group"])
def test_no_field_of_an_operation_leads_out_of_the_folder(page: Page, tmp_path: Path, do: str, kind: str) -> None:
    """Free text may say `..`; no file is made of it, and none but the session's own is written."""
    far = "../../../far"
    value = {"text": far, "list": [far], "group": {"file": far, "url": far, "text": far, "platform": far}}[kind]
    own = {page.folder / name for name in ("recap.yml", "session.md", "transcript.jsonl")}
    before = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    answer = page.post("change", {"do": do, **dict.fromkeys(FIELDS, value)})
    assert answer.status_code in (200, 409, 422)
    after = {each: each.read_bytes() for each in tmp_path.rglob("*") if each.is_file()}
    assert {each: text for each, text in after.items() if each not in own} == {
        each: text for each, text in before.items() if each not in own
    }
    assert page.get("state").status_code == 200
