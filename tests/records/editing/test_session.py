"""Operations on a session.md: its fields, its prose and its questions, in any layout."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from causerie.problems import CauserieError
from causerie.records.editing import EditConflict, EditError, edit_session, read_session_fields
from causerie.records.editing.front_matter import split_front_matter
from causerie.records.yaml import load_yaml

SESSION = """\
---
# Mine: a session
title: Who writes the label?  # a title
start: 2026-12-02 20:00  # local time
#duration: 60  # minutes
reason: >
  The host
  is ill.

topics:
# about one
- ai # first
- labels

questions:  # three
  - What is the worst label?
  # about Q2
  - text: What would you let a machine write?
    image: media/q2.png
    alt: A blank label
  - {text: Who signs?, at: 20}
mine_not: 1
---

Prose with **marks**.

---

Below a rule.
""".replace("mine_not: 1\n", "")


def put(text: str, field: str, value: Any, was: Any = None) -> str:
    was = read_session_fields(text)[field] if was is None else was
    return edit_session(text, {"do": "session", "field": field, "was": was, "value": value})


def ask(text: str, *questions: str) -> str:
    was = read_session_fields(text)["questions"]
    return edit_session(text, {"do": "questions", "was": was, "value": list(questions)})


def fields(text: str) -> Any:
    parts = split_front_matter(text)
    assert parts is not None
    return load_yaml(parts.fields.replace("\r\n", "\n"))


def test_what_stands_there_is_read_as_it_was_written() -> None:
    assert read_session_fields(SESSION) == {
        "title": "Who writes the label?",
        "start": "2026-12-02 20:00",
        "duration": "",
        "status": "",
        "language": "",
        "announced": "",
        "reason": "The host is ill.",
        "hosts": [],
        "guests": [],
        "topics": ["ai", "labels"],
        "questions": ["What is the worst label?", "What would you let a machine write?", "Who signs?"],
        "prose": "Prose with **marks**.\n\n---\n\nBelow a rule.",
    }


@pytest.mark.parametrize(
    ("field", "value", "old", "new"),
    [
        ("title", "Labels: #who", "Who writes the label?  # a", '"Labels: #who"  # a'),
        ("start", "2026-12-03 20:30 Europe/Paris", "2026-12-02 20:00  #", "2026-12-03 20:30 Europe/Paris  #"),
        ("duration", "45", "#duration: 60  # minutes", "duration: 45  # minutes"),
        ("status", "confirmed", "#duration: 60  # minutes\n", "#duration: 60  # minutes\n"),
        ("reason", "", "reason: >\n  The host\n  is ill.\n", ""),
        ("reason", "Snow.", ">\n  The host\n  is ill.\n", "Snow.\n"),
        ("announced", "2026-11-20", "  - {text: Who signs?, at: 20}\n", "  - {text: Who signs?, at: 20}\n"),
        ("topics", ["labels", "ai"], "# about one\n- ai # first\n- labels\n", "- labels\n# about one\n- ai # first\n"),
        ("topics", ["labels", "x: y"], "# about one\n- ai # first\n- labels\n", '- labels\n- "x: y"\n'),
        ("topics", [], "topics:\n# about one\n- ai # first\n- labels\n\n", ""),
        ("prose", "New.\n\n---\n\nMore.", "Prose with **marks**.\n\n---\n\nBelow a rule.", "New.\n\n---\n\nMore."),
        ("prose", "", "\nProse with **marks**.\n\n---\n\nBelow a rule.\n", ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_field_changes_and_nothing_else(field: str, value: Any, old: str, new: str, end: str, mark: str) -> None:
    text = mark + SESSION.replace("\n", end)
    after = put(text, field, value)
    if old != new:
        assert after == mark + SESSION.replace(old, new, 1).replace("\n", end)
    assert read_session_fields(after) == {**read_session_fields(text), field: value}
    assert put(put(after, field, read_session_fields(text)[field]), field, value) == after
    assert put(after, field, value) == after


def test_new_fields_stand_where_the_contract_has_them() -> None:
    text = "---\ntitle: A\nstart: 2026-12-02 20:00\nquestions: [B]\nlinks: []\n---\n"
    text = put(text, "status", "confirmed")
    text = put(text, "guests", ["jonas", "lea"])
    text = put(text, "announced", "2026-11-20")
    text = put(text, "prose", "Hello.\nYou.")
    assert text == (
        "---\ntitle: A\nstart: 2026-12-02 20:00\nstatus: confirmed\nguests: [jonas, lea]\nannounced: 2026-11-20\n"
        "questions: [B]\nlinks: []\n---\nHello.\nYou.\n"
    )


def test_questions_that_keep_their_text_keep_their_lines_and_other_fields() -> None:
    after = ask(SESSION, "Who signs?", "What would you let a machine write?", "And now: #what?")
    written = after[after.index("questions:") : after.index("---\n\nProse")]
    assert (
        written
        == """\
questions:  # three
  - {text: Who signs?, at: 20}
  # about Q2
  - text: What would you let a machine write?
    image: media/q2.png
    alt: A blank label
  - "And now: #what?"
"""
    )
    assert ask(after, *read_session_fields(after)["questions"]) == after


def test_a_question_that_is_rewritten_in_its_place_keeps_its_picture() -> None:
    after = ask(SESSION, "What is the worst label?", "What would you have a machine write?", "Who signs?")
    assert after == SESSION.replace("would you let a", "would you have a").replace(
        "text: What would you have a machine write?", 'text: "What would you have a machine write?"'
    )


def test_a_question_that_is_another_has_no_picture() -> None:
    after = ask(SESSION, "What is the worst label?", "Who signs?", "Who reads?")
    assert fields(after)["questions"] == ["What is the worst label?", {"text": "Who signs?", "at": 20}, "Who reads?"]


def test_all_questions_go_and_new_ones_come() -> None:
    none = ask(SESSION)
    assert "questions:  # three\n---" in none
    assert fields(ask(none, "A?", "B?"))["questions"] == ["A?", "B?"]
    assert ask("---\ntitle: A\nstart: 2026-12-02\n---\n", "A?").endswith(
        'start: 2026-12-02\nquestions:\n  - "A?"\n---\n'
    )


def test_what_was_changed_meanwhile_is_a_conflict() -> None:
    for operation in (
        {"do": "session", "field": "title", "was": "Other", "value": "New"},
        {"do": "session", "field": "prose", "was": "Other", "value": "New"},
        {"do": "session", "field": "topics", "was": ["ai"], "value": []},
        {"do": "questions", "was": [], "value": ["New?"]},
    ):
        with pytest.raises(EditConflict) as conflict:
            edit_session(SESSION, operation)
        assert conflict.value.is_now == read_session_fields(SESSION)[str(operation.get("field", "questions"))]


@pytest.mark.parametrize(
    ("text", "field", "value", "message"),
    [
        (SESSION, "title", "", "A session needs a title"),
        (SESSION, "start", "soon", "'start' is 'soon'"),
        (SESSION, "status", "sure", "'status' is 'sure'"),
        (SESSION, "duration", "an hour", "'duration' is 'an hour'"),
        (SESSION, "slot", "x", "'slot' is no field that can be changed here"),
        ("No fields.", "title", "x", "between two lines '---'"),
        ("---\ntitle: [A\n---\n", "title", "x", "session.md cannot be read"),
        ("---\n- A\n---\n", "title", "x", "session.md has no fields"),
        ("---\ntitle: &a A\nreason: *a\nstart: 2026-12-02\n---\n", "title", "x", "repeats parts of itself"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(text: str, field: str, value: str, message: str) -> None:
    was = "A" if "&a" in text else {"slot": ""}.get(field, "")
    if text is SESSION and field != "slot":
        was = read_session_fields(text)[field]
    with pytest.raises(EditError, match=message):
        put(text, field, value, was)


QUESTIONS = ["A?", "B: two?", "C #c?", "A?", "D", "- e", "f, g"]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**48).map(Random))
def test_any_list_becomes_any_other_and_the_rest_stays(random: Random) -> None:
    def draw() -> list[str]:
        return random.choices(QUESTIONS, k=random.randint(0, 5))

    def write(question: str) -> str:
        bare = f'"{question}"'
        return random.choice([bare, f"{{text: {bare}, at: {random.randint(1, 9)}}}", f"text: {bare}\n    at: 7"])

    old = draw()
    entries = [f"{'  # c' + chr(10) if random.random() < 0.3 else ''}  - {write(each)}\n" for each in old]
    text = "---\ntitle: A\nstart: 2026-12-02\n# before\nquestions:\n" + random.choice(["", "\n"]).join(entries)
    text += "# behind\nlinks: [] # mine\n---\nProse.\n"
    for _ in range(3):
        groups = [each for each in fields(text)["questions"] or [] if isinstance(each, dict)]
        before = {str(each["text"]): each for each in groups}
        old = read_session_fields(text)["questions"]
        new = draw()
        after = ask(text, *new)
        assert read_session_fields(after)["questions"] == new
        for each in fields(after)["questions"] or []:
            if isinstance(each, dict) and old.count(each["text"]) == 1:
                assert each == before.get(each["text"], each)
        assert after.startswith("---\ntitle: A\nstart: 2026-12-02\n# before\nquestions:\n")
        assert after.endswith("# behind\nlinks: [] # mine\n---\nProse.\n")
        text = after


@given(
    st.sampled_from(["title", "prose", "start", "duration", "status", "guests", "topics", "language", "reason"]),
    st.none() | st.text(max_size=20) | st.lists(st.text(max_size=9), max_size=3) | st.integers(),
)
def test_whatever_a_browser_sends_is_written_or_refused(field: str, value: Any) -> None:
    try:
        after = put(SESSION, field, value)
    except CauserieError:
        return
    assert fields(after)["title"]
    assert put(after, "prose", "Other.").endswith("---\n\nOther.\n") or field == "prose"
