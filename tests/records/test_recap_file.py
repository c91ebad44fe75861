"""Drafts in recap.yml: what a person wrote stays, what is new is added once, what was deleted stays away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.recap import Highlight, Resource, Takeaway, Unanswered
from causerie.problems import CauserieError
from causerie.records.faults import YamlFaults
from causerie.records.proposals import Proposal
from causerie.records.recap_file import DraftedRecap, add_proposals, begin_recap
from causerie.records.session_questions import add_questions
from causerie.records.write import quote_text
from causerie.records.yaml import load_yaml
from causerie.text import clean_text
from tests import make

QUESTIONS = {1: "What is the worst label?", 2: "Who signs?", 3: "Why: #labels?"}


def highlight(post: str, question: int = 1, comment: str = "Lea (@lea): A label # of ours: …") -> Proposal:
    value = Highlight(post=make.post(id=post, url=f"https://x.example/{post}"), question=question)
    return Proposal(value=value, post=post, comment=(comment, "  X; 9 likes"))


def takeaway(text: str, post: str = "x:1") -> Proposal:
    return Proposal(value=Takeaway(text, is_proposed=True), post=post, comment=("Lea",))


def resource(url: str, title: str = "") -> Proposal:
    return Proposal(value=Resource(url=url, title=title, shared_by="lea"))


def unanswered(text: str, post: str = "x:1") -> Proposal:
    return Proposal(value=Unanswered(text=text, by="lea@glammr.example"), post=post)


ALL = (
    takeaway('"Acquired" #label: a clean word'),
    highlight("x:1"),
    highlight("x:2", 2),
    resource("https://a.example/guide?a=1", "A guide: #1"),
    unanswered("Who pays? #museums"),
)


def add(text: str, *proposals: Proposal) -> DraftedRecap:
    return add_proposals(text, proposals, QUESTIONS)


def lines_kept(before: str, after: str) -> bool:
    """Whether every line stands in the new text, in its order."""
    rest = iter(after.splitlines())
    return all(line in rest for line in before.splitlines())


def posts_of(text: str) -> list[Any]:
    return [each.get("post", each) for each in load_yaml(text)["highlights"]]


def test_a_new_recap_reads_as_it_was_meant() -> None:
    recap = add(begin_recap(["The recap of #MuseumHour\nin two lines"], date(2026, 12, 3)), *ALL)
    assert load_yaml(recap.text) == {
        "takeaways": [{"text": '"Acquired" #label: a clean word', "proposed": True}],
        "highlights": [{"post": "x:1", "question": 1}, {"post": "x:2", "question": 2}],
        "resources": [{"title": "A guide: #1", "url": "https://a.example/guide?a=1", "shared_by": "lea"}],
        "unanswered": [{"text": "Who pays? #museums", "by": "lea@glammr.example", "status": "open"}],
    }
    assert recap.added == ALL
    assert "\n#published: 2026-12-03\n" in recap.text
    assert "\n  # Lea (@lea): A label # of ours: …\n  #   X; 9 likes\n  - post: x:1\n    question: 1\n" in recap.text
    assert "\n  # ===== Question 1: What is the worst label?\n" in recap.text
    assert all(len(line) <= 120 for line in recap.text.splitlines())


def test_switching_published_and_summary_on_makes_fields_of_them() -> None:
    text = add(begin_recap(["A recap"], date(2026, 12, 3)), *ALL).text
    fields = load_yaml(text.replace("#published", "published").replace("#summary", "summary"))
    assert (fields["published"], fields["summary"]) == ("2026-12-03", "We talked about …")


@pytest.mark.parametrize("value", [" a word", "\n  a word", " {a: b}"])
def test_a_field_that_is_no_list_is_left_to_the_person(value: str) -> None:
    with pytest.raises((CauserieError, YamlFaults)):
        add(f"highlights:{value}\n", highlight("x:1"))


def test_a_second_time_changes_nothing() -> None:
    once = add(begin_recap(["A recap"], date(2026, 12, 3)), *ALL).text
    again = add(once, *ALL)
    assert (again.text, again.added) == (once, ())


def test_nothing_that_a_person_deleted_comes_back() -> None:
    once = add(begin_recap(["A recap"], date(2026, 12, 3)), *ALL).text
    text = once.replace("  - post: x:1\n    question: 1\n", "").replace(
        '  - {text: "Who pays', '  # - {text: "Who pays'
    )
    assert add(text, *ALL).text == text
    without_memory = "".join(line for line in text.splitlines(keepends=True) if "# drafted:" not in line)
    assert add(without_memory, *ALL).added == (ALL[1], ALL[4])


def test_a_new_highlight_goes_behind_its_question_and_all_else_stays() -> None:
    before = """\
# my own words
highlights:
  - heading: "Before: the #first" # a heading
  - post: x:8   # opens
  - post: 'x:1'
    question: 1
    note: |
      Two lines.

      # no comment
  # about the next one
  - {post: x:3, question: 3}
  - text: The end.
  - post: x:9
takeaways: # mine
- One sentence.
metrics: {a: 1}
"""
    after = add(before, takeaway("Another one.", "x:7"), highlight("x:5"), highlight("x:6", 2), highlight("x:7", 0))
    assert lines_kept(before, after.text)
    assert [each for each in posts_of(after.text) if isinstance(each, str)] == [
        "x:8", "x:1", "x:5", "x:6", "x:3", "x:9", "x:7",
    ]  # fmt: skip
    assert load_yaml(after.text)["takeaways"] == ["One sentence.", {"text": "Another one.", "proposed": True}]
    assert add(after.text, highlight("x:5")).text == after.text


def test_what_opens_goes_before_the_first_answer_and_a_heading_stays_with_its_post() -> None:
    before = """\
highlights:
  - heading: One
  - post: x:1
    question: 1
  - heading: Two
  - post: x:2
    question: 3
"""
    after = add(before, highlight("x:4", 0), highlight("x:5", 2))
    assert posts_of(after.text) == ["x:4", {"heading": "One"}, "x:1", "x:5", {"heading": "Two"}, "x:2"]


@pytest.mark.parametrize(
    "said",
    [
        "highlights:\n  - post:\n      platform: x\n      id: x:1\n      text: hi\n",
        "highlights:\n  - post: {platform: x, url: 'https://x.example/x:1', text: hi}\n",
        "highlights: [{post: x:1}]\n",
    ],
)
def test_a_post_that_a_person_chose_is_not_proposed_again(said: str) -> None:
    assert add(said, highlight("x:1")).added == ()


def test_what_a_person_wrote_in_other_lists_is_not_proposed_again() -> None:
    said = """\
takeaways: [Sign it, "Acquired: a clean word!"]
resources: [{url: "http://www.a.example/guide/?utm_source=x"}]
unanswered: [{text: who pays}]
"""
    recap = add(said, takeaway("acquired: a clean word"), resource("https://a.example/guide"), unanswered("Who pays?"))
    assert recap.added == ()


def test_a_list_in_brackets_is_left_alone_and_said() -> None:
    recap = add("takeaways: []\nhighlights: [{post: x:9}]\n", takeaway("New."), highlight("x:1"), unanswered("Who?"))
    assert recap.left == ("takeaways", "highlights")
    assert [each.field for each in recap.added] == ["unanswered"]
    assert recap.text.startswith("takeaways: []\nhighlights: [{post: x:9}]\n")
    opened = recap.text.replace("takeaways: []", "takeaways:")
    assert [each.field for each in add(opened, takeaway("New.")).added] == ["takeaways"]


def test_an_empty_field_is_filled() -> None:
    recap = add("takeaways:\n# later\nhighlights:\n", takeaway("New."), highlight("x:1"))
    assert load_yaml(recap.text) == {
        "takeaways": [{"text": "New.", "proposed": True}],
        "highlights": [{"post": "x:1", "question": 1}],
    }
    assert lines_kept("takeaways:\n# later\nhighlights:\n", recap.text)


def test_nothing_becomes_public_by_itself() -> None:
    before = "published: 2026-12-04\nhighlights:\n  - post: x:9\n    question: 1\n"
    recap = add(before, *ALL)
    assert load_yaml(recap.text) == load_yaml(before)
    assert recap.is_switched_off
    assert "\n  #- post: x:1\n  #  question: 1\n" in recap.text
    assert add(recap.text, *ALL).text == recap.text
    taken = recap.text.replace("  #- post: x:1\n  #  question: 1\n", "  - post: x:1\n    question: 1\n")
    assert posts_of(taken) == ["x:9", "x:1"]
    opened = recap.text.replace("#resources:", "resources:").replace("  #- {title", "  - {title")
    assert load_yaml(opened)["resources"][0]["title"] == "A guide: #1"


def test_breaks_that_only_yaml_knows_do_not_shift_an_entry() -> None:
    before = "# a\u2028\n# b\x85\ntakeaways:\n  - One.\n  - {text: Two}\nsummary: x\n"
    after = add(before, takeaway("Three.")).text
    assert after.startswith(before.removesuffix("summary: x\n"))
    assert load_yaml(after)["takeaways"][2]["text"] == "Three."


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_ends_and_marks_of_other_editors_stay(begin: str, end: str, last: str) -> None:
    before = begin + "summary: Hello\ntakeaways:\n  - One.".replace("\n", end) + last.replace("\n", end)
    after = add(before, takeaway("Two.")).text
    assert after.startswith(before)
    assert after.count("\n") == after.count(end)
    assert add(after, takeaway("Two.")).text == after


def test_an_unusual_file_is_refused_rather_than_changed() -> None:
    with pytest.raises(CauserieError, match="nothing can be added safely"):
        add("{takeaways: [], highlights: [], summary: Hello}\n", unanswered("Who?"))


def test_texts_are_written_as_a_host_reads_them() -> None:
    recap = add(
        "", takeaway("Une étiquette se signe\u00a0!"), takeaway('"So" l\'ai-je lu', "x:2"), takeaway('a\\b "c"', "x:3")
    )
    assert '- text: "Une étiquette se signe\u00a0!"\n' in recap.text
    assert "- text: '\"So\" l''ai-je lu'\n" in recap.text
    assert [each["text"] for each in load_yaml(recap.text)["takeaways"]] == [each.value.text for each in recap.added]  # type: ignore[union-attr]


def test_comments_and_proposals_of_any_text_read_back() -> None:
    hostile = 'a: "b" # c\n- d\r\n\u2028{e}'
    recap = add("", takeaway(clean_text(hostile)), highlight("x:1", comment=hostile), unanswered(clean_text(hostile)))
    fields = load_yaml(recap.text)
    assert fields["takeaways"][0]["text"] == fields["unanswered"][0]["text"] == clean_text(hostile)


text_of_posts = st.text(min_size=1, max_size=60).map(clean_text).filter(lambda text: text.strip() != "")


@given(st.lists(text_of_posts, max_size=4), st.lists(text_of_posts, max_size=3), st.sampled_from(["\n", "\r\n"]))
def test_any_texts_are_added_and_any_former_ones_stay(new: list[str], former: list[str], end: str) -> None:
    before = "takeaways:\n" + "".join(f"  - {quote_text(text)}\n" for text in former) + "summary: '#x'\n"
    before = before.replace("\n", end)
    proposals = [takeaway(text, f"x:{at}") for at, text in enumerate(new)]
    after = add(before, *proposals)
    assert lines_kept(before, after.text)
    assert len(load_yaml(after.text.replace("\r\n", "\n"))["takeaways"] or []) == len(former) + len(after.added)
    assert add(after.text, *proposals).text == after.text


def test_questions_are_written_where_there_are_none() -> None:
    before = "---\ntitle: Labels  # mine\nquestions:  # later\n#  - An example\nstart: 2026-12-02\n---\nProse.\n---\n"
    after = add_questions(before, ['Why "so"? #labels', "And now?"])
    assert lines_kept(before, after)
    fields = load_yaml(after.split("---\n")[1])
    assert fields["questions"] == ['Why "so"? #labels', "And now?"]
    assert add_questions("---\r\ntitle: x\r\n---\r\n", ["A?"]) == '---\r\ntitle: x\r\nquestions:\r\n  - "A?"\r\n---\r\n'


@pytest.mark.parametrize("text", ["---\nquestions: [A]\n---\n", "no fields", "---\nquestions:\n  - A\n---\n"])
def test_questions_that_are_there_stay(text: str) -> None:
    with pytest.raises(CauserieError, match="Copy them there"):
        add_questions(text, ["B?"])
