"""Before a site goes out: a clean tree, a remote that answers, and nothing there that is unknown here."""

from __future__ import annotations

from pathlib import Path

import pytest

from causerie.curate.desk import Desk
from tests.curate.site_making import FOLDER, Page, commit_site, git, make_site


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """A site that is committed and pushed."""
    root = tmp_path / "site"
    make_site(root)
    commit_site(root)
    return Page(root)


def steps(page: Page) -> list[tuple[str, bool]]:
    return [(each["text"], each["is_good"]) for each in page.post("publish-check").get_json()["steps"]]


def test_a_committed_site_with_its_remote_is_ready(page: Page) -> None:
    answer = page.post("publish-check").get_json()
    assert steps(page) == [
        ("The site’s address is https://chats.example/.", True),
        ("Everything is committed.", True),
        ("origin can be reached.", True),
        ("gh-pages is new: this is the first time.", True),
    ]
    assert answer["commands"] == ["mkdocs gh-deploy --strict"]
    assert (answer["is_good"], answer["setup"]) == (True, [])
    assert (answer["preview"], answer["public"]) == (
        "http://127.0.0.1:8000/chats/museum-hour/labels/",
        "https://chats.example/chats/museum-hour/labels/",
    )


def test_without_an_address_a_site_is_not_ready_and_it_is_as_soon_as_somebody_has_written_one(page: Page) -> None:
    config = page.folder.parents[3] / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("https://chats.example/", '""') + "dev_addr: 127.0.0.1:8009\n", encoding="utf-8")
    answer = page.post("publish-check").get_json()
    assert steps(page)[0] == ("The site’s address is missing.", False)
    assert (answer["preview"], answer["public"]) == ("http://127.0.0.1:8009/chats/museum-hour/labels/", "")
    assert page.post("deploy").status_code == 422
    config.write_text(text.replace("https://chats.example/", "https://chats.example/museum/"), encoding="utf-8")
    answer = page.post("publish-check").get_json()
    assert steps(page)[0] == ("The site’s address is https://chats.example/museum/.", True)
    assert answer["preview"] == "http://127.0.0.1:8000/museum/chats/museum-hour/labels/"


def test_a_mkdocs_yml_that_cannot_be_read_is_said(page: Page) -> None:
    (page.folder.parents[3] / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    assert steps(page)[0] == ("mkdocs.yml cannot be read.", False)


def test_what_is_not_committed_stands_in_the_way_and_the_commands_are_shown(page: Page) -> None:
    (page.folder / "recap.yml").write_text("summary: New.\n", encoding="utf-8")
    answer = page.post("publish-check").get_json()
    assert (answer["steps"][1]["text"], answer["steps"][1]["files"]) == ("Not committed yet:", [f"{FOLDER}/recap.yml"])
    assert answer["commands"] == [
        f"git add -- {FOLDER}",
        f"git commit -m 'Recap of museum-hour/labels' -- {FOLDER}",
        "git push",
        "mkdocs gh-deploy --strict",
    ]
    refused = page.post("deploy")
    assert (refused.status_code, "Not committed" in refused.get_json()["error"]) == (422, True)


def change_everything(page: Page) -> tuple[str, ...]:
    """Whatever the page can write, also a new session; a carried question; and a file that it has not written."""
    chat = page.folder.parent
    for name, title in (("2026-12-09-verse", "Verse"), ("2026-12-16-new", "New")):
        (chat / name).mkdir()
        text = f"---\ntitle: {title}\nstart: {name[:10]} 20:00\n---\n"
        (chat / name / "session.md").write_text(text, encoding="utf-8")
    desk = Desk(page.desk.settings, chat / "2026-12-16-new", page.desk.clock)
    page.curating.desks["another"] = desk
    page.change("leave-out", post="x:107", whole=True, reason="")
    state = page.change("unanswered-add", text="Who pays?", by="")
    key = state["recap"]["unanswered"][0]["key"]
    page.change("unanswered-set", key=key, status="carried", to="verse")
    (page.folder.parents[2] / "pages/index.md").write_text("# New\n", encoding="utf-8")
    museum = "content/chats/museum-hour"
    return ("content/forget.yml", FOLDER, f"{museum}/2026-12-09-verse", f"{museum}/2026-12-16-new")


def test_everything_that_the_page_wrote_is_committed_and_nothing_else(page: Page) -> None:
    root = page.folder.parents[3]
    paths = change_everything(page)
    answer = page.post("publish-check").get_json()
    assert answer["steps"][1]["files"] == [
        f"{paths[1]}/recap.yml",
        f"{paths[2]}/session.md",
        f"{paths[3]}/session.md",
        "content/forget.yml",
    ]
    told = [(each["text"], each["files"]) for each in answer["steps"][1:3]]
    assert told[1] == ("Changed, but not on this page:", ["content/pages/index.md"])
    assert answer["commands"][0] == "git add -- " + " ".join(paths)
    git(root, "config", "user.name", "A")
    git(root, "config", "user.email", "a@b.example")
    git(root, "add", "content/pages/index.md")
    said = page.post("commit").get_data(as_text=True).splitlines()
    assert [said[0], said[-1]] == [f"$ {answer['commands'][0]}", "Committed."]
    assert git(root, "log", "-1", "--format=%s").strip() == "Recap of museum-hour/labels"
    assert git(root, "status", "--porcelain").strip() == "M  content/pages/index.md"
    again = page.post("publish-check").get_json()
    assert [each["text"] for each in again["steps"] if not each["is_good"]] == [told[1][0]]
    assert again["commands"] == ["mkdocs gh-deploy --strict"]
    assert page.post("commit").get_json()["error"] == "There is nothing to commit."


def test_a_commit_that_git_refuses_is_said(page: Page) -> None:
    hook = page.folder.parents[3] / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\necho Not on a Sunday.\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    page.change("summary", was="Labels, signed.", text="Signed.")
    said = page.post("commit").get_data(as_text=True).splitlines()
    assert said[-2:] == ["Not on a Sunday.", "It failed. Nothing was committed."]


def test_a_site_below_the_repositorys_folder_names_files_as_they_are_typed_there(tmp_path: Path) -> None:
    root = tmp_path / "a site"
    make_site(root)
    git(tmp_path, "init")
    (tmp_path / "beside.txt").write_text("Not of the site.", encoding="utf-8")
    answer = Page(root).post("publish-check").get_json()
    assert answer["commands"][0] == f"git add -- {FOLDER}"
    assert answer["commands"][2] == "git push -u origin HEAD"
    assert "beside.txt" not in str(answer)


def test_a_remote_that_does_not_answer_is_said(page: Page) -> None:
    git(page.folder, "remote", "set-url", "origin", "/nowhere/remote.git")
    assert steps(page)[2] == ("origin cannot be reached.", False)
    reason = page.post("publish-check").get_json()["steps"][2]["hint"]
    assert reason == "'/nowhere/remote.git' does not appear to be a git repository"
    assert page.post("deploy").status_code == 422


def test_what_somebody_published_from_elsewhere_is_not_overwritten(page: Page, tmp_path: Path) -> None:
    git(tmp_path, "clone", str(tmp_path / "remote.git"), "other")
    other = tmp_path / "other"
    git(other, "checkout", "-b", "gh-pages")
    (other / "index.html").write_text("<p>Newer", encoding="utf-8")
    git(other, "add", ".")
    git(other, "commit", "-m", "Published")
    git(other, "push", "origin", "gh-pages")
    assert steps(page)[3] == ("gh-pages has something that is not here.", False)
    git(page.folder, "fetch", "origin", "gh-pages")
    assert steps(page)[3] == ("gh-pages has nothing that is not here.", True)


def test_a_folder_without_git_is_told_how_to_have_one(tmp_path: Path) -> None:
    make_site(tmp_path)
    answer = Page(tmp_path).post("publish-check").get_json()
    step = answer["steps"][1]
    assert (step["text"], step["is_good"]) == ("The site is in no Git repository yet.", False)
    assert "type these lines in the site’s folder" in step["hint"]
    assert answer["setup"] == [
        "git init --initial-branch main",
        "git add .",
        'git commit -m "The site"',
        "git remote add origin https://github.com/YOU/REPOSITORY.git",
    ]
    assert answer["commands"] == ["mkdocs build --strict"]
    guide = (Path(__file__).parents[2] / "docs/hosts/publishing.md").read_text(encoding="utf-8")
    assert "\n".join(answer["setup"]) in guide


def test_a_repository_that_nothing_is_sent_to_gets_the_line_that_names_one(page: Page) -> None:
    git(page.folder, "remote", "remove", "origin")
    answer = page.post("publish-check").get_json()
    assert steps(page)[2] == ("Git does not know yet where to send it: there is no origin.", False)
    assert answer["setup"] == ["git remote add origin https://github.com/YOU/REPOSITORY.git"]


def test_publishing_says_what_it_does_line_by_line(page: Page) -> None:
    root = page.folder.parents[3]
    (root / ".gitignore").write_text("site/\n.cache/\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(
        (root / "mkdocs.yml").read_text(encoding="utf-8") + "theme: {name: material}\n", encoding="utf-8"
    )
    git(root, "add", ".")
    git(root, "commit", "-m", "Theme")
    answer = page.post("deploy")
    lines = answer.get_data(as_text=True).splitlines()
    assert lines[0] == "$ mkdocs gh-deploy --strict"
    assert lines[-1] == "Published.", lines
    assert "gh-pages" in git(root, "ls-remote", "--heads", "origin")
