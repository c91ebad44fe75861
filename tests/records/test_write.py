"""What the program writes reads back as it was: by our own loader, and by any other YAML reader."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from causerie.problems import CauserieError
from causerie.records.write import dump_yaml, quote_key, quote_value, write_atomically
from causerie.records.yaml import load_yaml
from causerie.text import clean_text

texts = st.text(max_size=40).map(clean_text)
# What YAML reads as something else, or other readers than ours do.
# fmt: off
signs = [
    "#MuseumHour", " #", ": ", "@lea", "- ", "[", "]", "{", "}", ",", '"', "'", "\\", "\n", "!", "&", "*", "%", "|",
    ">", "?", "`", "~", "no", "null", "true", "20:00", "010", "1e3", "0x1f", "2026-12-02", "é", "\u00a0", "\u2028",
    "\U0001f389", " ", "---", "...", "=", "<<", "1_000", ".5", "+1", "x",
]
# fmt: on
tricky = st.lists(st.sampled_from(signs), max_size=6).map(lambda parts: clean_text("".join(parts)))
decimals = st.floats(-1e9, 1e9).map(lambda number: round(number, 3))
scalars = st.one_of(texts, tricky, st.booleans(), st.none(), st.integers(-(10**17), 10**17), decimals)
keys = st.one_of(texts, tricky)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=12,
)


@given(st.one_of(texts, tricky))
@example("The story of #MuseumHour")
@example("@lea said: no")
@example("2026-12-02")
def test_any_text_comes_back_from_any_yaml_reader(text: str) -> None:
    for around in ("x: {}", "x: [a, {}, b]", "x: {{y: {}}}", "- {}"):
        line = around.format(quote_value(text))
        expected = {"x: {}": {"x": text}, "x: [a, {}, b]": {"x": ["a", text, "b"]}, "x: {{y: {}}}": {"x": {"y": text}}}
        assert load_yaml(line) == expected.get(around, [text])
        assert yaml.safe_load(line) == expected.get(around, [text])


@given(values)
def test_any_value_comes_back_equal(value: Any) -> None:
    assert load_yaml(dump_yaml(value)) == value


@given(keys, scalars)
def test_any_name_comes_back_as_a_text(key: str, value: Any) -> None:
    assert load_yaml(dump_yaml({key: value})) == {key: value}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Label text is a conversation; sign it!", "Label text is a conversation; sign it!"),
        ("Who writes the label?", '"Who writes the label?"'),
        ("The story of #MuseumHour", '"The story of #MuseumHour"'),
        ("#MuseumHour", '"#MuseumHour"'),
        ("@amara@glammr.example", '"@amara@glammr.example"'),
        ("Labels: who writes them?", '"Labels: who writes them?"'),
        ("https://museum.example/a?b=c", '"https://museum.example/a?b=c"'),
        ("20:00", '"20:00"'),
        ("no", '"no"'),
        ("1984", '"1984"'),
        ("", '""'),
        ("two\nlines", '"two\\nlines"'),
        ('She said "no"', '"She said \\"no\\""'),
    ],
)
def test_a_text_is_quoted_only_where_it_must_be(text: str, written: str) -> None:
    assert quote_value(text) == written


def test_a_days_name_stays_bare() -> None:
    assert quote_key(date(2026, 12, 23).isoformat()) == "2026-12-23"


def test_lists_and_groups_are_indented_as_people_write_them() -> None:
    questions = ["One", {"text": "Two", "at": 10}]
    value = {"title": "Labels", "questions": questions, "topics": [], "skip": {"2026-12-23": None}}
    assert dump_yaml(value) == (
        "title: Labels\nquestions:\n  - One\n  - text: Two\n    at: 10\ntopics: []\nskip:\n  2026-12-23: null\n"
    )  # fmt: skip - as it looks


def test_a_new_file_never_replaces_an_existing_one(tmp_path: Path) -> None:
    path = tmp_path / "chats" / "session.md"
    write_atomically(path, "first\n", new=True)
    with pytest.raises(CauserieError, match=r"exists already"):
        write_atomically(path, "second\n", new=True)
    assert path.read_text(encoding="utf-8") == "first\n"
    assert [each.name for each in path.parent.iterdir()] == ["session.md"]


def test_a_rewritten_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "recap.yml"
    path.write_text("old\n", encoding="utf-8")
    path.chmod(0o640)
    write_atomically(path, "é\n")
    assert path.read_bytes() == "é\n".encode()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "recap.yml"
    path.write_text("old\n", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "a lone \ud800 surrogate\n")
    assert path.read_text(encoding="utf-8") == "old\n"
    assert [each.name for each in tmp_path.iterdir()] == ["recap.yml"]


def test_where_a_link_stands_its_file_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "elsewhere" / "recap.yml", tmp_path / "recap.yml"
    real.parent.mkdir()
    real.write_text("a: 1\n")
    link.symlink_to(real)
    write_atomically(link, "a: 2\n")
    assert (link.is_symlink(), real.read_text()) == (True, "a: 2\n")
    with pytest.raises(CauserieError, match="exists already"):
        write_atomically(link, "a: 3\n", new=True)
    assert [path.name for path in real.parent.iterdir()] == ["recap.yml"]
