"""Posts of many exports as one transcript: whatever their order, their split and their number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from causerie.importers.found import Found, Hidden
from causerie.importers.gather import Gathering, Tally
from causerie.importers.selection import Selection, select_all, select_session
from causerie.model.post import Author, Link, Media, Post
from causerie.records.forget import Forgotten
from tests import make

SESSION = make.session()
START = SESSION.start.astimezone(UTC)
NOBODY = Forgotten()


def found(native: str, text: str = "A1 Spoons #MuseumHour", minutes: int | None = 5, **changes: Any) -> Found:
    values: dict[str, Any] = {
        "platform": "x",
        "id": f"x:{native}",
        "author": Author(handle="lea", name="Lea"),
        "text": text,
        "posted": None if minutes is None else START + timedelta(minutes=minutes),
    }
    about = {
        name: changes.pop(name) for name in ("aliases", "replaces", "hidden", "is_repost", "is_cut") if name in changes
    }
    return Found(post=Post(**{**values, **changes}), **about)


def gather(
    each: Iterable[Found],
    room: Path,
    selection: Selection | None = None,
    forgotten: Forgotten = NOBODY,
    known: Iterable[Post] = (),
    **how: bool,
) -> tuple[list[Post], Tally]:
    (room / "posts.db").unlink(missing_ok=True)
    with Gathering(selection or select_session(SESSION), forgotten, room) as gathering:
        for post in known:
            gathering.add_known(post)
        for one in each:
            gathering.add(one, **how)
        tally = gathering.finish()
        return list(gathering.posts()), tally


def ids(posts: Iterable[Post]) -> list[str]:
    return [post.id for post in posts]


def test_the_window_and_the_hashtags_choose_and_the_rest_is_counted(tmp_path: Path) -> None:
    posts, tally = gather(
        [
            found("1", minutes=-16),
            found("2", minutes=-15),
            found("3", minutes=120),
            found("4", minutes=121),
            found("5", "no hashtag"),
            found("6", "another #museumhour"),
            found("7", "without a time #MuseumHour", minutes=None),
        ],
        tmp_path,
    )
    assert ids(posts) == ["x:2", "x:6", "x:3", "x:7"]
    assert (tally.read, tally.kept, tally.new, tally.outside, tally.other) == (7, 4, 4, 2, 1)


def test_replies_come_along_whatever_they_say_and_however_late_but_not_to_what_was_left_out(tmp_path: Path) -> None:
    posts, _ = gather(
        [
            found("5", "and to the reply", 2000, reply_to="x:4"),
            found("4", "a reply", 130, reply_to="x:1"),
            found("1"),
            found("2", "no hashtag"),
            found("3", "to that", reply_to="x:2"),
        ],
        tmp_path,
    )
    assert ids(posts) == ["x:1", "x:4", "x:5"]


def test_a_room_needs_no_hashtag_and_all_takes_everything_that_is_public(tmp_path: Path) -> None:
    said = [found("1", "hello"), found("2", "old", -900), found("3", "secret", hidden=Hidden.DIRECT)]
    assert ids(gather(said, tmp_path, has_hashtags=False)[0]) == ["x:1"]
    posts, tally = gather(said, tmp_path, select_all())
    assert (ids(posts), dict(tally.hidden)) == (["x:2", "x:1"], {Hidden.DIRECT: 1})


def test_what_is_hidden_in_one_export_is_hidden_in_all_and_counted_once(tmp_path: Path) -> None:
    for order in ([found("1"), found("1", hidden=Hidden.FOLLOWERS)], [found("1", hidden=Hidden.FOLLOWERS), found("1")]):
        posts, tally = gather([*order, *order], tmp_path)
        assert (posts, dict(tally.hidden)) == ([], {Hidden.FOLLOWERS: 1})


def test_who_is_to_be_forgotten_enters_no_transcript_leaves_the_one_there_is_and_is_named_by_nobody(
    tmp_path: Path,
) -> None:
    forgotten = Forgotten(accounts=frozenset({"x:gone"}))
    gone = found("1", author=Author(handle="Gone"))
    answer = found("2", "@gone is right #MuseumHour", reply_to="x:1")
    posts, tally = gather([answer], tmp_path, forgotten=forgotten, known=[gone.post])
    assert [(post.id, post.text, post.reply_to) for post in posts] == [("x:2", "@… is right #MuseumHour", "")]
    assert dict(tally.hidden) == {Hidden.FORGOTTEN: 1}


def test_reposts_are_counted_once_and_not_kept(tmp_path: Path) -> None:
    posts, tally = gather([found("1"), found("2", is_repost=True), found("2", is_repost=True)], tmp_path)
    assert (ids(posts), tally.reposts) == (["x:1"], 1)


def test_of_an_edited_post_the_last_version_stays_and_replies_to_the_first_are_to_it(tmp_path: Path) -> None:
    first, last = found("1", "Spon #MuseumHour"), found("2", replaces=("x:1",))
    reply = found("3", "yes", reply_to="x:1")
    for order in ([first, last, reply], [reply, last, first]):
        posts, tally = gather(order, tmp_path)
        assert [(post.id, post.reply_to, post.aliases) for post in posts] == [("x:2", "", ("x:1",)), ("x:3", "x:2", ())]
        assert tally.kept == 2
    for run in ([first], [last], [reply], [first]):
        posts, _ = gather(run, tmp_path, known=posts if run is not order else ())
    assert ids(posts) == ["x:2", "x:3"]


def test_what_a_hand_assigned_stays_with_a_post_through_imports_and_edits(tmp_path: Path) -> None:
    by_hand = replace(found("1").post, questions=(2,), assigned="hand")
    posts, _ = gather([found("1", likes=9), found("2", replaces=("x:1",))], tmp_path, known=[by_hand])
    assert [(post.id, post.likes, post.questions, post.assigned) for post in posts] == [("x:2", None, (2,), "hand")]


def test_the_richer_of_each_field_wins(tmp_path: Path) -> None:
    begin, picture = "A1 Spoons and forks, as in", "https://x.com/1.jpg"
    rich = found(
        "1",
        f"{begin} https://museum.example/spoons #MuseumHour",
        likes=3,
        author=Author(handle="lea"),
        links=(Link("https://museum.example/spoons"),),
        media=(Media(url=picture, alt="A spoon"),),
    )
    short = f"https://t.co/{'a' * 40}"
    poor = found("1", f"{begin} {short} #MuseumHour", likes=5, lang="en", media=(Media(url=picture),))
    cut = found("1", "A1 Spoons and forks #MuseumHour" + " and so on" * 20 + "…", is_cut=True)
    for order in ([rich, poor, cut], [cut, poor, rich]):
        (post,), _ = gather(order, tmp_path)
        assert (post.text, post.links, post.media) == (rich.post.text, rich.post.links, rich.post.media)
        assert (post.likes, post.lang, post.author) == (5, "en", Author(handle="lea", name="Lea"))


def test_a_post_on_bluesky_by_its_authors_handle_is_the_one_by_the_did(tmp_path: Path) -> None:
    author = Author(handle="lea.example", id="did:plc:abc")
    by_did = found("", id="bluesky:did:plc:abc/3k", platform="bluesky", author=author)
    by_handle = found("", id="bluesky:lea.example/3k", platform="bluesky", author=Author(handle="lea.example"), likes=4)
    for order in ([by_did, by_handle], [by_handle, by_did]):
        (post,), _ = gather(order, tmp_path)
        assert (post.id, post.likes) == ("bluesky:did:plc:abc/3k", 4)
    hidden = Found(post=by_did.post, hidden=Hidden.SIGNED_IN)
    for order in ([hidden, by_handle], [by_handle, hidden]):
        assert gather(order, tmp_path)[0] == []


def test_local_names_mean_something_in_their_own_file_only(tmp_path: Path) -> None:
    mastodon: dict[str, Any] = {"platform": "mastodon", "author": Author(handle="lea@a.example")}
    first = found("", id="mastodon:a.example/1", aliases=("mastodon:local/7",), **mastodon)
    reply = found("", "yes", id="mastodon:a.example/2", reply_to="mastodon:local/7", **mastodon)
    for scope, expected in ((0, "mastodon:a.example/1"), (1, None)):
        (tmp_path / "posts.db").unlink(missing_ok=True)
        with Gathering(select_session(SESSION), NOBODY, tmp_path) as gathering:
            gathering.add(reply, scope=scope)
            gathering.add(first, scope=0)
            gathering.finish()
            replies = {post.id: post.reply_to for post in gathering.posts()}
        assert replies.get("mastodon:a.example/2") == expected
        assert replies["mastodon:a.example/1"] == ""


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"id": ""}, "no id"), ({"text": "x" * 200_000}, "200,000 characters"), ({"text": "\x00 "}, "neither")],
)
def test_what_is_no_post_is_refused_with_a_reason(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        gather([found("1", **changes)], tmp_path)


def test_foreign_text_and_addresses_are_cleaned_at_the_border(tmp_path: Path) -> None:
    (post,), _ = gather(
        [
            found(
                "1",
                "Caf\u0065\u0301\x07 \ud800 #MuseumHour\r\n\r\n\r\n\r\nend",
                author=Author(handle="@lea", name=" Le\na ", url="javascript:alert(1)"),
                links=(Link("javascript:x"), Link("https://a.example/"), Link("https://a.example/")),
                url="not an address",
                lang="und",
                likes=-1,
            )
        ],
        tmp_path,
    )
    assert post.text == "Café \ufffd #MuseumHour\n\nend"
    assert post.author == Author(handle="lea", name="Le a")
    assert (post.links, post.url, post.lang, post.likes) == ((Link("https://a.example/"),), "", "", None)
    assert post.hashtags == ("MuseumHour",)


numbers = st.integers(0, 5)
founds = st.builds(
    lambda n, text, minutes, reply, likes, cut, name, repost: found(
        str(n), text, minutes, reply_to=f"x:{reply}" if reply != n else "", likes=likes, is_cut=cut,
        author=Author(handle="lea", name=name), is_repost=repost,
    ),
    numbers,
    st.sampled_from(["A1 #MuseumHour", "A1 longer #MuseumHour", "no tag", "https://t.co/abc #MuseumHour", "cut #Mus…"]),
    st.sampled_from([None, -30, 0, 7, 200]),
    numbers,
    st.none() | st.integers(0, 9),
    st.booleans(),
    st.sampled_from(["", "Lea", "Léa"]),
    st.sampled_from([False, False, False, True]),
)  # fmt: skip


@given(st.lists(founds, max_size=8), st.data())
def test_any_order_any_split_and_any_repetition_give_one_transcript(
    tmp_path_factory: pytest.TempPathFactory, posts: list[Found], data: st.DataObject
) -> None:
    room = tmp_path_factory.mktemp("gather")
    expected, _ = gather(posts, room, select_all())
    assert gather([*posts, *posts], room, select_all())[0] == expected
    shuffled: Sequence[Found] = data.draw(st.permutations(posts))
    cut = data.draw(st.integers(0, len(shuffled)))
    first, _ = gather(shuffled[:cut], room, select_all())
    assert gather(shuffled[cut:], room, select_all(), known=first)[0] == expected
    again, tally = gather(posts, room, select_all(), known=expected)
    assert (again, tally.new) == (expected, 0)
