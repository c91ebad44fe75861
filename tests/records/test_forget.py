"""People who want to be taken out: however they are named in forget.yml, nothing of them enters the library."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from causerie.model.post import Author, Post
from causerie.records import Forgotten, read_forgotten, read_transcript
from causerie.records.keyed import name_text, write_keyed
from causerie.records.source import Source
from tests import make
from tests.records.writing import read, write_records


def forgotten(folder: Path, text: str) -> Forgotten:
    file = folder / "forget.yml"
    file.write_text(text, encoding="utf-8")
    source = Source(file, folder)
    found = read_forgotten(source)
    assert source.problems == []
    assert found is not None
    return found


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


LEA = make.post(
    id="mastodon:glammr.example/1135",
    platform="mastodon",
    url="https://glammr.example/@lea/1135",
    author=Author(handle="Lea@glammr.example", id="42", url="https://glammr.example/@lea"),
)
OTTO = make.post(
    id="x:77",
    platform="x",
    url="https://twitter.com/Otto/status/77",
    author=Author(handle="Otto", url="https://twitter.com/Otto"),
)
JONAS = make.post(id="bluesky:did:plc:jonas/3k2a", author=Author(handle="jonas.example"))


@pytest.mark.parametrize(
    "entry",
    [
        'account: "mastodon:lea@glammr.example"',
        'account: "mastodon:@LEA@glammr.example"',
        'account: "@lea@glammr.example"',
        'account: "mastodon:42"',
        "account: https://glammr.example/@lea",
        "account: https://glammr.example/users/Lea/",
        f"account: {hashed('mastodon:lea@glammr.example')}",
        f"account: sha256:{hashed('mastodon:lea@glammr.example').upper()}",
        "post: mastodon:glammr.example/1135",
        "post: https://glammr.example/@lea/1135",
        "post: http://glammr.example/@lea/1135/?utm=1#top",
        f"post: {hashed('mastodon:glammr.example/1135')}",
        f"post: {hashed('https://glammr.example/@lea/1135')}",
    ],
)
def test_a_post_on_mastodon_is_known_by_each_of_its_names(tmp_path: Path, entry: str) -> None:
    found = forgotten(tmp_path, f"- {{{entry}, on: 2026-11-22}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [True, False, False]


@pytest.mark.parametrize(
    "entry",
    [
        'account: "x:otto"',
        'account: "twitter:@Otto"',
        "account: https://x.com/otto",
        "account: https://www.twitter.com/OTTO/",
        f"account: {hashed('x:otto')}",
        "post: x:77",
        "post: https://x.com/otto/status/77?s=20",
        "post: https://mobile.twitter.com/i/web/status/77",
        f"post: {hashed('x:77')}",
    ],
)
def test_a_post_on_x_is_known_by_each_of_its_names(tmp_path: Path, entry: str) -> None:
    found = forgotten(tmp_path, f"- {{{entry}}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [False, True, False]


def by_address(url: str, **changes: Any) -> Post:
    """A post whose author stands nowhere but in its address."""
    return make.post(id="", url=url, author=Author(), **changes)


@pytest.mark.parametrize(
    ("entry", "post"),
    [
        ("x:victim", by_address("https://twitter.com/Victim/status/1", platform="x")),
        ("x:victim", by_address("https://x.com/victim/status/1?s=20", platform="x")),
        ("x:victim", by_address("https://mobile.twitter.com/victim/statuses/1/photo/1", platform="x")),
        ("https://twitter.com/victim/status/9", by_address("https://x.com/victim/status/1", platform="x")),
        ("bluesky:vic.example", by_address("https://bsky.app/profile/vic.example/post/3k")),
        ("bluesky:did:plc:vic", by_address("https://bsky.app/profile/did:plc:vic/post/3k")),
        ("did:plc:vic", make.post(id="bluesky:did:plc:vic/3k", url="", author=Author(handle="vic.example"))),
        ("@victim@gl.example", by_address("https://gl.example/@victim/12", platform="mastodon")),
        ("@victim@gl.example", by_address("https://gl.example/users/Victim/statuses/12", platform="mastodon")),
        ("@victim@gl.example", by_address("https://other.example/@victim@gl.example/12", platform="mastodon")),
        (
            "mastodon:victim@gl.example",
            make.post(id="mastodon:gl.example/12", url="", platform="mastodon", author=Author(handle="@victim")),
        ),
        (
            "mastodon:victim@gl.example",
            make.post(id="", url="https://gl.example/notes/9x", platform="mastodon", author=Author(handle="victim")),
        ),
        ("threads:victim", by_address("https://www.threads.net/@victim/post/C1", platform="threads")),
        ("linkedin:victim", by_address("https://www.linkedin.com/posts/victim_labels-1", platform="linkedin")),
    ],
)
def test_an_author_is_found_in_the_addresses_of_a_post(tmp_path: Path, entry: str, post: Post) -> None:
    assert forgotten(tmp_path, f'- {{account: "{entry}"}}\n').has_post(post)


@pytest.mark.parametrize(
    ("entry", "post"),
    [
        ("x:i", by_address("https://twitter.com/i/web/status/1", platform="x")),
        ("x:vic", by_address("https://twitter.com/victim/status/1", platform="x")),
        ("mastodon:victim@gl.example", by_address("https://other.example/@victim/12", platform="mastodon")),
        ("x:victim", by_address("https://gl.example/@victim/12", platform="mastodon")),
        ("x:status", by_address("https://twitter.com/victim/status/1", platform="x")),
    ],
)
def test_others_are_not_taken_for_the_author(tmp_path: Path, entry: str, post: Post) -> None:
    assert not forgotten(tmp_path, f'- {{account: "{entry}"}}\n').has_post(post)


def test_addresses_that_differ_in_what_they_ask_for_are_different_posts(tmp_path: Path) -> None:
    found = forgotten(tmp_path, "- {post: https://video.example/watch?v=1&utm_source=chat}\n")
    addresses = ("https://www.video.example/watch/?v=1&t=20#a", "https://video.example/watch?v=2")
    assert [found.has_post(by_address(each, platform="video")) for each in addresses] == [True, False]


@pytest.mark.parametrize(
    "spelt",
    [
        "x:otto",
        "x:Otto",
        "x:@otto",
        "twitter:otto",
        "otto",
        "@otto",
        "@Otto",
        "@OTTO",
        "x:otto\n",
        "https://x.com/otto",
        "https://twitter.com/otto/",
        "twitter.com/Otto",
        "https://www.x.com/otto",
        "x:77",
        "77",
        "https://x.com/otto/status/77",
        "https://twitter.com/Otto/status/77?s=20",
        "https://mobile.twitter.com/otto/status/77/",
        "x.com/i/status/77",
    ],
)
def test_a_hash_of_any_usual_spelling_finds_an_account_and_a_post(tmp_path: Path, spelt: str) -> None:
    found = forgotten(tmp_path, f"- {{account: {hashed(spelt)}}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [False, True, False]


@pytest.mark.parametrize(
    "spelt",
    [
        "@Lea@glammr.example",
        "lea@glammr.example",
        "fediverse:lea@glammr.example",
        "https://glammr.example/@lea",
        "glammr.example/users/lea",
        "https://glammr.example/users/lea/statuses/1135",
        "mastodon:42",
    ],
)
def test_a_hash_finds_an_account_of_mastodon(tmp_path: Path, spelt: str) -> None:
    found = forgotten(tmp_path, f"- {{account: {hashed(spelt)}}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [True, False, False]


@pytest.mark.parametrize(
    "spelt",
    [
        "at://did:plc:jonas/app.bsky.feed.post/3k2a",
        "https://bsky.app/profile/jonas.example/post/3k2a/",
        "bluesky:did:plc:jonas",
        "https://bsky.app/profile/Jonas.example",
    ],
)
def test_a_hash_finds_an_account_and_a_post_of_bluesky(tmp_path: Path, spelt: str) -> None:
    found = forgotten(tmp_path, f"- {{post: {hashed(spelt)}}}\n")
    assert [found.has_post(post) for post in (LEA, OTTO, JONAS)] == [False, False, True]


def test_a_hash_finds_posts_that_the_record_names_with_a_query(tmp_path: Path) -> None:
    post = by_address("https://twitter.com/Otto/status/77?s=20&t=abc", platform="x")
    assert forgotten(tmp_path, f"- {{post: {hashed('https://x.com/otto/status/77')}}}\n").has_post(post)


def test_an_account_elsewhere_with_the_same_handle_is_somebody_else(tmp_path: Path) -> None:
    found = forgotten(tmp_path, '- {account: "threads:otto"}\n')
    assert not found.has_post(OTTO)


def test_a_handle_without_its_platform_is_left_out_when_any_account_has_it(tmp_path: Path) -> None:
    found = forgotten(tmp_path, f'- {{account: "slack:otto"}}\n- {{account: "{hashed("bluesky:jonas.example")}"}}\n')
    handles = ("@Otto", "jonas.example", "lea@glammr.example", "")
    assert [found.has_handle(handle) for handle in handles] == [True, True, False, False]


WORDS = "A1 Nobody reads the label when it is too high: ask the children, they know it best. #MuseumHour"
KEYED = (
    "mastodon:lea@glammr.example",
    "handle:lea@glammr.example",
    "short:lea",
    "name:lea vandermeer",
    name_text(WORDS),
)


@pytest.mark.parametrize(
    ("author", "is_theirs"),
    [
        (Author(), True),  # a copy that does not say who wrote it
        (Author(name="L. V."), True),
        (Author(id="42"), True),
        (Author(handle="lea"), True),
        (Author(handle="@Lea@glammr.example"), True),
        (Author(handle="other", name="Lea Vandermeer"), True),
        (Author(handle="otto", name="Otto"), False),
        (Author(url="https://x.com/otto"), False),
    ],
)
def test_words_that_two_people_wrote_hide_the_one_alone(tmp_path: Path, author: Author, is_theirs: bool) -> None:
    found = forgotten(tmp_path, f"- {{hashed: {write_keyed(KEYED, bytes(16))}}}\n")
    assert found.has_post(make.post(id="", url="", author=author, text=WORDS)) is is_theirs


def test_a_hash_of_a_handle_with_its_platform_hides_no_namesake_elsewhere(tmp_path: Path) -> None:
    threads = make.post(id="threads:1", platform="threads", url="", author=Author(handle="otto"))
    found = [
        forgotten(tmp_path, f"- {{{entry}}}\n")
        for entry in (
            f"account: {hashed('x:otto')}",
            f"hashed: {write_keyed(('x:otto', 'handle:otto'), bytes(16))}",
            f"account: {hashed('@otto')}",
        )
    ]
    assert [each.has_post(OTTO) for each in found] == [True, True, True]
    assert [each.has_post(threads) for each in found] == [False, False, True]  # the last says no platform


def test_nothing_of_a_forgotten_person_enters_the_library(tmp_path: Path) -> None:
    recap = """\
highlights:
  - post: x:77
  - post: {platform: x, text: Otto was here, author: {handle: "@otto"}}
  - text: What we said
resources: [{url: "https://museum.example/", shared_by: otto}]
unanswered: [{text: "Who?", by: "@OTTO"}]
"""
    line = '{"id": "x:77", "platform": "x", "author": {"handle": "Otto"}, "text": "Me"}\n'
    write_records(
        tmp_path,
        people="otto: {name: Otto, accounts: {x: otto}}\nlea: {name: Lea}\n",
        forget='- {account: "x:otto"}\n',
        chat="hosts: [otto, lea]\n",
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\nguests: [otto]\n"},
        files={
            "2026-12-03-one/recap.yml": recap,
            "2026-12-03-one/transcript.jsonl": line,
        },
    )
    reading = read(tmp_path)
    assert reading.problems == ()
    assert "otto" not in repr(reading.library).casefold()
    assert [person.id for person in reading.library.sessions[0].hosts] == ["lea"]
    assert reading.forgotten.has_account("x", "@OTTO")


def test_a_forgotten_post_that_is_taken_out_of_the_transcript_is_no_problem(tmp_path: Path) -> None:
    write_records(
        tmp_path,
        forget="- {post: x:77}\n",
        sessions={"2026-12-03-one": "title: One\nstart: 2026-12-03 20:00\n"},
        files={"2026-12-03-one/recap.yml": "highlights: [{post: x:77}]\n", "2026-12-03-one/transcript.jsonl": ""},
    )
    reading = read(tmp_path)
    assert reading.problems == ()
    assert reading.library.sessions[0].recap is not None
    assert reading.library.sessions[0].recap.highlights == ()


def test_a_transcript_is_read_without_what_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "transcript.jsonl"
    lines = ['{"id": "x:1", "platform": "x", "author": {"handle": "Otto"}, "text": "a"}']
    lines += ['{"id": "x:2", "platform": "x", "author": {"handle": "lea"}, "text": "b"}']
    path.write_text("\n".join(lines), encoding="utf-8")
    found = forgotten(tmp_path, '- {account: "x:otto"}\n')
    assert [post.id for post in read_transcript(path, forgotten=found).posts] == ["x:2"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {account: otto}\n", "1:13: 'account' is 'otto', without its platform. Write account: \"x:otto\"."),
        (
            "- {account: https://museum.example/about}\n",
            "1:13: 'account' is 'https://museum.example/about', an address of no account that is known here."
            ' Write platform and handle, like "x:somebody".',
        ),
        (
            "- {account: mastodon:lea}\n",
            "1:13: 'account' is 'mastodon:lea', without its instance. Write account: \"mastodon:lea@glammr.example\".",
        ),
        (
            "- {account: 'x:'}\n",
            "1:13: 'account' is 'x:', no account."
            ' Write platform and handle, like "x:somebody", or the profile\'s address.',
        ),
        (
            "- {post: '77'}\n",
            "1:10: 'post' is '77', without its platform. Write post: \"x:77\", or the post's address.",
        ),
        (
            "- {post: https://x.com/otto}\n",
            "1:10: 'post' is 'https://x.com/otto', no address of a post."
            ' Write that, or account: and who wrote it, like "x:somebody".',
        ),
        (
            f"- {{post: {'a' * 63}}}\n",
            f"1:10: 'post' is '{'a' * 63}', no post."
            ' Write its address, or its id as the transcript has it, like "x:77".',
        ),
        (
            "- {post: x:otto}\n",
            "1:10: 'post' is 'x:otto', no post. Write its address, or its id as the transcript has it, like \"x:77\".",
        ),
        ("account: x:otto\n", "1:1: this record is a list. Begin each entry with '- '."),
        ("- x:otto\n", "1:3: this is 'x:otto', where fields are wanted. Write 'name: value' lines."),
    ],
)
def test_an_entry_that_names_nobody_is_said(tmp_path: Path, text: str, said: str) -> None:
    write_records(tmp_path, forget=text)
    assert [str(problem) for problem in read(tmp_path).problems] == [f"content/forget.yml:{said}"]


def test_addresses_in_addresses_end_no_build() -> None:
    forgotten = Forgotten(accounts=frozenset({"x:lea_v"}))
    assert not forgotten.has_address("https://a.example/" * 5_000)
    assert forgotten.has_address("https://a.example/" * 10 + "https://x.com/lea_v")
    assert forgotten.has_address("https://a.example/?u=https%253A%252F%252Fx.com%252Flea_v")
