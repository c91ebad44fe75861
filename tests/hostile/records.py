"""Hostile records as commands read them: once, for all that is made of them without a build."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from causerie.cli.config import read_settings
from causerie.following.counting import count_held
from causerie.following.season import Season, make_season
from causerie.model.session import Session
from causerie.planning.plan import Plan, make_plan
from causerie.promoting.kit import Kit
from causerie.promoting.making import make_kit
from causerie.promoting.wordings import read_wordings
from causerie.records import read_ideas, read_library
from causerie.records.read import Reading
from causerie.settings import Settings
from tests.site.building import NOW

KITS_EVERY = 3


@dataclass(frozen=True)
class Records:
    """All hostile records, read once."""

    settings: Settings
    reading: Reading

    @property
    def recapped(self) -> list[Session]:
        return [each for each in self.reading.library.sessions if each.has_recap(NOW)]

    @property
    def plan(self) -> Plan:
        library, settings = self.reading.library, self.settings
        ideas = read_ideas(settings.content, settings.root, library.chats, self.reading.chats, self.reading.forgotten)
        assert ideas.problems == ()
        return make_plan(library, library.chats, ideas.ideas, NOW, 8, settings.language)

    @property
    def seasons(self) -> Iterator[Season]:
        library = self.reading.library
        for chat in library.chats:
            held = count_held(library, chat, self.settings.root, self.reading.forgotten, NOW)
            yield make_season(library, chat, held, date(2026, 9, 1), NOW.date(), NOW)

    @property
    def kits(self) -> list[Kit]:
        """Of some sessions: each holds several strings, which the next ones hold in other fields."""
        wordings, problems = read_wordings(self.settings, self.settings.language)
        assert problems == ()
        library = self.reading.library
        to_come = [each for each in library.sessions if each.start > NOW and not each.is_off]
        return [make_kit(library, each, self.settings, NOW, wordings) for each in to_come[::KITS_EVERY]]


def read_records(root: Path) -> Records:
    """The records of a site."""
    settings = read_settings(root / "mkdocs.yml")
    return Records(settings, read_library(settings))
