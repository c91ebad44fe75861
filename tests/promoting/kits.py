"""Kits for tests, of records that are made up on the spot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from causerie.model.session import Session
from causerie.promoting.kit import Kit, KitPost
from causerie.promoting.making import make_kit
from causerie.promoting.wordings import read_wordings
from tests import make


def kit_of(
    session: Session, *others: Session, now: datetime = make.NOW, limits: Mapping[str, int] | None = None
) -> Kit:
    settings = make.settings()
    wordings, problems = read_wordings(settings, session.language)
    assert problems == ()
    return make_kit(make.library(session, *others), session, settings, now, wordings, limits)


def posts(kit: Kit, kind: str) -> list[KitPost]:
    return [post for post in kit.posts if post.kind == kind]


def text(kit: Kit, kind: str, platform: str = "x") -> str:
    return next(each.text for each in posts(kit, kind)[0].wordings if each.platform == platform)
