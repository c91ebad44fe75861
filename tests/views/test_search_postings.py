"""Entries: what was written is read again, in the bytes that the docstring promises."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.views.search.postings import read_entry, write_entry

numbers = st.sets(st.integers(0, 20_000), max_size=60) | st.sets(st.integers(0, 200), max_size=200)


@given(st.tuples(numbers, numbers, numbers, numbers))
def test_what_was_written_is_read(pages: tuple[set[int], ...]) -> None:
    ordered = [sorted(each) for each in pages]
    assert read_entry(write_entry(ordered)) == ordered


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ([[], [9], [], []], [3, 0b0000_0010, 1, 10]),  # a gap, counted from -1
        ([[], [299, 300], [], []], [5, 0b0000_0010, 3, 0b1010_1100, 2, 1]),  # 300 takes two bytes
        ([[0, 2], [], [], [1]], [5, 0b1001_1001, 1, 0b101, 1, 0b10]),  # bitmaps, since they are smaller
    ],
)
def test_an_entry_is_as_small_as_it_can_be(pages: list[list[int]], expected: list[int]) -> None:
    assert list(write_entry(pages)) == expected


def test_a_word_on_every_page_takes_a_bit_a_page() -> None:
    assert len(write_entry([[], list(range(8000)), [], []])) == 1005
