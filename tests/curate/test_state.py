"""The state of the page: everything that the records say, posts as safe text, and what is still missing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from causerie.curate import app
from tests.curate.site_making import RECAP, SESSION, Page, make_site, open_desk, post_line


@pytest.fixture
def page(tmp_path: Path) -> Page:
    make_site(tmp_path)
    return Page(tmp_path)


def test_the_session_is_as_its_record_has_it(page: Page) -> None:
    session = page.state()["session"]
    told = {name: session[name] for name in ("chat", "id", "title", "start_text", "guests", "topics", "duration")}
    assert told == {
        "chat": "museum-hour",
        "id": "labels",
        "title": "Who writes the label?",
        "start_text": "2026-12-02 20:00",
        "guests": ["jonas"],
        "topics": [],
        "duration": "",
    }
    assert (session["prose"], session["minutes"]) == ("We talk about labels.", 60)
    assert [each["label"] + " " + each["at"] for each in page.state()["questions"]] == ["Q1 20:20", "Q2 20:40"]


def test_posts_come_by_time_with_what_the_draft_thinks(page: Page) -> None:
    posts = {each["id"]: each for each in page.state()["posts"]}
    assert list(posts) == [f"x:{100 + at}" for at in range(9)]
    best = posts["x:106"]
    assert (best["questions"], best["role"], best["assigned"], best["time"]) == ([2], "answer", "", "20:22")
    assert "12 likes" in best["why"] and best["reason"] and best["score"] > 0
    assert posts["x:101"]["role"] == "question"
    assert [name for name in posts if posts[name]["is_host"]] == ["x:100", "x:101", "x:105"]
    assert [name for name in posts if posts[name]["is_guest"]] == ["x:107"]
    assert posts["x:104"]["media"] == [{"alt": "", "type": "", "file": "media/a.png", "url": ""}]


def test_a_hostile_post_is_text(page: Page) -> None:
    html = next(each["html"] for each in page.state()["posts"] if each["id"] == "x:108")
    assert set(re.findall(r"<(/?\w+)", html)) <= {"p", "/p", "br", "a", "/a"}
    assert "&lt;script&gt;" in html


def test_the_recap_has_keys_that_name_its_entries(page: Page) -> None:
    recap = page.state()["recap"]
    assert [(each["post"], each["question"], each["note"]) for each in recap["highlights"]] == [
        ("x:102", 1, "Everybody laughed."),
        ("x:106", 2, ""),
    ]
    assert [(each["text"], each["proposed"]) for each in recap["takeaways"]] == [("Sign your labels.", True)]
    assert all(re.fullmatch(r"[0-9a-f]{12}(-\d+)?", each["key"]) for each in recap["highlights"])
    assert (recap["summary"], recap["published"]) == ("Labels, signed.", "")


def test_what_is_missing_is_said_with_its_place(page: Page) -> None:
    state = page.state()
    missing = [(each["what"], each["key"]) for each in state["missing"]]
    assert ("takeaways", state["recap"]["takeaways"][0]["key"]) in missing
    assert "date" not in [what for what, _ in missing]  # the button that sets it stands beside


def test_a_link_without_a_title_asks_for_one_and_stops_nothing(page: Page) -> None:
    for title in ("", "A guide"):
        state = page.change("resource-add", url=f"https://label.example/{title[2:]}", title=title, shared_by="")
    asked = [each for each in state["missing"] if each["what"] == "resources"]
    assert [(each["key"], each["needed"]) for each in asked] == [(state["recap"]["resources"][0]["key"], False)]


def test_a_session_has_hosts_of_its_own_or_its_chats(page: Page) -> None:
    session = page.state()["session"]
    assert (session["hosts"], session["chat_hosts"]) == ([], ["amara"])
    state = page.change("session", field="hosts", was=[], value=["jonas"])
    assert state["session"]["hosts"] == ["jonas"]


def test_only_a_doubtful_answer_says_so(page: Page) -> None:
    doubts = [(each["id"], each["doubt"]) for each in page.state()["posts"] if each["doubt"]]
    assert doubts == [("x:108", "perhaps no answer to this question (posted 11 minutes after Q2)")]
    changed = page.change("assign", post="x:108", questions=[2])["changed_posts"]
    assert [(each["id"], each["doubt"]) for each in changed] == [("x:108", "")]


def test_without_a_recap_the_page_begins_empty(tmp_path: Path) -> None:
    make_site(tmp_path, recap=None)
    recap = Page(tmp_path).state()["recap"]
    assert (recap["is_there"], recap["highlights"], recap["path"]) == (
        False,
        [],
        "content/chats/museum-hour/2026-12-02-labels/recap.yml",
    )


def test_a_record_that_somebody_broke_is_said_and_the_last_good_one_shown(page: Page) -> None:
    page.state()
    (page.folder / "recap.yml").write_text(RECAP + "takeaways: [oh\n", encoding="utf-8")
    (page.folder / "session.md").write_text(SESSION.replace("---\nWe", "We"), encoding="utf-8")
    state = page.state()
    assert len(state["recap"]["highlights"]) == 2
    assert state["session"]["title"] == "Who writes the label?"
    assert {problem.partition(":")[0].rpartition("/")[2] for problem in state["problems"]} == {
        "recap.yml",
        "session.md",
    }


def test_what_is_to_be_forgotten_is_not_shown(page: Page) -> None:
    (page.folder.parents[2] / "forget.yml").write_text('- {account: "x:lea", on: 2026-12-03}\n', encoding="utf-8")
    state = page.state()
    assert "x:102" not in [each["id"] for each in state["posts"]]
    assert [each["is_known"] for each in state["recap"]["highlights"]] == [False, False]
    assert "lean on" not in page.get("preview").get_data(as_text=True)


def test_newcomers_are_known_once_the_earlier_transcripts_are_read(page: Page) -> None:
    earlier = page.folder.parent / "2026-11-25-earlier"
    earlier.mkdir()
    (earlier / "transcript.jsonl").write_text(page.read("transcript.jsonl").split("\n")[2] + "\n", encoding="utf-8")
    first = page.state()
    assert not any(each["is_new"] for each in first["posts"])
    page.desk.critic.look_back()
    second = page.state()
    assert {each["author"] for each in second["posts"] if each["is_new"]} == {"Jo", "Kim"}
    assert first["revision"] != second["revision"]


def test_whoever_waits_for_changes_hears_when_there_are_none(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_LONGEST_WAIT", 0.1)
    revision = page.state()["revision"]
    assert page.get(f"changes?revision={revision}").status_code == 204
    (page.folder / "session.md").touch()
    assert page.get(f"changes?revision={revision}").status_code == 204  # touched, and says the same
    (page.folder / "recap.yml").write_text(RECAP + "# by hand\n", encoding="utf-8")
    answer = page.get(f"changes?revision={revision}")
    assert answer.status_code == 200
    assert len(answer.get_json()["posts"]) == 9


def test_a_transcript_that_grows_beside_the_page_is_read_again(page: Page) -> None:
    page.state()
    line = post_line(200, 40, "new", "A2 Late, and sorry. #MuseumHour", {})
    with (page.folder / "transcript.jsonl").open("a", encoding="utf-8") as file:
        file.write(line)
    assert [each["id"] for each in page.state()["posts"]][-1] == "x:200"
    text = page.read("transcript.jsonl")
    (page.folder / "transcript.jsonl").write_text(text.replace("Late, and sorry", "Late"), encoding="utf-8")
    assert page.state()["posts"][-1]["text"] == "A2 Late. #MuseumHour"
    (page.folder / "transcript.jsonl").write_text(text.replace('"platform"', "platform", 1), encoding="utf-8")
    state = page.state()
    assert len(state["posts"]) == 9
    assert "transcript.jsonl:1" in state["problems"][0]
    (page.folder / "transcript.jsonl").unlink()
    assert page.state()["posts"] == []


def test_takeaways_that_are_only_proposed_are_not_said_to_be_missing_too(page: Page) -> None:
    texts = [each["text"] for each in page.state()["missing"] if each["what"] == "takeaways"]
    assert texts == ["A takeaway is only proposed: accept it, or drop it."]


def test_a_question_may_be_carried_to_later_sessions_only(page: Page) -> None:
    for day, name, start in (
        ("2026-11-25", "earlier", "2026-11-25 20:00"),
        ("2026-12-02", "afternoon", "2026-12-02 15:00"),
        ("2026-12-02", "night", "2026-12-02 23:00"),
        ("2026-12-09", "later", "2026-12-09 20:00"),
        ("2026-12-16", "no-start", "soon"),
    ):
        folder = page.folder.parent / f"{day}-{name}"
        folder.mkdir()
        text = f"---\ntitle: {name.title()}\nstart: {start}\n---\n"
        (folder / "session.md").write_text(text, encoding="utf-8")
    assert page.state()["session"]["sessions"] == [
        {"id": "night", "title": "Night", "day": "2026-12-02"},
        {"id": "later", "title": "Later", "day": "2026-12-09"},
        {"id": "no-start", "title": "No-Start", "day": "2026-12-16"},
    ]


def test_the_page_speaks_the_chats_language(page: Page) -> None:
    chat = page.folder.parent / "chat.yml"
    before = page.state()
    assert (before["language"], before["posts"][2]["why"].partition(",")[0]) == ("en", "9 likes")
    chat.write_text(chat.read_text(encoding="utf-8") + "language: fr\n", encoding="utf-8")
    after = page.state()
    assert (after["language"], after["words"]["Undo"]) == ("fr", "Annuler")
    assert after["posts"][2]["why"].partition(",")[0] == "9 j’aime"


def test_the_site_speaks_where_nobody_has_translated_into_the_chats_language(tmp_path: Path) -> None:
    chat = make_site(tmp_path).parent / "chat.yml"
    chat.write_text(chat.read_text(encoding="utf-8") + "language: eo\n", encoding="utf-8")
    assert open_desk(tmp_path, "fr").state()["language"] == "fr"


def test_what_a_click_does_not_change_is_not_made_again(page: Page) -> None:
    page.state()
    known = {each["id"]: each for each in page.desk.state()["posts"]}
    reading = page.desk.reader.read_texts({})
    page.change("summary", was="Labels, signed.", text="Signed.")
    assert page.desk.reader.read_texts({"recap.yml": RECAP}) is reading
    page.change("assign", post="x:103", questions=[2])
    again = {each["id"]: each for each in page.desk.state()["posts"]}
    assert [post for post in known if known[post] is not again[post]] == ["x:103"]


def test_a_french_site_has_french_words(tmp_path: Path) -> None:
    make_site(tmp_path)
    state = open_desk(tmp_path, "fr").state()
    assert state["language"] == "fr"
    assert set(state["words"]) == set(open_desk(tmp_path).state()["words"])
