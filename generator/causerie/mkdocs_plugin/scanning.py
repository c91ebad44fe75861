"""The finished site, searched for whoever must not be in it, before it takes the place of the old one.

Names were left out where records were read; this looks at what came of it, in every file and every way of writing.
"""

from __future__ import annotations

import os
import pickle
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from causerie.cache import Cache, load_plain
from causerie.mkdocs_plugin.decoding import read_parts
from causerie.mkdocs_plugin.traces import Trace, Tracer
from causerie.problems import CauserieError
from causerie.records.forget import Forgotten
from causerie.workers import spread

State = tuple[int, int, int]  # size, modified (ns) and inode of a file
Seen = dict[
    str, tuple[State, bytes]
]  # the files in which nobody was found, by path: as they were, and their content's name
_NOTHING: tuple[State, bytes] = ((0, 0, 0), b"")
_TEXTS = (".html", ".htm", ".txt", ".md", ".json", ".xml", ".atom", ".ics", ".csv", ".svg")
_SHOWN = 20  # files that are named
_AT_ONCE = 64  # files that a process gets at once


def scan_site(
    folder: Path,
    site_dir: str,
    forgotten: Forgotten,
    own: str,
    ours: Container[str],
    texts: Iterable[tuple[str, str]],
    cache: Cache,
) -> None:
    """Look for whoever is to be forgotten in every file of a folder; those that an earlier scan saw are not read again.

    `own` is the published address of the site; `ours` are the files that come of records, in which people's names were
    hidden; `texts` are those that only a picture shows, each with its path. Raises CauserieError with the files that
    name somebody, and where.
    """
    name = f"scan {site_dir}"
    if not forgotten:
        if cache.read_long(name) is not None:
            cache.write({}, [name])
        return
    stamp = blake2b(repr((sorted(forgotten.accounts), sorted(forgotten.posts), sorted(forgotten.hashes))).encode())
    known = _read_known(cache, name, stamp.digest())
    found = dict(_list_files(folder))
    seen: Seen = {path: known[path] for path, state in found.items() if path in known and known[path][0] == state}
    new = sorted(found.keys() - seen.keys())
    tracer = Tracer(forgotten, own)

    def scan(paths: list[str]) -> list[tuple[str, bytes, list[Trace]]]:
        return [
            _scan_file(folder, path, tracer, known.get(path, _NOTHING)[1], is_deep=path not in ours) for path in paths
        ]

    traces = [Trace(path, 0, "a card") for path, text in texts if tracer.is_in_text(text)]
    pieces = [new[at : at + _AT_ONCE] for at in range(0, len(new), _AT_ONCE)]
    for path, content, of_file in (each for piece in spread(scan, pieces, least=24) for each in piece):
        seen[path] = (found[path], content)
        traces += of_file
    if traces := _without_namesakes(folder, traces, list(found)):
        cache.write({}, [name])
        raise CauserieError(_describe(traces))
    cache.write({name: (b"", pickle.dumps((stamp.digest(), seen), 5))})


def _scan_file(
    folder: Path, path: str, tracer: Tracer, known: bytes, *, is_deep: bool
) -> tuple[str, bytes, list[Trace]]:
    """What names a file's content, and the traces in it; none in one that was seen already with the same content."""
    with open(f"{folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - thousands of them
        content = file.read()
    named = blake2b(content, digest_size=16).digest() if is_deep else b""  # MkDocs writes those anew each time
    if named and named == known:
        return path, named, []
    traces = [Trace(path, 0, "its name")] if tracer.is_in_name(path) else []
    for part, is_hidden in read_parts(path, content):
        trace = tracer.find(path, part, is_hidden=is_hidden)
        if trace is None and is_deep and path.endswith(_TEXTS) and tracer.is_in_page(part):
            trace = Trace(path, 0, "says a name")
        if trace:
            traces.append(trace)
            break
    return path, named, traces


def _without_namesakes(folder: Path, traces: list[Trace], paths: Iterable[str]) -> list[Trace]:
    """The traces without bare handles that are somebody else's: of an account to which the site links.

    `@lea` on Mastodon leaves out the server, and another platform may have a `lea` of its own.
    """
    weak = {trace.handle for trace in traces if trace.handle}
    if not weak:
        return traces
    others: set[str] = set()
    for path in paths:
        content = (folder / path).read_bytes() if path.endswith((".html", ".json", ".xml", ".atom")) else b""
        lower = content.lower()
        for handle in weak - others:
            if handle.encode() in lower and Tracer.has_namesake(lower, handle):
                others.add(handle)
        if others == weak:
            break
    return [trace for trace in traces if trace.handle not in others]


def _list_files(folder: Path) -> Iterator[tuple[str, State]]:
    """Each file of the site with what changes when it does."""
    base = str(folder)
    waiting = [base]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file():
                    state = entry.stat()
                    path = entry.path[len(base) + 1 :].replace(os.sep, "/")
                    yield path, (state.st_size, state.st_mtime_ns, state.st_ino)


def _read_known(cache: Cache, name: str, stamp: bytes) -> Seen:
    """The files in which the last scan found nobody; none where other people were looked for."""
    try:
        before, found = load_plain(cache.read_long(name) or b"")
        return found if before == stamp else {}
    except Exception:  # whatever is wrong with it: then everything is read
        return {}


def _describe(traces: list[Trace]) -> str:
    """What was found where; who it is stays out of logs, which others may read."""
    by_path: dict[str, list[Trace]] = defaultdict(list)
    for trace in traces:
        by_path[trace.path].append(trace)
    lines = [
        f"  {path}{f':{found[0].line}' if found[0].line else ''}: {found[0].what}" for path, found in by_path.items()
    ]
    more = len(lines) - _SHOWN
    return "\n".join(
        [
            "Somebody who is in forget.yml is in the finished site. It was not published: what is there is as it was.",
            *lines[:_SHOWN],
            *([f"  … and {more:,} files more"] if more > 0 else []),
            "Look at the page, and take the name out of what it is made of: your own pages, a template, mkdocs.yml, a"
            " file in docs_dir; or another plugin has put it there.",
        ]
    )
