"""Files of exports in pieces: what is broken is said with its place and passed over, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import lzma
import tarfile
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.importers.export import Export, ExportFile, open_export
from causerie.importers.reading import Row, decode, read_json, read_rows
from causerie.importers.sample import Sample, take_sample
from causerie.problems import CauserieError, Problem


def file_of(content: bytes | str, name: str = "export") -> ExportFile:
    data = content.encode() if isinstance(content, str) else content
    return ExportFile(name, len(data), lambda: io.BytesIO(data))


def values_of(content: bytes | str, *within: str) -> tuple[list[Any], list[str]]:
    values: list[Any] = []
    problems: list[str] = []
    for each in read_json(file_of(content), *within):
        if isinstance(each, Problem):
            problems.append(str(each))
        else:
            values.append(each[1])
    return values, problems


@pytest.mark.parametrize(
    "text",
    [
        '{"a": 1}\n{"a": 2}\n',
        '{"a": 1}{"a": 2}',
        '[{"a": 1}, {"a": 2}]',
        '[\n  {\n    "a": 1\n  },\n  {\n    "a": 2\n  }\n]\n',
        'window.YTD.tweets.part0 = [ {"a": 1}, {"a": 2} ]',
        'Grailbird.data.tweets_2018_11 = \n[ {"a": 1}, {"a": 2} ];\n',
        'var tweet_index =  [ {"a": 1}, {"a": 2} ]',
        '\ufeff[{"a": 1},{"a": 2}]',
        '[{"a": 1}]\n[{"a": 2}]\n',
        '[]\n[{"a": 1}]\n{"a": 2}\n',
    ],
)
def test_values_come_from_lines_arrays_and_scripts_alike(text: str) -> None:
    assert values_of(text) == ([{"a": 1}, {"a": 2}], [])
    assert values_of(text.encode("utf-16")) == ([{"a": 1}, {"a": 2}], [])


def test_of_an_object_the_elements_of_the_array_that_is_asked_for_come() -> None:
    text = '{"type": "OrderedCollection", "orderedItems": [{"a": 1}, {"a": 2}], "more": [{"a": 3}]}'
    assert values_of(text, "orderedItems") == ([{"a": 1}, {"a": 2}], [])
    assert values_of(text)[0] == [json.loads(text)]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ('{"a": "cut', 2),
        ('{"a": ', 2),
        ('{"a": 1]}', 2),
        ("{]", 2),
        ('{"a": ' + "[" * 100_000, 2),
        ('{"a": ' + "9" * 10_000 + "}", 2),
    ],
)
def test_a_broken_line_is_said_with_its_place_and_the_others_are_read(broken: str, line: int) -> None:
    values, problems = values_of('{"a": 1}\n' + broken + '\n{"a": 3}\n{"a": 4}\n')
    assert values == [{"a": 1}, {"a": 3}, {"a": 4}]
    (problem,) = problems
    assert problem.startswith(f"export:{line}:1: warning: what begins here ")


def test_a_broken_element_of_an_array_is_passed_over() -> None:
    values, problems = values_of('[{"a": 1},\n{"a": [1, 2}},\n{"a": 3}]')
    assert (values, len(problems)) == ([{"a": 1}, {"a": 3}], 1)


def test_an_array_that_ends_before_its_end_is_said() -> None:
    values, problems = values_of('[{"a": 1},\n{"a": 2')
    assert values == [{"a": 1}]
    assert problems[0].startswith("export:2:1: warning: ")
    assert values_of('[{"a": 1}')[1] == ["export:1:1: warning: the file ends before its list does: it may be cut off."]


@given(st.lists(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=20)), max_size=30), st.data())
def test_values_that_span_the_pieces_in_which_a_file_is_read_come_whole(
    elements: list[dict[str, Any]], data: st.DataObject
) -> None:
    pad = data.draw(st.sampled_from([0, 90_000, 300_000]))
    elements = [{**each, "pad": "ü" * pad} for each in elements[:4]] + elements[4:]
    lines = "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in elements)
    for text in (lines, json.dumps(elements), json.dumps(elements, indent=2)):
        assert values_of(text.encode("utf-8", "surrogatepass").decode("utf-8", "replace"))[0] == [
            json.loads(json.dumps(each, ensure_ascii=False).encode("utf-8", "replace").decode()) for each in elements
        ]


def test_no_bytes_whatever_raise_anything(tmp_path: Path) -> None:
    for content in (
        b"",
        b"\x00" * 500,
        b"\xff\xfe\x00",
        b"[",
        b"{",
        b"[[[[",
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b'"',
        bytes(range(256)) * 30,
        b"\xff" * 99,
    ):
        values_of(content)
        list(read_rows(file_of(content), "a"))
        sample = take_sample(file_of(content))
        assert (sample.script, sample.has_columns("a")) == ("", False)
        assert sample.elements is not None


def test_a_table_begins_under_the_line_that_names_its_columns_and_a_name_may_stand_there_twice() -> None:
    text = ',Query: #MuseumHour,,\nDate,Name,Place,Place\n1,lea,,York\n2,jo,Bath,"a\nb"\n\n3\n'
    rows = [row for row in read_rows(file_of(text), "date", "name") if isinstance(row, Row)]
    assert [(row.line, row.get("name"), row.get("Place")) for row in rows] == [(3, "lea", "York"), (4, "jo", "Bath")]
    (problem,) = [str(row) for row in read_rows(file_of(text), "date") if isinstance(row, Problem)]
    assert problem == "export:7:1: warning: the row has 1 cells where the table has 4 columns."


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_every_usual_form(delimiter: str, encoding: str) -> None:
    text = "\r\n".join(delimiter.join(row) for row in (("id", "text"), ("1", "Café"), ("2", "NA"), ("3", "1.5")))
    rows = [row for row in read_rows(file_of(text.encode(encoding)), "id", "text") if isinstance(row, Row)]
    assert [(row.get("id"), row.get("text"), row.number("text")) for row in rows] == [
        ("1", "Café", None),
        ("2", "", None),
        ("3", "1.5", 1),
    ]


def test_text_is_decoded_as_it_was_written() -> None:
    assert [decode("é".encode(name)) for name in ("utf-8", "utf-8-sig", "utf-16", "cp1252")] == ["é"] * 4
    assert decode("aé".encode()[:2], is_cut=True) == "a"  # the begin of a file, cut within a character


def test_a_sample_knows_the_beginning_of_what_it_does_not_see_whole() -> None:
    page = {"data": [{"id": str(n), "text": "x" * 1000} for n in range(1000)], "meta": {}}
    sample = take_sample(file_of(json.dumps(page)))
    assert not sample.is_whole
    assert sample.element["data"][0] == page["data"][0]  # type: ignore[index]
    assert len(take_sample(file_of(json.dumps(page["data"]))).elements) > 200
    assert take_sample(file_of("window.YTD.tweets.part0 = [ {")).script == "window.YTD.tweets.part0"
    assert Sample("x", b"no json", True).value is None


TWEETS, DIRECT = "data/tweets.js", "data/direct-messages.js"


def _members(export: Export) -> dict[str, bytes]:
    contents = {}
    for file in export.files:
        with file.open() as stream:
            contents[file.path] = stream.read()
    return contents


def _write_folder(root: Path) -> Path:
    for name, content in ((TWEETS, b"tweets"), (DIRECT, b"secret"), ("data/account.js", b"account"), (".x", b"no")):
        path = root / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root / "archive"


def _pack(folder: Path, how: str) -> Path:
    target = folder.parent / f"export.{how}"
    if how == "zip":
        with zipfile.ZipFile(target, "w") as archive:
            for path in sorted(folder.rglob("*")):
                archive.write(path, path.relative_to(folder))
    else:
        with tarfile.open(target, "w:gz" if how == "tar.gz" else "w:") as tar:
            tar.add(folder, ".")
    return target


@pytest.mark.parametrize("how", ["folder", "zip", "tar.gz", "tar"])
def test_of_an_accounts_archive_only_what_is_needed_is_there_however_it_is_packed(tmp_path: Path, how: str) -> None:
    path = folder if (folder := _write_folder(tmp_path)) and how == "folder" else _pack(folder, how)
    with ExitStack() as stack:
        export = open_export(str(path), stack)
        names = {name.removeprefix("./"): content for name, content in _members(export).items()}
        assert names == {TWEETS: b"tweets", "data/account.js": b"account"}
        (tweets,) = (file for file in export.files if file.name == "tweets.js")
        assert export.beside(tweets, "manifest.js", "Account.js") is not None


def test_a_single_file_knows_what_stands_beside_it_and_standard_input_may_be_anything(tmp_path: Path) -> None:
    folder = _write_folder(tmp_path)
    with ExitStack() as stack:
        export = open_export(str(folder / TWEETS), stack)
        assert [file.name for file in export.files] == ["tweets.js"]
        assert export.beside(export.files[0], "account.js") is not None
        with _pack(folder, "zip").open("rb") as stream:
            assert len(open_export("-", stack, stream).files) == 2
        assert list(_members(open_export("-", stack, io.BytesIO(b"[]"))).values()) == [b"[]"]
        (tmp_path / "posts.jsonl.gz").write_bytes(gzip.compress(b"{}"))
        assert _members(open_export(str(tmp_path / "posts.jsonl.gz"), stack)) == {"posts.jsonl": b"{}"}


def test_nothing_is_unpacked_whose_beginning_does_not_say_how(tmp_path: Path) -> None:
    path = _pack(_write_folder(tmp_path), "tar")
    path.write_bytes(lzma.compress(path.read_bytes(), lzma.FORMAT_ALONE))  # which may ask for gigabytes first
    with ExitStack() as stack:
        assert list(_members(open_export(str(path), stack))) == ["export.tar"]
        path.write_bytes(lzma.compress(_pack(tmp_path / "archive", "tar").read_bytes()))
        assert len(open_export(str(path), stack).files) == 2


@pytest.mark.parametrize("how", ["zip", "tar.gz"])
def test_an_archive_that_was_cut_off_ends_in_a_sentence(tmp_path: Path, how: str) -> None:
    path = _pack(_write_folder(tmp_path), how)
    path.write_bytes(path.read_bytes()[:-30])
    with ExitStack() as stack, pytest.raises(CauserieError, match="Download the export again"):
        _members(open_export(str(path), stack))


def test_what_is_not_there_ends_in_a_sentence(tmp_path: Path) -> None:
    with ExitStack() as stack, pytest.raises(CauserieError, match="No such file"):
        open_export(str(tmp_path / "none.zip"), stack)


def test_a_value_that_is_larger_than_any_page_is_refused_and_not_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("causerie.importers.reading.MAX_ELEMENT", 500_000)
    page = json.dumps({"posts": [{"text": "x" * 1000}] * 3000})
    with pytest.raises(CauserieError, match="what begins in line 2 has more than"):
        values_of('{"a": 1}\n' + page)
