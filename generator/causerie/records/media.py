"""Pictures that records name: they must be there, inside the session's folder, and be described."""

from __future__ import annotations

from pathlib import Path

from causerie.model.post import Media
from causerie.problems import did_you_mean
from causerie.records.source import Source
from causerie.records.yaml import Path as ValuePath


def check_file(source: Source, path: ValuePath, file: str) -> bool:
    """Whether a file that a record names may be published; what is wrong with it is noted."""
    folder = source.file.parent
    try:
        target = (folder / file).resolve()
        is_inside = target.is_relative_to(folder.resolve())
        is_there = is_inside and target.is_file()
    except (OSError, ValueError):  # a name that no file can have
        is_inside, is_there = True, False
    if is_there:
        return True
    if not is_inside:
        source.error(
            path, f"'{path[-1]}' is '{file}', a link out of the session's folder. Put the file itself into media/."
        )
    else:
        hint = did_you_mean(file, _files_of(folder)) or " Put it there, or correct the name."
        source.error(path, f"'{path[-1]}' is '{file}', a file that the session's folder does not have.{hint}")
    return False


def check_picture(source: Source, path: ValuePath, media: Media) -> None:
    """Note a picture's missing file and missing description."""
    if media.file:
        check_file(source, path, media.file)
    if not media.alt and not media.type.startswith(("video", "audio")):
        shown = media.file or media.url
        source.warn(
            path,
            f"'{shown}' has no alt text: it says nothing to those who cannot see it. Write alt: and what it shows.",
        )


def _files_of(folder: Path) -> list[str]:
    try:
        return sorted(file.relative_to(folder).as_posix() for file in folder.glob("**/*") if file.is_file())
    except OSError:
        return []
