"""Pages: frozen page models, dumb templates, and nothing of MkDocs; the theme is put around them elsewhere."""

from causerie.views.pages.archive import archive_page
from causerie.views.pages.blocks import BLOCKS, Block, render_block
from causerie.views.pages.chat_page import chat_page
from causerie.views.pages.directory import directory_page
from causerie.views.pages.redirects import chat_redirects
from causerie.views.pages.session_page import EARLIER, TURN, session_page, turn_html

__all__ = [
    "BLOCKS",
    "EARLIER",
    "TURN",
    "Block",
    "archive_page",
    "chat_page",
    "chat_redirects",
    "directory_page",
    "render_block",
    "session_page",
    "turn_html",
]
