"""One post of a transcript changed in its line, all other lines byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from causerie.model.post import Media, Post, Role
from causerie.problems import CauserieError
from causerie.records.editing import EditConflict, EditError, change_of, edit_transcript
from causerie.records.transcript import read_transcript, write_post
from tests import make

POSTS = [
    make.post(id=f"x:{at}", text=f"Text {at} é 😀 #a", media=(Media(url="https://a.example/b.png"),)) for at in range(5)
]


def lines() -> list[bytes]:
    return [write_post(post).encode() for post in POSTS]


def write(path: Path, parts: list[bytes]) -> Path:
    path = path / "transcript.jsonl"
    path.write_bytes(b"".join(parts))
    return path


def assign(*questions: int) -> dict[str, object]:
    return {"do": "assign", "questions": list(questions)}


def test_a_post_is_assigned_by_hand_and_all_other_lines_stay(tmp_path: Path) -> None:
    odd = [
        b'{"platform":"x", "id" : "x:90", "text":"a", "likes": 3}\n',
        b"\n",
        b"no json\n",
        b"\xff\xfe\n",
        b"x" * 2_500_000 + b"\n",
    ]
    parts = [b"\xef\xbb\xbf" + lines()[0], *odd, *lines()[1:4], lines()[4].rstrip(b"\n")]
    path = write(tmp_path, parts)
    before, after = edit_transcript(path, "x:2", change_of(assign(2, 1)))
    assert before == POSTS[2]
    assert after == replace(POSTS[2], questions=(2, 1), role=Role.ANSWER, assigned="hand")
    parts[7] = write_post(after).encode()
    assert path.read_bytes() == b"".join(parts)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("at", [0, 4])
def test_the_first_and_the_last_line_end_as_they_did(tmp_path: Path, at: int) -> None:
    parts = [line.replace(b"\n", b"\r\n") for line in lines()]
    parts[0] = b"\xef\xbb\xbf" + parts[0]
    parts[4] = parts[4].rstrip()
    path = write(tmp_path, parts)
    _, after = edit_transcript(path, f"x:{at}", change_of(assign()))
    parts[at] = parts[at].replace(lines()[at].rstrip(), write_post(after).encode().rstrip())
    assert path.read_bytes() == b"".join(parts)
    assert (after.questions, after.role) == ((), Role.OTHER)
    assert len(read_transcript(path).posts) == 5


def test_a_line_that_is_written_in_another_way_keeps_the_order_of_its_fields(tmp_path: Path) -> None:
    path = write(
        tmp_path, [b'{"text": "a", "id":"bluesky:did:plc:a\\/3k","platform":"bluesky","question":[1], "likes": 3}\n']
    )
    edit_transcript(path, "bluesky:did:plc:a/3k", change_of(assign(2)))
    assert path.read_bytes() == (
        b'{"text": "a", "id": "bluesky:did:plc:a/3k", "platform": "bluesky", "likes": 3, "question": 2,'
        b' "role": "answer", "assigned": "hand"}\n'
    )


def test_alt_text_of_a_posts_picture_is_set_and_what_was_changed_meanwhile_is_a_conflict(tmp_path: Path) -> None:
    path = write(tmp_path, lines())
    operation = {"do": "alt-post", "post": "x:1", "at": 0, "was": "", "text": "A label:\nblank"}
    _, after = edit_transcript(path, "x:1", change_of(operation))
    assert read_transcript(path).posts[1] == after
    assert after.media[0].alt == "A label: blank"
    with pytest.raises(EditConflict) as conflict:
        edit_transcript(path, "x:1", change_of(operation))
    assert conflict.value.is_now == "A label: blank"
    with pytest.raises(EditError, match="not in the transcript"):
        edit_transcript(path, "x:1", change_of({**operation, "at": 1}))


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    path = write(tmp_path, lines())
    was = path.stat().st_ino
    edit_transcript(path, "x:1", lambda post: post)
    assert path.stat().st_ino == was


def test_what_cannot_be_is_refused_and_the_file_stays(tmp_path: Path) -> None:
    path = write(tmp_path, [b'{"id": "x:9", "platform": "x"}\n', *lines()])
    content = path.read_bytes()

    def empty(post: Post) -> Post:
        return replace(post, text="", media=(), url="")

    for post, change, message in [
        ("x:90", change_of(assign(1)), "does not have the post 'x:90'"),
        ("x:9", change_of(assign(1)), "without 'text'"),
        ("x:1", empty, "cannot be changed like that"),
    ]:
        with pytest.raises(EditError, match=message):
            edit_transcript(path, post, change)
    with pytest.raises(CauserieError):
        edit_transcript(tmp_path / "none" / "transcript.jsonl", "x:1", change_of(assign(1)))
    with pytest.raises(EditError, match="no operation"):
        change_of({"do": "note"})
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]
