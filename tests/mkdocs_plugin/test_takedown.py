"""The promise of a takedown, proved on whole sites: who asked for it is in no byte of what is published any more."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from tests.importers.real import real_data
from tests.mkdocs_plugin.absence import find_traces

CHECKOUT = Path(__file__).parents[2]
STILL = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1796299200"}
CLOCK = ["--now", "2026-12-03T12:00"]


def run(root: Path, *arguments: str, code: int = 0) -> str:
    """What a command says, and it ends as it should."""
    module = "mkdocs.__main__" if arguments[0] == "mkdocs" else "causerie.cli"
    name = "cli" if arguments[0] == "mkdocs" else "main"
    call = [sys.executable, "-c", f"from {module} import {name}; {name}()", *arguments[arguments[0] == "mkdocs" :]]
    done = subprocess.run(call, cwd=root, env={**os.environ, **STILL}, capture_output=True, text=True, timeout=300)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def build(root: Path, *, code: int = 0) -> str:
    return run(root, "mkdocs", "build", "-q", code=code)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def picture() -> bytes:
    """A picture that says who took it."""
    written = PngImagePlugin.PngInfo()
    written.add_text("Author", "Bea Whitlock")
    written.add_text("Comment", "by @bea-whitlock.example", zip=True)
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, "PNG", pnginfo=written)
    return content.getvalue()


BEA = ("bea-whitlock", "whitlock.example", "3mzj6pcmokyn4", "3mwr22ojrwmn4", 'bins\\" and there was no room')


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo, in which Bea is also pictured, and named by others in every way."""
    root = tmp_path_factory.mktemp("demo")
    shutil.copytree(CHECKOUT / "content", root / "content")
    shutil.copy(CHECKOUT / "mkdocs.yml", root)
    chat = root / "content/chats/museum-hour"
    pay, store = chat / "2026-11-04-pay", chat / "2026-09-30-storage-move"
    (pay / "media").mkdir(exist_ok=True)
    (pay / "media/bins.png").write_bytes(picture())
    (pay / "media/other.png").write_bytes(picture())
    recap = pay / "recap.yml"
    quoted = 'no room for the logo. #MuseumHour"\n'
    edit(recap, quoted, quoted + "      media: [{file: media/bins.png, alt: A badge}]\n")
    edit(
        recap,
        "highlights:\n",
        "highlights:\n"
        "  - post:\n"
        "      platform: mastodon\n"
        "      url: https://glammr.example/@otto/1\n"
        "      author: {name: Otto, handle: otto@glammr.example}\n"
        '      text: "As @Bea-Whitlock.example and ＠bea-whitlock.example said, bea-whitlock.example is right:'
        " https://web.archive.org/web/2026/https://bsky.app/profile/bea-whitlock.example/post/3mzj6pcmokyn4"
        ' and bsky.app/profile/BEA-WHITLOCK.example. Thanks, Bea Whitlock!"\n'
        "      media: [{file: media/other.png, alt: Bea Whitlock’s desk}]\n"
        "    note: Otto answers @bea-whitlock.example.\n",
    )
    with (store / "transcript.jsonl").open("a", encoding="utf-8") as file:
        reply = {
            "id": "mastodon:glammr.example/999999999999999999",
            "platform": "mastodon",
            "url": "https://glammr.example/@otto/999999999999999999",
            "author": {"handle": "otto@glammr.example", "name": "Otto"},
            "posted": "2026-09-30T19:59:59Z",
            "text": "I agree with @bea-whitlock.example. Bea Whitlock is right. #MuseumHour",
            "reply_to": "bluesky:did:web:bea-whitlock.example/3mwr22ojrwmn4",
        }
        file.write(json.dumps(reply) + "\n")
    return root


def test_someone_quoted_mentioned_pictured_and_listed_is_gone_from_every_byte_of_the_demo(
    demo: Path, tmp_path: Path
) -> None:
    root = tmp_path / "site"
    shutil.copytree(demo, root)
    build(root)
    before = find_traces(root / "site", BEA)
    assert {Path(each.split(":")[0]).suffix for each in before} >= {".html", ".json", ".xml", ".atom"}
    said = run(root, "forget", "@Bea-Whitlock.Example", "--yes", *CLOCK, code=1)
    assert "volunteers/session.md:" in said  # the host's own sentence names her
    edit(root / "content/chats/museum-hour/2026-11-11-volunteers/session.md", "**Bea Whitlock**", "She")
    build(root)
    assert find_traces(root / "site", (*BEA, "whitlock")) == []
    left = [each for each in find_traces(root / "content", (*BEA, "whitlock")) if "/other.png" not in each]
    assert left == []  # another person's picture stays as it is, and is stripped on its way to the site
    assert not (root / "content/chats/museum-hour/2026-11-04-pay/media/bins.png").exists()
    assert (root / "content/chats/museum-hour/2026-11-04-pay/media/other.png").read_bytes() != b""
    transcript = root / "content/chats/museum-hour/2026-09-30-storage-move/transcript.jsonl"
    (reply,) = (json.loads(line) for line in transcript.read_text().splitlines() if "999999999999999999" in line)
    assert (reply["text"], "reply_to" in reply) == ("I agree with @…. … is right. #MuseumHour", False)
    records = tree(root / "content")
    run(root, "forget", "bsky.app/profile/bea-whitlock.example", "--yes", *CLOCK)
    assert tree(root / "content") == records  # twice changes nothing
    assert "Nothing is left to do." in run(root, "forget", "@bea-whitlock.example", *CLOCK)


def test_a_post_of_a_forgotten_person_that_comes_back_is_not_published(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(demo, root)
    run(root, "forget", "bluesky:bea-whitlock.example", "--yes", *CLOCK, code=1)
    for path in ("chats", "people.yml"):  # somebody puts an old version back
        source, target = demo / "content" / path, root / "content" / path
        shutil.copytree(source, target, dirs_exist_ok=True) if source.is_dir() else shutil.copy(source, target)
    build(root)
    assert find_traces(root / "site", (*BEA, "whitlock")) == []


WRITTEN = [
    ("pages/about.md", "Ask @bea-whitlock.example."),
    ("pages/about.md", "Ask &#64;bea&#45;whitlock&#46;example."),
    ("pages/about.md", "[Bea](https://bsky.app/profile/bea%2Dwhitlock.example)"),
    ("pages/files/bea-whitlock.example.txt", "A file called so."),
    ("pages/files/list.json", '{"by": "\\u0040\\u0062ea-whitlock.example"}'),
    ("pages/files/when.ics", "DESCRIPTION:With https://bsky.app/profile/bea-\r\n whitlock.example\r\n"),
    ("pages/files/data.svg", "<svg><image href='data:text/plain;base64,aGkgQGJlYS13aGl0bG9jay5leGFtcGxl'/></svg>"),
]
NAMED = ("pages/about.md", "By Bea Whitlock.")  # an account in plain words knows no full name


@pytest.mark.parametrize(
    ("path", "text", "is_hashed"),
    [*((*each, True) for each in [*WRITTEN, NAMED]), *((*each, False) for each in WRITTEN)],
)
def test_a_trace_in_the_finished_site_fails_the_build_and_names_the_file(
    demo: Path, tmp_path: Path, path: str, text: str, is_hashed: bool
) -> None:
    root = tmp_path / "site"
    shutil.copytree(demo, root)
    if is_hashed:
        run(root, "forget", "bluesky:bea-whitlock.example", "--yes", *CLOCK, code=1)
    else:
        (root / "content/forget.yml").write_text('- {account: "bluesky:bea-whitlock.example"}\n')
    build(root)
    published = tree(root / "site")
    file = root / "content" / path
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8", newline="") as opened:
        opened.write(f"\n{text}\n")
    said = build(root, code=1)
    name = "about/index.html" if path == "pages/about.md" else path.removeprefix("pages/")
    assert f"  {name}" in said
    assert "whitlock" not in said.replace(name, "").casefold()  # logs may be public
    assert tree(root / "site") == published


def test_a_bare_handle_of_a_namesake_is_no_trace(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(demo, root)
    (root / "content/forget.yml").write_text('- {account: "mastodon:nell@other.example"}\n')
    with (root / "content/pages/about.md").open("a") as file:
        file.write("\n[@nell](https://x.com/nell) is somebody else.\n")
    build(root)
    (root / "content/pages/about.md").write_text("# About\n\nAsk @nell.\n")
    assert "about/index.html" in build(root, code=1)


def test_the_pictures_of_posts_and_pages_lose_what_was_written_into_them(demo: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(demo, root)
    (root / "content/pages/host.png").write_bytes(picture())
    build(root)
    for path in ("chats/museum-hour/pay/media/bins.png", "host.png"):
        with Image.open(root / "site" / path) as shown:
            assert (shown.size, shown.info) == ((8, 8), {})


def test_a_participant_of_a_real_chat_is_gone_from_every_byte(tmp_path: Path) -> None:
    export = real_data("twarc1-jsonl", "critlib-2015-05-19.jsonl")
    root = tmp_path / "site"
    run(tmp_path, "new", "site", "site", *CLOCK)
    run(root, "new", "chat", "critlib", "--hashtag", "critlib", "--timezone", "America/New_York", "--x", *CLOCK)
    run(root, "new", "session", "critlib", "Publics", "--start", "2015-05-19 21:00", *CLOCK)
    run(root, "import", str(export), "--session", "critlib/publics", "--all", *CLOCK)
    run(root, "draft", "--questions", "critlib/publics", *CLOCK)
    folder = next((root / "content/chats/critlib").glob("*-publics"))
    recap = (folder / "recap.yml").read_text(encoding="utf-8")
    (folder / "recap.yml").write_text(re.sub("(?m)^#(published:.*)$", r"\1", recap), encoding="utf-8")
    edit(root / "mkdocs.yml", "site_url:", "site_url: https://chats.example/\n#") if "site_url: h" not in (
        root / "mkdocs.yml"
    ).read_text() else None
    posts = [json.loads(line) for line in (folder / "transcript.jsonl").read_text(encoding="utf-8").splitlines()]
    chosen = set(re.findall(r"post: ['\"]?(x:\d+)", recap))
    quoted = Counter(each["author"]["handle"] for each in posts if each["id"] in chosen)
    mentioned = Counter(
        handle.casefold() for each in posts for handle in re.findall(r"@(\w+)", each["text"]) if each["author"]
    )
    who = max(quoted, key=lambda handle: (mentioned[handle.casefold()], handle))  # quoted, and mentioned most
    theirs = [each for each in posts if each["author"]["handle"] == who]
    name = theirs[0]["author"]["name"]
    (root / "content/people.yml").open("a", encoding="utf-8").write(
        f"\nguest:\n  name: {json.dumps(name)}\n  accounts: {{x: {who}}}\n"
    )
    session = next(folder.glob("session.md"))
    edit(session, "\n---\n", "\nguests: [guest]\n---\n")
    build(root)
    ids = [each["id"].removeprefix("x:") for each in theirs]
    needles = [who, *ids, *(each["text"][:60] for each in theirs if len(each["text"]) > 60)]
    before = find_traces(root / "site", needles)
    assert any(each.endswith(f": {who.casefold()}") for each in before)
    assert any(each.endswith(f": {number}") for each in before for number in ids)
    run(root, "forget", f"@{who.upper()}", "--yes", *CLOCK, code=int(_has_notices(root, who)))
    build(root)
    assert find_traces(root / "site", needles) == []
    assert find_traces(root / "content", needles) == []
    again = run(root, "import", str(export), "--session", "critlib/publics", "--all", *CLOCK)
    assert "forget.yml" in again
    assert find_traces(root / "content", needles) == []


def _has_notices(root: Path, who: str) -> bool:
    """Whether the command will leave lines to its host."""
    return "For you to rewrite" in run(root, "forget", f"@{who}", "--dry-run", *CLOCK)
