"""Two changes of one text: both kept where they are apart, neither where they touch."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from causerie.curate.merging import merge_lines

BASE = "a\nb\nc\nd\ne\n"


def test_changes_apart_are_both_kept() -> None:
    assert merge_lines(BASE, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n") == "A\nb\nc\nd\nE\nf\n"
    assert merge_lines(BASE, "a\nc\nd\ne\n", "a\nb\nc\nnew\nd\ne\n") == "a\nc\nnew\nd\ne\n"


def test_changes_that_touch_are_for_a_person() -> None:
    assert merge_lines(BASE, "a\nB\nc\nd\ne\n", "a\nb!\nc\nd\ne\n") is None
    assert merge_lines(BASE, "a\nB\nc\nd\ne\n", "a\nb\nC\nd\ne\n") is None
    assert merge_lines(BASE, "a\nx\nb\nc\nd\ne\n", "a\ny\nb\nc\nd\ne\n") is None


def test_line_ends_and_a_missing_last_one_stay() -> None:
    assert merge_lines("a\r\nb\r\nc\r\nd", "A\r\nb\r\nc\r\nd", "a\r\nb\r\nc\r\nD") == "A\r\nb\r\nc\r\nD"


texts = st.lists(st.sampled_from("abcd\n"), max_size=12).map("".join)


@given(texts, texts)
def test_a_change_on_one_side_alone_is_taken(base: str, text: str) -> None:
    assert merge_lines(base, text, base) == text
    assert merge_lines(base, base, text) == text
