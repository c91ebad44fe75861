"""CSVs for schedulers, read back as a spreadsheet and a scheduler read them."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

from causerie.model.post import Media
from causerie.model.session import Question, Session
from causerie.promoting.tables import GENERIC, HOOTSUITE, write_tables
from causerie.records.kit import Table
from tests import make
from tests.promoting.kits import kit_of


def tables(session: Session, *wanted: Table, now: datetime = make.NOW) -> dict[str, list[list[str]]]:
    written = write_tables(kit_of(session), wanted, make.settings(), now)
    return {name: list(csv.reader(StringIO(text, newline=""))) for name, text in written}


def test_the_generic_table_says_when_in_both_zones_where_and_with_what() -> None:
    session = make.session(start=datetime(2027, 3, 31, 20, tzinfo=make.LONDON))
    rows = tables(session, GENERIC)["schedule.csv"]
    found = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    welcome = next(row for row in found if row["kind"] == "welcome" and row["platform"] == "bluesky")
    assert welcome["text"].startswith("It is 8 pm") or "#MuseumHour" in welcome["text"]
    del welcome["text"]
    assert welcome == {
        "utc": "2027-03-31T19:00:00Z",
        "local": "2027-03-31 20:00",
        "zone": "Europe/London",
        "platform": "bluesky",
        "kind": "welcome",
        "link": "https://chats.example/chats/museum-hour/ai-labels/",
        "image": "card.png",
        "image_url": "https://chats.example/assets/causerie/cards/museum-hour/ai-labels.png",
        "alt": kit_of(session).pictures[0].alt,
    }
    assert {row["platform"] for row in found} == {"mastodon", "bluesky", "x"}


def test_hootsuite_gets_a_file_for_each_profile_without_headings() -> None:
    found = tables(make.session(), HOOTSUITE)
    assert list(found) == ["hootsuite-mastodon.csv", "hootsuite-bluesky.csv", "hootsuite-x.csv"]
    rows = found["hootsuite-x.csv"]
    assert [row[0] for row in rows][:3] == ["25/11/2026 12:30", "01/12/2026 20:00", "02/12/2026 19:00"]
    assert {(len(row), row[2]) for row in rows} == {(3, "")}
    assert [row[1] for row in rows] == [post.wordings[2].text for post in kit_of(make.session()).posts]


def test_what_is_over_is_in_no_table_and_an_empty_table_is_none() -> None:
    rows = tables(make.session(), GENERIC, now=datetime(2026, 12, 2, 20, 30, tzinfo=UTC))["schedule.csv"]
    assert {row[4] for row in rows[1:]} == {"question", "next", "thanks"}
    assert tables(make.session(), GENERIC, HOOTSUITE, now=make.NOW + timedelta(days=90)) == {}


def test_columns_of_ones_own() -> None:
    own = Table(
        "buffer",
        (("Text", "{text}"), ("Date", "{year}-{month}-{day} {hour}:{minute}"), ("Account", "12")),
        platform="x",
    )
    found = tables(make.session(), own)
    assert list(found) == ["buffer-x.csv"]
    assert found["buffer-x.csv"][0] == ["Text", "Date", "Account"]
    assert found["buffer-x.csv"][1][1:] == ["2026-11-25 12:30", "12"]


def test_no_cell_is_a_formula_and_what_strangers_write_stays_in_its_cell() -> None:
    image = Media(file="media/q.png", alt='=HYPERLINK("https://evil.example";"x")')
    text = '=cmd|"/C calc"!A1, "quoted"; and\na second line'
    session = make.session(questions=(Question(number=1, text=text, image=image),), folder=make.settings().root)
    own = Table("own", (("=Text", "{text}"), ("-", "{alt}"), ("@", "@{platform}"), ("tab", "\t{kind}")))
    for rows in tables(session, GENERIC, HOOTSUITE, own).values():
        assert {len(row) for row in rows} == {len(rows[0])}
        assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))] == []


def test_without_platforms_there_is_one_table() -> None:
    session = make.session(chat=make.chat(venues=()))
    assert list(tables(session, GENERIC, HOOTSUITE)) == ["schedule.csv", "hootsuite.csv"]
