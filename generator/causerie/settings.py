"""Settings: what a site's host decided in mkdocs.yml, as one frozen value that every view gets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from causerie.frozen import frozen


@frozen(kw_only=True)
class Settings:
    """What the views need to know about the site; built by the plugin or by a command's `--config`."""

    root: Path  # the folder of mkdocs.yml
    content: Path  # the records
    pages: tuple[Path, ...] = ()  # the Markdown pages that the host wrote by hand
    site_name: str
    site_url: str = ""  # the published address with a trailing slash; empty when unknown
    site_description: str = ""
    language: str = "en"  # the site's own language; a chat's pages are in the chat's
    languages: tuple[str, ...] = ()  # where there are several: the site's own, then those that have a folder each
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

    @property
    def in_each_language(self) -> tuple[Settings, ...]:
        """These settings for each of the site's languages, its own first."""
        return tuple(replace(self, language=language) for language in self.languages) or (self,)

    @property
    def homes(self) -> tuple[str, ...]:
        """The folder of each language's pages; that of the site's own is the root, ''."""
        return tuple(self.home(language) for language in self.languages) or ("",)

    def home(self, language: str) -> str:
        """The folder of the site's pages in a language, such as `fr/`; empty for its own and those that have none."""
        for alike in (str.lower, _base):
            for each in self.languages:
                if alike(each) == alike(language):
                    return "" if each == self.languages[0] else f"{each.lower()}/"
        return ""

    def absolute(self, address: str) -> str:
        """The published URL of a site address such as `chats/museum-hour/`."""
        return self.site_url + address


def _base(language: str) -> str:
    """The language of which one is a kind: `fr` for `fr-CA`."""
    return language.split("-")[0].lower()
