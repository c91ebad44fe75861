"""rtweet's tables: ids with an x, values with spaces between them, and cells that hold those of all rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from causerie.importers.found import Found, Hidden
from causerie.importers.rtweet import IMPORTERS
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data
from tests.importers.test_tags import table

ROW = {
    "user_id": "x11",
    "status_id": "x1225122317849657345",
    "created_at": "2020-02-05T18:21:36Z",
    "screen_name": "amara",
    "text": "A1 \U0001f3fa labels &amp; voices https://t.co/aaaaaaaaaa #MuseumHour https://t.co/bbbbbbbbbb",
    "source": "Tool",
    "reply_to_status_id": "x1225122317849657000",
    "is_quote": "FALSE",
    "is_retweet": "FALSE",
    "favorite_count": "8",
    "retweet_count": "3",
    "quote_count": "NA",
    "urls_t.co": "https://t.co/zzzzzzzzzz https://t.co/aaaaaaaaaa NA",
    "urls_expanded_url": "https://other.example https://museum.example/a NA",
    "media_url": "http://pbs.example/1.jpg",
    "media_t.co": "https://t.co/bbbbbbbbbb",
    "ext_media_url": "http://pbs.example/1.jpg http://pbs.example/2.jpg",
    "ext_media_t.co": "https://t.co/bbbbbbbbbb https://t.co/bbbbbbbbbb",
    "ext_media_type": "NA",
    "lang": "en",
    "quoted_status_id": "NA",
    "retweet_status_id": "NA",
    "status_url": "https://twitter.com/amara/status/1225122317849657345",
    "name": "Amara Diallo",
    "protected": "FALSE",
    "profile_image_url": "http://pbs.example/a_normal.jpg",
}


def read(*rows: dict[str, str]) -> tuple[list[Found], int]:
    found, problems = read_all(IMPORTERS, export_of({"tweets.csv": table(*rows)}))
    return found, len(problems)


def test_a_table_gives_whole_posts() -> None:
    (found,), faults = read(ROW)
    post = found.post
    assert faults == 0
    assert (post.id, post.url) == ("x:1225122317849657345", "https://x.com/amara/status/1225122317849657345")
    assert post.author == Author(
        handle="amara",
        name="Amara Diallo",
        id="11",
        url="https://x.com/amara",
        avatar="http://pbs.example/a_normal.jpg",
    )
    assert post.posted == datetime(2020, 2, 5, 18, 21, 36, tzinfo=UTC)
    assert post.text == "A1 \U0001f3fa labels & voices https://museum.example/a #MuseumHour"
    assert post.links == (Link("https://museum.example/a"),)
    assert post.media == (
        Media(url="http://pbs.example/1.jpg", type="photo"),
        Media(url="http://pbs.example/2.jpg", type="photo"),
    )
    assert (post.likes, post.reposts, post.quotes, post.lang) == (8, 3, None, "en")
    assert post.reply_to == "x:1225122317849657000"
    assert not found.is_repost


def test_reposts_and_protected_accounts_are_known() -> None:
    found, _ = read({**ROW, "is_retweet": "TRUE"}, {**ROW, "retweet_status_id": "1"}, {**ROW, "protected": "TRUE"})
    assert [each.is_repost for each in found] == [True, True, False]
    assert [each.hidden for each in found] == [None, None, Hidden.PROTECTED]


def test_pictures_of_other_rows_are_not_attached() -> None:
    (found,), _ = read({**ROW, "text": "Nothing but words https://t.co/aaaaaaaaaa"})
    assert (found.post.text, found.post.media) == ("Nothing but words https://museum.example/a", ())


def test_a_quote_drops_the_link_to_the_quoted() -> None:
    (found,), _ = read(
        {
            **ROW,
            "text": "So true https://t.co/aaaaaaaaaa",
            "urls_expanded_url": "https://other.example https://twitter.com/lea/status/1225000000000000001",
            "quoted_status_id": "x1225000000000000001",
        }
    )
    assert (found.post.text, found.post.quote_of) == ("So true", "x:1225000000000000001")


def test_a_time_without_a_zone_is_that_of_the_id() -> None:
    (found,), _ = read({**ROW, "created_at": "2020-02-05 19:21:36"})
    assert found.post.posted == datetime(2020, 2, 5, 18, 21, 36, tzinfo=UTC)


@pytest.mark.parametrize(("told", "count", "faults"), [("1225122317849660000", 1, 1), ("1.22512E+18", 0, 1)])
def test_rounded_ids_without_addresses(told: str, count: int, faults: int) -> None:
    found, said = read({**ROW, "status_id": told, "status_url": "NA"})
    assert (len(found), said) == (count, faults)
    assert not any(each.post.url or each.post.reply_to for each in found)
    (found_by_url,), said = read({**ROW, "status_id": told})
    assert (found_by_url.post.id, said) == ("x:1225122317849657345", 0)


def test_the_text_may_stand_in_content() -> None:
    (found,), _ = read({**ROW, "text": '<a href="https://tool.example" rel="nofollow">Tool</a>', "content": "A1 &lt;3"})
    assert found.post.text == "A1 <3"


def test_real_table() -> None:
    found, problems = read_path(IMPORTERS, real_data("rtweet-csv", "tidytags-2021-sample-data.csv"))
    assert not problems
    assert (len(found), sum(each.is_repost for each in found)) == (8, 7)
    assert not any("https://t.co/" in each.post.text for each in found if not each.is_repost)
