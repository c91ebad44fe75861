"""Topics as addresses: readable where Latin letters can say them, and there in any script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.model.slug import fold_letters, topic_id


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("ai", "ai"),
        ("AI", "ai"),
        ("désherbage", "desherbage"),
        ("prêt d’objets", "pret-d-objets"),
        ("open  access & you", "open-access-you"),
        ("Straße", "strasse"),
    ],
)
def test_a_topic_in_latin_letters_reads_in_its_address(topic: str, expected: str) -> None:
    assert topic_id(topic) == expected


@pytest.mark.parametrize(
    "topics", [("図書館", "美術館"), ("مكتبات", "متاحف"), ("C", "C++", "C#"), ("日本 labels", "labels")]
)
def test_topics_that_latin_letters_cannot_tell_apart_have_addresses_of_their_own(topics: tuple[str, ...]) -> None:
    ids = {topic_id(topic) for topic in topics}
    assert len(ids) == len(topics)
    assert all(re.fullmatch(r"[a-z0-9-]+", each) for each in ids)


def test_what_is_cut_off_still_tells_two_topics_apart() -> None:
    long = "the history of the little labels that stand beside the very large paintings"
    assert topic_id(long) != topic_id(f"{long} in Leeds")


@given(st.text())
def test_any_topic_has_an_address_that_case_and_spaces_do_not_change(topic: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", topic_id(topic))
    assert topic_id(f"  {topic} ") == topic_id(topic)


def test_accents_do_not_count_in_the_alphabet() -> None:
    assert sorted(["énergie", "zoo", "Eau", "écrits"], key=fold_letters) == ["Eau", "écrits", "énergie", "zoo"]
