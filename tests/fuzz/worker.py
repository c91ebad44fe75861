"""A process that fuzzes one target: `python -m tests.fuzz.worker MODULE:TARGET ENGINE SECONDS ROOM`.

`check` is the engine that changes nothing: it says whether what stands in the room is wrong.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.cases import CORPUS, FINDINGS, read_cases
from tests.fuzz.changing import change
from tests.fuzz.target import MOST, Target
from tests.fuzz.watching import Watched

_BATCH = 400  # examples after which hypothesis begins anew, as it remembers all of a batch


def main() -> None:
    """Fuzz until the time is over; what is found stands in the room then."""
    name, engine, seconds, given = sys.argv[1:]
    room = Path(given)
    if engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["causerie"], enable_loader_override=False):
            target = _find_target(name)
        _run_atheris(atheris, target, int(seconds), room)
    elif engine == "hypothesis":
        _run_hypothesis(_find_target(name), int(seconds), room)
    else:
        watched = Watched(_find_target(name), room)
        for _, content in read_cases(room / "given"):
            watched(content)


def _find_target(name: str) -> Target:
    module, _, called = name.partition(":")
    targets: Sequence[Target] = import_module(module).TARGETS
    return next(each for each in targets if each.name == called)


def _run_atheris(atheris: Any, target: Target, seconds: int, room: Path) -> None:
    """Let coverage lead; half of the changes are ours, which know what a piece of a text is."""
    corpora = [room / "corpus", CORPUS / target.name, FINDINGS / target.name]
    corpora[0].mkdir(exist_ok=True)
    others = _read_seeds(target, room)

    def mutate(content: bytes, most: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < 0.5:
            return change(content, random, others, target.words)[:most]
        changed: bytes = atheris.Mutate(content, most)
        return changed

    flags = [f"-max_total_time={seconds}", f"-max_len={MOST}", "-timeout=3600", "-rss_limit_mb=0", "-len_control=0"]
    command = [
        sys.argv[0],
        *flags,
        f"-artifact_prefix={room}/",
        "-verbosity=0",
        *(str(each) for each in corpora if each.is_dir()),
    ]
    atheris.Setup(command, Watched(target, room, slower=2), custom_mutator=mutate)
    atheris.Fuzz()


def _run_hypothesis(target: Target, seconds: int, room: Path) -> None:
    """Let hypothesis choose: texts of any signs, rows of words, and changes of what is kept."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    watched = Watched(target, room)
    seeds = _read_seeds(target, room)
    text = st.text(st.characters(), max_size=60)
    words = st.lists(st.sampled_from(target.words) | text, max_size=12).map("".join)
    texts = (text | words).map(lambda each: each.encode("utf-8", "surrogatepass"))
    changed = st.builds(
        lambda seed, number: change(seed, Random(number), seeds, target.words),
        st.sampled_from(seeds or [b""]),
        st.integers(0, 2**64),
    )
    end = time.monotonic() + seconds
    while time.monotonic() < end:

        @settings(
            max_examples=_BATCH,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(texts | changed)
        def check(content: bytes) -> None:
            if time.monotonic() < end:
                watched(content)

        check()


def _read_seeds(target: Target, room: Path) -> Sequence[bytes]:
    folders = (CORPUS / target.name, FINDINGS / target.name, room / "corpus")
    return [content for _, content in read_cases(*folders)]


if __name__ == "__main__":
    main()
