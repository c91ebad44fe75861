"""The page's words: the same list in the script and in the catalogue, and reasons in the site's language."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from causerie.curate.changes import SESSION_OPERATIONS
from causerie.curate.reasons import is_said, say_reason
from causerie.curate.steps import name_step
from causerie.curate.words import page_words
from causerie.i18n import speak
from causerie.records.editing import highlights, recap, sentences
from tests.curate.site_making import make_site, open_desk

SCRIPT = Path(__file__).parents[2] / "generator/causerie/static/curate/words.js"


def test_the_script_says_what_the_server_sends() -> None:
    listed = SCRIPT.read_text(encoding="utf-8").partition("export const TEXTS = [")[2]
    texts = [json.loads(text) for text in re.findall(r'^\s*("(?:[^"\\]|\\.)*"),?$', listed, re.MULTILINE)]
    assert sorted(page_words(speak("en"))) == sorted(texts)


def test_every_operation_has_a_name_for_undo() -> None:
    operations = {*recap._CHANGES, *highlights.CHANGES, *sentences.CHANGES, *SESSION_OPERATIONS, "alt-post"}
    assert [do for do in sorted(operations) if name_step(do, speak("en")) == do] == []


@pytest.mark.parametrize(
    "reason",
    [
        "9 likes and 1 repost, 4 times what is usual",
        "1 like",
        "2 replies",
        "a picture that nobody has described",
        "perhaps no answer to this question (posted 3 minutes after Q2)",
        "label A2",
        "label A3, but that was asked only later; now it was Q2",
        "reply to A2 of Noor",
        "reply to Q1 and Q2",
        "takes up words of Q2: label, shelf",
        "something that no list has, and never will",
    ],
)
def test_in_english_a_reason_is_what_the_draft_says(reason: str) -> None:
    assert say_reason(reason, speak("en")) == reason


def test_most_reasons_are_known(tmp_path: Path) -> None:
    make_site(tmp_path)
    desk = open_desk(tmp_path)
    seen = desk.reader.read()
    opinion = desk.critic.judge(seen.posts, seen.session)
    reasons = {each.reason for each in opinion.assigned.values() if each.role != "question"}
    reasons |= {reason for each in opinion.rated.values() for reason in each.reasons}
    assert [each for each in sorted(reasons) if not is_said(each)] == []
