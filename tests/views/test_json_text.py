"""The quick writer of JSON against Python's own."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from causerie.model.platform import Platform
from causerie.views.json_text import write_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(Platform),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(VALUES)
def test_it_writes_what_json_writes_with_an_indent_of_one(value: object) -> None:
    assert write_json(value) == json.dumps(value, ensure_ascii=False, indent=1)


@given(VALUES)
def test_a_value_deeper_down_is_what_stands_there_in_the_whole(value: object) -> None:
    whole = json.dumps([[value]], ensure_ascii=False, indent=1)
    assert f"[\n [\n  {write_json(value, level=2)}\n ]\n]" == whole
