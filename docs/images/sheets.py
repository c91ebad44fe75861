"""Every kind of page in three widths and both schemes, and a sheet of the six for each, to be looked at by a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PIL import Image

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
# Each kind of page: where it is in the demo.
DEMO = {
    "landing": "",
    "landing-host-page": "join/",
    "chats": "chats/",
    "chat": "chats/museum-hour/",
    "chat-french": "chats/bibli-heure/",
    "session": "chats/museum-hour/ai-captions/",
    "session-moved": "chats/museum-hour/loans-and-crates/",
    "recap": "chats/museum-hour/who-writes-the-label/",
    "recap-french": "chats/bibli-heure/hors-les-murs/",
    "transcript": "chats/museum-hour/who-writes-the-label/transcript/",
    "archive": "archive/",
    "archive-year": "archive/2026/",
    "topics": "topics/",
    "topic": "topics/collections/",
    "people": "people/",
    "person": "people/jonas/",
    "questions": "questions/museum-hour/",
    "resources": "resources/bibli-heure/",
    "unanswered": "unanswered/",
    "numbers": "numbers/museum-hour/",
    "embed": "embed/museum-hour/",
    "not-found": "404.html",
}
# And in the chat of arabic_chat.py.
ARABIC = {
    "arabic-landing": "",
    "arabic-chat": "chats/museum-hour-ar/",
    "arabic-session": "chats/museum-hour-ar/labels/",
    "arabic-recap": "chats/museum-hour-ar/stores/",
    "arabic-transcript": "chats/museum-hour-ar/stores/transcript/",
    "arabic-archive": "archive/",
    "arabic-person": "people/salma/",
    "arabic-numbers": "numbers/museum-hour-ar/",
}
_TALLEST = 2600  # pixels of a page that a sheet shows
_GAP = 24
# What is far below the window, too, which a browser leaves for later. The page's policy lets in no <style>.
_SHOW_ALL = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { content-visibility: visible !important }");
    document.adoptedStyleSheets.push(sheet);
    return Promise.all([...document.images].map(each => {
        each.loading = "eager";
        return each.decode().catch(() => {});
    }));
}"""


def take_sheets(contexts: dict[str, Any], site: str, kinds: dict[str, str], folder: Path) -> list[str]:
    """Photograph whole pages; `contexts` has a browser's profile for each scheme. Gives what scrolls sideways."""
    folder.mkdir(parents=True, exist_ok=True)
    wide = []
    pages = {scheme: context.new_page() for scheme, context in contexts.items()}
    for kind, address in kinds.items():
        pictures = []
        for scheme, page in pages.items():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(site + address)
                page.evaluate(_SHOW_ALL)
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    wide.append(f"{kind} at {width} pixels")
                picture = folder / f"{kind}-{width}-{scheme}.png"
                page.screenshot(path=picture, full_page=True)
                pictures.append(picture)
        _lay_out(pictures).save(folder / f"{kind}.png", optimize=True)
    for page in pages.values():
        page.close()
    return wide


def _lay_out(pictures: list[Path]) -> Image.Image:
    """The pictures beside each other, at half their size, long ones cut."""
    opened = []
    for path in pictures:
        with Image.open(path) as picture:
            shown = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, _TALLEST)))
        opened.append(shown.resize((shown.width // 2, shown.height // 2), Image.Resampling.LANCZOS))
    width = sum(each.width + _GAP for each in opened) + _GAP
    sheet = Image.new("RGB", (width, max(each.height for each in opened) + 2 * _GAP), "#808080")
    at = _GAP
    for each in opened:
        sheet.paste(each, (at, _GAP))
        at += each.width + _GAP
    return sheet
