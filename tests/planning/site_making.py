"""Small sites for tests of plans: a chat and a session are a line each."""

from __future__ import annotations

from pathlib import Path

_MKDOCS = "site_name: Chats\nsite_url: https://chats.example/\ndocs_dir: content/pages\nplugins: [causerie]\n"


def make_site(root: Path) -> None:
    """A site without chats."""
    (root / "content/pages").mkdir(parents=True)
    (root / "content/pages/index.md").write_text("# Chats\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")


def add_chat(
    root: Path, name: str, fields: str = "", *, zone: str = "Europe/London", title: str = "", hashtag: str = ""
) -> None:
    """A chat's record."""
    text = f"title: {title or name}\nhashtag: {hashtag or name}\ntimezone: {zone}\n{fields}\n"
    _write(root / "content/chats" / name / "chat.yml", text)


def add_session(root: Path, chat: str, folder: str, fields: str, prose: str = "") -> Path:
    """A session's record, with its folder."""
    path = root / "content/chats" / chat / folder / "session.md"
    _write(path, f"---\ntitle: About {folder[11:]}\n{fields}\n---\n{prose}\n")
    return path.parent


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
