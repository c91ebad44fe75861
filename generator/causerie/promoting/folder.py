"""Writes a kit's folder: private, whole files only, and never over what a person has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import sha256
from itertools import chain, count
from pathlib import Path

from causerie.frozen import frozen
from causerie.problems import CauserieError
from causerie.records import write_atomically
from causerie.settings import Settings

FOLDER = "kit"  # beside mkdocs.yml
_MANIFEST = ".kit.json"
_IGNORE = ".gitignore"
_IGNORED = b"# Everything here is private, and made anew by `causerie kit`.\n*\n"
_NAME = re.compile(r"[\w][\w.-]*\Z")


@frozen
class Written:
    """What became of a kit's files, by name."""

    new: tuple[str, ...] = ()  # written, whether they were there or not
    kept: tuple[tuple[str, str], ...] = ()  # changed by a person and kept, with the file that has the program's version
    gone: tuple[str, ...] = ()  # of an earlier run, and no longer part of the kit


def check_place(folder: Path, settings: Settings, published: tuple[Path, ...]) -> None:
    """Refuse a folder from which files could be published, that holds records, or that is another's repository.

    Raises CauserieError.
    """
    real = folder.resolve()
    for place in (settings.content, *published):
        inside = place.resolve()
        if real == inside or real.is_relative_to(inside) or inside.is_relative_to(real):
            raise CauserieError(
                f"A kit is private, and {folder} is part of {place.name}/, or holds it. Choose another folder with"
                f" --to, or leave it out: the kit goes to {FOLDER}/ then."
            )
    if folder.exists() and not folder.is_dir():
        raise CauserieError(f"{folder} is a file. Choose a folder with --to.")
    ignore = folder / _IGNORE
    if ignore.exists() and not (folder / _MANIFEST).exists() and not (ignore.is_file() and _holds(ignore, _IGNORED)):
        raise CauserieError(
            f"{folder} has a {_IGNORE} of its own, and a kit would write another over it. Choose another folder with"
            " --to: one that is empty, or of an earlier kit."
        )


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> Written:
    """Write a kit's files; what an earlier run wrote and nobody changed is replaced, what a person changed is kept.

    A `.gitignore` of the folder's own keeps all of it out of repositories.
    """
    folder.mkdir(parents=True, exist_ok=True)
    before = _read_manifest(folder)
    contents = {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}
    new, kept, manifest = [], [], {}
    _write(folder / _IGNORE, _IGNORED)
    _write_manifest(folder, before | _either(before, contents))
    for name, data in contents.items():
        assert _NAME.match(name), name
        target = folder / name
        if target.is_file() and _hash(target.read_bytes()) not in (_hash(data), *before.get(name, "").split()):
            beside = _beside(folder, name, data, before)
            _write(folder / beside, data)
            manifest[beside] = _hash(data)
            kept.append((name, beside))
            if name in before:
                manifest[name] = before[name]
            continue
        _write(target, data)
        manifest[name] = _hash(data)
        new.append(name)
    gone = [name for name in before if name not in manifest and _remove(folder / name, before[name])]
    _write_manifest(folder, manifest)
    return Written(tuple(new), tuple(kept), tuple(gone))


def _beside(folder: Path, name: str, data: bytes, before: Mapping[str, str]) -> str:
    """The file for the program's version of a changed file; one that a person has changed, too, is passed over."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for ending in chain(("new",), (f"new-{number}" for number in count(2))):
        beside = f"{stem}.{ending}{suffix}"
        path = folder / beside
        if not path.exists() or (
            path.is_file() and _hash(path.read_bytes()) in (_hash(data), *before.get(beside, "").split())
        ):
            return beside
    raise AssertionError("count() has no end")


def _write(path: Path, data: bytes) -> None:
    if not _holds(path, data):
        write_atomically(path, [data])


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _remove(path: Path, written: str) -> bool:
    """Remove a file of an earlier run, unless a person has changed it."""
    try:
        if _hash(path.read_bytes()) not in written.split():
            return False
        path.unlink()
    except OSError:
        return False
    return True


def _either(before: Mapping[str, str], contents: Mapping[str, bytes]) -> dict[str, str]:
    """What stands in each file now, and what may come to stand there: a run that is killed leaves either."""
    names = {name: [*before.get(name, "").split(), _hash(data)] for name, data in contents.items()}
    return {name: " ".join(dict.fromkeys(hashes)) for name, hashes in names.items()}


def _write_manifest(folder: Path, manifest: Mapping[str, str]) -> None:
    _write(folder / _MANIFEST, json.dumps(manifest, indent=1, sort_keys=True).encode() + b"\n")


def _read_manifest(folder: Path) -> dict[str, str]:
    """What the last run wrote, by name; of a broken manifest nothing, so that nothing is overwritten."""
    try:
        found = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return {name: str(each) for name, each in found.items() if _NAME.match(name)}
    except (OSError, ValueError, AttributeError):
        return {}


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
