"""Changes through the server: into the files at once, beside what a person wrote, and refused in a sentence."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from causerie.curate import disk
from causerie.problems import CauserieError
from causerie.records import read_forgotten, read_transcript
from causerie.records.forgetting import read_held, read_subject
from causerie.records.source import Source
from causerie.records.write import write_atomically
from causerie.records.yaml import load_yaml
from tests.curate.site_making import RECAP, SESSION, Page, make_site, open_desk


@pytest.fixture
def page(tmp_path: Path) -> Page:
    make_site(tmp_path)
    return Page(tmp_path)


def chosen(state: dict[str, Any]) -> list[tuple[str, int]]:
    return [(each["post"] or each["text"], each["question"]) for each in state["recap"]["highlights"]]


def key_of(state: dict[str, Any], post: str) -> str:
    return next(str(each["key"]) for each in state["recap"]["highlights"] if each["post"] == post)


def test_a_click_is_in_the_file_at_once_and_all_else_stays(page: Page) -> None:
    state = page.change("choose", post="x:103", question=1, before=None)
    assert chosen(state) == [("x:102", 1), ("x:103", 1), ("x:106", 2)]
    lines = page.read().splitlines()
    assert [line for line in RECAP.splitlines() if line not in lines] == []
    assert load_yaml(page.read())["highlights"][1] == {"post": "x:103", "question": 1}


def test_an_answer_brings_only_the_posts_that_changed(page: Page) -> None:
    revision = page.state()["revision"]
    answer = page.post(f"change?revision={revision}", {"do": "assign", "post": "x:103", "questions": [2]}).get_json()
    assert "posts" not in answer
    assert [(each["id"], each["questions"], each["assigned"]) for each in answer["changed_posts"]] == [
        ("x:103", [2], "hand")
    ]
    assert page.change("summary", was="Labels, signed.", text="Signed.")["changed_posts"] == []


def test_a_page_that_missed_something_gets_all_posts(page: Page) -> None:
    page.state()
    answer = page.post("change?revision=longgone", {"do": "unpublish"}).get_json()
    assert len(answer["posts"]) == 9


def test_a_post_of_another_question_moves_its_highlight(page: Page) -> None:
    state = page.change("assign", post="x:102", questions=[2, 1])
    assert chosen(state) == [("x:102", 1), ("x:106", 2)]  # it still answers the first
    state = page.change("assign", post="x:102", questions=[2])
    assert chosen(state) == [("x:106", 2), ("x:102", 2)]
    post = next(post for post in read_transcript(page.folder / "transcript.jsonl").posts if post.id == "x:102")
    assert (post.questions, post.assigned) == ((2,), "hand")
    state = page.post("undo").get_json()
    assert chosen(state) == [("x:102", 1), ("x:106", 2)]
    post = next(post for post in read_transcript(page.folder / "transcript.jsonl").posts if post.id == "x:102")
    assert post.questions == (2, 1)


@pytest.mark.parametrize("numbers", [[3], ["1"], "1", [0], [-1], [1.5], None, [True], [10**20]])
def test_a_question_that_is_none_is_refused(page: Page, numbers: Any) -> None:
    before = page.read("transcript.jsonl")
    answer = page.post("change", {"do": "assign", "post": "x:102", "questions": numbers})
    assert (answer.status_code, page.read("transcript.jsonl")) == (422, before)


def test_an_alt_text_is_the_transcripts(page: Page) -> None:
    assert ("alt", "") not in [(each["what"], each["key"]) for each in page.state()["missing"]]
    state = page.change("choose", post="x:104", question=1, before=None)
    assert ("alt", key_of(state, "x:104")) in [(each["what"], each["key"]) for each in state["missing"]]
    state = page.change("alt-post", post="x:104", at=0, was="", text="An empty shelf")
    assert state["changed_posts"][0]["media"][0]["alt"] == "An empty shelf"
    assert "alt" not in [each["what"] for each in state["missing"]]
    answer = page.post("change", {"do": "alt-post", "post": "x:104", "at": 0, "was": "", "text": "No"})
    assert (answer.status_code, answer.get_json()["is_now"]) == (409, "An empty shelf")


def test_whoever_asks_is_left_out_everywhere(page: Page) -> None:
    page.state()
    answer = page.post("change", {"do": "leave-out", "post": "x:102", "whole": True, "reason": "asked by mail"})
    state = answer.get_json()
    assert {each["handle"] for each in state["posts"]} == {"amara_d", "jo", "kim", "jonas_l"}
    assert state["recap"]["highlights"] == []
    forget = page.folder.parents[2] / "forget.yml"
    (entry,) = load_yaml(forget.read_text(encoding="utf-8"))
    assert entry.keys() == {"hashed", "on", "reason"}
    assert "lea" not in forget.read_text(encoding="utf-8").split("\n", 1)[1].casefold()
    forgotten = read_forgotten(Source(forget, page.folder))
    assert forgotten is not None
    content = page.folder.parents[2]
    known = read_held(content, content.parent).find(read_subject("x:lea"))  # what `causerie forget` writes
    assert all(map(forgotten.knows, ("x:lea", "x:102", *known.all_names())))
    assert (entry["on"], entry["reason"], forgotten.has_handle("amara_d")) == ("2026-12-03", "asked by mail", False)
    state = page.post("undo").get_json()
    assert len(state["posts"]) == 9
    assert not (page.folder.parents[2] / "forget.yml").exists()
    assert page.read() == RECAP


def test_one_post_is_left_out_and_its_author_stays(page: Page) -> None:
    state = page.change("leave-out", post="x:102", whole=False, reason="")
    assert chosen(state) == [("x:106", 2)]


def test_a_post_written_out_in_the_recap_can_be_left_out(page: Page) -> None:
    post = {
        "platform": "mastodon",
        "url": "https://glammr.example/@noor/113580000000000001",
        "author": {"name": "Noor", "handle": "noor@glammr.example"},
        "text": "A1 A label without a year.",
        "posted": "2026-12-02T20:09:00Z",
    }
    state = page.change("paste", post=post, question=1, before=None)
    pasted = next(each for each in state["recap"]["highlights"] if each["inline"])
    assert (pasted["inline"]["author"], pasted["inline"]["time"]) == ("Noor", "20:09")
    assert pasted["inline"]["html"] == "<p>A1 A label without a year.</p>"
    state = page.change("leave-out", post=post["url"], whole=True, reason="")
    assert [each["inline"] for each in state["recap"]["highlights"]] == [None, None]


def test_the_first_click_makes_a_recap_as_a_draft_does(tmp_path: Path) -> None:
    make_site(tmp_path, recap=None)
    page = Page(tmp_path)
    page.change("choose", post="x:103", question=1, before=None)
    assert "x:103" in page.read()
    assert 'The recap of "Who writes the label?"' in page.read()
    page.post("undo")
    assert not (page.folder / "recap.yml").exists()


def test_the_session_is_edited_and_its_comments_stay(page: Page) -> None:
    state = page.change("session", field="title", was="Who writes the label?", value="Who signs: you?")
    assert state["session"]["title"] == "Who signs: you?"
    assert "# as announced" in page.read("session.md")
    state = page.change("session", field="topics", was=[], value=["labels"])
    assert state["session"]["topics"] == ["labels"]
    questions = [each["text"] for each in state["questions"]]
    state = page.change("questions", was=questions, value=[*questions, "What is next?"])
    assert [each["text"] for each in state["questions"]] == [*questions, "What is next?"]
    state = page.change("session", field="prose", was=state["session"]["prose"], value="New *words*.")
    assert page.read("session.md").endswith("---\nNew *words*.\n")


@pytest.mark.parametrize(
    ("field", "was", "value"),
    [("start", "2026-12-02 20:00", "tonight"), ("duration", "", "-3"), ("status", "", "sold out"),
     ("guests", ["jonas"], ["nobody"]), ("title", "Who writes the label?", ""), ("hosts", [], ["lea"]),
     ("id", "", "../x"), ("prose", "We talk about labels.", "![x](media/../../secret.png)")],
)  # fmt: skip
def test_a_value_that_a_record_does_not_take_is_refused_in_a_sentence(
    page: Page, field: str, was: Any, value: Any
) -> None:
    answer = page.post("change", {"do": "session", "field": field, "was": was, "value": value})
    assert answer.status_code == 422, answer.get_json()
    assert answer.get_json()["error"].rstrip().endswith((".", ")")), answer.get_json()
    assert page.read("session.md") == SESSION


def test_what_the_page_has_not_seen_is_not_overwritten(page: Page) -> None:
    page.state()
    (page.folder / "recap.yml").write_text(RECAP.replace("Labels, signed.", "By hand."), encoding="utf-8")
    answer = page.post("change", {"do": "summary", "was": "Labels, signed.", "text": "By the page."})
    told = answer.get_json()
    assert (answer.status_code, told["is_now"], told["state"]["recap"]["summary"]) == (409, "By hand.", "By hand.")
    assert "By hand." in page.read()


def test_a_hand_edit_elsewhere_stays(page: Page) -> None:
    key = key_of(page.state(), "x:106")
    (page.folder / "recap.yml").write_text("# by hand\nmetrics: {posts: {value: 3}}\n" + RECAP, encoding="utf-8")
    page.change("note", key=key, was="", text="Well said.")
    assert page.read().startswith("# by hand\nmetrics: {posts: {value: 3}}\n# A note")
    assert "Well said." in page.read()


def test_a_file_that_somebody_broke_waits_and_the_others_do_not(page: Page) -> None:
    page.state()
    broken = RECAP + "takeaways: [oh\n"
    (page.folder / "recap.yml").write_text(broken, encoding="utf-8")
    answer = page.post("change", {"do": "choose", "post": "x:103", "question": 1, "before": None})
    assert answer.status_code == 422
    assert page.read() == broken
    page.change("session", field="title", was="Who writes the label?", value="Labels")


@pytest.mark.parametrize("name", ["recap.yml", "session.md", "transcript.jsonl"])
def test_a_read_only_file_is_left_as_it_is(page: Page, name: str) -> None:
    operation = {
        "recap.yml": {"do": "choose", "post": "x:103", "question": 1, "before": None},
        "session.md": {"do": "session", "field": "title", "was": "Who writes the label?", "value": "Labels"},
        "transcript.jsonl": {"do": "assign", "post": "x:102", "questions": [2]},
    }[name]
    files = {each.name: each.read_bytes() for each in page.folder.iterdir() if each.is_file()}
    (page.folder / name).chmod(0o444)
    answer = page.post("change", operation)
    assert (answer.status_code, "read-only" in answer.get_json()["error"]) == (422, True)
    assert {each.name: each.read_bytes() for each in page.folder.iterdir() if each.is_file()} == files


def test_a_full_disk_is_a_sentence_and_the_file_stays(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    files = {each.name: each.read_bytes() for each in page.folder.iterdir() if each.is_file()}
    monkeypatch.setattr(os, "fsync", full)
    for operation in (
        {"do": "choose", "post": "x:103", "question": 1, "before": None},
        {"do": "assign", "post": "x:102", "questions": [2]},
    ):
        answer = page.post("change", operation)
        assert (answer.status_code, "No space left" in answer.get_json()["error"]) == (422, True)
    assert {each.name: each.read_bytes() for each in page.folder.iterdir() if each.is_file()} == files


def test_a_recap_that_cannot_follow_takes_the_post_back(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills between the transcript and the recap."""
    page.state()
    before = page.read("transcript.jsonl")

    def fail_recap(path: Path, text: str | Iterable[str], **how: Any) -> None:
        if path.name == "recap.yml":
            raise CauserieError("No space left.")
        write_atomically(path, text, **how)

    monkeypatch.setattr(disk, "write_atomically", fail_recap)
    answer = page.post("change", {"do": "assign", "post": "x:102", "questions": [2]})
    assert (answer.status_code, page.read(), page.read("transcript.jsonl")) == (422, RECAP, before)


def test_an_editor_that_saves_in_the_same_moment_is_not_overwritten(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, saved = disk.read_file, list[Path]()

    def read_after_the_editor(path: Path) -> str | None:
        if path.name == "recap.yml" and not saved:
            saved.append(path)
            path.write_text(RECAP + "# saved this moment\n", encoding="utf-8")
        return real(path)

    monkeypatch.setattr(disk, "read_file", read_after_the_editor)  # what is asked right before the file is replaced
    page.change("choose", post="x:103", question=1, before=None)
    assert saved
    assert "# saved this moment" in page.read()
    assert "x:103" in page.read()


def test_two_servers_keep_what_the_other_wrote(page: Page, tmp_path: Path) -> None:
    other = open_desk(tmp_path)
    other.state()
    page.change("choose", post="x:103", question=1, before=None)
    state = other.change({"do": "choose", "post": "x:107", "question": 2, "before": None})
    assert chosen(state) == [("x:102", 1), ("x:103", 1), ("x:106", 2), ("x:107", 2)]


@pytest.mark.parametrize(
    "operation",
    [
        {},
        {"do": "rm"},
        {"do": ["choose"]},
        {"do": "choose", "post": "../../etc/passwd", "question": 1, "before": "..\\.."},
        {"do": "choose", "post": "x:103", "question": "1; rm", "before": None},
        {"do": "note", "key": "../recap", "was": "", "text": "x"},
        {"do": "leave-out", "post": "../..", "whole": True, "reason": ""},
        {"do": "leave-out", "post": {"a": 1}, "whole": True},
        {"do": "alt-post", "post": "x:104", "at": -1, "was": "", "text": "x"},
        {"do": "summary", "was": "Labels, signed.", "text": "x" * 30_000},
        {"do": "summary", "was": "Labels, signed.", "text": [[[[[["x"]]]]]]},
        {"do": "publish", "on": "../../x"},
        {"do": "session", "field": "\ud800", "was": "", "value": "x"},
        {"do": "takeaway-add", "text": "\ud83d", "before": None},
        {"do": "unanswered-set", "key": "x", "status": "gone", "to": "../"},
    ],
)
def test_an_operation_that_is_none_changes_nothing(page: Page, operation: dict[str, Any]) -> None:
    files = {each: each.read_bytes() for each in page.folder.parents[3].rglob("*") if each.is_file()}
    answer = page.post("change", operation)
    assert answer.status_code in (409, 422), answer.get_json()
    assert {each: each.read_bytes() for each in page.folder.parents[3].rglob("*") if each.is_file()} == files


def test_dangerous_words_are_text_in_the_file(page: Page) -> None:
    hostile = "--- !!python/object/apply:os.system ['x'] #no: {a} <script>"
    page.change("takeaway-add", text=hostile, before=None)
    assert load_yaml(page.read())["takeaways"][1] == hostile
    html = page.get("preview").get_data(as_text=True)
    assert "<script" not in html


def test_windows_line_ends_stay(page: Page) -> None:
    (page.folder / "recap.yml").write_bytes(("\ufeff" + RECAP).replace("\n", "\r\n").encode())
    page.change("choose", post="x:103", question=1, before=None)
    content = (page.folder / "recap.yml").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.startswith(b"\xef\xbb\xbf")


def test_what_a_killed_program_left_is_swept_away_but_nothing_of_a_person(tmp_path: Path) -> None:
    folder = make_site(tmp_path)
    names = [".recap.yml.ab12.tmp", ".recap.yml.swp", ".notes.tmp", ".session.md.new.tmp"]
    for name in names:
        (folder / name).touch()
    for name in names[:3]:
        os.utime(folder / name, (1, 1))
    forget = tmp_path / "content/.forget.yml.cd34.tmp"
    forget.touch()
    os.utime(forget, (1, 1))
    open_desk(tmp_path)
    assert sorted(each.name for each in folder.glob(".*")) == [".notes.tmp", ".recap.yml.swp", ".session.md.new.tmp"]
    assert not forget.exists()


def test_a_folder_that_is_gone_is_said(page: Page) -> None:
    page.state()
    page.folder.rename(page.folder.parent / "2026-12-03-labels")
    answer = page.post("change", {"do": "summary", "was": "", "text": "Signed."})
    assert (answer.status_code, "2026-12-02-labels is gone" in answer.get_json()["error"]) == (422, True)
