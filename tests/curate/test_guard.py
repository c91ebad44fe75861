"""Who gets nowhere: requests without the token, from another name or another site, with forms, with `..`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.curate.operations import RICH_RECAP, valid_operations, with_each_part
from tests.curate.site_making import PORT, TOKEN, Page, make_site
from tests.curate.watching import watch

FAR = "../../../far"
FARS = {"text": FAR, "list": [FAR], "group": {"file": FAR, "url": FAR, "text": FAR, "platform": FAR, "name": FAR}}
NEXT = "---\ntitle: Verse\nstart: 2026-12-09 20:00\n---\n"
OPERATIONS = [
    "alt", "alt-post", "assign", "between", "choose", "leave-out", "move", "note", "paste", "publish", "questions",
    "resource-add", "resource-drop", "resource-move", "resource-set", "rewrite", "session", "session guests",
    "session prose", "summary", "takeaway-accept", "takeaway-add", "takeaway-drop", "takeaway-move", "takeaway-set",
    "unanswered-add", "unanswered-drop", "unanswered-rewrite", "unanswered-set", "unanswered-set carried", "unchoose",
    "unpublish",
]  # fmt: skip
FREE_TEXTS = {
    "alt", "alt-post", "between", "leave-out", "note", "paste", "questions", "resource-add", "resource-set", "rewrite",
    "session", "session prose", "summary", "takeaway-add", "takeaway-set", "unanswered-add", "unanswered-rewrite",
}  # fmt: skip


@pytest.fixture
def page(tmp_path: Path) -> Page:
    make_site(tmp_path)
    return Page(tmp_path)


@pytest.mark.parametrize("address", ["", "state", "preview", "static/curate/curate.html", "changes", "new-session"])
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


def every_file(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() if each.is_file() else b"" for each in folder.rglob("*")}


@pytest.fixture
def surrounded(tmp_path: Path) -> Page:
    """A page whose site has files where `FAR` may lead to, and another session."""
    root = tmp_path / "one" / "two" / "site"
    folder = make_site(root, recap=RICH_RECAP)
    (folder.parent / "2026-12-09-verse").mkdir()
    (folder.parent / "2026-12-09-verse" / "session.md").write_text(NEXT, encoding="utf-8")
    for place in (root / "content", root, root.parent, tmp_path):
        (place / "far").write_text("secret", encoding="utf-8")
    return Page(root)


@pytest.mark.parametrize("name", OPERATIONS)
def test_no_part_of_an_operation_leads_out_of_the_folder(surrounded: Page, tmp_path: Path, name: str) -> None:
    """Free text may say `..`; no file is looked at or made because of it, and none but the session's own is written."""
    page, content = surrounded, surrounded.folder.parents[2]

    def is_on_way(path: str) -> bool:
        return Path(path).is_relative_to(content) or content.is_relative_to(path)

    before = every_file(tmp_path)
    operations = valid_operations(page.state()["recap"])
    assert sorted(operations) == OPERATIONS
    fields = {"do": name.split()[0], **operations[name]}
    answer = page.post("change", fields)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    own = {page.folder / file for file in ("recap.yml", "session.md", "transcript.jsonl")} | {content / "forget.yml"}
    is_taken = False
    for far in FARS.values():
        for hostile in with_each_part(fields, far):
            if hostile["do"] != fields["do"]:
                continue
            for each in own:
                each.write_bytes(before[each]) if each in before else each.unlink(missing_ok=True)
            with watch() as doings:
                answer = page.post("change", hostile)
                said = page.get("state"), page.get("preview")
            assert answer.status_code in (200, 409, 422), hostile
            assert [each.status_code for each in said] == [200, 200], hostile
            assert [each for each in (answer, *said) if "secret" in each.get_data(as_text=True)] == [], hostile
            is_taken |= answer.status_code == 200 and far is FAR
            after = every_file(tmp_path)
            different = {each for each in before.keys() | after.keys() if before.get(each) != after.get(each)}
            assert different <= own, hostile
            assert str(page.folder / "session.md") in doings.seen, "it is seen what is read"
            assert [each for each in doings.seen if Path(each).name == "far" or ".." in Path(each).parts] == [], hostile
            beside = [each for each in doings.seen if Path(each).is_relative_to(tmp_path) and not is_on_way(each)]
            assert beside == [], hostile
            assert [each for each in doings.changed if not Path(each).is_relative_to(content)] == [], hostile
            assert doings.reached == [], hostile
    assert is_taken or name not in FREE_TEXTS
