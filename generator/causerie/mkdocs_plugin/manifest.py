"""What the last build put into a site, as far as anybody knows: what is the same is not written again."""

from __future__ import annotations

import os
from pathlib import Path

from causerie.cache import Cache, load_plain
from causerie.mkdocs_plugin.writing import Manifest


def manifest_name(site_dir: str, root: Path) -> str:
    """Where the manifest of a site stands in the cache."""
    return f"site {os.path.relpath(os.path.realpath(site_dir), root)}"


def read_manifest(cache: Cache, name: str) -> Manifest:
    """The files of the last build, each with its key and how it looked; none where that cannot be read."""
    try:
        found = load_plain(cache.read_long(name) or b"")
        return {path: (key, size, modified, inode) for path, (key, size, modified, inode) in found.items()}
    except Exception:  # whatever is wrong with it: then everything is written
        return {}
