"""YAML as hosts expect it: what they write is what is read, and what goes wrong is said in their words."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from causerie.records import dump_yaml
from causerie.records import yaml as records_yaml
from causerie.records.faults import YamlFaults
from causerie.records.write import quote_text
from causerie.records.yaml import Path, Place, load_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("20:00", "20:00"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("True", "True"),
        ("010", "010"),
        ("0x1f", "0x1f"),
        ("1e3", "1e3"),
        ("1_000", "1_000"),
        ("2026-12-02", "2026-12-02"),
        ("2026-12-02 20:00", "2026-12-02 20:00"),
        (".5", ".5"),
        ("1.10", "1.10"),
        (".inf", ".inf"),
        ("-0", "-0"),
        ("12345678901234567890", "12345678901234567890"),
        ("12", 12),
        ("-3", -3),
        ("1.5", 1.5),
        ("true", True),
        ("false", False),
        ('"true"', "true"),
        ("'12'", "12"),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("Null", "Null"),
        ("a # comment", "a"),
        ('"A2 #MuseumHour"', "A2 #MuseumHour"),
        ("C#", "C#"),
        ("cafe\u0301", "caf\u00e9"),
        ('"caf\\u0065\\u0301"', "caf\u00e9"),
        ('"a\\u0007\\u202eb"', "a\u202eb\u202c"),
        ("<<", "<<"),
        ("=", "="),
    ],
)
def test_what_a_host_writes_is_what_is_read(written: str, value: object) -> None:
    read = load_yaml(f"x: {written}\n")["x"]
    assert (read, type(read)) == (value, type(value))


def test_names_of_fields_are_always_texts() -> None:
    assert load_yaml("{2026-12-23: a, 1: b, true: c, no: d}") == {"2026-12-23": "a", "1": "b", "true": "c", "no": "d"}


def test_an_alias_repeats_what_its_anchor_names() -> None:
    assert load_yaml("a: &skip {2026-12-23: Christmas}\nb: *skip\n") == {
        "a": {"2026-12-23": "Christmas"},
        "b": {"2026-12-23": "Christmas"},
    }


@pytest.mark.parametrize(
    "text",
    [
        "a: 1 # a comment\n",
        "#color: red\na: 1\n",
        "a: 1\n  #indented: comment\nb: 2\n",
        "a: |\n  We met on #MuseumHour\nb: 1\n",
        "a: >\n  We met\n  on #MuseumHour\n",
        "a: 'We met on #MuseumHour' # there\n",
        'a: "We met\n  on #MuseumHour"\n',
        "a: b # see #MuseumHour\n",
        "a: b#c\n",
        "a: https://museum.example/ # a/#fragment\n",
        "title: Labels\n#slot: 2026-12-02\n#duration: 60  # minutes\nstatus: planned\n",
        "schedule:\n  every: week\n  #from: 2026-01-07\n  on: monday\n",
        "questions:\n  - One\n  #- Two\n  - text: Three\n    #at: 10\n",
        "questions:\n  #- One\n",
        "questions:\n- One\n#- Two\n",
        "title: Labels\n  # a comment\n  #and its end\nstatus: planned\n",
        "topics: [museums,\n  #labels,\n  ai]\n",
        "a: 'one\n  #two'\n",
        "a: |\n  one\n  #two\nb: 1\n",
        "a: one #\n",
    ],
)
def test_comments_and_quoted_hashtags_are_let_through(text: str) -> None:
    load_yaml(text)


_MISTAKES = [
    "hashtag: #MuseumHour",
    "title: The story of #MuseumHour",
    "a: one #two\nb: three #four",
    "also:\n  - #MuseumHour",
    "topics: [labels, #museums]\ntitle: x",
    "text: |  #MuseumHour\n  two",
    "text: A1\n  two lines #MuseumHour",
    "a: 'quoted' #and",
    "title: A ##tag",
    "title: Two lines\n  #tag here",
    "title: Three\n  lines\n #MuseumHour\nb: 1",
    "questions:\n  - Q one\n    #MuseumHour\n  - Q two\n   #ai",
    "questions:\n- text: Q one\n   #MuseumHour",
    "title: One\n  #tag\n  and more",
    "title: Labels: who writes them?",
    "handle: @amara",
    "title: *Labels*",
    "title: *labels",
    "title: ! important",
    "title: `code`",
    "title: %done",
    'title: "Who" writes?',
    "title: [Re] labels",
    'title: "Who writes?',
    "title: 'Who writes?",
    'title: "a \\d"',
    "topics: [a, b",
    "topics: [a, [b, c]\ntitle: x",
    "links: {title: a, url: b",
    "links: {a b: [}",
    "skip: {2026-12-23:}",
    "hosts: - amara",
    "hosts:\n\t- amara",
    "a: 1\n\tb: 2",
    "a: 1\n b: 2",
    "a: 1\nb",
    "a: 1\nb\nc: 2",
    "- a\nb: 1",
    "a:\n  - b\n  c: d",
    "a: 1\na: 2",
    "{a: 1, a: 2}",
    "a: 1\n---\nb: 2",
    "? [a, b]\n: c",
    "title: |text",
    "a: 1\n...\nb: 2",
    "%YAML 9.0\n---\na: 1",
    "a: \x07",
    'a: "\\ud800"',
]  # fmt: skip - one mistake a line


def test_each_mistake_is_said_in_a_hosts_words(golden: Callable[[str, str], None]) -> None:
    said = []
    for text in _MISTAKES:
        with pytest.raises(YamlFaults) as caught:
            load_yaml(text)
        shown = text.replace("\n", "⏎").replace("\t", "⇥").replace("\x07", "␇")
        said.append(shown + "".join(f"\n    {f.line}:{f.column}: {f.message}" for f in caught.value.faults))
    golden("yaml.txt", "\n".join(said) + "\n")


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(YamlFaults, match="repeats too many values"):
        load_yaml("\n".join(lines))


def test_an_anchor_that_holds_itself_is_refused() -> None:
    with pytest.raises(YamlFaults, match="means something to YAML"):
        load_yaml("a: &a [*a]")


@pytest.mark.parametrize("text", ["a: &a b\nc: &a d\n", "&a b: c\nd: &a e\n"])
def test_an_anchor_that_means_two_things_is_refused(text: str) -> None:
    with pytest.raises(YamlFaults, match="'&a' is written twice"):
        load_yaml(text)


def test_a_name_that_could_not_be_written_again_is_refused() -> None:
    for name in ("a" * 1_000, '"' * 505, 'é "' * 250):
        assert load_yaml(dump_yaml({name: "a"})) == {name: "a"}
        with pytest.raises(YamlFaults, match="too long for a field's name"):
            load_yaml(f"? {quote_text(name * 2)}\n: a\n")


@pytest.mark.parametrize("end", ["\u2028", "\u2029", "\x85"])
def test_what_ends_a_line_only_to_yaml_moves_no_place(end: str) -> None:
    places: dict[Path, tuple[Place, Place]] = {}
    load_yaml(f"a: 'b{end}c'\nd: e\n", places)
    assert places[("d",)] == ((2, 1), (2, 4))
    with pytest.raises(YamlFaults) as error:
        load_yaml(f"a: 'b{end}c'\nd: @\n")
    assert [(fault.line, fault.column) for fault in error.value.faults] == [(2, 4)]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    with pytest.raises(YamlFaults):
        load_yaml(text)


def test_too_many_values_are_refused() -> None:
    with pytest.raises(YamlFaults, match="more than 60,000 values"):
        load_yaml("[" + "a, " * 70_000 + "]")


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [echo]", "!!timestamp 2026-12-02", "!!int 3", "!x y"])
def test_no_tag_makes_anything(tag: str) -> None:
    with pytest.raises(YamlFaults, match="begins with '"):
        load_yaml(f"a: {tag}")


def test_a_line_of_many_hashtags_takes_linear_time() -> None:
    assert load_yaml('a: "' + "#tag " * 200_000 + '"')["a"].startswith("#tag #tag")


@given(st.text(alphabet=st.sampled_from("ab#:-[]{},'\"\\ \n\t|>&*!%@`~?0.\x00é\u202e"), max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        load_yaml(text)
    except YamlFaults as error:
        lines = text.count("\n") + 2
        assert all(1 <= fault.line <= lines and fault.column >= 1 and fault.message for fault in error.faults)


@given(st.text(alphabet=st.sampled_from("ab#:-[]{},'\"\\ \n|>&*!?0."), max_size=60))
def test_what_the_pure_python_reader_reads_is_the_same(text: str) -> None:
    pure, fast = _read(text, yaml.SafeLoader), _read(text, records_yaml._Loader)
    assert pure == fast or YamlFaults in (pure, fast)  # they draw the line of what is YAML in different places


def _read(text: str, loader: Any) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(records_yaml, "_Loader", loader)
        try:
            return load_yaml(text)
        except YamlFaults:
            return YamlFaults
