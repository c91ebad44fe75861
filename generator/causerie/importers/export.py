"""Exports as they come: a file, a folder, a zip, a tar, standard input; of archives only what is needed.

What stands beside the posts in an account's archive is private: those files are not even opened.
"""

from __future__ import annotations

import lzma
import re
import shutil
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import field
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Literal, cast

from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.text import clean_line

STANDARD_INPUT = "-"
DAMAGED = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError),
    MemoryError,  # an archive says how much is needed to unpack it
)
_MOST_UNPACKED = 100  # times its packed size: JSON comes to some twenty times
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_Mode = Literal["r:", "r:gz", "r:bz2", "r:xz"]
_PACKED: dict[bytes, _Mode] = {_GZIP: "r:gz", b"BZh": "r:bz2", b"\xfd7zX": "r:xz"}  # nothing else is tried to unpack

# By the path of a file that shows what an archive is: the paths of those files that may be opened.
_ARCHIVES = (
    (
        re.compile(r"(^|/)((tweets?|community-tweet|note-tweet)(-?part\d+)?|account|manifest)\.js$", re.IGNORECASE),
        re.compile(
            r"(^|/)((tweets?|community-tweet|note-tweet)(-?part\d+)?|account|manifest|profile)\.js$", re.IGNORECASE
        ),
    ),
    (
        re.compile(r"(^|/)tweet_index\.js$"),
        re.compile(r"(^|/)(\d{4}_\d{2}|user_details|tweet_index)\.js$|(^|/)tweets\.csv$"),
    ),
    (re.compile(r"(^|/)outbox\.json$"), re.compile(r"(^|/)(outbox|actor)\.json$")),
)
_HIDDEN = re.compile(r"(^|/)(\.|__MACOSX/)")


@frozen
class ExportFile:
    """A file of an export: `path` is for people and for finding what stands beside it, `size` is in bytes."""

    path: str  # with '/', from the folder or archive that was given; a single file's own name
    size: int
    open: Callable[[], BinaryIO] = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        """Without the folders."""
        return PurePosixPath(self.path).name

    @property
    def folder(self) -> str:
        """What it stands in: '' at the top."""
        folder = str(PurePosixPath(self.path).parent)
        return "" if folder == "." else folder


@frozen
class Export:
    """The files that were given at once, and those near them, which an importer may need to understand them."""

    files: tuple[ExportFile, ...]
    near: tuple[ExportFile, ...]

    def beside(self, file: ExportFile, *names: str) -> ExportFile | None:
        """The first of these names in the folder of a file, or in one above it; compared in small letters."""
        folder = file.folder
        while True:
            here = {each.name.lower(): each for each in self.near if each.folder == folder}
            for name in names:
                if (found := here.get(name.lower())) is not None:
                    return found
            if not folder:
                return None
            folder = folder.rpartition("/")[0]


def open_export(path: str, stack: ExitStack, standard_input: BinaryIO | None = None) -> Export:
    """An export at a path, or `-` for standard input; archives stay open until the stack closes.

    Raises CauserieError where there is nothing to read, or where an archive is damaged.
    """
    if path == STANDARD_INPUT:
        if standard_input is None:
            raise CauserieError("Nothing comes on standard input.")
        return _open_stream(standard_input, stack)
    given = Path(path)
    try:
        if given.is_dir():
            return _whole(_only_needed(_files_in(given)))
        if not stat.S_ISREG(given.stat().st_mode):  # a pipe: it can be read once
            with given.open("rb") as pipe:
                return _open_stream(pipe, stack, path)
        with given.open("rb") as file:
            head = file.read(4)
        if (archive := _open_archive(given, path, head, stack)) is not None:
            return _whole(archive)
        near = (each for each in sorted(given.parent.iterdir()) if each.is_file() and not each.name.startswith("."))
        return Export((_file(given, given.name),), tuple(_file(each, each.name) for each in near))
    except OSError as error:
        raise CauserieError(f"{path}: {error.strerror or error}.") from error
    except ValueError as error:
        raise CauserieError(f"{path!r} is no name of a file.") from error


def _whole(files: Iterable[ExportFile]) -> Export:
    kept = tuple(files)
    return Export(kept, kept)


def _file(path: Path, shown: str) -> ExportFile:
    return ExportFile(shown, path.stat().st_size, lambda: path.open("rb"))


def _files_in(folder: Path) -> Iterator[ExportFile]:
    for path in sorted(folder.rglob("*")):
        shown = path.relative_to(folder).as_posix()
        if path.is_file() and not _HIDDEN.search(shown):
            yield _file(path, shown)


def _only_needed(files: Iterable[ExportFile]) -> tuple[ExportFile, ...]:
    """Of the archive of an account only the files that an importer reads; what stands beside it, as it is."""
    kept = tuple(files)
    for shows, may_be_read in _ARCHIVES:
        roots = {_root_of(file.folder) for file in kept if shows.search(file.path)}
        kept = tuple(file for file in kept if may_be_read.search(file.path) or not _is_below(file.path, roots))
    return kept


def _root_of(folder: str) -> str:
    """The folder of a whole archive, by that of a file with which it shows what it is."""
    head, _, last = folder.rpartition("/")
    if last == "js" and (head == "data" or head.endswith("/data")):  # data/js/tweet_index.js
        head, _, last = head.rpartition("/")
    return head if last == "data" else folder


def _is_below(path: str, folders: Iterable[str]) -> bool:
    return any(not folder or path.startswith(f"{folder}/") for folder in folders)


def _open_archive(path: Path, shown: str, head: bytes, stack: ExitStack) -> tuple[ExportFile, ...] | None:
    try:
        if head.startswith(_ZIP):
            return _only_needed(_files_in_zip(stack.enter_context(zipfile.ZipFile(path))))
        if head.startswith(_GZIP) or _is_tar(path, head):
            return _open_tar(path, head, stack)
    except DAMAGED as error:
        raise CauserieError(
            f"{shown} is damaged, or was not downloaded to its end: {error}. Download the export again."
        ) from error
    return None


def _files_in_zip(archive: zipfile.ZipFile) -> Iterator[ExportFile]:
    for member in archive.infolist():
        if member.is_dir() or not (name := _plain(member.filename)):
            continue
        if member.flag_bits & 1:
            raise CauserieError(
                f"{archive.filename} is locked with a password. Unpack it, and name its folder instead."
            )

        def open_member(member: zipfile.ZipInfo = member) -> BinaryIO:
            return cast(BinaryIO, archive.open(member))

        yield ExportFile(name, member.file_size, open_member)


def _plain(name: str) -> str:
    """The path of a file in an archive as people would write it; '' for one that is hidden."""
    plain = clean_line(name.replace("\\", "/")).removeprefix("./")
    return "" if _HIDDEN.search(plain) else plain


def _is_tar(path: Path, head: bytes) -> bool:
    try:
        with _tar(path, head):
            return True
    except tarfile.ReadError:
        return False


def _tar(path: Path, head: bytes) -> tarfile.TarFile:
    mode: _Mode = next((mode for sign, mode in _PACKED.items() if head.startswith(sign)), "r:")
    return tarfile.open(path, mode)


def _open_tar(path: Path, head: bytes, stack: ExitStack) -> tuple[ExportFile, ...]:
    """The files of a tar; copied, as a compressed one can only be read from its begin: those that are needed."""
    try:
        with _tar(path, head) as archive:
            members = {name: each for each in archive if (name := _plain(each.name)) and each.isfile()}
    except tarfile.ReadError:  # compressed, and no tar
        return (_gzipped(path),)
    listed = (ExportFile(name, member.size, lambda: path.open("rb")) for name, member in members.items())
    needed = {file.path: file for file in _only_needed(listed)}
    _check_room(path, sum(file.size for file in needed.values()))
    room = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="causerie-import-")))
    files: list[ExportFile] = []
    with _tar(path, head) as archive:
        for member in archive:
            if (name := _plain(member.name)) in needed and (content := archive.extractfile(member)) is not None:
                copy = room / str(len(files))
                with copy.open("wb") as target:
                    shutil.copyfileobj(content, target)
                files.append(_file(copy, name))
    return tuple(files)


def _check_room(path: Path, size: int) -> None:
    """Refuse an archive that unpacks to more than there is room for, or than text ever does."""
    room = shutil.disk_usage(tempfile.gettempdir()).free
    if size > min(room, _MOST_UNPACKED * path.stat().st_size):
        raise CauserieError(f"{path} unpacks to {size // 1_000_000:,} MB. Unpack it yourself, and name its folder.")


def _gzipped(path: Path) -> ExportFile:
    import gzip

    return ExportFile(path.name.removesuffix(".gz"), path.stat().st_size, lambda: cast(BinaryIO, gzip.open(path)))


def _open_stream(stream: BinaryIO, stack: ExitStack, shown: str = "standard input") -> Export:
    """What comes only once, kept so that it can be read twice."""
    path = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="causerie-import-")), "standard-input")
    with path.open("wb") as kept:
        shutil.copyfileobj(stream, kept)
    with path.open("rb") as file:
        head = file.read(4)
    if (archive := _open_archive(path, shown, head, stack)) is not None:
        return _whole(archive)
    return _whole((_file(path, clean_line(shown)),))
