"""Settings: what a site's host decided in mkdocs.yml, as one frozen value that every view gets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the views need to know about the site; built by the plugin or by a command's `--config`."""

    root: Path  # the folder of mkdocs.yml
    content: Path  # the records
    pages: tuple[Path, ...] = ()  # the Markdown pages that the host wrote by hand
    site_name: str
    site_url: str = ""  # the published address with a trailing slash; empty when unknown
    site_description: str = ""
    language: str = "en"  # the site's own language; a chat's pages are in the chat's
    uid_domain: str = ""  # right of the '@' in calendar UIDs; the host of `site_url` when left out
    weeks_ahead: int = 8  # how far a schedule gives sessions that nobody has written yet
    keep_months: int = 12  # how long past sessions stay in calendars
    feed_items: int = 50  # the newest entries that a feed carries
    contact: str = ""  # an address or mailto: for people who want to be taken out
    cards: bool = True  # whether pages get an image for where people pass them on
    transcripts: bool = True  # whether visitors may read all posts of a session, once its recap is published
    embeds: bool = True  # whether other sites get something to show: frames, oEmbed's answers, badges

    @property
    def domain(self) -> str:
        """The domain that makes calendar UIDs unique."""
        return self.uid_domain or urlsplit(self.site_url).hostname or "causerie.invalid"

    @property
    def has_embeds(self) -> bool:
        """Whether there is something for other sites, whose addresses have to be whole."""
        return self.embeds and bool(self.site_url)

    @property
    def has_cards(self) -> bool:
        """Whether pages get an image, whose address has to be whole."""
        return self.cards and bool(self.site_url)

    def absolute(self, address: str) -> str:
        """The published URL of a site address such as `chats/museum-hour/`."""
        return self.site_url + address
