"""Where most records take a short way, it leads where the long way leads."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.records.media import check_prose
from causerie.records.moments import read_moment
from causerie.records.schema_addresses import read_address
from causerie.records.schema_fields import drop_unseen
from causerie.records.source import Source
from causerie.text import clean_line, clean_text


def _outcome(read: object, text: str) -> str:
    try:
        return repr(read(text))  # type: ignore[operator]
    except ValueError as error:
        return f"refused: {error}"


@given(st.text(alphabet="ab1.-:/@?#=&%~_[]{}()<>\"'\\ \u00e9\u202e!$*+,;^|`", max_size=24))
def test_an_address_is_read_alike_with_a_space_after_it(rest: str) -> None:  # which the short way does not know
    for address in (f"https://{rest}", f"http://a.example/{rest}".rstrip()):
        assert _outcome(read_address, address) == _outcome(read_address, f"{address} ")


_number = st.integers(0, 62).map("{:02}".format)


@given(st.tuples(st.integers(1960, 2210), _number, _number, _number, _number, _number))
def test_an_instant_is_read_alike_with_a_space_before_its_z(parts: tuple[int, str, str, str, str, str]) -> None:
    short = "{}-{}-{}T{}:{}:{}Z".format(*parts)
    long = "{}-{}-{}T{}:{}:{} Z".format(*parts)
    assert _outcome(read_moment, short) == _outcome(read_moment, long).replace(long, short)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_a_text_of_ascii_is_cleaned_alike_before_an_accented_letter(text: str) -> None:
    assert clean_text(text + "\u00e9") == clean_text(text) + "\u00e9"


@given(st.text(alphabet=st.characters(exclude_characters="\u00ad")))
def test_a_printable_text_is_cleaned_alike_with_a_sign_that_is_not(text: str) -> None:
    assert clean_text(f"{text}\u00ad").replace("\u00ad", "") == clean_text(text)
    assert clean_line(f"{text}\u00ad").replace("\u00ad", "").strip() == clean_line(text)


@given(st.text(alphabet="a1 \u00a0\u115f\u1160\u3164\u200b\u00e9\u3042?"))
def test_a_text_is_seen_where_any_part_of_it_is(text: str) -> None:
    assert bool(drop_unseen(text)) == any(drop_unseen(char) for char in text)


@pytest.mark.parametrize("folder", ["media", "MEDIA", "Media", "MED\u0130A", "med\u0131a"])
def test_pictures_in_prose_are_found_in_capitals_too(tmp_path: Path, folder: str) -> None:
    source = Source(tmp_path / "session.md", tmp_path)
    check_prose(source, f"One.\n\n![A label]({folder}/label.png)\n")
    assert [(problem.line, problem.column) for problem in source.problems] == [(3, 1)]


@pytest.mark.parametrize(
    ("file", "root"),
    [
        ("/site/content/people.yml", "/site"),
        ("/site/content/people.yml", "/"),
        ("/site/content/people.yml", "/site/content/chats"),
        ("/sites/content/people.yml", "/site"),
        ("/site/../content/people.yml", "/site"),
        ("site/content/people.yml", "site"),
        ("site/content/people.yml", "."),
        ("content/people.yml", "../site"),
    ],
)
def test_a_records_path_is_relative_to_the_root(file: str, root: str) -> None:
    expected = os.path.relpath(file, root).replace(os.sep, "/")
    assert Source(Path(file), Path(root)).path == expected
