"""The Twitter Archiver add-on, and its posts beside the transcripts that a host made of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from causerie.importers.found import Found
from causerie.importers.twitter_archiver import IMPORTERS
from causerie.model.post import Author, Link, Media
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

HEAD = (
    ",Twitter Query: #MuseumHour lang:en -filter:retweets,,,\n"
    "Date,Screen Name,Full Name,Tweet Text,Tweet ID,Link(s),Media,Location,Retweets,Favorites,App,Followers,Follows,"
    "Listed,Verfied,User Since,Location,Bio,Website,Timezone,Profile Image\n"
)
REST = ',,2,5,App,1,2,3,,1/2/2010,"Paris, FR",Bio,https://amara.example,,View\n'
QUOTED = "https://twitter.com/lea/status/1631700000000000001?s=20"


def read(*rows: str) -> tuple[list[Found], list[str]]:
    found, problems = read_all(IMPORTERS, export_of({"sheet.csv": HEAD + "".join(rows)}))
    return found, [problem.message for problem in problems]


def row(text: str, native: str = "1631728158981464077", links: str = "", media: str = "") -> str:
    return f'3/3/2023 13:48:03,@amara,Amara Diallo,"{text}",{native},"{links}","{media}"' + REST


def test_a_sheet_gives_posts_with_the_time_of_their_ids() -> None:
    content = row("A1 labels &amp; R&D #MuseumHour", links="https://museum.example/a\nhttps://museum.example/b")
    (found,), problems = read(content)
    assert not problems
    post = found.post
    assert (post.id, post.url) == ("x:1631728158981464077", "https://x.com/amara/status/1631728158981464077")
    assert post.author == Author(handle="amara", name="Amara Diallo", url="https://x.com/amara")
    assert post.posted == datetime(2023, 3, 3, 18, 48, 3, tzinfo=UTC)
    assert post.text == "A1 labels & R&D #MuseumHour"
    assert post.links == (Link("https://museum.example/a"), Link("https://museum.example/b"))
    assert (post.likes, post.reposts) == (5, 2)


def test_pictures_are_attached() -> None:
    (found,), _ = read(row("Look", media="https://pbs.example/1.jpg\nhttps://video.twimg.com/x.mp4"))
    assert found.post.media == (
        Media(url="https://pbs.example/1.jpg", type="photo"),
        Media(url="https://video.twimg.com/x.mp4", type="video"),
    )


def test_the_text_of_a_quoted_post_is_not_the_authors() -> None:
    for glue in (" ", ""):
        (found,), _ = read(
            row(f"So true #MuseumHour{glue}RT @Lea: A1 labels", links=f"{QUOTED}\nhttps://museum.example")
        )
        assert (found.post.text, found.post.quote_of) == ("So true #MuseumHour", "x:1631700000000000001")
        assert found.post.links == (Link("https://museum.example"),)
    (found,), _ = read(row("Forgot the tag RT @lea: by hand"))
    assert (found.post.text, found.post.quote_of) == ("Forgot the tag RT @lea: by hand", "")


def test_rounded_ids_give_no_addresses() -> None:
    found, problems = read(row("One", "1631728158981460000"), row("Two", "1631728158981470000"))
    assert [each.post.url for each in found] == ["", ""]
    assert found[0].post.posted == datetime(2023, 3, 3, 18, 48, 3, tzinfo=UTC)
    assert len(problems) == 1
    found, problems = read(row("One", "1631728158981460000"), row("Two"))  # by chance
    assert (bool(found[0].post.url), problems) == (True, [])


def test_a_row_without_an_id_is_said() -> None:
    found, problems = read(row("One", "1.63173E+18"), row("Two", ""), "1,2\n", row("Three"))
    assert (len(found), len(problems)) == (1, 3)


def test_real_posts_are_those_of_the_hosts_transcripts() -> None:
    found, problems = read_path(IMPORTERS, real_data("twitter-archiver-csv", "pstweetchat.csv"))
    assert not problems
    assert (len(found), len({each.post.id for each in found})) == (2473, 2473)
    ours = {each.post.id: each.post for each in found}
    compared = 0
    for transcript in sorted(real_data("twitter-archiver-csv", "transcripts").glob("*.md")):
        said = re.findall(
            r"\*(\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ)\*\s*> .*?\(https://twitter\.com/(\w+)/status/(\d+)\)",
            transcript.read_text("utf-8"),
            re.DOTALL,
        )
        assert len(said) > 50
        told = [ours[f"x:{native}"] for _, _, native in said if f"x:{native}" in ours]
        assert len(told) == len(said)
        assert told == sorted(told, key=lambda post: (post.posted, int(post.id[2:])))
        for (when, handle, _), post in zip(said, told, strict=True):
            assert post.posted == datetime.fromisoformat(when)
            assert post.author.handle.lower() == handle.lower()
            compared += 1
    assert compared == 245
