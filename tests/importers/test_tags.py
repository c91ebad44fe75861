"""TAGS, the Google Sheet: rounded ids, the sheet's own time, entities."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.importers.found import Found
from causerie.importers.rounded_ids import is_rounded
from causerie.importers.tags import IMPORTERS
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

ROW = {
    "id_str": "1248064163211096065",
    "from_user": "amara",
    "text": "A1 \U0001f3fa labels &amp; voices https://t.co/aaaaaaaaaa\n#MuseumHour https://t.co/bbbbbbbbbb",
    "created_at": "Thu Apr 09 01:44:19 +0000 2020",
    "time": "2020-04-09T02:44:19Z",
    "geo_coordinates": "NA",
    "user_lang": "fr",
    "in_reply_to_user_id_str": "12",
    "in_reply_to_screen_name": "jonas",
    "from_user_id_str": "11",
    "in_reply_to_status_id_str": "1248064163211096001",
    "source": '<a href="https://tool.example" rel="nofollow">Tool</a>',
    "profile_image_url": "http://pbs.example/a_normal.jpg",
    "status_url": "http://twitter.com/amara/statuses/1248064163211096065",
    "entities_str": json.dumps(
        {
            "hashtags": [{"text": "MuseumHour", "indices": [50, 61]}],
            "urls": [
                {"url": "https://t.co/aaaaaaaaaa", "expanded_url": "https://museum.example/a", "indices": [26, 49]}
            ],
            "media": [
                {
                    "id": 1187526100240355300,
                    "url": "https://t.co/bbbbbbbbbb",
                    "indices": [62, 85],
                    "media_url_https": "https://pbs.example/1.jpg",
                    "expanded_url": "https://twitter.com/amara/status/1248064163211096065/photo/1",
                    "type": "photo",
                }
            ],
        }
    ),
}


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(content: str) -> tuple[list[Found], list[str]]:
    found, problems = read_all(IMPORTERS, export_of({"archive.csv": content}))
    return found, [problem.message for problem in problems]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_sheet_gives_whole_posts(delimiter: str) -> None:
    found, problems = read(table({**ROW, "notes": "", "user_verified": "no"}, delimiter=delimiter))
    assert not problems
    post = found[0].post
    assert post.id == "x:1248064163211096065"
    assert post.url == "https://x.com/amara/status/1248064163211096065"
    assert post.author == Author(
        handle="amara", id="11", url="https://x.com/amara", avatar="http://pbs.example/a_normal.jpg"
    )
    assert post.posted == datetime(2020, 4, 9, 1, 44, 19, tzinfo=UTC)
    assert post.text == "A1 \U0001f3fa labels & voices https://museum.example/a\n#MuseumHour"
    assert post.links == (Link("https://museum.example/a"),)
    assert post.media == (Media(url="https://pbs.example/1.jpg", type="photo"),)
    assert (post.reply_to, post.lang, post.likes) == ("x:1248064163211096001", "", None)


def test_further_columns_of_the_api_are_read() -> None:
    found, _ = read(table({**ROW, "lang": "en", "favorite_count": "5", "retweet_count": "1,234"}))
    assert (found[0].post.lang, found[0].post.likes, found[0].post.reposts) == ("en", 5, 1234)


@pytest.mark.parametrize("told", ["1.24806E+18", "1248064163211090000", "1,24806E+18", "NA", ""])
def test_a_rounded_id_is_that_of_the_address(told: str) -> None:
    found, problems = read(table({**ROW, "id_str": told, "in_reply_to_status_id_str": "1248064163211090000"}))
    assert not problems
    assert (found[0].post.id, found[0].post.reply_to) == ("x:1248064163211096065", "")


@pytest.mark.parametrize("told", ["1.24806E+18", "NA"])
def test_an_id_that_is_lost_is_said(told: str) -> None:
    found, problems = read(table({**ROW, "id_str": told, "status_url": "NA"}))
    assert (found, len(problems)) == ([], 1)


def test_rounded_ids_give_no_addresses() -> None:
    rounded = {**ROW, "id_str": "1248064163211090000", "status_url": "NA"}
    found, problems = read(table(rounded, {**rounded, "id_str": "1248064163211110000"}, ROW))
    assert [each.post.id for each in found[:2]] == ["x:1248064163211090000", "x:1248064163211110000"]
    assert [bool(each.post.url) for each in found] == [True] * 3  # one exact id: by chance
    found, problems = read(table(rounded, {**rounded, "id_str": "1248064163211110000"}))
    assert [each.post.url for each in found] == ["", ""]
    assert [each.post.posted for each in found] == [datetime(2020, 4, 9, 1, 44, 19, tzinfo=UTC)] * 2
    assert ["spreadsheet" in each for each in problems] == [True]


def test_a_repost_is_counted_as_one() -> None:
    found, _ = read(table({**ROW, "text": "RT @lea: A long answer that is cut…", "entities_str": "NA"}))
    assert (found[0].is_repost, found[0].is_cut) == (True, True)


def test_a_time_that_a_sheet_changed_is_that_of_the_id() -> None:
    found, _ = read(table({**ROW, "created_at": "09/04/2020 03:44:19"}))
    assert found[0].post.posted == datetime(2020, 4, 9, 1, 44, 19, tzinfo=UTC)


@given(st.integers(min_value=10**17, max_value=10**19 - 1))
def test_a_rounded_id_is_known(native: int) -> None:
    digits = len(str(native)) - 15
    assert is_rounded(str(round(native, -digits)))
    assert is_rounded(f"{native:.5E}")
    assert is_rounded(str(native)) == (native % 10**digits == 0)


def test_real_sheet() -> None:
    found, problems = read_path(IMPORTERS, real_data("tags-csv", "tidytags-sample-data.csv"))
    assert not problems
    assert (len(found), sum(each.is_repost for each in found), sum(each.is_cut for each in found)) == (10, 8, 9)
    assert all(each.post.posted for each in found)
