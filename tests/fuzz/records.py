"""Records: nothing that a file says ends a reading, and two ways of reading one text agree."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from causerie.model.post import Post
from causerie.problems import CauserieError
from causerie.records import Forgotten, dump_yaml, read_forgotten, read_transcript, write_post
from causerie.records.circle_data import parse_data
from causerie.records.faults import YamlFaults
from causerie.records.keyed import read_keyed, write_keyed
from causerie.records.names import accounts_of, names_of
from causerie.records.source import Source
from causerie.records.transcript import find_posts, locate_posts, read_places
from causerie.records.yaml import load_yaml
from causerie.records.yaml_lines import UNSURE, read_lines
from tests import make
from tests.fuzz.target import Target, read_text, split_files

_SALT = bytes(16)


def check_yaml(content: bytes) -> None:
    """A record's text: the quick way says what the parser says, and what it says can be written."""
    text = read_text(content).encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    slow = _outcome(lambda text: load_yaml(text, {}), text)
    assert _outcome(load_yaml, text) == slow
    quick = read_lines(text)
    assert quick is UNSURE or repr(quick) == slow
    if not slow.startswith("refused: "):
        value = load_yaml(text)
        written = dump_yaml(value)
        assert repr(load_yaml(written)) == repr(load_yaml(written, {})) == repr(value)


def _outcome(load: Callable[[str], Any], text: str) -> str:
    """What comes of a text, with its types and the order of its fields, or where it is wrong."""
    try:
        return repr(load(text))
    except YamlFaults as error:
        lines = text.count("\n") + 1
        assert error.faults
        assert all(1 <= fault.line <= lines + 1 and fault.column >= 1 for fault in error.faults)
        return f"refused: {[(fault.line, fault.column, fault.message) for fault in error.faults]}"


def check_transcript(content: bytes) -> None:
    """A transcript: its posts, written, are read as they were; those who look for some find the same."""
    with TemporaryDirectory() as room:
        path, written = Path(room, "transcript.jsonl"), Path(room, "written.jsonl")
        path.write_bytes(content)
        read = read_transcript(path)
        assert all(1 <= problem.line <= content.count(b"\n") + 1 for problem in read.problems)
        written.write_text("".join(map(write_post, read.posts)), encoding="utf-8")
        again = read_transcript(written)
        assert again.problems == ()
        assert again.posts == read.posts
        located = list(locate_posts(path, path.parent))
        assert tuple(post for _, _, post in located) == read.posts
        assert tuple(read_places(path, path.parent, (place for place, _, _ in located))) == read.posts
        ids = {post.id for post in read.posts}
        found, _ = find_posts(path, ids, path.parent)
        assert set(found) == ids


def check_forgetting(content: bytes) -> None:
    """A forget.yml and a transcript: who is named, plainly or by a hash, is known in every post."""
    with TemporaryDirectory() as room:
        forget, path = Path(room, "forget.yml"), Path(room, "transcript.jsonl")
        _, files = split_files(content)
        forget.write_bytes(files.get("forget.yml", b""))
        path.write_bytes(files.get("transcript.jsonl", b""))
        forgotten = read_forgotten(Source(forget, forget.parent))
        posts = read_transcript(path).posts
        if forgotten is not None:
            left = read_transcript(path, forgotten=forgotten).posts
            assert not any(map(forgotten.has_post, left))
            assert {post.id for post in left} <= {post.id for post in posts}
        for post in posts[:3]:
            _check_named(post)


def _check_named(post: Post) -> None:
    for account in accounts_of(post):
        assert Forgotten(accounts=frozenset({account.casefold()})).has_post(post), account
        assert _hashed(account).has_post(post), account
    for name in names_of(post):
        assert Forgotten(posts=frozenset({name.casefold()})).has_post(post), name
        assert _hashed(name).has_post(post), name


def _hashed(name: str) -> Forgotten:
    return Forgotten(hashes=frozenset(read_keyed(write_keyed([name], _SALT))))


def check_circle(content: bytes) -> None:
    """A causerie.json of another site: refused in a sentence, or kept with a name that a folder may have."""
    with suppress(CauserieError):
        foreign = parse_data(content, make.NOW)
        assert foreign.name and not set(foreign.name) - set("abcdefghijklmnopqrstuvwxyz0123456789.-")
        json.dumps([each.model_dump(mode="json") for each in (foreign.site, *foreign.chats, *foreign.sessions)])


_SIGNS = (": ", " #", "- ", "\n- ", "\n  ", "|\n", "|-\n", ">\n", "''", '\\"', "[", "]", "{", "}", "&a ", "*a", "!!a ",
          "? ", "---\n", "...\n", "null", "~", "1.5", "\t", "\u2028", "\u202e", "\ufeff", "<<: ")  # fmt: skip
_POSTS = (
    '"id": ', '"author": {"handle": ', '"posted": "2026-12-02T20:14:10Z"', "\\ud800", "x:77", "mastodon:a.example/1",
    "bluesky:did:plc:a/b", "https://x.com/a/status/77", "https://bsky.app/profile/a/post/b", "@a@b.example", "1e999",
    "\u0130", "\u00df", "\ufb01", "- account: ", "- post: ", "- hashed: ",
)  # fmt: skip
_SITES = (
    '"url": "https://a.example/"', '"version": 1', "\\u0000", "\\ud800", "2026-12-02T20:00:00+00:00", "xn--", "[::1]",
    ":99999", "1e999",
)  # fmt: skip
TARGETS = (
    Target(name="yaml", check=check_yaml, share=2, words=_SIGNS),
    Target(name="transcript", check=check_transcript, share=2, words=_POSTS),
    Target(name="forgetting", check=check_forgetting, words=_POSTS),
    Target(name="circle", check=check_circle, words=_SITES),
)
