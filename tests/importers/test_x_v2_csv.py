"""Tables of twarc 2: reposts with others' words, lists in cells, links in two forms, ids that were rounded."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.formats import IMPORTERS as EVERY
from causerie.importers.found import Found, Hidden
from causerie.importers.sample import take_sample
from causerie.importers.x_v2_csv import IMPORTERS
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all
from tests.importers.test_tags import table

ID = "1631728158981464077"
TEXT = r"A1 labels &amp; voices https://t.co/aaaaaaaaaa\n#MuseumHour https://t.co/bbbbbbbbbb"
URLS = [
    {"start": 23, "end": 46, "url": "https://t.co/aaaaaaaaaa", "expanded_url": "https://museum.example/a",
     "title": "A guide"},
    {"start": 59, "end": 82, "url": "https://t.co/bbbbbbbbbb", "display_url": "pic.twitter.com/bbbbbbbbbb",
     "expanded_url": f"https://twitter.com/amara/status/{ID}/photo/1", "media_key": "3_1"},
]  # fmt: skip
PICTURE = [{"media_key": "3_1", "type": "photo", "url": "https://pbs.example/1.jpg", "alt_text": "A label"}]
ROW = {
    "id": ID,
    "conversation_id": "1631728158981464000",
    "referenced_tweets.replied_to.id": "1631728158981464000",
    "referenced_tweets.retweeted.id": "",
    "referenced_tweets.quoted.id": "",
    "author_id": "11",
    "retweeted_username": "",
    "created_at": "2023-03-03T18:48:03.000Z",
    "text": TEXT,
    "lang": "en",
    "public_metrics.impression_count": "90",
    "public_metrics.reply_count": "1",
    "public_metrics.retweet_count": "2",
    "public_metrics.quote_count": "3",
    "public_metrics.like_count": "5.0",
    "edit_history_tweet_ids": json.dumps([ID]),
    "possibly_sensitive": "False",
    "entities.urls": json.dumps(URLS),
    "attachments.media": json.dumps(PICTURE),
    "author.id": "11",
    "author.username": "amara",
    "author.name": "Amara Diallo",
    "author.protected": "False",
    "author.profile_image_url": "https://pbs.example/a.jpg",
}


def read(*rows: dict[str, str]) -> tuple[list[Found], list[Any]]:
    return read_all(IMPORTERS, export_of({"posts.csv": table(*rows)}))


def read_one(**changed: str) -> Found:
    (found,), problems = read({**ROW, **changed})
    assert not problems
    return found


def test_a_row_becomes_a_post() -> None:
    post = read_one().post
    assert (post.id, post.url) == (f"x:{ID}", f"https://x.com/amara/status/{ID}")
    assert post.text == "A1 labels & voices https://museum.example/a\n#MuseumHour"
    assert post.posted == datetime(2023, 3, 3, 18, 48, 3, tzinfo=UTC)
    assert (post.reply_to, post.quote_of, post.lang) == ("x:1631728158981464000", "", "en")
    assert post.links == (Link("https://museum.example/a", "A guide"),)
    assert post.media == (Media(url="https://pbs.example/1.jpg", alt="A label", type="photo"),)
    assert (post.likes, post.reposts, post.replies, post.quotes, post.impressions) == (5, 2, 1, 3, 90)
    assert post.author == Author(
        handle="amara", name="Amara Diallo", id="11", url="https://x.com/amara", avatar="https://pbs.example/a.jpg"
    )


def test_a_repost_is_one_though_it_has_the_words_of_the_original() -> None:
    changed = {"referenced_tweets.retweeted.id": "1631728158981460001", "retweeted_username": "lea"}
    found = read_one(**changed)
    assert (found.is_repost, found.post.id, found.post.author.handle) == (True, f"x:{ID}", "amara")
    assert found.post.text.startswith("RT @lea: A1 labels & voices https://museum.example/a")
    assert read_one(**changed, text="RT @lea: A1 is cut…").is_repost


@pytest.mark.parametrize(
    "cell",
    [
        json.dumps(["https://museum.example/a", f"https://twitter.com/amara/status/{ID}/photo/1"]),
        f"https://museum.example/a https://twitter.com/amara/status/{ID}/photo/1",
        str(URLS),
        json.dumps(json.dumps(URLS)),
    ],
)
def test_links_come_in_several_forms(cell: str) -> None:
    post = read_one(**{"entities.urls": cell}).post
    assert post.text == "A1 labels & voices https://museum.example/a\n#MuseumHour"
    assert [link.url for link in post.links] == ["https://museum.example/a"]


def test_texts_may_be_json() -> None:
    plain = TEXT.replace(r"\n", "\n")
    row = {name: json.dumps(cell) if cell else "" for name, cell in ROW.items() if "public" not in name}
    (found,), problems = read({**row, "text": json.dumps(plain), "entities.urls": json.dumps(json.dumps(URLS))})
    assert (found.post, problems) == (
        read_one(**{name: "" for name in ROW if "public" in name}).post,
        [],
    )


def test_a_quote_an_edit_and_what_is_not_for_all() -> None:
    quoted = "1631728158981460009"
    urls = [{"url": "https://t.co/q", "expanded_url": f"https://twitter.com/lea/status/{quoted}"}]
    edits = json.dumps(["1631728158981464070", ID])
    found = read_one(
        **{"referenced_tweets.quoted.id": quoted, "text": "A1 this https://t.co/q", "entities.urls": json.dumps(urls)},
        **{"edit_history_tweet_ids": edits, "author.protected": "True", "possibly_sensitive": "True"},
    )
    assert (found.post.text, found.post.quote_of, found.post.links) == ("A1 this", f"x:{quoted}", ())
    assert (found.replaces, found.hidden, found.post.sensitive) == (
        ("x:1631728158981464070",),
        Hidden.PROTECTED,
        True,
    )


def test_rounded_ids_give_no_addresses() -> None:
    found, problems = read({**ROW, "id": "1631728158981460000"}, {**ROW, "id": "1631728158981470000"})
    assert [(each.post.id, each.post.url) for each in found] == [
        ("x:1631728158981460000", ""),
        ("x:1631728158981470000", ""),
    ]
    assert len(problems) == 1
    found, problems = read({**ROW, "id": "1.63173E+18"}, {**ROW, "id": ""})
    assert (found, len(problems)) == ([], 2)


def test_no_other_importer_takes_it() -> None:
    for names in (ROW, {name: cell for name, cell in ROW.items() if not name.startswith("referenced")}):
        sample = take_sample(export_of({"posts.csv": table(dict(names))}).files[0])
        assert [each.name for each in EVERY if each.recognise(sample)] == ["twarc2-csv"]
