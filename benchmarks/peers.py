"""The generators that are compared: where each is found, what it reads, how it builds and serves. No downloads."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corpus import NOW, Corpus, Session
from benchmarks.shapes import write_articles, write_front_matter, write_pages, write_records

_FOLDERS = Path(__file__).with_name("peers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where the peers may be installed, besides PATH and the Python that runs this."""

    hugo: Path | None = None
    node_modules: Path | None = None
    venvs: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A generator; its own files stand in `peers/<files>/`. `{port}` in `serve` is where it is to serve."""

    name: str
    title: str
    files: str
    find: Callable[[Places], tuple[str, ...] | None]  # the program's words
    missing: str  # what makes it found
    version: tuple[str, ...]
    build: tuple[str, ...]
    serve: tuple[str, ...] = ()  # empty: its preview is not measured
    site: str
    made: tuple[str, ...]  # what a full build must not find
    content: str  # where the corpus goes
    write: Callable[[Corpus, Path], None]
    record: Callable[[Session], str]  # the file whose Markdown is edited, below `content`
    page: Callable[[Session], str]  # the recap's address

    def prepare(self, corpus: Corpus, folder: Path, places: Places) -> None:
        """Lay out a folder to build in."""
        shutil.copytree(_FOLDERS / self.files, folder)
        self.write(corpus, folder / self.content)
        if self.name == "eleventy" and places.node_modules:
            (folder / "node_modules").symlink_to(places.node_modules.resolve(), target_is_directory=True)

    def clean(self, folder: Path) -> None:
        """Take away the site and every cache: the next build is a first one."""
        for name in self.made:
            shutil.rmtree(folder / name, ignore_errors=True)

    def has_built(self, corpus: Corpus, folder: Path) -> bool:
        """Whether the first and the last recap are there: a build that makes nothing is quick."""
        site = folder / self.site
        return all((site / self.page(each) / "index.html").is_file() for each in (corpus.past[0], corpus.past[-1]))


def environment(scratch: Path) -> dict[str, str]:
    """What every build gets: one moment as now, temporary files where the work is."""
    scratch.mkdir(parents=True, exist_ok=True)
    given = {
        "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())),
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONUTF8": "1",
        "TMPDIR": str(scratch),
    }
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    return {**kept, **given}


def read_version(peer: Peer, program: tuple[str, ...]) -> str:
    """What the program says of itself: its first version number."""
    run = subprocess.run([*program, *peer.version], capture_output=True, check=False)
    found = re.search(r"\d+\.\d+(\.\d+)*", (run.stdout + run.stderr).decode(errors="replace"))
    return found[0] if found else "of unknown version"


def _find_hugo(places: Places) -> tuple[str, ...] | None:
    """Hugo itself: the command of the pip package is a Python program that starts it, and costs the start of Python."""
    given = [places.hugo] if places.hugo else []
    packages = [path for venv in (*places.venvs, Path(sys.prefix)) for path in _packaged_hugos(venv)]
    on_path = shutil.which("hugo")
    behind = list(_packaged_hugos(Path(on_path).parent.parent)) if on_path else []
    candidates = [*given, *packages, *behind, *([Path(on_path)] if on_path else [])]
    return next(((str(path.absolute()),) for path in candidates if path.is_file()), None)


def _packaged_hugos(venv: Path) -> Iterator[Path]:
    for folder in ("lib/python3*/site-packages", "Lib/site-packages"):
        yield from sorted(path for path in venv.glob(f"{folder}/hugo/binaries/hugo*") if os.access(path, os.X_OK))


def _find_eleventy(places: Places) -> tuple[str, ...] | None:
    node = shutil.which("node")
    if node is None or places.node_modules is None:
        return None
    program = places.node_modules.resolve() / "@11ty" / "eleventy" / "cmd.cjs"
    return (node, str(program)) if program.is_file() else None


def _find_script(name: str) -> Callable[[Places], tuple[str, ...] | None]:
    def find(places: Places) -> tuple[str, ...] | None:
        folders = [venv / sub for venv in (*places.venvs, Path(sys.prefix)) for sub in ("bin", "Scripts")]
        found = shutil.which(name, path=os.pathsep.join(map(str, folders))) or shutil.which(name)
        return (str(Path(found).absolute()),) if found else None

    return find


def _find_mkdocs(_: Places) -> tuple[str, ...] | None:
    """The MkDocs of the Python that runs this: causerie needs it, so it is there."""
    return (sys.executable, "-m", "mkdocs")


def _recap(session: Session) -> str:
    return f"recaps/{session.folder}/"


def _recap_file(session: Session) -> str:
    return f"recaps/{session.folder}.md"


CAUSERIE = Peer(
    name="causerie",
    title="causerie",
    files="causerie",
    find=_find_mkdocs,
    missing="install this checkout: python -m pip install -e .",
    version=("--version",),
    build=("build", "--quiet"),
    serve=("serve", "--dev-addr", "127.0.0.1:{port}"),
    site="site",
    made=("site", ".cache"),
    content="content",
    write=write_records,
    record=lambda s: f"chats/{s.chat.id}/{s.folder}/session.md",
    page=lambda s: f"chats/{s.chat.id}/{s.id}/",
)
CAUSERIE_WITH_SEARCH = replace(
    CAUSERIE,
    title="causerie, with search",
    build=("build", "--quiet", "-f", "search.yml"),
    serve=("serve", "-f", "search.yml", "--dev-addr", "127.0.0.1:{port}"),
)
HUGO = Peer(
    name="hugo",
    title="Hugo",
    files="hugo",
    find=_find_hugo,
    missing="put it on PATH, install the pip package `hugo`, or give --hugo PATH",
    version=("version",),
    build=("--quiet", "--noBuildLock"),
    serve=("server", "--port", "{port}", "--noBuildLock"),
    site="public",
    made=("public", "resources"),
    content="content",
    write=write_front_matter,
    record=_recap_file,
    page=_recap,
)
ELEVENTY = Peer(
    name="eleventy",
    title="Eleventy",
    files="eleventy",
    find=_find_eleventy,
    missing="give --node-modules FOLDER with @11ty/eleventy and @11ty/eleventy-plugin-rss",
    version=("--version",),
    build=("--quiet",),
    serve=("--serve", "--incremental", "--port={port}"),
    site="_site",
    made=("_site", ".cache"),
    content="src",
    write=write_front_matter,
    record=_recap_file,
    page=_recap,
)
PELICAN = Peer(
    name="pelican",
    title="Pelican",
    files="pelican",
    find=_find_script("pelican"),
    missing="put it on PATH, or give --venv FOLDER with pelican[markdown]",
    version=("--version",),
    build=("--quiet", "-s", "pelicanconf.py"),
    site="output",
    made=("output", "__pycache__"),
    content="content",
    write=write_articles,
    record=_recap_file,
    page=_recap,
)
MKDOCS_PLAIN = Peer(
    name="mkdocs_plain",
    title="MkDocs + Material, pages as Markdown",
    files="mkdocs_plain",
    find=_find_mkdocs,
    missing="install this checkout: python -m pip install -e .",
    version=("--version",),
    build=("build", "--quiet"),
    serve=("serve", "--dev-addr", "127.0.0.1:{port}"),
    site="site",
    made=("site",),
    content="docs",
    write=write_pages,
    record=_recap_file,
    page=_recap,
)
ZENSICAL = replace(
    MKDOCS_PLAIN,
    name="zensical",
    title="Zensical",
    find=_find_script("zensical"),
    missing="put it on PATH, or give --venv FOLDER with zensical",
    build=("build",),
    serve=("serve", "-a", "127.0.0.1:{port}"),
    made=("site", ".cache"),
)
PEERS = (HUGO, ELEVENTY, PELICAN, MKDOCS_PLAIN, ZENSICAL)
