"""Twitter's archives of 2012 to 2018: invented months and tables, and a real archive where it is at hand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from causerie.importers.found import Found, Hidden
from causerie.importers.grailbird import IMPORTERS
from causerie.importers.sample import take_sample
from causerie.model.post import Author, Link, Media, Post
from causerie.problems import Problem
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

LEA = {"screen_name": "lea_k", "name": "Léa", "id_str": "77", "id": 77, "protected": False}
JONAS = {"screen_name": "jonas", "name": "Jonas", "id_str": "88", "id": 88, "protected": False}
DETAILS = 'var user_details =  {"screen_name": "lea_k", "full_name": "Léa", "id": "77", "bio": "x", "location": "y"}'
COLUMNS = (
    '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","retweeted_status_id",'
    '"retweeted_status_user_id","retweeted_status_timestamp","expanded_urls"\n'
)


def status(text: str, **more: Any) -> dict[str, Any]:
    """An invented post as Twitter's own months have it."""
    return {
        "source": "web",
        "entities": {"user_mentions": [], "media": [], "hashtags": [], "urls": []},
        "geo": {},
        "id_str": "910590000000000123",
        "id": 910590000000000100,
        "text": text,
        "created_at": "2017-09-20 19:43:00 +0000",
        "user": LEA,
        **more,
    }


def month(*posts: dict[str, Any], name: str = "tweets_2017_09") -> str:
    return f"Grailbird.data.{name} = \n " + json.dumps(posts)


def read(*posts: dict[str, Any]) -> tuple[list[Found], list[Problem]]:
    return read_all(IMPORTERS, export_of({"data/js/tweets/2017_09.js": month(*posts)}))


def read_table(*rows: str, **beside: str) -> list[Found]:
    found, problems = read_all(IMPORTERS, export_of({"tweets.csv": COLUMNS + "\n".join(rows), **beside}))
    assert not problems
    return found


def test_a_post_of_a_month_has_its_true_id_and_its_links() -> None:
    text = "A1 &amp; more https://t.co/aaa http://t.co/pic"
    entities = {
        "urls": [{"url": "https://t.co/aaa", "expanded_url": "https://a.example", "indices": [14, 30]}],
        "media": [
            {"url": "http://t.co/pic", "media_url_https": "https://pbs.example/1.jpg", "indices": [31, 46]},
        ],
    }
    reply = {"in_reply_to_status_id": 910580000000000000, "in_reply_to_status_id_str": "910580000000000111"}
    found, problems = read(status(text, entities=entities, **reply))
    assert not problems
    assert found == [
        Found(
            post=Post(
                platform="x",
                id="x:910590000000000123",
                url="https://x.com/lea_k/status/910590000000000123",
                author=Author(handle="lea_k", name="Léa", id="77", url="https://x.com/lea_k"),
                posted=datetime(2017, 9, 20, 19, 43, tzinfo=UTC),
                text="A1 & more https://a.example",
                reply_to="x:910580000000000111",
                links=(Link("https://a.example"),),
                media=(Media(url="https://pbs.example/1.jpg", type="photo"),),
            )
        )
    ]


def test_both_forms_of_a_time_are_read() -> None:
    found, _ = read(status("A1"), status("A2", created_at="Wed Sep 20 19:43:00 +0000 2017"))
    assert [each.post.posted for each in found] == [datetime(2017, 9, 20, 19, 43, tzinfo=UTC)] * 2


def test_an_old_post_has_only_its_day() -> None:
    old, first_with_time = read(
        status("A1", id_str="20000000123", created_at="2010-08-02 00:00:00 +0000"),
        status("A2", id_str="29712345678", created_at="2010-11-04 00:00:00 +0000"),
    )[0]
    assert old.post.posted == datetime(2010, 8, 2, tzinfo=UTC)
    assert first_with_time.post.posted is not None
    assert first_with_time.post.posted.date() == datetime(2010, 11, 4, tzinfo=UTC).date()


def test_a_repost_brings_the_whole_post_that_it_passes_on() -> None:
    question = status("Q1 What is a label? #MuseumHour", id_str="910580000000000111", user=JONAS)
    found, _ = read(status("RT @jonas: Q1 What is a…", retweeted_status=question))
    assert [(each.is_repost, each.post.text, each.post.author.handle) for each in found] == [
        (True, "RT @jonas: Q1 What is a…", "lea_k"),
        (False, "Q1 What is a label? #MuseumHour", "jonas"),
    ]


def test_a_post_of_somebody_else_in_a_month_that_a_script_made_is_theirs() -> None:
    found, _ = read(status("x", full_text="Q1 What is a label?", retweeted=True, user=JONAS, favorite_count=4))
    assert [(each.is_repost, each.post.text, each.post.author.handle, each.post.likes) for each in found] == [
        (False, "Q1 What is a label?", "jonas", 4)
    ]


def test_what_a_script_got_cut_is_said_to_be() -> None:
    own = "https://twitter.com/i/web/status/910590000000000123"
    entities = {"urls": [{"url": "https://t.co/own", "expanded_url": own, "indices": [9, 25]}]}
    found, _ = read(status("A1 so lo… https://t.co/own", truncated=True, entities=entities))
    assert (found[0].post.text, found[0].is_cut) == ("A1 so lo…", True)


def test_posts_of_a_protected_account_are_hidden() -> None:
    assert read(status("A1", user=LEA | {"protected": True}))[0][0].hidden is Hidden.PROTECTED


def test_what_is_no_post_is_passed_over_and_said() -> None:
    found, problems = read(status("A1"), {"no": "post"}, status("A2", id_str="", id=None))
    assert [each.post.text for each in found] == ["A1"]
    assert len(problems) == 2


def test_the_table_gives_the_same_posts_as_the_months() -> None:
    text = "A1 &amp; more, with\na new line https://t.co/aaa https://t.co/pic"
    picture = "https://twitter.com/lea_k/status/910590000000000123/photo/1"
    entities = {
        "urls": [{"url": "https://t.co/aaa", "expanded_url": "https://a.example/x,y", "indices": [31, 47]}],
        "media": [{"url": "https://t.co/pic", "expanded_url": picture, "indices": [48, 64]}],
    }
    row = f'"910590000000000123","","","2017-09-20 19:43:00 +0000","web","{text}","","","","https://a.example/x,y,{picture},{picture}"'
    by_table = read_table(row, **{"data/js/user_details.js": DETAILS})
    assert by_table == read(status(text, entities=entities))[0]
    assert by_table[0].post.text == "A1 & more, with\na new line https://a.example/x,y"


def test_the_table_knows_reposts() -> None:
    rows = (
        '"910590000000000123","","","2017-09-20 19:43:00 +0000","web","RT @jonas: Q1…","910580000000000111","8","","",',
        '"910590000000000124","","","2017-09-20 19:43:00 +0000","web","RT @jonas: by hand","","","","",',
    )
    assert [each.is_repost for each in read_table(*rows)] == [True, True]


def test_the_owner_of_a_lone_table_is_who_its_pictures_are_by() -> None:
    rows = (
        '"910590000000000123","","","2017-09-20 19:43:00 +0000","web","A1","","","",""',
        '"910590000000000124","","","2017-09-20 19:43:00 +0000","web","A2 https://t.co/pic","","","",'
        '"https://twitter.com/lea_k/status/910590000000000124/photo/1"',
    )
    found = read_table(*rows)
    assert [each.post.author for each in found] == [Author(handle="lea_k", url="https://x.com/lea_k")] * 2
    assert [each.post.text for each in found] == ["A1", "A2"]
    assert read_table(rows[0])[0].post.url == "https://x.com/i/web/status/910590000000000123"


def test_a_row_without_an_id_is_passed_over_and_said() -> None:
    content = COLUMNS + '"9.1E+17","","","2017-09-20 19:43:00 +0000","web","A1","","","",""'
    found, problems = read_all(IMPORTERS, export_of({"tweets.csv": content}))
    assert (found, [each.line for each in problems]) == ([], [2])


def test_other_scripts_and_tables_are_not_taken() -> None:
    export = export_of(
        {
            "user_details.js": DETAILS,
            "tweet_index.js": 'var tweet_index = [{"file_name": "data/js/tweets/2017_09.js"}]',
            "2017_09.js": "window.YTD.tweets.part0 = " + json.dumps([{"tweet": status("A1")}]),
            "tweets.csv": "id,tweet_url,created_at,user_screen_name,text,reweet_id\n1,2,3,4,5,6",
            "tags.csv": "id_str,from_user,text,created_at,time,in_reply_to_status_id_str\n1,2,3,4,5,6",
        }
    )
    for file in export.files:
        assert not any(importer.recognise(take_sample(file)) for importer in IMPORTERS)


def test_a_real_archive_is_read_whole() -> None:
    found, problems = read_path(IMPORTERS, real_data("x-archive-grailbird", "LeeFallin"))
    assert not problems
    own = {each.post.id: each for each in found if each.post.media or each.post.author.avatar}
    again = {each.post.id: each for each in found if not each.post.author.avatar}
    assert (len(found), len(again)) == (242 + 264 + 5447, 5447)
    shared = [each for each in again.values() if each.post.id in own and not each.is_repost]
    assert len(shared) == 162
    for each in shared:  # of months and table, which hold the same posts
        post = own[each.post.id].post
        assert (each.post.text, each.post.links, each.post.quote_of) == (post.text, post.links, post.quote_of)
        assert (each.post.posted, each.post.url, each.post.reply_to) == (post.posted, post.url, post.reply_to)
    assert not any("https://t.co/" in each.post.text for each in found if not each.is_repost)
