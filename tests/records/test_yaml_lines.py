"""The fast way of reading YAML: what it reads, it reads as the parser does; of all else it keeps its hands off."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from causerie.records.faults import YamlFaults
from causerie.records.yaml import load_yaml
from causerie.records.yaml_lines import UNSURE, read_lines

_PROJECT = Path(__file__).parents[2]
_FRONT_MATTER = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


def _parse(text: str) -> Any:
    """What the parser makes of a text: asked for places, `load_yaml` never takes the fast way."""
    return load_yaml(text, {})


def _show(value: Any) -> str:
    """A value with its types and the order of its fields."""
    return repr(value)


def _yaml_of(record: Path) -> str:
    text = record.read_bytes().decode("utf-8-sig", "replace")
    front_matter = _FRONT_MATTER.match(text)
    return front_matter[1] if front_matter else text


def _records(*folders: str) -> list[Path]:
    found = [each for folder in folders for each in sorted((_PROJECT / folder).rglob("*.yml"))]
    return found + [each for folder in folders for each in sorted((_PROJECT / folder).rglob("session.md"))]


@pytest.mark.parametrize("record", _records("content"), ids=lambda each: "/".join(each.parts[-2:]))
def test_the_projects_own_records_are_read_the_fast_way(record: Path) -> None:
    text = _yaml_of(record)
    assert _show(read_lines(text)) == _show(_parse(text))


def test_records_of_all_kinds_are_read_as_the_parser_reads_them() -> None:
    fast = 0
    for record in _records("tests/records", "tests/golden_site", "generator"):
        text = _yaml_of(record)
        value = read_lines(text)
        if value is not UNSURE:
            fast += 1
            assert _show(value) == _show(_parse(text)), record
    assert fast >= 40


_READ = [
    "a: b\n",
    "a:\nb: c\n",
    "a:\n\n  b: c\n\n\n  d: e\n",
    "a:\n  - b\n  - c\nd: e\n",
    "a:\n- b\n- c: d\n  e: f\ng: h\n",
    "- a: b\n  c: d\n-   e: f\n    g: h\n- i\n",
    "a:\n  - b:\n    - c\n    d: e\n  - f\n",
    "a:\n  - b:\n  - c:\n      d: e\n",
    "at: 20:00\nstart: 2026-12-02 20:00\nday: 2026-12-02\nzero: 010\nlikes: 12\nrate: 1.5\nold: 1.10\n",
    "a: true\nb: no\nc: null\nd: ~\ne: 'null'\nf: \"12\"\n",
    'a: ""\nb: \'\'\nc: "  d  "\n',
    "url: https://museum.example/?a=b#c\n",
    "a: C#\nb: it's 5 o'clock, \"sharp\" [or so] {roughly} & done - yes?\n",
    "a: \"A2 #MuseumHour\"\nb: 'one #two: three'\n",
    "a: \"say \\\"yes\\\" \\\\ or\\nno\\t\"\nb: 'it''s'\n",
    "a: [b, 'c, d', \"e]\", 12, 1.50]\nb: []\nc: {}\nd: [ e ,f ]\n",
    'a: {mastodon: "@amara@glammr.example", bluesky: amara.example, url: https://a.example/}\n',
    "a: [{date: 2026-12-06, text: Who asked?}, {date: b}]\nc: {d: {e: f}, g: [h, i]}\n",
    "a: |\n  b\n\n    c #d\n  e: f\n\n\ng: |-\n  h\n",
    "a: |\n b\nc: d\n",
    "a:\n  - |\n    b\n    c\n  - d: |-\n      e\n    f: g\n",
    "# a comment\na: b # c\n#slot: 2026-12-02 # d\nc:  # e\n  # f\n  - d  # g\n",
    "a: Un café\u00a0? « Oui\u202f! » 👩\u200d🏫\n",
]


@pytest.mark.parametrize("text", _READ)
def test_what_hosts_write_is_read_the_fast_way(text: str) -> None:
    assert _show(read_lines(text)) == _show(_parse(text))


_LEFT = [
    "",
    "a: b",  # without an end of line
    "a: b\r\n",
    "a\n",
    " a: b\n",
    "a: b\n  c\n",
    "a: b\n  c: d\n",
    "a: b\n  - c\n",
    "a: b\n- c\n",
    "- a\nb: c\n",
    "a:\n  - b\n - c\n",
    "a:\n    b: c\n  d: e\n",
    "- a: b\n   c: d\n",
    "- - a\n",
    "-\n  a: b\n",
    "a: b\na: c\n",
    "a: {b: c, b: d}\n",
    "a: b: c\n",
    "a: b:\n",
    "a: [b: c]\n",
    "a: [b,\n  c]\n",
    'a: "b\n  c"\n',
    'a: "b" c\n',
    'a: "\\x41"\n',
    'a: "b\\\n  c"\n',
    "a: &b c\n",
    "a: *b\n",
    "a: !b c\n",
    "a: @b\n",
    "a: >\n  b\n",
    "a: |2\n  b\n",
    "a: |+\n  b\n",
    "a: | # b\n  c\n",
    "a: |\nb: c\n",
    "a: |\n   b\n  c\n",
    "a: |\n  b\n \n  c\n",
    "a: |\n  b\n   \n",
    "a: #b\n",
    "a: b #c\n",
    "a: [b, #c\n  d]\n",
    "a:\n  #b\n  - c\n",
    "? a\n: b\n",
    '"a": b\n',
    "a b: c\n",
    "---\na: b\n",
    "a: b\n...\n",
    "%YAML 1.2\n",
    "a:\tb\n",
    "a: b\u2028c\n",
    "a: b\ufeff\n",
    "a: \u202eb\n",
    "a: cafe\u0301\n",
    "a: b\x07\n",
    "a: [" + "b, " * 60_000 + "b]\n",
    "".join(f"{'  ' * level}a:\n" for level in range(30)) + "  " * 30 + "b\n",
]


@pytest.mark.parametrize("text", _LEFT, ids=lambda text: repr(text)[:30])
def test_what_may_mean_something_else_is_left_to_the_parser(text: str) -> None:
    assert read_lines(text) is UNSURE


@pytest.mark.parametrize(
    "text", [" " * 100_000 + "?", "- " + " " * 100_000 + "?", "a: [" + " ]" * 50_000 + "x", "a: b" + "#:" * 50_000]
)
def test_long_lines_take_linear_time(text: str) -> None:
    assert read_lines(f"a: b\n{text} \n") is UNSURE


# Pieces of records, and signs that mean something to YAML, to be put anywhere into them.
_PIECES = [*_READ, *(text for text in _LEFT if len(text) < 40)]
_SIGNS = [
    *"ab1-:#[]{},'\"\\ \n|>&*!%@`~?0.=<\t\r\u00a0\u00e9\u202e\u0301\u2028\u200d",
    *(": ", " #", "- ", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "|\n", "|-\n", "''", '""', '\\"', "\\n", "[]", "{}"),
    *("null", "true", "-1", "1.5", "a: b\n", "# c\n", "#c\n", "---\n", "\n \n", "  ", ": |\n  x\n\n  y\n", " # c"),
]
_edits = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 3), st.sampled_from(["", *_SIGNS])), min_size=1, max_size=6
)


@st.composite
def _changed_records(draw: st.DrawFn) -> str:
    text = "".join(draw(st.lists(st.sampled_from(_PIECES), min_size=1, max_size=3)))
    for place, cut, sign in draw(_edits):
        at = place % (len(text) + 1)
        text = text[:at] + sign + text[at + cut :]
    return text


@settings(max_examples=1500)
@given(_changed_records())
@example("a: |-\n  b1\n  c\n \n   # no\nd: e\n")
@example("a: {b: c,}\n")
@example("a: [b?, c?d]\n")
@example("a:\n- b\n-\n")
def test_whatever_is_read_the_fast_way_is_what_the_parser_reads(text: str) -> None:
    value = read_lines(text)
    if value is UNSURE:
        return
    try:
        assert _show(value) == _show(_parse(text))
    except YamlFaults as error:
        pytest.fail(f"the parser refuses it: {error}")


@given(st.text(alphabet=st.sampled_from("ab1:-[]{},'\" \n|#"), max_size=40))
def test_any_short_text_is_read_alike_or_left(text: str) -> None:
    value = read_lines(f"a: b\nc:{text}\n")
    assert value is UNSURE or _show(value) == _show(_parse(f"a: b\nc:{text}\n"))
