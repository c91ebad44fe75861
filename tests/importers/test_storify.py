"""Stories of Storify: JSON of two generations, XML and HTML."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from causerie.importers.storify import IMPORTERS
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

ID = "466596486930739207"


def element(**changed: Any) -> dict[str, Any]:
    return {
        "id": "e1",
        "eid": "e1",
        "type": "quote",
        "permalink": f"http://twitter.com/amara_d/status/{ID}",
        "posted_at": "2014-05-14T14:11:26.000Z",
        "added_at": "2014-05-15T10:00:00.000Z",
        "data": {"quote": {"text": "A1 Sign it &amp; see http://t.co/abc #MuseumHour"}},
        "source": {"name": "twitter", "href": "http://twitter.com", "userid": "77"},
        "attribution": {
            "name": "Amara",
            "username": "amara_d",
            "href": "http://twitter.com/amara_d",
            "thumbnail": "//a/b.png",
        },
        "comments": [],
        "stats": {"likes": 0, "comments": 0},
        "meta": {},
        **changed,
    }  # fmt: skip - a table


HEADING = element(
    type="text", source={"name": "storify"}, data={"text": "<h2>Q1</h2>"}, permalink="http://storify.com/x"
)


def story(*elements: Any, **changed: Any) -> dict[str, Any]:
    content = {
        "sid": "s1",
        "slug": "museum-hour",
        "permalink": "http://storify.com/amara/museum-hour",
        "author": {"username": "amara", "email": "amara@museum.example"},
        "page": 1,
        "per_page": 20,
        "elements": list(elements),
    }
    return {"content": content | changed, "code": 200}


def test_a_quote_of_x_is_a_post_and_a_heading_is_none() -> None:
    found, problems = read_all(IMPORTERS, export_of({"story.json": story(HEADING, element())}))
    assert problems == []
    assert len(found) == 1
    post = found[0].post
    assert (post.id, post.url) == (f"x:{ID}", f"https://x.com/amara_d/status/{ID}")
    assert (post.author.handle, post.author.name, post.author.id) == ("amara_d", "Amara", "77")
    assert post.text == "A1 Sign it & see http://t.co/abc #MuseumHour"
    assert post.posted == datetime(2014, 5, 14, 15, 10, 46, tzinfo=UTC)
    assert not found[0].is_cut


def test_a_post_with_a_picture_or_a_card() -> None:
    picture = element(
        type="image",
        permalink="//twitter.com/amara_d/statuses/466596486930739208/photo/1",
        data={"image": {"src": "//pbs.example/a.jpg", "caption": "Look pic.twitter.com/abc"}},
    )
    card = element(
        type="link",
        permalink=f"https://twitter.com/amara_d/status/{ID}/",
        data={"link": {"title": "A page", "description": "What the page says"}},
    )
    found, problems = read_all(IMPORTERS, export_of({"story.json": story(picture, card)}))
    assert problems == []
    assert [(each.post.text, each.is_cut) for each in found] == [("Look", False), ("What the page says", True)]
    assert [media.url for media in found[0].post.media] == ["https://pbs.example/a.jpg"]


def test_posts_from_elsewhere_need_an_author_and_a_text() -> None:
    video = element(
        type="video",
        permalink="http://www.youtube.com/watch?v=abc-1",
        data={"video": {"title": "Labels", "description": "Long", "src": "//youtube.example/abc"}},
        source={"name": "youtube", "username": "museum tube"},
        attribution={"name": "Museum Tube", "href": "http://youtube.example/museum"},
    )
    silent = element(type="image", permalink="http://flickr.example/1", source={"name": "flickr"}, data={"image": {}})
    web = element(type="link", permalink="http://museum.example/", source={"name": "museum"})
    found, problems = read_all(IMPORTERS, export_of({"story.json": story(video, silent, web)}))
    assert problems == []
    assert [(each.post.id, each.post.platform, each.post.text, each.post.author.handle) for each in found] == [
        ("youtube:abc-1", "youtube", "Labels", "museumtube")
    ]


def test_the_form_of_2011() -> None:
    old = {
        "source": "twitter",
        "elementClass": "tweet",
        "permalink": "http://twitter.com/lea/status/19579515667746816",
        "title": "I like <b>it</b>.",
        "description": "I like it.",
        "author": {
            "username": "lea",
            "name": "Lea",
            "avatar": "http://a.example/l.png",
            "href": "http://twitter.com/lea",
        },
        "created_at": "1293503094",
        "added_at": "1293516866",
    }
    early = {**old, "permalink": "http://twitter.com/lea/status/957951", "created_at": "1273503094"}
    whole = {"permalink": "http://storify.com/a/b", "published_at": 1, "elements": {"0": old, "1": early, "2": "?"}}
    for shape in (whole, [old, early]):
        found, problems = read_all(IMPORTERS, export_of({"story.json": shape}))
        assert [(each.post.id, each.post.author.handle, each.post.text) for each in found] == [
            ("x:19579515667746816", "lea", "I like it."),
            ("x:957951", "lea", "I like it."),
        ]
        assert found[1].post.posted == datetime.fromtimestamp(1273503094, UTC)
        assert len(problems) == (shape is whole)


def test_a_page_of_several_says_so() -> None:
    page = story(element(), stats={"elements": {"text": 0, "quote": 2}})
    _, problems = read_all(IMPORTERS, export_of({"1.json": page}))
    assert "Give its other pages" in problems[0].message
    other = story(element(permalink="http://twitter.com/lea/status/466596486930739299"), page=2)
    found, problems = read_all(IMPORTERS, export_of({"1.json": page, "2.json": other}))
    assert (len(found), problems) == (2, [])


def test_a_list_of_stories_is_refused() -> None:
    export = export_of({"stories.json": {"content": {"page": 1, "stories": [{"sid": "s1", "slug": "a"}]}}})
    found, problems = read_all(IMPORTERS, export)
    assert found == []
    assert "Give the file of the story itself" in problems[0].message


def test_a_broken_element_is_said_and_reading_goes_on() -> None:
    broken: list[Any] = [
        None,
        [],
        element(permalink=None),
        element(data=None, meta=[], source="twitter", attribution=None, posted_at=7),
    ]
    found, problems = read_all(IMPORTERS, export_of({"story.json": story(*broken, element())}))
    assert (len(found), len(problems)) == (2, 3)
    assert found[0].post.author.handle == "amara_d"


XML = f"""<?xml version="1.0" encoding="UTF-8"?>
<story><permalink>http://storify.com/amara/museum-hour</permalink><elements>
<element><type>text</type><permalink>http://storify.com/x</permalink><source><name>storify</name></source></element>
<element><type>quote</type><permalink>http://twitter.com/amara_d/status/{ID}</permalink>
<data><quote><text>A1 Sign it &amp;amp; see</text></quote></data>
<source><name>twitter</name></source><attribution><username>amara_d</username></attribution></element>
</elements></story>"""


def test_xml() -> None:
    found, problems = read_all(IMPORTERS, export_of({"index.xml": XML}))
    assert problems == []
    assert [(each.post.id, each.post.author.handle, each.post.text) for each in found] == [
        (f"x:{ID}", "amara_d", "A1 Sign it & see")
    ]


@pytest.mark.parametrize("change", [("<story>", '<!DOCTYPE s [<!ENTITY a "b">]><story>'), ("</elements>", "")])
def test_xml_that_is_broken_or_has_entities_is_refused(change: tuple[str, str]) -> None:
    found, problems = read_all(IMPORTERS, export_of({"index.xml": XML.replace(*change)}))
    assert (found, len(problems)) == ([], 1)


def test_html() -> None:
    html = f"""<html><body><script>s.story["title"]="x";</script>
    <div class="s-element s-element-text"><div class="s-element-content"><h2>Q1</h2></div></div>
    <div class="s-element s-element-quote">
    <div class="s-element-content">A1 Sign it &amp; <a href="http://t.co/a">t.co/a</a></div>
    <div class="s-attribution"><a href="http://twitter.com/amara_d"><span class="s-author-name">@amara_d</span></a>
    <a href="http://twitter.com/amara_d/status/{ID}"><span class="timestamp" title="2014-05-14T14:11:26Z">May</span></a>
    </div></div>
    </body></html>"""
    found, problems = read_all(IMPORTERS, export_of({"index.html": html}))
    assert problems == []
    assert [(each.post.id, each.post.author.handle, each.post.text) for each in found] == [
        (f"x:{ID}", "amara_d", "A1 Sign it & http://t.co/a")
    ]


@pytest.mark.parametrize(
    "value", [{}, [], {"elements": []}, {"content": {"rendered": "<p>"}}, [{"permalink": "x"}], "story"]
)
def test_other_json_is_not_taken(value: Any) -> None:
    assert read_all(IMPORTERS, export_of({"story.json": json.dumps(value)})) == ([], [])


def test_real_stories() -> None:
    found, problems = read_path(IMPORTERS, real_data("storify", "storify-get-user-story-RAW.json"))
    assert [each.post.platform for each in found] == ["flickr", "flickr", "youtube", "youtube", "youtube"]
    assert len(problems) == 1
    found, problems = read_path(IMPORTERS, real_data("storify", "storify-get-user-stories.json"))
    assert (found, len(problems)) == ([], 1)
    assert read_path(IMPORTERS, real_data("storify", "docs-2011")) == ([], [])
