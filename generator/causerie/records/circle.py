"""content/directory: other sites' chats, a file a site. Where there is none, a build pays nothing for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from causerie.frozen import frozen
from causerie.model.circle import Circle
from causerie.problems import CauserieError, Problem
from causerie.records.forget import Forgotten
from causerie.settings import Settings

FOLDER = "directory"


@frozen
class CircleReading:
    """The other sites, by name, and what is wrong with their files."""

    circle: Circle = ()
    problems: tuple[Problem, ...] = ()


def list_files(settings: Settings) -> list[Path]:
    """The files that are kept, by name."""
    folder = settings.content / FOLDER
    return sorted(each for each in folder.glob("*.json") if not each.name.startswith((".", "_")))


def read_circle(settings: Settings, now: datetime, forgotten: Forgotten) -> CircleReading:
    """The other sites that the host has added, without who is to be forgotten; none without content/directory."""
    files = list_files(settings)
    if not files:
        return CircleReading()
    from causerie.records.circle_kept import make_site, read_kept

    sites, problems = [], []
    for file in files:
        path = f"{settings.content.name}/{FOLDER}/{file.name}"
        try:
            kept = read_kept(file, now)
            if kept.foreign.site.url == settings.site_url:
                raise CauserieError("this is this very site. Delete the file.")
        except CauserieError as error:
            problems.append(Problem(path, 1, 1, str(error)))
        else:
            sites.append(make_site(kept, path, forgotten))
    return CircleReading(tuple(sites), tuple(problems))
