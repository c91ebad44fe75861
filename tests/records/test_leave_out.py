"""What others say of people who want to be taken out: their names are hidden, the rest of the words stay."""

import random
import re
from collections import Counter
from pathlib import Path

import pytest

from causerie.model.post import Author
from causerie.model.recap import Highlight, Recap
from causerie.records import Forgotten, read_transcript, write_post
from causerie.records.forgetting.known import clean_name
from causerie.records.keyed import name_person, read_keyed, write_keyed
from causerie.records.leave_out import hide_names, leave_out_of_posts, leave_out_of_session
from tests import make
from tests.records.writing import read, write_records

FORGOTTEN = Forgotten(
    accounts=frozenset({"x:victim", "mastodon:lea@glammr.example", "bluesky:vic.example", "bluesky:did:plc:vic77"}),
    posts=frozenset({"x:77"}),
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Thanks @victim!", "Thanks @…!"),
        ("Thanks @VICTIM, @otto", "Thanks @…, @otto"),
        ("(@victim) ＠Victim's", "(@…) @…'s"),
        ("@victims and @victim_fan, @my.victim", "@victims and @victim_fan, @my.victim"),
        ("@victim-fan", "@…-fan"),
        ("@victim@other.example", "@victim@other.example"),
        ("@lea@glammr.example and @Lea", "@… and @…"),
        ("write to lea@glammr.example.", "write to @…."),
        ("@lea@other.example", "@lea@other.example"),
        ("@vic.example. Yes", "@…. Yes"),
        ("@vic.example.com", "@vic.example.com"),
        ("see https://x.com/Victim/status/12?s=20, please", "see @… please"),
        ("see twitter.com/victim", "see @…"),
        ("see https://glammr.example/@lea/12 and https://x.com/otto", "see @… and https://x.com/otto"),
        ("see https://x.com/otto/status/77", "see @…"),
        (
            "[A *thread* by @victim](https://x.com/victim/status/12) is [here](https://museum.example/@a)",
            "A *thread* by @… is [here](https://museum.example/@a)",
        ),
        ("mail victim@museum.example", "mail victim@museum.example"),
        ("@victimさん、感谢@victim的分享", "@…さん、感谢@…的分享"),
        ("感谢lea@glammr.example的分享 @lea@glammr.exampleさん", "感谢@…的分享 @…さん"),
        ("cc@victim", "cc@…"),
        ("@lea@glammr.example.Thanks, @vic.example.She", "@….Thanks, @….She"),
        ("@victim-museum.example", "@victim-museum.example"),
        ("Https://X.com/victim/status/12", "@…"),
        ("“see https://x.com/victim” （https://x.com/victim）を見て", "“see @…” （@…）を見て"),
        ("https://twitter.com/#!/victim", "@…"),
        ("https://twitter.com/#!/otto", "https://twitter.com/#!/otto"),
        ("id did:plc:vic77, not did:plc:vic777", "id @…, not did:plc:vic777"),
        ("at://did:plc:vic77/app.bsky.feed.post/3k at://vic.example/app.bsky.feed.post/3k", "@… @…"),
        ("1/2 and a @ b, @ @", "1/2 and a @ b, @ @"),
        ("no name", "no name"),
    ],
)  # fmt: skip - a table
def test_whole_handles_and_addresses_are_hidden_in_texts(text: str, left: str) -> None:
    assert hide_names(text, FORGOTTEN) == left
    assert hide_names(left, FORGOTTEN) == left
    assert hide_names(text, Forgotten()) == text


def test_a_short_name_of_mastodon_is_hidden_where_it_is_no_others() -> None:
    said = {platform: hide_names("@lea", FORGOTTEN, platform) for platform in ("mastodon", "x", "bluesky")}
    assert said == {"mastodon": "@…", "x": "@lea", "bluesky": "@…"}  # where each handle has a dot


def test_x_ends_a_handle_at_the_first_sign() -> None:
    assert [hide_names("@victim.Yes", FORGOTTEN, platform) for platform in ("x", "bluesky")] == [
        "@….Yes",
        "@victim.Yes",
    ]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Bea Whitlock (she/her)", "Bea Whitlock is right"),
        ("Bea Whitlock she/her", "BEA WHITLOCK’s"),
        ("Dr. Bea Whitlock, PhD", "with Dr. Bea Whitlock"),
        ("@bea | Bea Whitlock | Museum Hour", "Bea Whitlock"),
        ("Bea Whitlock – Museum", "(Bea Whitlock)"),
        ("Lea M. Smith", "With Lea M. Smith I agree"),
        ("J.R. Smithson", "J. R. or J.R. Smithson"),
        ("Sinéad O'Brien", "Sinéad O’Brien"),
    ],
)
def test_full_names_are_known_however_people_write_them(shown: str, said: str) -> None:
    name = clean_name(shown, "bea_w")
    (hashed,) = read_keyed(write_keyed([name_person(name)], bytes(16)))
    assert hide_names(said, Forgotten(hashes=frozenset({hashed}))) != said
    assert hide_names("Bea Whitman, Lea Smith, O Brien", Forgotten(hashes=frozenset({hashed}))).count("…") == 0


@pytest.mark.parametrize(
    ("shown", "handle"),
    [("Black Lives Matter | Jane Doe", "jd"), ("Tate Modern / Jo Fox", "tate_jo"), ("Ask Me Anything - Jane", "jane")],
)
def test_a_slogan_is_nobodys_name(shown: str, handle: str) -> None:
    assert clean_name(shown, handle) == ""


@pytest.mark.parametrize(
    "text", ["Danke @José und @Josélito!", "@Zoë", "rené@jos.example", "josé@other.example", "éclair_x, x_éclair"]
)
def test_an_accent_makes_another_name(text: str) -> None:
    forgotten = Forgotten(accounts=frozenset({"x:jos", "mastodon:zo@glammr.example", "x:clair_x", "x:x_"}))
    assert hide_names(text, forgotten) == text


def test_a_name_of_many_titles_takes_no_time() -> None:
    assert clean_name("dr " * 40_000) == ""


def test_posts_of_others_lose_names_links_and_the_ids_of_forgotten_posts() -> None:
    gone = make.post(id="x:5", platform="x", url="https://x.com/victim/status/5", author=Author())
    other = make.post(id="x:6", platform="x", text="@victim A1", url="", quote_of="x:5", reply_to="x:77")
    (kept,) = leave_out_of_posts([gone, other], FORGOTTEN)
    assert (kept.id, kept.text, kept.quote_of, kept.reply_to) == ("x:6", "@… A1", "", "")
    assert leave_out_of_posts([gone, other], None) == (gone, other)


def test_the_display_names_of_others_are_read_without_handles() -> None:
    other = make.post(author=Author(handle="otto", name="Otto (@victim fan)"))
    (kept,) = leave_out_of_posts([other], FORGOTTEN)
    assert kept.author == Author(handle="otto", name="Otto (@… fan)")


def test_a_transcript_is_read_without_names(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    path.write_text(write_post(make.post(id="x:6", platform="x", text="@victim A1")), encoding="utf-8")
    assert [post.text for post in read_transcript(path, forgotten=FORGOTTEN).posts] == ["@… A1"]


def test_no_record_mentions_or_links_to_a_forgotten_account(tmp_path: Path) -> None:
    recap = """\
summary: With @victim, and [a thread](https://twitter.com/victim/status/5).
takeaways: ["@Victim said it."]
errata: [{date: 2026-12-06, text: "@victim, not us."}]
highlights:
  - heading: "@victim begins"
  - text: We met @victim.
  - post: {platform: x, url: "https://x.com/victim/status/5", text: Mine}
  - post:
      platform: x
      text: "A1 @victim is right"
      media: [{file: media/a.jpg, alt: "A drawing by @victim"}]
      links: [{url: "https://x.com/victim"}, {url: "https://museum.example/", title: "@victim"}]
    note: "@victim!"
  - post: x:6
resources: [{url: "https://x.com/victim/status/5"}, {url: "https://museum.example/", title: "@victim's list"}]
unanswered: [{text: "Who is @victim?", by: "https://x.com/victim"}]
"""
    session = """\
title: An hour with @victim
start: 2026-12-03 20:00
reason: "@victim is ill"
questions: [{text: "@victim?", image: media/a.jpg, alt: "@victim"}]
links: [{url: "https://x.com/victim", title: A}, {url: "https://museum.example/", title: "@victim"}]
"""
    posts = [
        make.post(id="x:5", platform="x", url="", author=Author(handle="victim")),
        make.post(id="x:6", platform="x", url="", quote_of="x:5"),
    ]
    write_records(
        tmp_path,
        people='lea: {name: Lea, bio: "Works with @victim"}\nvic: {name: V, url: "https://x.com/victim"}\n',
        forget='- {account: "x:victim"}\n',
        chat='tagline: "@victim"\ndescription: "By @victim"\nhosts: [vic]\n',
        sessions={"2026-12-03-one": session},
        files={
            "2026-12-03-one/recap.yml": recap,
            "2026-12-03-one/media/a.jpg": b"",
            "2026-12-03-one/transcript.jsonl": "".join(map(write_post, posts)),
        },
    )
    reading = read(tmp_path)
    assert reading.problems == ()
    library = reading.library
    assert "victim" not in repr(library).casefold()
    (found,) = library.sessions
    assert (found.chat, [link.url for link in found.links]) == (library.chats[0], ["https://museum.example/"])
    assert found.recap is not None
    assert found.recap.summary == "With @…, and a thread."
    assert [each.post.quote_of for each in found.recap.highlights if each.post] == ["", ""]
    assert [each.url for each in found.recap.resources] == ["https://museum.example/"]


PIECES = (
    "Thanks",
    "thanks",
    "Lea",
    "(Lea",
    "Vandermeer",
    "Vandermeer's",
    "VANDERMEER.",
    "lea7",
    "lea7:",
    "@lea7",
    "(@Lea7)",
    "＠lea7",
    "@lea7@glammr.example",
    "lea7@glammr.example,",
    "@lea7-fan",
    "@lea7.yes",
    "x.com/lea7",
    "and",
    "the",
    "A1",
    "https://glammr.example/@lea7/1",
    "[a",
    "list](https://glammr.example/@lea7)",
    "well-known",
    "#MuseumHour",
    "2026-11-03",
)  # fmt: skip - a table
HASHED = ("mastodon:lea7@glammr.example", "handle:lea7@glammr.example", "handle:lea7", "short:lea7", "x:lea7",
          "name:lea vandermeer")  # fmt: skip


def test_what_was_seen_before_changes_nothing() -> None:
    """Words are looked at once; the same texts in another order come out the same."""
    hashes = frozenset(read_keyed(write_keyed(HASHED, bytes(16))))
    draw = random.Random(7)
    texts = [" ".join(draw.choices(PIECES, k=draw.randint(1, 9))) for _ in range(3000)]
    for platform in ("", "x", "mastodon"):
        once = Forgotten(hashes=hashes)
        left = [hide_names(text, once, platform) for text in texts]
        assert left == [hide_names(text, Forgotten(hashes=hashes), platform) for text in texts]
        assert [text for text in left if re.search("lea vandermeer|@lea7(?![-.])", text, re.IGNORECASE)] == []
        assert sum(map(str.__eq__, left, texts)) > 100


def test_each_handle_and_each_name_is_hashed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []

    def note(name: str, _: bytes) -> bytes:
        hashed.append(name)
        return b""

    monkeypatch.setattr("causerie.records.forget.hash_name", note)
    forgotten = Forgotten(hashes=frozenset(read_keyed(write_keyed(HASHED, bytes(16)))))
    text = "A1 Thanks @otto and Mia Longfellow, see https://museum.example/labels"
    posts = [make.post(id=f"bluesky:did:plc:jonas/{each}", url="", text=text) for each in range(50)]
    assert leave_out_of_posts(posts, forgotten) == tuple(posts)
    assert set(Counter(hashed).values()) == {1}
    assert {"handle:otto", "name:mia longfellow", "//museum.example/labels", "name:jonas"} <= set(hashed)


def test_a_session_that_names_nobody_stays_the_same_one() -> None:
    recap = Recap(summary="@otto", highlights=(Highlight(post=make.post(), note="@mia"),))
    session = make.session(recap=recap)
    assert leave_out_of_session(session, FORGOTTEN) is session
