"""Posts embedded in pages: X, also mangled, Bluesky, Mastodon, shortcodes, quotes that link to a post."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from causerie.importers.embeds import IMPORTERS
from tests.importers.files import export_of, read_all, read_path
from tests.importers.real import real_data

ID = "1466596486930739207"
X = (
    '<blockquote class="twitter-tweet" data-dnt="true" data-in-reply-to="1466596486930739200"><p lang="en" dir="ltr">'
    'A2 &quot;Sign&quot; it &amp; see <a href="https://t.co/abc">https://t.co/abc</a><br><br>'
    '<a href="https://twitter.com/hashtag/MuseumHour?src=hash&amp;ref_src=x">#MuseumHour</a> '
    '<a href="https://t.co/pic">pic.twitter.com/xYz1</a></p>&mdash; Amara (she/her) (@amara_d) '
    f'<a href="https://twitter.com/amara_d/status/{ID}?ref_src=twsrc%5Etfw">December 3, 2021</a></blockquote>'
    ' <script async src="https://platform.twitter.com/widgets.js"></script>'
)
BLUESKY = """
<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abc234/app.bsky.feed.post/3lxzbmqjyvk2d"
 data-bluesky-cid="bafy"><p lang="fr">R1 Oui.
Et non !<br><br><a href="https://bsky.app/profile/did:plc:abc234/post/3lxzbmqjyvk2d">[image or embed]</a></p>
&mdash; Jonas (<a href="https://bsky.app/profile/did:plc:abc234?ref_src=embed">@jonas.example</a>)
<a href="https://bsky.app/profile/did:plc:abc234/post/3lxzbmqjyvk2d?ref=x">7 March 2025 at 22:57</a></blockquote>
"""


def test_an_embed_of_x_has_its_text_and_the_time_of_its_id() -> None:
    found, problems = read_all(IMPORTERS, export_of({"recap.md": f"# Recap\n\n{X}\n"}))
    assert problems == []
    post = found[0].post
    assert (post.id, post.author.handle, post.author.name, post.lang) == (f"x:{ID}", "amara_d", "Amara (she/her)", "en")
    assert post.text == 'A2 "Sign" it & see https://t.co/abc\n\n#MuseumHour'
    assert post.posted == datetime(2021, 12, 3, 2, 33, 45, tzinfo=UTC)
    assert post.url == f"https://x.com/amara_d/status/{ID}"
    assert [link.url for link in post.links] == ["https://t.co/abc"]
    assert post.reply_to == "x:1466596486930739200"


INDENTED = f"""
  <blockquote class='twitter-tweet' lang='en'>
    <p lang="en">
      Prelim   label,
      <a href="https://twitter.com/hashtag/MuseumHour">#MuseumHour</a>
    </p>

    <p>
      — Amara (@amara_d) <a href="https://x.com/amara_d/statuses/{ID}">June 10, 2015</a>
    </p>
  </blockquote>
"""


@pytest.mark.parametrize(
    "html",
    [
        INDENTED,
        f'<blockquote class="twitter-tweet">> <p>Prelim label,\n> #MuseumHour</p>> &mdash; Amara (@amara_d) '
        f'<a href="https://twitter.com/amara_d/status/{ID}">x</a></blockquote>',
        f'<blockquote class="twitter-tweet"><p>Prelim label, #MuseumHour &mdash; Amara (@amara_d) '
        f'<a href="https://twitter.com/amara_d/status/{ID}">x</a></p></blockquote>',
        f"<blockquote class=twitter-tweet>Prelim label, #MuseumHour &#8212; Amara (@amara_d) "
        f"[June 10](https://twitter.com/amara_d/status/{ID})</blockquote>",
        f'<blockquote class="twitter-tweet"><p>Prelim label, #MuseumHour</p>— Amara (@amara_d) '
        f'<a href="https://twitter.com/amara_d/status/{ID}">x</a>',
    ],
)  # fmt: skip - a table
def test_what_a_cms_does_to_an_embed_changes_nothing(html: str) -> None:
    found, problems = read_all(IMPORTERS, export_of({"recap.html": html}))
    assert problems == []
    post = found[0].post
    assert (post.id, post.author.handle, post.author.name) == (f"x:{ID}", "amara_d", "Amara")
    assert post.text == "Prelim label, #MuseumHour"


def test_an_embed_that_lost_its_address_is_known_by_what_is_left() -> None:
    html = '<blockquote class="twitter-tweet"><p>A1 Sign it.</p>&mdash; Lea (@lea) May 21, 2015</blockquote>'
    found, problems = read_all(IMPORTERS, export_of({"a.html": html}))
    again, _ = read_all(IMPORTERS, export_of({"b.md": f"<p>{html.replace('>A1', '> A1')}</p>"}))
    assert found[0].post.id == again[0].post.id
    assert found[0].post.id.startswith("x:embed-")
    assert (found[0].post.author.handle, found[0].post.posted, found[0].post.url) == ("lea", None, "")
    assert "@lea has lost its address" in problems[0].message


def test_an_embed_of_nothing_is_said() -> None:
    found, problems = read_all(IMPORTERS, export_of({"a.html": '\n<blockquote class="twitter-tweet"></blockquote>'}))
    assert found == []
    assert [problem.line for problem in problems] == [2]


def test_an_embed_of_bluesky_has_line_ends_and_the_time_of_its_key() -> None:
    found, problems = read_all(IMPORTERS, export_of({"recap.html": BLUESKY}))
    assert problems == []
    post = found[0].post
    assert (post.id, post.platform) == ("bluesky:did:plc:abc234/3lxzbmqjyvk2d", "bluesky")
    assert (post.author.handle, post.author.id, post.author.name) == ("jonas.example", "did:plc:abc234", "Jonas")
    assert (post.text, post.lang) == ("R1 Oui.\nEt non !", "fr")
    assert post.posted is not None
    assert post.links == ()


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        (f'{{% tweet "{ID}" %}}', f"x:{ID}"),
        (f"{{% twitter https://twitter.com/amara/status/{ID} %}}", f"x:{ID}"),
        (f"{{{{< tweet {ID} >}}}}", f"x:{ID}"),
        (f'{{{{< x user="amara" id="{ID}" >}}}}', f"x:{ID}"),
        (f'{{{{< tweet id="{ID}" user="amara" />}}}}', f"x:{ID}"),
        (f'<iframe src="https://platform.twitter.com/x.html" data-tweet-id="{ID}"></iframe>', f"x:{ID}"),
        (
            '<iframe src="https://glammr.example/@amara/113580000000000001/embed" class="mastodon-embed"></iframe>',
            "mastodon:glammr.example/113580000000000001",
        ),
        (
            '<blockquote class="mastodon-embed" data-embed-url="https://glammr.example/@amara/113580000000000001/embed">'
            "Post by @amara@glammr.example</blockquote>",
            "mastodon:glammr.example/113580000000000001",
        ),
        (f"---\ntitle: Recap\n---\nWe said much.\n\nhttps://twitter.com/amara/status/{ID}\n\nAnd more.\n", f"x:{ID}"),
    ],
)
def test_shortcodes_and_frames_name_a_post(text: str, id_: str) -> None:
    found, problems = read_all(IMPORTERS, export_of({"page.md": f"{text}\n\nWords about it.\n\nAnd more words.\n"}))
    assert problems == []
    assert [(each.post.id, each.post.text) for each in found] == [(id_, "")]


def test_a_quote_that_is_a_link_to_a_post_is_that_post() -> None:
    page = (
        "# Transcript\n\n### [@amara](https://twitter.com/amara)\n\n*2021-12-03 02:33:45Z*\n"
        f"> [Q1 \\<b\\> or [i] --> which? #MuseumHour](https://twitter.com/amara/status/{ID})\n\n"
        f"> Somebody said it well.\n> [Source](https://twitter.com/lea/status/{ID[:-1]}1)\n"
    )
    found, problems = read_all(IMPORTERS, export_of({"page.md": page}))
    assert problems == []
    assert [(each.post.id, each.post.text) for each in found] == [(f"x:{ID}", "Q1 <b> or [i] --> which? #MuseumHour")]


def test_several_platforms_in_one_page_each_post_once() -> None:
    found, _ = read_all(IMPORTERS, export_of({"recap.html": X + BLUESKY + X}))
    assert [each.post.platform for each in found] == ["x", "bluesky"]


def test_the_answer_of_an_oembed_service() -> None:
    found, problems = read_all(
        IMPORTERS, export_of({"oembed.json": {"author_name": "Amara", "html": X, "type": "rich"}})
    )
    assert ([each.post.id for each in found], problems) == ([f"x:{ID}"], [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Recap\n\nWe said [much](https://twitter.com/amara/status/1466596486930739207).\n",
        "<blockquote><p>Not of a platform.</p></blockquote>",
        "{{ x }} {% include tweets.html %} {% embed https://museum.example %}",
        '{"text": "<blockquote class=\\"twitter-tweet\\">"}',
        "https://twitter.com/amara/status/1466596486930739207\n",
        "{{</* tweet 1466596486930739207 */>}}",
    ],
)
def test_what_embeds_nothing_is_not_taken(text: str) -> None:
    assert read_all(IMPORTERS, export_of({"x.md": text})) == ([], [])


def test_real_pages() -> None:
    found, problems = read_path(IMPORTERS, real_data("oembed-html"))
    assert (len(found), problems) == (9, [])
    assert all(each.post.posted and each.post.text and "pic.twitter.com" not in each.post.text for each in found)
    found, problems = read_path(IMPORTERS, real_data("twitter-archiver-csv", "transcripts"))
    assert (len(found), problems) == (245, [])
    assert all(each.post.posted and each.post.text and each.post.author.handle for each in found)


def test_no_real_file_of_another_kind_is_taken() -> None:
    for kind in ("irc-meetbot", "irc-reviewclub", "storify", "session-records"):
        for path in real_data(kind).rglob("*"):
            if path.is_file():
                assert read_all(IMPORTERS, export_of({path.name: path.read_bytes()})) == ([], []), path
