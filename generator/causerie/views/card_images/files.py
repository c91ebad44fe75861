"""Card images as files of the site, each drawn only where it is not published already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import blake2b

from causerie.model.library import Library
from causerie.settings import Settings
from causerie.views import paths
from causerie.views.artifact import Artifact
from causerie.views.card_images.words import CardWords, chat_card_words, site_card_words


def card_file(path: str, words: CardWords) -> Artifact:
    """A card as a file, named by what it says."""
    key = blake2b(repr(tuple(words)).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    return Artifact(path=path, key=key, load=partial(_draw, words))


def shared_cards(library: Library, settings: Settings, now: datetime) -> Iterator[Artifact]:
    """The cards of the site and of its chats."""
    yield card_file(paths.SITE_CARD, site_card_words(library, settings))
    for chat in library.chats:
        yield card_file(paths.chat_card_image(chat), chat_card_words(chat, settings, now))


def _draw(words: CardWords) -> bytes:
    from causerie.views.card_images.drawing import draw_card  # most builds draw nothing, and need no Pillow

    return draw_card(words)
