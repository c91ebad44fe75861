"""Shards: every word in the one where a reader looks for it, none too large, each split by what its words are alone."""

from __future__ import annotations

from bisect import bisect_right
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from causerie.views.search.shards import LIMIT, split_shards

words = st.dictionaries(st.text(st.sampled_from("abcé図"), min_size=1, max_size=6), st.integers(1, 9000), max_size=40)


def made(sizes: dict[str, int]) -> dict[str, bytes]:
    """Entries of these sizes, with no byte that ends a line."""
    return {word: b"x" * size for word, size in sizes.items()}


def words_of(shard: bytes) -> list[str]:
    return shard.partition(b"\n\n")[0].decode().split("\n")


@given(words)
def test_every_word_is_in_the_last_shard_that_does_not_begin_after_it(sizes: dict[str, int]) -> None:
    shards = split_shards(made(sizes))
    prefixes = list(shards)
    assert prefixes == sorted(prefixes)
    assert [word for shard in shards.values() for word in words_of(shard)] == sorted(sizes)
    for prefix, shard in shards.items():
        assert {prefixes[bisect_right(prefixes, word) - 1] for word in words_of(shard)} == {prefix}
        assert len(shard) <= LIMIT + 200 or len(words_of(shard)) == 1


@given(words)
def test_the_order_in_which_words_came_does_not_matter(sizes: dict[str, int]) -> None:
    other = dict(reversed(sizes.items()))
    assert list(split_shards(made(other)).items()) == list(split_shards(made(sizes)).items())


def test_one_word_more_leaves_other_shards_as_they_are() -> None:
    entries = {"".join(letters): b"x" * 40 for letters in product("abcdefgh", repeat=4)}
    before = split_shards(entries)
    after = split_shards(entries | {"hhhhh": b"y"})
    changed = {prefix for prefix in before.keys() | after.keys() if before.get(prefix) != after.get(prefix)}
    assert len(before) > 10
    assert len(changed) == 1


def test_a_shard_holds_its_words_a_line_each_and_their_entries() -> None:
    assert split_shards({"b": b"22", "a": b"1"}) == {"": b"a\nb\n\n122"}


def test_without_words_there_is_no_shard() -> None:
    assert split_shards({}) == {}
