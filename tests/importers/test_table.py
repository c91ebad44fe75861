"""Other tables of posts: columns that are told or guessed, times with and without zones, ids of every platform."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.importers import rtweet, tags, twitter_archiver
from causerie.importers.found import Found
from causerie.importers.importer import Importer
from causerie.importers.table import IMPORTERS, guess_columns, table_importer
from causerie.importers.table_times import Times, find_order
from tests.importers.files import export_of, read_all
from tests.importers.real import real_data
from tests.importers.test_tags import table

LONDON, PARIS = ZoneInfo("Europe/London"), ZoneInfo("Europe/Paris")
X_TIME = datetime(2023, 3, 3, 18, 48, 3, tzinfo=UTC)


def read(content: str, *importers: Importer) -> tuple[list[Found], list[str]]:
    found, problems = read_all(importers or IMPORTERS, export_of({"posts.csv": content}))
    return found, [problem.message for problem in problems]


def test_columns_of_common_tools_are_guessed() -> None:
    assert guess_columns(["Tweet Permalink", "Content", "Username", "Author Name", "Date", "Likes", "Retweets"]) == {
        "url": "tweet permalink",
        "text": "content",
        "handle": "username",
        "name": "author name",
        "posted": "date",
        "likes": "likes",
        "reposts": "retweets",
    }
    vicinitas = ["Tweet Id", "Text", "Name", "Screen Name", "UTC", "Created At", "Favorites", "Retweets", "Language"]
    assert guess_columns(vicinitas)["posted"] == "utc"
    assert guess_columns(["Title", "Price"]) == {}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_an_unknown_table_of_x(delimiter: str) -> None:
    row = {
        "Tweet URL": "https://twitter.com/amara/status/1631728158981464077",
        "Content": "A1 &amp; more #MuseumHour",
        "Username": "@amara",
        "Display Name": "Amara Diallo",
        "Date": "03/03/2023 19:48",
        "Likes": "1200",
        "In Reply To Status Id": "1631728158981464000",
    }
    found, problems = read(table(row, delimiter=delimiter))
    assert not problems
    post = found[0].post
    assert (post.platform, post.id) == ("x", "x:1631728158981464077")
    assert post.url == "https://x.com/amara/status/1631728158981464077"
    assert (post.author.handle, post.author.name) == ("amara", "Amara Diallo")
    assert (post.text, post.posted, post.likes) == ("A1 & more #MuseumHour", X_TIME, 1200)
    assert post.reply_to == "x:1631728158981464000"


def test_names_of_columns_are_compared_by_their_letters() -> None:
    names = ["tweetId", "fullText", "LIKE_COUNT", "retweetCount", "reply count", "quoteCount", "User.Username"]
    assert guess_columns(names) == {
        "id": "tweetid",
        "text": "fulltext",
        "handle": "user.username",
        "likes": "like_count",
        "reposts": "retweetcount",
        "replies": "reply count",
        "quotes": "quotecount",
    }
    assert guess_columns(["text", "num_of_likes", "num_of_retweet"])["likes"] == "num_of_likes"
    assert guess_columns(["text", "favourites_count"])["likes"] == "favourites_count"
    assert guess_columns(["text", "favorites count"])["likes"] == "favorites count"


PANDAS = {
    "": "0",
    "url": "https://twitter.com/amara/status/1631728158981464077",
    "date": "2023-03-03 18:48:03+00:00",
    "rawContent": "A1 labels",
    "renderedContent": "A1 labels…",
    "id": "1631728158981464077",
    "user": "{'_type': 'snscrape.modules.twitter.User', 'username': 'amara', 'displayname': \"Amara's\", 'id': 11}",
    "replyCount": "1",
    "retweetCount": "2",
    "likeCount": "3",
    "quoteCount": "4",
    "conversationId": "1631728158981464000",
    "inReplyToTweetId": "1631728158981464000",
    "retweetedTweet": "nan",
}


def test_a_table_that_pandas_made_of_snscrape() -> None:
    (found,), problems = read(table(PANDAS))
    post = found.post
    assert (post.id, post.text, post.reply_to) == ("x:1631728158981464077", "A1 labels", "x:1631728158981464000")
    assert (post.author.handle, post.author.name) == ("amara", "Amara's")
    assert (post.likes, post.reposts, post.replies, post.quotes) == (3, 2, 1, 4)
    assert (found.is_repost, problems) == (False, [])


@pytest.mark.parametrize(
    ("cell", "handle"),
    [
        ("{'username': 'lea', 'created': datetime.datetime(2011, 1, 1)}", "lea"),
        ("User(username='lea', id=11, displayname='Lea')", "lea"),
        ("{'id': 11}", "amara"),
        ("{", "amara"),
        ("{" * 30_000, "amara"),
    ],
)
def test_an_account_in_a_cell_is_never_a_name(cell: str, handle: str) -> None:
    (found,), _ = read(table({**PANDAS, "user": cell}))
    assert (found.post.author.handle, found.post.author.name) == (handle, "")


@pytest.mark.parametrize(
    ("column", "cell", "is_repost"),
    [
        ("retweeted_status_id", "1631728158981460001", True),
        ("retweet_id", "", False),
        ("Is Retweet", "TRUE", True),
        ("is_retweet", "False", False),
        ("is_retweet", "0", False),
        ("retweetedTweet", "{'id': 5}", True),
    ],
)
def test_a_column_may_say_that_it_is_a_repost(column: str, cell: str, is_repost: bool) -> None:
    row = {"tweet id": "1631728158981464077", "username": "amara", "text": "A1", column: cell}
    assert read(table(row))[0][0].is_repost is is_repost


def test_mastodon_and_bluesky_have_ids_by_their_addresses() -> None:
    content = """\
Link,Text,User,Created At
https://glammr.example/@amara/113580000000000001,<p>A1 &amp; more</p><p>#Hour</p>,amara,2024-12-01T20:00:00.5+00:00
https://bsky.app/profile/jonas.example/post/3lxzbmqjyvk2d,A1 &amp; more,jonas.example,2025-09-04 10:00:00 UTC
at://did:plc:abc/app.bsky.feed.post/3lxzbmqjyvk2d,A2,,2025-09-04T12:00:00+02:00
"""
    found, problems = read(content)
    assert not problems
    assert [each.post.id for each in found] == [
        "mastodon:glammr.example/113580000000000001",
        "bluesky:jonas.example/3lxzbmqjyvk2d",
        "bluesky:did:plc:abc/3lxzbmqjyvk2d",
    ]
    assert [each.post.author.handle for each in found] == ["amara@glammr.example", "jonas.example", ""]
    assert [each.post.text for each in found] == ["A1 & more\n\n#Hour", "A1 &amp; more", "A2"]
    assert [each.post.posted for each in found[1:]] == [datetime(2025, 9, 4, 10, tzinfo=UTC)] * 2


def test_told_columns_a_platform_and_a_zone() -> None:
    importer = table_importer({"text": "What", "handle": "Who", "posted": "When"}, "LinkedIn", LONDON)
    found, problems = read("When,Who,What\n25.11.2026 20:00,Amara Diallo,A1\n25.06.2026 20:00,lea,A2\n", importer)
    assert not problems
    one, two = (each.post for each in found)
    assert (one.platform, one.author.handle, one.author.name, two.author.handle) == (
        "linkedin",
        "",
        "Amara Diallo",
        "lea",
    )
    assert one.posted == datetime(2026, 11, 25, 20, tzinfo=UTC)
    assert two.posted == datetime(2026, 6, 25, 19, tzinfo=UTC)
    assert one.id.startswith("linkedin:")
    assert one.id != two.id
    again, _ = read("When,Who,What\n25.11.2026 20:00,Amara Diallo,A1\n", importer)
    assert again[0].post.id == one.id


def test_a_platform_may_be_a_column_or_itself() -> None:
    columns = {"text": "What", "handle": "Who", "platform": "linkedin"}
    assert read("Who,What\nlea,A1\n", table_importer(columns, "", None))[0][0].post.platform == "linkedin"
    found, _ = read("Who,What,LinkedIn\nlea,A1,Threads\n", table_importer(columns, "", None))
    assert found[0].post.platform == "threads"


@pytest.mark.parametrize(
    ("cell", "platform"), [("Google+", "google"), ("Hacker News", "hacker-news"), ("Twitter", "x"), ("Café ☕", "cafe")]
)
def test_a_platform_is_spelt_as_records_spell_it(cell: str, platform: str) -> None:
    assert read(f"author,text,network\nlea,A1,{cell}\n")[0][0].post.platform == platform


def test_columns_that_are_not_there() -> None:
    importer = table_importer({"text": "What"}, "x", None)
    assert not read("Who,When\nlea,2\n", importer)[0]


@pytest.mark.parametrize(
    ("cell", "message"),
    [("2026-11-25 20:00", "--timezone"), ("3/4/2026 20:00", "two ways"), ("soon", "none that this program can read")],
)
def test_a_time_that_cannot_be_known_is_said(cell: str, message: str) -> None:
    found, problems = read(f"author,text,date,network\nlea,A1,{cell},linkedin\n")
    assert (found, len(problems)) == ([], 1)
    assert message in problems[0]


def test_a_table_without_a_platform_is_said() -> None:
    found, problems = read("author,text,date\nlea,A1,2026-11-25T20:00Z\n")
    assert (found, len(problems)) == ([], 1)
    assert "platform=" in problems[0]


def test_rounded_ids() -> None:
    found, problems = read("Tweet Id,Username,Text\n1631728158981460000,amara,A1\n1631728158981470000,lea,A2\n")
    assert [(each.post.url, each.post.posted) for each in found] == [("", X_TIME)] * 2
    assert len(problems) == 1
    found, problems = read("Tweet Id,Username,Text\n1.63173E+18,amara,A1\n")
    assert (found, len(problems)) == ([], 1)


def test_e_mail_addresses_are_never_names() -> None:
    found, _ = read("username,author name,text,network\namara@mail.example,amara@mail.example,A1,linkedin\n")
    assert (found[0].post.author.handle, found[0].post.author.name) == ("", "")


def test_authors_however_they_are_written() -> None:
    cells = ("Amara Diallo (@amara)", "https://x.com/amara/", "@amara", "amara")
    found, _ = read(
        "Author,Tweet,Tweet ID\n" + "".join(f"{cell},A1,163172815898146407{n}\n" for n, cell in enumerate(cells))
    )
    assert {each.post.author.handle for each in found} == {"amara"}
    assert found[0].post.author.name == "Amara Diallo"


def test_the_text_is_where_the_app_is_not() -> None:
    content = (
        'datetime,message,text,username,url\n2021-05-07 22:02:53,A1,"<a href=""https://tool.example"">Tool</a>",amara,'
        "https://twitter.com/amara/status/1631728158981464077\n"
    )
    assert read(content.replace("message", "content"))[0][0].post.text == "A1"
    assert read(content)[0][0].post.text == "A1"


@pytest.mark.parametrize(
    "content",
    [
        "title,date,url\nLabels,2026-11-25,https://museum.example\n",
        "name,username,url\nAmara,amara,https://x.com/amara\n",
        "id,text\n1,hello\n",
        "tweet_id,timestamp,source,text,retweeted_status_id,expanded_urls\n1,2,3,4,,\n",
        '{"text": "url"}',
        "Some words, and then text, user\n",
        "",
    ],
)
def test_other_files_are_left_alone(content: str) -> None:
    assert read(content) == ([], [])


def test_real_tables_have_one_reader_each() -> None:
    others = (*tags.IMPORTERS, *rtweet.IMPORTERS, *twitter_archiver.IMPORTERS)
    for folder in ("tags-csv", "rtweet-csv", "twitter-archiver-csv"):
        for path in real_data(folder).glob("*.csv"):
            found, _ = read_all((*others, *IMPORTERS), export_of({path.name: path.read_bytes()}))
            assert found


WRITTEN = {
    "%Y-%m-%d %H:%M:%S": None,
    "%Y/%m/%d %H:%M:%S": None,
    "%d.%m.%Y %H:%M:%S": True,
    "%d/%m/%Y %H:%M:%S": True,
    "%m/%d/%Y %I:%M:%S %p": False,
    "%b %d, %Y %I:%M:%S %p": None,
    "%d %B %Y %H:%M:%S": None,
    "%b %d, %Y · %I:%M:%S %p": None,
}


@given(
    st.datetimes(datetime(2007, 1, 1), datetime(2037, 1, 1)).map(lambda when: when.replace(microsecond=0)),  # noqa: DTZ001
    st.sampled_from(sorted(WRITTEN)),
)
def test_local_times_are_read_as_written(when: datetime, form: str) -> None:
    cell = when.strftime(form)
    assert Times(PARIS, WRITTEN[form]).read_local(cell) == when.replace(tzinfo=PARIS).astimezone(UTC)
    assert Times(None, WRITTEN[form]).read_aware(f"{cell} UTC") == when.replace(tzinfo=UTC)
    assert Times(None, WRITTEN[form]).read_aware(cell) is None


def test_one_date_tells_how_all_are_written() -> None:
    assert find_order(["3/4/2026", "13/4/2026"]) is True
    assert find_order(["3/4/2026", "3/14/2026"]) is False
    assert find_order(["3/4/2026", "2026-01-02", ""]) is None
    assert find_order(["3/4/2026 8:00 PM"]) is False


def test_seconds_since_1970() -> None:
    assert Times(None).read_aware("1677869283") == X_TIME
    assert Times(None).read_aware("1677869283000") == X_TIME
