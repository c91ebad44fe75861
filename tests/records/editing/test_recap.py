"""Operations on a recap.yml, one by one: what is written, what stays, and what is refused in which words."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.problems import CauserieError
from causerie.records.editing import EditConflict, EditError, edit_recap, read_entries
from causerie.records.recap_file import add_proposals, begin_recap
from causerie.records.yaml import load_yaml
from tests.records.test_recap_file import ALL, QUESTIONS

DRAFT = add_proposals(begin_recap(["A recap"], date(2026, 12, 3)), ALL, QUESTIONS).text
ORDERED = "highlights:\n- post: x:1\n  question: 1\n# about 2\n- post: x:2\n  question: 1\n- post: x:3\n  question: 2\n"


def do(text: str, name: str, /, **fields: Any) -> str:
    return edit_recap(text, {"do": name, **fields}, questions=3)


def key(text: str, name: str, at: int = 0) -> str:
    return read_entries(text)[name][at].key


def posts(text: str) -> list[tuple[str, int]]:
    return [(each["post"], each.get("question", 0)) for each in load_yaml(text)["highlights"]]


def test_a_recap_that_is_not_there_begins_as_a_draft_does() -> None:
    operation = {"do": "choose", "post": "x:7", "question": 2, "before": None}
    text = edit_recap("", operation, questions=3, today=date(2026, 12, 3), about=("Labels, 2 December",))
    assert text.startswith(begin_recap(["Labels, 2 December"], date(2026, 12, 3)))
    assert text.endswith("highlights:\n  - post: x:7\n    question: 2\n")
    assert "\n#published:\n" in do("", "takeaway-add", text="One.", before=None)


def test_draft_and_curate_go_on_with_each_others_files() -> None:
    text = do("", "choose", post="x:9", question=1)
    drafted = add_proposals(text, ALL, QUESTIONS).text
    assert posts(drafted) == [("x:9", 1), ("x:1", 1), ("x:2", 2)]
    assert add_proposals(do(drafted, "unchoose", key=key(drafted, "highlights", 1)), ALL, QUESTIONS).added == ()


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        (1, None, ["1", "2", "new", "3"]),
        (2, None, ["1", "2", "3", "new"]),
        (0, None, ["1", "2", "3", "new"]),
        (1, 0, ["new", "1", "2", "3"]),
        (2, 2, ["1", "2", "new", "3"]),
    ],
)
def test_a_chosen_post_goes_where_it_is_dropped_or_behind_its_question(
    question: int, before: int | None, expected: list[str]
) -> None:
    follows = None if before is None else key(ORDERED, "highlights", before)
    text = do(ORDERED, "choose", post="x:new", question=question, before=follows)
    assert [post.removeprefix("x:") for post, _ in posts(text)] == expected
    assert "# about 2\n- post: x:2\n" in text


def test_sections_of_a_draft_stay_and_a_highlight_goes_below_that_of_its_question() -> None:
    text = do(DRAFT, "move", key=key(DRAFT, "highlights"), before=None, question=2)
    text = do(text, "choose", post="x:9", question=1)
    text = do(text, "choose", post="x:8", question=3)
    written = text[text.index("highlights:") : text.index("\n# What was shared")]
    assert (
        written
        == """\
highlights:

  # ===== Question 1: What is the worst label?

  - post: x:9
    question: 1

  # ===== Question 2: Who signs?

  # Lea (@lea): A label # of ours: …
  #   X; 9 likes
  - post: x:2
    question: 2

  # Lea (@lea): A label # of ours: …
  #   X; 9 likes
  - post: x:1
    question: 2

  - post: x:8
    question: 3
"""
    )


def test_there_and_back_again_is_the_same_file() -> None:
    there = do(DRAFT, "move", key=key(DRAFT, "highlights"), before=None, question=2)
    back = do(there, "move", key=key(there, "highlights", 1), before=None, question=1)
    assert back == DRAFT
    chosen = do(DRAFT, "choose", post="x:9", question=2, before=key(DRAFT, "highlights", 1))
    assert do(chosen, "unchoose", key=key(chosen, "highlights", 1)) == DRAFT


def test_what_a_draft_switched_off_stays_where_it_is() -> None:
    public = "published: 2026-12-04\nhighlights:\n  # Lea\n  #- post: x:8\n  #  question: 1\n  # Amara\n  - post: x:1\n"
    assert do(public, "unchoose", key=key(public, "highlights")) == (
        "published: 2026-12-04\nhighlights:\n  # Lea\n  #- post: x:8\n  #  question: 1\n"
    )


def test_a_post_that_is_chosen_twice_is_two_entries_with_keys_of_their_own() -> None:
    twice = "highlights:\n- post: x:1 # first\n- post: x:1 # second\n"
    first, second = (each.key for each in read_entries(twice)["highlights"])
    assert second == f"{first}-2"
    assert do(twice, "unchoose", key=second) == "highlights:\n- post: x:1 # first\n"
    with pytest.raises(EditError, match="in the recap already"):
        do(twice, "choose", post="x:1", question=0)
    assert posts(do(twice, "choose", post="x:1", question=2)) == [("x:1", 0), ("x:1", 0), ("x:1", 2)]
    with pytest.raises(EditError, match="in the recap already"):
        do("highlights:\n- post: https://twitter.com/lea/status/7\n", "choose", post="x:7", question=0)


@pytest.mark.parametrize(
    "text", ["highlights: []\n", "highlights:\n", "highlights: ~\n", "highlights: [ ] # none\n", "a: 1\n"]
)
def test_a_list_without_entries_gets_one(text: str) -> None:
    after = do(text, "takeaway-add", text="One.")
    after = do(after, "choose", post="x:1", question=1)
    assert load_yaml(after)["takeaways"] == ["One."]
    assert posts(after) == [("x:1", 1)]
    assert "# none" in after or "# none" not in text
    emptied = do(after, "unchoose", key=key(after, "highlights"))
    assert not load_yaml(emptied)["highlights"]
    assert posts(do(emptied, "choose", post="x:2", question=0)) == [("x:2", 0)]


def test_lists_in_brackets_stay_in_brackets() -> None:
    text = "highlights: [{post: x:1, question: 1}, {post: x:2}] # mine\ntakeaways: [\n  A, # a\n  B\n]\n"
    after = do(text, "note", key=key(text, "highlights"), was="", text="So: #good")
    after = do(after, "move", key=key(after, "highlights", 1), before=key(after, "highlights"), question=None)
    after = do(after, "takeaway-add", text="C", before=key(after, "takeaways", 1))
    after = do(after, "takeaway-drop", key=key(after, "takeaways", 2))
    assert after == (
        'highlights: [{post: x:2}, {post: x:1, question: 1, note: "So: #good"}] # mine\n'
        "takeaways: [\n  A, # a\n  C,\n]\n"
    )


@pytest.mark.parametrize(
    ("before", "accepted", "rewritten"),
    [
        ("- Old # c\n", "- Old # c\n", '- "New: one" # c\n'),
        ("- {text: Old, proposed: true}\n", "- {text: Old}\n", '- {text: "New: one"}\n'),
        ("- text: Old\n  proposed: true # c\n", "- text: Old\n", '- text: "New: one"\n'),
        ("- proposed: true\n  # c\n  text: Old\n", "- \n  # c\n  text: Old\n", '- \n  # c\n  text: "New: one"\n'),
        ("- |\n  Old\n- B\n", "- |\n  Old\n- B\n", '- "New: one"\n- B\n'),
    ],
)
def test_a_takeaway_is_accepted_or_rewritten(before: str, accepted: str, rewritten: str) -> None:
    text = f"takeaways:\n{before}"
    assert do(text, "takeaway-accept", key=key(text, "takeaways")) == f"takeaways:\n{accepted}"
    assert (
        do(text, "takeaway-set", key=key(text, "takeaways"), was="Old", text="New: one") == f"takeaways:\n{rewritten}"
    )


ONE, SEVERAL = 'summary: "New: one"\n', "summary: |-\n  A\n\n  B\n"


@pytest.mark.parametrize(
    ("before", "one", "several", "none"),
    [
        ("summary: Old\n", ONE, SEVERAL, "#summary:\n"),
        ("summary: |\n  Old\n\na: 1\n", f"{ONE}\na: 1\n", f"{SEVERAL}\na: 1\n", "#summary:\n\na: 1\n"),
        ('#summary: "Old"\na: 1\n', f"{ONE}a: 1\n", f"{SEVERAL}a: 1\n", '#summary: "Old"\na: 1\n'),
        ("# a\na: 1 # b\n", f"{ONE}# a\na: 1 # b\n", f"{SEVERAL}# a\na: 1 # b\n", "# a\na: 1 # b\n"),
        ("{summary: Old}\n", '{summary: "New: one"}\n', '{summary: "A\\n\\nB"}\n', "{}\n"),
    ],
)
def test_a_summary_is_written_in_the_place_of_the_old_one(before: str, one: str, several: str, none: str) -> None:
    was = "Old" if load_yaml(before).get("summary") else ""
    assert do(before, "summary", was=was, text="New: one") == one
    assert do(before, "summary", was=was, text="A\n\nB\n") == several
    assert do(before, "summary", was=was, text="") == none


def test_publishing_switches_the_line_of_a_draft_on_and_off() -> None:
    text = do(DRAFT, "publish", on="2026-12-05")
    assert text == DRAFT.replace("#published: 2026-12-03", "published: 2026-12-05")
    assert do(text, "unpublish") == DRAFT.replace("2026-12-03", "2026-12-05")
    assert (
        do("# a\n\n# b\nsummary: x # c\n", "publish", on="2026-12-05")
        == "# a\n\npublished: 2026-12-05\n# b\nsummary: x # c\n"
    )
    with pytest.raises(EditError, match="'soon' is no day"):
        do(DRAFT, "publish", on="soon")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("note", {"list": "highlights", "was": "Other", "text": "New"}),
        ("takeaway-set", {"list": "takeaways", "was": "Other", "text": "New"}),
    ],
)
def test_what_was_changed_meanwhile_is_a_conflict_that_says_what_stands_there(
    name: str, fields: dict[str, str]
) -> None:
    text = "highlights:\n- post: x:1\n  note: Mine\ntakeaways: [Mine]\n"
    with pytest.raises(EditConflict) as conflict:
        do(text, name, key=key(text, fields.pop("list")), **fields)
    assert conflict.value.is_now == "Mine"
    with pytest.raises(EditConflict) as conflict:
        do("summary: Mine\n", "summary", was="", text="New")
    assert conflict.value.is_now == "Mine"
    with pytest.raises(EditConflict, match="meanwhile"):
        do(text, "unchoose", key="0" * 12)
    with pytest.raises(EditConflict, match="meanwhile"):
        do(text, "takeaway-add", text="New", before="0" * 12)


def test_what_white_space_alone_makes_different_is_no_conflict() -> None:
    text = do("summary: |\n  Two\n  lines.\n", "summary", was="Two\nlines.", text="One.")
    assert text == "summary: One.\n"


def test_alt_text_of_a_post_written_out_is_set_where_it_stands() -> None:
    text = (
        "highlights:\n- post:\n    platform: x\n    text: a\n    media: [{file: a.png, alt: Old}, {file: b.png}] # c\n"
    )
    text = do(text, "alt", key=key(text, "highlights"), at=1, was="", text="A label, blank")
    assert text.endswith('media: [{file: a.png, alt: Old}, {file: b.png, alt: "A label, blank"}] # c\n')
    with pytest.raises(EditError, match="not in the recap"):
        do(text, "alt", key=key(text, "highlights"), at=2, was="", text="x")


def test_a_pasted_post_is_written_out() -> None:
    post = {
        "platform": "bluesky", "url": "https://bsky.app/profile/jonas.example/post/3k",
        "author": {"name": "Jonas", "handle": "jonas.example", "url": ""}, "posted": "2026-12-02T20:14:10Z",
        "text": 'A2 "Nothing" #MuseumHour',
    }  # fmt: skip
    text = do("", "paste", post=post, question=2, before=None)
    assert text.endswith("""\
  - question: 2
    post:
      platform: bluesky
      url: https://bsky.app/profile/jonas.example/post/3k
      author: {name: Jonas, handle: jonas.example}
      posted: 2026-12-02T20:14:10Z
      text: 'A2 "Nothing" #MuseumHour'
""")
    with pytest.raises(EditError, match="in the recap already"):
        do(text, "paste", post=post, question=1, before=None)
    with pytest.raises(EditError, match="http"):
        do("", "paste", post={**post, "url": "javascript:alert(1)"}, question=2, before=None)
    with pytest.raises(EditError, match="Copy what the post says"):
        do("", "paste", post={**post, "text": " "}, question=2, before=None)


def test_a_post_that_answers_another_question_moves_there_with_its_comment() -> None:
    text = do(ORDERED, "assign", post="x:2", questions=[2, 3])
    assert (
        text
        == ORDERED.replace("# about 2\n- post: x:2\n  question: 1\n", "") + "# about 2\n- post: x:2\n  question: 2\n"
    )
    assert do(text, "assign", post="x:2", questions=[3, 2]) == text
    assert posts(do(text, "assign", post="x:2", questions=[]))[-1] == ("x:2", 0)
    assert do(text, "assign", post="x:unknown", questions=[1]) == text
    assert do("", "assign", post="x:unknown", questions=[1]) == ""


def test_leaving_out_takes_every_highlight_of_a_post_or_an_account() -> None:
    text = """\
highlights:
- post: x:1
- post: {platform: x, url: "https://x.com/lea/status/7", text: a, author: {handle: lea}}
- post: {platform: x, url: "https://x.com/amara/status/8", text: b, author: {handle: amara}}
- post: x:1 # again
- post: x:2
"""
    assert "x:1" not in do(text, "leave-out", post="x:1", whole=False)
    after = do(text, "leave-out", post="x:1", names=["x:2"], accounts=["x:Lea"], whole=True)
    assert len(load_yaml(after)["highlights"]) == 1
    assert "amara" in after
    assert do(text, "leave-out", post="x:8", whole=False).count("post:") == 4


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        ("choose", {"post": "x:9", "question": 4}, "There is no question 4: the session has 3"),
        ("choose", {"post": "x:9", "question": -1}, "needs a number 'question'"),
        ("takeaway-add", {"text": "  "}, "Write something"),
        ("resource-add", {"url": "javascript:x", "title": ""}, "http"),
        ("unanswered-add", {"text": "x", "by": ["lea"]}, "needs a text 'by'"),
        ("unanswered-set", {"key": "?", "status": "carried", "to": ""}, "Choose the session"),
        ("unanswered-set", {"key": "?", "status": "done", "to": ""}, "'done' is nothing"),
        ("unanswered-set", {"key": "?", "status": "carried", "to": "Not an id"}, "Not an id"),
        ("explode", {}, "There is no operation 'explode'"),
    ],
)
def test_what_cannot_be_is_refused_with_a_hint(name: str, fields: dict[str, Any], message: str) -> None:
    if fields.get("key"):
        fields["key"] = key(DRAFT, "unanswered")
    with pytest.raises(EditError, match=message):
        do(DRAFT, name, **fields)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("takeaways: [&a One, *a]\n", "repeats parts of itself"),
        ("takeaways: One\n", "'takeaways' in recap.yml is no list"),
        ("takeaways: [One\n", "recap.yml cannot be read: line 1: the list"),
        ("- One\n", "recap.yml has no fields"),
        ("? takeaways\n: - One\n", "written in a way"),
    ],
)
def test_a_file_that_cannot_be_changed_safely_is_left_alone(text: str, message: str) -> None:
    with pytest.raises(EditError, match=message):
        do(do(text, "takeaway-add", text="Two", before=None), "takeaway-drop", key=key(text, "takeaways"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda part: st.lists(part) | st.dictionaries(st.text(max_size=8), part),
)
NAMES = re.findall(
    r"\S+",
    "choose unchoose move note between rewrite paste alt takeaway-add takeaway-set takeaway-move summary resource-add"
    " resource-set unanswered-add unanswered-set publish assign leave-out",
)
FIELDS = re.findall(
    r"\S+", "post question before key was text kind at on url title questions names accounts status to by"
)


@given(st.sampled_from(NAMES), st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_a_browser_sends_is_done_or_refused(name: str, fields: dict[str, Any]) -> None:
    if fields.get("key") is not None:
        fields["key"] = key(DRAFT, "highlights")
    with suppress(CauserieError):
        load_yaml(do(DRAFT, name, **fields))
