"""Tables of twarc 1 and Hydrator: invented ones of both eras, and a real chat beside its own JSON."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime

from causerie.importers import x_v1
from causerie.importers.formats import IMPORTERS as EVERY
from causerie.importers.found import Found
from causerie.importers.sample import take_sample
from causerie.importers.x_v1_csv import IMPORTERS
from causerie.model.post import Author, Link, Media, Post
from causerie.problems import Problem
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

OLD = (
    "coordinates,created_at,hashtags,media,urls,favorite_count,id,in_reply_to_screen_name,in_reply_to_status_id,"
    "in_reply_to_user_id,lang,place,possibly_sensitive,retweet_count,reweet_id,retweet_screen_name,source,text,"
    "tweet_url,user_created_at,user_screen_name,user_default_profile_image,user_description,user_favourites_count,"
    "user_followers_count,user_friends_count,user_listed_count,user_location,user_name,user_screen_name,"
    "user_statuses_count,user_time_zone,user_urls,user_verified"
)
NEW = (
    "id,tweet_url,created_at,parsed_created_at,user_screen_name,text,tweet_type,coordinates,hashtags,media,urls,"
    "favorite_count,in_reply_to_screen_name,in_reply_to_status_id,in_reply_to_user_id,lang,place,possibly_sensitive,"
    "retweet_count,retweet_or_quote_id,retweet_or_quote_screen_name,retweet_or_quote_user_id,source,user_id,"
    "user_created_at,user_default_profile_image,user_description,user_favourites_count,user_followers_count,"
    "user_friends_count,user_listed_count,user_location,user_name,user_statuses_count,user_time_zone,user_urls,"
    "user_verified"
)


def table(columns: str, *rows: dict[str, str]) -> str:
    """A table of invented posts by lea_k, whatever of them a row tells."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns.split(","))
    for row in rows:
        told = {
            "created_at": "Wed May 20 01:05:09 +0000 2015",
            "user_screen_name": "lea_k",
            "user_name": "Léa",
            "user_description": "Write to somebody@example.org",
            **row,
        }
        told.setdefault("tweet_url", f"https://twitter.com/lea_k/status/{told['id']}")
        writer.writerow([told.get(column, "") for column in columns.split(",")])
    return out.getvalue()


def read(content: str) -> tuple[list[Found], list[Problem]]:
    return read_all(IMPORTERS, export_of({"chat.csv": content}))


def test_a_row_of_the_old_columns_becomes_a_post() -> None:
    text = "A1 see https://t.co/aaa &amp; http://t.co/bbb https://t.co/pic"
    row = {
        "id": "600860000000000123",
        "text": text,
        "urls": "https://a.example/x http://b.example/",
        "media": "http://twitter.com/lea_k/status/600860000000000123/photo/1",
        "favorite_count": "3",
        "retweet_count": "0",
        "lang": "en",
        "possibly_sensitive": "False",
        "in_reply_to_status_id": "600850000000000001",
    }
    found, problems = read(table(OLD, row))
    assert not problems
    assert found == [
        Found(
            post=Post(
                platform="x",
                id="x:600860000000000123",
                url="https://x.com/lea_k/status/600860000000000123",
                author=Author(handle="lea_k", name="Léa", url="https://x.com/lea_k"),
                posted=datetime(2015, 5, 20, 1, 5, 9, tzinfo=UTC),
                text="A1 see https://a.example/x & http://b.example/",
                lang="en",
                reply_to="x:600850000000000001",
                links=(Link("https://a.example/x"), Link("http://b.example/")),
                likes=3,
                reposts=0,
            )
        )
    ]


def test_a_row_of_the_new_columns_has_pictures_and_the_quoted_post() -> None:
    row = {
        "id": "600860000000000123",
        "user_id": "77",
        "tweet_type": "quote",
        "text": "A1 this https://t.co/qqq https://t.co/pic",
        "urls": "https://twitter.com/jonas/status/600859999999999999",
        "media": "https://pbs.example/1.jpg https://pbs.example/2.jpg",
        "retweet_or_quote_id": "600859999999999999",
    }
    post = read(table(NEW, row))[0][0].post
    assert (post.text, post.quote_of, post.links, post.author.id) == ("A1 this", "x:600859999999999999", (), "77")
    assert post.media == (
        Media(url="https://pbs.example/1.jpg", type="photo"),
        Media(url="https://pbs.example/2.jpg", type="photo"),
    )


def test_reposts_are_found_in_both_eras() -> None:
    old = table(
        OLD,
        {"id": "600860000000000123", "text": "RT @jonas: Q1", "reweet_id": "600850000000000001"},
        {"id": "600860000000000124", "text": "RT @jonas: Q1 by hand"},
        {"id": "600860000000000125", "text": "A1 mine"},
    )
    new = table(
        NEW,
        {
            "id": "600860000000000123",
            "text": "Q1 without its begin",
            "tweet_type": "retweet",
            "retweet_or_quote_id": "600850000000000001",
        },
        {
            "id": "600860000000000124",
            "text": "A1 https://t.co/q",
            "tweet_type": "quote",
            "retweet_or_quote_id": "600850000000000001",
        },
        {"id": "600860000000000125", "text": "A1 mine", "tweet_type": "original"},
    )
    assert [each.is_repost for each in read(old)[0]] == [True, True, False]
    assert [each.is_repost for each in read(new)[0]] == [True, False, False]


def test_ids_that_a_spreadsheet_rounded_come_from_addresses() -> None:
    asked = {"id": "600860000000000000", "tweet_url": "https://twitter.com/lea_k/status/600860000000000123"}
    answered = {"id": "600860000111222000", "tweet_url": "https://twitter.com/lea_k/status/600860000111222333"}
    found, problems = read(
        table(
            OLD,
            asked | {"text": "Q1 What?"},
            answered | {"text": "A1 That", "in_reply_to_status_id": "600860000000000000"},
            {"id": "6.00861E+17", "tweet_url": "https://twitter.com/lea_k/status/600861000111222334"}
            | {"text": "A1 This", "in_reply_to_status_id": "600700000000001000"},
        )
    )
    assert not problems
    assert [(each.post.id, each.post.reply_to) for each in found] == [
        ("x:600860000000000123", ""),
        ("x:600860000111222333", "x:600860000000000123"),
        ("x:600861000111222334", ""),  # what it answers is not in the table, and its rounded id would be another's
    ]


def test_an_id_that_happens_to_end_in_zeros_is_no_rounded_one() -> None:
    row = {"id": "600860000000000123", "text": "A1", "in_reply_to_status_id": "600850000000001000"}
    assert read(table(OLD, row))[0][0].post.reply_to == "x:600850000000001000"


def test_a_row_whose_id_is_lost_is_passed_over_and_said() -> None:
    found, problems = read(
        table(OLD, {"id": "6.00861E+17", "tweet_url": "", "text": "A1"}, {"id": "5", "tweet_url": "", "text": "A2"})
    )
    assert [(each.post.id, each.post.url) for each in found] == [("x:5", "https://x.com/lea_k/status/5")]
    assert [(each.line, "rounded" in each.message) for each in problems] == [(2, True)]


def test_rounded_ids_without_addresses_are_kept_as_they_are() -> None:
    rows = [
        {"id": "600860000000000000", "tweet_url": "", "text": "Q1"},
        {"id": "600861000111222000", "tweet_url": "", "text": "A1", "in_reply_to_status_id": "600860000000000000"},
    ]
    found, problems = read(table(OLD, *rows))
    assert [(each.post.id, each.post.url, each.post.reply_to) for each in found] == [
        ("x:600860000000000000", "", ""),
        ("x:600861000111222000", "", "x:600860000000000000"),
    ]
    assert ["no addresses" in each.message for each in problems] == [True]


def test_the_table_of_hydrator_is_taken_by_no_other() -> None:
    columns = OLD.replace("reweet_id", "retweet_id")
    content = table(columns, {"id": "600860000000000123", "text": "A1", "retweet_id": "600860000000000001"})
    sample = take_sample(export_of({"hydrated.csv": content}).files[0])
    assert [each.name for each in EVERY if each.recognise(sample)] == ["twarc-csv"]
    assert read(content)[0][0].is_repost


def test_links_that_do_not_fit_stay_short() -> None:
    """Of a long post of the stream `urls` holds what belongs to its short form."""
    own = "https://twitter.com/i/web/status/600860000000000123"
    row = {"id": "600860000000000123", "text": "A1 whole and long, with https://t.co/aaa in it", "urls": own}
    short = {"id": "600860000000000123", "text": "A1 whole and lo… https://t.co/own", "urls": own}
    whole, cut = read(table(NEW, row, short))[0]
    assert (whole.post.text, whole.is_cut) == ("A1 whole and long, with https://t.co/aaa in it", False)
    assert (cut.post.text, cut.is_cut) == ("A1 whole and lo…", True)


def test_other_tables_are_not_taken() -> None:
    for columns in ("id_str,from_user,text,created_at,time", "tweet_id,timestamp,text,retweeted_status_id"):
        assert not IMPORTERS[0].recognise(take_sample(export_of({"chat.csv": columns + "\n1,2,3,4,5\n"}).files[0]))


def test_a_real_chat_is_the_same_in_both_forms() -> None:
    """The table lacks the author's id and picture, and shows only pages of pictures; nothing else may differ."""
    by_json = read_path(x_v1.IMPORTERS, real_data("twarc1-jsonl", "critlib-2015-05-19.jsonl"))[0]
    by_table, problems = read_path(IMPORTERS, real_data("twarc1-json2csv", "critlib-may192015.csv"))
    assert not problems
    whole = {each.post.id: each for each in by_json}
    assert [each.post.id for each in by_table] == [each.post.id for each in by_json]
    assert [each.is_repost for each in by_table] == [each.is_repost for each in by_json]
    for each in by_table:
        if not each.is_repost:
            post = whole[each.post.id].post
            assert each.post == replace(post, media=(), author=replace(post.author, id="", avatar=""))


def test_a_real_table_with_rounded_ids_has_the_true_ones() -> None:
    found, problems = read_path(IMPORTERS, real_data("twarc1-json2csv", "critlib-apr232015.csv"))
    assert (len(found), len({each.post.id for each in found}), problems) == (823, 822, [])
    assert sum(each.is_repost for each in found) == 359
    ids = {each.post.id for each in found}
    replies = [each.post.reply_to for each in found if each.post.reply_to]
    assert len(replies) > 100
    assert ids.issuperset(replies)
