"""Highlights of accounts that look private: an advice where each stands, and none for others."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from causerie.records import check_thoroughly
from causerie.records.careful import looks_private
from tests import make
from tests.records.writing import read, write_records

RECAP = """\
published: 2026-12-04
highlights:
  - heading: Hello
  - post: {platform: x, url: "https://x.com/otto/status/1", author: {handle: otto, name: Otto}, text: "A1 One"}
  - post: {platform: x, url: "https://x.com/lea/status/2", author: {handle: lea, name: "Lea 🔒"}, text: "A1 Two"}
"""


@pytest.mark.parametrize(
    "name", ["Lea 🔒", "Lea (private)", "Lea | do not quote", "Léa #NoBot", "Lea - private account"]
)
def test_a_name_may_say_that_somebody_is_private(name: str) -> None:
    assert looks_private(name)


@pytest.mark.parametrize("name", ["Lea", "Private Eye", "Botany Club", "Nobody", "The Locked Room Museum", ""])
def test_most_names_say_nothing(name: str) -> None:
    assert not looks_private(name)


@pytest.mark.parametrize("anonymise", [False, True])
def test_the_advice_stands_at_the_highlight(tmp_path: Path, anonymise: bool) -> None:
    write_records(
        tmp_path,
        chat="anonymise: true\n" if anonymise else "",
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\n"},
        files={"2026-12-03-one/recap.yml": RECAP},
    )
    reading = read(tmp_path)
    now = datetime(2026, 12, 5, tzinfo=UTC)
    found = [
        each
        for each in check_thoroughly(make.settings(root=tmp_path, content=tmp_path / "content"), reading, now)
        if "private" in each.message
    ]
    assert [(each.severity.value, each.line) for each in found] == ([] if anonymise else [("advice", 5)])
