"""Pictures that records name: they must be there, inside the session's folder, and be described."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from causerie.model.post import Media
from causerie.problems import did_you_mean
from causerie.records.schema_addresses import read_media_file
from causerie.records.source import Source
from causerie.records.yaml import Path as ValuePath

# What pages show of Markdown: ![…](media/…), <img src="media/…">, and [name]: media/… below.
_PROSE_PICTURE = re.compile(
    r"!\[[^\]]*\]\(\s*<?(media/[^\s)>]+)"
    r"|<img\b[^>]*\bsrc\s*=\s*[\"']?(media/[^\"'\s>]+)"
    r"|^ {0,3}\[[^\]]+\]:\s*<?(media/[^\s>]+)",
    re.IGNORECASE | re.MULTILINE,
)


def check_file(source: Source, path: ValuePath, file: str, subject: str = "") -> bool:
    """Whether a file that a record names may be published; what is wrong with it is noted.

    `subject` says what names it where that is not the field at `path`.
    """
    if lack := _explain_lack(source, file):
        source.error(path, f"{subject or repr(str(path[-1]))} is {lack}")
    return not lack


def _explain_lack(source: Source, file: str) -> str:
    """Why a file beside a record cannot be published, with its name; an empty string where it can."""
    folder = source.file.parent
    try:
        target = (folder / file).resolve()
        is_inside = target.is_relative_to(folder.resolve())
        is_there = is_inside and target.is_file()
    except (OSError, ValueError):  # a name that no file can have
        is_inside, is_there = True, False
    if is_there:
        return ""
    if not is_inside:
        return f"'{file}', a link out of the session's folder. Put the file itself into media/."
    hint = did_you_mean(file, _files_of(folder)) or " Put it there, or correct the name."
    return f"'{file}', a file that the session's folder does not have.{hint}"


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


def check_prose(source: Source, prose: str, path: ValuePath | None = None) -> None:
    """Note pictures in Markdown that cannot be shown, at the field or where they stand below all fields."""
    capitals = prose.upper()
    if "MEDIA/" not in capitals and "MED\u0130A/" not in capitals:  # as in most; much faster than looking for pictures
        return
    for found in _PROSE_PICTURE.finditer(prose):
        written = found[1] or found[2] or found[3]
        try:
            message = _explain_lack(source, read_media_file(unquote(written)))
        except ValueError as error:
            message = str(error)
        if message and path is not None:
            source.error(path, f"a picture in '{path[-1]}' is {message}")
        elif message:
            source.error_below(prose, found.start(), f"this picture is {message}")


def _files_of(folder: Path) -> list[str]:
    try:
        return sorted(file.relative_to(folder).as_posix() for file in folder.glob("**/*") if file.is_file())
    except OSError:
        return []
