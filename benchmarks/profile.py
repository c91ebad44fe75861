"""Says where a build's time goes, by part and by function: `python benchmarks/profile.py` writes `profile.txt`.

A timer of the system interrupts the build every millisecond, and the stack is noted with the processor time since the
last look: unlike cProfile, this makes small functions look no dearer than they are. Unix only.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

sys.path.pop(0)  # this folder, where this file would pass for Python's own `profile`
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.contest import Contestant, Found
from benchmarks.corpus import Corpus
from benchmarks.machine import describe_libraries, describe_machine, working_room
from benchmarks.peers import CAUSERIE, CAUSERIE_WITH_SEARCH, Places

_INTERVAL = 0.001  # seconds; of the clock, since the timer of processor time looks only every 4 ms on many systems
_LEAST = 0.05  # the share from which a function is listed
Stack = tuple[str, ...]  # 'path:function', outermost first

# A stack belongs to the first of these that any of its functions is in: what they do looks like other parts' work.
_WHOLE_PARTS = {
    "search": r"causerie/(\w+/)*search|mkdocs/contrib/search/",
    "entries and their cache": r"causerie/cache\.py",
    "imports": r"<frozen importlib|importlib/",
    "compiling templates": r"jinja2/environment\.py:(compile|_load_template)$",
    "MkDocs: configuration": r"mkdocs/config/base\.py:load_config$",
}
# Otherwise to the part of its innermost function that is in one of these: libraries belong to who calls them.
_PARTS = {
    "search": r"causerie/(\w+/)*search|mkdocs/contrib/search/",
    "entries and their cache": r"causerie/(cache|entries|rows|glance|program|workers|model/stored)\.py",
    "reading YAML": r"yaml/|causerie/records/(yaml|yaml_lines|comments)\.py",
    "validation": r"pydantic|causerie/records/(validate|schema\w*|faults|conflicts)\.py",
    "records: files, model": r"causerie/(records|model)/",
    "Markdown of prose": r"markdown/|nh3|causerie/views/pages/(prose|plain_markdown)\.py",
    "dates and numbers in words": r"babel/|causerie/i18n\.py",
    "our templates": r"causerie/templates/",
    "theme shell": r"material/|causerie/mkdocs_plugin/(shell|marks|theme)\.py",
    "pages: models": r"causerie/views/pages/",
    "feeds": r"causerie/views/feeds/|feedgen/",
    "calendars": r"causerie/views/calendar|ics/",
    "causerie.json and other files": r"causerie/views/",
    "writing": r"causerie/mkdocs_plugin/(staging|preview|writing)\.py|mkdocs/utils/__init__\.py:(write|copy|clean)_",
    "our pipeline and plugin": r"causerie/",
    "MkDocs' own loop": r"mkdocs/|__main__",
}


class Sampler:
    """Notes the stack at each interruption, weighed with the processor time since the one before.

    While C code runs, an interruption waits for its end; the weight gives that time to the function that called it.
    """

    def __init__(self) -> None:
        self.stacks: Counter[Stack] = Counter()  # nanoseconds
        self._last = 0

    def __enter__(self) -> Sampler:
        self._last = time.process_time_ns()
        signal.signal(signal.SIGALRM, self._note)
        signal.setitimer(signal.ITIMER_REAL, _INTERVAL, _INTERVAL)
        return self

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _note(self, _: int, frame: FrameType | None) -> None:
        names = []
        while frame is not None:
            if frame.f_code.co_filename != __file__:  # the sampler, interrupted while it looked, is no part either
                names.append((frame.f_code.co_filename, frame.f_code.co_name))
            frame = frame.f_back
        now = time.process_time_ns()
        self.stacks[tuple(f"{_short(path)}:{name}" for path, name in reversed(names))] += now - self._last
        self._last = time.process_time_ns()  # looking is not part of the build


_shortened: dict[str, str] = {}


def _short(path: str) -> str:
    """A file's path from its package on: nothing of this machine."""
    if path not in _shortened:
        known = re.sub(r"^.*(?:site-packages|generator|lib/python3[.\d]*)/", "", path)
        _shortened[path] = known if known != path else "/".join(path.split("/")[-2:])
    return _shortened[path]


def main() -> int:
    """Profile one build and write what was found; returns the exit code."""
    given = _read_arguments()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one processor: nothing to share with worker processes
    peer = CAUSERIE_WITH_SEARCH if given.with_search else CAUSERIE
    with working_room(given.recaps * 2, None) as (room, _):
        us = Contestant(
            title=peer.title,
            found=Found(peer, peer.find(Places()) or ()),
            corpus=Corpus(given.recaps),
            folder=room / "site-of-ours",
            places=Places(),
            is_warm=given.warm,
        )
        us.make_ready()
        os.environ.update(us.job.environment)
        sys.dont_write_bytecode = False  # as in that environment: what was compiled in an earlier build stays
        os.chdir(us.folder)
        children = _children_seconds()
        with Sampler() as sampler:
            _build(peer.build)
        children = _children_seconds() - children
        os.chdir(room.parent)
    kind = "after one edited record" if given.warm else "without cache"
    what = f"A build of {given.recaps:,} recaps {kind}{', with search' if given.with_search else ''}"
    lines = [f"{what}.", f"{describe_machine()}; one processor. {describe_libraries()}.", ""]
    lines += _describe(sampler.stacks, given.recaps)
    if children > 0.05:
        lines += ["", f"Worker processes took {children:.2f} s besides; what they did is not in these numbers."]
    text = "\n".join(lines) + "\n"
    given.output.write_text(text, encoding="utf-8", newline="\n")
    print(text)
    return 0


def _build(arguments: tuple[str, ...]) -> None:
    """The command that a host runs, in this process."""
    from mkdocs.__main__ import cli

    cli.main(list(arguments), standalone_mode=False)


def _describe(stacks: Counter[Stack], recaps: int) -> Iterator[str]:
    total = sum(stacks.values())
    parts: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for stack, weight in stacks.items():
        parts[_part(stack)] += weight
        if stack:  # empty where the look came between two functions
            alone[stack[-1]] += weight
        for name in set(stack):
            inside[name] += weight
    yield f"{'part':<34}{'share':>7}{'ms a recap':>12}"
    for part, weight in parts.most_common():
        yield f"{part:<34}{weight / total:>7.1%}{weight / 1e6 / recaps:>12.3f}"
    yield f"{'all of it, processor time':<34}{1:>7.0%}{total / 1e6 / recaps:>12.3f}"
    yield ""
    yield f"Functions above {_LEAST:.0%}: with what they call, and alone."
    for name, weight in inside.most_common():
        if weight < _LEAST * total:
            break
        if weight < 0.995 * total:  # else it is one of those that start it all
            yield f"{weight / total:>7.1%}{alone[name] / total:>7.1%}  {name}"


def _part(stack: Stack) -> str:
    for part, pattern in _WHOLE_PARTS.items():
        if any(re.match(pattern, name) for name in stack):
            return part
    for name in reversed(stack):
        for part, pattern in _PARTS.items():
            if re.match(pattern, name):
                return part
    return "the rest"


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python benchmarks/profile.py", description="Say where a build's time goes.")
    parser.add_argument("--recaps", type=int, default=1000, metavar="N", help="the size of the corpus (default: 1000)")
    parser.add_argument("--with-search", action="store_true", help="with search in plugins")
    parser.add_argument("--warm", action="store_true", help="the build after one edited record")
    output = Path(__file__).with_name("profile.txt")
    parser.add_argument("--output", type=Path, default=output, metavar="FILE", help="default: benchmarks/profile.txt")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
