"""The landing page is the host's; where it places no block, or does not exist, the usual blocks stand on it."""

from __future__ import annotations

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from causerie.i18n import Speech


def ensure_landing(files: Files, config: MkDocsConfig) -> None:
    """Add an empty landing page where the host wrote none."""
    if files.get_file_from_path("index.md") is None and files.get_file_from_path("README.md") is None:
        files.append(File.generated(config, "index.md", content=""))


def complete_landing(markdown: str, speech: Speech) -> str:
    """A landing page's Markdown with the usual blocks around it, unless the host placed some."""
    if re.search(r"^\[causerie\b", markdown, re.MULTILINE):
        return markdown
    titles = (
        ("upcoming limit=6", speech.text("Coming up")),
        ("recaps", speech.text("Latest recaps")),
        ("chats", speech.text("The chats")),
        ("subscribe", speech.text("Never miss one")),
    )
    blocks = [f'[causerie {block} title="{title}"]' for block, title in titles]
    return "\n\n".join(["[causerie next]", markdown, *blocks, ""])
