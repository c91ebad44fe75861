"""`causerie import`: from exports to a transcript, as a host meets it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from causerie.records import read_transcript
from tests.importers.test_fetch import AppView, Instance, serve

MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"
CHAT = "title: Museum Hour\nhashtag: MuseumHour\nalso: [MuseumHourFR]\ntimezone: Europe/London\n"
SESSION = "---\ntitle: Labels\nstart: 2026-12-02 20:00\n---\n"
START = datetime(2026, 12, 2, 20, 0, tzinfo=UTC)
FOLDER = "content/chats/museum-hour/2026-12-02-labels"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "site"
    for name, text in (
        ("mkdocs.yml", MKDOCS),
        ("content/pages/about.md", "# About\n"),
        ("content/chats/museum-hour/chat.yml", CHAT),
        (f"{FOLDER}/session.md", SESSION),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["import", *arguments], input=given)


def status(number: int, text: str = "A1 Spoons #MuseumHour", minutes: float = 5, **changes: Any) -> dict[str, Any]:
    written = START + timedelta(minutes=minutes)
    native = str(((int(written.timestamp() * 1000) - 1288834974657) << 22) + number)
    values = {
        "id_str": native,
        "created_at": f"{written:%a %b %d %H:%M:%S +0000 %Y}",
        "full_text": text,
        "user": {"screen_name": "lea", "name": "Lea", "id_str": "42"},
        "entities": {"hashtags": [], "urls": []},
    }
    return {**values, **changes}


def write_lines(path: Path, *statuses: dict[str, Any]) -> str:
    path.write_text("".join(f"{json.dumps(each)}\n" for each in statuses), encoding="utf-8")
    return str(path)


def posts_of(site: Path) -> list[str]:
    return [post.text for post in read_transcript(site / FOLDER / "transcript.jsonl").posts]


def test_an_export_becomes_a_transcript_and_what_is_left_out_is_said(site: Path, tmp_path: Path) -> None:
    (site / "content/forget.yml").write_text('- {account: "x:gone", on: 2026-11-22}\n', encoding="utf-8")
    export = write_lines(
        tmp_path / "posts.jsonl",
        status(2, "A1 Spoons &amp; forks #MuseumHour"),
        status(1, "Q1 What? #museumhour", 0),
        status(3, "before #MuseumHour", -16),
        status(4, "something else"),
        status(5, "A2 #MuseumHourFR", 6, user={"screen_name": "gone"}),
        status(6, "RT @lea: A1 Spoons #MuseumHour", 7, retweeted_status=status(2)),
    )
    result = run(export, "--session", "museum-hour/labels")
    assert result.output.splitlines() == [
        "posts.jsonl: X API v1.1 or twarc 1 (JSON)",
        f"{FOLDER}/transcript.jsonl has 2 posts, 2 of them new.",
        "  left out: 1 repost",
        "  left out: 1 post from before or after 2026-12-02 19:45 to 2026-12-02 22:00, Europe/London"
        " (--since and --until say another time)",
        "  left out: 1 post without #MuseumHour or #MuseumHourFR, and no reply to one",
        "  left out: 1 post: in forget.yml",
        "Next: causerie draft museum-hour/labels --questions",
    ]
    assert result.exit_code == 0
    assert posts_of(site) == ["Q1 What? #museumhour", "A1 Spoons & forks #MuseumHour"]


def test_a_session_with_questions_needs_none_from_the_posts(site: Path, tmp_path: Path) -> None:
    record = site / FOLDER / "session.md"
    record.write_text(record.read_text("utf-8").replace("\n---", "\nquestions: [What?]\n---"), encoding="utf-8")
    result = run(write_lines(tmp_path / "posts.jsonl", status(1)), "--session", "museum-hour/labels")
    assert result.output.endswith("\nNext: causerie draft museum-hour/labels\n")


def test_importing_twice_changes_nothing_and_two_exports_become_one_transcript(site: Path, tmp_path: Path) -> None:
    one = write_lines(tmp_path / "one.jsonl", status(1), status(2, "A1 Forks #MuseumHour", 6))
    two = write_lines(tmp_path / "two.jsonl", status(2, "A1 Forks #MuseumHour", 6), status(3, "A1 No #MuseumHour", 7))
    run(one, "--session", "museum-hour/labels")
    before = (site / FOLDER / "transcript.jsonl").stat()  # not when it was read last, which changes
    result = run(one, "--session", "museum-hour/labels")
    assert result.output.splitlines()[1:] == [f"{FOLDER}/transcript.jsonl has 2 posts; nothing changed."]
    after = (site / FOLDER / "transcript.jsonl").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    run(two, "--session", "museum-hour/labels")
    apart = (site / FOLDER / "transcript.jsonl").read_bytes()
    (site / FOLDER / "transcript.jsonl").unlink()
    run(two, one, "--session", "museum-hour/labels")
    assert (site / FOLDER / "transcript.jsonl").read_bytes() == apart
    assert len(posts_of(site)) == 3


def test_the_numbers_of_what_is_left_out_make_up_what_was_read(site: Path, tmp_path: Path) -> None:
    hidden: dict[str, Any] = {"user": {"screen_name": "shy", "protected": True}}
    export = write_lines(
        tmp_path / "posts.jsonl",
        status(1),
        status(2, "a reply", 200, in_reply_to_status_id_str=status(1)["id_str"]),
        status(3, "no hashtag", **hidden),
        status(4, "A1 #MuseumHour", **hidden),
        status(5, "A1 #MuseumHour", -900, **hidden),
    )
    lines = run(export, "--session", "museum-hour/labels").output.splitlines()
    assert lines[1] == f"{FOLDER}/transcript.jsonl has 2 posts, 2 of them new, 1 of these as replies."
    assert [line.split()[2] for line in lines if line.startswith("  left out")] == ["1", "1", "1"]


def test_a_reply_without_a_hashtag_comes_in_whatever_order_the_files_do(site: Path, tmp_path: Path) -> None:
    asked = write_lines(tmp_path / "asked.jsonl", status(1))
    reply = write_lines(
        tmp_path / "reply.jsonl", status(2, "so do I", 6, in_reply_to_status_id_str=status(1)["id_str"])
    )
    for order in ((asked, reply), (reply, asked)):
        for path in order:
            run(path, "--session", "museum-hour/labels")
        assert posts_of(site) == ["A1 Spoons #MuseumHour", "so do I"]
        (site / FOLDER / "transcript.jsonl").unlink()


def test_a_dry_run_writes_nothing(site: Path, tmp_path: Path) -> None:
    export = write_lines(tmp_path / "posts.jsonl", status(1))
    result = run(export, "--session", "museum-hour/labels", "--dry-run")
    assert "transcript.jsonl would have 1 post, 1 of them new." in result.output
    assert not (site / FOLDER / "transcript.jsonl").exists()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--since", "2026-12-02 20:06"], ["A1 b #MuseumHour"]),
        (["--until", "2026-12-02T20:05:30Z"], ["A1 a #MuseumHour"]),
        (["--since", "20:06"], ["A1 b #MuseumHour"]),  # of the session's day
        (["--until", "2026-12-02"], ["A1 a #MuseumHour", "A1 b #MuseumHour"]),  # to the end of the day
        (["--all"], ["old", "A1 a #MuseumHour", "A1 b #MuseumHour", "no hashtag"]),
        (["--all", "--since", "20:00"], ["A1 a #MuseumHour", "A1 b #MuseumHour", "no hashtag"]),
    ],
)
def test_the_window_can_be_said_and_everything_taken(
    site: Path, tmp_path: Path, options: list[str], expected: list[str]
) -> None:
    export = write_lines(
        tmp_path / "x",
        status(1, "A1 a #MuseumHour", 5),
        status(2, "A1 b #MuseumHour", 10),
        status(3, "old", -9000),
        status(4, "no hashtag", 11),
    )
    run(export, "--session", "museum-hour/labels", *options)
    assert posts_of(site) == expected


def test_archives_folders_and_standard_input_are_read(site: Path, tmp_path: Path) -> None:
    line = json.dumps(status(1)).encode()
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.writestr("dump/posts.jsonl", line)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/posts.jsonl").write_bytes(line)
    for arguments, given in ((["export.zip"], None), (["folder"], None), (["-"], line)):
        result = run(*[str(tmp_path / each) if each != "-" else each for each in arguments],
                     "--session", "museum-hour/labels", given=given)  # fmt: skip
        assert (result.exit_code, posts_of(site)) == (0, ["A1 Spoons #MuseumHour"])
        (site / FOLDER / "transcript.jsonl").unlink()


def test_broken_lines_are_said_and_the_rest_is_read(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "posts.jsonl"
    whole = json.dumps(status(1))
    path.write_text(f'{whole}\n{{"id_str": "1", "full_te\n{whole[:80]}\n{{"no": "post"}}\n', encoding="utf-8")
    result = run(str(path), "--session", "museum-hour/labels")
    assert posts_of(site) == ["A1 Spoons #MuseumHour"]
    assert [line.split(" ")[0] for line in result.stderr.splitlines()] == [f"posts.jsonl:{n}:1:" for n in (2, 3, 4)]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no known export. Looked for: X account archive"),
        (b"just words\n", "no known export"),
        (b"\x00" * 900, "no known export"),
        (b'{"a": 1}', "no known export"),
        (b"PK\x03\x04 and no more", "is damaged, or was not downloaded to its end"),
        (b"\x1f\x8b and no more", "Download the export again"),
    ],
)
def test_what_is_no_export_ends_in_a_sentence(site: Path, tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "what").write_bytes(content)
    result = run(str(tmp_path / "what"), "--session", "museum-hour/labels")
    assert said in result.output
    assert (result.exit_code, (site / FOLDER / "transcript.jsonl").exists()) == (2, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--session", "museum-hour/labels"], "Name an export"),
        (["x", "--session", "museum-hour/labels", "--from", "bluesky"], "Either EXPORT or --from"),
        (["x", "--session", "labels"], "Write its chat, '/', and its id: museum-hour/labels"),
        (["x", "--session", "museum-our/labels"], "Did you mean 'museum-hour'?"),
        (["x", "--session", "museum-hour/label"], "Did you mean 'labels'?"),
        (["none", "--session", "museum-hour/labels"], "none: No such file"),
        (["x", "--session", "museum-hour/labels", "--since", "yesterday"], "--since is 'yesterday'"),
        (["x", "--session", "museum-hour/labels", "--since", "2027-01-01"], "--until is before --since"),
        (["x", "--session", "museum-hour/labels", "--format", "tag"], "Did you mean 'tags'?"),
    ],
)
def test_wrong_use_ends_in_a_sentence(site: Path, arguments: list[str], said: str) -> None:
    write_lines(site / "x", status(1))
    result = run(*arguments)
    assert said in result.output
    assert result.exit_code == 2


def test_a_transcript_with_broken_lines_is_not_written_over(site: Path, tmp_path: Path) -> None:
    path = site / FOLDER / "transcript.jsonl"
    path.write_text("mine\n", encoding="utf-8")
    result = run(write_lines(tmp_path / "x", status(1)), "--session", "museum-hour/labels")
    assert "has lines that an import would lose. Mend them first:" in result.output
    assert (result.exit_code, path.read_text("utf-8")) == (2, "mine\n")


def test_nothing_is_imported_while_nobody_knows_who_is_to_be_left_out(site: Path, tmp_path: Path) -> None:
    (site / "content/forget.yml").write_text("- {acount: x}\n", encoding="utf-8")
    result = run(write_lines(tmp_path / "x", status(1)), "--session", "museum-hour/labels")
    assert "forget.yml:1:4: " in result.stderr
    assert (result.exit_code, (site / FOLDER / "transcript.jsonl").exists()) == (1, False)


def test_no_post_at_all_is_a_problem(site: Path, tmp_path: Path) -> None:
    result = run(write_lines(tmp_path / "x", status(1, minutes=-9000)), "--session", "museum-hour/labels")
    assert "No post was chosen, of 1 that were read." in result.stderr
    assert (result.exit_code, (site / FOLDER / "transcript.jsonl").exists()) == (1, False)


@pytest.mark.parametrize(("source", "server"), [("mastodon", Instance), ("bluesky", AppView)])
def test_posts_are_fetched_from_a_platform_and_imported_like_an_export(
    site: Path, source: str, server: type[Instance] | type[AppView]
) -> None:
    (site / FOLDER / "session.md").write_text("---\ntitle: Labels\nstart: 2024-12-04 20:00\n---\n", encoding="utf-8")
    with serve(server(minutes=70, replies=frozenset({61}))) as running:
        arguments = ("--from", source, "--server", running.base, "--session", "museum-hour/labels")
        result = run(*arguments)
        assert result.exit_code == 0, result.output
        texts = posts_of(site)
        assert len([text for text in texts if "#MuseumHour" in text]) == 70 - 45  # from 15 minutes before the start
        assert "So do I" in texts  # a reply without a hashtag
        asked = len(running.asked)
        assert "nothing changed" in run(*arguments).output
        assert len(running.asked) == asked  # the pages are kept
    assert (site / ".cache/causerie/import/.gitignore").read_text("ascii") == "*\n"


def test_a_session_that_is_still_to_come_has_nothing_to_fetch(site: Path) -> None:
    result = run("--from", "bluesky", "--session", "museum-hour/labels", "--now", "2026-11-22T20:00")
    assert "there is nothing to fetch yet" in result.output
    assert result.exit_code == 2


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in kilobytes there")
def test_many_posts_take_no_more_memory_than_few(site: Path, tmp_path: Path) -> None:
    peak = (
        "from pathlib import Path; from causerie.cli import main; main(standalone_mode=False);"
        "print(Path('/proc/self/status').read_text().partition('VmHWM:')[2].split()[0])"
    )
    taken = []
    for count in (100, 20_000):
        path = write_lines(
            tmp_path / "many.jsonl", *(status(n, f"A1 {n} " + "x" * 200, n / 1000) for n in range(count))
        )
        command = [sys.executable, "-c", peak, "import", path, "--session", "museum-hour/labels", "--all", "--quiet"]
        done = subprocess.run(command, check=True, cwd=site, capture_output=True, text=True)
        taken.append(int(done.stdout))
    assert taken[1] < taken[0] + 12_000  # 20,000 posts are 13 MB as JSON, and several times that as objects


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_killed_at_any_moment_the_old_or_the_new_transcript_is_whole(site: Path, tmp_path: Path) -> None:
    old = write_lines(tmp_path / "old.jsonl", *(status(n, minutes=n / 60) for n in range(300)))
    run(old, "--session", "museum-hour/labels")
    path = site / FOLDER / "transcript.jsonl"
    before = path.read_bytes()
    new = write_lines(tmp_path / "new.jsonl", *(status(n, minutes=n / 60) for n in range(3000)))
    command = [
        sys.executable,
        "-c",
        "from causerie.cli import main; main()",
        "import",
        new,
        "--session",
        "museum-hour/labels",
        "--quiet",
    ]
    begin = time.monotonic()
    subprocess.run(command, check=True, cwd=site)
    takes, after = time.monotonic() - begin, path.read_bytes()
    for part in range(1, 10):
        path.write_bytes(before)
        process = subprocess.Popen(command, cwd=site)
        time.sleep(takes * part / 9)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert path.read_bytes() in (before, after)
        assert run(old, "--session", "museum-hour/labels").exit_code == 0
