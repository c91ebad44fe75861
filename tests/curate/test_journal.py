"""Undo and redo through the whole session, also past what a person wrote into the files meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.curate.site_making import RECAP, SESSION, Page, make_site

OPERATIONS: list[dict[str, Any]] = [
    {"do": "choose", "post": "x:103", "question": 1, "before": None},
    {"do": "summary", "was": "Labels, signed.", "text": "All signed."},
    {"do": "assign", "post": "x:102", "questions": [2]},
    {"do": "session", "field": "title", "was": "Who writes the label?", "value": "Labels"},
    {"do": "alt-post", "post": "x:104", "at": 0, "was": "", "text": "An empty shelf"},
    {"do": "takeaway-add", "text": "Sign.", "before": None},
    {"do": "leave-out", "post": "x:107", "whole": True, "reason": ""},
    {"do": "publish", "on": "2026-12-04"},
]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    make_site(tmp_path)
    return Page(tmp_path)


def all_files(page: Page) -> dict[str, bytes]:
    root = page.folder.parents[3]
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


def without_revision(state: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("revision", "posts", "changed_posts", "words")}


def test_every_step_goes_back_and_forth_to_the_byte(page: Page) -> None:
    files, states = [all_files(page)], [without_revision(page.state())]
    for operation in OPERATIONS:
        states.append(without_revision(page.change(**operation)))
        files.append(all_files(page))
    for at in reversed(range(len(OPERATIONS))):
        answer = page.post("undo")
        assert answer.status_code == 200, answer.get_json()
        assert all_files(page) == files[at], OPERATIONS[at]
        assert answer.get_json()["recap"] == states[at]["recap"]
    assert page.post("undo").status_code == 422
    for at in range(len(OPERATIONS)):
        answer = page.post("redo")
        assert answer.status_code == 200, answer.get_json()
        assert all_files(page) == files[at + 1], OPERATIONS[at]
    assert page.post("redo").status_code == 422


def test_undo_and_redo_are_named(page: Page) -> None:
    assert (page.state()["undo"], page.state()["redo"]) == ("", "")
    state = page.change("summary", was="Labels, signed.", text="Signed.")
    assert state["undo"] and not state["redo"]
    state = page.post("undo").get_json()
    assert not state["undo"] and state["redo"]
    assert not page.change("summary", was="Labels, signed.", text="Mine.")["redo"]


def test_what_changes_nothing_is_no_step(page: Page) -> None:
    assert page.change("unpublish")["undo"] == ""


def test_other_lines_that_a_person_wrote_meanwhile_stay(page: Page) -> None:
    page.change("summary", was="Labels, signed.", text="Signed.")
    (page.folder / "recap.yml").write_text(page.read() + "  - text: By hand.\n", encoding="utf-8")
    assert page.post("undo").status_code == 200
    assert page.read() == RECAP + "  - text: By hand.\n"
    assert page.post("redo").status_code == 200
    assert page.read() == RECAP.replace("Labels, signed.", "Signed.") + "  - text: By hand.\n"


def test_the_same_line_written_by_a_person_is_theirs(page: Page) -> None:
    page.change("summary", was="Labels, signed.", text="Signed.")
    by_hand = RECAP.replace("Labels, signed.", "By hand.")
    (page.folder / "recap.yml").write_text(by_hand, encoding="utf-8")
    answer = page.post("undo")
    assert answer.status_code == 409
    assert "recap.yml was changed" in answer.get_json()["conflict"]
    assert page.read() == by_hand
    (page.folder / "recap.yml").write_text(RECAP.replace("Labels, signed.", "Signed."), encoding="utf-8")
    assert page.post("undo").status_code == 200  # once it is put right, the step is still there


def test_a_step_that_cannot_be_undone_is_skipped_and_the_one_before_it_undone(page: Page) -> None:
    page.change("takeaway-add", text="Sign.", before=None)
    last = page.change("summary", was="Labels, signed.", text="Signed.")["undo_step"]
    text = page.read().replace("summary: Signed.", "summary: By hand.")
    (page.folder / "recap.yml").write_text(text, encoding="utf-8")
    assert page.post("undo").status_code == 409
    assert page.post("skip-undo", {"step": last - 1}).status_code == 409  # another step than the page means
    answer = page.post("skip-undo", {"step": last})
    assert (answer.status_code, answer.get_json()["undo_step"], page.read()) == (200, last - 1, text)
    assert page.post("undo").status_code == 200
    assert page.read() == RECAP.replace("Labels, signed.", "By hand.")
    assert page.post("skip-undo", {"step": 0}).status_code == 409  # none is left


def test_what_cannot_be_done_again_is_skipped_too(page: Page) -> None:
    page.change("summary", was="Labels, signed.", text="Signed.")
    step = page.post("undo").get_json()["redo_step"]
    (page.folder / "recap.yml").write_text(RECAP.replace("Labels, signed.", "By hand."), encoding="utf-8")
    assert page.post("redo").status_code == 409
    assert page.post("skip-redo", {"step": step}).get_json()["redo"] == ""


def test_a_post_that_was_assigned_anew_meanwhile_stays(page: Page) -> None:
    page.change("assign", post="x:103", questions=[2])
    text = page.read("transcript.jsonl").replace('"question": 2', '"question": 1')
    (page.folder / "transcript.jsonl").write_text(text, encoding="utf-8")
    assert page.post("undo").status_code == 409
    assert page.read("transcript.jsonl") == text


def test_a_merge_that_would_break_the_record_is_refused(page: Page) -> None:
    page.change("session", field="topics", was=[], value=["labels"])
    broken = page.read("session.md").replace("start: 2026-12-02 20:00", "start: tonight")
    (page.folder / "session.md").write_text(broken, encoding="utf-8")
    answer = page.post("undo")
    assert answer.status_code == 200  # it was broken before; the person's line stays
    assert page.read("session.md") == SESSION.replace("start: 2026-12-02 20:00", "start: tonight")


def test_a_file_that_is_gone_is_not_made_again_by_undo(page: Page) -> None:
    page.change("summary", was="Labels, signed.", text="Signed.")
    (page.folder / "recap.yml").unlink()
    assert page.post("undo").status_code == 409
    assert not (page.folder / "recap.yml").exists()
