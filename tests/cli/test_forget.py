"""`causerie forget`: whom it takes, what it writes, and what it leaves to the host."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from causerie.cli import main
from causerie.records import read_forgotten
from causerie.records.source import Source

MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"
CHAT = "title: Museum Hour\nhashtag: MuseumHour\ntimezone: Europe/London\nhosts: [lea, otto]\n"
PEOPLE = """\
# The people.
lea:
  name: Lea Vandermeer
  accounts: {mastodon: "@lea@glammr.example", x: lea_v}
otto: {name: Otto, accounts: {x: otto}}
"""
SESSION = "---\ntitle: Labels  # with @lea_v\nstart: 2026-11-04 20:00\nguests: [lea]\n---\nBy @lea@glammr.example.\n"
RECAP = """\
published: 2026-11-06
# draft: the best, by @lea_v
takeaways:
  - {text: "Nobody reads the label when it is too high.", proposed: true}
  - Sign it, says Lea Vandermeer.
highlights:
  - post: mastodon:glammr.example/1   # keep
  - post: {platform: x, url: "https://x.com/otto/status/9", author: {handle: otto}, text: "A1 @lea_v is right"}
    note: Otto to @lea_v.
resources: [{title: Guide, url: https://guide.example/, shared_by: "lea@glammr.example"}]
"""
FOLDER = "content/chats/museum-hour/2026-11-04-labels"
SAID = "A1 Nobody reads the label when it is too high. Ask the children. #MuseumHour"


def post(number: int, text: str, **more: object) -> dict[str, object]:
    handle = f"{more.pop('by', 'lea')}@glammr.example"
    address = f"https://glammr.example/@{handle.partition('@')[0]}/{number}"
    fields = {"id": f"mastodon:glammr.example/{number}", "platform": "mastodon", "url": address}
    return {**fields, "author": {"handle": handle, "name": "Lea V"}, "text": text, **more}


POSTS = [
    post(1, SAID, media=[{"file": "media/a.jpg"}]),
    post(2, "@lea is right, see https://glammr.example/@lea/1", by="mia", reply_to="mastodon:glammr.example/1"),
    post(3, "I agree.", by="mia"),
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {
        "mkdocs.yml": MKDOCS,
        "content/pages/index.md": "# Chats\n",
        "content/people.yml": PEOPLE,
        "content/chats/museum-hour/chat.yml": CHAT,
        f"{FOLDER}/session.md": SESSION,
        f"{FOLDER}/recap.yml": RECAP,
        f"{FOLDER}/transcript.jsonl": "".join(json.dumps(each) + "\n" for each in POSTS) + "{broken lea@glammr\n",
        f"{FOLDER}/media/a.jpg": "a picture",
        f"{FOLDER}/.transcript.jsonl.abc.tmp": "half of it",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def forget(site: Path, *arguments: str, answer: str = "") -> Result:
    call = ["forget", "--config", str(site / "mkdocs.yml"), "--now", "2026-11-22T12:00", *arguments]
    return CliRunner().invoke(main, call, input=answer)


def tree(site: Path) -> dict[str, bytes]:
    return {str(path.relative_to(site)): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "who",
    ["@lea@glammr.example", "mastodon:Lea@glammr.example", "https://glammr.example/@lea", "glammr.example/@LEA",
     "lea_v", "x.com/lea_v", "twitter:@lea_v"],
)  # fmt: skip
def test_a_person_goes_however_they_are_named(site: Path, who: str) -> None:
    result = forget(site, who, "--yes", "--reason", "by mail")
    assert result.exit_code == 1, result.output
    assert "recap.yml:4: names them" in result.output
    assert "transcript.jsonl:3: this line is no post" in result.output
    assert "session.md:2: names them" in result.output
    transcript = (site / FOLDER / "transcript.jsonl").read_text().splitlines()
    assert [json.loads(line)["text"] for line in transcript[:-1]] == ["@… is right, see @…", "I agree."]
    assert "reply_to" not in transcript[0]
    assert (site / FOLDER / "session.md").read_text() == (
        "---\ntitle: Labels  # with @lea_v\nstart: 2026-11-04 20:00\n---\nBy @….\n"
    )
    recap = (site / FOLDER / "recap.yml").read_text()
    assert "lea_v" not in recap
    assert "Nobody reads" not in recap
    assert "Vandermeer" in recap
    assert (site / "content/people.yml").read_text() == "# The people.\notto: {name: Otto, accounts: {x: otto}}\n"
    assert "hosts: [otto]\n" in (site / "content/chats/museum-hour/chat.yml").read_text()
    assert not (site / FOLDER / "media/a.jpg").exists()
    assert not list((site / FOLDER).glob(".*.tmp"))
    text = (site / "content/forget.yml").read_text()
    assert "lea" not in text.casefold().replace("leave", "").replace("left", "")
    assert "reason: by mail" in text
    forgotten = read_forgotten(Source(site / "content/forget.yml", site))
    assert forgotten is not None
    assert all(map(forgotten.knows, ("x:lea_v", "mastodon:lea@glammr.example", "mastodon:glammr.example/1")))
    assert (forgotten.has_handle("lea"), forgotten.has_handle("otto"), forgotten.has_text(SAID)) == (True, False, True)
    before = tree(site)
    forget(site, who, "--yes")
    assert tree(site) == before


def test_a_single_post_goes_and_its_author_stays(site: Path) -> None:
    forget(site, "https://glammr.example/@lea/1", "--yes")
    assert "glammr.example/1" not in (site / FOLDER / "recap.yml").read_text()
    assert "lea:" in (site / "content/people.yml").read_text()
    assert "@lea is right, see @…" in (site / FOLDER / "transcript.jsonl").read_text()


def test_nothing_is_written_before_somebody_says_yes(site: Path) -> None:
    before = tree(site)
    assert forget(site, "@lea_v", "--dry-run").exit_code == 0
    assert forget(site, "@lea_v", answer="n\n").exit_code == 2
    assert tree(site) == before
    assert "Would change:" in forget(site, "@lea_v", answer="y\n").output
    assert tree(site) != before


def test_a_kill_after_the_first_write_loses_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("causerie.records.forgetting.sweep_records", die)
        forget(site, "@lea_v", "--yes")
    assert (site / "content/forget.yml").exists()
    forget(site, "@lea_v", "--yes")
    assert "lea_v" not in (site / FOLDER / "recap.yml").read_text()


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("@nobody", "Nobody in the records is called 'nobody'"),
        ("a b", "no handle and no address"),
        ("@", "no handle and no address"),
        ("mastodon:lea", "without its instance"),
        ("https://museum.example/", "no address of a post"),
        ("https://[", "no whole address"),
        ("http://[::1", "no whole address"),
        ("lea\udcff", "bytes that are no UTF-8"),
    ],
)
def test_what_names_nobody_is_refused(site: Path, who: str, said: str) -> None:
    before = tree(site)
    result = forget(site, who, "--yes")
    assert (result.exit_code, said in result.output) == (2, True), result.output
    assert tree(site) == before


def test_a_handle_of_several_accounts_is_asked_about(site: Path) -> None:
    with (site / FOLDER / "transcript.jsonl").open("a") as file:
        other = {"id": "x:5", "platform": "x", "author": {"handle": "lea"}, "text": "Another Lea"}
        file.write(json.dumps(other) + "\n")
    result = forget(site, "lea", "--yes")
    assert (result.exit_code, "mastodon:lea@glammr.example, x:lea" in result.output) == (2, True)
    forget(site, "lea", "--platform", "x", "--yes")
    transcript = (site / FOLDER / "transcript.jsonl").read_text()
    assert ("Another Lea" in transcript, SAID in transcript) == (False, True)


def test_a_broken_forget_yml_is_put_right_first(site: Path) -> None:
    (site / "content/forget.yml").write_text("- {account: somebody}\n")
    result = forget(site, "@lea_v", "--yes")
    assert (result.exit_code, "Put forget.yml right first" in result.output) == (1, True)


def add(site: Path, *posts: dict[str, object]) -> None:
    with (site / FOLDER / "transcript.jsonl").open("a") as file:
        file.writelines(json.dumps(each) + "\n" for each in posts)


def texts(site: Path) -> list[str]:
    lines = (site / FOLDER / "transcript.jsonl").read_text().splitlines()
    return [json.loads(line)["text"] for line in lines if not line.startswith("{broken")]


QUESTION = "Q1 Say hello with a number: how many labels did you read this week? #MuseumHour"


def test_whoever_repeats_a_question_does_not_take_it_along(site: Path) -> None:
    add(site, post(7, QUESTION, by="otto"), post(8, QUESTION.replace("#M", "\n@otto #M")))
    forget(site, "lea_v", "--yes")
    forget(site, "lea_v", "--yes")
    assert [text for text in texts(site) if text.startswith("Q1")] == [QUESTION]
    forgotten = read_forgotten(Source(site / "content/forget.yml", site))
    assert forgotten is not None
    assert (forgotten.has_text(QUESTION), forgotten.has_text(SAID)) == (False, True)


def test_a_copy_that_does_not_say_who_wrote_it_goes_with_the_post(site: Path) -> None:
    add(site, {"id": "x:embed-0123456789ab", "platform": "x", "text": SAID})
    forget(site, "https://glammr.example/@lea/1", "--yes")
    assert SAID not in texts(site)


def test_kits_that_name_them_are_listed(site: Path) -> None:
    for name in ("content/kit/en/reminder.txt", "kit/museum-hour/labels/invite.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("- nothing\n- with @lea_v\n")
    (site / "kit/card.png").write_bytes(b"\x89PNG\xff lea_v")
    output = forget(site, "lea_v", "--yes").output
    for name in ("content/kit/en/reminder.txt", "kit/museum-hour/labels/invite.html"):
        assert f"  {name}:2: names them" in output


def test_they_go_out_of_ideas(site: Path) -> None:
    ideas = site / "content/ideas.yml"
    ideas.write_text("# Ask @lea_v.\n- Shelves\n- {title: Labels by @lea_v, by: lea_v, note: Lea Vandermeer knows}\n")
    output = forget(site, "lea_v", "--yes").output
    assert ideas.read_text() == '# Ask @….\n- Shelves\n- {title: "Labels by @…", note: Lea Vandermeer knows}\n'
    assert "ideas.yml: an idea of theirs stays, without their handle: Labels by @" in output
    assert "ideas.yml:3: names them" in output


def test_links_to_their_own_site_are_listed(site: Path) -> None:
    people = site / "content/people.yml"
    people.write_text(PEOPLE.replace("Lea Vandermeer\n", "Lea Vandermeer\n  url: https://www.Vandermeer.example/\n"))
    recap = site / FOLDER / "recap.yml"
    recap.write_text(RECAP.replace("https://guide.example/", "https://vandermeer.example/guide"))
    output = forget(site, "lea_v", "--yes").output
    (line,) = (at for at, said in enumerate(recap.read_text().splitlines(), 1) if "vandermeer.example" in said)
    assert f"recap.yml:{line}: links to their site" in output
    assert "session.md:2: names them" in output


def test_other_peoples_display_names_lose_their_handle(site: Path) -> None:
    add(site, {**post(4, "A1 Yes", by="mia"), "author": {"handle": "mia@glammr.example", "name": "Mia (@lea_v fan)"}})
    forget(site, "lea_v", "--yes")
    lines = (site / FOLDER / "transcript.jsonl").read_text().splitlines()
    assert json.loads(lines[-1])["author"]["name"] == "Mia (@… fan)"


def test_a_record_that_is_not_utf8_stops_nothing(site: Path) -> None:
    (site / "content/pages/index.md").write_bytes(b"Fran\xe7ois")
    (site / FOLDER / "retro.yml").write_bytes(b"notes: Fran\xe7ois\n")
    result = forget(site, "lea_v", "--yes")
    assert (result.exit_code, result.output.count("is not UTF-8")) == (1, 2), result.output
    assert "hosts: [otto]" in (site / "content/chats/museum-hour/chat.yml").read_text()


def test_what_a_second_run_learns_is_swept_in_a_third(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    forget(site, "lea_v", "--yes")
    (site / "content/people.yml").write_text("lea: {name: Lea Vandermeer-Osei, accounts: {x: lea_v}}\n")
    add(site, post(9, "A2 as Lea Vandermeer-Osei told us", by="mia"))
    with monkeypatch.context() as patched:
        patched.setattr("causerie.records.forgetting.sweep_records", lambda *_, **__: [])
        forget(site, "lea_v", "--yes")
    forget(site, "lea_v", "--yes")
    assert texts(site)[-1] == "A2 as … told us"


def test_of_two_at_once_no_entry_is_lost(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = site / "content/forget.yml"

    def answer(*_: object, **__: object) -> bool:
        file.write_text("- {account: x:otto}\n")  # what another has written while this one waited
        return True

    monkeypatch.setattr("click.confirm", answer)
    result = forget(site, "@lea_v")
    assert (result.exit_code, "was changed meanwhile" in result.output) == (2, True)
    assert file.read_text() == "- {account: x:otto}\n"


def test_a_run_that_was_stopped_halfway_is_done_to_its_end(site: Path) -> None:
    recap = (site / FOLDER / "recap.yml").read_text()
    for name in ("people.yml", "chats/museum-hour/chat.yml"):
        (site / "content" / name).write_text((site / "content" / name).read_text().replace("lea", "mia"))
    add(site, {"id": "x:5", "platform": "x", "author": {"handle": "lea_v"}, "text": "Mine"})
    forget(site, "@lea_v", "--yes")
    (site / FOLDER / "recap.yml").write_text(recap)
    result = forget(site, "@lea_v", "--yes")  # whom no record has any more, but forget.yml
    assert result.exit_code == 1, result.output
    assert "lea_v" not in (site / FOLDER / "recap.yml").read_text()


def test_what_a_running_program_writes_is_left_to_it(site: Path) -> None:
    theirs = site / FOLDER / f".recap.yml.{os.getppid()}.abcd1234.tmp"
    old = site / FOLDER / f".session.md.{os.getppid()}.abcd1234.tmp"
    again = site / FOLDER / f".retro.yml.{os.getpid()}.abcd1234.tmp"  # in a container all programs have one number
    for path in (theirs, old, again):
        path.write_text("half, with lea_v")
    os.utime(old, (0, 0))
    output = forget(site, "@lea_v", "--yes").output
    assert [path.exists() for path in (theirs, old, again)] == [True, False, False]
    assert f"{theirs.name}: is being written just now" in output
    assert "nothing reads it" not in output


def test_a_word_that_only_holds_a_handle_is_nobodys(site: Path) -> None:
    add(site, {"id": "x:5", "platform": "x", "author": {"handle": "ann", "name": "Ann"}, "text": "Mine"})
    (site / FOLDER / "notes.md").write_text("Our annual planning.\n")
    page = site / ".cache/causerie/import/abc/p1.json"
    page.parent.mkdir(parents=True)
    page.write_text('{"text": "Plan annex"}')
    result = forget(site, "x:ann", "--yes")
    assert ("notes.md" in result.output, page.exists()) == (False, True)


def test_a_name_that_another_writes_otherwise_stays_with_them(site: Path) -> None:
    for number, (handle, name) in enumerate((("sob", "Sinéad O'Brien"), ("other", "Sinéad O’Brien")), 5):
        add(site, {"id": f"x:{number}", "platform": "x", "author": {"handle": handle, "name": name}, "text": "Mine"})
    add(site, post(9, "I agree with Sinéad O’Brien", by="mia"))
    forget(site, "x:sob", "--yes")
    assert texts(site)[-1] == "I agree with Sinéad O’Brien"


def test_who_is_forgotten_already_stands_in_nobodys_way(site: Path) -> None:
    (site / "content/forget.yml").write_text("- {account: x:lea}\n")
    result = forget(site, "lea", "--yes")
    assert "Several accounts" not in result.output
    assert SAID not in (site / FOLDER / "transcript.jsonl").read_text()


def test_what_was_fetched_and_tells_of_them_goes(site: Path) -> None:
    room = site / ".cache/causerie/import"
    for name, said in (("of-lea", "https://glammr.example/@Lea/1"), ("of-mia", "https://glammr.example/@mia")):
        (room / name).mkdir(parents=True)
        (room / name / "hour-0001.json").write_text(json.dumps([said]))
    assert "of-lea: what was fetched and tells of them" in forget(site, "lea_v", "--yes").output
    assert [path.parent.name for path in room.rglob("*.json")] == ["of-mia"]


def test_the_name_of_a_chat_is_no_persons(site: Path) -> None:
    add(site, {"id": "x:5", "platform": "x", "author": {"handle": "hour", "name": "Museum Hour"}, "text": "Mine"})
    add(site, post(6, "A1 At Museum Hour we met", by="mia"))
    forget(site, "x:hour", "--yes")
    assert texts(site)[-1] == "A1 At Museum Hour we met"


def test_names_that_no_program_finds_in_a_sentence_are_listed(site: Path) -> None:
    add(site, {"id": "x:5", "platform": "x", "author": {"handle": "tanaka_t", "name": "田中太郎"}, "text": "Mine"})
    add(site, post(6, "A1 田中太郎さんの言うとおり", by="mia"))
    output = forget(site, "x:tanaka_t", "--yes").output
    assert "transcript.jsonl:5: this post names them" in output


def test_copies_that_nothing_reads_are_listed(site: Path) -> None:
    for name in ("transcript.jsonl.bak", "old/recap.yml"):
        (site / FOLDER / name).parent.mkdir(exist_ok=True)
        (site / FOLDER / name).write_text("With @LEA_V.\n")
    (site / FOLDER / "old/session.md").write_text("With nobody.\n")
    (site / FOLDER / "media/lea_v-desk.png").write_bytes(b"PNG")
    (site / FOLDER / "media/desk.png").write_bytes(b"PNG lea_v")  # which a build takes away
    output = forget(site, "lea_v", "--yes").output
    for name in ("transcript.jsonl.bak", "old/recap.yml"):
        assert f"  {FOLDER}/{name}: names them, and nothing reads it" in output
    assert f"  {FOLDER}/media/lea_v-desk.png: is called after them" in output
    assert "old/session.md" not in output
    assert "media/desk.png" not in output


def test_other_sites_that_name_them_are_listed(site: Path) -> None:
    kept = site / "content/directory/stacks.example.json"
    kept.parent.mkdir()
    kept.write_text('{\n"title": "Meet Lea Vandermeer"\n}')
    assert "content/directory/stacks.example.json:2: names them" in forget(site, "lea_v", "--yes").output
