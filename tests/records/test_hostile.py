"""Files that no host writes on purpose: each is one problem with a place, and the others are read all the same."""

from pathlib import Path

import pytest

from tests.records.writing import FOLDER, read, write_records

SESSION = f"{FOLDER}/2026-12-03-one/session.md"
GOOD = {"2026-12-04-good": "title: Good\nstart: 2026-12-04 20:00\n"}
FIELDS = "---\ntitle: One\nstart: 2026-12-03 20:00\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "1:1: the fields are missing. Begin the file with a line '---', then title and start, then '---'."),
        (b"---", "1:1: the fields are missing. Begin the file with a line '---', then title and start, then '---'."),
        (b"---\n---\n", "1:1: 'start' is missing. Write start: 2026-12-02 20:00."),
        (b"---\n- a\n---\n", "2:1: this record has no fields. Write 'name: value' lines."),
        (b"---\ntext\n---\n", "2:1: this record has no fields. Write 'name: value' lines."),
        (
            f"{FIELDS}---\nprose \0".encode(),
            "5:7: an invisible control character (U+0000) stands here. Save the file as UTF-8 in your editor.",
        ),
        (
            f"{FIELDS}reason: a\x07b\n---\n".encode(),
            "4:10: an invisible control character (U+0007) stands here. Delete it.",
        ),
        (
            f"{FIELDS}---\n".encode("utf-16"),
            "1:1: the text is not UTF-8 (byte 0xff). Save the file as UTF-8 in your editor.",
        ),
        (
            f"{FIELDS}---\nun café".encode("latin-1"),
            "5:7: the text is not UTF-8 (byte 0xe9). Save the file as UTF-8 in your editor.",
        ),
        (
            f"{FIELDS}---\n".encode() + b"x" * 2_000_000,
            "1:1: the file has 2,000,043 bytes, more than 2,000,000. Leave out what does not belong here.",
        ),
        (
            f"{FIELDS}topics: {'[' * 1000}\n---\n".encode(),
            "4:32: more than 24 levels of lists and fields. Write it flatter.",
        ),
        (
            b"---\na: &a [x, x, x, x, x, x, x, x, x, x]\n"
            + b"".join(b"%c: &%c [%b]\n" % (n + 1, n + 1, b", ".join([b"*%c" % n] * 10)) for n in range(97, 104))
            + b"---\n",
            "6:24: '*d' repeats too many values. Write them out where they are needed.",
        ),
    ],
)  # fmt: skip - a table
def test_a_hostile_session_is_one_problem(tmp_path: Path, content: bytes, said: str) -> None:
    write_records(tmp_path, sessions=GOOD, files={"2026-12-03-one/session.md": content})
    reading = read(tmp_path)
    assert str(reading.problems[0]) == f"{SESSION}:{said}"
    assert {problem.path for problem in reading.problems} == {SESSION}
    assert [session.id for session in reading.library.sessions] == ["good"]


def test_a_folder_in_a_files_place_is_one_problem(tmp_path: Path) -> None:
    write_records(tmp_path, sessions=GOOD)
    (tmp_path / SESSION).mkdir(parents=True)
    assert [str(problem) for problem in read(tmp_path).problems] == [
        f"{SESSION}:1:1: the file cannot be read: Is a directory. Check that it is a file that you may read."
    ]


def test_a_picture_that_links_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"secret")
    fields = "title: One\nstart: 2026-12-03 20:00\nquestions: [{text: a, image: media/a.png, alt: A}]\n"
    write_records(tmp_path, sessions={"2026-12-03-one": fields})
    media = tmp_path / FOLDER / "2026-12-03-one" / "media"
    media.mkdir()
    (media / "a.png").symlink_to(tmp_path / "secret.png")
    assert [str(problem) for problem in read(tmp_path).problems] == [
        f"{SESSION}:4:30: 'image' is 'media/a.png', a link out of the session's folder."
        " Put the file itself into media/."
    ]


def test_a_picture_with_an_impossible_name_is_a_missing_one(tmp_path: Path) -> None:
    name = "media/" + "a" * 300 + ".png"
    fields = f"title: One\nstart: 2026-12-03 20:00\nquestions: [{{text: a, image: {name}, alt: A}}]\n"
    write_records(tmp_path, sessions={"2026-12-03-one": fields})
    assert [problem.message for problem in read(tmp_path).problems] == [
        f"'image' is '{name}', a file that the session's folder does not have. Put it there, or correct the name."
    ]


def test_foreign_line_ends_and_a_byte_order_mark_do_not_move_a_place(tmp_path: Path) -> None:
    content = f"\ufeff{FIELDS}status: x\n---\n".replace("\n", "\r\n").encode()
    write_records(tmp_path, files={"2026-12-03-one/session.md": content})
    assert [(problem.line, problem.column) for problem in read(tmp_path).problems] == [(4, 9)]


def test_invisible_characters_in_texts_are_taken_out(tmp_path: Path) -> None:
    fields = 'title: "a\\u202eb\\u0000c cafe\\u0301"\nstart: 2026-12-03 20:00\n'
    write_records(tmp_path, sessions={"2026-12-03-one": fields})
    assert read(tmp_path).library.sessions[0].title == "a\u202ebc caf\u00e9\u202c"
