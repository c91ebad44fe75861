"""A site that is built again and again with what earlier builds left, and beside it one that is built anew each time.

The records are those of `tests/golden_site`, with more sessions whose time is still to come.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.mkdocs_plugin.builder import Builder, Order
from tests.mkdocs_plugin.site_making import Run, Site, environment_of, tree

GOLDEN = Path(__file__).parents[1] / "golden_site" / "content"
MUSEUM, PAPER = "content/chats/museum-hour", "content/chats/heure-papier"
AMPHORA, LABELS = f"{MUSEUM}/2026-10-07-amphora", f"{MUSEUM}/2026-12-09-labels"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

MKDOCS = """\
site_name: Chats
site_url: https://chats.example/
site_description: Hashtag chats.
docs_dir: content/pages
theme:
  name: material
plugins:
  - search
  - causerie:
      language: en-GB
      contact: hello@chats.example
"""
MORE = {
    "mkdocs.yml": MKDOCS,
    "content/pages/index.md": "# Chats\n\nWelcome.\n",
    "content/pages/join.md": "# Join\n\n[causerie upcoming chat=museum-hour]\n",
    f"{MUSEUM}/2026-11-11-dust/session.md": """\
---
title: Dust
start: 2026-11-11 20:00
slot: 2026-11-11
status: confirmed
announced: 2026-11-01
questions: [What do you dust?]
---
""",
    f"{MUSEUM}/2026-11-11-dust/recap.yml": """\
published: 2026-11-24
summary: With brushes.
takeaways: [Begin above.]
errata: [{date: 2026-11-26, text: From below.}]
""",
    f"{MUSEUM}/2026-12-16-wrappings/session.md": """\
---
title: Wrappings
start: 2026-12-16 20:00
slot: 2026-12-16
status: planned
announced: 2026-12-01
hosts: [jonas]
questions: [What do you wrap it in?]
---
""",
}
FOLDERS = sorted(str(path.parent).replace(str(GOLDEN), "content") for path in GOLDEN.glob("chats/*/*/session.md")) + [
    name.removesuffix("/session.md") for name in MORE if name.endswith("session.md")
]


def make_site(root: Path) -> Site:
    """The records, in a folder of their own."""
    site = Site(root, MORE)
    shutil.copytree(GOLDEN, root / "content", dirs_exist_ok=True)
    return site


class Twins:
    """The site that keeps its cache and its `site/`, and the one that never has any."""

    def __init__(self, root: Path, builder: Builder) -> None:
        self._root = root
        self.builder = builder
        self.warm = make_site(root / "warm")
        self.now = NOW
        self.library = ""  # where this program is, if elsewhere
        self._count = 0

    def build_both(self, *, is_valid: bool = True) -> list[str]:
        """What differs between the two, files of the site and what was said; both are built at once."""
        cold = self.copy()
        before = tree(self.warm.folder)
        warm_run, cold_run = self.build(self.warm, cold)
        code = 0 if is_valid else 1
        if (warm_run.code, cold_run.code) != (code, code):
            return [f"should end with {code}", *warm_run.lines, *cold_run.lines]
        differing = list(differences(tree(self.warm.folder), tree(cold.folder) if is_valid else before))
        if warm_run.problems != cold_run.problems:
            differing += ["said otherwise", *warm_run.problems, *cold_run.problems]
        differing += self.warm.left_over
        shutil.rmtree(cold.root)
        return differing

    def build(self, *sites: Site, **conditions: Any) -> list[Run]:
        """Build folders at once, as of `now`; `conditions` as in Order."""
        clock = {"SOURCE_DATE_EPOCH": str(int(self.now.timestamp()))}
        if self.library:  # a fork would have the other one already
            with ThreadPoolExecutor() as pool:
                return list(pool.map(lambda site: site.run("mkdocs", "build", PYTHONPATH=self.library, **clock), sites))
        orders = [
            Order(str(site.root), str(site.root / "tmp" / "log"), environment_of(site.root, **clock), **conditions)
            for site in sites
        ]
        codes = self.builder.run(orders)
        return [
            Run(code, Path(order.log).read_text(encoding="utf-8")) for code, order in zip(codes, orders, strict=True)
        ]

    def copy(self) -> Site:
        """The folder as somebody gets it who clones it: without cache, without site."""
        self._count += 1
        name = f"cold-{self._count}"
        shutil.copytree(
            self.warm.root,
            self._root / name,
            symlinks=True,
            ignore=lambda folder, _: {".cache", "site", "tmp"} if Path(folder) == self.warm.root else set(),
        )
        return Site(self._root / name, {})

    @property
    def cached(self) -> bytes:
        """The raw bytes of all that is kept."""
        return b"".join(tree(self.warm.root / ".cache").values())


def differences(found: dict[str, bytes], expected: dict[str, bytes]) -> Iterator[str]:
    """The files that are not as expected, with where they begin to differ."""
    for name in sorted(found.keys() | expected.keys()):
        one, other = found.get(name), expected.get(name)
        if one is None or other is None:
            yield f"{name}: {'is not there' if one is None else 'should not be there'}"
        elif one != other:
            place = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            begin = max(0, place - 60)
            yield f"{name}: {one[begin : place + 60]!r} is not {other[begin : place + 60]!r}"
